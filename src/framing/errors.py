"""The errors a user sees: one line each, saying where, what, and what would do."""

import difflib
from collections.abc import Collection
from dataclasses import dataclass


class FramingError(Exception):
    """What could not be done, in one line a researcher can act on; a notebook shows that line and no traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class InputError(FramingError):
    """A file, a table or a setting that cannot be used as it is."""


class RareError(InputError):
    """Nothing stands in as many articles as was asked for: ``problem`` says what; the message what takes fewer."""

    def __init__(self, problem: str, setting: str) -> None:
        super().__init__(f"{problem}; {setting} takes fewer")
        self.problem = problem


class ChoiceError(FramingError):
    """A name that is none of the valid ones; the message lists them all."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a file; line and column count from 1, 0 where there is none.

    As text it is always one line that can be printed: signs that would break it are shown by their code.

    >>> str(Problem("a.csv", 3, 0, "no text"))
    'a.csv:3: no text'
    """

    file: str
    line: int
    column: int
    what: str

    def __str__(self) -> str:
        counted = [str(number) for number in (self.line, self.column) if number]
        return one_line(f"{':'.join([self.file, *counted])}: {self.what}")


def one_line(text: str) -> str:
    """Return ``text`` as one line of printable signs: line ends, control signs and lone surrogates become their codes.

    >>> one_line("a\\nb")
    'a\\\\nb'
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\xa0" else _code(sign) for sign in text)


def _code(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")


def clip(text: str, length: int = 80) -> str:
    """Return ``text``, cut to ``length`` signs with three dots at the end where it is longer.

    >>> clip("abcdefgh", 6)
    'abc...'
    """
    return text if len(text) <= length else text[: length - 3] + "..."


def nearest(given: object, choices: Collection[object]) -> str:
    """Return ``"; did you mean x?"`` for the closest choice, or an empty string."""
    close = difflib.get_close_matches(str(given)[:200], [str(choice) for choice in choices], n=1)
    return f"; did you mean {close[0]}?" if close else ""


def choose(given: str, choices: Collection[str], what: str) -> str:
    """Return ``given`` if it is one of ``choices``, else raise a ChoiceError listing them sorted.

    >>> choose("outlet", ["group", "outlet"], "by")
    'outlet'
    """
    if given in list(choices):
        return given
    listed = ", ".join(sorted(str(choice) for choice in choices)) or "none"
    as_text = "" if isinstance(given, str) or str(given) not in choices else f"; names are text: {str(given)!r}"
    raise ChoiceError(f"{what}: {clip(repr(given))} is not one of: {listed}{as_text or nearest(given, choices)}")
