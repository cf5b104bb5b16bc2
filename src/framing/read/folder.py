"""A folder of files -> the table ``raw``, with what could not be read listed beside it."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from framing import schema
from framing.errors import InputError, Problem
from framing.read.article import article_row, gather_facts, outlet_name
from framing.read.export import read_export
from framing.read.files import list_files
from framing.read.item import Item, UnreadableError
from framing.read.metadata import Metadata, Said
from framing.read.page import read_page
from framing.read.plain import read_text

READERS: dict[str, Callable[[bytes], list[Item]]] = {
    ".txt": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".csv": read_export,
    ".tsv": read_export,
}


@dataclass
class Reading:
    """What a folder held.

    ``raw`` and ``removed`` (page furniture) are tables; ``files`` maps each file read to the SHA-256 of its bytes;
    ``problems`` lists what is no article, and why.
    """

    raw: pd.DataFrame
    removed: pd.DataFrame
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_folder(folder: Path, aliases: dict[str, str] | None = None) -> Reading:
    """Return every article under ``folder``; nothing is lost: what is no article is a problem, and the rest is read.

    An article's outlet, date, title, byline, section, url, language and story_id come from a ``metadata.csv`` in its
    folder or one above, else from the file itself; its outlet else from the first folder under ``folder``, which for a file of
    one article comes before what the file says. ``aliases`` maps other spellings of an outlet to its name.

    Raises InputError when there is no such folder.
    """
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "no such folder"
        raise InputError(str(Problem(str(folder), 0, 0, f"{what}; name the folder that holds the articles")))
    return _Collector(folder, aliases or {}).collect()


class _Collector:
    """Gathers articles and problems while a folder is read."""

    def __init__(self, folder: Path, aliases: dict[str, str]) -> None:
        self.folder = folder
        self.aliases = {outlet_name(other): outlet_name(name) for other, name in aliases.items()}
        self.metadata = Metadata()
        self.rows: dict[str, dict] = {}
        self.removed: list[dict] = []
        self.files: dict[str, str] = {}
        self.problems: list[Problem] = []

    def collect(self) -> Reading:
        listing = list_files(self.folder)
        for path in listing.metadata:
            self._add_metadata(path)
        for path in listing.articles:
            self._add_file(path)
        self.problems += [*listing.problems, *self.metadata.problems(listing.articles)]
        tables = schema.rows("raw", list(self.rows.values())), schema.rows("removed", self.removed)
        return Reading(*tables, self.files, sorted(self.problems))

    def _add_metadata(self, path: Path) -> None:
        try:
            self.metadata.add(path, self._bytes(path))
        except UnreadableError as error:
            self.metadata.refuse(path, error)

    def _add_file(self, path: Path) -> None:
        if self.metadata.leaves_out(path):
            return
        try:
            said = self.metadata.about(path)
            items = [] if said and said.fault else self._items(path)
        except UnreadableError as error:
            self._refuse(path, error.line, str(error))
            return
        for item in items:
            self._add(path, item, said)

    def _items(self, path: Path) -> list[Item]:
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            ending, listed = path.suffix or "a file without an ending", ", ".join(sorted(READERS))
            raise UnreadableError(f"no reader for {ending}; these are read: {listed}")
        items = reader(self._bytes(path))
        if not items:
            raise UnreadableError("a table without a row under its heading")
        return items

    def _bytes(self, path: Path) -> bytes:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableError(f"cannot be opened ({error.strerror})") from None
        self.files[self._name(path)] = hashlib.sha256(data).hexdigest()
        return data

    def _name(self, path: Path) -> str:
        """Return a file's path from the folder, as text that every table and terminal can hold."""
        return os.fsencode(path.relative_to(self.folder).as_posix()).decode("utf-8", "backslashreplace")

    def _add(self, path: Path, item: Item, said: Said | None) -> None:
        facts = gather_facts(item, said.facts if said else {}, path.relative_to(self.folder))
        outlet = outlet_name(facts["outlet"])
        facts["outlet"] = self.aliases.get(outlet, outlet)
        try:
            row = article_row(item, facts, self._name(path), self.rows)
        except UnreadableError as error:
            self._refuse(path, item.line, f"{item.name}: {error}" if item.name else str(error))
            return
        self.rows[row["article_id"]] = row
        for start, end, reason in item.furniture:
            span = {"raw_start": start, "raw_end": end, "reason": reason, "removed_text": item.text[start:end]}
            self.removed.append({"article_id": row["article_id"], **span})

    def _refuse(self, path: Path, line: int, what: str) -> None:
        self.problems.append(Problem(str(path), line, 0, what))
