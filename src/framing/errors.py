"""The errors a user sees: one line each, saying where, what, and what would do."""

import difflib
from collections.abc import Collection
from dataclasses import dataclass


class FramingError(Exception):
    """What could not be done, in one line a researcher can act on."""


class InputError(FramingError):
    """A file, a table or a setting that cannot be used as it is."""


class ChoiceError(FramingError):
    """A name that is none of the valid ones; the message lists them all."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a file; line and column count from 1, 0 where there is none."""

    file: str
    line: int
    column: int
    what: str

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.file}{place}: {self.what}"


def nearest(given: str, choices: Collection[str]) -> str:
    """Return ``"; did you mean x?"`` for the closest choice, or an empty string."""
    close = difflib.get_close_matches(str(given), [str(c) for c in choices], n=1)
    return f"; did you mean {close[0]}?" if close else ""


def choose(given: str, choices: Collection[str], what: str) -> str:
    """Return ``given`` if it is one of ``choices``, else raise a ChoiceError listing them sorted."""
    if given in choices:
        return given
    listed = ", ".join(sorted(str(c) for c in choices)) or "none"
    raise ChoiceError(f"{what}: {given!r} is not one of: {listed}{nearest(given, choices)}")
