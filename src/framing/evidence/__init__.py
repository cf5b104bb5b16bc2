"""The evidence itself: mentions with the words around them, and articles with their mentions marked."""

from framing.evidence.highlight import Html, highlight
from framing.evidence.kwic import kwic

__all__ = ["Html", "highlight", "kwic"]
