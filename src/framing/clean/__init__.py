"""Raw text -> article text: what is not the article's own words is taken out, and every removed span is recorded."""

from framing.clean.rules import RULES
from framing.clean.stage import KEEPABLE, clean, restore

__all__ = ["KEEPABLE", "RULES", "clean", "restore"]
