"""Lines in context as HTML, for a report."""

from html import escape

import pandas as pd


def concordance(lines: pd.DataFrame, width: int) -> str:
    """Return a table of ``kwic`` as HTML: day and voice, what stands before, the match, what follows.

    A word that ``width`` cut in two is left out, with three dots in its place.
    """
    rows = "".join(
        f'<tr><td class="when">{_when(line)}</td><td class="left" dir="auto">{escape(_before(line.left, width))}</td>'
        f'<td dir="auto"><b>{escape(line.match)}</b>{escape(_after(line.right, width))}</td></tr>\n'
        for line in lines.itertuples()
    )
    return f'<table class="kwic"><tbody>\n{rows}</tbody></table>'


def _before(left: str, width: int) -> str:
    _, space, rest = left.partition(" ")
    return f"… {rest}" if len(left) >= width and space else left


def _after(right: str, width: int) -> str:
    rest, space, _ = right.rpartition(" ")
    return f"{rest} …" if len(right) >= width and space else right


def _when(line) -> str:
    day = "undated" if pd.isna(line.date) else f"{line.date:%Y-%m-%d}"
    return escape(f"{day} · {line.voice}")
