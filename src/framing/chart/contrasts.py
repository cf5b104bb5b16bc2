"""Contrasts of two outlets as a forest plot: one row a label, its difference, its interval, its q."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from framing.chart.canvas import Chart, Grid, Words, balanced, drawn, filled, line, sheet, widest
from framing.chart.parts import Rows, beside, interval_words, intervals, name_rows, nothing, stack, write, write_sides
from framing.chart.presets import Size
from framing.chart.style import INK, LESS, MORE, SOFT
from framing.chart.tables import (
    Wanted,
    counted,
    most_used,
    name_column,
    one,
    remark_line,
    remarks,
    single_rows,
    some,
    take,
    unit,
    who,
)
from framing.errors import choose

MEASURES = ("share difference", "share ratio (log2)")
COLUMNS = (
    "reference", "referent", "label", "measure", "n", "total", "estimate", "low", "high", "q", "notes",
    "reference_n", "reference_total",
)  # fmt: skip
MOST, MOST_OF_SEVERAL = 30, 8
WANTED = Wanted("draw_contrasts", "measure.contrasts", COLUMNS, MEASURES)


def draw_contrasts(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    measure: str = MEASURES[0],
    outlets: Sequence[str] | None = None,
    labels: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw what one outlet says more, or less, than its reference, from the table ``measure.contrasts`` returned.

    A forest plot, one panel a pair: the point is ``estimate``, the line ``low`` to ``high``, at the right the counts
    of both and ``q``. Right of zero is more in the outlet, left of it more in the reference. ``measure`` is "share
    difference" (percentage points) or "share ratio (log2)" (the axis then counts times). Filled points have a q of at
    most one minus the level; an end that is infinite is an arrow. Rows run from the largest estimate to the smallest.
    Without ``labels`` unused ones are left out, and where there are several pairs all but the eight most used; the
    figure says how many.

    Raises ChartError for another table, several rows for one point, or more than the page holds; ChoiceError for a
    measure, referent, outlet or label that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "reference": "B", "referent": "war", "label": "invasion", "measure": "share difference",
    ...        "n": 9, "total": 12, "reference_n": 2, "reference_total": 10, "estimate": 0.55, "low": 0.1, "high": 0.8,
    ...        "q": 0.02, "notes": None}
    >>> draw_contrasts(pd.DataFrame([row])).drawing.data["q"].tolist()
    [0.02]
    """
    rows = take(table, WANTED)
    choose(measure, MEASURES, "draw_contrasts: measure")
    rows = rows[rows["measure"] == measure]
    by = unit(rows, WANTED.draws)
    referent = one(rows, "referent", referent, WANTED.draws)
    rows = rows[rows["referent"] == referent] if referent is not None else rows
    of = name_column(rows)
    rows = rows[rows[by].isin(some(rows, by, outlets, WANTED.draws))]
    kept, omitted = _kept(rows, by, of) if labels is None else (some(rows, of, labels, WANTED.draws), 0)
    rows = rows[rows[of].isin(kept)]
    single_rows(rows, (by, "reference", of), WANTED.draws)
    data = _ordered(rows, by, of)
    plan = _Plan(data, by, of, measure)
    words = _words(plan, referent, omitted, title)
    return drawn(lambda at: _draw(plan, words, at), size)


@dataclass(frozen=True)
class _Plan:
    data: pd.DataFrame
    by: str
    of: str
    measure: str

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys(zip(self.data[self.by], self.data["reference"], strict=True)))

    @property
    def labels(self) -> list[str]:
        return self.data[self.of].drop_duplicates().tolist()

    @property
    def is_ratio(self) -> bool:
        return self.measure == MEASURES[1]


def _kept(rows: pd.DataFrame, by: str, of: str) -> tuple[list[str], int]:
    """Return the labels most used by both sides together, as many as have room, and the number of the others."""
    pairs = rows[[by, "reference"]].drop_duplicates()
    return most_used(rows.assign(n=rows["n"] + rows["reference_n"]), of, MOST if len(pairs) == 1 else MOST_OF_SEVERAL)


