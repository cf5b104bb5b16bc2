"""What every distinct word is: found once per spelling, kept across calls, looked up by number."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import repeat
from threading import Lock

import numpy as np

from framing.readability import languages
from framing.readability.familiar import is_familiar
from framing.readability.hard import is_hard
from framing.readability.syllables import count_many, fold
from framing.text import Forms

FACTS = ("syllables", "letters", "characters", "capital", "hard", "unfamiliar")
_KEPT = 400_000


class FormTable:
    """The facts of each distinct spelling, numbered as they come; ``values[fact, number]``.

    ``describe`` returns the facts of several spellings, one row a fact. When more than 400,000 spellings are known, the
    next call of ``numbers`` begins anew; what earlier calls returned stays valid with the facts returned beside it.
    """

    def __init__(self, describe: Callable[[list[str]], Sequence[Sequence[int]]], width: int) -> None:
        self._describe = describe
        self._number: dict[str, int] = {}
        self._keys, self._of_key = np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.int32)
        self._room = np.zeros((width, 1024), dtype=np.int32)
        self._lock = Lock()

    def numbers(self, forms: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return the number of each of ``forms``, and the facts of every number (one row a fact)."""
        with self._lock:
            self._begin()
            return self._numbers(forms), self._room[:, : len(self._number)]

    def numbers_of(self, forms: Forms) -> tuple[np.ndarray, np.ndarray]:
        """Return the same for the distinct words of a batch; only those that are new are made into strings."""
        with self._lock:
            self._begin()
            order = np.argsort(forms.keys)
            keys = forms.keys[order]
            at = np.searchsorted(self._keys, keys)
            new = np.flatnonzero(self._keys[np.minimum(at, len(self._keys) - 1)] != keys)
            if len(new):
                found = self._numbers(forms.at(order[new]))
                self._of_key = np.insert(self._of_key, at[new], found)
                self._keys = np.insert(self._keys, at[new], keys[new])
                at = np.searchsorted(self._keys, keys)
            numbers = np.empty(len(keys), dtype=np.int32)
            numbers[order] = self._of_key[at]
            return numbers, self._room[:, : len(self._number)]

    def _begin(self) -> None:
        if len(self._number) > _KEPT:
            self._number, self._room = {}, np.zeros_like(self._room[:, :1024])
            self._keys, self._of_key = np.zeros(1, dtype=np.uint64), np.zeros(1, dtype=np.int32)

    def _numbers(self, forms: Sequence[str]) -> np.ndarray:
        known = map(self._number.get, forms, repeat(-1))
        numbers = np.fromiter(known, dtype=np.int32, count=len(forms))
        new = np.flatnonzero(numbers < 0)
        if len(new):
            names = [forms[place] for place in new.tolist()]
            self._add(list(dict.fromkeys(names)))
            numbers[new] = [self._number[name] for name in names]
        return numbers

    def _add(self, names: list[str]) -> None:
        start, end = len(self._number), len(self._number) + len(names)
        if end > self._room.shape[1]:
            grown = np.zeros((len(self._room), 2 * end), dtype=np.int32)
            grown[:, :start] = self._room[:, :start]
            self._room = grown
        for row, facts in enumerate(self._describe(names)):
            self._room[row, start:end] = facts
        self._number.update(zip(names, range(start, end), strict=True))


@cache
def form_table(language: str) -> FormTable:
    """Return the one table of facts for a language (its two-letter code)."""
    return FormTable(_english if language == "en" else _describer(language), len(FACTS))


def _english(forms: list[str]) -> list[list[int]]:
    """Return the facts of English words, in the order of ``FACTS``."""
    folded = list(map(fold, forms))
    syllables = count_many(forms, folded)
    hard = [count >= 3 and is_hard(low, count) for low, count in zip(folded, syllables, strict=True)]
    unfamiliar = [not is_familiar(low) for low in folded]
    return [syllables, *_letters(forms), hard, unfamiliar]


def _describer(language: str) -> Callable[[list[str]], list[list[int]]]:
    """Return what describes the words of a language other than English: no hard words, no list of familiar ones."""
    count = languages.SYLLABLES.get(language, lambda low: 0)

    def describe(forms: list[str]) -> list[list[int]]:
        folded = list(map(fold, forms))
        none = [0] * len(forms)
        return [[count(low) for low in folded], *_letters(forms), none, none]

    return describe


def _letters(forms: list[str]) -> tuple[list[int], list[int], list[bool]]:
    """Return how many letters, how many letters and digits, and whether each word opens with a capital."""
    letters = [len(form) if form.isalpha() else sum(map(str.isalpha, form)) for form in forms]
    characters = [len(form) if form.isalnum() else sum(map(str.isalnum, form)) for form in forms]
    return letters, characters, [form[:1].isupper() for form in forms]


def sum_runs(values: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Return the sum of ``values[edges[i]:edges[i + 1]]`` for each i; an empty run sums to 0."""
    sums = np.zeros(len(edges) - 1, dtype=np.int64)
    filled = np.flatnonzero(np.diff(edges))
    if len(filled):
        sums[filled] = np.add.reduceat(values[: edges[-1]], edges[filled], dtype=np.int64)
    return sums
