"""Intervals for a share and for a rate when articles, not mentions, are the sampling unit."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from framing.measure.formulas.distributions import DISTRIBUTIONS, distribution_limits
from framing.measure.formulas.pool import Pool, divide

PRIOR_ARTICLES = 1
PRIOR_CLUMPING = 0.3
PRIOR_DF = 4
RATE_ARTICLES = 3
RATE_EXCESS = 1.5
WORDS_PER = 1000
EFFECTIVE = "effective Wilson"

Limits = tuple[np.ndarray, np.ndarray]


def t_quantile(level: ArrayLike, df: ArrayLike) -> np.ndarray:
    """Return the two-sided t quantile: ``level`` of the distribution lies within plus or minus it."""
    return tail_quantile(1 - np.asarray(level, dtype=float), df)


def tail_quantile(alpha: ArrayLike, df: ArrayLike) -> np.ndarray:
    """Return the t quantile that leaves ``alpha`` outside, both tails together."""
    df, alpha = np.asarray(df, dtype=float), np.asarray(alpha, dtype=float)
    if alpha.ndim or df.size < 100:
        return -special.stdtrit(df, alpha / 2)
    each, inverse = np.unique(df, return_inverse=True)
    return -special.stdtrit(each, alpha / 2)[inverse].reshape(df.shape)


def wilson(count: ArrayLike, total: ArrayLike, level: float = 0.95) -> Limits:
    """Return the Wilson (1927) score interval of a proportion: low, high, NaN where the total is 0.

    >>> low, high = wilson(4, 10)
    >>> round(float(low), 6), round(float(high), 6)
    (0.16818, 0.687326)
    """
    total = np.asarray(total, dtype=float)
    return score_limits(divide(count, total), total, -special.ndtri((1 - level) / 2))


def score_limits(p: ArrayLike, n: ArrayLike, quantile: ArrayLike) -> Limits:
    """Return Wilson's limits for a share ``p`` of ``n`` independent mentions; ``n`` need not be whole."""
    p, n, quantile = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in (p, n, quantile)))
    known = n > 0
    q = divide(quantile**2, np.where(known, n, np.nan))
    centre = (p + q / 2) / (1 + q)
    half = np.sqrt(np.maximum(q * p * (1 - p) + q * q / 4, 0.0)) / (1 + q)
    low, high = np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)
    return np.where(p == 0, np.where(known, 0.0, np.nan), low), np.where(p == 1, np.where(known, 1.0, np.nan), high)


def effective_mentions(pool: Pool) -> tuple[np.ndarray, np.ndarray]:
    """Return how many independent mentions the pool's mentions are worth, and the degrees of freedom to take t with.

    With p = X/M, V the linearised variance over articles, m_w = sum(m^2)/M and k articles: the design effect
    V M / (p (1 - p)) (at least 1; 1 where p is 0 or 1) is averaged with what one article of clumping 0.3 would show,
    1 + 0.3 (m_w - 1), weighing nu to 1, and M is divided by it. nu = min(articles with the label, articles with
    another, k - 1) times M / m_w / k, the part of the articles that counts where few hold most mentions (Kish 1965).
    The degrees of freedom are nu + 4.
    """
    p = pool.share
    binomial = p * (1 - p)
    effect = np.where(binomial > 0, np.maximum(1.0, divide(pool.variance * pool.total, binomial)), 1.0)
    seen = np.minimum(np.minimum(pool.some, pool.units - pool.full), np.maximum(pool.units - 1, 0))
    df = seen * np.nan_to_num(divide(divide(pool.total, pool.weight), pool.units))
    assumed = 1 + np.maximum(pool.weight - 1, 0.0) * PRIOR_CLUMPING
    effect = (df * effect + PRIOR_ARTICLES * assumed) / (df + PRIOR_ARTICLES)
    return divide(pool.total, effect), df + PRIOR_DF


def effective_wilson(pool: Pool, level: float = 0.95) -> Limits:
    """Return the default interval of a share: Wilson's formula on effective mentions, with a t quantile.

    It combines published parts (Wilson 1927; the design effect of Kish 1965; the effective sample size with a t
    quantile of Korn & Graubard 1998) and is not itself published; ``docs/statistics.md`` says how it was simulated. NaN
    below 2 articles.

    >>> from framing.measure.arrays import pool_units
    >>> low, high = effective_wilson(pool_units([[2, 1], [0, 3], [1, 1]], [3, 3, 2]))
    >>> bool((low < [3 / 8, 5 / 8]).all() and (high > [3 / 8, 5 / 8]).all())
    True
    """
    return effective_limits(pool, 1 - level)


def effective_limits(pool: Pool, alpha: ArrayLike) -> Limits:
    """Return ``effective_wilson`` with the error ``alpha``, a number or an array of the pool's shape."""
    n, df = effective_mentions(pool)
    n = np.where(pool.units >= 2, n, np.nan)
    return score_limits(pool.share, n, tail_quantile(alpha, df))


