"""The CMU Pronouncing Dictionary that ships with this package: how many syllables 126,052 English words have."""

import gzip
from functools import cache
from importlib import resources

import numpy as np

DICTIONARY = "cmudict.dict.gz"


def dictionary_bytes() -> bytes:
    """Return CMU's file as CMU wrote it: a line a pronunciation, ``word PHONE PHONE ... [# comment]``."""
    return gzip.decompress(resources.files(__package__).joinpath(f"data/{DICTIONARY}").read_bytes())


@cache
def syllable_counts() -> dict[str, int]:
    """Return the number of syllables of every word in the dictionary, by its first pronunciation.

    >>> syllable_counts()["azerbaijan"]
    4
    """
    data = dictionary_bytes()
    marks = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(marks == ord("\n"))
    spaces = np.flatnonzero(marks == ord(" "))
    phones = spaces[np.searchsorted(spaces, np.concatenate(([0], ends[:-1])))]
    stressed = (marks >= ord("0")) & (marks <= ord("2"))
    edges = np.stack((phones, _before_comment(marks, phones, ends)), axis=1).ravel()
    counts = np.add.reduceat(stressed, edges, dtype=np.int32)[::2].tolist()
    words = [line.partition(" ")[0] for line in data.decode("ascii").splitlines()]
    # "word(2)" is a second pronunciation; it stays in as a key of its own, which no word of a text can equal
    return dict(zip(words, counts, strict=True))


def _before_comment(marks: np.ndarray, phones: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return where the phones of each line end: at its comment, or at its end."""
    comments = np.append(np.flatnonzero(marks == ord("#")), len(marks))
    return np.minimum(comments[np.searchsorted(comments, phones)], ends)
