"""Which words are another word misspelt."""

import pytest

from framing.codebook.spelling import Speller

SPELLER = Speller(["encoding", "uploading", "detainees", "committees", "breakaway"], frozenset(), "en")


@pytest.mark.parametrize("word", ["upcoding", "detailees", "overloading"])
def test_words_made_of_words_of_the_dictionary_are_no_misspellings(word):
    assert SPELLER.meant(word) == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("commitees", "committees"),
        ("detainess", "detainees"),
        ("breakway", "breakaway"),
        ("uplaoding", "uploading"),
    ],
)
def test_slips_are_still_forgiven(word, meant):
    assert SPELLER.meant(word) == [meant]
