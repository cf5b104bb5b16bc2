"""Keyness against frequency, the "fightin' words" plot: which words set two outlets apart, and how often they occur."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from framing.chart.canvas import (
    NO_BREAK,
    Chart,
    Grid,
    Words,
    balanced,
    drawn,
    filled,
    first_fitting,
    line,
    sheet,
    text_width,
    wrap,
)
from framing.chart.names import Around, write_names
from framing.chart.parts import interval_words, nothing, width_of
from framing.chart.presets import Size
from framing.chart.style import LESS, MORE, NEITHER, SOFT, Mark
from framing.chart.tables import (
    Wanted,
    capital,
    counted,
    number_of,
    one,
    said_of_all,
    single_rows,
    some,
    take,
    unit,
    who,
    with_counts,
)

COLUMNS = (
    "reference",
    "phrase",
    "measure",
    "n",
    "total",
    "reference_n",
    "reference_total",
    "estimate",
    "low",
    "high",
    "q",
)
WANTED = Wanted("draw_keyness", "measure.keyness", COLUMNS)
NAMED = 10
ARTICLES = ("total_articles", "reference_total_articles")
LAYOUTS = tuple((high, 80.0) for high in (75.0, 60.0, 45.0, 34.0, 28.0))
OF_SEVERAL = ((60.0, 80.0), (48.0, 80.0), (38.0, 80.0), (48.0, 40.0), (38.0, 40.0), (30.0, 40.0))


def draw_keyness(
    table: pd.DataFrame,
    *,
    measure: str | None = None,
    outlets: Sequence[str] | None = None,
    phrases: Sequence[str] | int | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw each phrase's score against how often it occurs, from the table ``measure.keyness`` returned.

    One dot a phrase: across, ``n`` + ``reference_n`` on a log axis; up, ``estimate``, so that above the line is more
    in the outlet and below it more in its reference. Triangles are phrases whose q is at most one minus the level.
    Open marks are phrases only one side has. Named, with their intervals, are ten on either side: clear ones first,
    then those farthest out (by ``z`` where the table has it), or the ``phrases`` given (names, or how many on either
    side); names cover no mark and no name, and what has no room is not named: the figure says how many are, and its
    data has them in ``named``. Beside the sides stand their articles, where the table has them (``total_articles``,
    ``reference_total_articles``). Several outlets (or groups) stand below each other, on one scale.

    Raises ChartError for another table or several rows for one phrase; ChoiceError for a measure, outlet or phrase
    that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "reference": "B", "phrase": "war", "measure": "log-odds", "n": 40, "total": 900,
    ...        "reference_n": 8, "reference_total": 800, "estimate": 1.4, "low": 0.6, "high": 2.2, "q": 0.01}
    >>> draw_keyness(pd.DataFrame([row])).drawing.data["phrase"].tolist()
    ['war']
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    measure = one(rows, "measure", measure, WANTED.draws)
    rows = rows[(rows["measure"] == measure) & rows[by].isin(some(rows, by, outlets, WANTED.draws))]
    single_rows(rows, (by, "reference", "phrase"), WANTED.draws)
    most, chosen = number_of(phrases, "phrase", WANTED.draws), None
    if phrases is not None and most is None:
        chosen = some(rows, "phrase", phrases, WANTED.draws)
    data = rows.assign(frequency=rows["n"] + rows["reference_n"])
    pairs = list(dict.fromkeys(zip(data[by], data["reference"], strict=True)))
    parts = [data[(data[by] == first) & (data["reference"] == second)] for first, second in pairs]
    named = [part["phrase"].isin(_most(part, most or NAMED) if chosen is None else chosen) for part in parts]
    data = data.assign(named=pd.concat(named) if named else False).reset_index(drop=True)
    most = 0 if chosen else most or NAMED
    plan = _Plan(data, by, tuple(pairs), _limit(data), most, int(data["named"].sum()), title)
    layouts = LAYOUTS if len(pairs) == 1 else OF_SEVERAL
    return drawn(lambda at: first_fitting(lambda layout: _draw(plan, at, *layout), layouts), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the rows, the pairs they compare, the largest q that counts as clear, how many were to be named.

    ``most`` is how many may be named on either side; 0 where they were chosen.
    """

    data: pd.DataFrame
    by: str
    pairs: tuple[tuple[str, str], ...]
    limit: float
    most: int
    wanted: int
    title: str | None

    def without(self, points: pd.Index) -> "_Plan":
        """Return the same with these phrases unnamed for want of room."""
        return replace(self, data=self.data.assign(named=self.data["named"] & ~self.data.index.isin(points)))

    def of(self, pair: tuple[str, str]) -> pd.DataFrame:
        return self.data[(self.data[self.by] == pair[0]) & (self.data["reference"] == pair[1])]

    def kinds(self, part: pd.DataFrame) -> list[tuple[Mark, pd.DataFrame, str]]:
        """Return the marks, each with its phrases and what it means."""
        clear, up = part["q"] <= self.limit + 1e-12, part["estimate"] > 0
        return [
            (NEITHER, part[~clear], "not clear"),
            (MORE, part[clear & up], "more"),
            (LESS, part[clear & ~up], "less"),
        ]


