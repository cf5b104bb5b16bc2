"""Words and short phrases counted by article, on integers and in parts, so that memory stays within a setting."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from framing import schema
from framing.measure.formulas.pool import Entries
from framing.text import APOSTROPHES, Words

BYTES_PER_POSITION = 120
_SPREAD = np.uint32(2654435761)


@dataclass(frozen=True)
class Stream:
    """The words to count, in reading order: ``word`` indexes ``names``, ``unit`` is the article's row.

    ``joined`` says whether a word follows the one before it closely enough to make a phrase.
    """

    word: np.ndarray
    unit: np.ndarray
    joined: np.ndarray
    names: list[str]
    n_units: int

    def lengths(self, n: int) -> np.ndarray:
        """Return how many phrases of ``n`` words each unit has."""
        first, size = self._runs
        return np.bincount(self.unit[first], np.maximum(size - n + 1, 0), self.n_units).astype(np.int64)

    @cached_property
    def _runs(self) -> tuple[np.ndarray, np.ndarray]:
        """Where each run of joined words begins, and how many words it has."""
        first = np.flatnonzero(~self.joined)
        return first, np.diff(first, append=len(self.word))


@dataclass(frozen=True)
class Grams:
    """Phrases of one length and their counts: ``counts.slot`` is a place among the phrases.

    ``before`` and ``last`` say what each phrase is made of: a shorter phrase of the level below, and a word.
    """

    length: int
    before: np.ndarray
    last: np.ndarray
    counts: Entries


def stream(words: Words, *, keep: np.ndarray | None = None, parts=schema.PARTS, across: bool = False) -> Stream:
    """Return the words to count from ``read_words(article_texts(articles))``: text 2 i is a headline, 2 i + 1 a body.

    ``keep`` has a flag a word; what it leaves out also breaks a phrase. Words are folded: lower case, straight
    apostrophes. Phrases end with the sentence, or with the text where ``across`` is true.
    """
    wanted = np.ones(len(words.form), dtype=bool) if keep is None else np.asarray(keep, dtype=bool)
    if parts != schema.PARTS:
        wanted = wanted & (words.text % 2 == schema.PARTS.index(parts[0]))
    folded, names = fold(words.forms)
    run = words.text if across else words.sentence
    joined = np.zeros(len(wanted), dtype=bool)
    joined[1:] = (run[1:] == run[:-1]) & wanted[1:] & wanted[:-1]
    at = np.flatnonzero(wanted)
    unit = (words.text[at] // 2).astype(np.int32)
    return Stream(folded[words.form[at]], unit, joined[at], names, len(words.texts) // 2)


_STRAIGHT = {ord(mark): "'" for mark in APOSTROPHES}


def fold(forms: list[str]) -> tuple[np.ndarray, list[str]]:
    """Return each form's place among the distinct folded forms, and these."""
    codes, names = pd.factorize(np.array([form.translate(_STRAIGHT).lower() for form in forms], dtype=object))
    return codes.astype(np.int32), list(names)


def count_phrases(text: Stream, longest: int, least: int, memory: int) -> Iterator[Grams]:
    """Yield the phrases of 1 to ``longest`` words in at least ``least`` articles, in parts, shorter ones first.

    A phrase is looked for only where its beginning and its end are themselves frequent enough. ``memory`` in MB bounds
    what one part takes.
    """
    gram = word = text.word
    pieces = _pieces(gram, memory)
    for n in range(1, longest + 1):
        found = np.full(len(text.word), -1, dtype=np.int32)
        size = 0
        for piece in pieces:
            code, phrases = _codes(text, piece, gram, word if n > 1 else None, n)
            often, counts = _often(code, text.unit[piece], len(phrases), least)
            if n < longest:
                found[piece] = np.where(often, np.cumsum(often) - 1 + size, -1).astype(np.int32)[code]
            size += int(often.sum())
            yield Grams(n, phrases[often] >> 32, phrases[often] & 0xFFFFFFFF, counts)
        if n < longest:
            begins = _longer(text, found, n)
            pieces = [piece[begins[piece]] for piece in pieces]
            gram, word = found, found if n == 1 else word


def named_phrases(text: Stream, longest: int, least: int, memory: int) -> Iterator[tuple[Grams, list[str]]]:
    """Yield what ``count_phrases`` does, each part with its phrases as text."""
    names: list[list[str]] = [[] for _ in range(longest)]
    for grams in count_phrases(text, longest, least, memory):
        if grams.length == 1:
            spelt = [text.names[i] for i in grams.last]
        else:
            before, single = names[grams.length - 2], names[0]
            spelt = [f"{before[i]} {single[j]}" for i, j in zip(grams.before, grams.last, strict=True)]
        names[grams.length - 1].extend(spelt)
        yield grams, spelt


def _longer(text: Stream, gram: np.ndarray, n: int) -> np.ndarray:
    """Return whether a phrase of n + 1 words can begin at each place: two frequent ones of n words that overlap."""
    begins = np.zeros(len(gram), dtype=bool)
    inside = max(len(gram) - n, 0)
    begins[:inside] = (gram[:inside] >= 0) & (gram[1 : inside + 1] >= 0) & text.joined[n : n + inside]
    return begins


def _pieces(first: np.ndarray, memory: int) -> list[np.ndarray]:
    """Return the positions in parts that hold all places of a word, so of phrases that begin with it.

    Each is about as large as the memory allows.
    """
    bits = min((len(first) * BYTES_PER_POSITION // (memory * 1_000_000)).bit_length(), 16)
    if bits == 0:
        return [np.arange(len(first), dtype=np.int32)]
    mine = ((first.astype(np.uint32) * _SPREAD) >> np.uint32(32 - bits)).astype(np.min_scalar_type((1 << bits) - 1))
    return np.split(
        mine.argsort(kind="stable").astype(np.int32), np.cumsum(np.bincount(mine, minlength=1 << bits))[:-1]
    )


def _codes(
    text: Stream, piece: np.ndarray, gram: np.ndarray, word: np.ndarray | None, n: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return which phrase stands at each position, and the phrases: what is before the last word << 32 | that word."""
    if word is None:
        return gram[piece], np.arange(len(text.names)) | -1 << 32
    return pd.factorize(gram[piece].astype(np.int64) << 32 | word[piece + n - 1])


def _often(code: np.ndarray, unit: np.ndarray, n_phrases: int, least: int) -> tuple[np.ndarray, Entries]:
    """Return which phrases stand in at least ``least`` articles, and the counts of these, numbered in order."""
    total = np.bincount(code, minlength=n_phrases)
    bits = int(unit.max(initial=0)).bit_length()
    perhaps = np.flatnonzero(total[code] >= least)
    places = code[perhaps].astype(np.int64) << bits | unit[perhaps]
    places.sort()
    first = np.flatnonzero(np.concatenate(([True], places[1:] != places[:-1]))[: len(places)])
    slot, unit = places[first] >> bits, places[first] & ((1 << bits) - 1)
    often = np.bincount(slot, minlength=n_phrases) >= least
    kept = often[slot]
    count = np.diff(first, append=len(places)).astype(np.int32)
    place = (np.cumsum(often) - 1).astype(np.int32)
    return often, Entries(unit[kept].astype(np.int32), place[slot[kept]], count[kept])
