"""The evidence itself: mentions with the words around them."""

from framing.evidence.kwic import kwic

__all__ = ["kwic"]
