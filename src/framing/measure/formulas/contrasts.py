"""Two shares against each other: difference, ratio, the test that goes with the interval, many comparisons."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from framing.measure.formulas.pool import divide

Limits = tuple[np.ndarray, np.ndarray]
SMALLEST_P = 1e-16
_WIDEST = -float(special.ndtri(SMALLEST_P / 2))
_USUAL = 2.0
_STEPS = 60
_CLOSE = 1e-6


def mover_difference(first: tuple, second: tuple, correlation: ArrayLike = 0.0) -> Limits:
    """Return the interval of p1 - p2 from two shares with their own limits, each given as (p, low, high).

    MOVER (Zou & Donner 2008; Newcombe 1998, method 10): L = d - sqrt((p1 - l1)^2 + (u2 - p2)^2 - 2 r (p1 - l1)(u2 -
    p2)), U likewise; ``correlation`` r is 0 for independent samples. Positive means more in the first.

    >>> low, high = mover_difference((0.5, 0.4, 0.6), (0.3, 0.2, 0.4))
    >>> round(float(low), 4), round(float(high), 4)
    (0.0586, 0.3414)
    """
    p1, l1, u1 = (np.asarray(a, dtype=float) for a in first)
    p2, l2, u2 = (np.asarray(a, dtype=float) for a in second)
    d = p1 - p2
    return d - _joined(p1 - l1, u2 - p2, correlation), d + _joined(u1 - p1, p2 - l2, correlation)


def _joined(a: np.ndarray, b: np.ndarray, r: ArrayLike) -> np.ndarray:
    return np.sqrt(np.maximum(a * a + b * b - 2 * np.asarray(r) * a * b, 0.0))


def mover_ratio(first: tuple, second: tuple, correlation: ArrayLike = 0.0) -> Limits:
    """Return the interval of ln(p1/p2): MOVER on logarithms.

    Where one share is 0 its side is infinite and the other limit is that of Donner & Zou (2012), ln u1 - ln(l2 (2 p2
    - l2))/2; where both are 0 there is no statement (NaN). Divide by ln 2 for doublings.

    >>> low, high = mover_ratio((0.4, 0.3, 0.5), (0.2, 0.1, 0.3))
    >>> round(float(low), 4), round(float(high), 4)
    (0.196, 1.4213)
    """
    p1, l1, u1 = (np.asarray(a, dtype=float) for a in first)
    p2, l2, u2 = (np.asarray(a, dtype=float) for a in second)
    d = log(p1) - log(p2)
    low = d - _joined(log(p1) - log(l1), log(u2) - log(p2), correlation)
    high = d + _joined(log(u1) - log(p1), log(p2) - log(l2), correlation)
    none1, none2 = (p1 == 0) & (p2 > 0), (p2 == 0) & (p1 > 0)
    low = np.where(none1, -np.inf, np.where(none2, 0.5 * log(l1 * (2 * p1 - l1)) - log(u2), low))
    high = np.where(none2, np.inf, np.where(none1, log(u1) - 0.5 * log(l2 * (2 * p2 - l2)), high))
    return low, high


def log(a: ArrayLike) -> np.ndarray:
    """Return the natural logarithm with NaN where there is none."""
    a = np.asarray(a, dtype=float)
    return np.log(a, out=np.full(a.shape, np.nan), where=a > 0)


def inverted_p(limits: Callable[[np.ndarray, np.ndarray], Limits], estimate: ArrayLike) -> np.ndarray:
    """Return the p values that belong to intervals: the error at which one of an interval's limits touches 0.

    ``estimate`` has one dimension; ``limits`` takes errors alpha and the rows they are for, and returns their limits.
    An interval with error alpha leaves 0 out exactly where p <= alpha. NaN where the estimate or its limits are; never
    below 1e-16.
    """
    estimate = np.asarray(estimate, dtype=float)
    direction = np.sign(estimate)

    def beyond(z: np.ndarray, rows: np.ndarray) -> np.ndarray:
        low, high = limits(2 * special.ndtr(-z), rows)
        return np.where(direction[rows] > 0, low, -high)

    rows = np.flatnonzero(estimate != 0)
    z, values = np.zeros(len(estimate)), np.full(len(estimate), np.nan)
    values[rows] = beyond(np.float64(_USUAL), rows)
    near, far = rows[values[rows] <= 0], rows[values[rows] > 0]
    z[near] = _roots(beyond, near, (0.0, _USUAL), (np.abs(estimate[near]), values[near]))
    widest = beyond(np.float64(_WIDEST), far)
    z[far[widest > 0]] = _WIDEST
    far, widest = far[widest <= 0], widest[widest <= 0]
    z[far] = _roots(beyond, far, (_USUAL, _WIDEST), (values[far], widest))
    unknown = np.isnan(estimate) | (np.isnan(values) & (estimate != 0))
    return np.where(unknown, np.nan, np.maximum(2 * special.ndtr(-z), SMALLEST_P))


def _roots(beyond: Callable, rows: np.ndarray, ends: tuple[float, float], values: tuple) -> np.ndarray:
    """Return where falling functions cross 0 between two ends, by Chandrupatla's (1997) rule."""
    found, at = np.full(len(rows), np.nan), np.arange(len(rows))
    x1, x2 = (np.full(len(rows), end) for end in ends)
    f1, f2 = values
    step = _chord(f1, f2)
    for _ in range(_STEPS):
        x = x1 + step * (x2 - x1)
        f = beyond(x, rows[at])
        same = (f > 0) == (f1 > 0)
        x3, f3 = np.where(same, x1, x2), np.where(same, f1, f2)
        x2, f2 = np.where(same, x2, x1), np.where(same, f2, f1)
        x1, f1 = x, f
        step = _step(x1, x2, x3, f1, f2, f3)
        found[at] = x1 + step * (x2 - x1)
        going = (np.abs(step * (x2 - x1)) > _CLOSE) & (f1 != 0)
        at, x1, x2, f1, f2, step = (a[going] for a in (at, x1, x2, f1, f2, step))
        if not len(at):
            break
    return found


