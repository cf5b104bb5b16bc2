"""Which outlet uses which label more than the others do: outlets by labels, standardised residuals in the cells."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from framing.chart.canvas import Chart, Grid, TooLargeError, Words, sheet, text_width
from framing.chart.cells import (
    Heads,
    column_heads,
    corner_height,
    draw_cell,
    empty_matrix,
    write_corner,
    write_heads,
)
from framing.chart.naming import Choice, Naming, Room, in_order, naming
from framing.chart.parts import Rows, name_rows, nothing, stack
from framing.chart.presets import Size
from framing.chart.style import LESS, MORE
from framing.chart.tables import Wanted, common, counted, remark_line, remarks, take, with_counts

COLUMNS = ("referent", "label", "measure", "n", "total", "estimate", "notes")
WANTED = Wanted("draw_residuals", "measure.residuals", COLUMNS, ("standardised residual",))
MOST = 12
SHOWN = "standardised residual"
STRONG = 4.0
TWO_SIDED = LinearSegmentedColormap.from_list("two sided", [LESS.colour, "#ffffff", MORE.colour])


def draw_residuals(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    labels: Sequence[str] | int | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw outlets by labels with their standardised residuals, from the table ``measure.residuals`` returned.

    A cell is an outlet (or group) and a label: its number is ``estimate``, how far the outlet's count ``n`` lies
    above (+) or below (−) what the totals of outlets and labels lead one to expect, in standard deviations; its shade
    says the same, from −4 to 4. A cell without a mention, where hardly one is expected, has a dot. Beside an outlet's
    name stand its mentions (``total``) and, where the table has them, the articles these stand in (``n_articles``).
    ``labels`` may be the most to draw, or names. The residual counts mentions as if they were independent: it shows
    where to look, not what is clear.

    Raises ChartError for another table, several rows for one cell, or more than the page holds; ChoiceError for a
    referent, label or outlet that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "referent": "war", "label": "invasion", "measure": "standardised residual", "n": 3,
    ...        "total": 4, "estimate": 1.2, "notes": None}
    >>> draw_residuals(pd.DataFrame([row])).drawing.data["estimate"].tolist()
    [1.2]
    """
    plan = naming(take(table, WANTED), WANTED, Choice(referent, labels, outlets, title))
    return plan.drawn(_draw, Room(MOST), size)


def _words(plan: Naming, data: pd.DataFrame) -> Words:
    by, of = plan.by, plan.of
    notes = [
        f"Cell: standardised residual, + for more mentions of the {of} than the totals of {by}s and {of}s lead one to "
        f"expect, − for fewer.{' ·: no mention.' * bool(_dotted(data).any())} Beside each {by}: its mentions that "
        f"characterise the referent{'; the articles they stand in' * _has_articles(data)}."
    ]
    notes += plan.left_out
    notes += remark_line(data["notes"])
    far = data.dropna(subset="estimate")
    far = far.loc[far["estimate"].abs().sort_values(ascending=False, kind="stable").index[:5]]
    said = "; ".join(f"{row[by]} {row[of]} {row['estimate']:+.1f}" for _, row in far.iterrows())
    alt = f"Table of standardised residuals, {by}s by {of}s. Farthest from 0: {said or 'none'}."
    title = plan.title or f"{plan.about}: which {of}s does each {by} use more, or less, than the others?"
    return Words(title, tuple(notes), f"Standardised residuals by {by} and {of}.", alt)


def _draw(plan: Naming, size: Size) -> Chart:
    data = in_order(plan.labelled, **{plan.by: plan.outlets, plan.of: plan.labels})
    words = _words(plan, data)
    if data["estimate"].isna().all():
        return nothing(size, words, data, "Nothing can be compared here: too few outlets or mentions.")
    rows = _rows(plan, data, size)
    left = rows.width + 1.5 * size.scale
    heads = _heads(plan, (size.width - left - 4 * size.scale) / len(plan.labels), size)
    over = max(heads.height, corner_height(SHOWN, left, size))
    grid = Grid((rows.height,), 1, left, 1 * size.scale, head=over + 1.5 * size.scale, foot=1.5 * size.scale)
    chart, ((axes,),) = sheet(size, words, data, grid)
    name_rows(axes, rows)
    empty_matrix(axes, len(plan.labels))
    write_heads(axes, heads, size)
    write_corner(axes, SHOWN, left, size)
    for _, row in data.iterrows():
        _cell(axes, row, plan.labels.index(row[plan.of]), plan.outlets.index(row[plan.by]), rows, size)
    return chart


def _heads(plan: Naming, cell: float, size: Size) -> Heads:
    """Return the labels over the cells; raise TooLargeError where a cell is too narrow for its number or its label."""
    heads = column_heads(plan.labels, cell, size) if cell >= text_width("−10.0", size.small) else None
    if heads is None:
        raise TooLargeError(f"no room for {counted(len(plan.labels), plan.of)} in {size.width:g} mm")
    return heads


def _rows(plan: Naming, data: pd.DataFrame, size: Size) -> Rows:
    letters, names = remarks(data["notes"]), []
    for outlet in plan.outlets:
        mine = data[data[plan.by] == outlet]
        letter = letters.get(common(mine["notes"]), "")
        articles = f"; {mine['n_articles'].max():,.0f}" if _has_articles(data) else ""
        names.append(with_counts(outlet, f"{mine['total'].max():,.0f}{articles}{' ' * bool(letter)}{letter}"))
    return stack(names, size, 0.38 * size.width, pitch=1.7 if len(names) <= 20 else 1.2)


def _cell(axes, row: pd.Series, column: int, place: int, rows: Rows, size: Size) -> None:
    value = float(np.clip(row["estimate"] / STRONG, -1, 1)) if pd.notna(row["estimate"]) else 0.0
    text = "–" if pd.isna(row["estimate"]) else _signed(row["estimate"])
    text = "·" if _dotted(row) else text
    draw_cell(axes, column, place, rows, TWO_SIDED(0.5 + value / 2), text, size)


def _dotted(cells: pd.DataFrame | pd.Series) -> pd.Series | bool:
    """Tell which cells (or whether one cell) have no mention where hardly one is expected: a dot stands there."""
    return (cells["n"] == 0) & np.logical_not(abs(cells["estimate"]) >= 1)


def _has_articles(data: pd.DataFrame) -> bool:
    return "n_articles" in data and bool(data["n_articles"].notna().all())


def _signed(value: float) -> str:
    rounded = round(value, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"
