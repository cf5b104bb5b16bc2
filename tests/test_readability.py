"""The readability table: the rows it gives, their notes, voices, languages, and laws for any text."""

import doctest
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import ChoiceError, FramingError
from framing.readability import readability
from framing.readability.measures import ANY_LANGUAGE, DESCRIPTIVE, ENGLISH, FORMULAS
from framing.text import article_texts, read_words

TEXT = "The army left the town at noon. Nobody had seen the negotiators since Tuesday!"


def corpus(*texts: str, title: str | None = "Talks fail", language: str | None = "en") -> pd.DataFrame:
    ids = [f"a{number}" for number in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "title": title, "text": list(texts), "language": language})


def passage(article: str, text: str, quoted: str, voice: str = "quotation") -> dict:
    start = text.index(quoted)
    return {"article_id": article, "part": "body", "start": start, "end": start + len(quoted), "voice": voice}


def test_one_row_an_article_part_voice_and_measure():
    table = readability(corpus(TEXT, TEXT), measures=["lix", "rix"])
    assert table[["article_id", "part", "voice", "measure"]].values.tolist() == [
        [article, part, "all", measure]
        for article in ("a0", "a1")
        for part in ("headline", "body")
        for measure in ("lix", "rix")
    ]
    assert table.dtypes["value"] == "float64" and table["n_words"].tolist()[2] == 14


def test_the_default_measures_are_the_english_ones_the_general_ones_and_the_counts():
    table = readability(corpus(TEXT))
    assert set(table["measure"]) == {*ENGLISH, *ANY_LANGUAGE, *DESCRIPTIVE}


def test_counts_by_hand():
    table = readability(corpus(TEXT)).query("part == 'body'").set_index("measure")["value"]
    counted = {"words": 14, "sentences": 2, "letters": 63, "syllables": 22, "polysyllables": 2, "long_words": 2}
    assert {name: table[name] for name in counted} == counted
    assert table["words_per_sentence"] == 7 and table["type_token_ratio"] == 12 / 14
    assert table["flesch_reading_ease"] == pytest.approx(206.835 - 1.015 * 7 - 84.6 * 22 / 14)


def test_forcast_counts_the_words_of_one_syllable():
    table = readability(corpus("word " * 200 + "army " * 90 + "resolution " * 10), measures=["forcast"])
    assert table["value"].iloc[1] == 20 - 100 / 10


def test_words_read_before_give_the_same_table_and_others_are_refused():
    articles = corpus(TEXT, "Another text. It is short.")
    pd.testing.assert_frame_equal(readability(articles, read_words(article_texts(articles))), readability(articles))
    with pytest.raises(FramingError, match="not the headlines and bodies of 2 articles"):
        readability(articles, read_words([TEXT]))


def test_a_text_without_words_is_na_with_the_reason_and_its_counts_are_zero():
    table = readability(corpus("", " \n—", title=None))
    counts = ["words", "sentences", "letters", "syllables", "polysyllables", "long_words"]
    assert (table.loc[table["measure"].isin(counts), "value"] == 0).all()
    other = table[~table["measure"].isin(counts)]
    assert other["value"].isna().all() and (other["notes"] != "").all()
    assert set(other.loc[other["measure"] == "lix", "notes"]) == {"no words"}


@pytest.mark.parametrize(
    ("measure", "words", "defined", "note"),
    [
        ("linsear_write", 99, False, "fewer than 100 words"),
        ("linsear_write", 100, True, ""),
        ("forcast", 149, False, "fewer than 150 words"),
        ("forcast", 150, True, ""),
        ("mattr_50", 49, False, "fewer than 50 words"),
        ("mattr_50", 50, True, ""),
        ("mattr_100", 99, False, "fewer than 100 words"),
        ("flesch_reading_ease", 99, True, "made for 100 words or more"),
        ("flesch_reading_ease", 100, True, ""),
        ("lix", 1, True, ""),
    ],
)
def test_short_texts_are_na_or_flagged(measure, words, defined, note):
    row = readability(corpus("word " * words), measures=[measure]).query("part == 'body'").iloc[0]
    assert (not np.isnan(row["value"]), row["notes"]) == (defined, note)


