"""The paragraphs of a raw text: its lines with something on them, and where they stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# What Python, and a reader, takes for the end of a line.
LINE_ENDS = "\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{LINE_ENDS}]+")

Span = tuple[int, int]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the raw text with its half-open span; ``text`` has no white space around it."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        return self.start, self.end


def find_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of ``text`` in reading order.

    >>> [paragraph.span for paragraph in find_paragraphs(" one\\r\\n\\r\\ntwo")]
    [(1, 4), (8, 11)]
    """
    found = []
    for line in _LINE.finditer(text):
        inner = line.group().strip()
        if inner:
            start = line.start() + line.group().index(inner)
            found.append(Paragraph(start, start + len(inner), inner))
    return found


def outside(paragraphs: list[Paragraph], spans: Iterable[Span]) -> list[Paragraph]:
    """Return the paragraphs that no span touches."""
    kept, ahead = [], sorted(spans, reverse=True)
    for paragraph in paragraphs:
        while ahead and ahead[-1][1] <= paragraph.start:
            ahead.pop()
        if not ahead or ahead[-1][0] >= paragraph.end:
            kept.append(paragraph)
    return kept
