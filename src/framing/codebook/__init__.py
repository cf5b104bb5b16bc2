"""The codebook: what it holds, its pattern language, how its file is read, and the matcher that finds its terms."""

from framing.codebook.folding import fold
from framing.codebook.load import load_codebook
from framing.codebook.matcher import Hits, Matcher, Pattern
from framing.codebook.model import Codebook, Label, Referent, Term
from framing.codebook.pattern import PatternError, parse

__all__ = [
    "Codebook", "Hits", "Label", "Matcher", "Pattern", "PatternError", "Referent", "Term", "fold", "load_codebook",
    "parse",
]  # fmt: skip
