"""What chance alone would show: articles dealt anew."""

from collections.abc import Iterator

import numpy as np

from framing.measure.formulas.spread import jensen_shannon

BATCH = 4_000_000


def dealt_anew(rng: np.random.Generator, first: np.ndarray, second: np.ndarray, permutations: int) -> float:
    """Return p of the permutation of articles: how often articles dealt at random to both sides lie as far apart.

    p = (hits + 1)/(permutations + 1). It tests that articles of both are drawn alike in every respect, length and
    clumping included, which is more than that the shares agree. Neither the order of articles nor of sides matters.

    >>> rng = np.random.default_rng(1)
    >>> dealt_anew(rng, np.array([[3, 0]] * 6), np.array([[0, 3]] * 6), 199)
    0.005
    """
    both = in_order(np.concatenate([first, second]))
    total, n = both.sum(0), len(both)
    observed = jensen_shannon(first.sum(0), second.sum(0)) - 1e-12
    hits = 0
    for picked in dealt(rng, n, min(len(first), len(second)), permutations):
        sums = picked @ both
        hits += int((jensen_shannon(sums, total - sums) >= observed).sum())
    return (hits + 1) / (permutations + 1)


def in_order(rows: np.ndarray) -> np.ndarray:
    """Return the rows of a table sorted, so that what is dealt from them does not depend on how they came."""
    return rows[np.lexsort(rows.T)]


def dealt(rng: np.random.Generator, n: int, first: int, permutations: int) -> Iterator[np.ndarray]:
    """Yield, in batches of rows, which of n articles fall to the first side when ``first`` of them are drawn."""
    for start in range(0, permutations, max(1, BATCH // n)):
        batch = min(permutations - start, max(1, BATCH // n))
        chosen = rng.random((batch, n)).argsort(axis=1)[:, :first]
        picked = np.zeros((batch, n))
        np.put_along_axis(picked, chosen, 1.0, axis=1)
        yield picked
