"""The import rule: stages take tables and know nothing of each other; measure never draws, chart never computes."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "framing"
FOUNDATION = {"errors", "schema", "study", "sentences", "text", "codebook", "yamlfile"}
STAGES = {"read", "clean", "voice", "tag", "readability", "measure", "chart", "report", "evidence"}
ORDER = {
    "pipeline",
    "measuring",
    "checking",
    "store",
    "runs",
    "showing",
    "figures",
    "narrowing",
    "reporting",
    "start",
    "cli",
    "__init__",
}
PLOTTING = {"matplotlib", "seaborn", "plotly", "adjustText", "IPython"}
STATISTICS = {"scipy", "statsmodels", "sklearn"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer_of(path: Path) -> str:
    """Return the top-level name a module belongs to: framing/read/page.py -> read."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return every module a file imports, anywhere in it, as dotted names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def own(path: Path) -> set[str]:
    """Return the top-level names of our own package that a file imports."""
    dotted = [name.split(".") for name in imported(path)]
    return {steps[1] for steps in dotted if steps[0] == "framing" and len(steps) > 1}


def test_every_module_has_a_layer():
    names = {layer_of(path) for path in MODULES}
    assert names <= FOUNDATION | STAGES | ORDER, "say in docs/architecture.md and here where a new module stands"


def test_the_documentation_names_the_same_layers():
    text = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(): line.split("|")[2] for line in text.splitlines() if line.startswith("| ")}
    for layer, names in (("foundation", FOUNDATION), ("stages", STAGES), ("order", ORDER - {"__init__"})):
        assert set(re.findall(r"`(\w+)`", rows[layer])) == names, layer


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports(path):
    layer = layer_of(path)
    known = FOUNDATION | STAGES | ORDER
    allowed = known if layer in ORDER else FOUNDATION | ({layer} if layer in STAGES else set())
    assert own(path) <= allowed | {"__version__"}, f"{layer} may import {sorted(allowed)}"


@pytest.mark.parametrize("path", [p for p in MODULES if layer_of(p) != "chart" and layer_of(p) not in ORDER], ids=str)
def test_only_chart_draws(path):
    assert not {name.split(".")[0] for name in imported(path)} & PLOTTING


@pytest.mark.parametrize("path", [p for p in MODULES if layer_of(p) == "chart"], ids=str)
def test_chart_computes_no_statistic(path):
    assert not {name.split(".")[0] for name in imported(path)} & STATISTICS


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_print_in_the_library(path):
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    assert not [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
