"""Outlets and labels on a map (correspondence analysis), and outlets on one line (scaling)."""

import numpy as np
import pandas as pd

from framing.errors import InputError
from framing.measure.cells import one_name
from framing.measure.counting import DEFAULT, Counting
from framing.measure.distance import DEFAULT_DRAWS, Draws
from framing.measure.formulas.intervals import t_quantile
from framing.measure.formulas.maps import Map, correspondence, scale, scale_again
from framing.measure.formulas.resampling import in_order
from framing.measure.settings import settings_of
from framing.measure.slots import Slots, by_article, naming_slots, slots_of
from framing.measure.table import LEAST_ARTICLES, blank, finish, with_note
from framing.measure.tally import Tally, referent_code, tally

DIMENSIONS = 2


def correspondences(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    referent: str,
    by: str = "outlet",
    of: str = "label",
    counting: Counting = DEFAULT,
) -> pd.DataFrame:
    """Return a map of outlets and of the labels of one referent: correspondence analysis (Greenacre 2017).

    Outlets near each other name alike; an outlet and a label on the same side of the origin go together more than
    chance would have it. Principal coordinates; the sign of a dimension is fixed, so that reruns do not flip it. Labels
    that no outlet uses and outlets that use none are left out.

    Returns two rows ("dimension 1", "dimension 2") a point: outlet (or group) or label and frame, referent, voice,
    the values (n mentions of ``total``, n_articles behind the point, estimate the coordinate), then ``point``
    ("outlet" or "label"), ``inertia`` (the part of all inertia the dimension shows) and ``contribution`` (how much of the
    dimension the point makes). Raises ChoiceError for an unknown referent and InputError with fewer than two outlets
    or labels.

    >>> table = correspondences(mentions, articles, codebook, referent="territory")
    >>> table[["point", "outlet", "label", "measure", "estimate", "inertia"]].round(3).head(3)
        point outlet      label      measure  estimate  inertia
    0  outlet      A        NaN  dimension 1     0.481      1.0
    1  outlet      B        NaN  dimension 1    -0.361      1.0
    2   label    NaN  breakaway  dimension 1     0.481      1.0
    """
    what = one_name(by, "correspondences")
    tallied = tally(mentions, articles, codebook, what, counting)
    slots = slots_of(tallied, of)
    units, table, places = by_article(tallied, slots, referent_code(tallied, referent))
    cells = tallied.cell[units]
    counts = np.array([table[cells == cell].sum(0) for cell in range(tallied.n_cells)]).reshape(
        tallied.n_cells, len(places)
    )
    rows, columns = np.flatnonzero(counts.sum(1)), np.flatnonzero(counts.sum(0))
    if min(len(rows), len(columns)) < 2:
        raise InputError(
            f"correspondences: {referent!r} needs two {what}s and two {of}s; it has {len(rows)}, {len(columns)}"
        )
    found = correspondence(counts[np.ix_(rows, columns)])
    outlets = pd.DataFrame({"point": what, what: np.array(tallied.axes[0].values, dtype=object)[rows]})
    labels = slots.names.iloc[places[columns]].drop(columns="referent").assign(point=of)
    points = pd.concat([outlets, labels], ignore_index=True)
    behind = np.concatenate([np.bincount(cells, minlength=tallied.n_cells)[rows], (table > 0).sum(0)[columns]])
    mentions_of = np.concatenate([counts.sum(1)[rows], counts.sum(0)[columns]])
    points = points.assign(referent=referent, voice=counting.voice_name)
    return with_note(_points(points, found, mentions_of, behind), tallied.left_out)


def _points(points: pd.DataFrame, found: Map, n: np.ndarray, behind: np.ndarray) -> pd.DataFrame:
    size = min(DIMENSIONS, found.rows.shape[1])
    every = np.tile(np.arange(len(points)), size)
    axis = np.repeat(np.arange(size), len(points))
    place = np.concatenate([found.rows, found.columns])[every, axis]
    part = np.concatenate([found.row_part, found.column_part])[every, axis]
    keys = points.iloc[every].reset_index(drop=True)
    values = {
        "measure": [f"dimension {i + 1}" for i in axis], "n": n[every], "total": n.sum() / 2,
        "n_articles": behind[every], "estimate": place,
    }  # fmt: skip
    explained = np.nan_to_num(found.explained)[axis]
    values["notes"] = np.where(found.inertia[axis] > 0, None, "all name alike along it: nothing to show")
    return finish(
        keys.drop(columns="point"), values, {"point": keys["point"], "inertia": explained, "contribution": part}
    )


