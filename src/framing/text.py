"""The words and sentences of a batch of articles, found once, as arrays that every stage reads.

A *word* is a run of letters, digits and marks, with the apostrophes, hyphens and inner stops that hold it together:
"self-proclaimed", "Azerbaijan’s", "U.S", "2,000" and "don't" are one word each. A *part* is a piece of a word between
its hyphens and apostrophes: "Azerbaijan’s" has the parts "Azerbaijan" and "s". Words are counted; parts are matched.
"""

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd

from framing.sentences import sentence_spans

APOSTROPHES = "'’ʼ＇`´"
HYPHENS = "-\u2010\u2011"
DASHES = "\u2012\u2013"
QUOTES = "\"'“”„‟‘’‚‛«»‹›″＂"
_SOFT = "\u00ad\u200b\u200c\u200d\u2060"

OTHER, LETTER, DIGIT, JOINER, STOP, COMMA = 0, 1, 2, 3, 4, 5
BLOCKED, SPACE, HYPHEN, APOSTROPHE, PUNCTUATION = 0, 1, 2, 3, 4


@dataclass(frozen=True)
class Parts:
    """The parts of the words, in reading order: what a codebook's terms are matched against.

    ``word`` is the index of the word a part belongs to, ``start`` and ``end`` its code points in its text, ``form`` an
    index into ``forms`` (distinct surface forms), and ``link`` how it follows the part before it: ``SPACE`` (white space,
    perhaps with quotation marks), ``HYPHEN`` (a hyphen or an en dash), ``APOSTROPHE``, ``PUNCTUATION`` (anything else in the
    same sentence) or ``BLOCKED`` (another sentence or text).
    """

    word: np.ndarray
    start: np.ndarray
    end: np.ndarray
    form: np.ndarray
    forms: list[str]
    link: np.ndarray


@dataclass(frozen=True)
class Words:
    """The words and sentences of several texts.

    Arrays, one entry a word: ``text`` (which of ``texts``), ``start`` and ``end`` (code points in that text), ``form`` (index
    into ``forms``, the distinct surface forms), ``sentence`` (row of the sentence arrays). One entry a sentence:
    ``sentence_text``, ``sentence_start``, ``sentence_end``. ``first_word[i]:first_word[i + 1]`` are the words of text i, and
    ``first_sentence`` likewise its sentences.
    """

    texts: tuple[str, ...]
    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    form: np.ndarray
    forms: list[str]
    sentence: np.ndarray
    sentence_text: np.ndarray
    sentence_start: np.ndarray
    sentence_end: np.ndarray
    _codes: np.ndarray
    _offsets: np.ndarray

    @cached_property
    def first_word(self) -> np.ndarray:
        return np.searchsorted(self.text, np.arange(len(self.texts) + 1))

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
        return _parts(self)


