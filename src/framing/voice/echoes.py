"""Where else the words of a short quoted phrase stand in its article: in a long quotation, in the outlet's own words."""

from typing import NamedTuple

import numpy as np

from framing.voice.stream import SHORT, Stream

QUOTED, OWN = 1, 2
_MIX, _SLOTS = np.uint64(0x9E3779B97F4A7C15), 16


def find_echoes(stream: Stream, first: np.ndarray, last: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Return for the phrases between marks, ``first:last`` in tokens, whether their words stand in a long quotation of the
    article (``QUOTED``), elsewhere in it besides (``OWN``), both (their sum) or neither (0); 0 for long ones.

    Words are compared as they are plainly spelt; time is linear in the number of words.
    """
    tokens, echo = stream.tokens, np.zeros(len(first), dtype=np.int64)
    word = np.flatnonzero(tokens.form < tokens.n_words)
    every = _Words(tokens.spelt.keys, tokens.form[word], tokens.text[word])
    long = words > SHORT
    own = tokens.words_before[first]
    of_size = {size: np.flatnonzero(words == size) for size in set(words[(words > 0) & ~long].tolist())}
    alike = _alike(every, {size: own[rows] for size, rows in of_size.items()})
    for size, rows in of_size.items():
        places = alike[size]
        found, number = np.unique(every.joined(places, size), return_inverse=True)
        quoted = _is_held(word[places], first[long], last[long])
        count = np.bincount(number * 2 + quoted, minlength=2 * len(found)).reshape(-1, 2)
        at = np.searchsorted(found, every.joined(own[rows], size))
        echo[rows] = QUOTED * (count[at, 1] > 0) + OWN * (count[at, 0] > 1)
    return echo


class _Words(NamedTuple):
    """The words of a batch: the key of each form as it is plainly spelt, and of each word its form and its text."""

    keys: np.ndarray
    form: np.ndarray
    text: np.ndarray

    def joined(self, place: np.ndarray, size: int) -> np.ndarray:
        """Return one key for the ``size`` words from each place and their article."""
        joined = (self.text[place] // 2).astype(np.uint64)
        for step in range(size):
            joined = joined * _MIX + self.keys[self.form[place + step]]
            joined ^= joined >> np.uint64(29)
        return joined


def _is_held(tokens: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tell which tokens stand in one of the ranges ``first:last``, which are in order and apart."""
    before = np.searchsorted(first, tokens, side="right") - 1
    return (before >= 0) & (np.append(last, 0)[before] > tokens)


def _alike(every: _Words, begins: dict[int, np.ndarray]) -> dict[int, np.ndarray]:
    """Return for each size the places of as many words of one article that open and end like those at one of the places
    ``begins``; a few that only seem so (of two words in one slot) are among them."""
    slot = ((every.keys * _MIX) >> np.uint64(64 - _SLOTS)).astype(np.int64)
    opening, ending = np.zeros((2, 1 << _SLOTS), dtype=np.uint8)  # a bit for each size, of which there are SHORT
    for size, places in begins.items():
        opening[slot[every.form[places]]] |= 1 << size
        ending[slot[every.form[places + size - 1]]] |= 1 << size
    opens, ends = opening[slot][every.form], ending[slot][every.form]
    found = {}
    for size in begins:
        places = np.flatnonzero(opens[: len(opens) - size + 1] & ends[size - 1 :] & np.uint8(1 << size))
        found[size] = places[every.text[places] // 2 == every.text[places + size - 1] // 2]
    return found
