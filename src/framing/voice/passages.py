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
from framing.voice.nesting import Passages
from framing.voice.pairing import find_quotes
from framing.voice.spoken import find_spoken
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
    speakers = pd.DataFrame(found.speakers, columns=[column.name for column in schema.TABLES["speakers"].columns])
    speakers["article_id"] = _chosen(ids, speakers["article_id"].to_numpy(dtype=np.int64))
    return _table(tokens, found.passages, ids), speakers


def _table(tokens: Tokens, passages: Passages, ids: list[str]) -> pd.DataFrame:
    """Return the rows of the table of passages; offsets count from the start of the headline or body."""
    first, last = (np.array(column, dtype=np.int64) for column in (passages.first, passages.last))
    cue, start, end, speaker = zip(*passages.lead, strict=True) if passages.lead else ([], [], [], [])
    spelt = [None if a is None else tokens.joined[a:b] for a, b in zip(start, end, strict=True)]
    text = tokens.text[first]
    base = tokens.offset[text]
    return pd.DataFrame(
        {
            "article_id": _chosen(ids, text // 2),
            "part": _chosen(schema.PARTS, text % 2),
            "start": tokens.start[first] - base,
            "end": tokens.end[last - 1] - base,
            "level": np.array(passages.level, dtype=np.int64),
            "voice": _strings(passages.voice),
            "cue": _strings(cue),
            "speaker": _strings(spelt),
            "speaker_start": _places(start, base),
            "speaker_end": _places(end, base),
            "speaker_id": _strings(speaker),
        }
    )


def _strings(values: Sequence[str | None] | pa.Array) -> pd.api.extensions.ExtensionArray:
    """Return a column of text; going by way of pyarrow's array it is made at once."""
    return pd.array(pa.array(values, pa.large_string()), dtype="str")


def _chosen(values: Sequence[str], rows: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """Return a column of text that has one of ``values`` in each row."""
    return _strings(pa.array(values, pa.large_string()).take(pa.array(rows)))


def _places(places: Sequence[int | None], base: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """Return ``places``, NA where there are none, as counted from ``base``."""
    known = np.array([-1 if place is None else place for place in places], dtype=np.int64)
    return pd.arrays.IntegerArray(known - base, known < 0)
