"""The stage: articles, their words and passages in; the table ``readability`` out."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from framing import schema
from framing.errors import InputError, choose
from framing.readability.as_textstat import DEFAULT, score_as_textstat
from framing.readability.languages import language_code
from framing.readability.measures import FORMULAS, default_measures
from framing.readability.published import score_published
from framing.readability.table import Scores, joined, lay_out
from framing.readability.textstat_scores import MEASURES
from framing.readability.voices import quoted_sentences
from framing.schema import TableError
from framing.text import Words, article_texts, read_words

_BATCH = 1_000_000
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

    Headlines (part ``headline``) and bodies are measured apart. The voice ``all`` is the whole part. With
    ``passages``, the body is also measured in the voices ``narration`` and ``quotation``: a sentence is ``quotation``
    if direct quotations hold more than half of its words, else ``narration``; every sentence is one or the other.
    ``words`` are the texts' words if they have been read already (``text.read_words(text.article_texts(articles))``).

    ``measures`` are names of ``measures.FORMULAS``; None gives the English ones, those for any language, the
    descriptive counts, and those made for a language that an article has. The docstring of each formula gives its
    source, range and direction. ``definitions="textstat"`` gives instead, to the last digit, what textstat's function
    of the measure's name returns for the text (``textstat_scores.MEASURES``, English only; of a voice, its sentences
    joined by spaces).

    ``language`` is the language of all articles, else the column ``language`` says it of each. A formula without
    published constants for it gives NA; English constants are never used for another language. ``n_syllables`` is 0
    where a language has no syllable rules.

    ``value`` is NA where a measure is not defined, and ``notes`` then says why; ``notes`` also flags a text shorter
    than the measure was made for (SMOG: 30 sentences; most others: 100 words). Raises ChoiceError for an unknown
    measure or definition, TableError if ``articles`` lacks a column it needs, InputError if ``words`` are not the
    articles' words.

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
    names = _names(measures, languages, definitions)
    words = _check_words(articles, words)
    batches = _batches(articles, words)
    if not batches:
        return schema.empty("readability")
    asked = [(definitions, languages[start:end], names) for start, end in batches]
    scores = joined(
        [_score(articles.iloc[slice(*at)], words, passages, of) for at, of in zip(batches, asked, strict=True)],
        len(articles),
    )
    table = lay_out(articles["article_id"], scores)
    del scores  # a table of a large corpus is checked with nothing beside it
    return schema.check(table, "readability")


def _score(
    articles: pd.DataFrame, words: Words | None, passages: pd.DataFrame | None, asked: tuple[str, list[str], list[str]]
) -> Scores:
    """Score a batch: ``asked`` is the definitions, the language of each article, and the names of the measures."""
    definitions, languages, names = asked
    texts = article_texts(articles)
    if words is None and (definitions == "published" or passages is not None):
        words = read_words(texts)
    voices = _voices(articles, words, passages)
    if definitions == "textstat":
        return score_as_textstat(texts, words, voices, languages, names)
    return score_published(words, voices, languages, names)


def _batches(articles: pd.DataFrame, words: Words | None) -> list[tuple[int, int]]:
    """Return slices of the articles of about a million characters each; one slice if their words are given."""
    if words is not None:
        return [(0, len(articles))] if len(articles) else []
    lengths = [len(text) if isinstance(text, str) else 0 for text in articles["text"]]
    edges = [0, *(np.flatnonzero(np.diff(np.cumsum(lengths) // _BATCH)) + 1).tolist(), len(articles)]
    return list(pairwise(edges)) if len(articles) else []


def _languages(articles: pd.DataFrame, language: str | None) -> list[str]:
    """Return the language code of every article, and check that the columns we read are there."""
    for column in ("article_id", "title", "text", *(() if language is not None else ("language",))):
        if column not in articles.columns:
            raise TableError(f"table articles: no column {column}; it has {', '.join(map(str, articles.columns))}")
    given = [language] * len(articles) if language is not None else articles["language"].tolist()
    return [language_code(tag) for tag in given]


def _names(measures: Sequence[str] | None, languages: list[str], definitions: str) -> list[str]:
    if isinstance(measures, str) or (measures is not None and not len(measures)):
        raise InputError(f"measures: a list of names is wanted, not {measures!r}")
    textstat = definitions == "textstat"
    if measures is None:
        measures = DEFAULT if textstat else default_measures(languages)
    return list(dict.fromkeys(choose(name, MEASURES if textstat else FORMULAS, "measure") for name in measures))


def _check_words(articles: pd.DataFrame, words: Words | None) -> Words | None:
    if words is not None and list(words.texts) != article_texts(articles):
        raise InputError(
            f"words: these {len(words.texts)} texts are not the headlines and bodies of {len(articles)} articles"
        )
    return words


def _voices(articles: pd.DataFrame, words: Words | None, passages: pd.DataFrame | None) -> dict[str, np.ndarray]:
    every = np.ones(0 if words is None else len(words.sentence_text), dtype=bool)
    if passages is None or words is None:
        return {"all": every}
    quoted = quoted_sentences(articles, words, passages)
    return {"all": every, "narration": ~quoted, "quotation": quoted}
