"""How a mention looks in a text: a colour and a line for its frame, so that either alone tells frames apart."""

from collections.abc import Mapping, Sequence
from html import escape

COLOURS = (
    "#f9d9a8", "#bfe3f5", "#b5e2d2", "#fbf3a3", "#b9d3ec", "#f3c4a5", "#eccadd", "#d9d9d9",
    "#e6d3b3", "#cfe8b5", "#d5ccf0", "#f5b8b8", "#c5ebe7", "#e8e8b8", "#f0d0f0", "#c8c8e8",
)  # fmt: skip
NO_FRAME = "#ececec"
_STROKES = ("2px solid", "2px dashed", "2px dotted", "4px double")
LINES = (
    *(f"border-bottom: {stroke} #333" for stroke in _STROKES),
    *(f"border-top: {stroke} #333" for stroke in _STROKES),
    *(f"border-top: {stroke} #333; border-bottom: {stroke} #333" for stroke in _STROKES),
)
_COMMON = "color: #000; padding: 0 .1em; -webkit-print-color-adjust: exact; print-color-adjust: exact"

Looks = Mapping[str, str]


def looks_of(frames: Sequence[str]) -> Looks:
    """Return the style of each frame by its order: 16 colours, and 12 lines that tell them apart without colour.

    >>> "border-bottom: 2px dashed" in looks_of(["denial", "separation"])["separation"]
    True
    """
    return {
        frame: f"background: {COLOURS[i % len(COLOURS)]}; {_COMMON}; {LINES[i % len(LINES)]}"
        for i, frame in enumerate(frames)
    }


def marked(piece: str, row, looks: Looks) -> str:
    """Return escaped text in the mark of one mention, with what is known of it shown when pointed at."""
    frame = row.frame if isinstance(row.frame, str) else None
    told = [f"{row.referent}: {row.label}", f"frame: {frame or 'none'}", f"voice: {row.voice}"]
    told += [f"speaker: {row.speaker_id}"] if isinstance(row.speaker_id, str) else []
    told += [
        word
        for word, holds in (("distance", row.distance), ("negated", row.negated), ("misspelt", row.match == "misspelt"))
        if holds
    ]
    return f'<mark style="{look_of(frame, looks)}" title="{escape(" · ".join(told))}">{piece}</mark>'


def look_of(frame: str | None, looks: Looks) -> str:
    """Return the style of a frame, or the plain one of a mention without a frame."""
    return looks.get(frame, f"background: {NO_FRAME}; {_COMMON}")


def sample(frame: str, looks: Looks) -> str:
    """Return a frame's name in its own look, for a legend."""
    return f'<span style="{look_of(frame, looks)}; padding: 0 .4em">{escape(frame)}</span>'
