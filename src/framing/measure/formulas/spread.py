"""How evenly a word is spread over parts, and how far two distributions lie apart."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from framing.measure.formulas.pool import Entries, divide


def dp(counts: ArrayLike, sizes: ArrayLike) -> np.ndarray:
    """Return the deviation of proportions (Gries 2008): half the sum of |v_i/f - s_i|; 0 is perfectly even.

    ``counts`` has shape (parts,) or (parts, words); ``sizes`` the parts' real sizes. NaN for a word that never occurs.

    >>> round(float(dp([10, 0, 10], [50, 30, 20])), 6)
    0.3
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    parts = divide(sizes, sizes.sum()).reshape((-1,) + (1,) * (counts.ndim - 1))
    return 0.5 * np.abs(divide(counts, counts.sum(0)) - parts).sum(0)


def dp_norm(counts: ArrayLike, sizes: ArrayLike) -> np.ndarray:
    """Return DP / (1 - smallest part) (Lijffijt & Gries 2012), so that 1 is the most uneven; NaN with one part.

    >>> round(float(dp_norm([10, 0, 10], [50, 30, 20])), 6)
    0.375
    """
    sizes = np.asarray(sizes, dtype=float)
    return divide(dp(counts, sizes), 1 - divide(sizes, sizes.sum()).min())


def jensen_shannon(p: ArrayLike, q: ArrayLike) -> np.ndarray:
    """Return the Jensen-Shannon divergence (Lin 1991) over the last axis, 0 (the same) to 1 (nothing in common) bit.

    Counts are scaled to proportions. Its square root is a metric. NaN where either has no counts.

    >>> float(jensen_shannon([1, 0], [0, 1]))
    1.0
    """
    p, q = (np.asarray(x, dtype=float) for x in (p, q))
    p, q = divide(p, p.sum(-1, keepdims=True)), divide(q, q.sum(-1, keepdims=True))
    half = (p + q) / 2
    bits = special.xlogy(p, np.where(p > 0, divide(p, half), 1.0)) + special.xlogy(
        q, np.where(q > 0, divide(q, half), 1.0)
    )
    total = np.where(np.isnan(p + q).any(-1), np.nan, bits.sum(-1)) / (2 * np.log(2))
    return np.clip(total, 0.0, 1.0)


def dp_within(
    counts: Entries, sizes: np.ndarray, cell: np.ndarray, n_cells: int, n_slots: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return DP of every slot over the units of every cell, shape (n_cells, n_slots), and its largest value by cell.

    The same as ``dp`` on a table of units x slots, from the counts above zero alone; NaN where a slot never occurs.
    """
    inside = (cell >= 0) & (sizes > 0)
    whole = np.bincount(cell[inside], sizes[inside], n_cells)
    part = np.where(inside, divide(sizes, whole[np.maximum(cell, 0)]), 0.0)
    least = np.array([part[inside & (cell == i)].min(initial=1.0) for i in range(n_cells)])
    keep = inside[counts.unit]
    at = cell[counts.unit[keep]] * n_slots + counts.slot[keep]
    shares = part[counts.unit[keep]]
    total = np.bincount(at, counts.count[keep], n_cells * n_slots)
    apart = np.abs(divide(counts.count[keep], total[at]) - shares) - shares
    found = 0.5 * (np.bincount(at, apart, n_cells * n_slots) + 1)
    return np.where(total > 0, found, np.nan).reshape(n_cells, n_slots), 1 - least


def dp_norm_within(counts: Entries, sizes: np.ndarray, cell: np.ndarray, n_cells: int, n_slots: int) -> np.ndarray:
    """Return DPnorm likewise; NaN also where a cell has one unit only."""
    found, largest = dp_within(counts, sizes, cell, n_cells, n_slots)
    return divide(found, largest[:, None])
