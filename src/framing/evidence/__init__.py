"""The evidence itself: mentions with the words around them, and articles with their mentions marked."""

from framing.evidence.highlight import Html, highlight
from framing.evidence.kwic import kwic
from framing.evidence.save import save_table

__all__ = ["Html", "highlight", "kwic", "save_table"]
