"""What a quoted phrase is: someone's words, a title, or a word held at arm's length.

A phrase of more than five words is a quotation, unless it is a title (see ``titles``). What "so-called" stands before
is held at arm's length. Any other short phrase is a quotation or scare quotes by a linear model of its surroundings
(data/ weights.csv, model ``phrase``); between ``SCARE`` and ``SPOKEN`` the answer is ``unclear``.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from framing.voice import classes, kinds, tags, vocabulary
from framing.voice.cues import Cues, distance, strong, table
from framing.voice.echoes import find_echoes
from framing.voice.marks import SINGLE, Quotes
from framing.voice.stream import SHORT, Stream
from framing.voice.stretches import Spoken
from framing.voice.titles import find_titles
from framing.voice.tokens import counts_before
from framing.voice.weights import CUE, KIND, Column, Columns, Model, load_model

SPOKEN, SCARE = 0.8, 0.39
SO_CALLED = frozenset(("so-called", "self-styled", "self-proclaimed"))
FIRST_PERSON = frozenset("i i'm i've i'll i'd me my mine we we're we've we'll us our ours you your you're".split())
vocabulary.enter(SO_CALLED, FIRST_PERSON)
_LEVELS = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.55, 0.7, 0.85)


def columns_of(n_cues: int) -> dict[str, Column]:
    """Return what the columns around a short phrase hold."""
    sizes = {
        "words": 6, "case": 4, "ending": 3, "single": 2, "quotes": 4, "spoken": 10,
        "article": 10, "cue_before": 10, "person": 2, "later": 10, "echo": 4, "verbs": 3,
    }  # fmt: skip
    return {
        **{name: Column(CUE, n_cues + 1) for name in ("form", "owner")},
        **{name: Column(KIND, kinds.N_KINDS) for name in ("p1", "p2", "n1", "head")},
        **{name: Column("number", size) for name, size in sizes.items()},
        **classes.columns_of("p2_class p1_class n1_class head_class owner_class"),
        **tags.columns_of("p1_tag n1_tag head_tag tail_tag owner_tag"),
    }


@dataclass(frozen=True)
class Phrases:
    """The outermost quotations: their unit, number of words, whether they are titles, and the chance that they are spoken."""

    unit: np.ndarray
    words: np.ndarray
    title: np.ndarray
    chance: np.ndarray


def outermost(stream: Stream, quotes: Quotes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the units of outermost quotations, and the tokens ``first:last`` between their marks."""
    unit = np.flatnonzero(stream.folded)
    chosen = stream.quote[unit]
    return unit, quotes.open[chosen] + 1, quotes.close[chosen]


def columns(stream: Stream, quotes: Quotes, found: Cues, spoken: Spoken) -> Columns:
    """Return what is seen of each outermost quotation; ``spoken`` is the chance of every unit to be led by a cue."""
    unit, first, last = outermost(stream, quotes)
    low, place = stream.low[unit], unit + stream.shift[unit]
    words = word_counts(stream, first, last)
    leads = strong(found.row, table())
    before = stream.last_before(leads, unit)
    head, tail = stream.tokens.form[first], stream.tokens.form[last - 1]
    highest = _highest(stream, spoken.chance)
    near = {"p2": -2, "p1": -1, "n1": 1}
    return {
        "form": np.where(unit > low, found.row[np.maximum(unit - 1, 0)], 0),
        **{name: stream.kinds_at(place, step) for name, step in near.items()},
        **{f"{name}_class": stream.classes_at(place, step) for name, step in near.items()},
        **{f"{name}_tag": stream.tags_at(place, near[name]) for name in ("p1", "n1")},
        **_owner(stream, unit, found, spoken),
        "head": stream.kinds_of_forms[head],
        "head_class": stream.tokens.classes[head],
        "head_tag": stream.tags_of_forms[head],
        "tail_tag": stream.tags_of_forms[tail],
        "words": np.minimum(words, 5),
        "case": _case(stream, first, last, words),
        "ending": (stream.kind[unit] - kinds.FIRST_QUOTED) // 2 % 3,
        "single": (quotes.family[stream.quote[unit]] == SINGLE).astype(np.int64),
        "echo": find_echoes(stream, first, last, words),
        "verbs": _verbs(stream, first, last),
        "quotes": _company(stream, unit),
        "spoken": np.digitize(spoken.chance[unit], _LEVELS),
        "later": np.digitize(_later(stream, highest, unit), _LEVELS),
        "person": _first_person(stream, first, last),
        "article": _article(stream, spoken.chance, unit),
        "cue_before": np.where(before >= low, distance(unit - before), 0),
    }


