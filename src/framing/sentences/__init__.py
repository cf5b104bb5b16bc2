"""Where sentences end: the rules for one text."""

from framing.sentences.glue import is_glue
from framing.sentences.rules import (
    COLUMN,
    ITSELF,
    NOTHING,
    SHORTENED,
    STOPS,
    TEXT,
    WORDS,
    asks_for,
    certain_cut,
    cuts,
    is_wrapped,
    sentence_spans,
    spans_before,
    trails,
)  # fmt: skip
from framing.sentences.sides import CLOSES, CONTINUES, IGNORED, OPENS, RESTARTS, sides
from framing.sentences.words import NUMBER, PLAIN, REACH, ROLES, following_of, role_before

__all__ = [
    "CLOSES", "COLUMN", "CONTINUES", "IGNORED", "ITSELF", "NOTHING", "NUMBER", "OPENS", "PLAIN", "REACH", "RESTARTS",
    "ROLES", "SHORTENED", "STOPS", "TEXT", "WORDS", "asks_for", "certain_cut", "cuts", "following_of", "is_glue",
    "is_wrapped", "role_before", "sentence_spans", "sides", "spans_before", "trails",
]  # fmt: skip
