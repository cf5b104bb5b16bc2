"""How well ``framing.voice`` finds who speaks, on articles with annotated attributions.

    python benchmarks/voice.py PATH [--split NAME] [--hold-out FOLDER]

PATH is a folder with ``NAME_articles.parquet`` and ``NAME_attributions.jsonl`` (see ``voice_corpus.py``), or one of
the two files. Without ``--split`` every split is scored. The setting of indirect speech "broad" stands first: it is the
annotators' notion; "strict" is the library's default. ``--hold-out`` scores the fifth of the split "train" that
``train_voice.py --hold-out --out FOLDER`` left out, with the tables in FOLDER. What is counted:

* words: those of the article's text; a word is attributed if a passage ``quotation`` or ``reported`` covers it, and truly so
  if the primary annotator's content does; "outside" are the words between no quotation marks;
* recall with a mark: attributed words among those of contents in which a word stands between marks; indirect speech: of the
  other contents;
* speaker: an attribution with a source is matched by the passage that shares most with a piece of its content (tokens in both /
  tokens in either: at least 0.5, and again at least 0.8); right if the last word of the passage's speaker is the last
  word of the source, possessive endings aside;
* short phrases: outermost phrases of at most five words between marks that are no titles; truly attributed if most of the
  phrase lies in content;
* speed: megabytes (10^6 characters) of text for a second of processor time, in batches of 200 articles, words given; median of
  five runs, the two settings in turn, what is remembered of words forgotten before each. The benchmark's own objects are
  kept from the garbage collector meanwhile. Other work on the same processor lowers it.
"""

import argparse
import gc
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
from voice_corpus import Corpus, Span, find_corpora, read_corpus, splits_of

from framing.text import article_texts, read_words
from framing.voice import find_passages, weights
from framing.voice.pairing import find_quotes

SHORT = 5
SPOKEN = ("quotation", "reported")
BATCH = 200
SETTINGS = ("broad", "strict")


def covered(size: int, spans: np.ndarray) -> np.ndarray:
    """Tell which of ``size`` tokens lie in one of the spans."""
    depth = np.zeros(size + 1, dtype=np.int64)
    np.add.at(depth, spans[:, 0], 1)
    np.add.at(depth, spans[:, 1], -1)
    return np.cumsum(depth)[:-1] > 0


def as_spans(spans: list[Span]) -> np.ndarray:
    return np.array(spans, dtype=np.int64).reshape(-1, 2)


def token_spans(corpus: Corpus, passages: pd.DataFrame, start: str = "start", end: str = "end") -> np.ndarray:
    """Return the token ranges of character spans in the bodies."""
    tokens = corpus.tokens
    row = {name: i for i, name in enumerate(corpus.articles["article_id"])}
    base = tokens.offset[[2 * row[name] + 1 for name in passages["article_id"]]]
    first = np.searchsorted(tokens.end, base + passages[start].to_numpy(dtype=np.int64), side="right")
    return np.stack([first, np.searchsorted(tokens.start, base + passages[end].to_numpy(dtype=np.int64))], axis=1)


def ratio(hits: float, total: float) -> float:
    return 100 * hits / total if total else float("nan")


def f1(found: np.ndarray, true: np.ndarray) -> float:
    return ratio(2 * (found & true).sum(), found.sum() + true.sum())


def word_scores(corpus: Corpus, passages: pd.DataFrame) -> list[tuple[str, float, int]]:
    tokens, size = corpus.tokens, len(corpus.tokens)
    spoken = passages[passages["voice"].isin(SPOKEN)]
    found = covered(size, token_spans(corpus, spoken))
    contents = [as_spans(a.content) for a in corpus.attributions]
    true = covered(size, as_spans([span for a in corpus.attributions for span in a.content]))
    marked = covered(
        size, np.array([(q.open + 1, q.close) for q in find_quotes(tokens)], dtype=np.int64).reshape(-1, 2)
    )
    word = tokens.form < tokens.n_words
    both = {True: [0, 0], False: [0, 0]}
    for spans in contents:
        inside = np.concatenate([np.arange(a, b) for a, b in spans]) if len(spans) else np.array([], dtype=int)
        inside = inside[word[inside]]
        counts = both[bool(marked[inside].any())]
        counts[0] += int(found[inside].sum())
        counts[1] += len(inside)
    outside = word & ~marked
    return [
        ("inside attributed content, F1", f1(found[word], true[word]), int(word.sum())),
        ("  precision", ratio((found & true)[word].sum(), found[word].sum()), int(found[word].sum())),
        ("  recall", ratio((found & true)[word].sum(), true[word].sum()), int(true[word].sum())),
        ("outside quotation marks, F1", f1(found[outside], true[outside]), int(outside.sum())),
        ("recall where a mark stands in the content", ratio(*both[True]), both[True][1]),
        ("recall of indirect speech", ratio(*both[False]), both[False][1]),
    ]


def last_word(corpus: Corpus, first: int, last: int) -> str:
    """Return the last word of a token range, without a possessive ending."""
    tokens = corpus.tokens
    for token in range(last - 1, first - 1, -1):
        if tokens.form[token] < tokens.n_words:
            return tokens.spelling(token).lower().replace("’", "'").removesuffix("'s").rstrip("'")
    return ""


def match(corpus: Corpus, passages: pd.DataFrame) -> list[tuple[int, int, float]]:
    """Return attributions with a source, the passage that shares most with a piece of their content, and how much it does."""
    spans = token_spans(corpus, passages)
    row = {name: i for i, name in enumerate(corpus.articles["article_id"])}
    by_article = defaultdict(list)
    for number, name in enumerate(passages["article_id"]):
        by_article[row[name]].append(number)
    pairs = []
    for number, attribution in enumerate(corpus.attributions):
        best, share = -1, 0.0
        for a, b in attribution.content if attribution.source else ():
            for other in by_article[attribution.article]:
                first, last = spans[other]
                common = min(b, last) - max(a, first)
                if common > 0 and common / (max(b, last) - min(a, first)) > share:
                    best, share = other, common / (max(b, last) - min(a, first))
        if best >= 0:
            pairs.append((number, best, share))
    return pairs


