"""The pieces figures are made of: named rows, interval lines, share axes, notes about the interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from framing.chart.canvas import Chart, Grid, Words, line, sheet, widest, wrap
from framing.chart.presets import Size
from framing.chart.style import INK, RULE, SOFT


@dataclass(frozen=True)
class Rows:
    """Named rows one under the other: the names as wrapped, and each row's middle and height in millimetres."""

    names: tuple[str, ...]
    middles: np.ndarray
    heights: np.ndarray
    width: float

    @property
    def height(self) -> float:
        return float(self.heights.sum())


def stack(names: Sequence[str], size: Size, room: float, *, pitch: float = 1.35) -> Rows:
    """Return rows for these names: a name wider than ``room`` millimetres is wrapped and its row stands higher."""
    wrapped = tuple(wrap(name, room, size.text) for name in names)
    lines = np.array([name.count("\n") + 1 for name in wrapped], dtype=float)
    heights = (lines - 1) * line(size, size.text) + pitch * line(size, size.text)
    return Rows(wrapped, np.cumsum(heights) - heights / 2, heights, widest(wrapped, size.text))


def name_rows(axes: Axes, rows: Rows, *, show: bool = True) -> None:
    """Lay the rows along the y axis, first on top, in millimetres."""
    axes.set_ylim(max(rows.height, 1e-6), 0)
    axes.set_yticks(rows.middles, rows.names if show else [""] * len(rows.names), linespacing=1.0)
    axes.tick_params(axis="y", length=0)


def head(axes: Axes, text: str, size: Size, beside: str = "") -> None:
    """Write a panel's name above it, at its left edge, with a remark in lighter type behind it."""
    axes.annotate(
        text, (0, 1), (0, 1.5 * size.scale), xycoords="axes fraction", textcoords="offset points",
        size=size.text, weight="bold", va="bottom", linespacing=1.05, annotation_clip=False,
    )  # fmt: skip
    if beside:
        axes.annotate(
            beside, (1, 1), (0, 1.5 * size.scale), xycoords="axes fraction", textcoords="offset points",
            size=size.small, color=SOFT, va="bottom", ha="right", annotation_clip=False,
        )  # fmt: skip


def share_axis(axes: Axes, size: Size, *, label: str = "", ticks: Sequence[float] = (0, 0.25, 0.5, 0.75, 1)) -> None:
    """Show shares as per cent, from 0 to 100 always."""
    axes.set_xlim(0, 1)
    axes.set_xticks(ticks)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _place: f"{100 * value:g}"))
    axes.set_xlabel(label, size=size.small, labelpad=1.5 * size.scale)
    axes.grid(axis="x")
    axes.spines["left"].set_color(RULE)
    _keep_inside(axes)


def _keep_inside(axes: Axes) -> None:
    labels = axes.get_xticklabels()
    if labels:
        labels[0].set_ha("left")
        labels[-1].set_ha("right")


def intervals(axes: Axes, table: pd.DataFrame, at: Sequence[float], size: Size, colour: str = INK) -> None:
    """Draw the interval of each row that has one, as a line with ends, at these heights."""
    known = (table["low"].notna() & table["high"].notna()).to_numpy()
    low, high = (table[name].to_numpy(dtype=float)[known] for name in ("low", "high"))
    left, right = axes.get_xlim()
    lines = axes.hlines(np.asarray(at)[known], np.maximum(low, left), np.minimum(high, right), color=colour)
    lines.set_linewidth(0.8 * size.scale)
    lines.set_gid("intervals")
    for edge, inside in ((low, np.isfinite(low)), (high, np.isfinite(high))):
        ends = axes.plot(edge[inside], np.asarray(at)[known][inside], "|", color=colour, ms=3 * size.scale, mew=0.8 * size.scale)
        ends[0].set_gid("interval ends")


def interval_words(table: pd.DataFrame) -> str:
    """Return how the intervals of these rows were made: "95% interval (method)", from the columns level and interval."""
    levels = table["level"].dropna().unique() if "level" in table.columns else []
    methods = [str(m) for m in table["interval"].dropna().unique()] if "interval" in table.columns else []
    begin = " and ".join(f"{100 * level:g}%" for level in sorted(levels))
    return f"{begin} interval".strip() + (f" ({'; '.join(methods)})" if methods else "")


def nothing(size: Size, words: Words, data: pd.DataFrame, reason: str) -> Chart:
    """Return a figure that says why there is nothing to draw."""
    text = wrap(reason, size.width * 0.8, size.text)
    chart, panels = sheet(size, words, data, Grid(heights=(16 * size.scale,)))
    axes = panels[0][0]
    axes.set_axis_off()
    axes.text(0.5, 0.5, text, ha="center", va="center", color=SOFT, transform=axes.transAxes)
    return chart
