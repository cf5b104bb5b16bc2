"""Words with wildcards, looked for among many words at once."""

from bisect import bisect_left

from framing.codebook.folding import glob_matches

_LAST = "\U0010ffff"
_HEAD = 3


def is_glob(word: str) -> bool:
    """Tell whether a word has wildcards."""
    return "*" in word or "?" in word


class Globs:
    """Wildcard words with the numbers they stand for."""

    def __init__(self) -> None:
        self._numbers: dict[str, list[int]] = {}

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def add(self, glob: str, number: int) -> None:
        self._numbers.setdefault(glob, []).append(number)

    def learn(self, words: list[str], found: dict[int, set[int]]) -> None:
        """Add to ``found``, by its place, the numbers of every word that fits a wildcard.

        Looks only at the words that begin as a wildcard does; for one that begins with a wildcard, at their ends.
        """
        forward, backward = [], []
        for glob, numbers in self._numbers.items():
            stem, tail = _stem(glob), _stem(glob[::-1])
            (backward if len(tail) > len(stem) else forward).append((stem, tail, glob, numbers))
        _find([(stem, glob == f"{stem}*", glob, n) for stem, _, glob, n in forward], words, words, found)
        if backward:
            turned = [word[::-1] for word in words]
            _find([(tail, glob == f"*{tail[::-1]}", glob, n) for _, tail, glob, n in backward], turned, words, found)


def _find(
    globs: list[tuple[str, bool, str, list[int]]], keys: list[str], words: list[str], found: dict[int, set[int]]
) -> None:
    """Look up each stem among the keys; where the stem is not all there is, match the word itself."""
    if not globs:
        return
    head = min(_HEAD, *(len(stem) for stem, *_ in globs))
    heads = {stem[:head] for stem, *_ in globs}
    ordered = sorted((key, at) for at, key in enumerate(keys) if key[:head] in heads)
    for stem, whole, glob, numbers in globs:
        for _, at in ordered[bisect_left(ordered, (stem,)) : bisect_left(ordered, (stem + _LAST,))]:
            if whole or glob_matches(glob, words[at]):
                found.setdefault(at, set()).update(numbers)


def _stem(glob: str) -> str:
    """Return what stands before the first wildcard."""
    return glob[: min((at for at in (glob.find("*"), glob.find("?")) if at >= 0), default=len(glob))]
