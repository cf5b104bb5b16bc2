"""The word tests of many patterns, and which of them each word passes, found once for each distinct word."""

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np

from framing.codebook.folding import fold, glob_matches
from framing.codebook.pattern import ANY_WORD
from framing.codebook.spelling import LEAST, Speller

ANY = 0
_LAST = "\U0010ffff"


class WordTests:
    """Numbered word tests; test 0 accepts any word. Make them with ``number``, then ``close``, then ask ``rows``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._numbers: dict[tuple, int] = {}
        self._exact: dict[tuple[str, bool], list[int]] = {}
        self._globs: dict[tuple[str, bool], list[int]] = {}
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
        forgiving = forgiving and not case and any(len(word) >= LEAST and not _is_glob(word) for word in folded)
        key = (folded, case, forgiving)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._add(folded, case, forgiving, self._numbers[key])
        return self._numbers[key]

    def _add(self, folded: frozenset[str], case: bool, forgiving: bool, number: int) -> None:
        for word in sorted(folded):
            table = self._globs if _is_glob(word) else self._exact
            table.setdefault((word, case), []).append(number)
            if forgiving and not _is_glob(word):
                self._forgiving.setdefault(word, []).append(number)

    def close(self) -> None:
        """Make the tests ready to be asked; no test can be added afterwards."""
        known = frozenset(fold(word, self.language) for word, _ in self._exact)
        self._speller = Speller(self._forgiving, known, self.language)
        self._row: dict[str, int] = {}
        self._number_of_row: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {((), ()): 0}
        self.meant: dict[str, tuple[str, ...]] = {}
        self._freeze()

    def _freeze(self) -> None:
        rows = list(self._number_of_row)
        sizes = [len(exact) + len(typo) for exact, typo in rows]
        self.first = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self.tests = np.array([n for exact, typo in rows for n in (*exact, *typo)], dtype=np.int64)
        self.typo = np.array(
            [flag for exact, typo in rows for flag in (*[False] * len(exact), *[True] * len(typo))], bool
        )

    def rows(self, forms: list[str]) -> np.ndarray:
        """Return for each form its row: ``tests[first[row]:first[row + 1]]`` are the tests it passes.

        ``typo`` tells beside each test whether it is passed as a misspelling only. Row 0 passes none.
        """
        new = [form for form in forms if form not in self._row]
        if new:
            before = len(self._number_of_row)
            self._learn(new)
            if len(self._number_of_row) > before:
                self._freeze()
        return np.fromiter(map(self._row.__getitem__, forms), dtype=np.int64, count=len(forms))

    def _learn(self, forms: list[str]) -> None:
        folded = {form: fold(form, self.language) for form in forms}
        found: dict[str, set[int]] = {}
        for case, word_of in ((False, folded.get), (True, lambda form: fold(form, self.language, case=True))):
            if any(kept == case for _, kept in (*self._exact, *self._globs)):
                self._learn_exact(forms, word_of, case, found)
                self._learn_globs(forms, word_of, case, found)
        for form in forms:
            passed = found.get(form)
            typos = () if passed else self._misspelt(form, folded[form])
            key = (tuple(sorted(passed)) if passed else (), typos)
            self._row[form] = self._number_of_row.setdefault(key, len(self._number_of_row))

    def _learn_exact(self, forms: list[str], word_of, case: bool, found: dict[str, set[int]]) -> None:
        for form in forms:
            numbers = self._exact.get((word_of(form), case))
            if numbers:
                found.setdefault(form, set()).update(numbers)

    def _learn_globs(self, forms: list[str], word_of, case: bool, found: dict[str, set[int]]) -> None:
        """Look only at the words that begin as a wildcard does; for one that begins with a wildcard, at their ends."""
        globs = [(glob, numbers) for (glob, kept), numbers in self._globs.items() if kept == case]
        if not globs:
            return
        forward = sorted((word_of(form), form) for form in forms)
        backward = sorted((word_of(form)[::-1], form) for form in forms)
        for glob, numbers in globs:
            stem, tail = _stem(glob), _stem(glob[::-1])
            ordered, start = (forward, stem) if len(stem) >= len(tail) else (backward, tail)
            first, last = bisect_left(ordered, (start,)), bisect_left(ordered, (start + _LAST,))
            simple = glob == f"{stem}*"
            for _, form in ordered[first:last]:
                if simple or glob_matches(glob, word_of(form)):
                    found.setdefault(form, set()).update(numbers)

    def is_spelling(self, word: str) -> bool:
        """Tell whether a folded word is one that misspellings are forgiven of, or a misspelling that was found."""
        return word in self._forgiving or word in self.meant

    def _misspelt(self, form: str, folded: str) -> tuple[int, ...]:
        meant = self._speller.meant(folded)
        if meant:
            self.meant[folded] = tuple(meant)
        return tuple(sorted({number for word in meant for number in self._forgiving[word]}))


def _is_glob(word: str) -> bool:
    return "*" in word or "?" in word


def _stem(glob: str) -> str:
    """Return what stands before the first wildcard."""
    return glob[: min((at for at in (glob.find("*"), glob.find("?")) if at >= 0), default=len(glob))]


def words_of(sequences: Iterable[tuple]) -> set[str]:
    """Return every word that the steps of these sequences accept, as written."""
    return {word for sequence in sequences for step in sequence for word in step.words or ()}
