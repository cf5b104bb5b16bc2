"""Words with wildcards, looked for among many words at once."""

from bisect import bisect_left
from typing import NamedTuple

from framing.codebook.folding import glob_matches

_LAST = "\U0010ffff"
_HEAD = 3


def is_glob(word: str) -> bool:
    """Tell whether a word has wildcards."""
    return "*" in word or "?" in word


class _Glob(NamedTuple):
    """What stands before its first wildcard (or, turned round, after its last), whether that is all, and its numbers."""

    stem: str
    whole: bool
    numbers: list[int]


class Globs:
    """Wildcard words with the numbers they stand for."""

    def __init__(self) -> None:
        self._forward: dict[str, _Glob] = {}
        self._backward: dict[str, _Glob] = {}

    def __bool__(self) -> bool:
        return bool(self._forward or self._backward)

    def add(self, glob: str, number: int) -> None:
        stem, tail = _stem(glob), _stem(glob[::-1])
        if len(tail) > len(stem):
            made = self._backward.setdefault(glob, _Glob(tail, glob == f"*{tail[::-1]}", []))
        else:
            made = self._forward.setdefault(glob, _Glob(stem, glob == f"{stem}*", []))
        made.numbers.append(number)

    def learn(self, words: list[str], found: dict[int, set[int]]) -> None:
        """Add to ``found``, by its place, the numbers of every word that fits a wildcard.

        Looks only at the words that begin as a wildcard does; for one that begins with a wildcard, at their ends.
        """
        _find(self._forward, words, words, found)
        if self._backward:
            _find(self._backward, [word[::-1] for word in words], words, found)


def _find(globs: dict[str, _Glob], keys: list[str], words: list[str], found: dict[int, set[int]]) -> None:
    """Look up each stem among the keys; where the stem is not all there is, match the word itself."""
    if not globs:
        return
    head = min(_HEAD, *(len(glob.stem) for glob in globs.values()))
    heads = {glob.stem[:head] for glob in globs.values()}
    ordered = sorted((key, at) for at, key in enumerate(keys) if key[:head] in heads)
    for pattern, (stem, whole, numbers) in globs.items():
        for _, at in ordered[bisect_left(ordered, (stem,)) : bisect_left(ordered, (stem + _LAST,))]:
            if whole or glob_matches(pattern, words[at]):
                found.setdefault(at, set()).update(numbers)


def _stem(glob: str) -> str:
    """Return what stands before the first wildcard."""
    return glob[: min((at for at in (glob.find("*"), glob.find("?")) if at >= 0), default=len(glob))]
