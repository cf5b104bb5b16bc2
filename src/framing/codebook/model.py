"""What a codebook is: referents, their labels, the terms that stand for a label, and the conditions on a term."""

from typing import Annotated, Literal

import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from framing.codebook.pattern import PatternError, parse
from framing.errors import InputError

Voice = Literal["narration", "scare", "quotation", "reported", "title", "unclear"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _listed(value: object) -> object:
    """Let a single value stand where a list is wanted: ``near: Karabakh``."""
    return [value] if isinstance(value, str) else value


Patterns = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Term(_Strict):
    """A pattern that stands for a label, with the conditions under which it counts.

    ``near``: at least one of these patterns within reach; ``near_all``: all of them; ``not_near``: none. The reach,
    ``within``, is ``sentence`` (the default), ``article``, or a number of words. ``exceptions`` (``except`` in the
    file) suppress a match they overlap. ``start``: only at the start of a sentence. ``possessor``: only ``with`` or
    ``without`` one ("Azerbaijan's ..."). ``voices``: only in these. ``case``: upper and lower case count.
    ``misspelt``: whether one typing error is forgiven.
    """

    term: str
    near: Patterns = ()
    near_all: Patterns = ()
    not_near: Patterns = ()
    within: Literal["sentence", "article"] | Annotated[int, Field(ge=1, le=1000)] = "sentence"
    exceptions: Annotated[Patterns, Field(alias="except")] = ()
    case: bool = False
    start: bool = False
    possessor: Literal["with", "without"] | None = None
    voices: Annotated[tuple[Voice, ...], BeforeValidator(_listed)] = ()
    misspelt: bool = True

    def patterns(self) -> tuple[str, ...]:
        """Return every pattern of the term: its own first, then those of its conditions."""
        return (self.term, *self.near, *self.near_all, *self.not_near, *self.exceptions)


def _term(value: object) -> object:
    return {"term": value} if isinstance(value, str) else value


class Label(_Strict):
    """One of the competing names of a referent. ``bare`` marks a plain name that characterises nothing."""

    frame: str | None = None
    about: str = ""
    bare: bool = False
    terms: tuple[Annotated[Term, BeforeValidator(_term)], ...] = Field(min_length=1)


class Referent(_Strict):
    """The thing being named, with its labels in the order of the file."""

    about: str = ""
    labels: dict[str, Label] = Field(min_length=1)


class Codebook(_Strict):
    """A codebook: referent -> label -> terms. Load one with ``load_codebook``."""

    title: str = Field(alias="codebook")
    version: str
    language: str = "en"
    about: str = ""
    frames: dict[str, str] = Field(default_factory=dict)
    classes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    referents: dict[str, Referent] = Field(min_length=1)

    def labels(self) -> pd.DataFrame:
        """Return one row a label in codebook order: referent, label, frame, bare, about."""
        rows = [
            (name, label_name, label.frame, label.bare, label.about)
            for name, referent in self.referents.items()
            for label_name, label in referent.labels.items()
        ]
        table = pd.DataFrame(rows, columns=["referent", "label", "frame", "bare", "about"])
        return table.astype({"referent": "str", "label": "str", "frame": "str", "bare": "bool", "about": "str"})

    def terms(self) -> list[tuple[str, str, Term]]:
        """Return (referent, label, term) for every term in codebook order."""
        return [
            (name, label_name, term)
            for name, referent in self.referents.items()
            for label_name, label in referent.labels.items()
            for term in label.terms
        ]


def codebook_of_pattern(pattern: str, language: str = "en") -> Codebook:
    """Return a codebook of one term, to look for a pattern that no codebook holds; its label is the pattern.

    Raises InputError for a pattern that cannot be read.
    """
    try:
        parse(pattern)
    except PatternError as error:
        raise InputError(f"pattern {pattern!r}, character {error.column + 1}: {error}") from None
    label = {"terms": [pattern]}
    content = {
        "codebook": pattern,
        "version": "0",
        "language": language,
        "referents": {pattern: {"labels": {pattern: label}}},
    }
    return Codebook.model_validate(content)
