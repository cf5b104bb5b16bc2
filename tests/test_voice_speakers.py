"""Whose words: the source of each cue, and the speaker it stands for in its article."""

import pytest

from framing.voice import find_passages
from test_voice_batches import articles_of


def names(text):
    """Return the speaker's name of each passage in order, None where none is found."""
    passages, speakers = find_passages(articles_of(text))
    known = dict(zip(speakers["speaker_id"], speakers["name"], strict=True))
    return [known.get(speaker) for speaker in passages["speaker_id"].fillna("")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A pensioner stood by the door. He said the shelling began at dawn.", "pensioner"),
        ("Having lost Shusha and the road, Armenia said it would fight on.", "Armenia"),
        ("The ministry said that two soldiers died. It added that the road was open.", "ministry"),
        ("Residents said they had no water. They said that nobody came.", "residents"),
        ("A letter arrived. He said that it was late.", None),
        (
            "The head of the regional council of war veterans said that the pensions were late.",
            "head of the regional council of war veterans",
        ),
        ("Parliament speaker Sahiba Gafarova met the press. She said that the vote was biased.", "Sahiba Gafarova"),
        (
            "Parliament speaker Sahiba Gafarova met the press. The speaker said that the vote was biased.",
            "Sahiba Gafarova",
        ),
    ],
)
def test_every_source_stands_for_one_speaker(text, name):
    assert names(text)[-1] == name


def test_pronoun_means_who_spoke_before_not_a_place_or_a_paper():
    text = "Ann Lee, a nurse from Leeds, said the road was closed. In South Carolina the rain went on. She said nobody came."
    assert names(text) == ["Ann Lee", "Ann Lee"]
    text = 'Eric Cantor told the Richmond Times-Dispatch that he will resign. "I will go," he told the newspaper.'
    assert set(names(text)) == {"Eric Cantor"}


def test_surname_means_the_name_the_article_gives_most_often():
    text = (
        "President Donald Trump met Ivanka Trump. Donald Trump smiled. Trump said the wall would rise. "
        '"It is over," he declared.'
    )
    assert names(text) == ["Donald Trump", "Donald Trump"]


def test_role_is_a_noun_for_somebody():
    _, speakers = find_passages(articles_of("A defiant Bubba Wallace said that the rope was a noose."))
    assert speakers["role"].isna().all()
    _, speakers = find_passages(articles_of("Ann Lee, a nurse from Leeds, said that the road was closed."))
    assert speakers["role"].tolist() == ["nurse from Leeds"]


def test_question_before_its_speaker_is_one_sentence_with_it():
    assert names('"Why now?" Ann Lee asked. Mr. Brown shrugged.') == ["Ann Lee"]


def test_quotation_over_several_paragraphs_has_the_speaker_of_its_end():
    text = "“We left at dawn, the road was empty.\n\n“Nobody came.\n\n“That was it,” said Anna Petrosyan.\n\nThe town is quiet."
    passages, _ = find_passages(articles_of(text))
    assert passages["voice"].tolist() == ["quotation"] * 3
    assert names(text) == ["Anna Petrosyan"] * 3


def test_quotation_that_no_verb_leads_goes_on_with_the_last_speaker():
    text = '"We have no water at all," said Ann Lee. "The road has been closed since Monday morning."'
    assert names(text) == ["Ann Lee", "Ann Lee"]
    text = 'Tom Brown said that the road was closed. "Nobody has come here since Monday morning."'
    assert names(text) == ["Tom Brown", "Tom Brown"]


def test_adverbs_that_open_a_sentence_are_no_part_of_a_name():
    assert names("Indeed, the host, Bob Brown, said that the road was closed.") == ["Bob Brown"]
    assert names("Perhaps Ann Lee said that the road was closed.")[-1] == "Ann Lee"
    text = "Ann Lee left. Meanwhile, the rain went on. She said that the road was closed."
    assert "Meanwhile" not in names(text)


def test_names_of_bodies_and_offices():
    assert names("More than 900 people died, according to the Centers for Disease Control.") == [
        "Centers for Disease Control"
    ]
    assert names("The Department of Justice said that it would appeal.") == ["Department of Justice"]
    assert names("Secretary of State John Kerry said that he was glad.") == ["John Kerry"]


