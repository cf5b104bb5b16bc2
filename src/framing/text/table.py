"""What is known of every distinct form: found once per form, kept across batches, looked up by key."""

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from framing.text.forms import Forms, Numbering


class FormTable:
    """The facts of each distinct form, found once by ``describe``: one row a fact, one column a form.

    Facts are whole numbers below 2^31. When more than ``kept`` forms are known, the next call begins anew.
    """

    def __init__(
        self, describe: Callable[[list[str]], Sequence[Sequence[int]]], width: int, kept: int = 400_000
    ) -> None:
        self._describe, self._width, self._kept = describe, width, kept
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        """Forget all forms."""
        self._known, self._numbering = 0, Numbering()
        self._facts = np.zeros((self._width, 1024), dtype=np.int32)

    def of(self, forms: Forms) -> np.ndarray:
        """Return the facts of ``forms``; only those that are new are made into strings."""
        columns, facts = self.look_up(forms)
        return facts[:, columns]

    def look_up(self, forms: Forms) -> tuple[np.ndarray, np.ndarray]:
        """Return the column of each of ``forms`` in the table, and the table."""
        with self._lock:
            if self._known > self._kept:
                self.clear()
            columns = self._numbering.of(forms, self._add)
            return columns, self._facts[:, : self._known]

    def _add(self, forms: list[str]) -> np.ndarray:
        """Describe ``forms`` and return their columns."""
        columns = np.arange(self._known, self._known + len(forms))
        self._known += len(forms)
        if self._known > self._facts.shape[1]:
            grown = np.zeros((self._width, 2 * self._known), dtype=np.int32)
            grown[:, : columns[0]] = self._facts[:, : columns[0]]
            self._facts = grown
        for row, facts in enumerate(self._describe(forms)):
            self._facts[row, columns] = facts
        return columns
