"""The lines a run ends with: what was read, what was found, what was made, where to look next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SHOWN = 8
ALIKE = 3
ORDER = "(frames before names, groups before outlets; then by how far the interval stays from no difference)"


@dataclass(frozen=True)
class Findings:
    """What a run found, in sentences with their uncertainty: what is clear, and what came nearest to it."""

    clear: Sequence[str]
    nearest: Sequence[str]


@dataclass(frozen=True)
class Said:
    """Findings in words: how they are introduced, where that is needed, and a sentence for each."""

    lead: str
    sentences: tuple[str, ...] = ()


def closing_lines(manifest: dict, findings: Findings, folder: Path, made: Sequence[str], next_step: str) -> list[str]:
    """Return the closing lines of a run, ready to print.

    Where no finding is clear that is said, with what came nearest; ``made`` says what the run wrote.
    """
    return [
        *_read(manifest),
        *_skipped(manifest),
        *_same(manifest),
        "",
        *_findings(findings, manifest),
        "",
        f"Made in {folder}: {', '.join(made)}.",
        f"Next: {next_step}",
    ]


def _read(manifest: dict) -> list[str]:
    counts = manifest["counts"]
    outlets = manifest["settings"]["outlets"]
    undated = len(manifest["undated"])
    lines = [
        f"Read {counts['articles']} articles of {len(outlets)} outlet{'s' * (len(outlets) != 1)}"
        f"{f' ({undated} undated)' if undated else ''}, found {counts['mentions']:,} mentions "
        f"with the codebook {manifest['codebook']['title']!r} (version {manifest['codebook']['version']})."
    ]
    voices = ", ".join(f"{n} {voice}" for voice, n in counts["mentions_by_voice"].items())
    removed = ", ".join(
        f"{of['spans']} {reason}" for reason, of in manifest["removed"].items() if reason != "white space"
    )
    lines.append(f"Mentions by voice: {voices or 'none'}.")
    lines.append(f"Taken out of the texts and recorded (spans): {removed or 'nothing'}.")
    return lines


def _skipped(manifest: dict) -> list[str]:
    skipped = [*manifest["skipped"], *manifest.get("not_measured", []), *manifest.get("not_drawn", [])]
    if not skipped:
        return []
    rest = [f"  ... and {len(skipped) - SHOWN} more, all in manifest.json"] if len(skipped) > SHOWN else []
    return [f"Left out ({len(skipped)}):", *(f"  {line}" for line in skipped[:SHOWN]), *rest]


def _same(manifest: dict) -> list[str]:
    lines = same_text(manifest["same_text"])
    lines.append("Copies and wire stories are not told apart yet: a story printed by two outlets counts in both.")
    return lines


def same_text(groups: Sequence[Sequence[str]]) -> list[str]:
    """Return the line that says which articles have exactly the same text: a few of each of the first groups.

    >>> same_text([["a", "b"], ["c", "d", "e", "f", "g"]])
    ['Articles with exactly the same text, all counted: a = b; c = d = e and 2 more.']
    """
    if not groups:
        return []
    told = [f"{' = '.join(of[:ALIKE])}{f' and {len(of) - ALIKE} more' * (len(of) > ALIKE)}" for of in groups[:ALIKE]]
    rest = len(groups) - ALIKE
    told += [f"{rest} more group{'s' * (rest > 1)} (in manifest.json)"] if rest > 0 else []
    return [f"Articles with exactly the same text, all counted: {'; '.join(told)}."]


def in_words(findings: Findings, manifest: dict) -> Said:
    """Return what a run found, in words: the one place they come from, for the closing lines and the report alike."""
    if findings.clear:
        return Said("", tuple(findings.clear))
    if findings.nearest:
        return Said("no contrast is clear. Nearest to it:", tuple(findings.nearest))
    if not manifest["counts"]["mentions"]:
        return Said("none; no term of the codebook was found. `framing check` says what each term caught.")
    if not any("share" in of["measures"] for of in manifest["results"].values()):
        return Said("none; every mention that counts is a bare name, and none characterises its referent.")
    if len(manifest["settings"]["outlets"]) == 1:
        return Said("none; there is one outlet only, and nothing to compare it with.")
    return Said("none; too few articles to test any contrast.")


def counted(manifest: Mapping) -> str:
    """Return how naming was counted; where no share could have an interval, that is said in place of its name."""
    settings = manifest["settings"]
    shares = [of for name, of in manifest["results"].items() if name.startswith(("shares_", "frames_"))]
    if any(of["intervals"] for of in shares):
        return settings["counting"]
    what, least = settings["counting"].partition(";")[0], settings["articles"]["interval"]
    return f"{what}; no intervals: they take {least} articles of an outlet that characterise a referent."


def _findings(findings: Findings, manifest: dict) -> list[str]:
    said = in_words(findings, manifest)
    order = f" {ORDER}" if len(findings.clear) > 1 else ""
    lines = [f"Clearest findings{order}: {said.lead}".rstrip(), *_numbered(said.sentences)]
    return [*lines, f"  {counted(manifest)}"] if manifest["counts"]["mentions"] else lines


def _numbered(sentences: Sequence[str]) -> list[str]:
    return [f"  {i}. {sentence}" for i, sentence in enumerate(sentences, start=1)]
