"""Shares of naming by outlet: one panel a label, one bar an outlet, its interval on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, drawn, line, sheet, wrap
from framing.chart.parts import Rows, head, interval_words, intervals, name_rows, nothing, share_axis, stack
from framing.chart.presets import Size
from framing.chart.style import FILL, MARKS, SOFT
from framing.chart.tables import Wanted, counted, listed, most_used, one, remarks, single_rows, some, take, unit

WANTED = Wanted(
    "draw_shares", "measure.shares", ("referent", "label", "measure", "n", "total", "n_articles", "estimate", "low", "high", "notes"),
    ("share",),
)  # fmt: skip
MOST = 8


def draw_shares(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    labels: Sequence[str] | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw how each outlet (or group) names a referent, from the table ``measure.shares`` returned.

    One panel a label, one bar an outlet: the bar is the column ``estimate``, the line on it runs from ``low`` to ``high``,
    the count beside it is ``n``; behind an outlet's name stand its mentions that characterise the referent (``total``) and
    the articles they are in. Shares run from 0 to 100 per cent, always. Without ``labels`` the eight most used are drawn, and
    the figure says how many are left out; ``outlets`` names groups where the table compares groups.

    Raises ChartError for another table, several rows for one bar, or more than the page holds; ChoiceError for a referent,
    label or outlet that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "referent": "war", "label": "invasion", "measure": "share", "n": 3, "total": 4, "n_articles": 3,
    ...        "estimate": 0.75, "low": 0.3, "high": 0.95, "notes": None}
    >>> draw_shares(pd.DataFrame([row])).drawing.data["estimate"].tolist()
    [0.75]
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    referent = one(rows, "referent", referent, WANTED.draws)
    rows = rows[rows["referent"] == referent] if referent is not None else rows
    chosen = some(rows, by, outlets, WANTED.draws)
    rows = rows[rows[by].isin(chosen)]
    kept, omitted = most_used(rows, "label", MOST) if labels is None else (some(rows, "label", labels, WANTED.draws), 0)
    rows = rows[rows["label"].isin(kept)]
    single_rows(rows, (by, "label"), WANTED.draws)
    data = _ordered(rows, by, chosen, kept)
    plan = _Plan(data, by, chosen, kept, _words(data, by, referent, omitted, title))
    return drawn(lambda at: _draw(plan, at), size)


@dataclass(frozen=True)
class _Plan:
    data: pd.DataFrame
    by: str
    outlets: list[str]
    labels: list[str]
    words: Words


def _ordered(rows: pd.DataFrame, by: str, outlets: list[str], labels: list[str]) -> pd.DataFrame:
    keys = [rows["label"].map(labels.index), rows[by].map(outlets.index)]
    order = pd.DataFrame({"label": keys[0], "outlet": keys[1]}).sort_values(["label", "outlet"]).index
    return rows.loc[order].reset_index(drop=True)


def _words(data: pd.DataFrame, by: str, referent: str | None, omitted: int, title: str | None) -> Words:
    title = title or f"{str(referent or 'Naming').capitalize()}: which labels does each {by} use?"
    marks = remarks(data["notes"])
    notes = [
        f"Bar: share (%) of the mentions that characterise the referent. Line: {interval_words(data)}. Behind each {by}: these "
        "mentions, and the articles they stand in. Behind each bar: mentions of the label."
    ]
    notes += [f"{counted(omitted, 'rarer or unused label')} not drawn."] if omitted else []
    notes += [f"{letter}: {text}" for text, letter in marks.items()]
    totals = data.drop_duplicates(by)
    size = f"{counted(totals['total'].sum(), 'mention')}, {counted(totals['n_articles'].sum(), 'article')}"
    caption = f"Share of each label among the mentions that characterise the referent, by {by} ({size}). {listed(notes[:1])}"
    return Words(title, tuple(notes), caption, _alt(data, by, referent))


def _alt(data: pd.DataFrame, by: str, referent: str | None) -> str:
    tops = data.dropna(subset="estimate").sort_values("estimate", ascending=False, kind="stable").drop_duplicates(by)
    named = "; ".join(f"{row[by]} {row['label']} {100 * row['estimate']:.0f}%" for _, row in tops.iterrows())
    return (
        f"Bar chart with intervals. {data['label'].nunique()} labels for {referent or 'a referent'} by "
        f"{data[by].nunique()} {by}s. Most used: {named or 'none'}."
    )


def _draw(plan: _Plan, size: Size) -> Chart:
    if plan.data.empty:
        return nothing(size, plan.words, plan.data, "No mention characterises this referent here.")
    rows = _rows(plan, size)
    columns = _columns(plan, size, rows)
    deep = -(-len(plan.labels) // columns)
    right = 5 * size.scale
    room = (size.width - 3 * size.scale - rows.width - columns * right) / columns - 3 * size.scale
    heads = {label: wrap(label, room + right, size.text, bold=True) for label in plan.labels}
    high = max(text.count("\n") + 1 for text in heads.values()) * line(size, size.text) + 1.5 * size.scale
    grid = Grid((rows.height,) * deep, columns, rows.width + 1.5 * size.scale, right, high, 2 * size.scale, 1.5 * size.scale, ticks=3 * size.scale)
    chart, panels = sheet(size, plan.words, plan.data, grid)
    for place, axes in enumerate(axes for line_ in panels for axes in line_):
        if place >= len(plan.labels):
            chart.delaxes(axes)
            continue
        label = plan.labels[place]
        name_rows(axes, rows, show=place % columns == 0)
        axes.tick_params(labelbottom=place + columns >= len(plan.labels))
        _bars(axes, plan, label, rows, size)
        head(axes, heads[label], size)
    return chart


def _rows(plan: _Plan, size: Size) -> Rows:
    first = plan.data.drop_duplicates(plan.by).set_index(plan.by)
    names = []
    for outlet in plan.outlets:
        counts = first.loc[outlet] if outlet in first.index else None
        names.append(outlet if counts is None else f"{outlet} ({counts['total']:,.0f}, {counts['n_articles']:,.0f} art.)")
    return stack(names, size, 0.4 * size.width)


def _columns(plan: _Plan, size: Size, rows: Rows) -> int:
    room = size.width - rows.width - 4 * size.scale
    return max(1, min(len(plan.labels), int(room // (23 * size.scale))))


def _bars(axes, plan: _Plan, label: str, rows: Rows, size: Size) -> None:
    part = plan.data[plan.data["label"] == label]
    at = rows.middles[[plan.outlets.index(outlet) for outlet in part[plan.by]]]
    share_axis(axes, size, ticks=(0, 0.5, 1))
    axes.barh(at, part["estimate"].to_numpy(dtype=float), height=0.62 * rows.heights.min(), color=FILL, edgecolor=MARKS[0].colour,
              linewidth=0.5 * size.scale)  # fmt: skip
    intervals(axes, part, at, size)
    marks = remarks(plan.data["notes"])
    for height, (_, row) in zip(at, part.iterrows(), strict=True):
        mark = marks.get(row["notes"], "")
        axes.annotate(
            f"{row['n']:.0f}", (1, height), (2 * size.scale, 0), textcoords="offset points", size=size.small, color=SOFT,
            va="center_baseline", annotation_clip=False,
        )  # fmt: skip
        if mark:
            axes.annotate(mark, (1, height), (12 * size.scale, 0), textcoords="offset points", size=size.small, color=SOFT,
                          va="center_baseline", annotation_clip=False)  # fmt: skip
