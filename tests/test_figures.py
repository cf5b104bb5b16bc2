"""The figures of a run: which there are, and making them again in another preset, size and format."""

import json
import re
import shutil
from dataclasses import fields
from functools import partial

import pandas as pd
import pytest
from PIL import Image

import framing as fr
from conftest import framing, write_study
from framing import chart, figures, store
from framing.errors import ChoiceError, InputError
from framing.narrowing import Narrowed
from framing.pipeline import run
from framing.study import load_study


@pytest.fixture(scope="module")
def subject(sample_folder):
    manifest = store.read_manifest(sample_folder)
    settings = manifest["settings"]
    return figures.Subject(store.read_tables(sample_folder), settings["referent"], settings["events"])


def test_every_kind_of_figure_is_part_of_a_run(subject):
    drawn = {plan.function for plan in figures.plans(subject).values()}
    assert drawn == {name for name in chart.__all__ if name.startswith("draw_")}


def test_a_run_of_the_sample_draws_all_it_has_tables_for(sample_folder, subject):
    manifest = store.read_manifest(sample_folder)
    there = {*store.result_names(sample_folder), "mentions"}
    wanted = [name for name, plan in figures.plans(subject).items() if plan.result in there]
    assert manifest["figures"] == wanted
    assert len(wanted) >= 30
    assert manifest["not_drawn"] == []
    for name in wanted:
        endings = {path.name.removeprefix(f"{name}.") for path in (sample_folder / "figures").glob(f"{name}.*")}
        assert endings == {"pdf", "svg", "png", "csv", "caption.md", "caption.tex", "alt.txt"}


def test_the_corpus_the_codebook_and_the_settings_stand_inside_every_figure(sample_folder):
    manifest = store.read_manifest(sample_folder)
    for path in (sample_folder / "figures").glob("*.png"):
        with Image.open(path) as image:
            source = json.loads(image.text["Source"])
        assert source["run"] == manifest["sha256"]
        assert re.fullmatch("[0-9a-f]{64}", source["corpus"])
        assert manifest["codebook"]["sha256"] in source["codebook"] and "version" in source["codebook"]
        assert source["counting"] == manifest["settings"]["counting"]


def test_the_hash_of_the_corpus_changes_with_a_file():
    manifest = {"sha256": "x", "inputs": {"a.txt": "1"}, "codebook": {"title": "t", "version": "1", "sha256": "y"},
                "settings": {"counting": "c"}, "framing": "0"}  # fmt: skip
    other = manifest | {"inputs": {"a.txt": "2"}}
    assert figures.about(manifest).provenance["corpus"] != figures.about(other).provenance["corpus"]


def test_captions_tell_what_was_found(sample_folder):
    caption = (sample_folder / "figures" / "frame_contrasts_outlet.caption.md").read_text()
    clear = fr.clearest(
        store.read_result(sample_folder, "frame_contrasts_outlet").query("referent == 'territory'"), k=2
    )
    for row in clear.to_dict("records"):
        assert fr.sentence(row) in caption
    unclear = clear.assign(q=0.9)
    assert figures.finding(unclear, "territory", unclear) == "No difference is clear at q of at most 0.05."
    assert figures.finding(unclear.assign(q=None), "territory", unclear) == "No difference could be tested."


def test_captions_of_some_outlets_or_labels_tell_of_no_others(sample_folder, tmp_path):
    table = store.read_result(sample_folder, "contrasts_outlet").query("referent == 'territory'")
    found = fr.clearest(table, k=1).iloc[0]
    others = [name for name in table["outlet"].unique() if name != found["outlet"]][:2]
    labels = [name for name in table.query("n > 0")["label"].unique() if name != found["label"]][:3]
    for number, narrowed in enumerate((Narrowed(outlets=others), Narrowed(labels=labels), Narrowed())):
        folder, _, _ = figures.draw_again(
            sample_folder, figures.Export(formats=("svg",)), out=tmp_path / str(number), only=["shares_outlet"],
            narrowed=narrowed,
        )  # fmt: skip
        assert (fr.sentence(found) in (folder / "shares_outlet.caption.md").read_text()) == (not narrowed)
    one = table[table["label"] == found["label"]]
    assert figures.finding(table, "territory", one[one["outlet"].isin(others)]).count(found["outlet"]) == 0


