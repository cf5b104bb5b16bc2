"""Keyness of a word between two collections: a of c words in the target, b of d in the reference.

Each takes arrays of counts and the two sizes; positive always means more in the target.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from framing.measure.formulas.contrasts import Limits, log, mover_difference
from framing.measure.formulas.intervals import clopper_pearson
from framing.measure.formulas.pool import divide

FORMS = ("four-cell", "two-cell")
ZERO = 0.5


def _floats(*values: ArrayLike) -> list[np.ndarray]:
    return [np.asarray(value, dtype=float) for value in values]


def expected(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return the counts expected if both used the word alike: E1 = c (a + b)/(c + d), E2 = d (a + b)/(c + d).

    >>> [round(float(e), 4) for e in expected(150, 90, 120_000, 100_000)]
    [130.9091, 109.0909]
    """
    a, b, c, d = _floats(a, b, c, d)
    return divide(c * (a + b), c + d), divide(d * (a + b), c + d)


def log_odds(counts: tuple, sizes: tuple, prior: ArrayLike, terms: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Return delta and z of the log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008).

    ``counts`` are (a, b), ``sizes`` (c, d), ``prior`` alpha_w per word; alpha_0 is its sum. delta = ln[(a +
    alpha_w)/(c + alpha_0 - a - alpha_w)] - the same for b and d; the variance has 4 terms, or the 2 of their
    approximation.

    >>> prior = pooled_prior([150, 119_850], [90, 99_910], 500)
    >>> delta, z = log_odds(([150, 119_850], [90, 99_910]), (120_000, 100_000), prior)
    >>> round(float(delta[0]), 6), round(float(z[0]), 6)
    (0.32727, 2.459566)
    """
    if terms not in (2, 4):
        raise ValueError(f"the variance has 2 or 4 terms, not {terms}")
    prior = np.asarray(prior, dtype=float)
    return log_odds_given(counts, sizes, prior, float(prior.sum()), terms)


def log_odds_given(
    counts: tuple, sizes: tuple, prior: ArrayLike, prior_size: float, terms: int = 4
) -> tuple[np.ndarray, np.ndarray]:
    """Return ``log_odds`` for some words only, given the whole prior's size alpha_0."""
    prior = np.asarray(prior, dtype=float)
    delta, variance = 0.0, 0.0
    for sign, count, size in zip((1, -1), _floats(*counts), _floats(*sizes), strict=True):
        with_prior = count + prior
        others = size + prior_size - with_prior
        delta = delta + sign * log(divide(with_prior, others))
        variance = variance + divide(1.0, with_prior) + (divide(1.0, others) if terms == 4 else 0.0)
    return delta, delta / np.sqrt(variance)


def log_odds_limits(rates: tuple, sizes: tuple, prior: ArrayLike, prior_size: float) -> Limits:
    """Return the interval of delta from those of both sides' rates, each given as (rate, low, high) per word.

    Each rate is carried through ln[(rate size + alpha_w)/(size + alpha_0 - rate size - alpha_w)], a rate above 1 taken
    as 1; MOVER joins the two. It is the interval of delta as the prior shrinks it.

    >>> rates = ((0.00125, 0.0009, 0.0017), (0.0009, 0.0006, 0.0013))
    >>> low, high = log_odds_limits(rates, (120_000, 100_000), 0.545455, 500)
    >>> round(float(low), 4), round(float(high), 4)
    (-0.164, 0.8337)
    """
    prior, sides = np.asarray(prior, dtype=float), []
    for limits, size in zip(rates, _floats(*sizes), strict=True):
        counts = (np.minimum(rate, 1.0) * size + prior for rate in _floats(*limits))
        sides.append(tuple(log(divide(count, size + prior_size - count)) for count in counts))
    return mover_difference(*sides)


def pooled_prior(a: ArrayLike, b: ArrayLike, size: float) -> np.ndarray:
    """Return alpha_w: the pooled counts scaled so that all words of the table together have ``size`` (alpha_0).

    >>> pooled_prior([150, 119_850], [90, 99_910], 500).round(6).tolist()
    [0.545455, 499.454545]
    """
    a, b = _floats(a, b)
    return size * divide(a + b, (a + b).sum())


