"""Raw text -> article text: what is not the article's own words is taken out, and every removed span is recorded.

The raw text is never changed: the article's text is the raw text with exactly the recorded spans cut out, so that text and removed
spans together give the raw text back (``restore``). A rule sees paragraphs; it names those that are furniture and never edits one,
except for a dateline, which is cut from the start of its paragraph.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from framing import schema
from framing.errors import choose

_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w.'’-]*){0,3}"
_BYLINE = re.compile(
    rf"^(?:By|BY|Text by)\s+(?P<names>{_NAME}(?:(?:,|,? and|,? &)\s+{_NAME})*)(?:,?\s+(?:in|for)\s+{_NAME})?\s*\.?$"
)
_UNDER_BYLINE = re.compile(
    r"^(?:Special to (?:the )?|Staff (?:writer|reporter)|Correspondent\b|For (?:the )?[A-Z]).{0,60}$"
)
_DATELINE = re.compile(
    r"^(?:"
    r"[A-Z][A-Z.'’\- ]+(?:,\s+[\w.’' ]{2,40})?(?:\s*\([^)\n]{2,40}\))?\s*(?:—|–|--|-(?=\s))\s*"
    r"|[A-Z][A-Z.'’\- ]+,\s+[A-Za-z]{3,9}\.?\s+\d{1,2}(?:,\s+\d{4})?(?:,\s+[A-Z][A-Z’' ]+\.|\.?\s*\([^)\n]{2,40}\)\.?\s*(?:—|–|--|-)?|\.\s*/[^/\n]{2,40}/\.)\s+"
    r"|[A-Z][A-Z.'’\- ]+\s*/[^/\n]{2,40}/\s*(?:—|–|--|-)\s*"
    r")(?=\S)"
)
_CREDIT = re.compile(
    r"^\(?(?:(?:Additional |With )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslat(?:ed|ion))(?: and \w+)? by\b|This (?:article|story) (?:was|has been)\b|The (?:article|story) has been updated)"
)
_FOOTER = re.compile(
    r"^(?:-{2,}|\*{3,}|_{3,}|(?:Follow|Like|Join|Find) us\b|Follow .{2,40} on (?:Twitter|Facebook|X)\b|Sign up (?:to|for)\b|Subscribe\b"
    r"|Read (?:more|also|next)\b|More on this|See also:|©|\(c\)\s|Copyright\b|All rights reserved|Share this|Click here|When quoting\b"
    r"|.{0,40}\bnewsletter\b.{0,60}$)",
    re.I,
)
_APPEAL_OPENS = re.compile(
    r"^(?:A [Mm]essage from\b|Dear (?:readers?|friends?)\b|Support (?:our|independent)\b|Before you go\b|We need your (?:help|support)\b)"
)
_APPEAL = re.compile(
    r"\b(?:donat\w*|support us|your support|your help|your gift|subscri\w+|contribut\w+|rely on you|make a difference|[Tt]hank you for|standing with us)\b"
    r"|^Remind me later",
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the raw text with its half-open span; ``text`` has no white space around it."""

    start: int
    end: int
    text: str


Rule = Callable[[list[Paragraph]], Iterable[tuple[int, int]]]


def _bylines(paragraphs: list[Paragraph]) -> Iterable[tuple[int, int]]:
    """A line "By Name Surname" among the first three, and a line on the author right under it."""
    for i, paragraph in enumerate(paragraphs[:3]):
        if len(paragraph.text) <= 120 and _BYLINE.match(paragraph.text):
            yield paragraph.start, paragraph.end
            following = paragraphs[i + 1 : i + 2]
            if following and _UNDER_BYLINE.match(following[0].text):
                yield following[0].start, following[0].end
            return


def _datelines(paragraphs: list[Paragraph]) -> Iterable[tuple[int, int]]:
    """The place, and often day and agency, at the start of the first paragraph: "BAKU, Nov 26 (Agency) -"."""
    for paragraph in paragraphs[:1]:
        found = _DATELINE.match(paragraph.text)
        if found and len(found.group()) <= 90:
            yield paragraph.start, paragraph.start + found.end()


def _credits(paragraphs: list[Paragraph]) -> Iterable[tuple[int, int]]:
    """Lines on who reported, edited or updated the article, among the last six."""
    return ((p.start, p.end) for p in paragraphs[-6:] if len(p.text) <= 200 and _CREDIT.match(p.text))


def _footers(paragraphs: list[Paragraph]) -> Iterable[tuple[int, int]]:
    """Short lines that lead away from the article: "Follow us ...", "Read more: ...", copyright, a rule of dashes."""
    return ((p.start, p.end) for p in paragraphs if len(p.text) <= 160 and _FOOTER.match(p.text))


def _appeals(paragraphs: list[Paragraph]) -> Iterable[tuple[int, int]]:
    """An appeal to the reader: from the line that opens it to the last line that asks for help, nothing after that."""
    opens = next((i for i, p in enumerate(paragraphs) if i and len(p.text) <= 80 and _APPEAL_OPENS.match(p.text)), None)
    if opens is None:
        return []
    asks = [i for i in range(opens, len(paragraphs)) if _APPEAL.search(paragraphs[i].text)]
    return [(p.start, p.end) for p in paragraphs[opens : asks[-1] + 1]] if asks else []


RULES: dict[str, Rule] = {
    "appeal": _appeals,
    "footer": _footers,
    "credit": _credits,
    "byline": _bylines,
    "dateline": _datelines,
}


