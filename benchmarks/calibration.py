"""How often intervals hold what they promise and tests cry wolf, simulated: ``python benchmarks/calibration.py``.

Articles are drawn as they are found: mentions per article overdispersed (mean 4, negative binomial, 11 to 33 % of
articles without any), the choice of label correlated within an article (beta-binomial with intraclass correlation
rho). Every number is a share of samples; with 10,000 samples a true 95 % is off by at most half a point.
"""

import argparse
import itertools
from collections.abc import Iterator
from functools import cache

import numpy as np
from other_intervals import distances, keyness, positions
from outside import outside_shares, outside_tests
from scipy import special, stats
from simulated import BASE, Cell, Outlet, holds, mentions, report, run, six_counts, width_of, word_counts

from framing.measure import arrays
from framing.measure.arrays import share_limits
from framing.measure.formulas.distributions import pool_for
from framing.measure.formulas.intervals import SHARE_INTERVALS
from framing.measure.formulas.resampling import dealt

QUANTILES = 10_000
CLUMPS = (0.5, 1.0, 2.0)
SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5)
RHOS = (0.0, 0.1, 0.3, 0.6)
SIZES = (2, 3, 5, 10, 30, 100)
PROTOTYPE_WIDTHS = {10: 0.45, 30: 0.23, 100: 0.11}


def shares(samples: int, seed: int, interval: str = "effective Wilson", sizes=SIZES, clumps=CLUMPS) -> Iterator[Cell]:
    """Coverage of the interval of a share."""
    rng = np.random.default_rng(seed)
    for n, rho, share, clump in itertools.product(sizes, RHOS, SHARES, clumps):
        drawn = Outlet(n, share, rho, clump)

        def trial(samples: int, drawn: Outlet = drawn) -> tuple:
            pool = drawn.draw(rng, samples)
            limits = share_limits(pool, 0.05, interval)
            return holds(limits, drawn.share), width_of(limits), pool.units >= 2

        yield run({"n": n, "rho": rho, "share": share, "clump": clump}, samples, trial)


def named(samples: int, seed: int, sizes=(5, 10, 30, 100)) -> Iterator[Cell]:
    """Coverage of the intervals that go by name, rho at most .3."""
    rng = np.random.default_rng(seed)
    for n, rho, share in itertools.product(sizes, RHOS[:3], SHARES[::2]):
        x, m = Outlet(n, share, rho).counts(rng, samples)
        unit, at = np.arange(m.size), np.tile(np.arange(samples), n)
        counts, sizes_of = (arrays.Entries(unit, np.zeros(m.size, dtype=int), a.ravel()) for a in (x, m))
        laid = arrays.lay(counts, sizes_of, np.array([0]), at)
        for interval in SHARE_INTERVALS:
            pool = pool_for(laid, samples, interval)
            limits, usable = share_limits(pool, 0.05, interval), pool.units >= 2
            rate, width = holds(limits, share)[usable].mean(), width_of(limits)[usable].mean()
            yield Cell({"interval": f"{interval}, n = {n}", "rho": rho, "share": share}, rate, width, int(usable.sum()))


PAIRS = ((2, 2), (2, 30), (5, 5), (5, 50), (10, 10), (10, 100), (30, 30), (100, 30), (100, 100))
RHO_PAIRS = ((0.0, 0.0), (0.3, 0.3), (0.6, 0.6), (0.0, 0.6), (0.6, 0.1))
SHARE_PAIRS = ((0.02, 0.02), (0.02, 0.2), (0.02, 0.4), (0.1, 0.1), (0.1, 0.3), (0.35, 0.2), (0.5, 0.5), (0.5, 0.1))


def contrasts(samples: int, seed: int, kind: str, pairs=PAIRS, clumps=CLUMPS) -> Iterator[Cell]:
    """Coverage of the interval of a difference or of a share ratio (``kind``)."""
    rng = np.random.default_rng(seed)
    for ns, rhos, ps, clump in itertools.product(pairs, RHO_PAIRS, SHARE_PAIRS, clumps):
        sides = [Outlet(n, p, rho, clump) for n, p, rho in zip(ns, ps, rhos, strict=True)]
        truth = ps[0] - ps[1] if kind == "difference" else np.log(ps[0] / ps[1])

        def trial(samples: int, sides: list = sides, truth: float = truth) -> tuple:
            one, two = (side.draw(rng, samples) for side in sides)
            limits = contrast_limits(one, two, kind)
            usable = (one.units >= 2) & (two.units >= 2) & (one.count + two.count > 0)
            return holds(limits, truth), width_of(limits), usable

        yield run({"n": ns, "rho": rhos, "share": ps, "clump": clump}, samples, trial)


def contrast_limits(one: arrays.Pool, two: arrays.Pool, kind: str, correlation=None, alpha: float = 0.05) -> tuple:
    """Return the default limits of a difference, matched by story or not, or a share ratio (natural logarithm)."""
    if kind == "difference" and correlation is None:
        return arrays.mover_difference(*arrays.two_shares(one, two).limits(alpha))
    sides = [(pool.share, *share_limits(pool, alpha, "effective Wilson")) for pool in (one, two)]
    mover = arrays.mover_difference if kind == "difference" else arrays.mover_ratio
    return mover(*sides, 0.0 if correlation is None else correlation)


