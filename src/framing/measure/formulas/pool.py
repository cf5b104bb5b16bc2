"""What many articles say about counts with a denominator, summed up for the interval formulas.

A *unit* is what is drawn independently: an article (or an article in one voice). It lies in one *cell* (an outlet),
has a count in some *slots* (labels) and a size in the *family* each slot belongs to (the referent's mentions, or
words).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

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
    distribution: np.ndarray | None = None

    @property
    def share(self) -> np.ndarray:
        """count / total, NaN where the total is 0."""
        return divide(self.count, self.total)

    def take(self, index) -> "Pool":
        """Return the pool of the cells (or cells and slots) that ``index`` picks."""
        return Pool(*(None if a is None else a[index] for a in self.arrays))

    def ravel(self) -> "Pool":
        """Return the pool with its cells and slots as one dimension."""
        *sums, drawn = self.arrays
        return Pool(*(a.ravel() for a in sums), None if drawn is None else drawn.reshape(-1, drawn.shape[-1]))

    @classmethod
    def stacked(cls, pools: Iterable["Pool"]) -> "Pool":
        """Return several pools as one of one dimension."""
        columns = zip(*(pool.ravel().arrays for pool in pools), strict=True)
        return cls(*(None if column[0] is None else np.concatenate(column) for column in columns))

    @property
    def arrays(self) -> tuple[np.ndarray | None, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))


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


@dataclass(frozen=True)
class Laid:
    """Counts beside the sizes they are part of: one entry a unit and slot, or one for ``times`` units that are alike.

    The first five arrays are counts above zero with the size behind each; the ``base_`` arrays all sizes by family.
    """

    cell: np.ndarray
    slot: np.ndarray
    count: np.ndarray
    size: np.ndarray
    times: np.ndarray | None
    base_cell: np.ndarray
    base_family: np.ndarray
    base_size: np.ndarray
    base_times: np.ndarray | None
    family: np.ndarray

    def joined(self) -> "Laid":
        """Return the same with alike units joined; counts and sizes must be whole."""
        *own, times = _alike((self.cell, self.slot, self.size, self.count), self.times)
        *base, base_times = _alike((self.base_cell, self.base_family, self.base_size), self.base_times)
        cell, slot, size, count = own
        return Laid(cell, slot, count, size, times, *base, base_times, self.family)

    def moved(self, to: np.ndarray) -> "Laid":
        """Return the same with every cell renamed; what goes to -1 is left out."""
        own, base = to[self.cell], to[self.base_cell]
        keep, kept = own >= 0, base >= 0
        return Laid(
            own[keep], self.slot[keep], self.count[keep], self.size[keep], _some(self.times, keep),
            base[kept], self.base_family[kept], self.base_size[kept], _some(self.base_times, kept), self.family,
        )  # fmt: skip


def lay(counts: Entries, sizes: Entries, family: np.ndarray, cell: np.ndarray) -> Laid:
    """Return counts beside their sizes.

    ``counts`` holds counts of slots, ``sizes`` sizes of families (``sizes.slot`` is a family); ``family`` the family of
    each slot; ``cell`` the cell of each unit, -1 where it belongs to none. A count needs a size behind it.
    """
    counts, sizes = _inside(counts, cell), _inside(sizes, cell)
    size = _sizes_of(counts, sizes, family)
    return Laid(
        cell[counts.unit], counts.slot, counts.count, size, None,
        cell[sizes.unit], sizes.slot, sizes.count, None, family,
    )  # fmt: skip


def pool(laid: Laid, n_cells: int) -> Pool:
    """Return the ``Pool`` of every cell and slot, shape (n_cells, len(family))."""
    n_slots, n_families = len(laid.family), _families(laid)
    at_size = laid.base_cell * n_families + laid.base_family
    at_count = laid.cell * n_slots + laid.slot
    base = (np.arange(n_cells)[:, None] * n_families + laid.family).ravel()

    def by_size(values=None):
        return np.bincount(at_size, _times(values, laid.base_times), n_cells * n_families)

    def by_count(values=None):
        return np.bincount(at_count, _times(values, laid.times), n_cells * n_slots)

    m, x, size = (a.astype(float) for a in (laid.base_size, laid.count, laid.size))
    total, units = by_size(m), by_size()
    spread, squares = by_size(m * m * _leverage(m, total[at_size])), by_size(m * m)
    count, whole = by_count(x), total[base]
    share = divide(count, whole)
    own = share[at_count] * size
    residual = by_count(((x - own) ** 2 - own**2) * _leverage(size, whole[at_count]))
    variance = divide(np.maximum(residual + share * share * spread[base], 0.0), whole**2)
    some, full = by_count(), by_count(x == size)
    found = (count, whole, units[base], some, full, variance, divide(squares, total)[base])
    return Pool(*(np.asarray(a).reshape(n_cells, n_slots) for a in found))


def _times(values: np.ndarray | None, times: np.ndarray | None) -> np.ndarray | None:
    if values is None or times is None:
        return times if values is None else values
    return values * times


def _some(times: np.ndarray | None, keep: np.ndarray) -> np.ndarray | None:
    return None if times is None else times[keep]


def _alike(columns: tuple[np.ndarray, ...], times: np.ndarray | None) -> list[np.ndarray]:
    """Return the distinct rows of several columns of whole numbers, and how often each stands there."""
    widths = [int(column.max(initial=0)) + 1 for column in columns]
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for column, width in zip(columns, widths, strict=True):
        key = key * width + column.astype(np.int64)
    key, inverse = np.unique(key, return_inverse=True)
    apart = [np.bincount(inverse, times, len(key)).astype(np.int64)]
    for width in reversed(widths):
        key, place = np.divmod(key, width)
        apart.append(place)
    return apart[::-1]


def _families(laid: Laid) -> int:
    return int(max(laid.family.max(initial=-1), laid.base_family.max(initial=-1))) + 1


def _inside(entries: Entries, cell: np.ndarray) -> Entries:
    keep = (cell[entries.unit] >= 0) & (entries.count > 0)
    return entries if keep.all() else Entries(entries.unit[keep], entries.slot[keep], entries.count[keep])


def _leverage(size: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Return 1 / (1 - m/M), 0 for the only unit of its cell."""
    total, rest = np.broadcast_arrays(total, total - size)
    return np.divide(total, rest, out=np.zeros(rest.shape), where=rest > 0)


