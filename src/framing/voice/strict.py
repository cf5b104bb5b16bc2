"""Which led stretches are indirect speech in the strict sense: a verb for saying with a clause, by somebody who says it."""

import numpy as np

from framing.voice import kinds, tags, vocabulary
from framing.voice.clauses import ends_in_saying, follows_aside, is_denied, is_no_verb, lacks_verb
from framing.voice.leads import Leads
from framing.voice.lexicon import ASIDE, SAYING, STATING, TELLING
from framing.voice.stream import Stream
from framing.voice.stretches import Stretches
from framing.voice.tokens import counts_before
from framing.voice.verbless import holds_no_clause

_BEING = [kinds.ID[f"w:{word}"] for word in "be been being is are was were having".split()]
_COMMA, _TO, _YOU = kinds.ID["p:,"], kinds.ID["w:to"], kinds.ID["w:you"]
_ADDING = frozenset(("adding",))
_BEFORE_ADDING = [_COMMA, *(kinds.ID[name] for name in ("w:and", "p:—", "p:–", "p:--", "p:-", "p:;", *kinds.QUOTED))]
_HEARERS = [kinds.GROUPS.index(name) for name in ("the", "name", "title", "possessive")]
_LONGEST_HEARER = 5
_CLAUSE = [
    kinds.ID[f"w:{word}"]
    for word in (
        "that he she it they we i there this what how why whether if he's she's it's they're we're i'm there's that's"
    ).split()
]
_IT_IS = [kinds.ID[f"w:{word}"] for word in ("it's", "that's", "there's")]
_IT = [*_IT_IS, *(kinds.ID[f"w:{word}"] for word in ("it", "this", "that", "there"))]
_PRESENT = frozenset("say tell ask think believe argue claim insist write add note suggest explain deny fear".split())
_NEEDLESS, _LIKE, _WORTH = frozenset(("needless",)), frozenset(("like",)), frozenset(("worth",))
_THIS, _LETS = [kinds.ID[f"w:{word}"] for word in ("that", "this", "being")], frozenset(("let's",))
_PROVERB, _ARTICLES = frozenset(("saying",)), [kinds.ID[f"w:{word}"] for word in ("a", "an", "the")]
_ING = [tags.ID["VBG"], tags.ID["NN"]]
vocabulary.enter(_ADDING, _PRESENT, _NEEDLESS, _LIKE, _WORTH, _PROVERB, _LETS)


def is_speech(stream: Stream, stretches: Stretches, leads: Leads) -> np.ndarray:
    """Tell which stretches are indirect speech in the strict sense."""
    said = _is_said(stream, stretches.cue, stretches.first) & ~_is_hearer(stream, stretches)
    said &= ~_is_supposed(stream, stretches, leads) & ~_is_proverb(stream, stretches.cue)
    said &= ~is_no_verb(stream, stretches) & ~follows_aside(stream, stretches)
    said &= (
        ~lacks_verb(stream, stretches, leads) & ~ends_in_saying(stream, stretches) & ~is_denied(stream, stretches.cue)
    )
    return said & ~holds_no_clause(stream, stretches)


def _is_said(stream: Stream, cue: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Tell which stretches a cue of the strict setting leads: ``cue`` is its unit, ``first`` where the stretch begins.

    A verb of ``SAYING`` always leads speech; one of ``STATING`` where the clause stands before it and it is no passive
    ("they could be declared", "Lee is said to have left"), or where the clause opens with "that", a question word or a pronoun.
    """
    passive = kinds.among(stream.kind[np.maximum(cue - 1, 0)], _BEING) & (cue > stream.low[cue])
    told_of = passive & (stream.kind[np.minimum(cue + 1, len(stream) - 1)] == _TO) & (first < cue)
    clause = np.where(first < cue, ~passive, kinds.among(stream.kind[first], _CLAUSE))
    before = stream.kind[np.maximum(cue - 1, 0)]
    aside = stream.among(ASIDE, cue) & (before == _COMMA)
    joined = stream.among(_ADDING, cue) & ~kinds.among(before, _BEFORE_ADDING) & (cue > stream.low[cue])
    saying = stream.among(SAYING, cue) & ~joined & ~aside & ~told_of
    return saying | (stream.among(STATING, cue) & clause) | (joined & clause & (first > cue))


def _is_hearer(stream: Stream, stretches: Stretches) -> np.ndarray:
    """Tell which stretches are only who was told something: "told the Times"."""
    plain = counts_before(~kinds.among(stream.group, _HEARERS))
    telling = stream.among(TELLING, stretches.cue)
    beside = (stretches.first == stretches.cue + 1) & (stretches.last - stretches.first <= _LONGEST_HEARER)
    return telling & beside & (plain[stretches.last] == plain[stretches.first])


def _is_supposed(stream: Stream, stretches: Stretches, leads: Leads) -> np.ndarray:
    """Tell which stretches nobody said, by their cue and its source: "you might think that", "it is fair to say that",
    "to say that ... is wrong", "it's like saying that", "it's worth noting that", "that said, ...", "let's say that"."""
    cue, (begin, end) = stretches.cue, leads.units(stretches.cue)
    low = stream.low[cue]
    before, earlier = np.maximum(cue - 1, low), np.maximum(cue - 2, low)
    some, head = begin >= 0, stream.kind[np.maximum(begin, 0)]
    reader = some & (end - begin == 1) & (head == _YOU) & stream.among(_PRESENT, cue)
    own = some & (stretches.first <= begin) & (end <= stretches.last) & (stretches.first > cue)
    nobody = ~some | own | (some & (end - begin == 1) & kinds.among(head, _IT))
    opens = (before == low) | stream.among(_NEEDLESS, earlier)
    infinitive = (stream.kind[before] == _TO) & (before < cue) & (nobody | opens | kinds.among(head, _IT_IS) & some)
    being = kinds.among(stream.kind[earlier], [*_BEING, *_IT_IS])
    like = stream.among(_LIKE, before) & being
    gerund = tags.among(stream.tags[cue], _ING) & (cue > low)
    likened = gerund & (like | stream.among(_WORTH, before) | (some & kinds.among(head, _IT_IS)))
    behind = stream.kind[np.minimum(cue + 1, len(stream) - 1)]
    granted = kinds.among(stream.kind[before], _THIS) & (before < cue) & (behind == _COMMA) & (stretches.first > cue)
    return reader | infinitive | likened | granted | stream.among(_LETS, np.maximum(begin, 0)) & some


def _is_proverb(stream: Stream, cue: np.ndarray) -> np.ndarray:
    """Tell which cues are a noun: "to paraphrase an old saying"."""
    before, article = np.maximum(cue - 1, 0), kinds.among(stream.kind, _ARTICLES)
    old = (stream.tags[before] == tags.ID["JJ"]) & article[np.maximum(cue - 2, 0)] & (cue - 1 > stream.low[cue])
    return stream.among(_PROVERB, cue) & (article[before] | old) & (cue > stream.low[cue])
