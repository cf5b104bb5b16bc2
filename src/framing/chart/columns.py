"""Columns of figures at the right of a panel's rows, each under its heading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from framing.chart.canvas import widest
from framing.chart.parts import beside, write
from framing.chart.presets import Size
from framing.chart.style import SOFT

PAD = 1.6


@dataclass(frozen=True)
class Column:
    """One column: its heading, its texts by the row of the data they belong to, its width in millimetres."""

    name: str
    texts: pd.Series
    width: float


def columns(data: pd.DataFrame, texts: Mapping[str, Sequence[str]], size: Size) -> list[Column]:
    """Return the columns of these texts, by their headings, each as wide as its widest text."""
    return [
        Column(name, pd.Series(list(column), index=data.index), widest([name, *column], size.small) + PAD * size.scale)
        for name, column in texts.items()
    ]


def width_of_columns(every: Sequence[Column], size: Size) -> float:
    """Return how many millimetres the columns need behind a panel."""
    return sum(column.width for column in every) + PAD * size.scale


def write_columns(axes: Axes, rows: pd.Index, at: Sequence[float], every: Sequence[Column], size: Size) -> None:
    """Write the columns beside a panel: the texts of ``rows`` at the heights ``at``."""
    offset = 6.0
    for column in every:
        shift = (offset * size.scale, 1.5 * size.scale)
        write(axes, column.name, (1, 1), shift, size=size.small, color=SOFT, va="bottom")
        for middle, text in zip(at, column.texts[rows], strict=True):
            beside(axes, text, middle, size, offset=offset)
        offset += column.width * 72 / 25.4 / size.scale


def of_total(data: pd.DataFrame, prefix: str = "") -> list[str]:
    """Return "3/40" for each row: its count and what it is counted among."""
    counts = zip(data[f"{prefix}n"], data[f"{prefix}total"], strict=True)
    return [f"{n:,.0f}/{total:,.0f}" for n, total in counts]
