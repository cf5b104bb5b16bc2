"""Where the source of a cue stands, and how far it goes.

Every place of the cue's sentence where a noun phrase may begin is a candidate: the eight before the cue, the first of
the sentence, the three after the cue, and the first behind what it leads ("While explaining why they would strike, Lee ...").
A linear model of what stands around a candidate, and between it and the
cue, ranks them; a walk to the right says where the source that begins there ends.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from framing.voice import classes, kinds, tags, vocabulary
from framing.voice.edges import Surroundings
from framing.voice.lexicon import ACCUSING, HEARING, SAYING, TELLING
from framing.voice.nouns import DETERMINERS, NAMES
from framing.voice.runs import OPENERS
from framing.voice.stream import Stream
from framing.voice.stretches import Spoken, Stretches, edge
from framing.voice.tokens import counts_before
from framing.voice.weights import KIND, NARROW, Column, Columns, Model, load_model

BEFORE, AFTER, RIGHT_ONLY = 8, 3, 1
_CLOSE = frozenset("close familiar loyal briefed".split())
_NEAR = 6
_FINITE = frozenset(
    "said says say told tells wrote writes argued argues claimed claims added adds insisted insists".split()
)
_SAYS, _NAMED = frozenset("says said reports writes wrote".split()), [kinds.GROUPS.index("name")]
vocabulary.enter(_CLOSE, _FINITE, _SAYS)
_BOUNDARIES = [
    kinds.ID[name]
    for name in ("w:after", "w:as", "w:because", "w:when", "w:while", "w:if", "w:but", "w:that", "p:,", "p:;", "p:—")
]
ORDERS = BEFORE + AFTER + 2
LEAST = -4.0
_CHANCES = (0.05, 0.2, 0.4, 0.6, 0.8)
_OPENERS = [
    kinds.ID[name]
    for name in (
        "w:in", "w:on", "w:at", "w:as", "w:for", "w:after", "w:before", "w:during", "w:while", "w:when", "w:if", "w:although",
        "w:though", "w:despite", "w:since", "w:with", "w:by", "w:from", "w:to", "w:following", "w:under", "w:amid", "w:however",
        "w:still", "w:now", "w:then", "w:yet", "w:instead", "w:later", "w:earlier", "w:recently", "w:until", "w:because",
        "w:over", "w:like", "w:without", "DAY", "MONTH", "LY",
    )
]  # fmt: skip
_JOINERS = [kinds.ID[name] for name in ("w:but", "w:and", "w:so", "w:or", "w:that", "w:if", "w:as", "w:while")]


_PLACES = [kinds.ID[f"w:{word}"] for word in ("in", "on", "at", "during")]
_BEING = [kinds.ID[f"w:{word}"] for word in "was were been being be is are am".split() if f"w:{word}" in kinds.ID]
_ARTICLES = [kinds.ID[f"w:{word}"] for word in "the a an his her their".split()]
_NOTHING = [kinds.ID[f"w:{word}"] for word in ("it", "it's", "this", "that's")]
_TO_WHOM = [kinds.ID[f"w:{word}"] for word in ("to", "with", "on", "by")]
_NOBODY = [kinds.ID[name] for name in ("w:there", "w:there's", "LY", "DAY", "MONTH", "ING")]


_PLAIN_NOUNS = [kinds.GROUPS.index(name) for name in ("other", "s")]
_ACCORDING = kinds.ID["w:according"]
_THE = [kinds.ID[f"w:{word}"] for word in ("the", "a", "an")]
_VBZ = tags.ID["VBZ"]
_AUXILIARY, _HE = kinds.GROUPS.index("is"), kinds.GROUPS.index("he")


def columns_of() -> dict[str, Column]:
    """Return what the columns of a candidate hold; ``led``: 1 speech on the cue's right, 2 on its left, 3 on both sides."""
    by_kind = "p1 p2 head tail next cue_p1".split()
    sizes = {
        "order": ORDERS, "led": 4, "sort": 32, "commas": 5, "passed": 4, "quotes": 3, "own": 2, "spoken": 6, "opens": 3,
        "finite": 5,
    }  # fmt: skip
    return {
        **{name: Column(KIND, kinds.N_KINDS) for name in by_kind},
        **{name: Column("number", size) for name, size in sizes.items()},
        **classes.columns_of("cue_p1_class p1_class head_class h1_class tail_class"),
        **tags.columns_of("cue_tag cue_p1_tag p2_tag p1_tag head_tag h1_tag tail_tag next_tag after_tag"),
    }


@dataclass(frozen=True)
class Led:
    """The cues that lead something, in order: their unit, on which sides (1 right, 2 left), and the units that they lead."""

    cue: np.ndarray
    side: np.ndarray
    first: np.ndarray
    last: np.ndarray


