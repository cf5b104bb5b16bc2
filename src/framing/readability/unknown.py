"""What English words are of which the lexicon does not tell: compounds, names, figures, initials, inflected words."""

import re
from collections.abc import Iterator

import numpy as np

from framing.readability.familiar import is_familiar
from framing.readability.hard import is_hard, uninflected
from framing.readability.lexicon import HARD, SYLLABLES_FROM, UNFAMILIAR, lexicon
from framing.readability.shapes import shapes_of
from framing.readability.spelling import guess_all
from framing.readability.syllables import FIGURE, SPOKEN, count_syllables, fold_all, is_initials, is_spelt

_JOINTS = re.compile(r"[-'.\d\n]+")


def describe(forms: list[str], known: np.ndarray) -> np.ndarray:
    """Return the facts of English words as the lexicon has them: syllables, hard, unfamiliar.

    ``known`` is what the lexicon says of each, in lower case.
    """
    lows = fold_all(forms)
    facts = _compounds(forms, lows, known)
    rest = np.flatnonzero(facts == 0)
    spelt = [row for row in rest[known[rest] >> SYLLABLES_FROM <= 0].tolist() if _is_spelling(forms[row], lows[row])]
    asked = sorted({*rest.tolist()}.difference(spelt))
    counts = guess_all([lows[row] for row in spelt]).tolist()
    inflected = [lows[row] for row, count in zip(spelt, counts, strict=True) if count == 3]
    lexicon().expect(_asked_for([lows[row] for row in asked], inflected))
    facts[spelt] = [_marked(lows[row], count) for row, count in zip(spelt, counts, strict=True)]
    facts[asked] = [_described(forms[row], lows[row]) for row in asked]
    return facts


def _is_spelling(form: str, low: str) -> bool:
    """Tell whether an unknown word is one whose syllables only its spelling tells."""
    return low.isalpha() and form not in SPOKEN and (form[1:].islower() or not is_spelt(form))


def _compounds(forms: list[str], lows: list[str], known: np.ndarray) -> np.ndarray:
    """Return the facts of words of known words between hyphens, else 0: hard if one is, familiar if all are."""
    facts = np.zeros(len(forms), dtype=np.int32)
    at = [row for row in np.flatnonzero(known < 0).tolist() if 0 < forms[row].count("-") == lows[row].count("-")]
    if not at:
        return facts
    pieces = [forms[row].split("-") for row in at]
    first = np.cumsum([0, *map(len, pieces[:-1])])
    flat = [piece for word in pieces for piece in word]
    each = lexicon().of(fold_all(flat))
    plain = shapes_of(flat).plain & ~np.fromiter(map(SPOKEN.__contains__, flat), dtype=bool, count=len(flat))
    whole = np.logical_and.reduceat(plain & (each >> SYLLABLES_FROM > 0), first)
    marks = np.bitwise_or.reduceat(each & (HARD | UNFAMILIAR), first)
    facts[at] = whole * ((np.add.reduceat(each >> SYLLABLES_FROM, first) << SYLLABLES_FROM) + marks)
    return facts


def _asked_for(lows: list[str], inflected: list[str]) -> Iterator[str]:
    """Return the words, and of what they and the inflected ones are made: what is looked up for them."""
    yield from lows
    yield from (low.rpartition("'")[0] for low in lows if "'" in low)
    yield from _JOINTS.split("\n".join(lows))
    for low in inflected:
        yield from uninflected(low)


def _described(form: str, low: str) -> int:
    count = count_syllables(form, low)
    if is_initials(form, count) or (not low.isalpha() and ("." in low or FIGURE.search(low))):
        return count << SYLLABLES_FROM
    return _marked(low, count)


def _marked(low: str, count: int) -> int:
    hard = count >= 3 and is_hard(low, count)
    return (count << SYLLABLES_FROM) + HARD * hard + UNFAMILIAR * (not is_familiar(low))
