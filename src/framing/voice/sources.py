"""Where the source of a cue stands, and how far it goes.

Four places are looked at: right before the cue, right after it, where the cue before in the sentence has its source,
and the subject that opens the sentence. Each gives a candidate; a linear model of what the candidate looks like picks
the best.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from framing.voice import cues, kinds
from framing.voice.cues import distance
from framing.voice.edges import Surroundings
from framing.voice.stream import Stream
from framing.voice.stretches import edge
from framing.voice.weights import CUE, KIND, Column, Columns, Model, load_model

SIDES = ("before", "after", "shared", "far")
BEFORE, AFTER, SHARED, FAR = range(4)
_UNLIKELY = -2.5
_LEVELS = (-4, -2.5, -1.5, -0.5, 0.5, 1.5, 3)
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


def side_columns_of(n_cues: int) -> dict[str, Column]:
    """Return what the columns around an accepted cue hold; ``led``: 1 speech on the right, 2 on the left, 3 on both sides."""
    return {**cues.columns_of(n_cues), "led": Column("number", 4)}


def columns_of(n_cues: int) -> dict[str, Column]:
    """Return what the columns of a candidate hold."""
    sizes = {"side": 4, "led": 4, "sort": 32, "score": 8, "gap": 10, "length": 10, "commas": 5, "passed": 4, "alike": 8}
    return {
        "form": Column(CUE, n_cues + 1),
        **{name: Column(KIND, kinds.N_KINDS) for name in ("p1", "p2", "n1", "head", "tail", "behind", "ahead")},
        **{name: Column("number", size) for name, size in sizes.items()},
    }


@dataclass(frozen=True)
class Candidates:
    """The units ``first:last`` of the source of each cue on each side (rows: ``SIDES``), and the scores of the sides."""

    first: np.ndarray
    last: np.ndarray
    score: np.ndarray


@cache
def _side_models() -> list[Model]:
    sizes = side_columns_of(len(cues.table().rows))
    return [load_model(f"source_{side}", sizes) for side in SIDES]


@cache
def _model() -> Model:
    return load_model("source", columns_of(len(cues.table().rows)))


def find_sources(around: Surroundings, cue: np.ndarray, led: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the units ``first:last`` of the source of each cue; an empty range where there is none.

    ``cue`` are units in order, ``led`` says on which side of each there is speech.
    """
    found = find_candidates(around, cue, led)
    sides = np.arange(len(cue))
    scores = np.full((len(SIDES), len(cue)), -np.inf)
    for side in range(len(SIDES)):
        scores[side] = _model().score(candidate_columns(around, cue, led, found, side))
    scores[found.last <= found.first] = -np.inf
    best = scores.argmax(axis=0)
    likely = scores.max(axis=0) > _UNLIKELY
    first, last = found.first[best, sides], np.where(likely, found.last[best, sides], 0)
    _share(around.stream, cue, (best == SHARED) & likely, first, last)
    return np.minimum(first, last), last


def find_candidates(around: Surroundings, cue: np.ndarray, led: np.ndarray) -> Candidates:
    """Return the candidates of every side; the shared one is that of the last cue's likeliest side."""
    seen = cues.columns(around.stream, cue, around.row, cues.table()) | {"led": led}
    score = np.stack([model.score(seen) for model in _side_models()])
    first, last = np.zeros((2, len(SIDES), len(cue)), dtype=np.int64)
    some = np.flatnonzero(score[BEFORE] > _LEVELS[0])
    last[BEFORE][some] = edge("before_end").find(around, cue[some], cue[some])
    first[BEFORE][some] = edge("before_start").find(around, last[BEFORE][some], cue[some])
    some = np.flatnonzero(score[AFTER] > _LEVELS[0])
    first[AFTER][some] = edge("after_start").find(around, cue[some], cue[some])
    last[AFTER][some] = edge("after_end").find(around, first[AFTER][some], cue[some])
    opens = subject_start(around.stream, cue)
    some = np.flatnonzero((opens < cue) & (np.maximum(score[FAR], score[SHARED]) > _LEVELS[0]))
    first[FAR][some] = opens[some]
    last[FAR][some] = np.minimum(edge("subject_end").find(around, opens[some], cue[some]), cue[some])
    best = score[[BEFORE, AFTER, FAR]].argmax(axis=0)
    rows = np.array([BEFORE, AFTER, FAR])[best], np.arange(len(cue))
    first[SHARED], last[SHARED] = first[rows], last[rows]
    _share(around.stream, cue, score[SHARED] > _LEVELS[0], first[SHARED], last[SHARED])
    return Candidates(first, last, score)


def candidate_columns(around: Surroundings, cue: np.ndarray, led: np.ndarray, found: Candidates, side: int) -> Columns:
    """Return what the candidates of one side look like."""
    stream = around.stream
    low, high = stream.low[cue], stream.high[cue]
    first, last = found.first[side], found.last[side]
    left, right = np.minimum(last, cue), np.maximum(cue, first)
    alike = sum((found.last[other] == last) * weight for other, weight in zip(_others(side), (1, 2, 4), strict=True))
    units = {
        "p1": cue - 1,
        "p2": cue - 2,
        "n1": cue + 1,
        "head": first,
        "tail": last - 1,
        "behind": first - 1,
        "ahead": last,
    }
    return {
        "form": around.row[cue],
        "sort": around.sort[around.row[cue]],
        **{name: stream.kind_at(unit, low, high) for name, unit in units.items()},
        "side": np.full(len(cue), side),
        "led": led,
        "score": np.digitize(found.score[side], _LEVELS),
        "gap": distance(right - left),
        "length": distance(last - first),
        "commas": np.minimum(np.abs(around.commas[right] - around.commas[left]), 4),
        "passed": np.minimum(np.abs(around.cues[right] - around.cues[left]), 3),
        "alike": alike,
    }


def _others(side: int) -> list[int]:
    return [other for other in range(len(SIDES)) if other != side]


def subject_start(stream: Stream, cue: np.ndarray) -> np.ndarray:
    """Return where the subject of each cue's sentence should begin: at once, or after a phrase that opens the sentence."""
    low = stream.low[cue]
    comma = stream.after(stream.kind == kinds.ID["p:,"])[low]
    phrase = np.isin(stream.kind[low], _OPENERS) & (comma < cue)
    start = np.where(phrase, comma + 1, low)
    return start + np.isin(stream.kind[start], _JOINERS)


def _share(stream: Stream, cue: np.ndarray, shared: np.ndarray, first: np.ndarray, last: np.ndarray) -> None:
    """Give the cues that share a source that of the cue before them in the sentence."""
    low = stream.low[cue]
    for item in np.flatnonzero(shared).tolist():
        if item and low[item - 1] == low[item] and last[item - 1] > first[item - 1]:
            first[item], last[item] = first[item - 1], last[item - 1]
