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
    kept = [order[opens[sizes == 1]]]
    rank = np.empty(len(places), dtype=np.int64)
    rank[np.lexsort((places.first, places.term, places.typo, start - end))] = np.arange(len(places))
    pairs = opens[sizes == 2]
    one, other = order[pairs], order[pairs + 1]
    kept.append(np.where(rank[one] < rank[other], one, other))
    many = sizes > 2
    for first, size in zip(opens[many].tolist(), sizes[many].tolist(), strict=True):
        kept.append(_greedy(order[first : first + size], places, rank))
    return np.sort(np.concatenate(kept))


def _greedy(cluster: np.ndarray, places: Places, rank: np.ndarray) -> np.ndarray:
    """Return the winners of one cluster of matches: the best first, each if nothing better overlaps it.

    What is better is at least as long, so it cannot lie inside a match without reaching one of its ends.
    """
    ordered = cluster[np.argsort(rank[cluster])]
    opens = int(places.first[cluster].min())
    firsts, lasts = places.first[ordered] - opens, places.last[ordered] - opens
    taken = bytearray(int(lasts.max()) + 1)
    kept = []
    for row, first, last in zip(ordered.tolist(), firsts.tolist(), lasts.tolist(), strict=True):
        if not (taken[first] or taken[last]):
            taken[first : last + 1] = b"\1" * (last - first + 1)
            kept.append(row)
    return np.array(kept, dtype=np.int64)
