"""Periods as days, and an axis of dates that says day, month and year without overlapping."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from framing.chart.canvas import ChartError, text_width
from framing.chart.parts import width_of
from framing.chart.presets import Size

UNDATED = "undated"


def period_starts(periods: pd.Series, draws: str) -> pd.Series:
    """Return the day each period begins: "2020-11-10", "2020-W46" (ISO week, from Monday), "2020-11", "2020".

    Missing ones and "undated" are missing. Raises ChartError for anything else.
    """
    starts = {text: _start(text) for text in periods.dropna().unique() if text != UNDATED}
    bad = [text for text, day in starts.items() if day is None]
    if bad:
        raise ChartError(f"{draws}: the period {bad[0]!r} is none of 2020-11-10, 2020-W46, 2020-11, 2020 or undated")
    return pd.Series([starts.get(text, pd.NaT) for text in periods], index=periods.index, dtype="datetime64[us]")


def _start(period: object) -> pd.Timestamp | None:
    text = str(period)
    formats = {"%G-W%V-%u": f"{text}-1"} if "W" in text else {"%Y-%m-%d": text, "%Y-%m": text, "%Y": text}
    for form, spelt in formats.items():
        try:
            return pd.Timestamp(pd.to_datetime(spelt, format=form))
        except ValueError:
            continue
    return None


def period_days(starts: pd.Series) -> float:
    """Return how many days a period is long: the least distance between two, 7 where there is only one."""
    days = np.unique(date2num(starts.dropna()))
    return float(np.diff(days).min()) if len(days) > 1 else 7.0


def date_axis(axes: Axes, starts: pd.Series, size: Size) -> None:
    """Write as many of the days at which periods begin as fit below the x axis, and the year with the first of each."""
    days = sorted(starts.dropna().unique())
    fits = max(2, int(width_of(axes) // (text_width("30 Nov", size.small) + 3 * size.scale)))
    step = -(-len(days) // fits)
    shown = [pd.Timestamp(day) for day in days[::step]]
    axes.set_xticks(date2num(shown), _day_names(shown))


def _day_names(days: list[pd.Timestamp]) -> list[str]:
    """Return "9 Nov", and the year under it for the first day of a year."""
    names, year = [], None
    for day in days:
        names.append(f"{day.day} {day:%b}" + (f"\n{day.year}" if day.year != year else ""))
        year = day.year
    return names
