"""The words and punctuation marks of a batch of texts as one stream of arrays, read by every other file of this package."""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd

from framing.text import Words
from framing.voice import vocabulary
from framing.voice.classes import classes_of
from framing.voice.spelling import Spellings, read_spellings
from framing.voice.weights import NARROW

ALL = slice(None)
_APOSTROPHE = ord("'")
_SINGLY = [ord(mark) for mark in '"“”„‟«»‹›＂']
_BLANKS = (
    *range(9, 14),
    32,
    0x85,
    0xA0,
    0x1680,
    *range(0x2000, 0x200B),
    0x2028,
    0x2029,
    0x202F,
    0x205F,
    0x3000,
    0xFEFF,
)


@dataclass(frozen=True)
class Tokens:
    """Words and punctuation in reading order.

    ``start`` and ``end`` count code points in ``joined``, where the texts stand one after the other; ``offset[text]``
    is where a text begins; ``codes`` are the code points of ``joined``. ``form`` is an index into ``forms`` (surface
    forms of words, then punctuation marks); a run of the same punctuation mark is one token. ``keys`` are those of the
    words' forms (see ``framing.text.Forms``). ``paragraph`` and ``sentence`` number those stretches through the batch.
    """

    joined: str
    codes: np.ndarray
    start: np.ndarray
    end: np.ndarray
    form: np.ndarray
    forms: list[str]
    n_words: int
    keys: np.ndarray
    sentence: np.ndarray
    paragraph: np.ndarray
    text: np.ndarray
    offset: np.ndarray

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def classes(self) -> np.ndarray:
        """The class of each form, 0 for marks."""
        size = self.n_words
        words = classes_of(self.keys, vocabulary.classes_by_number()[self.numbers[:size]], self.capital[:size])
        return np.concatenate((words, np.zeros(len(self.forms) - size, dtype=np.int64)))

    def spelling(self, token: int) -> str:
        """Return the surface form of one token."""
        return self.forms[self.form[token]]

    @cached_property
    def opens_text(self) -> np.ndarray:
        """The first token of each text, or where it would stand."""
        return np.searchsorted(self.text, np.arange(len(self.offset)))

    @cached_property
    def words_before(self) -> np.ndarray:
        """The number of words before each token, and before the end."""
        return counts_before(self.form < self.n_words)

    @cached_property
    def spelt(self) -> Spellings:
        """How the forms are spelt."""
        return read_spellings(self.forms)

    @property
    def plain_forms(self) -> list[str]:
        """The forms in lower case with straight apostrophes."""
        return self.spelt.plain

    @property
    def capital(self) -> np.ndarray:
        """Tell which forms begin with a capital letter."""
        return self.spelt.capital

    @property
    def small(self) -> np.ndarray:
        """Tell which forms begin with a small letter."""
        return self.spelt.small

    @property
    def numbers(self) -> np.ndarray:
        """The number of each form in the vocabulary, 0 where it is in none of its lists."""
        return self.spelt.numbers

    @cached_property
    def number(self) -> np.ndarray:
        """The number of each token in the vocabulary."""
        return self.numbers[self.form]

    def among(self, words: frozenset[str], tokens: np.ndarray | slice = ALL) -> np.ndarray:
        """Tell which tokens are plainly spelt like one of ``words``, a list of the vocabulary."""
        return vocabulary.members(words)[self.number[tokens]]

    def are_marks(self, tokens: np.ndarray) -> np.ndarray:
        """Tell which tokens are punctuation; what lies behind the last one is none."""
        return (self.form[np.minimum(tokens, len(self) - 1)] >= self.n_words) & (tokens < len(self))

    def forms_among(self, words: frozenset[str]) -> np.ndarray:
        """Tell which forms are plainly spelt like one of ``words``, a list of the vocabulary."""
        return vocabulary.members(words)[self.numbers]


def counts_before(flags: np.ndarray) -> np.ndarray:
    """Return how many flags (or the sum of what numbers) stand before each place, and before the end."""
    total = np.zeros(len(flags) + 1, dtype=NARROW)
    np.cumsum(flags, dtype=NARROW, out=total[1:])
    return total


