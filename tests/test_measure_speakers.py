"""Who is quoted: counts by hand, nothing dropped, and one speaker under one name in all articles."""

import pandas as pd
import pytest

from framing import measure
from framing.errors import ChoiceError, InputError
from framing.measure import Counting

ARTICLES = pd.DataFrame(
    {
        "article_id": list("abcd"),
        "outlet": list("AABB"),
        "group": ["east", "east", None, None],
        "date": pd.to_datetime(["2020-11-10", "2020-11-11", "2020-11-20", None]).astype("datetime64[us]"),
    }
)
SPEAKERS = pd.DataFrame(
    [("a", "s1", "Ann Lee"), ("a", "s2", "residents"), ("b", "s1", "Ann Lee"), ("b", "s2", "Department of Justice"),
     ("c", "s1", "ANN LEE"), ("c", "s2", "U.S. officials")],
    columns=["article_id", "speaker_id", "name"],
)  # fmt: skip
SAID = [
    ("a", "quotation", "s1"), ("a", "quotation", "s1"), ("a", "reported", "s2"), ("a", "quotation", None), ("a", "scare", None),
    ("b", "quotation", "s1"), ("b", "reported", "s2"), ("c", "reported", "s1"), ("c", "quotation", "s2"),
]  # fmt: skip
PASSAGES = pd.DataFrame(SAID, columns=["article_id", "voice", "speaker_id"]).assign(part="body", start=range(len(SAID)))
MENTIONS = PASSAGES.assign(
    referent="land",
    label=["home", "home", "zone", "zone", "zone", "zone", "home", "home", "zone"],
    match="exact",
    negated=False,
)


def quoted(**options):
    return measure.speakers_quoted(PASSAGES, SPEAKERS, ARTICLES, **options)


def row(table, **keys):
    """Return the one row with these keys."""
    for name, value in keys.items():
        table = table[table[name] == value]
    assert len(table) == 1
    return table.iloc[0]


def test_counts_by_hand():
    table = quoted()
    lee = row(table, outlet="A", speaker="Ann Lee", voice="quotation")
    assert lee[["n", "total", "n_articles", "of_articles", "estimate"]].tolist() == [3, 4, 2, 2, 0.75]
    assert lee["low"] < 0.75 < lee["high"]
    assert row(table, outlet="B", speaker="Ann Lee", voice="reported")["n"] == 1
    nobody = row(table, outlet="B", speaker="Department of Justice", voice="reported")
    assert nobody[["n", "total", "n_articles"]].tolist() == [0, 1, 0]
    assert row(table, outlet="A", speaker="(not named)", voice="reported")["n"] == 1
    assert row(table, outlet="A", speaker="(no speaker)", voice="quotation")["n"] == 1
    assert list(dict.fromkeys(table["speaker"])) == ["Ann Lee", "Department of Justice", "(not named)", "(no speaker)"]
    assert len(table) == 2 * 4 * 2


def test_every_passage_is_counted_once():
    for options in ({}, {"least": 2}, {"counting": Counting(voice="quotation")}):
        table = quoted(**options)
        spoken = PASSAGES["voice"].isin(options.get("counting", Counting(voice=("quotation", "reported"))).voice)
        assert table["n"].sum() == spoken.sum()
        assert (
            table.groupby(["outlet", "voice"])["n"].sum() == table.groupby(["outlet", "voice"])["total"].first()
        ).all()


def test_labels_in_whose_mouth():
    table = quoted(mentions=MENTIONS)
    assert set(table["measure"]) == {"quoted mentions"}
    home = row(table, outlet="A", speaker="Ann Lee", label="home", voice="quotation")
    assert home[["n", "total", "n_articles"]].tolist() == [2, 2, 1]
    zone = row(table, outlet="A", speaker="Ann Lee", label="zone", voice="quotation")
    assert zone[["n", "total", "n_articles"]].tolist() == [1, 2, 1]
    assert table["n"].sum() == 8


def test_rare_names_are_counted_together_and_one_name_is_one_speaker():
    table = quoted(least=3)
    assert set(table["speaker"]) == {"Ann Lee", "(named in fewer than 3 articles)", "(not named)", "(no speaker)"}


def test_rows_in_any_order_give_the_same_table():
    mixed = PASSAGES.sample(frac=1, random_state=2).reset_index(drop=True)
    again = measure.speakers_quoted(mixed, SPEAKERS.iloc[::-1].reset_index(drop=True), ARTICLES)
    pd.testing.assert_frame_equal(quoted(), again)


def test_by_what_articles_have_and_who_has_none_is_said():
    table = quoted(by="group")
    assert table["group"].unique().tolist() == ["east"]
    assert table["notes"].str.contains("2 articles without group left out").all()
    assert "undated" in set(quoted(by=("outlet", "month"))["period"])


def test_nobody_quoted_and_nothing_at_all():
    table = measure.speakers_quoted(PASSAGES.iloc[:0], SPEAKERS, ARTICLES)
    assert table.empty
    alone = quoted(by="outlet")
    assert (alone.loc[alone["total"] == 0, "notes"] == "nobody is quoted: no share").all()


def test_what_is_wrong_is_named():
    with pytest.raises(InputError, match="no speaker 's1' of article 'b'"):
        measure.speakers_quoted(PASSAGES, SPEAKERS[SPEAKERS["article_id"] != "b"], ARTICLES)
    with pytest.raises(InputError, match="every voice has its rows"):
        quoted(by=("outlet", "voice"))
    with pytest.raises(ChoiceError, match="outlet, "):
        quoted(by="town")
    with pytest.raises(InputError, match="least"):
        quoted(least=0)


def test_of_a_run(sample):
    table = measure.speakers_quoted(sample.passages, sample.speakers, sample.articles)
    assert table["n"].sum() == sample.passages["voice"].isin(["quotation", "reported"]).sum()
    table = measure.speakers_quoted(sample.passages, sample.speakers, sample.articles, mentions=sample.mentions)
    own = sample.mentions["voice"].isin(["quotation", "reported"]) & ~sample.mentions["negated"]
    assert table["n"].sum() == own.sum()
    assert sample.result("speakers_outlet")["n"].sum() == sample.passages["voice"].isin(["quotation", "reported"]).sum()
