"""A folder of files -> the table ``raw``, with what could not be read listed beside it."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from framing import schema
from framing.errors import InputError, Problem
from framing.read.dates import read_date
from framing.read.export import read_export, read_metadata
from framing.read.item import Item, UnreadableError
from framing.read.page import read_page
from framing.read.plain import read_text

READERS: dict[str, Callable[[Path], list[Item]]] = {
    ".txt": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".csv": read_export,
    ".tsv": read_export,
}
METADATA = "metadata.csv"
_PASSED_OVER = {"readme.md", "readme.txt", METADATA}


@dataclass
class Reading:
    """What a folder held: the tables ``raw`` and ``removed`` (page furniture), the files read with their hashes, and the problems."""

    raw: pd.DataFrame
    removed: pd.DataFrame
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_folder(folder: Path, aliases: dict[str, str] | None = None) -> Reading:
    """Return every article under ``folder``.

    An article's outlet, date, title, byline, section, url and language come from a ``metadata.csv`` beside it, else from the file itself,
    else (the outlet only) from the name of the first folder under ``folder``. ``aliases`` maps other spellings of an outlet to its name.
    Files are read in the order of their paths. What cannot be read is a Problem and no article: a format without a reader, a file
    that is no text, an article without outlet or text, a date that is no date. Raises InputError when the folder is missing or
    a ``metadata.csv`` cannot be read.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; it should hold the articles, one folder per outlet")
    collector = _Collector(folder, aliases or {})
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        if path.is_file() and path.name.lower() not in _PASSED_OVER and not path.name.startswith("."):
            collector.add_file(path)
    return collector.finish()


class _Collector:
    """Gathers articles and problems while a folder is read."""

    def __init__(self, folder: Path, aliases: dict[str, str]) -> None:
        self.folder, self.aliases = folder, aliases
        self.metadata = {path.parent: self._metadata(path) for path in sorted(folder.rglob(METADATA))}
        self.rows: list[dict] = []
        self.removed: list[dict] = []
        self.files: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.used: set[tuple[Path, str]] = set()

    def _metadata(self, path: Path) -> dict[str, tuple[int, dict[str, str]]]:
        try:
            return read_metadata(path)
        except UnreadableError as error:
            raise InputError(str(Problem(str(path), error.line, int(error.line > 0), str(error)))) from None

    def add_file(self, path: Path) -> None:
        reader = READERS.get(path.suffix.lower())
        name = path.relative_to(self.folder).as_posix()
        if reader is None:
            listed = ", ".join(sorted(READERS))
            self._problem(
                path, 0, f"no reader for {path.suffix or 'a file without an ending'}; these are read: {listed}"
            )
            return
        self.files[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        facts = self._given(path)
        try:
            items = reader(path)
        except (UnreadableError, RecursionError) as error:
            self._problem(path, getattr(error, "line", 0), str(error))
            return
        for item in items:
            self._add(path, name, item, facts)

    def _given(self, path: Path) -> dict[str, str]:
        """Return what a metadata.csv in the file's folder, or in one above it, says of the file."""
        for folder, rows in self.metadata.items():
            key = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""
            if key in rows:
                self.used.add((folder, key))
                return rows[key][1]
        return {}

    def _add(self, path: Path, name: str, item: Item, given: dict[str, str]) -> None:
        facts = {**item.facts, **given}
        inner = path.relative_to(self.folder).parts
        if "outlet" not in given:
            facts["outlet"] = facts.get("outlet") if len(inner) == 1 or item.name else inner[0]
            facts["outlet"] = facts["outlet"] or (inner[0] if len(inner) > 1 else "")
        try:
            self._append(name, item, facts)
        except UnreadableError as error:
            where = f"{item.name}: " if item.name else ""
            self._problem(path, item.line, f"{where}{error}")

    def _append(self, name: str, item: Item, facts: dict[str, str]) -> None:
        outlet = (facts.get("outlet") or "").strip()
        if not outlet:
            raise UnreadableError(
                "an article without an outlet; put it into a folder named after its outlet, or name it in metadata.csv"
            )
        if not item.text.strip():
            raise UnreadableError("an article without text")
        day = read_date(facts.get("date") or "")
        outlet = self.aliases.get(outlet, outlet)
        digest = hashlib.sha256("\0".join((name, item.name, item.text)).encode("utf-8", "surrogatepass")).hexdigest()[
            :8
        ]
        article_id = "-".join(filter(None, (_slug(outlet), day.isoformat() if day else "undated", digest)))
        kept = {key: facts.get(key) or None for key in ("title", "byline", "section", "url", "language")}
        row = {"article_id": article_id, "outlet": outlet, "date": pd.Timestamp(day) if day else pd.NaT, **kept}
        self.rows.append(row | {"source_file": name, "source_item": item.name, "raw_text": item.text})
        for start, end, reason in item.furniture:
            span = {"raw_start": start, "raw_end": end, "reason": reason, "removed_text": item.text[start:end]}
            self.removed.append({"article_id": article_id, **span})

    def _problem(self, path: Path, line: int, what: str) -> None:
        self.problems.append(Problem(str(path), line, int(line > 0), what))

    def finish(self) -> Reading:
        for folder, rows in self.metadata.items():
            for key, (line, _) in rows.items():
                if (folder, key) not in self.used:
                    self._problem(folder / METADATA, line, f"path {key!r}: no such file beside it")
        raw = schema.rows("raw", self.rows)
        return Reading(raw, schema.rows("removed", self.removed), self.files, sorted(self.problems))


def _slug(outlet: str) -> str:
    return re.sub(r"[^\w]+", "-", outlet.casefold()).strip("-")
