"""A document's data -> a pydantic model, and every mismatch as a problem a researcher can act on."""

import re
import types
import typing
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from framing.errors import clip, nearest
from framing.yamlfile.document import Document
from framing.yamlfile.tree import Loc

Model = TypeVar("Model", bound=BaseModel)
_MISSING = "missing"


def validate(document: Document, model: type[Model]) -> Model | None:
    """Return the document's data as ``model``, or None with every mismatch added to ``document.problems``.

    A line with a problem from the reading gets no second one: what does not fit there follows from the first.
    """
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        lines = document.spoilt | {problem.line for problem in document.problems}
        found = [document.problem(loc, what) for loc, what in _mismatches(error, document, model)]
        document.problems += [problem for problem in found if problem.line not in lines]
        return None


def _mismatches(error: ValidationError, document: Document, model: type[BaseModel]) -> Iterator[tuple[Loc, str]]:
    wrong: dict[Loc, list[ErrorDetails]] = {}
    for details in error.errors():
        if details["type"] != "too_short" or not details["input"]:  # else its entries have problems of their own
            wrong.setdefault(_known(details, document), []).append(details)
    for loc, found in wrong.items():
        dotted = clip(".".join(str(step) for step in loc) or "the file", 200)
        yield loc, f"{dotted}: {_sentence(loc, found, model)}"


def _known(details: ErrorDetails, document: Document) -> Loc:
    """Return the error's place without the names of union branches that the validator puts between its steps."""
    kept: Loc = ()
    for step in details["loc"]:
        if (*kept, step) in document.places:
            kept = (*kept, step)
    return (*kept, details["loc"][-1]) if details["type"] == _MISSING else kept


def _sentence(loc: Loc, found: list[ErrorDetails], model: type[BaseModel]) -> str:
    """Return what is wrong at one place; the branches of a union are alternatives."""
    kind, given = found[0]["type"], found[0]["input"]
    if kind == "extra_forbidden":
        keys = _keys_at(model, loc[:-1])
        listed = f"; the keys are {', '.join(sorted(keys))}" if keys else ""
        return f"not a key here{nearest(loc[-1], keys) or listed}"
    if kind == _MISSING:
        return "this key is needed"
    if given is None:
        return "is empty; write a value, or leave the key out"
    whats = dict.fromkeys(_wanted(details).removeprefix("should be ") for details in found)
    shown = "" if isinstance(given, dict | list) else f" (given: {clip(repr(given), 60)})"
    choices = [choice for details in found for choice in _choices(details)]
    start = "should be " if _wanted(found[0]).startswith("should be ") else ""
    return f"{start}{' or '.join(whats)}{shown}{nearest(given, choices)}"


def _wanted(details: ErrorDetails) -> str:
    if choices := _choices(details):
        return f"should be one of: {', '.join(choices)}"
    message = details["msg"].removeprefix("Value error, ").replace("Input should be ", "should be ", 1)
    return _WANTED.get(details["type"], message)


def _choices(details: ErrorDetails) -> list[str]:
    """Return the values a mismatch with a fixed list of them could have."""
    if details["type"] != "literal_error":
        return []
    return re.findall(r"'([^']*)'", details.get("ctx", {}).get("expected", ""))


_WANTED = {
    "string_type": "should be text",
    "string_too_short": "should not be empty",
    **dict.fromkeys(("bool_parsing", "bool_type"), "should be true or false"),
    **dict.fromkeys(("int_parsing", "int_type"), "should be a whole number"),
    "int_parsing_size": "should be a whole number of fewer digits",
    **dict.fromkeys(("float_parsing", "float_type"), "should be a number"),
    "too_short": "should have at least one entry",
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "should be a mapping (key: value)"),
    **dict.fromkeys(("tuple_type", "list_type"), "should be a list ([a, b])"),
}


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys that are valid at ``loc``, found by walking the model's types along it."""
    kinds: list[Any] = [model]
    for step in loc:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
    return [name for kind in kinds for plain in _branches(kind) if _is_model(plain) for name in _fields(plain)]


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    """Yield the types a value may have one step below a value of type ``kind``."""
    for plain in _branches(kind):
        container, inner = typing.get_origin(plain), typing.get_args(plain)
        if container is dict:
            yield inner[1]
        elif container in (list, tuple):
            yield inner[0]
        elif _is_model(plain) and step in _fields(plain):
            yield plain.model_fields[_fields(plain)[step]].annotation


def _branches(kind: Any) -> Iterator[Any]:
    """Yield the types that ``kind`` stands for, without annotations and unions."""
    container, inner = typing.get_origin(kind), typing.get_args(kind)
    if container in (typing.Annotated, typing.Union, types.UnionType):
        for branch in inner[:1] if container is typing.Annotated else inner:
            yield from _branches(branch)
    else:
        yield kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and typing.get_origin(kind) is None and issubclass(kind, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str | int, str]:
    return {info.alias or name: name for name, info in model.model_fields.items()}
