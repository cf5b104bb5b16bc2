"""How many different words: types, and the moving-average type-token ratio."""

import numpy as np


def previous_occurrence(segment: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Return for each token the row of the token of the same kind before it in its segment, or -1."""
    order = np.lexsort((kind, segment))
    same = (segment[order[1:]] == segment[order[:-1]]) & (kind[order[1:]] == kind[order[:-1]])
    before = np.full(len(order), -1, dtype=np.int64)
    before[order[1:][same]] = order[:-1][same]
    return before


def count_types(segment: np.ndarray, before: np.ndarray, size: int) -> np.ndarray:
    """Return the number of different words of each segment."""
    return np.bincount(segment[before < 0], minlength=size)


def window_types(segment: np.ndarray, before: np.ndarray, window: int, size: int) -> np.ndarray:
    """Return the different words of every window of ``window`` tokens, summed over the windows of each segment.

    ``segment`` is sorted. A token counts in a window unless the same word stands before it in that window, so each
    token adds the number of windows that hold it and begin after its previous occurrence.
    """
    first = np.searchsorted(segment, np.arange(size + 1))
    row = np.arange(len(segment))
    start, end = first[segment], first[segment + 1]
    earliest = np.maximum(np.maximum(row - window, before) + 1, start)
    latest = np.minimum(row, end - window)
    return np.bincount(segment, weights=np.maximum(latest - earliest + 1, 0), minlength=size).astype(np.int64)
