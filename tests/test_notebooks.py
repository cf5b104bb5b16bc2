"""The notebooks: their form, that they run from a clean kernel, and that their stored outputs are those of a fresh run."""

import ast
from pathlib import Path

import nbformat
import pytest

from conftest import ROOT, copy_project
from framing.report import NOTEBOOKS, execute_notebooks, store_outputs
from framing.report.notebooks import NotebookError

FOLDER = ROOT / "notebooks"
COMPARED = ("text/plain", "text/html")


def cells(path: Path, kind: str = "code") -> list:
    """Return the cells of one kind in a notebook."""
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def said(cell) -> list[str]:
    """Return the text and tables among a cell's outputs, leaving out how a figure object calls itself."""
    found = []
    for output in cell.outputs:
        data = output.get("data", {})
        if "image/png" in data:
            found.append("(figure)")
        else:
            found += [data[kind] for kind in COMPARED if kind in data] + [output.get("text", "")]
    return found


@pytest.fixture(scope="module")
def fresh(tmp_path_factory, sample_folder) -> Path:
    """The notebooks, run again on a fresh run of the sample."""
    project = copy_project(tmp_path_factory.mktemp("project"), sample_folder)
    store_outputs(project / "notebooks")
    return project / "notebooks"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_form(name):
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert notebook.cells[0].source.startswith("# ")
    assert "?**" in notebook.cells[0].source, "opens with its question"
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert "## What this does not show" in notebook.cells[-1].source
    for cell in cells(FOLDER / f"{name}.ipynb"):
        assert len(cell.source.splitlines()) <= 12
        tree = ast.parse(cell.source)
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]
        assert "plt." not in cell.source
        assert ".plot" not in cell.source


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_stored_outputs_are_those_of_a_fresh_run(name, fresh):
    for stored, again in zip(cells(FOLDER / f"{name}.ipynb"), cells(fresh / f"{name}.ipynb"), strict=True):
        assert said(stored) == said(again), f"{stored.source}\n(framing run && framing notebooks --store)"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_figures_show_once_and_nothing_is_on_stderr(name, fresh):
    for cell in cells(fresh / f"{name}.ipynb"):
        images = [output for output in cell.outputs if "image/png" in output.get("data", {})]
        assert len(images) == cell.source.count("fr.draw_")
        assert not [output for output in cell.outputs if output.get("name") == "stderr"]


def test_pages_ask_nobody_for_anything(project):
    pages = execute_notebooks(
        project / "notebooks", project / "data" / "processed", project / "reports", ["00_start_here"]
    )
    text = pages[0].read_text(encoding="utf-8")
    for asking in ('src="http', "src='http", 'href="http', "@import", "cdnjs", "unpkg", "jsdelivr"):
        assert asking not in text, asking


def test_a_failing_notebook_says_which_and_why(project):
    path = project / "notebooks" / "00_start_here.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("1 / 0"))
    nbformat.write(notebook, path)
    with pytest.raises(NotebookError, match=r"00_start_here\.ipynb: ZeroDivisionError"):
        execute_notebooks(path.parent, project / "data" / "processed", project / "reports", ["00_start_here"])
