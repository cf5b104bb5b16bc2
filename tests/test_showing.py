"""What a notebook asks of a run: its settings, a period, tables to read, one line for what is not there."""

import pandas as pd
import pytest

import framing as fr
from conftest import CODEBOOK, write_study
from framing.errors import ChoiceError, FramingError, InputError
from framing.pipeline import run
from framing.study import load_study


def test_counting_is_the_studys_unless_told_otherwise(tmp_path, monkeypatch):
    monkeypatch.setattr("framing.pipeline.draw_all", lambda *_: ([], []))
    file = write_study(
        tmp_path, study="codebook: codebook.yaml\ncount: {voice: [reported], parts: [body], level: 0.8}\n"
    )
    run(load_study(file), notebooks=False)
    opened = fr.open_run(file.parent / "processed")
    assert fr.counting_of(opened) == fr.Counting(voice=("reported",), parts=("body",), level=0.8)
    changed = fr.counting_of(opened, voices=["quotation"], level=0.9)
    assert changed == fr.Counting(voice=("quotation",), parts=("body",), level=0.9)


def test_naming_is_what_the_shares_count(sample):
    counting = fr.counting_of(sample)
    shares = fr.shares(sample.mentions, sample.articles, sample.codebook, counting=counting)
    rows = shares[(shares["referent"] == sample.referent) & (shares["measure"] == "share")]
    assert len(fr.naming(sample, counting)) == rows["n"].sum() > 100
    nobody = fr.Run(**vars(sample) | {"mentions": sample.mentions.iloc[:0]})
    assert len(fr.naming(nobody, counting)) == 0


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2020-11", "2020-11-10", "2020-11-30"),
        (["2020-11-20", "2020-11-25"], "2020-11-20", "2020-11-25"),
        (["2020-12", None], "2020-12-01", "2020-12-18"),
        (["", "2020-11-12"], "2020-11-10", "2020-11-12"),
    ],
)
def test_a_period_narrows_every_table(sample, period, first, last):
    some = fr.open_run(sample.folder, period=period)
    days = some.articles["date"]
    expected = sample.articles["date"].between(first, f"{last} 23:59")
    assert (len(some.articles), days.isna().any()) == (expected.sum(), False)
    assert set(some.mentions["article_id"]) <= set(some.articles["article_id"])


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"period": "2021"}, "no article from 2021-01-01 to 2021-12-31; they are dated 2020-11-10 to 2020-12-18"),
        ({"period": "soon"}, "period: 'soon' is no period; write 2020-11, or"),
        ({"period": ["2020-11-10"]}, "is no period"),
        ({"outlets": "Nobody"}, "outlet: 'Nobody' is not one of: Bosphorus Dispatch, "),
        ({"referent": "moon"}, "referent: 'moon' is not one of: "),
    ],
)
def test_what_is_not_there_is_one_line_in_a_notebook_too(sample, settings, told):
    with pytest.raises(FramingError) as error:
        fr.open_run(sample.folder, **settings)
    (line,) = error.value._render_traceback_()
    assert told in line
    assert "\n" not in line


def test_an_undated_study_has_no_period(tmp_path, monkeypatch):
    monkeypatch.setattr("framing.pipeline.draw_all", lambda *_: ([], []))
    file = write_study(tmp_path, {"A/x.txt": "It rained."}, CODEBOOK, "codebook: codebook.yaml\n")
    run(load_study(file), notebooks=False)
    with pytest.raises(InputError, match="none is dated"):
        fr.open_run(file.parent / "processed", period="2020")
    with pytest.raises(InputError, match="in no group"):
        fr.sides(fr.open_run(file.parent / "processed"), "group")


def test_sides_and_names_are_chosen_or_listed(sample):
    assert fr.sides(sample, "group") == ["Armenia and diaspora", "Azerbaijan and Turkey"]
    assert fr.one_of("", fr.sides(sample)) == "Bosphorus Dispatch"
    assert fr.one_of("Neva Bulletin", fr.sides(sample)) == "Neva Bulletin"
    for wrong in (lambda: fr.sides(sample, "country"), lambda: fr.one_of("X", ["A", "B"])):
        with pytest.raises(ChoiceError, match="is not one of"):
            wrong()


def test_scores_are_of_one_voice(sample):
    assert set(fr.spoken_by(sample.readability)["voice"]) == {"all"}
    assert set(fr.spoken_by(sample.readability, ["quotation"])["voice"]) == {"quotation"}
    with pytest.raises(InputError, match="voice by voice"):
        fr.spoken_by(sample.readability, ["quotation", "narration"])
    with pytest.raises(ChoiceError, match="all, narration, quotation"):
        fr.spoken_by(sample.readability, "scare")


def test_the_usual_measure_is_one_with_values(sample):
    assert fr.usual_measure(sample.readability) == "flesch_reading_ease"
    assert fr.usual_measure(sample.readability, "rix") == "rix"
    english = sample.readability["measure"] == "flesch_reading_ease"
    other = sample.readability.assign(value=sample.readability["value"].mask(english))
    assert fr.usual_measure(other) == "lix"
    with pytest.raises(ChoiceError, match="flesch_reading_ease"):
        fr.usual_measure(sample.readability, "flesch")


def test_a_table_is_shown_as_it_is_printed_or_said_to_be_empty(sample):
    shares = sample.result("frames_outlet").query("referent == 'territory' and measure == 'share'")
    html = fr.show(shares, most=5)._repr_html_()
    assert html.count("<tr>") == 6
    assert "95 % interval" in html
    assert f"5 of {len(shares)} rows." in html
    assert fr.show(shares.iloc[:0], "No <share>.") == "<p>No &lt;share&gt;.</p>"
    counts = pd.DataFrame({"measure": ["lix"], "A <b>": [1]}).set_index("measure")
    assert "A &lt;b&gt;" in fr.show(counts)
    assert ">Measure<" in fr.show(counts)
    wide = sample.articles.groupby("outlet")[["n_words"]].agg(["min", "max"])
    assert ">N words min<" in fr.show(wide)


def test_what_is_said_is_a_paragraph_a_line(capsys):
    fr.say("5 % of <b>\nand more")
    assert capsys.readouterr().out == "<p>5 % of &lt;b&gt;</p><p>and more</p>\n"
