"""Several texts as one run of bytes, each made into a string when it is asked for."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_PADDING = b"\n" * 8


class Texts(Sequence[str]):
    """Texts as UTF-8, one after the other: ``data[begins[i]:closes[i]]`` is text i, and a line end follows it.

    Lone surrogates are kept. After the last text there are eight line ends more, so that eight bytes can be read from
    any place in a text.
    """

    def __init__(self, data: bytes, sizes: np.ndarray) -> None:
        self.data = data
        ends = np.cumsum(sizes + 1)
        self.begins, self.closes = ends - sizes - 1, ends - 1
        self._strings: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.begins)

    def __getitem__(self, at):
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        if at not in self._strings:
            self._strings[at] = self._decoded(self.begins[at], self.closes[at])
        return self._strings[at]

    def __iter__(self) -> Iterator[str]:
        return map(self._decoded, self.begins.tolist(), self.closes.tolist())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Texts):
            return self.data == other.data and np.array_equal(self.closes, other.closes)
        return isinstance(other, list | tuple) and list(self) == list(other)

    __hash__ = None

    def _decoded(self, begin: int, close: int) -> str:
        return self.data[begin:close].decode("utf-8", "surrogatepass")


def texts_of(texts: Iterable[object]) -> Texts:
    """Return these strings as ``Texts``; what is no string counts as an empty one."""
    if isinstance(texts, Texts):
        return texts
    encoded = [text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b"" for text in texts]
    return Texts(b"\n".join((*encoded, _PADDING)), np.array(list(map(len, encoded)), dtype=np.int64))


def article_texts(articles: pd.DataFrame) -> Texts:
    """Return headline and body of every article, side by side.

    Text 2 i is the headline of row i, text 2 i + 1 its body.
    """
    columns = [articles[name].array for name in ("title", "text")]
    if not len(articles) or not all(isinstance(column, pd.arrays.ArrowStringArray) for column in columns):
        pairs = zip(*(articles[name].tolist() for name in ("title", "text")), strict=True)
        return texts_of(text for pair in pairs for text in pair)
    titles, bodies = map(_filled, columns)
    nothing, line_end = (pa.scalar(mark, pa.large_string()) for mark in ("", "\n"))
    joined = pc.binary_join_element_wise(titles, bodies, nothing, line_end)
    sizes = np.stack([pc.binary_length(column).to_numpy() for column in (titles, bodies)], axis=1)
    return Texts(b"".join((_bytes_of(joined), _PADDING)), sizes.ravel())


def _filled(strings: pd.arrays.ArrowStringArray) -> pa.Array:
    """Return a column of strings as one piece, what is missing as empty."""
    column = pa.array(strings, pa.large_string())
    return (column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column).fill_null("")


def _bytes_of(column: pa.Array) -> memoryview:
    """Return the bytes of all strings of a column that holds nothing missing."""
    first, last = np.frombuffer(column.buffers()[1], dtype=np.int64)[[column.offset, column.offset + len(column)]]
    return memoryview(column.buffers()[2])[first:last] if last > first else memoryview(b"")
