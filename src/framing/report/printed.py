"""A table as it is printed: columns in reading order, numbers rounded, and notes that say what they count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from framing import schema
from framing.report.wording import COUNT, NUMBER, PERCENT, POINTS, UNITS, named, wording_of

KEYS = schema.RESULT_KEYS
INTERVAL = ("low", "high")
SAID_BELOW = ("level", "interval", "compared", "notes")
TWO_SIDED = (
    "share", "reference_share", "n", "total", "n_articles", "reference_n", "reference_total", "reference_articles",
)  # fmt: skip
SPREADSHEET = {PERCENT: "0.0%", POINTS: "+0.0;-0.0;0.0", NUMBER: "#,##0.00", COUNT: "#,##0", "p": "0.000", "text": "@"}
SAID_BESIDE = re.compile(r",? (among \d+ comparisons|with \d+ articles)$")
MISSING = "–"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Values:
    """One column of a spreadsheet: its heading, its values unrounded, and one number format a row."""

    header: str
    values: tuple[object, ...]
    formats: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One printed column: heading, cells as they are printed, whether they are numbers, and what a spreadsheet holds."""

    header: str
    cells: tuple[str, ...]
    numeric: bool
    values: tuple[Values, ...]


@dataclass(frozen=True)
class Printed:
    """A table ready to print, with its caption and the notes that stand below it."""

    caption: str
    columns: tuple[Column, ...]
    notes: tuple[str, ...]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The cells row by row."""
        return list(zip(*(column.cells for column in self.columns), strict=True))


def printed(table: pd.DataFrame, caption: str = "", notes: Sequence[str] = ()) -> Printed:
    """Return any table as it is printed; the table itself stays as it is.

    Of a result table (one with a column ``measure``) the keys come first, then estimate, interval, n and its total,
    articles, p, q and the words. Shares stand as percentages, their differences in percentage points; p and q below
    0.001 as such; a missing number is a dash. A key that is the same in every row, the method of the interval, its
    level, and over how many comparisons q is taken are said below, with a letter for every remark of a row. ``notes``
    are added to them.

    >>> table = pd.DataFrame({"outlet": ["A", "B"], "measure": "share", "n": [3, 1], "total": [4, 4],
    ...     "n_articles": [2, 2], "estimate": [0.75, 0.25], "low": [0.2, 0.1], "high": [0.9, 0.8], "level": 0.95,
    ...     "interval": "effective Wilson", "p": float("nan"), "q": float("nan"), "notes": None})
    >>> [column.header for column in printed(table).columns]
    ['Outlet', 'Share', '95 % interval', 'n', 'of', 'Articles']
    >>> printed(table).rows[0]
    ('A', '75.0 %', '20.0 to 90.0 %', '3', '4', '2')
    """
    if not {"measure", "estimate"} <= set(table.columns):
        columns = tuple(_plain(_spoken(table[name]), named(name)) for name in table.columns)
        return Printed(caption, columns, tuple(notes))
    columns, said = _result(table)
    return Printed(caption, tuple(map(_marked, columns)), (*said, *notes))


def _marked(column: Column) -> Column:
    """Return a column of a result with a dash for every number that there is none of; a spreadsheet has an empty cell."""
    return replace(column, cells=tuple(cell or MISSING for cell in column.cells)) if column.numeric else column


def reading_order(table: pd.DataFrame) -> list[str]:
    """Return all columns of a result table in the order they are read in."""
    first = [*KEYS, "measure", "estimate", *INTERVAL, "n", "total", "n_articles", "share", "reference_share", "mean"]
    last = ["p", "q", "compared", "verdict", "level", "interval", "notes"]
    middle = [name for name in table.columns if name not in {*first, *last}]
    return [name for name in (*first, *middle, *last) if name in table.columns]


def _result(table: pd.DataFrame) -> tuple[list[Column], list[str]]:
    units = [wording_of(measure).unit for measure in table["measure"]]
    measures = table["measure"].dropna().unique().tolist()
    constant = [name for name in KEYS if name in table and len(table) and table[name].nunique(dropna=False) == 1]
    keys = [name for name in KEYS if name in table and name not in constant] or constant[:1]
    columns = [_plain(table[name], named(name)) for name in keys]
    if len(measures) != 1:
        columns.append(_texts("Measure", [wording_of(measure).name for measure in table["measure"]]))
    header = wording_of(measures[0]).name if len(measures) == 1 else "Estimate"
    sides = _sides(table)
    columns += [*sides[:2], _numbers(table["estimate"], header, units), *_interval(table, units), *sides[2:]]
    done = {*KEYS, "measure", "estimate", *INTERVAL, *SAID_BELOW, *(TWO_SIDED if sides else ())}
    rest = [name for name in reading_order(table) if name not in done]
    columns += [_any(table[name], name) for name in rest if table[name].notna().any()]
    letters = _letters(table["notes"])
    if len(letters) and table["notes"].nunique(dropna=False) > 1:
        columns.append(_texts("Note", ["" if pd.isna(note) else letters[note] for note in table["notes"]]))
    return columns, _notes(table, [name for name in constant if name not in keys], measures, letters)


def _sides(table: pd.DataFrame) -> list[Column]:
    """Return the two shares of a contrast with their counts, and the articles of both; none for another table."""
    if not set(TWO_SIDED) <= set(table.columns):
        return []
    share, other, *counts = (_any(table[name], name) for name in TWO_SIDED)
    n, total, articles, other_n, other_total, other_articles = counts
    return [
        _joined("Share (n/of)", "{} ({}/{})", (share, n, total)),
        _joined("Reference (n/of)", "{} ({}/{})", (other, other_n, other_total)),
        _joined("Articles", "{} and {}", (articles, other_articles)),
    ]


def _joined(header: str, form: str, columns: Sequence[Column]) -> Column:
    """Return several columns as one in print; a spreadsheet keeps them apart."""
    cells = zip(*(column.cells for column in columns), strict=True)
    texts = tuple(form.format(*row) if row[0] else form.format("no share", *row[1:]) for row in cells)
    return Column(header, texts, True, tuple(values for column in columns for values in column.values))


def _notes(table: pd.DataFrame, constant: list[str], measures: list[str], letters: dict[str, str]) -> list[str]:
    same = [(name, table[name].iloc[0]) for name in constant if pd.notna(table[name].iloc[0])]
    said = ["; ".join(f"{named(name)}: {value}" for name, value in same) + "."] if same else []
    said += list(dict.fromkeys(text for measure in measures if (text := wording_of(measure).counts)))
    said += [f"Interval: {text}." for text in _levels(table)]
    said += _tested(table)
    if len(letters) and table["notes"].nunique(dropna=False) == 1:
        return [*said, *(f"{text[:1].upper()}{text[1:]}." for text in letters)]
    return [*said, *(f"{letter}: {text}." for text, letter in letters.items())]


def _levels(table: pd.DataFrame) -> list[str]:
    pairs = table[["level", "interval"]].dropna().drop_duplicates()
    return [f"{level * 100:g} %, {interval}" for level, interval in pairs.itertuples(index=False)]


def _tested(table: pd.DataFrame) -> list[str]:
    if "q" not in table or table["q"].isna().all():
        return []
    tested = table[table["q"].notna()]
    if "compared" not in table:
        return ["q: false discovery rate by Benjamini and Hochberg."]
    over = sorted({int(number) for number in tested["compared"].dropna()})
    *first, last = (f"{number:,}" for number in over)
    listed = f"{', '.join(first)} and {last}" if first else last
    return [f"q: false discovery rate by Benjamini and Hochberg over {listed} comparisons (of the whole result)."]


def _letters(notes: pd.Series) -> dict[str, str]:
    texts = [str(text) for text in notes.dropna().unique() if str(text).strip()]
    return {text: LETTERS[place % 26] * (place // 26 + 1) for place, text in enumerate(texts)}


def _interval(table: pd.DataFrame, units: list[str]) -> list[Column]:
    if table[list(INTERVAL)].isna().all().all():
        return []
    levels = table["level"].dropna().unique()
    header = f"{levels[0] * 100:g} % interval" if len(levels) == 1 else "Interval"
    sides = [_numbers(table[name], f"{header}, {name}", units) for name in INTERVAL]
    cells = [_between(*pair) for pair in zip(*(side.cells for side in sides), strict=True)]
    return [Column(header, tuple(cells), True, tuple(side.values[0] for side in sides))]


def _between(low: str, high: str) -> str:
    return f"{low.removesuffix(' %')} to {high}" if low or high else ""


def _plain(values: pd.Series, header: str) -> Column:
    """Return a column of names, days or numbers as they are."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return _texts(header, ["" if pd.isna(day) else day.strftime("%Y-%m-%d") for day in values])
    if pd.api.types.is_bool_dtype(values):
        return _texts(header, ["yes" if value else "no" for value in values])
    if pd.api.types.is_numeric_dtype(values):
        return _numbers(values, header, [_unit(values)] * len(values))
    return _texts(header, ["" if pd.isna(value) else str(value) for value in values])


