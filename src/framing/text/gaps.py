"""What stands between two parts of words: how it links them, and what it says of sentences, told once for each
distinct stretch."""

import re
from functools import cached_property
from typing import NamedTuple

import numpy as np

from framing.sentences import STOPS, asks_for, certain_cut, is_glue
from framing.text.characters import BLANK, HYPHEN_MARK, IGNORED, gap_kind
from framing.text.forms import forms_of
from framing.text.pieces import Pieces
from framing.text.table import FormTable

BLOCKED, SPACE, HYPHEN, APOSTROPHE, PUNCTUATION = 0, 1, 2, 3, 4
_LINE_END = re.compile(r"[ \t\r\v\f]*\n[ \t\r\v\f]*")


class Gap(NamedTuple):
    """One distinct stretch between two parts, in numbers.

    ``link`` is how it links two words and ``inner`` how it links two parts of one word; ``asks`` is what decides
    whether sentences end in it; ``ends`` and ``starts`` are the cut after a longer word and before a capital, or -1;
    ``wraps`` tells whether it is one line end and no more. It has ``length`` characters, line ends among them or not
    (``lines``), opens with a stop or not (``stopped``), and parts sentences only where a space is lost or not
    (``glued``).
    """

    link: int
    inner: int
    asks: int
    ends: int
    starts: int
    wraps: bool
    length: int
    lines: bool
    stopped: bool
    glued: bool


def gap_of(between: str) -> Gap:
    """Return what a stretch between two parts is."""
    link = _link_of(between)
    inner = APOSTROPHE if gap_kind(between[0]) == IGNORED else link
    wraps = _LINE_END.fullmatch(between) is not None
    cut = certain_cut(between) or (-1, -1)
    stopped, glued = between[0] in STOPS, is_glue(between)
    return Gap(link, inner, asks_for(between), *cut, wraps, len(between), "\n" in between, stopped, glued)


known = FormTable(lambda forms: list(zip(*map(gap_of, forms), strict=True)), len(Gap._fields))


def _link_of(between: str) -> int:
    """A single hyphen or dash is a hyphen; white space and quotation marks are a space, after an abbreviation's stop as
    well; all else is punctuation."""
    if len(between) == 1 and gap_kind(between) == HYPHEN_MARK:
        return HYPHEN
    kinds = map(gap_kind, between[1:] if between[0] == "." and len(between) > 1 else between)
    return SPACE if max(kinds) == BLANK else PUNCTUATION


class Gaps:
    """The stretches between the parts of a batch that are more than a plain space, inside a text.

    One entry a stretch: ``after``, the part that it stands before; ``forms``; and ``number``, alike for equal ones and
    below ``many``.
    """

    def __init__(self, pieces: Pieces) -> None:
        left, right, marks = pieces.end[:-1], pieces.start[1:], pieces.scan.bytes
        plain = right - left == 1
        plain &= marks[left] == ord(" ")
        plain = np.concatenate((np.ones(min(1, len(pieces.start)), dtype=bool), plain))
        plain[pieces.first_of_text[pieces.first_of_text < len(plain)]] = True
        self.after = np.flatnonzero(~plain)
        self.left, self.right = pieces.end[self.after - 1], pieces.start[self.after]
        self.forms = forms_of(pieces.scan.data, self.left, self.right)
        self.number, self._facts = known.look_up(self.forms)
        self.many = self._facts.shape[1]
        self._pieces = pieces

    def of(self, what: str) -> np.ndarray:
        """Return an attribute of ``Gap`` for every stretch."""
        return self._facts[Gap._fields.index(what)].take(self.number)

    @cached_property
    def link(self) -> np.ndarray:
        """How each stretch links the parts beside it, the ends of sentences left aside."""
        return np.where(self._pieces.held[self.after], self.of("inner"), self.of("link"))

    @cached_property
    def wrapped(self) -> np.ndarray:
        """Which stretches are one line end before a small letter: a wrapped line, whatever the rules of sentences say."""
        rows = np.flatnonzero(self.of("wraps"))
        first = self._pieces.scan.bytes[self.right[rows]]
        small = (first >= ord("a")) & (first <= ord("z"))
        for row in np.flatnonzero(first >= 0x80).tolist():
            small[row] = self._pieces.scan.character(int(self.right[rows[row]])).islower()
        return rows[small]