@dataclass(frozen=True)
class Candidates:
    """Where sources may begin: ``item`` is the row of the cue, ``unit`` the first unit, ``order`` its place among them."""

    item: np.ndarray
    unit: np.ndarray
    order: np.ndarray


@cache
def _model() -> Model:
    return load_model("source", columns_of())


def find_led(stretches: Stretches) -> Led:
    """Return the cues of ``stretches`` with what they lead."""
    cue, number = np.unique(stretches.cue, return_inverse=True)
    side = np.zeros(len(cue), dtype=np.int64)
    np.bitwise_or.at(side, number, np.where(stretches.first > stretches.cue, 1, 2))
    first, last = np.full((2, len(cue)), 0), np.full((2, len(cue)), -1)
    row = np.where(stretches.first > stretches.cue, 0, 1)
    first[row, number], last[row, number] = stretches.first, stretches.last
    return Led(cue, side, first, last)


def find_sources(around: Surroundings, led: Led, spoken: Spoken) -> tuple[np.ndarray, np.ndarray]:
    """Return the units ``first:last`` of the source of each cue; an empty range where there is none."""
    found = find_candidates(around, led, likely=True)
    score = _model().score(columns(around, led, spoken, found))
    score[_is_place_of_saying(around.stream, led.cue[found.item], found.unit)] = LEAST
    first = _past_openers(around.stream, likeliest(found, score, len(led.cue)))
    first = _to_noun(around, first)
    first = _to_neighbour(around, led.cue, first)
    last = np.zeros(len(led.cue), dtype=np.int64)
    some = np.flatnonzero(first >= 0)
    last[some] = edge("source_end").find(around, first[some], led.cue[some])
    last = _before_what_is_led(around.stream, led, first, last)
    last = _to_name_end(around.stream, led.cue, last)
    last -= _ends_in_verb(around.stream, first, last)
    first = _to_subject(around.stream, first, last)
    inverted, end = _inverted(around, led.cue)
    inverted &= (first > led.cue + 1) | (first < 0)
    first, last = np.where(inverted, led.cue + 1, first), np.where(inverted, end, last)
    last = np.where(_is_told(around.stream, led.cue) & (first < led.cue), 0, last)
    alone = (last - first == 1) & (first >= 0)
    kind = around.stream.kind[np.maximum(first, 0)]
    told = kinds.among(around.stream.kind[np.maximum(led.cue - 1, 0)], [kinds.ID["w:to"]])
    told &= led.cue > around.stream.low[led.cue]
    nobody = alone & (kinds.among(kind, _NOBODY) | (told & kinds.among(kind, _NOTHING)))
    nobody |= alone & kinds.among(kind, _THE)
    nobody |= _opens_with_verb(around.stream, first)
    return np.maximum(first, 0), np.where(nobody, 0, last)


