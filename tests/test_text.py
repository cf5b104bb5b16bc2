"""Words, parts and sentences: where they begin and end, and how one part follows another."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.sentences import sentence_spans
from framing.text import HYPHEN, PUNCTUATION, FormTable, Numbering, article_texts, gaps, read_words, split_form
from reference_tagger import pieces_of

LINKS = ["blocked", "space", "hyphen", "apostrophe", "punctuation"]
ALPHABET = st.sampled_from([*"abAB12 \n.,-'’—–&\"“”", "\u0301", "é", "İ", "ß", "ж", "中", "😀", "\u00ad", "\u200d", "\ufe0f", "՞", "٣", "\u2011", "\u00a0"])  # fmt: skip  # noqa: E501
GLUED = st.sampled_from(["it was", "FBI", "1946", "9%", "Sen", "U.S", ".", "!", '"', '."', '""', "'", "’", "”", ")", "(", "[", " ", "\n", "The ", "He,", "CNN ", "We say", "Gov. Hale", "é"])  # fmt: skip  # noqa: E501
GLUED_TEXT = st.lists(GLUED, max_size=30).map("".join)
TEXTS = st.lists(st.one_of(st.text(ALPHABET, max_size=60), st.text(max_size=20), GLUED_TEXT), max_size=4)


def words_of(text):
    words = read_words([text])
    return [words.forms[form] for form in words.form]


def parts_of(text):
    parts = read_words([text]).parts
    return [(parts.forms[form], LINKS[link]) for form, link in zip(parts.form, parts.link, strict=True)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The self-proclaimed republic", ["The", "self-proclaimed", "republic"]),
        ("Azerbaijan’s don't", ["Azerbaijan’s", "don't"]),
        ("U.S. troops, 2,000 of them; 3.5%", ["U.S", "troops", "2,000", "of", "them", "3.5"]),
        ("end.Next one,two", ["end", "Next", "one", "two"]),
        ("‘quoted’ -dash- – no", ["quoted", "dash", "no"]),
        ("re\u00adpublic cafe\u0301 ❤\ufe0f \u0301 x", ["re\u00adpublic", "cafe\u0301", "x"]),
        ("Карабах, Ղարաբաղ և Qarabağ", ["Карабах", "Ղարաբաղ", "և", "Qarabağ"]),
        ("ինչո՞ւ", ["ինչո՞ւ"]),
        ("", []),
        ("... — !", []),
    ],
)
def test_words(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("self-proclaimed", [("self", "blocked"), ("proclaimed", "hyphen")]),
        ("self‑proclaimed", [("self", "blocked"), ("proclaimed", "hyphen")]),
        ("Armenia–Russia", [("Armenia", "blocked"), ("Russia", "hyphen")]),
        ("Azerbaijan’s", [("Azerbaijan", "blocked"), ("s", "apostrophe")]),
        ("a\u00a0b", [("a", "blocked"), ("b", "space")]),
        ("the “breakaway” region", [("the", "blocked"), ("breakaway", "space"), ("region", "space")]),
        ("one, two", [("one", "blocked"), ("two", "punctuation")]),
        ("one - two", [("one", "blocked"), ("two", "punctuation")]),
        ("U.S. troops", [("U.S", "blocked"), ("troops", "space")]),
        ("One is. Two", [("One", "blocked"), ("is", "space"), ("Two", "blocked")]),
    ],
)
def test_parts_and_links(text, parts):
    assert parts_of(text) == parts


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_words_are_where_they_say(texts):
    words = read_words(texts)
    for text, start, end, form in zip(words.text, words.start, words.end, words.form, strict=True):
        assert texts[text][start:end] == words.forms[form]
    assert words.n_words.tolist() == [int((words.text == i).sum()) for i in range(len(texts))]
    assert len(set(words.forms)) == len(words.forms)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_parts_equal_the_slow_reading(texts):
    words = read_words(texts)
    parts = words.parts
    sentence = words.sentence - words.first_sentence[words.text]
    found = [
        (int(words.text[w]), int(start), int(end), parts.forms[form], int(sentence[w]), LINKS[link])
        for w, start, end, form, link in zip(parts.word, parts.start, parts.end, parts.form, parts.link, strict=True)
    ]
    expected = [
        (i, p.start, p.end, p.text, p.sentence, p.link) for i, text in enumerate(texts) for p in pieces_of(text)
    ]
    assert found == expected


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_are_those_of_each_text(texts):
    words = read_words(texts)
    spans = [(i, a, b) for i, text in enumerate(texts) for a, b in sentence_spans(text)]
    assert list(zip(words.sentence_text, words.sentence_start, words.sentence_end, strict=True)) == spans
    inside = (words.sentence_start[words.sentence] <= words.start) & (words.end <= words.sentence_end[words.sentence])
    assert inside.all() or any("." in text for text in texts)
    rows = np.arange(len(words.form))
    assert words.sentences_of(rows).tolist() == words.sentence.tolist()
    opens = np.column_stack((words.sentence_text, words.sentence_start)).tolist()
    starts = np.column_stack((words.text, words.start)).tolist()
    assert words.first_in_sentence.tolist() == [sum(start < opened for start in starts) for opened in opens] + [
        len(rows)
    ]


def test_stretches_that_only_end_with_a_glued_stop_are_read_alike_before_any_word():
    texts = ['They left ."!The end', 'They left ."!0', '1""".The end', '1""".0']
    assert len(read_words(texts).sentence_start) == len(texts) == sum(len(sentence_spans(text)) for text in texts)


def test_missing_text_is_empty():
    words = read_words(["one two", None, float("nan"), "three"])
    assert words.n_words.tolist() == [2, 0, 0, 1]
    assert np.diff(words.first_word).tolist() == [2, 0, 0, 1]


def test_long_words_that_begin_alike_are_told_apart():
    stem = "a" * 70
    words = read_words([f"{stem}b {stem}c {stem[:20]}b {stem[:20]}c {stem}b"])
    assert words.form.tolist() == [0, 1, 2, 3, 0]


def test_split_form():
    assert split_form("self-proclaimed") == [(0, 4), (5, 15)]
    assert split_form("Azerbaijan’s") == [(0, 10), (11, 12)]


@given(
    st.lists(st.lists(st.integers(0, 300), max_size=400, unique=True), max_size=6),
    st.sampled_from([1, 1 << 20, 1 << 55]),
)
def test_numbers_are_found_again_by_their_keys_whatever_slots_these_share(batches, spread):
    numbering, given_numbers = Numbering(), {}
    for batch in batches:
        new = [key * spread for key in batch if key * spread not in given_numbers]
        numbers = np.arange(len(new)) + len(given_numbers)
        numbering.add(np.array(new, dtype=np.uint64), numbers)
        given_numbers |= dict(zip(new, numbers.tolist(), strict=True))
    asked = [key * spread for key in range(400)]
    found = numbering.find(np.array(asked, dtype=np.uint64))
    assert found.tolist() == [given_numbers.get(key, -1) for key in asked]


def test_a_table_of_forms_asks_once_for_each_and_forgets_when_full():
    asked = []
    table = FormTable(lambda forms: [asked.append(forms) or [len(form) for form in forms]], 1, kept=3)
    for text in ("one two one", "two three four", "one"):
        parts = read_words([text]).parts
        assert table.of(parts.each)[0].tolist() == [len(word) for word in text.split()]
    assert asked == [["one", "two"], ["three", "four"], ["one"]]


@pytest.mark.parametrize("texts", [("a-\0b", "a-b"), ("a-b", "a-\0b")])
def test_a_null_character_behind_a_mark_is_not_taken_for_the_mark_alone(texts):
    gaps.known.clear()
    parts = read_words(texts).parts
    found = {text: int(parts.link[np.flatnonzero(parts.text == i)[1]]) for i, text in enumerate(texts)}
    assert found == {"a-\0b": PUNCTUATION, "a-b": HYPHEN}


@pytest.mark.parametrize("kind", ["str", "object"])
def test_headlines_and_bodies_stand_side_by_side(kind):
    articles = pd.DataFrame({"title": ["Über", None, ""], "text": ["a\n“b”", "\U0001f600", "c"]}, dtype=kind)
    expected = ["Über", "a\n“b”", "", "\U0001f600", "", "c"]
    for rows, wanted in ((articles, expected), (articles.iloc[1:], expected[2:]), (articles.iloc[:0], [])):
        texts = article_texts(rows)
        assert list(texts) == wanted and texts == wanted and len(texts) == len(wanted)
        assert read_words(texts).n_characters.tolist() == list(map(len, wanted))
    twice = article_texts(pd.concat([articles, articles]))
    assert list(twice) == expected * 2 and twice[-1] == "c" and twice[1:3] == expected[1:3] and twice != expected
