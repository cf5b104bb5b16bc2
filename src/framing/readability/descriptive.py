"""Counts and simple ratios that describe a text and are measures of their own."""

import numpy as np


def count(value: np.ndarray) -> np.ndarray:
    """Return the count itself; higher is more."""
    return value


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return ``part / whole``: words per sentence, letters per word, types per token."""
    return part / whole


def percentage(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return ``100 * part / whole``, 0 to 100."""
    return 100 * part / whole


def mattr_50(window_types: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Return the type-token ratio averaged over all windows of 50 words.

    Covington & McFall (2010), Journal of Quantitative Linguistics 17(2). 0 to 1, higher is more varied; unlike the
    plain type-token ratio it does not fall with the length of the text. ``window_types`` is summed over the windows.
    """
    return window_types / (50 * (words - 49))


def mattr_100(window_types: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Return the type-token ratio averaged over all windows of 100 words; see ``mattr_50``."""
    return window_types / (100 * (words - 99))
