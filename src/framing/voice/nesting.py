"""Passages in order, each within the one that holds it: crossing ones are cut, levels are counted."""

from typing import NamedTuple

import numpy as np

from framing import schema
from framing.voice import vocabulary
from framing.voice.lexicon import SAYING, STATING
from framing.voice.tokens import Tokens

_THAT = frozenset(("that",))
_TELLING = SAYING | STATING
vocabulary.enter(_THAT, _TELLING)
EDGING = frozenset((",", ":", ";", ".", "!", "?", "—", "–", "--", "-", "..."))
VOICE = {voice: number for number, voice in enumerate(schema.VOICES)}
# what holds a passage changes its voice: marks within a title or scare quotes hold a phrase at arm's length
_WITHIN = {
    (VOICE["title"], VOICE["quotation"]): VOICE["scare"],
    (VOICE["scare"], VOICE["quotation"]): VOICE["scare"],
    (VOICE["reported"], VOICE["scare"]): VOICE["unclear"],
    (VOICE["unclear"], VOICE["quotation"]): VOICE["unclear"],
}


class Passages(NamedTuple):
    """Stretches of tokens ``first:last``, each in one voice (its place in ``schema.VOICES``): an array for each column.

    ``lead`` is the row in ``Leads`` of what leads a passage, -1 where nothing does; ``told`` says whether the cue of the
    lead is the passage's own, which it is not where a speaker goes on without one.
    """

    first: np.ndarray
    last: np.ndarray
    voice: np.ndarray
    lead: np.ndarray
    told: np.ndarray

    def take(self, rows: np.ndarray) -> "Passages":
        """Return some of them."""
        return Passages(*(column[rows] for column in self))


def together(parts: list[Passages]) -> Passages:
    """Return the passages of all ``parts``."""
    return Passages(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def nest(tokens: Tokens, passages: Passages, closing: np.ndarray) -> tuple[Passages, np.ndarray]:
    """Return the passages in order, and how many hold each, itself included; where two cross, the earlier one ends where
    the later begins. What holds a passage may change its voice; a quotation that nothing leads has the lead of the
    quotation that holds it.

    ``closing`` tells which passages a cue behind them leads: one that is cut to who says what is in the later one goes
    ("Lee said that ..., according to a paper").
    """
    order = np.lexsort((passages.voice != VOICE["reported"], -passages.last, passages.first))
    passages = passages.take(order)
    last = _cut(tokens, passages.first, passages.last)
    kept = last > passages.first
    kept &= ~(closing[order] & (last < passages.last) & _leads_on(tokens, last))
    passages = passages._replace(last=last).take(kept)
    rank = np.arange(1, len(passages.first) + 1)
    level = rank - np.searchsorted(np.sort(passages.last), passages.first, side="right")
    voice, lead = _within(passages, level)
    return passages._replace(voice=voice, lead=lead), level


def _cut(tokens: Tokens, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return where passages end that end where one begins that crosses them, without the punctuation that this leaves at
    their end."""
    apart = np.append(first[1:] >= np.maximum.accumulate(last)[:-1], True)[: len(first)]
    some = np.flatnonzero(~(apart & np.append(True, apart[:-1])[: len(first)])).tolist()
    begins, ends = first.tolist(), last.tolist()
    holding: list[int] = []
    cut: set[int] = set()
    for number in some:
        begin, end = begins[number], ends[number]
        while holding and ends[holding[-1]] <= begin:
            holding.pop()
        while holding and ends[holding[-1]] < end:
            crossed = holding.pop()
            ends[crossed] = begin
            cut.add(crossed)
        holding.append(number)
    for number in cut:
        while ends[number] > begins[number] and tokens.spelling(ends[number] - 1) in EDGING:
            ends[number] -= 1
    return np.array(ends, dtype=np.int64)


def _leads_on(tokens: Tokens, last: np.ndarray) -> np.ndarray:
    """Tell which ranges that end before the tokens ``last`` end in a verb of saying, or in one and "that"."""
    that = tokens.among(_THAT, last - 1)
    return tokens.among(_TELLING, np.maximum(last - 1 - that, 0))


def _within(passages: Passages, level: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the voices and leads of passages as what holds them changes them."""
    voices, leads, levels = passages.voice.tolist(), passages.lead.tolist(), level.tolist()
    holder: dict[int, int] = {}
    for row in np.flatnonzero(level > 1).tolist():
        before = row - 1
        while levels[before] >= levels[row]:
            before = holder[before]
        holder[row] = before
        voices[row] = _WITHIN.get((voices[before], voices[row]), voices[row])
        if leads[row] < 0 and voices[before] == voices[row] == VOICE["quotation"]:
            leads[row] = leads[before]
    return np.array(voices, dtype=np.int64), np.array(leads, dtype=np.int64)