@pytest.mark.parametrize(("sentences", "note"), [(29, "made for 30 sentences or more"), (30, "")])
def test_smog_is_flagged_below_thirty_sentences(sentences, note):
    row = readability(corpus("The negotiators left. " * sentences), measures=["smog_index"]).iloc[1]
    assert (row["n_sentences"], row["notes"]) == (sentences, note) and row["value"] > 3.1291


def test_voices_part_the_sentences_by_who_holds_more_than_half_of_the_words():
    text = 'He said: "We will never leave this land." The army moved to "safe areas" at noon. "No," she said.'
    passages = pd.DataFrame(
        [
            passage("a0", text, '"We will never leave this land."'),
            passage("a0", text, '"safe areas"', "scare"),
            passage("a0", text, '"No,"'),
            passage("elsewhere", text, '"No,"'),
        ]
    )
    table = readability(corpus(text), passages=passages, measures=["words"])
    assert table.set_index(["part", "voice"])["value"].to_dict() == {
        ("headline", "all"): 2,
        ("body", "all"): 19,
        ("body", "narration"): 11,
        ("body", "quotation"): 8,
    }


def test_a_sentence_of_which_half_is_quoted_is_the_outlets():
    text = 'He said "we leave now" again. She said "we all leave" twice today.'
    passages = pd.DataFrame([passage("a0", text, '"we leave now"'), passage("a0", text, '"we all leave"')])
    table = readability(corpus(text), passages=passages, measures=["words"]).set_index("voice")["value"]
    assert (table["narration"], table["quotation"]) == (13, 0)


def test_a_quotation_over_several_sentences_and_a_nested_one_count_once():
    text = "“It failed. He called it ‘a great day’ for peace. We left.” Nobody agreed with that."
    whole, inner = "“It failed. He called it ‘a great day’ for peace. We left.”", "‘a great day’"
    passages = pd.DataFrame([passage("a0", text, whole), passage("a0", text, inner, "quotation")])
    table = readability(corpus(text), passages=passages, measures=["sentences"]).set_index("voice")["value"]
    assert (table["narration"], table["quotation"]) == (1, 3)


@pytest.mark.parametrize(
    ("language", "measure", "note"),
    [
        ("pl", "flesch_reading_ease", "no published constants for language 'pl'"),
        ("pl", "syllables_per_word", "no syllable rules for language 'pl'"),
        ("de-AT", "flesch_reading_ease", "no published constants for language 'de'"),
        ("EN", "amstad", "no published constants for language 'en'"),
        (None, "flesch_reading_ease", "language not given"),
        (None, "syllables", "language not given"),
    ],
)
def test_a_language_without_constants_is_na_and_says_so(language, measure, note):
    table = readability(corpus(TEXT, language=language), measures=[measure, "lix"]).query("part == 'body'")
    assert np.isnan(table["value"].iloc[0]) and table["notes"].iloc[0] == note
    assert table["value"].iloc[1] == pytest.approx(7 + 200 / 14)


def test_languages_of_one_corpus_do_not_touch_each_other():
    german = "Die Regierung lehnte den Antrag ab. Niemand war überrascht."
    mixed = corpus(TEXT, german).assign(language=["en", "de"])
    table = readability(mixed).set_index(["article_id", "part", "measure"])["value"]
    alone = readability(corpus(german, language="de")).set_index(["part", "measure"])["value"]
    assert table["a1", "body", "amstad"] == alone["body", "amstad"] == pytest.approx(180 - 4.5 - 58.5 * 16 / 9)
    assert np.isnan(table["a1", "body", "flesch_reading_ease"]) and np.isnan(table["a0", "body", "amstad"])
    english = readability(corpus(TEXT)).set_index(["part", "measure"])["value"]
    pd.testing.assert_series_equal(table["a0"].reindex(english.index), english)


