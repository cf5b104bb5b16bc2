"""Two shares against each other: difference, ratio, the test that goes with the interval, many comparisons."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from framing.measure.formulas.pool import divide

Limits = tuple[np.ndarray, np.ndarray]
SMALLEST_P = 1e-16
_WIDEST = -float(special.ndtri(SMALLEST_P / 2))
_STEPS = 60
_CLOSE = 1e-12


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


def inverted_p(limits: Callable[[np.ndarray], Limits], estimate: ArrayLike) -> np.ndarray:
    """Return the p value that belongs to an interval: the error at which one of its limits touches 0.

    ``limits`` takes errors alpha, an array of ``estimate``'s shape, and returns the limits at each. An interval with
    error alpha leaves 0 out exactly where p <= alpha. NaN where the estimate or its limits are; never below 1e-16.
    """
    estimate = np.asarray(estimate, dtype=float)
    direction = np.sign(estimate)

    def beyond(z: np.ndarray) -> np.ndarray:
        low, high = limits(2 * special.ndtr(-z))
        return np.where(direction > 0, low, -high)

    widest = beyond(np.full(estimate.shape, _WIDEST))
    p = 2 * special.ndtr(-_root(beyond, widest))
    p = np.where(widest > 0, SMALLEST_P, p)
    return np.where(np.isnan(estimate) | np.isnan(widest), np.nan, np.where(estimate == 0, 1.0, p))


def _root(beyond: Callable[[np.ndarray], np.ndarray], widest: np.ndarray) -> np.ndarray:
    """Return where a falling function crosses 0 up to ``_WIDEST``: the Illinois rule, halving where it fails."""
    left, right = np.zeros(widest.shape), np.full(widest.shape, _WIDEST)
    above, below = np.full(widest.shape, np.nan), widest
    last = middle = right
    for _ in range(_STEPS):
        with np.errstate(invalid="ignore", divide="ignore"):
            middle = (left * below - right * above) / (below - above)
        usable = (middle > left) & (middle < right)
        middle = np.where(usable, middle, (left + right) / 2)
        value = beyond(middle)
        outside = value > 0
        below = np.where(outside, np.where(left == last, below / 2, below), value)
        above = np.where(outside, value, np.where(right == last, above / 2, above))
        left, right = np.where(outside, middle, left), np.where(outside, right, middle)
        if np.all((np.abs(middle - last) < _CLOSE) | (right - left < _CLOSE) | np.isnan(value)):
            break
        last = middle
    return middle


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


def story_correlation(first: ArrayLike, second: ArrayLike) -> np.ndarray:
    """Return r for pairs: the correlation over stories of two outlets' residuals, not below 0, times (k - 2)/(k + 5).

    Both have shape (stories, labels): sums of x - p m over an outlet's articles on a story. 0 where either does not
    vary.
    """
    a, b = (np.atleast_2d(np.asarray(x, dtype=float)) for x in (first, second))
    k = len(a)
    if k < 2:
        return np.zeros(a.shape[1])
    a, b = a - a.mean(0), b - b.mean(0)
    r = np.nan_to_num(divide((a * b).sum(0), np.sqrt((a * a).sum(0) * (b * b).sum(0))))
    return np.clip(r, 0.0, 1.0) * (k - 2) / (k + 5)
