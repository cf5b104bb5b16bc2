"""What a setting may be: one clear line for a value of the wrong kind, before any number is computed from it."""

from collections.abc import Iterable
from numbers import Integral, Real
from typing import Any, TypeVar

from framing.errors import InputError, choose, clip

Kind = TypeVar("Kind")


def whole(value: object, name: str, least: int, usual: object) -> int:
    """Return a whole number of at least ``least``; InputError, naming a usual value, for anything else.

    >>> whole(5, "folds", 2, 5)
    5
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
        raise InputError(f"{name}: {_shown(value)} is not a whole number of {least} or more; {usual} is usual")
    return int(value)


def number(value: object, name: str, usual: float) -> float:
    """Return a finite number above 0; InputError, naming a usual value, for anything else."""
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 < value < float("inf"):
        raise InputError(f"{name}: {_shown(value)} is not a number above 0; {usual:g} is usual")
    return float(value)


def level_of(value: object) -> float:
    """Return a level of confidence, between 0 and 1; InputError for anything else.

    >>> level_of(0.9)
    0.9
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 < value < 1:
        raise InputError(f"level: {_shown(value)} does not lie between 0 and 1; 0.95 is usual")
    return float(value)


def flag(value: object, name: str) -> bool:
    """Return true or false; InputError for anything else."""
    if value not in (True, False):
        raise InputError(f"{name}: {_shown(value)} is neither True nor False")
    return bool(value)


def one_of(value: object, choices: Iterable[str], name: str) -> str:
    """Return one of the choices; ChoiceError for anything else."""
    return choose(value if isinstance(value, str) else _shown(value), tuple(choices), name)


def several_of(given: object, choices: Iterable[str], name: str) -> tuple[str, ...]:
    """Return what is given of the choices, once each, as a tuple; a name alone is a tuple of one.

    ChoiceError for another name, InputError for none at all or something that is no list of names.

    >>> several_of("body", ("headline", "body"), "parts")
    ('body',)
    """
    choices = tuple(choices)
    listed = (given,) if isinstance(given, str) else given
    if not isinstance(listed, Iterable):
        raise InputError(f"{name}: {_shown(given)} is no list of names; it takes some of: {', '.join(choices)}")
    names = tuple(dict.fromkeys(one_of(item, choices, name) for item in listed))
    if not names:
        raise InputError(f"{name}: nothing to count; it takes some of: {', '.join(choices)}")
    return names


def settings_of(value: Any, kind: type[Kind], name: str) -> Kind:
    """Return settings that are of their class; InputError that names the class for anything else."""
    if not isinstance(value, kind):
        raise InputError(f"{name}: {_shown(value)} is not measure.{kind.__name__}(...)")
    return value


def _shown(value: object) -> str:
    return clip(repr(value), 40)
