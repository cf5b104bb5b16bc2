"""The corpus: how many articles each outlet has in each week, every outlet a row of bars on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.dates import date2num

from framing.chart.canvas import Chart, Grid, Words, drawn, fitting, line, sheet, widest
from framing.chart.dates import date_axis, period_days, period_starts
from framing.chart.parts import Rows, beside, nothing, pitches, stack, write
from framing.chart.presets import Size
from framing.chart.style import MARKS, RULE, SOFT
from framing.chart.tables import Wanted, counted, some, take, unit

PITCHES = (2.6, 2.1, 1.7, 1.35)
WANTED = Wanted("draw_corpus", "measure.corpus", ("period", "measure", "n"), ("articles",))


def draw_corpus(
    table: pd.DataFrame, *, outlets: Sequence[str] | None = None, title: str | None = None, size: Size | None = None
) -> Chart:
    """Draw how many articles each outlet has in each period, from the table ``measure.corpus`` returned.

    Every outlet (or group) is a row of bars, all on one scale that starts at 0: a bar is the column ``n`` of that
    ``period`` (the day it begins). Beside each row stands the outlet's number of articles; undated ones are counted
    there, not drawn.

    Raises ChartError for another table or a period that is no date; ChoiceError for an outlet that is not there.

    >>> import pandas as pd
    >>> weeks = pd.DataFrame({"outlet": "A", "period": ["2020-11-09", "2020-W47"], "measure": "articles", "n": [2, 5]})
    >>> draw_corpus(weeks).drawing.data["n"].tolist()
    [2, 5]
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    chosen = some(rows, by, outlets, WANTED.draws)
    data = rows[rows[by].isin(chosen)].reset_index(drop=True)
    plan = _Plan(data, by, chosen, period_starts(data["period"], WANTED.draws), _words(data, by, title))
    return drawn(lambda at: fitting(lambda n: _draw(plan, at, PITCHES[-n]), pitches(PITCHES, len(chosen))), size)


@dataclass(frozen=True)
class _Plan:
    data: pd.DataFrame
    by: str
    outlets: list[str]
    starts: pd.Series
    words: Words


def _words(data: pd.DataFrame, by: str, title: str | None) -> Words:
    undated = int(data.loc[period_starts(data["period"], WANTED.draws).isna(), "n"].sum())
    total = counted(data["n"].sum(), "article")
    title = title or f"How many articles does each {by} have, and from when?"
    notes = [
        f"Bars: articles by the period they fall in, every {by} on the same scale. Beside each row: all its articles."
    ]
    notes += [f"{counted(undated, 'article')} without a date: counted beside the row, not drawn."] if undated else []
    caption = f"Articles in the corpus by {by} and period ({total}, {counted(data[by].nunique(), by)})."
    sums = data.groupby(by, sort=False)["n"].sum()
    alt = f"Rows of bars. {total} by {by}: {'; '.join(f'{name} {n:.0f}' for name, n in sums.items()) or 'none'}."
    return Words(title, tuple(notes), caption, alt)


def _draw(plan: _Plan, size: Size, pitch: float) -> Chart:
    if plan.data.empty or plan.data["n"].sum() == 0:
        return nothing(size, plan.words, plan.data, "No article.")
    rows = stack(plan.outlets, size, 0.35 * size.width, pitch=pitch)
    right = widest([_counted(plan, outlet) for outlet in plan.outlets], size.small) + 2 * size.scale
    grid = Grid((rows.height,), 1, rows.width + 1.5 * size.scale, right, line(size, size.small), 6.5 * size.scale)
    chart, panels = sheet(size, plan.words, plan.data, grid)
    axes = panels[0][0]
    axes.set_ylim(rows.height, 0)
    axes.set_yticks(rows.middles, rows.names, linespacing=1.0)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    top = plan.data.loc[plan.starts.notna(), "n"].max()
    for place, outlet in enumerate(plan.outlets):
        _row(axes, plan, outlet, rows, place, top, size)
    _dates(axes, plan, top, rows, size)
    return chart


def _row(axes, plan: _Plan, outlet: str, rows: Rows, place: int, top: float, size: Size) -> None:
    mine = plan.data[plan.by] == outlet
    dated = mine & plan.starts.notna()
    foot = rows.middles[place] + rows.heights[place] / 2
    tall = 0.86 * rows.heights[place]
    if dated.any():
        counts = plan.data.loc[dated, "n"].to_numpy(dtype=float)
        width = period_days(plan.starts)
        axes.bar(date2num(plan.starts[dated]), -counts / top * tall, width=0.86 * width, bottom=foot, align="edge",
                 color=MARKS[0].colour, label=outlet)  # fmt: skip
    axes.axhline(foot, color=RULE, linewidth=0.5 * size.scale, zorder=0.5)
    beside(axes, _counted(plan, outlet), rows.middles[place], size)


def _counted(plan: _Plan, outlet: str) -> str:
    """Return what stands beside a row: its articles, and how many of them are undated."""
    mine = plan.data[plan.by] == outlet
    undated = plan.data.loc[mine & plan.starts.isna(), "n"].sum()
    return f"{plan.data.loc[mine, 'n'].sum():,.0f}" + (f" ({undated:,.0f} undated)" if undated else "")


def _dates(axes, plan: _Plan, top: float, rows: Rows, size: Size) -> None:
    days = date2num(plan.starts.dropna())
    if not len(days):
        axes.set_xticks([])
        axes.text(0.5, 0.5, "no article has a date", transform=axes.transAxes, ha="center", va="center", color=SOFT)
        return
    axes.set_xlim(days.min(), days.max() + period_days(plan.starts))
    date_axis(axes, plan.starts, size)
    style = {"ha": "right", "va": "bottom", "size": size.small, "color": SOFT}
    write(axes, f"tallest bar: {counted(top, 'article')}", (1, 1), (0, 1), **style)
