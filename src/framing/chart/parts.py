"""The pieces figures are made of: named rows, interval lines, share axes, notes about the interval."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from framing.chart.canvas import Chart, Grid, Words, line, sheet, text_width, widest, wrap
from framing.chart.presets import Size
from framing.chart.style import BAR, EDGE_OF_BAR, INK, MM, RULE, SOFT, Mark
from framing.chart.tables import capital

FEW, OVER = 12, 1.8
DESCENT = 0.24
SHARE = "Share (%)"


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


def pitches(every: Sequence[float], rows: int) -> int:
    """Return how many of these heights of a row may be tried: many rows stand close from the start."""
    return len(every) if rows <= FEW else min(2, len(every))


def name_rows(axes: Axes, rows: Rows, *, show: bool = True, height: float = 0.0) -> None:
    """Lay the rows along the y axis, first on top, in millimetres; in a panel that is higher they leave its foot free."""
    axes.set_ylim(max(rows.height, height, 1e-6), 0)
    axes.set_yticks(rows.middles, rows.names if show else [""] * len(rows.names), linespacing=1.0)
    axes.tick_params(axis="y", length=0)


def head(axes: Axes, text: str, size: Size, *, up: float = 0.0, back: float = 0.0) -> None:
    """Write a panel's name above it (and ``up`` points higher), at its left edge or ``back`` millimetres before it."""
    shift = (-back * 72 / 25.4, 1.5 * size.scale + up)
    write(axes, text, (0, 1), shift, size=size.text, weight="bold", va="bottom", linespacing=1.05)


def share_axis(axes: Axes, size: Size, *, most: float = 1.0) -> None:
    """Show shares as per cent, from 0 always, to 100 unless told otherwise; the middle is named where there is room."""
    axes.set_xlim(0, most)
    wide = width_of(axes) > 4.5 * text_width("100", size.small)
    ends = (0, most / 2, most)
    axes.set_xticks(ends, [f"{100 * end:g}" if wide or end != most / 2 else "" for end in ends])
    axes.grid(axis="x")
    axes.spines["left"].set_color(RULE)
    keep_inside(axes)


def name_axis(axes: Axes, text: str, size: Size) -> None:
    """Say under the ticks of the x axis what it measures, from its left end; the text may be wider than the panel."""
    low = -3 - 2.2 * size.scale - 1.15 * size.small
    write(axes, text, (0, 0), (0, low), size=size.small, ha="left", va="top")


def number_axis(axes: Axes, size: Size) -> None:
    """Name as many round numbers along the x axis as fit beside each other, at most five, none far over its ends."""
    low, high = axes.get_xlim()
    room = width_of(axes)
    for number in range(5, 0, -1):
        every = MaxNLocator(number, steps=(1, 2, 2.5, 5, 10), min_n_ticks=1).tick_values(low, high)
        named = {tick: f"{tick:.10g}".replace("-", "−") for tick in every if low <= tick <= high}
        half = widest(list(named.values()), size.small) / 2
        places = {tick: (tick - low) / (high - low) * room for tick in named}
        inside = [
            tick for tick, at in places.items() if half - OVER * size.scale <= at <= room - half + OVER * size.scale
        ]
        ticks = inside or list(named)[:1]
        if 2 * half + 1.5 * size.scale <= np.diff([places[tick] for tick in ticks]).min(initial=room):
            break
    axes.set_xticks(ticks, [named[tick] for tick in ticks], size=size.small)


def width_of(axes: Axes) -> float:
    """Return how wide a panel is, in millimetres."""
    return axes.get_position().width * axes.figure.get_size_inches()[0] / MM


def keep_inside(axes: Axes) -> None:
    """Set the first and the last tick's label inside the axis, so that neighbours never meet."""
    labels = axes.get_xticklabels()
    if len(labels) > 1:
        labels[0].set_ha("left")
        labels[-1].set_ha("right")


def bars(axes: Axes, widths: pd.Series, at: Sequence[float], size: Size, mark: Mark = BAR) -> None:
    """Draw one bar a row from 0 to its width; a missing width draws none."""
    known = widths.notna().to_numpy()
    wide = widths.to_numpy(dtype=float)[known]
    axes.barh(
        np.asarray(at)[known], wide, height=0.62 * 1.35 * line(size, size.text), color=mark.colour, hatch=mark.hatch,
        edgecolor=EDGE_OF_BAR, linewidth=0.5 * size.scale,
    )  # fmt: skip


