"""A run's folder: tables and results as Parquet, results as CSV too, the manifest, and reading them all back.

A run is written beside its place first and moved into it when it is whole, so that a run that fails leaves the last one as it was.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from framing import schema
from framing.errors import InputError, choose

UNFINISHED = ".unfinished"
MANIFEST = "manifest.json"
CODEBOOK = "codebook.yaml"


@dataclass(frozen=True)
class Tables:
    """The tables of a run, as in ``schema.TABLES``."""

    articles: pd.DataFrame
    removed: pd.DataFrame
    passages: pd.DataFrame
    speakers: pd.DataFrame
    mentions: pd.DataFrame
    readability: pd.DataFrame


def read_tables(folder: Path) -> Tables:
    """Return the tables of a finished run, checked."""
    names = [field.name for field in fields(Tables)]
    return Tables(**{name: schema.check(pd.read_parquet(folder / f"{name}.parquet"), name) for name in names})


def read_manifest(folder: Path) -> dict:
    """Return the manifest of the run in ``folder``; InputError when there is no finished run."""
    if not (folder / MANIFEST).is_file():
        raise InputError(f"{folder}: no finished run here; `framing run` makes one")
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))


def read_result(folder: Path, name: str) -> pd.DataFrame:
    """Return the result saved as ``results/NAME.parquet``; ChoiceError lists the results there are."""
    names = sorted(path.stem for path in (folder / "results").glob("*.parquet"))
    return pd.read_parquet(folder / "results" / f"{choose(name, names, 'result')}.parquet")


def write_tables(folder: Path, tables: Tables) -> None:
    """Write every table of a run as Parquet, after a last check."""
    for field in fields(Tables):
        schema.check(getattr(tables, field.name), field.name).to_parquet(folder / f"{field.name}.parquet", index=False)


def write_results(folder: Path, results: dict[str, pd.DataFrame]) -> None:
    """Write every result as CSV and as Parquet into ``folder/results``."""
    (folder / "results").mkdir(exist_ok=True)
    for name, table in results.items():
        table.to_csv(folder / "results" / f"{name}.csv", index=False, lineterminator="\n")
        table.to_parquet(folder / "results" / f"{name}.parquet", index=False)


def write_manifest(folder: Path, manifest: dict) -> None:
    """Write the manifest as JSON with sorted keys."""
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


@contextmanager
def whole_or_nothing(folder: Path) -> Iterator[Path]:
    """Give a folder to write a run into; move what is in it into ``folder`` when all went well, else throw it away."""
    made = not folder.exists()
    beside = folder / UNFINISHED
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        yield beside
        for item in sorted(beside.iterdir(), key=lambda path: path.name == MANIFEST):
            _replace(item, folder / item.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()


def _replace(new: Path, place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    os.replace(new, place)
