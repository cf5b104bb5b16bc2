"""An article with its mentions marked: coloured by frame, the voice and the label shown when pointed at."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

import pandas as pd

from framing.errors import InputError

COLOURS = (
    "#f9d9a8", "#bfe3f5", "#b5e2d2", "#fbf3a3", "#b9d3ec", "#f3c4a5", "#eccadd", "#d9d9d9",
    "#e6d3b3", "#cfe8b5", "#d5ccf0", "#f5b8b8", "#c5ebe7", "#e8e8b8", "#f0d0f0", "#c8c8e8",
)  # fmt: skip
NO_FRAME = "#ececec"


class Html(str):
    """A piece of HTML that a notebook shows; as a string it is the HTML itself."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def highlight(article: pd.Series, mentions: pd.DataFrame, *, frames: Sequence[str] | None = None) -> Html:
    """Return one article as HTML with each of its mentions marked; a notebook shows it.

    ``article`` is a row of the table ``articles``; of ``mentions`` only its own are marked. A mark has the colour of
    its frame, and shows label, referent, frame, voice and what else is known when pointed at; where mentions of two
    referents overlap, the shorter one is drawn inside the longer. ``frames`` fixes which frame has which colour, by
    its order; without it the frames of this article are sorted. Text is escaped, and there is no script.

    Raises InputError when a mention does not fit the text it should stand in.

    >>> fr.highlight(articles.iloc[0], mentions)  # doctest: +SKIP
    """
    own = mentions[mentions["article_id"] == article["article_id"]]
    names = list(frames) if frames is not None else sorted(own["frame"].dropna().unique())
    colours = {name: COLOURS[i % len(COLOURS)] for i, name in enumerate(names)}
    title = article["title"] if isinstance(article["title"], str) else ""
    headline, body = (
        _marked(text, own[own["part"] == part], colours)
        for text, part in ((title, "headline"), (article["text"], "body"))
    )
    facts = " · ".join(escape(str(value)) for value in (article["outlet"], _day(article["date"])) if value)
    paragraphs = body.replace("\n", "<br>\n")
    return Html(
        '<div class="framing-article" style="max-width: 46em; line-height: 1.6">'
        f'<div style="color: #555">{facts}</div><h3 style="margin: .2em 0">{headline}</h3>'
        f"<div>{paragraphs}</div>{_legend(own, colours)}</div>"
    )


def _day(date: object) -> str:
    return "" if pd.isna(date) else pd.Timestamp(date).strftime("%Y-%m-%d")


def _marked(text: str, mentions: pd.DataFrame, colours: dict[str, str]) -> str:
    """Return the text escaped, with a mark around every mention; one that overlaps another's edge is cut there."""
    rows = sorted(mentions.itertuples(), key=lambda row: (row.start, row.start - row.end))
    for row in rows:
        if text[row.start : row.end] != row.surface:
            raise InputError(f"highlight: {row.surface!r} does not stand at {row.start} in article {row.article_id!r}")
    edges = sorted({0, len(text), *(row.start for row in rows), *(row.end for row in rows)})
    pieces = []
    for start, end in pairwise(edges):
        piece = escape(text[start:end])
        for row in sorted(
            (row for row in rows if row.start <= start and end <= row.end), key=lambda row: row.end - row.start
        ):
            piece = _mark(piece, row, colours)
        pieces.append(piece)
    return "".join(pieces)


def _mark(piece: str, row, colours: dict[str, str]) -> str:
    frame = row.frame if isinstance(row.frame, str) else None
    told = [f"{row.referent}: {row.label}", f"frame: {frame or 'none'}", f"voice: {row.voice}"]
    told += [f"speaker: {row.speaker_id}"] if isinstance(row.speaker_id, str) else []
    told += [
        word
        for word, holds in (("distance", row.distance), ("negated", row.negated), ("misspelt", row.match == "misspelt"))
        if holds
    ]
    style = f"background: {colours.get(frame, NO_FRAME)}; color: #000; padding: 0 .1em; border-radius: .2em"
    return f'<mark style="{style}" title="{escape(" · ".join(told))}">{piece}</mark>'


def _legend(mentions: pd.DataFrame, colours: dict[str, str]) -> str:
    counts = mentions["frame"].value_counts()
    style = "color: #000; padding: 0 .4em; margin-right: .5em"
    items = [
        f'<span style="background: {colour}; {style}">{escape(name)} {counts[name]}</span>'
        for name, colour in colours.items() if name in counts
    ]  # fmt: skip
    return f'<div style="margin-top: .8em">{"".join(items)}</div>' if items else ""
