"""Where a stretch ends: a walk from one unit to the next, with the chance at each gap that the stretch stops there.

A *walk* belongs to a cue. It starts at the gap before unit ``origin`` and takes one unit at a time, to the right or
to the left, never past its sentence. A model gives each gap the chance of being the edge, if the walk came so far;
``reach`` is the chance of going on past it, the product of what is left.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.voice import classes, kinds, tags
from framing.voice.cues import distance
from framing.voice.nouns import NounPhrases
from framing.voice.stream import Stream
from framing.voice.weights import CUE, GROUP, KIND, Column, Columns, Model

RIGHT, LEFT = 1, -1
LOST = 0.05
_WITHIN = [
    kinds.GROUPS.index(name) for name in ("other", "the", "of", "his", "name", "title", "possessive", "number", "s")
]
_VERBS = [kinds.GROUPS.index("is"), kinds.GROUPS.index("ed")]


def columns_of(n_cues: int) -> dict[str, Column]:
    """Return what the columns around a gap hold."""
    by_kind = "p1 p2 n1 n2 n3 origin before_origin cue_p1 cue_n1".split()
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
        **classes.columns_of("cue_class p2_class p1_class n1_class n2_class"),
        **tags.columns_of("cue_tag cue_p1_tag p2_tag p1_tag n1_tag n2_tag n3_tag"),
    }


@dataclass(frozen=True)
class Surroundings:
    """What every walk of a batch reads: the stream, its cues, running counts of commas, cues, open brackets, verbs,
    quotations and finite verbs (by their tags).

    ``next_stop`` is the nearest stop behind each unit, ``stop_from`` the unit itself where it is one. ``breaks`` tells
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
    next_stop: np.ndarray
    stop_from: np.ndarray
    breaks: np.ndarray

    @cached_property
    def nouns(self) -> NounPhrases:
        """The noun phrases of the stream."""
        return NounPhrases(self.stream, self.row)


