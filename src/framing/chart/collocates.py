"""Which words keep a label company: its collocates, strongest first, with how often they stand together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, drawn, fitting, line, sheet
from framing.chart.parts import beside, interval_words, intervals, name_rows, nothing, stack, write
from framing.chart.presets import Size
from framing.chart.style import MORE, RULE, SOFT
from framing.chart.tables import Wanted, counted, one, single_rows, some, take

COLUMNS = ("referent", "label", "phrase", "measure", "n", "n_articles", "estimate", "low", "high", "notes")
WANTED = Wanted("draw_collocates", "measure.collocates", COLUMNS)
MOST = 25


def draw_collocates(
    table: pd.DataFrame,
    *,
    label: str | None = None,
    referent: str | None = None,
    measure: str | None = None,
    phrases: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw the words that stand beside a label more than by chance, from the table ``measure.collocates`` returned.

    One row a word: the dot is ``estimate``, joined to 0; the line its interval where the table has one; at the right
    how often the two stand together (``n``) and in how many articles. The twenty-five strongest are drawn, or as many
    as the page holds, or the ``phrases`` given.

    Raises ChartError for another table, several rows for one word, or several labels or measures where none is
    chosen; ChoiceError for a label, referent, measure or phrase that is not there.

    >>> import pandas as pd
    >>> row = {"referent": "war", "label": "invasion", "phrase": "unprovoked", "measure": "logDice", "n": 12,
    ...        "n_articles": 9, "estimate": 9.1, "low": None, "high": None, "notes": None}
    >>> draw_collocates(pd.DataFrame([row])).drawing.data["phrase"].tolist()
    ['unprovoked']
    """
    rows = take(table, WANTED)
    for column, given in (("referent", referent), ("label", label), ("measure", measure)):
        chosen = one(rows, column, given, WANTED.draws)
        rows = rows[rows[column] == chosen] if chosen is not None else rows
    single_rows(rows, ("phrase",), WANTED.draws)
    ordered = rows.sort_values(["estimate", "n", "phrase"], ascending=[False, False, True], kind="stable")
    if phrases is None:
        plan = _Plan(ordered, len(ordered), title)
        return drawn(lambda at: fitting(lambda n: _draw(plan, at, n), min(MOST, len(ordered))), size)
    kept = some(rows, "phrase", phrases, WANTED.draws)
    plan = _Plan(ordered[ordered["phrase"].isin(kept)], len(ordered), title)
    return drawn(lambda at: _draw(plan, at, len(kept)), size)


@dataclass(frozen=True)
class _Plan:
    """What may be drawn, strongest first, and how many words the table has."""

    rows: pd.DataFrame
    number: int
    title: str | None


def _words(plan: _Plan, data: pd.DataFrame) -> Words:
    if data.empty:
        return Words(plan.title or "Which words keep it company?", (), "No collocate.", "Empty figure: no collocate.")
    label, measure = data["label"].iloc[0], data["measure"].iloc[0]
    lines = f" Line: {interval_words(data)}." if data["low"].notna().any() else ""
    notes = [f"Dot: {measure}.{lines} n: times the word stands beside the label; art.: articles in which it does."]
    left = plan.number - len(data)
    notes += [f"{counted(left, 'weaker word')} not drawn."] if left else []
    said = "; ".join(f"{row['phrase']} {row['estimate']:.1f}" for _, row in data.head(10).iterrows())
    title = plan.title or f"Which words stand beside “{label}”?"
    return Words(title, tuple(notes), f"Collocates of “{label}”. {notes[0]}", f"Dot plot of {measure}: {said}.")


def _draw(plan: _Plan, size: Size, number: int) -> Chart:
    data = plan.rows.head(number).astype({"low": float, "high": float}).reset_index(drop=True)
    words = _words(plan, data)
    if data["estimate"].isna().all():
        return nothing(size, words, data, "No word stands beside this label often enough.")
    rows = stack(data["phrase"], size, 0.3 * size.width)
    above, right = line(size, size.small) + 1.2 * size.scale, 16 * size.scale
    grid = Grid((rows.height,), 1, rows.width + 1.5 * size.scale, right, above, 7.5 * size.scale)
    chart, ((axes,),) = sheet(size, words, data, grid)
    name_rows(axes, rows)
    _scale(axes, data, size)
    axes.hlines(rows.middles, 0, data["estimate"], color=RULE, linewidth=0.8 * size.scale, zorder=1, gid="joined")
    intervals(axes, data, rows.middles, size, SOFT)
    axes.plot(data["estimate"], rows.middles, "o", color=MORE.colour, ms=3.4 * size.scale, gid="estimate", zorder=3)
    for offset, name, column in ((4.0, "n", "n"), (24.0, "art.", "n_articles")):
        write(axes, name, (1, 1), (offset * size.scale, 1.5 * size.scale), size=size.small, color=SOFT, va="bottom")
        for middle, value in zip(rows.middles, data[column], strict=True):
            beside(axes, f"{value:,.0f}", middle, size, offset=offset)
    return chart


def _scale(axes, data: pd.DataFrame, size: Size) -> None:
    values = data[["estimate", "low", "high"]].to_numpy(dtype=float)
    values = values[np.isfinite(values)]
    low, high = min(0.0, values.min()), max(0.0, values.max())
    spare = 0.05 * (high - low or 1.0)
    axes.set_xlim(low - spare if low < 0 else 0, high + spare)
    axes.grid(axis="x")
    axes.spines["left"].set_color(RULE)
    axes.set_xlabel(data["measure"].iloc[0], size=size.small, labelpad=1.5 * size.scale)
