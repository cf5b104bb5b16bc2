"""Shares over time: one panel an outlet, a dot a period with its interval, events as lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.dates import date2num

from framing.chart.canvas import (
    Chart,
    ChartError,
    Grid,
    Words,
    balanced,
    drawn,
    filled,
    first_fitting,
    line,
    sheet,
    text_width,
    widest,
    wrap,
)
from framing.chart.dates import date_axis, period_days, period_starts
from framing.chart.parts import SHARE, interval_words, nothing, width_of, write
from framing.chart.presets import Size
from framing.chart.style import INK, MARKS, MM, MORE, RULE, SOFT
from framing.chart.tables import Wanted, by_use, capital, counted, name_column, one, single_rows, some, take, unit
from framing.errors import choose

COLUMNS = ("referent", "label", "period", "measure", "n", "total", "estimate", "low", "high", "notes")
LAYOUTS = ((18.0, 40.0), (14.0, 40.0), (10.0, 40.0), (14.0, 30.0), (10.0, 30.0))
SMOOTH = "smooth"
WANTED = Wanted("draw_time", 'measure.shares(..., by=("outlet", "week"))', COLUMNS, ("share",))


def draw_time(
    table: pd.DataFrame,
    *,
    label: str | None = None,
    referent: str | None = None,
    outlets: Sequence[str] | None = None,
    events: Mapping[str, str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw how a label's share moves over time, from the table ``measure.shares`` returned by outlet and period.

    One panel an outlet (or group): a dot a day, week or month at its first day, ``estimate`` from 0 to 100 per cent,
    its interval from ``low`` to ``high``; under it ``total``, the mentions it is a share of, and in brackets the
    articles these stand in (``n_articles``, where the table has it). The pale line only joins neighbouring periods;
    where the table has a column ``smooth`` (``measure.smoothed``), that line is drawn over it. ``events`` maps days to
    names, drawn as lines and named under the figure. Undated articles are said under the figure, not drawn. ``label``
    (or a frame) is the most used one unless given.

    Raises ChartError for another table, several rows for one dot, a period or event that is no date; ChoiceError for
    a label, referent or outlet that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "referent": "war", "label": "invasion", "measure": "share", "n": 3, "total": 4,
    ...        "low": 0.3, "high": 0.95, "estimate": 0.75, "notes": None}
    >>> weeks = pd.DataFrame([row | {"period": "2020-W46"}, row | {"period": "2020-W47"}])
    >>> draw_time(weeks, events={"2020-11-10": "agreement"}).drawing.data["period"].tolist()
    ['2020-W46', '2020-W47']
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    referent = one(rows, "referent", referent, WANTED.draws)
    rows = rows[rows["referent"] == referent] if referent is not None else rows
    chosen = some(rows, by, outlets, WANTED.draws)
    rows = rows[rows[by].isin(chosen)]
    of = name_column(rows)
    label = _label(rows, of, label)
    rows = rows[rows[of] == label]
    single_rows(rows, (by, "period"), WANTED.draws)
    starts = period_starts(rows["period"], WANTED.draws)
    data = rows.assign(start=starts).sort_values(["start"], kind="stable")
    order = data[by].map(chosen.index)
    data = data.loc[order.sort_values(kind="stable").index].reset_index(drop=True)
    plan = _Plan(data, by, label, chosen, _days(events or {}), title)
    return drawn(lambda at: first_fitting(lambda layout: _draw(plan, at, *layout), LAYOUTS), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the rows in order of time, what is compared, the label, and the days of the events."""

    data: pd.DataFrame
    by: str
    label: str | None
    outlets: list[str]
    events: dict[pd.Timestamp, str]
    title: str | None

    @property
    def dated(self) -> pd.DataFrame:
        return self.data[self.data["start"].notna()]

    @property
    def counts(self) -> pd.Series:
        """What stands under the dots: the mentions and, where the table has them, their articles in brackets below."""
        articles = self.dated.get("n_articles")
        below = [""] * len(self.dated) if articles is None else [f"\n({n:,.0f})" for n in articles.fillna(0)]
        texts = [f"{total:,.0f}{more}" for total, more in zip(self.dated["total"], below, strict=True)]
        return pd.Series(texts, index=self.dated.index, dtype=object)


def _label(rows: pd.DataFrame, of: str, given: str | None) -> str | None:
    if given is not None and len(rows):
        return choose(given, sorted(rows[of].dropna().unique()), f"draw_time: {of}")
    used = by_use(rows.dropna(subset=of), of)
    return used[0] if used else given


