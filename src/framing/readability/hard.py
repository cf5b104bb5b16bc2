"""Gunning's hard words: three syllables or more, less what he leaves out."""

from functools import cache

from framing.readability.familiar import familiar_list
from framing.readability.lexicon import HARD, SYLLABLES_FROM, lexicon
from framing.readability.syllables import FIGURE, count_syllables

_SHORTEST = 3
_ENDINGS = frozenset("able age ages less full fully ship ships hip ness ally ant ants ate ates".split())


def is_hard(low: str, syllables: int) -> bool:
    """Tell whether a word of ``syllables``, in lower case, is hard by Gunning (1952), its context aside.

    Hard words have three syllables or more, but for combinations of short easy words ("bookkeeper",
    "thirty-something"), words that only -es, -ed or -ing makes three syllables long ("created", "trespasses"),
    figures and initials. Proper names are left out by ``proper``, which knows where a word stands.

    >>> is_hard("bookkeeper", 3), is_hard("created", 3), is_hard("territory", 4)
    (False, False, True)
    """
    if syllables < 3 or (not low.isalpha() and ("." in low or FIGURE.search(low))):
        return False
    if "-" in low:
        return any(map(_is_hard_piece, filter(None, low.split("-"))))
    return not (_is_compound(low) or (syllables == 3 and _only_inflected(low)))


def _is_hard_piece(low: str) -> bool:
    known = lexicon().known(low)
    return bool(known & HARD) if known >> SYLLABLES_FROM > 0 else is_hard(low, count_syllables(low, low))


def _is_compound(low: str) -> bool:
    """Tell whether two listed words of three letters or more make up the word: news + paper."""
    easy = _easy_pieces()
    cuts = range(_SHORTEST, len(low) - _SHORTEST + 1)
    return any(low[:cut] in easy and low[cut:] in easy and low[cut:] not in _ENDINGS for cut in cuts)


@cache
def _easy_pieces() -> frozenset[str]:
    """Return the listed words of three letters or more, and those with a plain -s or -er: ways, keeper."""
    words = [word for word in familiar_list() if len(word) >= _SHORTEST]
    return frozenset(word + ending for word in words for ending in ("", "s", "er"))


def _only_inflected(low: str) -> bool:
    """Tell whether the word without -es, -ed or -ing is a word of two syllables."""
    return any(lexicon().syllables(word) == 2 for word in uninflected(low))


def uninflected(low: str) -> list[str]:
    """Return the words that ``low`` may be, but for -es, -ed or -ing."""
    for ending in ("es", "ed", "ing"):
        if low.endswith(ending):
            stem = low.removesuffix(ending)
            stems = [stem, stem + "e"] + ([stem[:-1]] if stem[-2:-1] == stem[-1:] else [])
            return stems + ([stem[:-1] + "y"] if ending != "ing" and stem.endswith("i") else [])
    return []
