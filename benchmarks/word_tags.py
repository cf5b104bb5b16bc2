"""Write the table of words' parts of speech that ``framing.voice`` ships, from the lexicon of TextBlob.

    pip install --no-deps textblob==0.20.1
    python benchmarks/word_tags.py

A word's part of speech is the one that it most often has. Words whose kind tells as much (see ``tags.BY_KIND``) are left
out, but for common ones in small letters that may open a sentence ("officials": without it, "Officials" would be a name);
so is a capitalised word that has the part of speech of its small spelling.
"""

import gzip
from importlib import resources
from pathlib import Path

from framing.voice import kinds
from framing.voice.classes import known_classes
from framing.voice.tags import BY_KIND, FILE, TAGS


def read() -> dict[str, str]:
    """Return the part of speech of each word of the lexicon that is spelt in small letters or with one capital."""
    path = resources.files("textblob").joinpath("en", "en-lexicon.txt")
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(";;;"))
    known = {row[0]: row[1] for row in rows if len(row) == 2 and row[1] in TAGS}
    return {
        word: tag for word, tag in known.items()
        if word.replace("-", "").replace("'", "").isalpha() and word[1:] == word[1:].lower() and word.isascii() and word[0] != "-"
    }  # fmt: skip


def choose(of: dict[str, str]) -> dict[str, str]:
    """Return the words that are kept."""

    def told(word: str) -> str:
        plain = of.get(word.lower()) if word != word.lower() else None
        return plain or BY_KIND[kinds.NAMES[kinds.kind_of_word(word)]]

    opening = {word for word in known_classes() if word.islower() and word.capitalize() not in of}
    return {word: tag for word, tag in of.items() if tag != told(word) or word in opening}


def main() -> None:
    rows: dict[str, list[str]] = {}
    for word, tag in choose(read()).items():
        rows.setdefault(tag, []).append(word)
    lines = [" ".join((tag, *sorted(rows[tag]))) for tag in sorted(rows)]
    path = Path(str(FILE))
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    print(f"{sum(map(len, rows.values()))} words, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