def _sizes_of(counts: Entries, sizes: Entries, family: np.ndarray) -> np.ndarray:
    """Return the size that stands behind each count."""
    width = int(max(family.max(initial=-1), sizes.slot.max(initial=-1))) + 1
    keys = sizes.unit.astype(np.int64) * width + sizes.slot
    wanted = counts.unit.astype(np.int64) * width + family[counts.slot]
    room = int(max(keys.max(initial=0), wanted.max(initial=0))) + 1
    if room <= 20 * (len(keys) + len(wanted)):
        table = np.zeros(room, dtype=sizes.count.dtype)
        table[keys] = sizes.count
        return table[wanted]
    order = np.argsort(keys, kind="stable")
    return sizes.count[order[np.searchsorted(keys, wanted, sorter=order)]]


def pool_units(counts: ArrayLike, sizes: ArrayLike) -> Pool:
    """Return the ``Pool`` of one cell from counts, shape (units, slots), and the units' sizes.

    ``sizes`` has shape (units,) where all slots share them, else (units, slots).

    >>> pool_units([[2, 1], [0, 3]], [3, 3]).share.tolist()
    [0.3333333333333333, 0.6666666666666666]
    """
    counts, m = np.atleast_2d(np.asarray(counts, dtype=float)), np.asarray(sizes, dtype=float)
    if len(counts) != len(m):
        raise ValueError(f"counts have {len(counts)} rows, sizes {len(m)}")
    m = np.broadcast_to(m[:, None] if m.ndim == 1 else m, counts.shape)
    total, count, inside = m.sum(0), counts.sum(0), m > 0
    residual = np.where(inside, counts - divide(count, total) * m, 0.0)
    variance = divide((residual**2 * _leverage(m, total)).sum(0), total**2)
    full = (inside & (counts == m)).sum(0)
    return Pool(count, total, inside.sum(0), (counts > 0).sum(0), full, variance, divide((m * m).sum(0), total))
