"""Shares of naming by outlet: one panel a label, one bar an outlet, its interval on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, balanced, filled, line, sheet, text_width, wrap
from framing.chart.naming import LEAST, Choice, Naming, Room, in_order, naming
from framing.chart.parts import (
    SHARE,
    Rows,
    bars,
    beside,
    head,
    interval_note,
    intervals,
    name_axis,
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
    remark_line,
    remarks,
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
    labels: Sequence[str] | int | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw how each outlet (or group) names a referent, from the table ``measure.shares`` returned.

    One panel a label (or frame), one bar an outlet: the bar is the column ``estimate``, the line on it runs from
    ``low`` to ``high``, the count beside it is ``n``; beside an outlet's name stand its mentions that characterise
    the referent (``total``) and the articles they are in. Shares run from 0 to 100 per cent, always. Without
    ``labels`` eight are drawn (all where no more than twelve are in use), or as many as the page holds: the one each
    outlet uses most, then the most used (of labels used alike those the codebook has first), and the figure says how
    many are left out; ``labels`` may be the most to draw, or names. ``outlets`` names groups where the table compares
    groups. The last panel, paler, is how often the outlet characterises the referent at all (measure "characterised").

    Raises ChartError for another table, several rows for one bar, or more than the page holds; ChoiceError for a
    referent, label or outlet that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "referent": "war", "label": "invasion", "measure": "share", "n": 3, "total": 4,
    ...        "n_articles": 3, "estimate": 0.75, "low": 0.3, "high": 0.95, "notes": None}
    >>> draw_shares(pd.DataFrame([row])).drawing.data["estimate"].tolist()
    [0.75]
    """
    choice = Choice(referent, labels, outlets, title)
    plan = naming(take(table, WANTED), WANTED, choice, ("measure",), weighed=_shares, ranked=_ranked)
    return _Plan(**vars(plan)).drawn(_draw, Room(MOST, enough=5, close=MOST, least=LEAST), size)


def _shares(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["measure"] == "share"]


