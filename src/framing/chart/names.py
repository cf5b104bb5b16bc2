"""Names written beside their points, none over another, each with a line to its point where it stands off."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from framing.chart.canvas import Chart, line, text_width
from framing.chart.place import Room, place_names
from framing.chart.presets import Size
from framing.chart.style import INK, MM, SOFT

BEHIND = {"facecolor": "white", "edgecolor": "none", "pad": 0.1}


@dataclass(frozen=True)
class Around:
    """What names have to mind: ``marks`` (never covered) and ``lines`` (kept off where that can be), in the panel's data.

    ``inset`` millimetres stay free at the panel's top and foot; a name begins ``pad`` (in a journal's millimetres) from
    its point, and stays on its side of the height ``wall``.
    """

    marks: np.ndarray
    lines: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    inset: float = 0.0
    pad: float = 0.75
    wall: float | None = None


def write_names(
    axes: Axes,
    names: Sequence[str],
    points: np.ndarray,
    around: Around,
    size: Size,
) -> np.ndarray:
    """Write names beside their points, the first choosing first, and tell which were: one without room is not."""
    chart, millimetres = axes.figure, 25.4 / axes.figure.dpi
    at, marks, lines = (
        axes.transData.transform(np.reshape(xy, (-1, 2))) * millimetres for xy in (points, around.marks, around.lines)
    )
    sizes = [(text_width(name, size.small) + 0.8 * size.scale, line(size, size.small)) for name in names]
    left, bottom, right, top = np.array(axes.bbox.extents) * millimetres
    wall = None if around.wall is None else axes.transData.transform((1, around.wall))[1] * millimetres
    room = Room(left, bottom + around.inset, right, top - around.inset, around.pad * size.scale, wall)
    sizes = np.reshape(np.array(sizes, dtype=float), (-1, 2))
    corners = place_names(at, sizes, room, marks, lines)
    for name, corner, extent, point in zip(names, corners, sizes, at, strict=True):
        if np.isfinite(corner).all():
            x, y = (corner + np.array([0, extent[1] / 2])) / _page(chart)
            chart.text(x, y, name, size=size.small, color=INK, va="center", gid="name", zorder=5, bbox=BEHIND)
            _leader(chart, corner, extent, point, size)
    return np.isfinite(corners[:, 0])


def _page(chart: Chart) -> np.ndarray:
    return np.array(chart.get_size_inches()) / MM


def _leader(chart: Chart, corner: np.ndarray, extent: np.ndarray, point: np.ndarray, size: Size) -> None:
    nearest = np.clip(point, corner, corner + extent)
    if np.hypot(*(nearest - point)) < 1.5 * size.scale:
        return
    ends = np.array([point, nearest]) / _page(chart)
    style = {"color": SOFT, "linewidth": 0.4 * size.scale, "gid": "leader"}
    chart.add_artist(Line2D(*ends.T, transform=chart.transFigure, **style))
