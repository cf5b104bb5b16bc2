"""What is compared: the values of outlet, group, voice, part, story or period, and the cell each article falls into."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing import schema
from framing.errors import InputError
from framing.measure.counting import Counting
from framing.measure.settings import one_of

PERIODS = {"day": "D", "week": "W-SUN", "month": "M"}
COLUMNS = {
    "outlet": "outlet", "group": "group", "voice": "voice", "part": "part", "position": "position", "story": "story_id",
    **dict.fromkeys(PERIODS, "period"),
}  # fmt: skip
OF_MENTIONS = ("voice", "part", "position")
POSITIONS = ("headline", "first paragraph", "rest")
UNDATED = "undated"
EVENT, EVENT_COLUMN = "event", "period"


@dataclass(frozen=True)
class Axis:
    """One thing compared: its values in order, and the place of each article or mention among them (-1: has none)."""

    name: str
    values: tuple[str, ...]
    codes: np.ndarray

    @property
    def left_out(self) -> str:
        """Say how many articles have none of the values; nothing where all have one."""
        n, what = int((self.codes < 0).sum()), "date" if self.name == EVENT else self.name
        return f"{n} article{'s' * (n > 1)} without {what} left out" if n and self.name not in OF_MENTIONS else ""

    @property
    def column(self) -> str:
        return EVENT_COLUMN if self.name == EVENT else COLUMNS[self.name]


By = str | tuple[str, ...]


def names(by: By) -> tuple[str, ...]:
    """Return what to compare as a tuple of valid, different names."""
    given = tuple(by) if isinstance(by, tuple | list) else (by,)
    for name in given:
        one_of(name, COLUMNS, "by")
    if len({COLUMNS[name] for name in given}) != len(given) or not given:
        raise InputError(
            f"by: {', '.join(given) or 'nothing'}: name each thing to compare once, from {', '.join(COLUMNS)}"
        )
    return given


def one_name(by: By, what: str) -> str:
    """Return the one thing to compare; InputError where several are named."""
    given = names(by)
    if len(given) > 1:
        raise InputError(f"{what}: compares one thing at a time, not {' and '.join(given)}; choose one for by")
    return given[0]


def need_several(values: tuple[str, ...], name: str, what: str, least: int = 2) -> None:
    """Raise InputError, saying what there is, where fewer than ``least`` values could be compared."""
    if len(values) < least:
        there = f"there is one {name} only, {values[0]!r}" if values else f"no article has a value in {COLUMNS[name]!r}"
        raise InputError(f"{what}: {there}; nothing to {'show' if least == 1 else 'compare'}")


def article_axis(articles: pd.DataFrame, name: str) -> Axis:
    """Return the axis of something articles have."""
    if name in PERIODS:
        return _period_axis(dates_of(articles), name)
    need(articles, "articles", [COLUMNS[name]])
    codes, values = pd.factorize(articles[COLUMNS[name]], sort=True)
    return Axis(name, tuple(values.astype(str)), codes)


def mention_axis(mentions: pd.DataFrame, articles: pd.DataFrame, name: str, counting: Counting) -> Axis:
    """Return the axis of something mentions have: voice, part or position, in the schema's order, as counted."""
    if name == "voice":
        return Axis(name, counting.voice, codes_of(mentions["voice"], counting.voice))
    if name == "part":
        return Axis(name, counting.parts, codes_of(mentions["part"], counting.parts))
    headline = (mentions["part"] == "headline").to_numpy()
    return Axis(name, POSITIONS, np.where(headline, 0, np.where(_early(mentions, articles), 1, 2)))


def _early(mentions: pd.DataFrame, articles: pd.DataFrame) -> np.ndarray:
    """Return whether a mention of the body stands before its first line end."""
    need(mentions, "mentions", ["start"])
    need(articles, "articles", ["text"])
    ends = np.array([_first_end(text) for text in articles["text"].fillna("")], dtype=np.int64)
    return mentions["start"].to_numpy() < ends[article_rows(mentions["article_id"], articles)]


def _first_end(text: str) -> int:
    end = text.find("\n", len(text) - len(text.lstrip()))
    return len(text) if end < 0 else end


