"""How often the intervals of keyness, distances and scaling hold: part of ``calibration.py``."""

import itertools
from collections.abc import Iterator

import numpy as np
from scipy import special
from simulated import BASE, Cell, holds, run, six_counts, width_of, word_counts

from framing.measure import arrays
from framing.measure.formulas.intervals import t_quantile
from framing.measure.maps import drawn_again as again

ALPHA_0 = 500.0
KEYNESS = ("log ratio", "log-odds")


def keyness(
    samples: int, seed: int, pairs=((10, 10), (10, 100), (30, 30), (100, 100)), kinds=KEYNESS
) -> Iterator[Cell]:
    """Coverage of the log ratio and the log-odds of a word in two outlets, by articles; at ratio 1 also the size.

    The truth of the log-odds is that of the words' real rates, which no prior draws together.
    """
    rng = np.random.default_rng(seed)
    for kind, ns, phi, rate, ratio in itertools.product(kinds, pairs, (0.0, 0.5, 1.5), (0.2, 1.0, 5.0), (1.0, 3.0)):
        real = np.array([rate * ratio, rate]) / 1000

        def trial(samples: int, ns: tuple = ns, phi: float = phi, real: np.ndarray = real, kind: str = kind) -> tuple:
            pools = [word_counts(rng, n, samples, r * 1000, phi) for n, r in zip(ns, real, strict=True)]
            truth = np.diff(np.log(real) if kind == "log ratio" else special.logit(real))[0]
            limits = keyness_limits(kind, *pools)
            return holds(limits, -truth), width_of(limits), pools[0].count + pools[1].count > 0

        yield run({"measure": kind, "n": ns, "excess": phi, "rate": rate, "ratio": ratio}, samples, trial)


def keyness_limits(kind: str, one: arrays.Pool, two: arrays.Pool) -> tuple:
    """Return the limits (natural logarithm) as ``keyness`` takes them, with a pooled prior of 500 words."""
    rates = [(pool.share, *arrays.rate_interval(pool)) for pool in (one, two)]
    if kind == "log ratio":
        return arrays.mover_ratio(*rates)
    prior = ALPHA_0 * (one.count + two.count) / (one.total + two.total) / 1000
    a_word = [tuple(limit / 1000 for limit in side) for side in rates]
    return arrays.log_odds_limits(tuple(a_word), (one.total * 1000, two.total * 1000), prior, ALPHA_0)


FAR = np.array([0.02, 0.03, 0.05, 0.3, 0.3, 0.3])
NAMINGS = {
    "6 labels, alike": (BASE, BASE),
    "6 labels, 10 points moved": (BASE, BASE + np.array([-0.1, 0.1, 0, 0, 0, 0])),
    "6 labels, 20 points moved": (BASE, BASE + np.array([-0.2, 0.2, 0, 0, 0, 0])),
    "6 labels, far apart": (BASE, FAR),
    "2 labels, alike": (np.array([0.7, 0.3]), np.array([0.7, 0.3])),
    "2 labels, 20 points moved": (np.array([0.7, 0.3]), np.array([0.5, 0.5])),
    "3 labels, 2 rare": (np.array([0.97, 0.02, 0.01]), np.array([0.97, 0.02, 0.01])),
}


def distances(
    samples: int, seed: int, pairs=((2, 2), (5, 5), (10, 10), (10, 100), (30, 30), (100, 100))
) -> Iterator[Cell]:
    """Coverage of the interval of the Jensen-Shannon divergence."""
    rng = np.random.default_rng(seed)
    for name, ns, rhos in itertools.product(
        NAMINGS, pairs, ((0.1, 0.1), (0.3, 0.3), (0.6, 0.6), (0.01, 0.6), (0.6, 0.01))
    ):
        truth = float(arrays.jensen_shannon(*NAMINGS[name]))

        def trial(samples: int, name: str = name, ns: tuple = ns, rhos: tuple = rhos, truth: float = truth) -> tuple:
            sides = zip(ns, NAMINGS[name], rhos, strict=True)
            counts = [six_counts(rng, (n, samples), shares, rho)[0] for n, shares, rho in sides]
            sums = [side.sum(0) for side in counts]
            used = ((sums[0] + sums[1]) > 0).sum(-1)
            sizes = [arrays.effective_size(side) for side in counts]
            limits = arrays.distance_limits(arrays.jensen_shannon(*sums), *sizes, used)
            return holds(limits, truth), width_of(limits), np.ones(samples, dtype=bool)

        yield run({"naming": name, "n": ns, "rho": rhos}, samples, trial)


def positions(samples: int, seed: int, sizes=(10, 30, 100)) -> Iterator[Cell]:
    """Coverage of the intervals of five outlets' positions on one line."""
    rng = np.random.default_rng(seed)
    truth = np.array([-1.5, -0.5, 0.0, 0.5, 1.5]) / np.std([-1.5, -0.5, 0.0, 0.5, 1.5])
    weights = rng.normal(0, 0.7, 12)
    for n, rho in itertools.product(sizes, (0.1, 0.3)):
        shares = np.exp(np.outer(truth, weights)) * np.exp(rng.normal(0, 0.5, 12))
        shares /= shares.sum(1, keepdims=True)
        real = arrays.scale(shares * 1e6).position
        limits = np.array([_positions(rng, n, rho, shares, real) for _ in range(samples)])
        low, high = limits[:, 0], limits[:, 1]
        yield Cell({"n": n, "rho": rho}, holds((low, high), real).mean(), (high - low).mean(), samples * 5)


def _positions(rng: np.random.Generator, n: int, rho: float, shares: np.ndarray, real: np.ndarray) -> np.ndarray:
    sides = [six_counts(rng, (n, 1), row, rho)[0][:, 0].astype(float) for row in shares]
    fitted = arrays.scale(np.array([side.sum(0) for side in sides])).position
    fitted = fitted * (np.sign(fitted @ real) or 1.0)
    half = again(rng, sides, fitted, 60).std(0, ddof=1) * t_quantile(0.95, n - 1)
    return np.array([fitted - half, fitted + half])