def read_words(texts: Sequence[str]) -> Words:
    """Return the words and sentences of ``texts``; a missing text counts as an empty one.

    Time is linear in the number of characters. Offsets are code points in each text:
    ``texts[words.text[i]][words.start[i]:words.end[i]] == words.forms[words.form[i]]``.
    """
    texts = tuple(text if isinstance(text, str) else "" for text in texts)
    joined = "\n".join((*texts, ""))
    codes = np.frombuffer(joined.encode(f"utf-32-{_ENDIAN}", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    offsets = np.concatenate(([0], np.cumsum(lengths + 1)))
    inside = _inside_words(codes)
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    start, end = edges[::2], edges[1::2]
    form, forms = _factorize(codes, inside)
    text = np.searchsorted(offsets, start, side="right") - 1
    spans = [sentence_spans(piece) for piece in texts]
    counts = np.fromiter((len(piece) for piece in spans), dtype=np.int64, count=len(spans))
    sentence_text = np.repeat(np.arange(len(texts)), counts)
    flat = np.array([span for piece in spans for span in piece], dtype=np.int64).reshape(-1, 2)
    sentence = np.searchsorted(flat[:, 0] + offsets[sentence_text], start, side="right") - 1
    base = offsets[text]
    return Words(
        texts, text, start - base, end - base, form, forms, sentence,
        sentence_text, flat[:, 0], flat[:, 1], codes, offsets,
    )  # fmt: skip


_ENDIAN = "le" if sys.byteorder == "little" else "be"
_TABLE_SIZE = 0x20000


@cache
def _kinds() -> np.ndarray:
    """Return the kind of every code point below ``_TABLE_SIZE``; what lies above counts as a letter."""
    kinds = np.zeros(_TABLE_SIZE, dtype=np.uint8)
    for code in range(_TABLE_SIZE):
        category = unicodedata.category(chr(code))
        if category[0] in "LM":
            kinds[code] = LETTER
        elif category[0] == "N":
            kinds[code] = DIGIT
    kinds[[ord(mark) for mark in _SOFT]] = LETTER
    kinds[[ord(mark) for mark in APOSTROPHES + HYPHENS]] = JOINER
    kinds[ord(".")], kinds[ord(",")] = STOP, COMMA
    return kinds


def _inside_words(codes: np.ndarray) -> np.ndarray:
    """Tell for each code point whether it belongs to a word."""
    kinds = _kinds()[np.minimum(codes, _TABLE_SIZE - 1)]
    kinds = np.where((codes >= _TABLE_SIZE) & (codes < 0x40000), LETTER, kinds)
    core = (kinds == LETTER) | (kinds == DIGIT)
    inside = core.copy()
    for kind in (JOINER, STOP, COMMA):
        at = np.flatnonzero(kinds == kind)
        at = at[(at > 0) & (at < len(codes) - 1)]
        held = core[at - 1] & core[at + 1]
        if kind != JOINER:
            numeric = (kinds[at - 1] == DIGIT) & (kinds[at + 1] == DIGIT)
            initials = (kinds[at - 1] == LETTER) & (kinds[at + 1] == LETTER) & ((at < 2) | ~core[at - 2])
            held &= numeric | (initials if kind == STOP else False)
        inside[at[held]] = True
    return inside


def _factorize(codes: np.ndarray, inside: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Return each word's index into the distinct surface forms, and the forms in order of appearance."""
    spaced = np.where(inside, codes, 32).astype(np.uint32).tobytes().decode(f"utf-32-{_ENDIAN}", "surrogatepass")
    form, forms = pd.factorize(np.array(spaced.split(" "), dtype=object))
    blank = np.flatnonzero(forms == "")
    if len(blank):
        form = form[form != blank[0]]
        form = form - (form > blank[0])
        forms = np.delete(forms, blank[0])
    return form, list(forms)


_SPLIT = frozenset(APOSTROPHES + HYPHENS)


def split_form(form: str) -> list[tuple[int, int]]:
    """Return the spans of the parts of one word: "self-proclaimed" -> [(0, 4), (5, 15)]."""
    spans, start = [], 0
    for position, mark in enumerate(form):
        if mark in _SPLIT:
            spans.append((start, position))
            start = position + 1
    return [*spans, (start, len(form))]


def _parts(words: Words) -> Parts:
    spans = [split_form(form) for form in words.forms]
    counts = np.fromiter((len(found) for found in spans), dtype=np.int64, count=len(spans))
    flat = np.array([span for found in spans for span in found], dtype=np.int64).reshape(-1, 2)
    strings = [form[a:b] for form, found in zip(words.forms, spans, strict=True) for a, b in found]
    ids, forms = pd.factorize(np.array(strings, dtype=object))
    first = np.concatenate(([0], np.cumsum(counts)))
    repeats = counts[words.form]
    word = np.repeat(np.arange(len(words.form)), repeats)
    nth = np.arange(len(word)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    row = first[words.form[word]] + nth
    start, end = words.start[word] + flat[row, 0], words.start[word] + flat[row, 1]
    return Parts(word, start, end, ids[row], list(forms), _links(words, word, start, end))


def _links(words: Words, word: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Say how each part follows the one before it."""
    link = np.full(len(word), BLOCKED, dtype=np.uint8)
    if len(word) < 2:
        return link
    base = words._offsets[words.text[word]]
    left, right = (base + end)[:-1], (base + start)[1:]
    kinds = _gap_kinds()[np.minimum(words._codes, _TABLE_SIZE - 1)]
    length = right - left
    code = kinds[left]
    counts = {kind: np.concatenate(([0], np.cumsum(kinds == kind))) for kind in (SPACE, PUNCTUATION)}
    inside = {kind: total[right] - total[left] for kind, total in counts.items()}
    found = np.full(len(length), PUNCTUATION, dtype=np.uint8)
    found[(inside[PUNCTUATION] == 0) & (inside[SPACE] > 0)] = SPACE
    found[(length == 1) & (code == HYPHEN)] = HYPHEN
    found[(length == 1) & (code == APOSTROPHE) & (word[1:] == word[:-1])] = APOSTROPHE
    sentence = words.sentence[word]
    found[sentence[1:] != sentence[:-1]] = BLOCKED
    link[1:] = found
    return link


@cache
def _gap_kinds() -> np.ndarray:
    """Return what each code point means between two parts; ``BLOCKED`` (0) stands for a quotation mark, which is ignored."""
    kinds = np.full(_TABLE_SIZE, PUNCTUATION, dtype=np.uint8)
    for code in [*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]:
        kinds[code] = SPACE
    kinds[[ord(mark) for mark in QUOTES]] = BLOCKED
    kinds[[ord(mark) for mark in APOSTROPHES]] = APOSTROPHE
    kinds[[ord(mark) for mark in HYPHENS + DASHES]] = HYPHEN
    return kinds


def article_texts(articles: pd.DataFrame) -> list[str]:
    """Return headline and body of every article, side by side: text 2 i is the headline of row i, text 2 i + 1 its body."""
    titles = articles["title"].fillna("").tolist()
    return [text for pair in zip(titles, articles["text"].tolist(), strict=True) for text in pair]