def _tops(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the row of each outlet's most used label, the largest share first; outlets that use none have no row."""
    used = rows[rows["n"] > 0].dropna(subset="estimate")
    tops = used.sort_values("n", ascending=False, kind="stable").drop_duplicates(by)
    return tops.sort_values("estimate", ascending=False, kind="stable")


def _ranked(rows: pd.DataFrame, of: str) -> list[str]:
    """Return the labels in the order they are kept in: first those some outlet uses most, then the most used."""
    tops = set(_tops(rows, unit(rows, WANTED.draws))[of])
    return sorted(by_use(rows, of), key=lambda label: label not in tops)


@dataclass(frozen=True)
class _Plan(Naming):
    """What is drawn, in panels: the labels, then how often the referent is characterised at all."""

    @property
    def _used(self) -> list[str]:
        return by_use(_shares(self.rows), self.of)

    def first(self, number: int, close: bool) -> Self:
        """Return the same with the first ``number`` labels only, the most used of these first, or as they were named."""
        labels = self.labels if self.fixed else sorted(self.labels[:number], key=self._used.index)
        return replace(self, labels=labels, close=close)

    @property
    def left_out(self) -> list[str]:
        """The note that says how many labels are not drawn; where those drawn are not the most used, which they are."""
        if self.fixed or self.labels == self._used[: len(self.labels)]:
            return super().left_out
        omitted = counted(self.rows[self.of].nunique() - len(self.labels), self.of)
        return [f"{omitted} not drawn: first those come that some {self.by} uses most, then the most used."]

    @property
    def data(self) -> pd.DataFrame:
        at_all = self.rows[self.rows["measure"] != "share"]
        shares = in_order(_shares(self.labelled), **{self.of: self.labels, self.by: self.outlets})
        return pd.concat([shares, in_order(at_all, **{self.by: self.outlets})], ignore_index=True)

    def panels(self, data: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
        share, at_all = _shares(data), data[data["measure"] != "share"]
        named = [(label, share[share[self.of] == label]) for label in self.labels]
        return [*named, (AT_ALL, at_all)] if len(at_all) else named


def _words(plan: _Plan, data: pd.DataFrame) -> Words:
    share, by, of = _shares(data), plan.by, plan.of
    title = plan.title or f"{plan.about}: which {of}s does each {by} use?"
    notes = [
        interval_note(
            share,
            "Bar: share (%) of the mentions that characterise the referent.",
            f"Beside each {by}: these mentions; the articles they stand in. Beside each bar: mentions of the {of}.",
        )
    ]
    notes += [f"Last panel: of all mentions, bare names too ({AT_ALL})."] if len(data) > len(share) else []
    notes += plan.left_out
    notes += remark_line(data["notes"])
    totals = share.drop_duplicates(by)
    size = f"{counted(totals['total'].sum(), 'mention')}, {counted(totals['n_articles'].sum(), 'article')}"
    caption = f"Share of each {of} among the mentions that characterise the referent, by {by} ({size})."
    return Words(title, tuple(notes), caption, _alt(plan, share))


def _alt(plan: _Plan, share: pd.DataFrame) -> str:
    by, of = plan.by, plan.of
    tops = _tops(_shares(plan.rows), by)
    every = tops[of].isin(plan.labels).all()
    tops = tops if every else _tops(share, by)
    named = "; ".join(f"{row[by]} {row[of]} {100 * row['estimate']:.0f}%" for _, row in tops.iterrows())
    return (
        f"Bar chart with intervals. {counted(len(plan.labels), of)} for {plan.referent or 'a referent'} by "
        f"{counted(len(plan.outlets), by)}. Most used{'' if every else ' of those drawn'}: {named or 'none'}."
    )


def _draw(plan: _Plan, size: Size) -> Chart:
    data = plan.data
    words = _words(plan, data)
    if _shares(data)["total"].sum() == 0:
        return nothing(size, words, data, "No mention characterises this referent here.")
    rows, panels = _rows(plan, data, size), plan.panels(data)
    room = size.width - rows.width - 4 * size.scale
    least, spare = _least(plan, panels, size)
    columns = balanced(len(panels), int(room // least))
    heads = [wrap(name, room / columns - spare, size.text, bold=True) for name, _ in panels]
    lines = [
        max(text.count("\n") + 1 for text in heads[first : first + columns]) for first in range(0, len(heads), columns)
    ]
    high = tuple(n * line(size, size.text) + 1.2 * size.scale for n in lines)
    grid = Grid(
        (rows.height,) * -(-len(panels) // columns), columns, rows.width + 1.5 * size.scale, 4.5 * size.scale, high,
        foot=1.5 * size.scale, gap=1.5 * size.scale, ticks=3 * size.scale + line(size, size.small),
    )  # fmt: skip
    chart, axes = sheet(size, words, data, grid)
    for place, panel in enumerate(filled(chart, axes, len(panels))):
        name_rows(panel, rows, show=place % columns == 0)
        _panel(panel, plan, panels[place][1], rows, size)
        _counts(panel, plan, data, panels[place][1], rows, size)
        panel.tick_params(labelbottom=place + columns >= len(panels))
        head(panel, heads[place], size)
    name_axis(axes[-1][0], SHARE, size)
    return chart


def _least(plan: _Plan, panels: list[tuple[str, pd.DataFrame]], size: Size) -> tuple[float, float]:
    """Return the least width of a panel and what its name leaves free of it; close together no name's word is broken."""
    usual, spare = 21 * size.scale, 0.9 * size.scale
    if not plan.close:
        return usual, 3 * size.scale
    word = max(text_width(word, size.text, bold=True) for name, _ in panels for word in str(name).split())
    return max(16 * size.scale, min(usual, word + spare + 0.1)), spare


def _rows(plan: _Plan, data: pd.DataFrame, size: Size) -> Rows:
    """Return the outlets as rows, each with its counts and the letter of what is remarked on all its bars."""
    marks, share = remarks(data["notes"]), _shares(data)
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
    marks, share = remarks(data["notes"]), _shares(data)
    for _, row in part.iterrows():
        mine = share.loc[share[plan.by] == row[plan.by], "notes"]
        letter = "" if row["notes"] == common(mine) else marks.get(row["notes"], "")
        middle = rows.middles[plan.outlets.index(row[plan.by])]
        beside(axes, f"{row['n']:,.0f}{' ' * bool(letter)}{letter}", middle, size)
