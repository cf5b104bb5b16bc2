"""The key of a figure: its marks and what they stand for, in lines over the first panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from framing.chart.canvas import EDGE, line, widest, wrap
from framing.chart.parts import write
from framing.chart.presets import Size
from framing.chart.style import INK

POINTS, GAP = 72 / 25.4, 5.0


@dataclass(frozen=True)
class Entry:
    """One mark of a key: what it stands for, its marker, the colours of its face and edge, and its size (1: as usual)."""

    name: str
    marker: str
    face: str
    edge: str
    large: float = 1.0


@dataclass(frozen=True)
class _Placed:
    """An entry in its place: its name in lines, millimetres from the left, and the line it begins on."""

    entry: Entry
    text: str
    across: float
    row: int


def _placed(entries: Sequence[Entry], size: Size) -> tuple[list[_Placed], int]:
    """Return the entries in lines that fit the figure's width, and how many lines they take."""
    room = size.width - 2 * EDGE * size.scale
    placed, across, row, tall = [], 0.0, 0, 1
    for entry in entries:
        text = wrap(entry.name, room - GAP * size.scale, size.text)
        wide = widest([text], size.text) + GAP * size.scale
        if across and across + wide > room:
            across, row, tall = 0.0, row + tall, 1
        placed.append(_Placed(entry, text, across, row))
        across, tall = across + wide, max(tall, text.count("\n") + 1)
    return placed, row + tall


def key_height(entries: Sequence[Entry], size: Size) -> float:
    """Return how high the key stands, in millimetres."""
    return _placed(entries, size)[1] * line(size, size.text) * 1.15 + 0.8 * size.scale


def write_key(axes: Axes, entries: Sequence[Entry], size: Size, *, left: float, up: float) -> None:
    """Write the key over a panel, from ``left`` millimetres before its left edge, its last line ``up`` over it."""
    placed, rows = _placed(entries, size)
    for each in placed:
        high, across = up + (rows - each.row) * line(size, size.text) * 1.15, each.across - left
        _mark(axes, each.entry, (across + 0.9 * size.scale, high - 0.62 * line(size, size.text)), size)
        foot = high - (each.text.count("\n") + 1) * line(size, size.text)
        at = (across + 2.2 * size.scale) * POINTS, foot * POINTS
        write(axes, each.text, (0, 1), at, size=size.text, color=INK, va="bottom", linespacing=1.0)


def _mark(axes: Axes, entry: Entry, shift: tuple[float, float], size: Size) -> None:
    away = ScaledTranslation(shift[0] / 25.4, shift[1] / 25.4, axes.figure.dpi_scale_trans)
    axes.plot(
        [0], [1], entry.marker, mfc=entry.face, mec=entry.edge, ms=3.8 * entry.large * size.scale, mew=0.8 * size.scale,
        clip_on=False, transform=axes.transAxes + away, gid="key",
    )  # fmt: skip
