"""The class of a word by the company it keeps: "insisted" is with "argued" and "warned", "strategist" with "analyst".

Classes are nodes of a tree of Brown clusters (see data/README.md). They tell what ``kinds`` cannot of words seldom or
never met in training: whether one is a noun, a verb, a word for somebody. They are read where few places are looked at.
"""

import gzip
from functools import cache
from importlib import resources

import numpy as np

from framing.text import Numbering
from framing.voice.keys import numbering
from framing.voice.weights import Column

N_CLASSES = 256
FILE = resources.files("framing.voice").joinpath("data", "classes.txt.gz")


@cache
def known_classes() -> dict[str, int]:
    """Return the class of each word of the table, from 1: the words of one line are of one class."""
    lines = gzip.decompress(FILE.read_bytes()).decode().splitlines()
    return {word: number for number, line in enumerate(lines, start=1) for word in line.split()}


def class_of(word: str) -> int | None:
    """Return the class of one word as it is spelt, else that of its small spelling."""
    known = known_classes()
    return known.get(word) or known.get(word.lower())


@cache
def _with_capitals() -> Numbering:
    return numbering({word: number for word, number in known_classes().items() if word != word.lower()})


def classes_of(keys: np.ndarray, plain: np.ndarray, capital: np.ndarray) -> np.ndarray:
    """Return the class of each word, given its key and the class of its plain spelling; 0 where it has none.

    A word with a capital has the class of its own spelling, where that has one, else that of the plain one.
    """
    found = plain.copy()
    own = _with_capitals().find(keys[capital])
    found[capital] = np.where(own > 0, own, found[capital])
    return found


def columns_of(names: str) -> dict[str, Column]:
    """Return columns that hold classes, by their names."""
    return {name: Column("number", N_CLASSES) for name in names.split()}
