"""Measure the readability stage: speed beside textstat, equality with it, memory, and the syllable guess.

    python benchmarks/readability.py guess            the guess for unknown words, on 10,000 held-out words
    python benchmarks/readability.py learn            learn the pieces in spelling.py again, from the other words
    python benchmarks/readability.py words            write data/words.npz of the package again
    python benchmarks/readability.py speed ARTICLES   CPU seconds beside textstat's, and whether values are equal
    python benchmarks/readability.py memory ARTICLES  peak memory of all our measures, in a process of its own

ARTICLES is a Parquet file of English articles with the columns id, title and text. Speed is measured in processes of
their own, one after the other, and the median of the runs is printed: "cold" is a process's first call, dictionaries
read and every word new; "warm" its second.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd

from framing.readability.cmudict import syllable_counts
from framing.readability.familiar import is_familiar, textstat_list
from framing.readability.hard import is_hard
from framing.readability.lexicon import FILE, HARD, LISTED, SYLLABLES_FROM, UNFAMILIAR, lexicon, pack
from framing.readability.spelling import FEWER, MORE, guess_syllables
from framing.readability.stage import readability
from framing.text import article_texts, read_words

HELD_OUT = 10_000
VOWELS = re.compile("[aeiouy]+")
TEXTSTAT = [
    "flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog_index", "automated_readability_index",
    "coleman_liau_index", "dale_chall_readability_score", "linsear_write_formula",
]  # fmt: skip
OURS = [*TEXTSTAT[:6], "dale_chall_adjusted", "linsear_write"]


def dictionary_words() -> tuple[list[str], list[str]]:
    """Return the words to learn from and those held out: the 10,000 whose CRC-32 is smallest."""
    known = syllable_counts()
    words = [word for word in known if re.fullmatch("[a-z]{2,}", word) and known[word] > 0]
    ordered = sorted(words, key=lambda word: (zlib.crc32(word.encode()), word))
    return sorted(ordered[HELD_OUT:]), sorted(ordered[:HELD_OUT])


def measure_guess() -> None:
    known, (_, held_out) = syllable_counts(), dictionary_words()
    right = np.mean([guess_syllables(word) == known[word] for word in held_out])
    groups = np.mean([max(1, len(VOWELS.findall(word))) == known[word] for word in held_out])
    print(f"held-out words {len(held_out)}; pieces {len(MORE)} + {len(FEWER)}")
    print(f"right: ours {right:.1%}, vowel groups {groups:.1%}, pyphen {_pyphen_right(held_out, known):.1%}")


def _pyphen_right(words: list[str], known: dict[str, int]) -> float:
    import pyphen

    hyphens = pyphen.Pyphen(lang="en_US")
    return float(np.mean([len(hyphens.positions(word)) + 1 == known[word] for word in words]))


def _pieces(word: str) -> set[str]:
    marked = f"^{word}$"
    spans = ((a, a + n) for n in range(2, 7) for a in range(len(marked) - n + 1))
    return {piece for piece in (marked[a:b] for a, b in spans) if VOWELS.search(piece)}


def learn_pieces(commonest: int = 25, least_gain: int = 6) -> None:
    """Print the pieces that mend the most words, greedily, each as a syllable more or fewer."""
    from scipy.sparse import csr_array

    known, (words, _) = syllable_counts(), dictionary_words()
    seen = Counter(piece for word in words for piece in _pieces(word))
    pieces = sorted(piece for piece, count in seen.items() if count >= commonest)
    at = {piece: column for column, piece in enumerate(pieces)}
    cells = [(at[piece], row) for row, word in enumerate(words) for piece in _pieces(word) if piece in at]
    holds = csr_array((np.ones(len(cells), np.float32), tuple(zip(*cells, strict=True))), (len(pieces), len(words)))
    missing = np.array([known[word] - len(VOWELS.findall(word)) for word in words])
    chosen = {1: [], -1: []}
    while True:
        gains = {sign: holds @ np.where(sign * missing >= 1, 1, -1).astype(np.float32) for sign in chosen}
        sign = max(gains, key=lambda way: gains[way].max())
        best = int(gains[sign].argmax())
        if gains[sign][best] < least_gain:
            break
        missing[holds.indices[holds.indptr[best] : holds.indptr[best + 1]]] -= sign
        chosen[sign].append(pieces[best])
    print("MORE", *chosen[1], "\nFEWER", *chosen[-1])


def write_words() -> None:
    """Write data/words.npz of the package from CMU's dictionary and our rules, without reading the file there is.

    Whether a word with a hyphen is hard depends on what its pieces are: the rules are asked again until nothing changes.
    """
    path = Path(str(resources.files(lexicon.__module__.rpartition(".")[0]).joinpath("data", FILE)))
    counts = {word: count for word, count in syllable_counts().items() if "." not in word and "(" not in word}
    before, facts = {}, {word: count << SYLLABLES_FROM for word, count in counts.items()}
    while facts != before:
        np.savez(path, allow_pickle=False, **pack(facts))
        lexicon.cache_clear()
        before, facts = facts, {word: _facts_of(word, count) for word, count in counts.items()}
    print(f"{path}: {len(lexicon()):,} words")


def _facts_of(word: str, count: int) -> int:
    hard, listed = is_hard(word, count), word in textstat_list()
    return (count << SYLLABLES_FROM) + HARD * hard + UNFAMILIAR * (not is_familiar(word)) + LISTED * listed


def read_articles(path: str, count: int) -> pd.DataFrame:
    """Return the first articles of a Parquet file with distinct texts, with the columns the stage reads."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kept, seen = [], set()
    file = pq.ParquetFile(path, pre_buffer=False)
    for batch in file.iter_batches(batch_size=100, columns=["id", "title", "text"], use_threads=False):
        table = batch.to_pandas()
        prints = [zlib.crc32(text.encode()) for text in table["text"]]
        kept.append(table[[mark not in seen and not seen.add(mark) for mark in prints]])
    table = pd.concat(kept, ignore_index=True).head(count)
    kept.clear()
    pa.default_memory_pool().release_unused()
    return table.rename(columns={"id": "article_id"}).astype({"article_id": "str"}).assign(language="en")


