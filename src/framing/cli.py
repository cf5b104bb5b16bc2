"""The command ``framing``."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from framing.errors import FramingError, InputError, choose, nearest

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="What each news outlet calls the same thing, in whose voice, and how sure we can be.",
)  # fmt: skip

StudyFile = Annotated[Path | None, typer.Option("--study", help="The study file. [default: data/study.yaml]")]
Raw = Annotated[Path | None, typer.Option("--raw", help="The folder of articles, in place of the study's.")]
CodebookFile = Annotated[Path | None, typer.Option("--codebook", help="The codebook, in place of the study's.")]


def _study(study: Path | None, raw: Path | None, codebook: Path | None, out: Path | None):
    """Return the study these options describe.

    With ``--raw`` and no ``--study`` the study is made of the options alone: the default study file, its groups and
    its settings belong to other articles.
    """
    from dataclasses import replace

    from framing.study import DEFAULT_FILE, load_study, study_from_options

    if raw is not None and study is None:
        if codebook is None:
            raise InputError("--raw without --study needs --codebook: which codebook are these articles read with?")
        return study_from_options(raw, codebook, out or raw.parent / "processed")
    given = load_study(study or DEFAULT_FILE)
    changes = {"raw": raw, "codebook": codebook, "processed": out}
    return replace(given, **{name: path for name, path in changes.items() if path is not None})


@app.command()
def run(
    study: StudyFile = None,
    raw: Raw = None,
    codebook: CodebookFile = None,
    out: Annotated[Path | None, typer.Option("--out", help="The folder for results. [default: the study's]")] = None,
    notebooks: Annotated[bool, typer.Option("--notebooks/--no-notebooks", help="Run the notebooks too.")] = True,
) -> None:
    """Run a study: tables, results, figures, executed notebooks, and the clearest findings in words."""
    from framing.pipeline import run as run_study

    lines = run_study(_study(study, raw, codebook, out), notebooks=notebooks, tell=_tell)
    typer.echo("\n".join(lines))


@app.command()
def check(
    study: StudyFile = None,
    raw: Raw = None,
    codebook: CodebookFile = None,
    every: Annotated[
        bool, typer.Option("--all", help="List every term that matches nothing, not their number.")
    ] = False,
) -> None:
    """Read study, articles and codebook and say everything that is wrong; nothing is written.

    With --codebook where there is no study, the codebook alone is looked at.
    """
    from framing.checking import check_codebook, check_study, gathered
    from framing.codebook.lint import ERROR, Remark
    from framing.study import DEFAULT_FILE
    from framing.yamlfile import FileProblems

    alone = codebook is not None and study is None and raw is None and not DEFAULT_FILE.exists()
    try:
        remarks, looked_at = check_codebook(codebook) if alone else check_study(_study(study, raw, codebook, None))
    except FileProblems as error:
        remarks, looked_at = [Remark(problem, ERROR) for problem in error.problems], "Looked at the study file only"
    shown = remarks if every else gathered(remarks)
    for remark in sorted(
        shown, key=lambda remark: remark.severity == ERROR
    ):  # errors last, where a terminal shows them
        typer.echo(str(remark))
    errors = sum(remark.severity == ERROR for remark in remarks)
    others = _counted(len(remarks) - errors, "warning or note", "warnings and notes")
    typer.echo(f"{looked_at}: {_counted(errors, 'error')}, {others}.")
    if errors:
        raise typer.Exit(1)


@app.command()
def kwic(
    wanted: Annotated[str, typer.Argument(help="A label of the codebook, or a pattern: 'breakaway *'.")],
    processed: Annotated[Path, typer.Option("--in", help="The results of a run.")] = Path("data/processed"),
    outlet: Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet; may be repeated.")] = None,
    voice: Annotated[list[str] | None, typer.Option("--voice", help="Only this voice; may be repeated.")] = None,
    days: Annotated[
        tuple[str, str] | None,
        typer.Option("--dates", help="Only from this day to that: --dates 2020-10-01 2020-10-31."),
    ] = None,
    sort: Annotated[str, typer.Option("--sort", help="By place, left or right.")] = "place",
    out: Annotated[
        Path | None, typer.Option("--out", help="Write a .csv, .xlsx, .tex, .html or .docx instead.")
    ] = None,
) -> None:
    """Show a label, or any pattern, in context: outlet, date, voice, left, match, right."""
    from framing.evidence import kwic as concordance
    from framing.report import save_table
    from framing.runs import mentions_of, open_run
    from framing.schema import VOICES

    opened = open_run(processed)
    known = {"outlet": set(opened.articles["outlet"]), "voice": VOICES}
    where = {name: chosen for name, chosen in (("outlet", outlet), ("voice", voice)) if chosen}
    for name, chosen in where.items():
        for item in chosen:
            choose(item, known[name], name)
    found = mentions_of(opened, wanted)
    lines = concordance(found, opened.articles, where=where, dates=days or (None, None), sort=sort)
    if lines.empty:
        labels = opened.codebook.labels()["label"].tolist()
        typer.echo(_why_nothing(wanted, labels, len(found), where | ({"dates": days} if days else {})), err=True)
    if out is not None:
        typer.echo(f"{', '.join(map(str, save_table(lines, out)))}: {_counted(len(lines), 'line')}")
        return
    for line in lines.itertuples():
        day = "undated" if line.date != line.date else f"{line.date:%Y-%m-%d}"
        typer.echo(f"{line.outlet:<20.20} {day:<10} {line.voice:<9}  {line.left:>40}[{line.match}]{line.right}")
    typer.echo(_counted(len(lines), "line"))


def _why_nothing(wanted: str, labels: list[str], found: int, filters: dict[str, Sequence[str]]) -> str:
    """Say why there is no line: nothing left after the filters, nothing in the run, or no such label."""
    given = ", ".join(
        f"{name} {' to '.join(items) if name == 'dates' else ' or '.join(items)}" for name, items in filters.items()
    )
    if found:
        return f"{wanted!r}: none of its {_counted(found, 'mention')} is left with {given}"
    if wanted in labels:
        return f"{wanted!r} is a label of the codebook without a mention in this run"
    return f"{wanted!r} is no label of the codebook, and as a pattern it finds nothing{nearest(wanted, labels)}"


@app.command()
def mentions(
    out: Annotated[Path, typer.Argument(help="The file to write: .csv, .xlsx, .tex, .html or .docx.")],
    processed: Annotated[Path, typer.Option("--in", help="The results of a run.")] = Path("data/processed"),
    outlet: Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet; may be repeated.")] = None,
    width: Annotated[int, typer.Option("--width", min=0, help="Characters of context on either side.")] = 60,
) -> None:
    """Write every mention of a run as one table to read: outlet, date, label, voice, and the words around it."""
    from framing.evidence import mention_table
    from framing.report import save_table
    from framing.runs import open_run

    opened = open_run(processed, outlets=outlet or ())
    table = mention_table(opened.mentions, opened.articles, opened.speakers, width=width)
    typer.echo(f"{', '.join(map(str, save_table(table, out)))}: {_counted(len(table), 'mention')}")


@app.command()
def report(
    processed: Annotated[Path, typer.Option("--in", help="The results of a run.")] = Path("data/processed"),
    pdf: Annotated[bool, typer.Option("--pdf", help="Print it as PDF too, with the Chromium of this machine.")] = False,
) -> None:
    """Write the report of a run again: HTML, methods, references and tables; with --pdf for paper too."""
    from framing.report.pdf import find_browser, print_pdf
    from framing.reporting import REPORT, write_report
    from framing.runs import open_run

    printed = (processed / "reports" / REPORT).with_suffix(".pdf")
    was_printed = printed.exists()
    page, *others = write_report(open_run(processed))
    typer.echo(f"{page} (with {', '.join(path.name for path in others[:2])}; tables in {processed / 'tables'})")
    browser = find_browser() if pdf else None
    if browser is not None:
        typer.echo(str(print_pdf(page, page.with_suffix(".pdf"), browser)))
    if was_printed and not printed.exists():
        typer.echo(f"{printed}: removed, it was of an earlier report; `framing report --pdf` prints this one")
    if pdf and browser is None:
        typer.echo("No PDF: there is no Chromium or Chrome on this machine; a browser prints the page as it stands.")


books = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Codebooks of other programs: import and export.")
app.add_typer(books, name="codebook")


@books.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="LIWC .dic, quanteda or plain YAML, CSV, WordStat .cat, .lc3, .ykd.")],
    out: Annotated[Path | None, typer.Option("--out", help="The codebook to write. [default: print it]")] = None,
    language: Annotated[str, typer.Option("--language", help="The language of its words.")] = "en",
) -> None:
    """Write another program's dictionary as a codebook, and say what could not be carried over."""
    from framing.codebook import import_codebook

    _give(*import_codebook(file, language), out)