def clean(raw: pd.DataFrame, furniture: pd.DataFrame, keep: tuple[str, ...] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the articles' text and the table ``removed``.

    ``raw`` and ``furniture`` are what a reader gave (tables ``raw`` and ``removed``). ``keep`` names rules that are left out, so that
    what they would remove stays: appeal, byline, credit, dateline, footer, furniture, white space.

    The first table has the columns of ``raw`` with ``text`` and ``raw_sha256`` in place of ``raw_text``; its byline is filled from the text
    where the file gave none. An article nothing is left of keeps an empty text. Raises ChoiceError for an unknown rule.

    >>> raw = schema.rows("raw", [{"article_id": "a", "outlet": "A", "source_file": "a.txt", "source_item": "",
    ...                            "raw_text": "By Ann Lee\\n\\nIt rained."}])
    >>> articles, removed = clean(raw, schema.empty("removed"))
    >>> articles.loc[0, "text"], articles.loc[0, "byline"], removed.loc[0, "reason"]
    ('It rained.', 'Ann Lee', 'byline')
    """
    for rule in keep:
        choose(rule, {*RULES, "furniture", "white space"}, "keep")
    raw = schema.check(raw, "raw")
    given = {article: spans for article, spans in furniture.groupby("article_id")} if len(furniture) else {}
    texts, bylines, records = [], [], []
    for article_id, text, byline in zip(raw["article_id"], raw["raw_text"], raw["byline"], strict=True):
        page = [] if "furniture" in keep else _spans(given.get(article_id))
        cuts = _cuts(text, page, keep)
        texts.append("".join(_kept(text, cuts)))
        bylines.append(byline if isinstance(byline, str) else _byline(text, cuts))
        records.extend(
            {"article_id": article_id, "raw_start": a, "raw_end": b, "reason": reason, "removed_text": text[a:b]}
            for a, b, reason in cuts
        )
    hashes = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in raw["raw_text"]]
    articles = raw.drop(columns="raw_text").assign(text=texts, byline=bylines, raw_sha256=hashes)
    return articles, schema.rows("removed", records)


def restore(text: str, removed: pd.DataFrame) -> str:
    """Return the raw text from an article's text and its removed spans: the proof that nothing was changed.

    >>> restore("cd", pd.DataFrame({"raw_start": [0], "raw_end": [2], "removed_text": ["ab"]}))
    'abcd'
    """
    pieces, used, at = [], 0, 0
    for row in removed.sort_values("raw_start").itertuples():
        pieces.append(text[used : used + row.raw_start - at])
        used += row.raw_start - at
        pieces.append(row.removed_text)
        at = row.raw_end
    return "".join((*pieces, text[used:]))


def _spans(furniture: pd.DataFrame | None) -> list[tuple[int, int, str]]:
    if furniture is None:
        return []
    return list(zip(furniture["raw_start"], furniture["raw_end"], furniture["reason"], strict=True))


def _paragraphs(text: str, taken: list[tuple[int, int, str]]) -> list[Paragraph]:
    """Return the paragraphs (lines with text) that lie outside the spans already taken."""
    found = []
    for line in re.finditer(r"[^\r\n]+", text):
        inner = line.group().strip()
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        if inner and not any(a < start + len(inner) and start < b for a, b, _ in taken):
            found.append(Paragraph(start, start + len(inner), inner))
    return found


def _cuts(text: str, page: list[tuple[int, int, str]], keep: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Return the spans to cut, sorted, apart from each other, each with the white space that would be left hanging."""
    taken = list(page)
    for reason, rule in RULES.items():
        if reason not in keep:
            taken += [(start, end, reason) for start, end in rule(_paragraphs(text, taken))]
    joined = _with_line_ends(text, sorted(taken))
    return joined if "white space" in keep else _with_edges(text, joined)


def _with_line_ends(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Let a removed paragraph take the line ends after it along, up to the next paragraph."""
    found = []
    for start, end, reason in spans:
        after = end + len(text[end:]) - len(text[end:].lstrip())
        whole = text[:start].rstrip(" \t").endswith(("\n", "\r")) or not text[:start].strip()
        found.append((start, after if whole and "\n" in text[end:after] else end, reason))
    return found


def _with_edges(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Add the white space at either edge of what is kept."""
    kept = [
        at
        for a, b in _gaps(spans, len(text))
        for at in (_first_ink(text, a, b), _last_ink(text, a, b))
        if at is not None
    ]
    first, last = (min(kept), max(kept) + 1) if kept else (len(text), len(text))
    blanks = [(a, min(b, first), "white space") for a, b in _gaps(spans, len(text)) if a < min(b, first)]
    blanks += [(max(a, last), b, "white space") for a, b in _gaps(spans, len(text)) if max(a, last) < b]
    return sorted({*spans, *blanks})


def _first_ink(text: str, start: int, end: int) -> int | None:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()) if piece.strip() else None


def _last_ink(text: str, start: int, end: int) -> int | None:
    piece = text[start:end].rstrip()
    return start + len(piece) - 1 if piece else None


def _gaps(spans: list[tuple[int, int, str]], length: int) -> list[tuple[int, int]]:
    """Return the stretches between the spans."""
    edges = [0, *(edge for start, end, _ in spans for edge in (start, end)), length]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _kept(text: str, cuts: list[tuple[int, int, str]]) -> list[str]:
    return [text[a:b] for a, b in _gaps(cuts, len(text))]


def _byline(text: str, cuts: list[tuple[int, int, str]]) -> str | None:
    """Return the name in the byline that was cut, if any."""
    for start, end, reason in cuts:
        found = _BYLINE.match(text[start:end].strip()) if reason == "byline" else None
        if found:
            return found.group("names")
    return None
