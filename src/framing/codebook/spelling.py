"""Which words are another word misspelt: one edit away, and no word of their own.

The English word list that ships with this package is SCOWL's (see ``data/README.md``); for other languages there is
none, and no misspelling is forgiven.
"""

import gzip
from collections.abc import Iterable
from functools import cache
from importlib import resources

LEAST = 7
DICTIONARIES = {"en": "english-words.gz"}
ENDINGS = (
    "", *"s es d ed n i a e er ers r y ly al l o t st m ist ism in ing".split(),
)  # fmt: skip
"""Endings that make an inflection or another word of the same family; two words that differ in these alone are not a
misspelling of each other ("Azerbaijan", "Azerbaijani", "Azerbaijans")."""

_MAKERS = ("er", "ers", "ing", "ed", "s")
"""Endings that make a new word of one of the dictionary ("defunders" of "defund")."""
_BEFORE = ("up", "out", "over", "under", "down", "non", "anti")
"""What makes a new word before one of the dictionary ("upcoding")."""
_PERSONS = ("ee", "ees")
"""Endings that make two words of two of the dictionary: "detailees" is not "detainees" misspelt, but "commitees" is one."""


@cache
def dictionary(language: str) -> frozenset[str]:
    """Return the folded words of six letters and more that are never misspellings; empty where none ships."""
    name = DICTIONARIES.get(language)
    if name is None:
        return frozenset()
    packed = resources.files(__package__).joinpath(f"data/{name}").read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split("\n"))


def one_edit(left: str, right: str) -> bool:
    """Tell whether one letter added, left out, changed or swapped with its neighbour turns one word into the other.

    >>> one_edit("breakaway", "breakway"), one_edit("region", "regoin"), one_edit("region", "regions!")
    (True, True, False)
    """
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + long[at : at + 2][::-1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or (swapped == short and short[at + 2 :] == long[at + 2 :])


def is_slip(word: str, meant: str) -> bool:
    """Tell whether one edit is a slip of the fingers: a letter left out, struck twice, or swapped with its neighbour.

    >>> is_slip("goverment", "government"), is_slip("moeller", "mueller"), is_slip("obamascare", "obamacare")
    (True, False, False)
    """
    if len(word) != len(meant) + 1:
        return len(word) < len(meant) or sorted(word) == sorted(meant)
    at = next((i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), len(meant))
    return word[at] == word[at - 1]


def same_family(left: str, right: str) -> bool:
    """Tell whether two words differ in their ending alone, as a word and its plural do."""
    at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    stems = range(max(at - 2, 0), at + 1)
    return any(left[stem:] in ENDINGS and right[stem:] in ENDINGS for stem in stems)


def _may_mean(word: str, meant: str, capital: bool) -> bool:
    if not one_edit(word, meant) or same_family(word, meant) or word.isascii() < meant.isascii():
        return False
    if len(word) == len(meant) and word[:-1] == meant[:-1]:
        return False
    return not capital or (len(meant) > LEAST and is_slip(word, meant))


class Speller:
    """Finds for a word the codebook's words that it may be a misspelling of."""

    def __init__(self, words: Iterable[str], known: frozenset[str], language: str) -> None:
        self._known, self._listed = known, dictionary(language)
        self._near: dict[str, list[str]] = {}
        for word in sorted({word for word in words if len(word) >= LEAST and word.isalpha()}):
            for shape in _shapes(word):
                self._near.setdefault(shape, []).append(word)
        words = {shape for shapes in self._near.values() for shape in shapes} if language in DICTIONARIES else set()
        self._heads = {word[:4] for word in words}
        self._ends = {(word[0], word[-2:], len(word) + more) for word in words for more in (-1, 0, 1)}

    def meant(self, word: str, capital: bool = False) -> list[str]:
        """Return the words that one of the ``suspects`` (folded) may be meant for.

        With a ``capital`` it may be a name that differs by a letter; then only a slip of the fingers is forgiven.
        """
        if any(word.endswith(end) and word[: -len(end)] in self._listed for end in _MAKERS):
            return []
        if any(word.startswith(first) and word[len(first) :] in self._listed for first in _BEFORE):
            return []
        near = {meant for shape in _shapes(word) for meant in self._near.get(shape, ())}
        return [meant for meant in sorted(near) if _may_mean(word, meant, capital) and not self._persons(word, meant)]

    def _persons(self, word: str, meant: str) -> bool:
        """Tell whether both words are made of a word of the dictionary with the same one of ``_PERSONS``."""
        return any(
            word.endswith(end) and meant.endswith(end) and {word[: -len(end)], meant[: -len(end)]} <= self._listed
            for end in _PERSONS
        )

    def suspects(self, words: list[str]) -> list[int]:
        """Return the places of the words that are no words of the dictionary or the codebook but may be near one.

        One edit leaves the first four letters as they are, or the first letter and the last two.
        """
        heads, ends, known, listed = self._heads, self._ends, self._known, self._listed
        return [
            at
            for at, word in enumerate(words)
            if len(word) >= LEAST - 1
            and (word[:4] in heads or (word[0], word[-2:], len(word)) in ends)
            and word not in listed
            and word not in known
            and word.isalpha()
        ]


def _shapes(word: str) -> set[str]:
    """Return the word, and the word without each of its letters but the first."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}
