"""Every public measure on poor input: a table that says why a number is missing, or one clear line; never a warning."""

import sys

import numpy as np
import pandas as pd
import pytest

from framing import measure, schema
from framing.errors import FramingError
from framing.measure import Check, Draws, Near, Phrases
from framing.text import article_texts, read_words

LABELS = pd.DataFrame(
    [("land", "home", "origin", False), ("land", "region", "place", False), ("land", "zone", "place", False),
     ("land", "Karabakh", None, True), ("war", "clash", "event", False), ("war", "attack", "blame", False)],
    columns=["referent", "label", "frame", "bare"],
)  # fmt: skip


class Codebook:
    def labels(self):
        return LABELS.copy()


class Study:
    """Articles, their mentions, words, passages and readability, made alike from a number of articles an outlet."""

    def __init__(self, sizes: dict[str, int], *, dates=True, mentioned=True, one_label=False, alike=False):
        rng = np.random.default_rng(3)
        outlets = [outlet for outlet, n in sizes.items() for _ in range(n)]
        n, within = len(outlets), [i for size in sizes.values() for i in range(size)]
        self.articles = pd.DataFrame(
            {
                "article_id": pd.array([f"a{i}" for i in range(n)], dtype="str"),
                "outlet": pd.array(outlets, dtype="str"),
                "group": pd.array([f"group {outlet[-1]}" for outlet in outlets], dtype="str"),
                "date": pd.Series([pd.Timestamp(2020, 11, 1 + i % 28) if dates else pd.NaT for i in within]).astype(
                    "datetime64[us]"
                ),
                "title": pd.array([f"The war at home {i}" for i in within], dtype="str"),
                "text": pd.array([f"The home region is a zone {i}.\nAn attack or clash there." for i in within], "str"),
                "n_words": np.array([300 + 10 * i for i in within], dtype=np.int64),
                "story_id": pd.array([f"s{i}" for i in within], dtype="str"),
            }
        )
        rows = []
        for article, place in zip(self.articles["article_id"], within, strict=True):
            chosen = np.random.default_rng(place) if alike else rng
            for _ in range(chosen.integers(1, 5) if mentioned else 0):
                referent, label = LABELS.iloc[0 if one_label else chosen.integers(0, 6)][["referent", "label"]]
                voice = "narration" if one_label else str(chosen.choice(schema.VOICES))
                rows.append((article, "body", 0, 4, 8, referent, label, "exact", voice, False))
        columns = ["article_id", "part", "sentence", "start", "end", "referent", "label", "match", "voice", "negated"]
        types = dict.fromkeys(["sentence", "start", "end"], "int64") | {"negated": "bool"}
        self.mentions = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns, "str") | types)
        self.words = read_words(article_texts(self.articles))
        self.codebook = Codebook()
        self.tables = (self.mentions, self.articles, self.codebook)
        names = ("flesch_reading_ease", "words_per_sentence", "syllables_per_word")
        self.readability = pd.concat(
            [
                pd.DataFrame({"article_id": self.articles["article_id"], "part": "body", "voice": "all", "measure": name})
                .assign(value=np.array([40.0 + i for i in within], dtype=float))
                for name in names
            ],
            ignore_index=True,
        )  # fmt: skip
        self.passages = pd.DataFrame(
            {"article_id": self.articles["article_id"], "part": "body", "start": 0, "end": 8, "level": 1}
        ).assign(voice="quotation", speaker_id=np.where(np.arange(n) % 3, "s1", None))
        self.speakers = self.articles[["article_id"]].assign(speaker_id="s1", name="Ann Lee")


