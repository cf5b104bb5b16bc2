"""Where the source of a cue stands: before it, after it, or with an earlier cue of the sentence; and how far it goes."""

from functools import cache

import numpy as np

from framing.voice import cues
from framing.voice.edges import Surroundings
from framing.voice.stretches import edge
from framing.voice.weights import Column, Model, load_model

SIDES = ("before", "after", "shared")
SHARED_DEPTH = 5


def columns_of(n_cues: int) -> dict[str, Column]:
    """Return what the columns around an accepted cue hold; ``led``: 1 speech on the right, 2 on the left, 3 on both sides."""
    return {**cues.columns_of(n_cues), "led": Column("number", 4)}


@cache
def _models() -> list[Model]:
    sizes = columns_of(len(cues.table().rows))
    return [load_model(f"source_{side}", sizes) for side in SIDES]


def find_sources(around: Surroundings, cue: np.ndarray, led: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the units ``first:last`` of the source of each cue; an empty range where there is none.

    ``cue`` are units in order, ``led`` says on which side of each there is speech.
    """
    columns = cues.columns(around.stream, cue, around.row, cues.table()) | {"led": led}
    scores = np.stack([model.score(columns) for model in _models()])
    best = np.where(scores.max(axis=0) > 0, scores.argmax(axis=0), 3)
    best = np.where(scores.max(axis=0) > -2, scores.argmax(axis=0), 3)
    first, last = np.zeros(len(cue), dtype=np.int64), np.zeros(len(cue), dtype=np.int64)
    before, after = np.flatnonzero((best == 0) | (best == 2)), np.flatnonzero(best == 1)
    last[before] = edge("before_end").find(around, cue[before], cue[before])
    first[before] = edge("before_start").find(around, last[before], cue[before])
    first[after] = edge("after_start").find(around, cue[after], cue[after])
    last[after] = edge("after_end").find(around, first[after], cue[after])
    _share(around, cue, best == 2, first, last)
    return first, last


def _share(around: Surroundings, cue: np.ndarray, shared: np.ndarray, first: np.ndarray, last: np.ndarray) -> None:
    """Give the cues that share a source that of the cue before them in the sentence."""
    low = around.stream.low[cue]
    for item in np.flatnonzero(shared).tolist():
        if item and low[item - 1] == low[item] and last[item - 1] > first[item - 1]:
            first[item], last[item] = first[item - 1], last[item - 1]
