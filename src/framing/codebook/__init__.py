"""The codebook: what it holds, its pattern language, how its file is read and checked, and the matcher of its terms."""

from framing.codebook.exports import export_codebook
from framing.codebook.folding import fold
from framing.codebook.imports import import_codebook
from framing.codebook.lint import Remark, lint
from framing.codebook.load import load_codebook
from framing.codebook.matcher import Hits, Matcher, Pattern
from framing.codebook.model import Codebook, Label, Referent, Term, codebook_of_pattern
from framing.codebook.pattern import PatternError, parse

__all__ = [
    "Codebook", "Hits", "Label", "Matcher", "Pattern", "PatternError", "Referent", "Remark", "Term",
    "codebook_of_pattern", "export_codebook", "fold", "import_codebook", "lint", "load_codebook", "parse",
]  # fmt: skip
