"""What is known of every distinct form, told once for each and kept across batches."""

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from framing.text.forms import Forms, Numbering

_KEPT = 1 << 16


class Known:
    """A few whole numbers for each distinct form: ``describe`` returns ``width`` of them for a string.

    When more than 65,536 forms are known, the next call begins anew.
    """

    def __init__(self, describe: Callable[[str], Sequence[int]], width: int = 1) -> None:
        self._describe, self._width, self._lock = describe, width, Lock()
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._numbering = Numbering()
        self._forms: list[str] = []
        self._values = np.zeros((self._width, 0), dtype=np.int64)

    def of(self, forms: Forms) -> tuple[np.ndarray, np.ndarray, list[str]]:
        """Return a number for each form, and by these numbers what is known of it (one row a fact) and its string."""
        with self._lock:
            if len(self._forms) > _KEPT:
                self.clear()
            numbers = self._numbering.of(forms, self._learn)
            return numbers, self._values, self._forms

    def _learn(self, forms: list[str]) -> np.ndarray:
        values = np.array(list(map(self._describe, forms)), dtype=np.int64)
        self._values = np.concatenate((self._values, values.T), axis=1)
        first = len(self._forms)
        self._forms += forms
        return np.arange(first, len(self._forms))
