"""Where pyphen would hyphenate an English word: textstat's guess at syllables, counted without pyphen's slow search."""

from functools import cache

_LEAST = 2
_WEIGHTS = ""


def count_hyphens(word: str) -> int:
    """Return how many places pyphen's US English patterns allow a hyphen in, two letters or more from either end.

    ``word`` is in lower case. The patterns are Liang's: each raises the weight of some places, and odd weights allow
    a hyphen.

    >>> count_hyphens("hyphenation")
    2
    """
    tree = _patterns()
    marked = f".{word}."
    weights = [0] * (len(marked) + 1)
    for start in range(len(marked) - 1):
        branch = tree
        for letter in marked[start:]:
            branch = branch.get(letter)
            if branch is None:
                break
            for offset, weight in branch.get(_WEIGHTS, ()):
                if weights[start + offset] < weight:
                    weights[start + offset] = weight
    return sum(weight & 1 for weight in weights[_LEAST + 1 : len(word) - _LEAST + 2])


@cache
def _patterns() -> dict:
    """Return pyphen's patterns as a tree of letters; under ``_WEIGHTS`` stand the weights a pattern gives to places."""
    from pyphen import Pyphen

    tree: dict = {}
    for letters, (start, weights) in Pyphen(lang="en_US").hd.patterns.items():
        branch = tree
        for letter in letters:
            branch = branch.setdefault(letter, {})
        branch[_WEIGHTS] = tuple((start + place, int(weight)) for place, weight in enumerate(weights) if weight)
    return tree
