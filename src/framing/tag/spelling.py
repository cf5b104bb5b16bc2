"""Which misspelt words are words of their own after all: told by how the whole corpus writes them."""

import numpy as np

from framing.codebook import fold
from framing.codebook.wordtests import WordTests
from framing.tag.places import Batch
from framing.text import BLOCKED, read_words

RARE = 2
RARE_SHARE = 0.01


class Spelling:
    """Counts, over all batches, of the words that misspellings are forgiven of and of the misspellings found."""

    def __init__(self, tests: WordTests) -> None:
        self._tests = tests
        self._articles, self._small, self._capital = np.zeros((3, 0), dtype=np.int64)

    def count(self, batch: Batch) -> None:
        """Count in how many articles of a batch each of these words stands, and how often with a capital."""
        parts, rows, many = batch.parts, batch.hits.rows, len(self._tests.spelt)
        places = np.flatnonzero((self._tests.spelt_of_row >= 0)[rows])
        word, capital = self._tests.spelt_of_row[rows[places]], self._tests.capital_of_row[rows[places]]
        stands = np.zeros(((len(batch.words.texts) + 1) // 2, many), dtype=bool)
        stands[parts.texts_of_sorted(places) // 2, word] = True
        named = word[capital & (parts.link[places] != BLOCKED)]
        small, capitals = (np.bincount(words, minlength=many) for words in (word[~capital], named))
        self._add(np.stack((stands.sum(axis=0), small, capitals)))

    def _add(self, counts: np.ndarray) -> None:
        """Add counts of the words, of which there may be more than before."""
        counts[:, : len(self._articles)] += self._articles, self._small, self._capital
        self._articles, self._small, self._capital = counts

    def is_own_word(self, surface: str) -> bool:
        """Tell whether a mention holds a supposed misspelling that is common, or that is a name."""
        self._add(np.zeros((3, len(self._tests.spelt)), dtype=np.int64))
        number, meant = self._tests.spelt, self._tests.meant
        folded = [fold(form, self._tests.language) for form in read_words([surface]).parts.forms]
        asked = [(number[word], [number[right] for right in meant[word]]) for word in folded if word in meant]
        return any(self._is_common(word, right) or self._is_name(word, right) for word, right in asked)

    def _is_common(self, word: int, meant: list[int]) -> bool:
        return bool(self._articles[word] > max(RARE, RARE_SHARE * self._articles[meant].max()))

    def _is_name(self, word: int, meant: list[int]) -> bool:
        written_as_name = self._capital[word] > 0 and self._small[word] == 0
        return bool(written_as_name and (self._small[meant] > self._capital[meant]).all())
