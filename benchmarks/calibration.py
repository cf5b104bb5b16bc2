"""How often intervals hold what they promise and tests cry wolf, simulated: ``python benchmarks/calibration.py``.

Articles are drawn as they are found: mentions per article overdispersed (mean 4, negative binomial, 15 to 33 % of
articles without any), the choice of label correlated within an article (beta-binomial with intraclass correlation
rho). Every number is a share of samples; with 10,000 samples a true 95 % is off by at most half a point.
"""

import argparse
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy import special

from framing.measure import arrays
from framing.measure.formulas.intervals import share_limits

MEAN = 4
CLUMPS = (0.5, 1.0, 2.0)
SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5)
RHOS = (0.0, 0.1, 0.3, 0.6)
SIZES = (2, 3, 5, 10, 30, 100)
TRIAL_WIDTHS = {10: 0.45, 30: 0.23, 100: 0.11}
DEFAULT = "effective Wilson"


@dataclass(frozen=True)
class Cell:
    """One setting simulated, and what came of it: ``rate`` is coverage, or rejections; ``width`` the mean width."""

    setting: dict
    rate: float
    width: float
    samples: int


def mentions(rng: np.random.Generator, n: int, samples: int, clump: float = 1.0) -> np.ndarray:
    """Return mentions per article, shape (articles, samples)."""
    return rng.negative_binomial(clump, clump / (clump + MEAN), (n, samples))


def leanings(rng: np.random.Generator, share: float, rho: float, shape: tuple) -> np.ndarray:
    """Return each article's own probability of the label: mean ``share``, intraclass correlation ``rho``."""
    if rho == 0:
        return np.full(shape, share)
    return rng.beta(share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho, shape)


def outlet(rng: np.random.Generator, n: int, share: float, rho: float, samples: int, clump: float = 1.0) -> arrays.Pool:
    """Return the sums of ``samples`` outlets of n articles each."""
    m = mentions(rng, n, samples, clump)
    return arrays.pool_units(rng.binomial(m, leanings(rng, share, rho, m.shape)), m)


def _cell(setting: dict, inside: np.ndarray, width: np.ndarray, usable: np.ndarray) -> Cell:
    return Cell(setting, float(inside[usable].mean()), float(width[usable].mean()), int(usable.sum()))


def _holds(limits: tuple, truth: float) -> np.ndarray:
    return (limits[0] <= truth + 1e-12) & (limits[1] >= truth - 1e-12)


def shares(samples: int, seed: int, interval: str = DEFAULT, sizes=SIZES, clumps=CLUMPS) -> Iterator[Cell]:
    """Coverage of the interval of a share."""
    rng = np.random.default_rng(seed)
    for n, rho, share, clump in itertools.product(sizes, RHOS, SHARES, clumps):
        pool = outlet(rng, n, share, rho, samples, clump)
        limits = share_limits(pool, 0.05, interval)
        setting = {"n": n, "rho": rho, "share": share, "clump": clump}
        yield _cell(setting, _holds(limits, share), limits[1] - limits[0], pool.units >= 2)


PAIRS = ((2, 2), (2, 30), (5, 5), (5, 50), (10, 10), (10, 100), (30, 30), (100, 30), (100, 100))
RHO_PAIRS = ((0.0, 0.0), (0.3, 0.3), (0.6, 0.6), (0.0, 0.6), (0.6, 0.1))
SHARE_PAIRS = ((0.02, 0.02), (0.02, 0.2), (0.1, 0.1), (0.1, 0.3), (0.35, 0.2), (0.5, 0.5), (0.5, 0.1))


def contrasts(samples: int, seed: int, kind: str, pairs=PAIRS, clumps=CLUMPS) -> Iterator[Cell]:
    """Coverage of the interval of a difference or of a share ratio (``kind``)."""
    rng = np.random.default_rng(seed)
    for ns, rhos, ps, clump in itertools.product(pairs, RHO_PAIRS, SHARE_PAIRS, clumps):
        one, two = (outlet(rng, n, p, rho, samples, clump) for n, p, rho in zip(ns, ps, rhos, strict=True))
        limits = contrast_limits(one, two, kind)
        truth = ps[0] - ps[1] if kind == "difference" else np.log(ps[0] / ps[1])
        usable = (one.units >= 2) & (two.units >= 2) & (one.count + two.count > 0)
        with np.errstate(invalid="ignore"):
            width = np.where(np.isfinite(limits[1] - limits[0]), limits[1] - limits[0], np.nan)
        setting = {"n": ns, "rho": rhos, "share": ps, "clump": clump}
        yield _cell(setting, _holds(limits, truth), np.nan_to_num(width), usable)