def test_the_language_given_is_that_of_all_articles():
    table = readability(corpus(TEXT, language="pl"), measures=["flesch_reading_ease"], language="en")
    assert table["value"].notna().all()


def test_unknown_names_list_the_valid_ones():
    with pytest.raises(ChoiceError, match=r"measure: 'flesh' is not one of: amstad, .*words_per_sentence"):
        readability(corpus(TEXT), measures=["flesh"])
    with pytest.raises(ChoiceError, match="definitions: 'quanteda' is not one of: published, textstat"):
        readability(corpus(TEXT), definitions="quanteda")
    with pytest.raises(FramingError, match="a list of names is wanted"):
        readability(corpus(TEXT), measures="lix")
    with pytest.raises(FramingError, match=r"a list of names is wanted, not \[\]"):
        readability(corpus(TEXT), measures=[])
    with pytest.raises(FramingError, match="no column language; it has article_id, title, text"):
        readability(corpus(TEXT).drop(columns="language"))


def test_no_articles_give_an_empty_table():
    for definitions in ("published", "textstat"):
        table = readability(corpus(), definitions=definitions)
        assert len(table) == 0 and table.dtypes["n_words"] == "int64"


PIECES = st.sampled_from(
    ["The army ", "Azerbaijan’s ", "self-proclaimed ", "U.S. ", "3.5 ", "2,000 ", "1990s ", "²½ ", "I.", "\n\n", "? ",
     "‘No,’ ", "MPs ", "ÉTÉ ", "İ ", "x'y ", "--", "\u00ad", "𝒳 ", "20th-century ", "don't "]
)  # fmt: skip
ANY_TEXT = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_TEXT, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_an_article_scores_the_same_in_any_company(texts, random):
    articles = corpus(*texts)
    table = readability(articles)
    mixed = articles.sample(frac=1, random_state=random.randrange(1000)).reset_index(drop=True)
    key = ["article_id", "part", "voice", "measure"]
    again = readability(mixed).sort_values(key).reset_index(drop=True)
    pd.testing.assert_frame_equal(again, table.sort_values(key).reset_index(drop=True))
    assert (table["value"].notna() | (table["notes"] != "")).all()


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), max_size=4))
def test_voices_add_up_to_the_whole(text, spans):
    rows = [("a0", "body", start, start + size, "quotation") for start, size in spans]
    passages = pd.DataFrame(rows, columns=["article_id", "part", "start", "end", "voice"])
    passages = passages.astype({"start": "int64", "end": "int64"})
    table = readability(corpus(text), passages=passages, measures=["words", "sentences", "letters", "syllables"])
    body = table[table["part"] == "body"].pivot_table("value", "measure", "voice")
    assert (body["narration"] + body["quotation"] == body["all"]).all()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["the army left town. ", "Negotiations collapsed yesterday! "]), min_size=8, max_size=30)
)
def test_measures_stay_in_their_ranges(pieces):
    value = readability(corpus("".join(pieces))).query("part == 'body'").set_index("measure")["value"]
    assert value["flesch_reading_ease"] <= 121.22 and value["flesch_kincaid_grade"] >= -3.40
    assert value["smog_index"] >= 3.1291 and value["gunning_fog"] >= 0.4
    for ratio in ("type_token_ratio", "mattr_50"):
        assert np.isnan(value[ratio]) or 0 < value[ratio] <= 1
    assert all(0 <= value[name] <= 100 for name in value.index if name.startswith("percent"))
    assert set(value.index) <= set(FORMULAS)


def test_the_page_of_documentation_runs_and_says_what_comes_out():
    page = Path(__file__).parents[1] / "docs" / "readability.md"
    found = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted > 15 and found.failed == 0


def test_the_examples_of_every_module_run():
    names = sorted(name for name in sys.modules if name.startswith("framing.readability."))
    results = [
        doctest.testmod(sys.modules[name]) for name in [*names, "framing.measure.means", "framing.sentences.rules"]
    ]
    assert sum(result.attempted for result in results) > 20 and not any(result.failed for result in results)
