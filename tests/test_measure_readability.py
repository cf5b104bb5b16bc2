"""Readability of outlets: means and differences against SciPy, components against the formulas, and laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.errors import ChoiceError, FramingError
from framing.measure.means import mean_p, means_of, t_interval, welch_interval, welch_p
from framing.measure.readability import WEIGHTS, readability_components, readability_contrasts, readability_means
from framing.readability.measures import FORMULAS

rng = np.random.default_rng(7)


def corpus(sizes: dict[str, int], measures: tuple[str, ...] = ("lix",)) -> tuple[pd.DataFrame, pd.DataFrame]:
    outlets = [outlet for outlet, size in sizes.items() for _ in range(size)]
    articles = pd.DataFrame({"article_id": [f"a{i}" for i in range(len(outlets))], "outlet": outlets})
    articles["story_id"] = [f"s{i % 15}" for i in range(len(outlets))]
    rows = articles[["article_id"]].merge(pd.DataFrame({"measure": measures}), how="cross")
    return rows.assign(part="body", voice="all", value=rng.normal(40, 9, len(rows))), articles


def values_of(table: pd.DataFrame, articles: pd.DataFrame, outlet: str) -> np.ndarray:
    return table.merge(articles, on="article_id").query("outlet == @outlet")["value"].to_numpy()


def test_means_and_intervals_are_scipys():
    table, articles = corpus({"A": 12, "B": 30})
    row = readability_means(table, articles).set_index("outlet").loc["A"]
    values = values_of(table, articles, "A")
    expected = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert row["estimate"] == pytest.approx(values.mean())
    assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))
    assert row["deviation"] == pytest.approx(values.std(ddof=1))
    assert (row["n"], row["n_articles"], row["interval"]) == (12, 12, "t over articles")


def test_differences_are_welchs():
    table, articles = corpus({"A": 12, "B": 30})
    row = readability_contrasts(table, articles, level=0.9).iloc[0]
    test = stats.ttest_ind(values_of(table, articles, "A"), values_of(table, articles, "B"), equal_var=False)
    interval = test.confidence_interval(0.9)
    assert (row["estimate"], row["p"]) == pytest.approx((row["mean"] - row["reference_mean"], test.pvalue))
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high))


def test_matched_differences_are_paired_over_stories():
    table, articles = corpus({"A": 30, "B": 45, "C": 3})
    row = readability_contrasts(table, articles, against=("A", "B"), matched=True).iloc[0]
    each = table.merge(articles, on="article_id").pivot_table("value", "story_id", "outlet")
    test = stats.ttest_rel(each["A"], each["B"])
    interval = test.confidence_interval(0.95)
    assert (row["n"], row["p"]) == (15, pytest.approx(test.pvalue))
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high))


def test_few_articles_are_said_and_not_tested():
    table, articles = corpus({"A": 1, "B": 9, "C": 12, "D": 12})
    means = readability_means(table, articles).set_index("outlet")
    assert means["notes"].fillna("").to_dict() == {"A": "1 article: no interval", "B": "few articles", "C": "", "D": ""}
    assert np.isnan(means.loc["A", "low"]) and means.loc["A", "estimate"] == values_of(table, articles, "A")[0]
    contrasts = readability_contrasts(table, articles, against="D").set_index("outlet")
    assert contrasts["p"].notna().to_dict() == {"A": False, "B": False, "C": True}
    assert contrasts["low"].notna().to_dict() == {"A": False, "B": True, "C": True}
    assert contrasts.loc["B", "notes"] == "few articles: not tested"


def test_articles_without_a_value_are_left_out_and_counted():
    table, articles = corpus({"A": 12, "B": 12})
    table.loc[[0, 1], "value"] = np.nan
    row = readability_means(table, articles).iloc[0]
    assert (row["n"], row["total"]) == (10, 12)
    assert row["estimate"] == pytest.approx(np.nanmean(values_of(table, articles, "A")))
    table.loc[table.index[:12], "value"] = np.nan
    row = readability_means(table, articles).iloc[0]
    assert np.isnan(row["estimate"]) and row["notes"] == "no article with a value"


@pytest.mark.parametrize("measure", sorted(WEIGHTS))
def test_a_formula_is_the_sum_of_its_weighted_components(measure):
    counts = {"words": 120.0, "sentences": 7.0, "syllables": 200.0, "letters": 600.0, "characters": 610.0}
    counts |= {"hard_words": 13.0, "unfamiliar_words": 31.0, "long_words": 29.0}

    def score(name, changed):
        return FORMULAS[name].function(*(changed[count] for count in FORMULAS[name].counts))

    for count in set(FORMULAS[measure].counts) - {"words"}:
        changed = counts | {count: counts[count] * 1.5}
        parts = [weight * (score(name, changed) - score(name, counts)) for name, weight in WEIGHTS[measure].items()]
        assert sum(parts) == pytest.approx(score(measure, changed) - score(measure, counts))


def test_components_add_up_to_the_difference():
    table, articles = corpus({"A": 12, "B": 14, "C": 11}, ("words_per_sentence", "percent_long_words"))
    wide = table.pivot_table("value", ["article_id", "part", "voice"], "measure", sort=False).sum(axis=1)
    table = pd.concat([table, wide.rename("value").reset_index().assign(measure="lix")], ignore_index=True)
    found = readability_components(table, articles)
    assert set(found["measure"]) == {"lix"} and set(found["component"]) == set(WEIGHTS["lix"])
    sums = found.groupby("outlet")["estimate"].sum()
    whole = readability_contrasts(table, articles).query("measure == 'lix'").set_index("outlet")
    assert sums.to_dict() == pytest.approx(whole["estimate"].to_dict())
    for row in found.to_dict("records"):
        assert [row["difference_low"], row["difference_high"]] == whole.loc[row["outlet"], ["low", "high"]].tolist()
    assert (found["low"] <= found["estimate"]).all() and (found["estimate"] <= found["high"]).all()
    with pytest.raises(FramingError, match=r"lix = words_per_sentence \+ percent_long_words"):
        readability_components(table[table["measure"] == "lix"], articles)


def test_what_cannot_be_compared_is_refused():
    table, articles = corpus({"A": 3, "B": 3})
    with pytest.raises(ChoiceError, match="not one of: day, group, month, outlet, week"):
        readability_means(table, articles, by="outlets")
    with pytest.raises(ChoiceError, match="not one of: A, B, rest"):
        readability_contrasts(table, articles, against="Z")
    with pytest.raises(FramingError, match="two different names"):
        readability_contrasts(table, articles, against=("A", "A"))
    with pytest.raises(FramingError, match="one outlet only"):
        readability_contrasts(table, articles.assign(outlet="A"))
    with pytest.raises(FramingError, match="no article has a story_id"):
        readability_contrasts(table, articles.drop(columns="story_id"), matched=True)
    with pytest.raises(FramingError, match="no column part"):
        readability_means(table.drop(columns="part"), articles)


SAMPLES = st.lists(st.floats(-50, 50), min_size=2, max_size=12)


@given(SAMPLES, SAMPLES, st.sampled_from([0.5, 0.9, 0.95]))
def test_swapping_the_sides_turns_the_sign(one, two, level):
    first, second = (means_of(sample, [0] * len(sample), 1) for sample in (one, two))
    low, high = welch_interval(first, second, level)
    swapped_low, swapped_high = welch_interval(second, first, level)
    assert (low[0], high[0]) == pytest.approx((-swapped_high[0], -swapped_low[0]), abs=1e-12)
    assert np.array_equal(welch_p(first, second), welch_p(second, first), equal_nan=True)


@given(SAMPLES, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_limits_surround_the_mean(values, random):
    mixed = random.sample(values, len(values))
    found, again = (means_of(sample, [0] * len(sample), 1) for sample in (values, mixed))
    assert found.mean[0] == pytest.approx(again.mean[0]) and found.variance[0] == pytest.approx(again.variance[0])
    low, high = t_interval(found)
    assert low[0] <= found.mean[0] <= high[0]


def test_p_and_interval_agree():
    values = rng.normal(1, 2, 25)
    found = means_of(values, np.zeros(25, dtype=int), 1)
    low, high = t_interval(found, 1 - float(mean_p(found)[0]))
    assert min(abs(low[0]), abs(high[0])) == pytest.approx(0, abs=1e-9)
