"""The examples in the docstrings of ``framing.measure`` give what they say."""

import doctest
import importlib
import pkgutil

import pandas as pd
import pytest

import framing.measure

NAMES = sorted(found.name for found in pkgutil.walk_packages(framing.measure.__path__, "framing.measure."))


class Codebook:
    def labels(self):
        return pd.DataFrame(
            {
                "referent": ["territory"] * 3,
                "label": ["breakaway", "occupied", "Karabakh"],
                "frame": ["separation", "occupation", None],
                "bare": [False, False, True],
            }
        )


def example():
    """Return four articles of two outlets with their mentions, as the docstrings use them."""
    texts = [
        "The breakaway land. A breakaway place.",
        "Land or the occupied.",
        "occupied land",
        "the breakaway, occupied",
    ]
    articles = pd.DataFrame(
        {
            "article_id": list("abcd"),
            "outlet": list("AABB"),
            "date": pd.to_datetime(["2020-11-10", "2020-11-20", "2020-11-10", "2020-11-20"]).astype("datetime64[us]"),
            "title": ["One", "Two", "One", "Two"],
            "text": texts,
            "n_words": [800, 700, 900, 900],
            "story_id": ["s1", "s2", "s1", "s2"],
        }
    )
    rows = [
        ("a", "breakaway", "narration"), ("a", "breakaway", "narration"), ("b", "occupied", "narration"),
        ("b", "Karabakh", "scare"), ("c", "occupied", "narration"), ("c", "occupied", "narration"),
        ("d", "breakaway", "scare"), ("d", "occupied", "scare"),
    ]  # fmt: skip
    mentions = pd.DataFrame(rows, columns=["article_id", "label", "voice"]).assign(
        referent="territory", part="body", match="exact", negated=False, sentence=range(len(rows)), start=0, end=5
    )
    speakers = pd.DataFrame({"article_id": ["a"], "speaker_id": ["s1"], "name": ["Ann Lee"]})
    passages = pd.DataFrame(
        {"article_id": ["a", "a", "b"], "part": "body", "voice": ["quotation", "quotation", "reported"]}
    )
    passages["speaker_id"] = ["s1", "s1", None]
    return {
        "mentions": mentions, "articles": articles, "codebook": Codebook(), "passages": passages, "speakers": speakers, "pd": pd,
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_examples(name):
    module = importlib.import_module(name)
    failed, tried = 0, 0
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    for test in doctest.DocTestFinder().find(module, globs=vars(module) | example()):
        outcome = runner.run(test)
        failed, tried = failed + outcome.failed, tried + outcome.attempted
    assert failed == 0, f"{failed} of {tried} examples of {name} fail"
