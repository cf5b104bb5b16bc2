"""Contrasts: does one outlet use a label more than another, or than the rest, and how sure is that?"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.errors import InputError, choose
from framing.measure.cells import OF_MENTIONS, By, names
from framing.measure.counting import DEFAULT, Counting
from framing.measure.formulas.contrasts import benjamini_hochberg, inverted_p, log, mover_difference, mover_ratio
from framing.measure.formulas.intervals import share_limits
from framing.measure.formulas.pool import Pool, pool
from framing.measure.shares import share_counts
from framing.measure.slots import Slots, slots_of
from framing.measure.table import (
    FEW_ARTICLES,
    LEAST_ARTICLES,
    and_also,
    blank,
    bounds_of,
    counts_of,
    crossed_with,
    finish,
    joined,
)
from framing.measure.tally import Tally, tally

REST = "rest"
DIFFERENCE, RATIO = "share difference", "share ratio (log2)"
Against = str | tuple[str, str] | None


@dataclass(frozen=True)
class Sides:
    """One contrast: who is compared with whom, and the sums of both, of one shape (strata x slots)."""

    first: str
    second: str
    one: Pool
    two: Pool


def contrasts(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    by: By = "outlet",
    against: Against = None,
    of: str = "label",
    counting: Counting = DEFAULT,
) -> pd.DataFrame:
    """Return how much more one outlet uses each label than its reference; positive is more in the first-named.

    ``against`` is "rest" (each outlet against all others together), an outlet's name (each other against it) or a
    pair of names (the first against the second). Left out: two outlets are compared with each other, more each with
    the rest. Where ``by`` names several things the first is compared, within each value of the others.

    Measures: "share difference" and "share ratio (log2)", each a row for every contrast x referent x label. Interval:
    MOVER from both shares' intervals (``arrays.mover_difference``, ``arrays.mover_ratio``); p: that interval
    inverted, so the two never disagree; q: Benjamini-Hochberg over all p of the measure, whose number is
    ``compared``. With fewer than 10 articles that characterise the referent on either side nothing is tested, with
    fewer than 2 only counts are given; ``notes`` says so. n, total and n_articles are the first's; ``reference_n``,
    ``reference_total``, ``reference_articles``, ``share`` and ``reference_share`` stand beside.

    Raises ChoiceError for a name that is not there and InputError where there is nothing to compare with.

    >>> table = contrasts(mentions, articles, codebook)
    >>> table[["outlet", "reference", "label", "estimate", "notes"]].head(2)
      outlet reference      label  estimate                         notes
    0      A         B  breakaway  0.416667  few articles: not tested
    1      A         B   occupied -0.416667  few articles: not tested
    """
    tallied = tally(mentions, articles, codebook, by, counting)
    slots = slots_of(tallied, of)
    sides = _sides(tallied, slots, _pairs(tallied.axes[0].values, against, names(by)[0]))
    return contrast_tables(tallied, slots.names, sides, counting)


def contrast_tables(tallied: Tally, slot_names: pd.DataFrame, sides: list[Sides], counting: Counting) -> pd.DataFrame:
    """Return the differences and ratios of all sides as one result table, with q over each measure."""
    keys = pd.concat([_keys(tallied, side, slot_names, counting) for side in sides], ignore_index=True)
    one, two = (_stacked([getattr(side, name) for side in sides]) for name in ("one", "two"))
    return joined([_table(keys, one, two, measure, counting) for measure in (DIFFERENCE, RATIO)])


def _pairs(values: tuple[str, ...], against: Against, what: str) -> list[tuple[str, str]]:
    if len(values) < 2:
        raise InputError(
            f"contrast: nothing to compare {values[0] if values else 'no ' + what} with; there is one {what} only"
        )
    if against is None:
        against = values if len(values) == 2 else REST
    if against == REST and REST not in values:
        return [(value, REST) for value in values]
    if isinstance(against, str):
        choose(against, (*values, REST), what)
        return [(value, against) for value in values if value != against]
    if len(against) != 2 or against[0] == against[1]:
        raise InputError(f"against: {against!r} is not a pair of two different names")
    return [tuple(choose(value, values, what) for value in against)]


def _sides(tallied: Tally, slots: Slots, pairs: list[tuple[str, str]]) -> list[Sides]:
    values = tallied.axes[0].values
    strata = tallied.n_cells // len(values)
    counts = share_counts(tallied, slots).joined()
    mine, stratum = np.divmod(np.arange(tallied.n_cells), strata)
    sides = []
    for first, second in pairs:
        others = mine != values.index(first) if second == REST else mine == values.index(second)
        side = np.where(mine == values.index(first), 0, np.where(others, 1, -1))
        sums = pool(counts.moved(np.where(side >= 0, side * strata + stratum, -1)), 2 * strata)
        sides.append(Sides(first, second, sums.take(slice(0, strata)), sums.take(slice(strata, None))))
    return sides


def _keys(tallied: Tally, side: Sides, slot_names: pd.DataFrame, counting: Counting) -> pd.DataFrame:
    first, *rest = tallied.axes
    strata = tallied.cells.iloc[: tallied.n_cells // len(first.values)].drop(columns=first.column)
    keys = crossed_with(strata, slot_names) if rest else slot_names.copy()
    keys.insert(0, first.column, side.first)
    keys.insert(1, "reference", side.second)
    if not any(axis.name in OF_MENTIONS[:1] for axis in tallied.axes):
        keys["voice"] = counting.voice_name
    return keys


def _stacked(pools: list[Pool]) -> Pool:
    return Pool(*(np.concatenate([getattr(p, name).ravel() for p in pools]) for name in Pool.__dataclass_fields__))


def _table(keys: pd.DataFrame, one: Pool, two: Pool, measure: str, counting: Counting) -> pd.DataFrame:
    estimate, low, high = compare(one, two, measure, counting)
    articles = np.minimum(one.units, two.units)
    neither = (one.count + two.count) == 0
    tested = (articles >= FEW_ARTICLES) & ~neither
    p = np.full(len(estimate), np.nan)
    p[tested] = test(one.take(tested), two.take(tested), measure, counting.interval)
    values = counts_of(measure, one) | bounds_of((low, high), counting.level, f"MOVER from {counting.interval}")
    values |= {"estimate": estimate, "p": p, "q": benjamini_hochberg(p), "notes": blank(_notes(one, two, measure))}
    extra = {
        "share": one.share, "reference_share": two.share, "reference_n": two.count, "reference_total": two.total,
        "reference_articles": two.units, "compared": int((~np.isnan(p)).sum()),
    }  # fmt: skip
    return finish(keys, values, extra)


def compare(one: Pool, two: Pool, measure: str, counting: Counting) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return estimate and limits of a difference or log2 ratio; NaN with fewer than 2 articles on a side."""
    enough = (one.units >= LEAST_ARTICLES) & (two.units >= LEAST_ARTICLES)
    low, high = limits(one, two, measure, counting.interval, 1 - counting.level)
    return tuple(np.where(enough, a, np.nan) for a in (point(one.share, two.share, measure), low, high))


