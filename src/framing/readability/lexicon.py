"""CMU's words with what readability asks of each, worked out beforehand: syllables, hard, unfamiliar, listed.

``data/words.npz`` holds no words but a number made of each, and what is known of it; ``benchmarks/readability.py words``
writes it from CMU's dictionary and the rules of ``hard`` and ``familiar``, and a test holds it to them. Words with a
full stop are left out: they are spoken as initials.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

import numpy as np

from framing.text.forms import forms_of

HARD, UNFAMILIAR, LISTED, SYLLABLES_FROM = 1, 2, 4, 3
FILE = "words.npz"
_AT_HAND = 50_000
_BITS = 17
_SHIFT, _LAST, _SPREAD = np.uint64(64 - _BITS), np.uint64(2**64 - 1), np.uint64(0x9E3779B97F4A7C15)


class Lexicon:
    """What is known of words, in lower case: syllables times 8, plus the marks that hold.

    The marks are ``HARD``, ``UNFAMILIAR`` and ``LISTED`` (on textstat's copy of Dale and Chall's list).
    """

    def __init__(self, keys: np.ndarray, facts: np.ndarray) -> None:
        self._keys, self._facts = np.append(keys, _LAST), np.append(facts, np.uint8(0))
        self._first = np.concatenate(([0], np.cumsum(np.bincount(keys >> _SHIFT, minlength=1 << _BITS))))
        self._at_hand: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._keys) - 1

    def of(self, words: Sequence[str]) -> np.ndarray:
        """Return what is known of each word, -1 where it is none of CMU's.

        >>> lexicon().of(["resolution", "housakos"]).tolist() == [4 * 8 + HARD + UNFAMILIAR, -1]
        True
        """
        lines = "\n".join(words)
        if lines.count("\n") >= len(words):
            lines = "\n".join([word.replace("\n", " ") for word in words])
        return self.of_lines(lines) if words else np.zeros(0, dtype=np.int32)

    def of_lines(self, lines: str) -> np.ndarray:
        """Return ``of`` for words that stand one a line."""
        keys = word_keys(lines)
        # keys are spread evenly: one stands a step or two behind the first that begins with the same bits
        at = self._first[keys >> _SHIFT]
        rows = np.flatnonzero(self._keys[at] < keys)
        while len(rows):
            at[rows] += 1
            rows = rows[self._keys[at[rows]] < keys[rows]]
        return np.where(self._keys[at] == keys, self._facts[at].astype(np.int32), -1)

    def expect(self, words: Iterable[str]) -> None:
        """Look up words that will be asked for one by one: together it takes a hundredth of the time."""
        if len(self._at_hand) > _AT_HAND:
            self._at_hand = {}
        new = [word for word in dict.fromkeys(words) if word not in self._at_hand]
        self._at_hand.update(zip(new, self.of(new).tolist(), strict=True))

    def known(self, word: str) -> int:
        """Return what is known of one word, -1 if it is none of CMU's."""
        if word not in self._at_hand:
            self.expect([word])
        return self._at_hand[word]

    def syllables(self, word: str) -> int:
        """Return how many syllables CMU gives a word; 0 if it does not have it.

        >>> lexicon().syllables("azerbaijan"), lexicon().syllables("housakos")
        (4, 0)
        """
        return max(0, self.known(word) >> SYLLABLES_FROM)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that ships with this package."""
    with resources.files(__package__).joinpath("data", FILE).open("rb") as file, np.load(file) as packed:
        return Lexicon(packed["keys"], packed["facts"])


def pack(words: Mapping[str, int]) -> dict[str, np.ndarray]:
    """Return the arrays of a lexicon of these words, sorted by key."""
    keys, facts = word_keys("\n".join(words)), np.array(list(words.values()), dtype=np.uint8)
    order = np.argsort(keys)
    return {"keys": keys[order], "facts": facts[order]}


def word_keys(lines: str) -> np.ndarray:
    """Return a number for each line: 64 bits made of its bytes, alike in any process if there are at most 64 of them."""
    data = f"{lines}\n".encode("utf-8", "surrogatepass")
    ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == ord("\n"))
    return forms_of(data, np.concatenate(([0], ends[:-1] + 1)), ends).keys * _SPREAD
