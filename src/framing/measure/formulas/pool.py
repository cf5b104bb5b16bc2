"""What many articles say about counts with a denominator, summed up for the interval formulas.

A *unit* is what is drawn independently: an article (or an article in one voice). It lies in one *cell* (an outlet),
has a count in some *slots* (labels) and a size in the *family* each slot belongs to (the referent's mentions, or
words).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Pool:
    """Sums over units, each an array of one shape (cells x slots, or slots alone).

    ``count`` and ``total`` are the sums of counts and sizes; ``units`` how many have a size above zero; ``some`` how
    many have a count above zero; ``full`` how many consist of nothing else; ``variance`` the linearised variance of
    count/total, sum((x - p m)^2 / (1 - m/M)) / M^2 (0 with one unit); ``weight`` the size of the unit an average
    mention lies in, sum(m^2)/M.
    """

    count: np.ndarray
    total: np.ndarray
    units: np.ndarray
    some: np.ndarray
    full: np.ndarray
    variance: np.ndarray
    weight: np.ndarray

    @property
    def share(self) -> np.ndarray:
        """count / total, NaN where the total is 0."""
        return divide(self.count, self.total)

    def take(self, index) -> "Pool":
        """Return the pool of the cells (or cells and slots) that ``index`` picks."""
        return Pool(*(getattr(self, name)[index] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Entries:
    """The counts of units in slots, zeros left out: three arrays of one length."""

    unit: np.ndarray
    slot: np.ndarray
    count: np.ndarray


def divide(a: ArrayLike, b: ArrayLike) -> np.ndarray:
    """Return a / b with NaN where b is 0 or either is missing."""
    a, b = np.broadcast_arrays(np.asarray(a, dtype=float), np.asarray(b, dtype=float))
    return np.divide(a, b, out=np.full(a.shape, np.nan), where=b != 0)


def pool(counts: Entries, sizes: Entries, family: np.ndarray, cell: np.ndarray, n_cells: int) -> Pool:
    """Return the ``Pool`` of every cell and slot, shape (n_cells, len(family)).

    ``counts`` holds counts of slots, ``sizes`` sizes of families (``sizes.slot`` is a family); ``family`` the family
    of each slot; ``cell`` the cell of each unit, -1 where it belongs to none. A unit's count needs a size of at least
    as much.
    """
    counts, sizes = _inside(counts, cell), _inside(sizes, cell)
    n_families = int(max(family.max(initial=-1), sizes.slot.max(initial=-1))) + 1
    n_slots = len(family)
    size = _sizes_of(counts, sizes, family, n_families)
    at_size = cell[sizes.unit] * n_families + sizes.slot
    at_count = cell[counts.unit] * n_slots + counts.slot
    base = (np.arange(n_cells)[:, None] * n_families + family).ravel()

    def by_size(values=None):
        return np.bincount(at_size, values, n_cells * n_families)

    def by_count(values=None):
        return np.bincount(at_count, values, n_cells * n_slots)

    m = sizes.count.astype(float)
    total, units = by_size(m), by_size()
    leverage = _leverage(m, total[at_size])
    spread, squares = by_size(m * m * leverage), by_size(m * m)
    count = by_count(counts.count)
    share = np.nan_to_num(divide(count, total[base]))[at_count]
    own = _leverage(size, total[base][at_count])
    residual = by_count(((counts.count - share * size) ** 2 - (share * size) ** 2) * own)
    p = divide(count, total[base])
    variance = divide(np.maximum(residual + p * p * spread[base], 0.0), total[base] ** 2)
    found = (
        count, total[base], units[base], by_count(), by_count((counts.count == size).astype(float)),
        variance, divide(squares, total)[base],
    )  # fmt: skip
    return Pool(*(np.asarray(a).reshape(n_cells, n_slots) for a in found))


def _inside(entries: Entries, cell: np.ndarray) -> Entries:
    keep = (cell[entries.unit] >= 0) & (entries.count > 0)
    return Entries(entries.unit[keep], entries.slot[keep], entries.count[keep])


def _leverage(size: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Return 1 / (1 - m/M), 0 for the only unit of its cell."""
    rest = total - size
    return np.divide(total, rest, out=np.zeros(len(rest)), where=rest > 0)


def _sizes_of(counts: Entries, sizes: Entries, family: np.ndarray, n_families: int) -> np.ndarray:
    """Return the size that stands behind each count."""
    keys = sizes.unit.astype(np.int64) * n_families + sizes.slot
    order = np.argsort(keys, kind="stable")
    wanted = counts.unit.astype(np.int64) * n_families + family[counts.slot]
    at = order[np.searchsorted(keys, wanted, sorter=order)] if len(wanted) else np.zeros(0, dtype=np.int64)
    return sizes.count[at].astype(float)


def pool_units(counts: ArrayLike, sizes: ArrayLike) -> Pool:
    """Return the ``Pool`` of one cell from counts, shape (units, slots), and the units' sizes, shape (units,).

    >>> pool_units([[2, 1], [0, 3]], [3, 3]).share.tolist()
    [0.3333333333333333, 0.6666666666666666]
    """
    counts, sizes = np.atleast_2d(np.asarray(counts, dtype=float)), np.asarray(sizes, dtype=float)
    if counts.shape[0] != len(sizes):
        raise ValueError(f"counts have {counts.shape[0]} rows, sizes {len(sizes)}")
    m = sizes[:, None]
    total = np.full(counts.shape[1], sizes.sum())
    p = divide(counts.sum(0), total)
    inside = m > 0
    leverage = np.divide(total, total - m, out=np.zeros(counts.shape), where=inside & (total - m > 0))
    variance = divide((np.where(inside, counts - p * m, 0.0) ** 2 * leverage).sum(0), total**2)
    k = np.full(counts.shape[1], inside.sum())
    full = (inside & (counts == m)).sum(0)
    return Pool(counts.sum(0), total, k, (counts > 0).sum(0), full, variance, divide((m * m).sum(0), total))
