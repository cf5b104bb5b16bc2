"""Parts of speech of words, candidates behind what is said, quotations that only a clause or the sentence before explains."""

import gzip

import numpy as np
import pandas as pd
import pytest

from framing.text import article_texts, read_words
from framing.voice import echoes, find_passages, kinds, phrases, sources, stretches, tags
from framing.voice.cues import find_cues
from framing.voice.pairing import find_quotes
from framing.voice.stream import read_stream
from framing.voice.tokens import read_tokens
from test_voice import articles_of, voices


def tags_in(text):
    tokens = read_tokens(read_words(article_texts(articles_of(text))))
    stream = read_stream(tokens, find_quotes(tokens))
    spelt = [tokens.spelling(token) for token in stream.first.tolist()]
    return stream, dict(zip(spelt, [tags.TAGS[tag] for tag in stream.tags.tolist()], strict=True))


def test_words_have_the_part_of_speech_that_they_most_often_have():
    _, found = tags_in("Officials in Baku bleakly wrote three criticisms of the former mayor , she sees .")
    expected = {
        "Officials": "NNS", "in": "IN", "Baku": "NNP", "bleakly": "RB", "wrote": "VBD", "three": "CD", "criticisms": "NNS",
        "of": "IN", "the": "DT", "former": "JJ", "mayor": "NN", ",": "MARK", "she": "PRP", "sees": "VBZ",
    }  # fmt: skip
    assert {word: found[word] for word in expected} == expected


def test_a_word_that_no_table_names_has_the_tag_of_its_kind():
    _, found = tags_in("Zzyzxia blorbed the zzyzxes blorbily 1994 .")
    assert [found[word] for word in ("Zzyzxia", "blorbed", "zzyzxes", "blorbily", "1994")] == [
        "NNP",
        "VBD",
        "NNS",
        "RB",
        "CD",
    ]


def test_quotations_and_what_lies_outside_the_sentence_have_no_part_of_speech():
    stream, _ = tags_in('The mayor said that "all of it is lost to us now". It was.')
    assert np.all(stream.tags[stream.folded] == tags.MARK)
    place = stream.low[:1] + stream.shift[:1]
    assert tags.TAGS[stream.tags_at(place, -1)[0]] == "OUTSIDE"
    assert tags.TAGS[stream.tags_at(place)[0]] == "DT"


def test_no_word_of_the_table_has_two_tags_and_every_tag_is_known():
    lines = [line.split() for line in gzip.decompress(tags.FILE.read_bytes()).decode().splitlines()]
    words = [word for _, *rest in lines for word in rest]
    assert {tag for tag, *_ in lines} < set(tags.TAGS)
    assert len(words) == len(set(words)) == len(tags.known_tags()) > 30_000
    assert set(tags.BY_KIND) == set(kinds.NAMES) and set(tags.BY_KIND.values()) < set(tags.TAGS)


def test_the_subject_behind_what_a_cue_leads_is_a_candidate():
    text = "When he said that the ministers of the six states of the north would meet, the mayor of Lom laughed."
    tokens = read_tokens(read_words(article_texts(articles_of(text))))
    stream = read_stream(tokens, find_quotes(tokens))
    found = find_cues(stream)
    around = stretches.survey(stream, found)
    spelt = [tokens.spelling(token) for token in stream.first.tolist()]
    cue, end = spelt.index("said"), spelt.index(",")
    led = sources.Led(*(np.array(x) for x in ([cue], [1], [[cue + 1], [0]], [[end], [-1]])))
    candidates = sources.find_candidates(around, led)
    assert candidates.order[-1] == sources.ORDERS - 1
    assert spelt[candidates.unit[-1] : candidates.unit[-1] + 2] == ["the", "mayor"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"We never left the town and never will," the harried nominee riffed on the news.', "the harried nominee"),
        (
            "''He deserved all of it,'' the assailant, John Dee, told ''Inside Baku'' after the trial.",
            "the assailant, John Dee",
        ),
        ('"Who is going to pay for it all?" the crowd screamed back.', "the crowd"),
    ],
)
def test_a_clause_behind_a_quotation_names_its_speaker_whatever_its_verb(text, speaker):
    passages, _ = find_passages(articles_of(text))
    assert passages.loc[passages["voice"] == "quotation", "speaker"].tolist() == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            'Ann Lee touted her credentials as a sponsor of the bill. "We need to find ways to support the workers of the town."',
            "Ann Lee",
        ),
        (
            '"The house is on fire," said Mr. Dee, who noted that during the years of the war prices fell. "It moves, slowly."',
            "Mr. Dee",
        ),
        (
            '"Your reputation is amazing," Mr Dee assured Ann Lee, who had praised the bill. "I will not let you down, ever."',
            "Mr Dee",
        ),
    ],
)
def test_a_quotation_goes_on_with_who_spoke_or_acted_right_before(text, speaker):
    passages, _ = find_passages(articles_of(text), indirect="broad")
    assert passages.loc[passages["voice"] == "quotation", "speaker"].tolist()[-1].startswith(speaker)


