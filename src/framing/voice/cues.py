"""Which words lead speech: each form's share of real speech, and what stands around it.

A candidate is a form of the table of cues, or a word before "that", or one that may be a verb beside a quotation; a
colon early in its sentence counts as a form. Two probabilities are given for each candidate: that the words to its
right, and to its left, are spoken.
"""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from framing.text import Numbering
from framing.voice import kinds, tags
from framing.voice.keys import numbering
from framing.voice.stream import Stream
from framing.voice.weights import CUE, KIND, NARROW, Column, Columns, Model, cue_table, load_model

MIN_SHARE = 0.02
STRONG = 0.2
_CLASSES = np.digitize(np.arange(26), (1, 2, 3, 4, 5, 7, 10, 15, 25)).astype(NARROW)
_SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7)
_COLON_WITHIN = 8
_BEHIND, _AHEAD = 4, 2
_VERBAL = [kinds.ID[kind] for kind in ("ED", "S", "LOW")]


def distance(units: np.ndarray) -> np.ndarray:
    """Return distances in ten classes, 0 for none."""
    return _CLASSES.take(units, mode="clip")


@dataclass(frozen=True)
class Table:
    """The cue forms: row of each spelling, and by row the share, the count and the class (share by ending)."""

    rows: dict[str, int]
    share: np.ndarray
    count: np.ndarray
    sort: np.ndarray

    @cached_property
    def numbering(self) -> Numbering:
        """The rows, to be found by the keys of words."""
        return numbering(self.rows)


@cache
def table() -> Table:
    """Return the package's table of cue forms."""
    rows, share, count = cue_table()
    return make_table(rows, share, count)


def make_table(rows: dict[str, int], share: np.ndarray, count: np.ndarray) -> Table:
    """Return a table of cues from its spellings, shares and counts."""
    endings = [
        0,
        *(1 if form.endswith("ed") else 2 if form.endswith("ing") else 3 if form[-1] == "s" else 0 for form in rows),
    ]
    return Table(rows, share, count, np.digitize(share, _SHARES) * 4 + np.array(endings))


def columns_of(n_cues: int) -> dict[str, Column]:
    """Return what the columns around a candidate hold."""
    by_kind = "p1 p2 p3 n1 n2 n3 lp np segment after_stop last_cue".split()
    by_distance = "lp_far np_far cue_far that_far quote_after".split()
    return {
        "form": Column(CUE, n_cues + 1),
        "sort": Column("number", 32),
        **{name: Column(KIND, kinds.N_KINDS) for name in by_kind},
        **{name: Column("number", 10) for name in by_distance},
        **tags.columns_of("p1_tag tag n1_tag"),
    }


@dataclass(frozen=True)
class Cues:
    """The cue row of every unit (0: none), the candidates, and their probabilities of speech to the right and left."""

    row: np.ndarray
    unit: np.ndarray
    right: np.ndarray
    left: np.ndarray


def cue_rows(stream: Stream, cues: Table) -> np.ndarray:
    """Return the row in ``cues`` of every unit; 0 for other words, marks and folded quotations."""
    by_form = np.maximum(cues.numbering.find(stream.tokens.spelt.keys), 0)
    return np.where(stream.folded, 0, by_form[stream.form])


def candidates(stream: Stream, row: np.ndarray, cues: Table) -> np.ndarray:
    """Return the units that may lead speech."""
    flags = (cues.share >= MIN_SHARE) & (cues.count >= 2)
    flags[0] = False
    likely = flags[row]
    colon = stream.kind == kinds.ID["p::"]
    likely &= ~colon | (stream.index - stream.low <= _COLON_WITHIN)
    that = np.append(stream.kind[1:] == kinds.ID["w:that"], False) & (stream.index + 1 < stream.high)
    shaped = (stream.kind >= kinds.FIRST_SHAPE) & (stream.kind < kinds.FIRST_QUOTED)
    verbal = kinds.among(stream.kind, _VERBAL) & _beside_quotation(stream)
    return np.flatnonzero(likely | (((that & shaped) | verbal) & ~stream.folded))


def _beside_quotation(stream: Stream) -> np.ndarray:
    """Tell which units stand closely behind a quotation or right before one in their sentence."""
    behind, ahead = stream.before_quote, stream.after_quote
    return ((behind >= stream.low) & (stream.index - behind <= _BEHIND)) | (
        (ahead < stream.high) & (ahead - stream.index <= _AHEAD)
    )


def columns(stream: Stream, unit: np.ndarray, row: np.ndarray, cues: Table) -> Columns:
    """Return what stands around the candidates ``unit``."""
    low, high, place = stream.low[unit], stream.high[unit], unit + stream.shift[unit]
    around = {f"{'n' if step > 0 else 'p'}{abs(step)}": stream.kinds_at(place, step) for step in (-3, -2, -1, 1, 2, 3)}
    return {
        "form": row[unit].astype(NARROW),
        "sort": cues.sort[row[unit]].astype(NARROW),
        **around,
        "tag": stream.tags_at(place),
        "p1_tag": stream.tags_at(place, -1),
        "n1_tag": stream.tags_at(place, 1),
        **_stops(stream, unit, low, high),
        **_others(stream, unit, row, cues),
    }


def _stops(stream: Stream, unit: np.ndarray, low: np.ndarray, high: np.ndarray) -> Columns:
    """Return the nearest punctuation or quotation on each side, its distance, and the kinds beside it."""
    before, after = np.maximum(stream.before_stop[unit], low - 1), np.minimum(stream.after_stop[unit], high)
    shift = stream.shift[unit]
    return {
        "lp": stream.kinds_at(before + shift),
        "np": stream.kinds_at(after + shift),
        "lp_far": distance(unit - before),
        "np_far": distance(after - unit),
        "segment": stream.kinds_at(before + shift, 1),
        "after_stop": stream.kinds_at(after + shift, 1),
    }


def _others(stream: Stream, unit: np.ndarray, row: np.ndarray, cues: Table) -> Columns:
    """Return how far the nearest other cue, "that" and quotations of the sentence are."""
    low, high = stream.low[unit], stream.high[unit]
    cue = stream.before(strong(row, cues))[unit]
    that = stream.after(stream.kind == kinds.ID["w:that"])[unit]
    quote_after = stream.after_quote[unit]
    return {
        "last_cue": stream.kinds_at(np.maximum(cue, low - 1) + stream.shift[unit]),
        "cue_far": np.where(cue >= low, distance(unit - cue), 0),
        "that_far": np.where(that < high, distance(that - unit), 0),
        "quote_after": np.where(quote_after < high, distance(quote_after - unit), 0),
    }


def strong(row: np.ndarray, cues: Table) -> np.ndarray:
    """Tell which units are words that lead speech at least every fifth time."""
    flags = cues.share >= STRONG
    flags[0] = False
    return flags[row]


@cache
def _models() -> tuple[Model, Model]:
    sizes = columns_of(len(table().rows))
    return load_model("right", sizes), load_model("left", sizes)


def find_cues(stream: Stream) -> Cues:
    """Return the candidates of ``stream`` with their probabilities."""
    cues = table()
    row = cue_rows(stream, cues)
    unit = candidates(stream, row, cues)
    right, left = _models()
    seen = columns(stream, unit, row, cues)
    return Cues(row, unit, right.probability(seen), left.probability(seen))