def scaling(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    by: str = "outlet",
    counting: Counting = DEFAULT,
    draws: Draws = DEFAULT_DRAWS,
) -> pd.DataFrame:
    """Return outlets on one line, fitted to how often each uses every label: Wordfish's model (Slapin & Proksch 2008).

    Counts are taken as Poisson with a level for each outlet and label and label weight times outlet position; positions
    have mean 0 and standard deviation 1 over outlets. What the line means is for the reader to say, from the labels'
    weights. Interval: articles drawn again within each outlet (``draws.draws`` // 5 times), the standard deviation of
    the position times the t quantile with articles - 1 degrees of freedom; it assumes that the line itself is real.

    Returns "position" rows, one an outlet (or group), then "weight" rows, one a label, without an interval. Raises
    InputError with fewer than three outlets or two labels that are used.

    >>> articles["outlet"] = ["A", "B", "B", "C"]
    >>> table = scaling(mentions, articles, codebook, draws=Draws(draws=50))
    >>> table[["outlet", "label", "measure", "n", "notes"]].head(2)
      outlet label   measure  n                   notes
    0      A   NaN  position  2  1 article: no interval
    1      B   NaN  position  3                     NaN
    """
    what = one_name(by, "scaling")
    settings_of(draws, Draws, "draws")
    tallied = tally(mentions, articles, codebook, what, counting)
    slots = naming_slots(tallied, "label", "scaling")
    cells, table = _all_articles(tallied, slots)
    counts = np.array([table[cells == cell].sum(0) for cell in range(tallied.n_cells)]).reshape(-1, len(slots.names))
    rows, columns = np.flatnonzero(counts.sum(1)), np.flatnonzero(counts.sum(0))
    if len(rows) < 3 or len(columns) < 2:
        raise InputError(f"scaling: three {what}s and two labels are needed; used are {len(rows)} and {len(columns)}")
    fitted = scale(counts[np.ix_(rows, columns)])
    sides = [in_order(table[cells == cell][:, columns]) for cell in rows]
    again = drawn_again(np.random.default_rng(draws.seed), sides, fitted.position, max(draws.draws // 5, 2))
    n_articles = np.array([len(side) for side in sides])
    half = again.std(0, ddof=1) * t_quantile(counting.level, np.maximum(n_articles - 1, 1))
    half = np.where(n_articles >= LEAST_ARTICLES, half, np.nan)
    outlets = pd.DataFrame({what: np.array(tallied.axes[0].values, dtype=object)[rows]})
    keys = pd.concat([outlets, slots.names.iloc[columns]], ignore_index=True).assign(voice=counting.voice_name)
    nothing = np.full(len(columns), np.nan)
    values = {
        "measure": np.repeat(["position", "weight"], [len(rows), len(columns)]),
        "n": np.concatenate([counts.sum(1)[rows], counts.sum(0)[columns]]), "total": counts.sum(),
        "n_articles": np.concatenate([n_articles, (table > 0).sum(0)[columns]]),
        "estimate": np.concatenate([fitted.position, fitted.weight]),
        "low": np.concatenate([fitted.position - half, nothing]),
        "high": np.concatenate([fitted.position + half, nothing]),
        "level": counting.level, "interval": "bootstrap of articles, t",
        "notes": _note(fitted.converged, n_articles, columns),
    }  # fmt: skip
    return with_note(finish(keys, values), tallied.left_out)


def _note(converged: bool, n_articles: np.ndarray, columns: np.ndarray) -> np.ndarray:
    short = np.where(n_articles < LEAST_ARTICLES, "1 article: no interval", "")
    notes = np.concatenate([short, np.full(len(columns), "a label's weight, without an interval")]).astype(object)
    return blank(
        notes if converged else np.where(notes == "", "the fit did not settle", notes + "; the fit did not settle")
    )


def _all_articles(tallied: Tally, slots: Slots) -> tuple[np.ndarray, np.ndarray]:
    """Return the cell of every article that uses a label, and the table articles x labels."""
    entries = slots.counts(tallied)
    inside = tallied.cell[entries.unit] >= 0
    units, row = np.unique(entries.unit[inside], return_inverse=True)
    table = np.zeros((len(units), len(slots.names)))
    table[row, entries.slot[inside]] = entries.count[inside]
    return tallied.cell[units], table


def drawn_again(rng: np.random.Generator, sides: list[np.ndarray], position: np.ndarray, draws: int) -> np.ndarray:
    """Return positions fitted to articles drawn again within each outlet, turned to agree with ``position``."""
    tables = [[side[rng.integers(0, len(side), len(side))].sum(0) for side in sides] for _ in range(draws)]
    return scale_again(np.array(tables), position)
