"""Finds many patterns at once in the parts of a batch of texts, in time linear in the number of parts.

The sequences of all patterns are laid into one tree of word tests. All places where a first word fits are followed
through the tree together, one word a round; nothing is ever read twice, so no pattern can hang a run.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.codebook.folding import fold
from framing.codebook.pattern import HELD, JOIN, LOOSE, Sequence_
from framing.codebook.wordtests import ANY, WordTests
from framing.text import APOSTROPHE, HYPHEN, PUNCTUATION, SPACE, Numbering, Parts

_LINKS = {JOIN: (SPACE, HYPHEN), HELD: (APOSTROPHE,), LOOSE: (SPACE, HYPHEN, APOSTROPHE, PUNCTUATION)}
_FITS = np.zeros((len(_LINKS), 5), dtype=bool)
for _kind, _allowed in _LINKS.items():
    _FITS[_kind, list(_allowed)] = True
_CHUNK = 1 << 16
_BITS = 64

__all__ = ["Hits", "Matcher", "fold"]


@dataclass(frozen=True)
class Hits:
    """Where patterns match, sorted by pattern and place, each once.

    Arrays of the pattern's number, of its first and last part, and whether a word in it is accepted as a misspelling
    only. ``rows`` are the rows of word tests that every part of the texts passes.
    """

    pattern: np.ndarray
    first: np.ndarray
    last: np.ndarray
    typo: np.ndarray
    rows: np.ndarray


@dataclass(frozen=True)
class _Open:
    """Places in the tree that are being followed: the part where they began, the node reached, and any misspelling."""

    start: np.ndarray
    node: np.ndarray
    typo: np.ndarray

    def take(self, rows: np.ndarray) -> "_Open":
        return _Open(self.start[rows], self.node[rows], self.typo[rows])

    @staticmethod
    def joined(pieces: "list[_Open]") -> "_Open":
        columns = (
            [piece.start for piece in pieces],
            [piece.node for piece in pieces],
            [piece.typo for piece in pieces],
        )
        return _Open(*map(np.concatenate, columns))


@dataclass(frozen=True)
class _Rows:
    """What the tree asks of each row of word tests.

    ``opens`` tells whether any pattern may begin with it, ``single`` whether one may with no test of the next word;
    ``node[first[row]:first[row + 1]]`` are the nodes reached from the root, with ``typo``. ``mask`` has the bits of its
    tests, ``ahead`` those of the tests that may come next.
    """

    opens: np.ndarray
    single: np.ndarray
    ahead: np.ndarray
    first: np.ndarray
    node: np.ndarray
    typo: np.ndarray
    mask: np.ndarray


@dataclass(frozen=True)
class _Line:
    """The parts of a batch as the tree sees them: their rows of word tests and their links."""

    row: np.ndarray
    link: np.ndarray

    def __len__(self) -> int:
        return len(self.row)

    def following(self, at: np.ndarray) -> np.ndarray:
        """Return the rows of the parts after these; after the last one, its own."""
        return self.row[np.minimum(at + 1, len(self) - 1)]


@dataclass(frozen=True)
class Pattern:
    """A parsed pattern: its sequences, whether case counts, and whether misspellings are forgiven."""

    sequences: tuple[Sequence_, ...]
    case: bool = False
    forgiving: bool = False


class Matcher:
    """Many patterns, ready to be found. Pattern numbers are their positions in ``patterns``."""

    def __init__(self, patterns: Sequence[Pattern], language: str = "en") -> None:
        self.tests = WordTests(language)
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._ends: dict[int, list[int]] = {}
        for number, pattern in enumerate(patterns):
            for sequence in pattern.sequences:
                self._insert(sequence, pattern, number)
        self.tests.close()
        self._freeze()

    def _insert(self, sequence: Sequence_, pattern: Pattern, number: int) -> None:
        node = 0
        for step in sequence:
            test = self.tests.number(step.words, pattern.case, pattern.forgiving)
            node = self._nodes.setdefault((node, step.link if node else JOIN, test), len(self._nodes) + 1)
        ends = self._ends.setdefault(node, [])
        if number not in ends[-1:]:
            ends.append(number)

    def _freeze(self) -> None:
        """Turn the tree into arrays: an edge's key is (node, link, test), its number the next node."""
        many, self._width = len(self._nodes) + 1, len(self.tests)
        edges = np.array(list(self._nodes), dtype=np.int64).reshape(-1, 3)
        self._edges = Numbering()
        self._edges.add(self._key(edges[:, 0], edges[:, 1], edges[:, 2]), np.arange(1, many))
        self._root = np.zeros(self._width, dtype=np.int64)
        from_root = edges[:, 0] == 0
        self._root[edges[from_root, 2]] = np.flatnonzero(from_root) + 1
        self._leads_on = np.zeros((many, 3), dtype=bool)
        self._leads_on[edges[:, 0], edges[:, 1]] = True
        self._any = np.zeros((many, 3), dtype=bool)
        free = edges[:, 2] == ANY
        self._any[edges[free, 0], edges[free, 1]] = True
        self._free = self._any.any(axis=1)
        self._mask = np.zeros(many, dtype=np.uint64)
        np.bitwise_or.at(self._mask, edges[:, 0], _bit(edges[:, 2]))
        self._rows: _Rows | None = None
        sizes = np.zeros(many + 1, dtype=np.int64)
        for node, numbers in self._ends.items():
            sizes[node + 1] = len(numbers)
        self._end_first, self._ends_here = np.cumsum(sizes), sizes[1:] > 0
        self._end_numbers = np.array([n for node in sorted(self._ends) for n in self._ends[node]], dtype=np.int64)

    def _key(self, node: np.ndarray, link: np.ndarray | int, test: np.ndarray | int) -> np.ndarray:
        return ((node * 3 + link) * self._width + test).view(np.uint64)

    def find(self, parts: Parts) -> Hits:
        """Return every place where any pattern matches, overlapping ones included.

        Time: proportional to the number of parts, times the words of the longest pattern at most.
        """
        line = _Line(self.tests.rows(parts.each), parts.link)
        known = self._known_rows()
        begins = self._beginnings(line, known)
        spread, flat = spread_out(known.first, line.row[begins])
        open_, at = _Open(begins[spread], known.node[flat], known.typo[flat]), begins[spread]
        found = [self._ended(open_, at, len(line))]
        fits = np.flatnonzero(self._may_follow(open_.node, at, line, known))
        open_, at = open_.take(fits), at[fits]
        for first in range(0, len(at), _CHUNK):
            chunk = slice(first, first + _CHUNK)
            found += self._find_from(open_.take(chunk), at[chunk], line, known)
        return self._hits(np.concatenate(found), max(len(line), 1), line.row)

    def _beginnings(self, line: "_Line", known: "_Rows") -> np.ndarray:
        """Return the parts where a pattern may begin: with one word, or with two that may follow each other."""
        begins = np.flatnonzero(known.opens[line.row])
        row = line.row[begins]
        likely = (known.ahead[row] & known.mask[line.following(begins)]) != 0
        return begins[likely | known.single[row]]

    def _find_from(self, open_: "_Open", at: np.ndarray, line: "_Line", known: "_Rows") -> list[np.ndarray]:
        """Return what matches from these places on, each match packed into one number."""
        found = []
        while len(open_.node):
            open_, at = self._follow(open_, at, line)
            found.append(self._ended(open_, at, len(line)))
            fits = np.flatnonzero(self._may_follow(open_.node, at, line, known))
            open_, at = open_.take(fits), at[fits]
        return found

    def _known_rows(self) -> "_Rows":
        """Return what the tree asks of every row of tests, made anew when there are new rows."""
        tests = self.tests
        many = len(tests.first) - 1
        if self._rows is None or len(self._rows.opens) < many:
            node, of = self._root[tests.tests], np.repeat(np.arange(many), np.diff(tests.first))
            mask, ahead = np.zeros((2, many), dtype=np.uint64)
            np.bitwise_or.at(mask, of, _bit(tests.tests))
            kept = np.flatnonzero(node)
            node, of = node[kept], of[kept]
            np.bitwise_or.at(ahead, of, self._mask[node])
            sizes = np.bincount(of, minlength=many)
            single = np.bincount(of, self._ends_here[node] | self._free[node], many) > 0
            first = np.concatenate(([0], np.cumsum(sizes)))
            self._rows = _Rows(sizes > 0, single, ahead, first, node, tests.typo[kept], mask)
        return self._rows

    def _may_follow(self, node: np.ndarray, at: np.ndarray, line: "_Line", known: "_Rows") -> np.ndarray:
        """Tell for each open place whether the next part may pass a test there: never wrongly no."""
        return ((self._mask[node] & known.mask[line.following(at)]) != 0) | self._free[node]

    def _follow(self, open_: "_Open", at: np.ndarray, line: "_Line") -> tuple["_Open", np.ndarray]:
        """Go one part on from every open place."""
        inside = np.flatnonzero(at + 1 < len(line))
        open_, at = open_.take(inside), at[inside] + 1
        opens, reached = [open_.take(inside[:0])], [at[:0]]
        for kind in _LINKS:
            fits = np.flatnonzero(_FITS[kind, line.link[at]] & self._leads_on[open_.node, kind])
            if len(fits):
                which, advanced = self._advance(open_.take(fits), line.row[at[fits]], kind)
                opens.append(advanced)
                reached.append(at[fits][which])
        return _Open.joined(opens), np.concatenate(reached)

    def _advance(self, open_: "_Open", row: np.ndarray, kind: int) -> tuple[np.ndarray, "_Open"]:
        """Take every edge of ``kind`` with one of the tests of ``row``; tell which places they lead from."""
        tests = self.tests
        spread, flat = spread_out(tests.first, row)
        test, typo = tests.tests[flat], tests.typo[flat]
        free = np.flatnonzero(self._any[open_.node, kind])
        if len(free):
            spread = np.concatenate((spread, free))
            test = np.concatenate((test, np.full(len(free), ANY)))
            typo = np.concatenate((typo, np.zeros(len(free), dtype=bool)))
        node = self._edges.find(self._key(open_.node[spread], kind, test))
        taken = np.flatnonzero(node >= 0)
        which = spread[taken]
        return which, _Open(open_.start[which], node[taken], open_.typo[which] | typo[taken])

    def _ended(self, open_: "_Open", at: np.ndarray, many: int) -> np.ndarray:
        """Return the matches that end at these places, each as one number: pattern, first, words on, misspelt."""
        ending = np.flatnonzero(self._ends_here[open_.node])
        open_, at = open_.take(ending), at[ending]
        spread, flat = spread_out(self._end_first, open_.node)
        length = at[spread] - open_.start[spread]
        return ((self._end_numbers[flat] * many + open_.start[spread]) * _LONGEST + length) * 2 + open_.typo[spread]

    @staticmethod
    def _hits(packed: np.ndarray, many: int, rows: np.ndarray) -> Hits:
        packed = np.sort(packed)
        place, typo = packed >> 1, (packed & 1).astype(bool)
        kept = np.ones(len(packed), dtype=bool)
        kept[1:] = place[1:] != place[:-1]
        place, typo = place[kept], typo[kept]
        pattern, rest = np.divmod(place, many * _LONGEST)
        first, length = np.divmod(rest, _LONGEST)
        return Hits(pattern, first, first + length, typo, rows)


_LONGEST = 1024


def spread_out(first: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return for every entry of these rows which of them it belongs to, and its place.

    Row r has the entries ``first[r]`` to ``first[r + 1] - 1``.
    """
    many = first[rows + 1] - first[rows]
    spread = np.repeat(np.arange(len(rows)), many)
    return spread, np.arange(len(spread)) + np.repeat(first[rows] - (np.cumsum(many) - many), many)


def _bit(tests: np.ndarray) -> np.ndarray:
    """Return the one of 64 bits that stands for each test."""
    return np.uint64(1) << (tests.astype(np.uint64) % np.uint64(_BITS))
