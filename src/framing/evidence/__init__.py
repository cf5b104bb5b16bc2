"""The evidence itself: mentions with the words around them, to look through, and articles with their mentions marked."""

from framing.evidence.highlight import Html, highlight, side_by_side
from framing.evidence.kwic import kwic
from framing.evidence.listing import mention_table
from framing.evidence.pair import Pair, most_different_pair
from framing.evidence.picker import Browser, browse

__all__ = [
    "Browser",
    "Html",
    "Pair",
    "browse",
    "highlight",
    "kwic",
    "mention_table",
    "most_different_pair",
    "side_by_side",
]