def _is_place_of_saying(stream: Stream, cue: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Tell which candidates only say where it was said: "said in a statement"."""
    before = stream.kind[np.maximum(unit - 1, 0)]
    placed = kinds.among(before, _PLACES) & stream.among(SAYING, cue)
    heard = (unit == cue + 1) & stream.among(TELLING, cue)
    blamed = (before == kinds.ID["w:of"]) & stream.among(ACCUSING, cue)
    return (placed | blamed | heard) & (unit > cue)


def _inverted(around: Surroundings, cue: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Tell which cues stand before their subject between stops: ", says the headmaster, "; and where that ends."""
    stream = around.stream
    behind = np.minimum(cue + 1, len(stream) - 1)
    opens = kinds.among(stream.group[behind], [*DETERMINERS, *NAMES]) & (behind > cue)
    end = around.nouns.ends[behind]
    before = stream.stop[np.maximum(cue - 1, 0)] | (cue == stream.low[cue])
    stops = before & stream.stop[np.minimum(end, len(stream) - 1)] & (end > behind)
    inside = end < stream.high[cue]
    return opens & stops & inside & stream.among(SAYING, cue), end


def _is_told(stream: Stream, cue: np.ndarray) -> np.ndarray:
    """Tell which cues are passives whose subject hears what is said: "the workers were told that"."""
    heard = stream.among(HEARING, cue)
    return heard & kinds.among(stream.kind[np.maximum(cue - 1, 0)], _BEING) & (cue > stream.low[cue])


def _to_name_end(stream: Stream, cue: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return where sources end that would end within a name, before a small word with a capital: "Cards Against Humanity".

    Where the cue has a capital too, as in headlines, capitals tell nothing.
    """
    upper = stream.capital & stream.word
    gap = np.minimum(last, len(stream) - 2)
    inside = upper[gap - 1] & upper[gap] & upper[gap + 1] & kinds.among(stream.kind[gap], kinds.FUNCTION_KINDS)
    inside &= (last > 0) & (last + 1 < stream.high[cue]) & ~upper[cue] & ((cue < last) | (last + 1 < cue))
    return np.where(inside, last + 2, last)


def _opens_with_verb(stream: Stream, first: np.ndarray) -> np.ndarray:
    """Tell which sources would begin with a finite verb: "prohibits entry"."""
    here = np.maximum(first, 0)
    return (stream.tags[here] == _VBZ) & (stream.kind[here] == kinds.ID["S"])


def _ends_in_verb(stream: Stream, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tell which sources of more than one word end in an auxiliary: "Ann Lee wouldn't"."""
    final = np.maximum(last - 1, 0)
    small = ~stream.folded & ~stream.capital
    says = stream.among(_SAYS, final) & kinds.among(stream.group[np.maximum(last - 2, 0)], _NAMED)
    return (last > first + 1) & small[final] & ((stream.group[final] == _AUXILIARY) | says)


def _to_subject(stream: Stream, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return where sources begin that would begin with what is said of: "a decision the minister says" """
    determiner = kinds.among(stream.kind, _ARTICLES)
    noun = kinds.among(stream.group, [*_PLAIN_NOUNS, *NAMES])
    begins = np.zeros(len(stream), dtype=bool)
    begins[2:] = determiner[2:] & noun[1:-1] & ~stream.folded[1:-1] & (stream.low[2:] == stream.low[1:-1])
    here = np.maximum(first, 0)
    later = stream.first_after(begins, np.minimum(here + 1, len(stream) - 1))
    return np.where((first >= 0) & determiner[here] & (later < last), later, first)


def _past_openers(stream: Stream, first: np.ndarray) -> np.ndarray:
    """Return where sources begin without an adverb and a comma before them: "Indeed, the minister"."""
    here = np.maximum(first, 0)
    opener = stream.among(OPENERS, here) | (stream.kind[here] == kinds.ID["LY"])
    comma = stream.kind[np.minimum(here + 1, len(stream) - 1)] == kinds.ID["p:,"]
    return np.where((first >= 0) & opener & comma & (here + 2 < stream.high[here]), first + 2, first)


def _to_noun(around: Surroundings, first: np.ndarray) -> np.ndarray:
    """Return where sources begin that would begin with a complement: "a source close to" the White House."""
    stream, here = around.stream, np.maximum(first, 2)
    if len(stream) <= 2:
        return first
    close = stream.among(_CLOSE, here - 2) & kinds.among(stream.kind[here - 1], _TO_WHOM)
    begin = around.nouns.before[here - 2]
    near = (first >= 2) & close & (begin >= stream.low[here]) & (here - begin <= _NEAR)
    return np.where(near, begin, first)


def _to_neighbour(around: Surroundings, cue: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return where sources begin that would stand further off than a clause's own subject: "..., Lee said, the Post
    reported", "he was held after police say he fired"."""
    stream = around.stream
    begin = around.nouns.before[cue]
    here = np.maximum(begin, 0)
    subject = (begin >= stream.low[cue]) & (around.nouns.ends[here] == cue)
    before = np.maximum(here - 1, 0)
    boundary = (here == stream.low[cue]) | kinds.among(stream.kind[before], _BOUNDARIES) | stream.folded[before]
    verb = stream.among(_FINITE, cue) & kinds.among(stream.group[here], [*DETERMINERS, *NAMES, _HE])
    return np.where(subject & boundary & verb & (first != begin), begin, first)


def _before_what_is_led(stream: Stream, led: Led, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return where sources end that would hold all that is said "according to" them: "According to Time, it was closed"."""
    said, end = led.first[0], led.last[0]
    holds = (stream.kind[led.cue] == _ACCORDING) & (led.cue < first) & (first < said) & (last >= end)
    return np.where(holds, said, last)


def likeliest(found: Candidates, score: np.ndarray, n_cues: int) -> np.ndarray:
    """Return the unit of the best candidate of each cue, -1 where none is likely."""
    best = np.full(n_cues, -1)
    if not len(score):
        return best
    opens = np.flatnonzero(np.diff(found.item, prepend=-1))
    most = np.zeros(n_cues)
    most[found.item[opens]] = np.maximum.reduceat(score, opens)
    hit = np.flatnonzero(score == most[found.item])
    best[found.item[hit]] = hit
    return np.where((best >= 0) & (score[best] > LEAST), found.unit[best], -1)


def find_candidates(around: Surroundings, led: Led, *, likely: bool = False) -> Candidates:
    """Return the candidates of the cues of ``led``; ``likely``: only one behind cues that lead speech on their right alone, whose
    source stands further behind once in two hundred times."""
    stream, cue = around.stream, led.cue
    at, before = np.flatnonzero(around.nouns.starts), counts_before(around.nouns.starts)
    units = (stream.low[cue], cue, cue + 1, stream.high[cue], np.maximum(led.last[0], 0))
    low, here, after, end, past = (before[places].astype(np.int64) for places in units)
    high = np.minimum(end, after + np.where(likely & (led.side == RIGHT_ONLY), 1, AFTER))
    near = np.maximum(low, here - BEFORE)
    past = np.maximum(past, high)
    first = (low < near).astype(np.int64)
    size = first + (here - near) + (high - after) + ((led.last[0] >= 0) & (past < end))
    item = np.repeat(np.arange(len(cue)), size)
    step = np.arange(len(item)) - np.repeat(np.cumsum(size) - size, size) - first[item]
    behind, beyond = step >= (here - near)[item], step >= (here - near + high - after)[item]
    place = np.where(step < 0, low[item], near[item] + step + np.where(behind, (after - here)[item], 0))
    place[beyond] = past[item[beyond]]
    order = np.where(behind, place - after[item] + BEFORE, here[item] - place - 1)
    order[step < 0], order[beyond] = BEFORE + AFTER, BEFORE + AFTER + 1
    return Candidates(item, at[place], order)


def columns(around: Surroundings, led: Led, spoken: Spoken, found: Candidates) -> Columns:
    """Return what stands around the candidates, and between them and their cue."""
    stream, unit, item = around.stream, found.unit, found.item
    cue, low = led.cue.take(item, mode="wrap"), stream.low[led.cue].take(item, mode="wrap")
    left, right = np.minimum(unit, cue), np.maximum(unit, cue)
    shift = stream.shift[led.cue].take(item, mode="wrap")
    ends = around.nouns.ends[unit]
    here, behind = unit + shift, ends + shift
    near = {"p2": -2, "p1": -1, "head": 0, "h1": 1}
    seen = {
        **{name: values.take(item, mode="wrap") for name, values in _of_cue(around, led).items()},
        **{name: stream.kinds_at(here, near[name]) for name in ("p2", "p1", "head")},
        **{f"{name}_class": stream.classes_at(here, near[name]) for name in ("p1", "head", "h1")},
        **{f"{name}_tag": stream.tags_at(here, near[name]) for name in ("p2", "p1", "head", "h1")},
        "tail": stream.kinds_at(behind, -1),
        "next": stream.kinds_at(behind),
        "tail_class": stream.classes_at(behind, -1),
        **{f"{name}_tag": stream.tags_at(behind, step) for name, step in (("tail", -1), ("next", 0), ("after", 1))},
        "order": found.order,
        "commas": np.minimum(around.commas[right] - around.commas[left], 4),
        "passed": np.minimum(around.cues[right] - around.cues[left], 3),
        "finite": np.minimum(around.finite[right] - around.finite[left], 4),
        "quotes": np.minimum(around.quotes[right] - around.quotes[left], 2),
        "own": _is_led(led, unit, item),
        "spoken": np.digitize(spoken.chance[unit], _CHANCES),
        "opens": np.where(unit == low, 1, np.where(unit == subject_start(stream, led.cue)[item], 2, 0)),
    }
    return {name: values.astype(NARROW, copy=False) for name, values in seen.items()}


def _of_cue(around: Surroundings, led: Led) -> Columns:
    """Return what stands around each cue."""
    stream, row, place = around.stream, around.row[led.cue], led.cue + around.stream.shift[led.cue]
    return {
        "sort": around.sort[row],
        "led": led.side,
        "cue_p1": stream.kinds_at(place, -1),
        "cue_p1_class": stream.classes_at(place, -1),
        "cue_tag": stream.tags[led.cue],
        "cue_p1_tag": stream.tags_at(place, -1),
    }


def _is_led(led: Led, unit: np.ndarray, item: np.ndarray) -> np.ndarray:
    """Tell which candidates stand in what their own cue leads, on either side of it."""
    sides = zip(led.first, led.last, strict=True)
    right, left = (
        (first.take(item, mode="wrap") <= unit) & (unit < last.take(item, mode="wrap")) for first, last in sides
    )
    return right | left


def subject_start(stream: Stream, cue: np.ndarray) -> np.ndarray:
    """Return where the subject of each cue's sentence should begin: at once, or after a phrase that opens the sentence."""
    low = stream.low[cue]
    comma = stream.first_after(stream.kind == kinds.ID["p:,"], low)
    phrase = kinds.among(stream.kind[low], _OPENERS) & (comma < cue)
    start = np.where(phrase, comma + 1, low)
    return start + kinds.among(stream.kind[start], _JOINERS)
