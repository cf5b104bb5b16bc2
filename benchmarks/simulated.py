"""Articles, outlets and words drawn as they are found, and tables of what came of many draws."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from framing.measure import arrays

MEAN = 4
BASE = np.array([0.3, 0.25, 0.2, 0.1, 0.1, 0.05])


@dataclass(frozen=True)
class Cell:
    """One setting simulated, and what came of it: ``rate`` is coverage, or rejections; ``width`` the mean width."""

    setting: dict
    rate: float
    width: float
    samples: int


Trial = Callable[[int], tuple[np.ndarray, np.ndarray, np.ndarray]]


def run(setting: dict, samples: int, trial: Trial) -> Cell:
    """Repeat a trial until it has given ``samples`` usable results; it returns hits, widths and what is usable."""
    hits, widths, n = 0.0, 0.0, 0
    while n < samples:
        inside, width, usable = trial(samples)
        hits, widths, n = hits + inside[usable].sum(), widths + width[usable].sum(), n + int(usable.sum())
    return Cell(setting, float(hits / n), float(widths / n), n)


@cache
def _chances(clump: float, least: int) -> np.ndarray:
    chances = stats.nbinom.pmf(np.arange(400), clump, clump / (clump + MEAN))
    chances[:least] = 0
    return np.cumsum(chances / chances.sum())


def mentions(rng: np.random.Generator, shape: tuple, clump: float = 1.0, least: int = 0) -> np.ndarray:
    """Return mentions per article, of articles with at least ``least``."""
    return np.searchsorted(_chances(clump, least), rng.random(shape))


def leanings(rng: np.random.Generator, share: float, rho: float, shape: tuple) -> np.ndarray:
    """Return each article's own probability of the label: mean ``share``, intraclass correlation ``rho``."""
    if rho == 0:
        return np.full(shape, share)
    return rng.beta(share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho, shape)


@dataclass(frozen=True)
class Outlet:
    """What an outlet's articles are drawn from."""

    n: int
    share: float
    rho: float
    clump: float = 1.0
    least: int = 0

    def counts(self, rng: np.random.Generator, samples: int) -> tuple[np.ndarray, np.ndarray]:
        """Return label counts and mentions, shape (articles, samples)."""
        m = mentions(rng, (self.n, samples), self.clump, self.least)
        return rng.binomial(m, leanings(rng, self.share, self.rho, m.shape)), m

    def draw(self, rng: np.random.Generator, samples: int) -> arrays.Pool:
        """Return the sums of ``samples`` such outlets."""
        return arrays.pool_units(*self.counts(rng, samples))


def holds(limits: tuple, truth) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return (limits[0] <= truth + 1e-12) & (limits[1] >= truth - 1e-12)


def width_of(limits: tuple) -> np.ndarray:
    """Return widths, those without bound left out as 0."""
    with np.errstate(invalid="ignore"):
        width = limits[1] - limits[0]
    return np.where(np.isfinite(width), width, 0.0)


def word_counts(rng: np.random.Generator, n: int, samples: int, rate: float, excess: float) -> arrays.Pool:
    """Return the sums of a word's counts in articles of about 500 words, per 1,000 words."""
    length = rng.lognormal(np.log(0.5), 0.6, (n, samples))
    own = rate * (rng.gamma(1 / excess, excess, length.shape) if excess else 1.0)
    return arrays.pool_units(rng.poisson(own * length), length)


def six_counts(rng: np.random.Generator, shape: tuple, shares: np.ndarray, rho: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the counts of labels, shape (articles, samples, labels), and mentions of articles that have some."""
    m = mentions(rng, shape, least=1)
    weights = rng.standard_gamma(shares * (1 - rho) / rho, (*shape, len(shares))) + 1e-300
    return rng.multinomial(m, weights / weights.sum(-1, keepdims=True)), m


def report(title: str, found: Iterable[Cell], floor: Callable = min, by: str = "n") -> list[Cell]:
    """Print mean and worst rate and the mean width for each value of ``by``, and the worst cells of all."""
    cells = list(found)
    print(f"\n## {title} ({len(cells)} cells)\n\n| {by} | mean | worst | mean width |\n| --- | --- | --- | --- |")
    for value in sorted({cell.setting[by] for cell in cells}):
        mine = [cell for cell in cells if cell.setting[by] == value]
        worst = floor(cell.rate for cell in mine)
        width = np.mean([cell.width for cell in mine])
        print(f"| {value} | {np.mean([c.rate for c in mine]):.3f} | {worst:.3f} | {width:.3f} |")
    for cell in sorted(cells, key=lambda cell: cell.rate, reverse=floor is max)[:3]:
        print(f"worst: {cell.rate:.4f} of {cell.samples} samples at {cell.setting}")
    return cells
