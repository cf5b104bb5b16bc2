"""Measure the readability stage: speed beside textstat, equality with it, memory, and the syllable guess.

    python benchmarks/readability.py guess              the guess for unknown words, on 10,000 held-out dictionary words
    python benchmarks/readability.py learn              learn the pieces in spelling.py again, from the other words
    python benchmarks/readability.py speed ARTICLES     CPU seconds beside textstat's, and whether the values are equal
    python benchmarks/readability.py memory ARTICLES    peak memory, in a process of its own

ARTICLES is a Parquet file with the columns id, title and text.
"""

import argparse
import re
import zlib
from collections import Counter

import numpy as np

from framing.readability.cmudict import syllable_counts
from framing.readability.spelling import FEWER, MORE, guess_syllables

HELD_OUT = 10_000
VOWELS = re.compile("[aeiouy]+")


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("guess")
    commands.add_parser("learn")
    {"guess": measure_guess, "learn": learn_pieces}[parser.parse_args().command]()


if __name__ == "__main__":
    main()
