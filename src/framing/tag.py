"""Articles and a codebook -> mentions: every place where a term matches, in whose voice, with exact offsets.

**Overlap rule.** Within one referent the longest match (in characters) wins, ties by codebook order; the others are lost. Across
referents all count: "separatist authorities" names the authorities while "separatist" in it may name the people.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from framing import schema
from framing.codebook import Codebook, Hits, Matcher, Term, parse
from framing.text import APOSTROPHE, APOSTROPHES, BLOCKED, HYPHEN, PUNCTUATION, SPACE, Words

DISTANCE = {
    "en": (
        "so-called", "what [it|he|she|they] (call|calls|called|term|terms|termed)", "(which|that) (it|he|she|they) (call|calls|called)",
        "what ...3 (call|calls|called|describe as|describes as|described as)", "styling itself", "calling itself", "self-described",
    ),
}  # fmt: skip
NEGATION = {
    "en": (
        "not [a|an|the|any|that]", "no [such]", "nor [a|an|the]", "neither [a|an|the]", "never [a|an|the]",
        "(not|never) [been] (recognised|recognized|considered|regarded|seen|accepted) as [a|an|the]",
        "(isn|wasn|aren|weren|ain)'t [a|an|the|any]",
    ),
}  # fmt: skip
REACH_OF_DISTANCE = 3


@dataclass(frozen=True)
class _Places:
    """Matches as arrays: the term's number and the first and last part, in any order."""

    term: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def at(self, rows: np.ndarray) -> "_Places":
        return _Places(self.term[rows], self.first[rows], self.last[rows])


