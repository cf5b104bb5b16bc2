"""The published formulas: one small function each, on counts or on arrays of counts."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


def flesch_reading_ease(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return 206.835 - 1.015 words/sentences - 84.6 syllables/words.

    Flesch (1948), Journal of Applied Psychology 32(3). Higher is easier; 0 to 100 on the texts it was made for.
    """
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def flesch_kincaid_grade(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return 0.39 words/sentences + 11.8 syllables/words - 15.59.

    Kincaid, Fishburne, Rogers & Chissom (1975), Research Branch Report 8-75. Higher is harder; US school grades.
    """
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


@dataclass(frozen=True)
class Formula:
    """A measure: its function and the counts the function takes, in order."""

    function: Callable[..., np.ndarray]
    counts: tuple[str, ...]


FORMULAS = {
    "flesch_reading_ease": Formula(flesch_reading_ease, ("words", "sentences", "syllables")),
    "flesch_kincaid_grade": Formula(flesch_kincaid_grade, ("words", "sentences", "syllables")),
}
