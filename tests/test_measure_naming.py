"""Shares, rates, contrasts and voices on tables small enough to count by hand, and laws they keep on any table."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import schema
from framing.errors import ChoiceError, InputError
from framing.measure import (
    Counting,
    arrays,
    clearest,
    contrasts,
    contrasts_by_story,
    corpus,
    rates,
    select,
    sentence,
    shares,
    verdict,
    voices,
)


class Codebook:
    """Stands in for a codebook: all that measures ask of one is its table of labels."""

    def labels(self):
        rows = [
            ("territory", "breakaway", "separation", False),
            ("territory", "occupied", "occupation", False),
            ("territory", "seized", "occupation", False),
            ("territory", "Karabakh", None, True),
            ("authorities", "separatists", "separation", False),
        ]
        return pd.DataFrame(rows, columns=["referent", "label", "frame", "bare"]).assign(about="")


def article_table(outlets, dates=None, stories=None):
    n = len(outlets)
    return pd.DataFrame(
        {
            "article_id": [f"a{i}" for i in range(n)],
            "outlet": outlets,
            "group": [{"A": "north", "B": "south"}.get(name) for name in outlets],
            "date": pd.to_datetime(dates or [None] * n).astype("datetime64[us]"),
            "n_words": [100 * (i + 1) for i in range(n)],
            "story_id": stories or [None] * n,
        }
    )


def mention_table(rows):
    """Rows are (article, label) or (article, label, voice)."""
    records = [
        {
            "article_id": f"a{article}",
            "label": label,
            "voice": voice[0] if voice else "narration",
            "referent": "authorities" if label == "separatists" else "territory",
            "part": "body",
            "match": "exact",
            "negated": False,
        }
        for article, label, *voice in rows
    ]
    columns = ["article_id", "label", "voice", "referent", "part", "match", "negated"]
    return pd.DataFrame(records, columns=columns).astype({"negated": bool})


def cell(table, **wanted):
    rows = table
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1, f"{len(rows)} rows for {wanted}"
    return rows.iloc[0]


ARTICLES = article_table(list("AAABB"))
MENTIONS = mention_table(
    [
        (0, "breakaway"), (0, "breakaway"), (0, "occupied"), (0, "Karabakh"), (1, "occupied"),
        (1, "breakaway", "quotation"), (3, "occupied"), (3, "seized"), (4, "separatists"), (4, "Karabakh", "scare"),
    ]
)  # fmt: skip


def test_shares_counted_by_hand():
    table = shares(MENTIONS, ARTICLES, Codebook())
    row = cell(table, outlet="A", label="breakaway")
    assert row[["n", "total", "n_articles", "estimate"]].tolist() == [2, 4, 2, 0.5]
    low, high = arrays.effective_wilson(arrays.pool_units([[2], [0]], [3, 1]))
    assert (row["low"], row["high"]) == pytest.approx((low[0], high[0]))
    assert row[["voice", "measure", "level", "interval", "notes"]].tolist() == [
        "narration+scare", "share", 0.95, "effective Wilson", "few articles",
    ]  # fmt: skip
    whole = cell(table, outlet="B", referent="territory", measure="characterised")
    assert whole[["n", "total", "n_articles"]].tolist() == [2, 3, 2]
    assert cell(table, outlet="B", label="Karabakh")[["measure", "n", "total"]].tolist() == ["bare", 1, 3]
    single = cell(table, outlet="B", label="seized")
    assert single["notes"] == "1 article: no interval"
    assert single[["low", "high", "level", "interval"]].isna().all()
    assert cell(table, outlet="A", label="separatists")["notes"] == "no mention: no share"


def test_frames_join_their_labels():
    table = shares(MENTIONS, ARTICLES, Codebook(), of="frame")
    row = cell(table, outlet="B", referent="territory", frame="occupation")
    assert row[["n", "total"]].tolist() == [2, 2]
    assert pd.isna(row["label"])


def test_a_row_for_every_cell_and_shares_that_sum_to_one():
    table = shares(MENTIONS, ARTICLES, Codebook(), by=("outlet", "voice"), counting=Counting(voice=schema.VOICES))
    assert len(table) == 2 * 6 * (4 + 2 + 1)
    sums = table[table["measure"] == "share"].groupby(["outlet", "voice", "referent"])["estimate"].sum(min_count=1)
    assert sums.dropna().round(12).eq(1).all()
    assert cell(table, outlet="A", label="breakaway", voice="quotation")["n"] == 1


def test_what_counts_is_a_setting_and_is_described():
    mentions = MENTIONS.assign(match=["misspelt", *["exact"] * 9], negated=[False, True, *[False] * 8])
    count = {
        (misspelt, negated): len(select(mentions, Counting(misspelt=misspelt, negated=negated)))
        for misspelt in (True, False)
        for negated in (True, False)
    }
    assert count == {(True, True): 9, (True, False): 8, (False, True): 8, (False, False): 7}
    assert select(mentions, Counting(parts="headline")).empty
    said = Counting(voice=("scare", "narration"), misspelt=False, level=0.9).describe()
    assert said == (
        "Counted: mentions in narration and scare, in headline and body, misspelt ones out, negated ones out; "
        "90 % effective Wilson intervals."
    )


def test_rates_and_presence_counted_by_hand():
    table = rates(MENTIONS, ARTICLES, Codebook())
    row = cell(table, outlet="A", label="occupied", measure="rate")
    assert row[["n", "total", "n_articles", "estimate"]].tolist() == [2, 600, 3, pytest.approx(2 / 0.6)]
    low, high = arrays.rate_interval(arrays.pool_units([[1], [1], [0]], [0.1, 0.2, 0.3]))
    assert (row["low"], row["high"]) == (pytest.approx(low[0]), pytest.approx(high[0]))
    row = cell(table, outlet="A", label="occupied", measure="presence")
    assert row[["n", "total", "estimate"]].tolist() == [2, 3, pytest.approx(2 / 3)]
    assert (row["low"], row["high"]) == pytest.approx([float(x) for x in arrays.wilson(2, 3)])
    assert cell(table, outlet="B", label="breakaway", measure="rate")["estimate"] == 0


def many(outlets=("A", "B"), articles=12, seed=0, lean=0.8):
    """A study in which the first outlet leans to one label."""
    rng = np.random.default_rng(seed)
    table = article_table([name for name in outlets for _ in range(articles)])
    rows = []
    for i, name in enumerate(table["outlet"]):
        p = lean if name == outlets[0] else 0.2
        rows += [(i, "breakaway" if rng.random() < p else "occupied") for _ in range(rng.integers(1, 5))]
    return mention_table(rows), table


def test_a_contrast_has_both_sides_counts_and_is_clear_where_it_is():
    mentions, articles = many()
    table = contrasts(mentions, articles, Codebook())
    row = cell(table, label="breakaway", measure="share difference")
    alone = shares(mentions, articles, Codebook())
    one, two = cell(alone, label="breakaway", outlet="A"), cell(alone, label="breakaway", outlet="B")
    assert row[["outlet", "reference", "n", "total", "n_articles"]].tolist() == [
        "A",
        "B",
        *one[["n", "total", "n_articles"]],
    ]
    assert row[["reference_n", "reference_total", "reference_articles"]].tolist() == [
        *two[["n", "total", "n_articles"]]
    ]
    assert row["estimate"] == one["estimate"] - two["estimate"] > 0
    wanted = arrays.mover_difference(*(tuple(side[["estimate", "low", "high"]].astype(float)) for side in (one, two)))
    assert (row["low"], row["high"]) == pytest.approx(tuple(map(float, wanted)), rel=0.01)  # own degrees of freedom
    assert row["interval"] == "MOVER from effective Wilson"
    assert row["p"] <= row["q"] < 0.05
    assert row["compared"] == 2
    assert verdict(row) == "clearly more"
    assert sentence(row).startswith("A uses “breakaway” for territory clearly more often than B: ")
    best = clearest(table)
    assert best["label"].tolist() == ["breakaway", "occupied"]
    ratio = cell(table, label="breakaway", measure="share ratio (log2)")
    assert ratio["estimate"] == pytest.approx(np.log2(one["estimate"] / two["estimate"]))


@pytest.mark.parametrize(
    ("sides", "q", "told"),
    [
        ({"outlet": "Y", "reference": "rest"}, 0.01, "Y uses “b” for t clearly more often than the rest: "),
        ({"group": "X and Y", "reference": "Z"}, 0.01, "The outlets of X and Y use “b” for t clearly more often than those of Z"),
        ({"group": "X", "reference": "rest"}, 0.01, "The outlets of X use “b” for t clearly more often than the rest: "),
        ({"group": "X", "reference": "Z"}, 0.2, "The outlets of X use “b” for t more often than those of Z, but not clear"),
        ({"group": "X", "reference": "before"}, 0.01, "The outlets of X use “b” for t clearly more often than before: "),
        ({"outlet": "Y", "reference": "before"}, 0.01, "Y uses “b” for t clearly more often than before: "),
    ],
)  # fmt: skip
def test_an_outlet_uses_and_the_outlets_of_a_group_use(sides, q, told):
    values = {"measure": "share difference", "estimate": 0.2, "low": 0.1, "high": 0.3, "p": 0.01, "q": q, "level": 0.95}
    counts = {"share": 0.3, "reference_share": 0.1, "n_articles": 14, "reference_articles": 20, "compared": 9}
    assert sentence(sides | {"referent": "t", "label": "b"} | values | counts).startswith(told)


def test_more_than_two_outlets_are_compared_with_the_rest():
    mentions, articles = many(("A", "B", "C"))
    table = contrasts(mentions, articles, Codebook())
    assert table["reference"].eq("rest").all()
    row = cell(table, outlet="B", label="breakaway", measure="share difference")
    joined = articles.assign(outlet=articles["outlet"].replace({"C": "A"}))
    two = cell(contrasts(mentions, joined, Codebook()), label="breakaway", measure="share difference")
    assert row["estimate"] == pytest.approx(-two["estimate"])
    assert (row["low"], row["high"], row["p"]) == pytest.approx((-two["high"], -two["low"], two["p"]))
    against = contrasts(mentions, articles, Codebook(), against="C")
    assert set(zip(against["outlet"], against["reference"], strict=True)) == {("A", "C"), ("B", "C")}
    pair = contrasts(mentions, articles, Codebook(), against=("C", "A"))
    assert set(zip(pair["outlet"], pair["reference"], strict=True)) == {("C", "A")}


def test_few_articles_are_not_tested_and_one_gives_counts_only():
    mentions, articles = many(articles=9)
    row = cell(contrasts(mentions, articles, Codebook()), label="breakaway", measure="share difference")
    assert row[["low", "high"]].notna().all()
    assert row[["p", "q"]].isna().all()
    assert (row["notes"], verdict(row)) == ("few articles: not tested", "more, few articles: not tested")
    row = cell(contrasts(MENTIONS, ARTICLES, Codebook()), label="breakaway", measure="share difference")
    assert row[["estimate", "low", "high", "p"]].isna().all()
    assert row["notes"] == "fewer than 2 articles: counts only"
    assert (row["n"], row["reference_n"], verdict(row)) == (2, 0, "counts only")


def test_contrasts_within_each_period():
    mentions, articles = many()
    articles["date"] = pd.to_datetime(["2020-11-10", "2020-11-17"] * 12).astype("datetime64[us]")
    table = contrasts(mentions, articles, Codebook(), by=("outlet", "week"))
    assert table["period"].unique().tolist() == ["2020-W46", "2020-W47"]
    row = cell(table, label="breakaway", measure="share difference", period="2020-W47")
    assert row["n_articles"] == 6


def test_voice_shares_sum_to_one_and_count_every_voice():
    table = voices(MENTIONS, ARTICLES, Codebook())
    assert len(table) == 2 * 5 * 6
    assert cell(table, outlet="A", label="breakaway", voice="quotation")[["n", "total"]].tolist() == [1, 3]
    sums = table.groupby(["outlet", "referent", "label"])["estimate"].sum(min_count=1).dropna()
    assert sums.round(12).eq(1).all()


def test_articles_by_week_with_the_undated_apart():
    dates = ["2020-11-10", "2020-11-30", None, "2020-11-11", "2020-11-12"]
    table = corpus(article_table(list("AAABB"), dates))
    assert table["period"].unique().tolist() == ["2020-W46", "2020-W47", "2020-W48", "2020-W49", "undated"]
    assert cell(table, outlet="B", period="2020-W46")[["n", "total", "words"]].tolist() == [2, 5, 900]
    assert cell(table, outlet="A", period="undated")["n"] == 1
    assert table["n"].sum() == 5


def wrong(kind, match):
    return pytest.raises(kind, match=match)


def test_what_is_not_there_is_named_with_what_is():
    mentions, articles = many()
    with wrong(ChoiceError, "against: 'C' is not one of: A, B, rest"):
        contrasts(mentions, articles, Codebook(), against="C")
    with wrong(ChoiceError, "by: 'outlets' is not one of: .*did you mean outlet"):
        shares(mentions, articles, Codebook(), by="outlets")
    with wrong(ChoiceError, "of: 'labels' is not one of: frame, label"):
        shares(mentions, articles, Codebook(), of="labels")
    with wrong(ChoiceError, "interval: 'Wald'"):
        Counting(interval="Wald")
    with wrong(ChoiceError, "voice: 'narrator'"):
        Counting(voice=("narrator",))
    with wrong(InputError, "level: 95"):
        Counting(level=95)
    with wrong(InputError, "name each thing to compare once"):
        shares(mentions, articles, Codebook(), by=("outlet", "outlet"))
    with wrong(InputError, "'C', 'C'.* is not a pair of two different names"):
        contrasts(mentions, articles, Codebook(), against=("C", "C"))
    with wrong(InputError, "'zz' is not an article"):
        shares(mentions.assign(article_id="zz"), articles, Codebook())
    with wrong(InputError, "no label 'xx' of 'territory'"):
        shares(mentions.assign(label="xx"), articles, Codebook())
    with wrong(InputError, "no column n_words"):
        rates(mentions, articles.drop(columns="n_words"), Codebook())
    with wrong(InputError, "there is one outlet only"):
        contrasts(mentions.iloc[:0], articles[articles["outlet"] == "A"], Codebook())


def test_degenerate_tables_give_rows_that_say_so():
    articles = article_table(list("AB"))
    nothing = mention_table([])
    table = shares(nothing, articles, Codebook())
    assert len(table) == 14
    assert table["notes"].eq("no mention: no share").all()
    assert contrasts(nothing, articles, Codebook())["notes"].str.startswith("fewer than 2 articles").all()
    assert rates(nothing, articles, Codebook())["estimate"].eq(0).all()
    assert voices(nothing, articles, Codebook())["estimate"].isna().all()
    for nobody in (
        lambda: shares(nothing, articles.iloc[:0], Codebook()),
        lambda: corpus(articles.iloc[:0], by="outlet"),
    ):
        with wrong(InputError, "no article has a value in 'outlet'"):
            nobody()
    same = mention_table([(i, "occupied") for i in range(24)])
    found = contrasts(same, article_table(["A"] * 12 + ["B"] * 12), Codebook())
    row = cell(found, label="occupied", measure="share difference")
    assert (row["estimate"], row["p"], verdict(row)) == (0, 1, "not distinguishable with 12 articles")
    for measured in ("share difference", "share ratio (log2)"):
        row = cell(found, label="breakaway", measure=measured)
        assert pd.isna(row["p"])
        assert (row["notes"], row["verdict"]) == ("in neither: not compared", "in neither")


def test_forty_outlets():
    mentions, articles = many([f"outlet {i:02}" for i in range(40)], articles=3)
    table = contrasts(mentions, articles, Codebook())
    assert len(table) == 40 * 4 * 2
    assert table["notes"].notna().all()


studies = st.lists(
    st.tuples(
        st.sampled_from("ABC"), st.lists(st.sampled_from(["breakaway", "occupied", "seized", "Karabakh"]), max_size=5)
    ),
    min_size=2,
    max_size=14,
).filter(lambda rows: len({outlet for outlet, _ in rows}) > 1)


def tables_of(study):
    articles = article_table([outlet for outlet, _ in study])
    return mention_table([(i, label) for i, (_, labels) in enumerate(study) for label in labels]), articles


@given(studies, st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_order_does_not_matter(study, random):
    mentions, articles = tables_of(study)
    order = list(range(len(articles)))
    random.shuffle(order)
    shuffled = articles.iloc[order].reset_index(drop=True)
    for measure in (shares, contrasts):
        pd.testing.assert_frame_equal(
            measure(mentions, articles, Codebook()), measure(mentions.iloc[::-1], shuffled, Codebook())
        )


@given(studies)
@settings(max_examples=10, deadline=None)
def test_swapping_the_outlets_flips_every_sign(study):
    mentions, articles = tables_of(study)
    first, second = sorted(articles["outlet"].unique())[:2]
    there = contrasts(mentions, articles, Codebook(), against=(first, second))
    back = contrasts(mentions, articles, Codebook(), against=(second, first))
    np.testing.assert_allclose(there["estimate"], -back["estimate"])
    np.testing.assert_allclose(there["low"], -back["high"])
    np.testing.assert_allclose(there["p"], back["p"])


@given(studies)
@settings(max_examples=10, deadline=None)
def test_counts_of_parts_add_up_to_the_whole(study):
    mentions, articles = tables_of(study)
    keys = ["referent", "label", "measure"]
    whole = shares(mentions, articles.assign(outlet="all"), Codebook()).set_index(keys)[["n", "total", "n_articles"]]
    parts = shares(mentions, articles, Codebook()).groupby(keys, dropna=False)[["n", "total", "n_articles"]].sum()
    pd.testing.assert_frame_equal(parts.sort_index(), whole.sort_index(), check_dtype=False)


@given(studies)
@settings(max_examples=10, deadline=None)
def test_doubling_the_corpus_keeps_shares_and_narrows_intervals(study):
    mentions, articles = tables_of(study)
    again = articles.assign(article_id="x" + articles["article_id"])
    twice = pd.concat([articles, again], ignore_index=True)
    both = pd.concat([mentions, mentions.assign(article_id="x" + mentions["article_id"])], ignore_index=True)
    one, two = shares(mentions, articles, Codebook()), shares(both, twice, Codebook())
    np.testing.assert_allclose(two["estimate"], one["estimate"])
    wide = (one["high"] - one["low"]).fillna(1)
    assert (two["high"] - two["low"]).fillna(0).le(wide + 1e-9).all()


def test_nothing_handed_in_is_changed():
    mentions, articles = many()
    before = mentions.copy(), articles.copy()
    for measure in (shares, rates, contrasts, voices):
        measure(mentions, articles, Codebook())
    pd.testing.assert_frame_equal(mentions, before[0])
    pd.testing.assert_frame_equal(articles, before[1])
    assert dataclasses.replace(Counting(), level=0.9) != Counting()


def twins(seed=0, stories=15):
    """Two outlets on the same stories, whose wording follows the story; the first leans further to one label."""
    rng = np.random.default_rng(seed)
    leaning = rng.beta(0.6, 0.6, stories)
    rows, outlets, names = [], [], []
    for name, shift in (("A", 0.15), ("B", 0.0)):
        for story in range(stories):
            p = min(1, leaning[story] * 0.8 + shift)
            rows += [(len(outlets), "breakaway" if rng.random() < p else "occupied") for _ in range(6)]
            outlets.append(name)
            names.append(f"s{story}")
    return mention_table(rows), article_table(outlets, stories=names)


def test_matching_by_story_counts_shared_stories_and_narrows_the_interval():
    mentions, articles = twins()
    plain = cell(contrasts(mentions, articles, Codebook()), label="breakaway", measure="share difference")
    table = contrasts_by_story(mentions, articles, Codebook())
    row = cell(table, label="breakaway", measure="share difference, same stories")
    assert row["stories"] == 15
    assert row["correlation"] > 0.3
    assert row["estimate"] == pytest.approx(plain["estimate"])
    assert row["high"] - row["low"] < 0.9 * (plain["high"] - plain["low"])
    assert row["p"] < plain["p"]
    articles.loc[articles["story_id"].isin(["s0", "s1", "s2"]) & (articles["outlet"] == "B"), "story_id"] = None
    fewer = contrasts_by_story(mentions, articles, Codebook())
    row = cell(fewer, label="breakaway", measure="share difference, same stories")
    assert row[["stories", "n_articles", "reference_articles", "total"]].tolist() == [12, 12, 12, 72]
    with wrong(InputError, "no article has a story_id"):
        contrasts_by_story(mentions, articles.assign(story_id=None), Codebook())


def test_voices_are_not_contrasted_with_each_other():
    mentions, articles = many()
    with wrong(InputError, "voices stand in the same articles"):
        contrasts(mentions, articles, Codebook(), by="voice")


def test_other_intervals_and_the_stronger_test_go_by_name():
    mentions, articles = many()
    widths = {}
    for interval in (
        "effective Wilson",
        "beta-binomial",
        "Korn-Graubard",
        "bootstrap of articles",
        "Wilson on mentions",
    ):
        table = contrasts(mentions, articles, Codebook(), counting=Counting(interval=interval))
        row = cell(table, label="breakaway", measure="share difference")
        assert row["interval"] == f"MOVER from {interval}"
        assert row["low"] < row["estimate"] < row["high"]
        assert (row["p"] <= 0.05) == (row["low"] > 0)
        widths[interval] = row["high"] - row["low"]
    assert widths["bootstrap of articles"] < widths["effective Wilson"]
    dealt = Counting(test="permutation of articles")
    row = cell(contrasts(mentions, articles, Codebook(), counting=dealt), label="breakaway", measure="share difference")
    assert row["p"] == pytest.approx(0.001)
    assert "dealt anew" in row["notes"]
    same = mention_table([(i, "occupied") for i in range(24) for _ in range(2)])
    table = contrasts(same, articles, Codebook(), counting=dealt)
    assert cell(table, label="occupied", measure="share difference")["p"] == 1
    with wrong(InputError, "does not know stories"):
        contrasts_by_story(mentions, articles.assign(story_id="s"), Codebook(), counting=dealt)


def test_articles_without_the_referent_are_not_dealt():
    mentions, articles = many()
    dealt = Counting(test="permutation of articles")
    silent = article_table(["A"] * 40 + ["B"] * 400).assign(article_id=[f"silent {i}" for i in range(440)])
    more = pd.concat([articles, silent], ignore_index=True)
    alone = contrasts(mentions, articles, Codebook(), counting=dealt)
    beside = contrasts(mentions, more, Codebook(), counting=dealt)
    pd.testing.assert_series_equal(alone["p"], beside["p"])


def test_nothing_is_clear_whose_interval_reaches_no_difference():
    row = {"estimate": 0.1, "p": 0.001, "q": 0.01, "level": 0.95, "n_articles": 14, "reference_articles": 20}
    said = "more, with articles not drawn alike but an interval that reaches no difference"
    assert verdict(row | {"low": -0.1, "high": 0.3}) == said
    assert verdict(row | {"low": 0.02, "high": 0.3}) == "clearly more"
    table = pd.DataFrame(
        [row | {"low": -0.1, "high": 0.3, "measure": "share difference", "referent": "land", "label": "x"}]
    )
    assert clearest(table).empty


def test_articles_left_out_of_a_comparison_are_counted_in_the_notes():
    mentions, articles = many(("A", "B", "C"))
    table = shares(mentions, articles, Codebook(), by="group")
    assert set(table["group"]) == {"north", "south"}
    assert table["notes"].str.endswith("12 articles without group left out").all()
    assert (
        contrasts(mentions, articles, Codebook(), by="group")["notes"].str.contains("12 articles without group").all()
    )
    assert not shares(mentions, articles, Codebook())["notes"].str.contains("left out").any()