FEW_DRAWS = Draws(draws=50, permutations=49)
OUTLETS = {"alpha": 12, "beta": 11, "gamma": 10}
MEASURES = {
    "shares": lambda s: measure.shares(*s.tables),
    "shares of frames by voice": lambda s: measure.shares(*s.tables, by=("outlet", "voice"), of="frame"),
    "shares by week": lambda s: measure.shares(*s.tables, by=("outlet", "week")),
    "smoothed": lambda s: measure.smoothed(measure.shares(*s.tables, by=("outlet", "week"))),
    "rates": lambda s: measure.rates(*s.tables),
    "contrasts": lambda s: measure.contrasts(*s.tables),
    "contrasts by story": lambda s: measure.contrasts_by_story(*s.tables),
    "before and after": lambda s: measure.before_after(*s.tables, event="2020-11-08"),
    "voices": lambda s: measure.voices(*s.tables),
    "positions": lambda s: measure.positions(*s.tables),
    "speakers": lambda s: measure.speakers_quoted(s.passages, s.speakers, s.articles),
    "speakers and labels": lambda s: measure.speakers_quoted(
        s.passages, s.speakers, s.articles, mentions=s.mentions.assign(speaker_id="s1")
    ),
    "residuals": lambda s: measure.residuals(*s.tables),
    "dispersion": lambda s: measure.dispersion(*s.tables),
    "co-occurrence": lambda s: measure.cooccurrence(*s.tables),
    "co-occurrence in sentences": lambda s: measure.cooccurrence(*s.tables, within="sentence"),
    "distances": lambda s: measure.distances(*s.tables, draws=FEW_DRAWS),
    "correspondences": lambda s: measure.correspondences(*s.tables, referent="land"),
    "scaling": lambda s: measure.scaling(*s.tables, draws=FEW_DRAWS),
    "classification": lambda s: measure.classification(*s.tables, check=Check(folds=2, permutations=2)),
    "classification by n-grams": lambda s: measure.classification(
        *s.tables, words=s.words, check=Check(features="n-grams", folds=2, permutations=2)
    ),
    "collocates": lambda s: measure.collocates(
        s.mentions, s.articles, s.words, referent="land", near=Near(counting=measure.Counting(voice=schema.VOICES))
    ),
    "keyness": lambda s: measure.keyness(s.articles, s.words, target="alpha", phrases=Phrases(least=1)),
    "keyness, every measure": lambda s: measure.keyness(
        s.articles,
        s.words,
        target="alpha",
        phrases=Phrases(least=1),
        scoring=measure.Scoring(
            measures=("log-odds", "log ratio", "G2", "chi-square", "BIC", "%DIFF", "odds ratio", "LRC")
        ),
    ),
    "keyness near a referent": lambda s: measure.keyness(
        s.articles, measure.sentences_with(s.words, s.mentions, s.articles, referent="land"), target="alpha"
    ),
    "keyness by voice": lambda s: measure.keyness(
        s.articles, measure.spoken(s.words, s.passages, s.articles, voice="quotation"), target="alpha"
    ),
    "corpus": lambda s: measure.corpus(s.articles),
    "readability": lambda s: measure.readability_means(s.readability, s.articles),
    "readability contrasts": lambda s: measure.readability_contrasts(s.readability, s.articles),
    "readability contrasts matched": lambda s: measure.readability_contrasts(s.readability, s.articles, matched=True),
    "readability components": lambda s: measure.readability_components(s.readability, s.articles),
}
STUDIES = {
    "usual": Study(OUTLETS),
    "one outlet": Study({"alpha": 12}),
    "two outlets": Study({"alpha": 12, "beta": 12}),
    "one article": Study({"alpha": 1}),
    "one article each": Study({"alpha": 1, "beta": 1, "gamma": 1}),
    "no mention": Study(OUTLETS, mentioned=False),
    "one label": Study(OUTLETS, one_label=True),
    "identical corpora": Study({"alpha": 30, "beta": 30}, alike=True),
    "forty outlets": Study({"alpha": 3} | {f"outlet {i}": 3 for i in range(39)}),
    "no dates": Study(OUTLETS, dates=False),
    "nothing at all": Study({}),
}
WITHOUT_INTERVAL = {
    "DP", "DPnorm", "range", "weight", "dimension 1", "dimension 2", "articles", "logDice", "PMI", "standardised residual",
}  # fmt: skip


@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("name", MEASURES)
def test_a_table_that_says_why_or_one_clear_line(name, study):
    try:
        table = MEASURES[name](STUDIES[study])
    except FramingError as error:
        assert study != "usual", error
        said = str(error)
        assert 15 < len(said) < 300, said
        assert "\n" not in said
        return
    holds_what_results_promise(table)


