"""A run's folder: tables and results as Parquet, results as CSV too, the manifest, and reading them all back.

A run is written beside its place first and moved into it when it is whole, so that a run that fails leaves the last one
as it was.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from framing import schema
from framing.errors import InputError, choose, clip, one_line

UNFINISHED = ".unfinished"
MANIFEST = "manifest.json"
CODEBOOK = "codebook.yaml"


class UnwritableError(InputError, OSError):
    """A folder that results cannot be written into: one line for a user, an OSError for who catches these."""


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
    """Return the tables of a finished run, checked.

    Raises InputError for a table that is missing, damaged, or from a version with other columns.
    """
    names = [field.name for field in fields(Tables)]
    return Tables(**{name: _checked(folder / f"{name}.parquet", name) for name in names})


def read_manifest(folder: Path) -> dict:
    """Return the manifest of the run in ``folder``; InputError when there is no finished run."""
    path = folder / MANIFEST
    if not path.is_file():
        raise InputError(f"{folder}: no finished run here; `framing run` makes one")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def result_names(folder: Path) -> list[str]:
    """Return the names of the results a run saved, sorted."""
    return sorted(path.stem for path in (folder / "results").glob("*.parquet"))


def read_result(folder: Path, name: str) -> pd.DataFrame:
    """Return the result saved as ``results/NAME.parquet``; ChoiceError lists the results there are."""
    return _read_parquet(folder / "results" / f"{choose(name, result_names(folder), 'result')}.parquet")


def _checked(path: Path, name: str) -> pd.DataFrame:
    try:
        return schema.check(_read_parquet(path), name)
    except schema.TableError as error:
        raise _unreadable(path, error) from None


def _read_parquet(path: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: Exception) -> InputError:
    why = "missing" if isinstance(error, FileNotFoundError) else f"unreadable ({clip(one_line(str(error)), 200)})"
    return InputError(f"{path}: {why}; `framing run` makes it again")


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
    """Give a folder to write a run into; move what is in it into ``folder`` when all went well, else throw it away.

    While things are moved there is no manifest, so that a run cut off in between is not taken for a finished one.
    Raises InputError when ``folder`` is a file, UnwritableError when it cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: a file; name a folder for the results")
    made = not folder.exists()
    beside = folder / UNFINISHED
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        yield beside
        _move(beside, folder)
    except OSError as error:
        raise UnwritableError(f"{folder}: the results cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _move(beside: Path, folder: Path) -> None:
    (folder / MANIFEST).unlink(missing_ok=True)
    for item in sorted(beside.iterdir(), key=lambda path: (path.name == MANIFEST, path.name)):
        _replace(item, folder / item.name)


def _replace(new: Path, place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    elif new.is_dir():
        place.unlink(missing_ok=True)
    new.replace(place)
