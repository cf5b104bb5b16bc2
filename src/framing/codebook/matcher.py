"""Finds many patterns at once in the parts of a batch of texts, in time linear in the number of parts.

The sequences of all patterns are laid into one tree of word tests. All places where a first word fits are followed
through the tree together, one word a round; nothing is ever read twice, so no pattern can hang a run.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from framing.codebook.folding import fold
from framing.codebook.pattern import HELD, JOIN, LOOSE, Sequence_
from framing.codebook.wordtests import ANY, WordTests
from framing.text import APOSTROPHE, HYPHEN, PUNCTUATION, SPACE, Parts

_LINKS = {JOIN: (SPACE, HYPHEN), HELD: (APOSTROPHE,), LOOSE: (SPACE, HYPHEN, APOSTROPHE, PUNCTUATION)}
_FITS = np.zeros((len(_LINKS), 5), dtype=bool)
for _kind, _allowed in _LINKS.items():
    _FITS[_kind, list(_allowed)] = True
_CHUNK = 1 << 14

__all__ = ["Hits", "Matcher", "fold"]


@dataclass(frozen=True)
class Hits:
    """Where patterns match, sorted by pattern and place, each once.

    Arrays of the pattern's number, of its first and last part, and whether a word in it is accepted as a misspelling
    only. ``known`` are the forms of the parts that any word of any pattern accepts.
    """

    pattern: np.ndarray
    first: np.ndarray
    last: np.ndarray
    typo: np.ndarray
    known: np.ndarray


@dataclass(frozen=True)
class _Open:
    """Places in the tree that are being followed: where they began, the part reached, the node, and any misspelling."""

    start: np.ndarray
    at: np.ndarray
    node: np.ndarray
    typo: np.ndarray

    def take(self, rows: np.ndarray) -> "_Open":
        return _Open(*(getattr(self, field.name)[rows] for field in fields(self)))

    @staticmethod
    def joined(pieces: "list[_Open]") -> "_Open":
        if len(pieces) == 1:
            return pieces[0]
        return _Open(*(np.concatenate([getattr(piece, field.name) for piece in pieces]) for field in fields(_Open)))


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
        """Turn the tree into sorted arrays: an edge's key is (node, link, test), its value the next node."""
        many, self._width = len(self._nodes) + 1, len(self.tests)
        edges = np.array(list(self._nodes), dtype=np.int64).reshape(-1, 3)
        keys = self._key(edges[:, 0], edges[:, 1], edges[:, 2])
        order = np.argsort(keys)
        self._keys, self._next = keys[order], order + 1
        self._root = np.zeros(self._width, dtype=np.int64)
        from_root = edges[:, 0] == 0
        self._root[edges[from_root, 2]] = np.flatnonzero(from_root) + 1
        self._leads_on = np.zeros((many, 3), dtype=bool)
        self._leads_on[edges[:, 0], edges[:, 1]] = True
        self._any = np.zeros((many, 3), dtype=bool)
        free = edges[:, 2] == ANY
        self._any[edges[free, 0], edges[free, 1]] = True
        sizes = np.zeros(many + 1, dtype=np.int64)
        for node, numbers in self._ends.items():
            sizes[node + 1] = len(numbers)
        self._end_first = np.cumsum(sizes)
        self._end_numbers = np.array([n for node in sorted(self._ends) for n in self._ends[node]], dtype=np.int64)

    def _key(self, node: np.ndarray, link: np.ndarray | int, test: np.ndarray | int) -> np.ndarray:
        return (node * 3 + link) * self._width + test

    def find(self, parts: Parts) -> Hits:
        """Return every place where any pattern matches, overlapping ones included.

        Time: proportional to the number of parts, times the words of the longest pattern at most.
        """
        row_of_form = self.tests.rows(parts.distinct)
        row = row_of_form[parts.form]
        found = [np.zeros(0, dtype=np.int64)]
        begins = np.flatnonzero(row)
        for first in range(0, len(begins), _CHUNK):
            found += self._find_from(begins[first : first + _CHUNK], row, parts.link)
        return self._hits(np.concatenate(found), max(len(row), 1), np.flatnonzero(row_of_form))

    def _find_from(self, begins: np.ndarray, row: np.ndarray, link: np.ndarray) -> list[np.ndarray]:
        """Return what matches at these first parts, each match packed into one number."""
        spread, test, typo = self._passed(row[begins])
        node = self._root[test]
        open_ = _Open(begins[spread], begins[spread], node, typo).take(np.flatnonzero(node))
        found = []
        while len(open_.node):
            found.append(self._ended(open_, len(row)))
            open_ = self._follow(open_, row, link)
        return found

    def _passed(self, row: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return, for every test that these rows pass, which of the rows passes it, the test, and whether as a typo."""
        tests = self.tests
        many = tests.first[row + 1] - tests.first[row]
        spread = np.repeat(np.arange(len(row)), many)
        flat = np.arange(len(spread)) + np.repeat(tests.first[row] - (np.cumsum(many) - many), many)
        return spread, tests.tests[flat], tests.typo[flat]

    def _follow(self, open_: _Open, row: np.ndarray, link: np.ndarray) -> _Open:
        """Go one word on from every open place."""
        inside = (open_.at + 1 < len(row)) & self._leads_on[open_.node].any(axis=1)
        open_ = open_.take(np.flatnonzero(inside))
        at = open_.at + 1
        rounds = [_Open(*(column[:0] for column in (open_.start, at, open_.node, open_.typo)))]
        for kind in _LINKS:
            fits = np.flatnonzero(_FITS[kind, link[at]] & self._leads_on[open_.node, kind])
            if len(fits):
                rounds.append(self._advance(open_.take(fits), at[fits], kind, row))
        return _Open.joined(rounds)

    def _advance(self, open_: _Open, at: np.ndarray, kind: int, row: np.ndarray) -> _Open:
        """Take every edge of ``kind`` whose test the part at ``at`` passes."""
        spread, test, typo = self._passed(row[at])
        free = np.flatnonzero(self._any[open_.node, kind])
        if len(free):
            spread = np.concatenate((spread, free))
            test = np.concatenate((test, np.full(len(free), ANY)))
            typo = np.concatenate((typo, np.zeros(len(free), dtype=bool)))
        keys = self._key(open_.node[spread], kind, test)
        edge = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        taken = np.flatnonzero(self._keys[edge] == keys)
        rows = spread[taken]
        return _Open(open_.start[rows], at[rows], self._next[edge[taken]], open_.typo[rows] | typo[taken])

    def _ended(self, open_: _Open, many: int) -> np.ndarray:
        """Return the matches that end at these places, each as one number: pattern, first, words on, misspelt."""
        ends = self._end_first[open_.node + 1] - self._end_first[open_.node]
        row = np.repeat(np.arange(len(ends)), ends)
        flat = np.arange(len(row)) + np.repeat(self._end_first[open_.node] - (np.cumsum(ends) - ends), ends)
        length = open_.at[row] - open_.start[row]
        return ((self._end_numbers[flat] * many + open_.start[row]) * _LONGEST + length) * 2 + open_.typo[row]

    @staticmethod
    def _hits(packed: np.ndarray, many: int, known: np.ndarray) -> Hits:
        packed = np.sort(packed)
        place, typo = packed >> 1, (packed & 1).astype(bool)
        kept = np.ones(len(packed), dtype=bool)
        kept[1:] = place[1:] != place[:-1]
        place, typo = place[kept], typo[kept]
        pattern, rest = np.divmod(place, many * _LONGEST)
        first, length = np.divmod(rest, _LONGEST)
        return Hits(pattern, first, first + length, typo, known)


_LONGEST = 1024
