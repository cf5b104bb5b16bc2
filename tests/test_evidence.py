"""Evidence: mentions in context, saved tables, and highlighted articles."""

import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import ChoiceError, InputError
from framing.evidence import Html, highlight, kwic
from test_tag import articles_of, codebook_of, tag

TEXT = "The breakaway region <b>is</b> & stays;\na breakaway region of “so-called” fame."


@pytest.fixture
def given_():
    articles = articles_of(TEXT, "no region here", titles=["Region & war"]).assign(
        date=pd.to_datetime(["2020-11-25", "2020-12-09"]), outlet=["A", "B"]
    )
    mentions = tag(
        codebook_of("breakaway region", other={"m": ["region"]}), TEXT, "no region here", titles=["Region & war"]
    )
    return articles, mentions


def test_kwic(given_):
    articles, mentions = given_
    lines = kwic(mentions, articles, where={"label": "l"}, width=10)
    assert lines[["outlet", "left", "match", "right"]].to_numpy().tolist() == [
        ["A", "The ", "breakaway region", " <b>is</b>"],
        ["A", "& stays; a"[1:] + " ", "breakaway region", " of “so-ca"],
    ]
    assert kwic(mentions, articles, where={"outlet": ["B"]})["match"].tolist() == ["region"]


def test_kwic_sorts_by_context(given_):
    articles, mentions = given_
    right = kwic(mentions, articles, sort="right")["right"].str.strip().str.casefold().tolist()
    assert right == sorted(right)
    left = [" ".join(reversed(piece.split())).casefold() for piece in kwic(mentions, articles, sort="left")["left"]]
    assert left == sorted(left)


def test_kwic_by_date(given_):
    articles, mentions = given_
    assert set(kwic(mentions, articles, dates=("2020-12-01", None))["outlet"]) == {"B"}
    assert set(kwic(mentions, articles, dates=(None, "2020-11-25"))["outlet"]) == {"A"}
    with pytest.raises(InputError, match="2020-11-25"):
        kwic(mentions, articles, dates=("soon", None))


def test_kwic_refuses_what_it_does_not_know(given_):
    articles, mentions = given_
    with pytest.raises(ChoiceError):
        kwic(mentions, articles, sort="up")
    with pytest.raises(ChoiceError):
        kwic(mentions, articles, where={"colour": "red"})
    with pytest.raises(InputError, match="not there"):
        kwic(mentions, articles.iloc[1:])


def plain(html):
    """Return the text of some HTML as a reader sees it, by a parser that refuses what is not well formed."""
    return "".join(ET.fromstring(html.replace("<br>", "")).itertext())


def test_highlight(given_):
    articles, mentions = given_
    html = highlight(articles.iloc[0], mentions)
    assert isinstance(html, Html)
    assert html._repr_html_() == html
    assert TEXT in plain(html)
    assert "Region & war" in plain(html)
    assert html.count("<mark") == 1 + 2 * 3
    assert 'title="r: l · frame: none · voice: narration"' in html
    assert "<script" not in html
    assert "<b>" not in html


def test_highlight_refuses_mentions_of_another_text(given_):
    articles, mentions = given_
    with pytest.raises(InputError, match="does not stand"):
        highlight(articles.iloc[0], mentions.assign(start=mentions["start"] + 1))


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab <>&\"'\n"), max_size=40), st.text("ab", min_size=1, max_size=2))
def test_highlight_escapes_any_text(text, word):
    articles = articles_of(text)
    assert text in plain(highlight(articles.iloc[0], tag(codebook_of(word, other={"<m>": ["a b"]}), text)))
