"""Outlets and labels as points: correspondence analysis, and one dimension fitted to counts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from framing.measure.formulas.pool import divide

_ROUNDING = 1e-9


@dataclass(frozen=True)
class Map:
    """Correspondence analysis of a table: arrays of shape (rows or columns, dimensions), widest dimension first.

    ``rows`` and ``columns`` are principal coordinates, ``inertia`` the principal inertias (their sum is chi-square /
    n), ``row_part`` and ``column_part`` how much of a dimension's inertia each point makes (a dimension's parts sum
    to 1).
    """

    rows: np.ndarray
    columns: np.ndarray
    inertia: np.ndarray
    row_part: np.ndarray
    column_part: np.ndarray

    @property
    def explained(self) -> np.ndarray:
        """Each dimension's part of the whole inertia."""
        return divide(self.inertia, self.inertia.sum())


def correspondence(counts: ArrayLike) -> Map:
    """Return the correspondence analysis (Greenacre 2017) of a table of counts without empty rows or columns.

    The sign of each dimension is fixed: the column with the largest coordinate in size is positive. A dimension that
    rounding alone makes is 0 throughout, parts too.

    >>> correspondence([[20, 5], [5, 20]]).inertia.round(4).tolist()
    [0.36]
    """
    counts = np.asarray(counts, dtype=float)
    if counts.ndim != 2 or (counts.sum(0) <= 0).any() or (counts.sum(1) <= 0).any():
        raise ValueError("counts: a table without empty rows or columns is needed")
    proportions = counts / counts.sum()
    r, c = proportions.sum(1), proportions.sum(0)
    residual = (proportions - np.outer(r, c)) / np.sqrt(np.outer(r, c))
    u, s, vt = np.linalg.svd(residual, full_matrices=False)
    keep = min(counts.shape) - 1
    s = np.where(s > _ROUNDING, s, 0.0)
    u, s, v = u[:, :keep], s[:keep], vt[:keep].T
    columns = v * s / np.sqrt(c)[:, None]
    sign = np.sign(columns[np.abs(columns).round(9).argmax(0), np.arange(keep)]) if keep else np.ones(0)
    sign = np.where(sign == 0, 1, sign)
    row_part, column_part = (np.where(s > 0, side**2, 0.0) for side in (u, v))
    return Map(u * s / np.sqrt(r)[:, None] * sign, columns * sign, s**2, row_part, column_part)


