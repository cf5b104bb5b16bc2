"""Words as numbers without making a string of each: up to eight ASCII letters are looked up as one integer."""

import numpy as np
import pandas as pd

from framing.readability.facts import FormTable
from framing.readability.marks import decode

_WIDTH = 8
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(_WIDTH + 1)], dtype=np.uint64)


def number_words(codes: np.ndarray, space: np.ndarray, table: FormTable) -> tuple[np.ndarray, np.ndarray]:
    """Return the number in ``table`` of every word, in lower case, and the facts of the numbers.

    A word is a run of ``codes`` that are not ``space``; the first and the last character are. A word of a single
    separator (code 0) has the empty form.
    """
    edges = np.flatnonzero(space[1:] != space[:-1]) + 1
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    short = lengths <= _WIDTH
    short[np.searchsorted(starts, np.flatnonzero((codes > 127) & ~space), side="right") - 1] = False
    place, keys = pd.factorize(_keys(codes, starts[short], lengths[short]))
    names = keys.view("S8").astype("U8").tolist()
    long = np.flatnonzero(~short)
    text = decode(codes)
    spans = zip(starts[long].tolist(), (starts[long] + lengths[long]).tolist(), strict=True)
    found, facts = table.numbers([*names, *[text[start:end].lower() for start, end in spans]])
    numbers = np.empty(len(starts), dtype=np.int32)
    numbers[short], numbers[long] = found[: len(names)][place], found[len(names) :]
    return numbers, facts


def _keys(codes: np.ndarray, starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Return the words that start at ``starts``, in lower case, as integers: their letters in the order of memory."""
    letters = np.zeros(len(codes) + _WIDTH, dtype=np.uint8)
    letters[: len(codes)] = codes
    letters[(letters >= ord("A")) & (letters <= ord("Z"))] += ord("a") - ord("A")
    windows = np.ndarray(len(codes), dtype="<u8", buffer=letters, strides=(1,))
    return windows[starts] & _MASKS[lengths]
