"""The form under which words are compared, and wildcards inside one word."""

import re
import unicodedata
from functools import cache

from framing.text import SOFT

_SOFT = dict.fromkeys(map(ord, SOFT))
_TURKIC = str.maketrans({"I": "ı", "İ": "i"})
_ARABIC = dict.fromkeys([0x0640, *range(0x064B, 0x0653), 0x0670])
TURKIC, RUSSIAN, ARABIC = ("tr", "az"), ("ru",), ("ar", "fa", "ur")


def fold(word: str, language: str = "en", case: bool = False) -> str:
    """Return the form under which words are compared: composed accents, no soft hyphens, and no case unless ``case``.

    In Turkish and Azerbaijani "I" folds to dotless "ı" and "İ" to "i"; elsewhere "İ" folds to plain "i". In Russian "ё"
    is "е"; in Arabic, Persian and Urdu vowel signs and the lengthening stroke do not count.

    >>> fold("Straße"), fold("ISPARTA"), fold("ISPARTA", "tr")
    ('strasse', 'isparta', 'ısparta')
    """
    if word.isascii() and language not in TURKIC:
        return word if case else word.lower()
    word = word.translate(_SOFT)
    if language in ARABIC:
        word = word.translate(_ARABIC)
    if case:
        return unicodedata.normalize("NFC", word)
    if language in TURKIC:
        word = unicodedata.normalize("NFC", word).translate(_TURKIC)
    folded = unicodedata.normalize("NFD", word).casefold().replace("i\u0307", "i")
    folded = unicodedata.normalize("NFC", folded)
    return folded.replace("ё", "е") if language in RUSSIAN else folded


def fold_all(words: list[str], language: str = "en", case: bool = False) -> list[str]:
    """Return ``fold`` of every word; none may hold a line end."""
    if language in TURKIC or not words:
        return [fold(word, language, case) for word in words]
    folded = list(words) if case else "\n".join(words).lower().split("\n")
    for at in [at for at, word in enumerate(words) if not word.isascii()]:
        folded[at] = fold(words[at], language, case)
    return folded


def glob_matches(pattern: str, word: str) -> bool:
    """Tell whether ``word`` fits a wildcard pattern, without backtracking.

    >>> glob_matches("separatis*", "separatism"), glob_matches("wom?n", "woman"), glob_matches("*a*a*b", "aaaa")
    (True, True, False)
    """
    first, *middle = pattern.split("*")
    if not middle:
        return len(first) == len(word) and _fits(first, word, 0)
    last = middle.pop()
    end = len(word) - len(last)
    if len(first) > end or not _fits(first, word, 0) or not _fits(last, word, end):
        return False
    at = len(first)
    for piece in middle:
        at = _find(piece, word, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def _fits(piece: str, word: str, at: int) -> bool:
    if "?" not in piece:
        return word.startswith(piece, at)
    return all(mark in ("?", word[at + i]) for i, mark in enumerate(piece))


def _find(piece: str, word: str, at: int, end: int) -> int:
    """Return the first place of ``piece`` in ``word[at:end]``, or -1."""
    if "?" not in piece:
        return word.find(piece, at, end)
    found = _shape(piece).search(word, at, end)
    return found.start() if found else -1


@cache
def _shape(piece: str) -> re.Pattern:
    return re.compile("".join("." if mark == "?" else re.escape(mark) for mark in piece), re.DOTALL)
