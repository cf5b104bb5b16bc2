"""How far apart outlets stand: a matrix of distances with their intervals, and the tree that joins the nearest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap

from framing.chart.canvas import Chart, ChartError, Grid, Words, drawn, fitting, sheet, widest
from framing.chart.cells import (
    column_heads,
    corner_height,
    draw_cell,
    empty_matrix,
    write_corner,
    write_heads,
)
from framing.chart.parts import Rows, interval_words, name_rows, nothing, stack, write
from framing.chart.presets import Size
from framing.chart.style import INK, SOFT
from framing.chart.tables import Wanted, capital, counted, listed, one, single_rows, some, take, unit, with_counts

COLUMNS = ("reference", "referent", "measure", "estimate", "low", "high", "notes")
WANTED = Wanted("draw_distances", "measure.distances", COLUMNS)
TREE = Wanted("draw_distances, second table,", "measure.dendrogram", ("first", "second", "height"))
PITCHES = (2.3, 1.7, 1.2)
NEAR_TO_FAR = LinearSegmentedColormap.from_list("near to far", ["#ffffff", "#56b4e9", "#00395c"])


def draw_distances(
    table: pd.DataFrame,
    tree: pd.DataFrame | None = None,
    *,
    referent: str | None = None,
    measure: str | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw how far apart outlets stand in naming a referent, from the table ``measure.distances`` returned.

    Above the diagonal stands each pair's ``estimate``, shaded from 0 (white) to the farthest pair, with a star
    where ``q`` is at most one minus the level; below it the interval from ``low`` to ``high``; beside a name its
    articles that characterise the referent. Where cells are too narrow for numbers the shade stands alone, and
    the figure says so. ``tree`` is what ``measure.dendrogram`` returned: ``first`` and ``second`` (outlets, or
    "step 1" for the join of the first row) and the ``height`` at which they join. It stands beside the matrix;
    the outlets then stand in its order, and those it leaves out are not drawn, and said.

    Raises ChartError for other tables, two rows for one pair, or a tree that does not join exactly these outlets;
    ChoiceError for a referent, measure or outlet that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "reference": "B", "referent": "war", "measure": "Jensen-Shannon", "estimate": 0.4,
    ...        "low": 0.2, "high": 0.6, "notes": None}
    >>> draw_distances(pd.DataFrame([row])).drawing.data["estimate"].tolist()
    [0.4]
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    for column, given in (("referent", referent), ("measure", measure)):
        chosen = one(rows, column, given, WANTED.draws)
        rows = rows[rows[column] == chosen] if chosen is not None else rows
    names = pd.DataFrame({by: sorted({*rows[by].dropna(), *rows["reference"].dropna()})})
    kept = some(names, by, outlets, WANTED.draws)
    joints = _joints(_steps(tree, referent)) if tree is not None else []
    joined = _tree_order(joints) or kept
    _check_tree(joined, kept, outlets is not None)
    rows = rows[rows[by].isin(joined) & rows["reference"].isin(joined) & (rows[by] != rows["reference"])]
    left_out = [name for name in kept if name not in joined]
    plan = _Plan(_once(rows, by), by, joined, joints, left_out)
    return drawn(lambda at: fitting(lambda n: _draw(plan, title, at, PITCHES[-n]), len(PITCHES)), size)


@dataclass(frozen=True)
class _Joint:
    """Two branches of the tree that join at a height; each is an outlet's name or an earlier joint."""

    first: "str | _Joint"
    second: "str | _Joint"
    height: float


@dataclass(frozen=True)
class _Plan:
    """What is drawn: a row a pair, what is compared, the outlets in order, the joints of the tree, who is left out."""

    data: pd.DataFrame
    by: str
    outlets: list[str]
    joints: list[_Joint]
    left_out: list[str]

    def articles(self, outlet: str) -> str:
        """Return how many articles stand beside an outlet, as text; nothing where the table does not say."""
        for name, count in ((self.by, "n_articles"), ("reference", "reference_articles")):
            mine = self.data[self.data[name] == outlet]
            if count in self.data.columns and len(mine):
                return f"{mine[count].iloc[0]:,.0f}"
        return ""

    @property
    def limit(self) -> float:
        levels = self.data["level"].dropna() if "level" in self.data else self.data["estimate"].iloc[:0]
        return round(1 - float(levels.iloc[0]), 10) if len(levels) else 0.05


