"""The works the methods come from: read from one BibTeX file, written as BibTeX, cited and listed as text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from framing.errors import choose

_ENTRY = re.compile(r"^@(?P<kind>\w+)\{(?P<key>\w+),\n(?P<fields>.*?)^\}\n", re.S | re.M)
_FIELD = re.compile(r"^  (\w+) = \{(.*)\},$", re.M)
_CITED = re.compile(r"(?<!\\)@(\w+)")
_GROUP = re.compile(r"\[(@\w+(?:; @\w+)*)\]")


@dataclass(frozen=True)
class Work:
    """One work: its key, its kind, its fields as in BibTeX, and the whole entry as it is written."""

    key: str
    kind: str
    fields: dict[str, str]
    bibtex: str

    def plain(self, field: str) -> str:
        """Return a field without the marks of BibTeX; an empty string where there is none."""
        text = self.fields.get(field, "").replace("--", "–").replace("``", "“").replace("''", "”").replace("`", "‘")
        return re.sub(r"[{}\\]", "", text)

    @property
    def year(self) -> str:
        """The year it appeared, "n.d." for software that has versions only."""
        return self.fields.get("year", "n.d.")

    @property
    def in_text(self) -> str:
        """The work as it is named in running text: "Zou & Donner 2008"."""
        families = [author.split(",")[0].strip() for author in self.plain("author").split(" and ")]
        if "others" in families or len(families) > 3:
            return f"{families[0]} et al. {self.year}"
        *first, last = families
        return f"{', '.join(first)} & {last} {self.year}" if first else f"{last} {self.year}"

    def at(self, version: str | None) -> "Work":
        """Return the work with the version that was used, if it is software."""
        if self.kind != "software" or version is None:
            return self
        told = self.bibtex.removesuffix("}\n") + f"  version = {{{version}}},\n}}\n"
        return replace(self, fields=self.fields | {"version": version}, bibtex=told)

    @property
    def listed(self) -> str:
        """The work as it stands in a list of references."""
        authors = self.plain("author").replace(" and others", " et al.").replace(" and ", "; ")
        where = [self.plain(name) for name in ("journal", "booktitle", "school", "institution", "howpublished")]
        place = ", ".join(self.plain(name) for name in ("publisher", "address") if name in self.fields)
        number = f"({self.plain('number')})" if "volume" in self.fields and "number" in self.fields else ""
        volume = f"{self.plain('volume')}{number}" or self.plain("number")
        used = [f"Version {self.plain('version')}"] if "version" in self.fields else []
        parts = [*used, *where, place, volume or self.plain("number"), self.plain("pages")]
        edition = f" {self.plain('edition')} edition." if "edition" in self.fields else ""
        doi = f" doi:{self.plain('doi')}" if "doi" in self.fields else ""
        stop = "" if self.plain("title").endswith(("?", "!")) else "."
        told = ", ".join(part for part in parts if part)
        whole = f"{self.plain('title')}{stop}{edition} {told}".strip()
        return f"{authors} ({self.year}). {whole}{'' if whole.endswith('.') else '.'}{doi}"


@lru_cache(maxsize=1)
def works() -> dict[str, Work]:
    """Return every work that a method of this package comes from, by its key."""
    text = (files("framing.report") / "data" / "references.bib").read_text(encoding="utf-8")
    found = {}
    for entry in _ENTRY.finditer(text):
        fields = dict(_FIELD.findall(entry["fields"]))
        found[entry["key"]] = Work(entry["key"], entry["kind"], fields, entry[0])
    return found


def cited(text: str) -> list[str]:
    """Return the keys cited in a Markdown text, sorted, each once.

    >>> cited("Wilson's [@wilson1927], joined by MOVER [@zou2008; @newcombe1998]")
    ['newcombe1998', 'wilson1927', 'zou2008']
    """
    return sorted(set(_CITED.findall(text)))


def bibliography(keys: Iterable[str], versions: Mapping[str, str] | None = None) -> str:
    """Return a BibTeX file of exactly these works, software in the version used; ChoiceError for a key there is none of."""
    chosen = (works()[choose(key, works(), "work")].at((versions or {}).get(key)) for key in sorted(set(keys)))
    return "\n".join(work.bibtex for work in chosen)


def cite(*keys: str) -> str:
    """Return a citation of some works as pandoc writes it: ``[@zou2008; @newcombe1998]``."""
    known = [choose(key, works(), "work") for key in keys]
    return f"[{'; '.join('@' + key for key in known)}]"


def named_in(citation: str) -> Sequence[str]:
    """Return the keys of one citation, ``[@a; @b]`` without its brackets, in its order."""
    return _CITED.findall(citation)


def replaced(text: str, write) -> str:
    """Return ``text`` with every citation ``[@a; @b]`` replaced by ``write([work, ...])``."""
    return _GROUP.sub(lambda found: write([works()[key] for key in named_in(found[1])]), text)
