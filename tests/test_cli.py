"""The command line: exit codes, one clear line for what is wrong, nothing half-written."""

import pytest

from conftest import ARTICLES, CODEBOOK, framing, started, write_study


def test_run_in_this_process_says_what_a_user_sees(tmp_path):
    """The helper most tests run the command with, and the command as it is started, differ in nothing."""
    (tmp_path / "book.yaml").write_text(CODEBOOK, encoding="utf-8")
    for arguments in (("check", "--codebook", "book.yaml"), ("run",), ("run", "--sturdy")):
        within, alone = (way(*arguments, cwd=tmp_path) for way in (framing, started))
        assert (within.returncode, within.stdout) == (alone.returncode, alone.stdout)
        assert within.stderr.splitlines()[-1:] == alone.stderr.splitlines()[-1:]  # usage names the program above


def test_a_folder_and_a_codebook_need_no_study_file(tiny, tmp_path, no_figures):
    data = tiny.parent
    out = tmp_path / "elsewhere"
    arguments = (
        "run",
        "--raw",
        str(data / "raw"),
        "--codebook",
        str(data / "codebook.yaml"),
        "--out",
        str(out),
        "--no-notebooks",
    )
    done = framing(*arguments, cwd=tiny.parent.parent)
    assert done.returncode == 0, done.stderr
    assert (out / "mentions.parquet").is_file()
    assert not (data / "processed").exists()


@pytest.mark.parametrize(
    ("study", "codebook", "told"),
    [
        ("codebook: codebook.yaml\nlabel: 3\n", CODEBOOK, ["study.yaml:2:1: label: not a key here"]),
        (
            "codebook: codebook.yaml\ncount: {voise: [scare]}\n",
            CODEBOOK,
            ["study.yaml:2:9: count.voise", "did you mean voice?"],
        ),
        ("codebook: none.yaml\n", CODEBOOK, ["none.yaml: no such file"]),
        (
            "codebook: codebook.yaml\n",
            CODEBOOK.replace("bare:", "bear:"),
            ["codebook.yaml:", "bear", "did you mean bare?"],
        ),
        (
            "codebook: codebook.yaml\n",
            CODEBOOK.replace('"occupied lands"', '"(occupied"'),
            ["codebook.yaml:", "is not closed"],
        ),
        ("codebook: codebook.yaml\nreferent: teritory\n", CODEBOOK, ["teritory", "did you mean territory?"]),
        ("codebook: codebook.yaml\nraw: nowhere\n", CODEBOOK, ["nowhere: no such folder"]),
        ("codebook: [\n", CODEBOOK, ["study.yaml:", "not YAML"]),
    ],
)
def test_bad_files_are_one_line_and_exit_code_1(tmp_path, study, codebook, told):
    file = write_study(tmp_path, codebook=codebook, study=study)
    done = framing("run", "--no-notebooks", cwd=tmp_path)
    assert done.returncode == 1
    said = [line for line in done.stderr.splitlines() if not line.endswith(" ...")]
    assert len(said) == 1, done.stderr
    for piece in told:
        assert piece in said[0]
    assert not (file.parent / "processed").exists()


def test_no_study_file_is_one_line(tmp_path):
    done = framing("run", cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "framing init" in done.stderr


def test_wrong_usage_is_exit_code_2(tmp_path):
    assert framing("run", "--sturdy", cwd=tmp_path).returncode == 2
    assert framing("rum", cwd=tmp_path).returncode == 2


def test_check_says_everything_and_writes_nothing(tmp_path):
    write_study(tmp_path, ARTICLES | {"South Mail/bad.txt": "\x00\x00"})
    before = sorted(tmp_path.rglob("*"))
    done = framing("check", cwd=tmp_path)
    assert done.returncode == 1
    assert "bad.txt: error: " in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Looked at 4 articles and 4 labels with 4 terms: 1 error, ")
    assert sorted(tmp_path.rglob("*")) == before


def test_many_terms_that_match_nothing_are_one_line_unless_all_are_asked_for(tmp_path):
    from framing.checking import FEW, check_study, gathered
    from framing.study import load_study

    terms = ", ".join(f'"nowhere {chr(97 + k)}"' for k in range(FEW + 1))
    write_study(tmp_path, codebook=CODEBOOK.replace('"occupied lands"', f'"occupied lands", {terms}'))
    remarks, _ = check_study(load_study(tmp_path / "data" / "study.yaml"))
    silent = [str(remark) for remark in remarks if "matches nothing" in str(remark)]
    assert len(silent) > FEW
    shown = [str(remark) for remark in gathered(remarks)]
    (line,) = [text for text in shown if "match nothing" in text]
    assert f"codebook.yaml: warning: {len(silent)} terms match nothing in this corpus (" in line
    assert line.endswith("...); `framing check --all` lists each with its line")
    assert len(shown) == len(remarks) - len(silent) + 1
    few = [remark for remark in remarks if "matches nothing" in str(remark)][:FEW]
    assert gathered(few) == few


def test_check_reads_a_codebook_that_belongs_to_no_study(tmp_path):
    book = tmp_path / "book.yaml"
    book.write_text(CODEBOOK, encoding="utf-8")
    done = framing("check", "--codebook", "book.yaml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("Looked at no articles and 4 labels with 4 terms (there is no study")
    book.write_text(CODEBOOK.replace('"occupied lands"', '"(occupied"'), encoding="utf-8")
    done = framing("check", "--codebook", "book.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert "is not closed" in done.stdout
    done = framing("check", "--codebook", "none.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert "none.yaml: error: no such file" in done.stdout
    assert sorted(tmp_path.iterdir()) == [book]


def test_check_without_a_study_or_codebook_says_so(tmp_path):
    done = framing("check", cwd=tmp_path)
    assert done.returncode == 1
    assert "framing init" in done.stderr


def test_init_makes_a_study_that_runs(tmp_path, no_figures):
    done = started("init", "mine", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    mine = tmp_path / "mine"
    for outlet, text in (
        ("A", "The tax hike is a raid on savings."),
        ("B", "Tax relief helps; the tax reform passed."),
    ):
        (mine / "data" / "raw" / outlet).mkdir()
        (mine / "data" / "raw" / outlet / "2020-11-25-one.txt").write_text(text)
    done = framing("run", "--no-notebooks", cwd=mine)
    assert done.returncode == 0, done.stderr
    assert "found 4 mentions" in done.stdout
    assert (mine / "notebooks" / "00_start_here.ipynb").is_file()
    assert done.stdout.splitlines()[-1] == "Next: jupyter lab notebooks/00_start_here.ipynb"


def test_init_overwrites_nothing(tmp_path):
    framing("init", "mine", cwd=tmp_path)
    done = framing("init", "mine", cwd=tmp_path)
    assert done.returncode == 1
    assert "is there already" in done.stderr