def _once(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return each pair once, whichever way round the table has it, or both ways."""
    pairs = pd.Series(
        [" | ".join(sorted(pair)) for pair in zip(rows[by], rows["reference"], strict=True)], index=rows.index
    )
    single_rows(rows, (by, "reference"), WANTED.draws)
    return rows[~pairs.duplicated()].reset_index(drop=True)


def _steps(tree: pd.DataFrame, referent: str | None) -> pd.DataFrame:
    steps = take(tree, TREE)
    return steps[steps["referent"] == referent] if "referent" in steps.columns and referent is not None else steps


def _joints(steps: pd.DataFrame) -> list[_Joint]:
    """Return the joints of the tree, the last on top; a side is an outlet's name or an earlier step not yet joined."""
    made: dict[str, _Joint] = {}
    free: dict[str, _Joint] = {}
    for place, row in enumerate(steps.to_dict("records"), start=1):
        sides = [free.pop(row[side], row[side]) for side in ("first", "second")]
        made[f"step {place}"] = free[f"step {place}"] = _Joint(*sides, float(row["height"]))
    if len(free) > 1:
        raise ChartError(f"draw_distances: the tree leaves {', '.join(free)} apart; it must join all its outlets")
    return list(made.values())


def _check_tree(joined: list[str], kept: list[str], chosen: bool) -> None:
    """Raise ChartError where the tree joins others than the outlets to draw."""
    strange = [name for name in joined if name not in kept]
    apart = [name for name in kept if name not in joined] if chosen else []
    if strange or apart:
        name = (strange or apart)[0]
        raise ChartError(
            f"draw_distances: {name!r} is in {'the tree' if strange else 'the choice'} only; draw both or no tree"
        )


def _leaves(branch: "str | _Joint") -> list[str]:
    return [branch] if isinstance(branch, str) else [*_leaves(branch.first), *_leaves(branch.second)]


def _tree_order(joints: list[_Joint]) -> list[str]:
    return _leaves(joints[-1]) if joints else []


def _words(plan: _Plan, title: str | None, numbers: bool, named: bool) -> Words:
    data = plan.data
    referent = data["referent"].iloc[0] if len(data) and pd.notna(data["referent"].iloc[0]) else "naming"
    measure = data["measure"].iloc[0] if len(data) else "distance"
    shown = (
        f"below the diagonal its {interval_words(data)}" if numbers else "numbers and intervals are in the data file"
    )
    darkest = (
        f" ({_short(data['estimate'].max())} the darkest)" if not numbers and data["estimate"].notna().any() else ""
    )
    notes = [
        f"Cell: {measure}, 0 for the same naming, darker for farther apart{darkest}; {shown}. In brackets: articles."
    ]
    notes += _beyond(plan, numbers)
    notes += [] if named else ["The columns stand in the order of the rows."]
    notes += ["Tree: the nearest join first; a joint stands at its height."] if plan.joints else []
    notes += [f"Not joined by the tree, and not drawn: {listed(plan.left_out)}."] if plan.left_out else []
    order = data.dropna(subset="estimate").sort_values("estimate", kind="stable")
    said = [f"{row[plan.by]} and {row['reference']} {row['estimate']:.2f}" for _, row in order.iterrows()]
    extremes = f"Nearest: {said[0]}; farthest: {said[-1]}." if said else "No distance."
    alt = f"Matrix of distances between {counted(len(plan.outlets), plan.by)}. {extremes}"
    about = capital(referent)
    caption = f"Distances between {plan.by}s in naming: {referent}."
    return Words(title or f"{about}: which {plan.by}s name it alike?", tuple(notes), caption, alt)


def _beyond(plan: _Plan, numbers: bool) -> list[str]:
    """Return what chance alone would show, what a star means, and what is remarked on how many pairs."""
    data, said = plan.data, []
    chance = data["by_chance"].dropna() if "by_chance" in data else data["estimate"].iloc[:0]
    if len(chance):
        said.append(f"Chance alone would show {_short(chance.min())} to {_short(chance.max())}.")
    if numbers and (_q(data) <= plan.limit).any():
        said.append(f"*: q at most {plan.limit:g}.")
    counts = data["notes"].value_counts(sort=False)
    return said + [f"{text} ({counted(number, 'pair')})." for text, number in counts.items() if str(text).strip()]


def _q(data: pd.DataFrame) -> pd.Series:
    return data["q"].astype(float) if "q" in data else pd.Series(np.nan, index=data.index)


def _draw(plan: _Plan, title: str | None, size: Size, pitch: float) -> Chart:
    if plan.data["estimate"].isna().all():
        return nothing(
            size, _words(plan, title, False, True), plan.data, "No two outlets have mentions enough to be compared."
        )
    tree = 14 * size.scale if plan.joints else 0.0
    names = [with_counts(name, count) if (count := plan.articles(name)) else name for name in plan.outlets]
    rows = stack(names, size, 0.3 * size.width, pitch=pitch if len(plan.outlets) <= 15 else PITCHES[-1])
    left = rows.width + 1.5 * size.scale
    cell = (size.width - left - tree - 4 * size.scale) / len(plan.outlets)
    joint = _joint_of(plan, cell, pitch, size)
    heads = column_heads(plan.outlets, cell, size)
    shown = str(plan.data["measure"].iloc[0])
    over = max(heads.height if heads else 0.0, corner_height(shown, left, size))
    grid = Grid(
        (rows.height,), 1, left, 1 * size.scale + tree, head=over + 1.5 * size.scale, foot=6 * size.scale * bool(tree)
    )
    chart, ((axes,),) = sheet(size, _words(plan, title, joint is not None, heads is not None), plan.data, grid)
    name_rows(axes, rows)
    write_corner(axes, shown, left, size)
    _matrix(axes, plan, rows, joint, size)
    if heads:
        write_heads(axes, heads, size)
    if plan.joints:
        _tree(chart, axes, plan, rows, tree, size)
    return chart


def _joint_of(plan: _Plan, cell: float, pitch: float, size: Size) -> str | None:
    """Return what joins the ends of an interval so that it fits a cell: a dash, a dash and a new line, or None."""
    for joint, lines in {"–": 1.2, "–\n": 2.2}.items():
        texts = [_interval(row, joint) for row in plan.data.to_dict("records")]
        if cell >= 1.1 * widest([*texts, ".00*"], size.small) and pitch >= lines:
            return joint
    return None


def _interval(row: Mapping, joint: str) -> str:
    known = pd.notna(row["low"]) and pd.notna(row["high"])
    return f"{_short(row['low'])}{joint}{_short(row['high'])}" if known else "–"


def _matrix(axes, plan: _Plan, rows: Rows, joint: str | None, size: Size) -> None:
    empty_matrix(axes, len(plan.outlets))
    farthest = plan.data["estimate"].max()
    for place, row in plan.data.iterrows():
        one_, two = sorted((plan.outlets.index(row[plan.by]), plan.outlets.index(row["reference"])))
        shade = row["estimate"] / farthest if pd.notna(row["estimate"]) and farthest > 0 else 0.0
        star = "*" if _q(plan.data)[place] <= plan.limit + 1e-12 else ""
        text = f"{_short(row['estimate'])}{star}" if joint else ""
        draw_cell(axes, two, one_, rows, NEAR_TO_FAR(shade), text, size)
        if joint:
            style = {"ha": "center", "va": "center", "color": SOFT, "linespacing": 1.0}
            axes.text(one_ + 0.5, rows.middles[two], _interval(row, joint), size=size.small, **style)
        else:
            draw_cell(axes, one_, two, rows, NEAR_TO_FAR(shade), "", size)


def _short(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.2f}".removeprefix("0")


def _tree(chart: Chart, axes, plan: _Plan, rows: Rows, tree: float, size: Size) -> None:
    """Draw the tree at the right of the matrix, each joint at its height, the outlets' rows its leaves."""
    box, page = axes.get_position(), chart.get_size_inches()[0] * 25.4
    beside = chart.add_axes((box.x1 + 0.5 * size.scale / page, box.y0, (tree - 1 * size.scale) / page, box.height))
    beside.set_ylim(rows.height, 0)
    beside.set_yticks([])
    beside.spines["left"].set_visible(False)
    highest = max(joint.height for joint in plan.joints)
    beside.set_xlim(0, highest * 1.02 or 1)
    beside.set_xticks([0, highest], ["0", _short(highest)])
    _branch(beside, plan.joints[-1], plan, rows, size)
    below = (0, -3 - 2.5 * size.scale - 1.15 * size.small)
    write(beside, "height", (0.5, 0), below, ha="center", va="top", size=size.small, color=SOFT)


def _branch(axes, branch: "str | _Joint", plan: _Plan, rows: Rows, size: Size) -> tuple[float, float]:
    """Draw a branch and return where it ends: its height, and its place among the rows."""
    if isinstance(branch, str):
        return 0.0, float(rows.middles[plan.outlets.index(branch)])
    (left, upper), (right, lower) = (_branch(axes, side, plan, rows, size) for side in (branch.first, branch.second))
    across = [left, branch.height, branch.height, right]
    axes.plot(across, [upper, upper, lower, lower], color=INK, lw=0.8 * size.scale, solid_capstyle="butt", gid="joint")
    return branch.height, (upper + lower) / 2