NULL_PAIRS = ((10, 10), (10, 30), (10, 100), (30, 30), (30, 100), (100, 100))


def rejections(samples: int, seed: int, pairs=NULL_PAIRS, clumps=CLUMPS) -> Iterator[Cell]:
    """Size of the default test at 5 %: how often two outlets that do not differ are called different.

    Clumping may differ between them, and n, here the articles with a mention, of which a test needs ten.
    """
    rng = np.random.default_rng(seed)
    for ns, rhos, share, clump in itertools.product(pairs, RHO_PAIRS, SHARES, clumps):
        sides = [Outlet(n, share, rho, clump, least=1) for n, rho in zip(ns, rhos, strict=True)]

        def trial(samples: int, sides: list = sides) -> tuple:
            one, two = (side.draw(rng, samples) for side in sides)
            low, high = contrast_limits(one, two, "difference")
            return (low > 0) | (high < 0), high - low, one.count + two.count > 0

        yield run({"n": ns, "rho": rhos, "share": share, "clump": clump}, samples, trial)


def power(samples: int, seed: int, pairs=((10, 10), (30, 30), (100, 100))) -> Iterator[Cell]:
    """How often the default test finds a difference of 20 points (articles with a mention)."""
    rng = np.random.default_rng(seed)
    for ns, rho, ps in itertools.product(pairs, (0.1, 0.3), ((0.2, 0.4), (0.4, 0.6))):
        one, two = (Outlet(n, p, rho, least=1).draw(rng, samples) for n, p in zip(ns, ps, strict=True))
        low, high = contrast_limits(one, two, "difference")
        yield Cell({"n": ns, "rho": rho, "share": ps}, ((low > 0) | (high < 0)).mean(), (high - low).mean(), samples)


def stronger(samples: int, seed: int) -> Iterator[Cell]:
    """Size of other tests where shares agree: chi-square on mentions, and articles dealt anew (stronger claim)."""
    rng = np.random.default_rng(seed)
    for ns, rhos, share in itertools.product(((30, 30), (10, 100)), ((0.3, 0.3), (0.0, 0.6), (0.6, 0.0)), (0.1, 0.5)):
        sides = [Outlet(n, share, rho, least=1).counts(rng, samples) for n, rho in zip(ns, rhos, strict=True)]
        (a, c), (b, d) = ((x.sum(0), m.sum(0)) for x, m in sides)
        setting = {"n": ns, "rho": rhos, "share": share}
        p = arrays.chi_square_p(arrays.chi_square(a, b, c, d))
        yield Cell({"test": "chi-square", **setting}, float((p <= 0.05).mean()), 0.0, samples)
        p = np.array([_dealt(rng, [(x[:, i], m[:, i]) for x, m in sides]) for i in range(samples)])
        yield Cell({"test": "permutation of articles", **setting}, float((p <= 0.05).mean()), 0.0, samples)


def _dealt(rng: np.random.Generator, sides: list) -> float:
    x, m = (np.concatenate([side[i] for side in sides]) for i in (0, 1))
    first = np.arange(len(x)) < len(sides[0][0])

    def apart(picked: np.ndarray) -> np.ndarray:
        return np.abs(picked @ x / (picked @ m) - (x.sum() - picked @ x) / (m.sum() - picked @ m))

    found = np.concatenate([apart(picked) for picked in dealt(rng, len(x), int(first.sum()), 199)])
    return ((found >= apart(first.astype(float)) - 1e-12).sum() + 1) / 200


def paired(samples: int, seed: int, stories=(5, 10, 30, 100)) -> Iterator[Cell]:
    """Coverage of the difference matched by story, an article of each on each; its complement is the test's size."""
    rng = np.random.default_rng(seed)
    shares = ((0.1, 0.1), (0.3, 0.1), (0.5, 0.5))
    for n, rho, ps, r in itertools.product(stories, (0.1, 0.3, 0.6), shares, (0.0, 0.5, 0.9)):

        def trial(samples: int, n: int = n, rho: float = rho, ps: tuple = ps, r: float = r) -> tuple:
            limits, usable = paired_limits(rng, alike(rng, n, samples, r), ps, rho)
            return holds(limits, ps[0] - ps[1]), width_of(limits), usable

        yield run({"n": n, "rho": rho, "share": ps, "alike": r}, samples, trial)


def paired_limits(rng: np.random.Generator, stories: tuple, ps: tuple, rho: float) -> tuple[tuple, np.ndarray]:
    """Return the limits from stories in which both outlets have a mention, as ``contrasts_by_story`` takes them."""
    sides = [story_side(rng, z, share, rho) for z, share in zip(stories, ps, strict=True)]
    both = (sides[0][1] > 0) & (sides[1][1] > 0)
    sides = [(np.where(both, x, 0), np.where(both, m, 0)) for x, m in sides]
    pools = [arrays.pool_units(x, m) for x, m in sides]
    residuals = [np.where(both, x - pool.share * m, np.nan) for (x, m), pool in zip(sides, pools, strict=True)]
    limits = contrast_limits(*pools, "difference", arrays.story_correlation(*residuals))
    return limits, pools[0].units >= 2