def _chord(f1: np.ndarray, f2: np.ndarray) -> np.ndarray:
    """Return how far from the first to the second point the chord crosses 0; a half where there is none."""
    with np.errstate(invalid="ignore", divide="ignore"):
        step = f1 / (f1 - f2)
    return np.where((step > 0) & (step < 1), step, 0.5)


def _step(x1: np.ndarray, x2: np.ndarray, x3: np.ndarray, f1: np.ndarray, f2: np.ndarray, f3: np.ndarray) -> np.ndarray:
    """Return the crossing by inverse quadratic interpolation where that is safe, else the middle."""
    with np.errstate(invalid="ignore", divide="ignore"):
        place, height = (x1 - x2) / (x3 - x2), (f1 - f2) / (f3 - f2)
        safe = (height**2 < place) & ((1 - height) ** 2 < 1 - place)
        step = f1 / (f2 - f1) * f3 / (f2 - f3) + (x3 - x1) / (x2 - x1) * f1 / (f3 - f1) * f2 / (f3 - f2)
    return np.where(safe & (step >= 0) & (step <= 1), step, 0.5)


def benjamini_hochberg(p: ArrayLike) -> np.ndarray:
    """Return q values: the false discovery rate (Benjamini & Hochberg 1995) over all p that are not NaN.

    >>> benjamini_hochberg([0.01, 0.04, float("nan"), 0.03]).round(3).tolist()
    [0.03, 0.04, nan, 0.04]
    """
    p = np.asarray(p, dtype=float)
    q = np.full(p.shape, np.nan)
    known = ~np.isnan(p)
    if known.any():
        q[known] = stats.false_discovery_control(p[known])
    return q


def fisher_exact(both: int, first: int, second: int, total: int) -> float:
    """Return Fisher's two-sided p of a 2 x 2 table given its corner and margins.

    >>> round(fisher_exact(8, 10, 9, 20), 6)
    0.005477
    """
    table = stats.hypergeom(total, first, second)
    support = np.arange(max(0, first + second - total), min(first, second) + 1)
    chances = table.pmf(support)
    return float(min(1.0, chances[chances <= table.pmf(both) * (1 + 1e-7)].sum()))


def story_correlation(first: ArrayLike, second: ArrayLike) -> np.ndarray:
    """Return r for pairs: the correlation over k stories of two sides' residuals, not below 0, times (k - 2)/(k + 5).

    Both have shape (stories, labels): sums of x - p m over a side's articles on a story, NaN for a story left out of a
    label. 0 where either does not vary.

    >>> story_correlation([[1], [2], [3], [4]], [[2], [4], [6], [8]]).round(4).tolist()
    [0.2222]
    """
    a, b = (np.atleast_2d(np.asarray(x, dtype=float)) for x in (first, second))
    kept = ~np.isnan(a + b)
    k = kept.sum(0)
    a, b = (np.where(kept, x - divide(np.where(kept, x, 0.0).sum(0), k), 0.0) for x in (a, b))
    r = np.nan_to_num(divide((a * b).sum(0), np.sqrt((a * a).sum(0) * (b * b).sum(0))))
    return np.clip(r, 0.0, 1.0) * np.maximum(k - 2, 0) / (k + 5)