def each_within(first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return every place of the ranges ``first:last``, one range after the other: the row of its range, and the place."""
    size = last - first
    row = np.repeat(np.arange(len(size)), size)
    return row, np.arange(len(row)) + (first - (np.cumsum(size) - size))[row]


def read_tokens(words: Words) -> Tokens:
    """Return the words of ``words`` and the punctuation between them; time is linear in the number of characters."""
    joined = "\n".join((*words.texts, ""))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    offset = np.concatenate(([0], np.cumsum(words.n_characters + 1)))
    word_start, word_end = words.start + offset[words.text], words.end + offset[words.text]
    marks, mark_end, words_before = _punctuation(codes, word_start, word_end)
    spelt, mark_form = _mark_forms(codes, marks, mark_end)
    n_words, n_marks = len(word_start), len(marks)
    mark_at = np.arange(n_marks) + words_before
    free = np.ones(n_words + n_marks, dtype=bool)
    free[mark_at] = False
    word_at = np.flatnonzero(free)
    start, end, form = (np.empty(n_words + n_marks, dtype=np.int64) for _ in range(3))
    start[word_at], end[word_at], form[word_at] = word_start, word_end, words.form
    start[mark_at], end[mark_at], form[mark_at] = marks, mark_end, mark_form + len(words.forms)
    sentence = _numbered(start, words.sentence_start + offset[words.sentence_text])
    text = _numbered(start, offset[:-1])
    paragraph = _paragraphs(codes, start, sentence, text)
    return Tokens(
        joined, codes, start, end, form, [*words.forms, *spelt], len(words.forms), words.distinct.keys, sentence, paragraph,
        text, offset,
    )  # fmt: skip


def _numbered(start: np.ndarray, opens: np.ndarray) -> np.ndarray:
    """Return for each token the last of the stretches beginning at ``opens`` that begins before it."""
    first = np.searchsorted(start, opens)
    first[:1] = 0
    return np.repeat(np.arange(len(opens)), np.diff(first, append=len(start)))


def _punctuation(codes: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the spans of the runs of one punctuation mark, and how many words stand before each; at most two apostrophes and
    one other quotation mark make a run. ``start`` and ``end`` are those of the words."""
    gap, at = each_within(np.append(0, end), np.append(start, len(codes)))
    kept = np.flatnonzero(codes.take(at) != ord(" "))
    kept = kept[~_blank_table()[np.minimum(codes[at[kept]], 0xFFFF)]]
    at = at[kept]
    if not len(at):
        return at, at, at
    follows = np.zeros(len(at), dtype=bool)
    follows[1:] = (np.diff(at) == 1) & (codes[at[1:]] == codes[at[:-1]])
    rank = np.arange(len(at)) - np.maximum.accumulate(np.where(follows, 0, np.arange(len(at))))
    opens = ~follows | ((codes[at] == _APOSTROPHE) & (rank % 2 == 0)) | _singly_table()[np.minimum(codes[at], 0xFFFF)]
    first = np.flatnonzero(opens)
    return at[first], at[np.append(first[1:], len(at)) - 1] + 1, gap[kept[first]]


@cache
def _blank_table() -> np.ndarray:
    table = np.zeros(0x10000, dtype=bool)
    table[list(_BLANKS)] = True
    return table


@cache
def _singly_table() -> np.ndarray:
    table = np.zeros(0x10000, dtype=bool)
    table[_SINGLY] = True
    return table


def _mark_forms(codes: np.ndarray, start: np.ndarray, end: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Return the distinct marks, runs cut to three, and which of them each mark is."""
    number, keys = pd.factorize(codes[start].astype(np.int64) * 4 + np.minimum(end - start, 3))
    return [chr(key // 4) * (key % 4) for key in keys.tolist()], number


def _paragraphs(codes: np.ndarray, start: np.ndarray, sentence: np.ndarray, text: np.ndarray) -> np.ndarray:
    """Number the paragraphs: they end at a line end, or at a blank line where lines break inside sentences."""
    if not len(start):
        return start
    breaks = np.bincount(np.searchsorted(start, np.flatnonzero(codes == 10)), minlength=len(start) + 1)[1:-1]
    same_text, same_sentence = text[1:] == text[:-1], sentence[1:] == sentence[:-1]
    wrapped = np.zeros(int(text[-1]) + 1, dtype=bool)
    wrapped[text[1:][(breaks > 0) & same_sentence & same_text]] = True
    ends = ~same_text | (breaks > np.where(wrapped[text[1:]], 1, 0))
    return np.concatenate(([0], np.cumsum(ends)))
