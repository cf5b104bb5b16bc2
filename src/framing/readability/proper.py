"""Which capitalised words are proper names: decided by where they stand, without a list of names."""

import numpy as np
import pandas as pd

from framing.text import QUOTES, Words

TITLE_WORD = 4
_TITLE_CASE = 0.6
_QUOTES = list(map(ord, QUOTES))


def proper_names(words: Words, candidates: np.ndarray, headlines: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Tell for each of ``candidates`` (words that open with a capital, by row) whether it is a proper name.

    A capital inside a sentence makes a proper name. The first word of a sentence or of a quotation is one only if the
    same form stands with its capital inside a sentence of the same text. In a headline in title case (more than 0.6
    of its words of four letters or more open with a capital) capitals say nothing, and no word of it counts as
    proper. ``headlines`` are the rows of such longer words of the headlines, and whether each opens with a capital.
    """
    text = np.searchsorted(words.first_word, candidates, side="right") - 1
    same, kinds = pd.factorize(text * len(words.distinct) + words.form[candidates])
    inside = np.zeros(len(kinds), dtype=bool)
    inside[same[~_opens(words, candidates)]] = True
    return inside[same] & ~_title_case(words, *headlines)[words.sentences_of(candidates)]


def _opens(words: Words, candidates: np.ndarray) -> np.ndarray:
    """Tell which words are the first of their sentence, or follow a quotation mark directly."""
    opens = words.first_in_sentence[words.sentences_of(candidates)] == candidates
    return opens | np.isin(words.code_before(candidates), _QUOTES)


def _title_case(words: Words, long: np.ndarray, capital: np.ndarray) -> np.ndarray:
    """Tell which sentences are headlines in title case."""
    sentence, size = words.sentences_of(long), len(words.sentence_text)
    total = np.bincount(sentence, minlength=size)
    return np.bincount(sentence, weights=capital, minlength=size) > _TITLE_CASE * total
