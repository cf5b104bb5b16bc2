"""YAML files with positions: every problem of a file is named as ``file:line:column: what, what would do``, all at once.

Plain scalars are read as YAML 1.2 reads them (``no`` and ``on`` are words, only ``true`` and ``false`` are flags). A key that
stands twice, an alias and a file over 5 MB are problems: the first hides a mistake, the others can exhaust the memory.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from framing.errors import InputError, Problem, nearest

MAX_BYTES = 5_000_000
Loc = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


class FileProblems(InputError):
    """Everything that is wrong in one file; ``problems`` holds them in the order of their lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Document:
    """A YAML file's data and where each value stands: ``places[("referents", "territory")] == (line, column)``."""

    file: str
    data: Any = None
    places: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

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
    """Return the YAML document at ``path``; ``what`` says what the file is, for the error when there is none."""
    document = Document(str(path))
    if not path.is_file():
        raise InputError(f"{path}: no such file; it should be {what}")
    if path.stat().st_size > MAX_BYTES:
        raise InputError(f"{path}: {path.stat().st_size / 1e6:.0f} MB is too large for {what}; at most 5 MB")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise _syntax_error(path, error) from None
    document.data = {} if node is None else _build(node, (), document, set())
    return document


def _syntax_error(path: Path, error: yaml.YAMLError) -> FileProblems:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    return FileProblems([Problem(str(path), line, column, f"not YAML: {what}; look for a missing quote or colon")])


def _build(node: yaml.Node, loc: Loc, document: Document, open_nodes: set[int]) -> Any:
    document.places.setdefault(loc, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if id(node) in open_nodes:
        document.problems.append(document.problem(loc, "an alias (*name) is not read here; write it out"))
        return None
    open_nodes.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*loc, i), document, open_nodes) for i, item in enumerate(node.value)]
    return _mapping(node, loc, document, open_nodes)


def _mapping(node: yaml.MappingNode, loc: Loc, document: Document, open_nodes: set[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*loc, key)
        place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in found:
            what = f"{key!r} stands twice; the first is in line {document.places[here][0]}"
            document.problems.append(Problem(document.file, *place, what))
            continue
        document.places[here] = place
        found[key] = _build(value_node, here, document, open_nodes)
    return found


_INT = re.compile(r"[-+]?\d+")
_FLOAT = re.compile(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?")


def _scalar(node: yaml.ScalarNode) -> Any:
    value = node.value
    if node.style is not None:
        return value
    if value in ("", "~", "null"):
        return None
    if value in ("true", "false"):
        return value == "true"
    if _INT.fullmatch(value):
        return int(value)
    return float(value) if _FLOAT.fullmatch(value) else value


def validate(document: Document, model: type[Model]) -> Model | None:
    """Return the document's data as ``model``, or None with every mismatch added to ``document.problems``."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        document.problems.extend(_explain(document, details, model) for details in error.errors())
        return None


def _explain(document: Document, details: ErrorDetails, model: type[BaseModel]) -> Problem:
    loc = _known(details["loc"], document)
    dotted = ".".join(str(step) for step in loc) or "the file"
    wording = _WORDINGS.get(details["type"], _plain)
    return document.problem(loc, f"{dotted}: {wording(details, loc, model)}")


def _known(loc: Loc, document: Document) -> Loc:
    """Return ``loc`` without the names of union branches that the validator puts between its steps."""
    kept: Loc = ()
    for step in loc:
        if (*kept, step) in document.places or step is loc[-1]:
            kept = (*kept, step)
    return kept


def _plain(details: ErrorDetails, loc: Loc, model: type[BaseModel]) -> str:
    message = details["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    given = details.get("input")
    shown = "" if isinstance(given, dict | list) or given is None else f" (given: {given!r})"
    start = "should be " if details["msg"].startswith("Input should be ") else ""
    return f"{start}{message}{shown}"


def _unknown_key(details: ErrorDetails, loc: Loc, model: type[BaseModel]) -> str:
    keys = _keys_at(model, loc[:-1])
    listed = f"; the keys are {', '.join(sorted(keys))}" if keys else ""
    return f"not a key here{nearest(str(loc[-1]), keys) or listed}"


def _missing_key(details: ErrorDetails, loc: Loc, model: type[BaseModel]) -> str:
    return "this key is needed"


_WORDINGS: dict[str, Callable[..., str]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "string_type": partial(lambda kind, *_: f"should be {kind}", "text; put it in quotes"),
    "dict_type": partial(lambda kind, *_: f"should be {kind}", "a mapping (key: value)"),
    "model_type": partial(lambda kind, *_: f"should be {kind}", "a mapping (key: value)"),
    "model_attributes_type": partial(lambda kind, *_: f"should be {kind}", "a mapping (key: value)"),
    "tuple_type": partial(lambda kind, *_: f"should be {kind}", "a list"),
    "list_type": partial(lambda kind, *_: f"should be {kind}", "a list"),
}


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys that are valid at ``loc``, found by walking the models along it."""
    current: type[BaseModel] | None = model
    for step in loc:
        if current is not None and step in (names := _fields(current)):
            inner = _inner_model(current.model_fields[names[step]].annotation)
            current = inner or current
    return list(_fields(current)) if current else []


def _fields(model: type[BaseModel]) -> dict[str, str]:
    return {info.alias or name: name for name, info in model.model_fields.items()}


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _inner_model(argument):
            return found
    return None
