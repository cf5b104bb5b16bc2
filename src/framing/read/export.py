"""Tables of articles (.csv, .tsv): one article a row."""

from framing.read.item import Item, UnreadableError
from framing.read.table import Row, check_heading, read_table

NAMES = {
    "text": "text", "body": "text", "content": "text", "article": "text",
    "outlet": "outlet", "source": "outlet", "publication": "outlet", "newspaper": "outlet",
    "date": "date", "published": "date", "publication date": "date",
    "title": "title", "headline": "title",
    "byline": "byline", "author": "byline", "authors": "byline",
    "section": "section", "url": "url", "link": "url", "language": "language", "story_id": "story_id",
}  # fmt: skip


def read_export(data: bytes) -> list[Item]:
    """Return the articles in a table with a heading row, one a row.

    Columns, in any case: text (or body, content, article), outlet (source, publication, newspaper), date (published,
    publication date), title (headline), byline (author, authors), section, url (link), language, story_id; others are
    left aside. Raises UnreadableError when there is no column for the text, or two for one thing.

    >>> read_export(b"source,text\\nBBC,It rained.")[0].facts
    {'outlet': 'BBC'}
    """
    table = read_table(data)
    meanings = [NAMES.get(name.casefold(), "") for name in table.heading]
    if "text" not in meanings and "path" in table.heading:
        raise UnreadableError("no column 'text'; a table about the files beside it is named metadata.csv", 1)
    check_heading(table.heading, meanings, "text")
    return [_item(number, row, meanings) for number, row in enumerate(table.rows, start=1)]


def _item(number: int, row: Row, meanings: list[str]) -> Item:
    found = {meaning: cell for meaning, cell in zip(meanings, row.cells, strict=False) if meaning}
    text = found.pop("text", "")
    facts = {name: cell.strip() for name, cell in found.items()}
    return Item(text, name=f"row {number}", line=row.line, facts=facts, fault=row.fault)
