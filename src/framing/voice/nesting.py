"""Passages in order, each within the one that holds it: crossing ones are cut, levels are counted."""

from typing import NamedTuple

from framing.voice.leads import Lead
from framing.voice.tokens import Tokens

EDGING = (",", ":", ";", ".", "!", "?", "—", "–", "--", "-", "...")


class Passage(NamedTuple):
    """A stretch of tokens ``first:last`` in one voice, what leads it, and how many passages hold it, itself included."""

    first: int
    last: int
    voice: str
    lead: Lead
    level: int = 1


def nest(tokens: Tokens, passages: list[Passage]) -> list[Passage]:
    """Return the passages in order with their levels; where two cross, the earlier one ends where the later begins."""
    ordered = sorted(passages, key=_place)
    last = [passage.last for passage in ordered]
    holding: list[int] = []
    for number, passage in enumerate(ordered):
        while holding and last[holding[-1]] <= passage.first:
            holding.pop()
        while holding and last[holding[-1]] < passage.last:
            last[holding.pop()] = passage.first
        holding.append(number)
    return _levels([_ending(tokens, passage, end) for passage, end in zip(ordered, last, strict=True)])


def _place(passage: Passage) -> tuple[int, int, bool]:
    return passage.first, -passage.last, passage.voice != "reported"


def _ending(tokens: Tokens, passage: Passage, end: int) -> Passage:
    """Return the passage up to ``end``, without the punctuation that a cut leaves there."""
    if end == passage.last:
        return passage
    while end > passage.first and tokens.spellings[end - 1] in EDGING:
        end -= 1
    return passage._replace(last=end)


def _levels(ordered: list[Passage]) -> list[Passage]:
    holding: list[Passage] = []
    result: list[Passage] = []
    for passage in ordered:
        if passage.last <= passage.first:
            continue
        while holding and holding[-1].last <= passage.first:
            holding.pop()
        if holding:
            voice = _voice_within(holding[-1].voice, passage.voice)
            passage = passage._replace(level=len(holding) + 1, voice=voice)
        result.append(passage)
        holding.append(passage)
    return result


def _voice_within(outer: str, voice: str) -> str:
    """Return the voice of a passage inside another: marks within a title or scare quotes hold a phrase at arm's length."""
    if outer in ("title", "scare") and voice == "quotation":
        return "scare"
    if outer == "reported" and voice == "scare":
        return "unclear"
    return "unclear" if outer == "unclear" and voice == "quotation" else voice