def _days(events: Mapping[str, str]) -> dict[pd.Timestamp, str]:
    """Return the events by day, in order."""
    days = {}
    for day, name in events.items():
        try:
            days[pd.Timestamp(day)] = str(name)
        except ValueError:
            raise ChartError(
                f"draw_time: the event {name!r} has {day!r}, which is no date such as 2020-11-10"
            ) from None
    return dict(sorted(days.items()))


def _letters(plan: _Plan) -> dict[pd.Timestamp, str]:
    """Return a letter for each event that falls into the time drawn."""
    starts = plan.dated["start"]
    if starts.empty:
        return {}
    last = starts.max() + pd.Timedelta(days=period_days(starts))
    inside = [day for day in plan.events if starts.min() <= day <= last]
    return {day: chr(ord("A") + place) for place, day in enumerate(inside)}


def _words(plan: _Plan, counts: bool) -> Words:
    data, by = plan.data, plan.by
    referent = data["referent"].iloc[0] if len(data) and pd.notna(data["referent"].iloc[0]) else "naming"
    title = f"{capital(referent)}: when does each {by} use “{plan.label}”?"
    under = f"Under a dot: these mentions{'; in brackets: their articles' * ('n_articles' in data)}. "
    known = bool(data["low"].notna().any())
    notes = [
        f"Dot: share (%) of the mentions that characterise the referent in a period, at its first day. "
        f"{f'Whisker: {interval_words(data)}. ' * known}{under * counts}No dot: no mention."
        f"{' Broad line: mean share of neighbouring periods, without an interval.' if SMOOTH in data else ''}"
    ]
    bare = plan.dated[plan.dated["estimate"].notna() & plan.dated["low"].isna()]["notes"].dropna().unique()
    notes += [f"No whisker: {'; '.join(bare)}."] if len(bare) else []
    letters = _letters(plan)
    said = [f"{letter}: {plan.events[day]}, {day.day} {day:%b %Y}" for day, letter in letters.items()]
    notes += [f"{'; '.join(said)}."] if said else []
    notes += _undated(plan)
    peaks = (
        plan.dated.dropna(subset="estimate").sort_values("estimate", ascending=False, kind="stable").drop_duplicates(by)
    )
    tops = "; ".join(f"{row[by]} {100 * row['estimate']:.0f}% in {row['period']}" for _, row in peaks.iterrows())
    alt = f"Dots with intervals over time, a panel for each {by}. Highest: {tops or 'none'}."
    return Words(plan.title or title, tuple(notes), f"Share of “{plan.label}” over time, by {by}.", alt)


def _undated(plan: _Plan) -> list[str]:
    rows = plan.data[plan.data["start"].isna() & (plan.data["total"] > 0)]
    said = [f"{row[plan.by]} {row['n']:.0f} of {counted(row['total'], 'mention')}" for _, row in rows.iterrows()]
    return [f"Undated, not drawn: {'; '.join(said)}."] if said else []


