"""How a label's mentions divide into voices or places: a block a label, a column each, a bar an outlet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, line, sheet, wrap
from framing.chart.naming import Choice, Naming, Room, in_order, naming
from framing.chart.parts import (
    SHARE,
    Rows,
    bars,
    head,
    interval_note,
    intervals,
    name_axis,
    name_rows,
    nothing,
    share_axis,
    stack,
    width_of,
    write,
)
from framing.chart.presets import Size
from framing.chart.style import INK
from framing.chart.tables import Wanted, common, counted, listed, remark_line, remarks, take, with_counts

MOST = 5


@dataclass(frozen=True)
class Said:
    """What a figure of this kind divides mentions into, and how it speaks of it.

    ``column`` of the table names the part a row is about; ``names`` spells parts that are written otherwise;
    ``question`` may hold ``{of}``, which is "label" or "frame".
    """

    column: str
    question: str
    inside: str
    anywhere: str
    nothing: str
    about: str
    names: Mapping[str, str] = field(default_factory=dict)


def draw_divided(table: pd.DataFrame, wanted: Wanted, said: Said, choice: Choice, size: Size | None) -> Chart:
    """Return the figure of a table whose rows are outlets x labels x ``said.column``, with the choices made."""
    plan = naming(take(table, wanted), wanted, choice, (said.column,))
    return _Plan(**vars(plan), said=said).drawn(_draw, Room(MOST, enough=2, close=MOST), size)


@dataclass(frozen=True)
class _Plan(Naming):
    """What is drawn, and what its mentions divide into."""

    said: Said

    @property
    def data(self) -> pd.DataFrame:
        """The rows of the labels drawn, in order, in the columns that hold a mention."""
        column, held = self.said.column, self.columns
        rows = self.labelled[self.labelled[column].isin(held)]
        return in_order(rows, **{self.of: self.labels, self.by: self.outlets, column: held})

    @property
    def columns(self) -> list[str]:
        """The voices (places) in which there is a mention of a label drawn, in the order of the table."""
        held = set(self.labelled.loc[self.labelled["n"] > 0, self.said.column])
        return [name for name in self.rows[self.said.column].drop_duplicates() if name in held]


def _words(plan: _Plan, data: pd.DataFrame) -> Words:
    by, of, said = plan.by, plan.of, plan.said
    silent = [name for name in plan.rows[said.column].drop_duplicates() if name not in plan.columns]
    notes = [
        interval_note(
            data,
            f"Bar: share (%) of the {by}'s mentions of the {of} that are {said.inside}.",
            f"Beside each {by}: its mentions of the {of}, {said.anywhere}; the articles they stand in.",
        )
    ]
    notes += plan.left_out
    notes += [f"{said.nothing} {listed(silent, 'or')}."] if silent else []
    notes += remark_line(data["notes"])
    caption = f"{said.about} each {of}, by {by} ({counted(data['n'].sum(), 'mention')})."
    sums = data.groupby(said.column, sort=False)["n"].sum()
    found = "; ".join(f"{name} {n:.0f}" for name, n in sums.items())
    held = f"{counted(len(plan.labels), of)} by {counted(len(plan.outlets), by)}"
    alt = f"Bars with intervals: {held}. Mentions: {found or 'none'}."
    return Words(plan.title or f"{plan.about}: {said.question.format(of=of)}", tuple(notes), caption, alt)


def _draw(plan: _Plan, size: Size) -> Chart:
    data, names = plan.data, plan.columns
    words = _words(plan, data)
    if data.empty:
        return nothing(size, words, data, "No mention of this referent here.")
    blocks = {label: _rows(plan, data, label, size) for label in plan.labels}
    heads = {label: wrap(label, size.width - 3 * size.scale, size.text, bold=True) for label in plan.labels}
    left = max(rows.width for rows in blocks.values()) + 1.5 * size.scale
    lines = max(text.count("\n") + 1 for text in heads.values())
    grid = Grid(
        tuple(rows.height for rows in blocks.values()), len(names), left,
        head=lines * line(size, size.text) + 1.2 * size.scale, foot=1.2 * size.scale, gap=2.2 * size.scale,
        ticks=3 * size.scale + line(size, size.small),
        top=_column_lines(plan, left, size) * line(size, size.small) + 0.8 * size.scale,
    )  # fmt: skip
    chart, panels = sheet(size, words, data, grid)
    for (label, rows), abreast in zip(blocks.items(), panels, strict=True):
        _label_name(abreast[0], heads[label], left, size)
        for name, axes in zip(names, abreast, strict=True):
            name_rows(axes, rows, show=name == names[0])
            _panel(axes, plan, data[(data[plan.of] == label) & (data[plan.said.column] == name)], rows, size)
            axes.tick_params(labelbottom=label == plan.labels[-1])
    name_axis(panels[-1][0], SHARE, size)
    for name, axes in zip(names, panels[0], strict=True):
        _column_name(axes, plan.said.names.get(name, name), lines, size)
    return chart


def _column_lines(plan: _Plan, left: float, size: Size) -> int:
    """Return how many lines the longest name of a column takes."""
    room = (size.width - left - 3 * size.scale) / len(plan.columns) - 0.4 * size.scale
    names = [plan.said.names.get(name, name) for name in plan.columns]
    return max(wrap(name, room, size.small).count("\n") + 1 for name in names)


def _rows(plan: _Plan, data: pd.DataFrame, label: str, size: Size) -> Rows:
    part, letters = data[data[plan.of] == label], remarks(data["notes"])
    names = []
    for outlet in plan.outlets:
        mine = part[part[plan.by] == outlet]
        total, articles = (mine[name].max() if len(mine) else 0 for name in ("total", "n_articles"))
        letter = letters.get(common(mine["notes"]), "")
        names.append(with_counts(outlet, f"{total:,.0f}; {articles:,.0f}{' ' * bool(letter)}{letter}"))
    return stack(names, size, (0.28 if plan.close else 0.4) * size.width)


def _panel(axes, plan: _Plan, part: pd.DataFrame, rows: Rows, size: Size) -> None:
    at = rows.middles[[plan.outlets.index(outlet) for outlet in part[plan.by]]]
    share_axis(axes, size)
    bars(axes, part["estimate"], at, size)
    intervals(axes, part, at, size)


def _label_name(axes, label: str, left: float, size: Size) -> None:
    """Write the label over the outlets' names, from the figure's left edge."""
    head(axes, label, size, back=left)


def _column_name(axes, name: str, lines: int, size: Size) -> None:
    """Write a voice (or place) over its column, above the lines that name the first label."""
    text, up = wrap(name, width_of(axes) + 1.8 * size.scale, size.small), 1.5 * size.scale + 1.22 * lines * size.text
    write(axes, text, (0, 1), (0, up), size=size.small, color=INK, va="bottom", linespacing=1.0)
