"""What every distinct word is: found once per spelling, kept across calls, looked up by number."""

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from framing.readability.syllables import count_syllables

FACTS = ("syllables",)
_KEPT = 400_000


class FormTable:
    """The facts of each distinct spelling, as rows of integers, grown as new spellings come."""

    def __init__(self, describe: Callable[[str], tuple[int, ...]], width: int) -> None:
        self._describe = describe
        self._row: dict[str, int] = {}
        self._values = np.zeros((0, width), dtype=np.int32)
        self._lock = Lock()

    def rows(self, forms: Sequence[str]) -> np.ndarray:
        """Return one row of facts for each of ``forms``."""
        with self._lock:
            if len(self._row) > _KEPT:
                self._row, self._values = {}, self._values[:0]
            self._add([form for form in forms if form not in self._row])
            at = np.fromiter(map(self._row.__getitem__, forms), dtype=np.int64, count=len(forms))
            return self._values[at]

    def _add(self, forms: list[str]) -> None:
        new = list(dict.fromkeys(forms))
        if not new:
            return
        self._row |= {form: row for row, form in enumerate(new, start=len(self._values))}
        self._values = np.concatenate((self._values, np.array([self._describe(form) for form in new], dtype=np.int32)))


def describe(form: str) -> tuple[int, ...]:
    """Return the facts of one English word, in the order of ``FACTS``."""
    return (count_syllables(form),)


ENGLISH = FormTable(describe, len(FACTS))
