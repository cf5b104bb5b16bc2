"""Where a stretch ends: a walk from one unit to the next, with the chance at each gap that the stretch stops there.

A *walk* belongs to a cue. It starts at the gap before unit ``origin`` and takes one unit at a time, to the right or
to the left, never past its sentence. A model gives each gap the chance of being the edge, if the walk came so far;
``reach`` is the chance of going on past it, the product of what is left.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from framing.voice import classes, kinds, tags
from framing.voice.cues import distance
from framing.voice.nouns import NounPhrases
from framing.voice.stream import Stream
from framing.voice.tokens import counts_before
from framing.voice.weights import CUE, GROUP, KIND, NARROW, Column, Columns, Model

RIGHT, LEFT = 1, -1
LOST = 0.05
NEVER = math.log(1e-9)
_WITHIN = [
    kinds.GROUPS.index(name) for name in ("other", "the", "of", "his", "name", "title", "possessive", "number", "s")
]
_NEAR = {"p2": -2, "p1": -1, "n1": 0, "n2": 1, "n3": 2}
_BESIDE = {"g2": -2, "g1": -1, "h1": 0, "h2": 1, "h3": 2, "h4": 3}
_VERBS = [kinds.GROUPS.index("is"), kinds.GROUPS.index("ed")]


def columns_of(n_cues: int) -> dict[str, Column]:
    """Return what the columns around a gap hold."""
    by_kind = "p1 p2 n1 n2 n3 origin before_origin cue_p1".split()
    sizes = {
        "side": 2,
        "far": 10,
        "rest": 10,
        "np_far": 10,
        "commas": 5,
        "passed": 4,
        "ahead": 2,
        "here": 2,
        "bracket": 3,
    }
    return {
        "form": Column(CUE, n_cues + 1),
        "sort": Column("number", 32),
        **{name: Column(KIND, kinds.N_KINDS) for name in by_kind},
        **{name: Column(GROUP, len(kinds.GROUPS)) for name in ("g2", "g1", "h1", "h2", "h3", "h4")},
        "verbs": Column("number", 4),
        **{name: Column("number", size) for name, size in sizes.items()},
        "finite": Column("number", 4),
        "finite_rest": Column("number", 5),
        **classes.columns_of("cue_class p1_class n1_class n2_class"),
        **tags.columns_of("cue_tag cue_p1_tag p2_tag p1_tag n1_tag n2_tag n3_tag"),
    }


@dataclass(frozen=True)
class Surroundings:
    """What every walk of a batch reads: the stream, its cues, running counts of commas, cues, open brackets, verbs,
    quotations and finite verbs (by their tags).

    ``stop_from`` is the unit itself where it is a stop, else the nearest stop behind it. ``breaks`` tells
    before which units a phrase may end: not before a plain noun, an article or the like, unless a stop or a quotation
    stands before it.
    """

    stream: Stream
    row: np.ndarray
    sort: np.ndarray
    commas: np.ndarray
    cues: np.ndarray
    brackets: np.ndarray
    verbs: np.ndarray
    quotes: np.ndarray
    finite: np.ndarray
    stop_from: np.ndarray
    breaks: np.ndarray

    @cached_property
    def nouns(self) -> NounPhrases:
        """The noun phrases of the stream."""
        return NounPhrases(self.stream, self.row)


def survey(stream: Stream, row: np.ndarray, sort: np.ndarray, accepted: np.ndarray) -> Surroundings:
    """Return the surroundings; ``accepted`` are the units that are likely cues."""
    flags = np.zeros(len(stream), dtype=bool)
    flags[accepted] = True
    opened = kinds.among(stream.kind, [kinds.ID["p:("], kinds.ID["p:["]]).astype(NARROW)
    closed = kinds.among(stream.kind, [kinds.ID["p:)"], kinds.ID["p:]"]])
    commas, cues, brackets, verbs, finite = (
        counts_before(x)
        for x in (
            stream.kind == kinds.ID["p:,"],
            flags,
            opened - closed,
            kinds.among(stream.group, _VERBS),
            stream.finite,
        )
    )
    breaks = np.append(~kinds.among(stream.group, _WITHIN), True)
    breaks[1:] |= stream.stop
    stop_from = np.append(stream.after_stop, len(stream))
    stop_from[:-1][stream.stop] = np.flatnonzero(stream.stop)
    return Surroundings(
        stream, row, sort, commas, cues, brackets, verbs, stream.quotes_before, finite, stop_from, breaks
    )


@dataclass(frozen=True)
class Walk:
    """The gaps of many walks, one after the other: ``item`` says whose gap it is, ``gap`` lies before that unit, ``step``
    counts the gaps of its walk before it; ``first`` is the row of each walk's first gap."""

    item: np.ndarray
    gap: np.ndarray
    step: np.ndarray
    first: np.ndarray

    def each(self, values: np.ndarray) -> np.ndarray:
        """Return for each gap the value of its walk."""
        return values.astype(NARROW).take(self.item, mode="wrap")

    def of(self, rows: np.ndarray) -> "Walk":
        """Return some of the gaps; ``first`` still counts all."""
        return Walk(self.item[rows], self.gap[rows], self.step[rows], self.first)


