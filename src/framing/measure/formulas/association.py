"""How much two things go together: the odds ratio of a 2 x 2 table."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from framing.measure.formulas.contrasts import log

SMOOTHING = 2.0


def log_odds_ratio(
    both: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike, level: float = 0.95
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return ln of the odds ratio and its limits, smoothed towards independence (Agresti 1999).

    ``both`` of ``total`` units have both things, ``first`` and ``second`` have the one and the other. Two units, shared
    out as margins alone would have them, are added to the table, so that the sign is that of ``both`` - first
    second / total: positive where they go together. The limit on the side of an empty cell is infinite. NaN where
    either thing is nowhere or everywhere.

    >>> [round(float(x), 4) for x in log_odds_ratio(8, 10, 12, 30)]
    [2.5467, 0.7743, 4.3191]
    """
    n, a, b, whole = (np.asarray(x, dtype=float) for x in np.broadcast_arrays(both, first, second, total))
    varies = (a > 0) & (b > 0) & (a < whole) & (b < whole)
    counts = np.stack([n, a - n, b - n, whole - a - b + n])
    margins = np.stack([a * b, a * (whole - b), (whole - a) * b, (whole - a) * (whole - b)])
    table = np.where(varies, counts + SMOOTHING * margins / np.where(varies, whole, 1.0) ** 2, np.nan)
    estimate = log(table[0] * table[3]) - log(table[1] * table[2])
    half = -special.ndtri((1 - level) / 2) * np.sqrt((1 / table).sum(0))
    low = np.where(varies & (counts[[0, 3]] == 0).any(0), -np.inf, estimate - half)
    high = np.where(varies & (counts[[1, 2]] == 0).any(0), np.inf, estimate + half)
    return estimate, low, high
