"""Where terms match in a batch, and what can be asked about such a place."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from framing.codebook import Hits
from framing.text import APOSTROPHE, APOSTROPHES, BLOCKED, HYPHEN, PUNCTUATION, SPACE, Words


@dataclass(frozen=True)
class Places:
    """Matches of terms as arrays: the term's number, the first and last part, whether a word in it is misspelt, the
    text it stands in, and its start and end there in code points."""

    term: np.ndarray
    first: np.ndarray
    last: np.ndarray
    typo: np.ndarray
    text: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def __len__(self) -> int:
        return len(self.term)

    def at(self, rows: np.ndarray) -> "Places":
        return Places(*(getattr(self, field.name)[rows] for field in fields(self)))


class Batch:
    """The words of a batch and where every pattern matches in it."""

    def __init__(self, words: Words, hits: Hits) -> None:
        self.words, self.hits, self.parts = words, hits, words.parts

    def of(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the first and last parts of every match of one pattern, sorted by the first."""
        a, b = np.searchsorted(self.hits.pattern, [number, number + 1])
        return self.hits.first[a:b], self.hits.last[a:b]

    def of_any(self, numbers: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Return the first and last parts of every match of any of these patterns, sorted by the first."""
        found = [self.of(number) for number in numbers] or [(np.zeros(0, dtype=np.int64),) * 2]
        first, last = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.argsort(first, kind="stable")
        return first[order], last[order]

    def sentence_in_text(self, places: Places) -> np.ndarray:
        """Return the number of the sentence that each place begins in, in its text."""
        return self.words.sentences_at(places.text, places.start) - self.words.first_sentence[places.text]

    def opens_sentence(self, first: np.ndarray) -> np.ndarray:
        return self.parts.link[first] == BLOCKED

    def possessed(self, first: np.ndarray) -> np.ndarray:
        """Tell for each place whether a genitive stands right before it ("Azerbaijan's", "Armenians'")."""
        joined = (first > 0) & (self.parts.link[first] == SPACE)
        return joined & np.fromiter(map(self._is_genitive, (first - 1).tolist()), dtype=bool, count=len(first))

    def _is_genitive(self, part: int) -> bool:
        parts = self.parts
        form = parts.each[part]
        if form in ("s", "S") and parts.link[part] == APOSTROPHE:
            return True
        mark = parts.mark_after(part)
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
        parts = self.parts
        if within == "sentence":
            return parts.sentences_of(left) == parts.sentences_of(right)
        if within == "article":
            return parts.texts_of(left) // 2 == parts.texts_of(right) // 2
        return (parts.word[right] - parts.word[left] <= within) & (parts.texts_of(left) == parts.texts_of(right))

    def unbroken(self, end: np.ndarray, first: np.ndarray, reach: int) -> np.ndarray:
        """Tell for each part whether the part ``end`` stands at most ``reach`` + 1 before it, or behind it, with no
        punctuation and no end of a sentence between them.
        """
        near = first - end <= reach + 1
        for back in range(reach + 1):
            link = self.parts.link[np.maximum(first - back, 0)]
            near &= (first - back <= end) | ((link != BLOCKED) & (link != PUNCTUATION))
        return near

    def follows(self, first: np.ndarray, a: np.ndarray, b: np.ndarray, reach: int) -> np.ndarray:
        """Tell for each part whether one of the places a..b ends at most ``reach`` + 1 parts before it, without a
        break.

        A place that begins before ``first`` and ends in or after it counts as well.
        """
        if not len(a):
            return np.zeros(len(first), dtype=bool)
        row = np.searchsorted(a, first, side="right") - 1
        end = np.maximum.accumulate(b)[np.maximum(row, 0)]
        return (row >= 0) & self.unbroken(end, first, reach)

    def follows_behind(self, first: np.ndarray, ends: np.ndarray, reach: int) -> np.ndarray:
        """Tell for each part whether a place that ends at one of ``ends`` does so at most ``reach`` + 1 parts before
        it, without a break."""
        if not len(ends):
            return np.zeros(len(first), dtype=bool)
        ends = np.sort(ends)
        row = np.searchsorted(ends, first) - 1
        return (row >= 0) & self.unbroken(ends[np.maximum(row, 0)], first, reach)

    def among(self, parts: np.ndarray, chosen: np.ndarray) -> np.ndarray:
        """Tell for each of these parts whether it is one of the chosen; the one before the first is none."""
        flags = np.zeros(len(self.parts) + 1, dtype=bool)
        flags[chosen] = True
        return flags[parts]

    def joined(self, first: np.ndarray) -> np.ndarray:
        return np.isin(self.parts.link[first], (SPACE, HYPHEN))
