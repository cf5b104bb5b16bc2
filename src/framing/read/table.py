"""A .csv or .tsv file -> its heading and its rows, each with the line it starts in."""

import csv
import io
import re
from dataclasses import dataclass, field

from framing.errors import clip
from framing.read.encoding import decode
from framing.read.item import UnreadableError

DELIMITERS = ",;\t"
LONGEST_CELL = 2**31 - 1
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SEPARATOR = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.I)
_EMPTY = {"NA", "N/A", "NaN", "nan", "NULL"}
_UNCLOSED = (
    "a quotation mark that is not closed, or not doubled inside a cell ({}); "
    "nothing was read from this row on: mend it and run again"
)


@dataclass
class Row:
    """A row: its cells, and why it cannot be used (``fault``), if so; one that cannot be parsed has no cells."""

    line: int
    cells: list[str] = field(default_factory=list)
    fault: str = ""


@dataclass
class Table:
    """A table: its heading, without white space around the names, and its rows without the empty ones."""

    heading: list[str]
    rows: list[Row]


def read_table(data: bytes) -> Table:
    """Return the table in ``data``: comma, semicolon or tab, told from its heading (or from Excel's line ``sep=;``).

    ``NA``, ``N/A``, ``NaN``, ``nan`` and ``NULL`` are empty cells, as statistics programs write them. A row with more
    or fewer cells than the heading has a fault. Where a quotation mark is not closed nothing more can be told apart:
    the row it stands in is the last one and says so.

    Raises UnreadableError for what is no text and for a file without a heading.
    """
    text = decode(data)
    named = _SEPARATOR.match(text)
    start = named.end() if named else 0
    rows = _parse(text[start:], named.group(1) if named else _delimiter(text), 1 + bool(named))
    if not rows:
        raise UnreadableError("an empty file; a table starts with a row of headings")
    if rows[0].fault:
        raise UnreadableError(rows[0].fault, rows[0].line)
    heading = [name.strip(" \t\r\n\ufeff\xa0") for name in rows[0].cells]
    return Table(heading, [_checked(row, len(heading)) for row in rows[1:]])


def _delimiter(text: str) -> str:
    heading = re.split(r"[\r\n]", _QUOTED.sub("", text[:1_000_000].lstrip()), maxsplit=1)[0]
    return max(DELIMITERS, key=heading.count)


def _parse(text: str, delimiter: str, first: int) -> list[Row]:
    """Return the rows that are not empty; one that cannot be parsed is the last."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line = [], first
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                rows.append(Row(line, cells))
            line = first + reader.line_num
    except csv.Error as error:
        rows.append(Row(line, fault=_UNCLOSED.format(error)))
    return rows


def _checked(row: Row, width: int) -> Row:
    """Return ``row`` with as many cells as the heading has, or with a fault."""
    if row.fault:
        return row
    cells = ["" if cell.strip() in _EMPTY else cell for cell in row.cells]
    if len(cells) == width:
        return Row(row.line, cells)
    counted = f"{len(row.cells)} cell{'s' * (len(row.cells) != 1)} where the heading has {width}"
    return Row(row.line, cells, f"{counted}; put text with commas or line ends in quotation marks")


def check_heading(heading: list[str], meanings: list[str], wanted: str) -> None:
    """Raise UnreadableError when no column has the meaning ``wanted``, or two columns have the same one."""
    if wanted not in meanings:
        raise UnreadableError(f"no column {wanted!r}; it has {clip(', '.join(heading), 200) or 'none'}", 1)
    for meaning in filter(None, dict.fromkeys(meanings)):
        names = [name for name, means in zip(heading, meanings, strict=True) if means == meaning]
        if len(names) > 1:
            raise UnreadableError(f"the columns {' and '.join(names)} both give the {meaning}; keep one", 1)
