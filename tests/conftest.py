"""What several tests start from: the sample study, run once, and a small study to break."""

import contextlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)  # a busy machine is no failure
settings.load_profile("here")
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # threads of several processes on the same processors take up to twice the time

ROOT = Path(__file__).resolve().parents[1]

ARTICLES = {
    "North Post/2020-11-25-vote.txt": "By Ann Lee\n\nThe breakaway region welcomed the vote. The breakaway region's "
    'leaders were pleased.\n\n"The occupied lands are ours," a minister said.\n\nFollow us on Twitter @NorthPost\n',
    "North Post/2020-11-26-reply.txt": "Lawmakers answered on Thursday. They called the vote over the occupied lands biased.\n",
    "South Mail/2020-11-25-vote.txt": "The so-called republic in the occupied lands has no friends. The occupied lands "
    'belong to us, and the "republic" knows it.\n',
    "South Mail/2020-11-27-more.txt": "Nothing is new in the region. The breakaway region is quiet.\n",
}
CODEBOOK = """\
codebook: Tiny
version: "1"
language: en
frames: {separation: leaves, denial: is not, occupation: is held, neutral: plain}
referents:
  territory:
    labels:
      breakaway region: {frame: separation, terms: ["breakaway region"]}
      so-called republic: {frame: denial, terms: ["[so-called] republic"]}
      occupied lands: {frame: occupation, terms: ["occupied lands"]}
      the region: {frame: neutral, bare: true, terms: ["region"]}
"""
STUDY = """\
study: Tiny
raw: raw
codebook: codebook.yaml
processed: processed
groups: {all of it: [North Post, South Mail]}
"""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Divide whole folders of tests among the processors, four at most; files that are named run in this process."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors, 4) if processors > 1 and all(Path(name).is_dir() for name in config.args) else 0


def write_study(
    folder: Path, articles: dict[str, str] = ARTICLES, codebook: str = CODEBOOK, study: str = STUDY
) -> Path:
    """Write a study into ``folder/data`` and return its study file."""
    data = folder / "data"
    for name, text in articles.items():
        (data / "raw" / name).parent.mkdir(parents=True, exist_ok=True)
        (data / "raw" / name).write_text(text, encoding="utf-8")
    (data / "raw").mkdir(parents=True, exist_ok=True)
    (data / "codebook.yaml").write_text(codebook, encoding="utf-8")
    (data / "study.yaml").write_text(study, encoding="utf-8")
    return data / "study.yaml"


def started(*arguments: str, cwd: Path) -> subprocess.CompletedProcess:
    """Run the command as a user does, in a process of its own, which takes two seconds to begin."""
    command = [sys.executable, "-c", "from framing.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def framing(*arguments: str, cwd: Path) -> subprocess.CompletedProcess:
    """Run the command in this process: what it prints and its exit code are those of ``started``."""
    from framing.cli import main

    told, complained, code, before = io.StringIO(), io.StringIO(), 0, sys.argv
    sys.argv = ["framing", *arguments]
    try:
        with contextlib.chdir(cwd), contextlib.redirect_stdout(told), contextlib.redirect_stderr(complained):
            main()
    except SystemExit as end:
        code = end.code or 0
    finally:
        sys.argv = before
    return subprocess.CompletedProcess(sys.argv, code, told.getvalue(), complained.getvalue())


@pytest.fixture
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the figures out, which take most of a run's time."""
    monkeypatch.setattr("framing.pipeline.draw_all", lambda *_: ([], []))


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The study file of a small study in a folder of its own."""
    return write_study(tmp_path)


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that ``make`` fills once, however many processes the tests are divided among."""
    place = factory.getbasetemp()
    folder = (place.parent if "PYTEST_XDIST_WORKER" in os.environ else place) / name
    made, failed = (folder.with_suffix(f".{end}") for end in ("made", "failed"))
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + 600
        while not (made.exists() or failed.exists()) and time.monotonic() < end:
            time.sleep(0.2)
        assert made.exists(), f"{name} could not be made; another test says why"
        return folder
    try:
        make(folder)
    except BaseException:
        failed.touch()
        raise
    made.touch()
    return folder


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of the sample study, run once without notebooks; ``closing.txt`` holds its closing lines."""

    def make(folder: Path) -> None:
        from framing.pipeline import run
        from framing.study import load_study

        study = replace(load_study(ROOT / "data" / "study.yaml"), processed=folder / "processed")
        lines = run(study, notebooks=False)
        (study.processed / "closing.txt").write_text("\n".join(lines), encoding="utf-8")

    return once(tmp_path_factory, "sample", make) / "processed"


@pytest.fixture(scope="session")
def executed(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Path:
    """The folder of reports of a copy of the project with its first notebook, executed once, and its page."""

    def make(folder: Path) -> None:
        from framing.report import execute_notebooks

        processed = copy_project(folder, sample_folder) / "data" / "processed"
        execute_notebooks(folder / "notebooks", processed, processed / "reports", ["00_start_here"])

    return once(tmp_path_factory, "executed", make) / "data" / "processed" / "reports"


@pytest.fixture(scope="session")
def sample(sample_folder: Path):
    """The sample study's run, read back."""
    import framing as fr

    return fr.open_run(sample_folder)


@pytest.fixture(scope="module")
def script(request: pytest.FixtureRequest) -> Iterator[ModuleType]:
    """The script of ``benchmarks/`` that a test module names as ``SCRIPT``, loaded as a module."""
    name = request.module.SCRIPT
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def copy_project(folder: Path, results: Path) -> Path:
    """Copy the notebooks and a run's results into ``folder``, laid out as in the project."""
    (folder / "notebooks").mkdir()
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        shutil.copyfile(notebook, folder / "notebooks" / notebook.name)
    shutil.copytree(results, folder / "data" / "processed")
    return folder


@pytest.fixture
def project(tmp_path: Path, sample_folder: Path) -> Path:
    """A copy of the project's data, notebooks and results, to run notebooks in."""
    return copy_project(tmp_path, sample_folder)
