"""Executed notebooks: the values a notebook ran with stand in its own parameters cell."""

import nbformat
import pytest

from framing.report.notebooks import _with_values


def notebook(source: str):
    """Return a notebook with one parameters cell."""
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]})
    return nbformat.v4.new_notebook(cells=[cell])


@pytest.mark.parametrize(
    ("source", "expected", "left"),
    [
        ('processed = "../data"  # where\nby = "outlet"', 'processed = "é/x"  # where\nby = "outlet"', {}),
        ('where = "ж"; processed = "a"', 'where = "ж"; processed = "a"', {"processed": "é/x"}),
        ('processed = "ж"; by = 1', 'processed = "é/x"; by = 1', {}),
        ('processed = (\n  "a"\n)', 'processed = (\n  "a"\n)', {"processed": "é/x"}),
        ("processed, by = 1, 2", "processed, by = 1, 2", {"processed": "é/x"}),
        ("%matplotlib inline", "%matplotlib inline", {"processed": "é/x"}),
    ],
)
def test_values_are_written_into_the_parameters_cell(source, expected, left):
    filled, other = _with_values(notebook(source), {"processed": "é/x"})
    assert (filled.cells[0].source, other) == (expected, left)


def test_a_notebook_without_a_parameters_cell_keeps_them_for_papermill():
    filled, other = _with_values(nbformat.v4.new_notebook(cells=[]), {"processed": "x"})
    assert (filled.cells, other) == ([], {"processed": "x"})


def test_lists_and_flags_are_written_as_python():
    filled, other = _with_values(notebook("a = 1\nb = 2"), {"a": [True, None], "b": "x"})
    assert filled.cells[0].source == 'a = [True, None]\nb = "x"'
    assert other == {}
