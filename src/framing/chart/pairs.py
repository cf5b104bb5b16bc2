"""Paired dots: two outlets' shares of each label side by side, joined, with their difference and its interval."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, balanced, filled, first_fitting, line, sheet, wrap
from framing.chart.close import WIDTHS, close_panels, close_words, closed_up
from framing.chart.columns import Column, columns, of_total, width_of_columns, write_columns
from framing.chart.comparing import (
    ARTICLES,
    BEFORE,
    DIFFERENCE,
    Pairs,
    against,
    both,
    both_sides,
    by_difference,
    is_clear,
    same_measure,
    story_words,
)
from framing.chart.key import Entry, key_height, write_key
from framing.chart.naming import LEAST, Choice, Room, naming
from framing.chart.parts import SHARE, head, interval_words, name_axis, name_rows, nothing, share_axis, stack
from framing.chart.presets import Size
from framing.chart.style import INK, LESS, MORE, SOFT
from framing.chart.tables import Wanted, counted, remark_line, remarks, some, take, who

COLUMNS = (
    "reference", "referent", "label", "measure", "n", "total", "estimate", "low", "high", "notes", "share",
    "reference_share", "reference_n", "reference_total",
)  # fmt: skip
WANTED = Wanted("draw_pairs", "measure.contrasts", COLUMNS, both(DIFFERENCE))
MOST, MOST_OF_SEVERAL, FEW = 20, 8, 4
CLEAR = "Thick line: a clear difference; thin: not clear, or not tested."
FIRST, SECOND = replace(MORE, marker="o"), replace(LESS, marker="s")


def draw_pairs(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    outlets: Sequence[str] | None = None,
    references: Sequence[str] | None = None,
    labels: Sequence[str] | int | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw two outlets' shares of each label beside each other, from the table ``measure.contrasts`` returned.

    One panel a pair, one row a label: the filled circle is ``share``, the open square ``reference_share``, both in per
    cent from 0; at the right stand ``estimate``, their difference in percentage points, with its interval, and the
    counts of both. Rows run from the largest difference (in the first pair) to the smallest. Without ``labels`` at
    most twenty are drawn, eight where there are several pairs, or as many as the page holds: those that differ clearly in
    some pair first, then by least q, then by difference; the figure says how many of how many. A page too small for
    that has the panels closer together, with as many as twenty labels: a thick line is then a clear difference, and the
    numbers are in its data. ``labels`` may be the most to draw, or names; fewer ``outlets`` or a wider size give each
    more room. A table matched by story
    (``measure.contrasts_by_story``) gives the same figure for the same stories.

    Raises ChartError for another table, several rows for one label, or more than the page holds; ChoiceError for a
    referent, outlet, reference or label that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "reference": "B", "referent": "war", "label": "invasion", "measure": "share difference",
    ...        "n": 9, "total": 12, "reference_n": 2, "reference_total": 10, "share": 0.75, "reference_share": 0.2,
    ...        "estimate": 0.55, "low": 0.1, "high": 0.8, "notes": None}
    >>> draw_pairs(pd.DataFrame([row])).drawing.data["share"].tolist()
    [0.75]
    """
    rows = same_measure(take(table, WANTED), DIFFERENCE, WANTED.draws)
    rows = rows[rows["reference"].isin(some(rows, "reference", references, WANTED.draws))]
    choice = Choice(referent, labels, outlets, title)
    plan = Pairs(**vars(naming(rows, WANTED, choice, ("reference",), weighed=both_sides, ranked=by_difference)))
    several = Room(MOST_OF_SEVERAL, enough=MOST_OF_SEVERAL, close=MOST, least=LEAST)
    return plan.drawn(_draw, Room(MOST, enough=FEW, close=MOST, least=LEAST) if len(plan.pairs) <= 1 else several, size)


