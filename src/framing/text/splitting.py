"""The sentences of a batch of texts: the rules of ``framing.sentences``, asked once for each case that differs.

Whether a sentence ends between two words depends on what stands between them and, where that is a stop, on what kind of
words they are. A batch has many thousand stops but few such cases: each is decided at one of its places in a text, and
the answer holds for the others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from framing.sentences import (
    COLUMN,
    ITSELF,
    NOTHING,
    TEXT,
    WORDS,
    cuts,
    is_wrapped,
    sentence_spans,
    spans_before,
    trails,
)
from framing.text.forms import Numbering
from framing.text.gaps import Gaps
from framing.text.pieces import Pieces
from framing.text.stops import cases_of, is_certain, may_be_glued

_Found = tuple[tuple[int, int], ...]


class _Cuts:
    """The cuts in each of several gaps: ``cuts[first[i]:first[i] + many[i]]``, counted from the beginning of gap i."""

    def __init__(self) -> None:
        self.many, self.first = np.zeros((2, 0), dtype=np.int64)
        self.cuts = np.zeros((0, 2), dtype=np.int64)

    def add(self, answers: "list[_Found]") -> None:
        """Add gaps with these cuts."""
        many = np.array(list(map(len, answers)), dtype=np.int64)
        cuts = np.array([cut for answer in answers for cut in answer], dtype=np.int64).reshape(-1, 2)
        self.first = np.concatenate((self.first, len(self.cuts) + np.cumsum(many) - many))
        self.many, self.cuts = np.concatenate((self.many, many)), np.concatenate((self.cuts, cuts))

    def spread(self, rows: np.ndarray, which: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Give each row the cuts of one of the gaps: row, end and start of each."""
        times = self.many[which]
        place = np.repeat(self.first[which] - (np.cumsum(times) - times), times)
        place += np.arange(len(place))
        return np.repeat(rows, times), self.cuts[place, 0], self.cuts[place, 1]


class _Decided:
    """What was decided of each case, kept across batches; when there are many, the next batch begins anew."""

    def __init__(self, kept: int = 1 << 16) -> None:
        self._kept, self._lock = kept, Lock()
        self.clear()

    def clear(self) -> None:
        """Forget all cases."""
        self._numbering, self._cuts = Numbering(), _Cuts()

    def of(self, cases: np.ndarray, look: Callable[[int], "_Found"]) -> tuple[np.ndarray, _Cuts]:
        """Return where the cuts of each case stand in what is known; ``look`` finds those of one of the rows."""
        with self._lock:
            if len(self._cuts.many) > self._kept:
                self.clear()
            numbers = self._numbering.find(cases)
            new = np.flatnonzero(numbers < 0)
            if len(new):
                keys, one, which = np.unique(cases[new], return_index=True, return_inverse=True)
                given = len(self._cuts.many) + np.arange(len(keys))
                self._cuts.add([look(row) for row in new[one].tolist()])
                self._numbering.add(keys, given)
                numbers[new] = given[which]
            return numbers, self._cuts


decided = _Decided()


@dataclass(frozen=True)
class Sentences:
    """The sentences of a batch, one entry each: ``start`` and ``end`` in code points through all texts.

    ``parted`` are the parts of words before which a sentence ends inside their text.
    """

    start: np.ndarray
    end: np.ndarray
    parted: np.ndarray


def sentences_of(texts: Sequence[str], offsets: np.ndarray, pieces: Pieces, gaps: Gaps) -> Sentences:
    """Return the sentences of ``texts``, which begin at ``offsets`` (code points through all texts)."""
    batch = _Batch(texts, offsets, pieces, gaps)
    row, ends, starts = batch.between_words()
    first, last = batch.at_borders()
    # a stable sort is quick where a few sorted stretches stand one after the other
    start = np.sort(np.concatenate((batch.left[row] + starts, first)), kind="stable")
    end = np.sort(np.concatenate((batch.left[row] + ends, last)), kind="stable")
    kept = start < end
    return Sentences(start[kept], end[kept], gaps.after[row])


