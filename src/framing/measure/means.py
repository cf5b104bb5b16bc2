"""Means of one value an article, and differences between two of them: bare formulas on arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

Limits = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Means:
    """The number, mean and variance (n - 1 below) of the values of each cell; NaN where there are too few."""

    n: np.ndarray
    mean: np.ndarray
    variance: np.ndarray

    def take(self, cells: ArrayLike) -> "Means":
        """Return the means of some of the cells."""
        return Means(self.n[cells], self.mean[cells], self.variance[cells])

    @property
    def squared_error(self) -> np.ndarray:
        """The squared standard error of each mean."""
        return _divide(self.variance, self.n)


def means_of(values: ArrayLike, cell: ArrayLike, size: int) -> Means:
    """Return the mean and variance of ``values`` in each of ``size`` cells; NaN values and cells below 0 are left out.

    >>> found = means_of([1.0, 3.0, 5.0], [0, 0, 1], 2)
    >>> found.n.tolist(), found.mean.tolist(), found.variance.tolist()
    ([2, 1], [2.0, 5.0], [2.0, nan])
    """
    values, cell = np.asarray(values, dtype=float), np.asarray(cell)
    kept = ~np.isnan(values) & (cell >= 0)
    values, cell = values[kept], cell[kept]
    n = np.bincount(cell, minlength=size)
    mean = _divide(np.bincount(cell, values, size), n)
    squares = np.bincount(cell, (values - mean[cell]) ** 2, size)
    return Means(n, mean, _divide(squares, np.where(n > 1, n - 1, 0)))


def t_interval(means: Means, level: float = 0.95) -> Limits:
    """Return mean -/+ t s / sqrt(n) with n - 1 degrees of freedom (Student 1908); NaN for fewer than two values.

    >>> low, high = t_interval(means_of([1.0, 2.0, 3.0], [0, 0, 0], 1))
    >>> round(float(low[0]), 4), round(float(high[0]), 4)
    (-0.4841, 4.4841)
    """
    half = _quantile(level, means.n - 1) * np.sqrt(means.squared_error)
    return means.mean - half, means.mean + half


def welch_interval(first: Means, second: Means, level: float = 0.95) -> Limits:
    """Return the interval of first mean - second mean for unequal variances.

    Welch (1947), Biometrika 34: t with the degrees of freedom of ``welch_df``. Positive means more in the first; NaN
    where either has fewer than two values.
    """
    error = np.sqrt(first.squared_error + second.squared_error)
    half = _quantile(level, welch_df(first, second)) * error
    difference = first.mean - second.mean
    return difference - half, difference + half


def welch_df(first: Means, second: Means) -> np.ndarray:
    """Return Welch and Satterthwaite's (a + b)^2 / (a^2/(m - 1) + b^2/(n - 1)), a and b the squared standard errors."""
    a, b = first.squared_error, second.squared_error
    below = _divide(a**2, first.n - 1) + _divide(b**2, second.n - 1)
    return np.where(below > 0, _divide((a + b) ** 2, below), first.n + second.n - 2.0)


def welch_p(first: Means, second: Means) -> np.ndarray:
    """Return the two-sided p of Welch's test that the means are equal; NaN where nothing varies or n is below 2."""
    error = np.sqrt(first.squared_error + second.squared_error)
    return t_p(_divide(first.mean - second.mean, error), welch_df(first, second))


def mean_p(means: Means) -> np.ndarray:
    """Return the two-sided p of the one-sample t test that the mean is 0."""
    return t_p(_divide(means.mean, np.sqrt(means.squared_error)), means.n - 1.0)


def t_p(t: ArrayLike, df: ArrayLike) -> np.ndarray:
    """Return the two-sided p of a t value."""
    df = np.asarray(df, dtype=float)
    p = 2 * special.stdtr(np.where(df > 0, df, 1), -np.abs(np.asarray(t, dtype=float)))
    return np.where(df > 0, p, np.nan)


def _quantile(level: float, df: ArrayLike) -> np.ndarray:
    df = np.asarray(df, dtype=float)
    return np.where(df > 0, special.stdtrit(np.where(df > 0, df, 1), (1 + level) / 2), np.nan)


def _divide(part: ArrayLike, whole: ArrayLike) -> np.ndarray:
    part, whole = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    return np.divide(part, whole, out=np.full(np.broadcast(part, whole).shape, np.nan), where=whole > 0)
