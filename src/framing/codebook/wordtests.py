"""The word tests of many patterns, and which of them each word passes, found once for each distinct word."""

from bisect import bisect_left
from itertools import repeat

import numpy as np

from framing.codebook.folding import fold, glob_matches
from framing.codebook.pattern import ANY_WORD
from framing.codebook.spelling import LEAST, Speller
from framing.text import Forms

ANY = 0
_LAST = "\U0010ffff"


class WordTests:
    """Numbered word tests; test 0 accepts any word. Make them with ``number``, then ``close``, then ask ``rows``.

    After that ``meant`` are the misspellings found, each with the words it may be meant for; ``spelt`` gives, by a
    form's key, the folded word where it is one of these or one that misspellings are forgiven of.
    """

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
        self._row: dict[int, int] = {}
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
        keys = forms.keys.tolist()
        rows = np.fromiter(map(self._row.get, keys, repeat(-1)), dtype=np.int64, count=len(keys))
        new = np.flatnonzero(rows < 0)
        if len(new):
            before = len(self._number_of_row)
            self._learn([forms[at] for at in new.tolist()], [keys[at] for at in new.tolist()])
            rows[new] = [self._row[keys[at]] for at in new.tolist()]
            if len(self._number_of_row) > before:
                self._freeze()
        return rows

    def _learn(self, forms: list[str], keys: list[int]) -> None:
        folded = {form: fold(form, self.language) for form in forms}
        found: dict[str, set[int]] = {}
        for case, word_of in ((False, folded.get), (True, lambda form: fold(form, self.language, case=True))):
            if any(kept == case for _, kept in (*self._exact, *self._globs)):
                self._learn_exact(forms, word_of, case, found)
                self._learn_globs(forms, word_of, case, found)
        may_be_near, numbers = self._speller.may_be_near, self._number_of_row
        for form, key in zip(forms, keys, strict=True):
            word, passed = folded[form], found.get(form)
            if passed:
                self._row[key] = numbers.setdefault((tuple(sorted(passed)), ()), len(numbers))
            elif len(word) < LEAST - 1 or not may_be_near(word):
                self._row[key] = 0
            else:
                self._row[key] = numbers.setdefault(((), self._misspelt(word, form[:1].isupper())), len(numbers))
            if self._row[key] and (word in self._forgiving or word in self.meant):
                self.spelt[key] = word

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
        ordered = {False: sorted((word_of(form), form) for form in forms)}
        for glob, numbers in globs:
            stem, tail = _stem(glob), _stem(glob[::-1])
            backward = len(tail) > len(stem)
            if backward and True not in ordered:
                ordered[True] = sorted((word[::-1], form) for word, form in ordered[False])
            start, words = (tail, ordered[True]) if backward else (stem, ordered[False])
            simple = glob == f"{stem}*"
            for _, form in words[bisect_left(words, (start,)) : bisect_left(words, (start + _LAST,))]:
                if simple or glob_matches(glob, word_of(form)):
                    found.setdefault(form, set()).update(numbers)

    def _misspelt(self, folded: str, capital: bool) -> tuple[int, ...]:
        meant = self._speller.meant(folded, capital)
        if meant:
            self.meant[folded] = tuple(meant)
        return tuple(sorted({number for word in meant for number in self._forgiving[word]}))


def _is_glob(word: str) -> bool:
    return "*" in word or "?" in word


def _stem(glob: str) -> str:
    """Return what stands before the first wildcard."""
    return glob[: min((at for at in (glob.find("*"), glob.find("?")) if at >= 0), default=len(glob))]
