"""Lines that sign a quotation: "- Ann Lee." or "Ann Lee, The Daily Post" in the paragraph below it, or behind it and a dash.

Below a quotation that ends its paragraph, a paragraph signs it that holds names only: behind a dash, or with a comma
("Ann Lee and Bob Ray, The Daily Post"). In the same paragraph, a dash and a name sign it that nothing follows but a comma
and what is no clause ("— Ann Lee, an analyst at Ray's").
"""

import numpy as np

from framing.voice import kinds, vocabulary
from framing.voice.stream import Stream

_DASHES = [kinds.ID[f"p:{mark}"] for mark in ("-", "--", "—", "–")]
_STOP = kinds.ID["p:."]
_COMMA = kinds.ID["p:,"]
_CAPITALS = kinds.ID["ALLCAP"]
_STATED = [kinds.ID[kind] for kind in kinds.QUOTED if "." in kind]
_JOINING = frozenset("and of the for & de la le von van der del".split())
_LONGEST = 24
vocabulary.enter(_JOINING)


def find_signatures(stream: Stream) -> dict[int, tuple[int, int]]:
    """Return the quotations that a line signs, by their unit, with the units ``first:last`` of who does."""
    unit = np.flatnonzero(stream.folded)
    unit = unit[unit + 2 < len(stream)]
    ends, dashed = stream.ends_paragraph(unit), kinds.among(stream.kind[unit + 1], _DASHES)
    opens = unit + 1 + dashed
    maybe = (ends | (dashed & kinds.among(stream.kind[unit], _STATED))) & stream.capital[opens] & stream.word[opens]
    maybe &= stream.text[opens] == stream.text[unit]
    rows = zip(*(column[maybe].tolist() for column in (unit, ends, dashed, opens)), strict=True)
    found = {quote: _signature(stream, quote, first, end, dash) for quote, end, dash, first in rows}
    return {quote: signed for quote, signed in found.items() if signed is not None}


def _signature(stream: Stream, unit: int, first: int, below: bool, dashed: bool) -> tuple[int, int] | None:
    """Return the units of who signs the quotation ``unit`` in a line that begins at ``first``, ``below`` it or behind it, after
    a dash or not; None where that is no signature."""
    near = np.arange(first, min(first + _LONGEST, len(stream)))
    ending = stream.ends_paragraph(near)
    stops = ending.copy()
    stops[:-1] |= stream.folded[near[1:]]
    size = _offset(stops) + 1
    if size > len(near) or not ending[size - 1]:
        return None
    last = first + size - int(dashed and stream.kind[first + size - 1] == _STOP)
    names = stream.capital[first:last] & stream.word[first:last]
    commas = stream.kind[first:last] == _COMMA
    comma = first + _offset(commas)
    if not below:
        clause = stream.finite[comma:last].any()
        return (first, comma) if comma > first and names[: comma - first].all() and not clause else None
    paragraph = stream.tokens.paragraph[stream.first[[unit, first]]]
    inside = names | commas | stream.among(_JOINING, np.arange(first, last))
    upper = not dashed and bool((stream.kind[first : first + 2] == _CAPITALS).all())
    whole = (
        last > first and not upper and bool(names[[0, -1]].all() and inside.all()) and paragraph[1] == paragraph[0] + 1
    )
    return (first, comma) if whole and (dashed or comma < last) else None


def _offset(flags: np.ndarray) -> int:
    """Return the place of the first flag, the number of flags where there is none."""
    return int(flags.argmax()) if flags.any() else len(flags)
