"""``data/study.yaml`` -> the settings of a study, checked; paths in it count from the file's own folder."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from framing.errors import ChoiceError, InputError, Problem, choose, clip, nearest
from framing.yamlfile import Document, FileProblems, read_document, validate
from framing.yamlfile.tree import Loc, Place

DEFAULT_FILE = Path("data/study.yaml")
WHAT = "a study file (YAML); `framing init FOLDER` writes one to start from"
Voice = Literal["narration", "scare", "quotation", "reported", "title", "unclear"]
Part = Literal["headline", "body"]
Rule = Literal["appeal", "byline", "credit", "dateline", "footer", "furniture", "white space"]
Indirect = Literal["strict", "broad"]
Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Count(_Strict):
    """What counts as naming: whose voice, misspelt and negated mentions, which parts, and the level of confidence."""

    voice: tuple[Voice, ...] = Field(default=("narration", "scare"), min_length=1)
    misspelt: bool = True
    negated: bool = False
    parts: tuple[Part, ...] = Field(default=("headline", "body"), min_length=1)
    level: Annotated[float, Field(gt=0.5, lt=1)] = 0.95


class CountedWords(_Strict):
    """Which words and phrases are compared and listed: those that stand in at least ``least`` articles."""

    least: Annotated[int, Field(ge=1)] = 3


class StudyFile(_Strict):
    """The keys of ``study.yaml``."""

    study: Text = "untitled study"
    raw: Text = "raw"
    codebook: Text
    processed: Text = "processed"
    referent: Text | None = None
    aliases: dict[str, Text] = Field(default_factory=dict)
    groups: dict[str, Annotated[tuple[Text, ...], Field(min_length=1)]] = Field(default_factory=dict)
    events: dict[str, Text] = Field(default_factory=dict)
    keep: tuple[Rule, ...] = ()
    indirect: Indirect = "strict"
    count: Count = Count()
    words: CountedWords = CountedWords()
    seed: Annotated[int, Field(ge=0)] = 20201125


@dataclass(frozen=True)
class Study:
    """A study: where its articles, codebook and results lie, and how it counts.

    ``referent`` is the main referent (None: the one with most mentions). ``groups`` maps a group to its outlets.
    ``events`` maps a date (2020-11-25) to what happened. ``keep`` lists cleaning rules that are left out.
    ``indirect`` says what is taken for indirect speech (docs/voices.md). ``words`` says in how many articles a word or
    phrase stands that keyness and collocates are of. ``file`` is None for a study made of options; ``places`` says
    where in it each setting stands.

    Raises InputError for results that would lie among the articles, where the next run would read them.
    """

    title: str
    raw: Path
    codebook: Path
    processed: Path
    file: Path | None = None
    referent: str | None = None
    aliases: dict[str, str] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    indirect: Indirect = "strict"
    count: Count = field(default_factory=Count)
    words: CountedWords = field(default_factory=CountedWords)
    seed: int = 20201125
    places: Mapping[Loc, Place] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.processed.resolve().is_relative_to(self.raw.resolve()):
            what = f"lies in the folder of articles, {self.raw}; put the results into a folder of their own"
            raise InputError(f"{self.processed}: {what}")

    def problem(self, loc: Loc, what: str) -> Problem:
        """Return what is wrong with the setting at ``loc``, with its line and column where it stands in a file."""
        return Document(str(self.file or self.title), places=dict(self.places)).problem(loc, what)

    def group_of(self, outlet: str) -> str | None:
        """Return the group an outlet stands in, or None."""
        return next((group for group, outlets in self.groups.items() if outlet in outlets), None)


def load_study(path: str | Path = DEFAULT_FILE) -> Study:
    """Return the study described by the YAML file at ``path``.

    Raises FileProblems naming file, line and column of every unknown key, wrong value, outlet that stands in two groups
    and event whose date is no date.

    >>> load_study("data/study.yaml").title  # doctest: +SKIP
    'Naming Nagorno-Karabakh, autumn 2020'
    """
    path = Path(path)
    document = read_document(path, WHAT)
    settings = validate(document, StudyFile)
    if settings is not None:
        document.problems += [*_group_problems(document, settings), *_event_problems(document, settings)]
    document.refuse()
    assert settings is not None
    folder = path.parent
    return Study(
        title=settings.study,
        raw=folder / settings.raw,
        codebook=folder / settings.codebook,
        processed=folder / settings.processed,
        file=path,
        **settings.model_dump(include={"referent", "aliases", "groups", "events", "keep", "indirect", "seed"}),
        count=settings.count,
        words=settings.words,
        places=document.places,
    )


def study_from_options(raw: Path, codebook: Path, processed: Path) -> Study:
    """Return a study made of three paths, with every setting at its default and no groups.

    >>> study_from_options(Path("articles"), Path("codebook.yaml"), Path("results")).title
    'articles'
    """
    return Study(title=raw.resolve().name or "study", raw=raw, codebook=codebook, processed=processed)


def check_outlets(study: Study, outlets: set[str]) -> None:
    """Raise FileProblems when the study's groups name outlets that have no article, with a line for each."""
    problems = [
        study.problem(("groups", group, i), f"group {group!r} names {outlet!r}, {_why_none(study, outlet, outlets)}")
        for group, members in study.groups.items()
        for i, outlet in enumerate(members)
        if outlet not in outlets
    ]
    if problems:
        raise FileProblems(problems)


def check_referent(study: Study, referents: Collection[str]) -> None:
    """Raise FileProblems when the study names a referent that its codebook does not have."""
    if study.referent is None:
        return
    try:
        choose(study.referent, referents, "referent")
    except ChoiceError as error:
        raise FileProblems([study.problem(("referent",), str(error))]) from None


def _why_none(study: Study, outlet: str, outlets: set[str]) -> str:
    if outlet in study.aliases:
        return f"which `aliases` turns into {study.aliases[outlet]!r}; write that name"
    listed = clip(", ".join(sorted(outlets)), 300)
    return f"which has no article{nearest(outlet, outlets)} (outlets: {listed})"


def _group_problems(document: Document, settings: StudyFile) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for group, outlets in settings.groups.items():
        for i, outlet in enumerate(outlets):
            if outlet in seen:
                where = (
                    f"twice in {group!r}" if seen[outlet] == group else f"in two groups, {seen[outlet]!r} and {group!r}"
                )
                yield document.problem(("groups", group, i), f"{outlet!r} stands {where}; keep one")
            seen[outlet] = group


def _event_problems(document: Document, settings: StudyFile) -> Iterator[Problem]:
    for day in settings.events:
        if not _is_day(day):
            yield document.problem(("events", day), f"events: {clip(day)!r} is no date; write it as 2020-11-25")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None