def score(part: pd.DataFrame) -> pd.Series:
    """Return how far out each phrase is: its ``z`` where the table has it, else its estimate."""
    return (part["z"] if "z" in part and part["z"].notna().all() else part["estimate"]).abs()


def _limit(data: pd.DataFrame) -> float:
    known = data["level"].dropna() if "level" in data else []
    return round(1 - float(known.iloc[0]), 10) if len(known) else 0.05


def _most(rows: pd.DataFrame, most: int) -> list[str]:
    """Return the phrases to name, ``most`` on either side: clear ones first, then the farthest out."""
    finite = rows[np.isfinite(rows["estimate"])]
    order = finite.assign(_clear=finite["q"] <= _limit(rows) + 1e-12, _far=score(finite))
    order = order.sort_values(["_clear", "_far", "phrase"], ascending=[False, False, True])
    sides = (order[order["estimate"] > 0], order[order["estimate"] <= 0])
    return [phrase for side in sides for phrase in side["phrase"].head(most)]


def _words(plan: _Plan) -> Words:
    data, pairs, title = plan.data, plan.pairs, plan.title
    if data.empty:
        return Words(title or "Which phrases set one side apart?", (), "No phrase.", "Empty figure: no phrase.")
    whom = (
        f"{pairs[0][0]} apart from {who(pairs[0][1])}"
        if len(pairs) == 1
        else f"each {plan.by} apart from its reference"
    )
    sides = "; ".join(_sizes(plan.of(pair), pair) for pair in pairs)
    unclear = _unclear(plan)
    notes = [f"{_marks(plan)} Words: {sides}.", *unclear]
    notes += (
        [f"{capital('; '.join(said))}." for said in [said_of_all(data["notes"])] if said] if "notes" in data else []
    )
    tops = [f"{row['phrase']} {row['estimate']:+.2f}" for _, row in data[data["named"]].iterrows()]
    measure = data["measure"].iloc[0]
    compared = "; ".join(" against ".join(_with_articles(plan.of(pair), pair)) for pair in pairs).replace(NO_BREAK, " ")
    alt = f"Scatter plot of {measure} against frequency, {compared}. Above zero is more in {pairs[0][0]}. "
    alt += f"{' '.join([*unclear, ''])}Named: {'; '.join(tops) or 'none'}."
    return Words(title or f"Which phrases set {whom}?", tuple(notes), f"{capital(measure)}: {compared}.", alt)


def _sizes(part: pd.DataFrame, pair: tuple[str, str]) -> str:
    return f"{pair[0]} {part['total'].max():,.0f}, {who(pair[1])} {part['reference_total'].max():,.0f}"


def _with_articles(part: pd.DataFrame, pair: tuple[str, str]) -> tuple[str, str]:
    """Return both sides' names, each with its articles where the table has them."""
    names = pair[0], who(pair[1])
    if not set(ARTICLES) <= set(part.columns) or part[[*ARTICLES]].isna().all(axis=None):
        return names
    counts = (counted(part[column].max(), "article") for column in ARTICLES)
    return tuple(with_counts(name, count) for name, count in zip(names, counts, strict=True))