def test_nobody_goes_on_across_paragraphs_because_of_what_somebody_did():
    text = 'Ann Lee touted her credentials.\n\nIt rained.\n\n"We need to find ways to support the workers of the town."'
    passages, _ = find_passages(articles_of(text), indirect="broad")
    assert passages.loc[passages["voice"] == "quotation", "speaker"].isna().all()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('He said so in an interview on "Meet the Press" on Sunday.', "Meet the Press"),
        ('He is the author of "Citizen Dee: How the Town Voted."', "Citizen Dee: How the Town Voted."),
        ('She is the host of "The Nightly Show" these days.', "The Nightly Show"),
        ('Mr Dee spoke on Sunday\'s "Face the Nation" about it.', "Face the Nation"),
        ('The "Today" show was late again.', "Today"),
        ('"The Wire," which debuted in 2002, is long over.', "The Wire,"),
        ('He starred in "Parks and Roads" and "Guardians of the Sea" before.', "Guardians of the Sea"),
    ],
)
def test_works_are_titles_by_what_stands_beside_them(text, title):
    assert ("title", title) in [(voice, surface) for surface, voice, _ in ((s, v, None) for v, s, *_ in voices(text))]


@pytest.mark.parametrize(
    "text",
    [
        'The "Republic" is not recognised by anybody.',
        'They chanted "Make The Town Great" all night.',
        "He asked: Is it 'Trying To Campaign As A Healer,' 'That Has Been Part of His Message'?",
    ],
)
def test_capitals_alone_make_no_title(text):
    assert "title" not in [voice for voice, *_ in voices(text)]


def echoes_in(text):
    tokens = read_tokens(read_words(article_texts(articles_of(text))))
    quotes = find_quotes(tokens)
    stream = read_stream(tokens, quotes)
    _, first, last = phrases.outermost(stream, quotes)
    words = phrases.word_counts(stream, first, last)
    spelt = [tokens.joined[tokens.start[a] : tokens.end[b - 1]] for a, b in zip(first, last, strict=True)]
    return dict(zip(spelt, echoes.find_echoes(stream, first, last, words).tolist(), strict=True))


def test_an_echo_is_where_else_the_words_of_a_phrase_stand_in_the_article():
    text = (
        'A "Dirty War" it was. "We never wanted a dirty war, nor any of it," she said. The "road map" is old: the road map of '
        'May. The "lone" word and the "dirty" one. Dirty "both ways" it is, "not both ways, never, not at all".'
    )
    assert echoes_in(text + ' Both ways.') == {
        "Dirty War": echoes.QUOTED, "We never wanted a dirty war, nor any of it,": 0, "road map": echoes.OWN, "lone": 0,
        "dirty": echoes.QUOTED + echoes.OWN, "both ways": echoes.QUOTED + echoes.OWN, "not both ways, never, not at all": 0,
    }  # fmt: skip


def test_words_of_another_article_are_no_echo():
    articles = articles_of('The "road map" is old.')
    other = articles_of("The road map of May is older than the road.").assign(article_id="b")
    both = pd.concat([articles, other], ignore_index=True)
    tokens = read_tokens(read_words(article_texts(both)))
    quotes = find_quotes(tokens)
    stream = read_stream(tokens, quotes)
    _, first, last = phrases.outermost(stream, quotes)
    assert echoes.find_echoes(stream, first, last, phrases.word_counts(stream, first, last)).tolist() == [0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("US officials said the talks were over.", "US officials"),
        ("Rights groups said the talks were over.", "rights groups"),
        ("Mrs May said it was late in Lom.", "May"),
        ("Lee today said it was late in Lom.", "Lee"),
        ("The alliance said it was late in Lom.", "alliance"),
        ("Dee's deputy, Ann Lee of Lom, said it was late by then.", "Ann Lee"),
    ],
)
def test_who_is_somebody_is_named(text, name):
    _, speakers = find_passages(articles_of(text))
    assert [spelt.removeprefix("The ") for spelt in speakers["name"]] in ([name], [name.capitalize()])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dee's deputy, Ann Lee, said the towns have a duty.", "the towns have a duty"),
        ("It was late, said Dr. Ann Lee, former acting director of the centre.", "It was late"),
        ("It was late by then, said the mayor, who left.", "It was late by then"),
    ],
)
def test_nobody_is_reported_to_say_their_own_name(text, said):
    assert [surface for voice, surface, _ in voices(text) if voice == "reported"] == [said]


def test_a_subject_between_stops_behind_its_verb_is_not_reported():
    text = "On Monday, says the headmaster, the questions began in all the classes."
    assert not [surface for _, surface, _ in voices(text) if "headmaster" in surface]


def test_who_stands_before_a_verb_is_its_source_whoever_stands_behind_it():
    text = (
        '"The wall is old," Daniel Dee, a sociologist at Lom, told ProNews. "It is clearly unfair and will always be."'
    )
    passages, _ = find_passages(articles_of(text))
    assert set(passages["speaker"].dropna()) == {"Daniel Dee, a sociologist at Lom"}
