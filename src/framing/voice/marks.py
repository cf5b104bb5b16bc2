"""Quotation marks: what counts as one, which way it may face, and the pairs they make within their paragraph.

A mark may open where white space, an opening bracket or a dash stands before it and none after it; it may close where
none stands before it. Most paragraphs have marks of one family that open and close in turn; the others are paired in
``pairing``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from framing.voice.tokens import Tokens

DOUBLE, ANGLE, SINGLE, SMALL_ANGLE = 0, 1, 2, 3
FAMILY = (
    dict.fromkeys(('"', "＂", "“", "”", "„", "‟", "''", "``", "’’", "‘‘", "´´", "″"), DOUBLE)
    | dict.fromkeys("«»", ANGLE)
    | dict.fromkeys(("'", "‘", "’", "‚", "‛", "`", "´", "＇"), SINGLE)
    | dict.fromkeys("‹›", SMALL_ANGLE)
)
OPENING = frozenset(("“", "„", "‟", "«", "‘", "‚", "‛", "`", "‹", "``", "‘‘"))
CLOSING = frozenset(("”", "»", "’", "´", "›", "’’", "´´"))
AFTER_CLOSING = ")]}>.,;:!?—–-/…"
_BEFORE_OPENING = "([{<—–-/:;,…=>|&"
_MAY_FOLLOW = "…-–—."
_ENDING = ".!?,"
_BEGINNING = "([$£€"
_BLANK, _WORD, _LOOSE, _AFTER, _MAY, _STOP, _BEGIN = 1, 2, 4, 8, 16, 32, 64


class Quote(NamedTuple):
    """One pair of marks: the tokens that open and close it, ``closed`` False where the paragraph's end closes it."""

    open: int
    close: int
    level: int
    family: int
    closed: bool


@dataclass(frozen=True)
class Quotes:
    """The quotations of a batch in order of their opening marks, one entry of each array a quotation (see ``Quote``)."""

    open: np.ndarray
    close: np.ndarray
    level: np.ndarray
    family: np.ndarray
    closed: np.ndarray

    def __len__(self) -> int:
        return len(self.open)

    def __iter__(self) -> Iterator[Quote]:
        columns = (self.open, self.close, self.level, self.family, self.closed)
        return map(Quote._make, zip(*(column.tolist() for column in columns), strict=True))


class Marks(NamedTuple):
    """The quotation marks of a batch: token, family, whether it may open, may close, and surely opens; paragraph by
    paragraph.

    ``first:last`` are the tokens of each paragraph that has marks, ``begin`` the number of its first mark.
    """

    token: np.ndarray
    family: np.ndarray
    opens: np.ndarray
    closes: np.ndarray
    surely: np.ndarray
    begin: np.ndarray
    first: np.ndarray
    last: np.ndarray


@cache
def _classes() -> np.ndarray:
    """Return what each character of the first plane is to a mark beside it, as flags."""
    flags = np.zeros(0x10000, dtype=np.uint8)
    for code in range(0x10000):
        char = chr(code)
        flags[code] = _BLANK * char.isspace() + _WORD * char.isalnum()
    for chars, flag in (
        (_BEFORE_OPENING, _LOOSE),
        ("".join(FAMILY), _LOOSE),
        (AFTER_CLOSING, _AFTER),
        (_MAY_FOLLOW, _MAY),
        (_ENDING, _STOP),
        (_BEGINNING, _BEGIN),
    ):
        for char in set(chars):
            flags[ord(char)] |= flag
    return flags


def read_marks(tokens: Tokens) -> Marks:
    """Return the marks of ``tokens``."""
    spelt = tokens.forms[tokens.n_words :]
    family = np.concatenate(
        (np.full(tokens.n_words, -1), np.array([FAMILY.get(form, -1) for form in spelt], dtype=np.int64))
    )
    at = np.flatnonzero(family[tokens.form] >= 0) if len(tokens) else np.array([], dtype=np.int64)
    paragraph = tokens.paragraph[at]
    begin = np.flatnonzero(np.diff(paragraph, prepend=-1))
    first = np.searchsorted(tokens.paragraph, paragraph[begin])
    last = np.searchsorted(tokens.paragraph, paragraph[begin], side="right")
    families = family[tokens.form[at]]
    return Marks(at, families, *_facing(tokens, at, families), begin, first, last)


def _facing(tokens: Tokens, at: np.ndarray, family: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Say of each mark whether it may open, whether it may close, and whether a blank only before it makes it open."""
    # a line end stands behind the last text, and so before the first as well
    before, after = (
        _classes()[np.minimum(tokens.codes[places], 0xFFFF)] for places in (tokens.start[at] - 1, tokens.end[at])
    )
    blank_before, blank_after = (before & _BLANK) > 0, (after & _BLANK) > 0
    loose = blank_before | ((before & _LOOSE) > 0)
    opens = loose & ~blank_after & (((after & _AFTER) == 0) | ((after & _MAY) > 0))
    closes = ~blank_before & (blank_after | ((after & _WORD) == 0))
    free = blank_before & blank_after
    glued = ~free & ~loose & ((after & (_WORD | _BEGIN)) > 0)
    ended = (before & _STOP) > 0
    opens, closes = (
        np.where(glued, (family != SINGLE) | single, free | way) for way, single in ((opens, False), (closes, ended))
    )
    opening, closing, curly = (_spelt(tokens, at, chosen) for chosen in (OPENING, CLOSING, ("“", "‘", "”")))
    faces_in = np.where(opening, opens | ~closes, np.where(closing, opens & ~closes & curly, opens))
    faces_out = np.where(opening, closes & ~opens & curly, np.where(closing, closes | ~opens, closes))
    return faces_in, faces_out, blank_before & ~blank_after


def _spelt(tokens: Tokens, at: np.ndarray, chosen: tuple[str, ...] | frozenset[str]) -> np.ndarray:
    spelt = np.array([mark in chosen for mark in tokens.forms[tokens.n_words :]], dtype=bool)
    return spelt[tokens.form[at] - tokens.n_words]


def mattering(marks: Marks) -> Marks:
    """Return the marks without the single ones of paragraphs in which no single mark may open: these are apostrophes."""
    if not len(marks.token):
        return marks
    count = np.diff(marks.begin, append=len(marks.token))
    single = marks.family == SINGLE
    opened = np.logical_or.reduceat(single & marks.opens, marks.begin)
    kept = ~single | np.repeat(opened, count)
    left = np.add.reduceat(kept, marks.begin, dtype=np.int64)
    some = left > 0
    begin = (np.cumsum(left) - left)[some]
    return Marks(*(column[kept] for column in marks[:5]), begin, marks.first[some], marks.last[some])


def in_turn(marks: Marks) -> np.ndarray:
    """Tell in which paragraphs the marks are of one family, not single, and surely open and close in turn."""
    if not len(marks.token):
        return np.zeros(0, dtype=bool)
    count = np.diff(marks.begin, append=len(marks.token))
    rank = np.arange(len(marks.token)) - np.repeat(marks.begin, count)
    turn = np.where(rank % 2 == 0, marks.opens & ~marks.closes, marks.closes & ~marks.opens)
    same = (marks.family == np.repeat(marks.family[marks.begin], count)) & (marks.family != SINGLE)
    return np.logical_and.reduceat(turn & same, marks.begin) & (count % 2 == 0)
