"""Who speaks: the outlet itself, a source, a quoted title, or a word held at arm's length."""

from framing.voice.passages import find_passages

__all__ = ["find_passages"]