def write(axes: Axes, text: str, at: tuple[float, float], shift: tuple[float, float], **style: object) -> None:
    """Write ``text`` at a place of the panel (0 to 1 across and up), ``shift`` points away; it may stand outside.

    A level text that stands on its place stands there with the line its letters are written on, so that neighbours are
    level whatever letters they have.
    """
    if style.get("va") == "bottom" and not style.get("rotation"):
        style, shift = style | {"va": "baseline"}, (shift[0], shift[1] + DESCENT * float(style["size"]))
    axes.annotate(text, at, shift, xycoords="axes fraction", textcoords="offset points", annotation_clip=False, **style)


def beside(axes: Axes, text: str, at: float, size: Size, *, offset: float = 2.0) -> None:
    """Write a count or a remark at the right of a row, ``offset`` points behind the panel."""
    axes.annotate(
        text, (1, at), (offset * size.scale, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
        size=size.small, color=SOFT, va="center_baseline", annotation_clip=False,
    )  # fmt: skip


def write_unit(axes: Axes, text: str, short: str, size: Size) -> None:
    """Say over a panel what its x axis measures, beside the headings of its columns; in ``short`` in a narrow one."""
    text = text if text_width(text, size.small) <= width_of(axes) else short
    write(axes, text, (0, 1), (0, 1.5 * size.scale), size=size.small, color=SOFT, va="bottom")


def write_sides(axes: Axes, left: str, right: str, size: Size, *, below: float = 0.0) -> None:
    """Say under the x axis (and ``below`` points lower) what its sides mean; on two lines where one is too short."""
    short = text_width(left, size.small) + text_width(right, size.small) + 2 > width_of(axes)
    low = -3 - 3 * size.scale - 1.15 * size.small - below
    style = {"size": size.small, "color": SOFT, "va": "top"}
    write(axes, left, (0, 0), (0, low), ha="left", **style)
    write(axes, right, (1, 0), (0, low - 1.15 * size.small * short), ha="right", **style)


def intervals(axes: Axes, table: pd.DataFrame, at: Sequence[float], size: Size, colour: str = INK) -> None:
    """Draw the interval of each row that has one, as a line with ends, at these heights."""
    known = (table["low"].notna() & table["high"].notna()).to_numpy()
    low, high = (table[name].to_numpy(dtype=float)[known] for name in ("low", "high"))
    left, right = axes.get_xlim()
    lines = axes.hlines(np.asarray(at)[known], np.maximum(low, left), np.minimum(high, right), color=colour)
    lines.set_linewidth(0.8 * size.scale)
    lines.set_gid("intervals")
    for edge, inside in ((low, np.isfinite(low)), (high, np.isfinite(high))):
        ends = axes.plot(
            edge[inside], np.asarray(at)[known][inside], "|", color=colour, ms=3 * size.scale, mew=0.8 * size.scale
        )
        ends[0].set_gid("interval ends")


def interval_words(table: pd.DataFrame) -> str:
    """Return how the intervals of these rows were made: "95% interval (method)", from ``level`` and ``interval``."""
    levels = table["level"].dropna().unique() if "level" in table.columns else []
    methods = [str(m) for m in table["interval"].dropna().unique()] if "interval" in table.columns else []
    begin = " and ".join(f"{100 * level:g}%" for level in sorted(levels))
    return f"{begin} interval".strip() + (f" ({'; '.join(methods)})" if methods else "")


def interval_note(table: pd.DataFrame, begin: str, end: str) -> str:
    """Return a note with "Line: 95% interval (method)." in its middle, or nothing there where remarks say why none is."""
    if table[["low", "high"]].notna().any(axis=None):
        middle = f" Line: {interval_words(table)}."
    else:
        middle = "" if table["notes"].notna().all() else " No interval is known."
    return f"{begin}{middle} {end}"


def mean_words(table: pd.DataFrame, mean: str) -> str:
    """Return "Diamond and line: the mean, 95% interval (method)."; no word of a line where no row has an interval."""
    if table[["low", "high"]].notna().any(axis=None):
        return f"Diamond and line: {mean}, {interval_words(table)}."
    return f"Diamond: {mean}."


def nothing(size: Size, words: Words, data: pd.DataFrame, reason: str, notes: Sequence[str] = ()) -> Chart:
    """Return a figure that says why there is nothing to draw; its other notes would tell of marks that are not there."""
    text = wrap(reason, size.width * 0.8, size.text)
    said = data["notes"].dropna().unique() if "notes" in data else ()
    remarks = dict.fromkeys(part for note in said for part in str(note).split("; ") if part.strip())
    words = replace(words, notes=(*notes, *([f"{capital('; '.join(remarks))}."] if remarks else [])))
    chart, panels = sheet(size, words, data, Grid(heights=(16 * size.scale,)))
    axes = panels[0][0]
    axes.set_axis_off()
    axes.text(0.5, 0.5, text, ha="center", va="center", color=SOFT, transform=axes.transAxes)
    return chart
