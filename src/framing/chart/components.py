"""What makes one outlet harder to read than another: the difference, and how much of it each component makes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, balanced, drawn, filled, first_fitting, line, sheet, widest, wrap
from framing.chart.parts import (
    beside,
    head,
    interval_words,
    intervals,
    name_rows,
    nothing,
    number_axis,
    stack,
    write_sides,
    write_unit,
)
from framing.chart.presets import Size
from framing.chart.readability import USUAL_MEASURE, usual
from framing.chart.scales import ends, spoken
from framing.chart.style import INK, MORE, SOFT
from framing.chart.tables import Wanted, counted, one, remark_line, remarks, single_rows, some, take, unit, who

COLUMNS = (
    "reference", "measure", "component", "difference", "difference_low", "difference_high", "n", "estimate", "low",
    "high", "notes",
)  # fmt: skip
WANTED = Wanted("draw_components", "measure.readability_components", COLUMNS)
WIDTHS = (44.0, 24.0)
WHOLE = "Whole difference"
WHOLE_COLUMNS = {"difference": "estimate", "difference_low": "low", "difference_high": "high"}


def draw_components(
    table: pd.DataFrame,
    *,
    measure: str | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw what a difference in readability is made of, from the table ``measure.readability_components`` returned.

    One panel a pair: the diamond is ``difference``, the whole difference in points of the measure, with its interval
    from ``difference_low`` to ``difference_high``; under it each component's part of it (``estimate``) with its
    interval from ``low`` to ``high``; the parts add up to the whole. Right of zero the outlet has more of the measure
    than its reference. Where the table holds several measures, parts or voices, Flesch's reading ease of the body in
    all voices is drawn; keep the rows of another to draw that.

    Raises ChartError for another table or more than the page holds; ChoiceError for a measure or outlet that is not
    there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "reference": "B", "measure": "lix", "difference": 5.0, "difference_low": 2.0,
    ...        "difference_high": 8.0, "n": 9, "low": 1.0, "high": 4.0, "notes": None}
    >>> parts = [row | {"component": name, "estimate": 2.5} for name in ("words_per_sentence", "percent_long_words")]
    >>> draw_components(pd.DataFrame(parts)).drawing.data["estimate"].tolist()
    [2.5, 2.5]
    """
    rows = usual(take(table, WANTED))
    by = unit(rows, WANTED.draws)
    if measure is None and USUAL_MEASURE in set(rows["measure"]):
        measure = USUAL_MEASURE
    measure = one(rows, "measure", measure, WANTED.draws)
    rows = rows[rows["measure"] == measure]
    rows = rows[rows[by].isin(some(rows, by, outlets, WANTED.draws))].reset_index(drop=True)
    single_rows(rows, (by, "reference", "component"), WANTED.draws)
    plan = _Plan(rows, by, measure or "readability", rows["component"].drop_duplicates().tolist())
    words = _words(plan, title)
    return drawn(lambda at: _fitted(plan, words, at), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the rows, what is compared, the measure and its components."""

    data: pd.DataFrame
    by: str
    measure: str
    components: list[str]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys(zip(self.data[self.by], self.data["reference"], strict=True)))


def _words(plan: _Plan, title: str | None) -> Words:
    data, by, name = plan.data, plan.by, spoken(plan.measure)
    notes = [
        f"Points of {name}, the {by} less its reference. Diamond: the whole difference; dot: the part of it that a "
        f"component makes; the parts add up to the whole.{_lines(data)} In brackets: articles."
    ]
    notes += remark_line(data["notes"])
    wholes = data.drop_duplicates([by, "reference"])
    said = "; ".join(f"{row[by]} {row['difference']:+.1f}" for _, row in wholes.iterrows())
    alt = f"Differences in {name} and their components for {counted(len(plan.pairs), 'pair')}: {said or 'none'}."
    caption = f"Components of the difference in {name}."
    return Words(title or f"What makes each {by} easier or harder to read?", tuple(notes), caption, alt)


def _lines(data: pd.DataFrame) -> str:
    return f" Lines: {interval_words(data)}." if data["low"].notna().any() else ""


def _fitted(plan: _Plan, words: Words, size: Size) -> Chart:
    """Return the figure with the unit over every panel; over the top ones alone where that would be too high."""
    ways = [(named, wide) for wide in WIDTHS for named in (len(plan.pairs), 1)]
    return first_fitting(lambda way: _draw(plan, words, size, *way), ways)


def _draw(plan: _Plan, words: Words, size: Size, named: int, wide: float) -> Chart:
    if plan.data["difference"].isna().all():
        return nothing(size, words, plan.data, "Nothing can be compared here: too few articles.")
    rows = stack([WHOLE, *(spoken(name) for name in plan.components)], size, 0.34 * size.width)
    figures = [f"{value:+.1f}" for value in (*plan.data["difference"], *plan.data["estimate"]) if np.isfinite(value)]
    right = widest([*figures, "+0.0 a"], size.small) + 2 * size.scale
    columns = balanced(len(plan.pairs), int((size.width - rows.width) // (wide * size.scale)))
    room = (size.width - rows.width) / columns - 5 * size.scale
    heads = [wrap(_name(plan, pair), room, size.text, bold=True) for pair in plan.pairs]
    lines = max(text.count("\n") + 1 for text in heads)
    deep, over = -(-len(plan.pairs) // columns), lines * line(size, size.text) + 1.2 * size.scale
    above = tuple(over + line(size, size.small) * (row < named) for row in range(deep))
    below, gap = 4 * size.scale + 2 * line(size, size.small), 3 * size.scale
    width = rows.width + 1.5 * size.scale
    grid = Grid((rows.height,) * deep, columns, width, right, head=above, foot=below, gap=gap)
    chart, panels = sheet(size, words, plan.data, grid)
    for place, (pair, axes) in enumerate(zip(plan.pairs, filled(chart, panels, len(plan.pairs)), strict=True)):
        name_rows(axes, rows, show=place % columns == 0)
        _scale(axes, plan, size)
        _panel(axes, plan, pair, rows.middles, size)
        unit_here = place // columns < named
        head(axes, heads[place], size, up=1.15 * size.small * unit_here)
        if unit_here:
            write_unit(axes, f"points of {spoken(plan.measure)}", "points", size)
    return chart


def _of(plan: _Plan, pair: tuple[str, str]) -> pd.DataFrame:
    return plan.data[(plan.data[plan.by] == pair[0]) & (plan.data["reference"] == pair[1])]


def _name(plan: _Plan, pair: tuple[str, str]) -> str:
    """Return whom a panel compares, each with its articles where the table has both counts."""
    row = _of(plan, pair).iloc[0]
    first, second = pair[0], who(pair[1])
    if "reference_n" not in row:
        return f"{first} against {second}"
    return f"{first} ({row['n']:,.0f}) against {second} ({row['reference_n']:,.0f})"


def _scale(axes, plan: _Plan, size: Size) -> None:
    values = plan.data[["estimate", "low", "high", *WHOLE_COLUMNS]].to_numpy(dtype=float)
    reach = 1.06 * np.abs(values[np.isfinite(values)]).max(initial=0.5)
    axes.set_xlim(-reach, reach)
    number_axis(axes, size)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=SOFT, linewidth=0.7 * size.scale, zorder=0.8)
    if sides := ends(plan.measure):
        write_sides(axes, f"← {sides[0]}", f"{sides[1]} →", size)


def _panel(axes, plan: _Plan, pair: tuple[str, str], middles: np.ndarray, size: Size) -> None:
    part = _of(plan, pair)
    at = middles[[1 + plan.components.index(name) for name in part["component"]]]
    whole = part[list(WHOLE_COLUMNS)].iloc[:1].rename(columns=WHOLE_COLUMNS)
    intervals(axes, pd.concat([part[["estimate", "low", "high"]], whole]), [*at, middles[0]], size, SOFT)
    axes.plot(part["estimate"], at, "o", color=MORE.colour, ms=3.4 * size.scale, ls="", gid="estimate", zorder=3)
    axes.plot([part["difference"].iloc[0]], [middles[0]], "D", color=INK, ms=3 * size.scale, gid="difference", zorder=3)
    marks = remarks(plan.data["notes"])
    said = [
        (middles[0], part["difference"].iloc[0], ""),
        *zip(at, part["estimate"], part["notes"].map(marks), strict=True),
    ]
    for middle, value, letter in said:
        text = "–" if pd.isna(value) else f"{value:+.1f}".replace("-", "−") if round(value, 1) else "0.0"
        beside(axes, f"{text} {letter}".rstrip() if isinstance(letter, str) else text, middle, size)
