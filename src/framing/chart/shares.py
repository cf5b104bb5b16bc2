"""Shares of naming by outlet: one panel a label, one bar an outlet, its interval on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, balanced, drawn, filled, line, sheet, wrap
from framing.chart.parts import (
    Rows,
    bars,
    beside,
    head,
    interval_words,
    intervals,
    name_rows,
    nothing,
    share_axis,
    stack,
)
from framing.chart.presets import Size
from framing.chart.style import BAR, PALE_BAR
from framing.chart.tables import (
    Wanted,
    counted,
    most_used,
    name_column,
    one,
    remark_line,
    remarks,
    single_rows,
    some,
    take,
    unit,
)

COLUMNS = ("referent", "label", "measure", "n", "total", "n_articles", "estimate", "low", "high", "notes")
WANTED = Wanted("draw_shares", "measure.shares", COLUMNS, ("share", "characterised"))
MOST = 8
AT_ALL = "characterised at all"


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

    One panel a label (or frame), one bar an outlet: the bar is the column ``estimate``, the line on it runs from
    ``low`` to ``high``, the count beside it is ``n``; behind an outlet's name stand its mentions that characterise
    the referent (``total``) and the articles they are in. Shares run from 0 to 100 per cent, always. Without
    ``labels`` the eight most used are drawn, and the figure says how many are left out; ``outlets`` names groups
    where the table compares groups. The last panel, paler, is how often the outlet characterises the referent at all
    (measure "characterised").

    Raises ChartError for another table, several rows for one bar, or more than the page holds; ChoiceError for a
    referent, label or outlet that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "referent": "war", "label": "invasion", "measure": "share", "n": 3, "total": 4,
    ...        "n_articles": 3, "estimate": 0.75, "low": 0.3, "high": 0.95, "notes": None}
    >>> draw_shares(pd.DataFrame([row])).drawing.data["estimate"].tolist()
    [0.75]
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    referent = one(rows, "referent", referent, WANTED.draws)
    rows = rows[rows["referent"] == referent] if referent is not None else rows
    chosen = some(rows, by, outlets, WANTED.draws)
    rows = rows[rows[by].isin(chosen)]
    share, at_all = (rows[rows["measure"] == name] for name in WANTED.measures)
    of = name_column(share)
    kept, omitted = most_used(share, of, MOST) if labels is None else (some(share, of, labels, WANTED.draws), 0)
    data = pd.concat([share[share[of].isin(kept)], at_all])
    single_rows(data, (by, of, "measure"), WANTED.draws)
    plan = _Plan(_ordered(data, by, of, chosen, kept), by, of, chosen, kept)
    words = _words(plan, referent, omitted, title)
    return drawn(lambda at: _draw(plan, words, at), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the rows, the column that is compared and the one that names, and their values in order."""

    data: pd.DataFrame
    by: str
    of: str
    outlets: list[str]
    labels: list[str]

    @property
    def share(self) -> pd.DataFrame:
        return self.data[self.data["measure"] == "share"]

    def panels(self) -> list[tuple[str, pd.DataFrame]]:
        share, at_all = self.share, self.data[self.data["measure"] == "characterised"]
        named = [(label, share[share[self.of] == label]) for label in self.labels]
        return [*named, (AT_ALL, at_all)] if len(at_all) else named


def _ordered(rows: pd.DataFrame, by: str, of: str, outlets: list[str], labels: list[str]) -> pd.DataFrame:
    order = pd.DataFrame({
        "measure": rows["measure"] != "share",
        "label": rows[of].map({label: place for place, label in enumerate(labels)}),
        "outlet": rows[by].map(outlets.index),
    })  # fmt: skip
    places = order.reset_index(drop=True).sort_values(["measure", "label", "outlet"]).index
    return rows.iloc[places].reset_index(drop=True)


