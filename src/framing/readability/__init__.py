"""Readability: how hard an article is to read, by the published formulas, per article, part and voice."""

from framing.readability.stage import readability

__all__ = ["readability"]
