"""What looks wrong in a codebook that can be read: terms that never match, that others cover, that catch too much.

Mistakes that stop a codebook from being read are errors and come from ``load_codebook``; here are the doubts, as
warnings, and what a wildcard caught, as notes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from framing.codebook.coverage import Coverage, witnesses
from framing.codebook.folding import fold, glob_matches
from framing.codebook.load import Loc, placed, read_codebook
from framing.codebook.matcher import Matcher, Pattern
from framing.codebook.model import Codebook, Term
from framing.codebook.pattern import parse
from framing.codebook.spelling import DICTIONARIES
from framing.errors import Problem
from framing.text import read_words
from framing.yamlfile import Document, FileProblems

ERROR, WARNING, NOTE = "error", "warning", "note"
SILENT = "matches nothing in this corpus"
MANY, TIMES_THE_USUAL, SHOWN = 50, 10, 12
_ENDINGS = re.compile(
    "(|s|es|e|ed|d|er|ers|or|ors|ing|ings|ion|ions|ation|ations|al|ally|ly|ism|ist|ists|ment|ments|ity|ies|y|ied|ying|"
    "ive|able|ation|ational|n|ns|ian|ians|ic|ness|ful|ure|ures|ary|ance|ant|ants|ate|ates|ated|ating|ator|ators)"
)


@dataclass(frozen=True)
class Remark:
    """A finding about a codebook: where, what, and how grave (``error``, ``warning`` or ``note``)."""

    problem: Problem
    severity: str = WARNING

    def __str__(self) -> str:
        found = self.problem
        return str(Problem(found.file, found.line, found.column, f"{self.severity}: {found.what}"))


def lint(path: str | Path, matches: pd.DataFrame | None = None) -> list[Remark]:
    """Return everything there is to say about the codebook file at ``path``, sorted by line.

    Errors are the problems that stop it from being read; then nothing else is looked at. Without ``matches`` the
    warnings are those that need no corpus: terms that can never match or that an earlier term of the referent covers,
    labels without a frame, keys without effect. ``matches`` is what ``Tagger.explain`` returns for a corpus; with it,
    also terms that match nothing there, that never count, that match suspiciously often, and the words that each
    wildcard caught (notes; a warning where they look unrelated).

    Nothing is written. A codebook is usable when no remark is an error.
    """
    try:
        codebook, document = read_codebook(path)
    except FileProblems as error:
        return [Remark(problem, ERROR) for problem in error.problems]
    remarks = [*_static(codebook, document), *([] if matches is None else _in_corpus(codebook, document, matches))]
    return sorted(remarks, key=lambda remark: (remark.problem, remark.severity))


def _static(codebook: Codebook, document: Document) -> Iterator[Remark]:
    for loc, what in (*_without_frame(codebook), *_without_effect(codebook), *_never(codebook), *_covered(codebook)):
        yield Remark(document.problem(loc, what))


def _without_frame(codebook: Codebook) -> Iterator[tuple[Loc, str]]:
    for name, referent in codebook.referents.items():
        for label, spec in referent.labels.items():
            if spec.frame is None:
                yield (
                    ("referents", name, "labels", label),
                    f"label {label!r} has no frame; it is left out of every frame",
                )
    used = {spec.frame for referent in codebook.referents.values() for spec in referent.labels.values()}
    for frame in codebook.frames:
        if frame not in used:
            yield ("frames", frame), f"frame {frame!r} is used by no label"
    text = " ".join(pattern for _, _, _, term in placed(codebook) for pattern in term.patterns())
    for name in codebook.classes:
        if f"<{name}>" not in text:
            yield ("classes", name), f"class <{name}> is used by no term"


def _without_effect(codebook: Codebook) -> Iterator[tuple[Loc, str]]:
    for loc, _, _, term in placed(codebook):
        if "within" in term.model_fields_set and not (term.near or term.near_all or term.not_near):
            yield loc, f"term {term.term!r}: within has no effect without near, near_all or not_near"
        if "misspelt" in term.model_fields_set and term.misspelt and codebook.language not in DICTIONARIES:
            yield (
                loc,
                f"term {term.term!r}: no word list ships for {codebook.language!r}, so no misspelling is forgiven",
            )


def _never(codebook: Codebook) -> Iterator[tuple[Loc, str]]:
    for loc, _, _, term in placed(codebook):
        both = set(term.not_near) & {*term.near, *term.near_all}
        if set(term.near) and set(term.near) <= set(term.not_near):
            yield loc, f"term {term.term!r} can never match: all of near stands under not_near as well"
        elif both & set(term.near_all):
            yield loc, f"term {term.term!r} can never match: {min(both)!r} stands under near_all and not_near"
        elif term.start and term.possessor == "with":
            yield loc, f"term {term.term!r} can never match: nothing stands before the start of a sentence"
        elif term.exceptions and (suppressor := _suppressor(term, codebook)):
            yield loc, f"term {term.term!r} can never match: its exception {suppressor!r} takes every match"


def _suppressor(term: Term, codebook: Codebook) -> str | None:
    """Return the exception that matches inside every phrase the term stands for, if there is one."""
    phrases = list(witnesses(parse(term.term, codebook.classes)))
    for pattern in term.exceptions:
        matcher = Matcher([Pattern(parse(pattern, codebook.classes), term.case)], codebook.language)
        if all(len(matcher.find(read_words([phrase]).parts).pattern) for phrase in phrases):
            return pattern
    return None


def _covered(codebook: Codebook) -> Iterator[tuple[Loc, str]]:
    coverage = Coverage(codebook)
    for loc, referent, label, term in placed(codebook):
        cover = coverage.of(referent, term)
        if cover is not None:
            where = "" if cover[0] == label else f" of label {cover[0]!r}"
            yield (
                loc,
                f"term {term.term!r} never counts: {cover[1].term!r}{where} stands before it and matches the same",
            )
        coverage.add(referent, label, term)


def _in_corpus(codebook: Codebook, document: Document, matches: pd.DataFrame) -> Iterator[Remark]:
    groups = dict(list(matches.groupby(["referent", "label", "term"], sort=False)))
    usual = _usual(matches)
    for loc, referent, label, term in placed(codebook):
        rows = groups.get((referent, label, term.term))
        if rows is None:
            yield Remark(document.problem(loc, f"term {term.term!r} {SILENT}"))
            continue
        counted = rows[rows["outcome"] == "counts"]
        if not len(counted):
            why = rows["outcome"].value_counts(sort=True).index[0]
            what = f"term {term.term!r} matches {len(rows)} time{'s'[: len(rows) > 1]} and never counts; mostly: {why}"
            yield Remark(document.problem(loc, what))
        elif not _is_bare(codebook, referent, label) and len(counted) >= max(MANY, TIMES_THE_USUAL * usual[referent]):
            what = (
                f"term {term.term!r} counts {len(counted):,} times in {counted['article_id'].nunique():,} articles; "
                f"a term of {referent} usually {usual[referent]:,.0f}: is every one meant?"
            )
            yield Remark(document.problem(loc, what))
        yield from _caught(codebook, term, rows, lambda what, loc=loc: document.problem(loc, what))


def _is_bare(codebook: Codebook, referent: str, label: str) -> bool:
    return codebook.referents[referent].labels[label].bare


def _usual(matches: pd.DataFrame) -> dict[str, float]:
    """Return how often a term of each referent counts, in the median."""
    counted = matches[matches["outcome"] == "counts"]
    sizes = counted.groupby(["referent", "label", "term"]).size()
    return sizes.groupby("referent").median().to_dict()


def _caught(codebook: Codebook, term: Term, rows: pd.DataFrame, problem: Callable[[str], Problem]) -> Iterator[Remark]:
    """Yield a remark for each wildcard of a term: the words it caught."""
    globs = sorted({
        word for sequence in parse(term.term, codebook.classes) for step in sequence for word in step.words or ()
        if "*" in word and word.strip("*?")
    })  # fmt: skip
    for glob in globs:
        folded = fold(glob, codebook.language, term.case)
        found = read_words(rows["surface"].tolist())
        words = pd.Series([fold(found.parts.distinct[form], codebook.language, term.case) for form in found.parts.form])
        counts = words[[glob_matches(folded, word) for word in words]].value_counts()
        listed = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        stem = folded.strip("*")
        odd = [word for word, _ in listed if not _ENDINGS.fullmatch(word[len(stem) :])] if folded == f"{stem}*" else []
        shown = ", ".join(f"{word} {count}" for word, count in listed[:SHOWN])
        more = f" and {len(listed) - SHOWN} more" if len(listed) > SHOWN else ""
        warned = codebook.language == "en" and odd and len(listed) > 1
        asks = f"; are these meant: {', '.join(odd[:SHOWN])}?" if warned else ""
        yield Remark(
            problem(f"{glob!r} in term {term.term!r} caught: {shown or 'no word'}{more}{asks}"),
            WARNING if warned else NOTE,
        )