@books.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="A codebook.")],
    to: Annotated[str, typer.Option("--to", help="quanteda or csv.")],
    out: Annotated[Path | None, typer.Option("--out", help="The file to write. [default: print it]")] = None,
) -> None:
    """Write a codebook for another program, and say what that program cannot express."""
    from framing.codebook import export_codebook, load_codebook

    _give(*export_codebook(load_codebook(file), to), out)


def _give(text: str, remarks: list[str], out: Path | None) -> None:
    """Print a text or write it to a new file; remarks go to stderr."""
    for remark in remarks:
        typer.echo(remark, err=True)
    if out is None:
        typer.echo(text, nl=False)
    elif out.exists():
        raise InputError(f"{out}: is there already; name another file")
    else:
        out.write_text(text, encoding="utf-8")
        typer.echo(str(out))


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="The folder to make.")]) -> None:
    """Make the folders of a study of your own, with a commented study file and codebook to start from."""
    from framing.start import start_study

    for line in start_study(folder):
        typer.echo(line)


@app.command()
def figures(  # noqa: PLR0913 (each is an option of the command)
    processed: Annotated[Path, typer.Option("--in", help="The results of a run.")] = Path("data/processed"),
    journal: Annotated[
        str | None, typer.Option("--journal", help="nature, elsevier, a4, slides, poster or screen. [default: screen]")
    ] = None,
    width: Annotated[
        str | None, typer.Option("--width", help="A width of this journal: single, double ... [default: as each needs]")
    ] = None,
    formats: Annotated[str, typer.Option("--format", help="pdf, svg, png, tiff, eps, with commas.")] = "pdf,svg,png",
    out: Annotated[
        Path | None, typer.Option("--out", help="The folder to write into. [default: figures-JOURNAL-WIDTH]")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Only this figure; may be repeated.")] = None,
    words: Annotated[
        bool | None,
        typer.Option(
            "--words/--no-words",
            help="Title and notes inside each figure. [default: not for nature and elsevier; the captions have them]",
        ),
    ] = None,
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", help="Only this outlet (or group); may be repeated.")
    ] = None,
    label: Annotated[
        list[str] | None, typer.Option("--label", help="Only this label (or frame); may be repeated.")
    ] = None,
    most: Annotated[
        int | None, typer.Option("--most", help="At most so many labels, words or measures, the foremost ones.")
    ] = None,
) -> None:
    """Make every figure of a run again from its tables, in another preset, size or format; nothing is recomputed.

    --outlet, --label and --most narrow figures to some of what there is; they then stand in a folder of their own.
    """
    from framing.figures import Export, draw_again
    from framing.narrowing import Narrowed

    kinds = [kind.strip().lower().removeprefix(".") for kind in formats.split(",") if kind.strip()]
    export = Export(journal, width, tuple(kinds), words)
    narrowed = Narrowed(tuple(outlet or ()), tuple(label or ()), most)
    folder, saved, remarks = draw_again(processed, export, out=out, only=only or (), narrowed=narrowed)
    for remark in remarks:
        typer.echo(remark, err=True)
    if not saved:
        raise InputError("no figure could be drawn")
    typer.echo(f"{folder}: {_counted(len(saved), 'figure')} ({', '.join(saved)})")


@app.command()
def notebooks(
    store: Annotated[bool, typer.Option("--store", help="Store the outputs in the notebooks themselves.")] = False,
) -> None:
    """Run the notebooks of this folder's study; with --store their outputs are kept in notebooks/."""
    from framing.report import notebook_folder, store_outputs

    if not store:
        raise InputError("notebooks: say --store to write outputs into notebooks/; `framing run` runs them without")
    for path in store_outputs(notebook_folder(Path.cwd())):
        typer.echo(str(path))


def _counted(number: int, thing: str, plural: str = "") -> str:
    return f"{number:,} {thing if number == 1 else plural or thing + 's'}"


def _tell(line: str) -> None:
    typer.echo(line + " ...", err=True)


def main() -> None:
    """Run the command; a FramingError becomes its message on stderr and exit code 1."""
    try:
        app()
    except FramingError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
