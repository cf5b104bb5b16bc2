"""What every distinct word is: found once per spelling, kept across calls, looked up by number."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import repeat

import numpy as np

from framing.readability import languages
from framing.readability.familiar import is_familiar
from framing.readability.hard import is_hard
from framing.readability.lexicon import HARD, SYLLABLES_FROM, UNFAMILIAR, lexicon
from framing.readability.shapes import shapes_of
from framing.readability.syllables import SPOKEN, count_syllables, fold_all
from framing.text import FormTable

FACTS = ("syllables", "letters", "characters", "capital", "hard", "unfamiliar")


@cache
def form_table(language: str) -> FormTable:
    """Return the one table of facts for a language (its two-letter code)."""
    return FormTable(_english if language == "en" else _describer(language), len(FACTS))


def _english(forms: list[str]) -> list[np.ndarray]:
    """Return the facts of English words, in the order of ``FACTS``."""
    shapes, folded = shapes_of(forms), fold_all(forms)
    packed = np.fromiter(map(lexicon().get, folded, repeat(0)), dtype=np.int32, count=len(forms))
    spoken = np.fromiter(map(SPOKEN.__contains__, forms), dtype=bool, count=len(forms))
    for row in np.flatnonzero((packed >> SYLLABLES_FROM == 0) | ~shapes.plain | spoken).tolist():
        packed[row] = _described(forms[row], folded[row])
    hard, unfamiliar = (packed & HARD) > 0, (packed & UNFAMILIAR) > 0
    return [packed >> SYLLABLES_FROM, shapes.letters, shapes.characters, shapes.capital, hard, unfamiliar]


def _described(form: str, low: str) -> int:
    """Return the facts of an English word as the lexicon has them."""
    if "-" in low and low not in lexicon() and (compound := _compound(form, low)):
        return compound
    count = count_syllables(form, low)
    hard = count >= 3 and is_hard(low, count)
    return (count << SYLLABLES_FROM) + HARD * hard + UNFAMILIAR * (not is_familiar(low))


def _compound(form: str, low: str) -> int:
    """Return the facts of a word of known words between hyphens, 0 if it is none: hard if one is, familiar if all are."""
    syllables = marks = 0
    pieces = form.split("-")
    for piece, folded in zip(pieces, low.split("-"), strict=False):
        known = lexicon().get(folded, 0)
        if not (known >> SYLLABLES_FROM and piece[1:].islower() and piece not in SPOKEN):
            return 0
        syllables += known >> SYLLABLES_FROM
        marks |= known
    return (syllables << SYLLABLES_FROM) + (marks & (HARD | UNFAMILIAR)) if len(pieces) == low.count("-") + 1 else 0


def _describer(language: str) -> Callable[[list[str]], list[Sequence[int]]]:
    """Return what describes the words of a language other than English: no hard words, no list of familiar ones."""
    count = languages.SYLLABLES.get(language, lambda low: 0)

    def describe(forms: list[str]) -> list[Sequence[int]]:
        shapes, none = shapes_of(forms), [0] * len(forms)
        syllables = [count(low) for low in fold_all(forms)]
        return [syllables, shapes.letters, shapes.characters, shapes.capital, none, none]

    return describe


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
