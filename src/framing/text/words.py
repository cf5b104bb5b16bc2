"""The words and sentences of a batch of articles, found once, as arrays that every stage reads.

A *word* is a run of letters, digits and marks, with the apostrophes, hyphens and inner stops that hold it together:
"self-proclaimed", "Azerbaijan’s", "U.S", "2,000" and "don't" are one word each. A *part* is a piece of a word between
its hyphens and apostrophes: "Azerbaijan’s" has the parts "Azerbaijan" and "s". Words are counted; parts are matched.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from framing.text.characters import APOSTROPHES, HYPHENS
from framing.text.forms import Forms, forms_of
from framing.text.gaps import BLOCKED, SPACE, Gaps
from framing.text.memory import keep_freed
from framing.text.pieces import Pieces
from framing.text.scan import scan
from framing.text.splitting import Sentences, sentences_of
from framing.text.texts import Texts, texts_of

keep_freed()


class _Reading:
    """What is found in several texts, each thing when it is first asked for."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.pieces = Pieces(scan(texts.data), texts)

    @cached_property
    def offsets(self) -> np.ndarray:
        """Where each text begins, and the last one ends, in code points through all texts."""
        last = self.texts.closes[-1:] + 1
        return self.pieces.scan.all_code_points(np.concatenate((self.texts.begins, last if len(last) else [0])))

    @cached_property
    def gaps(self) -> Gaps:
        return Gaps(self.pieces)

    @cached_property
    def sentences(self) -> Sentences:
        return sentences_of(self.texts, self.offsets, self.pieces, self.gaps)


class Words:
    """The words and sentences of several texts.

    Arrays, one entry a word: ``text`` (which of ``texts``), ``start`` and ``end`` (code points in that text), ``form``
    (index into ``forms``, the distinct surface forms), ``sentence`` (row of the sentence arrays). One entry a sentence:
    ``sentence_text``, ``sentence_start``, ``sentence_end``. ``first_word[i]:first_word[i + 1]`` are the words of
    text i, and ``first_sentence`` likewise its sentences. Each is found when it is first asked for.
    """

    def __init__(self, reading: _Reading) -> None:
        self._read, self._pieces = reading, reading.pieces

    @property
    def texts(self) -> Texts:
        return self._read.texts

    @cached_property
    def n_characters(self) -> np.ndarray:
        """The number of characters of each text."""
        return np.diff(self._read.offsets) - 1

    @cached_property
    def text(self) -> np.ndarray:
        return self._pieces.text[self._pieces.first]

    @cached_property
    def start(self) -> np.ndarray:
        return self._pieces.points[0][self._pieces.first] - self._read.offsets[self.text]

    @cached_property
    def end(self) -> np.ndarray:
        return self._pieces.points[1][self._pieces.last] - self._read.offsets[self.text]

    @cached_property
    def first_word(self) -> np.ndarray:
        return np.searchsorted(self._pieces.first, self._pieces.first_of_text)

    @cached_property
    def _formed(self) -> tuple[np.ndarray, Forms]:
        pieces = self._pieces
        return forms_of(pieces.scan.data, pieces.start[pieces.first], pieces.end[pieces.last]).distinct()

    @property
    def form(self) -> np.ndarray:
        return self._formed[0]

    @property
    def distinct(self) -> Forms:
        return self._formed[1]

    @property
    def forms(self) -> list[str]:
        return self._formed[1].listed

    @cached_property
    def sentence_text(self) -> np.ndarray:
        return np.searchsorted(self._read.offsets, self._read.sentences.start, side="right") - 1

    @cached_property
    def sentence_start(self) -> np.ndarray:
        return self._read.sentences.start - self._read.offsets[self.sentence_text]

    @cached_property
    def sentence_end(self) -> np.ndarray:
        return self._read.sentences.end - self._read.offsets[self.sentence_text]

    @cached_property
    def first_in_sentence(self) -> np.ndarray:
        """The first word of each sentence, and the number of words."""
        pieces = self._pieces
        opens = pieces.scan.byte_offsets(self._read.sentences.start)
        return np.append(np.searchsorted(pieces.start[pieces.first], opens), len(pieces.first))

    @cached_property
    def sentence(self) -> np.ndarray:
        """The sentence that each word stands in."""
        many = np.diff(self.first_in_sentence)
        return np.repeat(np.arange(len(many)), many)

    def sentences_of(self, rows: np.ndarray) -> np.ndarray:
        """Return the sentence that some of the words stand in."""
        return np.searchsorted(self.first_in_sentence, rows, side="right") - 1

    @cached_property
    def first_sentence(self) -> np.ndarray:
        return np.searchsorted(self.sentence_text, np.arange(len(self.texts) + 1))

    def sentences_at(self, text: np.ndarray, start: np.ndarray) -> np.ndarray:
        """Return the sentences, rows of the sentence arrays, that places in these texts stand in."""
        return np.searchsorted(self._read.sentences.start, start + self._read.offsets[text], side="right") - 1

    def code_before(self, rows: np.ndarray) -> np.ndarray:
        """Return the code point of the character right before some of the words; a line end before the first."""
        return self._pieces.scan.codes_before(self._pieces.start[self._pieces.first[rows]])

    @cached_property
    def n_words(self) -> np.ndarray:
        """The number of words of each text."""
        return np.diff(self.first_word)

    @cached_property
    def n_sentences(self) -> np.ndarray:
        """The number of sentences of each text."""
        return np.diff(self.first_sentence)

    @cached_property
    def parts(self) -> "Parts":
        return Parts(self._read)