def _any(values: pd.Series, name: str) -> Column:
    if name in UNITS:
        return _numbers(values, named(name), [UNITS[name]] * len(values))
    if name == "verdict":
        values = values.str.replace(SAID_BESIDE, "", regex=True)
    return _plain(values, named(name))


def _spoken(values: pd.Series) -> pd.Series:
    """Return a column of measures as they are called in print, any other as it is."""
    return values.map(lambda name: wording_of(str(name)).name) if values.name == "measure" else values


def _unit(values: pd.Series) -> str:
    known = values.dropna().astype(float)
    return COUNT if (known == known.round()).all() else NUMBER


def _texts(header: str, cells: Sequence[str]) -> Column:
    cells = tuple(cells)
    return Column(header, cells, False, (Values(header, cells, ("@",) * len(cells)),))


def _numbers(values: pd.Series, header: str, units: Sequence[str]) -> Column:
    numbers = [None if pd.isna(value) else float(value) for value in values]
    cells = tuple(as_printed(value, unit) for value, unit in zip(numbers, units, strict=True))
    scaled = tuple(_scaled(value, unit) for value, unit in zip(numbers, units, strict=True))
    formats = tuple(SPREADSHEET[unit] for unit in units)
    return Column(header, cells, True, (Values(header, scaled, formats),))


def _scaled(value: float | None, unit: str) -> object:
    if value is None:
        return None
    if abs(value) == float("inf"):
        return as_printed(value, unit)
    return value * 100 if unit == POINTS else int(value) if unit == COUNT else value


def as_printed(value: float | None, unit: str = NUMBER) -> str:
    """Return a number as it is printed; nothing for one that is missing.

    >>> as_printed(0.4123, "percent"), as_printed(-0.1, "points"), as_printed(0.0002, "p"), as_printed(1204, "count")
    ('41.2 %', '−10.0', '<0.001', '1,204')
    """
    if value is None or pd.isna(value):
        return ""
    if abs(value) == float("inf"):
        return "∞" if value > 0 else "−∞"
    if unit == "p":
        return "<0.001" if value < 0.001 else f"{value:.3f}"
    text = {
        PERCENT: f"{value * 100:.1f} %",
        POINTS: f"{value * 100:+.1f}",
        COUNT: f"{value:,.0f}",
        NUMBER: f"{value:,.2f}",
    }[unit]
    return text.replace("-", "−") if float(text.replace(",", "").removesuffix(" %")) else text.lstrip("-+")