def contrast_limits(one: arrays.Pool, two: arrays.Pool, kind: str, correlation=0.0, alpha: float = 0.05) -> tuple:
    """Return the default limits of a difference or a share ratio (natural logarithm)."""
    sides = [(pool.share, *share_limits(pool, alpha, DEFAULT)) for pool in (one, two)]
    mover = arrays.mover_difference if kind == "difference" else arrays.mover_ratio
    return mover(*sides, correlation)


NULL_PAIRS = ((10, 10), (10, 30), (10, 100), (30, 30), (30, 100), (100, 100))


def rejections(samples: int, seed: int, pairs=NULL_PAIRS, clumps=CLUMPS, rho_pairs=RHO_PAIRS) -> Iterator[Cell]:
    """Size of the default test: how often two outlets that do not differ are called different at 5 %."""
    rng = np.random.default_rng(seed)
    for ns, rhos, share, clump in itertools.product(pairs, rho_pairs, SHARES, clumps):
        one, two = (outlet(rng, n, share, rho, samples, clump) for n, rho in zip(ns, rhos, strict=True))
        low, high = contrast_limits(one, two, "difference")
        tested = (one.units >= 10) & (two.units >= 10) & (one.count + two.count > 0)
        if tested.sum() < samples / 20:
            tested = (one.units >= 2) & (two.units >= 2)
        setting = {"n": ns, "rho": rhos, "share": share, "clump": clump}
        yield _cell(setting, (low > 0) | (high < 0), high - low, tested)


def paired(samples: int, seed: int, stories=(5, 10, 30, 100)) -> Iterator[Cell]:
    """Coverage of the difference matched by story, an article of each on each; its complement is the test's size."""
    rng = np.random.default_rng(seed)
    for n, rho, ps, r in itertools.product(
        stories, (0.1, 0.3, 0.6), ((0.1, 0.1), (0.3, 0.1), (0.5, 0.5)), (0.0, 0.5, 0.9)
    ):
        sides = [story_side(rng, z, share, rho) for z, share in zip(alike(rng, n, samples, r), ps, strict=True)]
        pools = [arrays.pool_units(x, m) for x, m in sides]
        residuals = [x - pool.share * m for (x, m), pool in zip(sides, pools, strict=True)]
        usable = np.minimum(pools[0].units, pools[1].units) >= 2
        correlation = arrays.story_correlation(*(np.nan_to_num(residual) for residual in residuals))
        limits = contrast_limits(*pools, "difference", correlation)
        setting = {"n": n, "rho": rho, "share": ps, "alike": r}
        yield _cell(setting, _holds(limits, ps[0] - ps[1]), limits[1] - limits[0], usable)


def alike(rng: np.random.Generator, n: int, samples: int, r: float) -> tuple[np.ndarray, np.ndarray]:
    """Return two normal draws per story with correlation r."""
    one, two = rng.standard_normal((2, n, samples))
    return one, r * one + np.sqrt(1 - r * r) * two


def story_side(rng: np.random.Generator, z: np.ndarray, share: float, rho: float) -> tuple[np.ndarray, np.ndarray]:
    """Return label counts and mentions of an outlet's articles, whose leanings follow the stories' ``z``."""
    a, b = share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho
    m = mentions(rng, *z.shape)
    return rng.binomial(m, np.clip(special.betaincinv(a, b, special.ndtr(z)), 0, 1)), m


def rates(samples: int, seed: int, sizes=SIZES, excess=(0.0, 0.5, 1.0, 1.5)) -> Iterator[Cell]:
    """Coverage of the interval of a rate per 1,000 words; ``excess``: squared coefficient of variation of rates."""
    rng = np.random.default_rng(seed)
    for n, phi, rate in itertools.product(sizes, excess, (0.2, 1.0, 5.0)):
        length = rng.lognormal(np.log(0.5), 0.6, (n, samples))
        own = rate * (rng.gamma(1 / phi, phi, length.shape) if phi else 1.0)
        pool = arrays.pool_units(rng.poisson(own * length), length)
        limits = arrays.rate_interval(pool)
        setting = {"n": n, "excess": phi, "rate": rate}
        yield _cell(setting, _holds(limits, rate), limits[1] - limits[0], pool.units >= 2)


BASE = np.array([0.3, 0.25, 0.2, 0.1, 0.1, 0.05])


