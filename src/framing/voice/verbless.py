"""Stretches that hold no clause, and so no words of anybody: what is written or added, what points back, where and to
whom something was said."""

import numpy as np

from framing.voice import kinds, tags, vocabulary
from framing.voice.lexicon import SAYING, TELLING
from framing.voice.stream import Stream
from framing.voice.stretches import Stretches
from framing.voice.tokens import counts_before

_MAKING = frozenset("wrote write writes writing add adds added adding".split())
_BELIEVING = frozenset(("believe",))
_BACK = frozenset("this these those it so something nothing anything everything little much".split())
_SAME = frozenset(("same",))
_THE, _THAT = kinds.ID["w:the"], kinds.ID["w:that"]
_OR, _TO, _ACCORDING = (kinds.ID[f"w:{word}"] for word in ("or", "to", "according"))
_STILL = frozenset("again too also himself herself itself themselves".split())
_PLACING = [kinds.GROUPS.index(name) for name in ("in", "of", "to")]
_GOING_ON = [
    kinds.GROUPS.index(name) for name in ("in", "to", "day", "ly", "and", "but", "END", "comma", "mark", "bracket")
]
_NOUNS = [kinds.GROUPS.index(name) for name in ("other", "name", "title")]
_PLAIN_NOUNS, _SINGULAR = [kinds.GROUPS.index("other")], tags.ID["NN"]
_OF_CLAUSES = [kinds.GROUPS.index(name) for name in ("is", "who", "that", "long", "short")]
_SUBJECTS = [
    *(kinds.ID[f"w:{w}"] for w in "he she they we i he's she's it's they're we're i'm that's there's if".split()),
    kinds.ID["p::"],
]
vocabulary.enter(_MAKING, _BELIEVING, _BACK, _STILL, _SAME)


def holds_no_clause(stream: Stream, stretches: Stretches) -> np.ndarray:
    """Tell which stretches to the right of their cues hold no clause."""
    cue, first, last = stretches.cue, stretches.first, stretches.last
    hint = kinds.among(stream.group, _OF_CLAUSES) | kinds.among(stream.kind, _SUBJECTS) | stream.folded
    finite = _Running(hint | stream.finite)
    verbs = _Running(hint | tags.among(stream.tags, tags.VERBS) | (stream.kind == kinds.ID["ED"]))
    until = np.minimum(stream.after_stop[first] + 1, stream.high[cue])
    beside = first == cue + 1
    made = stream.among(_MAKING, cue) & finite.none(first, until) & _Running(stream.folded).none(first, last)
    told = stream.among(TELLING, cue) & verbs.none(first, np.maximum(until, last))
    heard = stream.among(SAYING, cue) & (stream.kind[first] == _TO) & verbs.none(first, np.maximum(until, last))
    back = _points_back(stream, first, verbs, until)
    oath = stream.among(_BELIEVING, cue) & (stream.kind[np.minimum(first + 1, len(stream) - 1)] == _OR)
    placed = kinds.among(stream.group[np.maximum(first - 1, 0)], _PLACING) & verbs.none(first, last) & ~beside
    placed &= stream.kind[cue] != _ACCORDING
    return (first > cue) & (placed | (beside & (made | told | heard | back | oath)))


class _Running:
    """Counts flags between units."""

    def __init__(self, flags: np.ndarray):
        self.total = counts_before(flags)

    def none(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Tell where no unit of ``first:last`` has a flag."""
        return self.total[np.maximum(last, first)] == self.total[first]


def _points_back(stream: Stream, first: np.ndarray, verbs: _Running, until: np.ndarray) -> np.ndarray:
    """Tell which stretches only point at what was said: "said this for years", "conceded that point on Monday"."""
    goes_on = kinds.among(stream.group, _GOING_ON) | stream.among(_STILL)
    noun = kinds.among(stream.group, _NOUNS)
    here, next_, third = (np.minimum(first + step, len(stream) - 1) for step in (0, 1, 2))
    ends = (next_ >= stream.high[here]) | goes_on[next_]
    named = noun[next_] & ((third >= stream.high[here]) | goes_on[third])
    back = stream.among(_BACK, here) & (ends | named) & verbs.none(next_, until)
    same = kinds.among(stream.kind[here], [_THE, _THAT]) & stream.among(_SAME, next_) & verbs.none(next_, until)
    one = (stream.tags[next_] == _SINGULAR) & kinds.among(stream.group[next_], _PLAIN_NOUNS)
    that = (stream.kind[here] == _THAT) & ((named & one) | stream.among(_STILL, next_))
    return back | same | (that & verbs.none(next_, stream.high[here]))
