"""The stage: articles, their words and passages in; the table ``readability`` out."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.errors import InputError, choose
from framing.readability.counts import count_voices, read_tokens
from framing.readability.languages import language_code
from framing.readability.measures import FORMULAS, Formula, default_measures
from framing.readability.table import COUNTED, Cells, lay_out, make_cells
from framing.readability.voices import quoted_sentences
from framing.schema import TableError
from framing.text import Words, article_texts, read_words

DEFINITIONS = ("published", "textstat")


def readability(
    articles: pd.DataFrame,
    words: Words | None = None,
    passages: pd.DataFrame | None = None,
    *,
    measures: Sequence[str] | None = None,
    definitions: str = "published",
    language: str | None = None,
) -> pd.DataFrame:
    """Return how hard each article is to read: one row an article, part, voice and measure (table ``readability``).

    Headlines (part ``headline``) and bodies are measured apart. The voice ``all`` is the whole part. With ``passages``, the
    body is also measured in the voices ``narration`` and ``quotation``: a sentence is ``quotation`` if direct quotations hold
    more than half of its words, else ``narration``; every sentence is one or the other. ``words`` are the texts' words if they
    have been read already (``text.read_words(text.article_texts(articles))``).

    ``measures`` are names of ``measures.FORMULAS``; None gives the English ones, those for any language, the descriptive
    counts, and those made for a language that an article has. The docstring of each formula gives its source, range and
    direction. ``definitions="textstat"`` gives instead, to the last digit, what textstat's function of the measure's name
    returns for the text (``textstat_scores.MEASURES``, English only; of a voice, its sentences joined by spaces).

    ``language`` is the language of all articles, else the column ``language`` says it of each. A formula without published
    constants for it gives NA; English constants are never used for another language. ``n_syllables`` is 0 where a language has
    no syllable rules.

    ``value`` is NA where a measure is not defined, and ``notes`` then says why; ``notes`` also flags a text shorter than the
    measure was made for (SMOG: 30 sentences; most others: 100 words). Raises ChoiceError for an unknown measure or definition,
    TableError if ``articles`` lacks a column it needs, InputError if ``words`` are not the articles' words.

    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a1"], "title": ["Senate backs motion"], "language": ["en"],
    ...     "text": ["The French Senate adopted the motion on Wednesday. Baku sent a note of protest."]})
    >>> readability(articles, measures=["flesch_kincaid_grade"])[["part", "value", "n_words", "notes"]].round(2)
           part  value  n_words                       notes
    0  headline   5.25        3  made for 100 words or more
    1      body   4.84       14  made for 100 words or more
    """
    choose(definitions, DEFINITIONS, "definitions")
    languages = _languages(articles, language)
    names = _names(measures, languages)
    words = _words_of(articles, words)
    voices = _voices(articles, words, passages)
    needed = {count for name in names for count in FORMULAS[name].counts} | set(COUNTED.values())
    by_voice = count_voices(read_tokens(words, [code for code in languages for _ in range(2)]), voices, needed)
    cells = make_cells(len(articles), tuple(voices))
    counts = {count: cells.pick(by_voice, count) for count in needed}
    spoken = np.array(languages, dtype=object)[cells.article]
    return lay_out(articles, cells, {name: _measure(FORMULAS[name], counts, spoken) for name in names}, counts)


def _languages(articles: pd.DataFrame, language: str | None) -> list[str]:
    """Return the language code of every article, and check that the columns we read are there."""
    for column in ("article_id", "title", "text", *(() if language is not None else ("language",))):
        if column not in articles.columns:
            raise TableError(f"table articles: no column {column}; it has {', '.join(map(str, articles.columns))}")
    given = [language] * len(articles) if language is not None else articles["language"].tolist()
    return [language_code(tag) for tag in given]


def _names(measures: Sequence[str] | None, languages: list[str]) -> list[str]:
    if isinstance(measures, str):
        raise InputError(f"measures: a list of names is wanted, not the text {measures!r}")
    chosen = default_measures(languages) if measures is None else measures
    return list(dict.fromkeys(choose(name, FORMULAS, "measure") for name in chosen))


def _words_of(articles: pd.DataFrame, words: Words | None) -> Words:
    texts = article_texts(articles)
    if words is None:
        return read_words(texts)
    if list(words.texts) != texts:
        raise InputError(
            f"words: these {len(words.texts)} texts are not the headlines and bodies of {len(articles)} articles"
        )
    return words


def _voices(articles: pd.DataFrame, words: Words, passages: pd.DataFrame | None) -> dict[str, np.ndarray]:
    every = np.ones(len(words.sentence_text), dtype=bool)
    if passages is None:
        return {"all": every}
    quoted = quoted_sentences(articles, words, passages)
    return {"all": every, "narration": ~quoted, "quotation": quoted}


def _measure(formula: Formula, counts: dict[str, np.ndarray], languages: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a measure's value and note for every cell."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.asarray(formula.function(*(counts[count] for count in formula.counts)), dtype=np.float64)
    notes = np.full(len(value), "", dtype=object)
    for limit in formula.made_for:
        notes[counts[limit.count] < limit.least] = limit.note
    undefined = np.zeros(len(value), dtype=bool)
    for limit in formula.needs:
        short = counts[limit.count] < limit.least
        notes[short] = limit.note
        undefined |= short
    for language in sorted(set(languages)):
        if reason := formula.missing(language):
            notes[languages == language] = reason
            undefined |= languages == language
    return np.where(undefined, np.nan, value), notes
