"""The words and sentences of a batch of articles, found once, as arrays that every stage reads.

A *word* is a run of letters, digits and marks, with the apostrophes, hyphens and inner stops that hold it together:
"self-proclaimed", "Azerbaijan’s", "U.S", "2,000" and "don't" are one word each. A *part* is a piece of a word between
its hyphens and apostrophes: "Azerbaijan’s" has the parts "Azerbaijan" and "s". Words are counted; parts are matched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from framing.text.characters import APOSTROPHES, BLANK, HYPHEN_MARK, HYPHENS, IGNORED
from framing.text.forms import Forms, distinct
from framing.text.scan import Scan, scan
from framing.text.splitting import sentences_of

BLOCKED, SPACE, HYPHEN, APOSTROPHE, PUNCTUATION = 0, 1, 2, 3, 4


@dataclass(frozen=True)
class Parts:
    """The parts of the words, in reading order: what a codebook's terms are matched against.

    ``word`` is the index of the word a part belongs to, ``start`` and ``end`` its code points in its text, ``form`` an
    index into ``forms`` (distinct surface forms), and ``link`` how it follows the part before it: ``SPACE`` (white
    space, perhaps with quotation marks, or after the stop of an abbreviation), ``HYPHEN`` (a hyphen or an en dash),
    ``APOSTROPHE``, ``PUNCTUATION`` (anything else in the same sentence) or ``BLOCKED`` (another sentence or text).
    """

    word: np.ndarray
    start: np.ndarray
    end: np.ndarray
    form: np.ndarray
    link: np.ndarray
    distinct: Forms

    @property
    def forms(self) -> list[str]:
        return self.distinct.listed


@dataclass(frozen=True)
class Words:
    """The words and sentences of several texts.

    Arrays, one entry a word: ``text`` (which of ``texts``), ``start`` and ``end`` (code points in that text), ``form``
    (index into ``forms``, the distinct surface forms), ``sentence`` (row of the sentence arrays). One entry a sentence:
    ``sentence_text``, ``sentence_start``, ``sentence_end``. ``first_word[i]:first_word[i + 1]`` are the words of
    text i, and ``first_sentence`` likewise its sentences.
    """

    texts: tuple[str, ...]
    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first_word: np.ndarray
    _offsets: np.ndarray
    _scan: Scan
    _pieces: "_Pieces"

    @cached_property
    def _formed(self) -> tuple[np.ndarray, Forms]:
        return distinct(self._scan.data, self._pieces.word_start, self._pieces.word_end)

    @property
    def form(self) -> np.ndarray:
        return self._formed[0]

    @property
    def forms(self) -> list[str]:
        return self._formed[1].listed

    @cached_property
    def _sentences(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return sentences_of(self.texts)

    @property
    def sentence_text(self) -> np.ndarray:
        return self._sentences[0]

    @property
    def sentence_start(self) -> np.ndarray:
        return self._sentences[1]

    @property
    def sentence_end(self) -> np.ndarray:
        return self._sentences[2]

    @cached_property
    def sentence(self) -> np.ndarray:
        """The sentence that each word stands in."""
        opens = self.sentence_start + self._offsets[self.sentence_text]
        first = np.searchsorted(self.start + self._offsets[self.text], opens)
        return np.repeat(np.arange(len(opens)), np.diff(first, append=len(self.start)))

    @cached_property
    def first_sentence(self) -> np.ndarray:
        return np.searchsorted(self.sentence_text, np.arange(len(self.texts) + 1))

    @cached_property
    def n_words(self) -> np.ndarray:
        """The number of words of each text."""
        return np.diff(self.first_word)

    @cached_property
    def n_sentences(self) -> np.ndarray:
        """The number of sentences of each text."""
        return np.diff(self.first_sentence)

    @cached_property
    def parts(self) -> Parts:
        pieces = self._pieces
        form, forms = distinct(self._scan.data, pieces.start, pieces.end)
        base = self._offsets[self.text[pieces.word]]
        return Parts(pieces.word, pieces.opens - base, pieces.closes - base, form, _links(self), forms)


@dataclass(frozen=True)
class _Pieces:
    """The parts of all words: ``start`` and ``end`` in bytes, ``opens`` and ``closes`` in code points.

    ``word`` is the word of each; ``first`` and ``last`` are the parts that each word begins and ends with.
    """

    start: np.ndarray
    end: np.ndarray
    opens: np.ndarray
    closes: np.ndarray
    word: np.ndarray
    first: np.ndarray
    last: np.ndarray

    @property
    def word_start(self) -> np.ndarray:
        return self.start[self.first]

    @property
    def word_end(self) -> np.ndarray:
        return self.end[self.last]


def read_words(texts: Sequence[str]) -> Words:
    """Return the words and sentences of ``texts``; a missing text counts as an empty one.

    Time is linear in the number of characters. Offsets are code points in each text:
    ``texts[words.text[i]][words.start[i]:words.end[i]] == words.forms[words.form[i]]``.
    """
    texts = tuple(text if isinstance(text, str) else "" for text in texts)
    scanned = scan("\n".join((*texts, "")))
    pieces = _pieces(scanned)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    offsets = np.concatenate(([0], np.cumsum(lengths + 1)))
    start, end = pieces.opens[pieces.first], pieces.closes[pieces.last]
    first_word = np.searchsorted(start, offsets)
    text = np.repeat(np.arange(len(texts)), np.diff(first_word))
    base = offsets[text]
    return Words(texts, text, start - base, end - base, first_word, offsets, scanned, pieces)


def _pieces(scanned: Scan) -> _Pieces:
    within, held = scanned.inside
    edges = np.flatnonzero(within[1:] != within[:-1]) + 1
    if len(within) and within[0]:
        edges = np.concatenate(([0], edges))
    start, end = edges[::2], edges[1::2]
    opens = np.ones(len(start), dtype=bool)
    opens[1:] = ~held[start[1:] - 1]
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(start))[: len(first)] - 1
    points = scanned.code_points(edges)
    return _Pieces(start, end, points[::2], points[1::2], np.cumsum(opens) - 1, first, last)


def split_form(form: str) -> list[tuple[int, int]]:
    """Return the spans of the parts of one word: "self-proclaimed" -> [(0, 4), (5, 15)]."""
    spans, start = [], 0
    for position, mark in enumerate(form):
        if mark in APOSTROPHES or mark in HYPHENS:
            spans.append((start, position))
            start = position + 1
    return [*spans, (start, len(form))]


def _links(words: Words) -> np.ndarray:
    """Say how each part follows the one before it."""
    pieces, marks = words._pieces, words._scan.bytes
    link = np.full(len(pieces.word), BLOCKED, dtype=np.uint8)
    if len(link) < 2:
        return link
    left, right = pieces.end[:-1], pieces.start[1:]
    short = pieces.opens[1:] - pieces.closes[:-1] == 1
    plain = (right - left == 1) & (marks[left] == 32)
    found = np.full(len(left), SPACE, dtype=np.uint8)
    other = np.flatnonzero(~plain)
    within = pieces.word[other] == pieces.word[other + 1]
    found[other] = _links_of(words._scan, left[other], right[other], within, short[other])
    sentence = words.sentence[pieces.word]
    found[sentence[1:] != sentence[:-1]] = BLOCKED
    found[_wrapped(words, left, right)] = SPACE
    link[1:] = found
    return link


def _wrapped(words: Words, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the rows of gaps left..right that are one line end before a small letter inside a text.

    That is a wrapped line, whatever the rules of sentences say.
    """
    marks, text = words._scan.bytes, words.text[words._pieces.word]
    small = ((marks[right] >= ord("a")) & (marks[right] <= ord("z"))) | (marks[right] >= 0x80)
    rows = np.flatnonzero((marks[left] <= ord(" ")) & (marks[left] != ord(" ")) & small & (text[1:] == text[:-1]))
    spaced = np.flatnonzero((marks[left] == ord(" ")) & (right - left > 1) & small & (text[1:] == text[:-1]))
    rows = np.concatenate((rows, spaced))
    kept = [
        _is_line_end(words._scan.data, a, b) for a, b in zip(left[rows].tolist(), right[rows].tolist(), strict=True)
    ]
    return rows[np.array(kept, dtype=bool)]


