"""What the formulas count, for every text and voice: sums over sentences of what each word is."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from framing.readability.diversity import count_types, previous_occurrence, window_types
from framing.readability.facts import FACTS, form_table, sum_runs
from framing.readability.proper import proper_names
from framing.readability.syllables import fold
from framing.text import Words

LINSEAR_SAMPLE = 100
_LONG = 7
WINDOWS = {"types_50": 50, "types_100": 100}
SYLLABIC = frozenset({"syllables", "polysyllables", "monosyllables", "hard_words", "linsear_score"})


@dataclass(frozen=True)
class Tokens:
    """The words of a batch with their facts: ``facts[name][key[i]]`` is a fact of word i."""

    words: Words
    facts: dict[str, np.ndarray]
    key: np.ndarray

    def each(self, fact: str) -> np.ndarray:
        """Return a fact of every word."""
        return self.facts[fact][self.key]

    @cached_property
    def sentence_start(self) -> np.ndarray:
        """Return the first word of every sentence, and the number of words."""
        return np.searchsorted(self.words.sentence, np.arange(len(self.words.sentence_text) + 1))

    def per_sentence(self, values: np.ndarray) -> np.ndarray:
        """Sum ``values``, one a word, over each sentence."""
        return sum_runs(values, self.sentence_start)

    @cached_property
    def kind(self) -> np.ndarray:
        """Return one number for all words that differ in capitals or kinds of apostrophe only."""
        kinds, _ = pd.factorize(np.array(list(map(fold, self.words.forms)), dtype=object))
        return kinds[self.words.form]

    @cached_property
    def proper(self) -> np.ndarray:
        """Tell for each word whether it is a proper name, where that matters (hard or unfamiliar words)."""
        proper = np.zeros(len(self.key), dtype=bool)
        asked = self.facts["capital"] & (self.facts["hard"] | self.facts["unfamiliar"])
        at = np.flatnonzero(asked[self.key])
        proper[at] = proper_names(self.words, at, self.each("capital"), self.each("letters"))
        return proper


def read_tokens(words: Words, languages: list[str]) -> Tokens:
    """Return the words with their facts; ``languages`` gives the code of each text's language."""
    tables = {code: form_table(code).numbers_of(words.distinct) for code in sorted(set(languages))}
    if len(tables) == 1:
        numbers, facts = next(iter(tables.values()))
        return Tokens(words, dict(zip(FACTS, facts, strict=True)), numbers[words.form])
    place = {code: number for number, code in enumerate(tables)}
    language = np.array([place[code] for code in languages], dtype=np.int64)
    key = language[words.text] * len(words.distinct) + words.form
    facts = np.concatenate([facts[:, numbers] for numbers, facts in tables.values()], axis=1)
    return Tokens(words, dict(zip(FACTS, facts, strict=True)), key)


PER_WORD: dict[str, Callable[[Tokens], np.ndarray]] = {
    "words": lambda tokens: np.ones(len(tokens.key), dtype=np.int64),
    "syllables": lambda tokens: tokens.each("syllables"),
    "letters": lambda tokens: tokens.each("letters"),
    "characters": lambda tokens: tokens.each("characters"),
    "polysyllables": lambda tokens: (tokens.facts["syllables"] >= 3)[tokens.key],
    "monosyllables": lambda tokens: (tokens.facts["syllables"] == 1)[tokens.key],
    "long_words": lambda tokens: (tokens.facts["letters"] >= _LONG)[tokens.key],
    "hard_words": lambda tokens: tokens.each("hard").astype(bool) & ~tokens.proper,
    "unfamiliar_words": lambda tokens: tokens.each("unfamiliar").astype(bool) & ~tokens.proper,
}
SAMPLED = ("linsear_score", "linsear_sentences")
DIFFERENT = ("types", *WINDOWS)


def count_voices(
    tokens: Tokens, voices: dict[str, np.ndarray], needed: Collection[str]
) -> dict[str, dict[str, np.ndarray]]:
    """Return for each voice the ``needed`` counts, each an array with one entry a text.

    ``voices`` tells for each voice which sentences are its. A sentence without a word is none.
    """
    wanted = {"words", "syllables", *needed} & PER_WORD.keys()
    per_sentence = {name: tokens.per_sentence(PER_WORD[name](tokens)) for name in wanted}
    per_sentence["sentences"] = (per_sentence["words"] > 0).astype(np.int64)
    return {voice: _count_voice(tokens, kept, per_sentence, set(needed)) for voice, kept in voices.items()}


def _count_voice(
    tokens: Tokens, kept: np.ndarray, per_sentence: dict[str, np.ndarray], needed: set[str]
) -> dict[str, np.ndarray]:
    size = len(tokens.words.texts)
    counts = {name: sum_runs(values * kept, tokens.words.first_sentence) for name, values in per_sentence.items()}
    if needed.isdisjoint({*SAMPLED, *DIFFERENT}):
        return counts
    row = np.flatnonzero(kept[tokens.words.sentence])
    text = tokens.words.text[row]
    if not needed.isdisjoint(SAMPLED):
        counts |= _linsear(tokens, row, text)
    if not needed.isdisjoint(DIFFERENT):
        before = previous_occurrence(text, tokens.kind[row])
        counts["types"] = count_types(text, before, size)
        counts |= {name: window_types(text, before, window, size) for name, window in WINDOWS.items() if name in needed}
    return counts


def _linsear(tokens: Tokens, row: np.ndarray, text: np.ndarray) -> dict[str, np.ndarray]:
    """Score the first hundred words of each text, 1 or 3 (three syllables), and count the sentences they fill."""
    size = len(tokens.words.texts)
    first = np.searchsorted(text, np.arange(size))
    sample = np.arange(len(text)) - first[text] < LINSEAR_SAMPLE
    row, text = row[sample], text[sample]
    score = np.where(tokens.each("syllables")[row] >= 3, 3, 1)
    length = np.diff(tokens.sentence_start)[tokens.words.sentence[row]]
    return {
        "linsear_score": np.bincount(text, weights=score, minlength=size),
        "linsear_sentences": np.bincount(text, weights=1 / length, minlength=size),
    }
