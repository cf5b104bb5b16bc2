"""Articles with hand-annotated attributions, read from a pair of files: ``NAME_articles.parquet``,
``NAME_attributions.jsonl``.

Articles have the columns id, text and (where the corpus is split) split; an attribution has id, source, cue and content
(lists of character spans in the text) and, where several people annotated, ``primary``, true for one of each article.
"""

import json
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from framing import schema
from framing.text import Words, article_texts, read_words
from framing.voice.tokens import Tokens, read_tokens

Span = tuple[int, int]


@dataclass(frozen=True)
class Attribution:
    """One annotated attribution: article row, and token spans of source, cue and content."""

    article: int
    source: list[Span]
    cue: list[Span]
    content: list[Span]


@dataclass(frozen=True)
class Corpus:
    """Articles in the project's table, their words and tokens, and the primary annotator's attributions."""

    articles: pd.DataFrame
    words: Words
    tokens: Tokens
    attributions: list[Attribution]


def find_corpora(path: Path) -> list[tuple[Path, Path]]:
    """Return the pairs of files at ``path``: a folder, one of the two files, or their common beginning."""
    folder = path if path.is_dir() else path.parent
    pairs = []
    for marks in sorted(folder.glob("*_attributions.jsonl")):
        articles = marks.with_name(marks.name.removesuffix("_attributions.jsonl") + "_articles.parquet")
        if articles.exists() and (path.is_dir() or articles.name.startswith(path.name) or path in (articles, marks)):
            pairs.append((articles, marks))
    if not pairs:
        raise SystemExit(f"{path}: no pair of files *_articles.parquet and *_attributions.jsonl")
    return pairs


def is_held_out(ids: pd.Series) -> np.ndarray:
    """Tell which articles are the fifth that is left out of training to score on, by a checksum of their names."""
    return np.array([zlib.crc32(name.encode()) % 5 == 0 for name in ids], dtype=bool)


def read_corpus(articles_path: Path, marks_path: Path, split: str | None = None, *, held_out: bool = False) -> Corpus:
    """Return the articles of ``split`` (all where it is None) with their primary attributions; only those held out of
    training, if ``held_out``."""
    raw = pd.read_parquet(articles_path)
    raw = raw[raw["split"] == choose_split(raw, split)] if split else raw
    raw = raw[is_held_out(raw["id"])] if held_out else raw
    raw = raw.reset_index(drop=True)
    articles = as_articles(raw)
    words = read_words(article_texts(articles))
    tokens = read_tokens(words)
    row = {name: i for i, name in enumerate(raw["id"])}
    with marks_path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    found = [_attribution(tokens, row[x["id"]], x) for x in records if x.get("primary", True) and x["id"] in row]
    return Corpus(articles, words, tokens, found)


def splits_of(articles_path: Path) -> list[str | None]:
    """Return the names of the splits of a corpus; None alone where it is not split."""
    raw = pd.read_parquet(articles_path)
    return sorted(set(raw["split"])) if "split" in raw else [None]


def choose_split(raw: pd.DataFrame, split: str) -> str:
    """Return ``split``; SystemExit naming those there are where it is none of them."""
    known = sorted(set(raw["split"])) if "split" in raw else []
    if split not in known:
        raise SystemExit(f"no split {split!r}; there are: {', '.join(known) or 'none'}")
    return split


def as_articles(raw: pd.DataFrame) -> pd.DataFrame:
    """Return ``raw`` as the project's table of articles, without headlines: offsets count in the text."""
    columns = {"article_id": raw["id"], "outlet": raw.get("outlet", "outlet"), "text": raw["text"], "title": None}
    known = dict.fromkeys(("source_file", "source_item", "raw_sha256"), "-")
    counts = dict.fromkeys(("n_characters", "n_words", "n_sentences"), 0)
    return schema.rows("articles", pd.DataFrame({**columns, **known, **counts}).to_dict("records"))


def _attribution(tokens: Tokens, article: int, record: dict) -> Attribution:
    base = int(tokens.offset[2 * article + 1])
    roles = {role: [_tokens_in(tokens, base, *span) for span in record[role]] for role in ("source", "cue", "content")}
    return Attribution(
        article, **{role: [span for span in spans if span[1] > span[0]] for role, spans in roles.items()}
    )


def _tokens_in(tokens: Tokens, base: int, start: int, end: int) -> Span:
    first = int(np.searchsorted(tokens.end, base + start, side="right"))
    return first, int(np.searchsorted(tokens.start, base + end, side="left"))
