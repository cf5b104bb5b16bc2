"""Two sides of a contrast, from their sums to differences, ratios, intervals, tests and words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from framing.measure.counting import Counting
from framing.measure.formulas.contrasts import inverted_p, log, mover_difference, mover_ratio
from framing.measure.formulas.distributions import DRAWS
from framing.measure.formulas.intervals import EFFECTIVE, share_limits
from framing.measure.formulas.pool import Pool
from framing.measure.formulas.sides import two_shares
from framing.measure.table import (
    FEW_ARTICLES,
    LEAST_ARTICLES,
    and_also,
    blank,
    bounds_of,
    counts_of,
    discovery_rates,
    finish,
    joined,
)  # fmt: skip
from framing.measure.verdict import DIFFERENCE, RATIO, verdict

LEAST_P = {"bootstrap of articles": 1 / (DRAWS + 1)}
STRONGER = "p: articles dealt anew, which tests that they are drawn alike in every respect"


@dataclass(frozen=True)
class Sides:
    """The sums of two sides, arrays of one dimension, and how alike their stories move them (0: not matched)."""

    one: Pool
    two: Pool
    correlation: np.ndarray

    @classmethod
    def stacked(cls, pairs: Iterable[tuple]) -> "Sides":
        """Return several pairs of sums, each perhaps with a correlation, as one."""
        pairs = [(one, two, *(rest or (np.zeros(one.count.shape),))) for one, two, *rest in pairs]
        one, two, correlation = zip(*pairs, strict=True)
        return cls(Pool.stacked(one), Pool.stacked(two), np.concatenate([np.ravel(r) for r in correlation]))

    def take(self, rows) -> "Sides":
        return Sides(self.one.take(rows), self.two.take(rows), self.correlation[rows])

    @property
    def articles(self) -> np.ndarray:
        """The number of articles on the side that has fewer."""
        return np.minimum(self.one.units, self.two.units)

    @property
    def either(self) -> np.ndarray:
        """Whether the label occurs on either side."""
        return (self.one.count + self.two.count) > 0


def compared(
    keys: pd.DataFrame, sides: Sides, counting: Counting, *, suffix: str = "", p: np.ndarray | None = None
) -> pd.DataFrame:
    """Return differences and ratios of all rows of ``keys`` as one result table, with q over each measure.

    ``p`` stands in for the p values of the inverted intervals, wherever these would be tested.
    """
    return joined([_table(keys, sides, measure, counting, suffix, p) for measure in (DIFFERENCE, RATIO)])


def _table(
    keys: pd.DataFrame, sides: Sides, measure: str, counting: Counting, suffix: str, other: np.ndarray | None
) -> pd.DataFrame:
    one, two = sides.one, sides.two
    enough = sides.articles >= LEAST_ARTICLES
    how = (counting.interval, measure == DIFFERENCE and not suffix)
    found = limits(sides, shares_of(sides, *how), measure, 1 - counting.level)
    low, high = (np.where(enough, limit, np.nan) for limit in found)
    p = tested(sides, measure, *how) if other is None else np.where(testable(sides), other, np.nan)
    values = counts_of(measure + suffix, one)
    values |= bounds_of((low, high), counting.level, f"MOVER from {counting.interval}")
    q, n_compared = discovery_rates(p, keys["referent"], counting)
    values |= {"estimate": np.where(enough, point(sides, measure), np.nan), "p": p, "q": q}
    notes = _notes(sides, measure)
    values["notes"] = blank(notes if other is None else and_also(notes, ~np.isnan(p), STRONGER))
    extra = {
        "share": one.share, "reference_share": two.share, "reference_n": two.count, "reference_total": two.total,
        "reference_articles": two.units.astype(np.int64), "compared": n_compared,
    }  # fmt: skip
    table = finish(keys, values, extra)
    return table.assign(verdict=[verdict(row) for row in table.to_dict("records")])


def point(sides: Sides, measure: str) -> np.ndarray:
    """Return first - second, or log2(first/second): infinite where one is 0, NaN where both are."""
    first, second = sides.one.share, sides.two.share
    if measure == DIFFERENCE:
        return first - second
    ratio = (log(first) - log(second)) / np.log(2)
    ratio = np.where((first == 0) & (second > 0), -np.inf, ratio)
    return np.where((second == 0) & (first > 0), np.inf, ratio)


Rows = np.ndarray | slice
Shares = Callable[[ArrayLike, Rows], tuple[tuple, tuple]]


def shares_of(sides: Sides, interval: str, joined_df: bool) -> Shares:
    """Return a function from errors alpha and rows to both sides' shares with their limits, as a comparison takes them.

    ``joined_df`` lets both sides' degrees of freedom depend on each other, as differences of unmatched articles do.
    """
    if interval == EFFECTIVE and joined_df:
        both = two_shares(sides.one, sides.two)
        return lambda alpha, rows: both.take(rows).limits(alpha)

    def alone(alpha: ArrayLike, rows: Rows) -> tuple[tuple, tuple]:
        some = (sides.one.take(rows), sides.two.take(rows))
        first, second = ((side.share, *share_limits(side, alpha, interval)) for side in some)
        return first, second

    return alone


def limits(
    sides: Sides, shares: Shares, measure: str, alpha: ArrayLike, rows: Rows = slice(None)
) -> tuple[np.ndarray, np.ndarray]:
    """Return the MOVER limits of a difference or log2 ratio with the error ``alpha``."""
    each, correlation = shares(alpha, rows), sides.correlation[rows]
    if measure == DIFFERENCE:
        return mover_difference(*each, correlation)
    low, high = mover_ratio(*each, correlation)
    return low / np.log(2), high / np.log(2)


def tested(sides: Sides, measure: str, interval: str, joined_df: bool) -> np.ndarray:
    """Return the p value at which each interval just reaches no difference; NaN where nothing is tested."""
    rows = np.flatnonzero(testable(sides))
    some = sides.take(rows)
    shares = shares_of(some, interval, joined_df)
    p = np.full(len(sides.articles), np.nan)
    found = inverted_p(lambda alpha, at: limits(some, shares, measure, alpha, at), point(some, measure))
    p[rows] = np.maximum(found, LEAST_P.get(interval, 0.0))
    return p


def testable(sides: Sides) -> np.ndarray:
    """Return where there are enough articles on both sides, and the label on one."""
    return (sides.articles >= FEW_ARTICLES) & sides.either


def _notes(sides: Sides, measure: str) -> np.ndarray:
    articles = sides.articles
    notes = np.where(articles < LEAST_ARTICLES, "fewer than 2 articles: counts only", "").astype(object)
    notes = and_also(notes, (articles >= LEAST_ARTICLES) & (articles < FEW_ARTICLES), "few articles: not tested")
    notes = and_also(notes, ~sides.either, "in neither: not compared")
    if measure == RATIO:
        for side, which in ((sides.one, "first"), (sides.two, "reference")):
            alone = (side.count == 0) & sides.either
            notes = and_also(notes, alone, f"not in the {which}: ratio without bound")
    return notes