def _words(plan: _Plan, referent: str | None, omitted: int, title: str | None) -> Words:
    data, by, of = plan.share, plan.by, plan.of
    title = title or f"{_capital(referent or 'naming')}: which {of}s does each {by} use?"
    notes = [
        f"Bar: share (%) of the mentions that characterise the referent. Line: {interval_words(data)}. "
        f"Behind each {by}: these mentions, and the articles they stand in. Behind each bar: mentions of the {of}."
    ]
    notes += [f"Last panel: of all mentions, bare names too ({AT_ALL})."] if len(plan.data) > len(data) else []
    notes += [f"{counted(omitted, f'rarer or unused {of}')} not drawn."] if omitted else []
    notes += remark_line(plan.data["notes"])
    totals = data.drop_duplicates(by)
    size = f"{counted(totals['total'].sum(), 'mention')}, {counted(totals['n_articles'].sum(), 'article')}"
    caption = f"Share of each {of} among the mentions that characterise the referent, by {by} ({size}). {notes[0]}"
    return Words(title, tuple(notes), caption, _alt(plan, referent))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _alt(plan: _Plan, referent: str | None) -> str:
    data, by, of = plan.share, plan.by, plan.of
    tops = data.dropna(subset="estimate").sort_values("estimate", ascending=False, kind="stable").drop_duplicates(by)
    named = "; ".join(f"{row[by]} {row[of]} {100 * row['estimate']:.0f}%" for _, row in tops.iterrows())
    return (
        f"Bar chart with intervals. {counted(len(plan.labels), of)} for {referent or 'a referent'} by "
        f"{counted(len(plan.outlets), by)}. Most used: {named or 'none'}."
    )


def _draw(plan: _Plan, words: Words, size: Size) -> Chart:
    if plan.share["total"].sum() == 0:
        return nothing(size, words, plan.data, "No mention characterises this referent here.")
    rows, panels = _rows(plan, size), plan.panels()
    right = 4.5 * size.scale
    room = size.width - rows.width - 4 * size.scale
    columns = balanced(len(panels), int(room // (23 * size.scale)))
    heads = [wrap(name, room / columns - 1.5 * size.scale, size.text, bold=True) for name, _ in panels]
    high = max(text.count("\n") + 1 for text in heads) * line(size, size.text) + 1.2 * size.scale
    grid = Grid(
        (rows.height,) * -(-len(panels) // columns), columns, rows.width + 1.5 * size.scale, right, high,
        foot=1.5 * size.scale, gap=1.5 * size.scale, ticks=3 * size.scale,
    )  # fmt: skip
    chart, axes = sheet(size, words, plan.data, grid)
    for place, panel in enumerate(filled(chart, axes, len(panels))):
        name_rows(panel, rows, show=place % columns == 0)
        _panel(panel, plan, panels[place][1], rows, size)
        panel.tick_params(labelbottom=place + columns >= len(panels))
        head(panel, heads[place], size)
    return chart


def _rows(plan: _Plan, size: Size) -> Rows:
    """Return the outlets as rows, each with its counts and the letter of what is remarked on all its bars."""
    marks, share = remarks(plan.data["notes"]), plan.share
    names = []
    for outlet in plan.outlets:
        mine = share[share[plan.by] == outlet]
        counts = mine.iloc[0] if len(mine) else {"total": 0, "n_articles": 0}
        letter = marks.get(_common(mine["notes"]), "")
        said = f"{counts['total']:,.0f}, {counts['n_articles']:,.0f} art.{' ' * bool(letter)}{letter}"
        names.append(f"{outlet} ({said})")
    return stack(names, size, 0.42 * size.width)


def _common(notes: pd.Series) -> str | None:
    return notes.iloc[0] if notes.nunique(dropna=False) == 1 else None


def _panel(axes, plan: _Plan, part: pd.DataFrame, rows: Rows, size: Size) -> None:
    at = rows.middles[[plan.outlets.index(outlet) for outlet in part[plan.by]]]
    share_axis(axes, size)
    bars(axes, part["estimate"], at, size, PALE_BAR if part["measure"].eq("characterised").any() else BAR)
    intervals(axes, part, at, size)
    marks = remarks(plan.data["notes"])
    for middle, (_, row) in zip(at, part.iterrows(), strict=True):
        mine = plan.share.loc[plan.share[plan.by] == row[plan.by], "notes"]
        letter = "" if row["notes"] == _common(mine) else marks.get(row["notes"], "")
        beside(axes, f"{row['n']:,.0f}{' ' * bool(letter)}{letter}", middle, size)
