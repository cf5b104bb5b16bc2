"""A map of outlets and labels: what stands near each other is used together, as correspondence analysis sees it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from framing.chart.canvas import Chart, Grid, Words, drawn, fitting, line, sheet, text_width
from framing.chart.key import Entry, key_height, write_key
from framing.chart.names import Around, write_names
from framing.chart.parts import nothing
from framing.chart.presets import Size
from framing.chart.style import LESS, MORE, RULE
from framing.chart.tables import (
    Wanted,
    an,
    capital,
    counted,
    listed,
    name_column,
    one,
    said_of_all,
    single_rows,
    some,
    take,
    unit,
    with_counts,
)

COLUMNS = ("referent", "label", "measure", "n", "estimate", "inertia", "notes")
SAID, HEIGHTS = 6, (0.45, 0.4, 0.35)
AXES = ("dimension 1", "dimension 2")
WANTED = Wanted("draw_correspondences", "measure.correspondences", COLUMNS, AXES)


def draw_correspondences(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    labels: Sequence[str] | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw outlets and labels on one map, from the table ``measure.correspondences`` returned.

    A row is the place (``estimate``) of an outlet (or group) or of a label on "dimension 1" or "dimension 2";
    ``inertia`` is the part of all differences that the axis holds, and stands on it. Outlets are filled circles,
    labels open squares; beside each name its mentions (``n``). Both axes have one scale. ``labels`` and ``outlets``
    narrow what is named, never the map: points not chosen stay as grey marks. A name without room is not written: the
    figure says whose, and its data has False in ``named``.

    Raises ChartError for another table; ChoiceError for a referent, label or outlet that is not there.

    >>> import pandas as pd
    >>> places = [("A", None, 0.5, 0.1), ("B", None, -0.5, -0.1), (None, "invasion", 0.7, 0.0)]
    >>> rows = [{"outlet": outlet, "referent": "war", "label": label, "measure": f"dimension {axis}", "n": 9,
    ...          "notes": None, "estimate": place[axis - 1], "inertia": 0.5}
    ...         for outlet, label, *place in places for axis in (1, 2)]
    >>> draw_correspondences(pd.DataFrame(rows)).drawing.data["dimension 1"].tolist()
    [0.5, -0.5, 0.7]
    """
    rows = take(table, WANTED)
    by = unit(rows, WANTED.draws)
    referent = one(rows, "referent", referent, WANTED.draws)
    rows = rows[rows["referent"] == referent] if referent is not None else rows
    of = name_column(rows)
    named = {*some(rows, by, outlets, WANTED.draws), *some(rows, of, labels, WANTED.draws)}
    plan = _Plan(_points(rows, by, of, named), by, of, _inertia(rows), rows, referent, title)
    return drawn(lambda at: fitting(lambda n: _draw(plan, at, HEIGHTS[-n]), len(HEIGHTS)), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: a row a point with its places on both axes, the inertia of each, and the names without room."""

    data: pd.DataFrame
    by: str
    of: str
    inertia: tuple[float, float]
    rows: pd.DataFrame
    referent: str | None
    title: str | None
    crowded: tuple[str, ...] = ()

    def without(self, points: pd.Index) -> "_Plan":
        """Return the same with these points unnamed for want of room."""
        data, said = self.data.copy(), self.data.loc[points, "name"].tolist()
        data.loc[points, "named"] = False
        return replace(self, data=data, crowded=(*self.crowded, *said))

    def kinds(self) -> list[tuple[Entry, pd.DataFrame]]:
        outlets = self.data["kind"] == self.by
        return [
            (Entry(self.of, "s", "white", LESS.colour), self.data[~outlets]),
            (Entry(self.by, "o", MORE.colour, MORE.colour), self.data[outlets]),
        ]


def _points(rows: pd.DataFrame, by: str, of: str, named: set[str]) -> pd.DataFrame:
    kind = np.where(rows[by].notna(), by, of)
    name = rows[by].where(rows[by].notna(), rows[of])
    points = rows.assign(kind=kind, name=name)
    single_rows(points, ("kind", "name", "measure"), WANTED.draws)
    wide = points.set_index(["kind", "name", "n", "measure"])["estimate"].unstack("measure", sort=False)
    wide = wide.reindex(columns=list(AXES)).reset_index().rename_axis(columns=None)
    if wide[AXES[1]].isna().all():
        wide[AXES[1]] = 0.0
    return wide.assign(named=wide["name"].isin(named))


def _inertia(rows: pd.DataFrame) -> tuple[float, float]:
    parts = rows.drop_duplicates("measure").set_index("measure")["inertia"]
    return tuple(float(parts.get(axis, np.nan)) for axis in AXES)


def _words(plan: _Plan) -> Words:
    about = capital(plan.referent or "naming")
    held = [part for part in plan.inertia if np.isfinite(part)]
    notes = [
        f"Correspondence analysis. {plan.by.capitalize()}s near each other name alike; a {plan.of} lies in the "
        f"direction of the {plan.by}s that use it more than the others do. Distances between {an(plan.by)} and a "
        f"{plan.of} mean nothing. {capital(_sizes(plan))}; beside each name: its mentions. "
        f"Both together: {100 * sum(held):.0f}% of inertia."
    ]
    notes += [f"No room for {_crowded(plan)}."] if plan.crowded else []
    notes += _remarks(plan.rows)
    outlets = plan.data[plan.data["kind"] == plan.by]
    said = "; ".join(f"{row['name']} ({row[AXES[0]]:.2f}, {row[AXES[1]]:.2f})" for _, row in outlets.iterrows())
    sizes = f"{counted(len(outlets), plan.by)} and {counted(len(plan.data) - len(outlets), plan.of)}"
    alt = f"Map of {sizes}. {said or 'Empty'}."
    caption = f"Map of {plan.by}s and {plan.of}s ({_sizes(plan)})."
    return Words(plan.title or f"{about}: which {plan.by}s and {plan.of}s go together?", tuple(notes), caption, alt)


def _sizes(plan: _Plan) -> str:
    """Return how many mentions and articles the outlets of the map have."""
    rows = plan.rows[plan.rows[plan.by].notna()].drop_duplicates(plan.by)
    counts = {"n": "mention", "n_articles": "article"}
    return ", ".join(counted(rows[name].sum(), thing) for name, thing in counts.items() if name in rows)


def _remarks(rows: pd.DataFrame) -> list[str]:
    """Return what is remarked on all points, then what is remarked on one axis only."""
    shared = said_of_all(rows["notes"])
    said = [f"{capital('; '.join(shared))}."] if shared else []
    for axis in AXES:
        notes = rows.loc[rows["measure"] == axis, "notes"].dropna().unique()
        own = dict.fromkeys(part for note in notes for part in note.split("; ") if part not in shared)
        said += [f"{axis.capitalize()}: {'; '.join(own)}."] if own else []
    return said


def _crowded(plan: _Plan) -> str:
    """Return whose names have no room, as it is said: how many where they are more than a few."""
    if len(plan.crowded) > SAID:
        return f"{len(plan.crowded):,} of {len(plan.crowded) + plan.data['named'].sum():,} names"
    return f"the name{'s' * (len(plan.crowded) > 1)} of {listed(plan.crowded)}"


def _draw(plan: _Plan, size: Size, most: float) -> Chart:
    """Return the map with the names there is room for; the others are said, and unnamed in its data."""
    if plan.data[list(AXES)].isna().all(axis=None):
        return nothing(size, _words(plan), plan.data, "Too few outlets or labels for a map.")
    chart, crowded = _map(plan, size, most)
    while len(crowded):
        plan = plan.without(crowded)
        chart, crowded = _map(plan, size, most)
    return chart


def _map(plan: _Plan, size: Size, most: float) -> tuple[Chart, pd.Index]:
    """Return the map, and the points whose names found no room."""
    left, right = 3 * size.scale + text_width("−0.5", size.small) + line(size, size.small), 1 * size.scale
    width = size.width - 3 * size.scale - left - right
    (low_x, high_x), (low_y, high_y) = (_limits(plan.data[axis]) for axis in AXES)
    high = min(width * (high_y - low_y) / (high_x - low_x), 0.62 * width if width > 120 * size.scale else width)
    high = min(max(high, 0.45 * width), most * size.height)
    high = max(high, text_width("Dimension 2 (100% of inertia)", size.small))
    entries = [entry for entry, _ in plan.kinds()][::-1]
    grid = Grid((high,), 1, left, right, head=1.5 * size.scale, foot=8 * size.scale, top=key_height(entries, size))
    chart, ((axes,),) = sheet(size, _words(plan), plan.data, grid)
    _scale(axes, plan, (low_x, high_x, low_y, high_y), high / width, size)
    for entry, part in plan.kinds():
        own = part["named"] | part["name"].isin(plan.crowded)
        for shown, face, edge in ((part[own], entry.face, entry.edge), (part[~own], "white", RULE)):
            axes.plot(shown[AXES[0]], shown[AXES[1]], entry.marker, mfc=face, mec=edge, ms=3.6 * size.scale,
                      mew=0.8 * size.scale, ls="", gid=entry.name, zorder=3)  # fmt: skip
    write_key(axes, entries, size, left=left, up=1.5 * size.scale)
    return chart, _names(axes, plan, size)


def _limits(values: pd.Series) -> tuple[float, float]:
    low, high = min(values.min(), 0.0), max(values.max(), 0.0)
    spare = 0.12 * max(high - low, 1e-6)
    return low - spare, high + spare


def _scale(axes, plan: _Plan, limits: tuple[float, float, float, float], shape: float, size: Size) -> None:
    """Give both axes one scale, whatever the panel's shape, and name each with the inertia it holds."""
    low_x, high_x, low_y, high_y = limits
    unit_ = max(high_x - low_x, (high_y - low_y) / shape)
    for axis, low, high, span in (("x", low_x, high_x, unit_), ("y", low_y, high_y, unit_ * shape)):
        middle = (low + high) / 2
        getattr(axes, f"set_{axis}lim")(middle - span / 2, middle + span / 2)
        axes.locator_params(axis=axis, nbins=5)
    axes.axhline(0, color=RULE, lw=0.7 * size.scale, zorder=0.5)
    axes.axvline(0, color=RULE, lw=0.7 * size.scale, zorder=0.5)
    axes.tick_params(labelsize=size.small)
    for name, part, write_label in zip(AXES, plan.inertia, (axes.set_xlabel, axes.set_ylabel), strict=True):
        held = (
            f"{name.capitalize()} ({100 * part:.0f}% of inertia)"
            if np.isfinite(part)
            else "There is one dimension only"
        )
        write_label(held, size=size.small, labelpad=1.5 * size.scale)


def _names(axes, plan: _Plan, size: Size) -> pd.Index:
    """Write the names, outlets first, then the most used labels; return the points whose names have no room."""
    data = plan.data[plan.data["named"]]
    order = pd.DataFrame({"a": data["kind"] != plan.by, "b": -data["n"]}).sort_values(["a", "b"], kind="stable").index
    data, places = data.loc[order], list(AXES)
    rest = plan.data.loc[~plan.data["named"], places].to_numpy()
    texts = [with_counts(row["name"], f"{row['n']:,.0f}") for _, row in data.iterrows()]
    return data.index[~write_names(axes, texts, data[places].to_numpy(), Around(rest, pad=1.1), size)]
