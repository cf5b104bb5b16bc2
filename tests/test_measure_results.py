"""What result tables are made of: whole counts, q over what was compared, residuals, words with the mentions counted."""

import numpy as np
import pandas as pd
import pytest
from scipy import optimize
from statsmodels.stats.contingency_tables import Table

from framing import measure, schema
from framing.errors import InputError
from framing.measure import Counting, Near, arrays
from framing.measure.formulas.intervals import share_limits
from framing.schema import TableError
from framing.text import article_texts, read_words
from test_measure_laws import Codebook, tables_of


def study(seed=0, n=45):
    rng = np.random.default_rng(seed)
    words = ["war", "peace", "home", "front"]
    return tables_of(
        [
            (
                "ABC"[i % 3], int(rng.integers(0, 20)),
                [(int(rng.choice(6, p=[0.3 + 0.1 * (i % 3), 0.2, 0.2 - 0.1 * (i % 3), 0.1, 0.1, 0.1])), "narration")
                 for _ in range(rng.integers(1, 7))],
                [str(rng.choice(words)) for _ in range(10)],
            )
            for i in range(n)
        ]
    )  # fmt: skip


def result_of(**columns):
    given = dict.fromkeys(schema.RESULT_VALUES, np.nan) | {"n": 1, "total": 2, "n_articles": 1} | columns
    return pd.DataFrame({name: [value] for name, value in given.items()})


def test_counts_are_whole_numbers_and_missing_only_where_there_are_no_articles():
    table = schema.result(result_of(n=3.0, total=4.0, n_articles=np.nan, reference_n=2.0))
    assert table[["n", "total", "reference_n"]].dtypes.eq("int64").all()
    assert table["n_articles"].dtype == "Int64"
    assert table["n_articles"].isna().all()
    with pytest.raises(TableError, match="column n: not a count"):
        schema.result(result_of(n=2.5))
    with pytest.raises(TableError, match="column total: not a count"):
        schema.result(result_of(total=np.nan))


def test_q_spans_the_table_or_each_referent():
    tables = (*study(n=120), Codebook())
    whole = measure.contrasts(*tables, against=("A", "B"))
    alone = measure.contrasts(*tables, against=("A", "B"), counting=Counting(compared="referent"))
    pd.testing.assert_series_equal(whole["p"], alone["p"])
    for name, table in whole.groupby("measure"):
        np.testing.assert_allclose(table["q"], arrays.benjamini_hochberg(table["p"]))
        assert (table["compared"] == table["p"].notna().sum()).all()
        for referent in ("land", "war"):
            some = alone[(alone["measure"] == name) & (alone["referent"] == referent)]
            np.testing.assert_allclose(some["q"], arrays.benjamini_hochberg(some["p"]))
            assert (some["compared"] == some["p"].notna().sum()).all()
    assert whole["compared"].iloc[0] > alone["compared"].iloc[0] > 0
    assert "q within each referent" in Counting(compared="referent").describe()
    far = measure.distances(*tables, counting=Counting(compared="referent"))
    assert (far["compared"] == 3).all()


def test_p_is_the_tight_solution_to_a_millionth():
    rng = np.random.default_rng(4)
    m = rng.integers(1, 8, (2, 20, 60))
    one, two = (arrays.pool_units(rng.binomial(size, p), size) for size, p in zip(m, (0.3, 0.5), strict=True))
    estimate = one.share - two.share

    def limits(alpha, rows):
        sides = [(s.share, *share_limits(s, alpha, "effective Wilson")) for s in (one.take(rows), two.take(rows))]
        return arrays.mover_difference(*sides)

    p = arrays.inverted_p(limits, estimate)
    for i in np.flatnonzero(estimate):

        def nearest(alpha, i=i):
            low, high = limits(np.array([alpha]), np.array([i]))
            return float(low[0] if estimate[i] > 0 else -high[0])

        tight = optimize.brentq(nearest, 1e-15, 1 - 1e-12, xtol=1e-15, rtol=1e-14)
        assert p[i] == pytest.approx(tight, rel=1e-6)


def test_residuals_are_statsmodels_and_name_what_has_none():
    mentions, articles = study()
    table = measure.residuals(mentions, articles, Codebook())
    land = table[table["referent"] == "land"].pivot_table(index="outlet", columns="label", values="n", sort=False)
    there = Table(land.to_numpy(), shift_zeros=False)
    mine = table[table["referent"] == "land"]["estimate"].to_numpy().reshape(land.shape)
    np.testing.assert_allclose(mine, there.standardized_resids, atol=1e-9)
    np.testing.assert_allclose(
        table[table["referent"] == "land"]["expected"].to_numpy().reshape(land.shape), there.fittedvalues
    )
    some = mentions[(mentions["label"] != "zone") & (mentions["referent"] == "land")]
    fewer = measure.residuals(some, articles, Codebook())
    assert fewer.loc[fewer["label"] == "zone", "notes"].eq("in none of them: no residual").all()
    assert fewer.loc[fewer["referent"] == "war", "notes"].eq("no mention: no residual").all()
    frames = measure.residuals(mentions, articles, Codebook(), of="frame")
    assert set(frames["frame"]) == {"origin", "place", "event", "blame"}


def test_collocates_and_sentences_are_those_of_the_mentions_counted():
    mentions, articles = study()
    mentions.loc[mentions["article_id"] == "a00", "voice"] = "quotation"
    words = read_words(article_texts(articles))
    own = measure.sentences_with(words, mentions, articles, referent="land")
    every = measure.sentences_with(words, mentions, articles, referent="land", counting=Counting(voice=schema.VOICES))
    first = words.text < 2
    assert not own.counted[first].any()
    assert every.counted[first].any()
    assert (own.counted[~first] == every.counted[~first]).all()
    said = Near(least=1, counting=Counting(voice="quotation"))
    table = measure.collocates(mentions, articles, words, referent="land", near=said)
    assert set(table["voice"]) == {"quotation"}
    assert table["n_articles"].max() == 1
    with pytest.raises(InputError, match=r"of .land.: there is none in reported"):
        measure.sentences_with(words, mentions, articles, referent="land", counting=Counting(voice="reported"))


def test_keyness_says_which_words_it_counts():
    mentions, articles = study()
    words = read_words(article_texts(articles))
    whole = measure.keyness(articles, words, target="A")
    assert whole[["voice", "part"]].drop_duplicates().to_numpy().tolist() == [["all", "headline+body"]]
    near = measure.keyness(
        articles, measure.sentences_with(words, mentions, articles, referent="land", label="home"), target="A"
    )
    assert near[["referent", "label"]].drop_duplicates().to_numpy().tolist() == [["land", "home"]]
    passages = articles[["article_id"]].assign(part="body", start=0, end=6, level=1, voice="quotation")
    said = measure.keyness(articles, measure.spoken(words, passages, articles, voice="quotation"), target="A")
    assert set(said["voice"]) == {"quotation"}
