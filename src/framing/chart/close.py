"""Contrasts where the page is small: the panels of all pairs close together, their numbers left to the data file."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from framing.chart.canvas import Chart, Grid, Words, balanced, filled, line, sheet, text_width, wrap
from framing.chart.comparing import ARTICLES, BEFORE, Pairs, against
from framing.chart.parts import Rows, head, name_rows, write
from framing.chart.presets import Size
from framing.chart.style import SOFT
from framing.chart.tables import capital, counted, said_of_all, who, with_counts

WIDTHS, GAP = (14.0, 9.5), 4.5


@dataclass(frozen=True)
class Close:
    """Panels close together: a row a label, the panels' names as wrapped, how many stand abreast, and their grid."""

    rows: Rows
    heads: tuple[str, ...]
    abreast: int
    grid: Grid


def closed_up(plan: Pairs, data: pd.DataFrame, rows: Rows, size: Size, *, least: float, top: float = 0.0) -> Close:
    """Return as many panels abreast as are still wide enough, ``top`` millimetres kept over the first for a key."""
    left, gap = rows.width + 2.5 * size.scale, GAP * size.scale
    room = size.width - 4 * size.scale - left  # less the edges and the free millimetre behind the last panel
    abreast = balanced(len(plan.pairs), int((room + gap) // (least * size.scale + gap)))
    wide = (room + gap) / abreast - gap + 1.2 * size.scale
    first, same = data.drop_duplicates([plan.by, "reference"]), _same(plan)
    names = [_name(plan.of_pair(first, pair), pair, same) for pair in plan.pairs]
    heads = tuple(wrap(name, wide, size.text, bold=True) for name in names)
    each = [heads[first : first + abreast] for first in range(0, len(heads), abreast)]
    high = tuple(max(text.count("\n") + 1 for text in some) * line(size, size.text) + 1.2 * size.scale for some in each)
    grid = Grid(
        (rows.height,) * len(each), abreast, left, 1 * size.scale, high, foot=3 * size.scale + line(size, size.small),
        gap=gap, ticks=line(size, size.small), top=top,
    )  # fmt: skip
    return Close(rows, heads, abreast, grid)


def close_panels(close: Close, words: Words, data: pd.DataFrame, size: Size) -> tuple[Chart, list[Axes]]:
    """Return the figure with its panels, each with its name, and its rows named at the left of the first in each line."""
    chart, panels = sheet(size, words, data, close.grid)
    found = filled(chart, panels, len(close.heads))
    for place, axes in enumerate(found):
        name_rows(axes, close.rows, show=place % close.abreast == 0)
        head(axes, close.heads[place], size)
    return chart, found


def write_below(axes: Axes, text: str, size: Size) -> None:
    """Say under the ticks of a panel what those of all panels mean, from its left edge or as far left as it needs."""
    low = -3 - 2.2 * size.scale - 1.15 * size.small
    room = (1 - axes.get_position().x0) * size.width - 2 * size.scale
    back = max(0.0, text_width(text, size.small) - room)
    write(axes, text, (0, 0), (-back * 72 / 25.4, low), size=size.small, color=SOFT, va="top")


def _same(plan: Pairs) -> str:
    """Return the reference all pairs have, nothing where they differ."""
    references = {reference for _, reference in plan.pairs} - {BEFORE}
    return references.pop() if len(references) == 1 else ""


def _name(part: pd.DataFrame, pair: tuple[str, str], same: str) -> str:
    """Return a pair's name: without the reference where all pairs have the same, which the notes name."""
    if not same:
        return against(part, pair, ARTICLES)
    counts = "; ".join(f"{part[column].iloc[0]:,.0f}" for column in ARTICLES if column in part and len(part))
    return with_counts(pair[0], counts) if counts else pair[0]


def close_words(plan: Pairs, data: pd.DataFrame) -> list[str]:
    """Say what stands over the panels, and where the numbers are that stand beside the rows on a larger page."""
    same = _same(plan)
    counted_too = "; in brackets: its articles; those of the reference" if set(ARTICLES) <= set(data.columns) else ""
    over = [f"Over each panel: the {plan.by} against {who(same)}{counted_too}."] if same else []
    return [" ".join([*over, "The counts and q of each row are in the data file."]), *_numbered(data["notes"])]


def _numbered(notes: pd.Series) -> list[str]:
    """Return what is remarked on all rows, then what on some and how many: letters would find no room."""
    shared = said_of_all(notes)
    parts = pd.Series([part for note in notes.dropna() for part in note.split("; ") if part not in shared], dtype="str")
    said = [capital("; ".join(shared))] if shared else []
    said += [f"{capital(part)} ({counted(number, 'row')})" for part, number in parts.value_counts(sort=False).items()]
    return [f"{text}." for text in said]
