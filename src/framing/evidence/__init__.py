"""The evidence itself: mentions with the words around them, and articles with their mentions marked."""

from framing.evidence.highlight import Html, highlight, side_by_side
from framing.evidence.kwic import kwic
from framing.evidence.pair import Pair, most_different

__all__ = ["Html", "Pair", "highlight", "kwic", "most_different", "side_by_side"]
