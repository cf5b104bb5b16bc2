"""The bytes of a batch of texts, what each is to a word, and the way back from bytes to code points."""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from framing.text.characters import (
    DIGIT,
    JOINER,
    LETTER,
    MARK,
    OTHER,
    STOP,
    word_kinds,
)  # fmt: skip


@dataclass(frozen=True)
class Scan:
    """Texts joined by line ends, as UTF-8: ``data``; ``bytes``, the same as an array; ``kinds``, one a byte.

    Every byte of a character has the character's kind. ``leads`` are the bytes where a character of several bytes
    begins, ``codes`` its code point and ``widths`` its number of bytes.
    """

    data: bytes
    bytes: np.ndarray
    kinds: np.ndarray
    leads: np.ndarray
    codes: np.ndarray
    widths: np.ndarray

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
        core = self.kinds >= DIGIT
        within = core.copy()
        between = (self.kinds[1:-1] - np.uint8(STOP)) <= JOINER - STOP
        between &= core[:-2]
        between &= core[2:]
        at = np.flatnonzero(between) + 1
        joins = self.kinds[at] == JOINER
        inner = at[~joins]
        within[inner[self._is_inner(inner, core)]] = True
        return within, np.sort(np.concatenate((at[joins] + 1, self._wide_joins(core))))

    def _wide_joins(self, core: np.ndarray) -> np.ndarray:
        """Return where those marks of several bytes end that hold two parts."""
        rows = np.flatnonzero(self.kinds[self.leads] == JOINER) if len(self.leads) else self.leads
        at, end = self.leads[rows], self.leads[rows] + self.widths[rows]
        held = (at > 0) & (end < len(core))
        at, end = at[held], end[held]
        return end[core[at - 1] & core[end]]

    def _is_inner(self, at: np.ndarray, core: np.ndarray) -> np.ndarray:
        """Tell which stops and commas belong to a number ("3.5", "2,000") or, if stops, to initials ("U.S")."""
        before, after = self.kinds[at - 1], self.kinds[at + 1]
        begins = at - 1
        if len(self.leads):
            while (going := (self.bytes[begins] & 0xC0) == 0x80).any():
                begins = begins - going
        single = (begins < 1) | ~core[begins - 1]
        initials = (before == LETTER) & (after == LETTER) & single & (self.kinds[at] == STOP)
        return initials | ((before == DIGIT) & (after == DIGIT))


@cache
def _ascii_kinds() -> bytes:
    return bytes(word_kinds(np.arange(128))) + bytes(128)


def scan(data: bytes) -> Scan:
    """Return the scan of texts as UTF-8; lone surrogates are kept."""
    marks = np.frombuffer(data, dtype=np.uint8)
    nothing = np.zeros(0, dtype=np.int64)
    leads = nothing if data.isascii() else np.flatnonzero(marks >= 0xC0)
    codes, widths = _decoded(marks, leads) if len(leads) else (nothing, nothing)
    kinds = np.frombuffer(data.translate(_ascii_kinds()), dtype=np.uint8)
    if len(leads):
        kinds, wide_kinds = kinds.copy(), word_kinds(codes)
        for nth in range(int(widths.max())):
            wide = widths > nth
            kinds[leads[wide] + nth] = wide_kinds[wide]
        kinds = _with_marks(kinds, leads, widths)
    return Scan(data, marks, kinds, leads, codes, widths)


def _decoded(marks: np.ndarray, leads: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return code point and number of bytes of the characters that begin at ``leads``."""
    first = marks[leads].astype(np.int64)
    width = 2 + (first >= 0xE0).astype(np.int64) + (first >= 0xF0)
    code = first & (0x7F >> width)
    for nth in range(1, 4):
        wide = width > nth
        code[wide] = (code[wide] << 6) | (marks[leads[wide] + nth] & 0x3F)
    return code, width


def _with_marks(kinds: np.ndarray, leads: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """Make accents and other marks part of the letter they follow; a mark that follows none is nothing."""
    of_mark = np.flatnonzero(kinds[leads] == MARK) if len(leads) else leads
    if not len(of_mark):
        return kinds
    at, width = leads[of_mark], widths[of_mark]
    opens = np.concatenate(([True], at[1:] != (at + width)[:-1]))
    run = np.cumsum(opens) - 1
    start = at[opens]
    held = (start > 0) & (kinds[start - 1] >= DIGIT)
    kind = np.where(held[run], LETTER, OTHER)
    kinds = kinds.copy()
    for nth in range(int(width.max())):
        kinds[at[width > nth] + nth] = kind[width > nth]
    return kinds
