"""The tables every stage takes and returns: their columns, types and keys, and one check for all doors.

Offsets count Unicode code points, half-open, into the string named by ``part``: ``articles.title``
for ``headline``, ``articles.text`` for ``body``. ``text[start:end] == surface`` always holds.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.errors import InputError, choose, nearest

PARTS = ("headline", "body")
VOICES = ("narration", "scare", "quotation", "reported", "title", "unclear")
OWN_VOICE = ("narration", "scare")
MATCHES = ("exact", "misspelt")

TYPES = {
    "text": "str",
    "count": "int64",
    "count?": "Int64",
    "number": "float64",
    "flag": "bool",
    "date": "datetime64[us]",
}


class TableError(InputError):
    """A table that is not what its name promises."""


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind (a key of ``TYPES``), and whether every row must have a value."""

    name: str
    kind: str = "text"
    filled: bool = False


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns in order, and the columns that together name a row."""

    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()


def _columns(spec: str) -> tuple[Column, ...]:
    """Read ``"name:kind! ..."``: kind defaults to text, ``!`` marks a column that is always filled."""
    columns = []
    for item in spec.split():
        name, _, kind = item.rstrip("!").partition(":")
        columns.append(Column(name, kind or "text", item.endswith("!")))
    return tuple(columns)


TABLES = {
    "raw": Table(
        "an article as its file gives it, before cleaning",
        _columns(
            "article_id! outlet! date:date title byline section url language story_id source_file! source_item! raw_text!"
        ),
        ("article_id",),
    ),
    "articles": Table(
        "an article",
        _columns(
            "article_id! outlet! group date:date title byline section url language source_file! source_item! "
            "raw_sha256! text! n_characters:count! n_words:count! n_sentences:count! story_id copy_group copy_of agency"
        ),
        ("article_id",),
    ),
    "removed": Table(
        "a span that cleaning took out of the raw text",
        _columns("article_id! raw_start:count! raw_end:count! reason! removed_text!"),
        ("article_id", "raw_start"),
    ),
    "passages": Table(
        "a stretch that is not narration; nested ones have level 2, 3 ...",
        _columns(
            "article_id! part! start:count! end:count! level:count! voice! cue "
            "speaker speaker_start:count? speaker_end:count? speaker_id"
        ),
        ("article_id", "part", "start", "end", "level"),
    ),
    "speakers": Table(
        "a speaker in an article", _columns("article_id! speaker_id! name! role"), ("article_id", "speaker_id")
    ),
    "mentions": Table(
        "one place in one article where a term matches",
        _columns(
            "article_id! part! sentence:count! start:count! end:count! surface! referent! label! frame term! match! "
            "voice! distance:flag! negated:flag! speaker_id"
        ),
        ("article_id", "part", "start", "end", "referent"),
    ),
    "readability": Table(
        "an article, a part, a voice and a measure",
        _columns(
            "article_id! part! voice! measure! value:number n_words:count! n_sentences:count! n_syllables:count! notes"
        ),
        ("article_id", "part", "voice", "measure"),
    ),
}

RESULT_KEYS = (
    "outlet", "group", "reference", "speaker", "referent", "label", "frame", "phrase", "voice", "part", "period", "event",
)  # fmt: skip
RESULT_VALUES = (
    "measure", "n", "total", "n_articles", "estimate", "low", "high", "level", "interval", "p", "q", "notes",
)  # fmt: skip
RESULT_KINDS = (
    dict.fromkeys(("estimate", "low", "high", "level", "p", "q"), "number")
    | dict.fromkeys(("n", "total", "reference_n", "reference_total", "compared"), "count")
    | dict.fromkeys(("label_n", "with_n", "word_n", "words", "stories", "undated"), "count")
    | dict.fromkeys(("n_articles", "reference_articles"), "count?")
)


def check(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return ``table`` as a new table with exactly the columns, order and types that ``name`` promises.

    Raises TableError naming the columns that are missing or unknown, the column whose values do not fit
    its type or are missing where they must stand, and the first key that stands twice.
    """
    spec = TABLES[choose(name, TABLES, "table")]
    wanted = [column.name for column in spec.columns]
    _check_names(table, name, wanted)
    checked = pd.DataFrame({column.name: _typed(table, name, column).array for column in spec.columns})
    if spec.key and _any_twice(checked, list(spec.key)):
        row = checked.loc[checked.duplicated(list(spec.key)), list(spec.key)].iloc[0].tolist()
        raise TableError(f"table {name}: the key {', '.join(spec.key)} stands twice: {row}")
    return checked