def _draw(plan: _Plan, size: Size, high: float, wide: float) -> Chart:
    """Return the figure with panels ``high`` and at least so ``wide``, in a journal's millimetres."""
    columns = balanced(len(plan.outlets), int(size.width // (wide * size.scale)))
    left = 6 * size.scale + line(size, size.small)
    room = min(size.width / columns - 8 * size.scale, size.width - left - 4 * size.scale)
    counts = _roomy(plan, room, size)
    words = _words(plan, counts)
    if plan.dated["estimate"].isna().all():
        reason = "No article with a mention has a date." if plan.data["total"].sum() else "No mention here."
        return nothing(size, words, plan.data, reason, _undated(plan))
    deep, letters = -(-len(plan.outlets) // columns), _letters(plan)
    names = [wrap(name, room, size.text, bold=True) for name in plan.outlets]
    lines = max(name.count("\n") + 1 for name in names)
    above = lines * line(size, size.text) + (line(size, size.small) if letters else 0) + 1.2 * size.scale
    grid = Grid(
        (high * size.scale,) * deep, columns, left, right=1 * size.scale, head=above,
        foot=_counted_lines(plan) * line(size, size.small) + 2.2 * size.scale, gap=3 * size.scale,
        ticks=2.2 * line(size, size.small) + 1 * size.scale,
    )  # fmt: skip
    chart, panels = sheet(size, words, plan.data, grid)
    for place, axes in enumerate(filled(chart, panels, len(plan.outlets))):
        _axes(axes, plan, size, bottom=place + columns >= len(plan.outlets), first=place % columns == 0)
        _panel(axes, plan, plan.outlets[place], size, counts)
        _events(axes, letters, size)
        up = 1.5 * size.scale + (1.15 * size.small if letters else 0)
        write(axes, names[place], (0, 1), (0, up), size=size.text, weight="bold", va="bottom", linespacing=1.05)
    return chart


def _roomy(plan: _Plan, room: float, size: Size) -> bool:
    """Tell whether the counts of all periods find room beside each other."""
    return widest(plan.counts, size.small) * 1.2 * plan.dated["start"].nunique() <= room


def _counted_lines(plan: _Plan) -> int:
    return 1 + ("n_articles" in plan.data)


def _axes(axes, plan: _Plan, size: Size, *, bottom: bool, first: bool) -> None:
    starts = plan.dated["start"]
    half = period_days(starts) / 2
    axes.set_ylim(0, 1)
    axes.set_yticks((0, 0.5, 1), ("0", "50", "100") if first else ("", "", ""), size=size.small)
    axes.set_ylabel(_unit(axes, size) if first else "", size=size.small, labelpad=1 * size.scale)
    axes.grid(axis="y")
    axes.set_xlim(date2num(starts.min()) - half, date2num(starts.max()) + half)
    date_axis(axes, starts, size)
    axes.tick_params(axis="x", pad=3.5 * size.scale + 1.2 * _counted_lines(plan) * size.small)
    axes.tick_params(labelbottom=bottom)


def _unit(axes, size: Size) -> str:
    """Return what stands beside the axis: only the unit where the panel is low."""
    high = axes.get_position().height * axes.figure.get_size_inches()[1] / MM
    return SHARE if text_width(SHARE, size.small) <= 0.8 * high else "%"


def _panel(axes, plan: _Plan, outlet: str, size: Size, counts: bool) -> None:
    mine = plan.dated[(plan.dated[plan.by] == outlet) & plan.dated["estimate"].notna()]
    at = date2num(mine["start"]) if len(mine) else np.empty(0)
    every = plan.dated[plan.dated[plan.by] == outlet]
    axes.plot(
        every["start"].map(date2num), every["estimate"], "-", color=RULE, lw=0.8 * size.scale, zorder=1.5, gid="joined"
    )
    if SMOOTH in every:
        style = {"lw": 1.6 * size.scale, "color": MARKS[4].colour, "zorder": 1.8, "gid": SMOOTH}
        axes.plot(every["start"].map(date2num), every[SMOOTH], "-", **style)
    known = (mine["low"].notna() & mine["high"].notna()).to_numpy()
    lines = axes.vlines(at[known], mine["low"][known], mine["high"][known], color=INK, linewidth=0.8 * size.scale)
    lines.set_gid("intervals")
    axes.plot(
        at, mine["estimate"], "o", ms=3.2 * size.scale, color=MORE.colour, clip_on=False, zorder=3, gid="estimate"
    )
    for x, count in zip(at, plan.counts[mine.index] if counts else [], strict=counts):
        axes.annotate(
            count, (x, 0), (0, -3 * size.scale), xycoords=("data", "axes fraction"), va="top", ha="center",
            textcoords="offset points", size=size.small, color=SOFT, annotation_clip=False, linespacing=1.0,
        )  # fmt: skip


def _events(axes, letters: dict[pd.Timestamp, str], size: Size) -> None:
    """Draw a line at each event, with its letter over the panel; neighbours too close for two share one text."""
    left, right = axes.get_xlim()
    texts: list[tuple[float, str]] = []
    for day, letter in letters.items():
        at = float(date2num(day))
        axes.axvline(at, color=SOFT, lw=0.7 * size.scale, ls=(0, (3, 2)), zorder=1, gid="event")
        last, said = texts[-1] if texts else (-np.inf, "")
        if (at - last) / (right - left) * width_of(axes) < text_width(f"{said}{letter} ", size.small):
            texts[-1] = (last, said + letter)
        else:
            texts.append((at, letter))
    for at, text in texts:
        place = ((at - left) / (right - left), 1)
        write(axes, text, place, (0, 1 * size.scale), va="bottom", ha="center", size=size.small, color=SOFT)
