"""Our codebook -> files that other programs read, and what they cannot say."""

import csv
import io
from collections.abc import Iterator
from itertools import product
from json import dumps
from math import prod

from framing.codebook.model import Codebook, Label, Term
from framing.codebook.pattern import HELD, Sequence_, parse
from framing.errors import choose

TARGETS = ("csv", "quanteda")
MOST_PHRASES = 2_000
CONDITIONS = {
    "near": "near", "near_all": "near_all", "not_near": "not_near", "exceptions": "except", "case": "case",
    "start": "start", "possessor": "possessor", "voices": "voices",
}  # fmt: skip


def export_codebook(codebook: Codebook, to: str) -> tuple[str, list[str]]:
    """Return the codebook as text for another program, and remarks on what that program cannot express.

    ``to`` is "quanteda" (YAML for ``quanteda::dictionary(file = ...)``: referent, label, phrases, alternatives and
    optional words written out) or "csv" (columns referent, label, frame, bare, term, as ``import_codebook`` reads
    them).

    Raises ChoiceError for another ``to``.
    """
    choose(to, TARGETS, "export to")
    remarks: list[str] = []
    if to == "csv":
        return _csv(codebook, remarks), remarks
    remarks.append("quanteda: split the hyphens of the texts, as here: tokens(x, split_hyphens = TRUE)")
    return _quanteda(codebook, remarks), remarks


def _labels(codebook: Codebook) -> Iterator[tuple[str, str, Label]]:
    for name, referent in codebook.referents.items():
        for label, spec in referent.labels.items():
            yield name, label, spec


def _remark(term: Term, where: str, remarks: list[str]) -> None:
    lost = [shown for name, shown in CONDITIONS.items() if getattr(term, name)]
    if lost:
        remarks.append(f"{where}: {term.term!r} is written without {', '.join(lost)}: it will match more there")


def _csv(codebook: Codebook, remarks: list[str]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["referent", "label", "frame", "bare", "term"])
    for name, label, spec in _labels(codebook):
        for term in spec.terms:
            _remark(term, f"{name} / {label}", remarks)
            pattern = _with_classes(term.term, codebook)
            writer.writerow([name, label, spec.frame or "", str(spec.bare).lower(), pattern])
    return written.getvalue()


def _with_classes(pattern: str, codebook: Codebook) -> str:
    for name, words in codebook.classes.items():
        pattern = pattern.replace(f"<{name}>", f"({'|'.join(words)})")
    return pattern


def _quanteda(codebook: Codebook, remarks: list[str]) -> str:
    lines = []
    for name, referent in codebook.referents.items():
        lines.append(f"{dumps(name, ensure_ascii=False)}:")
        for label, spec in referent.labels.items():
            where = f"{name} / {label}"
            phrases = [phrase for term in spec.terms for phrase in _phrases(term, codebook, where, remarks)]
            lines.append(f"  {dumps(label, ensure_ascii=False)}:")
            lines += [f"    - {dumps(phrase, ensure_ascii=False)}" for phrase in dict.fromkeys(phrases)] or ["    []"]
    return "\n".join(lines) + "\n"


def _phrases(term: Term, codebook: Codebook, where: str, remarks: list[str]) -> list[str]:
    """Return every phrase that a term stands for, as quanteda's wildcard patterns."""
    sequences = parse(term.term, codebook.classes)
    if any(step.words is None for sequence in sequences for step in sequence):
        remarks.append(f"{where}: {term.term!r} left out: a gap (...) cannot be written for quanteda")
        return []
    kept, many, total = _kept(sequences)
    if not kept:
        remarks.append(f"{where}: {term.term!r} left out: it stands for {total:,} phrases, over {MOST_PHRASES:,}")
        return []
    if many < total:
        remarks.append(
            f"{where}: {term.term!r} is written without its longest forms, as {many:,} of {total:,} phrases: it will match "
            "less there where optional words stand"
        )
    _remark(term, where, remarks)
    return [phrase for sequence in kept for phrase in _written(sequence)]


def _kept(sequences: list[Sequence_]) -> tuple[list[Sequence_], int, int]:
    """Return the shortest sequences that make at most ``MOST_PHRASES`` phrases, their phrases, and those of all."""
    sizes = {place: prod(len(step.words or ()) for step in sequence) for place, sequence in enumerate(sequences)}
    kept, many = [], 0
    for place in sorted(sizes, key=lambda place: (len(sequences[place]), sizes[place], place)):
        if many + sizes[place] <= MOST_PHRASES:
            kept.append(place)
            many += sizes[place]
    return [sequences[place] for place in sorted(kept)], many, sum(sizes.values())


def _written(sequence: Sequence_) -> Iterator[str]:
    words = [sorted(step.words or ()) for step in sequence]
    signs = ["", *("'" if step.link == HELD else " " for step in sequence[1:])]
    for chosen in product(*words):
        yield "".join(sign + word for sign, word in zip(signs, chosen, strict=True))
