"""From articles to the tables of passages and speakers."""

from typing import Literal

import pandas as pd

from framing import schema
from framing.errors import choose
from framing.text import Words, article_texts, read_words
from framing.voice.governed import Passage, find_spoken
from framing.voice.marks import find_quotes
from framing.voice.people import name_speakers
from framing.voice.tokens import Tokens, read_tokens

INDIRECT = ("broad", "strict")


def find_passages(
    articles: pd.DataFrame, words: Words | None = None, *, indirect: Literal["broad", "strict"] = "broad"
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
    spoken = find_spoken(tokens, find_quotes(tokens), indirect)
    names, speakers = name_speakers(tokens, spoken)
    ids = articles["article_id"].tolist()
    records = [_record(tokens, passage, ids, name) for passage, name in zip(spoken, names, strict=True)]
    people = [{**row, "article_id": ids[row["article_id"]]} for row in speakers]
    return schema.rows("passages", records), schema.rows("speakers", people)


def _record(tokens: Tokens, passage: Passage, ids: list[str], name: str | None) -> dict:
    text = int(tokens.text[passage.first])
    base = int(tokens.offset[text])
    source = passage.source
    start, end = (int(tokens.start[source[0]]), int(tokens.end[source[1] - 1])) if source else (None, None)
    return {
        "article_id": ids[text // 2],
        "part": schema.PARTS[text % 2],
        "start": int(tokens.start[passage.first]) - base,
        "end": int(tokens.end[passage.last - 1]) - base,
        "level": passage.level,
        "voice": passage.voice,
        "cue": passage.cue,
        "speaker": tokens.joined[start:end] if source else None,
        "speaker_start": start - base if source else None,
        "speaker_end": end - base if source else None,
        "speaker_id": name,
    }
