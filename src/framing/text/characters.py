"""What every character is to a word: a letter, a digit, something that holds two letters together, or nothing."""

import unicodedata

import numpy as np

APOSTROPHES = "'’ʼ＇`´‘′՚"
HYPHENS = "-\u2010\u2011\u058a\u05be"
DASHES = "\u2012\u2013"
QUOTES = "\"'“”„‟‘’‚‛«»‹›″＂"
_SPACES = (*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
WHITE = "".join(map(chr, _SPACES))
SOFT = "\u00ad\u200b\u200c\u200d\u2060\u055b\u055c\u055e"
"""Characters inside a word that are not part of its spelling: the soft hyphen, joiners, and the Armenian marks of
stress, exclamation and question, which stand over a vowel."""

OTHER, STOP, COMMA, JOINER, MARK, DIGIT, LETTER = 0, 1, 2, 3, 4, 5, 6
IGNORED, BLANK, HYPHEN_MARK, SEPARATOR = 0, 1, 2, 3
_KNOWN = 0x33000
_UNKNOWN = 255
_SELECTORS = range(0xE0100, 0xE01F0)
_BY_CATEGORY = {"L": LETTER, "N": DIGIT, "M": MARK}


def slots(codes: np.ndarray) -> np.ndarray:
    """Return where code points stand in the tables; all above the known scripts share two places."""
    selector = (codes >= _SELECTORS.start) & (codes < _SELECTORS.stop)
    return np.where(codes < _KNOWN, codes, _KNOWN + selector)


def word_kinds(codes: np.ndarray) -> np.ndarray:
    """Return the kind of each of these code points."""
    at = slots(codes)
    kinds = _KINDS[at]
    if (kinds == _UNKNOWN).any():
        for slot in np.unique(at[kinds == _UNKNOWN]).tolist():
            _KINDS[slot] = _BY_CATEGORY.get(unicodedata.category(chr(slot))[0], OTHER)
        kinds = _KINDS[at]
    return kinds


def _special_kinds() -> np.ndarray:
    """Return the table of kinds, in which only what is not told by a character's category is known."""
    table = np.full(_KNOWN + 2, _UNKNOWN, dtype=np.uint8)
    table[_KNOWN:] = OTHER, MARK
    for marks, kind in ((SOFT, MARK), (APOSTROPHES + HYPHENS, JOINER), (".", STOP), (",", COMMA)):
        table[[ord(mark) for mark in marks]] = kind
    return table


_KINDS = _special_kinds()


_GAP_KINDS = {
    mark: kind
    for marks, kind in ((HYPHENS + DASHES, HYPHEN_MARK), (QUOTES + APOSTROPHES, IGNORED), (WHITE, BLANK))
    for mark in marks
}


def gap_kind(mark: str) -> int:
    """Return what one character does between two words."""
    return _GAP_KINDS.get(mark, SEPARATOR)
