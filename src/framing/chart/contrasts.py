"""Contrasts of two outlets as a forest plot: one row a label, its difference, its interval, its q."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

from framing.chart.canvas import (
    Chart,
    ChartError,
    Grid,
    Words,
    balanced,
    drawn,
    filled,
    fitting,
    line,
    sheet,
    text_width,
    widest,
)
from framing.chart.parts import (
    beside,
    interval_words,
    intervals,
    name_rows,
    nothing,
    stack,
    width_of,
    write,
    write_sides,
)
from framing.chart.presets import Size
from framing.chart.style import INK, LESS, MORE, SOFT
from framing.chart.tables import (
    Wanted,
    by_use,
    counted,
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
SAME_STORIES = ", same stories"
WANTED = Wanted(
    "draw_contrasts", "measure.contrasts", COLUMNS, (*MEASURES, *(name + SAME_STORIES for name in MEASURES))
)


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

    A forest plot, one panel a pair (``measure.contrasts_by_story`` gives the same table for shared stories): the
    point is ``estimate``, the line ``low`` to ``high``, at the right the counts of both and ``q``. Right of zero is
    more in the outlet, left of it more in the reference. ``measure`` is "share difference" (percentage points) or
    "share ratio (log2)" (the axis then counts times). Filled points have a q of at most one minus the level; an end
    that is infinite is an arrow. Rows run from the largest estimate to the smallest. Without ``labels`` unused ones
    are left out, and where there are several pairs all but the eight most used; the figure says how many.

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
    rows = same_measure(rows, measure, WANTED.draws)
    by = unit(rows, WANTED.draws)
    referent = one(rows, "referent", referent, WANTED.draws)
    rows = rows[rows["referent"] == referent] if referent is not None else rows
    of = name_column(rows)
    rows = rows[rows[by].isin(some(rows, by, outlets, WANTED.draws))]
    single_rows(rows, (by, "reference", of), WANTED.draws)
    kept = None if labels is None else some(rows, of, labels, WANTED.draws)
    used = by_use(rows.assign(n=rows["n"] + rows["reference_n"]), of)
    plan = _Plan(rows, by, of, measure, kept or used, referent, title)
    if kept:
        return drawn(lambda at: _draw(plan, at), size)
    most = MOST if len(plan.pairs) <= 1 else MOST_OF_SEVERAL
    return drawn(lambda at: fitting(lambda n: _draw(plan.first(n), at), min(most, len(used))), size)


def same_measure(rows: pd.DataFrame, measure: str, draws: str) -> pd.DataFrame:
    """Return the rows of a measure, matched by story or not; raise ChartError where the table holds both."""
    found = rows[rows["measure"].isin((measure, measure + SAME_STORIES))]
    if found["measure"].nunique() > 1:
        raise ChartError(
            f"{draws}: the table holds {measure} for all articles and for the same stories; keep one of them"
        )
    return found


def story_words(data: pd.DataFrame) -> list[str]:
    """Return what is said of contrasts matched by story, in a list; an empty one for others."""
    if not data["measure"].str.endswith(SAME_STORIES).any():
        return []
    stories = data["stories"].dropna() if "stories" in data else data["n"].iloc[:0]
    number = f" ({counted(stories.max(), 'story', 'stories')} at most)" if len(stories) else ""
    return [f"Only stories that both sides cover{number}."]


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the rows, the column that is compared and the one that names, the measure and the labels."""

    rows: pd.DataFrame
    by: str
    of: str
    measure: str
    labels: list[str]
    referent: str | None
    title: str | None

    def first(self, number: int) -> "_Plan":
        return replace(self, labels=self.labels[:number])

    @property
    def data(self) -> pd.DataFrame:
        return _ordered(self.rows[self.rows[self.of].isin(self.labels)], self.by, self.of)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys(zip(self.rows[self.by], self.rows["reference"], strict=True)))

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


def _words(plan: _Plan, data: pd.DataFrame) -> Words:
    limit, omitted = f"{_limit(data):g}", plan.rows[plan.of].nunique() - len(plan.labels)
    what = (
        "Ratio of the two shares, on a log scale"
        if plan.is_ratio
        else "Difference of the two shares, percentage points"
    )
    notes = [
        f"{what}. Line: {interval_words(data)}. Filled: q at most {limit}; open: not clear, or not tested. "
        f"n: mentions with the {plan.of} of all that characterise the referent, in the {plan.by} and in its reference."
    ]
    notes += [f"{counted(omitted, f'rarer or unused {plan.of}')} not drawn."] if omitted else []
    notes += story_words(data)
    endless = np.isinf(data[["low", "high", "estimate"]].to_numpy(dtype=float)).any()
    notes += ["Arrow: no limit on that side."] if endless else []
    notes += remark_line(data["notes"])
    caption = f"{notes[0]} {counted(int(data['q'].notna().sum()), 'comparison')} tested, q by Benjamini and Hochberg."
    clear = data[data["q"] <= _limit(data) + 1e-12]
    said = "; ".join(f"{row[plan.by]} {row[plan.of]} {row['estimate']:+.2f}" for _, row in clear.iterrows())
    alt = f"Forest plot, {plan.measure}, {counted(len(data), 'row')}. q at most {limit}: {said or 'none'}."
    return Words(plan.title or _title(plan), tuple(notes), caption, alt)


