"""A finished run, read back; and the command line's ways into it."""

import shutil

import pytest

import framing as fr
from conftest import ROOT, framing, write_study
from framing.errors import ChoiceError, InputError
from framing.report import NOTEBOOKS, execute_notebooks
from framing.runs import mentions_of


def test_outlets_narrow_every_table(sample_folder):
    some = fr.open_run(sample_folder, outlets=["Caspian Ledger", "Neva Bulletin"])
    assert sorted(some.articles["outlet"].unique()) == ["Caspian Ledger", "Neva Bulletin"]
    for table in (some.mentions, some.passages, some.readability, some.removed):
        assert set(table["article_id"]) <= set(some.articles["article_id"])


def test_unknown_names_are_errors_that_list_the_choices(sample_folder):
    with pytest.raises(ChoiceError, match="did you mean Caspian Ledger"):
        fr.open_run(sample_folder, outlets=["Caspian Leger"])
    with pytest.raises(ChoiceError, match="territory"):
        fr.open_run(sample_folder, referent="terrain")
    with pytest.raises(ChoiceError, match="shares_outlet"):
        fr.open_run(sample_folder).result("shares")


def test_no_run_is_an_error(tmp_path):
    with pytest.raises(InputError, match="framing run"):
        fr.open_run(tmp_path)


def test_a_label_or_any_pattern_can_be_looked_up(sample):
    label = mentions_of(sample, "breakaway region")
    assert len(label) == (sample.mentions["label"] == "breakaway region").sum() > 10
    pattern = mentions_of(sample, "cease*fire")
    assert {surface.lower() for surface in pattern["surface"]} <= {"ceasefire", "cease-fire"}
    assert len(pattern) >= 5


def test_a_pattern_that_cannot_be_read_says_why(sample):
    with pytest.raises(InputError, match="not closed"):
        mentions_of(sample, "(breakaway")


def test_kwic_on_the_command_line(sample_folder, tmp_path):
    done = framing("kwic", "so-called republic", "--in", str(sample_folder), "--voice", "scare", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    *lines, count = done.stdout.splitlines()
    assert count == f"{len(lines)} lines"
    assert lines
    assert all("[" in line and "scare" in line for line in lines)
    dates = [line[21:31] for line in lines]
    first = min(dates)
    assert first < max(dates)
    asked = ("kwic", "so-called republic", "--in", str(sample_folder), "--voice", "scare")
    done = framing(*asked, "--dates", first, first, cwd=tmp_path)
    assert 0 < sum(first in line for line in done.stdout.splitlines()) == len(done.stdout.splitlines()) - 1
    done = framing(*asked, "--dates", first, "soon", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "dates: 'soon' is no day; write it as 2020-11-25\n")
    done = framing("kwic", "disputed *", "--in", str(sample_folder), "--out", "lines.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (
        (tmp_path / "lines.csv").read_text(encoding="utf-8-sig").startswith("outlet,date,voice,label,left,match,right")
    )


def test_kwic_says_why_there_is_no_line(sample_folder, sample, tmp_path):
    asked = ("kwic", "breakaway region", "--in", str(sample_folder))
    number = len(mentions_of(sample, "breakaway region"))
    done = framing(*asked, "--dates", "2021-01-01", "2021-01-31", "--outlet", "Caspian Ledger", cwd=tmp_path)
    filters = "outlet Caspian Ledger, dates 2021-01-01 to 2021-01-31"
    assert done.stderr == f"'breakaway region': none of its {number} mentions is left with {filters}\n"
    assert (done.returncode, done.stdout) == (0, "0 lines\n")
    done = framing(*asked, "--dates", "2021-01-31", "2021-01-01", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "dates: 2021-01-31 is after 2021-01-01; write the first day before the last\n"
    done = framing("kwic", "breakaway regoin", "--in", str(sample_folder), "--voice", "scare", cwd=tmp_path)
    assert "is no label of the codebook" in done.stderr
    assert "did you mean breakaway region?" in done.stderr


def test_codebooks_go_out_and_come_back(sample_folder, tmp_path):
    book = str(sample_folder / "codebook.yaml")
    done = framing("codebook", "export", book, "--to", "csv", "--out", "book.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = framing("codebook", "import", "book.csv", "--out", "book.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert set(fr.load_codebook(tmp_path / "book.yaml").referents) == set(fr.load_codebook(book).referents)
    done = framing("codebook", "import", "book.csv", "--out", "book.yaml", cwd=tmp_path)
    assert (done.returncode, "is there already" in done.stderr) == (1, True)


def test_notebooks_run_for_one_outlet_without_mentions_dates_or_titles(tmp_path, monkeypatch):
    """A study nothing can be compared in gives notebooks that say so."""
    from framing.pipeline import run
    from framing.study import load_study

    monkeypatch.setattr("framing.pipeline.draw_all", lambda *_: ([], []))
    file = write_study(tmp_path, {"A/x.txt": "It rained. It rained on."}, study="codebook: codebook.yaml\n")
    run(load_study(file), notebooks=False)
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in NOTEBOOKS:
        shutil.copyfile(ROOT / "notebooks" / f"{name}.ipynb", folder / f"{name}.ipynb")
    pages = execute_notebooks(folder, file.parent / "processed", tmp_path / "reports")
    assert [page.stem for page in pages] == list(NOTEBOOKS)
    assert "there is one outlet only" in (tmp_path / "reports" / "03_framing_differences.html").read_text(
        encoding="utf-8"
    )
