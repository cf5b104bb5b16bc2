"""The CMU Pronouncing Dictionary that ships with this package: how many syllables 126,052 English words have."""

import lzma
from functools import cache
from importlib import resources

import numpy as np

DICTIONARY = "cmudict.dict.xz"


def dictionary_bytes() -> bytes:
    """Return CMU's file as CMU wrote it: a line a pronunciation, ``word PHONE PHONE ... [# comment]``."""
    packed = resources.files(__package__).joinpath(f"data/{DICTIONARY}").read_bytes()
    return lzma.decompress(packed)


@cache
def syllable_counts() -> dict[str, int]:
    """Return the number of syllables of every word in the dictionary, by its first pronunciation.

    >>> syllable_counts()["azerbaijan"]
    4
    """
    data = dictionary_bytes()
    marks = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(marks == ord("\n"))
    starts = np.concatenate(([0], ends[:-1] + 1))
    spaces = np.flatnonzero(marks == ord(" "))
    after_word = spaces[np.searchsorted(spaces, starts)]
    stressed = np.concatenate(([0], np.cumsum((marks >= ord("0")) & (marks <= ord("2")))))
    counts = (stressed[_before_comment(marks, after_word, ends)] - stressed[after_word]).tolist()
    words = [line.partition(" ")[0] for line in data.decode("ascii").splitlines()]
    return {word: count for word, count in zip(words, counts, strict=True) if not word.endswith(")")}


def _before_comment(marks: np.ndarray, after_word: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return where the phones of each line end: at its comment, or at its end."""
    comments = np.append(np.flatnonzero(marks == ord("#")), len(marks))
    return np.minimum(comments[np.searchsorted(comments, after_word)], ends)