@pytest.mark.parametrize(
    "text",
    [
        "MORE: The road was closed, it says.",
        "Hide Caption 8 of 12 Photos said that the road was closed.",
        "The proportions say that the road was closed.",
        "You know the rest. I think that the road was closed, but who said that it was?",
        "They said that the road was closed.",
        "The workers were told that the road was closed.",
    ],
)
def test_what_is_nobody_speaks_for_nobody_and_the_passage_stays(text):
    passages, speakers = find_passages(articles_of(text), indirect="broad")
    assert len(passages)
    assert passages["speaker_id"].isna().all()
    assert not len(speakers)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("His wife, Amber Brantly, said that the road was closed.", "Amber Brantly"),
        ("The man who posed the question, Kerry Ladka, told Fox News that the road was closed.", "Kerry Ladka"),
        ("Former IRS Commissioner Douglas Shulman said that the road was closed.", "Douglas Shulman"),
        ("A decision the minister says he will take is near.", "minister"),
        ("Their aid organization, SIM USA, said in a statement that the road was closed.", "SIM USA"),
        ("Cards Against Humanity said that the road was closed.", "Cards Against Humanity"),
        ("The National Student Clearinghouse said that the road was closed.", "National Student Clearinghouse"),
        ("UNICEF said that the road was closed. The agency said that it would open.", "UNICEF"),
        ("The New York Times had the story. The paper said that the road was closed.", "New York Times"),
        ("The Obama campaign denied the story. It said that the road was closed.", "Obama campaign"),
        ("Two officials familiar with the talks left. The officials said that the road was closed.", "officials"),
    ],
)
def test_who_is_meant(text, name):
    assert names(text)[-1] == name


def test_may_is_a_name_behind_a_name_or_before_a_verb_of_saying():
    text = 'Theresa May met the press in May. "I will leave the job I have had," May said. May told the BBC that it was late.'
    assert names(text) == ["Theresa May", "Theresa May"]
    assert names("In May the minister said that the road was closed.") == ["minister"]


def test_he_behind_what_is_said_is_not_whom_it_is_about():
    text = '"It is a shock," said Brent Bozell. Steve Bannon killed himself by turning on Trump, he said.'
    assert names(text)[-1] == "Brent Bozell"


def test_a_title_with_another_country_means_somebody_else():
    text = (
        "Mexican President Enrique Nieto said that the wall was bad. The Russian president met nobody. "
        '"It is a wall," the Russian president said.'
    )
    assert names(text)[-1] == "Russian president"


@pytest.mark.parametrize(
    "text",
    [
        "Most is wheat, say, or other crops.",
        "It is like adding two new cities to the country.",
        "He told The New York Times.",
        "You might think that the road was closed.",
        "You can say that again.",
        "To say that the road was closed is to miss the point.",
        "Needless to say, the road was closed.",
        "It is fair to say that the road was closed.",
        "It’s like saying that the road was closed.",
        "That's a nice way of saying that the road was closed.",
        "It's worth noting that the road was closed.",
        "The minister has said this for years, even as the road was closed.",
        "The minister conceded that point Monday.",
        "The minister told Ann Lee something else too.",
        "They are, believe it or not, some of the same people.",
        "That said, the road was closed again.",
        "With that being said, the road was closed again.",
        "Let's just say that the road was closed.",
        "To paraphrase an old saying, the road was closed.",
        "Ann Lee wrote a book about the roads of the town.",
        "Of the firms that added the most value in those years, ten were new.",
        "Most voters said the same of the minister.",
        "Ann Lee told her friends.",
        "The pope responded with the smile that has become his mark.",
        "It is part of their argument for a change that goes beyond the roads.",
    ],
)
def test_what_is_no_speech_in_the_strict_setting(text):
    passages, _ = find_passages(articles_of(text), indirect="strict")
    assert not len(passages)


@pytest.mark.parametrize(
    "text",
    [
        "You said that the road was closed.",
        "Ann Lee went on to say that the road was closed.",
        "Ann Lee wrote that a book about the roads was closed to her.",
        "The minister said this road was closed.",
        "The minister noted that money was short.",
        "The minister complained that reporters, most of all those on television, used the road.",
        "The paper later reported that Ann Lee often used the road.",
        "The minister added the road was closed.",
        "Ann Lee told her friends the road was closed.",
        "The minister said it actively blocked the road.",
    ],
)
def test_what_is_speech_in_the_strict_setting(text):
    passages, _ = find_passages(articles_of(text), indirect="strict")
    assert passages["voice"].tolist() == ["reported"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Asked whether he would leave, Bob Ray said that he would not.", [None, "Bob Ray"]),
        ("When asked whether he would leave, Bob Ray said that he would not.", [None, "Bob Ray"]),
        ("Asked by Ann Lee whether he would leave, Bob Ray said that he would not.", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee asked whether he would leave.", ["Ann Lee"]),
        ("Bob Ray is said to have left the country.", [None]),
    ],
)
def test_who_is_asked_or_spoken_of_says_nothing(text, who):
    assert names(text) == who


def test_a_question_ends_before_the_answer_and_leads_it_not():
    text = (
        '"It is the most difficult thing," Lee said. Asked whether he believed Ray should go, Lee broke with some colleagues: '
        '"Not particularly. I think it is overblown."'
    )
    passages, _ = find_passages(articles_of(text))
    assert names(text) == ["Lee", None, "Lee"]
    assert text[passages["start"][1] : passages["end"][1]] == "whether he believed Ray should go"