def _marks(plan: _Plan) -> str:
    """Say what each mark, line and name means."""
    data = plan.data
    tested, clear = bool(data["q"].notna().any()), int((data["q"] <= plan.limit + 1e-12).sum())
    triangles = f"triangles: q at most {plan.limit:g} ({clear:,} of them)" if tested else "none was tested"
    alone = int(_alone(data).sum())
    open_ = f"; open: only one side has it ({alone:,})" if alone else ""
    lines = f" Lines: {interval_words(data)}." if data["low"].notna().any() else ""
    first = "clear ones first, then " if clear else ""
    which = f"{first}the farthest out, at most {plan.most} on either side" if plan.most else "those chosen"
    named = int(data["named"].sum())
    room = f" ({named:,} of {plan.wanted:,}; the others have no room)" if named < plan.wanted else ""
    return f"Each mark is one of {counted(len(data), 'phrase')}; {triangles}{open_}.{lines} Named: {which}{room}."


def _unclear(plan: _Plan) -> list[str]:
    """Return the sentence that says where no phrase is clear, in a list; an empty one where some is in every pair."""
    if plan.data["q"].isna().all():
        return ["No phrase was tested."]
    without = [pair for pair in plan.pairs if not (plan.of(pair)["q"] <= plan.limit + 1e-12).any()]
    some_ = 0 < len(without) < len(plan.pairs)
    whom = "; ".join(f"{first} against {who(second)}" for first, second in without) if some_ else ""
    said = f"No phrase is clearly more in either (q at most {plan.limit:g})"
    return [f"{said}{f': {whom}' if whom else ''}."] if without else []


def _alone(rows: pd.DataFrame) -> pd.Series:
    """Tell which phrases only one side has."""
    return (rows["n"] == 0) | (rows["reference_n"] == 0)


def _draw(plan: _Plan, size: Size, high: float, wide: float) -> Chart:
    """Return the figure with the names there is room for; its data and its notes tell of no others."""
    if plan.data.empty or not np.isfinite(plan.data["estimate"]).any():
        return nothing(size, _words(plan), plan.data, "No phrase occurs often enough to be compared.")
    chart, crowded = _plot(plan, size, high, wide)
    while len(crowded):
        plan = plan.without(crowded)
        chart, crowded = _plot(plan, size, high, wide)
    return chart


