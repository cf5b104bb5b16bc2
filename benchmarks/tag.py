"""Measure the tagger: speed beside spaCy's PhraseMatcher, memory, loading, worst cases, and misspelt matches to read.

    python benchmarks/tag.py speed ARTICLES [--terms 500] [--rounds 5]   CPU seconds beside spaCy's, both cold and warm
    python benchmarks/tag.py memory ARTICLES [--terms 500]               added peak memory, in a process of its own
    python benchmarks/tag.py load [--terms 5000]                         seconds to load a codebook of that size
    python benchmarks/tag.py worst                                       patterns made to be slow, on a line of 1 MB
    python benchmarks/tag.py misspelt ARTICLES [--terms 300]             100 misspelt mentions to read by hand
    python benchmarks/tag.py equal ARTICLES [--terms 300]                500 articles compared with the slow tagger

ARTICLES is a Parquet file with the columns id, outlet, title and text. spaCy is needed for ``speed`` only.
"""

import argparse
import gc
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from framing import schema, sentences
from framing.codebook import codebook_of_pattern, load_codebook
from framing.codebook.folding import glob_matches
from framing.evidence import kwic
from framing.schema import PARTS
from framing.tag import Tagger
from framing.text import article_texts, gaps, read_words, splitting, stops

BATCH = 400
SMALL = set(
    "the a an of to in and for on at by with from as that is was were be been has have had it its he she they his her "
    "their this or not but we i you said will would are who which what when there more than one also if about out up "
    "into over after no can could do did all our my your so just like some other them him me us".split()
)


def read_articles(path: Path) -> pd.DataFrame:
    """Return the file as the table ``articles``."""
    given = pd.read_parquet(path)
    given = given[given["text"].str.strip() != ""].reset_index(drop=True)
    columns = {column.name: None for column in schema.TABLES["articles"].columns}
    filled = {
        "article_id": given["id"], "outlet": given["outlet"].fillna("none"), "title": given["title"],
        "text": given["text"], "n_characters": given["text"].str.len(), "n_words": 0, "n_sentences": 0,
        **dict.fromkeys(("source_file", "source_item", "raw_sha256"), "benchmark"),
    }  # fmt: skip
    return schema.check(pd.DataFrame(columns | filled), "articles")


