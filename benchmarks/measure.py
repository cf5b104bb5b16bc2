"""How fast measures are and how much memory they take: ``python benchmarks/measure.py [articles.parquet]``.

The first table needs nothing: shares and contrasts from a million simulated mentions. The second needs real texts
(columns title and text) and compares keyness with scikit-learn's CountVectorizer given the same tokens, the same
least number of articles and the same prior; both must give the same z. CPU seconds of this process, medians of
interleaved rounds; memory is what a fresh process needs beyond the texts.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from framing import measure, schema
from framing.text import article_texts, read_words

LEAST, ALPHA_0, ROUNDS = 5, 500.0, 3


class Labels:
    """A codebook of 40 labels of 8 referents."""

    def labels(self) -> pd.DataFrame:
        n = np.arange(40)
        return pd.DataFrame(
            {
                "referent": [f"referent {i % 8}" for i in n],
                "label": [f"label {i}" for i in n],
                "frame": [f"frame {i % 6}" for i in n],
                "bare": n < 4,
            }
        )


def simulated(n_mentions: int, n_articles: int = 40_000) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a million mentions or so, in four voices, of the articles of 20 outlets."""
    rng = np.random.default_rng(0)
    labels = Labels().labels()
    ids = np.array([f"article {i:06}" for i in range(n_articles)])
    outlets = [f"outlet {i % 20:02}" for i in range(n_articles)]
    articles = pd.DataFrame({"article_id": ids, "outlet": outlets, "n_words": rng.integers(100, 1500, n_articles)})
    label, article = rng.integers(0, 40, n_mentions), rng.integers(0, n_articles, n_mentions)
    mentions = pd.DataFrame(
        {
            "article_id": ids[article],
            "part": np.where(rng.random(n_mentions) < 0.1, "headline", "body"),
            "referent": labels["referent"].to_numpy()[label],
            "label": labels["label"].to_numpy()[label],
            "match": "exact",
            "voice": np.array(schema.VOICES)[rng.integers(0, 4, n_mentions)],
            "negated": False,
        }
    )
    return mentions.astype(dict.fromkeys(mentions.columns[:-1], "str")), articles


def time_naming(n_mentions: int = 1_000_000) -> None:
    mentions, articles = simulated(n_mentions)
    counting = measure.Counting(voice=schema.VOICES[:4])
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for function in (measure.shares, measure.contrasts):
            table = function(mentions, articles, Labels(), by=("outlet", "voice"), counting=counting)
        seconds.append(time.process_time() - start)
    print(
        f"shares and contrasts, {n_mentions:,} mentions, 20 outlets x 40 labels x 4 voices: {np.median(seconds):.2f} s"
    )
    print(f"({len(table):,} rows of contrasts; goal: under 2 s)")


def read(path: str) -> pd.DataFrame:
    texts = pd.read_parquet(path)[["title", "text"]].fillna("")
    return texts.assign(
        outlet=np.where(np.arange(len(texts)) % 2, "B", "A"), article_id=np.arange(len(texts)).astype(str)
    )


def tokens_of(articles: pd.DataFrame) -> list[str]:
    """Return each body as its folded words with spaces between: what CountVectorizer is to split again."""
    from framing.measure.phrases import stream

    text = stream(read_words(article_texts(articles)), parts=("body",), across=True)
    names = np.array(text.names, dtype=object)
    ends = np.searchsorted(text.unit, np.arange(1, len(articles)))
    return [" ".join(part) for part in np.split(names[text.word], ends)]


def ours(articles: pd.DataFrame, words=None) -> pd.DataFrame:
    phrases = measure.Phrases(least=LEAST, parts=("body",), across=True)
    return measure.keyness(articles, words, target="A", phrases=phrases, scoring=measure.Scoring(alpha_0=ALPHA_0))


def theirs(tokens: list[str], target: np.ndarray) -> pd.Series:
    """Return z by phrase from CountVectorizer's counts, with the same formula."""
    from sklearn.feature_extraction.text import CountVectorizer

    from framing.measure.arrays import log_odds_given

    counter = CountVectorizer(token_pattern=r"\S+", lowercase=False, ngram_range=(1, 3), min_df=LEAST)
    counts = counter.fit_transform(tokens)
    names = counter.get_feature_names_out()
    length = np.char.count(names.astype(str), " ")
    n_tokens = np.array([text.count(" ") + 1 if text else 0 for text in tokens])
    sizes = [[np.maximum(n_tokens[side] - n, 0).sum() for n in range(3)] for side in (target, ~target)]
    c, d = (np.array(side, dtype=float)[length] for side in sizes)
    a, b = (np.asarray(counts[side].sum(0)).ravel() for side in (target, ~target))
    _, z = log_odds_given((a, b), (c, d), ALPHA_0 * (a + b) / (c + d), ALPHA_0)
    return pd.Series(z, index=names)


def time_keyness(path: str) -> None:
    articles = read(path)
    tokens, target = tokens_of(articles), (articles["outlet"] == "A").to_numpy()
    spent = {"keyness from words": [], "keyness from texts": [], "CountVectorizer": []}
    for _ in range(ROUNDS):
        words = read_words(article_texts(articles))
        for name, work in (
            ("keyness from words", lambda words=words: ours(articles, words)),
            ("keyness from texts", lambda: ours(articles)),
            ("CountVectorizer", lambda: theirs(tokens, target)),
        ):
            start = time.process_time()
            result = work()
            spent[name].append(time.process_time() - start)
            if name == "keyness from words":
                mine = result.set_index("phrase")["z"]
    apart = (mine.reindex(result.index) - result).abs().max()
    print(f"{len(mine):,} phrases here, {len(result):,} there; z differs by at most {apart:.1e}")
    base = np.median(spent["CountVectorizer"])
    for name, seconds in spent.items():
        print(f"{name}: {np.median(seconds):.2f} s CPU, {base / np.median(seconds):.1f} x CountVectorizer")


def memory(path: str, what: str) -> None:
    """Print what one way of counting adds to the peak of a fresh process."""
    articles = read(path)
    tokens = tokens_of(articles) if what == "CountVectorizer" else None
    words = read_words(article_texts(articles)) if what == "keyness" else None
    Path("/proc/self/clear_refs").write_text("5")
    before = _resident("VmRSS")
    theirs(tokens, (articles["outlet"] == "A").to_numpy()) if tokens else ours(articles, words)
    print(json.dumps({"before": before, "peak": _resident("VmHWM")}))


def _resident(field: str) -> float:
    """Return this process's memory in MB, now (VmRSS) or at most since it was last reset (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


def report_memory(path: str) -> None:
    added = {}
    for what in ("keyness", "CountVectorizer"):
        command = [sys.executable, __file__, path, "--memory", what]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        added[what] = found["peak"] - found["before"]
        print(f"{what}: peak {found['peak']:.0f} MB, {added[what]:.0f} MB above what stood before")
    print(f"{added['keyness'] / added['CountVectorizer']:.2f} of CountVectorizer's memory (goal: at most 0.5)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", help="a Parquet file of articles with the columns title and text")
    parser.add_argument("--memory", choices=("keyness", "CountVectorizer"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.memory:
        memory(given.path, given.memory)
        return
    time_naming()
    if given.path:
        time_keyness(given.path)
        report_memory(given.path)


if __name__ == "__main__":
    main()
