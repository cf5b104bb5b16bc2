"""Readability by outlet: every article a dot, the outlet's mean and its interval beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.chart.canvas import Chart, ChartError, Grid, Words, drawn, fitting, line, sheet
from framing.chart.parts import (
    Rows,
    mean_words,
    name_rows,
    nothing,
    number_axis,
    pitches,
    stack,
    width_of,
    write_sides,
)
from framing.chart.presets import Size
from framing.chart.scales import ends, spoken
from framing.chart.style import INK, RULE, SOFT
from framing.chart.tables import Wanted, counted, one, remark_line, remarks, single_rows, some, take, unit, with_counts

COLUMNS = ("measure", "n", "estimate", "low", "high", "notes")
WANTED = Wanted("draw_readability", "measure.readability_means", COLUMNS)
VALUES = Wanted(
    "draw_readability, second table,", "readability.readability", ("article_id", "part", "voice", "measure", "value")
)
ARTICLES = Wanted("draw_readability, third table,", "the corpus as articles", ("article_id",))
USUAL_MEASURE = "flesch_reading_ease"
USUAL = {"part": "body", "voice": "all"}
PITCHES = (2.7, 2.2, 1.8, 1.4)
DOT = "#7fa8c4"


def draw_readability(
    table: pd.DataFrame,
    values: pd.DataFrame | None = None,
    articles: pd.DataFrame | None = None,
    *,
    measure: str | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw how hard each outlet is to read, from the table ``measure.readability_means`` returned.

    Every article is a dot (``value`` of ``values``, the readability table; ``articles`` says whose it is); under an
    outlet's dots stand its ``estimate`` as a diamond and its interval from ``low`` to ``high``; beside its name, its
    articles. Without ``values`` and ``articles`` the means stand alone. Where the tables hold several measures, parts
    or voices, Flesch's reading ease of the body in all voices is drawn; keep the rows of another to draw that.

    Raises ChartError for other tables; ChoiceError for a measure or outlet that is not there.

    >>> import pandas as pd
    >>> whose = pd.DataFrame({"article_id": ["1", "2"], "outlet": ["A", "A"]})
    >>> each = whose[["article_id"]].assign(part="body", voice="all", measure="lix", value=[40.0, 50.0])
    >>> mean = {"outlet": "A", "measure": "lix", "n": 2, "estimate": 45.0, "low": 30.0, "high": 60.0, "notes": None}
    >>> draw_readability(pd.DataFrame([mean]), each, whose).drawing.data["value"].tolist()
    [nan, 40.0, 50.0]
    """
    rows = usual(take(table, WANTED))
    by = unit(rows, WANTED.draws)
    if measure is None and USUAL_MEASURE in set(rows["measure"]):
        measure = USUAL_MEASURE
    measure = one(rows, "measure", measure, WANTED.draws)
    rows = rows[rows["measure"] == measure]
    chosen = some(rows, by, outlets, WANTED.draws)
    rows = rows[rows[by].isin(chosen)]
    single_rows(rows, (by,), WANTED.draws)
    dots = _dots(values, articles, by, rows)
    data = pd.concat([rows, dots[dots[by].isin(chosen)]], ignore_index=True)
    plan = _Plan(data, by, chosen, measure or "readability")
    words = _words(plan, title)
    return drawn(lambda at: fitting(lambda n: _draw(plan, words, at, PITCHES[-n]), pitches(PITCHES, len(chosen))), size)


@dataclass(frozen=True)
class _Plan:
    """What is drawn: the outlets' rows (without a value) above the articles' (with one)."""

    data: pd.DataFrame
    by: str
    outlets: list[str]
    measure: str

    @property
    def means(self) -> pd.DataFrame:
        return self.data[self.data["article_id"].isna()]

    @property
    def dots(self) -> pd.DataFrame:
        return self.data[self.data["value"].notna()]