def article_rows(ids: pd.Series, articles: pd.DataFrame) -> np.ndarray:
    """Return the row of ``articles`` each id names; InputError if one is not there."""
    codes, found = pd.factorize(ids)
    if (codes < 0).any():
        raise InputError(
            f"mentions: row {int((codes < 0).argmax())} has no article_id; {int((codes < 0).sum())} such in all"
        )
    known = pd.Index(articles["article_id"])
    if not known.is_unique:
        raise InputError(f"articles: {known[known.duplicated()][0]!r} stands twice in article_id")
    rows = known.get_indexer(found)
    if (rows < 0).any():
        raise InputError(f"mentions: {found[rows < 0][0]!r} is not an article; {int((rows < 0).sum())} such in all")
    return rows[codes] if len(found) else np.zeros(0, dtype=np.int64)


def codes_of(column: pd.Series, values: tuple[str, ...]) -> np.ndarray:
    """Return each entry's place among ``values``, -1 where it is none of them."""
    codes, found = pd.factorize(column)
    places = np.array([values.index(value) if value in values else -1 for value in found] + [-1])
    return places[codes]


def dates_of(articles: pd.DataFrame) -> pd.Series:
    """Return the column ``date``, all undated where it is empty; InputError where it holds something else than dates."""
    need(articles, "articles", ["date"])
    dates = articles["date"]
    if dates.isna().all():
        return pd.Series(pd.NaT, index=dates.index, dtype="datetime64[us]")
    if isinstance(dates.dtype, pd.DatetimeTZDtype):
        raise InputError(f"articles: date holds {dates.dtype}, not dates without time zone: date.dt.tz_localize(None)")
    if dates.dtype.kind != "M":
        raise InputError(f"articles: date holds {dates.dtype}, not dates without time zone; use pd.to_datetime first")
    return dates


def event_axis(dates: pd.Series, event: pd.Timestamp) -> Axis:
    """Return whether articles came out after or before a moment; at the moment is after, undated is neither."""
    codes = np.where(dates.isna(), -1, np.where(dates >= event, 0, 1))
    return Axis(EVENT, ("after", "before"), codes)


def _period_axis(dates: pd.Series, name: str) -> Axis:
    """Return all periods from the first to the last, empty ones too; articles without a date come last."""
    periods = dates.dt.to_period(PERIODS[name])
    dated = periods.notna().to_numpy()
    if not dated.any():
        return Axis(name, (UNDATED,), np.zeros(len(dates), dtype=np.int64))
    spelt = pd.period_range(periods.min(), periods.max(), freq=PERIODS[name])
    codes = spelt.get_indexer(pd.PeriodIndex(periods))
    values = tuple(period_name(period, name) for period in spelt)
    if dated.all():
        return Axis(name, values, codes)
    return Axis(name, (*values, UNDATED), np.where(dated, codes, len(values)))


def period_name(period: pd.Period, name: str) -> str:
    """Return "2020-11-10" for a day, "2020-W46" (ISO) for a week, "2020-11" for a month."""
    if name != "week":
        return str(period)
    year, week, _ = period.start_time.isocalendar()
    return f"{year}-W{week:02d}"


def need(table: pd.DataFrame, name: str, columns: list[str]) -> None:
    """Raise TableError if ``table`` lacks any of ``columns``."""
    if not isinstance(table, pd.DataFrame):
        raise schema.TableError(f"table {name}: a pandas DataFrame is needed, not {type(table).__name__}")
    missing = [column for column in columns if column not in table.columns]
    if missing:
        has = ", ".join(map(str, table.columns))
        raise schema.TableError(f"table {name}: no column {', '.join(missing)}; it has {has}")


def need_filled(table: pd.DataFrame, name: str, columns: Iterable[str]) -> None:
    """Raise InputError, naming the first row, if ``table`` has a missing value in any of ``columns``."""
    for column in columns:
        missing = table[column].isna().to_numpy()
        if missing.any():
            raise InputError(f"{name}: row {int(missing.argmax())} has no {column}; {int(missing.sum())} such in all")


def word_counts(articles: pd.DataFrame) -> np.ndarray:
    """Return the articles' lengths in words; InputError where only some are known, all NaN where none is."""
    need(articles, "articles", ["n_words"])
    if not articles["n_words"].isna().all():
        need_filled(articles, "articles", ["n_words"])
    return articles["n_words"].to_numpy(dtype=float)
