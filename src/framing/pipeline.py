"""The order of the stages: files -> tables -> results -> figures -> notebooks -> manifest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from framing import measure, schema, store
from framing.clean import clean
from framing.codebook import Codebook, load_codebook
from framing.errors import InputError, Problem, choose
from framing.figures import Subject, about, draw_all
from framing.measure.table import FEW_ARTICLES, LEAST_ARTICLES
from framing.measuring import measure_all
from framing.read import read_folder
from framing.readability import readability
from framing.report import NOTEBOOKS, build_manifest, closing_lines, execute_notebooks, notebook_folder
from framing.reporting import REPORT, findings_of, write_report
from framing.runs import Run
from framing.store import Tables
from framing.study import Indirect, Study, check_outlets, check_referent
from framing.tag import Tagger
from framing.text import Words, article_texts, read_words
from framing.voice import find_passages

BATCH = 200


@dataclass(frozen=True)
class Corpus:
    """The articles of a study as they were read: cleaned, counted, with what was removed and what could not be read."""

    articles: pd.DataFrame
    removed: pd.DataFrame
    inputs: dict[str, str]
    problems: tuple[Problem, ...]


def read_corpus(study: Study, language: str | None = None) -> Corpus:
    """Return the articles of a study.

    ``language`` is set where a file names none. Raises InputError when no article can be read, with a line for every
    file that could not, or when the study names an outlet without articles.
    """
    reading = read_folder(study.raw, study.aliases)
    if not len(reading.raw):
        lines = [str(problem) for problem in reading.problems]
        raise InputError("\n".join(lines) or f"{study.raw}: no articles; put one folder per outlet into it")
    texts, removed = clean(reading.raw, reading.removed, study.keep)
    empty = texts["text"].str.strip() == ""
    problems = [*reading.problems, *_nothing_left(study.raw, texts[empty])]
    check_outlets(study, set(texts["outlet"]))
    texts, removed = texts[~empty], removed[~removed["article_id"].isin(texts.loc[empty, "article_id"])]
    if not len(texts):
        raise InputError("\n".join(map(str, problems)))
    articles = _counted(texts, study, language)
    return Corpus(articles, schema.check(removed, "removed"), reading.files, tuple(sorted(problems)))


def _nothing_left(raw: Path, texts: pd.DataFrame) -> list[Problem]:
    what = "nothing is left of the text after cleaning; see `keep` in the study file"
    return [Problem(str(raw / name), 0, 0, what) for name in texts["source_file"]]


def _counted(texts: pd.DataFrame, study: Study, language: str | None) -> pd.DataFrame:
    """Return the table ``articles``: the texts with their group, language and counts of the body."""
    words = [read_words(batch["text"].tolist()) for batch in _batches(texts)]
    counted = texts.assign(
        group=[study.group_of(outlet) for outlet in texts["outlet"]],
        language=texts["language"].fillna(language) if language else texts["language"],
        n_characters=texts["text"].str.len(),
        n_words=[n for batch in words for n in batch.n_words],
        n_sentences=[n for batch in words for n in batch.n_sentences],
        copy_group=None, copy_of=None, agency=None,
    )  # fmt: skip
    return schema.check(counted, "articles")


def _batches(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for first in range(0, len(table), BATCH):
        yield table.iloc[first : first + BATCH].reset_index(drop=True)


def tag(articles: pd.DataFrame, codebook: Codebook, *, indirect: Indirect = "strict") -> pd.DataFrame:
    """Return every mention of the codebook's terms in ``articles``, with its voice.

    ``indirect`` says what is taken for indirect speech, "strict" or "broad" (docs/voices.md).
    Columns and offsets are those of the table ``mentions``: ``text[start:end] == surface``, where the text is ``title`` for
    the part ``headline`` and ``text`` for ``body``. Rows are sorted by article, part and place.

    >>> mentions = tag(articles, codebook)
    >>> mentions.loc[0, ["surface", "label", "voice"]].tolist()
    ['breakaway region', 'breakaway', 'narration']
    """
    tagger = Tagger(codebook)
    found = [
        tagger.tag(batch, words, find_passages(batch, words, indirect=indirect)[0]) for batch, words in worded(articles)
    ]
    return tagger.settle(pd.concat(found, ignore_index=True)) if found else schema.empty("mentions")


def explain(articles: pd.DataFrame, codebook: Codebook, *, indirect: Indirect = "strict") -> pd.DataFrame:
    """Return every match of the codebook's terms in ``articles``, those that do not count included, and why.

    ``indirect`` is as for ``tag``.

    The columns of ``mentions`` and ``outcome``: "counts", or the condition of the term that failed, or that a longer
    match of the same referent won. Rows are sorted by article, part and place.

    >>> explain(articles, codebook)["outcome"].value_counts()  # doctest: +SKIP
    """
    tagger = Tagger(codebook)
    found = [
        tagger.explain(batch, words, find_passages(batch, words, indirect=indirect)[0])
        for batch, words in worded(articles)
    ]
    return pd.concat(found, ignore_index=True) if found else schema.empty("mentions").assign(outcome="")


def worded(articles: pd.DataFrame) -> Iterator[tuple[pd.DataFrame, Words]]:
    """Give the articles in batches, each with the words of its headlines and bodies."""
    for batch in _batches(schema.check(articles, "articles")):
        yield batch, read_words(article_texts(batch))


def build_tables(corpus: Corpus, codebook: Codebook, indirect: Indirect = "strict") -> Tables:
    """Return all tables of a study, worked out in batches; a progress bar shows on a terminal."""
    tagger = Tagger(codebook)
    found: dict[str, list[pd.DataFrame]] = {"passages": [], "speakers": [], "mentions": [], "readability": []}
    with tqdm(total=len(corpus.articles), desc="articles", unit="", disable=None, leave=False) as bar:
        for batch, words in worded(corpus.articles):
            passages, speakers = find_passages(batch, words, indirect=indirect)
            found["passages"].append(passages)
            found["speakers"].append(speakers)
            found["mentions"].append(tagger.tag(batch, words, passages))
            found["readability"].append(readability(batch, words, passages))
            bar.update(len(batch))
    joined = {name: pd.concat(pieces, ignore_index=True) for name, pieces in found.items()}
    return Tables(corpus.articles, corpus.removed, **joined | {"mentions": tagger.settle(joined["mentions"])})


def counting_of(study: Study) -> measure.Counting:
    """Return what a study counts as naming, as every measure takes it."""
    return measure.Counting(**study.count.model_dump())


def main_referent(study: Study, mentions: pd.DataFrame, codebook: Codebook) -> str:
    """Return the referent a study looks at first: the one it names, else the one with most mentions."""
    if study.referent is not None:
        return choose(study.referent, codebook.referents, "referent")
    counts = mentions["referent"].value_counts()
    return max(codebook.referents, key=lambda name: counts.get(name, 0))


def _read(study: Study) -> tuple[Codebook, Corpus]:
    """Read everything a run needs, and raise what is wrong with it."""
    codebook = load_codebook(study.codebook)
    check_referent(study, codebook.referents)
    return codebook, read_corpus(study, codebook.language)


def run(study: Study, *, notebooks: bool = True, tell: Callable[[str], None] = lambda line: None) -> list[str]:
    """Run a study from its files to its notebooks and return the closing lines.

    Writes tables, results, figures and the manifest into ``study.processed``, all or nothing, then runs the notebooks
    on them. ``tell`` is called with a line at each step. Raises FramingError with what was wrong.
    """
    tell(f"Reading {study.raw} and {study.codebook}")
    codebook, corpus = _read(study)
    tables = build_tables(corpus, codebook, study.indirect)
    tell(f"Measuring {len(tables.mentions):,} mentions in {len(tables.articles):,} articles")
    referent = main_referent(study, tables.mentions, codebook)
    results, not_measured = measure_all(tables, codebook, study, counting_of(study), referent)
    manifest = _manifest(study, codebook, corpus, tables, results, referent) | {"not_measured": not_measured}
    tell("Drawing the figures")
    with store.whole_or_nothing(study.processed) as folder:
        store.write_tables(folder, tables)
        store.write_results(folder, results)
        figures, left_out = draw_all(
            folder / "figures", results, Subject(tables, referent, study.events), about(manifest)
        )
        manifest |= {"figures": figures, "not_drawn": left_out}
        (folder / store.CODEBOOK).write_bytes(study.codebook.read_bytes())
        write_report(Run(folder, **vars(tables), codebook=codebook, manifest=manifest, referent=referent))
        store.write_manifest(folder, manifest)
    made = [f"{len(vars(tables))} tables", f"{len(results)} results (results/)", f"{len(figures)} figures (figures/)"]
    made.append(f"a report (reports/{REPORT})")
    if notebooks:
        tell(f"Running {len(NOTEBOOKS)} notebooks")
        made.append(_notebooks(study))
    return closing_lines(manifest, findings_of(results, referent), study.processed, made, _next(study, notebooks))


def _manifest(
    study: Study, codebook: Codebook, corpus: Corpus, tables: Tables, results: dict[str, pd.DataFrame], referent: str
) -> dict:
    import hashlib

    settings = {
        "study": study.title,
        "referent": referent,
        "outlets": sorted(tables.articles["outlet"].unique()),
        "groups": {group: list(outlets) for group, outlets in study.groups.items()},
        "events": study.events,
        "aliases": study.aliases,
        "keep": list(study.keep),
        "indirect": study.indirect,
        "count": study.count.model_dump(mode="json"),
        "counting": counting_of(study).describe(),
        "words": study.words.model_dump(mode="json"),
        "articles": {"tested": FEW_ARTICLES, "interval": LEAST_ARTICLES},
        "permutations": measure.Draws().permutations,
        "seed": study.seed,
    }
    digest = hashlib.sha256(study.codebook.read_bytes()).hexdigest()
    about = {"title": codebook.title, "version": codebook.version, "file": study.codebook.name, "sha256": digest}
    about |= {"language": codebook.language, "referents": len(codebook.referents), "labels": len(codebook.labels())}
    about["terms"] = len(codebook.terms())
    problems = [str(problem) for problem in corpus.problems]
    return build_manifest(settings, corpus.inputs, about, vars(tables), problems, results)


def _notebooks(study: Study) -> str:
    beside = study.file.parent.parent if study.file else None
    pages = execute_notebooks(notebook_folder(beside), study.processed, study.processed / "reports")
    return f"{len(pages)} notebooks (reports/*.html)"


def _next(study: Study, notebooks: bool) -> str:
    page = study.processed / "reports" / "00_start_here.html"
    own = study.file.parent.parent / "notebooks" / "00_start_here.ipynb" if study.file else None
    if own is None or not own.is_file() or study.processed != study.file.parent / "processed":
        return f"open {page}" if notebooks else f'in Python: import framing as fr; fr.open_run("{study.processed}")'
    return f"jupyter lab {own}{f'  (or open {page})' if notebooks else ''}"