def usual(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the body and all voices where there are several."""
    for column, value in USUAL.items():
        if column in rows.columns and rows[column].nunique() > 1 and (rows[column] == value).any():
            rows = rows[rows[column] == value]
    return rows


def _dots(values: pd.DataFrame | None, articles: pd.DataFrame | None, by: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return article, outlet and value of what the outlets' rows are made from; no row without the two tables."""
    if values is None and articles is None:
        return pd.DataFrame(
            {name: pd.Series(dtype=kind) for name, kind in (("article_id", "str"), (by, "str"), ("value", float))}
        )
    values, articles = take(values, VALUES), take(articles, ARTICLES)
    if by not in articles.columns:
        raise ChartError(f"draw_readability, third table: no column {by}; it has {', '.join(articles.columns)}")
    held = {
        column: rows[column].dropna().unique() if column in rows.columns else [usual] for column, usual in USUAL.items()
    }
    for column, kept in held.items():
        values = values[values[column].isin(kept if len(kept) else [USUAL[column]])]
    mine = values[values["measure"].isin(rows["measure"]) & values["value"].notna()]
    whose = articles[["article_id", by]].drop_duplicates()
    return mine[["article_id", "measure", "value"]].merge(whose, on="article_id", how="inner")


def _words(plan: _Plan, title: str | None) -> Words:
    name, means = spoken(plan.measure), plan.means
    dot = f"Dot: an article ({name}). " if len(plan.dots) else f"{name}. "
    mean = mean_words(means, f"the {plan.by}'s mean")
    notes = [f"{dot}{mean} Beside each {plan.by}: its articles."]
    notes += remark_line(means["notes"])
    said = "; ".join(
        f"{row[plan.by]} {row['estimate']:.1f}" for _, row in means.iterrows() if pd.notna(row["estimate"])
    )
    total = counted(means["n"].sum(), "article")
    caption = f"{name} by {plan.by} ({total})."
    alt = f"Dot plot of {name} of {total} with a mean and interval for each {plan.by}. Means: {said or 'none'}."
    return Words(title or f"How hard is each {plan.by} to read?", tuple(notes), caption, alt)


def _draw(plan: _Plan, words: Words, size: Size, pitch: float) -> Chart:
    if plan.dots.empty and plan.means["estimate"].isna().all():
        return nothing(size, words, plan.data, "No article whose readability could be measured.")
    letters = remarks(plan.means["notes"])
    first = plan.means.set_index(plan.by)
    names = [_name(outlet, first.loc[outlet], letters) for outlet in plan.outlets]
    rows = stack(names, size, 0.4 * size.width, pitch=pitch)
    grid = Grid((rows.height,), 1, rows.width + 1.5 * size.scale, 2 * size.scale, 0.5 * size.scale,
                4 * size.scale + 2 * line(size, size.small))  # fmt: skip
    chart, ((axes,),) = sheet(size, words, plan.data, grid)
    name_rows(axes, rows)
    _axis(axes, plan, size)
    for place, outlet in enumerate(plan.outlets):
        _row(axes, plan, outlet, rows, place, size)
    return chart


def _name(outlet: str, row: pd.Series, letters: dict[str, str]) -> str:
    letter = letters.get(row["notes"], "")
    return with_counts(outlet, f"{row['n']:,.0f}{' ' * bool(letter)}{letter}")


def _axis(axes, plan: _Plan, size: Size) -> None:
    seen = np.concatenate([plan.dots["value"], plan.means[["estimate", "low", "high"]].to_numpy(dtype=float).ravel()])
    seen = seen[np.isfinite(seen)]
    spare = 0.05 * max(np.ptp(seen), 1e-9 + 0.05 * abs(seen).max())
    axes.set_xlim(seen.min() - spare, seen.max() + spare)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    number_axis(axes, size)
    axes.set_xlabel(spoken(plan.measure), size=size.small, labelpad=1.5 * size.scale)
    if sides := ends(plan.measure):
        write_sides(axes, f"← {sides[0]}", f"{sides[1]} →", size, below=1.25 * size.small)


def _row(axes, plan: _Plan, outlet: str, rows: Rows, place: int, size: Size) -> None:
    """Draw the dots in the upper part of the row and the mean with its interval in the lower."""
    tall, middle = rows.heights[place], rows.middles[place]
    mine = plan.dots.loc[plan.dots[plan.by] == outlet, "value"].sort_values().to_numpy()
    dot = 0.7 * size.scale
    left, right = axes.get_xlim()
    lanes = spread(mine * width_of(axes) / (right - left), dot)
    band = 0.62 * tall
    step = min(dot, (band - dot) / max(np.ptp(lanes), 1)) if len(lanes) else dot
    at = middle - 0.14 * tall + lanes * step
    axes.plot(mine, at, "o", ms=dot * 72 / 25.4, mfc=DOT, mec=SOFT, mew=0.2 * size.scale, ls="", gid=f"dots {outlet}")
    mean = plan.means[plan.means[plan.by] == outlet].iloc[0]
    low = middle + 0.34 * tall
    if np.isfinite(mean["low"]) and np.isfinite(mean["high"]):
        axes.plot(
            [mean["low"], mean["high"]],
            [low, low],
            "-|",
            color=INK,
            lw=0.9 * size.scale,
            ms=3 * size.scale,
            gid="interval",
        )
    if np.isfinite(mean["estimate"]):
        axes.plot([mean["estimate"]], [low], "D", color=INK, ms=2.6 * size.scale, gid="estimate")
    axes.axhline(middle + tall / 2, color=RULE, linewidth=0.4 * size.scale, zorder=0.5)


def spread(values: np.ndarray, dot: float) -> np.ndarray:
    """Return a lane for each dot (0, 1, -1, 2 ...): dots in one lane do not overlap; values are sorted."""
    ends: dict[int, float] = {}
    lanes = np.zeros(len(values))
    order = [0, *(sign * step for step in range(1, 40) for sign in (1, -1))]
    for place, value in enumerate(values):
        lane = next((lane for lane in order if ends.get(lane, -np.inf) + dot <= value), 0)
        ends[lane] = value
        lanes[place] = lane
    return lanes
