"""The methods section of a run, and the works it cites: written from the manifest alone."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from framing.errors import InputError
from framing.report.recognition import NOT_VALIDATED, recognised
from framing.report.references import bibliography, cite, cited
from framing.report.software import computed_with, has_pages, versions
from framing.report.statistics import DISTANCE, bounded, measured, readable
from framing.report.summary import summary


@dataclass(frozen=True)
class Methods:
    """A methods section in Markdown, with citations as pandoc reads them, and its references as BibTeX."""

    text: str
    references: str

    def __str__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text

    def save(self, folder: str | Path) -> list[Path]:
        """Write ``methods.md`` and ``references.bib`` into ``folder`` and return both paths."""
        paths = [Path(folder) / "methods.md", Path(folder) / "references.bib"]
        paths[0].parent.mkdir(parents=True, exist_ok=True)
        for path, content in zip(paths, (self.text, self.references), strict=True):
            path.write_text(content, encoding="utf-8")
        return paths


def methods(run: Any, *results: pd.DataFrame) -> Methods:
    """Return the methods section of a finished run: corpus, codebook, voices, statistics, software.

    ``run`` is what ``fr.open_run`` gave, or its manifest; every number of the text is the manifest's. Only methods
    this run used are told and cited. ``results`` are result tables of your own (``fr.distances(...)``) whose methods
    are told as well. The text is Markdown with citations such as ``[@wilson1927]``, which pandoc and Quarto resolve
    with the references; ``.save(folder)`` writes both files. Raises InputError for a manifest of an earlier version.

    >>> print(fr.methods(fr.open_run()))  # doctest: +SKIP
    """
    manifest = getattr(run, "manifest", run)
    missing = {"corpus", "results", "voices"} - set(manifest)
    if missing:
        raise InputError(f"methods: the manifest has no {', '.join(sorted(missing))}; `framing run` makes it again")
    own = {f"table {place}": summary(table) for place, table in enumerate(results, start=1)}
    told = {**manifest["results"], **own}
    sections = {
        "Corpus": _corpus(manifest),
        "Cleaning": _cleaning(manifest),
        "Codebook": _codebook(manifest),
        "Voices": _voices(manifest),
        "Validation": [NOT_VALIDATED],
        "Statistics": _statistics(manifest, told),
        "Readability": [readable(_all(told, "measures")), _divided(told)],
        "Software": computed_with(manifest, _all(told, "measures")),
    }
    paragraphs = [f"**{name}.** {' '.join(filter(None, lines))}" for name, lines in sections.items() if any(lines)]
    text = "\n\n".join(paragraphs) + "\n"
    return Methods(text, bibliography(cited(text), versions(manifest)))


def plain(text: object) -> str:
    r"""Return a name with every sign Markdown would read as a command made plain.

    >>> print(plain("A_b [@c]"))
    A\_b \[\@c\]
    """
    return re.sub(r"([\\`*_{}\[\]<>#@|$~^])", r"\\\1", str(text))


def count(number: int, thing: str, plural: str = "") -> str:
    """Return "1 article", "1,204 mentions"."""
    return f"{number:,} {thing if number == 1 else plural or thing + 's'}"


def day(text: str) -> str:
    """Return a day as it is written in a paper: 10 November 2020."""
    found = date.fromisoformat(text)
    return f"{found.day} {found:%B} {found.year}"


def _listed(items: list[str]) -> str:
    *first, last = items or ["none"]
    return f"{', '.join(first)} and {last}" if first else last


def _corpus(manifest: Mapping) -> list[str]:
    outlets = manifest["corpus"]
    articles, words = (sum(of[name] for of in outlets.values()) for name in ("articles", "words"))
    undated = len(manifest["undated"])
    lines = [
        f"The corpus holds {count(articles, 'article')} ({count(words, 'word')} without headlines) of "
        f"{count(len(outlets), 'outlet')}: {_listed([_outlet(name, of) for name, of in outlets.items()])}.",
        _dates(outlets),
        f"{count(undated, 'article')} without a date {'was' if undated == 1 else 'were'} kept." if undated else "",
        _groups(manifest["settings"]["groups"]),
        f"Texts and metadata were read from {_listed(_files(manifest['inputs']))}.",
        _pages(manifest["inputs"]),
    ]
    skipped = len(manifest["skipped"])
    lines.append(
        f"{count(skipped, 'item')} could not be read and stayed out (listed in the manifest)." if skipped else ""
    )
    return [*lines, *_copies(manifest["same_text"])]


def _outlet(name: str, of: Mapping) -> str:
    return f"{plain(name)} ({of['articles']:,})"


def _dates(outlets: Mapping) -> str:
    firsts = [of["first"] for of in outlets.values() if of["first"]]
    lasts = [of["last"] for of in outlets.values() if of["last"]]
    if not firsts:
        return "No article has a date."
    first, last = min(firsts), max(lasts)
    return f"They are dated {day(first)}." if first == last else f"They are dated from {day(first)} to {day(last)}."


def _groups(groups: Mapping) -> str:
    if not groups:
        return ""
    told = [f"{plain(name)} ({_listed([plain(outlet) for outlet in of])})" for name, of in groups.items()]
    return f"Outlets are also compared in groups: {'; '.join(told)}."


def _files(inputs: Mapping) -> list[str]:
    endings = Counter(PurePosixPath(name).suffix.lower() or "no ending" for name in inputs)
    return [f"{count(n, 'file')} ({ending})" for ending, n in sorted(endings.items())]


def _pages(inputs: Mapping) -> str:
    if not has_pages(inputs):
        return ""
    return f"The article of a saved web page was found with trafilatura {cite('barbaresi2021')}."


def _copies(groups: list) -> list[str]:
    lines = []
    if groups:
        articles = sum(map(len, groups))
        lines.append(f"{count(articles, 'article')} with exactly the same text as another were all counted.")
    return [*lines, "Copies and wire stories were not told apart."]


def _cleaning(manifest: Mapping) -> list[str]:
    taken = [f"{plain(reason)} ({of['spans']:,})" for reason, of in manifest["removed"].items()]
    keep = manifest["settings"]["keep"]
    return [
        f"Cleaning took out, by kind of span: {_listed(taken)}; every span is kept in a table of its own."
        if taken
        else "Cleaning found nothing to take out.",
        f"Left in on purpose: {_listed([plain(rule) for rule in keep])}." if keep else "",
    ]


def _codebook(manifest: Mapping) -> list[str]:
    book, counts = manifest["codebook"], manifest["counts"]
    return [
        f"Names were found with the codebook “{plain(book['title'])}”, version {plain(book['version'])} "
        f"(language {plain(book['language'])}; {count(book['referents'], 'referent')}, {count(book['labels'], 'label')}, "
        f"{count(book['terms'], 'term')}; SHA-256 {book['sha256']}), which found {count(counts['mentions'], 'mention')}.",
        f"The main referent is {plain(manifest['settings']['referent'])}.",
    ]


def _voices(manifest: Mapping) -> list[str]:
    how = manifest["settings"]["count"]
    found = [f"{voice} ({n:,})" for voice, n in manifest["counts"]["mentions_by_voice"].items()]
    misspelt, negated = ("were" if how[name] else "were not" for name in ("misspelt", "negated"))
    return [
        f"Every mention has the voice of the innermost passage it stands in: {_listed(found)}." if found else "",
        *recognised(manifest),
        f"Measures of naming count mentions in {_listed(list(how['voice']))}, in {_listed(list(how['parts']))}; "
        f"misspelt mentions {misspelt} counted, negated ones {negated}.",
    ]


def _divided(told: Mapping[str, dict]) -> str:
    if not any(name.startswith("readability_components") and one["measures"] for name, one in told.items()):
        return ""
    return (
        "Where a formula is a weighted sum, a difference of means is divided into what its parts contribute: the weight of "
        "each times the difference of its own means."
    )


def _all(told: Mapping[str, dict], name: str) -> list[str]:
    return list(dict.fromkeys(value for one in told.values() for value in one[name]))


def _statistics(manifest: Mapping, told: Mapping[str, dict]) -> list[str]:
    measures, intervals = _all(told, "measures"), _all(told, "intervals")
    level = manifest["settings"]["count"]["level"]
    return [
        *measured(measures),
        *_over_time(manifest, told),
        *_keyness(manifest, told),
        *bounded(intervals, measures),
        f"All intervals have a level of {level * 100:g} %." if intervals else "",
        *_tests(manifest, told),
    ]


def _over_time(manifest: Mapping, told: Mapping[str, dict]) -> list[str]:
    """Return how shares are told by week, and before and after which events, where the run measured this."""
    events = [f"{plain(name)} ({day(when)})" for when, name in sorted(manifest["settings"]["events"].items())]
    known = [name.removeprefix("frame_") for name, one in told.items() if one["measures"]]
    after = (
        "Each outlet's (or group's) shares from the day of an event on are contrasted in the same way with those before"
    )
    return [
        *["Over time, shares are told by the week of publication."] * any(name.startswith("weeks_") for name in known),
        *[f"{after}: {_listed(events)}."] * any(name.startswith("before_after_") for name in known),
    ]


def _is_keyness(one: Mapping) -> bool:
    return {"prior", "alpha_0", "variance"} <= set(one)


def _keyness(manifest: Mapping, told: Mapping[str, dict]) -> list[str]:
    least = count(manifest["settings"]["words"]["least"], "article")
    settings = {(one["prior"], one["alpha_0"], one["variance"]) for one in told.values() if _is_keyness(one)}
    return [
        f"Keyness of phrases is the log-odds ratio with an informative Dirichlet prior {cite('monroe2008')} "
        f"(prior: {prior}, α₀ = {alpha:g}; variance of {variance}; phrases in at least {least})."
        for prior, alpha, variance in sorted(settings)
    ]


def _tests(manifest: Mapping, told: Mapping[str, dict]) -> list[str]:
    tested = [one for one in told.values() if one["tested"]]
    if not tested:
        return ["Nothing was tested."]
    dealt = [DISTANCE in one["measures"] for one in tested]
    least = manifest["settings"]["articles"]
    over = [
        f"{name.replace('_', ' ')} {_listed([f'{n:,}' for n in one['compared']])}"
        for name, one in told.items()
        if one["compared"]
    ]
    each = any(map(_is_keyness, tested))
    apart = ", in keyness over the phrases of one outlet or group and its reference" if each else ""
    among = f" (comparisons: {', '.join(over)})" if over else ""
    return [
        "" if all(dealt) else "p of a contrast is the error at which its interval just reaches no difference.",
        _dealt(manifest) if any(dealt) else "",
        f"q is the false discovery rate {cite('benjamini1995')} over all comparisons of one table and "
        f"measure{apart}{among}. Contrasts with fewer than {least['tested']} articles on a side were not tested, with "
        f"fewer than {least['interval']} they have no interval.",
    ]


def _dealt(manifest: Mapping) -> str:
    """Return what p of a distance is; how often articles were dealt is the run's own setting."""
    times = f" {manifest['settings']['permutations']} times"
    return (
        f"p of a distance is another: the articles of both sides are dealt anew{times}, and p is the part of all deals, "
        "the observed one among them, in which the sides lie at least as far apart. It tests the stronger claim that "
        "articles of both are drawn alike in every respect, their length included."
    )