def holds_what_results_promise(table):
    """Hold a result to its columns, its counts, its limits, and a reason wherever a number is missing."""
    at = list(table.columns).index("measure")
    assert list(table.columns[at : at + len(schema.RESULT_VALUES)]) == list(schema.RESULT_VALUES)
    keys = list(table.columns[:at])
    assert keys == [name for name in schema.RESULT_KEYS if name in keys]
    assert "outlet" in keys
    for name in ("n", "total"):
        assert table[name].dtype == "int64", name
        assert (table[name] >= 0).all()
    assert table["n_articles"].dtype == "Int64"
    estimate, low, high = (table[name].to_numpy() for name in ("estimate", "low", "high"))
    known = ~np.isnan(low) & ~np.isnan(high) & ~np.isnan(estimate)
    assert (low[known] <= estimate[known] + 1e-9).all()
    assert (estimate[known] <= high[known] + 1e-9).all()
    assert (np.isnan(low) == table["level"].isna()).all()
    unexplained = table["notes"].isna() & ~table["measure"].isin(WITHOUT_INTERVAL)
    unexplained &= ~table["measure"].str.contains("G2|chi-square|BIC|%DIFF|odds ratio|LRC")
    assert not table.loc[unexplained, ["estimate", "low", "high"]].isna().any(axis=None)
    assert not (table["notes"].isna() & table["estimate"].isna()).any()
    p, q = table["p"].dropna(), table["q"].dropna()
    assert ((p > 0) & (p <= 1)).all()
    assert (q >= p.reindex(q.index) - 1e-12).all()
    assert table["notes"].dropna().str.len().gt(0).all()


