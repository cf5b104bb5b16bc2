"""From articles to the tables of passages and speakers."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa

from framing import schema
from framing.errors import choose
from framing.text import Words, article_texts, read_words
from framing.voice.pairing import find_quotes
from framing.voice.spoken import Found, find_spoken
from framing.voice.stream import read_stream
from framing.voice.tokens import Tokens, read_tokens

INDIRECT = ("broad", "strict")


def find_passages(
    articles: pd.DataFrame, words: Words | None = None, *, indirect: Literal["broad", "strict"] = "strict"
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables ``passages`` and ``speakers`` of ``articles``.

    >>> from framing import schema
    >>> text = 'Speaker Sahiba Gafarova spoke of a "dirty campaign". The "republic" is small.'
    >>> articles = schema.rows("articles", [dict.fromkeys(["article_id", "outlet", "source_file", "source_item", "raw_sha256"],
    ...     "a") | {"text": text, "n_characters": len(text), "n_words": 12, "n_sentences": 2}])
    >>> passages, speakers = find_passages(articles)
    >>> passages["voice"].tolist()
    ['quotation', 'scare']
    """
    choose(indirect, INDIRECT, "indirect speech")
    tokens = read_tokens(read_words(article_texts(articles)) if words is None else words)
    with _collector_paused():
        passages, speakers = _tables(tokens, articles["article_id"].tolist(), indirect)
    return schema.check(passages, "passages"), schema.check(speakers, "speakers")


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from looking through the many small objects made here: none of them is in a cycle.

    All are gone before it runs again, if they are made in a function called here.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _tables(tokens: Tokens, ids: list[str], indirect: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of passages and speakers, not yet checked."""
    quotes = find_quotes(tokens)
    found = find_spoken(read_stream(tokens, quotes), quotes, indirect)
    article, *columns = zip(*found.speakers, strict=True) if found.speakers else [()] * 4
    names = [column.name for column in schema.TABLES["speakers"].columns]
    strings = [_chosen(ids, np.array(article, dtype=np.int64)), *(_strings(column) for column in columns)]
    return _table(tokens, found, ids), pd.DataFrame(dict(zip(names, strings, strict=True)))


def _table(tokens: Tokens, found: Found, ids: list[str]) -> pd.DataFrame:
    """Return the rows of the table of passages; offsets count from the start of the headline or body."""
    passages, leads = found.passages, found.leads
    text = tokens.text[passages.first]
    base = tokens.offset[text]
    start, end = (np.array([*column, -1], dtype=np.int64) for column in (leads.start, leads.end))
    source = np.where(start[passages.lead] >= 0, passages.lead, -1)
    spelt = [tokens.joined[a:b] for a, b in zip(leads.start, leads.end, strict=True)]
    return pd.DataFrame(
        {
            "article_id": _chosen(ids, text // 2),
            "part": _chosen(schema.PARTS, text % 2),
            "start": tokens.start[passages.first] - base,
            "end": tokens.end[passages.last - 1] - base,
            "level": found.level,
            "voice": _chosen(schema.VOICES, passages.voice),
            "cue": _chosen(leads.word, np.where(passages.told, passages.lead, -1)),
            "speaker": _chosen(spelt, source),
            "speaker_start": pd.arrays.IntegerArray(start[source] - base, source < 0),
            "speaker_end": pd.arrays.IntegerArray(end[source] - base, source < 0),
            "speaker_id": _chosen(leads.speaker, passages.lead),
        }
    )


def _chosen(values: Sequence[str | None], rows: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """Return a column of text that has one of ``values`` in each row, none where the row is -1."""
    return _strings(pa.array(values, pa.large_string()).take(pa.array(rows, mask=rows < 0)))


def _strings(values: Sequence[str | None] | pa.Array) -> pd.api.extensions.ExtensionArray:
    # going by way of pyarrow's array the column is made at once
    return pd.array(pa.array(values, pa.large_string()), dtype="str")
