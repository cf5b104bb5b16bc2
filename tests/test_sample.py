"""The sample corpus and its codebook are what they promise to be."""

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher

import pandas as pd
import pytest

import framing as fr
from conftest import ROOT

CODEBOOK = ROOT / "data" / "codebooks" / "nagorno-karabakh.yaml"
WIRE = "azerbaijan's parliament demanded on thursday"


@pytest.fixture(scope="module")
def codebook():
    return fr.load_codebook(CODEBOOK)


def sentences(text: str) -> list[str]:
    """Return the sentences of six or more words, plain."""
    pieces = re.split(r"(?<=[.!?])[\"'”’»)]*\s+|\n+", text.replace("’", "'"))
    plain = (" ".join(re.findall(r"[\w']+", piece.lower())) for piece in pieces)
    return [piece for piece in plain if len(piece.split()) >= 6]


def test_articles_outlets_and_lengths(sample):
    articles = sample.articles
    assert len(articles) >= 72
    assert articles["n_words"].between(200, 400).all(), articles.loc[
        ~articles["n_words"].between(200, 400), ["article_id", "n_words"]
    ]
    assert articles["outlet"].nunique() >= 6
    assert articles["date"].isna().sum() == 1
    dated = articles["date"].dropna()
    assert dated.min() >= pd.Timestamp("2020-11-10")
    assert dated.max() <= pd.Timestamp("2020-12-18")
    assert articles["group"].nunique() == 2


def test_every_outlet_names_the_main_referent_in_twelve_articles(sample):
    named = sample.mentions[sample.mentions["referent"] == "territory"]
    outlet = sample.articles.set_index("article_id")["outlet"]
    articles = named.drop_duplicates("article_id")["article_id"].map(outlet).value_counts()
    assert len(articles) >= 6
    assert articles.min() >= 12


def test_every_outlet_can_be_tested(sample):
    """Ten articles that characterise the main referent in the outlet's own voice are the least for a test."""
    shares = fr.shares(sample.mentions, sample.articles, sample.codebook)
    territory = shares[(shares["referent"] == "territory") & (shares["measure"] == "share")]
    assert territory["n_articles"].min() >= 10


def test_outlets_mix_their_labels(sample):
    shares = fr.shares(sample.mentions, sample.articles, sample.codebook)
    territory = shares[(shares["referent"] == "territory") & (shares["measure"] == "share")]
    assert (territory[territory["n"] > 0].groupby("outlet")["label"].nunique() >= 5).all()
    assert territory["estimate"].max() < 0.75


def test_no_sentence_stands_twice(sample):
    """The wire story and the article saved twice aside, every sentence was written once."""
    articles = sample.articles.drop_duplicates("text")
    wire = articles["text"].str.lower().str.replace("’", "'").str.contains(WIRE, regex=False)
    assert sorted(articles.loc[wire, "outlet"]) == ["Harbour Gazette", "Neva Bulletin"]
    where = defaultdict(list)
    for article_id, text in articles.loc[~wire, ["article_id", "text"]].itertuples(index=False):
        for sentence in sentences(text):
            where[sentence].append(article_id)
    assert {sentence: ids for sentence, ids in where.items() if len(ids) > 1} == {}


def test_the_wire_story_is_printed_with_small_edits(sample):
    texts = sample.articles["text"].str.lower().str.replace("’", "'")
    first, second = (text.split() for text in texts[texts.str.contains(WIRE, regex=False)])
    assert 0.75 < SequenceMatcher(None, first, second, autojunk=False).ratio() < 1


def test_one_article_is_saved_twice(sample):
    assert len(sample.manifest["same_text"]) == 1
    assert len(sample.manifest["same_text"][0]) == 2


def test_what_real_corpora_hold_is_there(sample):
    text = "\n".join(sample.articles["text"])
    assert {"byline", "dateline", "appeal", "footer", "credit", "furniture"} <= set(sample.removed["reason"])
    assert "breakway region" in text
    for mark in ('"', "“", "‘", "«"):
        assert mark in text
    straight = sample.articles["text"].str.split("\n").explode().str.count('"')
    assert (straight % 2 == 1).sum() == 1, "one mark is never closed"
    voices = Counter(sample.mentions["voice"])
    assert min(voices[voice] for voice in ("narration", "quotation", "reported", "scare")) >= 5
    assert sample.mentions["distance"].sum() >= 5


def test_formats(sample):
    endings = Counter(name.rpartition(".")[2] for name in sample.articles["source_file"])
    assert set(endings) == {"txt", "html", "csv"}
    assert min(endings.values()) >= 20


def test_appeals_bylines_and_footers_give_no_mention(sample):
    for phrase in ("consider a donation", "Follow us", "newsletter", "Subscribe to our", "rely on you"):
        assert not sample.articles["text"].str.contains(phrase, regex=False).any(), phrase


def test_codebook_size(codebook):
    labels = codebook.labels()
    assert labels["referent"].nunique() >= 8
    assert len(labels) >= 40
    assert labels["frame"].notna().all()
    assert (labels["about"].str.len() > 10).all()
    assert labels["bare"].sum() >= 5
    assert set(labels["frame"]) == set(codebook.frames)


def test_closing_lines(sample_folder):
    closing = (sample_folder / "closing.txt").read_text(encoding="utf-8")
    assert "exactly the same text" in closing
    assert "(1 undated)" in closing
    assert "Clearest findings (frames before names, groups before outlets; then by how far" in closing
    assert "95 % interval of the difference" in closing