def _words(plan: Pairs, data: pd.DataFrame) -> Words:
    first, second = _sides(plan)
    counted_too = "; in brackets: articles" if set(ARTICLES) <= set(data.columns) and len(plan.pairs) > 1 else ""
    notes = [
        f"Circle: {first}; square: {second}; share (%) of the mentions that characterise the referent. "
        f"{CLEAR if plan.close else f'{_difference_words(data)}n: mentions with the {plan.of} of these{counted_too}.'}"
    ]
    notes += plan.left_out
    notes += story_words(data)
    notes += close_words(plan, data) if plan.close else remark_line(data["notes"])
    whom = f"{first} and {second}" if len(plan.pairs) == 1 else f"each {plan.by} and its reference"
    said = "; ".join(
        f"{row[plan.by]} {row[plan.of]} {100 * row['share']:.0f}% and {100 * row['reference_share']:.0f}%"
        for _, row in data.dropna(subset=["share", "reference_share"]).iterrows()
    )
    alt = f"Paired dots, {whom}: {said or 'none'}."
    title = plan.title or f"{plan.about}: {_question(plan)}?"
    return Words(title, tuple(notes), f"Shares of each {plan.of}.", alt)


def _difference_words(data: pd.DataFrame) -> str:
    """Say what stands in the column of differences; nothing where none could be given, which the remarks explain."""
    if data["estimate"].isna().all():
        return ""
    known = data[["low", "high"]].notna().any(axis=None)
    return f"Difference in percentage points{f' with its {interval_words(data)}' if known else ''}; "


def _question(plan: Pairs) -> str:
    if len(plan.pairs) != 1:
        return f"how far does each {plan.by} stand from its reference"
    first, second = plan.pairs[0]
    return f"how far has {first} moved" if second == BEFORE else f"how far does {first} stand from {who(second)}"


def _sides(plan: Pairs) -> tuple[str, str]:
    """Return what the two marks stand for."""
    if len(plan.pairs) != 1:
        return f"the {plan.by}", "its reference"
    first, second = plan.pairs[0]
    return (f"{first}, after", BEFORE) if second == BEFORE else (first, who(second))


