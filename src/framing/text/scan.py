"""The bytes of a batch of texts, what each is to a word, and the way back from bytes to code points."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.text.characters import COMMA, DIGIT, JOINER, LETTER, MARK, OTHER, STOP, word_kinds


@dataclass(frozen=True)
class Scan:
    """Texts joined by line ends, as UTF-8: ``data``; ``bytes``, the same as an array; ``core``, which of them belong to
    a letter or digit, or to a mark on one.

    ``leads`` are the bytes where a character of several bytes begins, ``codes`` its code point, ``widths`` its number
    of bytes and ``kinds`` what it is to a word.
    """

    data: bytes
    bytes: np.ndarray
    core: np.ndarray
    leads: np.ndarray
    codes: np.ndarray
    widths: np.ndarray
    kinds: np.ndarray

    @cached_property
    def _shift(self) -> np.ndarray:
        """How many bytes more than characters stand before each of ``leads``, and in all."""
        return np.concatenate(([0], np.cumsum(self.widths - 1)))

    def code_points(self, at: np.ndarray) -> np.ndarray:
        """Return the code-point offsets of byte offsets."""
        return at - self._shift[np.searchsorted(self.leads, at)] if len(self.leads) else at

    def all_code_points(self, at: np.ndarray) -> np.ndarray:
        """Return the code-point offsets of many byte offsets, which must be sorted."""
        if not len(self.leads):
            return at
        following = np.searchsorted(at, self.leads, side="right")
        return at - np.cumsum(np.bincount(following, self.widths - 1, len(at) + 1).astype(np.int64))[: len(at)]

    def byte_offsets(self, points: np.ndarray) -> np.ndarray:
        """Return the byte offsets of code-point offsets."""
        if not len(self.leads):
            return points
        return points + self._shift[np.searchsorted(self.leads - self._shift[:-1], points)]

    def codes_before(self, at: np.ndarray) -> np.ndarray:
        """Return the code points of the characters that end where these bytes begin; a line end at the beginning."""
        found = np.where(at > 0, self.bytes[np.maximum(at - 1, 0)], ord("\n")).astype(np.int64)
        if len(self.leads):
            lead = np.maximum(np.searchsorted(self.leads, at) - 1, 0)
            wide = self.leads[lead] + self.widths[lead] == at
            found[wide] = self.codes[lead[wide]]
        return found

    def character(self, at: int) -> str:
        """Return the character that begins at a byte."""
        return self.data[at : at + 4].decode("utf-8", "ignore")[:1]

    @cached_property
    def inside(self) -> tuple[np.ndarray, np.ndarray]:
        """Tell for each byte whether it is in a part of a word, and where a mark that holds two parts ends.

        Such a mark, an inner stop or an inner comma stands between two letters or digits.
        """
        core = self.core
        between = self.bytes[1:-1] != ord(" ")
        between &= core[:-2]
        between &= core[2:]
        between &= ~core[1:-1]
        at = np.flatnonzero(between) + 1
        kind = _ASCII[self.bytes[at]]
        inner = at[(kind == STOP) | (kind == COMMA)]
        within = core.copy()
        within[inner[self._is_inner(inner)]] = True
        return within, np.concatenate((at[kind == JOINER] + 1, self._wide_joins()))

    def _wide_joins(self) -> np.ndarray:
        """Return where those marks of several bytes end that hold two parts."""
        rows = np.flatnonzero(self.kinds == JOINER)
        at, end = self.leads[rows], self.leads[rows] + self.widths[rows]
        at, end = at[at > 0], end[at > 0]
        return end[self.core[at - 1] & self.core[end]]

    def _is_inner(self, at: np.ndarray) -> np.ndarray:
        """Tell which stops and commas belong to a number ("3.5", "2,000") or, if stops, to initials ("U.S")."""
        before, after = self._kinds_at(at - 1), self._kinds_at(at + 1)
        begins = at - 1
        if len(self.leads):
            while (going := (self.bytes[begins] & 0xC0) == 0x80).any():
                begins = begins - going
        single = (begins < 1) | ~self.core[begins - 1]
        initials = (before == LETTER) & (after == LETTER) & single & (self.bytes[at] == ord("."))
        return initials | ((before == DIGIT) & (after == DIGIT))

    def _kinds_at(self, at: np.ndarray) -> np.ndarray:
        """Return the kinds of the characters that these bytes belong to."""
        kinds = _ASCII[self.bytes[at]]
        if len(self.leads):
            wide = np.flatnonzero(self.bytes[at] >= 0x80)
            kinds[wide] = self.kinds[np.searchsorted(self.leads, at[wide], side="right") - 1]
        return kinds


_ASCII = np.concatenate((word_kinds(np.arange(128)), np.full(128, OTHER, dtype=np.uint8)))


def scan(data: bytes) -> Scan:
    """Return the scan of texts as UTF-8, which end with a line end; lone surrogates are kept."""
    marks = np.frombuffer(data, dtype=np.uint8)
    nothing = np.zeros(0, dtype=np.int64)
    core = _plain_core(marks)
    if data.isascii():
        return Scan(data, marks, core, nothing, nothing, nothing, nothing)
    leads = np.flatnonzero(marks >= 0xC0)
    codes, widths = _decoded(marks, leads)
    kinds = word_kinds(codes)
    _fill(core, leads, widths, kinds >= DIGIT)
    kinds = _with_marks(kinds, core, leads, widths)
    return Scan(data, marks, core, leads, codes, widths, kinds)


def _plain_core(marks: np.ndarray) -> np.ndarray:
    """Tell which bytes are one of a-z, A-Z and 0-9."""
    shifted = marks | np.uint8(0x20)
    shifted -= np.uint8(ord("a"))
    core = shifted < 26
    np.subtract(marks, np.uint8(ord("0")), out=shifted)
    core |= shifted < 10
    return core


def _fill(core: np.ndarray, leads: np.ndarray, widths: np.ndarray, chosen: np.ndarray) -> None:
    """Mark every byte of the chosen characters."""
    leads, widths = leads[chosen], widths[chosen]
    for nth in range(int(widths.max(initial=0))):
        core[leads[widths > nth] + nth] = True


def _decoded(marks: np.ndarray, leads: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return code point and number of bytes of the characters that begin at ``leads``."""
    first = marks[leads].astype(np.int64)
    width = 2 + (first >= 0xE0).astype(np.int64) + (first >= 0xF0)
    code = first & (0x7F >> width)
    for nth in range(1, 4):
        wide = width > nth
        code[wide] = (code[wide] << 6) | (marks[leads[wide] + nth] & 0x3F)
    return code, width


def _with_marks(kinds: np.ndarray, core: np.ndarray, leads: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """Make accents and other marks part of the letter they follow; a mark that follows none is nothing."""
    of_mark = np.flatnonzero(kinds == MARK)
    if not len(of_mark):
        return kinds
    at, width = leads[of_mark], widths[of_mark]
    opens = np.concatenate(([True], at[1:] != (at + width)[:-1]))
    start = at[opens]
    held = ((start > 0) & core[start - 1])[np.cumsum(opens) - 1]
    kinds[of_mark] = np.where(held, LETTER, OTHER)
    _fill(core, at, width, held)
    return kinds
