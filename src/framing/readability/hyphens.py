"""Where pyphen would hyphenate English words: textstat's guess at syllables, counted for many words at once.

The patterns are Liang's, as pyphen carries them (``hyph_en_US.dic``): letters with weights between them, ``hy3ph``. Each
pattern that fits raises the weights of the places it names, and odd weights allow a hyphen.
"""

import codecs
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

_LEAST = 2
_SHORT = 8
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(_SHORT + 1)], dtype=np.uint64)
_NO_PATTERN = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN")


def count_hyphens(words: Sequence[str]) -> np.ndarray:
    """Return for each word in how many places pyphen allows a hyphen, two letters or more from either end.

    Words are in lower case and hold no full stop.

    >>> count_hyphens(["hyphenation", "a"]).tolist()
    [2, 0]
    """
    odd = np.concatenate(([0], np.cumsum(_weights(f".{'.'.join(words)}.") & 1, dtype=np.int64)))
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    ends = np.cumsum(lengths + 1)
    first = ends - lengths + _LEAST
    return odd[np.maximum(ends - 1, first)] - odd[first]


def _weights(text: str) -> np.ndarray:
    """Return the weight of the place before each character of ``text``, words between full stops."""
    patterns = _patterns()
    codes = _encoded(text, patterns.alphabet)
    weights = np.zeros(len(codes) + patterns.longest + 1, dtype=np.uint8)
    eights = _eights(codes)
    for length, (keys, given) in patterns.short.items():
        found = keys.get_indexer(eights & _MASKS[length])
        at = np.flatnonzero(found >= 0)
        rows = given[found[at]]
        for place in range(length + 1):
            weights[at + place] = np.maximum(weights[at + place], rows[:, place])
    keys, groups = patterns.long
    found = keys.get_indexer(eights)
    for at in np.flatnonzero(found >= 0).tolist():
        for letters, given in groups[found[at]]:
            if codes.startswith(letters, at):
                weights[at : at + len(given)] = np.maximum(weights[at : at + len(given)], given)
    return weights[: len(codes)]


@dataclass(frozen=True)
class _Patterns:
    """Patterns with a byte a letter (``alphabet``) and the weights before, between and after their letters.

    ``short`` holds by length the letters of each pattern as a number, and its weights; ``long`` those of eight letters
    or more, by the first eight.
    """

    alphabet: dict[int, int]
    short: dict[int, tuple[pd.Index, np.ndarray]]
    long: tuple[pd.Index, list[list[tuple[bytes, np.ndarray]]]]
    longest: int


@cache
def _patterns() -> _Patterns:
    # found without importing pyphen, which lists all its dictionaries first
    file = Path(find_spec("pyphen").submodule_search_locations[0], "dictionaries", "hyph_en_US.dic")
    lines = map(str.strip, file.read_text(encoding="utf-8").split("\n")[1:])
    laid = "\n".join(line for line in lines if line and not line.startswith(_NO_PATTERN))
    beyond = sorted(mark for mark in set(laid) if not mark.isascii())
    alphabet = {code: code for code in range(128)} | {ord(mark): 128 + at for at, mark in enumerate(beyond)}
    codes = _encoded(laid, alphabet)
    letters, weights = codes.translate(None, b"0123456789"), _weights_of(codes)
    lines = letters.split(b"\n")
    kept = np.fromiter(dict(zip(lines, range(len(lines)), strict=True)).values(), dtype=np.int64)
    length = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))
    keys = _eights(letters)[np.cumsum(length + 1) - length - 1] & _MASKS[np.minimum(length, _SHORT)]
    short = {}
    for size in range(1, _SHORT):
        rows = kept[length[kept] == size]
        short[size] = (pd.Index(keys[rows]), weights[rows, : size + 1])
    long = defaultdict(list)
    for row in kept[length[kept] >= _SHORT].tolist():
        long[int(keys[row])].append((lines[row], weights[row, : length[row] + 1]))
    return _Patterns(alphabet, short, (pd.Index(list(long), dtype=np.uint64), list(long.values())), int(length.max()))


def _weights_of(codes: bytes) -> np.ndarray:
    """Return the weights of each line of patterns, a row a line: its figures, by the number of letters before each."""
    marks = np.frombuffer(codes, dtype=np.uint8)
    figure, ends = (marks >= ord("0")) & (marks <= ord("9")), marks == ord("\n")
    line, letter = np.cumsum(ends), np.cumsum(~figure)
    first = np.concatenate(([0], letter[ends]))
    at = np.flatnonzero(figure)
    place = letter[at] - first[line[at]]
    weights = np.zeros((len(first), int(np.diff(first, append=letter[-1]).max()) + 1), dtype=np.uint8)
    weights[line[at], place] = marks[at] - ord("0")
    return weights


def _encoded(text: str, alphabet: dict[int, int]) -> bytes:
    """Return ``text`` with a byte a character; what stands in no pattern becomes a question mark."""
    if text.isascii():
        return text.encode("ascii")
    return codecs.charmap_encode(text, "replace", alphabet)[0]


def _eights(codes: bytes) -> np.ndarray:
    """Return for each of ``codes`` itself and the seven after it, as one number; noughts after the last."""
    return np.ndarray(len(codes), dtype="<u8", buffer=codes + bytes(_SHORT), strides=(1,))