class _Batch:
    def __init__(self, texts: Sequence[str], offsets: np.ndarray, pieces: Pieces, gaps: Gaps) -> None:
        self.texts, self.offsets, self.pieces, self.gaps = texts, offsets, pieces, gaps
        self.left = pieces.scan.all_code_points(gaps.left)
        many = np.diff(np.searchsorted(gaps.after, pieces.first_of_text))
        self.text = np.repeat(np.arange(len(texts)), many)
        self.right = self.left + gaps.of("length")
        self.wrapped = self._wrapped()

    def _wrapped(self) -> np.ndarray:
        """Tell which texts have wrapped lines; one with a long stretch without a line end has none."""
        gaps, flags = self.gaps, np.zeros(len(self.texts), dtype=bool)
        rows = np.flatnonzero(gaps.of("lines"))
        text = self.text[rows]
        opens = self.offsets[text]
        same = np.flatnonzero(text[1:] == text[:-1])
        opens[same + 1] = self.right[rows[same]]
        longest = np.zeros(len(flags), dtype=np.int64)
        np.maximum.at(longest, text, self.left[rows] - opens)
        data, begins, closes = self.texts.data, self.pieces.begins, self.pieces.closes
        for row in np.flatnonzero(longest <= COLUMN).tolist():
            flags[row] = data.count(b"\n", begins[row], closes[row]) > 2 and is_wrapped(self.texts[row])
        return flags

    def between_words(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the cuts between words: the row of the gap, and end and start counted from its beginning."""
        asks = self.gaps.of("asks")
        sure, ends, starts = is_certain(self.pieces, self.gaps)
        asks[sure] = NOTHING
        by_words = np.flatnonzero(asks == WORDS)
        code, odd = cases_of(self.pieces, self.gaps, by_words)
        asks[by_words[odd]] = TEXT
        found = [(sure, ends, starts), self._decide(np.flatnonzero(asks == ITSELF), 0)]
        found.append(self._decide(by_words[~odd], code[~odd]))
        alone = np.flatnonzero(asks == TEXT)
        alone = alone[may_be_glued(self.pieces, self.gaps, alone)]
        read = _Cuts()
        read.add(list(map(self._look, alone.tolist())))
        found.append(read.spread(alone, np.arange(len(alone))))
        row, ends, starts = map(np.concatenate, zip(*found, strict=True))
        return row, ends, starts

    def _decide(self, rows: np.ndarray, code: np.ndarray | int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the cuts in these gaps, deciding each case once."""
        cases = self.gaps.forms.keys_with(rows, code * 2 + self.wrapped[self.text[rows]])
        which, known = decided.of(cases, lambda at: self._look(int(rows[at])))
        return known.spread(rows, which)

    def _look(self, row: int) -> _Found:
        """Read the text around a gap and return the cuts in it."""
        text = int(self.text[row])
        left, right = int(self.left[row] - self.offsets[text]), int(self.right[row] - self.offsets[text])
        found = cuts(self.texts[text], left, right, left - 1, bool(self.wrapped[text]))
        return tuple((end - left, start - left) for end, start in found)

    def at_borders(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the starts and the ends of sentences before the first and after the last words of the texts."""
        pieces, marks = self.pieces, self.pieces.scan.bytes
        spoken = np.flatnonzero(np.diff(pieces.first_of_text))
        opens, shuts = pieces.start[pieces.first_of_text[spoken]], pieces.end[pieces.first_of_text[spoken + 1] - 1]
        first, last = pieces.scan.code_points(opens), pieces.scan.code_points(shuts)
        stop = (pieces.closes[spoken] - shuts == 1) & (marks[shuts] == ord("."))
        led, trailed = opens > pieces.begins[spoken], ~stop & (pieces.closes[spoken] > shuts)
        starts, ends = first[~led].tolist(), (last + stop)[~trailed].tolist()
        for row in np.flatnonzero(led).tolist():
            _add(self._before(int(spoken[row]), int(first[row])), starts, ends)
        for row in np.flatnonzero(trailed).tolist():
            _add(self._behind(int(spoken[row]), int(last[row])), starts, ends)
        for text in np.flatnonzero(np.diff(pieces.first_of_text) == 0).tolist():
            offset = int(self.offsets[text])
            spans = sentence_spans(self.texts[text])
            _add(([a + offset for a, _ in spans], [b + offset for _, b in spans]), starts, ends)
        return np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)

    def _before(self, text: int, place: int) -> tuple[list[int], list[int]]:
        offset = int(self.offsets[text])
        spans, start = spans_before(self.texts[text], place - offset, bool(self.wrapped[text]))
        return [offset + a for a, _ in spans] + [offset + start], [offset + b for _, b in spans]

    def _behind(self, text: int, place: int) -> tuple[list[int], list[int]]:
        given, offset = self.texts[text], int(self.offsets[text])
        left = place - offset
        behind = given[left:]
        last = left + len(behind.rstrip())
        found = [] if trails(behind) else cuts(given, left, len(given), left - 1, bool(self.wrapped[text]))
        return [offset + start for _, start in found], [*(offset + end for end, _ in found), offset + last]


def _add(found: tuple[list[int], list[int]], starts: list[int], ends: list[int]) -> None:
    starts += found[0]
    ends += found[1]
