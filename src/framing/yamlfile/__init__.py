"""YAML files with positions: every problem is named as ``file:line:column: what, what would do``, all at once."""

from framing.yamlfile.document import MAX_BYTES, Document, FileProblems, read_document
from framing.yamlfile.validate import validate

__all__ = ["MAX_BYTES", "Document", "FileProblems", "read_document", "validate"]