def speaker_scores(corpus: Corpus, passages: pd.DataFrame) -> list[tuple[str, float, int]]:
    passages = passages[passages["voice"].isin(SPOKEN)].reset_index(drop=True)
    known = passages["speaker"].notna().to_numpy()
    spans = np.zeros((len(passages), 2), dtype=np.int64)
    spans[known] = token_spans(corpus, passages[known], "speaker_start", "speaker_end")
    rows = []
    pairs = match(corpus, passages)
    with_source = sum(bool(a.source) for a in corpus.attributions)
    for least in (0.5, 0.8):
        right, n = 0, 0
        for number, passage, share in pairs:
            if share >= least:
                source = corpus.attributions[number].source
                true = last_word(corpus, min(a for a, _ in source), max(b for _, b in source))
                right += bool(true) and true == last_word(corpus, *spans[passage])
                n += 1
        rows.append((f"speaker: last word of the source, matched to {least}", ratio(right, n), n))
        rows.append(("  attributions with a source that are matched", ratio(n, with_source), with_source))
    return rows


def phrase_scores(corpus: Corpus, passages: pd.DataFrame) -> list[tuple[str, float, int]]:
    tokens = corpus.tokens
    true = covered(len(tokens), as_spans([span for a in corpus.attributions for span in a.content]))
    total = np.concatenate(([0], np.cumsum(true)))
    words = np.concatenate(([0], np.cumsum(tokens.form < tokens.n_words)))
    spans = token_spans(corpus, passages)
    voice = {(int(a), int(b)): v for (a, b), v in zip(spans, passages["voice"], strict=True) if v != "reported"}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for quote in find_quotes(tokens):
        first, last = quote.open + 1, quote.close
        if quote.level == 1 and 0 < words[last] - words[first] <= SHORT and (first, last) in voice:
            attributed = (total[last] - total[first]) * 2 > last - first
            called = voice[first, last]
            counts[called][0] += attributed if called == "quotation" else not attributed
            counts[called][1] += 1
    n = sum(counts[called][1] for called in ("quotation", "scare", "unclear"))
    return [
        ("short phrase called attributed: right", ratio(*counts["quotation"]), counts["quotation"][1]),
        ("short phrase called scare: right", ratio(*counts["scare"]), counts["scare"][1]),
        ("short phrases called unclear", ratio(counts["unclear"][1], n), n),
    ]


def memories() -> list:
    """Return what ``framing`` remembers of single words: its memories of a limited size; the others hold tables it ships."""
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "framing"]
    found = {
        id(each): each for module in modules for each in vars(module).values() if hasattr(each, "cache_parameters")
    }
    return [each for each in found.values() if each.cache_parameters()["maxsize"]]


def speeds(corpus: Corpus) -> dict[str, float]:
    """Return megabytes of text for a second of processor time, by setting."""
    batches = [
        corpus.articles.iloc[i : i + BATCH].reset_index(drop=True) for i in range(0, len(corpus.articles), BATCH)
    ]
    size = corpus.articles["text"].str.len().sum() / 1e6
    seconds = {indirect: [] for indirect in SETTINGS}
    gc.collect()
    gc.freeze()
    for indirect in SETTINGS * 5:
        for memory in memories():
            memory.cache_clear()
        words = [read_words(article_texts(batch)) for batch in batches]
        for each in words:
            _ = each.form, each.sentence
        start = time.process_time()
        for batch, each in zip(batches, words, strict=True):
            find_passages(batch, each, indirect=indirect)
        seconds[indirect].append(time.process_time() - start)
    gc.unfreeze()
    return {indirect: size / statistics.median(runs) for indirect, runs in seconds.items()}


def score(corpus: Corpus, indirect: str) -> list[tuple[str, float, int]]:
    passages, _ = find_passages(corpus.articles, corpus.words, indirect=indirect)
    return [*word_scores(corpus, passages), *speaker_scores(corpus, passages), *phrase_scores(corpus, passages)]


def print_scores(corpus: Corpus) -> None:
    """Print the table of one corpus: what, and for each setting the value and its n."""
    print(f"  {'':58}" + "".join(f"{indirect:>8}{'n':>11}" for indirect in SETTINGS))
    for rows in zip(*(score(corpus, indirect) for indirect in SETTINGS), strict=True):
        print(f"  {rows[0][0]:58}" + "".join(f"{value:8.1f}{n:11,}" for _, value, n in rows))
    size = int(corpus.articles["text"].str.len().sum())
    print(f"  {'speed, MB/s of processor time':58}" + "".join(f"{v:8.1f}{size:11,}" for v in speeds(corpus).values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--split", help="score only this split")
    parser.add_argument("--hold-out", type=Path, metavar="FOLDER", help="score what the tables in FOLDER have not seen")
    options = parser.parse_args()
    if options.hold_out:
        weights.DATA, options.split = options.hold_out, "train"
    for articles, marks in find_corpora(options.path):
        splits = [options.split] if options.split else splits_of(articles)
        for split in splits:
            corpus = read_corpus(articles, marks, split, held_out=bool(options.hold_out))
            named = f", split {split}" if split else ""
            print(
                f"\n{articles.name}{named}: {len(corpus.articles)} articles, {len(corpus.attributions):,} attributions"
            )
            print_scores(corpus)


if __name__ == "__main__":
    main()