def _limit(data: pd.DataFrame) -> float:
    """Return the largest q that counts as clear: one minus the level."""
    levels = data["level"].dropna() if "level" in data else data["q"].iloc[:0]
    return round(1 - float(levels.iloc[0]), 10) if len(levels) else 0.05


def _title(plan: _Plan) -> str:
    about = f"{plan.referent[:1].upper()}{plan.referent[1:]}" if plan.referent else "Naming"
    if len(plan.pairs) != 1:
        return f"{about}: which {plan.of}s does each {plan.by} use more than its reference?"
    first, second = plan.pairs[0]
    return f"{about}: which {plan.of}s does {first} use more than {who(second)}?"


def _draw(plan: _Plan, size: Size) -> Chart:
    data = plan.data
    words = _words(plan, data)
    if not len(data) or data["estimate"].isna().all():
        return nothing(size, words, data, "Nothing can be compared here: too few mentions or articles.")
    labels = data[plan.of].drop_duplicates().tolist()
    rows, columns = stack(labels, size, 0.3 * size.width), _columns(data, size)
    right = sum(width for _, _, width in columns) + 1.6 * size.scale
    top = line(size, size.text) * (2.2 if len(plan.pairs) > 1 else 1) + 1.2 * size.scale
    abreast = balanced(len(plan.pairs), int((size.width - rows.width) // (62 * size.scale)))
    deep = -(-len(plan.pairs) // abreast)
    foot = 4 * size.scale + 2 * line(size, size.small)
    grid = Grid((rows.height,) * deep, abreast, rows.width + 1.5 * size.scale, right, top, foot)
    chart, panels = sheet(size, words, data, grid)
    for place, (pair, axes) in enumerate(zip(plan.pairs, filled(chart, panels, len(plan.pairs)), strict=True)):
        part = data[(data[plan.by] == pair[0]) & (data["reference"] == pair[1])]
        at = rows.middles[[labels.index(label) for label in part[plan.of]]]
        name_rows(axes, rows, show=place % abreast == 0)
        _scale(axes, plan, data, size)
        _panel(axes, part, at, size)
        _sides(axes, plan, pair, size)
        _beside(axes, part, at, columns, size)
        if len(plan.pairs) > 1:
            _pair_name(axes, pair, size)
    return chart


def _sides(axes, plan: _Plan, pair: tuple[str, str], size: Size) -> None:
    """Say which side means more in whom; names too long to stand there are in the title."""
    texts = f"← more in {who(pair[1])}", f"more in {pair[0]} →"
    if max(text_width(text, size.small) for text in texts) > 0.45 * size.width:
        texts = "← more in the reference", f"more in the {plan.by} →"
    write_sides(axes, *texts, size)


def _pair_name(axes, pair: tuple[str, str], size: Size) -> None:
    """Write whom a panel compares, above the heads of its columns."""
    up = 1.5 * size.scale + 1.3 * size.text
    write(axes, f"{pair[0]} against {who(pair[1])}", (0, 1), (0, up), size=size.text, weight="bold", va="bottom")


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
    return f"{2**exponent:g}×" if exponent >= 0 else f"1/{2**-exponent:g}×"


def _panel(axes, part: pd.DataFrame, at: np.ndarray, size: Size) -> None:
    intervals(axes, part, at, size, SOFT)
    for height, (_, row) in zip(at, part.iterrows(), strict=True):
        if pd.notna(row["estimate"]):
            _point(axes, row["estimate"], height, row["q"] <= _limit(part) + 1e-12, size)


def _point(axes, estimate: float, height: float, filled: bool, size: Size) -> None:
    """Draw one point, an arrow at the edge where the estimate is infinite."""
    mark = MORE if estimate > 0 else LESS
    shape = "o" if np.isfinite(estimate) else ">" if estimate > 0 else "<"
    edge, face = (mark.colour, mark.colour) if filled else (INK, "white")
    axes.plot(
        [np.clip(estimate, *axes.get_xlim())], [height], shape, ms=3.6 * size.scale, mec=edge, mfc=face,
        mew=0.8 * size.scale, clip_on=False, gid="estimate", zorder=3,
    )  # fmt: skip


def _columns(data: pd.DataFrame, size: Size) -> list[tuple[str, pd.Series, float]]:
    """Return the columns of figures at the right: heading, texts, width in millimetres."""
    marks = remarks(data["notes"])
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


def _beside(axes, part: pd.DataFrame, at: np.ndarray, columns: list, size: Size) -> None:
    """Write the columns of figures, each under its heading."""
    offset = 6.0
    for name, texts, width in columns:
        shift = (offset * size.scale, 1.5 * size.scale)
        write(axes, name, (1, 1), shift, size=size.small, color=SOFT, va="bottom")
        for middle, text in zip(at, texts[part.index], strict=True):
            beside(axes, text, middle, size, offset=offset)
        offset += width * 72 / 25.4 / size.scale
