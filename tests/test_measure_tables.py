"""What stands in whole tables, computed again from the articles: intervals, p and q of keyness and of matched contrasts."""

import numpy as np
import pytest
from scipy import stats
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from framing import measure
from framing.measure import arrays
from framing.text import article_texts, read_words
from test_measure_more import text_table
from test_measure_naming import (
    MENTIONS,
    Codebook,
    article_table,
    cell,
    contrasts,
    contrasts_by_story,
    many,
    mention_table,
    twins,
)

SCORES = measure.Scoring(measures=("log-odds", "log ratio"), level=0.9)


def uneven_texts():
    """Articles of different lengths in which two outlets use "we" unevenly."""
    articles = text_table(11)
    rng = np.random.default_rng(4)
    texts = [
        " ".join(["we"] * rng.poisson(3 if outlet == "A" else 1) + ["word"] * int(rng.integers(3, 30)))
        for outlet in articles["outlet"]
    ]
    return articles.assign(title="News", text=texts)


def sides_of(articles, word):
    """Return what both outlets' articles have of a word, per thousand words of theirs."""
    for outlet in "AB":
        words = [f"News {text}".lower().split() for text in articles.loc[articles["outlet"] == outlet, "text"]]
        lengths = np.array([len(text) for text in words]) / 1000
        yield arrays.pool_units(np.array([[text.count(word)] for text in words]), lengths)


def test_intervals_of_keyness_are_those_of_the_rates_of_articles():
    articles = uneven_texts()
    table = measure.keyness(articles, target="A", scoring=SCORES, phrases=measure.Phrases(lengths=(1, 1)))
    one, two = sides_of(articles, "we")
    rates = [(side.share, *arrays.rate_interval(side, 0.9)) for side in (one, two)]
    ratio = cell(table, phrase="we", measure="log ratio")
    low, high = (float(limit[0]) for limit in arrays.mover_ratio(*rates))
    assert ratio[["n", "total"]].tolist() == [one.count[0], round(1000 * one.total[0])]
    assert ratio[["low", "high"]].tolist() == pytest.approx([low / np.log(2), high / np.log(2)])
    assert ratio["estimate"] == pytest.approx(np.log2(one.share[0] / two.share[0]))
    odds = cell(table, phrase="we", measure="log-odds")
    prior = 500 * (one.count + two.count) / (one.total + two.total) / 1000
    a_word = [tuple(limit / 1000 for limit in side) for side in rates]
    limits = arrays.log_odds_limits(tuple(a_word), (one.total * 1000, two.total * 1000), prior, 500)
    assert odds[["low", "high"]].tolist() == pytest.approx([float(limit[0]) for limit in limits])


def test_q_of_keyness_is_benjamini_and_hochbergs_over_the_phrases_of_a_measure():
    table = measure.keyness(uneven_texts(), target="A", scoring=SCORES)
    for _, rows in table.groupby("measure"):
        assert len(rows) > 3
        assert rows["q"].tolist() == pytest.approx(multipletests(rows["p"], method="fdr_bh")[1].tolist())
        assert (rows["q"] > rows["p"] + 1e-9).any()
        assert (rows["compared"] == len(rows)).all()


def by_article(mentions, articles, outlet, label):
    """Return an outlet's counts of a label, its mentions and its stories, an article each, in the order of stories."""
    mine = articles.loc[articles["outlet"] == outlet].sort_values("story_id")
    said = mentions.assign(label=mentions["label"] == label).groupby("article_id")["label"].agg(["sum", "size"])
    return said.reindex(mine["article_id"]).to_numpy(dtype=float).T


