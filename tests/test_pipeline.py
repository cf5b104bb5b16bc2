"""The flow from files to closing lines."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pandas as pd
import pytest

import framing as fr
from conftest import ARTICLES, started, write_study
from framing import schema
from framing.codebook import codebook_of_pattern
from framing.errors import InputError
from framing.pipeline import run
from framing.runs import open_run
from framing.study import load_study


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file under ``folder`` but the manifest, whose time of day differs."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def commanded(tmp_path_factory) -> tuple[Path, CompletedProcess]:
    """The small study, run with its figures by the command in a process of its own: its file, and what was printed."""
    file = write_study(tmp_path_factory.mktemp("tiny"))
    return file, started("run", "--no-notebooks", cwd=file.parent.parent)


def test_run_ends_with_findings_and_the_next_step(commanded):
    _, done = commanded
    assert done.returncode == 0, done.stderr
    assert "Clearest findings" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Next: in Python: import framing as fr; fr.open_run(")


def test_a_run_makes_tables_results_figures_and_a_manifest(commanded):
    file, said = commanded
    done = open_run(file.parent / "processed")
    assert len(done.articles) == 4
    assert done.mentions["surface"].tolist().count("occupied lands") == 4
    assert {path.stem for path in (done.folder / "results").glob("*.csv")} >= {
        "shares_outlet",
        "rates_outlet",
        "contrasts_outlet",
    }
    assert (done.folder / "figures" / "shares_outlet.pdf").stat().st_size > 1000
    assert any(line.startswith("Read 4 articles of 2 outlets") for line in said.stdout.splitlines())


def test_surfaces_are_what_stands_at_the_offsets(sample):
    whole = sample.mentions.merge(sample.articles[["article_id", "title", "text"]], on="article_id")
    for row in whole.itertuples():
        text = row.title if row.part == "headline" else row.text
        assert text[row.start : row.end] == row.surface


def test_voices_and_removals_of_the_small_study(tiny, no_figures):
    run(load_study(tiny), notebooks=False)
    done = open_run(tiny.parent / "processed")
    outlet = done.articles.set_index("article_id")["outlet"]
    found = done.mentions.assign(outlet=done.mentions["article_id"].map(outlet))
    quoted = found[found["voice"] == "quotation"]
    assert quoted[["outlet", "surface"]].to_numpy().tolist() == [["North Post", "occupied lands"]]
    scare = found[found["voice"] == "scare"]
    assert scare[["outlet", "surface"]].to_numpy().tolist() == [["South Mail", "republic"]]
    assert set(done.removed["reason"]) == {"byline", "footer", "white space"}
    assert done.articles["byline"].dropna().tolist() == ["Ann Lee"]


def test_the_same_input_gives_the_same_bytes(commanded, tmp_path, monkeypatch):
    """In another process too, where strings hash otherwise."""
    monkeypatch.chdir(commanded[0].parent.parent)
    study = load_study(Path("data", "study.yaml"))
    run(replace(study, processed=tmp_path / "again"), notebooks=False)
    first, again = study.processed, tmp_path / "again"
    assert len(hashes(first)) > 200
    assert hashes(first) == hashes(again)
    manifests = [json.loads((folder / "manifest.json").read_text()) for folder in (first, again)]
    assert manifests[0]["sha256"] == manifests[1]["sha256"]
    assert {k: v for k, v in manifests[0].items() if k != "finished"} == {
        k: v for k, v in manifests[1].items() if k != "finished"
    }


def test_one_bad_article_stops_nothing_and_is_listed(tmp_path, no_figures):
    articles = ARTICLES | {
        "South Mail/picture.txt": "\x00\x01\x02 broken",
        "loose.txt": "An article of nobody.",
        "notes.docx": "x",
    }
    file = write_study(tmp_path, articles)
    lines = run(load_study(file), notebooks=False)
    manifest = json.loads((file.parent / "processed" / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["skipped"]) == 3
    for name in ("picture.txt", "loose.txt", "notes.docx"):
        assert sum(name in line for line in lines) == 1
        assert sum(name in line for line in manifest["skipped"]) == 1
    assert manifest["counts"]["articles"] == 4


@pytest.mark.parametrize(
    ("articles", "told"),
    [
        ({}, "no articles"),
        ({"A/x.txt": "\x00\x01binary"}, "not a text file"),
        ({"x.txt": "An article of nobody."}, "without an outlet"),
        ({"A/x.txt": "text", "A/metadata.csv": "path,date\nx.txt,31 April\n"}, "date .31 April."),
    ],
)
def test_nothing_to_read_is_an_error_and_leaves_no_output(tmp_path, articles, told):
    file = write_study(tmp_path, articles, study="codebook: codebook.yaml\n")
    with pytest.raises(InputError, match=told):
        run(load_study(file), notebooks=False)
    assert not (file.parent / "processed").exists()


def test_a_failing_run_leaves_the_last_one_as_it_was(tiny, monkeypatch, no_figures):
    study = load_study(tiny)
    run(study, notebooks=False)
    before = hashes(study.processed)
    monkeypatch.setattr("framing.store.write_manifest", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(InputError, match="disk full"):
        run(study, notebooks=False)
    assert hashes(study.processed) == before
    assert not (study.processed / ".unfinished").exists()


def test_articles_on_one_story_are_compared_where_metadata_names_it(tmp_path):
    said = "path,story_id\na.txt,senate vote\nb.txt,truce\n"
    texts = {"a.txt": "The breakaway region is quiet.", "b.txt": "The occupied lands are quiet."}
    files = {f"{outlet}/{name}": text for outlet in "AB" for name, text in texts.items()}
    files |= {f"{outlet}/metadata.csv": said for outlet in "AB"}
    study = load_study(write_study(tmp_path, files, study="codebook: codebook.yaml\n"))
    articles = fr.read_corpus(study).articles
    assert articles.groupby("story_id")["outlet"].agg("".join).to_dict() == {"senate vote": "AB", "truce": "AB"}
    codebook = fr.load_codebook(study.codebook)
    table = fr.contrasts_by_story(fr.tag(articles, codebook), articles, codebook)
    assert set(table["stories"]) == {2}


def test_a_run_compares_same_stories_and_before_with_after_where_the_study_has_them(tmp_path, no_figures):
    text = {"A": "The breakaway region is quiet.", "B": "The occupied lands are quiet."}
    days = [f"2020-11-{day:02}" for day in range(1, 13)]
    files = {f"{outlet}/{day}.txt": text[outlet] for outlet in "AB" for day in days}
    said = "path,story_id,date\n" + "".join(f"{day}.txt,{day},{day if day > '2020-11-01' else ''}\n" for day in days)
    files |= {f"{outlet}/metadata.csv": said for outlet in "AB"}
    settings = "codebook: codebook.yaml\nevents: {2020-11-06: truce, 2021-06-01: later}\n"
    run(load_study(write_study(tmp_path, files, study=settings)), notebooks=False)
    done = open_run(tmp_path / "data" / "processed")
    for name in ("story_contrasts_outlet", "frame_story_contrasts_outlet"):
        table = done.result(name)
        assert set(table["stories"]) == {12}
        assert set(table["measure"]) == {"share difference, same stories", "share ratio (log2), same stories"}
        assert (table["p"] < 0.05).any()
    for name in ("before_after_outlet", "frame_before_after_outlet"):
        table = done.result(name)
        assert set(table["event"]) == {"2020-11-06", "2021-06-01"}
        first = table[table["event"] == "2020-11-06"]
        assert set(first["n_articles"]) <= {7, 0}
        assert set(first["reference_articles"]) <= {4, 0}
        assert first[["n_articles", "reference_articles"]].max().tolist() == [7, 4]
        assert set(table["undated"]) == {2}
        assert table["notes"].str.contains("2 articles without date left out").all()
    assert done.manifest["not_measured"] == []


def test_what_a_study_asks_for_and_a_run_cannot_measure_is_said(tmp_path, no_figures):
    files = {f"{outlet}/x.txt": "The breakaway region is quiet." for outlet in "AB"}
    files |= {f"{outlet}/metadata.csv": f"path,story_id\nx.txt,{outlet}\n" for outlet in "AB"}
    settings = "codebook: codebook.yaml\nevents: {2020-11-06: truce}\n"
    lines = run(load_study(write_study(tmp_path, files, study=settings)), notebooks=False)
    for name, why in (
        ("story_contrasts_outlet", "none of 2 stories is covered by two outlets"),
        ("before_after_outlet", "no article has a date"),
    ):
        assert [line for line in lines if f"result {name}: not measured" in line and why in line]
        assert not (tmp_path / "data" / "processed" / "results" / f"{name}.csv").exists()


def test_words_in_fewer_articles_count_where_the_study_says_so(tmp_path, no_figures):
    texts = {"A": "The breakaway region is quiet today.", "B": "The occupied land is loud today."}
    files = {f"{outlet}/{k}.txt": f"{text} Story {k}." for outlet, text in texts.items() for k in range(2)}
    settings = "codebook: codebook.yaml\nwords: {{least: {}}}\n"
    file = write_study(tmp_path, files, study=settings.format(5))
    lines = run(load_study(file), notebooks=False)
    why = f"stands in 5 articles of 'A' and 'B'; `words: {{least: 4}}` in {file} takes fewer"
    assert any("result keyness_outlet: not measured: keyness: no phrase" in line and why in line for line in lines)
    assert not any("Phrases(" in line or "Near(" in line for line in lines)
    file.write_text(settings.format(2), encoding="utf-8")
    run(load_study(file), notebooks=False)
    table = pd.read_csv(file.parent / "processed" / "results" / "keyness_outlet.csv")
    assert {"breakaway region", "occupied land"} <= set(table["phrase"])
    assert table["n_articles"].add(table["reference_articles"]).min() == 2
    assert set(table["total_articles"]) == set(table["reference_total_articles"]) == {2}
    manifest = json.loads((file.parent / "processed" / "manifest.json").read_text())
    assert manifest["settings"]["words"] == {"least": 2}
    methods = (file.parent / "processed" / "reports" / "methods.md").read_text()
    assert "phrases in at least 2 articles" in methods


def test_a_referent_named_in_quotations_only_stops_nothing(tmp_path, no_figures):
    text = 'A minister said on Monday: "The breakaway region is ours, and we will not leave it."'
    file = write_study(tmp_path, {"A/x.txt": text, "B/y.txt": text}, study="codebook: codebook.yaml\n")
    lines = run(load_study(file), notebooks=False)
    assert any("collocates_outlet: not measured" in line and "narration+scare" in line for line in lines)


def test_one_outlet_one_article_runs_and_says_so(tmp_path, no_figures):
    file = write_study(tmp_path, {"A/x.txt": "The breakaway region is quiet."}, study="codebook: codebook.yaml\n")
    lines = run(load_study(file), notebooks=False)
    shares = pd.read_csv(file.parent / "processed" / "results" / "shares_outlet.csv")
    share = shares[(shares["measure"] == "share") & (shares["n"] > 0)]
    assert share["low"].isna().all()
    assert share["notes"].notna().all()
    assert not (file.parent / "processed" / "results" / "contrasts_outlet.csv").exists()
    assert any("one outlet only" in line for line in lines)


def test_a_study_without_any_mention_runs(tmp_path):
    file = write_study(tmp_path, {"A/x.txt": "It rained.", "B/y.txt": "It snowed."}, study="codebook: codebook.yaml\n")
    run(load_study(file), notebooks=False)
    assert len(open_run(file.parent / "processed").mentions) == 0


def test_results_have_the_fixed_columns(sample_folder):
    for path in sorted((sample_folder / "results").glob("*.parquet")):
        table = pd.read_parquet(path)
        columns = [column for column in table.columns if column in schema.RESULT_VALUES]
        assert columns == list(schema.RESULT_VALUES), path.name


def test_codebook_of_a_run_is_kept_with_it(tiny, no_figures):
    run(load_study(tiny), notebooks=False)
    assert (tiny.parent / "processed" / "codebook.yaml").read_bytes() == (tiny.parent / "codebook.yaml").read_bytes()


def test_unknown_outlet_in_a_group_is_an_error_naming_it(tmp_path):
    file = write_study(tmp_path, study="codebook: codebook.yaml\ngroups: {x: [North Pst]}\n")
    with pytest.raises(InputError, match=r"North Pst.*did you mean North Post"):
        run(load_study(file), notebooks=False)


def test_every_match_is_explained():
    kept = dict.fromkeys(("source_file", "source_item", "raw_sha256"), "x")
    counts = {"n_characters": 40, "n_words": 6, "n_sentences": 2}
    text = "The breakaway region. A breakaway party."
    articles = schema.rows("articles", [{"article_id": "a", "outlet": "o", "text": text} | counts | kept])
    found = fr.explain(articles, codebook_of_pattern("(breakaway|breakaway region)"))
    assert found[["surface", "outcome"]].to_numpy().tolist() == [
        ["breakaway", "a longer match of the same referent overlaps it"],
        ["breakaway region", "counts"],
        ["breakaway", "counts"],
    ]


def test_broad_indirect_speech_is_a_setting():
    kept = dict.fromkeys(("source_file", "source_item", "raw_sha256"), "x")
    counts = {"n_characters": 54, "n_words": 8, "n_sentences": 1}
    text = "The government condemned the vote in the breakaway region."
    articles = schema.rows("articles", [{"article_id": "a", "outlet": "o", "text": text} | counts | kept])
    voices = [
        fr.tag(articles, codebook_of_pattern("breakaway region"), indirect=setting)["voice"].tolist()
        for setting in ("strict", "broad")
    ]
    assert voices == [["narration"], ["reported"]]
