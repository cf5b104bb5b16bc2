"""From arrays of cells x slots to a result table, with the reason wherever a number is missing."""

import numpy as np
import pandas as pd

from framing import schema
from framing.measure.cells import COLUMNS
from framing.measure.counting import REFERENT, Counting
from framing.measure.formulas.contrasts import benjamini_hochberg
from framing.measure.formulas.pool import Pool
from framing.measure.tally import Tally

FEW_ARTICLES = 10
LEAST_ARTICLES = 2


def crossed(tallied: Tally, names: pd.DataFrame, counting: Counting) -> pd.DataFrame:
    """Return the key columns of every cell x slot, cells outermost."""
    keys = crossed_with(tallied.cells, names)
    if "voice" not in keys:
        keys["voice"] = pd.Series(counting.voice_name, index=keys.index, dtype="str")
    return keys


def crossed_with(cells: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Return every row of ``cells`` beside every row of ``names``."""
    left = cells.take(np.repeat(np.arange(len(cells)), len(names))).reset_index(drop=True)
    right = names.take(np.tile(np.arange(len(names)), len(cells))).reset_index(drop=True)
    return pd.concat([left, right], axis=1)


def finish(keys: pd.DataFrame, values: dict, extra: dict | None = None) -> pd.DataFrame:
    """Return a result table from keys and values; what is not given (p, q, notes ...) is missing.

    Level and interval stand only where both limits do.
    """
    table = keys.copy()
    for name in schema.RESULT_VALUES:
        table[name] = np.ravel(values[name]) if np.ndim(values.get(name)) else values.get(name, np.nan)
    for name, column in (extra or {}).items():
        table[name] = np.ravel(column) if np.ndim(column) else column
    without = table["low"].isna() | table["high"].isna()
    table["level"] = table["level"].astype(float).mask(without)
    table["interval"] = table["interval"].astype("str").mask(without)
    return schema.result(table)


def counts_of(measure: str, sums: Pool) -> dict:
    """Return the values every share or rate has: measure, n, total, n_articles, estimate."""
    return {
        "measure": measure,
        "n": sums.count,
        "total": sums.total,
        "n_articles": sums.units,
        "estimate": sums.share,
    }


def bounds_of(limits: tuple, level: float, interval: str) -> dict:
    """Return low, high, level and interval."""
    return {"low": limits[0], "high": limits[1], "level": level, "interval": interval}


def joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return result tables below each other as one."""
    return schema.result(pd.concat(tables, ignore_index=True))


def notes_on(sums: Pool) -> np.ndarray:
    """Return why a share has no interval, or that few articles stand behind it."""
    units, total = np.ravel(sums.units), np.ravel(sums.total)
    return np.select(
        [total <= 0, units < LEAST_ARTICLES, units < FEW_ARTICLES],
        ["no mention: no share", "1 article: no interval", "few articles"],
        default="",
    ).astype(object)


def discovery_rates(p: np.ndarray, referent: pd.Series, counting: Counting) -> tuple[np.ndarray, np.ndarray]:
    """Return q over all p, or over those of each referent (``counting.compared``), and over how many each spans."""
    families = referent if counting.compared == REFERENT else np.zeros(len(p))
    q, compared = np.full(len(p), np.nan), np.zeros(len(p), dtype=np.int64)
    for rows in pd.Series(np.arange(len(p))).groupby(np.asarray(families)).indices.values():
        q[rows], compared[rows] = benjamini_hochberg(p[rows]), int((~np.isnan(p[rows])).sum())
    return q, compared


def blank(notes: np.ndarray) -> np.ndarray:
    """Return the notes with nothing said as a missing value."""
    notes = np.asarray(notes, dtype=object)
    return np.where(notes == "", None, notes)


def with_note(table: pd.DataFrame, note: str) -> pd.DataFrame:
    """Return the table with something more said in the notes of every row; as it is where there is nothing to say."""
    if not note:
        return table
    notes = and_also(table["notes"].fillna("").to_numpy(dtype=object), np.ones(len(table), dtype=bool), note)
    return table.assign(notes=pd.Series(notes, index=table.index, dtype="str"))


def and_also(notes: np.ndarray, where: np.ndarray, what: str) -> np.ndarray:
    """Return the notes with one more thing said where ``where`` holds."""
    if not np.any(where):
        return notes
    also = np.where(notes == "", what, notes + "; " + what)
    return np.where(where, also, notes).astype(object)


def key_columns(by: tuple[str, ...]) -> list[str]:
    """Return the columns that name what is compared."""
    return [COLUMNS[name] for name in by]
