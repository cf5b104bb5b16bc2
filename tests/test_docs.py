"""What the documentation says can be done: its links lead somewhere, its commands exist, its code runs."""

import os
import re
import subprocess
import sys

import pytest

from conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "data").rglob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEST_COMMAND = 'python -m pip install -c constraints.txt -e ".[test]" && python -m pytest'


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_shows_a_figure_before_the_commands():
    assert README.index("![") < README.index("python -m pip install")


def test_ci_runs_exactly_the_readmes_test_command():
    assert TEST_COMMAND in README
    assert any(
        line.replace(" -q --disable-pip-version-check", "") == TEST_COMMAND
        for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    )


def test_every_command_in_the_readme_exists():
    from framing.cli import app

    known = {command.name or command.callback.__name__ for command in app.registered_commands} | {"codebook"}
    named = set(re.findall(r"\bframing (\w+)", " ".join(re.findall(r"```sh\n(.*?)```", README, re.S))))
    assert named
    assert named <= known


def test_the_code_in_the_readme_runs(tmp_path):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    environment = os.environ | {"MPLBACKEND": "agg"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_names_a_registry_or_a_path_of_a_machine():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    here = f"{ROOT}/"
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".png", ".gz", ".xz", ".parquet", ".npz"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert "pypi" + ".org" not in text, name
        assert here not in text, name
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")