@pytest.mark.parametrize(
    "text",
    [
        '"We have got to get beyond the idea that roads are the answer," Ann Lee said, according to Reuters.',
        '"We have got to get beyond the idea that roads are the answer," Ann Lee said, the Daily Post reported.',
        '"Two of us were in the town that day," Ann Lee reported on her daily broadcast, according to Reuters.',
        'Ann Lee told staff that she would "try hard to leave the town," according to the Daily Post.',
    ],
)
def test_a_quotation_within_what_a_paper_reports_is_said_by_who_is_nearer(text):
    passages, speakers = find_passages(articles_of(text))
    known = dict(zip(speakers["speaker_id"], speakers["name"], strict=True))
    quoted = passages[passages["voice"] == "quotation"]
    assert [known[speaker] for speaker in quoted["speaker_id"]] == ["Ann Lee"]


def test_a_clause_on_the_source_is_no_speech():
    text = "The road is closed, according to the new rules, which take effect Friday."
    passages, _ = find_passages(articles_of(text))
    assert [text[a:b] for a, b in zip(passages["start"], passages["end"], strict=True)] == ["The road is closed"]
    text = "According to the report, which came out in May, the road was closed."
    passages, _ = find_passages(articles_of(text))
    assert [text[a:b] for a, b in zip(passages["start"], passages["end"], strict=True)] == ["the road was closed"]


def test_who_says_what_another_reports_is_no_speech_where_it_is_all_that_is_left():
    text = 'After the vote, Ann Lee said she did not "see how the roads can be closed with such laws," according to Reuters.'
    passages, _ = find_passages(articles_of(text))
    assert not any(text[a:b].endswith("said") for a, b in zip(passages["start"], passages["end"], strict=True))


def test_where_something_was_said_is_no_speech():
    passages, _ = find_passages(articles_of('"The road was closed again this week," Ann Lee said of the storm.'))
    assert passages["voice"].tolist() == ["quotation"]


def test_a_name_behind_a_dash_in_the_next_paragraph_signs_a_quotation():
    text = 'Tom Brown left.\n\n"The road has been closed since Monday morning."\n\n- Ann Lee.\n\nThe town is quiet.'
    assert names(text) == ["Ann Lee"]
    assert names(text.replace("- Ann Lee.", "- Ann Lee met Tom Brown in the town on that day.")) == [None]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("\n\nAnn Lee, The Daily Post", "Ann Lee"),
        ("\n\n— Ann Lee, The Week", "Ann Lee"),
        ("\n\nAnn Lee and Bob Ray, Post", "Ann Lee and Bob Ray"),
        ("\n\nEditorial Board, Post", "Editorial Board"),
        (" — Ann Lee, Daily Post", "Ann Lee"),
        (" – Ann Lee, an analyst at the bank", "Ann Lee"),
        ("\n\nThe Road To Nowhere", "Tom Brown"),
        ("\n\nAnn Lee, who met Tom Brown, was late.", "Tom Brown"),
        (" — Ann Lee, it seems, was late.", "Tom Brown"),
    ],
)
def test_a_line_of_names_below_a_quotation_or_behind_a_dash_signs_it(line, name):
    text = f'Tom Brown said that it rained.\n\n"The road has been closed since Monday morning."{line}\n\nThe town is quiet.'
    assert names(text) == ["Tom Brown", name]


def test_a_line_of_names_signs_every_paragraph_of_a_quotation():
    text = (
        'Tom Brown said that it rained.\n\n"The road has been closed since Monday morning, and talks are late.\n\n'
        '"Ever since then the town has been quiet."\n\nAnn Lee, Daily Post'
    )
    assert names(text) == ["Tom Brown", "Ann Lee", "Ann Lee"]


@pytest.mark.parametrize(
    "role", ["mother of a congressman", "wife of a king", "widow and wife of a prince", "daughter of a spokesman"]
)
def test_the_first_noun_of_a_role_tells_which_pronoun_fits(role):
    text = f'Joe Ray said it rained. Ann Lee, the {role}, said it snowed. They left. "It will be late," she said.'
    assert names(text) == ["Joe Ray", "Ann Lee", "Ann Lee"]


def test_a_quotation_within_a_quotation_has_its_speaker_and_no_cue_of_its_own():
    text = "\"Every member of this house will vote 'no' on the motion,\" Ann Lee said."
    passages, _ = find_passages(articles_of(text))
    assert names(text) == ["Ann Lee", "Ann Lee"]
    assert passages["level"].tolist() == [1, 2]
    assert passages["cue"].isna().tolist() == [False, True]
