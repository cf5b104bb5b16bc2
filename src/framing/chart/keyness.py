"""Keyness against frequency, the "fightin' words" plot: which words set two outlets apart, and how often they occur."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from framing.chart.canvas import Chart, Grid, Words, drawn, line, sheet, text_width
from framing.chart.parts import interval_words, nothing
from framing.chart.place import Room, place_names
from framing.chart.presets import Size
from framing.chart.style import INK, LESS, MM, MORE, NEITHER, SOFT, Mark
from framing.chart.tables import Wanted, counted, one, single_rows, some, take, unit

COLUMNS = ("reference", "phrase", "measure", "n", "total", "reference_n", "reference_total", "estimate", "low", "high", "q")
WANTED = Wanted("draw_keyness", "measure.keyness", COLUMNS)
NAMED = 10


def draw_keyness(
    table: pd.DataFrame,
    *,
    measure: str | None = None,
    outlet: str | None = None,
    phrases: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw each phrase's score against how often it occurs, from the table ``measure.keyness`` returned.

    One dot a phrase: across, ``n`` + ``reference_n`` on a log axis; up, ``estimate``, so that above the line is more in the
    outlet and below it more in its reference. Triangles are phrases whose q is at most one minus the level. Named, with
    their intervals, are the ten of them farthest from the line on either side (by ``z`` where the table has it), or the
    ``phrases`` given; names do not overlap, and what there is no room to name is said. ``outlet`` may name a group.

    Raises ChartError for another table or several rows for one phrase; ChoiceError for a measure, outlet or phrase that is
    not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "reference": "B", "phrase": "war", "measure": "log-odds", "n": 40, "total": 900, "reference_n": 8,
    ...        "reference_total": 800, "estimate": 1.4, "low": 0.6, "high": 2.2, "q": 0.01}
    >>> draw_keyness(pd.DataFrame([row])).drawing.data["phrase"].tolist()
    ['war']
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    for column, given in ((by, outlet), ("measure", measure)):
        chosen = one(rows, column, given, WANTED.draws)
        rows = rows[rows[column] == chosen] if chosen is not None else rows
    one(rows, "reference", None, WANTED.draws)
    single_rows(rows, ("phrase",), WANTED.draws)
    named = _most(rows) if phrases is None else some(rows, "phrase", phrases, WANTED.draws)
    data = rows.assign(frequency=rows["n"] + rows["reference_n"], named=rows["phrase"].isin(named)).reset_index(drop=True)
    plan = _Plan(data, by, named, _limit(data))
    words = _words(plan, phrases is not None, title)
    return drawn(lambda at: _draw(plan, words, at), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the rows, the phrases to name (first come, first placed), and the largest q that counts as clear."""

    data: pd.DataFrame
    by: str
    named: list[str]
    limit: float

    def kinds(self) -> list[tuple[Mark, pd.DataFrame, str]]:
        clear, up = self.data["q"] <= self.limit + 1e-12, self.data["estimate"] > 0
        return [(NEITHER, self.data[~clear], "not clear"), (MORE, self.data[clear & up], "more"), (LESS, self.data[clear & ~up], "less")]


def _limit(data: pd.DataFrame) -> float:
    known = data["level"].dropna() if "level" in data else []
    return round(1 - float(known.iloc[0]), 10) if len(known) else 0.05


def _most(rows: pd.DataFrame) -> list[str]:
    """Return the phrases to name: clear ones (any, where nothing was tested), the farthest out on either side, in turns."""
    clear = rows[((rows["q"] <= _limit(rows)) | rows["q"].isna().all()) & np.isfinite(rows["estimate"])]
    score = clear["z"] if "z" in clear and clear["z"].notna().all() else clear["estimate"]
    order = clear.assign(_far=score.abs()).sort_values(["_far", "phrase"], ascending=[False, True])
    up, down = (order.loc[side, "phrase"].head(NAMED).tolist() for side in (order["estimate"] > 0, order["estimate"] <= 0))
    turns = [phrase for pair in zip(up, down, strict=False) for phrase in pair]
    return [*turns, *up[len(down) :], *down[len(up) :]]


def _words(plan: _Plan, chosen: bool, title: str | None) -> Words:
    data = plan.data
    if data.empty:
        return Words(title or "Which phrases set one side apart?", (), "No phrase.", "Empty figure: no phrase.")
    first, second = data[plan.by].iloc[0], data["reference"].iloc[0]
    clear = sum(len(part) for mark, part, _ in plan.kinds() if mark is not NEITHER)
    tested = bool(data["q"].notna().any())
    kind = "clear phrases" if tested else "phrases"
    which = "the phrases chosen" if chosen else f"up to {NAMED} {kind} on either side, farthest out first"
    triangles = f"triangles: q at most {plan.limit:g} ({clear:,})" if tested else "none was tested"
    lines = f" Lines: {interval_words(data)}." if data["low"].notna().any() else ""
    notes = (
        f"Each mark is one of {counted(len(data), 'phrase')}; {triangles}.{lines} Named: {which}, where there is room. "
        f"Words: {first} {data['total'].max():,.0f}, {second} {data['reference_total'].max():,.0f}.",
    )
    tops = [f"{row['phrase']} {row['estimate']:+.2f}" for _, row in data[data["named"]].iterrows()]
    alt = f"Scatter plot of {data['measure'].iloc[0]} against frequency, {first} above, {second} below: {'; '.join(tops) or 'none clear'}."
    return Words(title or f"Which phrases set {first} apart from {second}?", notes, notes[0], alt)


