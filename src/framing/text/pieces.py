"""The parts of the words of a batch, as places in its bytes."""

from functools import cached_property

import numpy as np

from framing.text.scan import Scan
from framing.text.texts import Texts


class Pieces:
    """The parts of all words in reading order: ``start`` and ``end`` in bytes, one entry a part.

    ``held`` tells which parts belong to the word of the part before them, ``first_of_text[i]`` is the first part of
    text i and ``first_of_text[-1]`` the number of parts. ``begins[i]:closes[i]`` are the bytes of text i.
    """

    def __init__(self, scanned: Scan, texts: Texts) -> None:
        within, joined = scanned.inside
        changes = within.copy()
        np.not_equal(within[1:], within[:-1], out=changes[1:])
        self.scan, self._edges = scanned, np.flatnonzero(changes)
        self.start, self.end = self._edges[::2].copy(), self._edges[1::2].copy()
        holds = np.zeros(len(within), dtype=bool)
        holds[joined] = True
        self.held = holds[self.start]
        self.begins, self.closes = texts.begins, texts.closes
        self.first_of_text = np.append(np.searchsorted(self.start, self.begins), len(self.start))

    @cached_property
    def word(self) -> np.ndarray:
        """The word that each part belongs to."""
        return np.cumsum(~self.held) - 1

    @cached_property
    def first(self) -> np.ndarray:
        """The part that each word begins with."""
        return np.flatnonzero(~self.held)

    @cached_property
    def last(self) -> np.ndarray:
        """The part that each word ends with."""
        return np.append(self.first[1:], len(self.start))[: len(self.first)] - 1

    @cached_property
    def text(self) -> np.ndarray:
        """The text that each part stands in."""
        return np.repeat(np.arange(len(self.begins)), np.diff(self.first_of_text))

    @cached_property
    def points(self) -> tuple[np.ndarray, np.ndarray]:
        """Start and end of each part in code points, counted through all texts."""
        points = self.scan.all_code_points(self._edges)
        return points[::2], points[1::2]

    def opening(self, part: np.ndarray) -> np.ndarray:
        """Return the part that begins the word of each of these parts."""
        while (going := self.held[part]).any():
            part = part - going
        return part
