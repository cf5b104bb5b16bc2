"""What textstat 0.7 counts, for many texts at once: its words, sentences and syllables, as it defines them.

A token is a run without white space; it is a word if a character is left when punctuation is removed (an apostrophe
stays only if it is straight and s, t, d, ve, ll or re follows). A sentence runs from a word to the next full stop,
question or exclamation mark, whatever the mark means ("U.S.", "3.5"); sentences of two words or fewer are not
counted, but a text that is not empty has one at least. Syllables are CMU's, else those between which pyphen would
allow a hyphen.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from framing.readability.facts import sum_runs, sum_together
from framing.readability.familiar import textstat_list
from framing.readability.hyphens import count_hyphens
from framing.readability.lexicon import SYLLABLES_FROM, lexicon
from framing.readability.marks import MARK_COUNTS, SEPARATOR, read_marks
from framing.text import FormTable
from framing.text.forms import forms_of

WORD_COUNTS = (
    "words", "letters", "syllables", "polysyllables", "monosyllables", "syllabic", "long_words", "miniwords",
    "difficult", "difficult_2", "difficult_3",
)  # fmt: skip
_SAMPLE = 100
_CHUNK = 600_000
_DOT = "\u0307"


class TextCounts(Mapping[str, np.ndarray]):
    """textstat's counts of many texts, one array a count, each summed when it is first asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._chunks = [_Chunk(texts[start:end]) for start, end in _chunks(texts)]
        self._known: dict[str, np.ndarray] = {}

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self._known:
            parts = [chunk.count(name) for chunk in self._chunks]
            self._known[name] = np.concatenate([np.zeros(0, dtype=np.int64), *parts])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*WORD_COUNTS, *MARK_COUNTS, "sample_score"))

    def __len__(self) -> int:
        return len(WORD_COUNTS) + len(MARK_COUNTS) + 1


def _chunks(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return slices of the texts of about 600,000 characters each, which the arrays of a slice keep in the cache."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    edges = [0, *(np.flatnonzero(np.diff(np.cumsum(lengths) // _CHUNK)) + 1).tolist(), len(texts)]
    return list(pairwise(edges)) if len(texts) else []


class _Chunk:
    """Some of the texts: what their words and characters tell, summed over each text."""

    def __init__(self, texts: Sequence[str]) -> None:
        marks = read_marks(texts)
        letters, space = marks.kept()
        edges = np.flatnonzero(space[1:] != space[:-1]) + 1
        key, forms = forms_of(letters.lower(), edges[::2], edges[1::2]).distinct()
        facts = _word_table().of(forms)
        ends = np.concatenate(([0], np.flatnonzero(key == key[-1]) + 1))
        sums = sum_together(list(facts), key, ends)
        self._counts = dict(zip(WORD_COUNTS, sums, strict=True)) | marks.counts(_SAMPLE)
        self._counts["sample_score"] = _sample_score(facts, key, ends)

    def count(self, name: str) -> np.ndarray:
        return self._counts[name]


def _sample_score(facts: np.ndarray, key: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return 1 for each word of one or two syllables and 3 for each longer one among the first hundred words."""
    score = facts[WORD_COUNTS.index("syllabic")] + 2 * facts[WORD_COUNTS.index("polysyllables")]
    sampled = np.minimum(np.diff(ends), _SAMPLE)
    before = np.cumsum(sampled) - sampled
    rows = np.arange(sampled.sum()) + np.repeat(ends[:-1] - before, sampled)
    return sum_runs(score[key[rows]], np.append(before, len(rows)))


@cache
def _word_table() -> FormTable:
    return FormTable(_describe, len(WORD_COUNTS))


def _describe(forms: list[str]) -> tuple[np.ndarray, ...]:
    """Return what words without marks, in lower case if they are of ASCII, add to each of ``WORD_COUNTS``.

    A separator adds nothing.
    """
    words = _lowered(forms)
    letters = np.array([len(word) - word.count("'") - word.count(_DOT) for word in words])
    in_text = _syllables(words)
    # textstat lowers İ to i and a dot above, and takes the dot for punctuation where it counts a word by itself
    alone = _syllables([word.replace(_DOT, "") for word in words]) if _DOT in "".join(words) else in_text
    difficult = ~np.fromiter(map(textstat_list().__contains__, words), dtype=bool, count=len(words)) & (letters > 0)
    return (
        letters > 0, letters, in_text, alone >= 3, alone == 1, alone > 0, letters > 6, (letters > 0) & (letters <= 3),
        difficult, difficult & (alone >= 2), difficult & (alone >= 3),
    )  # fmt: skip


def _lowered(forms: list[str]) -> list[str]:
    """Return the forms in lower case, and "" for a separator."""
    return "\n".join(forms).lower().replace(SEPARATOR, "").split("\n")


def _syllables(words: list[str]) -> np.ndarray:
    """Return CMU's syllables of each word, else one more than its hyphens; none of ""."""
    known = lexicon().of(words)
    unknown = np.flatnonzero(known < 0)
    syllables = known >> SYLLABLES_FROM
    syllables[unknown] = count_hyphens([words[row] for row in unknown.tolist()]) + 1
    syllables[[row for row in unknown.tolist() if not words[row]]] = 0
    return syllables
