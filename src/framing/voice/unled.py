"""Quotations that no cue leads: by the clause behind them, by who signs them, by who spoke or acted before them."""

from bisect import bisect_left

import numpy as np

from framing.voice import cues, kinds, vocabulary
from framing.voice.clauses import is_aside
from framing.voice.edges import Surroundings
from framing.voice.leads import Leads
from framing.voice.lexicon import SAYING, STATING
from framing.voice.people import Cast
from framing.voice.signatures import find_signatures
from framing.voice.stream import Stream
from framing.voice.stretches import Stretches

LIKELY = 0.5
NEAR = 14
_TELLING = SAYING | STATING
vocabulary.enter(_TELLING)
_GOES_ON = [kinds.ID[kind] for kind in kinds.QUOTED if "-" not in kind]
_ACCORDING = kinds.ID["w:according"]
_RELATIVE = [kinds.ID[f"w:{word}"] for word in ("who", "which", "that", "whom", "whose", "and", "but", "or")]
_APART = [
    *_RELATIVE,
    *(kinds.ID[f"w:{word}"] for word in "then when while after before until where if because".split()),
]


def with_clauses(around: Surroundings, stretches: Stretches) -> Stretches:
    """Return the stretches and those of quotations that none holds, or but one of "according to", and a clause follows:
    its finite verb is their cue, whatever verb it is ("...," the nominee riffed).

    Such a quotation ends in a comma, or like a sentence that goes on behind it.
    """
    stream = around.stream
    depth, nearer = np.zeros(len(stream) + 1, dtype=np.int64), stream.kind[stretches.cue] != _ACCORDING
    np.add.at(depth, stretches.first[nearer], 1)
    np.add.at(depth, stretches.last[nearer], -1)
    open_ended = stream.folded & kinds.among(stream.kind, _GOES_ON) & (np.cumsum(depth)[:-1] == 0)
    unit = np.flatnonzero(open_ended)
    verbs = stream.finite | cues.strong(around.row, cues.table())
    verb = stream.first_after(verbs & ~stream.folded, unit)
    last = np.minimum(stream.high[unit], np.minimum(unit + NEAR, stream.after_quote[unit]))
    unit, verb = unit[verb < last], verb[verb < last]
    clause = ~kinds.among(stream.kind[unit + 1], _APART) & ~kinds.among(stream.kind[unit + 1], kinds.STOPS)
    unit, verb = unit[clause], verb[clause]
    added = (verb, np.full(len(unit), LIKELY), unit, unit + 1)
    columns = [np.concatenate(pair) for pair in zip(vars(stretches).values(), added, strict=True)]
    order = np.lexsort((-columns[3], columns[2]))
    return Stretches(*(column[order] for column in columns))


class Unled:
    """Finds the leads of quotations of a batch that no cue leads."""

    def __init__(self, stream: Stream, led: tuple[Leads, Cast]):
        self.stream, (self.leads, self.cast) = stream, led
        self.signed = find_signatures(stream)
        known = np.array([speaker is not None for speaker in self.leads.speaker[: len(self.leads.unit)]], dtype=bool)
        known &= ~kinds.among(stream.kind[np.maximum(self.leads.begins, 0)], _RELATIVE)
        known &= ~is_aside(stream, self.leads.unit)
        self.acted = np.flatnonzero(known)
        self.acted_at = self.leads.unit[self.acted].tolist()
        self.told = np.flatnonzero(known & stream.among(_TELLING, self.leads.unit))
        self.told_at = self.leads.unit[self.told].tolist()

    def lead(self, unit: int, before: tuple[int, int] | None) -> int:
        """Return the lead of the quotation ``unit``, -1 where there is none: who signs it, else who goes on in it: whoever
        spoke last, in its paragraph or the one before, or acted in the sentence before it, of its paragraph,
        where nobody is quoted.

        ``before`` is the last token of the quotation before it, and its lead.
        """
        if unit in self.signed:
            return self._signature(*self.signed[unit])
        here, since = int(self.stream.first[unit]), -1 if before is None else before[0]
        told, acted = self._last(self.told_at, unit, since), self._last(self.acted_at, unit, since)
        if acted >= 0 and self._is_right_before(self.acted_at[acted], unit):
            sentence = int(self.stream.low[self.acted_at[acted]])
            led = before is not None and before[1] >= 0 and before[0] > int(self.stream.first[sentence])
            if not led and (told < 0 or self.told_at[told] < sentence):
                return int(self.acted[acted])
        if told >= 0 and self._near(int(self.stream.first[self.told_at[told]]), here):
            return int(self.told[told])
        if before is not None and self._near(before[0] - 1, here):
            return before[1]
        return -1

    def _last(self, units: list[int], unit: int, since: int) -> int:
        """Return the place in ``units`` of the last one before ``unit`` and behind the token ``since``, -1 for none."""
        row = bisect_left(units, unit) - 1
        return row if row >= 0 and int(self.stream.first[units[row]]) > since else -1

    def _is_right_before(self, cue: int, unit: int) -> bool:
        """Tell whether a cue stands in the sentence before that of a unit, in the same paragraph."""
        stream, low = self.stream, int(self.stream.low[unit])
        paragraph = stream.tokens.paragraph
        same = paragraph[stream.first[cue]] == paragraph[stream.first[unit]] and stream.text[cue] == stream.text[unit]
        return bool(same and (stream.low[cue] == low or stream.high[cue] == low))

    def _near(self, earlier: int, later: int) -> bool:
        """Tell whether a token stands in the paragraph of an earlier one, or in the next paragraph."""
        paragraph, text = self.stream.tokens.paragraph, self.stream.tokens.text
        return bool(text[later] == text[earlier] and paragraph[later] - paragraph[earlier] <= 1)

    def _signature(self, first: int, last: int) -> int:
        """Return the lead of a quotation that the units ``first:last`` sign."""
        stream, tokens = self.stream, self.stream.tokens
        speaker = self.cast.resolve(first, last, int(stream.text[first]) // 2)
        begin, end = int(tokens.start[stream.first[first]]), int(tokens.end[stream.last[last - 1] - 1])
        return self.leads.add(begin, end, speaker)