def g2(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, form: str = "four-cell") -> np.ndarray:
    """Return the log-likelihood G2 >= 0, "four-cell" (Dunning 1993) or "two-cell" (Rayson & Garside 2000).

    >>> round(float(g2(150, 90, 120_000, 100_000)), 6), round(float(g2(150, 90, 120_000, 100_000, 'two-cell')), 6)
    (6.219401, 6.212712)
    """
    if form not in FORMS:
        raise ValueError(f"form: {form!r} is not one of: {', '.join(FORMS)}")
    a, b, c, d = _floats(a, b, c, d)
    e1, e2 = expected(a, b, c, d)
    total = _entropy(a, e1) + _entropy(b, e2)
    if form == "four-cell":
        total = total + _entropy(c - a, c - e1) + _entropy(d - b, d - e2)
    return np.maximum(2 * total, 0.0)


def _entropy(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    return special.xlogy(observed, np.where(observed > 0, divide(observed, expected), 1.0))


def chi_square(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> np.ndarray:
    """Return Pearson's chi-square of the 2 x 2 table, without continuity correction.

    >>> round(float(chi_square(150, 90, 120_000, 100_000)), 4)
    6.1317
    """
    a, b, c, d = _floats(a, b, c, d)
    return divide((c + d) * (a * (d - b) - b * (c - a)) ** 2, c * d * (a + b) * (c + d - a - b))


def chi_square_p(statistic: ArrayLike) -> np.ndarray:
    """Return the upper tail of chi-square with 1 degree of freedom.

    >>> round(float(chi_square_p(3.841459)), 6)
    0.05
    """
    return stats.chi2.sf(np.asarray(statistic, dtype=float), 1)


def bic(g2: ArrayLike, c: ArrayLike, d: ArrayLike) -> np.ndarray:
    """Return the Bayes factor's approximation G2 - ln(c + d) (Wilson 2013).

    >>> round(float(bic(6.219401, 120_000, 100_000)), 6)
    -6.081982
    """
    g2, c, d = _floats(g2, c, d)
    return g2 - np.log(c + d)


def log_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> np.ndarray:
    """Return log2[(a/c)/(b/d)] (Hardie 2014): 1 is twice as frequent. A count of 0 is replaced by 0.5; NaN without words.

    >>> round(float(log_ratio(150, 90, 120_000, 100_000)), 6)
    0.473931
    """
    a, b, c, d = _floats(a, b, c, d)
    a, b = np.where(a > 0, a, ZERO), np.where(b > 0, b, ZERO)
    return np.log2(divide(a * np.where(d > 0, d, np.nan), b * c))


def percent_difference(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> np.ndarray:
    """Return %DIFF = 100 (a/c - b/d)/(b/d) (Gabrielatos & Marchi 2011); NaN where b is 0.

    >>> round(float(percent_difference(150, 90, 120_000, 100_000)), 4)
    38.8889
    """
    a, b, c, d = _floats(a, b, c, d)
    return 100 * (divide(a * d, b * c) - 1)


def odds_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> np.ndarray:
    """Return a (d - b) / (b (c - a)); infinite where only the denominator is 0.

    >>> round(float(odds_ratio(150, 90, 120_000, 100_000)), 6)
    1.389376
    """
    a, b, c, d = _floats(a, b, c, d)
    top, bottom = a * (d - b), b * (c - a)
    return np.where((bottom == 0) & (top > 0), np.inf, divide(top, bottom))


def conservative_log_ratio(counts: tuple, sizes: tuple, compared: int = 1, level: float = 0.95) -> np.ndarray:
    """Return LRC, the log ratio nearest 0 within its confidence interval (Evert 2022); 0 where 0 lies inside.

    Clopper-Pearson limits of a out of a + b at (1 - level) / (2 compared) on each side.

    >>> conservative_log_ratio(([150, 15], [90, 9]), (120_000, 100_000)).round(4).tolist()
    [0.0874, 0.0]
    """
    (a, b), (c, d) = _floats(*counts), _floats(*sizes)
    tail = (1 - level) / (2 * compared)
    low, high = clopper_pearson(a, a + b, tail)
    more = a * d > b * c
    odds = np.where(more, divide(low, 1 - low), divide(high, 1 - high))
    scaled = odds * divide(d, c)
    limit = np.log2(scaled, out=np.full(np.shape(scaled), np.nan), where=scaled > 0)
    limit = np.where(np.isnan(limit), 0.0, limit)
    return np.where(more, np.maximum(limit, 0.0), np.minimum(limit, 0.0))
