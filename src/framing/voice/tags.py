"""The part of speech that a word most often has, by the Penn Treebank's tags: "criticism" NN, "claims" VBZ, "bleak" JJ.

Where the table names a word (see data/README.md), its tag stands there; otherwise its kind tells (``BY_KIND``). Nothing
is read from what stands around the word: the models that meet tags read those of the neighbours as well.
"""

import gzip
from collections.abc import Iterable
from functools import cache
from importlib import resources

import numpy as np

from framing.text import Numbering
from framing.voice import kinds
from framing.voice.keys import numbering
from framing.voice.weights import Column

TAGS = (
    "MARK CC CD DT EX FW IN JJ JJR JJS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP TO UH VB VBD VBG VBN VBP VBZ WDT WP "
    "WP$ WRB OUTSIDE"
).split()
ID = {tag: number for number, tag in enumerate(TAGS)}
MARK, OUTSIDE = ID["MARK"], ID["OUTSIDE"]
FINITE = [ID[tag] for tag in ("MD", "VBD", "VBP", "VBZ")]
VERBS = [*FINITE, ID["VB"]]
FILE = resources.files("framing.voice").joinpath("data", "tags.txt.gz")
_BY_SHAPE = {
    "CAP": "NNP", "CAPPOSS": "POS", "NUM": "CD", "ED": "VBD", "ING": "VBG", "LY": "RB", "S": "NNS", "POSS": "POS", "LOW": "NN",
    "ROLE": "NN", "TITLE": "NN", "DAY": "NN", "MONTH": "NNP", "ALLCAP": "NNP", "CAPROLE": "NNP",
}  # fmt: skip
BY_KIND = {name: _BY_SHAPE.get(name, "NN" if name.startswith("w:") else "MARK") for name in kinds.NAMES}


def among(values: np.ndarray, members: Iterable[int]) -> np.ndarray:
    """Tell which of ``values``, tags, are ``members``."""
    flags = np.zeros(len(TAGS), dtype=bool)
    flags[list(members)] = True
    return flags[values]


@cache
def known_tags() -> dict[str, int]:
    """Return the tags of the words of the table: each line is a tag and its words."""
    lines = [line.split() for line in gzip.decompress(FILE.read_bytes()).decode().splitlines()]
    return {word: ID[tag] for tag, *words in lines for word in words}


def tag_of(word: str) -> str:
    """Return the tag of one word as it is spelt, without what stands around it."""
    found = known_tags().get(word)
    return BY_KIND[kinds.NAMES[kinds.kind_of_word(word)]] if found is None else TAGS[found]


@cache
def _with_capitals() -> Numbering:
    return numbering({word: tag for word, tag in known_tags().items() if word != word.lower()})


@cache
def _by_kind() -> np.ndarray:
    return np.array([ID[BY_KIND[name]] for name in kinds.NAMES], dtype=np.int64)


def tags_of(keys: np.ndarray, plain: np.ndarray, capital: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Return the tag of each word, given its key, the tag of its plain spelling in the table (0: none) and its kind.

    A word with a capital has the tag of its own spelling, where the table has that, else that of the plain one.
    """
    found = np.where(plain > 0, plain, _by_kind()[kind])
    own = _with_capitals().find(keys[capital])
    found[capital] = np.where(own > 0, own, found[capital])
    return found


def columns_of(names: str) -> dict[str, Column]:
    """Return columns that hold tags, by their names."""
    return {name: Column("number", len(TAGS)) for name in names.split()}
