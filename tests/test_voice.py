"""Who speaks: marks, voices, speakers."""

import pytest

from framing import schema
from framing.errors import ChoiceError
from framing.voice import find_passages


def articles_of(*texts):
    """Return a table of articles with these bodies."""
    common = {"outlet": "o", "source_file": "f", "source_item": "0", "raw_sha256": "0", "n_words": 0, "n_sentences": 0}
    return schema.rows(
        "articles",
        [{"article_id": f"a{i}", "text": text, "n_characters": len(text), **common} for i, text in enumerate(texts)],
    )


def voices(text, **options):
    """Return the passages of one body as (voice, surface, speaker) in order."""
    passages, _ = find_passages(articles_of(text), **options)
    return [
        (p.voice, text[p.start : p.end], None if p.speaker != p.speaker else p.speaker) for p in passages.itertuples()
    ]


def quoted(text):
    """Return the surfaces of all passages between marks."""
    return [surface for voice, surface, _ in voices(text) if voice != "reported"]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "we will leave now" and left.', ["we will leave now"]),
        ("He said “we will leave now” and left.", ["we will leave now"]),
        ("He said ‘we will leave now’ and left.", ["we will leave now"]),
        ("He said 'we will leave now' and left.", ["we will leave now"]),
        ("He said ''we will leave now'' and left.", ["we will leave now"]),
        ("He said «we will leave now» and left.", ["we will leave now"]),
        ("He said „we will leave now“ and left.", ["we will leave now"]),
        ("It was the best of the '90s and he's Leo's son, the lawmakers' choice.", []),
        ('He is 6\'2" tall and has a 24" screen.', []),
        ('William "Bill" Clinton came.', []),
    ],
)
def test_marks(text, inner):
    assert quoted(text) == inner


GLUED = [
    (
        'He named it a "farce" and left."We knew it would fail," Hale told them."It has failed."Few stayed to hear him.',
        ["farce", "We knew it would fail,", "It has failed."],
    ),
    (
        "Some like what they saw.\"(Hale) has told friends that he is 'the future of the party,' \" Politico reports."
        '"He has also said that it must open up."Doyle was not asked.',
        [
            "(Hale) has told friends that he is 'the future of the party,'",
            "the future of the party,",
            "He has also said that it must open up.",
        ],
    ),
    (
        'Nobody was told. "We have lost the road and the river."We will lose the town as well."Hale said the "road" is safe.',
        ["We have lost the road and the river.", "We will lose the town as well.", "road"],
    ),
    (
        'He was asked twice. "We have lost the road," Hale says."The town is lost too."Nobody believed him at the time.',
        ["We have lost the road,", "The town is lost too."],
    ),
    (
        'Nobody called him a "wacko bird.""If that is so, we are all such birds," he said. "Few are."They left.',
        ["wacko bird.", "If that is so, we are all such birds,", "Few are."],
    ),
    (
        'It was called a "farce by those who left.Others stayed.They said "we will see" and sat down."So be it," he said.',
        ["we will see", "So be it,"],
    ),
    (
        "What is 'the claim to fame?'Hale did not say it was \"lost\" or the lawmakers' fault.",
        ["the claim to fame?", "lost"],
    ),
    ("The anchor Tom Hale 's words \"were lost\" on the lads' team, he said.", ["were lost"]),
]


@pytest.mark.parametrize(("text", "inner"), GLUED)
def test_marks_between_two_words_where_the_ends_of_paragraphs_are_lost(text, inner):
    assert quoted(text) == inner


def test_speech_over_paragraphs_whose_ends_are_lost_has_one_speaker():
    text = 'Ann Hale told them: "We have lost the road and the river."So be it."The talks ended.'
    assert voices(text) == [
        ("quotation", "We have lost the road and the river.", "Ann Hale"),
        ("quotation", "So be it.", "Ann Hale"),
    ]


def test_unbalanced_mark_stays_in_its_paragraph():
    text = 'He spoke of a "strange thing and left.\n\nThe army moved on. Nobody saw it.'
    assert all("army" not in surface for _, surface, _ in voices(text))


def test_seed_sentences():
    text = 'Parliament speaker Sahiba Gafarova said a "dirty political campaign against Azerbaijan" had been organized.'
    assert ("quotation", "dirty political campaign against Azerbaijan", "Parliament speaker Sahiba Gafarova") in voices(
        text
    )
    text = 'Armenian Prime Minister Nikol Pashinyan had praised the French resolution as "historic."'
    assert ("quotation", "historic.", "Armenian Prime Minister Nikol Pashinyan") in voices(text)
    text = 'Baku sent a note over the resolution titled "On the need to recognize the ‘Nagorno-Karabakh Republic\'". Later it slept.'  # noqa: E501
    assert [(v, s) for v, s, _ in voices(text)] == [
        ("title", "On the need to recognize the ‘Nagorno-Karabakh Republic'"),
        ("scare", "Nagorno-Karabakh Republic"),
    ]


def test_unknown_setting_lists_the_valid_ones():
    with pytest.raises(ChoiceError, match="broad, strict"):
        find_passages(articles_of("x"), indirect="loose")


@pytest.mark.parametrize(
    ("text", "voice", "surface"),
    [
        (
            "Baku protested against the resolution 'On the need to recognise the republic' on Monday.",
            "title",
            "On the need",
        ),
        ("The film 'A long way from the sea' opened.", "title", "A long way"),
        ("The so-called “republic” has an army.", "scare", "republic"),
        ("The party's 'war on motorists' is nothing of the sort.", "scare", "war on"),
        ('RUSSIA SAID "NO" TO THE PLAN.', "quotation", "NO"),
    ],
)
def test_voice_of_a_phrase_between_marks(text, voice, surface):
    assert [(v, s[: len(surface)]) for v, s, _ in voices(text) if v != "reported"] == [(voice, surface)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        (
            "'It's the lads' fault,' said Mr Hale. 'They've lost the plot, haven't they?'",
            ["It's the lads' fault,", "They've lost the plot, haven't they?"],
        ),
        ("In the '90s rock 'n' roll ruled. The '80s 'golden age' had gone.", ["golden age"]),
        (
            "Ms Smith said: 'I'd never seen it. The kids' room was gone.'",
            ["I'd never seen it. The kids' room was gone."],
        ),
        ("In ’92 the war began and ’93 was worse, the soldiers’ wives said.", []),
    ],
)
def test_british_marks_and_apostrophes(text, inner):
    assert quoted(text) == inner


def test_words_that_only_join_quotations_are_not_reported():
    text = "He said „we are leaving the country today“ and “no one stays”."
    assert [voice for voice, _, _ in voices(text)] == ["quotation", "quotation"]
