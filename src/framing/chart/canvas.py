"""A figure laid out in millimetres, which carries what was drawn, what it says, and how to draw it again."""

import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import BytesIO
from typing import TypeVar

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from framing.chart.presets import SCREEN, Size
from framing.chart.style import MM, SOFT, fonts, look, unwritable
from framing.errors import InputError

Way = TypeVar("Way")
EDGE = 1.5
NO_BREAK = "\u00a0"


class ChartError(InputError):
    """A table or a choice that this figure cannot be drawn from."""


class TooLargeError(ChartError):
    """More than the page holds: ``problem`` says what does not fit, the message how to narrow it too."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}: choose fewer, as outlets=[...] or labels=[...], or take a wider size")
        self.problem = problem


@dataclass(frozen=True)
class Words:
    """What a figure says in words: its title, the notes under it, what its caption says before them, alternative text."""

    title: str
    notes: tuple[str, ...] = ()
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Drawing:
    """What stands behind a figure: the rows that were drawn, its words, its size, and how to draw it in another."""

    data: pd.DataFrame
    words: Words
    size: Size
    redraw: Callable[[Size], "Chart"] | None = field(default=None, repr=False)


class Chart(Figure):
    """A matplotlib figure with ``drawing`` behind it; it needs no display, and a notebook shows it once."""

    drawing: Drawing

    def _repr_mimebundle_(self, **_options) -> tuple[dict, dict]:
        if lacking := letters_lacking(self):
            warnings.warn(lacking, stacklevel=2)
        size, target = self.drawing.size, BytesIO()
        with look(size):
            self.savefig(target, format="png", dpi=self.dpi, metadata={"Software": None})
        width, height = (round(inches * 150) for inches in self.get_size_inches())
        shown = {"width": width, "height": height, "alt": self.drawing.words.alt}
        return {"image/png": target.getvalue(), "text/plain": self.drawing.words.alt}, {"image/png": shown}


def letters_lacking(chart: Chart) -> str:
    """Return one line that names the letters of a figure no font of this machine has; empty where there are all."""
    lacking = unwritable("".join(text.get_text() for text in chart.findobj(Text)))
    more = f" and {len(lacking) - 12} more" if len(lacking) > 12 else ""
    if not lacking:
        return ""
    return f"no font here has the letters {lacking[:12]}{more}: install one that has them, such as Noto Sans of that script"


@dataclass(frozen=True)
class Grid:
    """Where the panels of a figure stand, in millimetres.

    ``heights`` holds the height of each row of panels; every panel has ``head`` above it (one for all, or one a row)
    and ``foot`` below; ``left`` is kept once, before the first column, ``right`` behind each panel, ``top`` and
    ``ticks`` are kept once, over the first row and under the last.
    """

    heights: tuple[float, ...]
    columns: int = 1
    left: float = 0.0
    right: float = 0.0
    head: float | tuple[float, ...] = 0.0
    foot: float = 0.0
    gap: float = 2.0
    ticks: float = 0.0
    top: float = 0.0

    @property
    def heads(self) -> tuple[float, ...]:
        return self.head if isinstance(self.head, tuple) else (self.head,) * len(self.heights)

    @property
    def height(self) -> float:
        return sum(self.heights) + sum(self.heads) + len(self.heights) * self.foot + self.ticks + self.top


def drawn(draw: Callable[[Size], Chart], size: Size | None) -> Chart:
    """Return the figure ``draw`` makes in this size (the screen's by default), able to be drawn again in another."""
    size = size or SCREEN
    with look(size):
        chart = draw(size)
    chart.drawing = replace(chart.drawing, redraw=lambda other: drawn(draw, other))
    return chart


def fitting(draw: Callable[[int], Chart], most: int) -> Chart:
    """Return the figure with ``most`` things in it, or with as many fewer as the page asks for, at least one."""
    return first_fitting(draw, range(max(most, 1), 0, -1))


def first_fitting(draw: Callable[[Way], Chart], ways: Iterable[Way]) -> Chart:
    """Return the figure drawn in the first of these ways (the best one first) that the page holds.

    Raises TooLargeError, of the last of them, where it holds none.
    """
    for way in ways:
        try:
            return draw(way)
        except TooLargeError as error:
            last = error
    raise last


def sheet(size: Size, words: Words, data: pd.DataFrame, grid: Grid) -> tuple[Chart, list[list[Axes]]]:
    """Return a figure with empty panels, row by row, and with its title and notes where its size has them inside.

    Raises ChartError when the panels do not fit the height or the width this size allows.
    """
    room = size.width - 2 * EDGE * size.scale
    title = wrap(words.title, room, size.title, bold=True) if size.with_title else ""
    notes = "\n".join(wrap(note, room, size.small) for note in words.notes if size.with_notes)
    top = EDGE * size.scale + _block(title, size.title) + (1.2 * size.scale if title else 0)
    bottom = EDGE * size.scale + _block(notes, size.small) + (1.0 * size.scale if notes else 0)
    height = top + grid.height + bottom
    _check_height(height, size)
    chart = Chart(figsize=(size.width * MM, height * MM))
    chart.drawing = Drawing(data.reset_index(drop=True), words, size)
    _write(chart, title, notes, size)
    return chart, _panels(chart, grid, size, top)


def _check_height(height: float, size: Size) -> None:
    if height <= size.height + 0.01:
        return
    less = 100 * (1 - size.height / height)
    raise TooLargeError(
        f"this figure would stand {height:.0f} mm high, {size.height:.0f} mm are allowed (about {less:.0f} % less)"
    )


def _write(chart: Chart, title: str, notes: str, size: Size) -> None:
    width, height = (inches / MM for inches in chart.get_size_inches())
    edge = EDGE * size.scale
    chart.text(edge / width, 1 - edge / height, title, size=size.title, weight="bold", va="top", linespacing=1.15)
    chart.text(edge / width, edge / height, notes, size=size.small, color=SOFT, va="bottom", linespacing=1.15)


def _panels(chart: Chart, grid: Grid, size: Size, top: float) -> list[list[Axes]]:
    width, height = (inches / MM for inches in chart.get_size_inches())
    edge = EDGE * size.scale
    spare = width - 2 * edge - grid.left - grid.columns * grid.right - (grid.columns - 1) * grid.gap
    panel = spare / grid.columns
    if panel < 6.5 * size.scale:
        raise TooLargeError(f"no room for the panels beside the names and counts in {width:.0f} mm")
    rows, down = [], top + grid.top
    for high, head in zip(grid.heights, grid.heads, strict=True):
        down += head
        lefts = [edge + grid.left + column * (panel + grid.right + grid.gap) for column in range(grid.columns)]
        base = height - down - high
        rows.append([chart.add_axes((x / width, base / height, panel / width, high / height)) for x in lefts])
        down += high + grid.foot
    return rows


def balanced(number: int, most: int) -> int:
    """Return how many panels stand abreast, at most ``most``, so that the rows are as even as can be.

    >>> balanced(9, 6), balanced(4, 1)
    (5, 1)
    """
    deep = max(1, -(-number // max(1, min(number, most))))
    return max(1, -(-number // deep))


def filled(chart: Chart, panels: list[list[Axes]], number: int) -> list[Axes]:
    """Return the first ``number`` panels row by row, and take the rest off the figure."""
    every = [axes for row in panels for axes in row]
    for axes in every[number:]:
        chart.delaxes(axes)
    return every[:number]


def line(size: Size, points: float) -> float:
    """Return the height in millimetres of one line of type of ``points``."""
    return points * 1.15 * 25.4 / 72


def _block(text: str, points: float) -> float:
    return (text.count("\n") + 1) * points * 1.17 * 25.4 / 72 if text else 0.0


@lru_cache(maxsize=4096)
def text_width(text: str, points: float, bold: bool = False) -> float:
    """Return the width in millimetres of one line of text set in ``points`` in the first font of the chain."""
    renderer = RendererAgg(10, 10, 720)
    font = FontProperties(family=list(fonts()), size=points, weight="bold" if bold else "normal")
    width, _, _ = renderer.get_text_width_height_descent(text, font, ismath=False)
    return width / 720 / MM


def wrap(text: str, room: float, points: float, *, bold: bool = False) -> str:
    """Return ``text`` broken into lines no wider than ``room`` millimetres; too long a word is broken.

    A text in two directions is read from the left in each of its lines, wherever it breaks; at ``NO_BREAK`` it never
    breaks, and a space stands there.
    """
    lines = [""]
    words = [word.replace(NO_BREAK, " ") for word in re.split(r"[ \t\n]+", str(text).strip(" \t\n"))]
    for word in _pieces(words, room, points, bold):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, points, bold) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    begin = "\u200e" if _has(str(text), "R", "AL") and _has(str(text), "L") else ""
    return "\n".join(begin + line_ for line_ in lines)


def _has(text: str, *directions: str) -> bool:
    return any(unicodedata.bidirectional(letter) in directions for letter in text)


def right_to_left(text: str) -> bool:
    """Tell whether a text has letters that are written from right to left."""
    return _has(text, "R", "AL")


def _pieces(words: Sequence[str], room: float, points: float, bold: bool) -> list[str]:
    pieces = []
    for word in words:
        while text_width(word, points, bold) > room and len(word) > 1:
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or text_width(word[:n], points, bold) <= room)
            fits = word.rfind("-", 0, fits) + 1 or fits
            pieces.append(word[:fits])
            word = word[fits:]
        pieces.append(word)
    return pieces


def widest(texts: Sequence[str], points: float) -> float:
    """Return the width in millimetres of the widest of these texts, line by line."""
    return max((text_width(part, points) for text in texts for part in str(text).split("\n")), default=0.0)
