"""Write the table of word classes that ``framing.voice`` ships, from the Brown clusters of spacy-lookups-data.

    pip install --no-deps spacy-lookups-data==1.0.5
    python benchmarks/word_classes.py

A class is a node of the tree of clusters: the first ``DEPTH`` turns from its root. Words in small letters and with one
capital are kept, commonest first, up to ``MOST``; a capitalised word of the same class as its small spelling is left out.
"""

import gzip
import json
from importlib import resources
from pathlib import Path

from framing.voice.classes import FILE, N_CLASSES

DEPTH = 8
MOST = 40_000


def read(name: str) -> dict[str, float]:
    with gzip.open(str(resources.files("spacy_lookups_data").joinpath("data", name))) as lines:
        return json.load(lines)


def choose(cluster: dict[str, float], chance: dict[str, float]) -> dict[str, int]:
    """Return the class of each word that is kept."""
    spelt = [
        word for word, number in cluster.items()
        if number and word.replace("-", "").replace("'", "").isalpha() and word[1:] == word[1:].lower() and word.isascii()
    ]  # fmt: skip
    spelt.sort(key=lambda word: (-chance.get(word, -30.0), word))
    of = {word: int(cluster[word]) & ((1 << DEPTH) - 1) for word in spelt[:MOST]}
    return {word: number for word, number in of.items() if word.islower() or of.get(word.lower()) != number}


def main() -> None:
    of = choose(read("en_lexeme_cluster.json.gz"), read("en_lexeme_prob.json.gz"))
    rows: dict[int, list[str]] = {}
    for word, number in of.items():
        rows.setdefault(number, []).append(word)
    lines = [" ".join(sorted(words)) for _, words in sorted(rows.items(), key=lambda row: -len(row[1]))]
    assert len(lines) < N_CLASSES, f"{len(lines)} classes, and one for other words: N_CLASSES must be larger"
    path = Path(str(FILE))
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    print(f"{len(of)} words in {len(lines)} classes, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
