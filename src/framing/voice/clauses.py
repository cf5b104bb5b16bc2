"""Which stretches hold a verb of their own, and which cues are denied: "would not say why"."""

import numpy as np

from framing.voice import kinds, tags, vocabulary
from framing.voice.leads import Leads
from framing.voice.lexicon import SAYING
from framing.voice.stream import Stream
from framing.voice.stretches import Stretches
from framing.voice.tokens import counts_before

_DECLINING = frozenset("declined declines decline declining refused refuses refuse refusing failed fails".split())
vocabulary.enter(_DECLINING)
_CONTRACTED = [kinds.ID[f"w:{word}"] for word in "i'm he's she's it's they're we're that's there's".split()]
_NOT = [kinds.ID[f"w:{word}"] for word in "not never don't didn't doesn't won't can't wouldn't couldn't cannot".split()]
_BE = kinds.GROUPS.index("is")
_TO, _THAT, _COMMA = kinds.ID["w:to"], kinds.ID["w:that"], kinds.ID["p:,"]
_PLACING = [kinds.GROUPS.index(name) for name in ("in", "of", "to")]
_SUBJECTS = [tags.ID[tag] for tag in ("NN", "NNS", "NNP", "NNPS", "PRP", "RB", "CD", "WP", "WDT", "MARK")]
_ADJECTIVE = tags.ID["JJ"]
_OWNING = [kinds.GROUPS.index(name) for name in ("possessive", "his", "the")]
_BEING = [kinds.ID[f"w:{word}"] for word in "be been being is are was were".split()]
_WHEN = [kinds.ID[f"w:{word}"] for word in "after when before while since".split()]
_SAID = frozenset(("said",))
_GERUND, _PUT, _ORDERS = (
    frozenset(("saying",)),
    frozenset(("added", "told")),
    frozenset(("explain", "note", "ask", "tell")),
)
_NEAR = 8
_RELATIVE = [kinds.ID["w:that's"]]
vocabulary.enter(_SAID, _GERUND, _PUT, _ORDERS)
_MAYBE = [tags.ID[tag] for tag in ("VB", "VBN", "NNS")]


def lacks_verb(stream: Stream, stretches: Stretches, leads: Leads) -> np.ndarray:
    """Tell which stretches hold no verb and so no clause: "told the truth", "said in Yokosuka, south of Tokyo".

    One that goes on behind its cue ("The ruling, she said, was ...") is spared, and one that opens its sentence with what
    may be a subject.
    """
    before = _verbs_before(stream)
    none = before[stretches.last] == before[stretches.first]
    own = counts_before(~stream.folded & ~stream.stop)
    own = own[stretches.last] > own[stretches.first]
    sides = np.bincount(stretches.cue[own], minlength=len(stream))[stretches.cue]
    opens = (stretches.first == stream.low[stretches.cue]) & ~kinds.among(stream.group[stretches.first], _PLACING)
    aside = (
        opens & (stream.kind[np.minimum(stretches.last, len(stream) - 1)] == _COMMA) & (stretches.last <= stretches.cue)
    )
    known = leads.units(stretches.cue)[0] >= 0
    aside &= known
    aside |= (stream.kind[stretches.first] == _THAT) & (stretches.first == stretches.cue + 1)
    inner = (stretches.last <= stretches.cue) & ((stretches.first > stream.low[stretches.cue]) | ~known)
    return none & ((sides <= 1) | inner) & ~aside


def ends_in_saying(stream: Stream, stretches: Stretches) -> np.ndarray:
    """Tell which stretches before their cue end in another verb of saying: "officials also said" what a paper reports."""
    final = np.maximum(stretches.last - 1, 0)
    final = np.where(stream.kind[final] == _THAT, np.maximum(final - 1, 0), final)
    return (stretches.last <= stretches.cue) & stream.among(SAYING, final) & ~stream.folded[final]


def is_no_verb(stream: Stream, stretches: Stretches) -> np.ndarray:
    """Tell which cues are no verbs that say something: "the president's promised wall", "an old saying", "was added by", "but
    explain how"."""
    cue = stretches.cue
    before = np.maximum(cue - 1, 0)
    inside = cue > stream.low[cue]
    owned = inside & kinds.among(stream.group[before], _OWNING)
    second = np.maximum(cue - 2, stream.low[cue])
    described = owned | (inside & (stream.tags[before] == _ADJECTIVE) & kinds.among(stream.group[second], _OWNING))
    participle = owned & (stream.kind[cue] == kinds.ID["ED"])
    noun = described & stream.among(_GERUND, cue)
    made = inside & stream.among(_PUT, cue) & kinds.among(stream.kind[before], _BEING)
    ordered = stream.among(_ORDERS, cue) & (stretches.first > cue)
    ordered &= ~inside | kinds.among(stream.kind[before], [_COMMA, kinds.ID["w:but"]])
    supposed = (stream.kind[np.minimum(cue + 1, len(stream) - 1)] == _TO) & stream.among(_SAID, cue)
    supposed &= stream.kind[np.minimum(cue + 2, len(stream) - 1)] == kinds.ID["w:be"]
    return participle | noun | made | ordered | supposed


def follows_aside(stream: Stream, stretches: Stretches) -> np.ndarray:
    """Tell which stretches behind a comma are the main clause behind a clause that tells when: "After Lee wrote, he left"."""
    cue, first = stretches.cue, stretches.first
    relative = (
        (stream.kind[cue] == kinds.ID["w:according"]) & kinds.among(stream.kind[first], _RELATIVE) & (first > cue)
    )
    comma = (first > cue + 1) & (stream.kind[np.maximum(first - 1, 0)] == _COMMA) & (stream.kind[first] != _THAT)
    return (comma & is_aside(stream, cue)) | relative


def is_aside(stream: Stream, cue: np.ndarray) -> np.ndarray:
    """Tell which cues stand in a clause that tells when: "when Lee says so"."""
    opener = stream.last_before(kinds.among(stream.kind, _WHEN), cue)
    return (opener >= stream.low[cue]) & (cue - opener <= _NEAR) & (stream.before_stop[cue] <= opener)


def _verbs_before(stream: Stream) -> np.ndarray:
    """Return the number of verbs before each unit, and before the end: forms that are finite more often than not, others
    behind what may be their subject, infinitives behind "to"; a long quotation holds one."""
    found = stream.finite | (stream.group == _BE) | kinds.among(stream.kind, _CONTRACTED)
    maybe = tags.among(stream.tags, _MAYBE) & ~stream.capital
    same = stream.low[1:] == stream.low[:-1]
    maybe &= (stream.tags != tags.ID["NNS"]) | np.append(same & (stream.tags[1:] == tags.ID["DT"]), False)
    subject = np.append(False, same & (tags.among(stream.tags, _SUBJECTS) | (stream.kind == _TO))[:-1])
    quoted = kinds.among(stream.kind, kinds.LONG_QUOTED)
    return counts_before(found | (maybe & subject) | quoted)


def is_denied(stream: Stream, cue: np.ndarray) -> np.ndarray:
    """Tell which cues are denied: "did not say", "declined to say", "never claimed"."""
    before, second = np.maximum(cue - 1, 0), np.maximum(cue - 2, 0)
    declined = (stream.kind[before] == _TO) & stream.among(_DECLINING, second)
    inside = cue > stream.low[cue]
    return inside & (kinds.among(stream.kind[before], _NOT) | (declined & (second >= stream.low[cue])))
