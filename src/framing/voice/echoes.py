"""Where else the words of a short quoted phrase stand in its article: in a long quotation, in the outlet's own words."""

import numpy as np
import pandas as pd

from framing.voice.stream import SHORT, Stream

QUOTED, OWN = 1, 2
_MIX = np.uint64(0x9E3779B97F4A7C15)


def find_echoes(stream: Stream, first: np.ndarray, last: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Return for the phrases between marks, ``first:last`` in tokens, whether their words stand in a long quotation of the
    article (``QUOTED``), elsewhere in it besides (``OWN``), both (their sum) or neither (0); 0 for long ones.

    Words are compared as they are plainly spelt; time is linear in the number of words.
    """
    tokens, echo = stream.tokens, np.zeros(len(first), dtype=np.int64)
    word = np.flatnonzero(tokens.form < tokens.n_words)
    spelt = pd.factorize(tokens.spelt.keys)[0][tokens.form[word]]
    article = tokens.text[word] // 2
    quoted = _held(len(tokens), first[words > SHORT], last[words > SHORT])[word]
    own = np.searchsorted(word, first)
    for size in set(words[(words > 0) & (words <= SHORT)].tolist()):
        rows = np.flatnonzero(words == size)
        places = _alike(spelt, own[rows], size)
        places = places[article[places] == article[places + size - 1]]
        told = _joined(spelt, article, own[rows], size)
        found, number = np.unique(_joined(spelt, article, places, size), return_inverse=True)
        count = np.bincount(number * 2 + quoted[places], minlength=2 * len(found)).reshape(-1, 2)
        at = np.searchsorted(found, told)
        echo[rows] = QUOTED * (count[at, 1] > 0) + OWN * (count[at, 0] > 1)
    return echo


def _held(size: int, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tell which of ``size`` tokens stand in one of the ranges ``first:last``."""
    depth = np.bincount(first, minlength=size + 1) - np.bincount(last, minlength=size + 1)
    return np.cumsum(depth)[:-1] > 0


def _alike(spelt: np.ndarray, rows: np.ndarray, size: int) -> np.ndarray:
    """Return the places of words whose first and last of ``size`` are spelt like those of one of the places ``rows``."""
    begins, ends = np.zeros((2, int(spelt.max(initial=0)) + 1), dtype=bool)
    begins[spelt[rows]] = True
    ends[spelt[rows + size - 1]] = True
    places = np.flatnonzero(begins[spelt[: len(spelt) - size + 1]])
    return places[ends[spelt[places + size - 1]]]


def _joined(spelt: np.ndarray, article: np.ndarray, place: np.ndarray, size: int) -> np.ndarray:
    """Return one key for the ``size`` words from each place and their article."""
    joined = article[place].astype(np.uint64)
    for step in range(size):
        joined = joined * _MIX + spelt[place + step].astype(np.uint64)
        joined ^= joined >> np.uint64(29)
    return joined
