"""The spans to cut from one raw text: what the page and the rules name, with the white space left hanging."""

import re
from collections.abc import Collection, Iterable, Iterator

from framing.clean.paragraphs import LINE_ENDS, Span, find_paragraphs, outside
from framing.clean.rules import RULES

Cut = tuple[int, int, str]
_AT_LINE_START = re.compile(rf"(?:^|[{LINE_ENDS}])[^\S{LINE_ENDS}]*\Z")
_LINE_END = re.compile(f"[{LINE_ENDS}]")
_SPACE = re.compile(r"\s*")
_MARGIN = 200


def find_cuts(text: str, page: Iterable[Cut], keep: Collection[str] = ()) -> list[Cut]:
    """Return the spans to cut from ``text`` with their reasons: in order, apart from each other, none empty.

    ``page`` are the spans a reader gave; ``keep`` names the reasons that are left out.
    """
    found = [] if "furniture" in keep else list(page)
    paragraphs = outside(find_paragraphs(text), [cut[:2] for cut in found])
    for reason, rule in RULES.items():
        spans = [] if reason in keep else list(rule(paragraphs))
        paragraphs = outside(paragraphs, spans)
        found += [(start, end, reason) for start, end in spans]
    cuts = list(_apart((_with_line_end(text, cut) for cut in sorted(found)), len(text)))
    return cuts if "white space" in keep else sorted([*cuts, *_edges(text, cuts)])


def kept_spans(cuts: Iterable[Cut], length: int) -> list[Span]:
    """Return the stretches between ``cuts`` in a text of ``length`` code points.

    >>> kept_spans([(0, 2, "byline"), (5, 6, "footer")], 9)
    [(2, 5), (6, 9)]
    """
    edges = [0, *(edge for start, end, _ in cuts for edge in (start, end)), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _with_line_end(text: str, cut: Cut) -> Cut:
    """Let a cut that begins a line and ends one take the white space after it along, up to the next paragraph."""
    start, end, reason = cut
    after = _SPACE.match(text, end).end()
    whole = _AT_LINE_START.search(text[max(0, start - _MARGIN) : start]) and _LINE_END.search(text, end, after)
    return (start, after, reason) if whole else cut


def _apart(cuts: Iterable[Cut], length: int) -> Iterator[Cut]:
    """Yield the cuts with what an earlier one covers taken off, and nothing beyond the text."""
    reached = 0
    for start, end, reason in cuts:
        start, end = max(start, reached), min(end, length)
        if start < end:
            yield start, end, reason
            reached = end


def _edges(text: str, cuts: list[Cut]) -> Iterator[Cut]:
    """Yield the white space before the first and after the last sign that is kept."""
    kept = kept_spans(cuts, len(text))
    inked = [(start, end) for start, end in kept if not text[start:end].isspace()]
    first = _SPACE.match(text, inked[0][0]).end() if inked else len(text)
    last = inked[-1][0] + len(text[slice(*inked[-1])].rstrip()) if inked else len(text)
    for start, end in kept:
        if start < first:
            yield start, min(end, first), "white space"
        if last < end:
            yield max(start, last), end, "white space"
