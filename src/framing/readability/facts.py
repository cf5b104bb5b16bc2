"""What every distinct word is: found once per spelling, kept across calls, looked up by number."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from framing.readability import languages
from framing.readability.lexicon import HARD, SYLLABLES_FROM, UNFAMILIAR, lexicon
from framing.readability.shapes import Shapes, shapes_of
from framing.readability.syllables import LONGEST_SPOKEN, SPOKEN, fold_all, fold_lines
from framing.readability.unknown import describe
from framing.text import FormTable

FACTS = ("syllables", "letters", "characters", "capital", "hard", "unfamiliar")


@cache
def form_table(language: str) -> FormTable:
    """Return the one table of facts for a language (its two-letter code)."""
    return FormTable(_english if language == "en" else _describer(language), len(FACTS))


def _english(forms: list[str]) -> list[np.ndarray]:
    """Return the facts of English words, in the order of ``FACTS``."""
    shapes = shapes_of(forms)
    packed = lexicon().of_lines(fold_lines("\n".join(forms)))
    asked = np.flatnonzero((packed >> SYLLABLES_FROM <= 0) | ~shapes.plain | _spoken(forms, shapes))
    packed[asked] = describe([forms[row] for row in asked.tolist()], packed[asked])
    hard, unfamiliar = (packed & HARD) > 0, (packed & UNFAMILIAR) > 0
    return [packed >> SYLLABLES_FROM, shapes.letters, shapes.characters, shapes.capital, hard, unfamiliar]


def _spoken(forms: list[str], shapes: Shapes) -> np.ndarray:
    """Tell which forms are abbreviations read as a longer word."""
    spoken = np.zeros(len(forms), dtype=bool)
    short = np.flatnonzero(shapes.capital & (shapes.letters <= LONGEST_SPOKEN))
    spoken[short] = [forms[row] in SPOKEN for row in short.tolist()]
    return spoken


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
