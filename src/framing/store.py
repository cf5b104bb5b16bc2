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
from framing.codebook import Codebook, load_codebook
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


@dataclass(frozen=True)
class Run:
    """A finished run, read back: its tables, its codebook and its manifest.

    ``run.articles``, ``run.mentions`` and the other tables, ``run.codebook``, ``run.manifest`` (settings, counts, problems), and
    ``run.result("shares_outlet")`` for a result by its file's name.
    """

    folder: Path
    tables: Tables
    codebook: Codebook
    manifest: dict

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in {field.name for field in fields(Tables)}:
            return getattr(self.tables, name)
        raise AttributeError(f"a run has no {name!r}")

    def result(self, name: str) -> pd.DataFrame:
        """Return the result table saved as ``results/NAME.parquet``."""
        names = sorted(path.stem for path in (self.folder / "results").glob("*.parquet"))
        return pd.read_parquet(self.folder / "results" / f"{choose(name, names, 'result')}.parquet")


def open_run(folder: str | Path = "data/processed") -> Run:
    """Return the run whose results lie in ``folder``.

    Raises InputError when there is no finished run.

    >>> open_run("data/processed").mentions.columns[:2].tolist()  # doctest: +SKIP
    ['article_id', 'part']
    """
    folder = Path(folder)
    if not (folder / MANIFEST).is_file():
        raise InputError(f"{folder}: no finished run here; `framing run` makes one")
    tables = Tables(
        **{field.name: schema.check(pd.read_parquet(folder / f"{field.name}.parquet"), field.name) for field in fields(Tables)}
    )
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return Run(folder, tables, load_codebook(folder / CODEBOOK), manifest)


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
