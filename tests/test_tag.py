"""The tagger: conditions, overlap, voices, distance, negation, misspellings, and offsets that hold for any text."""

import textwrap

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import schema
from framing.codebook import Codebook
from framing.tag import Tagger
from framing.text import article_texts, read_words
from reference_tagger import tag_article


def articles_of(*texts, titles=()):
    common = {"outlet": "o", "source_file": "f", "source_item": "0", "raw_sha256": "0", "n_words": 0, "n_sentences": 0}
    rows = [{"article_id": f"a{i}", "text": text, "n_characters": len(text), **common} for i, text in enumerate(texts)]
    for row, title in zip(rows, titles, strict=False):
        row["title"] = title
    return schema.rows("articles", rows)


def codebook_of(*terms, language="en", classes=None, **labels):
    """Return a codebook: the terms under referent r, label l; more referents by keyword: name={label: [terms]}."""
    referents = {"r": {"labels": {"l": {"terms": list(terms)}}}} if terms else {}
    referents |= {
        name: {"labels": {label: {"terms": list(given)} for label, given in content.items()}}
        for name, content in labels.items()
    }
    content = {"codebook": "c", "version": "1", "language": language, "classes": classes or {}, "referents": referents}
    return Codebook.model_validate(content)


def tag(codebook, *texts, titles=(), passages=None):
    articles = articles_of(*texts, titles=titles)
    tagger = Tagger(codebook)
    passages = schema.empty("passages") if passages is None else passages
    return tagger.settle(tagger.tag(articles, read_words(article_texts(articles)), passages))


def surfaces(text, *terms, **options):
    return tag(codebook_of(*terms, **options), text)["surface"].tolist()


def passage(text, phrase, voice, level=1, speaker=None):
    start = text.index(phrase)
    return {
        "article_id": "a0", "part": "body", "start": start, "end": start + len(phrase), "level": level, "voice": voice,
        "speaker_id": speaker,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ({"term": "region", "near": "Karabakh"}, "The region of Karabakh. The region.", ["region"]),
        ({"term": "region", "near": ["war", "Baku"], "within": 3}, "region a b war. Baku is a region, region x y z war",
         ["region"] * 2),
        ({"term": "region", "near_all": ["war", "Baku"]}, "A region, war, Baku. The region, war. In Baku.", ["region"]),
        ({"term": "region", "near": "war", "within": "article"}, "A region. No more. A war.", ["region"]),
        ({"term": "region", "not_near": "Georgia"}, "A region in Georgia. The region here", ["region"]),
        ({"term": "region", "near": "region"}, "region", []),
        ({"term": "region", "near": "region"}, "region region", ["region", "region"]),
        ({"term": "breakaway", "except": "breakaway party"}, "breakaway party, breakaway region", ["breakaway"]),
        ({"term": "region", "start": True}, "Region is. The region. “Region” it is.", ["Region", "Region"]),
        ({"term": "region", "possessor": "with"}, "Azerbaijan's region, Armenians’ region, the region", ["region"] * 2),
        ({"term": "region", "possessor": "without"}, "Azerbaijan's region, the region", ["region"]),
        ({"term": "NKR", "case": True}, "NKR nkr", ["NKR"]),
    ],
)  # fmt: skip
def test_conditions(term, text, found):
    assert surfaces(text, term) == found


def test_headline_and_body_are_one_article():
    found = tag(codebook_of({"term": "region", "near": "war", "within": "article"}), "A region.", "x", titles=["War"])
    assert found[["part", "surface"]].to_numpy().tolist() == [["body", "region"]]


def test_longest_wins_within_a_referent_and_both_count_across():
    codebook = codebook_of(
        authorities={"separatist authorities": ["separatist authorities"], "authorities": ["authorities"]},
        people={"separatist": ["separatist"]},
    )
    found = tag(codebook, "the separatist authorities")
    assert found[["referent", "label"]].to_numpy().tolist() == [
        ["authorities", "separatist authorities"], ["people", "separatist"],
    ]  # fmt: skip


def test_ties_go_to_the_first_label():
    codebook = codebook_of(r={"first": ["Karabakh"], "second": ["Karaba?h"]})
    assert tag(codebook, "Karabakh")["label"].tolist() == ["first"]


def test_the_term_that_lost_can_be_found():
    codebook = codebook_of("region", {"term": "breakaway", "except": "breakaway party"}, "breakaway region")
    articles = articles_of("a breakaway region, a breakaway party")
    explained = Tagger(codebook).explain(articles, read_words(article_texts(articles)), schema.empty("passages"))
    assert dict(zip(explained["surface"] + "/" + explained["term"], explained["outcome"], strict=False)) == {
        "breakaway/breakaway": "an exception overlaps it",
        "breakaway region/breakaway region": "counts",
        "region/region": "a longer match of the same referent overlaps it",
    }