def test_contrasts_of_the_same_stories_are_mover_on_both_shares_own_limits():
    mentions, articles = twins()
    mentions = mentions[np.random.default_rng(2).random(len(mentions)) < 0.6]
    sides = [by_article(mentions, articles, outlet, "breakaway") for outlet in "AB"]
    pools = [arrays.pool_units(x[:, None], m) for x, m in sides]
    residuals = [(x - pool.share * m)[:, None] for (x, m), pool in zip(sides, pools, strict=True)]
    k = len(residuals[0])
    assert all(len(set(m)) > 2 and m.min() > 0 for _, m in sides)
    r = max(0.0, np.corrcoef(*(side[:, 0] for side in residuals))[0, 1]) * (k - 2) / (k + 5)
    own = [(pool.share, *arrays.effective_wilson(pool)) for pool in pools]
    table = contrasts_by_story(mentions, articles, Codebook())
    for measured, mover, unit in (
        ("share difference", arrays.mover_difference, 1),
        ("share ratio (log2)", arrays.mover_ratio, np.log(2)),
    ):
        row = cell(table, label="breakaway", measure=f"{measured}, same stories")
        assert row["correlation"] == pytest.approx(r)
        limits = [float(limit[0]) / unit for limit in mover(*own, r)]
        assert row[["low", "high"]].tolist() == pytest.approx(limits)


def test_contrasts_of_all_articles_join_degrees_of_freedom_in_differences_only():
    mentions, articles = twins()
    pools = [
        arrays.pool_units(x[:, None], m)
        for x, m in (by_article(mentions, articles, name, "breakaway") for name in "AB")
    ]
    joined = arrays.mover_difference(*arrays.two_shares(*pools).limits(0.05))
    alone = arrays.mover_ratio(*((pool.share, *arrays.effective_wilson(pool)) for pool in pools))
    table = contrasts(mentions, articles, Codebook())
    for measured, limits, unit in (("share difference", joined, 1), ("share ratio (log2)", alone, np.log(2))):
        row = cell(table, label="breakaway", measure=measured)
        assert row[["low", "high"]].tolist() == pytest.approx([float(limit[0]) / unit for limit in limits])


def test_p_of_an_interval_from_draws_is_never_below_one_in_all_draws():
    rows = [(i, "breakaway" if (i < 20) == (i % 20 > 0) else "occupied") for i in range(40) for _ in range(3)]
    tables = (mention_table(rows), article_table(["A"] * 20 + ["B"] * 20), Codebook())
    drawn = contrasts(*tables, counting=measure.Counting(interval="bootstrap of articles"))
    for measured in ("share difference", "share ratio (log2)"):
        assert cell(drawn, label="breakaway", measure=measured)["p"] == 1 / 2000


@pytest.mark.parametrize(
    ("span", "near"),
    [(1, "four five"), (2, "three four five six"), (9, "one two three four five six seven eight")],
)
def test_a_window_of_collocates_holds_as_many_words_on_both_sides(span, near):
    text = "Zero before. One two three four Karabakh five six seven eight. Nine behind."
    articles = article_table(["A"] * 3).assign(title="News", text=text)
    start = text.index("Karabakh")
    mentions = mention_table([(i, "Karabakh") for i in range(3)]).assign(start=start, end=start + len("Karabakh"))
    table = measure.collocates(
        mentions, articles, read_words(article_texts(articles)), referent="territory", near=measure.Near(span=span)
    )
    assert set(table["phrase"]) == set(near.split())


def test_balanced_accuracy_is_the_mean_recall_with_the_interval_of_a_mean():
    mentions, articles = many(("A", "B", "C"), articles=14, lean=0.7)
    table = measure.classification(mentions, articles, Codebook(), check=measure.Check(permutations=5))
    recalls = table[table["measure"] == "recall"]
    assert recalls["estimate"].nunique() > 1
    whole = cell(table, measure="balanced accuracy")
    assert whole[["n", "total"]].tolist() == [recalls["n"].sum(), 42]
    mean, lows, highs = (recalls[name].to_numpy() for name in ("estimate", "low", "high"))
    below, above = (np.sqrt(((limit - mean) ** 2).sum()) / 3 for limit in (lows, highs))
    limits = [mean.mean(), mean.mean() - below, mean.mean() + above]
    assert whole[["estimate", "low", "high"]].tolist() == pytest.approx(limits)


