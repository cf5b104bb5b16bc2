"""Given names, and the pronoun that fits whoever bears one: "Sahiba" is a woman's, "Boris" a man's, "Kim" either's.

The table (see data/README.md) only helps to tell whom "he" and "she" may mean, and where a name begins in a run of
capitalised words; what an article tells ("Mr", "his wife") goes before it.
"""

import gzip
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from framing.voice.classes import class_of
from framing.voice.persons import FEMALE, MALE
from framing.voice.somebody import OFFICES, can_speak
from framing.voice.tags import known_tags

EITHER = ""
ORDER = (FEMALE, MALE, EITHER)
FILE = resources.files("framing.voice").joinpath("data", "given.txt.gz")
_SURE = (FEMALE, MALE)


@cache
def known_names() -> dict[str, str]:
    """Return the pronoun of each name of the table, ``EITHER`` where both fit: a line of names for each of ``ORDER``."""
    lines = gzip.decompress(FILE.read_bytes()).decode().splitlines()
    return {name: pronoun for pronoun, line in zip(ORDER, lines, strict=True) for name in line.split()}


class _Classes(NamedTuple):
    """The classes of words like some examples (see ``classes``); ``names`` has None too: names are often unknown."""

    names: frozenset[int | None]
    mary: int | None
    origins: frozenset[int | None]
    adjectives: frozenset[int | None]
    others: frozenset[int | None]


@cache
def _classes() -> _Classes:
    def like(*examples: str) -> frozenset[int | None]:
        return frozenset(map(class_of, examples))

    return _Classes(
        names=like("Smith", "Mary", "Pelosi") | {None},
        mary=class_of("Mary"),
        origins=like("Detroit", "French", "Catholic", "Hampshire"),
        adjectives=like("French", "Catholic", "Syrian"),
        others=like("Foundation", "Street", "Catholic", "Democrats", "French"),
    )


def pronoun_of(name: str) -> str | None:
    """Return the pronoun of a given name, ``EITHER`` where both fit, None where the table does not know it.

    Accents are ignored, and of a name with a hyphen the first part is read: "Jean-Claude".
    """
    plain = name.partition("-")[0]
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return known_names().get(plain.lower())


@lru_cache(maxsize=1 << 14)
def opens_name(word: str) -> bool:
    """Tell whether a word surely is a man's or a woman's given name."""
    return pronoun_of(word) in _SURE and class_of(word) in _classes().names


@lru_cache(maxsize=1 << 14)
def closes_name(word: str, given: str) -> bool:
    """Tell whether a capitalised word can close a person's name that opens with ``given``: "Lee", not "Foundation".

    Behind what is surely a given name stands anything but a noun for bodies and places or an adjective of a people; behind
    another word only what is like a surname, or unknown.
    """
    like, before, pronoun = _classes(), class_of(given), pronoun_of(given)
    if before in like.adjectives:
        return False
    if pronoun in _SURE or (pronoun == EITHER and before == like.mary):
        return class_of(word) not in like.others
    return class_of(word) in like.names


@lru_cache(maxsize=1 << 14)
def tells_origin(word: str) -> bool:
    """Tell whether a capitalised word is a place or the adjective of one: "Texas", "Mexican"."""
    return class_of(word) in _classes().origins and not can_speak(word) and word.lower() not in OFFICES


@lru_cache(maxsize=1 << 14)
def is_label(word: str) -> bool:
    """Tell whether a capitalised word before a given name is no part of it: "FEMA", "Uh", "Times"."""
    if pronoun_of(word) in _SURE or len(word) == 1:
        return False
    return word.isupper() or word.lower() in known_tags() or class_of(word) not in _classes().names