def test_voice_of_the_innermost_passage_and_its_speaker():
    text = 'He said "the “breakaway” region is part of the region" and the breakaway region.'
    rows = [
        passage(text, '"the “breakaway” region is part of the region"', "quotation", speaker="s1"),
        passage(text, "“breakaway”", "scare", level=2),
    ]
    passages = schema.rows("passages", rows)
    found = tag(codebook_of("breakaway", "region"), text, passages=passages)
    assert found["voice"].tolist() == ["scare", "quotation", "quotation", "narration", "narration"]
    assert found["speaker_id"].fillna("-").tolist() == ["s1", "s1", "s1", "-", "-"]
    own = tag(codebook_of({"term": "region", "voices": ["narration"]}), text, passages=passages)
    assert own["start"].tolist() == [text.rindex("region")]


def test_a_mention_that_overlaps_scare_quotes_is_scare():
    text = 'the "breakaway" region'
    passages = schema.rows("passages", [passage(text, '"breakaway"', "scare")])
    found = tag(codebook_of("breakaway region"), text, passages=passages)
    assert found["voice"].tolist() == ["scare"]


@pytest.mark.parametrize(
    ("text", "distant"),
    [
        ("the so-called breakaway region", True),
        ("in what it calls the breakaway region", True),
        ("what Armenians refer to as the breakaway region", True),
        ("so-called. The breakaway region", False),
        ("the so-called war in the east and the breakaway region", False),
        ("the breakaway region, so-called", False),
    ],
)
def test_distance(text, distant):
    assert tag(codebook_of("breakaway region"), text)["distance"].tolist() == [distant]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("it is not a republic", True),
        ("there is no such republic", True),
        ("no such internationally recognised republic", True),
        ("never recognised as a republic", True),
        ("never internationally recognised as a republic", True),
        ("it cannot be a republic", True),
        ("not officially the republic's view", False),
        ("it isn’t a republic", True),
        ("it is no longer a republic", True),
        ("it is a republic, not a region", False),
        ("not only a republic", False),
        ("he did not say a word in the republic", False),
        ("they call it a region, not a republic", True),
        ("it is no republic", True),
        ("it’s no republic", True),
        ("it was never a republic", True),
        ("it has never been a republic", True),
        ("it can’t be a republic", True),
        ("it will not be a republic", True),
        ("it is neither an enclave nor a republic", True),
        ("France does not recognise it as the republic", True),
        ("France doesn't recognise Karabakh as a republic", True),
        ("Baku does not call it a republic", True),
        ("it is no recognised republic", True),
    ],
)
def test_negation(text, negated):
    assert tag(codebook_of("republic"), text)["negated"].tolist() == [negated]


@pytest.mark.parametrize(
    "text",
    [
        "France does not recognize the republic",
        "France doesn’t recognise the republic",
        "Paris will not recognise its republic",
        "has not recognised this republic",
        "after which no republic will remain",
        "No republic is expected",
        "there might be no republic at all",
        "there is no republic",
        "there’s no republic",
        "there isn't a republic",
        "there will not be a republic",
        "there has never been a republic",
        "there was not a recognised republic",
        "no recognised republic took part",
        "one who did not republic",
        "he didn't republic",
        "Armenia, not the republic, signed it",
        "neither Baku nor the republic was asked",
        "he left without the republic",
    ],
)
def test_a_name_that_is_used_is_not_negated(text):
    assert tag(codebook_of("republic"), text)["negated"].tolist() == [False]


def test_negation_in_russian():
    found = tag(codebook_of("республик*", language="ru"), "Это не республика. Так называемая республика.")
    assert found[["negated", "distance"]].to_numpy().tolist() == [[True, False], [False, True]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a breakway region", [("breakway region", "misspelt")]),
        ("a breakawya region", [("breakawya region", "misspelt")]),
        ("a breakaaway region", [("breakaaway region", "misspelt")]),
        ("a breakeway region", [("breakeway region", "misspelt")]),
        ("a break-away region", []),
        ("a vreakaway region", []),
        ("a brekway region", []),
        ("a breakaway regoin", []),
        ("a breakaways region, breakwater region", []),
        ("a breakaway region", [("breakaway region", "exact")]),
    ],
)
def test_misspellings(text, found):
    mentions = tag(codebook_of("breakaway region"), text)
    assert list(zip(mentions["surface"], mentions["match"], strict=True)) == found


def test_misspellings_can_be_refused_and_need_a_dictionary():
    assert surfaces("a breakway region", {"term": "breakaway region", "misspelt": False}) == []
    assert surfaces("a breakway region", "breakaway region", language="fr") == []


def test_a_word_of_the_codebook_is_no_misspelling_of_another():
    assert surfaces("Kalbajar and Kelbajar", "Kelbajar", {"term": "Kalbajar xx"}) == ["Kelbajar"]


def test_a_common_word_is_no_misspelling():
    texts = ["the Kelbjar road"] * 3
    assert tag(codebook_of("Kelbajar"), "Kelbajar", *texts[:2])["match"].tolist() == ["exact", "misspelt", "misspelt"]
    assert tag(codebook_of("Kelbajar"), "Kelbajar", *texts)["match"].tolist() == ["exact"]


