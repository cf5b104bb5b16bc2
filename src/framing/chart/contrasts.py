"""Contrasts of two outlets as a forest plot: one row a label, its difference, its interval, its q."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from framing.chart.canvas import Chart, Grid, Words, balanced, filled, first_fitting, line, sheet, text_width, wrap
from framing.chart.close import WIDTHS, close_panels, close_words, closed_up, write_below
from framing.chart.columns import Column, columns, of_total, width_of_columns, write_columns
from framing.chart.comparing import (
    ARTICLES,
    BEFORE,
    DIFFERENCE,
    RATIO,
    Pairs,
    against,
    both,
    both_sides,
    by_difference,
    is_clear,
    limit,
    same_measure,
    sides,
    story_words,
)
from framing.chart.naming import LEAST, Choice, Room, naming
from framing.chart.parts import (
    head,
    interval_note,
    intervals,
    name_rows,
    nothing,
    stack,
    width_of,
    write_sides,
    write_unit,
)
from framing.chart.presets import Size
from framing.chart.style import INK, LESS, MORE, SOFT
from framing.chart.tables import Wanted, counted, remark_line, remarks, take, who
from framing.errors import choose

MEASURES = (DIFFERENCE, RATIO)
COLUMNS = (
    "reference", "referent", "label", "measure", "n", "total", "estimate", "low", "high", "q", "notes",
    "reference_n", "reference_total",
)  # fmt: skip
MOST, MOST_OF_SEVERAL, MOST_CLOSE, FEW = 30, 8, 20, 4
WANTED = Wanted("draw_contrasts", "measure.contrasts", COLUMNS, (*both(DIFFERENCE), *both(RATIO)))


def draw_contrasts(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    measure: str = MEASURES[0],
    outlets: Sequence[str] | None = None,
    labels: Sequence[str] | int | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw what one outlet says more, or less, than its reference, from the table ``measure.contrasts`` returned.

    A forest plot, one panel a pair (``measure.contrasts_by_story`` gives the same table for shared stories): the
    point is ``estimate``, the line ``low`` to ``high``, at the right the counts of both and ``q``. Right of zero is
    more in the outlet, left of it more in the reference. ``measure`` is "share difference" (percentage points) or
    "share ratio (log2)" (the axis then counts times). Filled points have a q of at most one minus the level; an end
    that is infinite is an arrow. Rows run from the largest estimate to the smallest. Without ``labels`` at
    most thirty are drawn, eight where there are several pairs, or as many as the page holds: those that differ clearly
    in some pair first, then by least q, then by difference; the figure says how many of how many. A page too small for
    that has the panels closer together, with as many as twenty labels and without the columns of numbers, which its
    data holds. ``labels`` may be the most to draw, or names; fewer ``outlets`` or a wider size give each more room.

    Raises ChartError for another table, several rows for one point, or more than the page holds; ChoiceError for a
    measure, referent, outlet or label that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "reference": "B", "referent": "war", "label": "invasion", "measure": "share difference",
    ...        "n": 9, "total": 12, "reference_n": 2, "reference_total": 10, "estimate": 0.55, "low": 0.1, "high": 0.8,
    ...        "q": 0.02, "notes": None}
    >>> draw_contrasts(pd.DataFrame([row])).drawing.data["q"].tolist()
    [0.02]
    """
    choose(measure, MEASURES, "draw_contrasts: measure")
    rows = same_measure(take(table, WANTED), measure, WANTED.draws)
    choice = Choice(referent, labels, outlets, title)
    plan = _Plan(
        **vars(naming(rows, WANTED, choice, ("reference",), weighed=both_sides, ranked=by_difference)), measure=measure
    )
    several = Room(MOST_OF_SEVERAL, enough=MOST_OF_SEVERAL, close=MOST_CLOSE, least=LEAST)
    return plan.drawn(_draw, Room(MOST, enough=FEW, close=MOST, least=LEAST) if len(plan.pairs) <= 1 else several, size)


@dataclass(frozen=True)
class _Plan(Pairs):
    """What is drawn, and of which measure."""

    measure: str

    @property
    def is_ratio(self) -> bool:
        return self.measure == RATIO


