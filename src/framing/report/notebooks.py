"""The notebooks: where they lie, running them on a run's results, and keeping their outputs."""

import ast
import asyncio
import json
import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from framing.errors import FramingError

NOTEBOOKS = (
    "00_start_here", "01_corpus", "02_terminology", "03_framing_differences", "04_voices", "05_readability",
)  # fmt: skip
AT_ONCE = 2
TIMEOUT = 600
ADDRESSES = ("require_js_url", "mathjax_url", "mermaid_js_url", "mermaid_layout_elk_js_url", "jquery_url")
WHOLE_WORDS = ".jp-RenderedText pre { word-break: normal; overflow-wrap: anywhere; }"
QUIET = ["--IPKernelApp.log_level=40"]


class NotebookError(FramingError):
    """A notebook that did not run through: which one, which cell, and the error."""


def notebook_folder(beside: Path | None = None) -> Path:
    """Return the folder of the notebooks: ``notebooks`` beside the study's data folder, else the one of the package."""
    package = Path(__file__).resolve().parents[1]
    own = [beside / "notebooks"] if beside is not None else []
    for folder in (*own, package / "_notebooks", package.parents[1] / "notebooks"):
        if (folder / f"{NOTEBOOKS[0]}.ipynb").is_file():
            return folder
    raise NotebookError(f"no notebooks in {', '.join(map(str, own)) or package}; `framing init` copies them")


def execute_notebooks(folder: Path, processed: Path, into: Path, names: Sequence[str] = NOTEBOOKS) -> list[Path]:
    """Run the notebooks in ``folder`` on the run in ``processed`` and write each as .ipynb and .html into ``into``.

    What is written names the run as seen from ``into``, so that it can be opened there and run again. The HTML needs no
    network. Returns the HTML files. Raises NotebookError for the first cell that fails.
    """
    into.mkdir(parents=True, exist_ok=True)
    seen_from = {place: {"processed": _seen_from(place, processed)} for place in (folder, into)}

    def one(name: str) -> Path:
        notebook, _ = _with_values(_execute(folder / f"{name}.ipynb", seen_from[folder]), seen_from[into])
        _write(into / f"{name}.ipynb", notebook)
        page = into / f"{name}.html"
        page.write_text(_html(notebook, name), encoding="utf-8")
        return page

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, names))


def _seen_from(place: Path, path: Path) -> str:
    return Path(os.path.relpath(path.resolve(), place.resolve())).as_posix()


def store_outputs(folder: Path, names: Sequence[str] = NOTEBOOKS) -> list[Path]:
    """Run the notebooks with the parameters they have and store the outputs in them, for readers on the forge."""

    def one(name: str) -> Path:
        path = folder / f"{name}.ipynb"
        _write(path, _execute(path, {}))
        return path

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, names))


def _execute(path: Path, parameters: dict):  # nbformat's notebooks have no public type
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    notebook, other = _with_values(load_notebook_node(str(path)), parameters)
    if other:
        notebook = parameterize_notebook(notebook, other)
    where = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        resources=where,
        extra_arguments=QUIET,
    )
    try:
        asyncio.run(client.async_execute())
    except CellExecutionError as error:
        raise NotebookError(
            f"{path.name}: {error.ename}: {error.evalue}; open it in JupyterLab to see the cell"
        ) from error
    return _tidy(notebook)


def _with_values(notebook, parameters: dict) -> tuple:
    """Return the notebook with the values written into its parameters cell, and the parameters that have no line there.

    A reader of the executed notebook thus finds one parameters cell, with the values it ran with.
    """
    cell = next((cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])), None)
    lines, other = (cell.source.splitlines() if cell else []), dict(parameters)
    for step in _assignments(cell.source if cell else ""):
        name, line = step.targets[0].id, lines[step.lineno - 1]
        if name in other:
            after = line.encode()[step.end_col_offset :].decode()
            lines[step.lineno - 1] = f"{name} = {_as_python(other.pop(name))}{after}"
    if cell:
        cell.source = "\n".join(lines)
    return notebook, other


def _as_python(value: object) -> str:
    """Return a value as Python source, text in its own script."""
    from papermill.translators import PythonTranslator

    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else PythonTranslator.translate(value)


def _assignments(source: str) -> list[ast.Assign]:
    """Return the plain assignments ``name = value`` that begin a line and end on it; none where it is not Python."""
    try:
        steps = ast.parse(source).body
    except SyntaxError:
        return []
    plain = (step for step in steps if isinstance(step, ast.Assign) and isinstance(step.targets[0], ast.Name))
    return [step for step in plain if len(step.targets) == 1 and not step.col_offset and step.lineno == step.end_lineno]


def _tidy(notebook):
    """Drop what differs from run to run: papermill's notes, times, random cell names, the kernel's exact version."""
    notebook.metadata = {"kernelspec": notebook.metadata.get("kernelspec", {}), "language_info": {"name": "python"}}
    for i, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{i:02d}"
        kept = {key: value for key, value in cell.metadata.items() if key == "tags"}
        cell["metadata"] = kept
    return notebook


def _write(path: Path, notebook) -> None:
    import nbformat

    nbformat.write(notebook, path)


def _html(notebook, title: str) -> str:
    """Return the notebook as one HTML page that asks nobody for anything."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(embed_images=True, **dict.fromkeys(ADDRESSES, ""))
    page, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": title}})
    page = page.replace("</head>", f"<style>{WHOLE_WORDS}</style></head>", 1)
    return re.sub(r'href="(\w+)\.ipynb"', r'href="\1.html"', page)