def alike(rng: np.random.Generator, n: int, samples: int, r: float) -> tuple[np.ndarray, np.ndarray]:
    """Return two normal draws per story with correlation r."""
    one, two = rng.standard_normal((2, n, samples))
    return one, r * one + np.sqrt(1 - r * r) * two


def story_side(rng: np.random.Generator, z: np.ndarray, share: float, rho: float) -> tuple[np.ndarray, np.ndarray]:
    """Return label counts and mentions of an outlet's articles, whose leanings follow the stories' ``z``."""
    leaning = _quantiles(share, rho)[(special.ndtr(z) * QUANTILES).astype(np.int64).clip(0, QUANTILES - 1)]
    m = mentions(rng, z.shape)
    return rng.binomial(m, leaning), m


@cache
def _quantiles(share: float, rho: float) -> np.ndarray:
    middles = (np.arange(QUANTILES) + 0.5) / QUANTILES
    return stats.beta.ppf(middles, share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho)


def rates(samples: int, seed: int, sizes=SIZES, excess=(0.0, 0.5, 1.0, 1.5)) -> Iterator[Cell]:
    """Coverage of the interval of a rate per 1,000 words; ``excess``: squared coefficient of variation of rates."""
    rng = np.random.default_rng(seed)
    for n, phi, rate in itertools.product(sizes, excess, (0.2, 1.0, 5.0)):

        def trial(samples: int, n: int = n, phi: float = phi, rate: float = rate) -> tuple:
            pool = word_counts(rng, n, samples, rate, phi)
            limits = arrays.rate_interval(pool)
            return holds(limits, rate), width_of(limits), pool.units >= 2

        yield run({"n": n, "excess": phi, "rate": rate}, samples, trial)


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
    x, m = six_counts(rng, (n, samples), shares, rho)
    return arrays.pool_units(np.moveaxis(x, -1, 1).reshape(n, -1), np.tile(m, (1, 6)))


def six_tests(one: arrays.Pool, two: arrays.Pool) -> np.ndarray:
    """Return q of every label and sample, shape (6, samples)."""

    both = arrays.two_shares(one, two)

    def limits(alpha: np.ndarray, rows: np.ndarray) -> tuple:
        return arrays.mover_difference(*both.take(rows).limits(alpha))

    p = arrays.inverted_p(limits, one.share - two.share)
    p = np.where(one.count + two.count > 0, p, np.nan).reshape(6, -1)
    return np.stack([arrays.benjamini_hochberg(column) for column in p.T], axis=1)


def report_widths(cells: list[Cell]) -> None:
    """Print mean widths of shares beside those of the prototype this interval replaced (rho at most .3)."""
    for n, before in PROTOTYPE_WIDTHS.items():
        mine = [c.width for c in cells if c.setting["n"] == n and c.setting["rho"] <= 0.3]
        print(f"mean width at {n} articles, rho <= .3: {np.mean(mine):.3f} (prototype {before})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="some of the tables, by name")
    given = parser.parse_args()
    a = (given.samples, given.seed)
    slow, slowest = ((max(given.samples // part, 20), given.seed) for part in (10, 100))
    tables = {
        "shares": lambda: report_widths(report("Shares: coverage of 95 % intervals", shares(*a))),
        "difference": lambda: report("Differences: coverage", contrasts(*a, "difference")),
        "ratio": lambda: report("Share ratios: coverage (width: natural logarithm)", contrasts(*a, "ratio")),
        "rejections": lambda: report("Test of no difference: rejections at 5 %", rejections(*a), max),
        "power": lambda: report("Power for 20 points, rho .1 and .3", power(*a)),
        "stronger": lambda: report("Other tests where shares agree: rejections at 5 %", stronger(*slow), max, "test"),
        "named": lambda: report("Intervals by name, rho <= .3: coverage", named(*slow), by="interval"),
        "paired": lambda: report("Differences matched by story: coverage", paired(*a)),
        "rates": lambda: report("Rates: coverage", rates(*a)),
        "strong": lambda: report("Rates, excess 4: coverage", rates(*a, excess=(4.0,))),
        "discoveries": lambda: report("False discovery rate over 6 labels (width: power)", discoveries(*a), max),
        "keyness": lambda: report("Keyness by article: coverage (width: natural logarithm)", keyness(*a), by="measure"),
        "distances": lambda: report("Jensen-Shannon divergence: coverage", distances(*a), by="naming"),
        "outside": lambda: report("Shares where articles are worse: coverage", outside_shares(*a), by="lengths"),
        "outside tests": lambda: report("Tests there: rejections at 5 %", outside_tests(*a), max, "lengths"),
        "positions": lambda: report("Scaling, positions: coverage", positions(*slowest)),
    }
    for name in given.only or tables:
        tables[name]()


if __name__ == "__main__":
    main()