def rate_interval(pool: Pool, level: float = 0.95) -> Limits:
    """Return the interval of a rate per unit of ``pool.total`` (thousands of words), all articles counted.

    r = C/T; the excess over Poisson phi = max(1, V T / r) is averaged with what three articles of a rate that varies
    between articles would show, 1 + 1.5 max(r, 1/T) sum(l^2)/T; then the score interval of a Poisson count on C/phi
    and T/phi with a t quantile. Holds to an excess variance of 1.5 times the squared rate, not at 4. NaN below 2
    articles.

    >>> from framing.measure.arrays import pool_units
    >>> low, high = rate_interval(pool_units([[1], [0], [2]], [0.5, 0.4, 0.6]))
    >>> bool(low[0] < 2 < high[0])
    True
    """
    return rate_limits(pool, 1 - level)


def rate_limits(pool: Pool, alpha: ArrayLike) -> Limits:
    """Return ``rate_interval`` with the error ``alpha``, a number or an array of the pool's shape."""
    return poisson_limits(*effective_rate(pool), alpha)


def effective_rate(pool: Pool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the independent count and the length that a pool's are worth, and the degrees of freedom for t."""
    rate = pool.share
    effect = np.where(pool.count > 0, np.maximum(1.0, np.nan_to_num(divide(pool.variance * pool.total, rate))), 1.0)
    df = np.minimum(pool.some, np.maximum(pool.units - 1, 0)).astype(float)
    assumed = 1 + np.maximum(rate, divide(1.0, pool.total)) * RATE_EXCESS * pool.weight
    effect = (df * effect + RATE_ARTICLES * assumed) / (df + RATE_ARTICLES)
    length = np.where(pool.units >= 2, divide(pool.total, effect), np.nan)
    return pool.count / effect, length, df + RATE_ARTICLES


def poisson_limits(count: np.ndarray, length: np.ndarray, df: np.ndarray, alpha: ArrayLike) -> Limits:
    """Return the score limits of the rate of a Poisson count over a length, with t in the place of the normal."""
    t = tail_quantile(alpha, df)
    centre, half = count + t * t / 2, t * np.sqrt(count + t * t / 4)
    length = np.where(length > 0, length, np.nan)
    low = np.maximum((centre - half) / length, 0.0)
    return np.where((count == 0) & ~np.isnan(low), 0.0, low), (centre + half) / length


def share_limits(pool: Pool, alpha: ArrayLike, interval: str) -> Limits:
    """Return the limits of a share by the interval named (a key of ``SHARE_INTERVALS``); NaN below 2 articles."""
    return SHARE_INTERVALS[interval](pool, alpha)


def mention_limits(pool: Pool, alpha: ArrayLike) -> Limits:
    """Return Wilson's interval on mentions, as if drawn independently: far too narrow where articles clump."""
    total = np.where(pool.units >= 2, pool.total, np.nan)
    return score_limits(pool.share, total, -special.ndtri(np.asarray(alpha, dtype=float) / 2))


def korn_graubard_limits(pool: Pool, alpha: ArrayLike) -> Limits:
    """Return Clopper-Pearson limits on the effective sample size (Korn & Graubard 1998).

    M / deff, deff >= 1 unshrunk, times the squared ratio of the t quantiles with M - 1 and articles - 1 degrees of
    freedom.
    """
    p = pool.share
    binomial = p * (1 - p)
    effect = np.where(binomial > 0, np.maximum(1.0, divide(pool.variance * pool.total, binomial)), 1.0)
    enough = pool.units >= 2
    many, few = (np.where(enough, n - 1, 1.0) for n in (np.maximum(pool.total, 2), pool.units))
    ratio = tail_quantile(alpha, many) / tail_quantile(alpha, few)
    n = np.where(enough, divide(pool.total, effect) * np.minimum(ratio, 1.0) ** 2, np.nan)
    low, high = clopper_pearson(p * n, n, np.asarray(alpha, dtype=float) / 2)
    return np.where(enough, low, np.nan), np.where(enough, high, np.nan)


SHARE_INTERVALS = {
    EFFECTIVE: effective_limits,
    "Korn-Graubard": korn_graubard_limits,
    "Wilson on mentions": mention_limits,
    **dict.fromkeys(DISTRIBUTIONS, distribution_limits),
}


def clopper_pearson(count: ArrayLike, total: ArrayLike, tail: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the exact binomial limits that leave ``tail`` on each side; counts need not be whole.

    >>> [round(float(limit), 4) for limit in clopper_pearson(4, 10, 0.025)]
    [0.1216, 0.7376]
    """
    count, total = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in (count, total)))
    none, every = count <= 0, count >= total
    a, b = np.where(none, 1.0, count), np.where(every, 1.0, total - count)
    low = np.where(none, 0.0, special.betaincinv(a, np.where(every, 0, total - count) + 1.0, tail))
    high = np.where(every, 1.0, special.betaincinv(np.where(none, 0, count) + 1.0, b, 1 - tail))
    return low, high
