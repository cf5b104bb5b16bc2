"""The command ``framing``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from framing.errors import FramingError, InputError

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
def check(study: StudyFile = None, raw: Raw = None, codebook: CodebookFile = None) -> None:
    """Read study, articles and codebook and say everything that is wrong; nothing is written."""
    from framing.pipeline import check_study

    book, corpus = check_study(_study(study, raw, codebook, None))
    typer.echo(f"{len(corpus.articles)} articles can be read; {len(book.labels())} labels, {len(book.terms())} terms.")
    for problem in corpus.problems:
        typer.echo(str(problem), err=True)
    if corpus.problems:
        raise typer.Exit(1)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="The folder to make.")]) -> None:
    """Make the folders of a study of your own, with a commented study file and codebook to start from."""
    from framing.start import start_study

    for line in start_study(folder):
        typer.echo(line)


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


def _tell(line: str) -> None:
    typer.echo(line + " ...", err=True)


def main() -> None:
    """Run the command; a FramingError becomes its message on stderr and exit code 1."""
    try:
        app()
    except FramingError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
