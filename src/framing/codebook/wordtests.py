"""The word tests of many patterns, and which of them each word passes, found once for each distinct word."""

from itertools import islice
from typing import NamedTuple

import numpy as np

from framing.codebook.folding import fold, fold_all
from framing.codebook.globs import Globs, is_glob
from framing.codebook.pattern import ANY_WORD
from framing.codebook.spelling import LEAST, Speller
from framing.text import Forms, Numbering

ANY = 0


class _Row(NamedTuple):
    """The tests that a form passes, as it is and as a misspelling, and its folded word where spellings are counted."""

    exact: tuple[int, ...]
    typo: tuple[int, ...]
    word: str | None
    capital: bool


class WordTests:
    """Numbered word tests; test 0 accepts any word. Make them with ``number``, then ``close``, then ask ``rows``.

    After that ``meant`` are the misspellings found, each with the words it may be meant for; ``spelt`` are these and
    the words that misspellings are forgiven of, and ``spelt_of_row`` tells for each row which of them it is, or -1.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._numbers: dict[tuple, int] = {}
        self._exact: dict[bool, dict[str, list[int]]] = {False: {}, True: {}}
        self._globs = {False: Globs(), True: Globs()}
        self._forgiving: dict[str, list[int]] = {}
        self._folds: dict[frozenset[str], frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._numbers) + 1

    def number(self, words: frozenset[str] | None, case: bool, forgiving: bool) -> int:
        """Return the number of the test for these words, making it when it is new."""
        if words is None or words == ANY_WORD:
            return ANY
        if (words, case) not in self._folds:
            self._folds[words, case] = frozenset(fold(word, self.language, case) for word in words)
        folded = self._folds[words, case]
        forgiving = forgiving and not case and any(len(word) >= LEAST and not is_glob(word) for word in folded)
        key = (folded, case, forgiving)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._add(folded, case, forgiving, self._numbers[key])
        return self._numbers[key]

    def _add(self, folded: frozenset[str], case: bool, forgiving: bool, number: int) -> None:
        for word in sorted(folded):
            if is_glob(word):
                self._globs[case].add(word, number)
            else:
                self._exact[case].setdefault(word, []).append(number)
                if forgiving:
                    self._forgiving.setdefault(word, []).append(number)

    def close(self) -> None:
        """Make the tests ready to be asked; no test can be added afterwards."""
        known = frozenset(fold(word, self.language) for table in self._exact.values() for word in table)
        self._speller = Speller(self._forgiving, known, self.language)
        self._known = Numbering()
        self._number_of_row: dict[_Row, int] = {_Row((), (), None, False): 0}
        self.meant: dict[str, tuple[str, ...]] = {}
        self.spelt = {word: number for number, word in enumerate(self._forgiving)}
        self.first, self.tests, self.spelt_of_row = np.zeros((3, 0), dtype=np.int64)
        self.first, self.typo, self.capital_of_row = np.zeros(1, dtype=np.int64), *np.zeros((2, 0), dtype=bool)
        self._freeze(list(self._number_of_row))

    def _freeze(self, rows: list[_Row]) -> None:
        """Add new rows to the arrays."""
        if not rows:
            return
        sizes = np.array([len(row.exact) + len(row.typo) for row in rows], dtype=np.int64)
        tests = [test for row in rows for test in row.exact + row.typo]
        spelt = [-1 if row.word is None else self.spelt.setdefault(row.word, len(self.spelt)) for row in rows]
        self.first = np.concatenate((self.first, self.first[-1] + np.cumsum(sizes)))
        self.tests = np.concatenate((self.tests, np.array(tests, dtype=np.int64)))
        self.typo = np.concatenate((self.typo, np.repeat([bool(row.typo) for row in rows], sizes)))
        self.spelt_of_row = np.concatenate((self.spelt_of_row, spelt))
        self.capital_of_row = np.concatenate((self.capital_of_row, [row.capital for row in rows]))

    def rows(self, forms: Forms) -> np.ndarray:
        """Return for each form its row: ``tests[first[row]:first[row + 1]]`` are the tests it passes.

        ``typo`` tells beside each test whether it is passed as a misspelling only. Row 0 passes none.
        """
        before = len(self._number_of_row)
        rows = self._known.of(forms, self._learn)
        self._freeze(list(islice(self._number_of_row, before, None)))
        return rows

    def _learn(self, forms: list[str]) -> np.ndarray:
        """Return the row of each of these forms, which are new."""
        folded = fold_all(forms, self.language)
        found: dict[int, set[int]] = {}
        for case, globs in self._globs.items():
            if self._exact[case] or globs:
                words = folded if not case else fold_all(forms, self.language, case=True)
                self._learn_exact(words, case, found)
                globs.learn(words, found)
        misspelt = {
            at: self._misspelt(folded[at], forms[at][:1].isupper())
            for at in self._speller.suspects(folded)
            if at not in found
        }
        learnt, numbers = np.zeros(len(forms), dtype=np.int64), self._number_of_row
        for at in [*found, *misspelt]:
            exact, typo, word = tuple(sorted(found.get(at, ()))), misspelt.get(at, ()), folded[at]
            counted = (exact or typo) and (word in self._forgiving or word in self.meant)
            row = _Row(exact, typo, *((word, forms[at][:1].isupper()) if counted else (None, False)))
            learnt[at] = numbers.setdefault(row, len(numbers))
        return learnt

    def _learn_exact(self, words: list[str], case: bool, found: dict[int, set[int]]) -> None:
        for at, numbers in enumerate(map(self._exact[case].get, words)):
            if numbers:
                found.setdefault(at, set()).update(numbers)

    def _misspelt(self, folded: str, capital: bool) -> tuple[int, ...]:
        meant = self._speller.meant(folded, capital)
        if meant:
            self.meant[folded] = tuple(meant)
        return tuple(sorted({number for word in meant for number in self._forgiving[word]}))
