"""Contrasts of two outlets as a forest plot: one row a label, its difference, its interval, its q."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from framing.chart.canvas import Chart, Grid, Words, drawn, line, sheet, text_width, widest
from framing.chart.parts import Rows, beside, head, interval_words, intervals, name_rows, nothing, stack, width_of
from framing.chart.presets import Size
from framing.chart.style import INK, LESS, MORE, SOFT
from framing.chart.tables import Wanted, counted, name_column, one, remarks, single_rows, some, take, unit
from framing.errors import choose

MEASURES = ("share difference", "share ratio (log2)")
COLUMNS = (
    "reference", "referent", "label", "measure", "n", "total", "estimate", "low", "high", "q", "notes",
    "reference_n", "reference_total",
)  # fmt: skip
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

    A forest plot, one panel a pair: the point is ``estimate``, the line ``low`` to ``high``, at the right the counts of both
    and ``q``. Right of zero is more in the outlet, left of it more in the reference. ``measure`` is "share difference"
    (percentage points) or "share ratio (log2)" (the axis then counts times). Filled points have a q of at most one minus
    the level; an end that is infinite is an arrow. Rows run from the largest estimate to the smallest.

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
    rows = rows[rows[of].isin(some(rows, of, labels, WANTED.draws))]
    single_rows(rows, (by, "reference", of), WANTED.draws)
    data = _ordered(rows, by, of)
    plan = _Plan(data, by, of, measure)
    words = _words(plan, referent, title)
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


def _ordered(rows: pd.DataFrame, by: str, of: str) -> pd.DataFrame:
    """Return the rows pair by pair; the labels in the order of the first pair's estimates, largest first."""
    pairs = pd.Series(list(zip(rows[by], rows["reference"], strict=True)), index=rows.index)
    places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
    first = rows[pairs.map(places) == 0].sort_values("estimate", ascending=False, kind="stable", na_position="last")
    labels = list(dict.fromkeys([*first[of], *rows[of]]))
    order = pd.DataFrame({"pair": pairs.map(places), "label": rows[of].map(labels.index)})
    return rows.loc[order.sort_values(["pair", "label"]).index].reset_index(drop=True)


def _words(plan: _Plan, referent: str | None, title: str | None) -> Words:
    data, pairs = plan.data, plan.pairs
    who = f"{pairs[0][0]} use more than {pairs[0][1]}" if len(pairs) == 1 else f"each {plan.by} use more than its reference"
    about = f"{referent[:1].upper()}{referent[1:]}" if referent else "Naming"
    level = data["level"].dropna().unique() if "level" in data else []
    limit = f"{1 - level[0]:.2g}" if len(level) else "0.05"
    what = "Ratio of the two shares, on a log scale" if plan.is_ratio else "Difference of the two shares, percentage points"
    notes = [
        f"{what}. Line: {interval_words(data)}. Filled: q at most {limit}; open: not distinguishable or not tested. "
        f"n: mentions with the {plan.of} of all that characterise the referent, in the {plan.by} and in its reference."
    ]
    notes += ["Arrow: no limit on that side."] if np.isinf(data[["low", "high", "estimate"]].to_numpy(dtype=float)).any() else []
    notes += [f"{letter}: {text}." for text, letter in remarks(data["notes"]).items()]
    caption = f"{notes[0]} {counted(int(data['q'].notna().sum()), 'comparison')} tested, q by Benjamini and Hochberg."
    clear = data[data["q"] <= float(limit)]
    said = "; ".join(f"{row[plan.of]} {row['estimate']:+.2f}" for _, row in clear.iterrows())
    alt = f"Forest plot of {counted(len(data), plan.measure)}. q at most {limit}: {said or 'none'}."
    return Words(title or f"{about}: which {plan.of}s does {who}?", tuple(notes), caption, alt)


def _draw(plan: _Plan, words: Words, size: Size) -> Chart:
    if not len(plan.data) or plan.data["estimate"].isna().all():
        return nothing(size, words, plan.data, "Nothing can be compared here: too few mentions or articles.")
    rows = stack(plan.labels, size, 0.3 * size.width)
    columns = _columns(plan, size)
    right = sum(width for _, _, width in columns) + 1.6 * size.scale
    top = line(size, size.text) * (2 if len(plan.pairs) > 1 else 1) + 1.2 * size.scale
    foot = 4 * size.scale + 2 * line(size, size.small)
    grid = Grid((rows.height,) * len(plan.pairs), 1, rows.width + 1.5 * size.scale, right, top, foot)
    chart, panels = sheet(size, words, plan.data, grid)
    for pair, (axes,) in zip(plan.pairs, panels, strict=True):
        name_rows(axes, rows)
        _scale(axes, plan, size)
        _panel(axes, plan, pair, rows, size)
        _directions(axes, pair, size)
        _beside(axes, plan, pair, rows, columns, size)
        if len(plan.pairs) > 1:
            head(axes, f"{pair[0]} against {pair[1]}\n", size)
    return chart


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
    left, right = axes.get_xlim()
    for height, (_, row) in zip(at, part.iterrows(), strict=True):
        if pd.isna(row["estimate"]):
            continue
        mark = MORE if row["estimate"] > 0 else LESS
        shape = "o" if np.isfinite(row["estimate"]) else ">" if row["estimate"] > 0 else "<"
        filled = row["q"] <= limit + 1e-12
        axes.plot(
            [np.clip(row["estimate"], left, right)], [height], shape, ms=3.6 * size.scale, mec=mark.colour if filled else INK,
            mfc=mark.colour if filled else "white", mew=0.8 * size.scale, clip_on=False, gid="estimate", zorder=3,
        )  # fmt: skip


def _directions(axes, pair: tuple[str, str], size: Size) -> None:
    """Say below the axis which side means more in whom; on two lines where one is too short."""
    left, right = f"← more in {pair[1]}", f"more in {pair[0]} →"
    both = text_width(left, size.small) + text_width(right, size.small) + 2 <= width_of(axes)
    down = -3 - size.small * 1.15 - 3 * size.scale
    lower = down if both else down - 1.15 * size.small
    for text, at, low, side in ((left, 0, down, "left"), (right, 1, lower, "right")):
        axes.annotate(
            text, (at, 0), (0, low), xycoords="axes fraction", textcoords="offset points", ha=side, va="top",
            size=size.small, color=SOFT, annotation_clip=False,
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
        (name, pd.Series(column, index=data.index), widest([name, *column], size.small) + pad) for name, column in texts.items()
    ]


def _q(q: float, letter: str) -> str:
    said = "–" if pd.isna(q) else "<.001" if q < 0.001 else f"{q:.3f}".lstrip("0") if q < 1 else "1"
    return f"{said} {letter}".strip()


def _beside(axes, plan: _Plan, pair, rows: Rows, columns, size: Size) -> None:
    part, offset = _pair(plan, pair), 6.0
    for name, texts, width in columns:
        axes.annotate(
            name, (1, 1), (offset * size.scale, 1.5 * size.scale), xycoords="axes fraction", textcoords="offset points",
            size=size.small, color=SOFT, va="bottom", annotation_clip=False,
        )  # fmt: skip
        for label, text in zip(part[plan.of], texts[part.index], strict=True):
            beside(axes, text, rows.middles[plan.labels.index(label)], size, offset=offset)
        offset += width * 72 / 25.4 / size.scale
