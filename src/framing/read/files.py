"""A folder -> the files to read in it, and a problem for everything that can be no article."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from framing.errors import Problem

METADATA = "metadata.csv"
_NOT_ARTICLES = re.compile(r"\.|~\$|readme(\.md|\.txt)?$|thumbs\.db$|desktop\.ini$", re.I)
_NOT_FOLDERS = re.compile(r"\.|__MACOSX$")
_PARTS_OF_PAGE = re.compile(r"(?P<page>.+)(?:_files|\.files)$", re.I)


@dataclass
class Listing:
    """What a folder holds: files that may be articles, the files named ``metadata.csv``, and what is neither."""

    articles: list[Path] = field(default_factory=list)
    metadata: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def list_files(folder: Path) -> Listing:
    """Return the files under ``folder`` in the order of their paths.

    Passed over without a word: hidden files and folders, README files, what an operating system or an office program
    leaves behind, and the folder of pictures a browser saves with a page (``story_files`` beside ``story.html``).
    Links are followed. A folder that cannot be opened, a link to nothing, a pipe, and a folder that was listed already
    under another name are problems.
    """
    listing = Listing()
    for path in _walk(folder, listing.problems):
        if path.name.lower() == METADATA:
            listing.metadata.append(path)
        else:
            listing.articles.append(path)
    for paths in (listing.articles, listing.metadata):
        paths.sort(key=lambda path: path.relative_to(folder).as_posix())
    return listing


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        problems.append(Problem(str(error.filename), 0, 0, f"cannot be opened ({error.strerror}); see its permissions"))

    seen: set[str] = set()
    for here, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
        if not _is_new(Path(here), seen, problems):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if _may_hold_articles(name, names))
        yield from _regular(Path(here), names, problems)


def _is_new(folder: Path, seen: set[str], problems: list[Problem]) -> bool:
    """Tell whether a folder was not listed before, under this name or through a link."""
    real = os.path.realpath(folder)
    if real in seen:
        problems.append(Problem(str(folder), 0, 0, "a link to a folder that was read already; its articles count once"))
    new = real not in seen
    seen.add(real)
    return new


def _may_hold_articles(name: str, beside: list[str]) -> bool:
    parts = _PARTS_OF_PAGE.match(name)
    if parts and {f"{parts['page']}.html", f"{parts['page']}.htm"} & set(beside):
        return False
    return not _NOT_FOLDERS.match(name)


def _regular(folder: Path, names: list[str], problems: list[Problem]) -> Iterator[Path]:
    for name in names:
        path = folder / name
        if _NOT_ARTICLES.match(name):
            continue
        if os.path.isfile(path):  # noqa: PTH113 (Path.is_file raises where a folder may not be searched)
            yield path
        else:
            what = "a link to nothing" if path.is_symlink() else "not a file that can be read"
            problems.append(Problem(str(path), 0, 0, f"{what}; remove it, or put the article in its place"))
