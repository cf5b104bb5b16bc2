"""Settings of the wrong kind, articles that are left out, and results that would be empty: each is said in words."""

import numpy as np
import pandas as pd
import pytest

from framing import measure, schema
from framing.errors import FramingError, InputError
from framing.measure import Check, Counting, Draws, Near, Phrases, Scoring
from test_measure_bad_input import FEW_DRAWS, MEASURES, STUDIES, Study

WRONG = (None, "95%", "", (), [], {}, 2.5, -1, float("nan"), float("inf"), True, b"x", object(), ("guess",), [None])
FITS = {
    Counting: {
        "voice": ("narration", ["scare", "narration"]), "misspelt": (True, False), "negated": (True,), "parts": ("body",),
        "level": (0.9, np.float64(0.5)), "interval": ("Korn-Graubard",), "test": ("permutation of articles",),
        "compared": ("referent",),
    },
    Scoring: {
        "measures": ("G2", ["log-odds", "BIC"]), "alpha_0": (1, 0.5), "terms": (2, 4), "form": ("two-cell",), "level": (0.9,),
    },
    Phrases: {"lengths": ((1, 1), [1, 3]), "least": (1,), "parts": ("body",), "across": (True,), "memory": (1, 5000)},
    Near: {"span": (None, 1), "least": (1,), "alpha_0": (0.1,), "counting": (Counting(),)},
    Check: {"features": ("n-grams",), "folds": (2,), "permutations": (0,), "least": (1,), "seed": (0,)},
    Draws: {"draws": (10,), "permutations": (1,), "seed": (0, np.int64(7))},
}  # fmt: skip
ALSO_FIT = {("misspelt", True), ("negated", True), ("across", True), ("alpha_0", 2.5), ("span", None)}
SETTINGS = [(kind, name) for kind, fields in FITS.items() for name in fields]


def test_every_setting_is_tried():
    for kind, fields in FITS.items():
        assert set(fields) == set(kind.__dataclass_fields__)


@pytest.mark.parametrize(("kind", "name"), SETTINGS, ids=lambda part: getattr(part, "__name__", part))
def test_a_setting_of_the_wrong_kind_is_one_clear_line(kind, name):
    for value in FITS[kind][name]:
        kind(**{name: value})
    for value in WRONG:
        if any(name == fits and value is given for fits, given in ALSO_FIT) or (name == "alpha_0" and value == 2.5):
            continue
        with pytest.raises(FramingError) as caught:
            kind(**{name: value})
        said = str(caught.value)
        assert said.startswith((name, "voice", "parts")), said
        assert 20 < len(said) < 300, said
        assert "\n" not in said


def test_a_setting_names_what_it_takes():
    for call, told in (
        (lambda: Counting(level="95%"), "level: '95%' does not lie between 0 and 1; 0.95 is usual"),
        (lambda: Check(folds=2.5), "folds: 2.5 is not a whole number of 2 or more; 5 is usual"),
        (lambda: Scoring(measures=()), "measures: nothing to count; it takes some of: log-odds, log ratio"),
        (lambda: Scoring(terms=3), "terms: 3; the variance of log-odds has 4 terms, or 2"),
        (lambda: Near(span=0), "None: the whole sentence"),
        (lambda: Phrases(lengths=(1, 9)), "range within 1 to 5 words"),
    ):
        with pytest.raises(FramingError) as caught:
            call()
        assert told in str(caught.value)
    assert Scoring(measures="G2").measures == ("G2",)
    assert Scoring(measures=["BIC", "G2", "BIC"]).measures == ("BIC", "G2")


