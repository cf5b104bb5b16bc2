"""A codebook file -> a checked codebook, or every problem in it at once, with line and column."""

import re
from collections.abc import Iterator
from pathlib import Path

from framing.codebook.model import Codebook, Term
from framing.codebook.pattern import PatternError, parse
from framing.errors import Problem, nearest
from framing.yamlfile import Document, read_document, validate

WHAT = "a codebook (YAML); `framing init FOLDER` writes one to start from"
MAX_PHRASES = 50_000
PATTERN_KEYS = {"term", "near", "near_all", "not_near", "except"}
Loc = tuple[str | int, ...]


def load_codebook(path: str | Path) -> Codebook:
    """Return the codebook in the YAML file at ``path``.

    Raises FileProblems (an InputError) whose message has one line a problem, ``file:line:column: what, what would
    do``: YAML syntax, unknown or missing keys, patterns that cannot be read, a term that stands under two labels of
    one referent, a frame that is not listed under ``frames``. All of them are reported, not the first only.

    >>> load_codebook("data/codebooks/nagorno-karabakh.yaml").language  # doctest: +SKIP
    'en'
    """
    return read_codebook(path)[0]


def read_codebook(path: str | Path) -> tuple[Codebook, Document]:
    """Return the codebook and the document it was read from, whose places say where each of its terms stands."""
    document = read_document(Path(path), WHAT)
    codebook = validate(document, Codebook)
    _check_patterns(document)
    _check_language(document)
    _check_frames(document)
    if codebook is not None:
        _check_twice(document, codebook)
    document.refuse()
    assert codebook is not None
    return codebook, document


def placed(codebook: Codebook) -> Iterator[tuple[Loc, str, str, Term]]:
    """Yield for each term its place in the file, its referent, its label and itself."""
    for name, referent in codebook.referents.items():
        for label_name, label in referent.labels.items():
            for i, term in enumerate(label.terms):
                yield ("referents", name, "labels", label_name, "terms", i), name, label_name, term


def _check_language(document: Document) -> None:
    language = _mapping(document.data).get("language")
    if isinstance(language, str) and not re.fullmatch("[a-z]{2,3}", language):
        what = f"language {language!r}: write its code of two or three small letters, such as en, ru, hy, az"
        document.problems.append(document.problem(("language",), what))


def _check_patterns(document: Document) -> None:
    """Try every pattern of the file, also where other things in it are wrong."""
    source = _Source(document)
    classes = _classes(document.data)
    for name, words in classes.items():
        for i, word in enumerate(words):
            _try(source, {}, word, ("classes", name, i))
    phrases = 0
    for loc, pattern in _patterns(document.data):
        phrases += _try(source, classes, pattern, loc)
        if phrases > MAX_PHRASES:
            what = f"the terms up to here stand for over {MAX_PHRASES:,} phrases; use fewer optional words and gaps"
            document.problems.append(document.problem(loc, what))
            return


def _mapping(value: object, key: str | None = None) -> dict:
    """Return ``value``, or what it holds under ``key``, if that is a mapping, else an empty one."""
    inner = value.get(key) if key is not None and isinstance(value, dict) else value
    return inner if isinstance(inner, dict) else {}


def _listed(value: object) -> dict[Loc, str]:
    """Return the texts of a list by their place in it, or a single text by no place."""
    if isinstance(value, str):
        return {(): value}
    return {(i,): item for i, item in enumerate(value) if isinstance(item, str)} if isinstance(value, list) else {}


def _classes(data: object) -> dict[str, tuple[str, ...]]:
    return {name: tuple(_listed(words).values()) for name, words in _mapping(data, "classes").items()}


def _patterns(data: object) -> Iterator[tuple[Loc, str]]:
    """Yield every pattern under the referents with its place, whatever else the file holds."""
    for name, referent in _mapping(data, "referents").items():
        for label, spec in _mapping(referent, "labels").items():
            terms = _mapping(spec).get("terms")
            for i, term in enumerate(terms if isinstance(terms, list) else []):
                loc = ("referents", name, "labels", label, "terms", i)
                given = {"term": term} if isinstance(term, str) else _mapping(term)
                for key in PATTERN_KEYS & given.keys():
                    step = () if isinstance(term, str) else (key,)
                    yield from (((*loc, *step, *at), pattern) for at, pattern in _listed(given[key]).items())


def _try(source: "_Source", classes: dict[str, tuple[str, ...]], pattern: str, loc: Loc) -> int:
    """Return how many phrases a pattern stands for; what is wrong with it is added to the document's problems."""
    try:
        return len(parse(pattern, classes))
    except PatternError as error:
        shown = pattern if len(pattern) <= 60 else pattern[:57] + "..."
        source.document.problems.append(source.problem(loc, pattern, error.column, f"term {shown!r}: {error}"))
        return 0


class _Source:
    """The text of a file, to find the column of a mistake inside a pattern."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = Path(document.file).read_text("utf-8-sig").splitlines()

    def problem(self, loc: Loc, pattern: str, column: int, what: str) -> Problem:
        """Return a problem at the character ``column`` of a pattern, or at its start where the file writes it
        otherwise.
        """
        found = self.document.problem(loc, what)
        line = self.lines[found.line - 1] if 0 < found.line <= len(self.lines) else ""
        at = line.find(pattern, max(found.column - 1, 0)) if pattern.strip() else -1
        return found if at < 0 else Problem(found.file, found.line, at + column + 1, what)


def _check_twice(document: Document, codebook: Codebook) -> None:
    seen: dict[tuple, str] = {}
    for loc, referent, label, term in placed(codebook):
        key = (referent, " ".join(term.term.casefold().split()), term.model_dump_json(exclude={"term"}))
        if key in seen and seen[key] != label:
            what = f"term {term.term!r} stands under two labels of {referent}: {seen[key]} and {label}; keep one"
            document.problems.append(document.problem(loc, what))
        seen.setdefault(key, label)


def _check_frames(document: Document) -> None:
    frames = _mapping(document.data, "frames")
    if not frames:
        return
    for name, referent in _mapping(document.data, "referents").items():
        for label_name, label in _mapping(referent, "labels").items():
            frame = _mapping(label).get("frame")
            if isinstance(frame, str) and frame not in frames:
                what = (
                    f"frame {frame!r} is not listed under frames: {', '.join(sorted(frames))}{nearest(frame, frames)}"
                )
                document.problems.append(document.problem(("referents", name, "labels", label_name, "frame"), what))
