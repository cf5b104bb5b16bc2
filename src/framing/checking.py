"""``framing check``: everything that is wrong with a study's files, and every doubt about its codebook, at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from framing.codebook import Codebook, Remark, lint, load_codebook
from framing.codebook.lint import ERROR, SILENT
from framing.errors import FramingError, Problem
from framing.pipeline import Corpus, read_corpus, worded
from framing.study import Study, check_outlets, check_referent
from framing.tag import Tagger
from framing.voice import find_passages
from framing.yamlfile import FileProblems

FEW = 10


def check_codebook(path: Path) -> tuple[list[Remark], str]:
    """Return all remarks on a codebook that belongs to no study, and a line that says what was looked at.

    Without articles nothing can be said about what its terms match.
    """
    codebook, remarks = _tried(lambda: load_codebook(path))
    if codebook is not None:
        remarks = lint(path)
    return remarks, f"{_looked_at(codebook, None)} (there is no study here)"


def check_study(study: Study) -> tuple[list[Remark], str]:
    """Return all remarks on a study's codebook and articles, errors first, and a line that says what was looked at.

    Nothing is written. An article that cannot be read is an error here, though a run would go on without it.
    """
    codebook, remarks = _tried(lambda: load_codebook(study.codebook))
    corpus, found = _tried(lambda: read_corpus(replace(study, groups={}), codebook.language if codebook else None))
    remarks = [*remarks, *found]
    if corpus is not None:
        remarks += _tried(lambda: check_outlets(study, set(corpus.articles["outlet"])))[1]
    if codebook is not None:
        remarks += _tried(lambda: check_referent(study, codebook.referents))[1]
        remarks += lint(study.codebook, _matches(corpus, codebook, study) if corpus is not None else None)
    if corpus is not None:
        remarks += [Remark(problem, ERROR) for problem in corpus.problems]
    return sorted(remarks, key=lambda remark: remark.severity != ERROR), _looked_at(codebook, corpus)


def gathered(remarks: Sequence[Remark]) -> list[Remark]:
    """Return the remarks with those on terms that match nothing as one, where there are more than a few of them.

    A small corpus has no place for most terms of a large codebook; a line for each would hide the others.
    """
    silent = [remark for remark in remarks if remark.problem.what.endswith(SILENT)]
    if len(silent) <= FEW:
        return list(remarks)
    first = ", ".join(remark.problem.what.removeprefix("term ").removesuffix(f" {SILENT}") for remark in silent[:3])
    what = f"{len(silent)} terms match nothing in this corpus ({first} ...); `framing check --all` lists each with its line"
    one = Remark(replace(silent[0].problem, line=0, column=0, what=what), silent[0].severity)
    kept = [remark for remark in remarks if remark not in silent]
    return sorted([one, *kept], key=lambda remark: remark.severity != ERROR)


def _tried(read: Callable) -> tuple:
    """Return what ``read`` gives and no remarks, or None and its errors as remarks."""
    try:
        return read(), []
    except FileProblems as error:
        return None, [Remark(problem, ERROR) for problem in error.problems]
    except FramingError as error:
        return None, [Remark(_problem(line), ERROR) for line in str(error).splitlines()]


def _problem(line: str) -> Problem:
    file, _, what = line.partition(": ")
    return Problem(file, 0, 0, what)


def _matches(corpus: Corpus, codebook: Codebook, study: Study) -> pd.DataFrame:
    """Return every match of every term in the corpus, those that do not count included."""
    tagger = Tagger(codebook)
    found = [
        tagger.explain(batch, words, find_passages(batch, words, indirect=study.indirect)[0])
        for batch, words in worded(corpus.articles)
    ]
    return tagger.settle(pd.concat(found, ignore_index=True))


def _looked_at(codebook: Codebook | None, corpus: Corpus | None) -> str:
    articles = "no articles" if corpus is None else f"{len(corpus.articles)} articles"
    terms = "no codebook" if codebook is None else f"{len(codebook.labels())} labels with {len(codebook.terms())} terms"
    return f"Looked at {articles} and {terms}"
