"""Every mention as a row to read: who published it and when, what it is, whose voice, and the words around it."""

import pandas as pd

from framing.evidence.kwic import kwic

FIRST = ("outlet", "group", "date", "title", "referent", "label", "frame", "voice", "speaker")
LAST = (
    "term", "match_kind", "distance", "negated", "part", "sentence", "start", "end", "article_id", "url", "source_file",
)  # fmt: skip


def mention_table(
    mentions: pd.DataFrame, articles: pd.DataFrame, speakers: pd.DataFrame | None = None, *, width: int = 60
) -> pd.DataFrame:
    """Return the mentions as a table to read, sort and filter in a spreadsheet, one row each, in their order.

    Columns: outlet, group, date and title of the article; referent, label, frame; voice and, where ``speakers`` is
    given, the speaker's name; ``left``, ``mention`` and ``right``, the words as they stand with ``width`` characters on
    either side; term, ``match_kind`` ("exact" or "misspelt"), distance, negated, part, sentence, start, end,
    article_id, url and source_file. Raises InputError for mentions of articles that are not there.

    >>> mention_table(mentions, articles)[["outlet", "label", "left", "mention"]].head()  # doctest: +SKIP
    """
    around = kwic(mentions, articles, width=width)[["left", "right"]]
    facts = articles[["article_id", "outlet", "group", "date", "title", "url", "source_file"]]
    table = mentions.rename(columns={"surface": "mention", "match": "match_kind"}).reset_index(drop=True)
    table = table.merge(facts, on="article_id", how="left", sort=False)
    table = table.assign(left=around["left"], right=around["right"], speaker=_speakers(table, speakers))
    return table[[*FIRST, "left", "mention", "right", *LAST]]


def _speakers(table: pd.DataFrame, speakers: pd.DataFrame | None) -> pd.Series:
    """Return the name of each mention's speaker, missing where there is none."""
    keys = ["article_id", "speaker_id"]
    names = {} if speakers is None else speakers.set_index(keys)["name"].to_dict()
    found = [names.get(key) for key in zip(*(table[key] for key in keys), strict=True)]
    return pd.Series(found, index=table.index, dtype="str")
