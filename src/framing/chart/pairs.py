"""Paired dots: two outlets' shares of each label side by side, joined, with their difference and its interval."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, drawn, fitting, line, sheet, widest
from framing.chart.contrasts import same_measure, story_words
from framing.chart.key import Entry, key_height, write_key
from framing.chart.parts import beside, interval_words, name_rows, nothing, share_axis, stack, write
from framing.chart.presets import Size
from framing.chart.style import LESS, MORE, SOFT
from framing.chart.tables import (
    Wanted,
    by_use,
    counted,
    name_column,
    one,
    remark_line,
    single_rows,
    some,
    take,
    unit,
    who,
)

COLUMNS = (
    "reference", "referent", "label", "measure", "n", "total", "estimate", "low", "high", "notes", "share",
    "reference_share", "reference_n", "reference_total",
)  # fmt: skip
WANTED = Wanted("draw_pairs", "measure.contrasts", COLUMNS, ("share difference", "share difference, same stories"))
MOST = 20
FIRST, SECOND = replace(MORE, marker="o"), replace(LESS, marker="s")


def draw_pairs(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    outlet: str | None = None,
    reference: str | None = None,
    labels: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw two outlets' shares of each label beside each other, from the table ``measure.contrasts`` returned.

    One row a label: the filled circle is ``share``, the open square ``reference_share``, both in per cent from 0; at
    the right stand ``estimate``, their difference in percentage points, with its interval, and the counts of both.
    Rows run from the largest difference to the smallest. A table matched by story gives the same figure for the same
    stories.

    Raises ChartError for another table, several rows for one label, or several pairs where none is chosen;
    ChoiceError for a referent, outlet, reference or label that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "reference": "B", "referent": "war", "label": "invasion", "measure": "share difference",
    ...        "n": 9, "total": 12, "reference_n": 2, "reference_total": 10, "share": 0.75, "reference_share": 0.2,
    ...        "estimate": 0.55, "low": 0.1, "high": 0.8, "notes": None}
    >>> draw_pairs(pd.DataFrame([row])).drawing.data["share"].tolist()
    [0.75]
    """
    rows = same_measure(take(table, WANTED), "share difference", WANTED.draws)
    by = unit(rows, WANTED.draws)
    for column, given in (("referent", referent), (by, outlet), ("reference", reference)):
        chosen = one(rows, column, given, WANTED.draws)
        rows = rows[rows[column] == chosen] if chosen is not None else rows
    of = name_column(rows)
    single_rows(rows, (of,), WANTED.draws)
    kept = None if labels is None else some(rows, of, labels, WANTED.draws)
    used = by_use(rows.assign(n=rows["n"] + rows["reference_n"]), of)
    plan = _Plan(rows, by, of, kept or used, title)
    if kept:
        return drawn(lambda at: _draw(plan, at), size)
    return drawn(lambda at: fitting(lambda n: _draw(plan.first(n), at), min(MOST, len(used))), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the rows of one pair, the column that is compared and the one that names, and the labels."""

    rows: pd.DataFrame
    by: str
    of: str
    labels: list[str]
    title: str | None

    def first(self, number: int) -> "_Plan":
        return replace(self, labels=self.labels[:number])

    @property
    def data(self) -> pd.DataFrame:
        rows = self.rows[self.rows[self.of].isin(self.labels)]
        return rows.sort_values("estimate", ascending=False, kind="stable").reset_index(drop=True)


def _words(plan: _Plan, data: pd.DataFrame) -> Words:
    omitted = plan.rows[plan.of].nunique() - len(plan.labels)
    first, second = _pair(plan)
    referent = data["referent"].iloc[0] if len(data) and pd.notna(data["referent"].iloc[0]) else "naming"
    notes = [
        f"Circle: {first}; square: {who(second)}; share (%) of the mentions that characterise the referent. Difference "
        f"in percentage points with its {interval_words(data)}; n: mentions with the {plan.of} of these."
    ]
    notes += [f"{counted(omitted, f'rarer or unused {plan.of}')} not drawn."] if omitted else []
    notes += story_words(data)
    notes += remark_line(data["notes"])
    title = f"{referent[:1].upper()}{referent[1:]}: how far apart do {first} and {who(second)} stand?"
    said = "; ".join(
        f"{row[plan.of]} {100 * row['share']:.0f}% and {100 * row['reference_share']:.0f}%"
        for _, row in data.dropna(subset=["share", "reference_share"]).iterrows()
    )
    alt = f"Paired dots, {first} and {who(second)}: {said or 'none'}."
    return Words(plan.title or title, tuple(notes), f"Shares of each {plan.of}. {notes[0]}", alt)


def _pair(plan: _Plan) -> tuple[str, str]:
    if not len(plan.rows):
        return "the first", "the second"
    return plan.rows[plan.by].iloc[0], plan.rows["reference"].iloc[0]


def _draw(plan: _Plan, size: Size) -> Chart:
    data = plan.data
    words = _words(plan, data)
    if data[["share", "reference_share"]].isna().all(axis=None):
        return nothing(size, words, data, "Nothing can be compared here: no mention characterises the referent.")
    rows, columns = stack(data[plan.of], size, 0.3 * size.width), _columns(data)
    pad = 1.6 * size.scale
    widths = [widest([name, *texts], size.small) + pad for name, texts in columns.items()]
    entries, above = _entries(_pair(plan)), line(size, size.small) + 1.2 * size.scale
    left, right = rows.width + 2.5 * size.scale, sum(widths) + pad
    grid = Grid((rows.height,), 1, left, right, above, 4.5 * size.scale, top=key_height(entries, size))
    chart, ((axes,),) = sheet(size, words, data, grid)
    name_rows(axes, rows)
    share_axis(axes, size, most=_most(data))
    axes.tick_params(axis="y", pad=3 * size.scale)
    _dots(axes, data, rows.middles, size)
    write_key(axes, entries, size, left=left, up=above)
    offset = 6.0
    for (name, texts), width in zip(columns.items(), widths, strict=True):
        write(axes, name, (1, 1), (offset * size.scale, 1.5 * size.scale), size=size.small, color=SOFT, va="bottom")
        for middle, text in zip(rows.middles, texts, strict=True):
            beside(axes, text, middle, size, offset=offset)
        offset += width * 72 / 25.4 / size.scale
    return chart


def _most(data: pd.DataFrame) -> float:
    """Return where the axis ends: the first of some even shares that holds all."""
    highest = data[["share", "reference_share"]].max(axis=None)
    return next(end for end in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0) if highest <= end)


def _dots(axes, data: pd.DataFrame, at: np.ndarray, size: Size) -> None:
    axes.hlines(at, data["share"], data["reference_share"], color=SOFT, linewidth=0.8 * size.scale, gid="between")
    style = {"ls": "", "ms": 3.8 * size.scale, "mew": 0.8 * size.scale, "clip_on": False}
    axes.plot(data["reference_share"], at, SECOND.marker, mfc="white", mec=SECOND.colour, gid="reference", **style)
    axes.plot(data["share"], at, FIRST.marker, mfc=FIRST.colour, mec=FIRST.colour, gid="share", **style)


def _entries(pair: tuple[str, str]) -> list[Entry]:
    return [
        Entry(pair[0], FIRST.marker, FIRST.colour, FIRST.colour),
        Entry(who(pair[1]), SECOND.marker, "white", SECOND.colour),
    ]


def _columns(data: pd.DataFrame) -> dict[str, list[str]]:
    """Return the columns of figures at the right, by their headings."""
    return {
        "difference": [_difference(row) for _, row in data.iterrows()],
        "n": [f"{n:.0f}/{m:.0f}" for n, m in zip(data["n"], data["total"], strict=True)],
        "n ref.": [f"{n:.0f}/{m:.0f}" for n, m in zip(data["reference_n"], data["reference_total"], strict=True)],
    }


def _difference(row: pd.Series) -> str:
    if pd.isna(row["estimate"]):
        return "–"
    known = pd.notna(row["low"]) and pd.notna(row["high"])
    return _signed(row["estimate"]) + (f" ({_signed(row['low'])} to {_signed(row['high'])})" if known else "")


def _signed(share: float) -> str:
    points = round(100 * share)
    return f"{points:+d}".replace("-", "−") if points else "0"
