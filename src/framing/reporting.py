"""What a run's report holds: which tables, figures and evidence, gathered from the run and handed to ``report``."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pandas as pd

from framing import evidence, measure
from framing.report import Findings
from framing.report.concordance import concordance
from framing.report.markup import html_table
from framing.report.methods import count, methods
from framing.report.page import Section, figure, folded, page, prose, reference_list, sentence
from framing.report.printed import printed
from framing.report.sections import corpus_table, findings_part, heading, manifest_part, missing_part
from framing.report.software import versions
from framing.report.tables import save_table
from framing.runs import Run
from framing.showing import counting_of, naming, not_bare

REPORT = "report.html"
CLEAREST = 5
LINES, WIDTH = 4, 75
FEW, PAPER = 12, 60
CONTRASTS = ("frame_contrasts_group", "frame_contrasts_outlet", "contrasts_group", "contrasts_outlet")
SCORES = ("flesch_reading_ease", "lix", "words_per_sentence", "syllables_per_word", "mattr_100")
FIGURES = {
    "corpus": ("corpus",),
    "naming": ("frames", "shares", "weeks", "voices"),
    "differences": ("frame_contrasts", "contrasts"),
    "readability": ("readability", "readability_components"),
}


NAMED = ("naming", "differences")


@dataclass(frozen=True)
class Shown:
    """A table of the report: the name of its files, its caption, and itself."""

    name: str
    caption: str
    table: pd.DataFrame


def clear_rows(results: Mapping[str, pd.DataFrame]) -> list[dict]:
    """Return the clearest contrasts: frames before labels, groups before outlets; none if none is clear."""
    clear = [measure.clearest(results[name], k=CLEAREST) for name in CONTRASTS if name in results]
    return [row for table in clear for row in table.to_dict("records")][:CLEAREST]


def nearest_rows(results: Mapping[str, pd.DataFrame], referent: str) -> list[dict]:
    """Return the contrasts of ``referent`` with the smallest p, for when none is clear."""
    tables = [results[name] for name in CONTRASTS if name in results]
    rows = [table[(table["referent"] == referent) & table["p"].notna()] for table in tables]
    return [row for table in rows for row in table.sort_values(["p", "measure"]).head(1).to_dict("records")]


def findings_of(results: Mapping[str, pd.DataFrame], referent: str) -> Findings:
    """Return what a run found, in sentences."""
    found = (clear_rows(results), nearest_rows(results, referent))
    return Findings(*([measure.sentence(row) for row in rows] for rows in found))


def write_report(run: Run) -> list[Path]:
    """Write the report of a run and what belongs to it into the run's folder, and return the files.

    ``reports/report.html`` asks nobody for anything and has the same bytes for the same run; beside it
    ``methods.md`` and ``references.bib``, and in ``tables/`` each of its tables as CSV, Excel, LaTeX, HTML and Word.
    A ``report.pdf`` printed from other words than these is removed.
    """
    run = replace(run, manifest=json.loads(json.dumps(run.manifest, sort_keys=True)))  # in the order of its file
    folder, tables = run.folder / "reports", shown_tables(run)
    folder.mkdir(parents=True, exist_ok=True)
    written = methods(run)
    _replace(folder / REPORT, _page(run, tables, written.text).encode("utf-8", errors="replace"))
    saved = [save_table(of.table, run.folder / "tables" / of.name, caption=of.caption) for of in tables.values()]
    return [folder / REPORT, *written.save(folder), *(path for paths in saved for path in paths)]


def _replace(page: Path, content: bytes) -> None:
    """Write the page; a PDF that was printed from another one does not stay beside it."""
    if not page.is_file() or page.read_bytes() != content:
        page.with_suffix(".pdf").unlink(missing_ok=True)
    page.write_bytes(content)


def shown_tables(run: Run) -> dict[str, Shown]:
    """Return the tables of a report by name: the corpus, naming, differences and readability."""
    outlets = run.articles.set_index("article_id")["outlet"]
    corpus = corpus_table(run.manifest, run.mentions.assign(outlet=run.mentions["article_id"].map(outlets)))
    shown = [Shown("corpus", "The corpus by outlet", corpus)]
    for by in ("group", "outlet"):
        shown += [
            *_shown(run, f"frames_{by}", f"Frames for {run.referent} by {by}", _of_referent("share", run.referent)),
            *_shown(run, f"shares_{by}", f"Names for {run.referent} by {by}", _of_referent("share", run.referent)),
            *_shown(
                run, f"frame_contrasts_{by}", f"Frames for {run.referent}: differences by {by}",
                _of_referent("share difference", run.referent),
            ),
            *_shown(
                run, f"contrasts_{by}", f"Names for {run.referent}: differences by {by}",
                _of_referent("share difference", run.referent),
            ),
            *_shown(run, f"readability_{by}", f"Readability of bodies by {by}", _scores),
        ]  # fmt: skip
    return {of.name: of for of in shown}


def _shown(run: Run, name: str, caption: str, chosen) -> list[Shown]:
    if name not in run.manifest["results"]:
        return []
    table = chosen(run.result(name))
    return [Shown(name, caption[:1].upper() + caption[1:], table)] if len(table) else []


def _of_referent(wanted: str, referent: str):
    """Return a function that keeps the rows of one measure and referent; names that no one uses stay out."""

    def rows(table: pd.DataFrame) -> pd.DataFrame:
        kept = table[(table["referent"] == referent) & (table["measure"] == wanted)]
        used = kept["n"] + kept.get("reference_n", 0)
        name = "label" if kept["label"].notna().any() else "frame"
        known = used.groupby(kept[name]).transform("sum") > 0
        return kept[known.to_numpy(dtype=bool)].reset_index(drop=True)

    return rows


def _scores(table: pd.DataFrame) -> pd.DataFrame:
    kept = table[(table["part"] == "body") & (table["voice"] == "all") & table["measure"].isin(SCORES)]
    return kept[kept["estimate"].notna()].drop(columns=["part", "voice"]).reset_index(drop=True)


def _page(run: Run, tables: dict[str, Shown], text: str) -> str:
    results = {name: run.result(name) for name in CONTRASTS if name in run.manifest["results"]}
    numbered = _Numbered(run, tables)
    sections = [
        Section("findings", "Findings", findings_part(findings_of(results, run.referent), run.manifest)
                + missing_part(run.manifest)),
        Section("corpus", "Corpus", numbered.part("corpus", ("corpus",))),
        Section("naming", "What each outlet calls it", numbered.part("naming", ("frames", "shares"))),
        Section("differences", "Where outlets differ", numbered.part("differences", ("frame_contrasts", "contrasts"))),
        Section("readability", "How hard they are to read", numbered.part("readability", ("readability",))),
        Section("further", "Further figures", numbered.rest(), open=False),
        Section("evidence", "Evidence", _evidence(run, results)),
        Section("methods", "Methods", prose(text)),
        Section("references", "References", reference_list(text, versions(run.manifest))),
        Section("manifest", "Manifest", manifest_part(run.manifest)),
    ]  # fmt: skip
    return page(heading(run.manifest), [section for section in sections if section.body])


class _Numbered:
    """Gives out the figures and tables of a report, each once and with its number."""

    def __init__(self, run: Run, tables: dict[str, Shown]) -> None:
        self.folder, self.figures = run.folder / "figures", list(run.manifest.get("figures", []))
        self.tables, self.n_figures, self.n_tables = tables, 0, 0
        self.nameless = run.mentions.empty

    def part(self, figures: str, tables: Sequence[str]) -> str:
        """Return the figures and tables of one section, groups before outlets; without mentions there is no naming."""
        if self.nameless and figures in NAMED:
            self.figures = [name for name in self.figures if not name.startswith(FIGURES[figures])]
            return "<p>No term of the codebook was found: there is nothing to show.</p>"
        wanted = [name for kind in FIGURES[figures] for name in self._of(kind, self.figures)]
        told = [self._figure(name) for name in wanted]
        told += [self._table(name) for kind in tables for name in self._of(kind, list(self.tables))]
        return "\n".join(told) or "<p>There is nothing to show here; the findings say why.</p>"

    def rest(self) -> str:
        """Return the figures no section has shown."""
        return "\n".join([self._figure(name) for name in list(self.figures)])

    @staticmethod
    def _of(kind: str, names: list[str]) -> list[str]:
        return [name for name in (f"{kind}_group", f"{kind}_outlet", kind) if name in names]

    def _figure(self, name: str) -> str:
        self.figures.remove(name)
        self.n_figures += 1
        return figure(self.folder, name, self.n_figures)

    def _table(self, name: str) -> str:
        shown = self.tables[name]
        self.n_tables += 1
        rows = len(shown.table)
        title = f"Table {self.n_tables}. {shown.caption} ({count(rows, 'row')}; files tables/{name}.*)"
        body = f'<div class="scroll" tabindex="0">{html_table(printed(shown.table))}</div>'
        if rows <= PAPER:
            return f'<div id="table-{name}">{folded(title, body, shown=rows <= FEW)}</div>'
        paper = f'<p class="paper">{escape(title)}: too long for paper, see the files.</p>'
        return f'<div id="table-{name}">{paper}<div class="screen">{folded(title, body)}</div></div>'


def _evidence(run: Run, results: Mapping[str, pd.DataFrame]) -> str:
    """Return lines in context for what carries each finding, and two articles on one story beside each other."""
    if run.mentions.empty:
        return "<p>No term of the codebook was found, so that there is no line to show.</p>"
    counted = measure.select(run.mentions, counting_of(run))
    behind = _by_name(clear_rows(results) or nearest_rows(results, run.referent))
    parts = [_behind(run, counted, rows, first=not place) for place, rows in enumerate(behind)]
    parts = parts or [_most_used(run, counted)]
    return "\n".join([*parts, _beside(run, counted)])


def _by_name(rows: Sequence[Mapping]) -> list[list[Mapping]]:
    """Return the findings in order, those about the same name of a referent together."""
    found: dict[tuple[str, str, str], list[Mapping]] = {}
    for row in rows:
        found.setdefault((row["referent"], *_name_of(row)), []).append(row)
    return list(found.values())


def _name_of(row: Mapping) -> tuple[str, str]:
    """Return what a finding is about: its label, or its frame where it has none."""
    column = "label" if isinstance(row.get("label"), str) else "frame"
    return column, row[column]


def _behind(run: Run, counted: pd.DataFrame, rows: Sequence[Mapping], *, first: bool) -> str:
    referent, (column, name) = rows[0]["referent"], _name_of(rows[0])
    of = not_bare(run, counted[(counted["referent"] == referent) & (counted[column] == name)])
    told = "".join(f"<p>{sentence(measure.sentence(row))}</p>" for row in rows)
    leading = set().union(*(_of_finding(run, row) for row in rows))
    head = f"<h3>{escape(f'“{name}” for {referent}')}</h3>"
    return f'<div class="lead">{head}{told}</div>{_lines(run, of, name, leading, shown=first)}'


def _of_finding(run: Run, row: Mapping) -> set[str]:
    """Return the outlets a finding speaks of first: the one it names, or those of the group it names."""
    return {row.get("outlet"), *run.manifest["settings"]["groups"].get(row.get("group"), ())}


def _most_used(run: Run, counted: pd.DataFrame) -> str:
    """Return lines of the name used most for the main referent, where there is no finding to show."""
    of = naming(run, counting_of(run))
    if of.empty:
        return "<p>No mention characterises the main referent, so that there is no line to show.</p>"
    label = of["label"].value_counts().sort_index().idxmax()
    lines = _lines(run, of[of["label"] == label], label, set(), shown=True)
    return f"<h3>{escape(f'“{label}” for {run.referent}')}</h3>{lines}"


def _lines(run: Run, mentions: pd.DataFrame, name: str, leading: set[str], *, shown: bool) -> str:
    """Return a few lines an outlet, of as many different articles as there are; ``leading`` outlets come first."""
    outlets = mentions["article_id"].map(run.articles.set_index("article_id")["outlet"])
    parts, silent = [], []
    for outlet in sorted(run.manifest["settings"]["outlets"], key=lambda outlet: outlet not in leading):
        own = mentions[(outlets == outlet).to_numpy(dtype=bool)]
        if own.empty:
            silent.append(f"<bdi>{escape(outlet)}</bdi>")
            continue
        few = own.iloc[own.groupby("article_id").cumcount().argsort(kind="stable")[:LINES]]
        lines = concordance(evidence.kwic(few, run.articles, width=WIDTH), WIDTH)
        number = f"{LINES} of {len(own)}" if len(own) > LINES else str(len(own))
        parts.append(f'<div class="together"><h4><bdi>{escape(outlet)}</bdi> ({number})</h4>{lines}</div>')
    parts += [f"<p>No mention in {', '.join(silent)}.</p>"] if silent else []
    return folded(f"“{name}” in context, by outlet ({count(len(mentions), 'mention')})", "\n".join(parts), shown=shown)


def _beside(run: Run, counted: pd.DataFrame) -> str:
    """Return two articles on one story beside each other, chosen by the rule that stands above them."""
    pair = evidence.most_different_pair(run.articles, naming(run, counting_of(run)))
    head = '<h3 id="side-by-side">Two articles on one story</h3>'
    if pair is None:
        return f"{head}<p>There are no two articles on one story, by different outlets, with enough mentions each.</p>"
    told = (
        f"<p>{escape(pair.rule)} Marked is every name of the codebook, bare ones aside; point at one to see more.</p>"
    )
    return head + told + evidence.side_by_side(pair.first, pair.second, not_bare(run, run.mentions))
