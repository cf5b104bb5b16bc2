"""An article with its mentions marked, and two articles beside each other: what each calls the same thing."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

import pandas as pd

from framing.errors import InputError
from framing.evidence.looks import Looks, looks_of, marked, sample

BESIDE = (
    "display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22em, 100%), 1fr)); gap: 1em 2em; "
    "align-items: start"
)
ONE_SCREEN = "max-height: 70vh; overflow-y: auto; padding-right: .5em"
PRINTED = "<style>@media print {.framing-text {max-height: none !important; overflow: visible !important}}</style>"
NO_NAME = "no frame"
NO_FORMULA = "tex2jax_ignore mathjax_ignore"


class Html(str):
    """A piece of HTML that a notebook shows; as a string it is the HTML itself. Dollar signs in it are no formula."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return f'<div class="{NO_FORMULA}">{self}</div>'


def highlight(article: pd.Series, mentions: pd.DataFrame, *, frames: Sequence[str] | None = None) -> Html:
    """Return one article as HTML with each of its mentions marked; a notebook shows it.

    ``article`` is a row of the table ``articles``; of ``mentions`` only its own are marked. A mark has the colour and
    the line of its frame, and shows label, referent, frame, voice and what else is known when pointed at; where
    mentions of two referents overlap, the shorter one is drawn inside the longer. ``frames`` fixes which frame looks
    how, by its order; without it the frames of this article are sorted. Text is escaped, and there is no script.

    Raises InputError when a mention does not fit the text it should stand in.

    >>> fr.highlight(articles.iloc[0], mentions)  # doctest: +SKIP
    """
    own = _own(article, mentions)
    looks = looks_of(frames if frames is not None else _frames(own))
    return Html(f'<div style="max-width: 46em">{_article(article, own, looks)}{_legend(own, looks)}</div>')


def side_by_side(
    first: pd.Series, second: pd.Series, mentions: pd.DataFrame, *, frames: Sequence[str] | None = None
) -> Html:
    """Return two articles beside each other with their mentions marked, and which names each of them uses.

    For two outlets on one story: ``first`` and ``second`` are rows of the table ``articles``, marked as ``highlight``
    marks them, with one look per frame in both. Above them stands the legend: each frame with the labels either
    article uses for it, and how often. Where there is no room for both abreast (a telephone, a narrow window) the
    second stands below the first; on a wide screen each scrolls by itself, and in print both stand whole.

    Raises InputError for one article given twice, and when a mention does not fit its text.

    >>> fr.side_by_side(articles.iloc[0], articles.iloc[1], mentions)  # doctest: +SKIP
    """
    if first["article_id"] == second["article_id"]:
        raise InputError(f"side_by_side: {first['article_id']!r} is given twice; it takes two articles")
    both = [(article, _own(article, mentions)) for article in (first, second)]
    looks = looks_of(frames if frames is not None else _frames(pd.concat([own for _, own in both])))
    columns = "".join(f"<div>{_article(article, own, looks, ONE_SCREEN)}</div>" for article, own in both)
    return Html(f'{PRINTED}<div class="framing-pair">{_uses(both, looks)}<div style="{BESIDE}">{columns}</div></div>')


def _own(article: pd.Series, mentions: pd.DataFrame) -> pd.DataFrame:
    return mentions[mentions["article_id"] == article["article_id"]]


def _frames(mentions: pd.DataFrame) -> list[str]:
    return sorted(mentions["frame"].dropna().unique())


def _article(article: pd.Series, own: pd.DataFrame, looks: Looks, style: str = "") -> str:
    """Return headline and text with their marks; each paragraph runs in its own direction."""
    title = article["title"] if isinstance(article["title"], str) else ""
    headline, body = (
        _text(text, own[own["part"] == part], looks) for text, part in ((title, "headline"), (article["text"], "body"))
    )
    paragraphs = body.replace("\n", "<br>\n")
    return (
        f'<div class="framing-article" style="line-height: 1.6"><div style="color: #555">{_facts(article)}</div>'
        f'<h4 dir="auto" style="margin: .2em 0; font-size: 1.15em">{headline}</h4>'
        f'<div class="framing-text" dir="auto" style="unicode-bidi: plaintext; {style}">{paragraphs}</div></div>'
    )


def _facts(article: pd.Series) -> str:
    """Return outlet and day as HTML; the name keeps its direction, and does not turn the day."""
    return f"<bdi>{escape(str(article['outlet']))}</bdi> · {_day(article['date'])}"


def _day(date: object) -> str:
    return "undated" if pd.isna(date) else pd.Timestamp(date).strftime("%Y-%m-%d")


def _text(text: str, mentions: pd.DataFrame, looks: Looks) -> str:
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
            piece = marked(piece, row, looks)
        pieces.append(piece)
    return "".join(pieces)


def _legend(mentions: pd.DataFrame, looks: Looks) -> str:
    counts = mentions["frame"].value_counts()
    items = [f"{sample(frame, looks)}&nbsp;{counts[frame]}" for frame in looks if frame in counts]
    return f'<div style="margin-top: .8em">{" &ensp; ".join(items)}</div>' if items else ""


def _uses(both: list[tuple[pd.Series, pd.DataFrame]], looks: Looks) -> str:
    """Return a table of both articles: the labels each uses, by frame."""
    frames = [*looks, *([NO_NAME] if any(own["frame"].isna().any() for _, own in both) else [])]
    side = 'scope="col" style="text-align: left"'
    head = "".join(f"<th {side}>{_facts(article)}</th>" for article, _ in both)
    rows = []
    for frame in frames:
        cells = [_labels(own[own["frame"].fillna(NO_NAME) == frame]) for _, own in both]
        used = "".join(f'<td dir="auto" style="text-align: left">{cell or "–"}</td>' for cell in cells)
        if any(cells):
            rows.append(f'<tr><th scope="row" style="text-align: left">{sample(frame, looks)}</th>{used}</tr>')
    if not rows:
        return "<p>No name of the codebook stands in either article.</p>"
    head = f"<thead><tr><th {side}>frame</th>{head}</tr></thead>"
    return f'<table class="framing-uses" style="margin-bottom: 1em">{head}<tbody>{"".join(rows)}</tbody></table>'


def _labels(mentions: pd.DataFrame) -> str:
    counts = mentions["label"].value_counts()
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{escape(label)}&nbsp;{n}" for label, n in ordered)
