"""The key of a figure: its marks and what they stand for, in lines over the first panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from framing.chart.canvas import EDGE, line, text_width
from framing.chart.parts import write
from framing.chart.presets import Size
from framing.chart.style import INK

POINTS = 72 / 25.4


@dataclass(frozen=True)
class Entry:
    """One mark of a key: what it stands for, its marker, and the colours of its face and edge."""

    name: str
    marker: str
    face: str
    edge: str


def key_lines(entries: Sequence[Entry], size: Size) -> list[list[Entry]]:
    """Return the entries in lines that fit the figure's width."""
    room, lines, used = size.width - 2 * EDGE * size.scale, [[]], 0.0
    for entry in entries:
        wide = _wide(entry, size)
        if used + wide > room and lines[-1]:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += wide
    return lines


def key_height(entries: Sequence[Entry], size: Size) -> float:
    """Return how high the key stands, in millimetres."""
    return len(key_lines(entries, size)) * line(size, size.text) * 1.15 + 0.8 * size.scale


def write_key(axes: Axes, entries: Sequence[Entry], size: Size, *, left: float, up: float) -> None:
    """Write the key over a panel, from ``left`` millimetres before its left edge, its last line ``up`` over it."""
    lines = key_lines(entries, size)
    for place, abreast in enumerate(lines):
        high, across = up + (len(lines) - 1 - place) * line(size, size.text) * 1.15, -left
        for entry in abreast:
            _mark(axes, entry, (across + 0.9 * size.scale, high + 0.42 * line(size, size.text)), size)
            at = (across + 2.2 * size.scale) * POINTS, high * POINTS
            write(axes, entry.name, (0, 1), at, size=size.text, color=INK, va="bottom")
            across += _wide(entry, size)


def _wide(entry: Entry, size: Size) -> float:
    return text_width(entry.name, size.text) + 5 * size.scale


def _mark(axes: Axes, entry: Entry, shift: tuple[float, float], size: Size) -> None:
    away = ScaledTranslation(shift[0] / 25.4, shift[1] / 25.4, axes.figure.dpi_scale_trans)
    axes.plot(
        [0], [1], entry.marker, mfc=entry.face, mec=entry.edge, ms=3.8 * size.scale, mew=0.8 * size.scale,
        clip_on=False, transform=axes.transAxes + away, gid="key",
    )  # fmt: skip
