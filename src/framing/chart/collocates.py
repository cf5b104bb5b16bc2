"""Which words keep a referent or a label company: a panel an outlet, its collocates, strongest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, balanced, drawn, filled, first_fitting, line, sheet, wrap
from framing.chart.columns import columns, width_of_columns, write_columns
from framing.chart.parts import Rows, head, interval_words, intervals, name_rows, nothing, number_axis, stack
from framing.chart.presets import Size
from framing.chart.style import MORE, RULE, SOFT
from framing.chart.tables import Wanted, counted, number_of, one, remark_line, single_rows, some, take, unit

COLUMNS = ("referent", "label", "phrase", "measure", "n", "total", "n_articles", "estimate", "low", "high", "notes")
WANTED = Wanted("draw_collocates", "measure.collocates", COLUMNS)
USUAL_MEASURE = "log-odds"
MOST, MOST_OF_SEVERAL, SURE = 25, 10, 2
ENOUGH, WIDTHS = 5, (58.0, 38.0)


def draw_collocates(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    measure: str | None = None,
    outlets: Sequence[str] | None = None,
    phrases: Sequence[str] | int | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw the words that stand near a referent's names more than by chance, from the table ``measure.collocates``
    returned.

    One panel an outlet (or group), one row a word: the dot is ``estimate``, joined to 0; the line its interval where
    the table has one; at the right how often it stands near (``n``) and in how many articles. Drawn are the words
    with the largest estimate above 0 (and, where the table has ``z``, a z of at least 2, so that no rare word leads
    by chance): twenty-five of them, ten where there are several panels, or as many as the page holds, or the
    ``phrases`` given (names, or the most of each panel); the largest is on top. The measure is the log-odds ratio
    unless ``measure`` names another.

    Raises ChartError for another table or several rows for one word; ChoiceError for a referent, measure, outlet or
    phrase that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "referent": "war", "label": "invasion", "phrase": "unprovoked", "measure": "log-odds",
    ...        "n": 12, "total": 90, "n_articles": 9, "estimate": 2.1, "low": None, "high": None, "notes": None}
    >>> draw_collocates(pd.DataFrame([row])).drawing.data["phrase"].tolist()
    ['unprovoked']
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    if measure is None and USUAL_MEASURE in set(rows["measure"]):
        measure = USUAL_MEASURE
    for column, given in (("referent", referent), ("label", None), ("measure", measure)):
        chosen = one(rows, column, given, WANTED.draws)
        rows = rows[rows[column] == chosen] if chosen is not None else rows
    kept = some(rows, by, outlets, WANTED.draws)
    rows = rows[rows[by].isin(kept)].astype({"low": float, "high": float})
    single_rows(rows, (by, "phrase"), WANTED.draws)
    most, chosen = number_of(phrases, "phrase", WANTED.draws), None
    if phrases is not None and most is None:
        chosen = some(rows, "phrase", phrases, WANTED.draws)
    named = rows if chosen is None else rows[rows["phrase"].isin(chosen)]
    plan = _Plan(named, by, kept, chosen is not None, len(rows), title)
    most = most or (len(named) if chosen else MOST if len(kept) <= 1 else MOST_OF_SEVERAL)
    ways = list(_ways(max(1, min(most, len(named)))))
    return drawn(lambda at: first_fitting(lambda way: _draw(plan, at, *way), ways), size)


def _ways(most: int) -> Iterator[tuple[int, float]]:
    """Give how many words a panel to draw and how wide it is: as many as can be, narrower where only few find room."""
    for wide, least in zip(WIDTHS, (min(most, ENOUGH), 1), strict=True):
        yield from ((number, wide) for number in range(most, least - 1, -1))


@dataclass(frozen=True)
class _Plan:
    """What may be drawn: the rows, what is compared, whether words were chosen, how many rows the table has."""

    rows: pd.DataFrame
    by: str
    outlets: list[str]
    chosen: bool
    number: int
    title: str | None

    def strongest(self, number: int) -> pd.DataFrame:
        """Return the ``number`` strongest words of each outlet, the largest estimate first."""
        rows = self.rows if self.chosen else self.rows[(self.rows["estimate"] > 0) & _sure(self.rows)]
        rows = rows.assign(_by=rows[self.by].map(self.outlets.index))
        rows = rows.sort_values(["_by", "estimate", "phrase"], ascending=[True, False, True], kind="stable")
        return rows.groupby("_by", sort=False).head(number).drop(columns="_by").reset_index(drop=True)


def _has_z(rows: pd.DataFrame) -> bool:
    return "z" in rows.columns and bool(rows["z"].notna().any())


def _sure(rows: pd.DataFrame) -> pd.Series:
    """Tell which words stand near more often than chance would often have it; all where the table has no z."""
    return rows["z"] >= SURE if _has_z(rows) else pd.Series(True, index=rows.index)


def _words(plan: _Plan, data: pd.DataFrame) -> Words:
    about, measure = _subject(plan.rows), plan.rows["measure"].iloc[0] if len(plan.rows) else "score"
    title = plan.title or f"Which words stand near {about}?"
    if data.empty:
        return Words(title, (), "No word.", "Empty figure: no word.")
    lines = f" Line: {interval_words(data)}." if data["low"].notna().any() else ""
    notes = [
        f"Dot: {measure}, above 0 for nearer than by chance.{lines} n: times the word stands near; art.: articles in "
        f"which it does. In brackets: all words near it."
    ]
    left, which = plan.number - len(data), f" with z of at least {SURE}" * _has_z(plan.rows)
    if left and not plan.chosen:
        notes += [f"Drawn: the largest{which}, {len(data):,} of {counted(plan.number, 'word')}."]
    notes += remark_line(data["notes"])
    tops = data.groupby(plan.by, sort=False).head(5)
    said = "; ".join(f"{row[plan.by]} {row['phrase']} {row['estimate']:.1f}" for _, row in tops.iterrows())
    return Words(title, tuple(notes), f"Words near {about}.", f"Dot plot of {measure}: {said}.")


def _subject(rows: pd.DataFrame) -> str:
    """Return what the words stand near, as it is spoken of."""
    for column, begin in (("label", ""), ("referent", "the names of ")):
        names = rows[column].dropna()
        if len(names):
            return f"{begin}“{names.iloc[0]}”"
    return "it"


def _draw(plan: _Plan, size: Size, number: int, wide: float) -> Chart:
    data = plan.strongest(number)
    words = _words(plan, data)
    if data.empty or data["estimate"].isna().all():
        return nothing(size, words, data, "No word stands near it so often that chance would seldom have it.")
    parts = {outlet: part for outlet in plan.outlets if len(part := data[data[plan.by] == outlet])}
    abreast = balanced(len(parts), int(size.width // (wide * size.scale)))
    rows = {outlet: stack(part["phrase"], size, 0.36 * size.width / abreast) for outlet, part in parts.items()}
    beside = columns(data, {"n": _counts(data["n"]), "art.": _counts(data["n_articles"])}, size)
    left = max(each.width for each in rows.values()) + 1.5 * size.scale
    heads = [
        wrap(_head(plan, part), size.width / abreast - 4 * size.scale, size.text, bold=True) for part in parts.values()
    ]
    lines = max(name.count("\n") + 1 for name in heads)
    grid = Grid(
        _heights(list(rows.values()), abreast), abreast, left, width_of_columns(beside, size),
        head=lines * line(size, size.text) + line(size, size.small) + 1.8 * size.scale, foot=7.5 * size.scale,
        gap=left + 1 * size.scale,
    )  # fmt: skip
    chart, panels = sheet(size, words, data, grid)
    for axes, (outlet, part), name in zip(filled(chart, panels, len(parts)), parts.items(), heads, strict=True):
        _panel(axes, part, rows[outlet], data, size)
        write_columns(axes, part.index, rows[outlet].middles, beside, size)
        head(axes, name, size, up=1.25 * size.small, back=left)
    return chart


def _head(plan: _Plan, part: pd.DataFrame) -> str:
    return f"{part[plan.by].iloc[0]} ({part['total'].iloc[0]:,.0f})"


def _counts(column: pd.Series) -> list[str]:
    return [f"{value:,.0f}" for value in column]


def _heights(rows: list[Rows], abreast: int) -> tuple[float, ...]:
    """Return the height of each row of panels: that of its highest."""
    high = [each.height for each in rows]
    return tuple(max(high[first : first + abreast]) for first in range(0, len(high), abreast))


def _panel(axes, part: pd.DataFrame, rows: Rows, data: pd.DataFrame, size: Size) -> None:
    name_rows(axes, rows, height=axes.get_position().height * axes.figure.get_size_inches()[1] * 25.4)
    _scale(axes, data, size)
    axes.hlines(rows.middles, 0, part["estimate"], color=RULE, linewidth=0.8 * size.scale, zorder=1, gid="joined")
    intervals(axes, part, rows.middles, size, SOFT)
    axes.plot(part["estimate"], rows.middles, "o", color=MORE.colour, ms=3.4 * size.scale, gid="estimate", zorder=3)


def _scale(axes, data: pd.DataFrame, size: Size) -> None:
    """Give every panel the same scale, from all rows drawn."""
    values = data[["estimate", "low", "high"]].to_numpy(dtype=float)
    values = values[np.isfinite(values)]
    low, high = min(0.0, values.min()), max(0.0, values.max())
    spare = 0.05 * (high - low or 1.0)
    axes.set_xlim(low - spare if low < 0 else 0, high + spare)
    number_axis(axes, size)
    axes.grid(axis="x")
    axes.spines["left"].set_color(RULE)
    axes.set_xlabel(data["measure"].iloc[0], size=size.small, labelpad=1.5 * size.scale)
