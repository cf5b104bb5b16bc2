"""What every distinct word is: found once per spelling, kept across calls, looked up by number."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import repeat
from operator import itemgetter
from threading import Lock

import numpy as np

from framing.readability import languages
from framing.readability.familiar import is_familiar
from framing.readability.hard import is_hard
from framing.readability.lexicon import HARD, SYLLABLES_FROM, UNFAMILIAR, lexicon
from framing.readability.syllables import SPOKEN, count_syllables, fold_all
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


def _english(forms: list[str]) -> list[np.ndarray]:
    """Return the facts of English words, in the order of ``FACTS``."""
    folded = fold_all(forms)
    packed = np.fromiter(map(lexicon().get, folded, repeat(0)), dtype=np.int32, count=len(forms))
    syllables, hard, unfamiliar = packed >> SYLLABLES_FROM, (packed & HARD) > 0, (packed & UNFAMILIAR) > 0
    for row in np.flatnonzero((syllables == 0) | ~_is_plain(forms)).tolist():
        low = folded[row]
        syllables[row] = count = count_syllables(forms[row], low)
        hard[row] = count >= 3 and is_hard(low, count)
        unfamiliar[row] = not is_familiar(low)
    return [syllables, *_letters(forms), hard, unfamiliar]


def _is_plain(forms: list[str]) -> np.ndarray:
    """Tell which words are said as their lower case is: no capital but the first, and no title such as Dr."""
    rest = map(str.islower, map(itemgetter(slice(1, None)), forms))
    plain = np.fromiter(rest, dtype=bool, count=len(forms))
    plain[np.fromiter(map(SPOKEN.__contains__, forms), dtype=bool, count=len(forms))] = False
    return plain


def _describer(language: str) -> Callable[[list[str]], list[Sequence[int]]]:
    """Return what describes the words of a language other than English: no hard words, no list of familiar ones."""
    count = languages.SYLLABLES.get(language, lambda low: 0)

    def describe(forms: list[str]) -> list[Sequence[int]]:
        none = [0] * len(forms)
        return [[count(low) for low in fold_all(forms)], *_letters(forms), none, none]

    return describe


def _letters(forms: list[str]) -> tuple[np.ndarray, np.ndarray, list[bool]]:
    """Return how many letters, how many letters and digits, and whether each word opens with a capital."""
    return _counted(forms, str.isalpha), _counted(forms, str.isalnum), [form[:1].isupper() for form in forms]


def _counted(forms: list[str], test: Callable[[str], bool]) -> np.ndarray:
    """Return how many characters of each word pass ``test``; a word passes whole where all of them do."""
    counts = np.fromiter(map(len, forms), dtype=np.int32, count=len(forms))
    whole = np.fromiter(map(test, forms), dtype=bool, count=len(forms))
    for row in np.flatnonzero(~whole).tolist():
        counts[row] = sum(map(test, forms[row]))
    return counts


def sum_runs(values: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Return the sum of ``values[edges[i]:edges[i + 1]]`` for each i; an empty run sums to 0."""
    sums = np.zeros(len(edges) - 1, dtype=np.int64)
    filled = np.flatnonzero(np.diff(edges))
    if len(filled):
        sums[filled] = np.add.reduceat(values[: edges[-1]], edges[filled], dtype=np.int64)
    return sums


def sum_together(values: list[np.ndarray], key: np.ndarray, edges: np.ndarray) -> list[np.ndarray]:
    """Return ``sum_runs(each[key], edges)`` of each of ``values``: counts from 0, read as many at once as 63 bits hold."""
    longest = int(np.diff(edges).max(initial=0))
    widths = [max(1, (int(each.max(initial=0)) * longest).bit_length()) for each in values]
    sums: list[np.ndarray] = []
    while len(sums) < len(values):
        taken = slice(len(sums), len(sums) + max(1, _fitting(widths[len(sums) :])))
        shifts = np.concatenate(([0], np.cumsum(widths[taken])[:-1]))
        packed = sum(each.astype(np.int64) << shift for each, shift in zip(values[taken], shifts, strict=True))
        totals = sum_runs(packed[key], edges)
        sums += [(totals >> shift) & ((1 << width) - 1) for shift, width in zip(shifts, widths[taken], strict=True)]
    return sums


def _fitting(widths: list[int]) -> int:
    """Return how many fields of these widths 63 bits hold."""
    return int(np.searchsorted(np.cumsum(widths), 63, side="right"))
