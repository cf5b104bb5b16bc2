"""The overlap rule: within a referent the longest match wins."""

import numpy as np

from framing.tag.places import Batch, Places


def winners(places: Places, referent: np.ndarray, batch: Batch) -> np.ndarray:
    """Return the rows that win, sorted.

    Within a referent no two mentions overlap: the longest (in characters) wins, then one without a misspelling, then
    the term that stands first in the codebook. Across referents all count.
    """
    if not len(places):
        return np.zeros(0, dtype=np.int64)
    _, start, end = batch.spans(places)
    order = np.lexsort((places.term, places.typo, start - end, places.first, referent))
    shift = referent[order] * (int(places.last.max()) + 1)
    furthest = np.maximum.accumulate(places.last[order] + shift)
    opens = np.flatnonzero(np.concatenate(([True], (places.first[order] + shift)[1:] > furthest[:-1])))
    sizes = np.diff(opens, append=len(order))
    kept = order[opens[sizes == 1]].tolist()
    for first, size in zip(opens[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        kept += _greedy(order[first : first + size], places, (start - end))
    return np.array(sorted(kept), dtype=np.int64)


def _greedy(cluster: np.ndarray, places: Places, shortness: np.ndarray) -> list[int]:
    """Return the winners of one cluster of matches, the best first, each if nothing better overlaps it."""
    best = cluster[np.lexsort((places.first[cluster], places.term[cluster], places.typo[cluster], shortness[cluster]))]
    first, last = int(places.first[cluster].min()), int(places.last[cluster].max())
    taken = np.zeros(last - first + 1, dtype=bool)
    kept = []
    for row in best.tolist():
        span = slice(places.first[row] - first, places.last[row] - first + 1)
        if not taken[span].any():
            taken[span] = True
            kept.append(row)
    return kept