def _is_line_end(data: bytes, left: int, right: int) -> bool:
    """Tell whether a gap between sentences is one line end before a small letter: a wrapped line, not a new
    sentence.
    """
    gap = data[left:right]
    return not gap.strip() and gap.count(b"\n") == 1 and data[right : right + 4].decode("utf-8", "ignore")[:1].islower()


def _links_of(scanned: Scan, left: np.ndarray, right: np.ndarray, within: np.ndarray, short: np.ndarray) -> np.ndarray:
    """Return what the gaps left..right are, when they are not just a space.

    ``within`` tells which lie inside one word, ``short`` which are a single character.
    """
    kinds = scanned.gaps
    begins = left + ((scanned.bytes[left] == ord(".")) & (right - left > 1))
    size = right - begins
    first = np.cumsum(size) - size
    flat = np.repeat(begins - first, size) + np.arange(int(size.sum()))
    highest = np.maximum.reduceat(kinds[flat], first) if len(first) else kinds[:0]
    found = np.where(highest == BLANK, SPACE, PUNCTUATION).astype(np.uint8)
    found[short & (kinds[left] == HYPHEN_MARK)] = HYPHEN
    found[within & (kinds[left] == IGNORED)] = APOSTROPHE
    return found


def article_texts(articles: pd.DataFrame) -> list[str]:
    """Return headline and body of every article, side by side.

    Text 2 i is the headline of row i, text 2 i + 1 its body.
    """
    titles = articles["title"].fillna("").tolist()
    return [text for pair in zip(titles, articles["text"].tolist(), strict=True) for text in pair]