TERMS = st.sampled_from(
    [
        "a", "b a", "a*", "(a|b) [c]", "a ... b", "a-b", "c's",
        {"term": "a", "near": ["b"], "within": "sentence"}, {"term": "b", "near": ["c", "ab"], "within": 2},
        {"term": "a", "near_all": ["b", "c"], "within": "article"}, {"term": "c", "not_near": ["a b"]},
        {"term": "b [a]", "except": ["a b", "b c"]}, {"term": "a", "start": True}, {"term": "B", "case": True},
        {"term": "a", "possessor": "with"}, {"term": "b", "possessor": "without", "near": "c", "within": 1},
    ]
)  # fmt: skip
TEXT = st.lists(
    st.sampled_from(["a", "b", "c", "ab", "B", "c's", "as’", "a-b", ". A", ",", "“b”", "\n", "İ", "é"]), max_size=14
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(TERMS, min_size=1, max_size=4), st.lists(TERMS, min_size=1, max_size=3), TEXT, TEXT)
def test_mentions_equal_the_slow_tagger(some, others, title, text):
    codebook = codebook_of(*some, other={"m": others})
    found = tag(codebook, text, titles=[title])
    texts = {"headline": title, "body": text}
    assert all(texts[m.part][m.start : m.end] == m.surface for m in found.itertuples())
    part = found["part"].map({"headline": 0, "body": 1})
    rows = list(zip(part, found["start"], found["end"], found["referent"], found["label"], found["term"], strict=True))
    assert sorted(rows) == tag_article([title, text], codebook)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=3), st.data())
def test_offsets_hold_for_any_text(texts, data):
    """Terms are words of the texts themselves, so that matches in strange scripts are tried."""
    words = [word for form in read_words(texts).forms for word in form.split() if word.isalnum()]
    term = data.draw(st.sampled_from(words)) if words else "a"
    language = data.draw(st.sampled_from(["en", "tr", "ru", "ar"]))
    found = tag(codebook_of(term, language=language), *texts, titles=texts[::-1])
    articles = articles_of(*texts, titles=texts[::-1]).set_index("article_id")
    for mention in found.itertuples():
        article = articles.loc[mention.article_id]
        text = article["title"] if mention.part == "headline" else article["text"]
        assert text[mention.start : mention.end] == mention.surface
    assert len(found) > 0 or not words


def test_batches_do_not_matter():
    codebook = codebook_of("breakaway region", {"term": "region", "near": "war"})
    texts = ["a breakway region", "the region at war", "none", "breakaway region; region"]
    together = tag(codebook, *texts)
    tagger, found = Tagger(codebook), []
    for article in (articles_of(*texts).iloc[i : i + 1].reset_index(drop=True) for i in range(len(texts))):
        found.append(tagger.tag(article, read_words(article_texts(article)), schema.empty("passages")))
    pd.testing.assert_frame_equal(tagger.settle(pd.concat(found, ignore_index=True)), together)


def test_other_scripts_are_tagged_with_exact_offsets():
    text = textwrap.dedent("""\
        Самопровозглашённая республика не признана. Լեռնային Ղարաբաղ։ QARABAĞ 😀 Qarabağ. جمهورية أرتساخ
    """)
    for language, term, surface in [
        ("ru", "самопровозглашенная республика", "Самопровозглашённая республика"),
        ("hy", "լեռնային ղարաբաղ", "Լեռնային Ղարաբաղ"),
        ("az", "qarabağ", "QARABAĞ"),
        ("ar", "جمهورية أرتساخ", "جمهورية أرتساخ"),
    ]:
        found = tag(codebook_of(term, language=language), text).iloc[0]
        assert (found["surface"], text[found["start"] : found["end"]]) == (surface, surface)


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("morning", "The senator Monning said so.", []),
        ("clinton administration", "The Clinton Adminstration went.", ["Clinton Adminstration"]),
        ("mueller", "Mr. Moeller said", []),
        ("talking", "he is talkin’ about", []),
        ("finance", "his fiance", []),
        ("obamacare", "the Obamascare ads", []),
        ("washington", "in Washingtonâ€™s", []),
        ("recognize", "they recognise it", []),
        ("republic", "the republics and a republican", []),
    ],
)
def test_names_and_forms_of_a_word_are_no_misspellings(term, text, found):
    assert surfaces(text, term) == found


def test_a_name_is_no_misspelling_of_a_common_noun():
    texts = ["a resolution", "Mr. Resoluton of the Resoluton family."]
    assert tag(codebook_of("resolution"), *texts)["surface"].tolist() == ["resolution"]
    assert tag(codebook_of("resolution"), *texts, "a resoluton")["match"].tolist() == ["exact"] + ["misspelt"] * 3


def test_mentions_are_the_table_they_promise_to_be():
    text = "the so-called republic “region”"
    passages = schema.rows("passages", [passage(text, "“region”", "scare", speaker="s")])
    for codebook in (codebook_of("republic", "region"), codebook_of("nowhere")):
        found = tag(codebook, text, passages=passages)
        pd.testing.assert_frame_equal(schema.check(found, "mentions"), found)
