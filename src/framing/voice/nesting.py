"""Passages in order, each within the one that holds it: crossing ones are cut, levels are counted."""

from typing import NamedTuple

import numpy as np

from framing.voice.leads import Lead
from framing.voice.tokens import Tokens

EDGING = frozenset((",", ":", ";", ".", "!", "?", "—", "–", "--", "-", "..."))


class Passage(NamedTuple):
    """A stretch of tokens ``first:last`` in one voice, and what leads it."""

    first: int
    last: int
    voice: str
    lead: Lead


class Passages(NamedTuple):
    """Passages in order, a list for each column: as ``Passage``, and how many passages hold each, itself included."""

    first: list[int]
    last: list[int]
    voice: list[str]
    lead: list[Lead]
    level: list[int]


NONE = Passages([], [], [], [], [])


def nest(tokens: Tokens, passages: list[Passage]) -> Passages:
    """Return the passages in order with their levels; where two cross, the earlier one ends where the later begins."""
    if not passages:
        return NONE
    columns = tuple(zip(*passages, strict=True))
    first, last = (np.array(column, dtype=np.int64) for column in columns[:2])
    order = np.lexsort(([voice != "reported" for voice in columns[2]], -last, first)).tolist()
    first, last, voice, lead = ([column[row] for row in order] for column in columns)
    _cut(tokens, first, last)
    return _levels(first, last, voice, lead)


def _cut(tokens: Tokens, first: list[int], last: list[int]) -> None:
    """End passages where one begins that crosses them, without the punctuation that this leaves at their end."""
    holding: list[int] = []
    cut: set[int] = set()
    for number, (begin, end) in enumerate(zip(first, last, strict=True)):
        while holding and last[holding[-1]] <= begin:
            holding.pop()
        while holding and last[holding[-1]] < end:
            crossed = holding.pop()
            last[crossed] = begin
            cut.add(crossed)
        holding.append(number)
    for number in cut:
        while last[number] > first[number] and tokens.spelling(last[number] - 1) in EDGING:
            last[number] -= 1


def _levels(first: list[int], last: list[int], voices: list[str], leads: list[Lead]) -> Passages:
    """Return the passages that are not empty with their levels, and their voices as what holds them changes these."""
    holding: list[tuple[int, str]] = []
    result = Passages([], [], [], [], [])
    for begin, end, voice, lead in zip(first, last, voices, leads, strict=True):
        if end <= begin:
            continue
        while holding and holding[-1][0] <= begin:
            holding.pop()
        within = _voice_within(holding[-1][1], voice) if holding else voice
        holding.append((end, within))
        for column, value in zip(result, (begin, end, within, lead, len(holding)), strict=True):
            column.append(value)
    return result


def _voice_within(outer: str, voice: str) -> str:
    """Return the voice of a passage inside another: marks within a title or scare quotes hold a phrase at arm's length."""
    if outer in ("title", "scare") and voice == "quotation":
        return "scare"
    if outer == "reported" and voice == "scare":
        return "unclear"
    return "unclear" if outer == "unclear" and voice == "quotation" else voice