@pytest.mark.parametrize(("articles_a_story", "stories"), [(1, 14), (2, 7)])
def test_recall_takes_stories_as_units(articles_a_story, stories):
    mentions = mention_table([(i, "breakaway" if i < 14 else "occupied") for i in range(28)])
    articles = article_table(["A"] * 14 + ["B"] * 14, stories=[f"s{i // articles_a_story}" for i in range(28)])
    table = measure.classification(mentions, articles, Codebook(), check=measure.Check(permutations=0))
    row = cell(table, outlet="A", measure="recall")
    sizes = np.full(stories, articles_a_story)
    low, high = (float(limit[0]) for limit in arrays.effective_wilson(arrays.pool_units(sizes[:, None], sizes)))
    assert row[["n", "total", "estimate", "low", "high"]].tolist() == pytest.approx([14, 14, 1, low, high])


def test_an_outlet_with_fewer_stories_than_folds_is_left_out():
    mentions = mention_table([(i, "breakaway" if i % 3 else "occupied") for i in range(28)])
    outlets = ["A"] * 10 + ["B"] * 10 + ["C"] * 8
    articles = article_table(outlets, stories=[f"s{i}" if i < 20 else f"t{i % 2}" for i in range(28)])
    table = measure.classification(mentions, articles, Codebook(), check=measure.Check(permutations=0))
    assert set(table["notes"]) == {"left out, too few articles: C"}
    assert cell(table, measure="balanced accuracy")["total"] == 20


def test_weights_of_words_are_what_a_standard_deviation_of_each_speaks_for():
    articles = uneven_texts()
    vectors = CountVectorizer(ngram_range=(1, 2), min_df=3)
    counts = np.column_stack([np.ones(len(articles)), vectors.fit_transform(articles["text"]).toarray()])
    weighed = TfidfTransformer(sublinear_tf=True).fit_transform(counts).toarray()
    fitted = LogisticRegression(class_weight="balanced", max_iter=1000).fit(weighed, articles["outlet"])
    names = ["news", *vectors.get_feature_names_out()]
    wanted = dict(zip(names, -fitted.coef_[0] * weighed.std(axis=0), strict=True))
    check = measure.Check(features="n-grams", permutations=0)
    words = read_words(article_texts(articles))
    table = measure.classification(MENTIONS.iloc[:0], articles, Codebook(), words=words, check=check)
    weights = table[table["measure"] == "weight"].set_index("phrase")["estimate"]
    assert weights.to_dict() == pytest.approx(wanted, abs=1e-4)
    assert weights["we we"] > 0.1


def test_one_article_has_no_interval_of_presence():
    articles = article_table(["A", "B", "B"])
    table = measure.rates(mention_table([(0, "occupied"), (1, "occupied")]), articles, Codebook())
    one, two = (cell(table, outlet=name, label="occupied", measure="presence") for name in "AB")
    assert one[["n", "total"]].tolist() == [1, 1]
    assert one[["low", "high"]].isna().all()
    assert one["notes"] == "1 article: no interval"
    assert two[["low", "high"]].tolist() == pytest.approx(list(proportion_confint(1, 2, method="wilson")))


def test_total_of_a_distance_is_what_both_sides_count():
    mentions, articles = many(("A", "B"), articles=12)
    row = cell(measure.distances(mentions, articles, Codebook()), referent="territory")
    assert row["total"] == row["n"] + row["reference_n"] == len(mentions)
    assert row["n"] != row["reference_n"]


def test_positions_take_t_with_one_degree_of_freedom_less_than_articles():
    mentions, articles = many(("A", "B", "C"), articles=4)
    halves = []
    for level in (0.95, 0.5):
        table = measure.scaling(mentions, articles, Codebook(), counting=measure.Counting(level=level))
        row = cell(table, outlet="A", measure="position")
        assert row["n_articles"] == 4
        halves.append(row["high"] - row["estimate"])
    assert halves[0] / halves[1] == pytest.approx(stats.t.ppf(0.975, 3) / stats.t.ppf(0.75, 3))


def test_articles_without_a_group_are_no_part_of_the_rest_on_the_same_stories():
    mentions, articles = many(("A", "B", "C", "none"), articles=12)
    groups = articles["outlet"].where(articles["outlet"] != "none")
    articles = articles.assign(group=groups, story_id=[f"s{i % 12}" for i in range(len(articles))])
    table = contrasts_by_story(mentions, articles, Codebook(), by="group", against="rest")
    row = cell(table, group="A", label="breakaway", measure="share difference, same stories")
    assert row[["n_articles", "reference_articles"]].tolist() == [12, 24]
