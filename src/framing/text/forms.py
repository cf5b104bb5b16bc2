"""Equal words, found without making a string of each: by eight bytes at a time."""

from collections.abc import Callable
from functools import cached_property

import numpy as np
import pandas as pd

_MIX = np.uint64(0x9E3779B97F4A7C15)
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)
_PADDING = bytes(8)
_LONG = 64
_AT_ONCE = 1 << 15


class Forms:
    """Stretches of some bytes, made into strings when they are asked for.

    ``keys`` are numbers that tell them apart, in this batch and in any other of the same process: the bytes themselves
    where there are at most 8, else 64 bits made of all of them.
    """

    def __init__(self, data: bytes, keys: np.ndarray, start: np.ndarray, end: np.ndarray) -> None:
        self._data, self.keys, self._start, self._end = data, keys, start, end

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, at: int) -> str:
        return self._data[self._start[at] : self._end[at]].decode("utf-8", "surrogatepass")

    @cached_property
    def listed(self) -> list[str]:
        """All of them, as strings."""
        # decoding them as one is much faster; a line end in one of them shows in the count
        together = self._joined().decode("utf-8", "surrogatepass").split("\n")[:-1]
        return together if len(together) == len(self) else [self[at] for at in range(len(self))]

    def _joined(self) -> bytes:
        """All of them, each with a line end behind it."""
        sizes = self._end - self._start + 1
        closes = np.cumsum(sizes)
        at = np.arange(sizes.sum()) + np.repeat(self._start - (closes - sizes), sizes)
        marks = np.frombuffer(self._data, dtype=np.uint8).take(at, mode="clip")
        marks[closes - 1] = ord("\n")
        return marks.tobytes()

    def take(self, rows: np.ndarray) -> "Forms":
        """Return some of them."""
        return Forms(self._data, self.keys[rows], self._start[rows], self._end[rows])

    def keys_with(self, rows: np.ndarray, numbers: np.ndarray) -> np.ndarray:
        """Return numbers that tell apart some of them that have different (small) numbers beside them."""
        return _mixed(self.keys[rows]) + numbers.astype(np.uint64)

    def distinct(self) -> tuple[np.ndarray, "Forms"]:
        """Return for each an index into the distinct ones, and these, in order of appearance."""
        if not len(self):
            return np.zeros(0, dtype=np.int64), self
        ids, keys = pd.factorize(self.keys)
        first = np.empty(len(keys), dtype=np.int64)
        first[ids[::-1]] = np.arange(len(ids))[::-1]
        return ids, self.take(first)


def forms_of(data: bytes, start: np.ndarray, end: np.ndarray) -> Forms:
    """Return the stretches ``data[start[i]:end[i]]``; none may be empty."""
    return Forms(data, _numbers(data, start, end), start, end)


class Numbering:
    """A number for each distinct form that was ever given one, found by its key.

    A key stands at the slot that its bits name or, where an earlier one has it, at the first that is free among those
    as many further on as the key says. What is given a number first, mostly the frequent, is found at the first look.
    """

    def __init__(self) -> None:
        self._given: list[tuple[np.ndarray, np.ndarray]] = []
        self._many = 0
        self._make(10)

    def _make(self, bits: int) -> None:
        self._bits = bits
        self._keys = np.zeros(1 << bits, dtype=np.uint64)
        self._numbers = np.full(1 << bits, -1, dtype=np.int64)

    def of(self, forms: Forms, learn: Callable[[list[str]], np.ndarray]) -> np.ndarray:
        """Return the number of each form; ``learn`` gives the distinct ones that have none yet a number each."""
        numbers = self.find(forms.keys)
        new = np.flatnonzero(numbers < 0)
        while len(new):
            some, new = new[:_AT_ONCE], new[_AT_ONCE:]
            ids, distinct = forms.take(some).distinct()
            learnt = learn(distinct.listed)
            self.add(distinct.keys, learnt)
            numbers[some] = learnt[ids]
            numbers[new] = self.find(forms.keys[new])
            new = new[numbers[new] < 0]
        return numbers

    def find(self, keys: np.ndarray) -> np.ndarray:
        """Return the number of each key; -1 where it has none."""
        slots = self._slots(keys)
        numbers = self._numbers.take(slots, mode="clip")
        rows = np.flatnonzero(self._keys.take(slots, mode="clip") != keys)
        while len(rows := rows[numbers[rows] >= 0]):
            slots[rows] = self._next(slots[rows], keys[rows])
            numbers[rows] = self._numbers[slots[rows]]
            rows = rows[self._keys[slots[rows]] != keys[rows]]
        return numbers

    def add(self, keys: np.ndarray, numbers: np.ndarray) -> None:
        """Give numbers to keys, which must be distinct and new."""
        self._many += len(keys)
        self._given.append((keys, numbers))
        if self._many * 2 > len(self._keys):
            self._make(self._many.bit_length() + 1)
            for before in self._given:
                self._place(*before)
        else:
            self._place(keys, numbers)

    def _place(self, keys: np.ndarray, numbers: np.ndarray) -> None:
        slots = self._slots(keys)
        while len(slots):
            free = np.flatnonzero(self._numbers[slots] < 0)[::-1]
            self._numbers[slots[free]], self._keys[slots[free]] = numbers[free], keys[free]
            lost = np.flatnonzero(self._keys[slots] != keys)
            slots, keys, numbers = self._next(slots[lost], keys[lost]), keys[lost], numbers[lost]

    def _slots(self, keys: np.ndarray) -> np.ndarray:
        return ((keys * _MIX) >> np.uint64(64 - self._bits)).view(np.int64)

    def _next(self, slots: np.ndarray, keys: np.ndarray) -> np.ndarray:
        return (slots + (keys.view(np.int64) | 1)) & (len(self._keys) - 1)


def _numbers(data: bytes, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return a number for each stretch: its bytes where they are at most 8, else a mixture of all of them."""
    if not len(start):
        return np.zeros(0, dtype=np.uint64)
    if end.max() > len(data) - len(_PADDING):
        data += _PADDING
    eights = np.ndarray((len(data) - 7,), dtype="<u8", buffer=data, strides=(1,))
    length = end - start
    numbers = eights[start]
    numbers &= _MASKS.take(length, mode="clip")
    if b"\0" in data:  # one that ends with a null character would have the number of what stands before it
        rows = np.flatnonzero((np.frombuffer(data, dtype=np.uint8)[end - 1] == 0) & (length <= 8))
        numbers[rows] = _mixed(numbers[rows]) + length[rows].astype(np.uint64) * _MIX
    rows = np.flatnonzero(length > 8)
    # the last eight bytes, which overlap the first where there are fewer than sixteen, and so the length as well
    longer = length[rows]
    numbers[rows] = _mixed(numbers[rows]) + eights[end[rows] - 8] + longer.astype(np.uint64) * _MIX
    rows = rows[longer > 16]
    done = 8
    while len(rows) and done < _LONG:
        masks = _MASKS[np.minimum(length[rows] - done, 8)]
        numbers[rows] = _mixed(numbers[rows]) + (eights[start[rows] + done] & masks)
        done += 8
        rows = rows[length[rows] > done]
    if len(rows):
        hashes = [hash(data[a:b]) for a, b in zip(start[rows].tolist(), end[rows].tolist(), strict=True)]
        numbers[rows] = _mixed(np.array(hashes, dtype=np.int64).view(np.uint64))
    return numbers


def _mixed(numbers: np.ndarray) -> np.ndarray:
    numbers = numbers * _MIX
    return (numbers ^ (numbers >> np.uint64(29))) * _MIX
