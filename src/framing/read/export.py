"""Tables of articles (.csv, .tsv): one article a row."""

import csv
import io
import sys
from pathlib import Path

from framing.errors import nearest
from framing.read.encoding import decode
from framing.read.item import FIELDS, Item, UnreadableError

NAMES = {
    "text": "text", "body": "text", "content": "text", "article": "text",
    "outlet": "outlet", "source": "outlet", "publication": "outlet", "newspaper": "outlet",
    "date": "date", "published": "date", "publication date": "date",
    "title": "title", "headline": "title",
    "byline": "byline", "author": "byline", "authors": "byline",
    "section": "section", "url": "url", "link": "url", "language": "language",
}  # fmt: skip


def read_export(path: Path) -> list[Item]:
    """Return the articles in a table with a heading row; a row without text is given with an empty text.

    Columns: text (or body, content), outlet (source, publication), date, title (headline), byline (author), section, url, language;
    others are left aside. Raises UnreadableError when there is no text column or a quotation mark is never closed.
    """
    rows = read_rows(path)
    heading = rows.pop(0)[1] if rows else []
    columns = [NAMES.get(name.strip().casefold(), "") for name in heading]
    if "text" not in columns:
        raise UnreadableError(f"no column 'text'; it has {', '.join(heading) or 'none'}", 1)
    twice = [name for name in FIELDS if columns.count(name) > 1]
    if twice:
        raise UnreadableError(f"two columns mean {twice[0]!r}; rename one", 1)
    return [_item(number, line, columns, row) for number, (line, row) in enumerate(rows, start=1) if any(row)]


def _item(number: int, line: int, columns: list[str], row: list[str]) -> Item:
    facts = {name: value.strip() for name, value in zip(columns, row, strict=False) if name}
    return Item(facts.pop("text", ""), name=f"row {number}", line=line, facts=facts)


def read_rows(path: Path) -> list[tuple[int, list[str]]]:
    """Return (line, cells) for every row of a .csv or .tsv file; comma, semicolon or tab, told from its heading row."""
    text = decode(path.read_bytes())
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line = [], 1
    try:
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(
            f"not a table of articles ({error}); look for a quotation mark that is not closed", line
        ) from None
    return rows


def read_metadata(path: Path) -> dict[str, tuple[int, dict[str, str]]]:
    """Return the facts a ``metadata.csv`` gives about the files beside it: path -> (line, facts).

    A column that is there decides, also where its cell is empty: an empty title stays empty.
    Raises UnreadableError for a column it does not know, a missing ``path`` column and a path that stands twice.
    """
    rows = read_rows(path)
    heading = [name.strip().casefold() for name in (rows.pop(0)[1] if rows else [])]
    known = ("path", *FIELDS)
    for name in heading:
        if name not in known:
            raise UnreadableError(f"column {name!r} is not one of: {', '.join(known)}{nearest(name, known)}", 1)
    if "path" not in heading:
        raise UnreadableError("no column 'path'; it names the file each row is about", 1)
    found: dict[str, tuple[int, dict[str, str]]] = {}
    for line, row in rows:
        facts = {name: value.strip() for name, value in zip(heading, row, strict=False)}
        name = facts.pop("path", "").replace("\\", "/").removeprefix("./")
        if name in found:
            raise UnreadableError(f"path {name!r} stands twice; the first is in line {found[name][0]}", line)
        if name:
            found[name] = (line, facts)
    return found
