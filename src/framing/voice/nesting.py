"""Passages in order, each within the one that holds it: crossing ones are cut, levels are counted."""

from typing import NamedTuple

import numpy as np

from framing.voice.leads import Lead
from framing.voice.tokens import Tokens

EDGING = frozenset((",", ":", ";", ".", "!", "?", "—", "–", "--", "-", "..."))
# what holds a passage changes its voice: marks within a title or scare quotes hold a phrase at arm's length
_WITHIN = {
    ("title", "quotation"): "scare",
    ("scare", "quotation"): "scare",
    ("reported", "scare"): "unclear",
    ("unclear", "quotation"): "unclear",
}


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
    ends: list[int] = []
    within: list[str] = []
    kept: list[int] = []
    said: list[str] = []
    level: list[int] = []
    for row, (begin, end, voice) in enumerate(zip(first, last, voices, strict=True)):
        if end <= begin:
            continue
        while ends and ends[-1] <= begin:
            ends.pop()
        del within[len(ends) :]
        changed = _WITHIN.get((within[-1], voice), voice) if within else voice
        ends.append(end)
        within.append(changed)
        kept.append(row)
        said.append(changed)
        level.append(len(ends))
    return Passages(
        [first[row] for row in kept], [last[row] for row in kept], said, [leads[row] for row in kept], level
    )