@dataclass(frozen=True)
class Route:
    """How a kind of walk goes: its way, its longest, how many units it takes for sure, and whether a quotation stops
    it.

    ``near`` gaps are looked at first; the rest only of walks that are then still more than ``LOST`` likely to go on.
    Where ``breaks`` is set, a walk stops only at gaps between phrases (see ``Surroundings.breaks``); where ``classes``
    is, the model reads the classes and tags of words too.
    """

    way: int
    most: int
    skip: int
    through_quotes: bool
    near: int
    breaks: bool = False
    classes: bool = False


def bound(stream: Stream, origin: np.ndarray, cue: np.ndarray, route: Route) -> np.ndarray:
    """Return how far walks from ``origin`` may go at most."""
    if route.way == RIGHT:
        end = np.minimum(stream.high[cue], origin + route.most)
        end = np.where(cue > origin, np.minimum(end, cue), end)
        return end if route.through_quotes else np.minimum(end, stream.next_quote[origin])
    end = np.maximum(stream.low[cue], origin - route.most)
    return end if route.through_quotes else np.minimum(np.maximum(end, stream.last_quote[origin] + 1), origin)


def lay_out(stream: Stream, origin: np.ndarray, cue: np.ndarray, route: Route) -> Walk:
    """Return the gaps of walks from ``origin``, the first of them ``route.skip`` units along."""
    steps = np.maximum(np.abs(bound(stream, origin, cue, route) - origin) - (route.skip - 1), 0)
    first = np.cumsum(steps) - steps
    item = np.repeat(np.arange(len(origin)), steps)
    step = np.arange(len(item)) - first[item]
    return Walk(item, origin[item] + route.way * (step + route.skip), step, first)


def columns(
    around: Surroundings,
    walk: Walk,
    origin: np.ndarray,
    cue: np.ndarray,
    route: Route,
    names: Iterable[str] | None = None,
) -> Columns:
    """Return what stands around each gap of ``walk``: the columns ``names``, by default all."""
    stream, gap, way, each = around.stream, walk.gap, route.way, walk.each

    def since(total: np.ndarray) -> np.ndarray:
        """Return how much a running count grows between the origin and each gap."""
        return np.abs(total[gap] - each(total[origin]))

    high, place = (values[cue].take(walk.item, mode="wrap") for values in (stream.high, stream.shift))
    place += gap
    until = np.where(cue > origin, cue, stream.high[cue]) if way == RIGHT else stream.low[cue]
    find = {
        "form": lambda: each(around.row[cue]),
        "sort": lambda: each(around.sort[around.row[cue]]),
        "origin": lambda: each(stream.kind[np.minimum(origin, len(stream) - 1)]),
        "before_origin": lambda: each(_kinds_before(stream, origin)),
        "far": lambda: distance(np.abs(gap - each(origin))),
        "rest": lambda: distance(way * (each(until) - gap)),
        "np_far": lambda: distance(np.minimum(around.stop_from[gap], high) - gap),
        "commas": lambda: np.minimum(since(around.commas), 4),
        "verbs": lambda: np.minimum(since(around.verbs), 3),
        "passed": lambda: np.minimum(since(around.cues), 3),
        "ahead": lambda: np.minimum(around.cues[np.minimum(gap + 4, high)] - around.cues[gap], 1),
        "here": lambda: around.cues[np.minimum(gap + 1, high)] - around.cues[gap],
        "bracket": lambda: np.sign(around.brackets[gap] - each(around.brackets[origin])) + 1,
        **{name: partial(stream.kinds_at, place, step) for name, step in _NEAR.items()},
        **{name: partial(stream.groups_at, place, step) for name, step in _BESIDE.items()},
        **(_of_source(around, place, walk, origin, cue) if route.classes else {}),
    }
    return {name: find[name]() for name in (find if names is None else names)}


def _kinds_before(stream: Stream, units: np.ndarray) -> np.ndarray:
    """Return the kinds of the units before some, ``BEGIN`` where these open a text."""
    before, here = np.maximum(units - 1, 0), np.minimum(units, len(stream) - 1)
    inside = (units > 0) & (stream.text[before] == stream.text[here])
    return np.where(inside, stream.kind[before], kinds.BEGIN)


