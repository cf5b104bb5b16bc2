"""How many syllables an English word has when read aloud.

First CMU's dictionary (its first pronunciation); then what the spelling says: figures and initials as they are spoken,
hyphens and apostrophes as joints, anything else by the rules of ``spelling``.
"""

import re

from framing.readability.figures import number_syllables, ordinal_syllables
from framing.readability.lexicon import lexicon
from framing.readability.spelling import guess_syllables

_PLAIN = dict.fromkeys("’ʼ＇`´", "'") | dict.fromkeys("\u2010\u2011", "-")
_PLAIN |= dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060", "")
_STRAIGHT = str.maketrans(_PLAIN)
_SMALL_WORDS = frozenset("am an as at be by do go he hi if in is it me my no of oh on or so to up we".split())
SPOKEN = {
    "Dr": 2, "Sen": 3, "Gov": 3, "Lt": 3, "Col": 2, "Sgt": 2, "Capt": 2,
    "Feb": 4, "Aug": 2, "Sept": 3, "Oct": 3, "Nov": 3, "Dec": 3,
}  # fmt: skip
LONGEST_SPOKEN = max(map(len, SPOKEN))
FIGURE = re.compile(r"\d")
_RUNS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_CAPITALS = re.compile(r"([A-Z]{2,4})(?:['’]?s)?")
_SPELT_SIBILANT = re.compile("[hsx]$")
_SIBILANT = re.compile(r"(?:[sxz]|[cs]h|[cgsz]e)$")


def fold(form: str) -> str:
    """Return ``form`` in lower case with straight apostrophes and plain hyphens.

    >>> fold("Azerbaijan’s")
    "azerbaijan's"
    """
    return form.lower() if form.isascii() else form.lower().translate(_STRAIGHT)


def fold_all(forms: list[str]) -> list[str]:
    """Return ``fold`` of each of ``forms``; together they are folded much faster than one by one."""
    folded = fold_lines("\n".join(forms)).split("\n")
    return folded if len(folded) == len(forms) else list(map(fold, forms))


def fold_lines(lines: str) -> str:
    """Return forms that stand one a line, each folded."""
    low = lines.lower()
    if not low.isascii():
        for mark, plain in _PLAIN.items():
            low = low.replace(mark, plain)
    return low


def count_syllables(word: str, low: str | None = None) -> int:
    """Return the number of syllables of one English word, as a form of ``framing.text``; at least 1.

    ``low`` is the folded word, if it is at hand.

    >>> [count_syllables(word) for word in ("government", "self-proclaimed", "U.S", "OSCE", "1990s", "Housakos")]
    [3, 3, 2, 4, 4, 3]
    """
    low = fold(word) if low is None else low
    known = lexicon().syllables(low)
    if known and word[1:].islower() and word not in SPOKEN:
        return known
    if not low.isalpha():
        if FIGURE.search(low):
            return max(1, _joined(word, low) if "-" in low else _with_figures(low))
        if "." in low:
            return _initials(low)
    if is_spelt(word):
        return _initials(low[:-1] if word.endswith("s") else low)
    return SPOKEN.get(word) or known or max(1, _joined(word, low))


def _joined(word: str, low: str) -> int:
    """Count an unknown word: the sum of its pieces between hyphens, or a stem and what follows its apostrophe."""
    straight = word if word.isascii() else word.translate(_STRAIGHT)
    if "-" in low:
        return sum(map(count_syllables, filter(None, straight.split("-"))))
    stem, mark, rest = straight.rpartition("'")
    if not mark:
        return guess_syllables(low)
    if rest in ("s", "S") and stem:
        return count_syllables(stem) + bool((_SPELT_SIBILANT if is_spelt(stem) else _SIBILANT).search(fold(stem)))
    return sum(lexicon().syllables(piece) or guess_syllables(piece, least=0) for piece in low.split("'") if piece)


def is_spelt(word: str) -> bool:
    """Tell whether capitals are said letter by letter: UN, US, and OSCE, which CMU does not know as a word."""
    letters = word[:-1] if word.endswith("s") and len(word) > 2 else word
    if not (letters.isupper() and 2 <= len(letters) <= 4 and letters.isascii() and letters.isalpha()):
        return False
    low = letters.lower()
    return low not in _SMALL_WORDS if len(letters) == 2 else lexicon().known(low) < 0


def is_initials(word: str, syllables: int) -> bool:
    """Tell whether a word of so many syllables is said letter by letter.

    >>> is_initials("FBI", 3), is_initials("OSCE’s", 4), is_initials("NATO", 2), is_initials("AREA", 3)
    (True, True, False, False)
    """
    capitals = _CAPITALS.fullmatch(word)
    return capitals is not None and syllables == _initials(capitals.group(1).lower())


def _initials(low: str) -> int:
    """Count letters said one by one ("double u" for w), and whole pieces where a stop parts longer ones."""
    pieces = low.split(".") if "." in low else list(low)
    counts = (1 + 2 * (piece == "w") if len(piece) == 1 else count_syllables(piece) for piece in pieces if piece)
    return max(1, sum(counts))


def _with_figures(low: str) -> int:
    if low.isdecimal():
        return number_syllables(low)
    ordinal = _ORDINAL.fullmatch(low)
    if ordinal:
        return ordinal_syllables(ordinal.group(1))
    runs = _RUNS.findall(low)
    return sum(number_syllables(run) if run[0].isdecimal() else _suffix(run) for run in runs)


def _suffix(letters: str) -> int:
    """Count letters beside digits: the s of "1990s" is silent, "5g" and "10km" are spelt, "30-year" has a word."""
    if letters == "s":
        return 0
    return _initials(letters) if len(letters) <= 2 and letters not in _SMALL_WORDS else count_syllables(letters)
