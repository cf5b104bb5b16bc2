"""Sentence ends: every rule on sentences of our own, and what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


WHOLE = [
    "Gen. Armen Petrosyan met Sen. Clara Doyle and Reps. Ann Hale and Tom Berg on Monday.",
    "Lt. Gov. Mary Poole and Prof. J. R. Haddad spoke at St. Anne's near Mt. Kazbek.",
    "The U.S. Senate and the U.N. Security Council disagreed with the D.C. Circuit.",
    "He lives at No. 10 and was born on Nov. 26 in Sept. 1990 terms.",
    "Prices rose 3.5 percent to $2.75 at 9 a.m. Monday and 5 p.m. ET.",
    "The polls open from 9:30 a.m. – 5:00 p.m. on both days.",
    "Acme Inc. Chief Executive Lena Roth declined, as did Ruben Jr. Hakobyan.",
    "“Will it hold?” Minister Aram Vardan asked reporters.",
    '"Stop!" she cried to the crowd.',
    "He waited ... and waited . . . until dawn.",
    "The court in Hale v. Porter ruled vs. Vermont again.",
    "The company Yahoo! News reported it first.",
    "Read more at www.example.org/Some.Page and write to a.b@example.org today.",
    "They met (see p. 12) in the hall of the party.",
    "Former President George W. Bush and J. K. Rolfe attended.",
    "1. Open the door to the north.",
    "Mayor Ann Cole (R-Mo. and others) resigned.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_stop_inside_a_sentence_does_not_end_it(text):
    assert split(text) == [text]


PAIRS = [
    ("The talks failed.", "Nobody was surprised."),
    ("He left the U.S.", "The next day he was back."),
    ("He left the U.S.", "It's not known why."),
    ("It closed at 5 p.m.", "Police said nothing."),
    ('"We will not sign," he said.', '"We never would."'),
    ("“This is the end.”", "He said the army agreed."),
    ("Did anybody ask?", "Nobody did!"),
    ("He answered no.", "The session went on."),
    ("The rate is 3.5.", "People noticed."),
    ("Universal pre-K.", "Amnesty for all."),
    ("She won Acme Corp.", "The deal is worth little."),
    ("(It was late.)", "They went home."),
    ("He saw “districts …", "Folks were divided.”"),
    ("She wrote for Herald.com.", "Readers liked it."),
    ("They quoted the “Rights of the Region” .", "Baku protested."),
    ("Aram Vardan, R-Ga.", "Nearby a group cheered."),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_a_stop_between_two_sentences_parts_them(first, second):
    assert split(f"{first} {second}") == [first, second]
    assert split(f"{first}\n\n{second}") == [first, second]


def test_a_headline_and_a_list_without_stops_end_with_their_lines():
    assert split("Talks fail again\nBy Ann Cole\n\nThe army moved.") == [
        "Talks fail again",
        "By Ann Cole",
        "The army moved.",
    ]


def test_bullets_open_sentences_in_lines_and_inside_them():
    expected = ["The list:", "• one line;", "• Another line.", "It ended."]
    assert split("The list:\n• one line;\n• Another line.\nIt ended.") == expected
    assert split("The list: • one line; • Another line. It ended.") == expected


def test_a_hard_wrapped_text_ends_sentences_at_blank_lines_only():
    lines = ["The envoys of both states met on", "Monday in a town by the lake and", "talked until the lamps were lit."]
    wrapped = "\n".join([*lines, "Nobody signed"]) + "\n\n" + "\n".join(["A SECOND MEETING OF BOTH", "WAS CALLED OFF"])
    assert [" ".join(piece.split()) for piece in split(wrapped)] == [
        " ".join(lines),
        "Nobody signed",
        "A SECOND MEETING OF BOTH WAS CALLED OFF",
    ]
    assert len(split(wrapped.replace("Nobody", "Nobody " + "at all " * 20))) == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It fell by the river.Nobody saw it.", ["It fell by the river.", "Nobody saw it."]),
        ('He said it failed."The talks are over now," she said.', None),
        ("“All is over.”The talks ended.", ["“All is over.”", "The talks ended."]),
        ('She said "all is over."The talks ended.', ['She said "all is over."', "The talks ended."]),
    ],
)
def test_a_lost_space_between_paragraphs_still_parts_sentences(text, expected):
    assert split(text) == (expected or ["He said it failed.", '"The talks are over now," she said.'])


GLUED = [
    ("It was seized by the FBI.", "The mayor left for the coast."),
    ("The army took no part in it.", "Nobody there saw the convoy."),
    ("The rule has held since 1946.", "And no court has touched it."),
    ("The vote was held on Feb. 17.", "Deputies left before noon."),
    ("Support stood at 91%.", "However, few went to vote."),
    ("The road is closed (as is the pass).", "That leaves the river."),
    ("The road is closed (it was in 2010.)", "Finally, the river froze."),
    ("It opened in resounding fashion.", "CNN counted the seats."),
    ("Nobody asked him, he said.", "McRae, on another channel, agreed."),
    ("They may move it altogether.", "Sen. Ann Hale asked for more."),
    ("Nothing is known of it.", "U.S. Attorney Ann Hale was away."),
    ("They left the hall of the party.", "“I saw it,” he said."),
    ("“They left us.”", "“I saw it,” he said."),
    ('He spoke of a "wacko bird."', '"If that is so, he is one," she said.'),
    ('He told them: "We know what it is."', "Ann Hale shook her head."),
    ("He told them: \"It was called the 'lie of the year.'\"", "The talks ended there."),
    ("They spoke of it.", "\"It was called the 'lie of the year,'\" he said."),
    ("He asked what the vote was for.", "Advertisement: The Shore, a novel."),
]


@pytest.mark.parametrize(("first", "second"), GLUED)
def test_a_capital_right_after_a_stop_opens_a_sentence(first, second):
    assert split(first + second) == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "He told Hill.TV, the channel, that Sen.Mike Hale and Mr.Trump met Gen.Doyle in St.Louis on Monday.",
        "Write to Ann.Hale@example.org, read example.org/The.End or www.Example.Com today, then open README.TXT and go.",
        "The site TheShore.Net, like Herald.Com and Node.JS before it, is closed.",
        "Rep. Ann Hale, D-N.Y., and J.Smith hold a Ph.D. in economics from the anti-U.S. school.",
        "They read Yahoo!News and E!News there.",
        "1.The army moved north",
    ],
)
def test_a_stop_inside_a_name_or_an_address_does_not_end_a_sentence(text):
    assert split(text) == [text]


def test_numbers_that_open_lines_number_what_follows():
    text = "It was agreed:\n1.The army leaves\n23.However many stay"
    assert split(text) == text.split("\n")


@pytest.mark.parametrize(
    "cut",
    [
        ['He said "it is over," then left.', '"We knew," she said.', '"We all did."', "Nobody else spoke."],
        ['"We knew.', '"We all did."', "Nobody else spoke.", '"I did," he said.'],
        ["Nobody spoke.", '"So it ends," he said.', '"We knew."', 'Hale called it a "farce."', "It was one."],
    ],
)
def test_a_mark_between_two_sentences_belongs_to_the_one_it_encloses(cut):
    assert split("".join(cut)) == cut


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("谈判失败了。没有人惊讶。", 2),
        ("Բանակցությունները ձախողվեցին։ Ոչ ոք չզարմացավ։", 2),
        ("هل فشلت المحادثات؟ نعم", 2),
        ("", 0),
        (" \n ", 0),
    ],
)
def test_other_scripts_and_empty_texts(text, count):
    assert len(sentence_spans(text)) == count


PIECES = st.sampled_from(
    [
        "The army moved. ",
        "He said so",
        ". ",
        "\n",
        "\n\n",
        " ",
        "U.S. ",
        "“Why?” ",
        "• ",
        "...",
        " . ",
        "Mr. ",
        "\t",
        "。",
        "a.b",
        "İş.Next one ",
        "by the FBI.The ",
        'left."We ',
        'in 1946.""',
        "\u2028",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60))
def test_spans_are_in_order_trimmed_and_leave_out_white_space_only(text):
    place = 0
    for start, end in sentence_spans(text):
        assert not text[place:start].strip()
        assert start < end and text[start:end] == text[start:end].strip()
        place = end
    assert not text[place:].strip()