def discoveries(samples: int, seed: int, pairs=((10, 10), (10, 100), (30, 30), (100, 100))) -> Iterator[Cell]:
    """False discovery rate over 6 labels, of which two truly differ or none do."""
    rng = np.random.default_rng(seed)
    for ns, rho, shift in itertools.product(pairs, (0.1, 0.3, 0.6), (0.0, 0.1, 0.2)):
        moved = BASE + np.array([-shift, shift, 0, 0, 0, 0])
        pools = [six_labels(rng, n, p, rho, samples) for n, p in zip(ns, (BASE, moved), strict=True)]
        q = six_tests(*pools)
        false = (q <= 0.05)[2 if shift else 0 :].sum(0)
        found = np.maximum((q <= 0.05).sum(0), 1)
        setting = {"n": ns, "rho": rho, "shift": shift}
        yield Cell(setting, float((false / found).mean()), float((q[0] <= 0.05).mean()), samples)


def six_labels(rng: np.random.Generator, n: int, shares: np.ndarray, rho: float, samples: int) -> arrays.Pool:
    """Return the sums of six labels, shape (6 x samples)."""
    m = mentions(rng, n, samples)
    weights = rng.standard_gamma(shares[:, None, None] * (1 - rho) / rho, (6, n, samples)) + 1e-300
    x = rng.multinomial(m, np.moveaxis(weights / weights.sum(0), 0, -1))
    return arrays.pool_units(np.moveaxis(x, -1, 1).reshape(n, -1), np.tile(m, (1, 6)))


def six_tests(one: arrays.Pool, two: arrays.Pool) -> np.ndarray:
    """Return q of every label and sample, shape (6, samples)."""

    def limits(alpha: np.ndarray, rows: np.ndarray) -> tuple:
        return contrast_limits(one.take(rows), two.take(rows), "difference", alpha=alpha)

    p = arrays.inverted_p(limits, one.share - two.share)
    p = np.where(one.count + two.count > 0, p, np.nan).reshape(6, -1)
    return np.stack([arrays.benjamini_hochberg(column) for column in p.T], axis=1)


def report(title: str, cells: list[Cell], floor: Callable = min, by: str = "n") -> None:
    """Print mean and worst rate and the mean width for each value of ``by``, and the worst cells of all."""
    print(f"\n## {title} ({len(cells)} cells)\n\n| {by} | mean | worst | mean width |\n| --- | --- | --- | --- |")
    for value in sorted({cell.setting[by] for cell in cells}):
        mine = [cell for cell in cells if cell.setting[by] == value]
        worst = floor(cell.rate for cell in mine)
        width = np.mean([cell.width for cell in mine])
        print(f"| {value} | {np.mean([c.rate for c in mine]):.3f} | {worst:.3f} | {width:.3f} |")
    for cell in sorted(cells, key=lambda cell: cell.rate, reverse=floor is max)[:3]:
        print(f"worst: {cell.rate:.4f} of {cell.samples} samples at {cell.setting}")


def report_widths(cells: list[Cell]) -> None:
    """Print mean widths of shares beside the trial's (rho at most .3)."""
    for n, trial in TRIAL_WIDTHS.items():
        mine = [c.width for c in cells if c.setting["n"] == n and c.setting["rho"] <= 0.3]
        print(f"mean width at {n} articles, rho <= .3: {np.mean(mine):.3f} (trial {trial})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", nargs="*", help="some of: shares difference ratio rejections paired rates discoveries"
    )
    given = parser.parse_args()
    a = (given.samples, given.seed)
    tables = {
        "shares": lambda: (
            report("Shares: coverage of 95 % intervals", found := list(shares(*a))) or report_widths(found)
        ),
        "difference": lambda: report("Differences: coverage", list(contrasts(*a, "difference"))),
        "ratio": lambda: report("Share ratios: coverage", list(contrasts(*a, "ratio"))),
        "rejections": lambda: report("Test of no difference: rejections at 5 %", list(rejections(*a)), max),
        "paired": lambda: report("Differences matched by story: coverage", list(paired(*a))),
        "rates": lambda: report("Rates: coverage", list(rates(*a))),
        "strong": lambda: report("Rates, excess 4: coverage", list(rates(*a, excess=(4.0,)))),
        "discoveries": lambda: report("False discovery rate over 6 labels (width: power)", list(discoveries(*a)), max),
    }
    for name in given.only or tables:
        tables[name]()


if __name__ == "__main__":
    main()