def survey(stream: Stream, row: np.ndarray, sort: np.ndarray, accepted: np.ndarray) -> Surroundings:
    """Return the surroundings; ``accepted`` are the units that are likely cues."""
    flags = np.zeros(len(stream), dtype=np.int64)
    flags[accepted] = 1
    opened = kinds.among(stream.kind, [kinds.ID["p:("], kinds.ID["p:["]]).astype(np.int64)
    closed = kinds.among(stream.kind, [kinds.ID["p:)"], kinds.ID["p:]"]])
    commas, cues, brackets, verbs, finite = (
        np.concatenate(([0], np.cumsum(x)))
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
    next_stop = np.append(stream.after_stop, len(stream))
    stop_from = next_stop.copy()
    stop_from[:-1][stream.stop] = np.flatnonzero(stream.stop)
    return Surroundings(
        stream, row, sort, commas, cues, brackets, verbs, stream.quotes_before, finite, next_stop, stop_from, breaks
    )


@dataclass(frozen=True)
class Walk:
    """The gaps of many walks, one after the other: ``item`` says whose gap it is, ``gap`` lies before that unit."""

    item: np.ndarray
    gap: np.ndarray
    first: np.ndarray


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
    return Walk(item, origin[item] + route.way * (np.arange(steps.sum()) - first[item] + route.skip), first)


def columns(around: Surroundings, walk: Walk, origin: np.ndarray, cue: np.ndarray, route: Route) -> Columns:
    """Return what stands around each gap of ``walk``."""
    stream, gap, item, way = around.stream, walk.gap, walk.item, route.way
    high = stream.high[cue].take(item, mode="wrap")
    place = gap + stream.shift[cue].take(item, mode="wrap")
    until = np.where(cue > origin, cue, stream.high[cue]) if way == RIGHT else stream.low[cue]
    near, beside = (
        {"p2": -2, "p1": -1, "n1": 0, "n2": 1, "n3": 2},
        {"g2": -2, "g1": -1, "h1": 0, "h2": 1, "h3": 2, "h4": 3},
    )
    passed = around.cues[gap]
    return {
        "form": around.row[cue].take(item, mode="wrap"),
        "sort": around.sort[around.row[cue]].take(item, mode="wrap"),
        **{name: stream.kinds_at(place, step) for name, step in near.items()},
        **{name: stream.groups_at(place, step) for name, step in beside.items()},
        "origin": stream.kind[np.minimum(origin, len(stream) - 1)].take(item, mode="wrap"),
        "before_origin": stream.kind[np.maximum(origin - 1, 0)].take(item, mode="wrap"),
        "far": distance(np.abs(gap - origin.take(item, mode="wrap"))),
        "rest": distance(way * (until.take(item, mode="wrap") - gap)),
        "np_far": distance(np.minimum(around.stop_from[gap], high) - gap),
        "commas": np.minimum(np.abs(around.commas[gap] - around.commas[origin].take(item, mode="wrap")), 4),
        "verbs": np.minimum(np.abs(around.verbs[gap] - around.verbs[origin].take(item, mode="wrap")), 3),
        "passed": np.minimum(np.abs(passed - around.cues[origin].take(item, mode="wrap")), 3),
        "ahead": np.minimum(around.cues[np.minimum(gap + 4, high)] - passed, 1),
        "here": around.cues[np.minimum(gap + 1, high)] - passed,
        "bracket": np.sign(around.brackets[gap] - around.brackets[origin].take(item, mode="wrap")) + 1,
        **(_of_source(around, place, walk, origin, cue) if route.classes else {}),
    }


def _of_source(around: Surroundings, place: np.ndarray, walk: Walk, origin: np.ndarray, cue: np.ndarray) -> Columns:
    """Return what else a source's end is told by: the side it stands on, what stands beside the cue, classes and tags."""
    stream, near = around.stream, {"p2": -2, "p1": -1, "n1": 0, "n2": 1, "n3": 2}
    here = cue + stream.shift[cue]
    finite, ahead = around.finite[walk.gap], cue.take(walk.item, mode="wrap") - walk.gap
    return {
        "side": (cue > origin).astype(np.int64).take(walk.item, mode="wrap"),
        "cue_p1": stream.kinds_at(here, -1).take(walk.item, mode="wrap"),
        "cue_n1": stream.kinds_at(here, 1).take(walk.item, mode="wrap"),
        "cue_class": stream.classes[cue].take(walk.item, mode="wrap"),
        "cue_tag": stream.tags[cue].take(walk.item, mode="wrap"),
        "cue_p1_tag": stream.tags_at(here, -1).take(walk.item, mode="wrap"),
        "finite": np.minimum(finite - around.finite[origin].take(walk.item, mode="wrap"), 3),
        "finite_rest": np.where(ahead > 0, np.minimum(around.finite[cue].take(walk.item, mode="wrap") - finite, 3), 4),
        **{f"{name}_class": stream.classes_at(place, step) for name, step in near.items() if name != "n3"},
        **{f"{name}_tag": stream.tags_at(place, step) for name, step in near.items()},
    }


def reach(walk: Walk, stops: np.ndarray) -> np.ndarray:
    """Return for each gap the chance that its walk goes on past it, given the chance ``stops`` of each gap."""
    total = np.cumsum(np.log1p(-np.minimum(stops, 1 - 1e-9)))
    before = np.concatenate(([0.0], total))[walk.first[walk.item]] if len(total) else total
    return np.exp(total - before)


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
        step = np.arange(len(walk.gap)) - walk.first[walk.item]
        looked = around.breaks[walk.gap] if self.route.breaks else np.ones(len(walk.gap), dtype=bool)
        stops = np.zeros(len(walk.gap))
        near = np.flatnonzero(looked & (step < self.route.near))
        stops[near] = self._stops(around, walk, near, origin, cue)
        going = reach(walk, stops)
        if not len(going):
            return walk, going
        left = going[np.maximum(np.minimum(walk.first + self.route.near, np.append(walk.first[1:], len(going))) - 1, 0)]
        lost = (left < (np.maximum(_stopping(walk, going)[1], LOST) if to_edge else LOST))[walk.item]
        far = np.flatnonzero(looked & (step >= self.route.near) & ~lost)
        stops[far] = self._stops(around, walk, far, origin, cue)
        stops[lost & (step >= self.route.near)] = 1.0
        return walk, reach(walk, stops)

    def _stops(
        self, around: Surroundings, walk: Walk, rows: np.ndarray, origin: np.ndarray, cue: np.ndarray
    ) -> np.ndarray:
        some = Walk(walk.item[rows], walk.gap[rows], walk.first)
        return self.model.probability(columns(around, some, origin, cue, self.route))

    def find(self, around: Surroundings, origin: np.ndarray, cue: np.ndarray) -> np.ndarray:
        """Return the gap where each walk most likely stops."""
        return likeliest(*self.walk(around, origin, cue, to_edge=True), bound(around.stream, origin, cue, self.route))


ROUTES = {
    "right_start": Route(RIGHT, 10, 1, True, 2),
    "right_end": Route(RIGHT, 120, 1, True, 20, True),
    "left_end": Route(LEFT, 40, 0, True, 5),
    "left_start": Route(LEFT, 120, 1, True, 20),
    "source_end": Route(RIGHT, 40, 1, False, 5, classes=True),
}
