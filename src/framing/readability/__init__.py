"""Readability: how hard an article is to read, by the published formulas, per article, part and voice."""

from framing.readability.offline import use_textstat_offline
from framing.readability.stage import readability

__all__ = ["readability", "use_textstat_offline"]
