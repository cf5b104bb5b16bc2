"""The notebooks: their form, that they run from a clean kernel, and that their stored outputs are those of a fresh run."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

from conftest import ROOT, copy_project
from framing.report import NOTEBOOKS, execute_notebooks, store_outputs
from framing.report.notebooks import NotebookError, _execute

FOLDER = ROOT / "notebooks"
PARAMETERS = {"processed", "referent", "outlets", "period", "voices", "level"}
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
    assert not PARAMETERS - {step.targets[0].id for step in ast.parse(tagged[0].source).body}
    assert "**How to read it.**" in "".join(cell.source for cell in notebook.cells)
    assert "## What this does not show" in notebook.cells[-1].source
    for cell in cells(FOLDER / f"{name}.ipynb"):
        assert len(cell.source.splitlines()) <= 12
        tree = ast.parse(cell.source)
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]
        assert "plt." not in cell.source
        assert ".plot" not in cell.source


def test_texts_are_true_of_any_study(sample):
    """No notebook speaks of the sample: what it is about comes from the study, in the outputs."""
    labels = sample.codebook.labels()
    own = {*labels["label"], *sample.codebook.referents, *sample.articles["outlet"], "Karabakh", "Baku"}
    for name in NOTEBOOKS:
        source = " ".join(cell.source for cell in nbformat.read(FOLDER / f"{name}.ipynb", as_version=4).cells)
        assert not [word for word in own if not word.islower() and re.search(rf"(?i)\b{re.escape(word)}\b", source)], (
            name
        )


def outputs(notebook) -> str:
    """Return the text and the tables of a notebook's outputs."""
    found = [output.get("data", {}).get("text/html") or output.get("text", "") for cell in notebook.cells
             if cell.cell_type == "code" for output in cell.outputs]  # fmt: skip
    return " ".join(found)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_parameter_is_followed(name, sample, project):
    """Two outlets, another referent, one voice, one month, another level: texts, tables and figures are of these."""
    chosen, other = ["Caspian Ledger", "Neva Bulletin"], sorted(set(sample.articles["outlet"]))
    values = {"outlets": chosen, "referent": "population", "voices": ["quotation"], "period": "2020-11", "level": 0.9}
    done = _execute(project / "notebooks" / f"{name}.ipynb", values)
    said = outputs(done)
    assert not [outlet for outlet in other if outlet not in chosen and outlet in said.replace("vorotan-chronicle", "")]
    assert "2020-12" not in re.sub(r"2020-12-\d\d-\w+|textstat.*", "", said)
    assert "95 %" not in said
    assert "95%" not in said
    assert "90 %" in said.replace("90%", "90 %") or name == "00_start_here"
    assert any("image/png" in o.get("data", {}) for c in done.cells if c.cell_type == "code" for o in c.outputs)


def test_a_wrong_value_is_one_line_that_lists_what_there_is(project):
    for name, values in (("00_start_here", {"outlets": ["Nobody"]}), ("03_framing_differences", {"by": "country"})):
        with pytest.raises(NotebookError, match=r"is not one of: .*; open it in JupyterLab"):
            _execute(project / "notebooks" / f"{name}.ipynb", values)


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


def test_pages_ask_nobody_for_anything(executed):
    text = (executed / "00_start_here.html").read_text(encoding="utf-8")
    for asking in ('src="http', "src='http", 'href="http', "@import", "cdnjs", "unpkg", "jsdelivr"):
        assert asking not in text, asking


def test_an_executed_notebook_runs_again_where_it_lies(executed):
    assert cells(executed / "00_start_here.ipynb")[0].source.startswith('processed = ".."  #')
    again = [said(cell) for cell in _execute(executed / "00_start_here.ipynb", {}).cells if cell.cell_type == "code"]
    assert again == [said(cell) for cell in cells(executed / "00_start_here.ipynb")]


def test_a_failing_notebook_says_which_and_why(project):
    path = project / "notebooks" / "00_start_here.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("1 / 0"))
    nbformat.write(notebook, path)
    with pytest.raises(NotebookError, match=r"00_start_here\.ipynb: ZeroDivisionError"):
        execute_notebooks(path.parent, project / "data" / "processed", project / "reports", ["00_start_here"])
