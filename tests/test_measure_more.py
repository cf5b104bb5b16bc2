"""Distances, maps, scaling, keyness, collocates, dispersion, co-occurrence, time and the classifier's check."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.spatial.distance import jensenshannon
from statsmodels.stats.contingency_tables import Table2x2

from framing import measure
from framing.errors import ChoiceError, InputError
from framing.measure import arrays
from framing.measure.arrays import log_odds_ratio
from framing.measure.phrases import Stream, count_phrases
from framing.text import article_texts, read_words
from test_measure_naming import ARTICLES, MENTIONS, Codebook, article_table, cell, many, mention_table, twins, wrong


def test_distance_is_scipys_with_what_chance_makes_beside_it():
    mentions, articles = many(("A", "B", "C"), articles=40)
    table = measure.distances(mentions, articles, Codebook())
    row = cell(table, outlet="A", reference="B", referent="territory")
    alone = measure.shares(mentions, articles, Codebook())
    alone = alone[(alone["measure"] == "share") & (alone["referent"] == "territory")]
    p, q = (alone.loc[alone["outlet"] == name, "estimate"].to_numpy() for name in "AB")
    assert row["estimate"] == pytest.approx(jensenshannon(p, q, 2) ** 2)
    assert 0 < row["low"] < row["estimate"] < row["high"]
    assert row["by_chance"] < row["estimate"]
    assert row["p"] == pytest.approx(0.001)
    near = cell(table, outlet="B", reference="C", referent="territory")
    assert near["low"] == 0
    assert near["p"] > 0.05
    assert row["compared"] == 3
    assert "dealt anew" in row["notes"]
    assert table[table["referent"] == "authorities"]["notes"].eq("no mention on one side: no distance").all()
    again = measure.distances(mentions, articles, Codebook())
    pd.testing.assert_frame_equal(table, again)


def test_tree_joins_the_nearest_first_and_leaves_out_who_is_silent():
    mentions, articles = many(("A", "B", "C"))
    articles = pd.concat([articles, article_table(["D"]).assign(article_id="d0")], ignore_index=True)
    table = measure.distances(mentions, articles, Codebook(), draws=measure.Draws(permutations=9))
    tree = measure.dendrogram(table, "territory")
    assert tree[["first", "second", "n_outlets"]].to_numpy().tolist() == [["B", "C", 2], ["A", "step 1", 3]]
    square = measure.distance_matrix(table, "territory")
    assert tree["height"].tolist() == pytest.approx([square.loc["B", "C"], square.loc["A", ["B", "C"]].mean()])
    with wrong(InputError, "no distance for 'nobody'"):
        measure.distance_matrix(table, "nobody")
    with wrong(InputError, "there is one outlet only, 'A'"):
        measure.distances(mentions.iloc[:0], articles[articles["outlet"] == "A"], Codebook())


SMOKERS = np.array([[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]])


def test_correspondence_analysis_of_greenacres_smokers():
    """Greenacre (1984), table 3.1: principal inertias and first coordinates as published."""
    found = arrays.correspondence(SMOKERS)
    assert found.inertia == pytest.approx([0.074759, 0.010017, 0.000414], abs=5e-7)
    assert np.abs(found.rows[:, 0]) == pytest.approx([0.065768, 0.258958, 0.380595, 0.232952, 0.201089], abs=5e-7)
    assert found.row_part.sum(0) == pytest.approx([1, 1, 1])
    assert found.inertia.sum() == pytest.approx(stats.chi2_contingency(SMOKERS).statistic / SMOKERS.sum())
    shuffled = arrays.correspondence(SMOKERS[::-1])
    np.testing.assert_allclose(shuffled.rows[::-1], found.rows, atol=1e-9)


def test_map_has_both_kinds_of_points_and_their_articles():
    table = measure.correspondences(MENTIONS, ARTICLES, Codebook(), referent="territory")
    assert table.loc[table["measure"] == "dimension 1", "point"].tolist() == [*["outlet"] * 2, *["label"] * 3]
    row = cell(table, label="occupied", measure="dimension 1")
    assert row[["n", "n_articles", "total"]].tolist() == [3, 3, 6]
    assert table["inertia"].eq(1).all()
    with wrong(ChoiceError, "referent: 'sea' is not one of: authorities, territory"):
        measure.correspondences(MENTIONS, ARTICLES, Codebook(), referent="sea")
    with wrong(InputError, "needs two outlets and two labels"):
        measure.correspondences(MENTIONS, ARTICLES, Codebook(), referent="authorities")


def test_scaling_finds_the_line_counts_were_drawn_from():
    position = np.array([-1.5, -0.5, 0, 0.5, 1.5])
    rng = np.random.default_rng(0)
    weight = rng.normal(0, 0.7, 30)
    counts = rng.poisson(np.exp(4 + rng.normal(0, 0.5, 30) + np.outer(position / position.std(), weight)))
    found = arrays.scale(counts)
    assert abs(np.corrcoef(found.position, position)[0, 1]) > 0.999
    assert abs(np.corrcoef(found.weight, weight)[0, 1]) > 0.99
    assert (found.position.mean(), found.position.std()) == pytest.approx((0, 1))
    np.testing.assert_allclose(arrays.scale(counts[::-1]).position[::-1], found.position, atol=1e-5)


def test_scaling_of_outlets_has_intervals_and_weights():
    mentions, articles = many(("A", "B", "C"))
    table = measure.scaling(mentions, articles, Codebook(), draws=measure.Draws(draws=100))
    rows = table[table["measure"] == "position"].set_index("outlet")
    assert abs(rows.loc["A", "estimate"]) == rows["estimate"].abs().max()
    assert ((rows["low"] < rows["estimate"]) & (rows["estimate"] < rows["high"])).all()
    weights = table[table["measure"] == "weight"].set_index("label")["estimate"]
    assert np.sign(weights["breakaway"]) == np.sign(rows.loc["A", "estimate"])
    with wrong(InputError, "three outlets and two labels are needed; used are 2 and 4"):
        measure.scaling(MENTIONS, ARTICLES, Codebook())


TEXTS = {
    "A": "The so-called republic lost. A so-called republic lost ground.\n\nRebels left the town.",
    "B": "The republic stood. The young republic won.\n\nThe army held the town.",
}


def text_table(articles=12):
    table = article_table([name for name in "AB" for _ in range(articles)])
    return table.assign(title="News", text=[TEXTS[name] for name in table["outlet"]])


def test_keyness_equals_the_formula_on_counts_by_hand():
    articles = text_table()
    table = measure.keyness(articles, target="A", scoring=measure.Scoring(measures=tuple(measure.scores.MEASURES)))
    row = cell(table, phrase="so-called republic", measure="log-odds")
    bigrams = {"A": 2 + 5 + 3, "B": 2 + 3 + 4}
    assert row[["n", "total", "n_articles"]].tolist() == [24, 12 * bigrams["A"], 12]
    assert row[["reference_n", "reference_total", "reference_articles"]].tolist() == [0, 12 * bigrams["B"], 0]
    sizes = (12 * bigrams["A"], 12 * bigrams["B"])
    delta, z = arrays.log_odds_given((24, 0), sizes, 500 * 24 / sum(sizes), 500)
    assert (row["estimate"], row["z"]) == (pytest.approx(delta), pytest.approx(z))
    assert row["low"] > 0
    assert row["p"] < 0.05
    assert row[["prior", "alpha_0", "variance"]].tolist() == ["pooled counts", 500, "4 terms"]
    assert cell(table, phrase="town", measure="log ratio")["p"] > 0.5
    g2 = cell(table, phrase="the", measure="G2 (four-cell), signed")
    assert g2["estimate"] == pytest.approx(-arrays.g2(24, 48, 168, 156))
    assert "as if each were drawn independently" in g2["notes"]
    assert "lost a" not in set(table["phrase"])


def test_keyness_of_one_outlet_is_that_of_the_other_turned_round():
    articles = text_table()
    there = measure.keyness(articles, target="A").set_index("phrase").sort_index()
    back = measure.keyness(articles, target="B", reference="A").set_index("phrase").sort_index()
    np.testing.assert_allclose(there["estimate"], -back["estimate"])
    np.testing.assert_allclose(there["low"], -back["high"])
    np.testing.assert_allclose(there["p"], back["p"])


def test_memory_setting_changes_no_number():
    articles = text_table(200)
    wide = measure.keyness(articles, target="A")
    narrow = measure.keyness(articles, target="A", phrases=measure.Phrases(memory=1))
    pd.testing.assert_frame_equal(wide, narrow)


def test_phrases_are_counted_as_a_plain_loop_counts_them():
    rng = np.random.default_rng(1)
    vocabulary = np.array(["one", "two", "three", "four", "five", "six"])
    articles = article_table(["A", "B"] * 15).assign(title="")
    articles["text"] = [
        ". ".join(" ".join(rng.choice(vocabulary, 6)).capitalize() for _ in range(4)) + "." for _ in range(30)
    ]
    table = measure.keyness(articles, target="A", phrases=measure.Phrases(least=4)).set_index("phrase")
    plain: dict[str, list[int]] = {}
    for i, text in enumerate(articles["text"]):
        for sentence in text.rstrip(".").split(". "):
            words = sentence.lower().split()
            for n in (1, 2, 3):
                for k in range(len(words) - n + 1):
                    plain.setdefault(" ".join(words[k : k + n]), []).append(i)
    plain = {phrase: places for phrase, places in plain.items() if len(set(places)) >= 4}
    assert set(plain) == set(table.index)
    for phrase, places in plain.items():
        assert table.loc[phrase, "n"] == sum(i % 2 == 0 for i in places)
        assert table.loc[phrase, "reference_articles"] == len({i for i in places if i % 2})


def test_dispersion_of_phrases_equals_the_dense_formula():
    articles = text_table()
    articles.loc[0, "text"] += " Rebels came. Rebels went."
    row = cell(measure.keyness(articles, target="A"), phrase="rebels")
    sizes = np.array([14 + 4] + [14] * 11)
    assert row["dp_norm"] == pytest.approx(float(arrays.dp_norm([3] + [1] * 11, sizes)))


def test_published_counts_give_published_keyness():
    counts = pd.DataFrame({"phrase": ["we", "we"], "group": ["A", "B"], "count": [150, 90]})
    scoring = measure.Scoring(measures=tuple(measure.scores.MEASURES), terms=2, form="two-cell")
    table = measure.keyness_of_counts(counts, target="A", sizes={"A": 120_000, "B": 100_000}, scoring=scoring)
    found = table.set_index("measure")["estimate"]
    assert found["G2 (two-cell), signed"] == pytest.approx(6.212712, abs=5e-7)
    assert found["BIC (two-cell)"] == pytest.approx(-6.088671, abs=5e-7)
    assert cell(table, measure="log-odds")["z"] == pytest.approx(2.460836, abs=5e-7)
    assert table["low"].isna().all()
    turned = measure.keyness_of_counts(counts, target="B", sizes={"A": 120_000, "B": 100_000}, scoring=scoring)
    turned = turned.set_index("measure")["estimate"]
    for name in ("log-odds", "log ratio", "G2 (two-cell), signed", "chi-square, signed"):
        assert turned[name] == pytest.approx(-found[name])


EVERY_SCORE = measure.Scoring(measures=tuple(measure.scores.MEASURES))
BY_WORD = {"%DIFF", "odds ratio", "BIC (four-cell)", "LRC (2 compared)", "G2 (four-cell), signed", "chi-square, signed"}


def test_conservative_log_ratio_allows_for_every_phrase_compared():
    counts = pd.DataFrame([("we", "A", 40), ("we", "B", 10), ("they", "A", 60), ("they", "B", 90)])
    scoring = measure.Scoring(measures=("LRC",), level=0.9)
    table = measure.keyness_of_counts(
        counts.set_axis(["phrase", "group", "count"], axis=1), target="A", scoring=scoring
    )
    low = stats.binomtest(40, 50).proportion_ci(1 - 0.1 / 2, "exact").low
    found = cell(table, phrase="we")
    assert found["measure"] == "LRC (2 compared)"
    assert found["estimate"] == pytest.approx(np.log2(low / (1 - low)))


@pytest.mark.parametrize(("articles", "tested"), [(9, False), (10, True)])
def test_keyness_is_tested_from_ten_articles_on_both_sides(articles, tested):
    table = measure.keyness(text_table(articles), target="A")
    assert set(table["p"].notna()) == {tested}
    assert set(table["notes"].fillna("")) == {"" if tested else "few articles: not tested"}


def test_a_phrase_in_neither_group_of_a_count_table_has_no_score():
    rows = [("we", "A", 9), ("we", "B", 3), ("they", "A", 1), ("they", "B", 0), ("you", "C", 5)]
    counts = pd.DataFrame(rows, columns=["phrase", "group", "count"])
    table = measure.keyness_of_counts(counts, target="A", reference="B", scoring=EVERY_SCORE)
    nowhere = table[table["phrase"] == "you"]
    assert nowhere["notes"].eq("in neither: not compared").all()
    assert nowhere[["estimate", "p", "q", "z"]].isna().all(axis=None)
    assert set(table["measure"]) == {"log-odds", "log ratio", *BY_WORD}
    without = measure.keyness_of_counts(counts.iloc[:4], target="A", reference="B", scoring=EVERY_SCORE)
    same = ["estimate", "p", "q", "z", "compared", "notes"]
    pd.testing.assert_frame_equal(table.loc[table["phrase"] != "you", same].reset_index(drop=True), without[same])


def test_keyness_says_wherever_there_is_no_interval_or_number():
    counts = pd.DataFrame([("we", "A", 5), ("we", "B", 7)], columns=["phrase", "group", "count"])
    table = measure.keyness_of_counts(counts, target="A", scoring=EVERY_SCORE)
    assert table["notes"].notna().all()
    none = table[table["estimate"].isna()]
    assert set(none["measure"]) == {"log-odds", "chi-square, signed", "odds ratio"}
    assert none["notes"].str.endswith("no other phrase: no odds").all()


def test_keyness_near_a_referent_in_headlines_and_by_voice():
    articles = text_table()
    words = read_words(article_texts(articles))
    rows = [(i, "breakaway") for i in range(12)]
    start = TEXTS["A"].index("so-called")
    mentions = mention_table(rows).assign(start=start, end=start + len("so-called republic"), sentence=0)
    near = measure.sentences_with(words, mentions, articles, referent="territory")
    found = {words.forms[i] for i in words.form[near.counted]}
    assert found == {"The", "so-called", "republic", "lost"}
    with wrong(InputError, "there are no words to count in 'rest'"):
        measure.keyness(articles, near, target="A")
    headlines = measure.keyness(articles, words, target="A", phrases=measure.Phrases(parts=("headline",)))
    assert headlines["phrase"].tolist() == ["news"]
    passages = pd.DataFrame(
        {"article_id": ["a0", "a0"], "part": "body", "start": [0, 4], "end": [20, 13], "level": [1, 2]}
    ).assign(voice=["quotation", "scare"])
    said = measure.spoken(words, passages, articles, voice="quotation")
    assert [words.forms[i] for i in words.form[said.counted]] == ["The", "republic"]
    scare = measure.spoken(words, passages, articles, voice=("scare",))
    assert [words.forms[i] for i in words.form[scare.counted]] == ["so-called"]
    assert measure.spoken(words, passages, articles, voice="narration").counted.sum() == len(words.form) - 3
    with wrong(ChoiceError, "voice: 'narrator'"):
        measure.spoken(words, passages, articles, voice="narrator")


def test_keyness_bad_input():
    articles = text_table(3)
    with wrong(ChoiceError, "target: 'C' is not one of: A, B"):
        measure.keyness(articles, target="C")
    with wrong(InputError, "'A' has nothing to be compared with"):
        measure.keyness(articles, target="A", reference="A")
    with wrong(InputError, "is not a range within 1 to 5"):
        measure.Phrases(lengths=(3, 1))
    with wrong(ChoiceError, "measures: 'tf' is not one of"):
        measure.Scoring(measures=("tf",))
    few = measure.keyness(articles, target="A")
    assert few["p"].isna().all()
    assert few["notes"].eq("few articles: not tested").all()
    with wrong(InputError, "no phrase of 1 to 3 words stands in 99 articles"):
        measure.keyness(articles, target="A", phrases=measure.Phrases(least=99))


def test_collocates_equal_the_formulas_on_counts_by_hand():
    articles = text_table(3).query("outlet == 'A'").reset_index(drop=True)
    words = read_words(article_texts(articles))
    start = TEXTS["A"].index("republic")
    mentions = mention_table([(i, "breakaway") for i in range(3)]).assign(start=start, end=start + 8)
    table = measure.collocates(mentions, articles, words, referent="territory", near=measure.Near(span=1))
    assert set(table["phrase"]) == {"so-called", "lost"}
    row = cell(table, phrase="lost", measure="PMI")
    total = 3 * (1 + 13) - 3
    assert row[["n", "total", "n_articles", "word_n", "words"]].tolist() == [3, 6, 3, 6, total]
    assert row["estimate"] == pytest.approx(np.log2(3 * total / (6 * 6)))
    assert cell(table, phrase="lost", measure="logDice")["estimate"] == pytest.approx(14 + np.log2(6 / 12))
    whole = measure.collocates(mentions, articles, words, referent="territory", near=measure.Near(span=None))
    assert set(whole["phrase"]) == {"the", "so-called", "lost"}
    with wrong(ChoiceError, "label: 'occupied' is not one of: breakaway"):
        measure.collocates(mentions, articles, words, referent="territory", label="occupied")


def test_dispersion_equals_the_dense_formulas():
    table = measure.dispersion(MENTIONS, ARTICLES, Codebook())
    sizes = [100, 200, 300]
    row = cell(table, outlet="A", label="occupied", measure="DP")
    assert row["estimate"] == pytest.approx(float(arrays.dp([1, 1, 0], sizes)))
    assert cell(table, outlet="A", label="occupied", measure="range")[["n", "total"]].tolist() == [2, 3]
    norm = cell(table, outlet="A", label="occupied", measure="DPnorm")["estimate"]
    assert norm == pytest.approx(float(arrays.dp_norm([1, 1, 0], sizes)))
    assert cell(table, outlet="B", label="breakaway", measure="DP")["notes"] == "does not occur"


def test_co_occurrence_is_fishers_test_of_articles():
    rng = np.random.default_rng(3)
    has = pd.DataFrame({"one": rng.random(24) < 0.5, "two": rng.random(24) < 0.6})
    rows = [(i, "Karabakh") for i in has.index]
    rows += [(i, "breakaway") for i in np.flatnonzero(has["one"])] + [
        (i, "occupied") for i in np.flatnonzero(has["two"])
    ]
    mentions, articles = mention_table(rows), article_table(["A"] * 24)
    row = cell(measure.cooccurrence(mentions, articles, Codebook()), label="breakaway", with_label="occupied")
    crossed = pd.crosstab(has["one"], has["two"]).to_numpy()
    assert row[["n", "total"]].tolist() == [crossed[1, 1], 24]
    assert row["p"] == pytest.approx(stats.fisher_exact(crossed).pvalue)
    smoothed = Table2x2(crossed + 2 * np.outer(crossed.sum(axis=1), crossed.sum(axis=0)) / 24**2, shift_zeros=False)
    expected = [smoothed.log_oddsratio, *smoothed.log_oddsratio_confint()]
    assert row[["estimate", "low", "high"]].tolist() == pytest.approx(expected)
    sentences = measure.cooccurrence(mentions.assign(sentence=0), articles, Codebook(), within="sentence")
    same = cell(sentences, label="breakaway", with_label="occupied")
    assert same["estimate"] == row["estimate"]
    assert same[["low", "p"]].isna().all()
    assert "not independent" in same["notes"]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=40))
def test_going_together_has_the_sign_of_what_was_seen_against_chance(rows):
    both, first, second = (sum(values) for values in zip(*((a and b, a, b) for a, b in rows), strict=True))
    estimate, low, high = log_odds_ratio(both, first, second, len(rows))
    if not (0 < first < len(rows) and 0 < second < len(rows)):
        assert np.isnan([estimate, low, high]).all()
        return
    apart = both - first * second / len(rows)
    assert np.sign(np.round(estimate, 9)) == np.sign(np.round(apart, 9))
    assert low <= estimate <= high
    empty = [both, len(rows) - first - second + both], [first - both, second - both]
    assert [np.isneginf(low), np.isposinf(high)] == [min(cells) == 0 for cells in empty]


def test_a_label_in_every_article_tells_nothing_of_others():
    rows = [(i, label) for i in range(12) for label in ["occupied", *["breakaway"] * (i % 2)]]
    table = measure.cooccurrence(mention_table(rows), article_table(["A"] * 12), Codebook())
    row = cell(table, label="breakaway", with_label="occupied")
    assert row[["n", "total", "expected"]].tolist() == [6, 12, 6]
    assert row[["estimate", "low", "high", "p"]].isna().all()
    assert row["notes"] == "one of them stands in every article that counts"


def test_before_and_after_an_event():
    mentions, articles = many(("A", "B"), articles=24)
    days = ["2020-11-01", "2020-11-20"] * 24
    articles["date"] = pd.to_datetime(days).astype("datetime64[us]")
    articles.loc[0, "date"] = pd.NaT
    table = measure.before_after(mentions, articles, Codebook(), event="2020-11-20")
    row = cell(table, outlet="A", label="breakaway", measure="share difference")
    assert row[["period", "reference", "n_articles", "reference_articles", "undated"]].tolist() == [
        "after", "before", 12, 11, 1,
    ]  # fmt: skip
    halves = articles.assign(outlet=[f"{name} {day}" for name, day in zip(articles["outlet"], days, strict=True)])
    halves = halves.drop(index=0).reset_index(drop=True)
    kept = mentions[mentions["article_id"] != "a0"]
    same = measure.contrasts(kept, halves, Codebook(), against=("A 2020-11-20", "A 2020-11-01"))
    same = cell(same, label="breakaway", measure="share difference")
    for name in ("estimate", "low", "high", "p"):
        assert row[name] == pytest.approx(same[name])
    assert "after and before" in measure.sentence(row) or "than before" in measure.sentence(row)
    with wrong(InputError, "'soon' is not a date"):
        measure.before_after(mentions, articles, Codebook(), event="soon")
    with wrong(InputError, "they run from 2020-11-01 to 2020-11-20"):
        measure.before_after(mentions, articles, Codebook(), event="2021-01-01")


def test_several_events_are_one_table_with_one_q():
    mentions, articles = many(("A", "B"), articles=24)
    days = ["2020-11-01", "2020-11-10", "2020-11-20"] * 16
    articles["date"] = pd.to_datetime(days).astype("datetime64[us]")
    articles.loc[:1, "date"] = pd.NaT
    given = (mentions, articles, Codebook())
    events = ["2020-11-10", "2020-11-20", "2021-01-01"]
    table = measure.before_after(*given, event=events)
    for event in events[:2]:
        rows, alone = table[table["event"] == event], measure.before_after(*given, event=event)
        same = ["outlet", "label", "n", "estimate", "low", "high", "p", "notes"]
        pd.testing.assert_frame_equal(rows[same].reset_index(drop=True), alone[same])
    for _, rows in table.groupby("measure"):
        np.testing.assert_allclose(rows["q"], arrays.benjamini_hochberg(rows["p"]))
        assert (rows["compared"] == rows["p"].notna().sum()).all()
    late = table[table["event"] == "2021-01-01"]
    assert late["p"].isna().all()
    assert late["notes"].str.contains("no dated article after 2021-01-01").all()
    assert table["notes"].str.contains("2 articles without date left out").all()
    assert (table["undated"] == 2).all()


def test_a_line_over_the_dots_weighs_periods_by_their_mentions():
    dates = ["2020-11-02", "2020-11-09", "2020-11-23", None]
    articles = article_table(list("AAAA"), dates)
    mentions = mention_table([(0, "breakaway"), (1, "occupied"), (1, "occupied"), (2, "breakaway"), (3, "occupied")])
    table = measure.smoothed(measure.shares(mentions, articles, Codebook(), by=("outlet", "week")))
    rows = table[table["label"] == "breakaway"].set_index("period")["smooth"]
    assert rows["2020-W45"] == pytest.approx(1 / 3)
    assert rows["2020-W46"] == pytest.approx(1 / 3)
    assert rows["2020-W47"] == pytest.approx(1 / 3)
    assert rows["2020-W48"] == 1
    assert np.isnan(rows["undated"])
    with wrong(InputError, "not an odd number"):
        measure.smoothed(table, window=2)


def test_positions_divide_a_label_between_headline_first_paragraph_and_rest():
    articles = article_table(["A", "A"]).assign(text=["first\nthen", "only"])
    mentions = mention_table([(0, "occupied"), (0, "occupied"), (0, "occupied"), (1, "occupied")])
    mentions["start"], mentions["part"] = [0, 6, 0, 0], ["body", "body", "headline", "body"]
    table = measure.positions(mentions, articles, Codebook())
    rows = table[table["label"] == "occupied"].set_index("position")
    assert rows["n"].to_dict() == {"headline": 1, "first paragraph": 2, "rest": 1}
    assert rows["total"].eq(4).all()
    early = measure.shares(mentions, articles, Codebook(), by=("outlet", "position"))
    assert cell(early, label="occupied", position="first paragraph")["n"] == 2


def test_the_classifier_tells_outlets_apart_only_where_they_differ():
    mentions, articles = twins(stories=12)
    articles["story_id"] = [f"s{i % 12}" for i in range(24)]
    sure = mentions.assign(
        label=np.where(mentions["article_id"].isin(articles["article_id"][:12]), "breakaway", "occupied")
    )
    check = measure.Check(permutations=19)
    table = measure.classification(sure, articles, Codebook(), check=check)
    row = cell(table, measure="balanced accuracy")
    assert (row["estimate"], row["n"], row["total"], row["p"]) == (1, 24, 24, 0.05)
    assert 0.3 < row["baseline"] < 0.7
    assert row["low"] < 1
    weights = table[table["measure"] == "weight"].set_index("label")["estimate"]
    assert weights["breakaway"] > 0 > weights["occupied"]
    chance = sure.assign(label="occupied")
    row = cell(measure.classification(chance, articles, Codebook(), check=check), measure="balanced accuracy")
    assert row["estimate"] == 0.5
    assert row["p"] > 0.2
    texts = articles.assign(title="", text=[TEXTS[name] for name in articles["outlet"]])
    words = read_words(article_texts(texts))
    check = measure.Check(features="n-grams", permutations=0)
    table = measure.classification(mentions, texts, Codebook(), words=words, check=check)
    assert cell(table, measure="balanced accuracy")["estimate"] == 1
    assert (
        table[table["measure"] == "weight"]
        .nlargest(3, "estimate")["phrase"]
        .str.contains("so-called|lost|rebels")
        .any()
    )
    with wrong(InputError, "two outlets with 5 articles and stories are needed; fewer have: A, B"):
        measure.classification(MENTIONS, ARTICLES, Codebook())


def peak_of_counting(text, memory):
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    phrases = sum(len(grams.last) for grams in count_phrases(text, 3, 5, memory))
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return peak / 1e6, phrases


def test_memory_bounds_what_counting_takes_beside_the_words():
    rng = np.random.default_rng(0)
    n, articles = 1_000_000, 2_000
    unit = np.sort(rng.integers(0, articles, n)).astype(np.int32)
    joined = np.ones(n, dtype=bool)
    joined[np.searchsorted(unit, np.arange(articles))] = False
    word = np.minimum(rng.zipf(1.3, n) - 1, 30_000).astype(np.int32)
    text = Stream(word, unit, joined, [str(i) for i in range(30_001)], articles)
    found = {memory: peak_of_counting(text, memory) for memory in (5, 20, 40, 1_000)}
    beside = 30 * n / 1e6
    for memory, (peak, _) in found.items():
        assert peak < beside + memory, memory
    assert found[5][0] < 0.6 * found[1_000][0], "a smaller setting takes less"
    assert len({phrases for _, phrases in found.values()}) == 1
