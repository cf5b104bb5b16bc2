"""Intervals read off a distribution of the share: the beta-binomial posterior, and the bootstrap of articles.

A distribution is kept as its cumulative values at ``EDGES``, shares so spaced that Jeffreys' prior is even on them.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse, special

from framing.measure.formulas.pool import Laid, Pool, pool

CELLS = 256
EDGES = np.sin(np.linspace(0, np.pi / 2, CELLS + 1)) ** 2
_SHARES = np.sin((np.arange(CELLS) + 0.5) / CELLS * np.pi / 2) ** 2
_RHOS = (np.arange(16) + 0.5) / 16
_BATCH = 256
DRAWS = 1999
SEED = 1


def pool_for(laid: Laid, n_cells: int, interval: str) -> Pool:
    """Return ``pool(laid, n_cells)`` with what ``interval`` needs: a distribution of each share, or nothing more."""
    sums = pool(laid, n_cells)
    if interval not in DISTRIBUTIONS:
        return sums
    key, x, m, times = _pairs(laid.joined(), sums.count.shape)
    found = DISTRIBUTIONS[interval](key, x, m, times, sums.count.size)
    return replace(sums, distribution=found.reshape(*sums.count.shape, CELLS + 1))


def distribution_limits(sums: Pool, alpha: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return the central limits of each distribution; NaN below 2 articles.

    The low limit is 0 where the label never occurs and the high one 1 where nothing else does.
    """
    if sums.distribution is None:
        raise ValueError("these sums have no distribution; pool_for gives them one")
    half = np.broadcast_to(np.asarray(alpha, dtype=float) / 2, sums.count.shape)
    low, high = _quantile(sums.distribution, half), _quantile(sums.distribution, 1 - half)
    enough = sums.units >= 2
    low = np.where(sums.count == 0, 0.0, low)
    high = np.where((sums.count == sums.total) & (sums.total > 0), 1.0, high)
    return np.where(enough, low, np.nan), np.where(enough, high, np.nan)


def _quantile(distribution: np.ndarray, p: np.ndarray) -> np.ndarray:
    """Return where each distribution reaches p, between edges in equal steps of the angle."""
    flat, p = distribution.reshape(-1, CELLS + 1), p.reshape(-1)
    right = np.clip((flat < p[:, None]).sum(1), 1, CELLS)
    rows = np.arange(len(flat))
    before, after = flat[rows, right - 1], flat[rows, right]
    part = np.divide(p - before, after - before, out=np.full(len(p), 0.5), where=after > before)
    angle = (right - 1 + np.clip(part, 0, 1)) / CELLS * np.pi / 2
    return (np.sin(angle) ** 2).reshape(distribution.shape[:-1])


def _pairs(laid: Laid, shape: tuple[int, int]) -> tuple[np.ndarray, ...]:
    """Return key (cell x slot), label count, size and number of every kind of unit, those without the label too."""
    n_cells, n_slots = shape
    slots_of = [np.flatnonzero(laid.family == f) for f in range(int(laid.base_family.max(initial=-1)) + 1)]
    repeats = np.array([len(slots) for slots in slots_of], dtype=np.int64)[laid.base_family]
    slot = np.concatenate([slots_of[f] for f in laid.base_family]) if len(repeats) else np.zeros(0, dtype=np.int64)
    key = np.repeat(laid.base_cell, repeats) * n_slots + slot
    m, times = np.repeat(laid.base_size, repeats), np.repeat(laid.base_times, repeats)
    width = int(m.max(initial=0)) + 1
    with_label = np.bincount(
        (laid.cell * n_slots + laid.slot) * width + laid.size, laid.times, n_cells * n_slots * width
    )
    without = times - with_label[key * width + m]
    kept = without > 0
    return (
        np.concatenate([laid.cell * n_slots + laid.slot, key[kept]]),
        np.concatenate([laid.count, np.zeros(kept.sum(), dtype=laid.count.dtype)]),
        np.concatenate([laid.size, m[kept]]), np.concatenate([laid.times, without[kept].astype(np.int64)]),
    )  # fmt: skip


def beta_binomial(key: np.ndarray, x: np.ndarray, m: np.ndarray, times: np.ndarray, n: int) -> np.ndarray:
    """Return the posterior of each share, shape (n, CELLS + 1): Jeffreys' prior on it, an even one on the clumping.

    The clumping is the intraclass correlation of the beta-binomial distribution of an article's label counts.
    """
    width = int(m.max(initial=0)) + 1
    kinds, kind = np.unique(x.astype(np.int64) * width + m, return_inverse=True)
    share, rho = (a.ravel() for a in np.meshgrid(_SHARES, _RHOS, indexing="ij"))
    a, b = share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho
    xs, ms = (part[:, None] for part in np.divmod(kinds, width))
    likelihood = special.betaln(xs + a, ms - xs + b) - special.betaln(a, b)
    counts = sparse.csr_matrix((times.astype(float), (key, kind)), shape=(n, len(kinds)))
    found = np.zeros((n, CELLS + 1))
    for start in range(0, n, _BATCH):
        fit = counts[start : start + _BATCH] @ likelihood
        weights = np.exp(fit - fit.max(1, keepdims=True)).reshape(-1, CELLS, len(_RHOS)).sum(2)
        found[start : start + _BATCH, 1:] = np.cumsum(weights, axis=1)
    return found / np.maximum(found[:, -1:], 1e-300)


def bootstrap(key: np.ndarray, x: np.ndarray, m: np.ndarray, times: np.ndarray, n: int) -> np.ndarray:
    """Return the distribution of each share over articles drawn again with replacement, shape (n, CELLS + 1).

    Its percentiles are the interval found most often; with few articles it covers far too little.
    """
    rng = np.random.default_rng(SEED)
    order = np.argsort(key, kind="stable")
    key, x, m, times = key[order], x[order], m[order], times[order]
    bounds = np.searchsorted(key, np.arange(n + 1))
    found = np.zeros((n, CELLS + 1))
    for i in np.flatnonzero(np.diff(bounds)):
        at = slice(bounds[i], bounds[i + 1])
        drawn = rng.multinomial(times[at].sum(), times[at] / times[at].sum(), DRAWS)
        shares = np.sort((drawn @ x[at]) / (drawn @ m[at]))
        found[i] = np.searchsorted(shares, EDGES, side="right") / DRAWS
    return found


DISTRIBUTIONS = {"beta-binomial": beta_binomial, "bootstrap of articles": bootstrap}
