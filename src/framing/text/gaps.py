"""What stands between two parts of words: how it links them, and what it says of sentences, told once for each
distinct stretch."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from framing.sentences import asks_for, certain_cut
from framing.text.characters import BLANK, HYPHEN_MARK, IGNORED, gap_kind
from framing.text.forms import forms_of
from framing.text.pieces import Pieces

BLOCKED, SPACE, HYPHEN, APOSTROPHE, PUNCTUATION = 0, 1, 2, 3, 4
_LINE_END = re.compile(r"[ \t\r\v\f]*\n[ \t\r\v\f]*")


@dataclass(frozen=True)
class Gap:
    """One distinct stretch between two parts.

    ``link`` is how it links two words and ``inner`` how it links two parts of one word; ``asks`` is what decides
    whether sentences end in it, ``certain`` the cut after a longer word and before a capital, and ``line_end`` tells
    whether it is one line end and no more.
    """

    between: str
    link: int
    inner: int
    asks: int
    certain: tuple[int, int] | None
    line_end: bool


@lru_cache(1 << 16)
def gap_of(between: str) -> Gap:
    """Return what a stretch between two parts is."""
    link = _link_of(between)
    inner = APOSTROPHE if gap_kind(between[0]) == IGNORED else link
    line_end = _LINE_END.fullmatch(between) is not None
    return Gap(between, link, inner, asks_for(between), certain_cut(between), line_end)


def _link_of(between: str) -> int:
    """A single hyphen or dash is a hyphen; white space and quotation marks are a space, after an abbreviation's stop as
    well; all else is punctuation."""
    if len(between) == 1 and gap_kind(between) == HYPHEN_MARK:
        return HYPHEN
    kinds = map(gap_kind, between[1:] if between[0] == "." and len(between) > 1 else between)
    return SPACE if max(kinds) == BLANK else PUNCTUATION


class Gaps:
    """The stretches between the parts of a batch that are more than a plain space, inside a text.

    Arrays, one entry a stretch: ``after``, the part that it stands before, and ``form``, an index into ``distinct``.
    """

    def __init__(self, pieces: Pieces) -> None:
        left, right, marks = pieces.end[:-1], pieces.start[1:], pieces.scan.bytes
        plain = right - left == 1
        plain &= marks[left] == ord(" ")
        plain = np.concatenate((np.ones(min(1, len(pieces.start)), dtype=bool), plain))
        plain[pieces.first_of_text[pieces.first_of_text < len(plain)]] = True
        self.after = np.flatnonzero(~plain)
        self.left, self.right = pieces.end[self.after - 1], pieces.start[self.after]
        self.form, forms = forms_of(pieces.scan.data, self.left, self.right).distinct()
        self.distinct = list(map(gap_of, forms.listed))
        self._pieces = pieces

    def of(self, what: str) -> np.ndarray:
        """Return an attribute of ``Gap``, a small number, for every stretch."""
        return np.array([getattr(gap, what) for gap in self.distinct], dtype=np.uint8)[self.form]

    @cached_property
    def link(self) -> np.ndarray:
        """How each stretch links the parts beside it, the ends of sentences left aside."""
        return np.where(self._pieces.held[self.after], self.of("inner"), self.of("link"))

    @cached_property
    def wrapped(self) -> np.ndarray:
        """Which stretches are one line end before a small letter: a wrapped line, whatever the rules of sentences say."""
        rows = np.flatnonzero(self.of("line_end"))
        first = self._pieces.scan.bytes[self.right[rows]]
        small = (first >= ord("a")) & (first <= ord("z"))
        for row in np.flatnonzero(first >= 0x80).tolist():
            small[row] = self._pieces.scan.character(int(self.right[rows[row]])).islower()
        return rows[small]
