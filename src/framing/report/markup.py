"""A printed table as HTML."""

import re
from html import escape

from framing.report.printed import Column, Printed

SHORT = 24
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DIRECTION = ' dir="auto"'
STYLE = """
body { font: 15px/1.45 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: #111; background: #fff; margin: 2em; }
table { border-collapse: collapse; border-top: 2px solid #111; border-bottom: 2px solid #111; }
caption { text-align: left; font-weight: bold; padding: 0 0 .5em; }
th, td { padding: .25em .7em; text-align: left; vertical-align: top; }
thead th { border-bottom: 1px solid #111; vertical-align: bottom; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.notes { font-size: .87em; color: #444; max-width: 60em; }
"""


def html_table(table: Printed, *, number: str = "", inline: bool = False) -> str:
    """Return a printed table as a piece of HTML; ``number`` stands before its caption ("Table 1. ").

    ``inline`` writes the sides texts and numbers stand on into the cells, for a page with styles of its own.
    """
    sides = [_side(column, inline) for column in table.columns]
    heads = (f'<th scope="col"{side}>{escape(c.header)}</th>' for c, side in zip(table.columns, sides, strict=True))
    rows = "".join(f"<tr>{_row(table, row, sides)}</tr>\n" for row in table.rows)
    caption = f"<caption>{escape(number)}{escape(table.caption)}</caption>" if table.caption or number else ""
    notes = f'<p class="notes">{" ".join(map(escape, table.notes))}</p>' if table.notes else ""
    short = ' class="short"' if len(table.rows) <= SHORT else ""
    return f"<table{short}>{caption}<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>{rows}</tbody></table>{notes}"


def _row(table: Printed, row: tuple[str, ...], sides: list[str]) -> str:
    return "".join(
        f"<td{'' if column.numeric else DIRECTION}{side}>{escape(cell)}</td>"
        for column, cell, side in zip(table.columns, row, sides, strict=True)
    )


def _side(column: Column, inline: bool) -> str:
    """Return on which side a column's cells stand; in a page with styles of its own, days stay on one line too."""
    if not inline:
        return ' class="number"' if column.numeric else ""
    whole = "; white-space: nowrap" * all(map(DAY.fullmatch, filter(None, column.cells)))
    return f' style="text-align: {"right" if column.numeric else "left"}{whole}"'


def html_page(table: Printed, stem: str) -> bytes:
    """Return a printed table as a page of its own, which asks nobody for anything."""
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(table.caption or stem)}</title><style>{STYLE}</style></head>\n"
        f"<body>{html_table(table)}</body></html>\n"
    )
    return page.encode("utf-8", errors="replace")