def _plot(plan: _Plan, size: Size, high: float, wide: float) -> tuple[Chart, pd.Index]:
    """Return the figure, and the phrases whose names found no room."""
    left = text_width("−0.0", size.small) + line(size, size.small) + 2.5 * size.scale
    columns = balanced(len(plan.pairs), int(size.width // (wide * size.scale)))
    high = min(0.8 * size.width / columns, high * size.scale)
    grid = Grid(
        (high,) * -(-len(plan.pairs) // columns), columns, left, right=1.5 * size.scale, head=1 * size.scale,
        foot=7.5 * size.scale,
    )  # fmt: skip
    (chart, panels), crowded = sheet(size, _words(plan), plan.data, grid), plan.data.index[:0]
    for place, (pair, axes) in enumerate(zip(plan.pairs, filled(chart, panels, len(plan.pairs)), strict=True)):
        part = plan.of(pair)
        _axes(axes, plan, pair, size)
        if place % columns:
            axes.tick_params(labelleft=False)
            axes.set_ylabel("")
        for mark, some_, name in plan.kinds(part):
            _points(axes, mark, some_.drop_duplicates(["frequency", "estimate"]), name, size)
        crowded = crowded.union(_name(axes, part, size, _sides(axes, part, pair, size)))
    return chart, crowded


def _points(axes, mark: Mark, rows: pd.DataFrame, name: str, size: Size) -> None:
    """Draw the phrases of one kind: filled, and open where only one side has the phrase."""
    points, over = (1.8, 2) if mark is NEITHER else (3.2, 3)
    style = {"ms": points * size.scale, "ls": "", "zorder": over}
    both, alone = rows[~_alone(rows)], rows[_alone(rows)]
    filled_ = {"mec": "white", "mew": 0.2 * size.scale, "mfc": mark.colour, "gid": name}
    open_ = {"mec": mark.colour, "mew": 0.4 * size.scale, "mfc": "white", "gid": f"{name}, one side"}
    axes.plot(both["frequency"], both["estimate"], mark.marker, **style, **filled_)
    axes.plot(alone["frequency"], alone["estimate"], mark.marker, **style, **open_)


def _axes(axes, plan: _Plan, pair: tuple[str, str], size: Size) -> None:
    """Give every panel the same limits, from all rows drawn."""
    data = plan.data
    shown = data[data["named"]]
    axes.set_ylim(*_limits(np.concatenate([data["estimate"], shown["low"], shown["high"]]).astype(float)))
    axes.set_xscale("log")
    axes.set_xlim(max(0.8, data["frequency"].min() * 0.8), data["frequency"].max() * 1.6)
    decades = np.log10(np.divide(*axes.get_xlim()[::-1]))
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if decades < 2 else (1, 3) if decades < 3 else (1,)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.tick_params(axis="y", labelsize=size.small)
    axes.axhline(0, color=SOFT, linewidth=0.7 * size.scale, zorder=1)
    across = "Occurrences in both together (log scale)"
    across = across if text_width(across, size.small) <= width_of(axes) else "Occurrences (log scale)"
    axes.set_xlabel(across, size=size.small, labelpad=1.5 * size.scale)
    axes.set_ylabel(f"{data['measure'].iloc[0]}", size=size.small, labelpad=1.5 * size.scale)


def _sides(axes, part: pd.DataFrame, pair: tuple[str, str], size: Size) -> float:
    """Write what is above and what below zero at the panel's corners; return the millimetres this takes."""
    lines, (first, second) = 1, _with_articles(part, pair)
    for text, height, side in ((f"↑ more in {first}", 1, "top"), (f"↓ more in {second}", 0, "bottom")):
        text = wrap(text, 0.95 * width_of(axes), size.small)
        style = {"ha": "right", "va": side, "size": size.small, "color": SOFT, "gid": "side", "linespacing": 1.1}
        axes.text(0.995, height, text, transform=axes.transAxes, **style)
        lines = max(lines, text.count("\n") + 1)
    return 1.1 * lines * line(size, size.small)


def _limits(values: np.ndarray) -> tuple[float, float]:
    """Return limits that hold all finite values, zero, and a line of type above and below."""
    values = values[np.isfinite(values)]
    low, high = min(values.min(initial=-0.3), -0.3), max(values.max(initial=0.3), 0.3)
    spare = 0.09 * (high - low)
    return low - spare, high + spare


def _name(axes, part: pd.DataFrame, size: Size, inset: float) -> pd.Index:
    """Draw the intervals of the phrases to name, and write the names; return those without room."""
    shown = part[part["named"]].assign(far=score).sort_values(["far", "phrase"], ascending=[False, True])
    _intervals(axes, shown, size)
    places = ["frequency", "estimate"]
    marks = part.loc[~part["named"], places].drop_duplicates().to_numpy(dtype=float)
    around = Around(marks, _along(shown), inset, wall=0.0)
    return shown.index[~write_names(axes, shown["phrase"].tolist(), shown[places].to_numpy(float), around, size)]


def _along(shown: pd.DataFrame) -> np.ndarray:
    """Return points along the intervals, which names keep off where they can."""
    known = shown[np.isfinite(shown["low"]) & np.isfinite(shown["high"])]
    steps = np.linspace(known["low"], known["high"], 12).reshape(-1)
    return np.column_stack([np.tile(known["frequency"], 12), steps])


def _intervals(axes, shown: pd.DataFrame, size: Size) -> None:
    known = shown[np.isfinite(shown["low"]) & np.isfinite(shown["high"])]
    lines = axes.vlines(
        known["frequency"], known["low"], known["high"], color="#b8b8b8", linewidth=0.6 * size.scale, zorder=1.5
    )
    lines.set_gid("intervals")
