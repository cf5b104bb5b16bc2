"""Which misspelt words are words of their own after all: told by how the whole corpus writes them."""

from collections import Counter

import numpy as np

from framing.codebook import fold
from framing.codebook.wordtests import WordTests
from framing.tag.places import Batch
from framing.text import BLOCKED, read_words

RARE = 2
RARE_SHARE = 0.01


class Spelling:
    """Counts, over all batches, of the words that misspellings are forgiven of and of the misspellings found."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._articles: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()

    def count(self, batch: Batch, tests: WordTests) -> None:
        """Count in how many articles of a batch each of these words stands, and how often with a capital."""
        parts = batch.parts
        known = batch.hits.known
        words = {
            form: tests.spelt[key]
            for form, key in zip(known.tolist(), parts.distinct.keys[known].tolist(), strict=True)
            if key in tests.spelt
        }
        if not words:
            return
        number_of = {word: number for number, word in enumerate(dict.fromkeys(words.values()))}
        number = np.full(len(parts.distinct), -1)
        number[list(words)] = [number_of[word] for word in words.values()]
        places = np.flatnonzero((number >= 0)[parts.form])
        form = parts.form[places]
        article = parts.texts_of(places) // 2
        both = np.sort(article * len(number_of) + number[form])
        in_articles = both[np.flatnonzero(np.diff(both, prepend=-1))] % len(number_of)
        for word, many in zip(number_of, np.bincount(in_articles, minlength=len(number_of)).tolist(), strict=True):
            self._articles[word] += many
        everywhere = np.bincount(form, minlength=len(number))
        inside = np.bincount(form[parts.link[places] != BLOCKED], minlength=len(number))
        for row, word in words.items():
            if parts.distinct[row][:1].isupper():
                self._capital[word] += int(inside[row])
            else:
                self._small[word] += int(everywhere[row])

    def is_own_word(self, surface: str, meant: dict[str, tuple[str, ...]]) -> bool:
        """Tell whether a mention holds a supposed misspelling that is common, or that is a name."""
        folded = [fold(form, self._language) for form in read_words([surface]).parts.forms]
        return any(
            self._is_common(word, meant[word]) or self._is_name(word, meant[word]) for word in folded if word in meant
        )

    def _is_common(self, word: str, meant: tuple[str, ...]) -> bool:
        return self._articles[word] > max(RARE, RARE_SHARE * max(self._articles[right] for right in meant))

    def _is_name(self, word: str, meant: tuple[str, ...]) -> bool:
        written_as_name = self._capital[word] > 0 and self._small[word] == 0
        return written_as_name and all(self._small[right] > self._capital[right] for right in meant)
