"""The door of every figure: is this the table it draws, and which of its rows are meant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.chart.canvas import NO_BREAK, ChartError, right_to_left
from framing.errors import choose

VALUES = ("measure", "n", "total", "n_articles", "estimate", "low", "high", "notes")


@dataclass(frozen=True)
class Wanted:
    """The table a figure draws: which function returned it, its columns, and which of its measures."""

    draws: str
    made_by: str
    columns: tuple[str, ...]
    measures: tuple[str, ...] = ()


def take(table: pd.DataFrame, wanted: Wanted) -> pd.DataFrame:
    """Return a copy of the rows of ``table`` that hold the wanted measures.

    Raises ChartError saying what the figure draws, what is missing, and what the table has instead.
    """
    begin = f"{wanted.draws} draws the table {wanted.made_by} returned"
    if not isinstance(table, pd.DataFrame):
        raise ChartError(f"{begin}; it was given a {type(table).__name__}")
    missing = [column for column in wanted.columns if column not in table.columns]
    if missing:
        raise ChartError(f"{begin}: no column {', '.join(missing)}; this one has {', '.join(map(str, table.columns))}")
    if not wanted.measures or table.empty:
        return table.reset_index(drop=True)
    rows = table[table["measure"].isin(wanted.measures)]
    if rows.empty:
        has = ", ".join(sorted(map(str, table["measure"].dropna().unique())))
        raise ChartError(f"{begin}, with the measure {' or '.join(wanted.measures)}; this one has {has}")
    return rows.reset_index(drop=True)


def unit(table: pd.DataFrame, draws: str) -> str:
    """Return ``outlet`` or ``group``: whichever the rows compare."""
    for column in ("outlet", "group"):
        if column in table.columns and (table.empty or table[column].notna().any()):
            return column
    raise ChartError(
        f"{draws}: the table has neither a column outlet nor a column group; it has {', '.join(table.columns)}"
    )


def one(table: pd.DataFrame, column: str, given: str | None, draws: str) -> str | None:
    """Return the one value of ``column`` to draw: the one given, or the only one there is (None in an empty table).

    Raises ChoiceError listing the values, when there are several and none was chosen, or the one chosen is not there.
    """
    values = sorted(table[column].dropna().unique()) if column in table.columns else []
    if given is not None:
        return choose(given, values, f"{draws}: {column}") if values else given
    if len(values) > 1:
        raise ChartError(f"{draws} shows one {column} at a time: give {column}= one of {', '.join(values)}")
    return values[0] if values else None


def some(table: pd.DataFrame, column: str, given: Sequence[str] | None, draws: str) -> list[str]:
    """Return the values of ``column`` to draw, in the order given, or all in the order of the table.

    Raises ChoiceError for a value that is not there, ChartError for one named twice or a string instead of a list.
    """
    values = table[column].dropna().unique().tolist()
    if given is None:
        return values
    if isinstance(given, str):
        raise ChartError(f"{draws}: {column}s takes a list, such as [{given!r}]")
    twice = [value for place, value in enumerate(given) if value in given[:place]]
    if twice:
        raise ChartError(f"{draws}: {column} {twice[0]!r} is named twice")
    return [choose(value, values, f"{draws}: {column}") for value in given]


def number_of(given: Sequence[str] | int | None, column: str, draws: str) -> int | None:
    """Return how many are wanted where a number stands in the place of names, None where names or nothing do.

    Raises ChartError for a number below 1.
    """
    if isinstance(given, bool) or not isinstance(given, int | np.integer):
        return None
    if given < 1:
        raise ChartError(f"{draws}: {column}s takes names, or how many to draw: 1 or more, not {given}")
    return int(given)


def single_rows(table: pd.DataFrame, keys: Sequence[str], draws: str) -> None:
    """Raise ChartError when ``keys`` do not name one row each, saying which other columns differ."""
    twice = table[table.duplicated(list(keys), keep=False)]
    if twice.empty:
        return
    first = twice[(twice[list(keys)] == twice[list(keys)].iloc[0]).all(axis=1)]
    others = [c for c in first.columns if c not in {*keys, *VALUES} and first[c].nunique(dropna=False) > 1]
    named = ", ".join(str(value) for value in first.iloc[0][list(keys)])
    differ = f"they differ in {', '.join(others)}; keep one of each" if others else "keep one"
    raise ChartError(f"{draws}: {len(first)} rows for {named}: {differ}")


def by_use(table: pd.DataFrame, column: str) -> list[str]:
    """Return the values of ``column`` with the largest sum of ``n`` first; unused ones only where all are.

    Those used alike stand in the order of the table, which for labels is that of the codebook.
    """
    sums = table.assign(n=table["n"].fillna(0)).groupby(column, sort=False)["n"].sum()
    ordered = sums.sort_values(ascending=False, kind="stable")
    return ordered[ordered > 0].index.tolist() or ordered.index.tolist()


def with_counts(name: str, counts: str) -> str:
    """Return "name (counts)", the counts held together where the name is wrapped.

    A name written from right to left is set apart, so that the counts keep their order.
    """
    whole = f"({counts})".replace(" ", NO_BREAK)
    return f"\u200e\u2068{name}\u2069 {whole}" if right_to_left(name) else f"{name} {whole}"


def counted(number: float, thing: str, plural: str = "") -> str:
    """Return "1 article", "3 articles", "1,204 mentions".

    >>> counted(1204, "mention")
    '1,204 mentions'
    """
    return f"{int(number):,} {thing if number == 1 else plural or thing + 's'}"


def capital(text: str) -> str:
    """Return ``text`` with its first letter as a capital, in scripts that begin a sentence with one.

    >>> capital("2020 war"), capital("the agreement"), capital("ომი")
    ('2020 war', 'The agreement', 'ომი')
    """
    return text[:1].title() + text[1:]


def an(word: str) -> str:
    """Return a word with its article.

    >>> an("outlet"), an("group")
    ('an outlet', 'a group')
    """
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def listed(names: Collection[str], last: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    *first, end = map(str, names) if names else ("none",)
    return f"{', '.join(first)} {last} {end}" if first else end


def name_column(table: pd.DataFrame) -> str:
    """Return what the rows name: ``label``, or ``frame`` where the table has no label."""
    without = "label" not in table.columns or table["label"].isna().all()
    return "frame" if without and "frame" in table.columns and table["frame"].notna().any() else "label"


def who(name: str) -> str:
    """Return a reference as it is spoken of: "rest" is the rest."""
    return "the rest" if name == "rest" else name


def remark_line(notes: pd.Series) -> list[str]:
    """Return the lines that say what is remarked on all rows and explain the letters of ``remarks``."""
    shared = said_of_all(notes)
    own = {letter: [part for part in _parts(text) if part not in shared] for text, letter in remarks(notes).items()}
    lettered = [f"{letter}: {'; '.join(parts)}" for letter, parts in own.items()]
    return [f"{said}." for said in (capital("; ".join(shared)), "; ".join(lettered)) if said]


def remarks(notes: pd.Series) -> dict[str, str]:
    """Return a letter for each different note of a column of notes: what a chart marks and explains below.

    A remark that every row has needs no letter: it is said once, for all.
    """
    shared = said_of_all(notes)
    texts = [text for text in notes.dropna().unique() if any(part not in shared for part in _parts(text))]
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {text: letters[place] if place < 26 else f"a{place - 25}" for place, text in enumerate(texts)}


def _parts(note: str) -> list[str]:
    return [part for part in str(note).split("; ") if part.strip()]


def said_of_all(notes: pd.Series) -> list[str]:
    """Return the remarks that stand in the note of every row."""
    if notes.empty or notes.isna().any():
        return []
    each = [_parts(text) for text in notes.unique()]
    return [part for part in each[0] if all(part in others for others in each)]


def common(notes: pd.Series) -> str | None:
    """Return the note that all of these rows have, None where they differ or have none."""
    return notes.iloc[0] if len(notes) and notes.nunique(dropna=False) == 1 else None