def test_figures_are_made_again_in_a_journals_size(sample_folder, tmp_path):
    done = framing(
        "figures", "--in", str(sample_folder), "--journal", "nature", "--width", "double", "--format", "svg,tiff",
        "--only", "shares_outlet", "--only", "corpus", "--out", "paper", cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "paper: 2 figures (shares_outlet, corpus)\n"
    made = sorted(path.name for path in (tmp_path / "paper").iterdir())
    assert [name for name in made if name.startswith("corpus")] == [
        "corpus.alt.txt", "corpus.caption.md", "corpus.caption.tex", "corpus.csv", "corpus.svg", "corpus.tiff",
    ]  # fmt: skip
    svg = (tmp_path / "paper" / "shares_outlet.svg").read_text()
    assert float(re.search(r'width="([\d.]+)pt"', svg).group(1)) * 25.4 / 72 == pytest.approx(183, abs=0.01)
    assert (tmp_path / "paper" / "shares_outlet.csv").read_text() == (
        sample_folder / "figures" / "shares_outlet.csv"
    ).read_text()


def test_captions_hold_every_word_a_journal_leaves_out_of_the_figure(sample_folder, tmp_path):
    only = ["shares_group", "contrasts_group", "corpus", "keyness_group", "mentions"]
    folders = {}
    for name, words in (("usual", None), ("inside", True), ("outside", False)):
        export = figures.Export("elsevier", "double", ("svg",), words)
        folders[name], saved, _ = figures.draw_again(sample_folder, export, out=tmp_path / name, only=only)
        assert saved == only
    for path in folders["inside"].iterdir():
        usual, outside = (folders[name] / path.name for name in ("usual", "outside"))
        assert usual.read_bytes() == outside.read_bytes()
        assert (path.suffix == ".svg") == (path.read_bytes() != outside.read_bytes()), path.name
    caption = (folders["usual"] / "corpus.caption.md").read_text()
    assert "Bars: articles by the period they fall in" in caption and "without a date" in caption


def test_without_options_the_same_figures_are_made_with_the_same_bytes(sample_folder, tmp_path):
    folder = shutil.copytree(sample_folder, tmp_path / "processed")
    again, saved, remarks = figures.draw_again(folder, figures.Export(), out=tmp_path / "again", only=["pairs_group"])
    assert (saved, remarks) == (["pairs_group"], [])
    for path in again.iterdir():
        assert path.read_bytes() == (folder / "figures" / path.name).read_bytes(), path.name
    beside, _, _ = figures.draw_again(folder, figures.Export("a4", "half", ("svg",)), only=["corpus"])
    assert beside == folder / "figures-a4-half"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--only", "share"), "figure: 'share' is not one of: collocates_group"),
        (("--journal", "science"), "journal: 'science' is not one of: a4, elsevier, nature"),
        (("--journal", "nature", "--width", "half"), "width for nature: 'half' is not one of: double, single"),
        (("--width", "double"), "--width double needs --journal: a4, elsevier"),
        (("--format", "pdf,gif"), "format of a figure: 'gif' is not one of: eps, pdf"),
        (("--format", ","), "a figure needs a format: pdf, svg, png, tiff, eps"),
        (("--outlet", "Neva"), "outlet or group: 'Neva' is not one of: Armenia and diaspora, Azerbaijan"),
        (("--label", "breakaway"), "label or frame: 'breakaway' is not one of: Armenian-held area, Artsakh"),
        (("--most", "0"), "--most 0: at least 1 must be drawn"),
    ],
)
def test_a_choice_that_is_none_lists_the_choices(sample_folder, tmp_path, options, said):
    done = framing("figures", "--in", str(sample_folder), "--out", "new", *options, cwd=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr and len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "new").exists()


