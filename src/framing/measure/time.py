"""What changed: before and after an event, and a line to lay over dots."""

from datetime import date
from numbers import Integral

import numpy as np
import pandas as pd

from framing.errors import InputError
from framing.measure.cells import (
    OF_MENTIONS,
    PERIODS,
    UNDATED,
    Axis,
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
from framing.measure.slots import naming_slots
from framing.measure.table import and_also, blank, with_note
from framing.measure.tally import tally_axes

PAIR = ("after", "before")


def before_after(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    event: str | tuple[str, ...] | list[str],
    by: By = "outlet",
    of: str = "label",
    counting: Counting = DEFAULT,
) -> pd.DataFrame:
    """Return how much more each outlet uses each label after an event than before; positive is more after.

    ``event`` is a date or a moment ("2020-11-10"), or several; what came out at it or later is after. The rows are those
    of ``contrasts`` for each event, with period "after" and reference "before"; n, total and n_articles are those
    after, and q spans all events. Articles without a date are left out, and ``undated`` says how many they are. Raises
    InputError for an event that is no date, and where none has dated articles before and after it; of several, one that
    lies outside the articles' dates has its rows, without a test, and ``notes`` says why.

    >>> table = before_after(mentions, articles, codebook, event="2020-11-15")
    >>> table[["outlet", "event", "period", "reference", "label", "n", "reference_n", "undated"]].head(1)
      outlet       event period reference      label  n  reference_n  undated
    0      A  2020-11-15  after    before  breakaway  0            2        0
    """
    given, dates = names(by), dates_of(articles)
    if any(name in PERIODS for name in given):
        raise InputError(f"before_after: by {' and '.join(given)} divides time once more; choose something else for by")
    events = _axes(dates, tuple(event) if isinstance(event, list | tuple) else (event,))
    others = [
        mention_axis(mentions, articles, name, counting) if name in OF_MENTIONS else article_axis(articles, name)
        for name in given
    ]
    keys, sums = [], []
    for when, axis in events.items():
        tallied = tally_axes(mentions, articles, codebook, [axis, *others], counting)
        slots = naming_slots(tallied, of, "before_after")
        keys.append(contrast_keys(tallied, PAIR, slots.names, counting).assign(event=when))
        sums += contrast_sums(tallied, slots, [PAIR], counting.interval)
    table = compared(pd.concat(keys, ignore_index=True), Sides.stacked(sums), counting)
    table = with_note(table.assign(undated=int(dates.isna().sum())), tallied.left_out)
    return _with_sides(table, events)


def _axes(dates: pd.Series, given: tuple[str, ...]) -> dict[str, Axis]:
    """Return the axis of every event by its name; InputError where none divides the articles."""
    if not given:
        raise InputError("event: none is given; write one like 2020-11-10")
    found = {str(event): event_axis(dates, _moment(event)) for event in given}
    if not any(_divides(axis) for axis in found.values()):
        raise InputError(f"before_after: no dated article on one side of {', '.join(found)}; {_span(dates)}")
    return found


def _divides(axis: Axis) -> bool:
    return len(set(axis.codes[axis.codes >= 0])) == 2


def _with_sides(table: pd.DataFrame, events: dict[str, Axis]) -> pd.DataFrame:
    """Return the table with a note on every event that has articles on one side only."""
    notes = table["notes"].fillna("").to_numpy(dtype=object)
    for when, axis in events.items():
        if not _divides(axis):
            side = "before" if (axis.codes == 0).any() else "after"
            notes = and_also(notes, (table["event"] == when).to_numpy(), f"no dated article {side} {when}")
    return table.assign(notes=pd.Series(blank(notes), index=table.index, dtype="str"))


def _moment(event: object) -> pd.Timestamp:
    try:
        moment = pd.Timestamp(event) if isinstance(event, str | date) else pd.NaT
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
    need(table, "shares", ["period", "n", "total", "measure", "estimate"])
    if not np.allclose(table["n"] / table["total"].where(table["total"] > 0), table["estimate"], equal_nan=True):
        raise InputError("smoothed: it takes a table of shares, whose estimate is n of total")
    if isinstance(window, bool) or not isinstance(window, Integral) or window < 1 or window % 2 == 0:
        raise InputError(f"window: {window!r} is not an odd number of periods; 3 is usual")
    values = {"period", "n", "total", "n_articles", "estimate", "low", "high", "level", "interval", "p", "q", "notes"}
    keys = [column for column in table.columns if column not in values]
    dated = table.loc[table["period"] != UNDATED].sort_values("period", kind="stable")
    sums = (
        dated.groupby(keys, dropna=False, sort=False)[["n", "total"]].rolling(window, center=True, min_periods=1).sum()
    )
    sums = sums.droplevel(list(range(len(keys)))).reindex(table.index)
    return table.assign(smooth=sums["n"].div(sums["total"].where(sums["total"] > 0)))
