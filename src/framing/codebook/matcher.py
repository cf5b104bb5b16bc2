"""Finds many patterns at once in the parts of a batch of texts, in time linear in the number of parts.

The sequences of all patterns are laid into one tree of word tests. All places where a first word fits are followed through the
tree together, one word a round; nothing is ever read twice, so no pattern can hang a run.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from framing.codebook.pattern import HELD, JOIN, LOOSE, Sequence_
from framing.text import APOSTROPHE, BLOCKED, HYPHEN, PUNCTUATION, SPACE, Parts

_LINKS = {JOIN: (SPACE, HYPHEN), HELD: (APOSTROPHE,), LOOSE: (SPACE, HYPHEN, APOSTROPHE, PUNCTUATION)}
_ANY = 0
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060"))
_TURKIC = str.maketrans({"I": "ı", "İ": "i"})


def fold(word: str, language: str = "en", case: bool = False) -> str:
    """Return the form under which words are compared: composed accents, no soft hyphens, and no case unless ``case``.

    In Turkish and Azerbaijani "I" folds to dotless "ı" and "İ" to "i"; elsewhere "İ" folds to plain "i".
    """
    word = word.translate(_SOFT)
    if case:
        return unicodedata.normalize("NFC", word)
    if language in ("tr", "az"):
        word = word.translate(_TURKIC)
    folded = unicodedata.normalize("NFD", word).casefold().replace("i\u0307", "i")
    return unicodedata.normalize("NFC", folded)


def glob_matches(pattern: str, word: str) -> bool:
    """Tell whether ``word`` fits a wildcard pattern, without backtracking.

    >>> glob_matches("separatis*", "separatism"), glob_matches("wom?n", "woman"), glob_matches("*a*a*b", "aaaa")
    (True, True, False)
    """
    first, *rest = pattern.split("*")
    if not rest:
        return len(first) == len(word) and _fits(first, word, 0)
    last = rest.pop()
    end = len(word) - len(last)
    if len(first) > end or not _fits(first, word, 0) or not _fits(last, word, end):
        return False
    at = len(first)
    for piece in rest:
        at = next((i for i in range(at, end - len(piece) + 1) if _fits(piece, word, i)), -1)
        if at < 0:
            return False
        at += len(piece)
    return True


def _fits(piece: str, word: str, at: int) -> bool:
    return all(mark in ("?", word[at + i]) for i, mark in enumerate(piece))


@dataclass(frozen=True)
class Hits:
    """Where patterns match: arrays of the pattern's number and of its first and last part; sorted, each once."""

    pattern: np.ndarray
    first: np.ndarray
    last: np.ndarray


@dataclass
class _WordTests:
    """The word tests of a codebook, numbered; test 0 accepts any word."""

    language: str
    numbers: dict[tuple, int] = field(default_factory=dict)
    exact: dict[tuple[str, bool], list[int]] = field(default_factory=dict)
    globs: list[tuple[str, bool, int]] = field(default_factory=list)
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def number(self, words: frozenset[str] | None, case: bool) -> int:
        """Return the number of the test for these words, making it when it is new."""
        if words is None:
            return _ANY
        folded = frozenset(fold(word, self.language, case) for word in words)
        key = (folded, case)
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers) + 1
            for word in sorted(folded):
                self._add(word, case, self.numbers[key])
        return self.numbers[key]

    def _add(self, word: str, case: bool, number: int) -> None:
        if "*" in word or "?" in word:
            self.globs.append((word, case, number))
        else:
            self.exact.setdefault((word, case), []).append(number)

    def of(self, form: str) -> tuple[int, ...]:
        """Return the numbers of the tests that a word form passes (test 0 left out), found once for each form."""
        if form not in self.known:
            folded, kept = fold(form, self.language), fold(form, self.language, case=True)
            found = {*self.exact.get((folded, False), ()), *self.exact.get((kept, True), ())}
            for glob, case, number in self.globs:
                if number not in found and glob_matches(glob, kept if case else folded):
                    found.add(number)
            self.known[form] = tuple(sorted(found))
        return self.known[form]