def _draw(plan: _Plan, words: Words, size: Size) -> Chart:
    if plan.data.empty or not np.isfinite(plan.data["estimate"]).any():
        return nothing(size, words, plan.data, "No phrase occurs often enough to be compared.")
    left = text_width("−0.0", size.small) + line(size, size.small) + 2.5 * size.scale
    high = min(0.8 * size.width, 75 * size.scale)
    grid = Grid((high,), 1, left, right=1.5 * size.scale, head=1 * size.scale, foot=7.5 * size.scale)
    chart, ((axes,),) = sheet(size, words, plan.data, grid)
    _axes(axes, plan, size)
    for mark, part, name in plan.kinds():
        axes.plot(
            part["frequency"], part["estimate"], mark.marker, ms=(3.2 if mark is not NEITHER else 1.8) * size.scale, mec="white",
            mew=0.2 * size.scale, mfc=mark.colour, ls="", gid=name, zorder=3 if mark is not NEITHER else 2,
        )  # fmt: skip
    _name(chart, axes, plan, size)
    return chart


def _axes(axes, plan: _Plan, size: Size) -> None:
    data = plan.data
    first, second = data[plan.by].iloc[0], data["reference"].iloc[0]
    shown = data[data["named"]]
    values = np.concatenate([data["estimate"], shown["low"], shown["high"]]).astype(float)
    values = values[np.isfinite(values)]
    low, high = min(values.min(initial=-0.3), -0.3), max(values.max(initial=0.3), 0.3)
    spare = 0.09 * (high - low)
    axes.set_ylim(low - spare, high + spare)
    axes.set_xscale("log")
    axes.set_xlim(max(0.8, data["frequency"].min() * 0.8), data["frequency"].max() * 1.6)
    decades = np.log10(np.divide(*axes.get_xlim()[::-1]))
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if decades < 2 else (1, 3) if decades < 3 else (1,)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.tick_params(axis="y", labelsize=size.small)
    axes.axhline(0, color=SOFT, linewidth=0.7 * size.scale, zorder=1)
    axes.set_xlabel("Occurrences in both together (log scale)", size=size.small, labelpad=1.5 * size.scale)
    axes.set_ylabel(f"{data['measure'].iloc[0]}", size=size.small, labelpad=1.5 * size.scale)
    for text, height, side in ((f"↑ more in {first}", 1, "top"), (f"↓ more in {second}", 0, "bottom")):
        axes.text(0.995, height, text, transform=axes.transAxes, ha="right", va=side, size=size.small, color=SOFT, gid="side")


def _name(chart: Chart, axes, plan: _Plan, size: Size) -> None:
    """Write the names where there is room, each with its interval and, when it had to move away, a line to its point."""
    data = plan.data.set_index("phrase")
    shown, rest = data.loc[plan.named], data.drop(index=plan.named)
    millimetres = 25.4 / chart.dpi
    points = axes.transData.transform(shown[["frequency", "estimate"]].to_numpy(dtype=float)) * millimetres
    others = axes.transData.transform(_in_the_way(shown, rest)) * millimetres
    sizes = np.array([(text_width(name, size.small) + 0.3, line(size, size.small)) for name in plan.named]).reshape(-1, 2)
    box = axes.bbox
    inset = line(size, size.small) * 1.1
    room = Room(box.x0 * millimetres, box.y0 * millimetres + inset, box.x1 * millimetres, box.y1 * millimetres - inset, 0.75 * size.scale)
    corners = place_names(points.reshape(-1, 2), sizes, room, others.reshape(-1, 2))
    _intervals(axes, shown, size)
    height, width = (inches / MM for inches in chart.get_size_inches()[::-1])
    for name, corner, extent, point in zip(plan.named, corners, sizes, points, strict=True):
        if np.isnan(corner).any():
            continue
        chart.text(corner[0] / width, (corner[1] + extent[1] / 2) / height, name, size=size.small, color=INK, va="center",
                   gid="name", zorder=5)  # fmt: skip
        _leader(chart, corner, extent, point, (width, height), size)


def _in_the_way(shown: pd.DataFrame, rest: pd.DataFrame) -> np.ndarray:
    """Return the points that names keep off where they can: unnamed marks, and points along the intervals."""
    known = shown[np.isfinite(shown["low"]) & np.isfinite(shown["high"])]
    steps = np.linspace(known["low"], known["high"], 12).reshape(-1)
    along = np.column_stack([np.tile(known["frequency"], 12), steps])
    return np.vstack([rest[["frequency", "estimate"]].to_numpy(dtype=float), along])


def _intervals(axes, shown: pd.DataFrame, size: Size) -> None:
    known = shown[np.isfinite(shown["low"]) & np.isfinite(shown["high"])]
    lines = axes.vlines(known["frequency"], known["low"], known["high"], color="#b8b8b8", linewidth=0.6 * size.scale, zorder=1.5)
    lines.set_gid("intervals")


def _leader(chart: Chart, corner, extent, point, page, size: Size) -> None:
    nearest = np.clip(point, corner, corner + extent)
    if np.hypot(*(nearest - point)) < 1.1 * size.scale:
        return
    ends = np.array([point, nearest]) / np.array(page)
    chart.add_artist(Line2D(*ends.T, color=SOFT, linewidth=0.4 * size.scale, transform=chart.transFigure, gid="leader"))
