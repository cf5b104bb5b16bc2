"""Evidence: mentions in context, saved tables, and highlighted articles."""

import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import ChoiceError, InputError
from framing.evidence import Html, highlight, kwic, mention_table, most_different_pair, side_by_side
from framing.evidence.looks import looks_of
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


def test_the_mentions_are_one_table_with_outlet_date_and_context(given_):
    articles, mentions = given_
    mentions = mentions.assign(speaker_id=["s1", *[None] * (len(mentions) - 1)])
    speakers = pd.DataFrame({"article_id": mentions["article_id"].iloc[:1], "speaker_id": "s1", "name": "Ms. Sign"})
    table = mention_table(mentions, articles, speakers, width=4)
    assert len(table) == len(mentions)
    assert table["mention"].tolist() == mentions["surface"].tolist()
    assert table[["start", "end"]].equals(mentions[["start", "end"]])
    dates = articles.set_index("article_id")["date"]
    assert table["date"].tolist() == dates[mentions["article_id"]].tolist()
    assert table["speaker"].tolist()[0] == "Ms. Sign" and table["speaker"].isna().sum() == len(table) - 1
    first = table[(table["part"] == "body") & (table["mention"] == "breakaway region")].iloc[0]
    assert (first["outlet"], first["left"], first["right"]) == ("A", "The ", " <b>")
    assert mention_table(mentions.iloc[:0], articles)["speaker"].tolist() == []


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
    with pytest.raises(InputError, match="2020-12-01 is after 2020-11-25; write the first day before the last"):
        kwic(mentions, articles, dates=("2020-12-01", "2020-11-25"))


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
    bare = re.sub(r"<style>.*?</style>", "", html.replace("<br>", ""))
    return "".join(ET.fromstring(bare).itertext())


def test_highlight(given_):
    articles, mentions = given_
    html = highlight(articles.iloc[0], mentions)
    assert isinstance(html, Html)
    assert html._repr_html_() == f'<div class="tex2jax_ignore mathjax_ignore">{html}</div>'
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


@pytest.fixture
def two():
    """Two articles by two outlets with frames, in two directions of writing."""
    texts = ["The breakaway region & <b>it</b>.\nقال إن breakaway region", "The occupied lands; the occupied lands."]
    articles = articles_of(*texts).assign(outlet=["Al & Co", "B"], date=pd.to_datetime(["2020-11-25", None]))
    mentions = tag(codebook_of("breakaway region", other={"m": ["occupied lands"]}), *texts)
    frames = mentions["label"].map({"l": "separation", "m": "occupation"})
    return articles, mentions.assign(frame=frames)


def test_side_by_side(two):
    articles, mentions = two
    html = side_by_side(articles.iloc[0], articles.iloc[1], mentions)
    assert isinstance(html, Html)
    page = plain(html.replace("&nbsp;", " "))
    for text in articles["text"]:
        assert text in page
    assert html.count("<mark") == len(mentions) == 4
    assert "<bdi>Al &amp; Co</bdi> · 2020-11-25" in html
    assert "<bdi>B</bdi> · undated" in html
    assert re.sub(r"\s+", " ", page).count("l 2") == 1
    assert "<script" not in html
    assert "<b>" not in html
    assert html.count('dir="auto"') >= 4


def test_frames_differ_by_line_as_well_as_colour(two):
    articles, mentions = two
    html = side_by_side(articles.iloc[0], articles.iloc[1], mentions)
    looks = looks_of([f"f{i}" for i in range(12)])
    lines = {re.sub(r"background: #\w+; ", "", look) for look in looks.values()}
    assert len(lines) == len(set(looks.values())) == 12
    styles = {label: re.search(rf'<mark style="([^"]*)" title="\w+: {label} ', html)[1] for label in ("l", "m")}
    assert {re.sub(r"background: #\w+", "", style) for style in styles.values()} == {
        re.sub(r"background: #\w+", "", looks_of(["occupation", "separation"])[frame])
        for frame in ("occupation", "separation")
    }


def test_side_by_side_refuses_one_article_twice(two):
    articles, mentions = two
    with pytest.raises(InputError, match="twice"):
        side_by_side(articles.iloc[0], articles.iloc[0], mentions)


def test_side_by_side_without_mentions_says_so(two):
    articles, mentions = two
    html = side_by_side(articles.iloc[0], articles.iloc[1], mentions.iloc[:0])
    assert "No name of the codebook stands in either article." in html


STORY = "Parliament voted on Thursday on the peacekeepers, the corridor and the prisoners of war near the village. "


def corpus_of(*outlets, text=STORY, days=None):
    """Return articles on one story, and three mentions in each: of label a, or b where the outlet is B."""
    articles = articles_of(*[f"{text} {i}" for i in range(len(outlets))]).assign(
        outlet=list(outlets), date=pd.to_datetime(days or ["2020-11-25"] * len(outlets))
    )
    rows = [(key, "b" if outlet == "B" else "a") for key, outlet in zip(articles["article_id"], outlets, strict=True)]
    mentions = pd.DataFrame(rows * 3, columns=["article_id", "label"])
    return articles, mentions


def test_the_pair_is_by_two_outlets_and_differs_most():
    articles, mentions = corpus_of("A", "A", "B", "C")
    pair = most_different_pair(articles, mentions)
    assert {pair.first["outlet"], pair.second["outlet"]} in ({"A", "B"}, {"B", "C"})
    assert "1.00 of 1" in pair.rule
    again = most_different_pair(articles.sample(frac=1, random_state=3), mentions.sample(frac=1, random_state=4))
    assert again.rule == pair.rule


@pytest.mark.parametrize(
    "change",
    [
        {"days": ["2020-11-25", "2020-11-28", "2020-12-05"]},
        {"days": [None, None, None]},
    ],
)
def test_articles_far_apart_in_time_are_no_pair(change):
    assert most_different_pair(*corpus_of("A", "B", "C", **change)) is None


def test_articles_on_other_things_are_no_pair():
    articles, mentions = corpus_of("A", "B", "C")
    other = ["Rain fell all day over hills.", "A choir sang new songs at night.", "Bread prices rose sharply again."]
    assert most_different_pair(articles.assign(text=other), mentions) is None


def test_stories_decide_where_they_are_known():
    articles, mentions = corpus_of("A", "B", "C", days=["2020-11-25", "2020-12-25", "2021-11-25"])
    stories = pd.array(["s", "s", None], dtype="str")
    pair = most_different_pair(articles.assign(story_id=stories), mentions)
    assert (pair.first["outlet"], pair.second["outlet"]) == ("A", "B")
    assert pair.rule.startswith("Articles of one story")


def test_few_mentions_or_one_outlet_are_no_pair_but_two_articles_are():
    articles, mentions = corpus_of("A", "B", "C")
    assert most_different_pair(articles, mentions.groupby("article_id").head(2)) is None
    assert most_different_pair(*corpus_of("A", "A", "A")) is None
    assert most_different_pair(articles.iloc[:2], mentions.iloc[:0]).rule == "The two articles of this study."