def _of_source(
    around: Surroundings, place: np.ndarray, walk: Walk, origin: np.ndarray, cue: np.ndarray
) -> dict[str, Callable[[], np.ndarray]]:
    """Return how to find what else a source's end is told by: the side it stands on, what stands beside the cue, classes and
    tags."""
    stream, here = around.stream, cue + around.stream.shift[cue]
    finite, each = around.finite, walk.each
    return {
        "side": lambda: each(cue > origin),
        "cue_p1": lambda: each(stream.kinds_at(here, -1)),
        "cue_class": lambda: each(stream.classes[cue]),
        "cue_tag": lambda: each(stream.tags[cue]),
        "cue_p1_tag": lambda: each(stream.tags_at(here, -1)),
        "finite": lambda: np.minimum(finite[walk.gap] - each(finite[origin]), 3),
        "finite_rest": lambda: np.where(each(cue) > walk.gap, np.minimum(each(finite[cue]) - finite[walk.gap], 3), 4),
        **{
            f"{name}_class": partial(stream.classes_at, place, step)
            for name, step in _NEAR.items()
            if name in ("p1", "n1", "n2")
        },
        **{f"{name}_tag": partial(stream.tags_at, place, step) for name, step in _NEAR.items()},
    }


def reach(walk: Walk, passes: np.ndarray) -> np.ndarray:
    """Return for each gap the chance that its walk goes on past it, given the logarithm of the chance to pass each gap."""
    total = np.cumsum(passes)
    return np.exp(total - np.append(0.0, total)[walk.first].take(walk.item, mode="wrap"))


def likeliest(walk: Walk, going: np.ndarray, furthest: np.ndarray) -> np.ndarray:
    """Return the gap where each walk most likely stops, ``furthest`` where it most likely never does."""
    edge = furthest.copy()
    if not len(going):
        return edge
    stop, most = _stopping(walk, going)
    hit = np.flatnonzero(stop == most[walk.item])[::-1]
    at = np.zeros(len(furthest), dtype=np.int64)
    at[walk.item[hit]] = hit
    ends = np.append(walk.first[1:], len(going)) - 1
    kept = np.flatnonzero((most > 0) & (most >= going[np.maximum(ends, 0)]))
    edge[kept] = walk.gap[at[kept]]
    return edge


def _stopping(walk: Walk, going: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return for each gap the chance that its walk stops there, and for each walk the greatest of these (0: no gaps)."""
    item = np.flatnonzero(np.diff(walk.first, append=len(going)))
    before = np.concatenate(([1.0], going[:-1]))
    before[walk.first[item]] = 1.0
    stop, most = before - going, np.zeros(len(walk.first))
    most[item] = np.maximum.reduceat(stop, walk.first[item])
    return stop, most


@dataclass(frozen=True)
class Edge:
    """One kind of edge: its model and its route."""

    model: Model
    route: Route

    def walk(
        self, around: Surroundings, origin: np.ndarray, cue: np.ndarray, *, to_edge: bool = False
    ) -> tuple[Walk, np.ndarray]:
        """Return the walks and each gap's chance that the walk goes on past it.

        Where only their likeliest edges are asked for, a walk is not followed where less is left of its chance than a
        gap has that was passed.
        """
        walk = lay_out(around.stream, origin, cue, self.route)
        looked = around.breaks[walk.gap] if self.route.breaks else np.ones(len(walk.gap), dtype=bool)
        near = walk.step < self.route.near
        passes = np.zeros(len(walk.gap))
        self._look(around, walk, np.flatnonzero(looked & near), (origin, cue), passes)
        going = reach(walk, passes)
        if near.all():
            return walk, going
        left = going[np.maximum(np.minimum(walk.first + self.route.near, np.append(walk.first[1:], len(going))) - 1, 0)]
        lost = (left < (np.maximum(_stopping(walk, going)[1], LOST) if to_edge else LOST))[walk.item]
        passes[lost & ~near] = NEVER
        self._look(around, walk, np.flatnonzero(looked & ~near & ~lost), (origin, cue), passes)
        return walk, reach(walk, passes)

    def _look(
        self,
        around: Surroundings,
        walk: Walk,
        rows: np.ndarray,
        ends: tuple[np.ndarray, np.ndarray],
        passes: np.ndarray,
    ) -> None:
        """Enter the logarithm of the chance to pass each of some gaps; ``ends`` are the origins and cues of the walks."""
        score = self.model.score(columns(around, walk.of(rows), *ends, self.route, self.model.columns))
        passes[rows] = -np.log1p(np.exp(np.minimum(score, -NEVER)))

    def find(self, around: Surroundings, origin: np.ndarray, cue: np.ndarray) -> np.ndarray:
        """Return the gap where each walk most likely stops."""
        return likeliest(*self.walk(around, origin, cue, to_edge=True), bound(around.stream, origin, cue, self.route))


ROUTES = {
    "right_start": Route(RIGHT, 10, 1, True, 2),
    "right_end": Route(RIGHT, 120, 1, True, 20, True),
    "left_end": Route(LEFT, 40, 0, True, 5),
    "left_start": Route(LEFT, 120, 1, True, 120),
    "source_end": Route(RIGHT, 40, 1, False, 5, classes=True),
}
