"""A YAML file -> its data and where each value stands."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.errors import InputError, Problem
from framing.yamlfile.tree import Loc, Place, SyntaxProblem, build

MAX_BYTES = 5_000_000
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FileProblems(InputError):
    """Everything that is wrong in one file; ``problems`` holds them in the order of their lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Document:
    """A YAML file's data and where each value stands: ``places[("referents", "territory")] == (line, column)``.

    ``spoilt`` are the lines where something could not be read: what does not fit there follows from that.
    """

    file: str
    data: Any = None
    places: dict[Loc, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    spoilt: frozenset[int] = frozenset()

    def problem(self, loc: Loc, what: str, shift: int = 0) -> Problem:
        """Return the Problem at ``loc``, or at the nearest place above it that is known."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        line, column = self.places.get(loc, (0, 0))
        return Problem(self.file, line, column + shift, what)

    def refuse(self) -> None:
        """Raise FileProblems if there is any problem."""
        if self.problems:
            raise FileProblems(self.problems)


def read_document(path: Path, what: str) -> Document:
    """Return the YAML document at ``path``; ``what`` says what the file is, for the error when it is not that.

    Plain scalars are text as it is written (``no``, ``1.10`` and ``2020-11-25`` too: whoever wants a number or a flag
    reads it from the text); nothing, ``~`` and ``null`` are None. What hides a mistake or can exhaust the memory is a
    problem: a key that stands twice, an alias, a tag, more than 5 MB, deep nesting.

    Raises InputError when the file is not there or is no text, FileProblems when it is no YAML.
    """
    text = _text(path, what)
    try:
        tree = build(text)
    except SyntaxProblem as error:
        raise FileProblems([Problem(str(path), *error.place, str(error))]) from None
    if tree.data is None and not tree.problems:
        raise InputError(f"{path}: an empty file; it should be {what}")
    problems = [Problem(str(path), *place, problem) for place, problem in tree.problems]
    spoilt = frozenset(line for line, _ in (*tree.aliases, *(place for place, _ in tree.problems)))
    return Document(str(path), tree.data, tree.places, problems, spoilt)


def _text(path: Path, what: str) -> str:
    data = _bytes(path, what)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = f"not UTF-8 text (byte {data[error.start]:#04x}); save it as UTF-8"
        raise FileProblems([Problem(str(path), line, 0, wrong)]) from None
    odd = _UNPRINTABLE.search(text)
    if odd:
        before = text[: odd.start()]
        place = before.count("\n") + 1, odd.start() - before.rfind("\n")
        raise FileProblems([Problem(str(path), *place, f"a control sign (U+{ord(odd.group()):04X}); take it out")])
    return text


def _bytes(path: Path, what: str) -> bytes:
    if not path.is_file():
        wrong = "a folder" if path.is_dir() else "no such file"
        raise InputError(f"{path}: {wrong}; it should be {what}")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise InputError(f"{path}: {size / 1e6:.0f} MB, at most {MAX_BYTES / 1e6:.0f} are read; it should be {what}")
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({error.strerror}); it should be {what}") from None
