"""Readability measures side by side, each on its own scale, each outlet with its mean and interval."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, balanced, drawn, filled, fitting, line, sheet, wrap
from framing.chart.parts import Rows, beside, head, intervals, mean_words, name_rows, nothing, number_axis, stack
from framing.chart.presets import Size
from framing.chart.readability import COLUMNS, usual
from framing.chart.scales import spoken
from framing.chart.style import INK
from framing.chart.tables import (
    Wanted,
    common,
    counted,
    number_of,
    remark_line,
    remarks,
    single_rows,
    some,
    take,
    unit,
    with_counts,
)

PITCH = 1.5
WANTED = Wanted("draw_measures", "measure.readability_means", COLUMNS)


def draw_measures(
    table: pd.DataFrame,
    *,
    measures: Sequence[str] | int | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw several readability measures by outlet, from the table ``measure.readability_means`` returned.

    One panel a measure (all that have a value, or ``measures``: names, or the most to draw), one row an
    outlet (or group): the diamond is ``estimate``, the line runs from ``low`` to ``high``, beside its name its
    articles (``n``). Every panel has its own scale, which need not begin at 0. Where the table holds several parts or
    voices, the body in all voices is drawn; keep the rows of another to draw that.

    Raises ChartError for another table or more than the page holds; ChoiceError for a measure or outlet that is not
    there.

    >>> import pandas as pd
    >>> rows = [{"outlet": "A", "measure": name, "n": 9, "estimate": 45.0, "low": 30.0, "high": 60.0, "notes": None}
    ...         for name in ("lix", "rix")]
    >>> len(draw_measures(pd.DataFrame(rows)).axes)
    2
    """
    rows = usual(take(table, WANTED))
    by = unit(rows, WANTED.draws)
    chosen = some(rows, by, outlets, WANTED.draws)
    most = number_of(measures, "measure", WANTED.draws)
    measures = None if most else measures
    kept = some(rows, "measure", measures, WANTED.draws)
    rows = rows[rows[by].isin(chosen) & rows["measure"].isin(kept)]
    if measures is None and rows["estimate"].notna().any():
        kept = rows.loc[rows["estimate"].notna(), "measure"].drop_duplicates().tolist()
        rows = rows[rows["measure"].isin(kept)]
    single_rows(rows, (by, "measure"), WANTED.draws)
    order = pd.DataFrame({"measure": rows["measure"].map(kept.index), "outlet": rows[by].map(chosen.index)})
    data = rows.loc[order.sort_values(["measure", "outlet"]).index].reset_index(drop=True)
    plan = _Plan(data, by, chosen, kept, len(kept), title)
    if measures is not None:
        return drawn(lambda at: _draw(plan, at), size)
    return drawn(lambda at: fitting(lambda n: _draw(plan.first(n), at), min(most or len(kept), len(kept))), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the rows, what is compared, the outlets, the measures and how many there are."""

    data: pd.DataFrame
    by: str
    outlets: list[str]
    measures: list[str]
    number: int
    title: str | None

    def first(self, number: int) -> "_Plan":
        """Return the same with the first ``number`` measures only."""
        kept = self.measures[:number]
        data = self.data[self.data["measure"].isin(kept)].reset_index(drop=True)
        return replace(self, data=data, measures=kept)


def _words(plan: _Plan) -> Words:
    data, by = plan.data, plan.by
    mean = mean_words(data, f"the {by}'s mean over its articles")
    notes = [f"{mean} Beside each {by}: its articles. Each panel has its own scale."]
    left = plan.number - len(plan.measures)
    notes += [f"{counted(left, 'further measure')} not drawn: {by}s take their room."] if left else []
    notes += remark_line(data["notes"])
    held = f"{counted(len(plan.measures), 'measure')} for {counted(len(plan.outlets), by)}"
    means = "; ".join(f"{row[by]} {spoken(row['measure'])} {row['estimate']:.1f}" for _, row in data.iterrows())
    alt = f"Means with intervals, {held}: {means or 'none'}."
    caption = f"Readability by {by}: {', '.join(spoken(name) for name in plan.measures)}."
    return Words(plan.title or f"How do the {by}s read by each measure?", tuple(notes), caption, alt)


def _draw(plan: _Plan, size: Size) -> Chart:
    words = _words(plan)
    if plan.data["estimate"].isna().all():
        return nothing(size, words, plan.data, "No article whose readability could be measured.")
    rows = _rows(plan, size)
    room = size.width - rows.width - 4 * size.scale
    columns = balanced(len(plan.measures), int(room // (22 * size.scale)))
    heads = [wrap(spoken(name), room / columns - 3 * size.scale, size.text, bold=True) for name in plan.measures]
    high = max(text.count("\n") + 1 for text in heads) * line(size, size.text) + 1.2 * size.scale
    grid = Grid(
        (rows.height,) * -(-len(heads) // columns), columns, rows.width + 1.5 * size.scale, 3.4 * size.scale, high,
        foot=line(size, size.small) + 2.5 * size.scale, gap=0.8 * size.scale,
    )  # fmt: skip
    chart, panels = sheet(size, words, plan.data, grid)
    for place, axes in enumerate(filled(chart, panels, len(heads))):
        name_rows(axes, rows, show=place % columns == 0)
        _panel(axes, plan, plan.measures[place], rows, size)
        head(axes, heads[place], size)
    return chart


def _rows(plan: _Plan, size: Size) -> Rows:
    names = []
    for outlet in plan.outlets:
        mine = plan.data[plan.data[plan.by] == outlet]
        letter = _letter(plan, outlet)
        names.append(with_counts(outlet, f"{mine['n'].max():,.0f}{' ' * bool(letter)}{letter}"))
    return stack(names, size, 0.4 * size.width, pitch=PITCH)


def _letter(plan: _Plan, outlet: str) -> str:
    """Return the letter of what is remarked on an outlet's value of every measure; nothing where they differ."""
    notes = plan.data.loc[plan.data[plan.by] == outlet, "notes"]
    return remarks(plan.data["notes"]).get(common(notes), "")


def _panel(axes, plan: _Plan, measure: str, rows: Rows, size: Size) -> None:
    part = plan.data[plan.data["measure"] == measure]
    at = rows.middles[[plan.outlets.index(outlet) for outlet in part[plan.by]]]
    seen = part[["estimate", "low", "high"]].to_numpy(dtype=float)
    seen = seen[np.isfinite(seen)]
    if len(seen):
        spare = 0.08 * max(np.ptp(seen), 0.05 * abs(seen).max(), 1e-9)
        axes.set_xlim(seen.min() - spare, seen.max() + spare)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    number_axis(axes, size)
    intervals(axes, part, at, size)
    axes.plot(part["estimate"], at, "D", color=INK, ms=2.6 * size.scale, ls="", gid="estimate", zorder=3)
    letters = remarks(plan.data["notes"])
    for height, outlet, note in zip(at, part[plan.by], part["notes"], strict=True):
        if note in letters and not _letter(plan, outlet):
            beside(axes, letters[note], height, size)
