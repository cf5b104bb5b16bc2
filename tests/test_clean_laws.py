"""Laws of cleaning: nothing is changed, nothing is lost, everything removed is on record."""

import typing

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import schema
from framing.clean import KEEPABLE, RULES, clean, restore
from framing.clean.cuts import find_cuts, kept_spans
from framing.clean.paragraphs import find_paragraphs, outside
from framing.errors import ChoiceError
from framing.study import Rule

ENDS = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", " \n\t\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", " ", ""]
FURNITURE = """By Ann Lee
Special to the Example
BAKU, Nov 26 (Agency) - The vote came late.
PARIS — The vote.
2020-11-26
Follow us on Twitter @x
--
© 2020 Example
Reporting by Ann Lee
Updated at 10:15
Dear readers,
Please consider a donation to our newsroom.
Thank you for reading us.
It rained.
He said: “No.”
""".split("\n")
LINES = [*FURNITURE, " ", "\xa0"]
PROSE = ["It rained all day.", "He said: “No.”", "Who knows?", "The NATO summit — a first — ended."]
texts = st.lists(st.tuples(st.sampled_from(LINES) | st.text(max_size=8), st.sampled_from(ENDS)), max_size=14).map(
    lambda parts: "".join(line + end for line, end in parts)
)
keeps = st.sets(st.sampled_from(KEEPABLE)).map(tuple)


def raw_table(*texts):
    rows = [
        {"article_id": f"a{i}", "outlet": "A", "source_file": f"{i}.txt", "source_item": "", "raw_text": text}
        for i, text in enumerate(texts)
    ]
    return schema.rows("raw", rows)


@st.composite
def pages(draw):
    """A text, and spans of it that a reader marked as furniture: any, also overlapping or empty."""
    text = draw(texts)
    places = st.integers(0, len(text))
    marked = draw(st.lists(st.tuples(places, places), max_size=4))
    return text, [(min(span), max(span), "furniture") for span in marked]


@settings(max_examples=300)
@given(pages(), keeps)
def test_cuts_are_in_order_apart_and_inside_the_text(page, keep):
    text, marked = page
    cuts = find_cuts(text, marked, keep)
    edges = [0, *(edge for start, end, _ in cuts for edge in (start, end)), len(text)]
    assert edges == sorted(edges)
    assert all(start < end for start, end, _ in cuts)
    assert {reason for *_, reason in cuts} <= set(KEEPABLE) - set(keep)
    kept = "".join(text[start:end] for start, end in kept_spans(cuts, len(text)))
    if "white space" not in keep:
        assert kept == kept.strip()


@settings(max_examples=50, deadline=None)
@given(st.lists(texts, max_size=4), keeps)
def test_text_and_removed_spans_give_the_raw_text_back(given_texts, keep):
    raw = raw_table(*given_texts)
    before = raw.copy(deep=True)
    articles, removed = clean(raw, schema.empty("removed"), keep)
    pd.testing.assert_frame_equal(raw, before)
    assert len(articles) == len(raw)
    for name, text, raw_text in zip(raw["article_id"], articles["text"], raw["raw_text"], strict=True):
        spans = removed[removed["article_id"] == name]
        assert restore(text, spans) == raw_text
        assert len(text) + spans["removed_text"].str.len().sum() == len(raw_text)
        cut = [raw_text[a:b] for a, b in zip(spans["raw_start"], spans["raw_end"], strict=True)]
        assert cut == spans["removed_text"].tolist()


@given(texts)
def test_with_everything_kept_nothing_is_removed(text):
    assert find_cuts(text, [(0, len(text), "furniture")], KEEPABLE) == []


@given(st.lists(st.sampled_from(PROSE)), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
def test_from_plain_prose_nothing_is_removed(lines, end):
    assert find_cuts(end.join(lines), []) == []


@given(texts)
def test_paragraphs_hold_every_sign_that_is_not_white_space(text):
    paragraphs = find_paragraphs(text)
    assert [text[p.start : p.end] for p in paragraphs] == [p.text for p in paragraphs]
    assert "".join("".join(p.text.split()) for p in paragraphs) == "".join(text.split())


@given(pages())
def test_outside_leaves_the_paragraphs_no_span_touches(page):
    text, marked = page
    spans = [cut[:2] for cut in marked if cut[0] < cut[1]]
    expected = [p for p in find_paragraphs(text) if not any(a < p.end and p.start < b for a, b in spans)]
    assert outside(find_paragraphs(text), spans) == expected


def test_spans_a_reader_gave_are_cut_under_their_reason():
    furniture = schema.rows(
        "removed",
        [{"article_id": "a0", "raw_start": 0, "raw_end": 4, "reason": "headline", "removed_text": "Home"}],
    )
    articles, removed = clean(raw_table("Home\n\nIt rained."), furniture)
    assert articles["text"].tolist() == ["It rained."]
    assert removed[["reason", "removed_text"]].values.tolist() == [["headline", "Home\n\n"]]


@pytest.mark.parametrize("text", ["", " \r\n", "By Ann Lee", "--\n\n***\n"])
def test_an_article_nothing_is_left_of_keeps_an_empty_text(text):
    articles, removed = clean(raw_table(text), schema.empty("removed"))
    assert articles["text"].tolist() == [""]
    assert "".join(removed["removed_text"]) == text


def test_no_article_at_all():
    articles, removed = clean(schema.empty("raw"), schema.empty("removed"))
    assert len(articles) == len(removed) == 0
    assert {"text", "raw_sha256", "byline"} <= set(articles.columns)


def test_an_unknown_rule_is_refused_with_the_ones_there_are():
    with pytest.raises(ChoiceError, match="white space; did you mean byline"):
        clean(schema.empty("raw"), schema.empty("removed"), ("bylines",))


def test_the_study_file_and_cleaning_name_the_same_rules():
    assert set(typing.get_args(Rule)) == set(KEEPABLE)
    assert set(RULES) | {"furniture", "white space"} == set(KEEPABLE)


def test_rules_match_long_lines_in_time():
    words = ["By Ann ", "A", "A, ", "Support our ", "Please ", "follow us ", "- "]
    text = "\n".join(word * 50_000 for word in words)
    assert find_cuts(text, [], ("white space",)) == []
