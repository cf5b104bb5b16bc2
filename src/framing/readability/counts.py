"""What the formulas count, for every text and voice: sums over sentences of what each word is."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from framing.readability.diversity import count_types, previous_occurrence, window_types
from framing.readability.facts import FACTS, form_table, sum_runs, sum_together
from framing.readability.proper import TITLE_WORD, proper_names
from framing.readability.syllables import fold_all
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

    def per_sentence(self, needed: Collection[str]) -> dict[str, np.ndarray]:
        """Return the counts of ``PER_FORM`` that are ``needed``, and ``sentences`` (1, or 0 without words), of each."""
        values = {
            name: PER_FORM[name](self.facts) for name in sorted({"words", "syllables", *needed} & PER_FORM.keys())
        }
        found = sum_together(list(values.values()), self.key, self.words.first_in_sentence)
        sums = dict(zip(values, found, strict=True))
        for name in values.keys() & NOT_PROPER:
            spared = self.proper[values[name][self.key[self.proper]] > 0]
            sums[name] -= np.bincount(self.words.sentences_of(spared), minlength=len(sums[name]))
        return sums | {"sentences": (sums["words"] > 0).astype(np.int64)}

    @cached_property
    def kind(self) -> np.ndarray:
        """Return one number for all words that differ in capitals or kinds of apostrophe only."""
        kinds, _ = pd.factorize(np.array(fold_all(self.words.forms), dtype=object))
        return kinds[self.words.form]

    @cached_property
    def proper(self) -> np.ndarray:
        """Return the rows of proper names, of those words for which it matters (hard or unfamiliar ones)."""
        asked = self.facts["capital"].astype(bool) & ((self.facts["hard"] | self.facts["unfamiliar"]) > 0)
        at = np.flatnonzero(asked[self.key])
        return at[proper_names(self.words, at, self._title_words())]

    def _title_words(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the words of four letters or more of all headlines, and which of them open with a capital."""
        of_headline = np.arange(len(self.words.texts)) % 2 == 0
        rows = np.flatnonzero(np.repeat(of_headline, self.words.n_words))
        long = rows[self.facts["letters"][self.key[rows]] >= TITLE_WORD]
        return long, self.facts["capital"][self.key[long]]


def read_tokens(words: Words, languages: list[str]) -> Tokens:
    """Return the words with their facts; ``languages`` gives the code of each text's language."""
    found = [form_table(code).of(words.distinct) for code in dict.fromkeys(languages)]
    facts = np.concatenate(found, axis=1)
    tokens = Tokens(words, dict(zip(FACTS, facts, strict=True)), words.form)
    if len(found) == 1:
        return tokens
    place = {code: number for number, code in enumerate(dict.fromkeys(languages))}
    language = np.array([place[code] for code in languages], dtype=np.int64)
    return replace(tokens, key=language[words.text] * len(words.distinct) + words.form)


PER_FORM: dict[str, Callable[[dict[str, np.ndarray]], np.ndarray]] = {
    "words": lambda facts: np.ones_like(facts["syllables"]),
    "syllables": lambda facts: facts["syllables"],
    "letters": lambda facts: facts["letters"],
    "characters": lambda facts: facts["characters"],
    "polysyllables": lambda facts: facts["syllables"] >= 3,
    "monosyllables": lambda facts: facts["syllables"] == 1,
    "long_words": lambda facts: facts["letters"] >= _LONG,
    "hard_words": lambda facts: facts["hard"],
    "unfamiliar_words": lambda facts: facts["unfamiliar"],
}
NOT_PROPER = frozenset({"hard_words", "unfamiliar_words"})
"""Counts that leave out proper names."""
SAMPLED = ("linsear_score", "linsear_sentences")
DIFFERENT = ("types", *WINDOWS)


def count_voices(
    tokens: Tokens, voices: dict[str, np.ndarray], needed: Collection[str]
) -> dict[str, dict[str, np.ndarray]]:
    """Return for each voice the ``needed`` counts, each an array with one entry a text.

    ``voices`` tells for each voice which sentences are its. A sentence without a word is none.
    """
    per_sentence = tokens.per_sentence(needed)
    return {voice: _count_voice(tokens, kept, per_sentence, set(needed)) for voice, kept in voices.items()}


def _count_voice(
    tokens: Tokens, kept: np.ndarray, per_sentence: dict[str, np.ndarray], needed: set[str]
) -> dict[str, np.ndarray]:
    size = len(tokens.words.texts)
    counts = {name: sum_runs(values * kept, tokens.words.first_sentence) for name, values in per_sentence.items()}
    if needed.isdisjoint({*SAMPLED, *DIFFERENT}):
        return counts
    if not needed.isdisjoint(SAMPLED):
        counts |= _linsear(tokens, kept)
    if not needed.isdisjoint(DIFFERENT):
        row = np.flatnonzero(kept[tokens.words.sentence])
        text = tokens.words.text[row]
        before = previous_occurrence(text, tokens.kind[row])
        counts["types"] = count_types(text, before, size)
        counts |= {name: window_types(text, before, window, size) for name, window in WINDOWS.items() if name in needed}
    return counts


def _linsear(tokens: Tokens, kept: np.ndarray) -> dict[str, np.ndarray]:
    """Score the first hundred words of each text, 1 or 3 (three syllables), and count the sentences they fill."""
    words, size = tokens.words, len(tokens.words.texts)
    length = np.diff(words.first_in_sentence)
    before = np.concatenate(([0], np.cumsum(length * kept)))
    before = before[:-1] - before[words.first_sentence[words.sentence_text]]
    sampled = np.clip(LINSEAR_SAMPLE - before, 0, length * kept)
    first = words.first_in_sentence[:-1]
    row = np.arange(sampled.sum()) + np.repeat(first - np.cumsum(sampled) + sampled, sampled)
    text = np.repeat(words.sentence_text, sampled)
    score = np.where(tokens.facts["syllables"][tokens.key[row]] >= 3, 3, 1)
    return {
        "linsear_score": np.bincount(text, weights=score, minlength=size),
        "linsear_sentences": np.bincount(text, weights=1 / np.repeat(length, sampled), minlength=size),
    }
