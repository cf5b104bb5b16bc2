"""Dale and Chall's familiar words: the list textstat carries, and the inflections Dale and Chall count with it."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_ADJECTIVES = frozenset(
    """able angry bad bare big bitter black blue bold brave brief bright broad brown busy calm cheap clean clear clever
    close cold cool cruel curly dark dear deaf deep dim dirty dry dull dusty dumb eager early easy empty fair false
    far fast fat few fierce fine firm flat fond free fresh full funny gay gentle glad good grand grave gray great
    green happy hard healthy heavy high hot huge hungry kind large late lazy light little lively lonely long loose
    loud low lucky mad mean mild narrow naughty near neat new nice noisy odd old pale plain pleasant polite poor
    pretty proud pure quick quiet rare raw ready red rich ripe rosy rough round rude sad safe sharp short shy sick
    silly simple slim slow small smart smooth soft sore sorry sour steady steep stiff still strange strict strong
    stupid sure sweet swift tall tame tan tender thick thin tight tiny tough true ugly warm weak wealthy wet white
    wide wild wise young yellow""".split()
)


_FIGURE = re.compile(r"\d")
_INFLECTIONS = ("s", "ed", "ing", "ly", "er", "est")


@cache
def textstat_list() -> frozenset[str]:
    """Return Dale and Chall's list as textstat packages it (MIT licence; 2,941 words), without importing textstat."""
    package = find_spec("textstat").submodule_search_locations[0]
    packed = Path(package, "resources", "en", "easy_words.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in packed.splitlines())


@cache
def familiar_list() -> frozenset[str]:
    """Return the words that count as familiar as they stand: textstat's copy of the list."""
    return textstat_list() - {""}


def is_familiar(low: str) -> bool:
    """Tell whether a word, in lower case with straight apostrophes, counts as familiar.

    Familiar are (Dale & Chall 1948, Educational Research Bulletin 27, instructions): figures, initials, the listed
    words, their regular plurals and possessives, verb forms in -s, -ed, -ing, comparatives and superlatives of
    adjectives, adverbs in -ly, contractions of listed words, and hyphenated words of familiar parts. A noun made with
    -er, an adjective made with -y and a word with more than one ending ("easily" has its own) are unfamiliar.

    >>> is_familiar("countries"), is_familiar("stopped"), is_familiar("separatist")
    (True, True, False)
    """
    if low in familiar_list() or len(low) == 1:
        return True
    if low.isalpha():
        return low.endswith(_INFLECTIONS) and not familiar_list().isdisjoint(_stems(low))
    if "." in low or _FIGURE.search(low):
        return True
    if "-" in low:
        return all(map(is_familiar, filter(None, low.split("-"))))
    return is_familiar(_without_contraction(low)) if "'" in low else False


def _without_contraction(low: str) -> str:
    for ending in ("n't", "'s", "'ve", "'ll", "'re", "'d", "'m", "'"):
        if low.endswith(ending):
            return low.removesuffix(ending).replace("'", "")
    return low.replace("'", "")


def _stems(low: str) -> list[str]:
    """Return the words that ``low`` may be a regular form of."""
    stems = []
    if low.endswith("s") and not low.endswith("ss"):
        stems += [low[:-1]] + ([low[:-2]] if low.endswith("es") else []) + _with_y(low, "ies")
    if low.endswith("ed"):
        stems += [low[:-1], *_bare(low[:-2]), *_with_y(low, "ied")]
    if low.endswith("ing"):
        stems += [low[:-3] + "e", *_bare(low[:-3])]
    if low.endswith("ly"):
        stems.append(low[:-2])
    return stems + _compared(low)


def _compared(low: str) -> list[str]:
    for ending in ("er", "est"):
        if low.endswith(ending):
            stem = low.removesuffix(ending)
            found = [stem + "e", *_bare(stem), *_with_y(low, "i" + ending)]
            return [word for word in found if word in _ADJECTIVES]
    return []


def _bare(stem: str) -> list[str]:
    """Return the stem, and the stem with a doubled consonant made single: stopp -> stop."""
    return [stem, stem[:-1]] if len(stem) > 2 and stem[-1] == stem[-2] else [stem]


def _with_y(low: str, ending: str) -> list[str]:
    return [low.removesuffix(ending) + "y"] if low.endswith(ending) else []
