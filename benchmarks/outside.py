"""The default interval and test where articles are worse than ``calibration.py`` draws them: part of that script.

Very uneven articles, long ones, one that holds nearly all mentions, many without any, and articles that each use one
label only (intraclass correlation 1). What comes out says how far the defaults may be trusted beyond what they were made
for.
"""

import itertools
from collections.abc import Callable, Iterator

import numpy as np
from simulated import Cell, Outlet, holds, leanings, run, width_of

from framing.measure import arrays
from framing.measure.arrays import share_limits


def _binomial(clump: float, mean: float, without: float = 0.0) -> Callable:
    def draw(rng: np.random.Generator, shape: tuple) -> np.ndarray:
        return rng.negative_binomial(clump, clump / (clump + mean), shape) * (rng.random(shape) >= without)

    return draw


def _lognormal(rng: np.random.Generator, shape: tuple) -> np.ndarray:
    return rng.poisson(rng.lognormal(np.log(4) - 2, 2, shape))


def _one_holds_most(rng: np.random.Generator, shape: tuple) -> np.ndarray:
    mentions = rng.poisson(1, shape)
    mentions[0] = rng.poisson(60, shape[1])
    return mentions


LENGTHS = {
    "mean 4, as elsewhere": _binomial(1, 4),
    "mean 4, dispersion .25": _binomial(0.25, 4),
    "mean 20": _binomial(1, 20),
    "mean 1": _binomial(1, 1),
    "log-normal, deviation 2": _lognormal,
    "80 % without mentions": _binomial(1, 4, 0.8),
    "one article holds most": _one_holds_most,
}
CORRELATIONS = {"correlation up to .6": (0.0, 0.3, 0.6), "correlation 1": (1.0,)}


def drawn(rng: np.random.Generator, lengths: str, outlet: Outlet, samples: int) -> arrays.Pool:
    """Return the sums of ``samples`` outlets with articles of these lengths."""
    m = LENGTHS[lengths](rng, (outlet.n, samples))
    if outlet.rho == 1:
        own = (rng.random(m.shape) < outlet.share).astype(float)
    else:
        own = leanings(rng, outlet.share, outlet.rho, m.shape)
    return arrays.pool_units(rng.binomial(m, own), m)


def outside_shares(samples: int, seed: int, sizes=(3, 10, 30, 100), shares=(0.005, 0.02, 0.1, 0.5)) -> Iterator[Cell]:
    """Coverage of the interval of a share."""
    rng = np.random.default_rng(seed)
    for lengths, (alike, rhos), n in itertools.product(LENGTHS, CORRELATIONS.items(), sizes):
        for rho, share in itertools.product(rhos, shares):
            drawn_from = Outlet(n, share, rho)

            def trial(samples: int, lengths: str = lengths, outlet: Outlet = drawn_from) -> tuple:
                pool = drawn(rng, lengths, outlet, samples)
                limits = share_limits(pool, 0.05, "effective Wilson")
                return holds(limits, outlet.share), width_of(limits), pool.units >= 2

            yield run({"lengths": f"{lengths}, {alike}", "n": n, "rho": rho, "share": share}, samples, trial)


def outside_tests(samples: int, seed: int, pairs=((30, 30), (100, 30), (100, 100))) -> Iterator[Cell]:
    """Rejections at 5 % where two outlets do not differ, among samples with ten articles with mentions on both sides."""
    rng = np.random.default_rng(seed)
    for lengths, (alike, rhos), ns in itertools.product(LENGTHS, CORRELATIONS.items(), pairs):
        for one, two, share in itertools.product(rhos, rhos, (0.02, 0.1, 0.5)):
            sides = [Outlet(n, share, rho) for n, rho in zip(ns, (one, two), strict=True)]

            def trial(samples: int, lengths: str = lengths, sides: list = sides) -> tuple:
                first, second = (drawn(rng, lengths, side, samples) for side in sides)
                low, high = arrays.mover_difference(*arrays.two_shares(first, second).limits(0.05))
                usable = (first.units >= 10) & (second.units >= 10) & (first.count + second.count > 0)
                return (low > 0) | (high < 0), high - low, usable

            setting = {"lengths": f"{lengths}, {alike}", "n": ns, "rho": (one, two), "share": share}
            if _enough(rng, lengths, sides):
                yield run(setting, samples, trial)


def _enough(rng: np.random.Generator, lengths: str, sides: list) -> bool:
    """Tell whether at least a fifth of samples have ten articles with mentions on both sides."""
    pools = [drawn(rng, lengths, side, 200) for side in sides]
    return (np.minimum(*(pool.units for pool in pools)) >= 10).mean() > 0.2