def _words(plan: _Plan, data: pd.DataFrame) -> Words:
    most = f"{limit(data):g}"
    what = (
        "Ratio of the two shares, on a log scale"
        if plan.is_ratio
        else "Difference of the two shares, percentage points"
    )
    notes = [
        interval_note(
            data,
            f"{what}.",
            f"Filled: q at most {most}; open: not clear, or not tested.{'' if plan.close else _counted(plan, data)}",
        )
    ]
    notes += plan.left_out
    notes += story_words(data)
    endless = np.isinf(data[["low", "high", "estimate"]].to_numpy(dtype=float)).any()
    notes += ["Arrow: no limit on that side."] if endless else []
    notes += close_words(plan, data) if plan.close else remark_line(data["notes"])
    caption = f"{counted(_tested(plan), 'comparison')} tested, q by Benjamini and Hochberg."
    clear = data[is_clear(data)]
    said = "; ".join(f"{row[plan.by]} {row[plan.of]} {row['estimate']:+.2f}" for _, row in clear.iterrows())
    alt = f"Forest plot, {plan.measure}, {counted(len(data), 'row')}. q at most {most}: {said or 'none'}."
    return Words(plan.title or _title(plan), tuple(notes), caption, alt)


def _counted(plan: _Plan, data: pd.DataFrame) -> str:
    return (
        f" n: mentions with the {plan.of} of all that characterise the referent, in the {plan.by} and in its reference "
        f"(n ref.){'; in brackets: articles' if set(ARTICLES) <= set(data.columns) else ''}."
    )


def _tested(plan: _Plan) -> int:
    """Return over how many comparisons q goes: what the table says, else its rows with a q, drawn or not."""
    said = plan.rows["compared"].dropna() if "compared" in plan.rows else plan.rows["n"].iloc[:0]
    return int(said.max() if len(said) else plan.rows["q"].notna().sum())


def _title(plan: _Plan) -> str:
    if len(plan.pairs) != 1:
        return f"{plan.about}: which {plan.of}s does each {plan.by} use more than its reference?"
    first, second = plan.pairs[0]
    if second == BEFORE:
        return f"{plan.about}: which {plan.of}s are more common in {first} after than before?"
    return f"{plan.about}: which {plan.of}s are more common in {first} than in {who(second)}?"


