"""The words and sentences of a batch of articles, found once, as arrays that every stage reads."""

from framing.text.characters import APOSTROPHES, DASHES, HYPHENS, QUOTES, SOFT, WHITE
from framing.text.forms import Forms, Numbering
from framing.text.gaps import APOSTROPHE, BLOCKED, HYPHEN, PUNCTUATION, SPACE
from framing.text.table import FormTable
from framing.text.texts import Texts, article_texts
from framing.text.words import Parts, Words, read_words, split_form

__all__ = [
    "APOSTROPHE", "APOSTROPHES", "BLOCKED", "DASHES", "HYPHEN", "HYPHENS", "PUNCTUATION", "QUOTES", "SOFT", "SPACE",
    "WHITE", "FormTable", "Forms", "Numbering", "Parts", "Texts", "Words", "article_texts", "read_words", "split_form",
]  # fmt: skip