def _any_twice(table: pd.DataFrame, key: list[str]) -> bool:
    """Tell whether any two rows have one key; sorting numbers takes much less room than hashing rows."""
    number, room = np.zeros(len(table), dtype=np.int64), 1
    for name in key:
        codes, levels = pd.factorize(table[name].array, use_na_sentinel=False)
        if room * len(levels) >= 1 << 62:
            number, kept = pd.factorize(number)
            room = len(kept)
        number, room = number * len(levels) + codes, room * max(len(levels), 1)
    number.sort()
    return bool((number[1:] == number[:-1]).any())


def _check_names(table: pd.DataFrame, name: str, wanted: list[str]) -> None:
    missing = [column for column in wanted if column not in table.columns]
    unknown = [column for column in table.columns if column not in wanted]
    if missing:
        raise TableError(f"table {name}: no column {', '.join(missing)}; it has {', '.join(map(str, table.columns))}")
    if unknown:
        raise TableError(f"table {name}: column {unknown[0]!r} is not part of it{nearest(unknown[0], wanted)}")


def _typed(table: pd.DataFrame, name: str, column: Column) -> pd.Series:
    values = table[column.name]
    try:
        whole = values.astype("Int64") if column.kind == "count" and values.dtype.kind not in "iu" else values
        typed = whole if whole.dtype == TYPES[column.kind] else whole.astype(TYPES[column.kind])
    except (TypeError, ValueError) as error:
        raise TableError(f"table {name}, column {column.name}: not a {column.kind.rstrip('?')} ({error})") from None
    if column.filled and typed.isna().any():
        raise TableError(f"table {name}, column {column.name}: row {int(typed.isna().argmax())} has no value")
    return typed


def empty(name: str) -> pd.DataFrame:
    """Return the table ``name`` with no rows and the right types."""
    spec = TABLES[choose(name, TABLES, "table")]
    return pd.DataFrame({column.name: pd.Series(dtype=TYPES[column.kind]) for column in spec.columns})


def rows(name: str, records: list[dict]) -> pd.DataFrame:
    """Return the table ``name`` from a list of records; columns a record leaves out are missing values."""
    if not records:
        return empty(name)
    columns = [column.name for column in TABLES[choose(name, TABLES, "table")].columns]
    return check(pd.DataFrame(records).reindex(columns=columns), name)


def result(table: pd.DataFrame) -> pd.DataFrame:
    """Return a result table in the fixed order: what is compared, then the values, then extra columns.

    Every result has all of ``RESULT_VALUES``; of ``RESULT_KEYS`` those that apply. Extra columns
    (a reference's own counts, the prior of a keyness score) follow in the order given. Counts are whole numbers;
    ``n_articles`` is missing where there are no articles behind a count. Raises TableError for a column that is missing
    or does not hold what it should.
    """
    missing = [column for column in RESULT_VALUES if column not in table.columns]
    if missing:
        raise TableError(f"result: no column {', '.join(missing)}; it has {', '.join(map(str, table.columns))}")
    keys = [column for column in RESULT_KEYS if column in table.columns]
    extra = [column for column in table.columns if column not in {*RESULT_KEYS, *RESULT_VALUES}]
    ordered = table.loc[:, [*keys, *RESULT_VALUES, *extra]].reset_index(drop=True)
    kinds = {**dict.fromkeys([*keys, "measure", "interval", "notes"], "text"), **RESULT_KINDS}
    present = {name: kind for name, kind in kinds.items() if name in ordered.columns}
    return ordered.assign(**{name: _typed(ordered, "result", Column(name, kind)) for name, kind in present.items()})
