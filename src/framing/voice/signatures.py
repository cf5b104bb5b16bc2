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
    text, ends = stream.text, stream.ends_paragraph
    names = stream.capital & stream.word
    behind = np.flatnonzero(stream.folded)
    behind = behind[behind + 2 < len(stream)]
    dashed = np.zeros(len(stream), dtype=bool)
    dashed[behind] = kinds.among(stream.kind[behind + 1], _DASHES)
    behind = behind[ends[behind] | (dashed[behind] & kinds.among(stream.kind[behind], _STATED))]
    behind = behind[names[behind + 1 + dashed[behind]]]
    if not len(behind):
        return {}
    opens = behind + 1 + dashed[behind]
    inside = names | stream.among(_JOINING) | (stream.kind == _COMMA)
    until = stream.first_after(ends | np.append(stream.folded[1:], False), opens - 1) + 1
    short = names[opens] & (text[opens] == text[behind]) & (until - opens <= _LONGEST) & (until <= len(stream))
    short &= ends[np.minimum(until, len(stream)) - 1]
    signed: dict[int, tuple[int, int]] = {}
    for unit, first, last in zip(*(column[short].tolist() for column in (behind, opens, until)), strict=True):
        last -= int(stream.kind[last - 1] == _STOP and dashed[unit])
        upper = not dashed[unit] and bool((stream.kind[first : first + 2] == _CAPITALS).all())
        whole = last > first and not upper and bool(names[[first, last - 1]].all() and inside[first:last].all())
        comma = first + _offset(stream.kind[first:last] == _COMMA)
        below = bool(ends[unit]) and stream.paragraph[first] == stream.paragraph[unit] + 1
        if (below and whole and (dashed[unit] or comma < last)) or (
            not ends[unit] and _is_described(stream, names, first, comma, last)
        ):
            signed[unit] = first, comma
    return signed


def _offset(flags: np.ndarray) -> int:
    """Return the place of the first flag, the number of flags where there is none."""
    return int(flags.argmax()) if flags.any() else len(flags)


def _is_described(stream: Stream, names: np.ndarray, first: int, comma: int, last: int) -> bool:
    """Tell whether names stand in ``first:comma`` and no clause behind them."""
    finite = stream.finite[comma:last].any()
    return comma > first and bool(names[first:comma].all()) and not finite
