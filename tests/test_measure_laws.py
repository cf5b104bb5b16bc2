"""Laws every measure keeps on any tables: swap, shuffle, split, double, relabel."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import measure, schema
from framing.errors import InputError
from framing.measure import Check, Counting, Draws, Phrases, Scoring
from framing.text import article_texts, read_words

LABELS = pd.DataFrame(
    [("land", "home", "origin", False), ("land", "region", "place", False), ("land", "zone", "place", False),
     ("land", "Karabakh", None, True), ("war", "clash", "event", False), ("war", "attack", "blame", False)],
    columns=["referent", "label", "frame", "bare"],
)  # fmt: skip
WORDS = ("war", "peace", "home", "zone", "front")


class Codebook:
    def __init__(self, names=None):
        self.names = names or {}

    def labels(self):
        return LABELS.assign(label=LABELS["label"].replace(self.names))


article = st.tuples(
    st.sampled_from(["A", "B", "C"]),
    st.integers(0, 20),
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(schema.VOICES[:3])), max_size=5),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
)
studies = st.lists(article, min_size=4, max_size=14).filter(lambda rows: len({row[0] for row in rows}) == 3)


def tables_of(study):
    """Return mentions and articles of a study: outlets, days, labels with voices, words."""
    n = len(study)
    articles = pd.DataFrame(
        {
            "article_id": [f"a{i:02}" for i in range(n)],
            "outlet": [outlet for outlet, *_ in study],
            "date": pd.to_datetime([f"2020-11-{1 + day:02}" for _, day, *_ in study]).astype("datetime64[us]"),
            "title": [words[0] for *_, words in study],
            "text": [" ".join(words) + "." for *_, words in study],
            "n_words": [50 + 10 * len(words) for *_, words in study],
            "story_id": [f"s{day % 4}" for _, day, *_ in study],
        }
    )
    rows = [
        (f"a{i:02}", "body", place, place, place + 1, *LABELS.iloc[label][["referent", "label"]], "exact", voice, False)
        for i, (*_, mentions, _) in enumerate(study)
        for place, (label, voice) in enumerate(mentions)
    ]
    columns = ["article_id", "part", "sentence", "start", "end", "referent", "label", "match", "voice", "negated"]
    types = dict.fromkeys(["sentence", "start", "end"], "int64") | {"negated": "bool"}
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns, "str") | types), articles


FEW = Draws(draws=20, permutations=19)
EVERYTHING = Scoring(measures=("log-odds", "log ratio", "G2", "chi-square", "BIC", "%DIFF", "odds ratio", "LRC"))


def keyness(mentions, articles, codebook):
    words = read_words(article_texts(articles))
    return measure.keyness(articles, words, target="A", reference="B", phrases=Phrases(least=1), scoring=EVERYTHING)


MEASURES = {
    "shares": measure.shares,
    "frames": lambda *tables: measure.shares(*tables, of="frame"),
    "rates": measure.rates,
    "contrasts": measure.contrasts,
    "contrasts by permutation": lambda *tables: measure.contrasts(
        *tables, counting=Counting(test="permutation of articles")
    ),
    "contrasts by story": measure.contrasts_by_story,
    "before and after": lambda *tables: measure.before_after(*tables, event="2020-11-08"),
    "voices": measure.voices,
    "positions": measure.positions,
    "residuals": measure.residuals,
    "dispersion": measure.dispersion,
    "co-occurrence": measure.cooccurrence,
    "distances": lambda *tables: measure.distances(*tables, draws=FEW),
    "scaling": lambda *tables: measure.scaling(*tables, draws=Draws(draws=15)),
    "classification": lambda *tables: measure.classification(*tables, check=Check(folds=2, permutations=2)),
    "map": lambda *tables: measure.correspondences(*tables, referent="land"),
    "keyness": keyness,
    "corpus": lambda mentions, articles, codebook: measure.corpus(articles.assign(n_words=100)),
}
ORDERED = settings(max_examples=5, deadline=None)


def result(name, mentions, articles, codebook=None):
    """Return the table, or the reason why there is none."""
    try:
        return MEASURES[name](mentions, articles, codebook or Codebook())
    except InputError as error:
        return str(error)


def equal(one, two):
    if isinstance(one, str) or isinstance(two, str):
        assert one == two
    else:
        pd.testing.assert_frame_equal(one, two, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", MEASURES)
@given(study=studies, random=st.randoms(use_true_random=False))
@ORDERED
def test_shuffling_the_rows_changes_nothing(name, study, random):
    mentions, articles = tables_of(study)
    rows, places = list(range(len(articles))), list(range(len(mentions)))
    random.shuffle(rows)
    random.shuffle(places)
    shuffled = mentions.iloc[places].reset_index(drop=True), articles.iloc[rows].reset_index(drop=True)
    equal(result(name, *shuffled), result(name, mentions, articles))


@pytest.mark.parametrize("name", sorted(set(MEASURES) - {"keyness", "scaling", "classification"}))
@given(study=studies)
@ORDERED
def test_other_names_for_outlets_and_labels_change_no_number(name, study):
    mentions, articles = tables_of(study)
    outlets = {"A": "Anew", "B": "Bnew", "C": "Cnew"}
    labels = {"home": "x", "region": "a", "zone": "m", "clash": "b", "attack": "z", "Karabakh": "k"}
    renamed = mentions.assign(label=mentions["label"].replace(labels))
    there = result(name, renamed, articles.assign(outlet=articles["outlet"].replace(outlets)), Codebook(labels))
    here = result(name, mentions, articles)
    if isinstance(here, str):
        assert isinstance(there, str)
        return
    names = [column for column in ("outlet", "reference", "label", "with_label") if column in here]
    here = here.assign(**{column: here[column].replace(outlets | labels) for column in names})
    equal(there, here)


TWO_SIDED = {
    "contrasts": lambda tables, a, b: measure.contrasts(*tables, against=(a, b)),
    "contrasts by permutation": lambda tables, a, b: measure.contrasts(
        *tables, against=(a, b), counting=Counting(test="permutation of articles")
    ),
    "contrasts by story": lambda tables, a, b: measure.contrasts_by_story(*tables, against=(a, b)),
    "keyness": lambda tables, a, b: measure.keyness(
        tables[1], target=a, reference=b, phrases=Phrases(least=1),
        scoring=Scoring(measures=("log-odds", "log ratio", "G2", "chi-square", "LRC")),
    ).sort_values(["measure", "phrase"], ignore_index=True),
}  # fmt: skip


@pytest.mark.parametrize("name", TWO_SIDED)
@given(study=studies)
@ORDERED
def test_swapping_the_sides_turns_every_sign(name, study):
    tables = (*tables_of(study), Codebook())
    try:
        there, back = TWO_SIDED[name](tables, "A", "B"), TWO_SIDED[name](tables, "B", "A")
    except InputError as error:
        assert name == "contrasts by story" and "is covered by two" in str(error)
        return
    for one, two in (("estimate", "estimate"), ("low", "high"), ("high", "low")):
        np.testing.assert_allclose(there[one], -back[two], rtol=1e-7, atol=1e-9)
    for column in ("p", "q"):
        np.testing.assert_allclose(there[column], back[column], rtol=1e-6)
    assert (there["n"] == back["reference_n"]).all()
    assert (there["n_articles"] == back["reference_articles"]).all()


@given(study=studies)
@ORDERED
def test_distances_know_no_direction(study):
    mentions, articles = tables_of(study)
    turned = articles.assign(outlet=articles["outlet"].map({"A": "C", "B": "B", "C": "A"}))
    there = measure.distances(mentions, articles, Codebook(), draws=FEW)
    back = measure.distances(mentions, turned, Codebook(), draws=FEW)
    for referent in ("land", "war"):
        one = there[(there["referent"] == referent)].set_index(["outlet", "reference"])
        two = back[(back["referent"] == referent)].set_index(["outlet", "reference"])
        for column in ("estimate", "low", "high", "p", "by_chance"):
            np.testing.assert_allclose(one.loc[("A", "B"), column], two.loc[("B", "C"), column], rtol=1e-9)


ADDED = {
    "shares": "share", "frames": "share", "rates": "rate", "voices": "voice share", "positions": "position share",
    "residuals": "standardised residual", "dispersion": "DP",
}  # fmt: skip


@pytest.mark.parametrize("name", ADDED)
@given(study=studies)
@ORDERED
def test_counts_of_parts_add_up_to_the_whole(name, study):
    mentions, articles = tables_of(study)
    keys = [
        column
        for column in ("referent", "label", "frame", "voice", "position")
        if name != "frames" or column != "label"
    ]

    def counts(table):
        table = table[table["measure"] == ADDED[name]]
        columns = [key for key in keys if key in table]
        return table.groupby(columns, dropna=False)[["n", "total", "n_articles"]].sum()

    whole = counts(MEASURES[name](mentions, articles.assign(outlet="all"), Codebook()))
    parts = counts(MEASURES[name](mentions, articles, Codebook()))
    pd.testing.assert_frame_equal(parts.sort_index(), whole.sort_index(), check_dtype=False)


@given(study=studies)
@ORDERED
def test_keyness_counts_of_two_parts_add_up(study):
    _, articles = tables_of(study)

    def counted(some):
        table = measure.keyness(some, target="A", phrases=Phrases(least=1))
        return table.set_index("phrase")[["n", "reference_n", "n_articles", "reference_articles"]]

    last = pd.DataFrame({"outlet": ["A", "B"], "title": "", "text": ["peace war.", "war front."]})
    more = last.reindex(columns=articles.columns).assign(article_id=["x", "y"], outlet=["A", "B"])
    whole = counted(pd.concat([articles, more.astype(articles.dtypes.to_dict() | {"n_words": "Int64"})]))
    parts = counted(articles).add(counted(more), fill_value=0)
    pd.testing.assert_frame_equal(parts.sort_index(), whole.sort_index(), check_dtype=False)


NOT_KEPT = {"map", "co-occurrence", "residuals", "keyness", "corpus", "dispersion", "contrasts by story"}
KEPT = sorted(set(MEASURES) - NOT_KEPT - {"scaling", "classification"})


@pytest.mark.parametrize("name", KEPT)
@given(study=studies)
@ORDERED
def test_doubling_every_article_keeps_estimates_and_narrows_intervals(name, study):
    mentions, articles = tables_of(study)
    twice = pd.concat([articles, articles.assign(article_id="x" + articles["article_id"])], ignore_index=True)
    both = pd.concat([mentions, mentions.assign(article_id="x" + mentions["article_id"])], ignore_index=True)
    one, two = result(name, mentions, articles), result(name, both, twice)
    if isinstance(one, str):
        assert one == two
        return
    known = one["estimate"].notna()
    np.testing.assert_allclose(two["estimate"][known], one["estimate"][known], rtol=1e-9, atol=1e-12)
    before, after = (table["high"].to_numpy() - table["low"].to_numpy() for table in (one, two))
    both = np.isfinite(before) & np.isfinite(after)
    assert (after[both] <= before[both] + 1e-9).all()
    assert (two["n"] >= one["n"]).all()


@given(study=studies)
@ORDERED
def test_doubling_scales_residuals_and_keeps_maps_and_spread(study):
    mentions, articles = tables_of(study)
    twice = pd.concat([articles, articles.assign(article_id="x" + articles["article_id"])], ignore_index=True)
    both = pd.concat([mentions, mentions.assign(article_id="x" + mentions["article_id"])], ignore_index=True)
    one, two = result("residuals", mentions, articles), result("residuals", both, twice)
    np.testing.assert_allclose(two["estimate"], np.sqrt(2) * one["estimate"], rtol=1e-9)
    here, there = result("map", mentions, articles), result("map", both, twice)
    if not isinstance(here, str):
        np.testing.assert_allclose(there["inertia"], here["inertia"], atol=1e-9)
    one, two = result("dispersion", mentions, articles), result("dispersion", both, twice)
    dp = (one["measure"] == "DP") & one["estimate"].notna()
    np.testing.assert_allclose(two["estimate"][dp], one["estimate"][dp], rtol=1e-9)
