"""Shares of naming by outlet: one panel a label, one bar an outlet, its interval on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, balanced, drawn, filled, fitting, line, sheet, wrap
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
    by_use,
    common,
    counted,
    name_column,
    one,
    remark_line,
    remarks,
    single_rows,
    some,
    take,
    unit,
    with_counts,
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
    ``labels`` the eight most used are drawn, or as many as the page holds, and the figure says how many are left out;
    ``outlets`` names groups where the table compares groups. The last panel, paler, is how often the outlet
    characterises the referent at all (measure "characterised").

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
    of = name_column(rows[rows["measure"] == "share"])
    single_rows(rows, (by, of, "measure"), WANTED.draws)
    kept = None if labels is None else some(rows, of, labels, WANTED.draws)
    plan = _Plan(rows, by, of, chosen, kept or by_use(rows[rows["measure"] == "share"], of), referent, title)
    if kept:
        return drawn(lambda at: _draw(plan, at), size)
    return drawn(lambda at: fitting(lambda n: _draw(plan.first(n), at), min(MOST, len(plan.labels))), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the rows, the column that is compared and the one that names, and their values in order."""

    rows: pd.DataFrame
    by: str
    of: str
    outlets: list[str]
    labels: list[str]
    referent: str | None
    title: str | None

    def first(self, number: int) -> "_Plan":
        return replace(self, labels=self.labels[:number])

    @property
    def data(self) -> pd.DataFrame:
        rows = self.rows[self.rows[self.of].isin(self.labels) | (self.rows["measure"] != "share")]
        return _ordered(rows, self.by, self.of, self.outlets, self.labels)

    @property
    def omitted(self) -> int:
        return self.rows.loc[self.rows["measure"] == "share", self.of].nunique() - len(self.labels)

    def panels(self, data: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
        share, at_all = data[data["measure"] == "share"], data[data["measure"] != "share"]
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


def _words(plan: _Plan, data: pd.DataFrame) -> Words:
    share, by, of = data[data["measure"] == "share"], plan.by, plan.of
    title = plan.title or f"{_capital(plan.referent or 'naming')}: which {of}s does each {by} use?"
    notes = [
        f"Bar: share (%) of the mentions that characterise the referent. Line: {interval_words(share)}. "
        f"Behind each {by}: these mentions; the articles they stand in. Behind each bar: mentions of the {of}."
    ]
    notes += [f"Last panel: of all mentions, bare names too ({AT_ALL})."] if len(data) > len(share) else []
    notes += [f"{counted(plan.omitted, f'rarer or unused {of}')} not drawn."] if plan.omitted else []
    notes += remark_line(data["notes"])
    totals = share.drop_duplicates(by)
    size = f"{counted(totals['total'].sum(), 'mention')}, {counted(totals['n_articles'].sum(), 'article')}"
    caption = f"Share of each {of} among the mentions that characterise the referent, by {by} ({size}). {notes[0]}"
    return Words(title, tuple(notes), caption, _alt(plan, share))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _alt(plan: _Plan, share: pd.DataFrame) -> str:
    by, of = plan.by, plan.of
    tops = share.dropna(subset="estimate").sort_values("estimate", ascending=False, kind="stable").drop_duplicates(by)
    named = "; ".join(f"{row[by]} {row[of]} {100 * row['estimate']:.0f}%" for _, row in tops.iterrows())
    return (
        f"Bar chart with intervals. {counted(len(plan.labels), of)} for {plan.referent or 'a referent'} by "
        f"{counted(len(plan.outlets), by)}. Most used: {named or 'none'}."
    )


def _draw(plan: _Plan, size: Size) -> Chart:
    data = plan.data
    words = _words(plan, data)
    if data.loc[data["measure"] == "share", "total"].sum() == 0:
        return nothing(size, words, data, "No mention characterises this referent here.")
    rows, panels = _rows(plan, data, size), plan.panels(data)
    room = size.width - rows.width - 4 * size.scale
    columns = balanced(len(panels), int(room // (21 * size.scale)))
    heads = [wrap(name, room / columns - 3 * size.scale, size.text, bold=True) for name, _ in panels]
    lines = [
        max(text.count("\n") + 1 for text in heads[first : first + columns]) for first in range(0, len(heads), columns)
    ]
    high = tuple(n * line(size, size.text) + 1.2 * size.scale for n in lines)
    grid = Grid(
        (rows.height,) * -(-len(panels) // columns), columns, rows.width + 1.5 * size.scale, 4.5 * size.scale, high,
        foot=1.5 * size.scale, gap=1.5 * size.scale, ticks=3 * size.scale,
    )  # fmt: skip
    chart, axes = sheet(size, words, data, grid)
    for place, panel in enumerate(filled(chart, axes, len(panels))):
        name_rows(panel, rows, show=place % columns == 0)
        _panel(panel, plan, panels[place][1], rows, size)
        _counts(panel, plan, data, panels[place][1], rows, size)
        panel.tick_params(labelbottom=place + columns >= len(panels))
        head(panel, heads[place], size)
    return chart


def _rows(plan: _Plan, data: pd.DataFrame, size: Size) -> Rows:
    """Return the outlets as rows, each with its counts and the letter of what is remarked on all its bars."""
    marks, share = remarks(data["notes"]), data[data["measure"] == "share"]
    names = []
    for outlet in plan.outlets:
        mine = share[share[plan.by] == outlet]
        counts = mine.iloc[0] if len(mine) else {"total": 0, "n_articles": 0}
        letter = marks.get(common(mine["notes"]), "")
        said = f"{counts['total']:,.0f}; {counts['n_articles']:,.0f}{' ' * bool(letter)}{letter}"
        names.append(with_counts(outlet, said))
    return stack(names, size, 0.4 * size.width)


def _panel(axes, plan: _Plan, part: pd.DataFrame, rows: Rows, size: Size) -> None:
    at = rows.middles[[plan.outlets.index(outlet) for outlet in part[plan.by]]]
    share_axis(axes, size)
    bars(axes, part["estimate"], at, size, PALE_BAR if part["measure"].eq("characterised").any() else BAR)
    intervals(axes, part, at, size)


def _counts(axes, plan: _Plan, data: pd.DataFrame, part: pd.DataFrame, rows: Rows, size: Size) -> None:
    """Write each bar's count beside it, with the letter of a remark that does not hold for all bars of its outlet."""
    marks, share = remarks(data["notes"]), data[data["measure"] == "share"]
    for _, row in part.iterrows():
        mine = share.loc[share[plan.by] == row[plan.by], "notes"]
        letter = "" if row["notes"] == common(mine) else marks.get(row["notes"], "")
        middle = rows.middles[plan.outlets.index(row[plan.by])]
        beside(axes, f"{row['n']:,.0f}{' ' * bool(letter)}{letter}", middle, size)