def adjusted_residuals(counts: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return the adjusted residuals of a table (Haberman 1973), and the counts expected of its margins.

    (o - e) / sqrt(e (1 - row/N) (1 - column/N)): normal with variance 1 where rows and columns are independent and each
    count is an independent draw. NaN where nothing can vary: an empty row or column, or one that is all there is.

    >>> adjusted_residuals([[20, 5], [5, 20]])[0].round(3).tolist()
    [[4.243, -4.243], [-4.243, 4.243]]
    """
    counts = np.asarray(counts, dtype=float)
    total, row, column = counts.sum(), counts.sum(1, keepdims=True), counts.sum(0, keepdims=True)
    expected = divide(row * column, total)
    spread = np.sqrt(np.maximum(expected * (1 - divide(row, total)) * (1 - divide(column, total)), 0.0))
    return divide(counts - expected, spread), expected


@dataclass(frozen=True)
class Scale:
    """One dimension fitted to counts: a position for each row (mean 0, standard deviation 1), a weight a column."""

    position: np.ndarray
    weight: np.ndarray
    converged: bool


WEIGHT_PRECISION = 0.1
_TURNS = 500
_STEPS = 5
_CLOSE = 1e-6
_NEAR = 1e-3
_CELLS = 2_000_000


def scale(counts: ArrayLike) -> Scale:
    """Return the Poisson scaling model of Slapin & Proksch (2008), fitted by turns: counts ~ Poisson(exp(a + b + w t)).

    a belongs to the row, b to the column, t is the row's position, w the column's weight. w is held back by a normal
    prior of variance 1 / 0.1, so that a column only one row uses stays finite. The heaviest column's weight is
    positive.

    >>> scale([[20, 5], [10, 10], [5, 20]]).position.round(2).tolist()
    [1.22, 0.0, -1.22]
    """
    counts = np.asarray(counts, dtype=float)
    if counts.ndim != 2 or len(counts) < 3 or counts.shape[1] < 2:
        raise ValueError("counts: at least three rows and two columns are needed")
    (t,), (w,), (converged,) = _fitted(counts[None])
    w = w * (t.std() or 1.0)
    sign = np.sign(w[np.abs(w).round(6).argmax()]) or 1.0
    return Scale(_standard(t) * sign, w * sign, bool(converged))


def scale_again(tables: np.ndarray, position: np.ndarray) -> np.ndarray:
    """Return the positions of ``scale`` for several tables of counts, shape (tables, rows), turned to agree.

    The tables have shape (tables, rows, columns); each is fitted over the columns it uses, and ``position`` stands in
    for one that uses fewer than two.
    """
    found, batch = [], max(1, _CELLS // tables[0].size)
    for first in range(0, len(tables), batch):
        some = np.asarray(tables[first : first + batch], dtype=float)
        t = np.repeat(position[None], len(some), axis=0)
        enough = (some.sum(1) > 0).sum(1) > 1
        if enough.any():
            t[enough] = _standard(_fitted(some[enough])[0])
        sign = np.sign(t @ position)
        found.append(t * np.where(sign == 0, 1.0, sign)[:, None])
    return np.concatenate(found)


def _fitted(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return positions, weights and whether they settled, of tables of counts side by side."""
    n, rows, columns = counts.shape
    used = (counts.sum(1) > 0).astype(float)
    row, column = np.log(counts.sum(2)), np.log(counts.sum(1) / counts.sum((1, 2))[:, None] + 1e-12)
    t, w = np.array([_start(table) for table in counts]), np.zeros((n, columns))
    found = (np.empty((n, rows)), np.empty((n, columns)), np.zeros(n, dtype=bool))
    going = np.arange(n)
    for turn in range(_TURNS):
        column, w = _turn(counts, row, column, w, t, WEIGHT_PRECISION, used[:, None, :])
        before = t
        row, t = _turn(counts.swapaxes(1, 2), column, row, t, w, 1.0, used[:, :, None])
        column, t = column + w * t.mean(1, keepdims=True), t - t.mean(1, keepdims=True)
        middle = w.sum(1, keepdims=True) / used.sum(1, keepdims=True)
        row, w = row + t * middle, (w - middle) * used
        balance = ((WEIGHT_PRECISION * (w * w).sum(1) + 1e-12) / ((t * t).sum(1) + 1e-12))[:, None] ** 0.25
        t, w = t * balance, w / balance
        settled = np.abs(t - before).max(1) < _CLOSE
        done = settled | (turn == _TURNS - 1)
        for into, values in zip(found, (t, w, settled), strict=True):
            into[going[done]] = values[done]
        if done.all():
            break
        if done.any():
            counts, row, column, t, w, used, going = (a[~done] for a in (counts, row, column, t, w, used, going))
    return found


def _start(counts: np.ndarray) -> np.ndarray:
    return _standard(correspondence(counts[:, counts.sum(0) > 0] + 1e-6).rows[:, 0])


def _standard(t: np.ndarray) -> np.ndarray:
    t = t - t.mean(-1, keepdims=True)
    spread = t.std(-1, keepdims=True)
    return t / np.where(spread == 0, 1.0, spread)


def _turn(
    counts: np.ndarray,
    offset: np.ndarray,
    level: np.ndarray,
    slope: np.ndarray,
    along: np.ndarray,
    ridge: float,
    used: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Return level and slope of every column after a few Newton steps of its Poisson regression on ``along``.

    Columns (or rows) that are not ``used`` count for nothing.
    """
    line = along[:, None, :]
    for _ in range(_STEPS):
        mean = used * np.exp(
            np.clip(offset[:, :, None] + level[:, None, :] + along[:, :, None] * slope[:, None, :], -30, 30)
        )
        apart, weighed = counts - mean, along[:, :, None] * mean
        g0, g1 = apart.sum(1), (line @ apart)[:, 0] - ridge * slope
        h00, h01, h11 = mean.sum(1) + 1e-9, weighed.sum(1), (line @ weighed)[:, 0] + ridge
        det = np.maximum(h00 * h11 - h01 * h01, 1e-12)
        steps = np.clip((h11 * g0 - h01 * g1) / det, -2, 2), np.clip((h00 * g1 - h01 * g0) / det, -2, 2)
        level, slope = level + steps[0], slope + steps[1]
        if max(np.abs(step).max() for step in steps) < _NEAR:
            break
    return level, slope
