"""The words that the package's lists and tables name: each has a number, and every form of a batch is looked up once.

What is known of a word then is a place in an array by its number. Lists of words that are asked for with
``Stream.among``, ``Tokens.among`` and ``Tokens.forms_among`` are entered where they are defined.
"""

from collections.abc import Callable, Iterable
from functools import cache

import numpy as np

from framing.text import Numbering
from framing.voice import kinds
from framing.voice.classes import known_classes
from framing.voice.keys import numbering
from framing.voice.tags import known_tags

_DATED = (*kinds.DAYS, *kinds.MONTHS)
_OF_KINDS = (*kinds.FUNCTION, *kinds.TITLES, *kinds.ROLES, *_DATED, *(f"{word}'s" for word in _DATED))
_entered: set[str] = set(kinds.MARKS)


def enter(*lists: Iterable[str]) -> None:
    """Enter the words of ``lists``, plainly spelt; RuntimeError once the first words were looked up."""
    if _numbers.cache_info().currsize:
        raise RuntimeError("the vocabulary is in use: enter lists of words where they are defined")
    _entered.update(*lists)


@cache
def _numbers() -> dict[str, int]:
    """Return the number of each word, from 1."""
    words = dict.fromkeys((*_OF_KINDS, *sorted(_entered), *known_classes(), *known_tags()))
    return dict(zip(words, range(1, len(words) + 1), strict=True))


def number_of(word: str) -> int:
    """Return the number of a word, plainly spelt; -1 for one that is in no list or table."""
    return _numbers().get(word, -1)


@cache
def _by_key() -> Numbering:
    return numbering(_numbers())


def numbers_of(keys: np.ndarray) -> np.ndarray:
    """Return the number of each word, given the key of its plain spelling; 0 for words that are in no list or table."""
    return np.maximum(_by_key().find(keys), 0)


@cache
def members(words: frozenset[str]) -> np.ndarray:
    """Tell by number which words are of a list; KeyError for one that was not entered."""
    flags = np.zeros(len(_numbers()) + 1, dtype=bool)
    flags[[_numbers()[word] for word in words]] = True
    return flags


def those(tells: Callable[[str], bool]) -> np.ndarray:
    """Tell by number which words a function tells to be so."""
    return np.array([False, *map(tells, _numbers())], dtype=bool)


@cache
def classes_by_number() -> np.ndarray:
    """Return the class of each word by its number."""
    classes = known_classes()
    return np.array([0, *(classes.get(word, 0) for word in _numbers())], dtype=np.int64)


@cache
def tags_by_number() -> np.ndarray:
    """Return the tag that the table gives each word, by its number; 0 where it gives none."""
    tags = known_tags()
    return np.array([0, *(tags.get(word, 0) for word in _numbers())], dtype=np.int64)


@cache
def kinds_by_number() -> np.ndarray:
    """Return the kinds of words that have them by a list, -1 of others: in small letters, and with a capital."""
    found = np.full((2, len(_numbers()) + 1), -1)
    for number, word in enumerate(dict.fromkeys(_OF_KINDS), start=1):
        found[:, number] = kinds.kind_of_word(word), kinds.kind_of_word(word[0].upper() + word[1:])
    return found
