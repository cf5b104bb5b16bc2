"""How sure a divergence between two outlets is: its interval, and what chance alone would make."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from framing.measure.formulas.intervals import PRIOR_ARTICLES, PRIOR_CLUMPING, PRIOR_DF
from framing.measure.formulas.pool import divide, pool_units

_HALVINGS = 50
_FAR = 1e4

Size = tuple[np.ndarray, np.ndarray]


def effective_size(counts: ArrayLike) -> Size:
    """Return how many independent mentions articles are worth, their labels together, and its degrees of freedom.

    ``counts`` has shape (articles, labels) or (articles, samples, labels). As ``effective_mentions``, with one design
    effect for all labels: the sum of their variances over the sum of p (1 - p)/M. nu is (k - 1) M / m_w / k, and the
    degrees of freedom nu (labels used - 1) + 4, at least nu + 4: every label but one tells of the clumping.

    >>> mentions, df = effective_size([[2, 1], [0, 3], [1, 1]])
    >>> round(float(mentions), 2), round(float(df), 2)
    (4.73, 5.94)
    """
    counts = np.asarray(counts, dtype=float)
    n, samples, labels = len(counts), counts.shape[1:-1], counts.shape[-1]
    sizes = np.repeat(counts.sum(-1).reshape(n, -1), labels, axis=1)
    pool = pool_units(counts.reshape(n, -1), sizes)
    share, variance, used = (a.reshape(*samples, labels) for a in (pool.share, pool.variance, pool.count > 0))
    total, weight, articles = (a.reshape(*samples, labels)[..., 0] for a in (pool.total, pool.weight, pool.units))
    binomial = (share * (1 - share)).sum(-1)
    effect = np.where(binomial > 0, np.maximum(1.0, divide(variance.sum(-1) * total, binomial)), 1.0)
    df = np.maximum(articles - 1, 0) * divide(total, weight * articles)
    assumed = 1 + np.maximum(weight - 1, 0.0) * PRIOR_CLUMPING
    mentions = divide(total * (df + PRIOR_ARTICLES), df * effect + PRIOR_ARTICLES * assumed)
    return mentions, df * np.maximum(used.sum(-1) - 1, 1) + PRIOR_DF


def distance_limits(estimate: ArrayLike, first: Size, second: Size, labels: ArrayLike, level: float = 0.95) -> Size:
    """Return the interval of a Jensen-Shannon divergence (bits) from both sides' ``effective_size``.

    Near each other, 8 ln 2 JS / (1/n1 + 1/n2) is a noncentral chi-square with nu = ``labels`` - 1 degrees of freedom,
    its noncentrality the same of the true divergence; the sizes being estimates, over nu a noncentral F. The limits are
    the divergences at which the estimate is a quantile of it, the degrees of freedom below joined as Satterthwaite's. An
    estimate below what chance makes counts as that much in the high limit: none is
    too near. Both limits lie in 0..1; the high one is not below the estimate.

    >>> low, high = distance_limits(0.2, (40, 30), (50, 40), 3)
    >>> round(float(low), 3), round(float(high), 3)
    (0.058, 0.398)
    """
    estimate, nu = np.asarray(estimate, dtype=float), np.maximum(np.asarray(labels, dtype=float) - 1, 1.0)
    scale, df = _joined(first, second)
    tail = (1 - level) / 2
    low = _noncentral(estimate * scale, nu, df, scale, 1 - tail)
    high = _noncentral(np.maximum(estimate * scale, nu), nu, df, scale, tail)
    return np.minimum(low, estimate), np.maximum(high, estimate)


def chance_distance(first: Size, second: Size, labels: ArrayLike) -> np.ndarray:
    """Return the mean divergence of two outlets that name alike: nu (1/n1 + 1/n2) / (8 ln 2) bits, at most 1.

    >>> round(float(chance_distance((40, 30), (50, 40), 3)), 4)
    0.0162
    """
    return np.minimum((np.asarray(labels, dtype=float) - 1) / _joined(first, second)[0], 1.0)


def _joined(first: Size, second: Size) -> tuple[np.ndarray, np.ndarray]:
    """Return what a divergence is multiplied with to be chi-square, and the degrees of freedom of that."""
    a, b = (1 / np.asarray(size, dtype=float) for size, _ in (first, second))
    return 8 * np.log(2) / (a + b), (a + b) ** 2 / (a * a / first[1] + b * b / second[1])


def _noncentral(x: np.ndarray, nu: np.ndarray, df: np.ndarray, scale: np.ndarray, p: float) -> np.ndarray:
    """Return the divergence, 0..1, at which x / nu has the cumulative probability ``p``: noncentral F.

    For a large noncentrality by Patnaik's (1949) approximation, whose error is then below 1e-6.
    """
    low, high = np.zeros(np.broadcast(x, nu, df).shape), np.ones(np.broadcast(x, nu, df).shape)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        shift = middle * scale
        exact = special.ncfdtr(nu, df, np.minimum(shift, _FAR), x / nu)
        nearly = special.fdtr((nu + shift) ** 2 / (nu + 2 * shift), df, x / (nu + shift))
        less = np.where(shift < _FAR, exact, nearly) > p
        low, high = np.where(less, middle, low), np.where(less, high, middle)
    return np.where(low == 0, 0.0, high)
