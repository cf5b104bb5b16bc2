"""The class of a word by the company it keeps: "insisted" is with "argued" and "warned", "strategist" with "analyst".

Classes are nodes of a tree of Brown clusters (see data/README.md). They tell what ``kinds`` cannot of words seldom or
never met in training: whether one is a noun, a verb, a word for somebody. They are read where few places are looked at.
"""

import gzip
from collections.abc import Iterable
from functools import cache
from importlib import resources

import numpy as np

from framing.voice.weights import Column

N_CLASSES = 256
FILE = resources.files("framing.voice").joinpath("data", "classes.txt.gz")


@cache
def _classes() -> dict[str, int]:
    """Return the class of each word of the table, from 1: the words of one line are of one class."""
    lines = gzip.decompress(FILE.read_bytes()).decode().splitlines()
    return {word: number for number, line in enumerate(lines, start=1) for word in line.split()}


def classes_of(words: Iterable[str], plain: Iterable[str]) -> np.ndarray:
    """Return the class of each word as it stands, or else as it is plainly spelt; 0 where it has none."""
    known = _classes().get
    return np.array([known(word) or known(low, 0) for word, low in zip(words, plain, strict=True)], dtype=np.int64)


def columns_of(names: str) -> dict[str, Column]:
    """Return columns that hold classes, by their names."""
    return {name: Column("number", N_CLASSES) for name in names.split()}