def test_every_mention_is_written_as_one_file(sample_folder, tmp_path):
    done = framing("mentions", "all.csv", "--in", str(sample_folder), "--outlet", "Neva Bulletin", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    table = pd.read_csv(tmp_path / "all.csv")
    assert done.stdout == f"all.csv: {len(table):,} mentions\n"
    assert set(table["outlet"]) == {"Neva Bulletin"} and table["date"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()


def test_no_run_yet_is_said(tmp_path):
    done = framing("figures", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "data/processed: no finished run here; `framing run` makes one\n"


def test_a_run_of_another_version_is_drawn_and_said(sample_folder, tmp_path):
    folder = shutil.copytree(sample_folder, tmp_path / "processed")
    manifest = store.read_manifest(folder)
    store.write_manifest(folder, manifest | {"framing": "0.0.1"})
    _, saved, remarks = figures.draw_again(folder, figures.Export(formats=("svg",)), only=["corpus"])
    assert saved == ["corpus"]
    assert remarks == [f"this run was made by framing 0.0.1, its figures by {fr.__version__}; `framing run` renews it"]
    table = store.read_result(folder, "corpus")
    table.rename(columns={"n": "number"}).to_parquet(folder / "results" / "corpus.parquet")
    _, saved, remarks = figures.draw_again(folder, figures.Export(formats=("svg",)), only=["corpus"])
    assert saved == []
    assert "no column n" in remarks[0] and "results/corpus.csv" in remarks[0]
    mentions = pd.read_parquet(folder / "mentions.parquet")
    mentions.drop(columns="voice").to_parquet(folder / "mentions.parquet")
    with pytest.raises(InputError, match=r"mentions\.parquet: unreadable .*`framing run` makes it again"):
        figures.draw_again(folder, figures.Export())


def test_a_table_is_left_where_a_figure_cannot_be_drawn(sample_folder, tmp_path):
    export = figures.Export("slides", "half", ("svg",))
    _, saved, remarks = figures.draw_again(sample_folder, export, out=tmp_path, only=["distances_outlet", "corpus"])
    assert saved == ["corpus"]
    assert re.fullmatch(
        r"figure distances_outlet: not drawn: this figure would stand \d+ mm high, 166 mm are allowed \(about \d+ % less\); "
        r"draw fewer outlets: framing figures --journal slides --width half --only distances_outlet --outlet NAME "
        r"\[--outlet NAME \.\.\.\]; its data is in results/distances_outlet\.csv",
        remarks[0],
    )
    chosen = Narrowed(("Neva Bulletin", "Harbour Gazette", "Caspian Ledger"))
    _, saved, remarks = figures.draw_again(
        sample_folder, export, out=tmp_path, only=["distances_outlet"], narrowed=chosen
    )
    assert (saved, remarks) == (["distances_outlet"], [])
    drawn = pd.read_csv(tmp_path / "distances_outlet.csv")
    assert {*drawn["outlet"], *drawn["reference"]} == set(chosen.outlets)


def test_figures_are_narrowed_by_what_each_of_them_has(sample_folder, tmp_path):
    only = ["shares_outlet", "shares_group", "frames_outlet", "weeks_outlet", "keyness_group", "corpus"]
    options = [f"--only={name}" for name in only]
    options += ["--outlet=Neva Bulletin", "--label=breakaway region", "--label=denial", "--label=statehood"]
    done = framing(
        "figures", "--in", str(sample_folder), "--format=svg", "--out=few", "--most=2", *options, cwd=tmp_path
    )
    assert done.returncode == 0
    assert done.stderr == (
        "figure weeks_outlet: shows one label at a time, here 'denial'; --only weeks_outlet --label draws another\n"
    )
    drawn = {name: pd.read_csv(tmp_path / "few" / f"{name}.csv") for name in only}
    for name in ("shares_outlet", "frames_outlet", "weeks_outlet", "corpus"):
        assert set(drawn[name]["outlet"]) == {"Neva Bulletin"}
    assert drawn["shares_group"]["group"].nunique() == 2
    assert set(drawn["shares_outlet"]["label"].dropna()) == {"breakaway region"}
    assert drawn["frames_outlet"]["frame"].dropna().unique().tolist() == ["denial", "statehood"]
    assert set(drawn["weeks_outlet"]["frame"]) == {"denial"}
    assert drawn["keyness_group"]["named"].sum() <= 4
    caption = (tmp_path / "few" / "shares_group.caption.md").read_text()
    assert "other labels not drawn." in caption


def test_narrowed_figures_stand_apart_from_the_runs_own(sample_folder, tmp_path):
    folder = shutil.copytree(sample_folder, tmp_path / "processed", ignore=shutil.ignore_patterns("figures", "reports"))
    beside, _, _ = figures.draw_again(
        folder, figures.Export(formats=("svg",)), only=["shares_group"], narrowed=Narrowed(most=3)
    )
    assert beside == folder / "figures-chosen"
    assert pd.read_csv(beside / "shares_group.csv")["label"].nunique() == 3


def test_one_outlet_without_dates_has_the_figures_its_tables_allow(tmp_path):
    file = write_study(tmp_path, {"A/x.txt": "The breakaway region. It rained."}, study="codebook: codebook.yaml\n")
    run(load_study(file), notebooks=False)
    manifest = store.read_manifest(file.parent / "processed")
    assert {"corpus", "mentions", "shares_outlet", "voices_outlet", "readability_outlet"} <= set(manifest["figures"])
    assert not [name for name in manifest["figures"] if name.startswith(("pairs", "contrasts", "distances"))]
    assert manifest["not_drawn"] == []


def test_outlets_on_the_same_stories_have_their_paired_dots(tmp_path, monkeypatch):
    only = partial(figures.draw_all, only=["story_pairs_outlet"])
    monkeypatch.setattr("framing.pipeline.draw_all", only)
    articles = {}
    for outlet, name in (("North", "breakaway region"), ("South", "occupied lands")):
        articles |= {f"{outlet}/{k}.txt": f"The {name} is quiet. It rained in story {k}." for k in range(12)}
        rows = "".join(f"{k}.txt,story {k}\n" for k in range(12))
        articles[f"{outlet}/metadata.csv"] = f"path,story_id\n{rows}"
    file = write_study(tmp_path, articles, study="codebook: codebook.yaml\n")
    run(load_study(file), notebooks=False)
    processed = file.parent / "processed"
    assert "story_pairs_outlet" in store.read_manifest(processed)["figures"]
    table = pd.read_csv(processed / "figures" / "story_pairs_outlet.csv")
    assert set(table["measure"]) == {"share difference, same stories"}
    assert table.set_index("label").loc["breakaway region", ["share", "reference_share"]].tolist() == [1.0, 0.0]
    caption = (processed / "figures" / "story_pairs_outlet.caption.md").read_text()
    assert "Only stories that both sides cover (12 stories at most)." in caption


def test_an_export_lists_its_choices():
    assert [field.name for field in fields(figures.Export)] == ["journal", "width", "formats", "words"]
    with pytest.raises(ChoiceError):
        figures.Export("nature", "half")
    assert figures.Export("a4").size(wide=True).width == 160
    assert figures.Export("nature").size(wide=False).width == 89
    assert figures.Export("nature").size(wide=True).width == 183
