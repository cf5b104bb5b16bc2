"""Each cue that leads something: its word, its source as it stands, and the speaker the source stands for."""

from typing import NamedTuple

import numpy as np

from framing.voice.edges import Surroundings
from framing.voice.people import Cast
from framing.voice.sources import find_led, find_sources
from framing.voice.stream import Stream
from framing.voice.stretches import Spoken, Stretches


class Lead(NamedTuple):
    """What leads a passage: the cue, the code points ``start:end`` of the source in the joined texts, and the speaker's id."""

    cue: str | None = None
    start: int | None = None
    end: int | None = None
    speaker: str | None = None


NO_LEAD = Lead()


def find_leads(around: Surroundings, stretches: Stretches, spoken: Spoken) -> tuple[dict[int, Lead], Cast]:
    """Return the leads by the unit of their cue, and the speakers of the batch."""
    stream = around.stream
    led = find_led(stretches)
    first, last = find_sources(around, led, spoken)
    first, last = _trimmed(stream, first, last)
    begin, end = stream.tokens.start[stream.first[first]], stream.tokens.end[_last_token(stream, last)]
    cast = Cast(stream)
    article = stream.tokens.text[stream.first[first]] // 2
    behind = (led.last[1] >= 0) & (led.first[1] < first)
    words = {form: _word(stream.tokens.forms[form]) for form in np.unique(stream.form[led.cue]).tolist()}
    columns = (led.cue, stream.form[led.cue], first, last, begin, end, article, behind)
    leads: dict[int, Lead] = {}
    for unit, form, a, b, start, stop, row, after in zip(*(column.tolist() for column in columns), strict=True):
        if b > a:
            leads[unit] = Lead(words[form], start, stop, cast.resolve(a, b, row, behind=after))
        else:
            leads[unit] = Lead(words[form])
    return leads, cast


def _trimmed(stream: Stream, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the ranges without the punctuation at their ends."""
    word = (stream.form < stream.tokens.n_words) & ~stream.folded
    here = np.minimum(first, len(stream) - 1)
    begin = np.minimum(np.where(word[here], first, stream.after(word)[here]), last)
    before = np.maximum(last - 1, 0)
    ending = np.where(word[before], last, stream.before(word)[before] + 1)
    return np.minimum(begin, len(stream) - 1), np.where(ending > begin, ending, np.minimum(begin, len(stream) - 1))


def _last_token(stream: Stream, last: np.ndarray) -> np.ndarray:
    """Return the last token of the unit before ``last``."""
    return stream.last[np.maximum(last - 1, 0)] - 1


def _word(form: str) -> str:
    return f"{form} to" if form.lower() == "according" else form
