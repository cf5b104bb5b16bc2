"""What a run says about itself: the report, the methods, tables for print, the manifest, the executed notebooks."""

from framing.report.closing import Findings, closing_lines
from framing.report.manifest import build_manifest
from framing.report.methods import Methods, methods
from framing.report.notebooks import NOTEBOOKS, execute_notebooks, notebook_folder, store_outputs
from framing.report.tables import save_table

__all__ = [
    "NOTEBOOKS",
    "Findings",
    "Methods",
    "build_manifest",
    "closing_lines",
    "execute_notebooks",
    "methods",
    "notebook_folder",
    "save_table",
    "store_outputs",
]