class Matcher:
    """Many patterns, ready to be found. Pattern numbers are their positions in ``patterns``."""

    def __init__(self, patterns: Sequence[tuple[tuple[Sequence_, ...], bool]], language: str = "en") -> None:
        self._tests = _WordTests(language)
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._ends: dict[int, list[int]] = {}
        self._count = 1
        for number, (sequences, case) in enumerate(patterns):
            for sequence in sequences:
                self._insert(sequence, case, number)
        self._freeze()

    def _insert(self, sequence: Sequence_, case: bool, number: int) -> None:
        node = 0
        for step in sequence:
            key = (node, step.link if node else JOIN, self._tests.number(step.words, case))
            if key not in self._nodes:
                self._nodes[key] = self._count
                self._count += 1
            node = self._nodes[key]
        ends = self._ends.setdefault(node, [])
        if number not in ends:
            ends.append(number)

    def _freeze(self) -> None:
        """Turn the tree into sorted arrays: an edge's key is (node, link, test), its value the next node."""
        self._width = len(self._tests.numbers) + 1
        keys = np.array([self._key(*key) for key in self._nodes], dtype=np.int64)
        order = np.argsort(keys)
        self._keys = keys[order]
        self._next = np.array(list(self._nodes.values()), dtype=np.int64)[order]
        sizes = np.zeros(self._count + 1, dtype=np.int64)
        for node, numbers in self._ends.items():
            sizes[node + 1] = len(numbers)
        self._end_first = np.cumsum(sizes)
        self._end_numbers = np.array([n for node in sorted(self._ends) for n in self._ends[node]], dtype=np.int64)
        self._leads_on = np.zeros((self._count, 3), dtype=bool)
        self._any = np.zeros((self._count, 3), dtype=bool)
        for node, link, test in self._nodes:
            self._leads_on[node, link] = True
            self._any[node, link] |= test == _ANY

    def _key(self, node: np.ndarray | int, link: int, test: np.ndarray | int) -> np.ndarray | int:
        return (node * 3 + link) * self._width + test

    def find(self, parts: Parts) -> Hits:
        """Return every place where any pattern matches, overlapping ones included.

        Time: proportional to the number of parts, times the words of the longest pattern at most.
        """
        if not len(parts.word) or not len(self._keys):
            nothing = np.zeros(0, dtype=np.int64)
            return Hits(nothing, nothing, nothing)
        first_test, tests = self._tests_of(parts)
        at = np.flatnonzero(np.diff(first_test)[parts.form] > 0)
        start, at, node = self._advance(at, at, np.zeros(len(at), dtype=np.int64), JOIN, parts, first_test, tests)
        found = []
        while len(node):
            found.append(self._ended(node, start, at))
            start, at, node = self._follow(start, at, node, parts, first_test, tests)
        pattern, first, last = (
            (np.concatenate(column) for column in zip(*found, strict=True)) if found else ([], [], [])
        )
        unique = np.unique(np.stack([pattern, first, last]), axis=1).astype(np.int64)
        return Hits(*unique)

    def _tests_of(self, parts: Parts) -> tuple[np.ndarray, np.ndarray]:
        """Return the tests each distinct form passes, as one array with the place where each form's begin."""
        passed = [self._tests.of(form) for form in parts.forms]
        first = np.concatenate(([0], np.cumsum([len(numbers) for numbers in passed])))
        return first, np.array([number for numbers in passed for number in numbers], dtype=np.int64)

    def _follow(self, start, at, node, parts, first_test, tests):  # noqa: ANN001, ANN202 (seven parallel arrays)
        """Go one word on from every open place."""
        open_ = at + 1 < len(parts.link)
        start, at, node = start[open_], at[open_] + 1, node[open_]
        link = parts.link[at]
        rounds = []
        for kind, allowed in _LINKS.items():
            fits = np.isin(link, allowed) & self._leads_on[node, kind] & (link != BLOCKED)
            if fits.any():
                rounds.append(self._advance(start[fits], at[fits], node[fits], kind, parts, first_test, tests))
        if not rounds:
            return start[:0], at[:0], node[:0]
        return tuple(np.concatenate(column) for column in zip(*rounds, strict=True))

    def _advance(self, start, at, node, kind, parts, first_test, tests):  # noqa: ANN001, ANN202
        """Take every edge of ``kind`` whose test the part at ``at`` passes."""
        form = parts.form[at]
        many = first_test[form + 1] - first_test[form]
        row = np.repeat(np.arange(len(at)), many)
        nth = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
        keys = self._key(node[row], kind, tests[first_test[form[row]] + nth])
        free = np.flatnonzero(self._any[node, kind])
        row = np.concatenate((row, free))
        keys = np.concatenate((keys, self._key(node[free], kind, _ANY)))
        edge = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        taken = self._keys[edge] == keys
        row = row[taken]
        return start[row], at[row], self._next[edge[taken]]

    def _ended(self, node: np.ndarray, start: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the patterns that end at these nodes."""
        many = self._end_first[node + 1] - self._end_first[node]
        row = np.repeat(np.arange(len(node)), many)
        nth = np.arange(len(row)) - np.repeat(np.cumsum(many) - many, many)
        return self._end_numbers[self._end_first[node[row]] + nth], start[row], at[row]
