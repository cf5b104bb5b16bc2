"""Equal words, found without making a string of each: by eight bytes at a time."""

from functools import cached_property

import numpy as np
import pandas as pd

_MIX = np.uint64(0x9E3779B97F4A7C15)
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)
_PADDING = bytes(8)
_LONG = 64


class Forms:
    """The distinct stretches of some bytes, in order of appearance, made into strings when they are asked for.

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
        return self.at(np.arange(len(self)))

    def at(self, rows: np.ndarray) -> list[str]:
        """Return some of them, as strings."""
        data, pairs = self._data, zip(self._start[rows].tolist(), self._end[rows].tolist(), strict=True)
        pieces = [data[a:b] for a, b in pairs]
        # decoding them as one is much faster; a line end in one of them shows in the count
        together = b"\n".join(pieces).decode("utf-8", "surrogatepass").split("\n")
        if len(together) == len(pieces):
            return together
        return [piece.decode("utf-8", "surrogatepass") for piece in pieces]


def distinct(data: bytes, start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, Forms]:
    """Return for each stretch of ``data`` an index into the distinct stretches, and these."""
    if not len(start):
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, Forms(data, nothing.view(np.uint64), nothing, nothing)
    ids, keys = pd.factorize(_numbers(data, start, end))
    first = np.empty(len(keys), dtype=np.int64)
    first[ids[::-1]] = np.arange(len(ids))[::-1]
    return ids, Forms(data, keys, start[first], end[first])


def _numbers(data: bytes, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return a number for each stretch: its bytes where they are at most 8, else a mixture of all of them."""
    eights = np.ndarray((len(data),), dtype="<u8", buffer=data + _PADDING, strides=(1,))
    length = end - start
    numbers = eights[start]
    numbers &= _MASKS.take(length, mode="clip")
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
