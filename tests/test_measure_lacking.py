"""Tables that lack something, and tables whose values are of another kind than they seem: one line each."""

import numpy as np
import pandas as pd
import pytest

from framing import measure
from framing.errors import ChoiceError, InputError
from framing.schema import TableError
from test_measure_bad_input import STUDIES


@pytest.mark.parametrize("column", ["article_id", "part", "referent", "label", "match", "voice", "negated"])
def test_a_mention_that_lacks_what_is_counted_is_refused(column):
    study = STUDIES["usual"]
    values = [None if row == 3 else value for row, value in enumerate(study.mentions[column])]
    lacking = study.mentions.assign(**{column: pd.Series(values, dtype="object")})
    for function in (measure.shares, measure.cooccurrence):
        with pytest.raises(InputError, match=rf"^mentions: row 3 has no {column}; 1 such in all$"):
            function(lacking, study.articles, study.codebook)


@pytest.mark.parametrize("name", ["rates", "dispersion", "corpus"])
def test_lengths_known_of_some_articles_only_are_refused(name):
    study = STUDIES["usual"]
    articles = study.articles.assign(n_words=[np.nan, *study.articles["n_words"].iloc[1:]])
    with pytest.raises(InputError, match=r"^articles: row 0 has no n_words; 1 such in all$"):
        measure.corpus(articles) if name == "corpus" else getattr(measure, name)(
            *study.tables[:1], articles, study.codebook
        )


def test_dates_with_a_time_zone_say_how_to_leave_it_out():
    study = STUDIES["usual"]
    articles = study.articles.assign(date=study.articles["date"].dt.tz_localize("Europe/Berlin"))
    with pytest.raises(InputError, match=r"not dates without time zone: date\.dt\.tz_localize\(None\)$"):
        measure.shares(study.mentions, articles, study.codebook, by="week")


def test_numbers_in_a_count_table_may_be_text_and_names_of_groups_numbers():
    rows = [("we", 1, "30"), ("we", 2, "4"), ("they", 1, "100"), ("they", 2, "90")]
    counts = pd.DataFrame(rows, columns=["phrase", "group", "count"])
    table = measure.keyness_of_counts(counts, target="1")
    assert table[["group", "phrase", "n", "reference_n"]].iloc[0].tolist() == ["1", "we", 30, 4]
    with pytest.raises(ChoiceError, match=r"^target: 1 is not one of: 1, 2; names are text: '1'$"):
        measure.keyness_of_counts(counts, target=1)
    with pytest.raises(InputError, match=r"^counts: row 1 has no group; 1 such in all$"):
        measure.keyness_of_counts(counts.assign(group=[1, None, 1, 2]), target="1")
    with pytest.raises(InputError, match="no words to count in '2'"):
        measure.keyness_of_counts(counts, target="1", sizes={"2": np.nan})


class BareNames:
    def labels(self):
        return pd.DataFrame({"referent": ["land"], "label": ["Karabakh"], "frame": [None], "bare": [True]})


@pytest.mark.parametrize("name", ["contrasts", "contrasts_by_story", "before_after", "residuals", "scaling"])
def test_a_codebook_of_bare_names_characterises_nothing(name):
    study = STUDIES["usual"]
    mentions = study.mentions.assign(referent="land", label="Karabakh")
    more = {"event": "2020-11-08"} if name == "before_after" else {}
    with pytest.raises(InputError, match="every label of the codebook is a bare name"):
        getattr(measure, name)(mentions, study.articles, BareNames(), **more)
    counted = measure.shares(mentions, study.articles, BareNames())
    assert set(counted["measure"]) == {"characterised", "bare"}


def test_a_codebook_without_labels_counts_nothing():
    study = STUDIES["usual"]

    class Empty:
        def labels(self):
            return BareNames().labels().iloc[:0]

    for function in (measure.shares, measure.distances, measure.cooccurrence):
        with pytest.raises(InputError, match="there is no label in it"):
            function(study.mentions.iloc[:0], study.articles, Empty())


def test_a_table_of_another_measure_is_refused():
    table = measure.shares(*STUDIES["usual"].tables)
    with pytest.raises(TableError, match="table distances: no column reference"):
        measure.distance_matrix(table, "land")
    with pytest.raises(TableError, match="table contrasts: no column reference_articles"):
        measure.clearest(table)
    for words in (measure.verdict, measure.sentence):
        with pytest.raises(InputError, match="no row of contrasts"):
            words(table.iloc[0])
    weekly = measure.rates(*STUDIES["usual"].tables, by=("outlet", "week"))
    with pytest.raises(InputError, match="whose estimate is n of total"):
        measure.smoothed(weekly)
    with pytest.raises(InputError, match="k: -1 is not a whole number"):
        measure.clearest(measure.contrasts(*STUDIES["usual"].tables), k=-1)
