"""What chance alone would show: draws from effective counts, and articles dealt anew."""

from collections.abc import Iterator

import numpy as np

from framing.measure.formulas.intervals import PRIOR_ARTICLES, PRIOR_CLUMPING, PRIOR_DF
from framing.measure.formulas.pool import pool_units
from framing.measure.formulas.spread import jensen_shannon

BATCH = 4_000_000


def effective_size(table: np.ndarray) -> tuple[float, float]:
    """Return how many independent mentions articles x labels are worth, labels together, and its degrees of freedom.

    As ``effective_mentions``, with one design effect for all labels: the sum of their variances over the sum of
    p (1 - p)/M; nu is (k - 1) M / m_w / k.
    """
    pool = pool_units(table, table.sum(1))
    total, weight, articles = pool.total[0], pool.weight[0], pool.units[0]
    binomial = (pool.share * (1 - pool.share)).sum()
    effect = max(1.0, pool.variance.sum() * total / binomial) if binomial > 0 else 1.0
    df = (articles - 1) * total / weight / articles
    assumed = 1 + max(weight - 1, 0.0) * PRIOR_CLUMPING
    return float(total * (df + PRIOR_ARTICLES) / (df * effect + PRIOR_ARTICLES * assumed)), float(df + PRIOR_DF)


def share_draws(rng: np.random.Generator, shares: np.ndarray, size: tuple[float, float], draws: int) -> np.ndarray:
    """Return shares as so many independent mentions would give them again: Dirichlet draws, shape (draws, labels).

    ``size`` is what ``effective_size`` returned; each draw takes the size times chi-square over its degrees of freedom,
    since it is an estimate itself. A label never seen gets the weight of 1/labels of a mention (Perks' prior).
    """
    mentions, df = size
    scale = mentions * rng.chisquare(df, (draws, 1)) / df
    weights = rng.standard_gamma(shares * scale + 1 / len(shares)) + 1e-300
    return weights / weights.sum(1, keepdims=True)


def distance_draws(
    rng: np.random.Generator, first: np.ndarray, second: np.ndarray, draws: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return Jensen-Shannon divergences drawn around two tables' own shares, and around their common ones.

    Tables are articles x labels. The second kind says what two outlets that name alike would show with as many
    articles.
    """
    tables = (first, second)
    sizes = [effective_size(table) for table in tables]
    own = [table.sum(0) / table.sum() for table in tables]
    common = (first.sum(0) + second.sum(0)) / (first.sum() + second.sum())
    around = [share_draws(rng, share, size, draws) for share, size in zip(own, sizes, strict=True)]
    alike = [share_draws(rng, common, size, draws) for size in sizes]
    return jensen_shannon(*around), jensen_shannon(*alike)


def distance_limits(estimate: float, around: np.ndarray, level: float) -> tuple[float, float]:
    """Return the basic interval of a divergence: draws are too far by as much as the estimate is, so mirror them.

    Both limits lie in 0..1.
    """
    low, high = np.quantile(around, [(1 - level) / 2, (1 + level) / 2])
    return float(np.clip(2 * estimate - high, 0, 1)), float(np.clip(2 * estimate - low, 0, 1))


def dealt_anew(rng: np.random.Generator, first: np.ndarray, second: np.ndarray, permutations: int) -> float:
    """Return p of the permutation of articles: how often articles dealt at random to both sides lie as far apart.

    p = (hits + 1)/(permutations + 1). It tests that articles of both are drawn alike in every respect, length and
    clumping included, which is more than that the shares agree.

    >>> rng = np.random.default_rng(1)
    >>> dealt_anew(rng, np.array([[3, 0]] * 6), np.array([[0, 3]] * 6), 199)
    0.005
    """
    both = np.concatenate([first, second])
    total, n = both.sum(0), len(both)
    observed = jensen_shannon(first.sum(0), second.sum(0)) - 1e-12
    hits = 0
    for picked in dealt(rng, n, len(first), permutations):
        sums = picked @ both
        hits += int((jensen_shannon(sums, total - sums) >= observed).sum())
    return (hits + 1) / (permutations + 1)


def dealt(rng: np.random.Generator, n: int, first: int, permutations: int) -> Iterator[np.ndarray]:
    """Yield, in batches of rows, which of n articles fall to the first side when ``first`` of them are drawn."""
    for start in range(0, permutations, max(1, BATCH // n)):
        batch = min(permutations - start, max(1, BATCH // n))
        chosen = rng.random((batch, n)).argsort(axis=1)[:, :first]
        picked = np.zeros((batch, n))
        np.put_along_axis(picked, chosen, 1.0, axis=1)
        yield picked