def _ordered(rows: pd.DataFrame, by: str, of: str) -> pd.DataFrame:
    """Return the rows pair by pair; the labels in the order of the first pair's estimates, largest first."""
    pairs = pd.Series(list(zip(rows[by], rows["reference"], strict=True)), index=rows.index)
    places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
    first = rows[pairs.map(places) == 0].sort_values("estimate", ascending=False, kind="stable", na_position="last")
    labels = list(dict.fromkeys([*first[of], *rows[of]]))
    order = pd.DataFrame({"pair": pairs.map(places), "label": rows[of].map(labels.index)})
    return rows.loc[order.sort_values(["pair", "label"]).index].reset_index(drop=True)


def _words(plan: _Plan, referent: str | None, omitted: int, title: str | None) -> Words:
    data, pairs = plan.data, plan.pairs
    whom = (
        f"{pairs[0][0]} use more than {who(pairs[0][1])}"
        if len(pairs) == 1
        else f"each {plan.by} use more than its reference"
    )
    about = f"{referent[:1].upper()}{referent[1:]}" if referent else "Naming"
    level = data["level"].dropna().unique() if "level" in data else []
    limit = f"{1 - level[0]:.2g}" if len(level) else "0.05"
    what = (
        "Ratio of the two shares, on a log scale"
        if plan.is_ratio
        else "Difference of the two shares, percentage points"
    )
    notes = [
        f"{what}. Line: {interval_words(data)}. Filled: q at most {limit}; open: not distinguishable or not tested. "
        f"n: mentions with the {plan.of} of all that characterise the referent, in the {plan.by} and in its reference."
    ]
    notes += [f"{counted(omitted, f'rarer or unused {plan.of}')} not drawn."] if omitted else []
    notes += (
        ["Arrow: no limit on that side."]
        if np.isinf(data[["low", "high", "estimate"]].to_numpy(dtype=float)).any()
        else []
    )
    notes += remark_line(data["notes"])
    caption = f"{notes[0]} {counted(int(data['q'].notna().sum()), 'comparison')} tested, q by Benjamini and Hochberg."
    clear = data[data["q"] <= float(limit)]
    said = "; ".join(f"{row[plan.of]} {row['estimate']:+.2f}" for _, row in clear.iterrows())
    alt = f"Forest plot of {counted(len(data), plan.measure)}. q at most {limit}: {said or 'none'}."
    return Words(title or f"{about}: which {plan.of}s does {whom}?", tuple(notes), caption, alt)