class Tagger:
    """A codebook made ready to tag many batches of articles.

    ``Tagger(codebook).tag(articles, words, passages)`` returns the table ``mentions`` of one batch. ``words`` are the words of
    ``text.article_texts(articles)``; ``passages`` say who speaks. Offsets count code points in the headline or the body.
    """

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._terms = codebook.terms()
        self._numbers: dict[tuple[str, bool], int] = {}
        for _, _, term in self._terms:
            for pattern in term.patterns():
                self._numbers.setdefault((pattern, term.case), len(self._numbers))
        self._distance = self._context(DISTANCE)
        self._negation = self._context(NEGATION)

    def _context(self, patterns: dict[str, tuple[str, ...]]) -> list[int]:
        found = patterns.get(self.codebook.language, ())
        return [self._numbers.setdefault((pattern, False), len(self._numbers)) for pattern in found]

    @cached_property
    def _matcher(self) -> Matcher:
        classes = self.codebook.classes
        parsed = [(parse(pattern, classes), case) for pattern, case in self._numbers]
        return Matcher(parsed, self.codebook.language)

    @cached_property
    def _referents(self) -> np.ndarray:
        names = list(self.codebook.referents)
        return np.array([names.index(referent) for referent, _, _ in self._terms], dtype=np.int64)

    def tag(self, articles: pd.DataFrame, words: Words, passages: pd.DataFrame) -> pd.DataFrame:
        """Return the mentions in these articles, sorted by article, part, start and referent."""
        batch = _Batch(words, self._matcher.find(words.parts), self.codebook.language)
        places = self._candidates(batch)
        voice, speaker = _voices(articles, passages, batch, places)
        kept = np.flatnonzero(self._in_voice(places, voice))
        kept = kept[_longest(places.at(kept), self._referents, batch)]
        return self._table(articles, batch, places.at(kept), voice[kept], speaker[kept])

    def _candidates(self, batch: "_Batch") -> _Places:
        found = []
        for number, (_, _, term) in enumerate(self._terms):
            first, last = batch.of(self._numbers[term.term, term.case])
            if len(first):
                rows = self._meeting_conditions(batch, term, first, last)
                found.append((np.full(len(rows), number), first[rows], last[rows]))
        if not found:
            nothing = np.zeros(0, dtype=np.int64)
            return _Places(nothing, nothing, nothing)
        return _Places(*(np.concatenate(column) for column in zip(*found, strict=True)))

    def _meeting_conditions(self, batch: "_Batch", term: Term, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Return the rows of a term's matches that meet its conditions."""
        fits = np.ones(len(first), dtype=bool)
        if term.start:
            fits &= batch.parts.link[first] == BLOCKED
        if term.possessor:
            fits &= batch.possessed(first) == (term.possessor == "with")
        for pattern in term.exceptions:
            fits &= ~batch.overlapped(first, last, *batch.of(self._numbers[pattern, term.case]))
        reach = term.within
        near = [batch.near(first, last, *batch.of(self._numbers[p, term.case]), reach) for p in term.near]
        for pattern in term.near_all:
            fits &= batch.near(first, last, *batch.of(self._numbers[pattern, term.case]), reach)
        for pattern in term.not_near:
            fits &= ~batch.near(first, last, *batch.of(self._numbers[pattern, term.case]), reach)
        if near:
            fits &= np.logical_or.reduce(near)
        return np.flatnonzero(fits)

    def _in_voice(self, places: _Places, voice: np.ndarray) -> np.ndarray:
        fits = np.ones(len(voice), dtype=bool)
        for number, (_, _, term) in enumerate(self._terms):
            if term.voices:
                fits &= (places.term != number) | np.isin(voice, term.voices)
        return fits

    def _table(
        self, articles: pd.DataFrame, batch: "_Batch", places: _Places, voice: np.ndarray, speaker: np.ndarray
    ) -> pd.DataFrame:
        if not len(places.term):
            return schema.empty("mentions")
        text, start, end = batch.spans(places)
        texts = batch.words.texts
        terms = [self._terms[number] for number in places.term]
        frames = {key: label.frame for key, label in self._labels()}
        table = pd.DataFrame(
            {
                "article_id": articles["article_id"].to_numpy()[text // 2],
                "part": np.array(schema.PARTS)[text % 2],
                "sentence": batch.sentence_in_text(places.first),
                "start": start,
                "end": end,
                "surface": [texts[t][a:b] for t, a, b in zip(text.tolist(), start.tolist(), end.tolist(), strict=True)],
                "referent": [referent for referent, _, _ in terms],
                "label": [label for _, label, _ in terms],
                "frame": [frames[referent, label] for referent, label, _ in terms],
                "term": [term.term for _, _, term in terms],
                "match": "exact",
                "voice": voice,
                "distance": batch.held_off(places, self._distance),
                "negated": batch.negated(places, self._negation),
                "speaker_id": speaker,
            }
        )
        order = np.lexsort((self._referents[places.term], start, text))
        return schema.check(table.iloc[order], "mentions")

    def _labels(self) -> list:
        referents = self.codebook.referents.items()
        return [((name, label), spec) for name, referent in referents for label, spec in referent.labels.items()]


@dataclass
class _Batch:
    """The words of a batch and where every pattern matches in it."""

    words: Words
    hits: Hits
    language: str

    def __post_init__(self) -> None:
        self.parts = self.words.parts
        self.sentence = self.words.sentence[self.parts.word]
        self.text = self.words.text[self.parts.word]

    def of(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the first and last parts of every match of one pattern."""
        a, b = np.searchsorted(self.hits.pattern, [number, number + 1])
        return self.hits.first[a:b], self.hits.last[a:b]

    def spans(self, places: _Places) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return self.text[places.first], self.parts.start[places.first], self.parts.end[places.last]

    def sentence_in_text(self, part: np.ndarray) -> np.ndarray:
        return self.sentence[part] - self.words.first_sentence[self.text[part]]

    def possessed(self, first: np.ndarray) -> np.ndarray:
        """Tell for each place whether a genitive stands before it ("Azerbaijan's", "Armenians'")."""
        before = np.maximum(first - 1, 0)
        link = self.parts.link
        genitive = (link[before] == APOSTROPHE) & np.isin(self._forms[before], ["s", "S"])
        joined = (first > 0) & (link[first] == SPACE)
        marks = [
            self.words.texts[t][e : e + 1] in APOSTROPHES
            for t, e in zip(self.text[before].tolist(), self.parts.end[before].tolist(), strict=True)
        ]
        plural = np.array(marks, dtype=bool) & np.char.endswith(self._forms[before].astype("U"), "s")
        return joined & (genitive | plural)

    @cached_property
    def _forms(self) -> np.ndarray:
        return np.array(self.parts.forms, dtype=object)[self.parts.form]

    def overlapped(self, first: np.ndarray, last: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Tell for each place first..last whether any of the places a..b overlaps it."""
        if not len(a):
            return np.zeros(len(first), dtype=bool)
        furthest = np.maximum.accumulate(b)
        before = np.searchsorted(a, last, side="right") - 1
        return (before >= 0) & (furthest[np.maximum(before, 0)] >= first)

    def near(
        self, first: np.ndarray, last: np.ndarray, a: np.ndarray, b: np.ndarray, within: str | int
    ) -> np.ndarray:
        """Tell for each place whether one of the places a..b lies within reach of it, not counting what overlaps it."""
        if not len(a):
            return np.zeros(len(first), dtype=bool)
        if isinstance(within, int):
            return self._near_by_words(first, last, a, b, within)
        unit = self.sentence if within == "sentence" else self.text // 2
        found = np.isin(unit[first], unit[a])
        touching = found & self.overlapped(first, last, a, b)
        for i in np.flatnonzero(touching):
            apart = (b < first[i]) | (a > last[i])
            found[i] = bool((apart & (unit[a] == unit[first[i]])).any())
        return found

    def _near_by_words(
        self, first: np.ndarray, last: np.ndarray, a: np.ndarray, b: np.ndarray, within: int
    ) -> np.ndarray:
        """Tell the same for a reach counted in words, inside one text."""
        word, text = self.parts.word, self.text
        found = np.zeros(len(first), dtype=bool)
        for i, (f, z) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
            after = np.searchsorted(a, z, side="right")
            nearest_after = after < len(a) and word[a[after]] - word[z] <= within and text[a[after]] == text[z]
            earlier = b[: np.searchsorted(a, f)]
            earlier = earlier[earlier < f][-8:]
            nearest_before = bool(((word[f] - word[earlier] <= within) & (text[earlier] == text[f])).any())
            found[i] = nearest_after or nearest_before
        return found

    def held_off(self, places: _Places, numbers: list[int]) -> np.ndarray:
        """Tell for each place whether a word of distance stands in it or shortly before it, with no punctuation between."""
        held = np.zeros(len(places.first), dtype=bool)
        broken = np.cumsum(np.isin(self.parts.link, (BLOCKED, PUNCTUATION)))
        for number in numbers:
            a, b = self.of(number)
            if len(a):
                row = np.searchsorted(a, places.last, side="right") - 1
                close = (row >= 0) & (places.first - b[row] <= REACH_OF_DISTANCE + 1)
                held |= close & (broken[places.first] <= broken[b[row]])
        return held

    def negated(self, places: _Places, numbers: list[int]) -> np.ndarray:
        """Tell for each place whether a negation ends right before it."""
        ends = np.unique(np.concatenate([self.of(number)[1] for number in numbers] or [np.zeros(0, dtype=np.int64)]))
        joined = np.isin(self.parts.link[places.first], (SPACE, HYPHEN))
        return joined & np.isin(places.first - 1, ends)


def _longest(places: _Places, referents: np.ndarray, batch: _Batch) -> np.ndarray:
    """Return the rows that win: within a referent no two overlap, the longest first, ties by codebook order."""
    if not len(places.term):
        return np.zeros(0, dtype=np.int64)
    referent = referents[places.term]
    _, start, end = batch.spans(places)
    order = np.lexsort((places.term, start - end, places.first, referent))
    shift = referent[order] * (int(places.last.max()) + 1)
    furthest = np.maximum.accumulate(places.last[order] + shift)
    opens = np.concatenate(([True], (places.first[order] + shift)[1:] > furthest[:-1]))
    clusters = np.split(order, np.flatnonzero(opens)[1:])
    kept = [row for cluster in clusters for row in (cluster if len(cluster) == 1 else _greedy(cluster, places, end - start))]
    return np.array(sorted(kept), dtype=np.int64)


def _greedy(cluster: np.ndarray, places: _Places, length: np.ndarray) -> list[int]:
    kept: list[int] = []
    for row in sorted(cluster.tolist(), key=lambda r: (-length[r], places.term[r], places.first[r])):
        if all(places.last[row] < places.first[other] or places.first[row] > places.last[other] for other in kept):
            kept.append(row)
    return kept


def _voices(
    articles: pd.DataFrame, passages: pd.DataFrame, batch: _Batch, places: _Places
) -> tuple[np.ndarray, np.ndarray]:
    """Return voice and speaker of each place: those of the innermost passage that holds it, else narration.

    A place that only overlaps a scare-quoted phrase (the "breakaway" region) is in scare quotes as well.
    """
    text, start, end = batch.spans(places)
    voice = np.full(len(text), "narration", dtype=object)
    speaker = np.full(len(text), None, dtype=object)
    row = {article: i for i, article in enumerate(articles["article_id"].tolist())}
    known = passages[passages["article_id"].isin(row.keys())]
    of_text = known["article_id"].map(row).to_numpy(dtype=np.int64) * 2 + (known["part"] == "body").to_numpy(dtype=np.int64)
    span = int(max((len(piece) for piece in batch.words.texts), default=0)) + 2
    for level in sorted(known["level"].unique()):
        at = np.flatnonzero((known["level"] == level).to_numpy())
        at = at[np.argsort(of_text[at] * span + known["start"].to_numpy()[at], kind="stable")]
        _apply_level(known.iloc[at], of_text[at], span, (text, start, end), voice, speaker)
    return voice, speaker


def _apply_level(
    passages: pd.DataFrame,
    of_text: np.ndarray,
    span: int,
    places: tuple[np.ndarray, np.ndarray, np.ndarray],
    voice: np.ndarray,
    speaker: np.ndarray,
) -> None:
    """Set voice and speaker of the places that passages of one level hold."""
    text, start, end = places
    begins = of_text * span + passages["start"].to_numpy()
    ends = of_text * span + passages["end"].to_numpy()
    voices, ids = passages["voice"].to_numpy(dtype=object), passages["speaker_id"].to_numpy(dtype=object)
    row = np.searchsorted(begins, text * span + start, side="right") - 1
    held = (row >= 0) & (ends[np.maximum(row, 0)] >= text * span + end)
    voice[held] = voices[row[held]]
    spoken = np.flatnonzero(held)[~pd.isna(ids[row[held]])]
    speaker[spoken] = ids[row[spoken]]
    touching = np.minimum(np.maximum(row, 0), len(begins) - 1)
    following = np.minimum(row + 1, len(begins) - 1)
    for near in (touching, following):
        partly = ~held & (begins[near] < text * span + end) & (ends[near] > text * span + start)
        partly &= voices[near] == "scare"
        voice[partly] = "scare"