UNKNOWN = {
    "outlet (contrasts)": (lambda s: measure.contrasts(*s.tables, against="delta"), "alpha, beta, gamma"),
    "outlet (pair)": (lambda s: measure.contrasts(*s.tables, against=("alpha", "delta")), "alpha, beta, gamma"),
    "outlet (by story)": (lambda s: measure.contrasts_by_story(*s.tables, against="delta"), "alpha, beta, gamma"),
    "outlet (keyness)": (lambda s: measure.keyness(s.articles, s.words, target="delta"), "alpha, beta, gamma"),
    "outlet (keyness, reference)": (
        lambda s: measure.keyness(s.articles, s.words, target="alpha", reference="delta"), "alpha, beta, gamma",
    ),
    "outlet (readability)": (
        lambda s: measure.readability_contrasts(s.readability, s.articles, against="delta"), "alpha, beta, gamma",
    ),
    "outlet (components)": (
        lambda s: measure.readability_components(s.readability, s.articles, against="delta"), "alpha, beta, gamma",
    ),
    "group": (lambda s: measure.contrasts(*s.tables, by="group", against="west"), "group a"),
    "group (keyness)": (lambda s: measure.keyness(s.articles, s.words, target="west", by="group"), "group a"),
    "referent (map)": (lambda s: measure.correspondences(*s.tables, referent="sea"), "land, war"),
    "referent (matrix)": (
        lambda s: measure.distance_matrix(measure.distances(*s.tables, draws=FEW_DRAWS), "sea"), "land, war",
    ),
    "referent (tree)": (
        lambda s: measure.dendrogram(measure.distances(*s.tables, draws=FEW_DRAWS), "sea"), "land, war",
    ),
    "referent (collocates)": (
        lambda s: measure.collocates(s.mentions, s.articles, s.words, referent="sea"), "land, war",
    ),
    "referent (sentences)": (
        lambda s: measure.sentences_with(s.words, s.mentions, s.articles, referent="sea"), "land, war",
    ),
    "label (collocates)": (
        lambda s: measure.collocates(s.mentions, s.articles, s.words, referent="land", label="sea"), "home",
    ),
    "label (sentences)": (
        lambda s: measure.sentences_with(s.words, s.mentions, s.articles, referent="land", label="sea"), "home",
    ),
    "label (mentions of another codebook)": (
        lambda s: measure.shares(s.mentions.assign(label="sea"), s.articles, s.codebook), "sea",
    ),
    "voice": (lambda s: measure.Counting(voice=("shouted",)), "narration"),
    "voice (spoken)": (lambda s: measure.spoken(s.words, s.passages, s.articles, voice="shouted"), "narration"),
    "part": (lambda s: measure.Counting(parts=("footer",)), "headline"),
    "interval": (lambda s: measure.Counting(interval="guess"), "effective Wilson"),
    "test": (lambda s: measure.Counting(test="guess"), "inverted interval"),
    "comparisons": (lambda s: measure.Counting(compared="label"), "referent"),
    "measure (keyness)": (lambda s: measure.Scoring(measures=("guess",)), "log-odds"),
    "of": (lambda s: measure.shares(*s.tables, of="word"), "frame"),
    "of (distances)": (lambda s: measure.distances(*s.tables, of="word"), "frame"),
    "of (residuals)": (lambda s: measure.residuals(*s.tables, of="word"), "frame"),
    "within": (lambda s: measure.cooccurrence(*s.tables, within="page"), "sentence"),
    "features": (lambda s: measure.Check(features="guess"), "labels"),
    "group of a count table": (
        lambda s: measure.keyness_of_counts(
            pd.DataFrame({"phrase": ["we", "we"], "group": ["A", "B"], "count": [2, 1]}), target="C"
        ), "A, B",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_does_not_exist_is_named_with_what_does(what):
    call, choice = UNKNOWN[what]
    with pytest.raises(FramingError) as caught:
        call(STUDIES["usual"])
    assert choice in str(caught.value)


FUNCTIONS = {
    "shares": measure.shares, "rates": measure.rates, "contrasts": measure.contrasts, "voices": measure.voices,
    "contrasts_by_story": measure.contrasts_by_story, "positions": measure.positions, "residuals": measure.residuals,
    "dispersion": measure.dispersion, "cooccurrence": measure.cooccurrence, "distances": measure.distances,
    "scaling": measure.scaling, "classification": measure.classification,
}  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("by", ["town", ("outlet", "outlet"), ("day", "week"), ()])
def test_by_takes_each_name_once(name, by):
    with pytest.raises(FramingError, match="by"):
        FUNCTIONS[name](*STUDIES["usual"].tables, by=by)


@pytest.mark.parametrize("name", ["collocates", "correspondences", "before_after", "corpus"])
@pytest.mark.parametrize("by", ["town", ("outlet", "outlet")])
def test_by_of_the_others_too(name, by):
    study = STUDIES["usual"]
    calls = {
        "collocates": lambda: measure.collocates(study.mentions, study.articles, study.words, referent="land", by=by),
        "correspondences": lambda: measure.correspondences(*study.tables, referent="land", by=by),
        "before_after": lambda: measure.before_after(*study.tables, event="2020-11-08", by=by),
        "corpus": lambda: measure.corpus(study.articles, by=by),
    }
    with pytest.raises(FramingError, match="by"):
        calls[name]()


@pytest.mark.parametrize("pair", [("alpha", "alpha"), ("alpha",), ("alpha", "beta", "gamma")])
def test_an_outlet_is_not_compared_with_itself(pair):
    study = STUDIES["usual"]
    for call in (measure.contrasts, measure.contrasts_by_story):
        with pytest.raises(FramingError, match="pair"):
            call(*study.tables, against=pair)
    with pytest.raises(FramingError, match="pair"):
        measure.readability_contrasts(study.readability, study.articles, against=pair)
    with pytest.raises(FramingError, match="alpha"):
        measure.keyness(study.articles, study.words, target="alpha", reference="alpha")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_article_that_stands_twice_is_refused(name):
    study = STUDIES["usual"]
    twice = pd.concat([study.articles, study.articles.tail(1)], ignore_index=True)
    with pytest.raises(FramingError, match="stands twice"):
        FUNCTIONS[name](study.mentions, twice, study.codebook)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_voices_counted_stand_in_the_table(name):
    study, counting = STUDIES["usual"], measure.Counting(voice=("quotation", "reported"))
    more = {"classification": {"check": Check(folds=2, permutations=2)}}.get(name, {})
    table = FUNCTIONS[name](*study.tables, counting=counting, **more)
    assert set(table["voice"]) == ({"quotation", "reported"} if name == "voices" else {"quotation+reported"})


def test_identical_corpora_differ_in_nothing():
    study = STUDIES["identical corpora"]
    table = measure.contrasts(*study.tables)
    assert set(table["estimate"].dropna()) == {0.0}
    assert set(table["p"].dropna()) == {1.0}
    assert not table["verdict"].str.contains("clearly").any()
    far = measure.distances(*study.tables, draws=FEW_DRAWS)
    assert set(far["estimate"]) == {0.0}
    assert (far["high"] > 0.01).all()
    assert (far["p"].dropna() == 1.0).all()


@pytest.mark.parametrize(
    ("counts", "said"),
    [([1.5, 2], "1.5"), ([-1, 2], "-1"), ([np.nan, 2], "count"), ([0, 0], "no words")],
)
def test_a_count_table_holds_whole_numbers(counts, said):
    table = pd.DataFrame({"phrase": ["we", "we"], "group": ["A", "B"], "count": counts})
    with pytest.raises(FramingError, match=said):
        measure.keyness_of_counts(table, target="A")


def test_sizes_of_a_count_table_are_those_of_its_groups_and_large_enough():
    table = pd.DataFrame({"phrase": ["we", "we"], "group": ["A", "B"], "count": [150, 90]})
    with pytest.raises(FramingError, match="C"):
        measure.keyness_of_counts(table, target="A", sizes={"C": 1000})
    with pytest.raises(FramingError, match="150"):
        measure.keyness_of_counts(table, target="A", sizes={"A": 100, "B": 1000})
    assert measure.keyness_of_counts(table, target="A", sizes={"A": 1200, "B": 1000})["n_articles"].isna().all()


def test_a_classifier_that_does_not_settle_says_so(monkeypatch):
    monkeypatch.setattr(sys.modules["framing.measure.classification"], "TURNS", 1)
    table = MEASURES["classification"](STUDIES["usual"])
    assert table["notes"].str.startswith("the fit did not settle").all()


@pytest.mark.parametrize("parts", [("body", "headline"), ["headline", "body"], ["body", "headline", "body"]])
def test_parts_count_in_any_order(parts):
    usual = STUDIES["usual"]
    both = measure.keyness(usual.articles, usual.words, target="alpha")
    pd.testing.assert_frame_equal(
        measure.keyness(usual.articles, usual.words, target="alpha", phrases=Phrases(parts=parts)), both
    )
    assert Phrases(parts="headline").parts == ("headline",)


USELESS = {
    "parts": (lambda s: Phrases(parts=()), "nothing to count"),
    "lengths, one": (lambda s: Phrases(lengths=2), "range within 1 to 5 words"),
    "memory": (lambda s: Phrases(memory=0), "100 is usual"),
    "permutations": (lambda s: Draws(permutations=0), "1 or more"),
    "draws": (lambda s: Draws(draws=1), "10 or more"),
    "least": (lambda s: Near(least=0), "1 or more"),
    "prior": (lambda s: Near(alpha_0=0), "above 0"),
    "event with a zone": (
        lambda s: measure.before_after(*s.tables, event="2020-11-08T10:00+04:00"), "time zone",
    ),
    "event by week": (
        lambda s: measure.before_after(*s.tables, event="2020-11-08", by=("outlet", "week")), "something else for by",
    ),
    "dates as text": (
        lambda s: measure.shares(s.mentions, s.articles.assign(date=s.articles["date"].astype("str")), s.codebook, by="day"),
        "pd.to_datetime",
    ),
    "dates with a zone": (
        lambda s: measure.corpus(s.articles.assign(date=s.articles["date"].dt.tz_localize("UTC"))), "tz_localize",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", USELESS)
def test_a_setting_that_makes_no_number_is_refused(what):
    call, said = USELESS[what]
    with pytest.raises(FramingError, match=said):
        call(STUDIES["usual"])


def test_a_column_of_dates_that_holds_none_is_undated():
    usual = STUDIES["usual"]
    table = measure.shares(usual.mentions, usual.articles.assign(date=None), usual.codebook, by=("outlet", "week"))
    assert set(table["period"]) == {"undated"}


def test_a_rate_without_words_says_that_words_are_missing():
    usual = STUDIES["usual"]
    table = measure.rates(usual.mentions, usual.articles.assign(n_words=np.nan), usual.codebook)
    assert set(table.loc[table["measure"] == "rate", "notes"]) == {"no words: no rate"}


def test_outlets_that_name_alike_have_no_map():
    table = measure.correspondences(*STUDIES["identical corpora"].tables, referent="land")
    assert not table[["estimate", "inertia", "contribution"]].to_numpy().any()
    assert set(table["notes"]) == {"all name alike along it: nothing to show"}