def _owner(stream: Stream, unit: np.ndarray, found: Cues, spoken: Spoken) -> Columns:
    """Return the cue that most likely leads each quotation."""
    owner = spoken.owner[unit]
    return {
        "owner": np.where(owner >= 0, found.row[owner], 0),
        "owner_class": np.where(owner >= 0, stream.classes[owner], 0),
        "owner_tag": np.where(owner >= 0, stream.tags[owner], tags.MARK),
    }


def word_counts(stream: Stream, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return the number of words in the tokens ``first:last``."""
    total = stream.tokens.words_before
    return total[last] - total[first]


def _case(stream: Stream, first: np.ndarray, last: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Return 0 where no word has a capital, 1 where the first alone has one, 2 where some have, 3 where all have."""
    tokens = stream.tokens
    capital = tokens.capital[tokens.form]
    total = counts_before(capital)
    count, opening = total[last] - total[first], capital[first]
    return np.where(count == 0, 0, np.where(count >= words, 3, np.where(opening & (count == 1), 1, 2)))


def _later(stream: Stream, highest: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Return the values of the sentences behind those of some units, 0 behind the last one of a text."""
    high = stream.high[unit]
    there = np.minimum(high, len(stream) - 1)
    same = (high == there) & (stream.text[there] == stream.text[unit])
    return np.where(same, highest[stream.sentence[there]], 0.0)


def _first_person(stream: Stream, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tell which phrases hold "I", "we" or the like: words that an outlet does not use of itself."""
    total = counts_before(stream.tokens.among(FIRST_PERSON))
    return np.minimum(total[last] - total[first], 1)


def _verbs(stream: Stream, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return how many verbs phrases hold, two for more."""
    total = counts_before(tags.among(stream.tags_of_forms, tags.VERBS)[stream.tokens.form])
    return np.minimum(total[last] - total[first], 2)


def _company(stream: Stream, unit: np.ndarray) -> np.ndarray:
    """Return how many quotations the sentence has besides, three for more."""
    quotes = stream.quotes_before
    return np.minimum(quotes[stream.high[unit]] - quotes[stream.low[unit]] - 1, 3)


def _highest(stream: Stream, spoken: np.ndarray) -> np.ndarray:
    """Return the greatest chance in each sentence that some cue leads a unit."""
    starts = np.flatnonzero(stream.low == stream.index)
    return np.maximum.reduceat(np.append(spoken, 0.0), starts) if len(starts) else spoken


def _article(stream: Stream, spoken: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Return how much of the article of some units is led by cues, in tenths."""
    article = stream.text // 2
    size = np.bincount(article)
    return np.minimum(np.bincount(article, spoken) / np.maximum(size, 1) * 10, 9).astype(np.int64)[article[unit]]


@cache
def _model() -> Model:
    return load_model("phrase", columns_of(len(table().rows)))


def find_phrases(stream: Stream, quotes: Quotes, found: Cues, spoken: Spoken) -> Phrases:
    """Return what the outermost quotations are."""
    unit, first, last = outermost(stream, quotes)
    words = word_counts(stream, first, last)
    title = find_titles(stream, first, last)
    seen = columns(stream, quotes, found, spoken)
    chance = np.where(words > SHORT, 1.0, _model().probability(seen))
    so_called = stream.among(SO_CALLED, np.maximum(unit - 1, 0)) & (unit > stream.low[unit])
    return Phrases(unit, words, title, np.where(so_called & (words <= SHORT), 0.0, chance))