def point(first: np.ndarray, second: np.ndarray, measure: str) -> np.ndarray:
    """Return first - second, or log2(first/second): infinite where one is 0, NaN where both are."""
    if measure == DIFFERENCE:
        return first - second
    ratio = (log(first) - log(second)) / np.log(2)
    ratio = np.where((first == 0) & (second > 0), -np.inf, ratio)
    return np.where((second == 0) & (first > 0), np.inf, ratio)


def limits(one: Pool, two: Pool, measure: str, interval: str, alpha) -> tuple[np.ndarray, np.ndarray]:
    """Return the MOVER limits of a difference or log2 ratio with the error ``alpha``."""
    sides = [(p.share, *share_limits(p, alpha, interval)) for p in (one, two)]
    if measure == DIFFERENCE:
        return mover_difference(*sides)
    low, high = mover_ratio(*sides)
    return low / np.log(2), high / np.log(2)


def test(one: Pool, two: Pool, measure: str, interval: str) -> np.ndarray:
    """Return the p value at which the contrast's interval just reaches no difference."""
    estimate = point(one.share, two.share, measure)
    return inverted_p(lambda alpha, rows: limits(one.take(rows), two.take(rows), measure, interval, alpha), estimate)


def _notes(one: Pool, two: Pool, measure: str) -> np.ndarray:
    articles = np.minimum(one.units, two.units)
    notes = np.where(articles < LEAST_ARTICLES, "fewer than 2 articles: counts only", "").astype(object)
    few = (articles >= LEAST_ARTICLES) & (articles < FEW_ARTICLES)
    notes = and_also(notes, few, "few articles: not tested")
    notes = and_also(notes, (one.count + two.count) == 0, "in neither: not compared")
    if measure == RATIO:
        for side, which in ((one, "first"), (two, "reference")):
            notes = and_also(
                notes, (side.count == 0) & (one.count + two.count > 0), f"not in the {which}: ratio without bound"
            )
    return notes
