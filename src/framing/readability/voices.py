"""Which sentences are the outlet's own and which are somebody else's, word for word."""

import numpy as np
import pandas as pd

from framing.text import Words


def quoted_sentences(articles: pd.DataFrame, words: Words, passages: pd.DataFrame) -> np.ndarray:
    """Tell for each sentence whether direct quotation holds more than half of its words.

    A word is quoted if it lies in a passage whose voice is ``quotation``; scare quotes, titles and reported speech are
    the outlet's own words. The sentences that are not quoted are the outlet's.
    """
    quoted = np.bincount(words.sentence, weights=_quoted_words(articles, words, passages), minlength=_sentences(words))
    total = np.bincount(words.sentence, minlength=_sentences(words))
    return quoted > total / 2


def _sentences(words: Words) -> int:
    return len(words.sentence_text)


def _quoted_words(articles: pd.DataFrame, words: Words, passages: pd.DataFrame) -> np.ndarray:
    """Count for each word the direct quotations it lies in, as 1 (in any) or 0."""
    direct = passages[passages["voice"] == "quotation"]
    row = pd.Index(articles["article_id"]).get_indexer(direct["article_id"])
    text = 2 * row + (direct["part"] == "body").to_numpy(dtype=np.int64)
    known = row >= 0
    opened = _first_word_from(words, text[known], direct["start"].to_numpy(dtype=np.int64)[known])
    closed = _first_word_from(words, text[known], direct["end"].to_numpy(dtype=np.int64)[known])
    size = len(words.form) + 1
    depth = np.cumsum(np.bincount(opened, minlength=size) - np.bincount(closed, minlength=size))
    return (depth[:-1] > 0).astype(np.int64)


def _first_word_from(words: Words, text: np.ndarray, position: np.ndarray) -> np.ndarray:
    """Return the index of the first word of ``text`` that starts at ``position`` or later."""
    width = 1 + max((len(piece) for piece in words.texts), default=0)
    return np.searchsorted(words.text * width + words.start, text * width + np.minimum(position, width - 1))
