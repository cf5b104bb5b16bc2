"""The stretches that a cue leads: where speech begins and ends on either side of it.

The chance that a unit is spoken under a cue is the chance of the cue times the chance that the walk from it reaches
the unit. A stretch holds the units where that is at least ``TAKEN``. Where only several cues together make a unit as
likely (the chance that at least one of them reaches it), the unit makes a stretch of the cue that gives it most.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from framing.voice import cues, edges, kinds, vocabulary
from framing.voice.cues import Cues
from framing.voice.edges import LEFT, RIGHT, ROUTES, Edge, Surroundings
from framing.voice.lexicon import SAYING, STATING
from framing.voice.stream import Stream
from framing.voice.weights import load_model

CONSIDERED = 0.1
LIKELY = 0.4
TAKEN = 0.33
KNOWN = 0.02
WITHIN = 14
_ABOUT = {kinds.ID[f"w:{word}"] for word in ("about", "against", "over", "upon")}
_PLACING = [n for n, group in enumerate(kinds.GROUP) if group == kinds.GROUPS.index("in") and n not in _ABOUT]
_WITH = kinds.ID["w:with"]
_NOUNS = frozenset(
    "statement statements allegation allegations assertion assertions accusation accusations warnings announcement testimony "
    "argument belief remark claims".split()
)
TELLING_VERBS = (SAYING | STATING) - _NOUNS
vocabulary.enter(TELLING_VERBS)


@dataclass(frozen=True)
class Stretches:
    """Led stretches in order: the unit of the cue, its chance, and the units ``first:last`` it leads."""

    cue: np.ndarray
    chance: np.ndarray
    first: np.ndarray
    last: np.ndarray


@dataclass(frozen=True)
class Visits:
    """The units that the walks of cues reach, with the chance that they are spoken under that cue."""

    unit: np.ndarray
    cue: np.ndarray
    chance: np.ndarray


@cache
def edge(name: str) -> Edge:
    """Return the edge ``name`` with its model."""
    return Edge(load_model(name, edges.columns_of(len(cues.table().rows))), ROUTES[name])


def survey(stream: Stream, found: Cues) -> Surroundings:
    """Return what the walks of ``stream`` read."""
    likely = found.unit[np.maximum(found.right, found.left) >= LIKELY]
    return edges.survey(stream, found.row, cues.table().sort, likely)


def visit(around: Surroundings, found: Cues, way: int) -> tuple[Stretches, Visits]:
    """Return the stretches on one side of the cues, and all units that their walks reach."""
    chances, names = (
        (found.right, ("right_start", "right_end")) if way == RIGHT else (found.left, ("left_end", "left_start"))
    )
    use = chances >= CONSIDERED
    cue, chance = found.unit[use], chances[use]
    origin = edge(names[0]).find(around, cue, cue)
    walk, going = edge(names[1]).walk(around, origin, cue)
    stream = around.stream
    inside = walk.gap < stream.high[cue][walk.item] if way == RIGHT else walk.gap > stream.low[cue][walk.item]
    item = np.concatenate((np.arange(len(cue)), walk.item[inside]))
    unit = np.concatenate((origin, walk.gap[inside])) - (way == LEFT)
    reached = np.concatenate((chance, chance[walk.item[inside]] * going[inside]))
    room = origin < stream.high[cue] if way == RIGHT else origin > stream.low[cue]
    item, unit, reached = item[room[item]], unit[room[item]], reached[room[item]]
    taken = np.bincount(item[reached >= TAKEN], minlength=len(cue))
    first, last = (origin, origin + taken) if way == RIGHT else (origin - taken, origin)
    if way == RIGHT:
        first = _to_that(around, cue, first, last)
    kept = taken > 0
    return Stretches(cue[kept], chance[kept], first[kept], last[kept]), Visits(unit, cue[item], reached)


def _to_that(around: Surroundings, cue: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return where stretches begin that would begin behind a preposition: at "that", if it follows before any verb.

    "said on a call on Tuesday that ..." tells first where it was said; "responded with a smile that ..." tells more of it.
    """
    stream = around.stream
    that = stream.first_after(stream.kind == kinds.ID["w:that"], np.maximum(first - 1, 0))
    before = stream.kind[np.maximum(first - 1, 0)]
    placed = kinds.among(before, _PLACING) & ((before != _WITH) | (first > cue + 2))
    placed &= stream.among(TELLING_VERBS, cue)
    until = np.minimum(that, len(stream))
    told = placed & (that < np.minimum(last, first + WITHIN)) & (around.verbs[until] == around.verbs[first])
    return np.where(told, that, first)


@dataclass(frozen=True)
class Spoken:
    """For each unit the chance that some cue leads it, and the unit of the cue that most likely does (-1: none)."""

    chance: np.ndarray
    owner: np.ndarray


def find_stretches(around: Surroundings, found: Cues) -> tuple[Stretches, Spoken]:
    """Return the stretches led by the cues ``found`` in order of their first unit, and who leads every unit."""
    right, right_visits = visit(around, found, RIGHT)
    left, left_visits = visit(around, found, LEFT)
    visits = Visits(*(np.concatenate(pair) for pair in zip(_fields(right_visits), _fields(left_visits), strict=True)))
    spoken, most = _combine(len(around.stream), visits)
    more = _together(around.stream, spoken, most, [right, left])
    parts = [np.concatenate(three) for three in zip(_fields(right), _fields(left), _fields(more), strict=True)]
    order = np.lexsort((-parts[3], parts[2]))
    return Stretches(*(part[order] for part in parts)), spoken


def _combine(n_units: int, visits: Visits) -> tuple[Spoken, np.ndarray]:
    """Return who leads each unit, and the chance of the cue that most likely does."""
    unsaid = np.bincount(visits.unit, np.log(np.maximum(1 - visits.chance, 1e-9)), minlength=n_units)
    owner, most = np.full(n_units, -1), np.zeros(n_units)
    np.maximum.at(most, visits.unit, visits.chance)
    leading = np.flatnonzero(visits.chance == most[visits.unit])
    owner[visits.unit[leading]] = visits.cue[leading]
    return Spoken(1 - np.exp(unsaid), owner), most


def _fields(table: Stretches | Visits) -> tuple[np.ndarray, ...]:
    return tuple(vars(table).values())


def _together(stream: Stream, spoken: Spoken, most: np.ndarray, known: list[Stretches]) -> Stretches:
    """Return runs of units that no cue alone makes likely enough, but several together do."""
    depth = np.zeros(len(stream) + 1, dtype=np.int64)
    for stretches in known:
        np.add.at(depth, stretches.first, 1)
        np.add.at(depth, stretches.last, -1)
    said = kinds.among(stream.kind, kinds.LONG_QUOTED) & (spoken.chance >= KNOWN)
    left_over = ((spoken.chance >= TAKEN) | said) & (np.cumsum(depth)[:-1] == 0)
    begins = left_over.copy()
    begins[1:] &= ~left_over[:-1] | (spoken.owner[1:] != spoken.owner[:-1]) | (stream.low[1:] != stream.low[:-1])
    first = np.flatnonzero(begins)
    ends = left_over.copy()
    ends[:-1] &= begins[1:] | ~left_over[1:]
    return Stretches(spoken.owner[first], most[first], first, np.flatnonzero(ends) + 1)
