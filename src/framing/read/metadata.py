"""``metadata.csv``: what a researcher says of the files beside it."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing.errors import Problem, nearest
from framing.read.dates import read_date
from framing.read.encoding import damage
from framing.read.item import FIELDS, UnreadableError
from framing.read.table import Row, check_heading, read_table


@dataclass
class Said:
    """What one row says of a file (``about``, its path from the table's folder); ``fault``: why it cannot be used."""

    about: str
    table: Path
    line: int
    facts: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    used: bool = False


def read_metadata(path: Path, data: bytes) -> list[Said]:
    """Return what the ``metadata.csv`` at ``path`` says, row by row.

    A column that is there decides, also where its cell is empty: an empty title stays empty. Raises UnreadableError
    for a column that is not known or stands twice, for a missing ``path`` and for a quotation mark that is not closed.
    """
    table = read_table(data)
    heading = [name.casefold() for name in table.heading]
    known = ("path", *FIELDS)
    for name in heading:
        if name and name not in known:
            raise UnreadableError(f"column {name!r} is not one of: {', '.join(known)}{nearest(name, known)}", 1)
    check_heading(table.heading, heading, "path")
    for row in table.rows:
        if not row.cells:
            raise UnreadableError(row.fault, row.line)
    return _without_twice([_said(path, row, heading) for row in table.rows])


def _said(path: Path, row: Row, heading: list[str]) -> Said:
    facts = {name: cell.strip() for name, cell in zip(heading, row.cells, strict=False) if name}
    about = same_name(facts.pop("path", "").replace("\\", "/").removeprefix("./"))
    return Said(about, path, row.line, facts, row.fault or _fault(about, facts))


def _fault(about: str, facts: dict[str, str]) -> str:
    """Return what is wrong with a row's values, if anything."""
    if not about:
        return "a row without a path; name the file it is about"
    try:
        read_date(facts.get("date", ""))
    except UnreadableError as error:
        return str(error)
    return next(filter(None, map(damage, facts.values())), "")


def _without_twice(rows: list[Said]) -> list[Said]:
    first: dict[str, int] = {}
    for said in rows:
        if said.about in first and not said.fault:
            said.fault = f"stands twice, first in line {first[said.about]}; keep one row"
        first.setdefault(said.about, said.line)
    return rows


def same_name(name: str) -> str:
    """Return a file's name in the one form that a table and a disk agree on, letters and accents joined."""
    return unicodedata.normalize("NFC", name)


class Metadata:
    """Every ``metadata.csv`` of a folder: what is said of a file, and what is wrong with what was said."""

    def __init__(self) -> None:
        self._rows: list[Said] = []
        self._by_name: dict[tuple[Path, str], Said] = {}
        self._broken: dict[Path, tuple[Path, UnreadableError]] = {}
        self._left_out: dict[Path, int] = {}

    def add(self, path: Path, data: bytes) -> None:
        """Take in one table; raises UnreadableError where it cannot be read."""
        rows = read_metadata(path, data)
        for said in rows:
            other = self._by_name.get((path.parent, said.about), said)
            if other.table != path:
                said.fault = said.fault or f"stands in {other.table.name}, line {other.line}, too; keep one row"
            self._by_name[path.parent, said.about] = said
        self._rows += rows

    def refuse(self, path: Path, error: UnreadableError) -> None:
        """Remember that the table at ``path`` cannot be read: the files it may be about are left out."""
        self._broken[path.parent] = path, error
        self._left_out[path.parent] = 0

    def leaves_out(self, path: Path) -> bool:
        """Tell whether a table that cannot be read may be about the file at ``path``, and count the file."""
        folder = next((folder for folder in path.parents if folder in self._broken), None)
        if folder is not None:
            self._left_out[folder] += 1
        return folder is not None

    def about(self, path: Path) -> Said | None:
        """Return what is said of the file at ``path``, if anything.

        Raises UnreadableError when two tables speak of it.
        """
        keys = ((folder, same_name(path.relative_to(folder).as_posix())) for folder in path.parents)
        said = [self._by_name[key] for key in keys if key in self._by_name]
        for one in said:
            one.used = True
        if len(said) > 1:
            places = " and ".join(f"{one.table}:{one.line}" for one in said)
            raise UnreadableError(f"two metadata files speak of it ({places}); keep one row")
        return said[0] if said else None

    def problems(self, files: Sequence[Path]) -> Iterator[Problem]:
        """Yield what is wrong with the tables, once every one of ``files`` was asked about."""
        for folder, (path, error) in self._broken.items():
            without = f"the files it may be about are left out ({self._left_out[folder]})"
            yield Problem(str(path), error.line, 0, f"{error}; {without}")
        named = {(folder, file.name.casefold()): file for file in files for folder in file.parents}
        for said in self._rows:
            if said.fault:
                left_out = f"path {said.about!r}, which is left out: " if said.about else ""
                yield Problem(str(said.table), said.line, 0, f"{left_out}{said.fault}")
            elif not self._by_name[said.table.parent, said.about].used:
                yield Problem(str(said.table), said.line, 0, _not_there(said, named))


def _not_there(said: Said, named: dict[tuple[Path, str], Path]) -> str:
    folder = said.table.parent
    meant = named.get((folder, said.about.rpartition("/")[2].casefold()))
    hint = f"; did you mean {meant.relative_to(folder).as_posix()}?" if meant else ""
    return f"path {said.about!r}: no such file beside it{hint}"
