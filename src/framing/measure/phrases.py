"""Words and short phrases counted by article, on integers and in parts, so that memory stays within a setting."""

from collections.abc import Iterator
from dataclasses import dataclass

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
        last = max(len(self.word) - n + 1, 0)
        whole = np.ones(last, dtype=bool)
        for step in range(1, n):
            whole &= self.joined[step : step + last]
        return np.bincount(self.unit[:last][whole], minlength=self.n_units)


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
    at = np.arange(len(text.word))
    gram, word = text.word, None
    for n in range(1, longest + 1):
        found = np.full(len(text.word), -1, dtype=np.int32)
        size = 0
        for piece in _pieces(at, gram, memory):
            before, last = gram[piece], (text.word if word is None else word)[piece + n - 1]
            grams, codes = _counted(n, before, last, text.unit[piece], least)
            found[piece] = np.where(codes >= 0, codes + size, -1)
            size += len(grams.before)
            yield grams
        word = found if word is None else word
        gram = found
        at = _longer(text, gram, n)


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
    """Return where a phrase of n + 1 words can begin: two frequent ones of n words that overlap."""
    begins = (gram[:-1] >= 0) & (gram[1:] >= 0)
    begins[max(len(begins) - n + 1, 0) :] = False
    inside = len(begins) - n + 1
    begins[: max(inside, 0)] &= text.joined[n : n + max(inside, 0)]
    return np.flatnonzero(begins)


def _pieces(at: np.ndarray, gram: np.ndarray, memory: int) -> Iterator[np.ndarray]:
    """Yield the positions in parts that hold all of a phrase's places, each within the memory allowed."""
    bits = (len(at) * BYTES_PER_POSITION // (memory * 1_000_000)).bit_length()
    if bits == 0:
        yield at
        return
    mine = (gram[at].astype(np.uint32) * _SPREAD) >> np.uint32(32 - bits)
    for part in range(1 << bits):
        yield at[mine == part]


def _counted(n: int, before: np.ndarray, last: np.ndarray, unit: np.ndarray, least: int) -> tuple[Grams, np.ndarray]:
    """Return the frequent phrases among some positions, and which of them stands at each position (-1: none)."""
    code, phrases = (before, None) if n == 1 else pd.factorize(before.astype(np.int64) << 32 | last)
    total = np.bincount(code)
    bits = int(unit.max(initial=0)).bit_length()
    perhaps = np.flatnonzero(total[code] >= least)
    places = code[perhaps].astype(np.int64) << bits | unit[perhaps]
    places.sort()
    first = np.flatnonzero(np.concatenate(([True], places[1:] != places[:-1]))[: len(places)])
    slot, unit = places[first] >> bits, places[first] & ((1 << bits) - 1)
    often = np.bincount(slot, minlength=len(total)) >= least
    new = np.where(often, np.cumsum(often) - 1, -1).astype(np.int32)
    kept = often[slot]
    count = np.empty(len(first), dtype=np.int32)
    count[:-1], count[-1:] = first[1:] - first[:-1], len(places) - first[-1:]
    entries = Entries(unit[kept].astype(np.int32), new[slot[kept]], count[kept])
    if n == 1:
        found = np.flatnonzero(often)
        return Grams(1, np.full(len(found), -1), found, entries), new[code]
    found = phrases[often]
    return Grams(n, found >> 32, found & 0xFFFFFFFF, entries), new[code]