def _timed(call: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    value = call()
    return time.process_time() - start, value


def _published(articles: pd.DataFrame) -> dict[str, float]:
    cold, _ = _timed(lambda: readability(articles, measures=OURS))
    warm, _ = _timed(lambda: readability(articles, measures=OURS))
    words = read_words(article_texts(articles))
    _ = words.sentence, words.form
    given, _ = _timed(lambda: readability(articles, words, measures=OURS))
    return {"published, cold": cold, "published, warm": warm, "published, words given, warm": given}


def _as_textstat(articles: pd.DataFrame) -> dict[str, float]:
    cold, ours = _timed(lambda: readability(articles, measures=TEXTSTAT, definitions="textstat"))
    warm, _ = _timed(lambda: readability(articles, measures=TEXTSTAT, definitions="textstat"))
    seconds, theirs = _timed(lambda: _textstat(articles))
    return {
        "as textstat, cold": cold,
        "as textstat, warm": warm,
        "textstat itself": seconds,
        "largest difference": float(np.abs(ours["value"].to_numpy() - np.array(theirs)).max()),
    }


def _textstat(articles: pd.DataFrame) -> list[float]:
    """Score every headline and body with textstat: the eight functions on one text, then the next text."""
    from framing.readability.offline import use_textstat_offline

    use_textstat_offline()
    import textstat

    functions = [getattr(textstat, name) for name in TEXTSTAT]
    return [float(function(text)) for text in article_texts(articles) for function in functions]


def measure_speed(path: str, count: int, runs: int) -> None:
    size = sum(map(len, article_texts(read_articles(path, count))))
    table = pd.DataFrame([_in_own_process("published", path, count) | _in_own_process("textstat", path, count)
                          for _ in range(runs)])  # fmt: skip
    median = table.median()
    print(f"{count} articles, {size / 1e6:.1f} million characters, CPU seconds, median of {runs} runs")
    for name in [name for name in median.index if name != "largest difference"]:
        times = median["textstat itself"] / median[name]
        print(f"{name:30} {median[name]:8.3f} s   {times:6.1f} x textstat   runs {np.round(table[name], 2).tolist()}")
    print(f"largest difference between our textstat values and textstat's: {table['largest difference'].max():.1e}")


def _in_own_process(*arguments: object) -> dict[str, float]:
    command = [sys.executable, __file__, "once", *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure_once(what: str, path: str, count: int, copy: str | None) -> None:
    articles = read_articles(path, count)
    if copy:
        articles.rename(columns={"article_id": "id"}).to_parquet(copy, row_group_size=100)
    calls = {"published": _published, "textstat": _as_textstat, "memory": _peak_memory, "copy": lambda _: {}}
    print(json.dumps(calls[what](articles)))


def measure_memory(path: str, count: int) -> None:
    """Print the peak memory of a process before and after every measure on ``count`` articles.

    The articles are first copied, by another process, to a file of small row groups: reading a file of one large row
    group would take more memory than the measuring.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = str(Path(folder, "articles.parquet"))
        _in_own_process("copy", path, count, copy)
        print(json.dumps(_in_own_process("memory", copy, count)))


def _peak_memory(articles: pd.DataFrame) -> dict[str, float]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds, table = _timed(lambda: readability(articles))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"rows": len(table), "CPU seconds": seconds, "peak MB": after, "peak MB before": before}
    return {"articles": len(articles)} | found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("guess", "learn", "words"):
        commands.add_parser(name)
    for name, count in (("speed", 1000), ("memory", 5000)):
        command = commands.add_parser(name)
        command.add_argument("path")
        command.add_argument("--count", type=int, default=count)
    commands.choices["speed"].add_argument("--runs", type=int, default=3)
    once = commands.add_parser("once")
    for name, kind in (("what", str), ("path", str), ("count", int)):
        once.add_argument(name, type=kind)
    once.add_argument("copy", nargs="?")
    given = vars(parser.parse_args())
    calls = {
        "guess": measure_guess,
        "learn": learn_pieces,
        "words": write_words,
        "speed": measure_speed,
        "memory": measure_memory,
    }
    {**calls, "once": measure_once}[given.pop("command")](**given)


if __name__ == "__main__":
    main()
