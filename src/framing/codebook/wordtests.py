"""The word tests of many patterns, and which of them each word passes, found once for each distinct word."""

import numpy as np

from framing.codebook.folding import fold, fold_all
from framing.codebook.globs import Globs, is_glob
from framing.codebook.pattern import ANY_WORD
from framing.codebook.spelling import LEAST, Speller
from framing.text import Forms

ANY = 0


class WordTests:
    """Numbered word tests; test 0 accepts any word. Make them with ``number``, then ``close``, then ask ``rows``.

    After that ``meant`` are the misspellings found, each with the words it may be meant for; ``spelt`` gives, by a
    form's key, the folded word where it is one of these or one that misspellings are forgiven of.
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
        # the keys of the forms that are known, sorted, and their rows; the first is no form's
        self._keys, self._rows = np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.int64)
        self._number_of_row: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {((), ()): 0}
        self.meant: dict[str, tuple[str, ...]] = {}
        self.spelt: dict[int, str] = {}
        self._freeze()

    def _freeze(self) -> None:
        rows = list(self._number_of_row)
        sizes = [len(exact) + len(typo) for exact, typo in rows]
        self.first = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self.tests = np.array([n for exact, typo in rows for n in (*exact, *typo)], dtype=np.int64)
        self.typo = np.array(
            [flag for exact, typo in rows for flag in (*[False] * len(exact), *[True] * len(typo))], bool
        )

    def rows(self, forms: Forms) -> np.ndarray:
        """Return for each form its row: ``tests[first[row]:first[row + 1]]`` are the tests it passes.

        ``typo`` tells beside each test whether it is passed as a misspelling only. Row 0 passes none.
        """
        order = np.argsort(forms.keys)
        keys = forms.keys[order]
        at = np.searchsorted(self._keys, keys)
        new = np.flatnonzero(self._keys[np.minimum(at, len(self._keys) - 1)] != keys)
        if len(new):
            before = len(self._number_of_row)
            learnt = self._learn(forms.at(order[new]), keys[new])
            self._rows, self._keys = np.insert(self._rows, at[new], learnt), np.insert(self._keys, at[new], keys[new])
            if len(self._number_of_row) > before:
                self._freeze()
            at = np.searchsorted(self._keys, keys)
        rows = np.empty(len(keys), dtype=np.int64)
        rows[order] = self._rows[at]
        return rows

    def _learn(self, forms: list[str], keys: np.ndarray) -> np.ndarray:
        """Return the row of each of these forms, which are new."""
        folded = fold_all(forms, self.language)
        found: dict[int, set[int]] = {}
        for case, globs in self._globs.items():
            if self._exact[case] or globs:
                words = folded if not case else fold_all(forms, self.language, case=True)
                self._learn_exact(words, case, found)
                globs.learn(words, found)
        numbers = self._number_of_row
        rows = {at: numbers.setdefault((tuple(sorted(passed)), ()), len(numbers)) for at, passed in found.items()}
        for at in self._speller.suspects(folded):
            if at not in rows:
                misspelt = self._misspelt(folded[at], forms[at][:1].isupper())
                rows[at] = numbers.setdefault(((), misspelt), len(numbers))
        learnt = np.zeros(len(forms), dtype=np.int64)
        for at, row in rows.items():
            learnt[at] = row
            if row and (folded[at] in self._forgiving or folded[at] in self.meant):
                self.spelt[int(keys[at])] = folded[at]
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