OTHER_KINDS = {
    "counting": lambda s: measure.shares(*s.tables, counting={"level": 0.9}),
    "counting (by story)": lambda s: measure.contrasts_by_story(*s.tables, counting=0.9),
    "scoring": lambda s: measure.keyness(s.articles, s.words, target="alpha", scoring="G2"),
    "phrases": lambda s: measure.keyness(s.articles, s.words, target="alpha", phrases=(1, 3)),
    "near": lambda s: measure.collocates(s.mentions, s.articles, s.words, referent="land", near=5),
    "check": lambda s: measure.classification(*s.tables, check="labels"),
    "draws": lambda s: measure.distances(*s.tables, draws=1000),
    "draws (scaling)": lambda s: measure.scaling(*s.tables, draws=1000),
    "by": lambda s: measure.shares(*s.tables, by=None),
    "by (keyness)": lambda s: measure.keyness(s.articles, s.words, target="alpha", by=["outlet"]),
    "by (readability)": lambda s: measure.readability_means(s.readability, s.articles, by=("outlet",)),
    "of": lambda s: measure.shares(*s.tables, of=None),
    "level": lambda s: measure.readability_means(s.readability, s.articles, level=95),
    "level (contrasts)": lambda s: measure.readability_contrasts(s.readability, s.articles, level="95%"),
    "event": lambda s: measure.before_after(*s.tables, event=20201108),
    "event (none)": lambda s: measure.before_after(*s.tables, event=()),
    "window": lambda s: measure.smoothed(measure.shares(*s.tables, by=("outlet", "week")), window="3"),
    "target": lambda s: measure.keyness(s.articles, s.words, target=None),
    "codebook": lambda s: measure.shares(s.mentions, s.articles, None),
    "articles": lambda s: measure.shares(s.mentions, s.articles.to_dict("list"), s.codebook),
    "mentions": lambda s: measure.shares([], s.articles, s.codebook),
    "against": lambda s: measure.contrasts(*s.tables, against=5),
    "against (readability)": lambda s: measure.readability_contrasts(s.readability, s.articles, against=5),
    "against (tests)": lambda s: measure.contrasts(*s.tables, against=("alpha", None)),
}


@pytest.mark.parametrize("name", OTHER_KINDS)
def test_an_argument_of_the_wrong_kind_is_one_clear_line(name):
    with pytest.raises(FramingError) as caught:
        OTHER_KINDS[name](STUDIES["usual"])
    said = str(caught.value)
    assert name.partition(" ")[0] in said
    assert "\n" not in said


GROUPED = {
    "contrasts": lambda s: measure.contrasts(*s.tables, by="group"),
    "contrasts by story": lambda s: measure.contrasts_by_story(*s.tables, by="group"),
    "before and after": lambda s: measure.before_after(*s.tables, event="2020-11-08", by="group"),
    "distances": lambda s: measure.distances(*s.tables, by="group", draws=FEW_DRAWS),
    "correspondences": lambda s: measure.correspondences(*s.tables, referent="land", by="group"),
    "scaling": lambda s: measure.scaling(*s.tables, by="group", draws=FEW_DRAWS),
    "classification": lambda s: measure.classification(*s.tables, by="group", check=Check(folds=2, permutations=2)),
    "keyness": lambda s: measure.keyness(s.articles, s.words, target="group a", by="group"),
    "collocates": lambda s: measure.collocates(s.mentions, s.articles, s.words, referent="land", by="group"),
    "residuals": lambda s: measure.residuals(*s.tables, by="group"),
    "rates": lambda s: measure.rates(*s.tables, by="group"),
    "voices": lambda s: measure.voices(*s.tables, by="group"),
    "positions": lambda s: measure.positions(*s.tables, by="group"),
    "dispersion": lambda s: measure.dispersion(*s.tables, by="group"),
    "co-occurrence": lambda s: measure.cooccurrence(*s.tables, by="group"),
    "readability": lambda s: measure.readability_means(s.readability, s.articles, by="group"),
    "readability contrasts": lambda s: measure.readability_contrasts(s.readability, s.articles, by="group"),
    "readability components": lambda s: measure.readability_components(s.readability, s.articles, by="group"),
    "corpus": lambda s: measure.corpus(s.articles, by="group"),
}


