"""Does the figure fit its page: no text cut at an edge, none over another, none under the smallest size allowed."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from framing.chart.canvas import Chart, ChartError, letters_lacking
from framing.chart.style import look


def misfits(chart: Chart) -> list[str]:
    """Return what does not fit, in words: text that is cut, that lies on other text, or that is too small."""
    with look(chart.drawing.size):
        shown = _shown(chart)
    page, least = chart.bbox, chart.drawing.size.least
    cut = [f"cut at the edge: {text!r}" for text, box, _ in shown if not _inside(box, page)]
    small = [f"{points:g} pt, least is {least:g} pt: {text!r}" for text, _, points in shown if points < least - 0.01]
    over = [f"over each other: {shown[a][0]!r} and {shown[b][0]!r}" for a, b in _overlaps([box for _, box, _ in shown])]
    return cut + small + over


def check_fit(chart: Chart) -> None:
    """Raise ChartError naming the first things that do not fit, or the letters no font of this machine has."""
    if lacking := letters_lacking(chart):
        raise ChartError(lacking)
    found = misfits(chart)
    if found:
        more = f" (and {len(found) - 3} more)" if len(found) > 3 else ""
        raise ChartError(
            f"this figure does not fit {chart.drawing.size.width:g} mm: {'; '.join(found[:3])}{more}; take a wider size"
        )


def _shown(chart: Chart) -> list[tuple[str, Bbox, float]]:
    """Return every text that is drawn, with its box in pixels and its size in points."""
    renderer = FigureCanvasAgg(chart).get_renderer()
    chart.draw_without_rendering()
    texts = [text for text in chart.findobj(Text) if text.get_visible() and text.get_text().strip()]
    ticks = {id(text) for axes in chart.axes for text in _hidden_ticks(axes)}
    return [(t.get_text(), Text.get_window_extent(t, renderer), t.get_fontsize()) for t in texts if id(t) not in ticks]


def _hidden_ticks(axes) -> list[Text]:
    hidden = []
    for axis in (axes.xaxis, axes.yaxis):
        ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
        drawn = {id(tick) for tick in axis._update_ticks()} if axes.axison and axis.get_visible() else set()
        hidden += [label for tick in ticks for label in _labels(tick, drawn)]
    return hidden


def _labels(tick, drawn: set[int]) -> list[Text]:
    return [label for label in (tick.label1, tick.label2) if id(tick) not in drawn or not label.get_visible()]


def _inside(box: Bbox, page: Bbox, slack: float = 1.0) -> bool:
    return (
        box.x0 >= page.x0 - slack
        and box.x1 <= page.x1 + slack
        and box.y0 >= page.y0 - slack
        and box.y1 <= page.y1 + slack
    )


def _overlaps(boxes: list[Bbox]) -> list[tuple[int, int]]:
    """Return the pairs of texts that on one line come closer than half a letter, or of which one lies on the other."""
    x0, y0, x1, y1 = np.array([box.extents for box in boxes]).reshape(-1, 4).T
    across = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0)
    down = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0)
    least = np.minimum(x1 - x0, y1 - y0)
    letter = np.minimum.outer(least, least)
    return np.argwhere(np.triu((across > -0.25 * letter) & (down > 0.25 * letter), 1)).tolist()