def frequent_terms(articles: pd.DataFrame, many: int) -> list[str]:
    """Return ``many`` terms of 1 to 3 words that the articles often use; every fifth ends in a wildcard.

    They are spread over the ranks, so that common and rarer terms both stand in the codebook: with 500 terms about
    one mention in 50 words.
    """
    counts: dict[int, Counter] = {1: Counter(), 2: Counter(), 3: Counter()}
    for text in articles["text"].iloc[::5]:
        words = [word.strip(".,;:!?\"'()“”‘’").lower() for word in text.split()]
        for n, counter in counts.items():
            for i in range(len(words) - n + 1):
                piece = words[i : i + n]
                if piece[0] not in SMALL and piece[-1] not in SMALL and all(word.isalpha() for word in piece):
                    counter[" ".join(piece)] += 1
    shares = {1: many // 5, 2: many // 2, 3: many - many // 5 - many // 2}
    terms = [term for n, size in shares.items() for term in _ranked(counts[n], size)]
    return sorted(
        {f"{term[:-2]}*" if i % 5 == 0 and len(term.split()[-1]) > 6 else term for i, term in enumerate(terms)}
    )


def frequent_phrases(articles: pd.DataFrame, many: int, skip: int = 0) -> list[str]:
    """Return frequent words and phrases of two words that hold a word of seven letters or more.

    They are the ``many`` most frequent after the first ``skip``.
    """
    counts: Counter[str] = Counter()
    for text in articles["text"]:
        words = [word.strip(".,;:!?\"'()“”‘’").lower() for word in text.split()]
        counts.update(word for word in words if len(word) >= 7 and word.isalpha())
        counts.update(" ".join(pair) for pair in pairwise(words) if _is_phrase(pair))
    return sorted(
        sorted(counts, key=lambda phrase: (-counts[phrase] * phrase.count(" ") * 3 - counts[phrase], phrase))[
            skip : skip + many
        ]
    )


def _is_phrase(pair: tuple[str, str]) -> bool:
    return not SMALL & set(pair) and all(map(str.isalpha, pair)) and max(map(len, pair)) >= 7


def _ranked(counter: Counter, size: int, first: int = 100, step: int = 4) -> list[str]:
    usual = sorted((term for term in counter if len(term) > 5), key=lambda term: (-counter[term], term))
    return usual[first : first + step * size : step]


def write_codebook(terms: list[str], folder: Path) -> Path:
    """Write the terms as a codebook of ten referents with labels of five terms."""
    labels = [terms[i : i + 5] for i in range(0, len(terms), 5)]
    referents: dict = {}
    for i, label in enumerate(labels):
        referent = referents.setdefault(f"referent {i % 10}", {"labels": {}})
        referent["labels"][f"label {i}"] = {"frame": "neutral", "terms": label}
    path = folder / "benchmark.yaml"
    path.write_text(yaml.safe_dump({"codebook": "benchmark", "version": "1", "referents": referents}), "utf-8")
    return path


def tag_all(articles: pd.DataFrame, tagger: Tagger) -> pd.DataFrame:
    passages = schema.empty("passages")
    found = []
    for first in range(0, len(articles), BATCH):
        batch = articles.iloc[first : first + BATCH].reset_index(drop=True)
        found.append(tagger.tag(batch, read_words(article_texts(batch)), passages))
    return pd.concat(found, ignore_index=True)


def expanded(terms: list[str], articles: pd.DataFrame) -> list[str]:
    """Return the terms with every wildcard written out as the words of the articles that it fits."""
    words = {word.strip(".,;:!?\"'()“”‘’").lower() for text in articles["text"] for word in text.split()}
    phrases = []
    for term in terms:
        *before, last = term.split(" ")
        fitting = sorted(word for word in words if glob_matches(last, word)) if "*" in last else [last]
        phrases += [" ".join([*before, word]) for word in fitting]
    return phrases


def spacy_matcher(phrases: list[str]):
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for i, doc in enumerate(nlp.pipe(phrases)):
        matcher.add(f"p{i}", [doc])
    return nlp, matcher


def spacy_all(articles: pd.DataFrame, nlp, matcher) -> list[tuple]:
    found = []
    for doc in nlp.pipe(article_texts(articles)):
        found += [(span.start_char, span.end_char, span.label_) for span in matcher(doc, as_spans=True)]
    return found


def seconds(work, *given) -> tuple[float, Any]:
    """Return the CPU seconds that work takes, and what it returns."""
    start = time.process_time()
    found = work(*given)
    return time.process_time() - start, found


def forget() -> None:
    """Forget what was learnt of words and stops in earlier rounds; what a tagger has learnt goes with the tagger."""
    for known in (gaps.known, stops.after_stops, stops.before_stops):
        known.clear()
    for cached in (sentences.following_of, sentences.role_before):
        cached.cache_clear()
    splitting.decided.clear()


def speed(path: Path, many: int, rounds: int) -> None:
    """Print CPU seconds from texts in memory to all mentions, and to all spans, in turns.

    *Cold*: a new tagger and nothing learnt of words, beside a new spaCy pipeline with its vocabulary and tokenizer cache
    empty; making either ready is timed apart. *Warm*: the same two once more, with the words they have met. Neither
    keeps anything of a text.
    """
    articles = read_articles(path)
    terms = frequent_terms(articles, many)
    with tempfile.TemporaryDirectory() as folder:
        codebook = load_codebook(write_codebook(terms, Path(folder)))
    phrases = expanded(terms, articles)
    size = sum(map(len, article_texts(articles))) / 1e6
    print(f"{len(articles)} articles, {size:.1f} million characters; {len(terms)} terms, {len(phrases)} phrases")
    ratios: dict[str, list[float]] = {"cold": [], "cold, with making both ready": [], "warm": []}
    for _ in range(rounds):
        forget()
        gc.collect()
        made, tagger = seconds(Tagger, codebook)
        made_theirs, spacy = seconds(spacy_matcher, phrases)
        for state in ("cold", "warm"):
            ours, mentions = seconds(tag_all, articles, tagger)
            theirs, spans = seconds(spacy_all, articles, *spacy)
            ratios[state].append(theirs / ours)
            print(f"{state}: ours {ours:.2f} s ({size / ours:.1f} MB/s, {len(mentions)} mentions)  "
                  f"spaCy {theirs:.2f} s ({size / theirs:.2f} MB/s, {len(spans)} spans)  "
                  f"ratio {theirs / ours:.1f}")  # fmt: skip
            if state == "cold":
                ratios["cold, with making both ready"].append((theirs + made_theirs) / (ours + made))
            del mentions, spans
        print(f"made ready: ours {made:.2f} s, spaCy {made_theirs:.2f} s")
    for state, found in ratios.items():
        print(f"median ratio, {state}: {statistics.median(found):.1f}")


def memory(path: Path, many: int) -> None:
    articles = read_articles(path)
    terms = frequent_terms(articles, many)
    with tempfile.TemporaryDirectory() as folder:
        codebook = load_codebook(write_codebook(terms, Path(folder)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mentions = tag_all(articles, Tagger(codebook))
    added = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{len(terms)} terms, {len(mentions)} mentions: {added / 1024:.0f} MB above {before / 1024:.0f} MB")


def misspelt(path: Path, many: int, skip: int) -> None:
    """Print up to 100 misspelt mentions of a codebook of frequent phrases, spread over the corpus, to be read by hand."""
    articles = read_articles(path)
    with tempfile.TemporaryDirectory() as folder:
        tagger = Tagger(load_codebook(write_codebook(frequent_phrases(articles, many, skip), Path(folder))))
    mentions = tagger.settle(tag_all(articles, tagger))
    found = mentions[mentions["match"] == "misspelt"]
    lines = kwic(found.iloc[:: max(1, len(found) // 100)].head(100), articles, width=40)
    print(f"{many} terms: {len(mentions)} mentions, {len(found)} misspelt in {found['article_id'].nunique()} articles")
    for line in lines.itertuples():
        print(f"{line.left:>40} [{line.match}] {line.right}")


def equal(path: Path, many: int) -> None:
    """Compare the mentions in 500 articles with those of the slow tagger that the tests use."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from reference_tagger import tag_article

    articles = read_articles(path).iloc[::10].head(500).reset_index(drop=True)
    with tempfile.TemporaryDirectory() as folder:
        codebook = load_codebook(write_codebook(frequent_terms(articles, many), Path(folder)))
    mentions = tag_all(articles, Tagger(codebook))
    exact = mentions[mentions["match"] == "exact"]
    columns = ["start", "end", "referent", "label", "term"]
    ours = {
        article: sorted((PARTS.index(part), *row) for part, *row in rows[["part", *columns]].itertuples(index=False))
        for article, rows in exact.groupby("article_id")
    }
    wrong = 0
    for article in articles.itertuples():
        theirs = tag_article([article.title or "", article.text], codebook)
        wrong += ours.get(article.article_id, []) != theirs
    print(f"{len(articles)} articles, {len(exact)} exact mentions: {wrong} articles differ from the slow tagger")


def worst() -> None:
    """Time patterns made to be slow, on one line that is made for them; twice the text should take twice as long."""
    patterns = {
        "a ...20 a": "a ", "a ...10 a ...10 a": "a ", "[a] [a b] [a b c] a b": "a b ", "a* *a *a* ?a*": "aaaa ",
        "(a|a b|a b c) ...20 d": "a b c ", "*a*a*a*a*b": "a" * 60 + " ",
    }  # fmt: skip
    for pattern, unit in patterns.items():
        times = []
        for size in (250_000, 500_000, 1_000_000):
            tagger = Tagger(codebook_of_pattern(pattern))
            articles = read_line((unit * (size // len(unit) + 1))[:size])
            times.append(seconds(tag_all, articles, tagger)[0])
        print(f"{pattern:28} 0.25 MB {times[0]:.2f} s  0.5 MB {times[1]:.2f} s  1 MB {times[2]:.2f} s")


def read_line(text: str) -> pd.DataFrame:
    row = {"article_id": "a", "outlet": "o", "text": text, "n_characters": len(text), "n_words": 0, "n_sentences": 0}
    return schema.rows("articles", [row | dict.fromkeys(("source_file", "source_item", "raw_sha256"), "x")])


def load(many: int) -> None:
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    random = np.random.default_rng(1)
    words = ["".join(random.choice(letters, 8)) for _ in range(4 * many)]
    terms = [" ".join(words[2 * i : 2 * i + 2]) + ("*" if i % 5 == 0 else "") for i in range(many)]
    with tempfile.TemporaryDirectory() as folder:
        path = write_codebook(terms, Path(folder))
        start = time.process_time()
        codebook = load_codebook(path)
        loaded = time.process_time() - start
        Tagger(codebook)
        print(f"{many} terms: loaded in {loaded:.2f} s, ready in {time.process_time() - start:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("speed", "memory"):
        command = commands.add_parser(name)
        command.add_argument("articles", type=Path)
        command.add_argument("--terms", type=int, default=500)
        if name == "speed":
            command.add_argument("--rounds", type=int, default=5)
    for name, default in (("misspelt", 300), ("equal", 300)):
        command = commands.add_parser(name)
        command.add_argument("articles", type=Path)
        command.add_argument("--terms", type=int, default=default)
        command.add_argument("--skip", type=int, default=0, help="leave out so many of the most frequent phrases")
    commands.add_parser("load").add_argument("--terms", type=int, default=5000)
    commands.add_parser("worst")
    given = parser.parse_args()
    if given.command == "speed":
        speed(given.articles, given.terms, given.rounds)
    elif given.command == "load":
        load(given.terms)
    elif given.command == "worst":
        worst()
    elif given.command == "misspelt":
        misspelt(given.articles, given.terms, given.skip)
    else:
        {"memory": memory, "equal": equal}[given.command](given.articles, given.terms)


if __name__ == "__main__":
    main()