def _draw(plan: Pairs, size: Size) -> Chart:
    data = plan.data
    words = _words(plan, data)
    if data[["share", "reference_share"]].isna().all(axis=None):
        return nothing(size, words, data, "Nothing can be compared here: no mention characterises the referent.")
    if plan.close:
        return first_fitting(lambda least: _draw_close(plan, data, words, size, least), WIDTHS)
    labels = data[plan.of].drop_duplicates().tolist()
    rows, beside, entries = stack(labels, size, 0.3 * size.width), _columns(data, size), _entries(plan, data)
    left = rows.width + 2.5 * size.scale
    abreast = balanced(len(plan.pairs), int((size.width - left) // (62 * size.scale)))
    heads = _heads(plan, data, (size.width - left) / abreast - 4 * size.scale, size)
    lines = max(name.count("\n") + 1 if name else 0 for name in heads)
    above = line(size, size.small) + lines * line(size, size.text) + 1.4 * size.scale
    grid = Grid(
        (rows.height,) * -(-len(heads) // abreast), abreast, left, width_of_columns(beside, size), above,
        4.5 * size.scale, top=key_height(entries, size), ticks=line(size, size.small),
    )  # fmt: skip
    chart, panels = sheet(size, words, data, grid)
    write_key(panels[0][0], entries, size, left=left, up=above)
    for place, (pair, axes) in enumerate(zip(plan.pairs, filled(chart, panels, len(heads)), strict=True)):
        part = plan.of_pair(data, pair)
        at = rows.middles[[labels.index(label) for label in part[plan.of]]]
        name_rows(axes, rows, show=place % abreast == 0)
        share_axis(axes, size, most=_most(data))
        axes.tick_params(axis="y", pad=3 * size.scale)
        _dots(axes, part, at, size)
        write_columns(axes, part.index, at, beside, size)
        head(axes, heads[place], size, up=1.25 * size.small)
    name_axis(panels[-1][0], SHARE, size)
    return chart


def _draw_close(plan: Pairs, data: pd.DataFrame, words: Words, size: Size, least: float) -> Chart:
    """Return the figure without its columns of numbers, more panels abreast; thick lines tell what is clear."""
    labels, entries = data[plan.of].drop_duplicates().tolist(), _entries(plan, data)
    top = key_height(entries, size)
    close = closed_up(plan, data, stack(labels, size, 0.3 * size.width), size, least=least, top=top)
    chart, panels = close_panels(close, words, data, size)
    write_key(panels[0], entries, size, left=close.grid.left, up=close.grid.heads[0])
    for pair, axes in zip(plan.pairs, panels, strict=True):
        part = plan.of_pair(data, pair)
        share_axis(axes, size, most=_most(data))
        axes.tick_params(axis="y", pad=3 * size.scale)
        at = close.rows.middles[[labels.index(label) for label in part[plan.of]]]
        _dots(axes, part, at, size)
        clear = (is_clear(part) if "q" in part else part["estimate"].isna() & False).to_numpy()
        thick = axes.hlines(at[clear], part["share"][clear], part["reference_share"][clear], color=INK, gid="clear")
        thick.set_linewidth(1.8 * size.scale)
    name_axis(panels[-(len(panels) % close.abreast or close.abreast)], SHARE, size)
    return chart


def _heads(plan: Pairs, data: pd.DataFrame, room: float, size: Size) -> list[str]:
    """Return each panel's name, wrapped; one pair is named by the key."""
    if len(plan.pairs) == 1:
        return [""]
    names = [against(plan.of_pair(data, pair), pair, ARTICLES) for pair in plan.pairs]
    return [wrap(name, room, size.text, bold=True) for name in names]


def _most(data: pd.DataFrame) -> float:
    """Return where the axis ends: the first of some even shares that holds all."""
    highest = data[["share", "reference_share"]].max(axis=None)
    return next(end for end in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0) if highest <= end)


def _dots(axes, data: pd.DataFrame, at: np.ndarray, size: Size) -> None:
    axes.hlines(at, data["share"], data["reference_share"], color=SOFT, linewidth=0.8 * size.scale, gid="between")
    style = {"ls": "", "ms": 3.8 * size.scale, "mew": 0.8 * size.scale, "clip_on": False}
    axes.plot(data["reference_share"], at, SECOND.marker, mfc="white", mec=SECOND.colour, gid="reference", **style)
    axes.plot(data["share"], at, FIRST.marker, mfc=FIRST.colour, mec=FIRST.colour, gid="share", **style)


def _entries(plan: Pairs, data: pd.DataFrame) -> list[Entry]:
    """Return the key: what each mark stands for, with its articles where there is one pair and the table has them."""
    names = _sides(plan)
    if len(plan.pairs) == 1 and set(ARTICLES) <= set(data.columns):
        names = [f"{name} ({counted(data[n].iloc[0], 'article')})" for name, n in zip(names, ARTICLES, strict=True)]
    return [
        Entry(names[0], FIRST.marker, FIRST.colour, FIRST.colour),
        Entry(names[1], SECOND.marker, "white", SECOND.colour),
    ]


def _columns(data: pd.DataFrame, size: Size) -> list[Column]:
    """Return the columns of figures at the right: the difference with its interval, the counts of both sides."""
    marks = remarks(data["notes"])
    texts = [f"{_difference(row)} {marks.get(row['notes'], '')}".strip() for _, row in data.iterrows()]
    texts = {"difference": texts} if data["estimate"].notna().any() or marks else {}
    return columns(data, texts | {"n": of_total(data), "n ref.": of_total(data, "reference_")}, size)


def _difference(row: pd.Series) -> str:
    if pd.isna(row["estimate"]):
        return "–"
    known = pd.notna(row["low"]) and pd.notna(row["high"])
    return _signed(row["estimate"]) + (f" ({_signed(row['low'])} to {_signed(row['high'])})" if known else "")


def _signed(share: float) -> str:
    points = round(100 * share)
    return f"{points:+d}".replace("-", "−") if points else "0"
