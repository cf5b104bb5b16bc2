"""The readability table: one value an article, part, voice and measure."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing import schema
from framing.errors import InputError, choose
from framing.readability.facts import ENGLISH, FACTS
from framing.readability.formulas import FORMULAS
from framing.readability.voices import quoted_sentences
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
    """Return how hard each article is to read: one row an article, part, voice and measure (table ``readability``)."""
    choose(definitions, DEFINITIONS, "definitions")
    names = [choose(name, FORMULAS, "measure") for name in (FORMULAS if measures is None else measures)]
    words = _words_of(articles, words)
    groups = {"all": np.ones(len(words.sentence_text), dtype=bool)}
    if passages is not None:
        quoted = quoted_sentences(articles, words, passages)
        groups |= {"narration": ~quoted, "quotation": quoted}
    tables = [_voice_table(articles, words, names, voice, kept) for voice, kept in groups.items()]
    order = ["row", "part_order", "voice_order", "measure_order"]
    whole = pd.concat(tables, ignore_index=True).sort_values(order, kind="stable").drop(columns=order)
    return schema.check(whole, "readability")


def _words_of(articles: pd.DataFrame, words: Words | None) -> Words:
    if words is None:
        return read_words(article_texts(articles))
    if len(words.texts) != 2 * len(articles):
        raise InputError(
            f"words: they hold {len(words.texts)} texts, not a headline and a body for {len(articles)} articles"
        )
    return words


def _voice_table(articles: pd.DataFrame, words: Words, names: list[str], voice: str, kept: np.ndarray) -> pd.DataFrame:
    counts = _counts(words, kept)
    texts = np.arange(len(words.texts)) if voice == "all" else np.arange(1, len(words.texts), 2)
    pieces = []
    for order, name in enumerate(names):
        with np.errstate(divide="ignore", invalid="ignore"):
            value = FORMULAS[name].function(*(counts[count][texts] for count in FORMULAS[name].counts))
        pieces.append(
            pd.DataFrame(
                {
                    "row": texts // 2, "part_order": texts % 2, "voice_order": len(voice) + len(voice) * (voice != "all"),
                    "measure_order": order, "article_id": articles["article_id"].to_numpy()[texts // 2],
                    "part": np.array(schema.PARTS)[texts % 2], "voice": voice, "measure": name,
                    "value": np.where(counts["words"][texts] > 0, value, np.nan),
                    "n_words": counts["words"][texts], "n_sentences": counts["sentences"][texts],
                    "n_syllables": counts["syllables"][texts],
                    "notes": np.where(counts["words"][texts] > 0, "", "no words"),
                }
            )
        )  # fmt: skip
    return pd.concat(pieces, ignore_index=True)


def _counts(words: Words, kept: np.ndarray) -> dict[str, np.ndarray]:
    """Sum the words' facts over the kept sentences of each text."""
    facts = dict(zip(FACTS, ENGLISH.rows(words.forms).T, strict=True))
    per_sentence = np.bincount(words.sentence, minlength=len(kept)) * kept
    totals = {"words": per_sentence, "sentences": per_sentence > 0}
    for name, values in facts.items():
        totals[name] = np.bincount(words.sentence, weights=values[words.form], minlength=len(kept)) * kept
    size = len(words.texts)
    return {
        name: np.bincount(words.sentence_text, weights=values, minlength=size).astype(np.int64)
        for name, values in totals.items()
    }