@pytest.mark.parametrize("name", GROUPED)
def test_articles_outside_all_groups_are_counted_in_the_notes(name):
    study = Study({"alpha": 12, "beta b": 12, "gamma c": 12, "delta d": 5})
    table = GROUPED[name](study)
    assert not table["notes"].fillna("").str.contains("left out").any()
    study.articles.loc[study.articles["outlet"] == "delta d", "group"] = None
    table = GROUPED[name](study)
    assert table["notes"].str.contains("5 articles without group left out", regex=False).all()


def test_readability_contrasts_say_over_how_many_q_goes():
    study = STUDIES["usual"]
    table = measure.readability_contrasts(study.readability, study.articles)
    assert table["compared"].dtype == "int64"
    assert (table["compared"] == table["p"].notna().sum()).all()
    assert table["compared"].iloc[0] == 9
    apart = measure.readability_components(study.readability, study.articles)
    assert "compared" not in apart
    assert apart["p"].isna().all()


def near(study, **settings):
    every = Near(counting=Counting(voice=schema.VOICES), **settings)
    return measure.collocates(study.mentions, study.articles, study.words, referent="land", near=every)


EMPTY = {
    "shares by story": (
        lambda s: measure.shares(s.mentions, s.articles.assign(story_id=None), s.codebook, by="story"),
        "no article has a value in 'story_id'",
    ),
    "rates by group": (
        lambda s: measure.rates(s.mentions, s.articles.assign(group=None), s.codebook, by="group"), "value in 'group'",
    ),
    "corpus by group": (lambda s: measure.corpus(s.articles.assign(group=None), by="group"), "value in 'group'"),
    "stories not shared": (
        lambda s: measure.contrasts_by_story(
            s.mentions, s.articles.assign(story_id=s.articles["article_id"]), s.codebook
        ),
        "none of 33 stories is covered by two outlets",
    ),
    "collocates": (lambda s: near(s, least=50), "no word stands near in 50 articles of any outlet"),
    "keyness, rare": (
        lambda s: measure.keyness(s.articles, s.words, target="alpha", phrases=Phrases(least=99)),
        "stands in 99 articles of 'alpha' and 'rest'; Phrases(least=...) takes fewer",
    ),
    "keyness, long": (
        lambda s: measure.keyness(
            s.articles, s.words, target="alpha", phrases=Phrases(least=33, lengths=(5, 5), parts="headline")
        ),
        "no phrase of 5 to 5 words",
    ),
    "classification": (
        lambda s: measure.classification(*s.tables, words=s.words, check=Check(features="n-grams", least=99)),
        "no word stands in 99 articles",
    ),
    "sentences of nothing": (
        lambda s: measure.sentences_with(s.words, s.mentions.iloc[:0], s.articles, referent="land"), "there is none",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EMPTY)
def test_what_would_be_empty_says_why(name):
    call, told = EMPTY[name]
    with pytest.raises(InputError) as caught:
        call(STUDIES["usual"])
    assert told in str(caught.value)


def test_an_outlet_without_collocates_is_named():
    study = Study({"alpha": 12, "beta": 1})
    table = near(study, least=3)
    assert set(table["outlet"]) == {"alpha"}
    assert table["notes"].str.contains("no word stands near in 3 articles: beta").all()


@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("name", MEASURES)
def test_no_measure_returns_an_empty_table(name, study):
    try:
        table = MEASURES[name](STUDIES[study])
    except FramingError:
        return
    assert isinstance(table, pd.DataFrame)
    assert len(table) > 0 or "nobody is quoted" in table.attrs["reason"]


def test_a_classifier_below_chance_says_what_that_means():
    study = STUDIES["identical corpora"]
    apart = study.articles.assign(story_id=study.articles["article_id"])
    table = measure.classification(study.mentions, apart, study.codebook, check=Check(permutations=19))
    row = table[table["measure"] == "balanced accuracy"].iloc[0]
    assert row["estimate"] < row["baseline"]
    assert row["p"] > 0.5
    assert "not told apart" in row["notes"]
    assert not table.loc[table["measure"] == "recall", "notes"].fillna("").str.contains("baseline").any()
