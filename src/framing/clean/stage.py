"""The stage: the table ``raw`` -> the articles' texts and the table ``removed``.

The raw text is never changed: an article's text is its raw text with exactly the recorded spans cut out, so that text
and removed spans together give the raw text back (``restore``).
"""

import hashlib
from collections.abc import Iterable

import pandas as pd

from framing import schema
from framing.clean.cuts import Cut, find_cuts, kept_spans
from framing.clean.rules import RULES, names_in_byline
from framing.errors import choose

KEEPABLE = (*RULES, "furniture", "white space")


def clean(raw: pd.DataFrame, furniture: pd.DataFrame, keep: tuple[str, ...] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the articles' texts and the table ``removed``.

    ``raw`` and ``furniture`` are what a reader gave (tables ``raw`` and ``removed``). ``keep`` names what stays in the
    text: any of ``KEEPABLE``.

    The first table has the columns of ``raw`` with ``text`` and ``raw_sha256`` in place of ``raw_text``; its byline is
    filled from the text where the file gave none. An article nothing is left of keeps an empty text. Raises ChoiceError
    for an unknown name in ``keep``.

    >>> raw = schema.rows("raw", [{"article_id": "a", "outlet": "A", "source_file": "a.txt", "source_item": "",
    ...                            "raw_text": "By Ann Lee\\n\\nIt rained."}])
    >>> articles, removed = clean(raw, schema.empty("removed"))
    >>> articles.loc[0, "text"], articles.loc[0, "byline"], removed.loc[0, "reason"]
    ('It rained.', 'Ann Lee', 'byline')
    """
    for name in keep:
        choose(name, KEEPABLE, "keep")
    raw, given = schema.check(raw, "raw"), _by_article(schema.check(furniture, "removed"))
    texts = raw["raw_text"].tolist()
    cuts = [find_cuts(text, given.get(name, ()), keep) for name, text in zip(raw["article_id"], texts, strict=True)]
    articles = raw.drop(columns="raw_text").assign(
        text=[_kept(text, spans) for text, spans in zip(texts, cuts, strict=True)],
        byline=raw["byline"].fillna(pd.Series(map(_byline, texts, cuts), index=raw.index, dtype="str")),
        raw_sha256=[hashlib.sha256(text.encode()).hexdigest() for text in texts],
    )
    return articles, schema.rows("removed", _records(raw["article_id"], texts, cuts))


def restore(text: str, removed: pd.DataFrame) -> str:
    """Return the raw text from an article's text and its removed spans: the proof that nothing was changed.

    >>> restore("cd", pd.DataFrame({"raw_start": [0], "raw_end": [2], "removed_text": ["ab"]}))
    'abcd'
    """
    pieces, used, at = [], 0, 0
    for row in removed.sort_values("raw_start").itertuples():
        pieces += [text[used : used + row.raw_start - at], row.removed_text]
        used += row.raw_start - at
        at = row.raw_end
    return "".join((*pieces, text[used:]))


def _by_article(furniture: pd.DataFrame) -> dict[str, list[Cut]]:
    found: dict[str, list[Cut]] = {}
    for row in furniture.itertuples():
        found.setdefault(row.article_id, []).append((row.raw_start, row.raw_end, row.reason))
    return found


def _kept(text: str, cuts: list[Cut]) -> str:
    return "".join(text[start:end] for start, end in kept_spans(cuts, len(text)))


def _byline(text: str, cuts: list[Cut]) -> str | None:
    """Return the names in the byline that was cut, if any."""
    lines = (text[start:end].strip() for start, end, reason in cuts if reason == "byline")
    return next(filter(None, map(names_in_byline, lines)), None)


def _records(article_ids: Iterable[str], texts: list[str], cuts: list[list[Cut]]) -> list[dict]:
    return [
        {"article_id": name, "raw_start": start, "raw_end": end, "reason": reason, "removed_text": text[start:end]}
        for name, text, spans in zip(article_ids, texts, cuts, strict=True)
        for start, end, reason in spans
    ]
