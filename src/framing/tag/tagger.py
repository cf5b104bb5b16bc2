"""Articles and a codebook -> mentions: every place where a term matches, in whose voice, with exact offsets.

**Overlap rule.** Within one referent the longest match (in characters) wins, then one without a misspelling, then the
term that stands first in the codebook; the others are lost, and ``Tagger.explain`` shows them. Across referents all
count: "separatist authorities" names the authorities while "separatist" in it may name the people.
"""

from functools import cache

import numpy as np
import pandas as pd

from framing import schema
from framing.codebook import Codebook, Matcher, Pattern, Term, parse
from framing.tag.conditions import MET, OUTCOMES, SHORTER, VOICE, is_conditional, outcomes
from framing.tag.context import REACH_OF_DENIAL, REACH_OF_DISTANCE, context_of
from framing.tag.overlap import winners
from framing.tag.places import Batch, Places
from framing.tag.spelling import Spelling
from framing.tag.voices import voices_of
from framing.text import Words


class Tagger:
    """A codebook made ready to tag many batches of articles.

    ``Tagger(codebook).tag(articles, words, passages)`` returns the table ``mentions`` of one batch. ``words`` are the
    words of ``text.article_texts(articles)``; ``passages`` say who speaks. Offsets count code points in the headline or
    the body. When all batches are tagged, ``settle`` drops misspelt mentions whose word is common in the corpus.
    """

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._terms = [term for _, _, term in codebook.terms()]
        self._numbers: dict[tuple[str, bool, bool], int] = {}
        for term in self._terms:
            for pattern in term.patterns():
                self._number(term, pattern)
        context = context_of(codebook.language)
        self._distance, self._negation, self._denial, self._absence = (
            [self._numbers.setdefault((pattern, False, False), len(self._numbers)) for pattern in patterns]
            for patterns in (context.distance, context.negation, context.denial, context.absence)
        )
        self._conditional = [number for number, term in enumerate(self._terms) if is_conditional(term)]
        self._voiced = [number for number, term in enumerate(self._terms) if term.voices]
        self._matcher = self._made_matcher()
        self._spelling = Spelling(self._matcher.tests)
        self._columns, self._terms_of = self._made_columns(), self._made_terms_of()
        self._referents = pd.Index(list(codebook.referents)).get_indexer(pd.Index(self._columns["referent"]))

    def _number(self, term: Term, pattern: str) -> int:
        return self._numbers.setdefault((pattern, term.case, term.misspelt), len(self._numbers))

    def _made_matcher(self) -> Matcher:
        classes = self.codebook.classes
        patterns = [Pattern(parse(pattern, classes), case, typo) for pattern, case, typo in self._numbers]
        return Matcher(patterns, self.codebook.language)

    def _made_columns(self) -> pd.DataFrame:
        """What every mention of a term has in common: one row a term."""
        frames = {
            (name, label): spec.frame
            for name, referent in self.codebook.referents.items()
            for label, spec in referent.labels.items()
        }
        rows = [(name, label, frames[name, label], term.term) for name, label, term in self.codebook.terms()]
        return pd.DataFrame(rows, columns=["referent", "label", "frame", "term"], dtype="str")

    def _made_terms_of(self) -> tuple[np.ndarray, np.ndarray]:
        """The terms of each pattern: ``terms[first[n]:first[n + 1]]`` have pattern n as their own."""
        pattern = np.array([self._number(term, term.term) for term in self._terms], dtype=np.int64)
        return np.searchsorted(np.sort(pattern), np.arange(len(self._numbers) + 1)), np.argsort(pattern, kind="stable")

    def tag(self, articles: pd.DataFrame, words: Words, passages: pd.DataFrame) -> pd.DataFrame:
        """Return the mentions in these articles, sorted by article, part, start and referent."""
        batch, places, outcome, voice, speaker = self._judged(articles, words, passages)
        self._spelling.count(batch)
        kept = np.flatnonzero(outcome == MET)
        return self._table(articles, passages, batch, places.at(kept), (voice[kept], speaker[kept]))

    def explain(self, articles: pd.DataFrame, words: Words, passages: pd.DataFrame) -> pd.DataFrame:
        """Return every match, those that do not count included: the columns of ``mentions`` and ``outcome``.

        ``outcome`` is "counts", or says which condition failed or that a longer match of the same referent won.
        """
        batch, places, outcome, voice, speaker = self._judged(articles, words, passages)
        table = self._table(articles, passages, batch, places, (voice, speaker))
        order = self._order(places)
        return table.assign(outcome=pd.array(np.array(OUTCOMES)[outcome[order]], dtype="str"))

    def _judged(self, articles: pd.DataFrame, words: Words, passages: pd.DataFrame) -> tuple:
        """Return the batch, every match, what became of it, its voice and the passage of its speaker."""
        batch = Batch(words, self._matcher.find(words.parts))
        places = self._matches(batch)
        outcome = self._conditions(batch, places)
        voice, speaker = voices_of(articles, passages, batch, places)
        for number in self._voiced:
            allowed = [schema.VOICES.index(name) for name in self._terms[number].voices]
            outcome[(places.term == number) & (outcome == MET) & ~np.isin(voice, allowed)] = VOICE
        met = np.flatnonzero(outcome == MET)
        won = winners(places.at(met), self._referents[places.term[met]])
        outcome[np.delete(met, won)] = SHORTER
        return batch, places, outcome, voice, speaker

    def _matches(self, batch: Batch) -> Places:
        """Return every match of every term, sorted by term."""
        hits = batch.hits
        first, terms = self._terms_of
        many = np.diff(first)[hits.pattern]
        row = np.repeat(np.arange(len(many)), many)
        term = terms[np.arange(len(row)) + np.repeat(first[hits.pattern] - (np.cumsum(many) - many), many)]
        if (term[1:] < term[:-1]).any():
            order = np.argsort(term, kind="stable")
            term, row = term[order], row[order]
        first, last = hits.first[row], hits.last[row]
        return Places(term, first, last, hits.typo[row], *batch.parts.spans(first, last))

    def _order(self, places: Places) -> np.ndarray:
        """Return the rows sorted by text, start and referent; a part's number tells the first two."""
        return np.argsort(places.first * len(self.codebook.referents) + self._referents[places.term], kind="stable")

    def _conditions(self, batch: Batch, places: Places) -> np.ndarray:
        outcome = np.full(len(places), MET)
        bounds = np.searchsorted(
            places.term, [[number, number + 1] for number in self._conditional] or np.zeros((0, 2))
        )
        for number, (a, b) in zip(self._conditional, bounds.tolist(), strict=True):
            if a < b:
                term = self._terms[number]
                given = (places.first[a:b], places.last[a:b], lambda pattern, term=term: self._number(term, pattern))
                outcome[a:b] = outcomes(term, batch, *given)
        return outcome

    def _table(
        self,
        articles: pd.DataFrame,
        passages: pd.DataFrame,
        batch: Batch,
        places: Places,
        said: tuple,
    ) -> pd.DataFrame:
        if not len(places):
            return schema.empty("mentions")
        order = self._order(places)
        places, voice, speaker = places.at(order), said[0][order], said[1][order]
        surface, surfaces = batch.parts.surfaces(places.first, places.last)
        columns = {name: self._columns[name].array.take(places.term) for name in self._columns}
        return pd.DataFrame(
            {
                "article_id": articles["article_id"].array.take(places.text // 2),
                "part": _words(schema.PARTS, places.text % 2),
                "sentence": batch.sentence_in_text(places),
                "start": places.start,
                "end": places.end,
                "surface": pd.array(surfaces, dtype="str").take(surface),
                **columns,
                "match": _words(schema.MATCHES, places.typo.astype(np.int64)),
                "voice": _words(schema.VOICES, voice),
                "distance": self._distant(batch, places),
                "negated": self._negated(batch, places),
                "speaker_id": passages["speaker_id"].array.take(speaker, allow_fill=True),
            }
        )

    def _distant(self, batch: Batch, places: Places) -> np.ndarray:
        """Tell for each place whether a word of distance stands in it or shortly before it, with no break between."""
        a, b = batch.of_any(self._distance)
        inside = np.searchsorted(a, places.first) < np.searchsorted(a, places.last, side="right")
        return inside | batch.follows(places.first, a, b, REACH_OF_DISTANCE)

    def _negated(self, batch: Batch, places: Places) -> np.ndarray:
        """Tell for each place whether a negation ends right before it, or a denial shortly before."""
        absent = batch.of_any(self._absence)[1]
        negations, denials = (
            np.setdiff1d(batch.of_any(numbers)[1], absent) for numbers in (self._negation, self._denial)
        )
        negated = batch.among(places.first - 1, negations) & batch.joined(places.first)
        return negated | batch.follows_behind(places.first, denials, REACH_OF_DENIAL)

    def settle(self, mentions: pd.DataFrame) -> pd.DataFrame:
        """Return the mentions of all batches without those whose misspelt word is a word of its own in the corpus.

        That is one in more than two articles, and in more than one for every hundred with the word it may be meant for;
        and one that is only written with a capital, inside sentences, while the other word is mostly not: a name.
        """
        misspelt = np.flatnonzero((mentions["match"] == "misspelt").to_numpy())
        own = [row for row in misspelt.tolist() if self._spelling.is_own_word(mentions["surface"].iloc[row])]
        return mentions.drop(mentions.index[own]).reset_index(drop=True)


@cache
def _array(names: tuple[str, ...]):
    return pd.array(list(names), dtype="str")


def _words(names: tuple[str, ...], rows: np.ndarray):
    return _array(names).take(rows)
