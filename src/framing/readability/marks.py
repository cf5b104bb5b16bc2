"""The characters of many texts as arrays, sorted into what textstat takes them for, and what it counts in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

DROPPED, LETTER, SPACE, STOP, APOSTROPHE = 0, 1, 2, 3, 4
MARK_COUNTS = ("characters", "tokens", "sentences", "sample_sentences")
SEPARATOR = "\x01"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True)
class Marks:
    """Texts laid end to end in UTF-8: a space, then each with a space, a separator (which is a stop) and a space.

    ``codes`` are the bytes, ``kinds`` what the character of each is, ``ends`` the places of the separators, ``length``
    the characters of each text, ``extra`` the places of the second and third bytes of white space. A *gap* is a byte of
    white space or a stop; a *cell* is what stands between a gap and the next, and is filled if it holds a letter.
    """

    codes: np.ndarray
    kinds: np.ndarray
    ends: np.ndarray
    length: np.ndarray
    extra: np.ndarray

    def kept(self) -> tuple[bytes, np.ndarray]:
        """Return the bytes without punctuation, the separators left in, and which of them are white space."""
        kept = (self.kinds != DROPPED) & (self.kinds != STOP)
        kept[self.ends] = True
        return self.codes[kept].tobytes(), self.kinds[kept] == SPACE

    def counts(self, sample: int) -> dict[str, np.ndarray]:
        """Return each text's characters, tokens and sentences, and the sentences of its first ``sample`` words."""
        first, last = self._space_edges
        spaces = last - first - 1 - np.diff(np.searchsorted(self.extra, self.ends), prepend=0)
        tokens = _between(_running(np.diff(self._gaps[self._spaces]) > 1), first, last)
        sentences = _between(self._long_pieces, self._stop_edges[:-1], self._stop_edges[1:])
        sampled = self._sample_sentences(np.where(tokens > sample, self._sample_ends(sample), last))
        return {
            "characters": self.length - spaces,
            "tokens": tokens,
            "sentences": np.where(self.length > 0, np.maximum(sentences, 1), 0),
            "sample_sentences": np.where(tokens > 0, np.maximum(sampled, 1), 0),
        }

    @cached_property
    def _gaps(self) -> np.ndarray:
        return np.flatnonzero(self.kinds & SPACE)

    @cached_property
    def _spaces(self) -> np.ndarray:
        """Return which gaps are white space."""
        return np.flatnonzero(self.kinds[self._gaps] == SPACE)

    @cached_property
    def _stops(self) -> np.ndarray:
        """Return which gaps are stops."""
        return np.flatnonzero(self.kinds[self._gaps] == STOP)

    @cached_property
    def _filled(self) -> np.ndarray:
        """Return how many of the cells before each gap are filled."""
        return _running(np.logical_or.reduceat(self.kinds == LETTER, self._gaps))

    @cached_property
    def _space_edges(self) -> tuple[np.ndarray, np.ndarray]:
        """Return which of the spaces stand before and after each text."""
        last = np.searchsorted(self._gaps[self._spaces], self.ends - 1)
        return np.concatenate(([0], last[:-1] + 1)), last

    @cached_property
    def _stop_edges(self) -> np.ndarray:
        """Return how many stops stand before each text, and after the last."""
        return np.concatenate(([0], np.searchsorted(self._gaps[self._stops], self.ends) + 1))

    @cached_property
    def _long_pieces(self) -> np.ndarray:
        """Return for each stop how many pieces before it, from stop to stop, have more than two filled cells."""
        return _running(np.diff(self._filled[self._stops], prepend=0) > 2)

    def _sample_ends(self, sample: int) -> np.ndarray:
        """Return which space ends the first ``sample`` words of each text, or the text."""
        first, last = self._space_edges
        words = _running(np.diff(self._filled[self._spaces]) > 0)
        return np.minimum(np.searchsorted(words, words[first] + sample), last)

    def _sample_sentences(self, ends: np.ndarray) -> np.ndarray:
        """Count long pieces from each text's start to one of its spaces, before which a piece ends too."""
        gap = self._spaces[ends]
        stops = np.searchsorted(self._stops, gap)
        begun = np.where(stops > 0, self._filled[self._stops[np.maximum(stops, 1) - 1]], 0)
        last_is_long = self._filled[gap] - begun > 2
        return _between(self._long_pieces, self._stop_edges[:-1], stops) + last_is_long


def read_marks(texts: Sequence[str]) -> Marks:
    """Return the characters of ``texts``, sorted into letters, white space, stops, kept apostrophes and the rest."""
    laid = [text.encode("utf-8", "surrogatepass") for text in texts]
    mark = f" {SEPARATOR} ".encode()
    data = bytearray(b" " + b"".join([text + mark for text in laid]))
    codes, kinds = np.frombuffer(data, dtype=np.uint8), np.frombuffer(data.translate(_ascii_kinds()), dtype=np.uint8)
    length = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    ends = np.cumsum(np.fromiter(map(len, laid), dtype=np.int64, count=len(laid)) + 3) - 1
    extra = _sort_beyond_ascii(texts, codes, kinds)
    loose = np.flatnonzero(kinds == APOSTROPHE)
    kinds[loose[~_holds(codes, loose)]] = DROPPED
    kinds[ends] = STOP
    return Marks(codes, kinds, ends, length, extra)


def _sort_beyond_ascii(texts: Sequence[str], codes: np.ndarray, kinds: np.ndarray) -> np.ndarray:
    """Give every byte of a character beyond ASCII its kind; return the places of white space after its first byte."""
    first = np.flatnonzero(codes >= 0xC0)
    marks = _BEYOND_ASCII.findall("".join(texts)) if len(first) else []
    kind = {mark: _kind(mark) for mark in set(marks)}
    kinds[first] = np.fromiter(map(kind.__getitem__, marks), dtype=np.uint8, count=len(marks))
    extra = []
    for size, least in ((1, 0xC0), (2, 0xE0), (3, 0xF0)):
        longer = first[codes[first] >= least]
        kinds[longer + size] = kinds[longer]
        extra.append(longer[kinds[longer] == SPACE] + size)
    return np.sort(np.concatenate(extra))


def _holds(codes: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Tell which apostrophes textstat keeps: those before s, t, d, ve, ll or re."""
    one, two = codes[at + 1], codes[at + 2]
    held = np.isin(one, [ord(letter) for letter in "std"])
    for pair in ("ve", "ll", "re"):
        held |= (one == ord(pair[0])) & (two == ord(pair[1]))
    return held


def _running(flags: np.ndarray) -> np.ndarray:
    """Return how many of the flags before each place are set; one longer than ``flags``."""
    return np.concatenate(([0], np.cumsum(flags)))


def _between(running: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return running[last] - running[first]


@cache
def _ascii_kinds() -> bytes:
    """Return the kind of every byte below 128; the others, of which characters beyond ASCII are made, are dropped."""
    return bytes(_kind(chr(code)) if code < 128 else DROPPED for code in range(256))


def _kind(mark: str) -> int:
    if mark.isalnum() or mark == "_":
        return LETTER
    if mark.isspace():
        return SPACE
    return STOP if mark in ".!?" else APOSTROPHE if mark == "'" else DROPPED