class Parts:
    """The parts of the words, in reading order: what a codebook's terms are matched against.

    ``word`` is the index of the word a part belongs to, ``start`` and ``end`` its code points in its text, ``form`` an
    index into ``forms`` (distinct surface forms), and ``link`` how it follows the part before it: ``SPACE`` (white
    space, perhaps with quotation marks, or after the stop of an abbreviation), ``HYPHEN`` (a hyphen or an en dash),
    ``APOSTROPHE``, ``PUNCTUATION`` (anything else in the same sentence) or ``BLOCKED`` (another sentence or text).
    """

    def __init__(self, reading: _Reading) -> None:
        self._read, self._pieces = reading, reading.pieces

    def __len__(self) -> int:
        return len(self._pieces.start)

    @cached_property
    def each(self) -> Forms:
        """The surface form of every part."""
        return forms_of(self._pieces.scan.data, self._pieces.start, self._pieces.end)

    @cached_property
    def _formed(self) -> tuple[np.ndarray, Forms]:
        return self.each.distinct()

    @property
    def form(self) -> np.ndarray:
        return self._formed[0]

    @property
    def distinct(self) -> Forms:
        return self._formed[1]

    @property
    def forms(self) -> list[str]:
        return self.distinct.listed

    @property
    def word(self) -> np.ndarray:
        return self._pieces.word

    @property
    def text(self) -> np.ndarray:
        """The text that each part stands in."""
        return self._pieces.text

    @cached_property
    def start(self) -> np.ndarray:
        return self._pieces.points[0] - self._read.offsets[self.text]

    @cached_property
    def end(self) -> np.ndarray:
        return self._pieces.points[1] - self._read.offsets[self.text]

    def texts_of(self, rows: np.ndarray) -> np.ndarray:
        """Return the text that some of the parts stand in."""
        return np.searchsorted(self._pieces.first_of_text, rows, side="right") - 1

    def texts_of_sorted(self, rows: np.ndarray) -> np.ndarray:
        """Return the text that some of the parts, which must be sorted, stand in."""
        return np.repeat(np.arange(len(self._read.texts)), np.diff(np.searchsorted(rows, self._pieces.first_of_text)))

    def sentences_of(self, rows: np.ndarray) -> np.ndarray:
        """Return the sentence, a row of the sentence arrays, that some of the parts stand in."""
        return np.searchsorted(self._read.sentences.start, self._points(self._pieces.start[rows]), side="right") - 1

    def spans(self, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return text, start and end of stretches from one part to another."""
        order = np.argsort(first)  # looking places up in their order is several times faster
        opens, shuts = self._pieces.start[first[order]], self._pieces.end[last[order]]
        found = np.empty((3, len(first)), dtype=np.int64)
        found[:, order] = self.texts_of(first[order]), self._points(opens), self._points(shuts)
        text, start, end = found
        offset = self._read.offsets[text]
        return text, start - offset, end - offset

    def surfaces(self, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, list[str]]:
        """Return what stands in the texts from one part to another: an index into distinct strings, and these."""
        which, forms = forms_of(self._pieces.scan.data, self._pieces.start[first], self._pieces.end[last]).distinct()
        return which, forms.listed

    def mark_after(self, part: int) -> str:
        """Return the character that follows a part; at the end of the text, nothing."""
        mark = self._pieces.scan.character(int(self._pieces.end[part]))
        return "" if mark == "\n" else mark

    def _points(self, at: np.ndarray) -> np.ndarray:
        return self._pieces.scan.code_points(at)

    @cached_property
    def link(self) -> np.ndarray:
        gaps = self._read.gaps
        link = np.full(len(self), SPACE, dtype=np.uint8)
        link[gaps.after] = gaps.link
        link[self._read.sentences.parted] = BLOCKED
        link[gaps.after[gaps.wrapped]] = SPACE
        first = self._pieces.first_of_text
        link[first[first < len(link)]] = BLOCKED
        return link


def read_words(texts: Sequence[str]) -> Words:
    """Return the words and sentences of ``texts``; a missing text counts as an empty one.

    Time is linear in the number of characters. Offsets are code points in each text:
    ``texts[words.text[i]][words.start[i]:words.end[i]] == words.forms[words.form[i]]``.
    """
    return Words(_Reading(texts_of(texts)))


def split_form(form: str) -> list[tuple[int, int]]:
    """Return the spans of the parts of one word: "self-proclaimed" -> [(0, 4), (5, 15)]."""
    spans, start = [], 0
    for position, mark in enumerate(form):
        if mark in APOSTROPHES or mark in HYPHENS:
            spans.append((start, position))
            start = position + 1
    return [*spans, (start, len(form))]
