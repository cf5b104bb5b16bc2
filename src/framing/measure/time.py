"""What changed: before and after an event, and a line to lay over dots."""

import pandas as pd

from framing.errors import InputError
from framing.measure.cells import (
    OF_MENTIONS,
    PERIODS,
    UNDATED,
    By,
    article_axis,
    dates_of,
    event_axis,
    mention_axis,
    names,
    need,
)
from framing.measure.comparing import Sides, compared
from framing.measure.contrasts import contrast_keys, contrast_sums
from framing.measure.counting import DEFAULT, Counting
from framing.measure.slots import slots_of
from framing.measure.tally import tally_axes

PAIR = ("after", "before")


def before_after(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    event: str,
    by: By = "outlet",
    of: str = "label",
    counting: Counting = DEFAULT,
) -> pd.DataFrame:
    """Return how much more each outlet uses each label after an event than before; positive is more after.

    ``event`` is a date or a moment ("2020-11-10"); what came out at it or later is after. The rows are those of
    ``contrasts``, with period "after" and reference "before"; n, total and n_articles are those after. Articles without
    a date are left out, and ``undated`` says how many they are. Raises InputError for an event that is no date, or
    where no article came out before it or none after.

    >>> table = before_after(mentions, articles, codebook, event="2020-11-15")
    >>> table[["outlet", "period", "reference", "label", "n", "reference_n", "undated"]].head(1)
      outlet period reference      label  n  reference_n  undated
    0      A  after    before  breakaway  0            2        0
    """
    dates = dates_of(articles)
    when = event_axis(dates, _moment(event))
    if len(set(when.codes[when.codes >= 0])) < 2:
        raise InputError(f"before_after: no dated article on one side of {event}; {_span(dates)}")
    given = names(by)
    if any(name in PERIODS for name in given):
        raise InputError(f"before_after: by {' and '.join(given)} divides time once more; choose something else for by")
    others = [
        mention_axis(mentions, articles, name, counting) if name in OF_MENTIONS else article_axis(articles, name)
        for name in given
    ]
    tallied = tally_axes(mentions, articles, codebook, [when, *others], counting)
    slots = slots_of(tallied, of)
    keys = contrast_keys(tallied, PAIR, slots.names, counting)
    table = compared(keys, Sides.stacked(contrast_sums(tallied, slots, [PAIR], counting.interval)), counting)
    return table.assign(undated=int(dates.isna().sum()))


def _moment(event: str) -> pd.Timestamp:
    try:
        moment = pd.Timestamp(event)
    except ValueError:
        moment = pd.NaT
    if pd.isna(moment):
        raise InputError(f"event: {event!r} is not a date; write it like 2020-11-10")
    if moment.tzinfo is not None:
        raise InputError(f"event: {event!r} has a time zone, and dates of articles have none; leave it out")
    return moment


def _span(dates: pd.Series) -> str:
    known = dates.dropna()
    return "no article has a date" if known.empty else f"they run from {known.min():%Y-%m-%d} to {known.max():%Y-%m-%d}"


def smoothed(table: pd.DataFrame, *, window: int = 3) -> pd.DataFrame:
    """Return a table of shares by day, week or month with one more column, ``smooth``: a line to lay over the dots.

    ``smooth`` is the mean share of ``window`` neighbouring periods, each weighing by its total; it has no interval and
    is no finding. Periods without mentions pass on what their neighbours say; undated articles have none. Raises
    InputError for a table without periods or a window that is not an odd number.

    >>> from framing.measure import shares
    >>> table = smoothed(shares(mentions, articles, codebook, by=("outlet", "week")))
    >>> table[["outlet", "period", "label", "estimate", "smooth"]].head(1).round(3)
      outlet    period      label  estimate  smooth
    0      A  2020-W46  breakaway       1.0   0.667
    """
    need(table, "shares", ["period", "n", "total", "measure"])
    if window < 1 or window % 2 == 0:
        raise InputError(f"window: {window} is not an odd number of periods")
    values = {"period", "n", "total", "n_articles", "estimate", "low", "high", "level", "interval", "p", "q", "notes"}
    keys = [column for column in table.columns if column not in values]
    dated = table.loc[table["period"] != UNDATED].sort_values("period", kind="stable")
    sums = (
        dated.groupby(keys, dropna=False, sort=False)[["n", "total"]].rolling(window, center=True, min_periods=1).sum()
    )
    sums = sums.droplevel(list(range(len(keys)))).reindex(table.index)
    return table.assign(smooth=sums["n"].div(sums["total"].where(sums["total"] > 0)))
