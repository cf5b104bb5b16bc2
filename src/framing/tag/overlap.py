"""The overlap rule: within a referent the longest match wins."""

import numpy as np

from framing.tag.places import Places


def winners(places: Places, referent: np.ndarray) -> np.ndarray:
    """Return the rows that win, sorted.

    Within a referent no two mentions overlap: the longest (in characters) wins, then one without a misspelling, then
    the term that stands first in the codebook. Across referents all count.
    """
    if not len(places):
        return np.zeros(0, dtype=np.int64)
    shift = referent * (int(places.last.max()) + 1)
    order = np.argsort(places.first + shift, kind="stable")
    first, last = (places.first + shift)[order], np.maximum.accumulate((places.last + shift)[order])
    opens = np.flatnonzero(np.concatenate(([True], first[1:] > last[:-1])))
    sizes = np.diff(opens, append=len(order))
    kept = [order[opens[sizes == 1]]]
    crowded = order[np.repeat(sizes > 1, sizes)]
    rank = np.zeros(len(places), dtype=np.int64)
    rank[_by_rank(places.at(crowded), crowded)] = np.arange(len(crowded))
    pairs = opens[sizes == 2]
    one, other = order[pairs], order[pairs + 1]
    kept.append(np.where(rank[one] < rank[other], one, other))
    many = sizes > 2
    for opening, size in zip(opens[many].tolist(), sizes[many].tolist(), strict=True):
        kept.append(_greedy(order[opening : opening + size], places, rank))
    return np.sort(np.concatenate(kept))


def _by_rank(places: Places, rows: np.ndarray) -> np.ndarray:
    """Return these rows, the best place first; of two alike the one that comes first."""
    return rows[np.lexsort((places.first, places.term, places.typo, places.start - places.end))]


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
