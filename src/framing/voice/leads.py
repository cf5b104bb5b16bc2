"""Each cue that leads something: its word, its source as it stands, and the speaker the source stands for."""

from dataclasses import dataclass

import numpy as np

from framing.voice import kinds, vocabulary
from framing.voice.edges import Surroundings
from framing.voice.people import Cast
from framing.voice.sources import find_led, find_sources
from framing.voice.stream import Stream
from framing.voice.stretches import Spoken, Stretches

_ASKED = frozenset(("asked",))
_SUPPOSED = frozenset("said reported believed thought alleged claimed feared".split())
_WHEN = [kinds.ID[f"w:{word}"] for word in ("when", "if", "while")]
_BEING = [kinds.ID[f"w:{word}"] for word in "is are was were be been being".split()]
_BY, _TO = kinds.ID["w:by"], kinds.ID["w:to"]
vocabulary.enter(_ASKED, _SUPPOSED)


@dataclass(frozen=True)
class Leads:
    """What leads passages, a list for each column: the cue's word, the code points ``start:end`` of the source in the
    joined texts (-1: there is none), and the speaker's id. Those of cues come first, in order of the cues' ``unit``; the
    units ``begins:ends`` of their sources are -1 where there is none."""

    unit: np.ndarray
    begins: np.ndarray
    ends: np.ndarray
    word: list[str | None]
    start: list[int]
    end: list[int]
    speaker: list[str | None]

    def rows(self, cue: np.ndarray) -> np.ndarray:
        """Return the leads of cues."""
        return np.searchsorted(self.unit, cue)

    def units(self, cue: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the units ``first:last`` of the sources of cues; -1 where there is none."""
        rows = self.rows(cue)
        return self.begins[rows], self.ends[rows]

    def add(self, start: int, end: int, speaker: str | None) -> int:
        """Return the lead that a source without a cue makes."""
        for column, value in ((self.word, None), (self.start, start), (self.end, end), (self.speaker, speaker)):
            column.append(value)
        return len(self.word) - 1


def find_leads(around: Surroundings, stretches: Stretches, spoken: Spoken) -> tuple[Leads, Cast]:
    """Return the leads of the cues of ``stretches``, and the speakers of the batch."""
    stream = around.stream
    led = find_led(stretches)
    first, last = _trimmed(stream, *_not_asked(around, led.cue, *find_sources(around, led, spoken)))
    some = last > first
    begin = np.where(some, stream.tokens.start[stream.first[first]], -1)
    end = np.where(some, stream.tokens.end[_last_token(stream, last)], -1)
    cast = Cast(stream)
    article = stream.text[first] // 2
    behind = (led.last[1] >= 0) & (led.first[1] < first)
    form = stream.form[led.cue]
    words = {number: _word(stream.tokens.forms[number]) for number in np.unique(form).tolist()}
    sources = zip(*(column.tolist() for column in (first, last, article, behind)), strict=True)
    speakers = [cast.resolve(a, b, row, behind=after) if b > a else None for a, b, row, after in sources]
    units = (np.where(some, column, -1) for column in (first, last))
    spelt = [words[number] for number in form.tolist()]
    return Leads(led.cue, *units, spelt, begin.tolist(), end.tolist(), speakers), cast


def is_asked(stream: Stream, cue: np.ndarray) -> np.ndarray:
    """Tell which cues are a question that somebody heard: "Asked whether", "when asked"."""
    opens = (cue == stream.low[cue]) | kinds.among(stream.kind[np.maximum(cue - 1, 0)], _WHEN)
    return opens & stream.among(_ASKED, cue)


def _not_asked(
    around: Surroundings, cue: np.ndarray, first: np.ndarray, last: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the sources ``first:last`` without who only heard a question or is spoken of: "Asked whether he would leave, Lee
    said" (who asked stands behind "by", or nowhere), "Lee is said to have left"."""
    stream, n_units = around.stream, len(around.stream)
    before, behind = stream.kind[np.maximum(cue - 1, 0)], stream.kind[np.minimum(cue + 1, n_units - 1)]
    asked = is_asked(stream, cue)
    asker = np.minimum(cue + 2, n_units - 1)
    by = asked & (behind == _BY) & (cue + 2 < stream.high[cue])
    told = stream.among(_SUPPOSED, cue) & (behind == _TO)
    told &= kinds.among(before, _BEING) & (cue > stream.low[cue])
    last = np.where(by, around.nouns.ends[asker], np.where(asked | told, 0, last))
    return np.where(by, asker, first), last


def _trimmed(stream: Stream, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the ranges without the punctuation at their ends."""
    word, here = stream.word, np.minimum(first, len(stream) - 1)
    begin = np.minimum(stream.nearest(word, here, 1), last)
    ending = np.where(last > 0, stream.nearest(word, np.maximum(last - 1, 0), -1) + 1, 0)
    return np.minimum(begin, len(stream) - 1), np.where(ending > begin, ending, np.minimum(begin, len(stream) - 1))


def _last_token(stream: Stream, last: np.ndarray) -> np.ndarray:
    """Return the last token of the unit before ``last``."""
    return stream.last[np.maximum(last - 1, 0)] - 1


def _word(form: str) -> str:
    return f"{form} to" if form.lower() == "according" else form