def _draw(plan: _Plan, words: Words, size: Size) -> Chart:
    if not len(plan.data) or plan.data["estimate"].isna().all():
        return nothing(size, words, plan.data, "Nothing can be compared here: too few mentions or articles.")
    rows = stack(plan.labels, size, 0.3 * size.width)
    columns = _columns(plan, size)
    right = sum(width for _, _, width in columns) + 1.6 * size.scale
    top = line(size, size.text) * (2.2 if len(plan.pairs) > 1 else 1) + 1.2 * size.scale
    foot = 4 * size.scale + 2 * line(size, size.small)
    abreast = balanced(len(plan.pairs), int((size.width - rows.width) // (62 * size.scale)))
    deep = -(-len(plan.pairs) // abreast)
    grid = Grid((rows.height,) * deep, abreast, rows.width + 1.5 * size.scale, right, top, foot)
    chart, panels = sheet(size, words, plan.data, grid)
    for place, (pair, axes) in enumerate(zip(plan.pairs, filled(chart, panels, len(plan.pairs)), strict=True)):
        name_rows(axes, rows, show=place % abreast == 0)
        _scale(axes, plan, size)
        _panel(axes, plan, pair, rows, size)
        write_sides(axes, f"← more in {who(pair[1])}", f"more in {pair[0]} →", size)
        _beside(axes, plan, pair, rows, columns, size)
        if len(plan.pairs) > 1:
            _pair_name(axes, pair, size)
    return chart


def _pair_name(axes, pair: tuple[str, str], size: Size) -> None:
    """Write whom a panel compares, above the heads of its columns."""
    up = 1.5 * size.scale + 1.3 * size.text
    write(axes, f"{pair[0]} against {who(pair[1])}", (0, 1), (0, up), size=size.text, weight="bold", va="bottom")


def _pair(plan: _Plan, pair: tuple[str, str]) -> pd.DataFrame:
    return plan.data[(plan.data[plan.by] == pair[0]) & (plan.data["reference"] == pair[1])]


def _scale(axes, plan: _Plan, size: Size) -> None:
    """Make the axis as wide to the left as to the right, and say per cent points or times."""
    values = plan.data[["estimate", "low", "high"]].to_numpy(dtype=float)
    reach = np.abs(values[np.isfinite(values)]).max(initial=0.1 if not plan.is_ratio else 1.0)
    reach = np.ceil(reach + 1e-9) if plan.is_ratio else min(1.0, np.ceil(reach * 20) / 20)
    axes.set_xlim(-reach, reach)
    axes.xaxis.set_major_locator(MaxNLocator(4, symmetric=True, integer=plan.is_ratio, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(_times if plan.is_ratio else _points))
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=SOFT, linewidth=0.7 * size.scale, zorder=0.8)
    axes.grid(axis="x")


def _points(share: float, _place: int) -> str:
    return f"{100 * share:+.0f}".replace("-", "−") if share else "0"


def _times(exponent: float, _place: int) -> str:
    return f"{2**exponent:g}×" if exponent >= 0 else f"1/{2**-exponent:g}×"


def _panel(axes, plan: _Plan, pair: tuple[str, str], rows: Rows, size: Size) -> None:
    part = _pair(plan, pair)
    at = rows.middles[[plan.labels.index(label) for label in part[plan.of]]]
    intervals(axes, part, at, size, SOFT)
    limit = 1 - part["level"].dropna().max() if "level" in part and part["level"].notna().any() else 0.05
    for height, (_, row) in zip(at, part.iterrows(), strict=True):
        if pd.notna(row["estimate"]):
            _point(axes, row["estimate"], height, row["q"] <= limit + 1e-12, size)


def _point(axes, estimate: float, height: float, filled: bool, size: Size) -> None:
    """Draw one point, an arrow at the edge where the estimate is infinite."""
    mark = MORE if estimate > 0 else LESS
    shape = "o" if np.isfinite(estimate) else ">" if estimate > 0 else "<"
    edge, face = (mark.colour, mark.colour) if filled else (INK, "white")
    axes.plot(
        [np.clip(estimate, *axes.get_xlim())], [height], shape, ms=3.6 * size.scale, mec=edge, mfc=face,
        mew=0.8 * size.scale, clip_on=False, gid="estimate", zorder=3,
    )  # fmt: skip


def _columns(plan: _Plan, size: Size) -> list[tuple[str, pd.Series, float]]:
    """Return the columns of figures at the right: heading, texts, width in millimetres."""
    data, marks = plan.data, remarks(plan.data["notes"])
    texts = {
        "n": [f"{n:.0f}/{m:.0f}" for n, m in zip(data["n"], data["total"], strict=True)],
        "n ref.": [f"{n:.0f}/{m:.0f}" for n, m in zip(data["reference_n"], data["reference_total"], strict=True)],
        "q": [_q(q, marks.get(note, "")) for q, note in zip(data["q"], data["notes"], strict=True)],
    }
    pad = 1.6 * size.scale
    return [
        (name, pd.Series(column, index=data.index), widest([name, *column], size.small) + pad)
        for name, column in texts.items()
    ]


def _q(q: float, letter: str) -> str:
    said = "–" if pd.isna(q) else "<.001" if q < 0.001 else f"{q:.3f}".lstrip("0") if q < 1 else "1"
    return f"{said} {letter}".strip()


def _beside(axes, plan: _Plan, pair, rows: Rows, columns, size: Size) -> None:
    part, offset = _pair(plan, pair), 6.0
    for name, texts, width in columns:
        shift = (offset * size.scale, 1.5 * size.scale)
        write(axes, name, (1, 1), shift, size=size.small, color=SOFT, va="bottom")
        for label, text in zip(part[plan.of], texts[part.index], strict=True):
            beside(axes, text, rows.middles[plan.labels.index(label)], size, offset=offset)
        offset += width * 72 / 25.4 / size.scale
