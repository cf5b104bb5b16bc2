"""What characters words are made of, found for many words at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_FIELD = 16
_MOST = (1 << _FIELD) - 1
_LETTER, _CHARACTER, _CAPITAL, _SMALL = range(4)


@dataclass(frozen=True)
class Shapes:
    """Of each word: its letters, its letters and digits, whether it opens with a capital, and whether it is plain.

    A plain word has no capital but the first, and a small letter after it.
    """

    letters: np.ndarray
    characters: np.ndarray
    capital: np.ndarray
    plain: np.ndarray


def shapes_of(forms: Sequence[str]) -> Shapes:
    """Return the shapes of ``forms``, which hold no line end."""
    codes = np.frombuffer("".join([f"{form}\n" for form in forms]).encode("utf-8", "surrogatepass"), dtype=np.uint8)
    ends = np.flatnonzero(codes == ord("\n"))
    starts = np.concatenate(([0], ends[:-1] + 1))[: len(ends)]
    letters, characters, capitals, small = _summed(codes, starts)
    opens = codes[starts]
    capital = (opens >= ord("A")) & (opens <= ord("Z"))
    plain = (capitals == capital) & (small > ((opens >= ord("a")) & (opens <= ord("z"))))
    found = Shapes(letters, characters, capital, plain)
    beyond = np.searchsorted(ends, np.flatnonzero(codes > 127))
    for row in np.unique(np.concatenate((beyond, np.flatnonzero(ends - starts > _MOST)))).tolist():
        form = forms[row]
        found.letters[row], found.characters[row] = sum(map(str.isalpha, form)), sum(map(str.isalnum, form))
        found.capital[row], found.plain[row] = form[:1].isupper(), form[1:].islower()
    return found


def _summed(codes: np.ndarray, starts: np.ndarray) -> list[np.ndarray]:
    """Return how many ASCII letters, letters and digits, capitals and small letters each word has."""
    sums = np.add.reduceat(_MARKS[codes], starts) if len(starts) else np.zeros(0, dtype=np.int64)
    return [(sums >> (_FIELD * field)) & _MOST for field in (_LETTER, _CHARACTER, _CAPITAL, _SMALL)]


def _marks() -> np.ndarray:
    """Return for each ASCII character what it adds to the four sums, each in a field of its own."""
    tests = {_LETTER: str.isalpha, _CHARACTER: str.isalnum, _CAPITAL: str.isupper, _SMALL: str.islower}
    added = (sum(test(chr(code)) << (_FIELD * field) for field, test in tests.items()) for code in range(128))
    return np.array([*added, *[0] * 128], dtype=np.int64)


_MARKS = _marks()
