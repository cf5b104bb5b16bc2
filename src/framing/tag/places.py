"""Where terms match in a batch, and what can be asked about such a place."""

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from framing.codebook import Hits
from framing.text import APOSTROPHE, APOSTROPHES, BLOCKED, HYPHEN, PUNCTUATION, SPACE, Words


@dataclass(frozen=True)
class Places:
    """Matches of terms as arrays: the term's number, the first and last part, and whether a word in it is misspelt."""

    term: np.ndarray
    first: np.ndarray
    last: np.ndarray
    typo: np.ndarray

    def __len__(self) -> int:
        return len(self.term)

    def at(self, rows: np.ndarray) -> "Places":
        return Places(*(getattr(self, field.name)[rows] for field in fields(self)))


class Batch:
    """The words of a batch and where every pattern matches in it."""

    def __init__(self, words: Words, hits: Hits) -> None:
        self.words, self.hits, self.parts = words, hits, words.parts

    @cached_property
    def sentence(self) -> np.ndarray:
        """The sentence each part stands in."""
        return self.words.sentence[self.parts.word]

    @cached_property
    def text(self) -> np.ndarray:
        """The text each part stands in."""
        return self.words.text[self.parts.word]

    def of(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the first and last parts of every match of one pattern, sorted by the first."""
        a, b = np.searchsorted(self.hits.pattern, [number, number + 1])
        return self.hits.first[a:b], self.hits.last[a:b]

    def spans(self, places: Places) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return each place's text, and its start and end in code points."""
        return self.text[places.first], self.parts.start[places.first], self.parts.end[places.last]

    def sentence_in_text(self, part: np.ndarray) -> np.ndarray:
        return self.sentence[part] - self.words.first_sentence[self.text[part]]

    def opens_sentence(self, first: np.ndarray) -> np.ndarray:
        return self.parts.link[first] == BLOCKED

    def possessed(self, first: np.ndarray) -> np.ndarray:
        """Tell for each place whether a genitive stands right before it ("Azerbaijan's", "Armenians'")."""
        joined = (first > 0) & (self.parts.link[first] == SPACE)
        return joined & np.fromiter(map(self._is_genitive, (first - 1).tolist()), dtype=bool, count=len(first))

    def _is_genitive(self, part: int) -> bool:
        parts = self.parts
        form = parts.distinct[parts.form[part]]
        if form in ("s", "S") and parts.link[part] == APOSTROPHE:
            return True
        end = parts.end[part]
        mark = self.words.texts[self.text[part]][end : end + 1]
        return form.endswith("s") and mark != "" and mark in APOSTROPHES

    @staticmethod
    def overlapped(first: np.ndarray, last: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Tell for each place first..last whether any of the places a..b overlaps it."""
        if not len(a):
            return np.zeros(len(first), dtype=bool)
        furthest = np.maximum.accumulate(b)
        before = np.searchsorted(a, last, side="right") - 1
        return (before >= 0) & (furthest[np.maximum(before, 0)] >= first)

    def near(self, first: np.ndarray, last: np.ndarray, a: np.ndarray, b: np.ndarray, within: str | int) -> np.ndarray:
        """Tell for each place whether one of the places a..b lies within reach of it, not counting what overlaps it.

        The nearest one on either side is enough to know: a sentence, an article and a number of words are all
        stretches.
        """
        if not len(a):
            return np.zeros(len(first), dtype=bool)
        after = np.searchsorted(a, last, side="right")
        ends = np.sort(b)
        before = np.searchsorted(ends, first) - 1
        reached_after = self._within(last, a[np.minimum(after, len(a) - 1)], within)
        reached_before = self._within(ends[np.maximum(before, 0)], first, within)
        return ((after < len(a)) & reached_after) | ((before >= 0) & reached_before)

    def _within(self, left: np.ndarray, right: np.ndarray, within: str | int) -> np.ndarray:
        if within == "sentence":
            return self.sentence[left] == self.sentence[right]
        if within == "article":
            return self.text[left] // 2 == self.text[right] // 2
        word = self.parts.word
        return (word[right] - word[left] <= within) & (self.text[left] == self.text[right])

    @cached_property
    def breaks(self) -> np.ndarray:
        """How many breaks (punctuation, the end of a sentence) stand before each part."""
        return np.cumsum((self.parts.link == BLOCKED) | (self.parts.link == PUNCTUATION))

    def follows(self, first: np.ndarray, a: np.ndarray, b: np.ndarray, reach: int) -> np.ndarray:
        """Tell for each part whether one of the places a..b ends at most ``reach`` + 1 parts before it, without a
        break.

        A place that begins before ``first`` and ends in or after it counts as well.
        """
        if not len(a):
            return np.zeros(len(first), dtype=bool)
        row = np.searchsorted(a, first, side="right") - 1
        end = np.maximum.accumulate(b)[np.maximum(row, 0)]
        return (row >= 0) & (first - end <= reach + 1) & (self.breaks[first] <= self.breaks[end])

    def joined(self, first: np.ndarray) -> np.ndarray:
        return np.isin(self.parts.link[first], (SPACE, HYPHEN))
