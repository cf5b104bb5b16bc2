"""``framing init``: the folders and files of a study of one's own, with comments that say what to change."""

import shutil
from importlib.resources import files
from pathlib import Path

from framing.errors import InputError
from framing.report import NOTEBOOKS, notebook_folder

STUDY = Path("data/study.yaml")
CODEBOOK = Path("data/codebooks/my-topic.yaml")


def start_study(folder: Path) -> list[str]:
    """Make a study in ``folder`` and return lines that say what was made and what to do with it.

    Raises InputError when the folder already holds a study; nothing is ever overwritten.
    """
    for name in (STUDY, CODEBOOK):
        if (folder / name).exists():
            raise InputError(f"{folder / name}: is there already; name a folder without a study")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is a file; name a folder")
    templates = files("framing") / "templates"
    for name in ("data/raw", "data/codebooks", "data/processed"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, template in ((STUDY, "study.yaml"), (CODEBOOK, "codebook.yaml"), (Path("data/raw/README.md"), "raw.md")):
        (folder / name).write_text((templates / template).read_text(encoding="utf-8"), encoding="utf-8")
    _copy_notebooks(folder / "notebooks")
    return [
        f"{folder}: a study to start from",
        "  data/raw/       put the articles here, one folder per outlet (its README says how)",
        f"  {CODEBOOK}   the names you look for; the comments say how",
        f"  {STUDY}      what is compared, and what counts",
        "  notebooks/      run by `framing run`, yours to change",
        f"Next: cd {folder} && framing check",
    ]


def _copy_notebooks(folder: Path) -> None:
    source = notebook_folder()
    folder.mkdir(exist_ok=True)
    for name in NOTEBOOKS:
        if not (folder / f"{name}.ipynb").exists():
            shutil.copyfile(source / f"{name}.ipynb", folder / f"{name}.ipynb")
