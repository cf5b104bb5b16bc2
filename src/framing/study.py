"""``data/study.yaml`` -> the settings of a study, checked; paths in it count from the file's own folder."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from framing.errors import InputError, nearest
from framing.yamlfile import Document, read_document, validate

DEFAULT_FILE = Path("data/study.yaml")
WHAT = "a study file (YAML); `framing init FOLDER` writes one to start from"
Voice = Literal["narration", "scare", "quotation", "reported", "title", "unclear"]
Part = Literal["headline", "body"]
Rule = Literal["appeal", "byline", "credit", "dateline", "footer", "furniture", "white space"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Count(_Strict):
    """What counts as naming: whose voice, misspelt and negated mentions, headline and body, and the level of confidence."""

    voice: tuple[Voice, ...] = Field(default=("narration", "scare"), min_length=1)
    misspelt: bool = True
    negated: bool = False
    parts: tuple[Part, ...] = Field(default=("headline", "body"), min_length=1)
    level: Annotated[float, Field(gt=0.5, lt=1)] = 0.95


class StudyFile(_Strict):
    """The keys of ``study.yaml``."""

    study: str = "untitled study"
    raw: str = "raw"
    codebook: str
    processed: str = "processed"
    referent: str | None = None
    aliases: dict[str, str] = Field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    events: dict[str, str] = Field(default_factory=dict)
    keep: tuple[Rule, ...] = ()
    count: Count = Count()
    seed: int = 20201125


@dataclass(frozen=True)
class Study:
    """A study: where its articles, codebook and results lie, and how it counts.

    ``referent`` is the main referent (None: the one with most mentions). ``groups`` maps a group to its outlets. ``events`` maps a
    date (2020-11-25) to what happened. ``keep`` lists cleaning rules that are left out. ``file`` is None for a study made of options.
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
    count: Count = field(default_factory=Count)
    seed: int = 20201125

    def group_of(self, outlet: str) -> str | None:
        """Return the group an outlet stands in, or None."""
        return next((group for group, outlets in self.groups.items() if outlet in outlets), None)


def load_study(path: str | Path = DEFAULT_FILE) -> Study:
    """Return the study described by the YAML file at ``path``.

    Raises FileProblems naming file, line and column of every unknown key, wrong value, outlet that stands in two groups and event
    whose date is no date.

    >>> load_study("data/study.yaml").title  # doctest: +SKIP
    'Naming Nagorno-Karabakh, autumn 2020'
    """
    path = Path(path)
    document = read_document(path, WHAT)
    settings = validate(document, StudyFile)
    if settings is not None:
        _check_groups(document, settings)
        _check_events(document, settings)
    document.refuse()
    assert settings is not None
    folder = path.parent
    return Study(
        title=settings.study,
        raw=folder / settings.raw,
        codebook=folder / settings.codebook,
        processed=folder / settings.processed,
        file=path,
        **settings.model_dump(include={"referent", "aliases", "groups", "events", "keep", "seed"}),
        count=settings.count,
    )


def study_from_options(raw: Path, codebook: Path, processed: Path) -> Study:
    """Return a study made of three paths, with every setting at its default and no groups."""
    return Study(title=raw.resolve().name, raw=raw, codebook=codebook, processed=processed)


def check_outlets(study: Study, outlets: set[str]) -> None:
    """Raise InputError when the study's groups or aliases name an outlet that has no article."""
    for group, members in study.groups.items():
        for outlet in members:
            if outlet not in outlets:
                listed = ", ".join(sorted(outlets))
                raise InputError(
                    f"{study.file}: group {group!r} names {outlet!r}, which has no article{nearest(outlet, outlets)} "
                    f"(outlets: {listed})"
                )


def _check_groups(document: Document, settings: StudyFile) -> None:
    seen: dict[str, str] = {}
    for group, outlets in settings.groups.items():
        for i, outlet in enumerate(outlets):
            if outlet in seen:
                what = f"{outlet!r} stands in two groups, {seen[outlet]!r} and {group!r}; keep one"
                document.problems.append(document.problem(("groups", group, i), what))
            seen[outlet] = group


def _check_events(document: Document, settings: StudyFile) -> None:
    from datetime import date

    for day in settings.events:
        try:
            date.fromisoformat(day)
        except ValueError:
            what = f"events: {day!r} is no date; write it as 2020-11-25"
            document.problems.append(document.problem(("events", day), what))
