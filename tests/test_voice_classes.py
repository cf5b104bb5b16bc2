"""Classes of words, and what stands in brackets within a quotation over several paragraphs."""

import gzip

import numpy as np

from framing.text import article_texts, read_words
from framing.voice import classes, find_passages
from framing.voice.pairing import find_quotes
from framing.voice.stream import read_stream
from framing.voice.tokens import read_tokens
from test_voice import articles_of, voices


def class_of(word):
    return int(read_tokens(read_words([word])).classes[0])


def test_words_of_one_kind_are_of_one_class():
    assert class_of("argued") == class_of("insisted") != class_of("spokesman") > 0
    assert class_of("activists") == class_of("protesters")
    assert class_of("Monday") == class_of("Tuesday") != class_of("monday-ish")


def test_a_word_without_a_class_has_none():
    assert class_of("zzyzx") == 0
    assert class_of("INSISTED") == class_of("insisted")


def test_no_word_of_the_table_is_in_two_classes_and_all_fit():
    lines = gzip.decompress(classes.FILE.read_bytes()).decode().splitlines()
    words = [word for line in lines for word in line.split()]
    assert len(lines) < classes.N_CLASSES
    assert len(words) == len(set(words)) > 30_000


def test_units_have_the_class_of_their_word_and_quotations_none():
    tokens = read_tokens(
        read_words(article_texts(articles_of('The analyst argued that "all of it is lost to us now".')))
    )
    stream = read_stream(tokens, find_quotes(tokens))
    found = dict(zip([tokens.spelling(t) for t in stream.first.tolist()], stream.classes.tolist(), strict=True))
    assert found["argued"] == class_of("insisted")
    assert np.all(stream.classes[stream.folded] == 0)
    assert found["."] == 0


def test_a_note_in_brackets_within_a_transcript_is_unclear():
    text = 'Mr Lee said: "We stand by the agreement, and we always did, all of us.\n\n"(Crosstalk.)\n\n"Let me finish this."'
    said = {surface: voice for voice, surface, _ in voices(text)}
    assert said["(Crosstalk.)"] == "unclear"
    assert said["Let me finish this."] == "quotation"


def test_a_body_keeps_its_whole_name():
    text = 'The Azerbaijani Foreign Ministry said that the vote was void. "We regret it," the Justice Department said.'
    _, speakers = find_passages(articles_of(text))
    assert speakers["name"].tolist() == ["Azerbaijani Foreign Ministry", "Justice Department"]
    assert speakers["role"].isna().all()


def test_a_word_that_opens_a_sentence_is_no_speaker():
    _, speakers = find_passages(articles_of("Nowhere does it say what is to become of the town."))
    assert not len(speakers)
