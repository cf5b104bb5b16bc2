"""Matrices: shaded cells with a number in each, and names over the columns, level where there is room, else upright."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from framing.chart.canvas import line, text_width, widest, wrap
from framing.chart.parts import Rows, write
from framing.chart.presets import Size
from framing.chart.style import INK, SOFT

MOST_LINES = 3


@dataclass(frozen=True)
class Heads:
    """The names over the columns: as they are wrapped, how they are turned, and the height they need."""

    texts: tuple[str, ...]
    turned: int
    height: float


def column_heads(names: Sequence[str], cell: float, size: Size) -> Heads | None:
    """Return the names over columns of ``cell`` millimetres; None where they fit neither level nor upright."""
    room = cell - 1.5 * size.scale
    level = tuple(wrap(name, room, size.text) for name in names)
    unbroken = all(text_width(word, size.text) <= room for name in names for word in str(name).split())
    lines = max((text.count("\n") + 1 for text in level), default=1)
    if unbroken and lines <= MOST_LINES:
        return Heads(level, 0, lines * line(size, size.text))
    for over in (32 * size.scale, 45 * size.scale, 60 * size.scale):
        upright = tuple(wrap(name, over, size.text) for name in names)
        if max(text.count("\n") + 1 for text in upright) * line(size, size.text) <= cell:
            return Heads(upright, 90, widest(upright, size.text))
    return None


def corner_height(text: str, left: float, size: Size) -> float:
    """Return how high what a matrix shows stands in its corner, ``left`` millimetres wide."""
    return (wrap(text, left, size.small).count("\n") + 1) * line(size, size.small)


def write_corner(axes: Axes, text: str, left: float, size: Size) -> None:
    """Say in the corner over the rows' names, ``left`` millimetres wide, what the cells of a matrix show."""
    at = (-left * 72 / 25.4, 1.5 * size.scale)
    style = {"size": size.small, "color": SOFT, "va": "bottom", "linespacing": 1.0}
    write(axes, wrap(text, left, size.small), (0, 1), at, **style)


def write_heads(axes: Axes, heads: Heads, size: Size) -> None:
    """Write the names over the columns of a panel."""
    for place, text in enumerate(heads.texts):
        at = ((place + 0.5) / len(heads.texts), 1)
        style = {"size": size.text, "rotation": heads.turned, "ha": "center", "va": "bottom", "linespacing": 1.0}
        write(axes, text, at, (0, 1.5 * size.scale), **style)


def empty_matrix(axes: Axes, columns: int) -> None:
    """Make a panel of so many columns, without lines."""
    axes.spines[:].set_visible(False)
    axes.set_xlim(0, columns)
    axes.set_xticks([])


def draw_cell(axes: Axes, column: int, row: int, rows: Rows, colour: tuple, text: str, size: Size) -> None:
    """Draw a cell in its colour, its text light where the colour is dark."""
    high, middle = rows.heights[row], rows.middles[row]
    axes.bar(column + 0.5, high * 0.94, 0.97, bottom=middle - 0.47 * high, color=colour, gid="cell")
    if text:
        dark = np.dot(np.power(to_rgb(colour), 2.2), (0.2126, 0.7152, 0.0722)) < 0.2
        style = {"size": size.small, "ha": "center", "va": "center_baseline", "color": "white" if dark else INK}
        axes.text(column + 0.5, middle, text, **style)
