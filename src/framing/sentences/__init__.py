"""Where sentences end: the rules for one text."""

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
    is_glue,
    is_wrapped,
    sentence_spans,
    spans_before,
    trails,
)  # fmt: skip
from framing.sentences.words import NUMBER, PLAIN, REACH, ROLES, following_of, role_before

__all__ = [
    "COLUMN", "ITSELF", "NOTHING", "NUMBER", "PLAIN", "REACH", "ROLES", "SHORTENED", "STOPS", "TEXT", "WORDS", "asks_for",
    "certain_cut", "cuts", "following_of", "is_glue", "is_wrapped", "role_before", "sentence_spans", "spans_before", "trails",
]  # fmt: skip
