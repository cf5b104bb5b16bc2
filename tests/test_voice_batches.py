"""Texts of one batch do not touch each other, and any text gives passages within its bounds, in order and nested."""

import time

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing import schema
from framing.text import article_texts, read_words
from framing.voice import find_passages

PIECES = (
    "he said ", "She told me that ", "According to Ann Lee, ", "Ann Lee", "the minister ", "residents ", "titled ", "so-called ",
    '"', "'", "“", "”", "‘", "’", "«", "»", "„", "''", ".", ". ", ",", ", ", ": ", "? ", "! ", " ", "\n", "\n\n", "—", "(", ")",
    "'90s ", "6'2\" ", "NO ", "ПРЕЗИДЕНТ ", "сказал ", "「引", "」", "\u00a0", "é", "😀", "Mr. ", "U.S. ",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.text(alphabet=st.sampled_from(list("ab .,AB\n\"'“”‘’«»„")), max_size=60),
    st.text(max_size=40),
)


def articles_of(*texts, titles=None):
    """Return a table of articles with these bodies and headlines."""
    common = {"outlet": "o", "source_file": "f", "source_item": "0", "raw_sha256": "0", "n_words": 0, "n_sentences": 0}
    titles = titles or [None] * len(texts)
    return schema.rows(
        "articles",
        [
            {"article_id": f"a{i}", "title": title, "text": text, "n_characters": len(text), **common}
            for i, (title, text) in enumerate(zip(titles, texts, strict=True))
        ],
    )


def assert_well_formed(passages, articles):
    """Hold every passage and speaker within its text, in order, nested or apart, with the levels that say so."""
    for (article, part), rows in passages.groupby(["article_id", "part"], sort=False):
        text = articles.set_index("article_id").loc[article, "text" if part == "body" else "title"]
        holding: list[int] = []
        before = (-1, 0)
        for row in rows.itertuples():
            assert 0 <= row.start < row.end <= len(text)
            assert before <= (row.start, -row.end)
            before = row.start, -row.end
            while holding and holding[-1] <= row.start:
                holding.pop()
            assert not holding or row.end <= holding[-1]
            holding.append(row.end)
            assert row.level == len(holding)
            if not pd.isna(row.speaker_start):
                assert text[int(row.speaker_start) : int(row.speaker_end)] == row.speaker


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5), st.sampled_from(("broad", "strict")))
@example([("", "said it")], "broad")
@example([("", "It was late"), ("", "Mr. Lee, who is a lawyer, said that it was late.")], "broad")
@example([("", "He was"), ("", "told reporters a spokesman for the ministry, Bob Ray, said")], "strict")
@example([("", "According to Ann Lee, Mr. '")], "broad")
@example([("", 'He said "we go'), ("", ". Then he left.")], "strict")
@example([("", "He said that we go"), (".", ".")], "broad")
@example([("", "«A"), ("", '"he said ')], "broad")
@example([("", "He said: "), ("", '"We go." Ann Lee left.')], "broad")
def test_texts_of_a_batch_do_not_touch_each_other(parts, indirect):
    titles, texts = zip(*parts, strict=True)
    articles = articles_of(*texts, titles=titles)
    passages, speakers = find_passages(articles, indirect=indirect)
    assert_well_formed(passages, articles)
    apart = [
        find_passages(articles.iloc[i : i + 1].reset_index(drop=True), indirect=indirect) for i in range(len(parts))
    ]
    for together, one_by_one in zip((passages, speakers), zip(*apart, strict=True), strict=True):
        filled = [table for table in one_by_one if len(table)]
        expected = pd.concat(filled, ignore_index=True) if filled else together.iloc[:0]
        pd.testing.assert_frame_equal(together, expected, check_dtype=False)


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'",
        "”",
        "«",
        '."',
        "He said “",
        'HE SAID "NO" AND "YES".',
        "「引」と言った。",
        "Он сказал: «Нет». „Да“ — ‹да›.",
    ],
)
def test_odd_marks_give_well_formed_passages(text):
    articles = articles_of(text)
    assert_well_formed(find_passages(articles, indirect="broad")[0], articles)


@pytest.mark.parametrize(
    "piece",
    [
        '"a ',
        "'a ",
        'he said "no." ',
        "“",
        "«x „y ",
        "SAID “NO”, ",
        "'s ",
        '"A',
        "he said that ",
        'a\n\n"',
        'it was."We ',
        'a."B',
        ' " ',
        "she, Ann, said ",
        "said ",
    ],
)
@pytest.mark.parametrize("indirect", ["broad", "strict"])
def test_time_is_linear_in_the_number_of_marks(piece, indirect):
    def seconds(n):
        articles = articles_of(piece * n)
        words = read_words(article_texts(articles))
        start = time.process_time()
        find_passages(articles, words, indirect=indirect)
        return time.process_time() - start

    seconds(500)
    few = max(seconds(1_250), 0.02)
    # eight times the text: eight times the time if linear, 64 times if not; a busy machine gets a second try
    assert any(seconds(10_000) < 32 * few for _ in range(2))
