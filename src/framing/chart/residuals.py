"""Which outlet uses which label more than the others do: outlets by labels, standardised residuals in the cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap, to_rgb

from framing.chart.canvas import Chart, Grid, TooLargeError, Words, drawn, fitting, line, sheet, text_width, wrap
from framing.chart.parts import Rows, name_rows, nothing, stack, write
from framing.chart.presets import Size
from framing.chart.style import INK, LESS, MORE
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
)  # fmt: skip

COLUMNS = ("referent", "label", "measure", "n", "total", "estimate", "notes")
WANTED = Wanted("draw_residuals", "measure.residuals", COLUMNS, ("standardised residual",))
MOST = 12
STRONG = 4.0
TWO_SIDED = LinearSegmentedColormap.from_list("two sided", [LESS.colour, "#ffffff", MORE.colour])


def draw_residuals(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    labels: Sequence[str] | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw outlets by labels with their standardised residuals, from the table ``measure.residuals`` returned.

    A cell is an outlet (or group) and a label: its number is ``estimate``, how far the outlet's count ``n`` lies
    above (+) or below (−) what the totals of outlets and labels lead one to expect, in standard deviations; its shade
    says the same, from −4 to 4. A cell without a mention has a dot. Behind an outlet's name stand its mentions
    (``total``). The residual counts mentions as if they were independent: it shows where to look, not what is clear.

    Raises ChartError for another table, several rows for one cell, or more than the page holds; ChoiceError for a
    referent, label or outlet that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "referent": "war", "label": "invasion", "measure": "standardised residual", "n": 3,
    ...        "total": 4, "estimate": 1.2, "notes": None}
    >>> draw_residuals(pd.DataFrame([row])).drawing.data["estimate"].tolist()
    [1.2]
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    referent = one(rows, "referent", referent, WANTED.draws)
    rows = rows[rows["referent"] == referent] if referent is not None else rows
    chosen = some(rows, by, outlets, WANTED.draws)
    rows = rows[rows[by].isin(chosen)]
    of = name_column(rows)
    single_rows(rows, (by, of), WANTED.draws)
    kept = None if labels is None else some(rows, of, labels, WANTED.draws)
    plan = _Plan(rows, by, of, chosen, kept or by_use(rows, of), referent, title)
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
        rows = self.rows[self.rows[self.of].isin(self.labels)]
        order = pd.DataFrame({"a": rows[self.by].map(self.outlets.index), "b": rows[self.of].map(self.labels.index)})
        return rows.loc[order.sort_values(["a", "b"]).index].reset_index(drop=True)


def _words(plan: _Plan, data: pd.DataFrame) -> Words:
    by, of, omitted = plan.by, plan.of, plan.rows[plan.of].nunique() - len(plan.labels)
    about = f"{plan.referent[:1].upper()}{plan.referent[1:]}" if plan.referent else "Naming"
    notes = [
        f"Cell: standardised residual, + for more mentions of the {of} than the totals of {by}s and {of}s lead one to "
        f"expect, − for fewer; mentions count as independent, so no cell is a test. ·: no mention. Behind each {by}: "
        "its mentions that characterise the referent."
    ]
    notes += [f"{counted(omitted, f'rarer or unused {of}')} not drawn."] if omitted else []
    notes += remark_line(data["notes"])
    far = data.dropna(subset="estimate")
    far = far.loc[far["estimate"].abs().sort_values(ascending=False, kind="stable").index[:5]]
    said = "; ".join(f"{row[by]} {row[of]} {row['estimate']:+.1f}" for _, row in far.iterrows())
    alt = f"Table of standardised residuals, {by}s by {of}s. Farthest from 0: {said or 'none'}."
    title = plan.title or f"{about}: which {of}s does each {by} use more, or less, than the others?"
    return Words(title, tuple(notes), f"Standardised residuals by {by} and {of}. {notes[0]}", alt)


def _draw(plan: _Plan, size: Size) -> Chart:
    data = plan.data
    words = _words(plan, data)
    if data["estimate"].isna().all():
        return nothing(size, words, data, "Nothing can be compared here: too few outlets or mentions.")
    rows = _rows(plan, data, size)
    left = rows.width + 1.5 * size.scale
    over = _over(plan, left, size)
    grid = Grid((rows.height,), 1, left, 1 * size.scale, head=over + 1.5 * size.scale, foot=1.5 * size.scale)
    chart, ((axes,),) = sheet(size, words, data, grid)
    name_rows(axes, rows)
    axes.spines[:].set_visible(False)
    axes.set_xlim(0, len(plan.labels))
    axes.set_xticks([])
    for place, label in enumerate(plan.labels):
        _label(axes, label, (place + 0.5) / len(plan.labels), over, size)
    for _, row in data.iterrows():
        _cell(axes, row, plan.labels.index(row[plan.of]), plan.outlets.index(row[plan.by]), rows, size)
    return chart


def _over(plan: _Plan, left: float, size: Size) -> float:
    """Return how much room the upright labels need over the cells: the least in which each is no wider than a cell.

    Raises TooLargeError where a cell would be too narrow for its number or its label.
    """
    cell = (size.width - left - 4 * size.scale) / len(plan.labels)
    longest = max(text_width(label, size.text) for label in plan.labels)
    for over in (least * size.scale for least in (32, 45, 60) if cell >= text_width("−10.0", size.small)):
        lines = max(wrap(label, over, size.text).count("\n") + 1 for label in plan.labels)
        if lines * line(size, size.text) <= cell:
            return min(over, longest)
    raise TooLargeError(f"no room for {len(plan.labels)} labels in {size.width:g} mm: choose fewer, or a wider size")


def _rows(plan: _Plan, data: pd.DataFrame, size: Size) -> Rows:
    letters, names = remarks(data["notes"]), []
    for outlet in plan.outlets:
        mine = data[data[plan.by] == outlet]
        letter = letters.get(common(mine["notes"]), "")
        names.append(with_counts(outlet, f"{mine['total'].max():,.0f}{' ' * bool(letter)}{letter}"))
    return stack(names, size, 0.38 * size.width, pitch=1.7 if len(names) <= 20 else 1.2)


def _label(axes, label: str, at: float, over: float, size: Size) -> None:
    """Write a label upright over its column, broken where it is longer than the room over the cells."""
    text = wrap(label, over, size.text)
    write(axes, text, (at, 1), (0, 1.5 * size.scale), rotation=90, ha="center", va="bottom", linespacing=1.0)


def _cell(axes, row: pd.Series, column: int, place: int, rows: Rows, size: Size) -> None:
    high, middle = rows.heights[place], rows.middles[place]
    value = float(np.clip(row["estimate"] / STRONG, -1, 1)) if pd.notna(row["estimate"]) else 0.0
    colour = TWO_SIDED(0.5 + value / 2)
    axes.bar(column + 0.5, high * 0.94, 0.97, bottom=middle - 0.47 * high, color=colour, gid="cell")
    text = "–" if pd.isna(row["estimate"]) else _signed(row["estimate"])
    text = "·" if row["n"] == 0 and abs(value) * STRONG < 1 else text
    dark = np.dot(to_rgb(colour), (0.2126, 0.7152, 0.0722)) < 0.45
    axes.text(
        column + 0.5, middle, text, size=size.small, ha="center", va="center_baseline", color="white" if dark else INK
    )


def _signed(value: float) -> str:
    rounded = round(value, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"
