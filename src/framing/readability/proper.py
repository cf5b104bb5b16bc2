"""Which capitalised words are proper names: decided by where they stand, without a list of names."""

import numpy as np

from framing.text import QUOTES, Words

_TITLE_CASE = 0.6
_QUOTES = list(map(ord, QUOTES))


def proper_names(words: Words, candidates: np.ndarray, capital: np.ndarray, letters: np.ndarray) -> np.ndarray:
    """Tell for each of ``candidates`` (words that open with a capital, by row) whether it is a proper name.

    A capital inside a sentence makes a proper name. The first word of a sentence or of a quotation is one only if the
    same form stands with its capital inside a sentence of the same text. In a headline in title case (more than 0.6
    of its words of four letters or more open with a capital) capitals say nothing, and no word of it counts as
    proper. ``capital`` and ``letters`` are facts of every word.
    """
    text, form = words.text[candidates], words.form[candidates]
    opens = _opens(words, candidates)
    place = text.astype(np.int64) * len(words.distinct) + form
    inside = np.unique(place[~opens])
    at = np.searchsorted(inside, place)
    seen = np.zeros(len(place), dtype=bool)
    seen[at < len(inside)] = inside[at[at < len(inside)]] == place[at < len(inside)]
    return seen & ~_title_case(words, capital, letters)[words.sentence[candidates]]


def _opens(words: Words, candidates: np.ndarray) -> np.ndarray:
    """Tell which words are the first of their sentence, or follow a quotation mark directly."""
    before = np.maximum(candidates - 1, 0)
    opens = (candidates == 0) | (words.sentence[candidates] != words.sentence[before])
    return opens | np.isin(words.code_before(candidates), _QUOTES)


def _title_case(words: Words, capital: np.ndarray, letters: np.ndarray) -> np.ndarray:
    """Tell which sentences are headlines in title case; a text of even number is a headline."""
    size = len(words.sentence_text)
    long = np.flatnonzero((letters >= 4) & (words.text % 2 == 0))
    total = np.bincount(words.sentence[long], minlength=size)
    capitals = np.bincount(words.sentence[long], weights=capital[long], minlength=size)
    return capitals > _TITLE_CASE * total
