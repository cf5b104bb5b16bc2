"""Two shares side by side: what each limit of their difference or ratio takes from either."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from framing.measure.formulas.intervals import effective_mentions, score_limits, tail_quantile
from framing.measure.formulas.pool import Pool, divide

Side = tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class TwoShares:
    """Two shares on effective mentions, with the degrees of freedom each takes in a comparison; see ``two_shares``.

    ``df`` has shape (2, 2, ...): for the low limit of the difference and the high one, the first side and the second.
    """

    share: np.ndarray
    mentions: np.ndarray
    df: np.ndarray

    def take(self, rows) -> "TwoShares":
        """Return some of the comparisons."""
        return TwoShares(self.share[:, rows], self.mentions[:, rows], self.df[:, :, rows])

    def limits(self, alpha: ArrayLike) -> tuple[Side, Side]:
        """Return both sides as ``mover_difference`` and ``mover_ratio`` take them: share, low, high."""
        t = tail_quantile(alpha, self.df)
        (p1, p2), (n1, n2) = self.share, self.mentions
        low1, high2 = score_limits(p1, n1, t[0, 0])[0], score_limits(p2, n2, t[0, 1])[1]
        high1, low2 = score_limits(p1, n1, t[1, 0])[1], score_limits(p2, n2, t[1, 1])[0]
        return (p1, low1, high1), (p2, low2, high2)


def two_shares(one: Pool, two: Pool) -> TwoShares:
    """Return two shares with the degrees of freedom that each takes when they are compared.

    A limit of a difference is made of one side's limit below its share and the other's above. Let s1 and s2 be how far
    these lie away for t = 1, w the part s2^2 / (s1^2 + s2^2), and nu_S = 1 / ((1 - w)^2/nu_1 + w^2/nu_2) the degrees of
    freedom of both together (Satterthwaite 1946). The side that makes less than half of the variance is lifted towards
    nu_S: nu_1 + max(2 w - 1, 0) max(nu_S - nu_1, 0), the second likewise with 1 - w. A share near 0, seen in hardly any
    article, so no longer blurs a difference that the other side makes.

    >>> from framing.measure.arrays import pool_units
    >>> many, few = (pool_units([[1]] * n + [[0]] * (100 - n), [1] * 100) for n in (40, 1))
    >>> two_shares(many, few).df[0].ravel().round(1).tolist()
    [44.0, 40.3]
    """
    found = [(pool.share, *effective_mentions(pool)) for pool in (one, two)]
    share, mentions, df = (np.stack(column) for column in zip(*found, strict=True))
    mentions = np.where(np.stack([one.units, two.units]) >= 2, mentions, np.nan)
    low, high = score_limits(share, mentions, 1.0)
    below, above = share - low, high - share
    return TwoShares(share, mentions, np.stack([_lifted(below[0], above[1], *df), _lifted(above[0], below[1], *df)]))


def _lifted(s1: np.ndarray, s2: np.ndarray, df1: np.ndarray, df2: np.ndarray) -> np.ndarray:
    part = np.nan_to_num(divide(s2 * s2, s1 * s1 + s2 * s2), nan=0.5)
    joint = 1 / ((1 - part) ** 2 / df1 + part**2 / df2)
    first = df1 + np.maximum(2 * part - 1, 0.0) * np.maximum(joint - df1, 0.0)
    second = df2 + np.maximum(1 - 2 * part, 0.0) * np.maximum(joint - df2, 0.0)
    return np.stack([first, second])