def _draw(plan: _Plan, size: Size) -> Chart:
    data = plan.data
    words = _words(plan, data)
    if not len(data) or data["estimate"].isna().all():
        return nothing(size, words, data, "Nothing can be compared here: too few mentions or articles.")
    if plan.close:
        return first_fitting(lambda least: _draw_close(plan, data, words, size, least), WIDTHS)
    labels = data[plan.of].drop_duplicates().tolist()
    rows, beside = stack(labels, size, 0.3 * size.width), _columns(data, size)
    abreast = balanced(len(plan.pairs), int((size.width - rows.width) // (62 * size.scale)))
    heads = [against(plan.of_pair(data, pair), pair, ARTICLES) for pair in plan.pairs]
    heads = [wrap(name, (size.width - rows.width) / abreast - 4 * size.scale, size.text, bold=True) for name in heads]
    lines = max(name.count("\n") + 1 for name in heads)
    grid = Grid(
        (rows.height,) * -(-len(heads) // abreast), abreast, rows.width + 1.5 * size.scale,
        width_of_columns(beside, size), head=lines * line(size, size.text) + line(size, size.small) + 1.8 * size.scale,
        foot=5.5 * size.scale + 2 * line(size, size.small),
    )  # fmt: skip
    chart, panels = sheet(size, words, data, grid)
    for place, (pair, axes) in enumerate(zip(plan.pairs, filled(chart, panels, len(heads)), strict=True)):
        part = plan.of_pair(data, pair)
        at = rows.middles[[labels.index(label) for label in part[plan.of]]]
        name_rows(axes, rows, show=place % abreast == 0)
        _scale(axes, plan, data, size)
        _panel(axes, part, at, size)
        _sides(axes, plan, pair, size)
        write_columns(axes, part.index, at, beside, size)
        head(axes, heads[place], size, up=1.25 * size.small)
        write_unit(axes, *(("log-scaled ratio", "ratio") if plan.is_ratio else ("percentage points", "points")), size)
    return chart


def _draw_close(plan: _Plan, data: pd.DataFrame, words: Words, size: Size, least: float) -> Chart:
    """Return the figure without its columns of numbers, more panels abreast."""
    labels = data[plan.of].drop_duplicates().tolist()
    close = closed_up(plan, data, stack(labels, size, 0.3 * size.width), size, least=least)
    chart, panels = close_panels(close, words, data, size)
    for pair, axes in zip(plan.pairs, panels, strict=True):
        part = plan.of_pair(data, pair)
        _scale(axes, plan, data, size)
        _panel(axes, part, close.rows.middles[[labels.index(label) for label in part[plan.of]]], size)
    what = "ratio" if plan.is_ratio else "percentage points"
    left, right = sides(plan.pairs[0]) if len(plan.pairs) == 1 else (f"← less in the {plan.by}", "more →")
    write_below(panels[-(len(panels) % close.abreast or close.abreast)], f"{left}  ({what})  {right}", size)
    return chart


def _sides(axes, plan: _Plan, pair: tuple[str, str], size: Size) -> None:
    """Say which side means more in whom; names too long to stand there are over the panel."""
    texts = sides(pair)
    if max(text_width(text, size.small) for text in texts) > 0.45 * size.width:
        texts = "← more in the reference", f"more in the {plan.by} →"
    write_sides(axes, *texts, size)


def _scale(axes, plan: _Plan, data: pd.DataFrame, size: Size) -> None:
    """Make the axis as wide to the left as to the right, and say per cent points or times."""
    values = data[["estimate", "low", "high"]].to_numpy(dtype=float)
    reach = np.abs(values[np.isfinite(values)]).max(initial=1.0 if plan.is_ratio else 0.1)
    reach = np.ceil(reach + 1e-9) if plan.is_ratio else min(1.0, np.ceil(reach * 20) / 20)
    axes.set_xlim(-reach, reach)
    room = int(width_of(axes) / (1.7 * text_width("1/16×", size.small)))
    steps = [1, 2, 2.5, 5, 10]
    axes.xaxis.set_major_locator(MaxNLocator(max(2, min(4, room)), symmetric=True, integer=plan.is_ratio, steps=steps))
    axes.xaxis.set_major_formatter(FuncFormatter(_times if plan.is_ratio else _points))
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=SOFT, linewidth=0.7 * size.scale, zorder=0.8)
    axes.grid(axis="x")


def _points(share: float, _place: int) -> str:
    return f"{100 * share:+.0f}".replace("-", "−") if share else "0"


def _times(exponent: float, _place: int) -> str:
    return f"×{2**exponent:g}" if exponent > 0 else f"÷{2**-exponent:g}" if exponent < 0 else "1"


def _panel(axes, part: pd.DataFrame, at: np.ndarray, size: Size) -> None:
    intervals(axes, part, at, size, SOFT)
    for height, estimate, clear in zip(at, part["estimate"], is_clear(part), strict=True):
        if pd.notna(estimate):
            _point(axes, estimate, height, clear, size)


def _point(axes, estimate: float, height: float, filled: bool, size: Size) -> None:
    """Draw one point, an arrow at the edge where the estimate is infinite."""
    mark = MORE if estimate > 0 else LESS
    shape = "o" if np.isfinite(estimate) else ">" if estimate > 0 else "<"
    edge, face = (mark.colour, mark.colour) if filled else (INK, "white")
    axes.plot(
        [np.clip(estimate, *axes.get_xlim())], [height], shape, ms=3.6 * size.scale, mec=edge, mfc=face,
        mew=0.8 * size.scale, clip_on=False, gid="estimate", zorder=3,
    )  # fmt: skip


def _columns(data: pd.DataFrame, size: Size) -> list[Column]:
    """Return the columns of figures at the right: the counts of both sides, and q with the letter of a remark."""
    marks = remarks(data["notes"])
    q = [_q(q, marks.get(note, "")) for q, note in zip(data["q"], data["notes"], strict=True)]
    return columns(data, {"n": of_total(data), "n ref.": of_total(data, "reference_"), "q": q}, size)


def _q(q: float, letter: str) -> str:
    said = "–" if pd.isna(q) else "<.001" if q < 0.001 else f"{q:.3f}".lstrip("0") if q < 1 else "1"
    return f"{said} {letter}".strip()
