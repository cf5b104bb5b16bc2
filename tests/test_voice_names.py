"""Whom a source means in its article: given names, acronyms, offices, epithets, several people; and what is no clause."""

import gzip

import pytest

from framing.voice import find_passages, given
from test_voice_batches import articles_of
from test_voice_speakers import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # given names and surnames
        ("Bob Ray married Lara Ray in May. Lara said that the road was late.", "Lara Ray"),
        ("Kim Jong-un met the press. Mr Kim said that the road was closed.", "Kim Jong-un"),
        ("Bob Ray met Mary Ray. Mrs Ray said that the road was closed.", "Mary Ray"),
        ("Mary Lee met Bob Ray. She said that the road was closed.", "Mary Lee"),
        ("Mary Lee met Bob Ray. He said that the road was closed.", "Bob Ray"),
        ("Rep. Mary Lee, a Democrat, said it was late. Bob Ray left. She said that the road was closed.", "Mary Lee"),
        ('"Nobody asked Bob Ray," a nurse said. Ray said that the road was closed.', "Bob Ray"),
        ("Dr. Bob Ray came. Dr. Bob Lee Ray sat down. Ray said that the road was closed.", "Bob Lee Ray"),
        ("On Monday Prince Andrew left. The prince said that he was ill.", "Prince Andrew"),
        ("Jaafar al-Husseini, a spokesman for the group, said it was late.", "Jaafar al-Husseini"),
        ("Theresa May went to Lom. On Tuesday, May said that the road was closed.", "Theresa May"),
        # what is no part of a name
        ("FEMA Administrator Brock Long said that the road was closed.", "Brock Long"),
        ("Vice President of News, Sarah Ray, said that the road was closed.", "Sarah Ray"),
        ("Secretary of Health and Human Services Mary Ray said it was late.", "Mary Ray"),
        ("House Ways and Means Committee Chairman Bob Ray said it was late.", "Bob Ray"),
        ("Gen. John Kelly John Francis KellyMORE left. Kelly said it was late.", "John Francis Kelly"),
        ("Sen. Jon Tester Jonathan (Jon) TesterRed MORE said it was late.", "Jon Tester"),
        ("JUST WATCHED Trump says it is late.", "Trump"),
        ("Needless to say, they say that it is late.", None),
        # bodies
        ("The Federal Trade Commission met. The FTC said that the road was closed.", "Federal Trade Commission"),
        ("The Department of Homeland Security met. DHS said it was late.", "Department of Homeland Security"),
        ("FactCheck.org says that the number was invented.", "FactCheck.org"),
        ("The U.S. Supreme Court said that it was late.", "U.S. Supreme Court"),
        ("According to the South China Morning Post, the road was closed.", "South China Morning Post"),
        ("According to Time, the road was closed.", "Time"),
        ("An insurer, Blue Shield of Ohio, said it would leave.", "Blue Shield of Ohio"),
        ("The Syrian Observatory for Human Rights said it was late.", "Syrian Observatory for Human Rights"),
        ("The Catholic Health Association spoke up. The group said that it was late.", "Catholic Health Association"),
        # offices, epithets, owners
        ("Gov. Andrew Cuomo left. The governor said that the road was closed.", "Andrew Cuomo"),
        ("Sen. Bob Ray (R-N.C.) left. The North Carolina senator said it was late.", "Bob Ray"),
        ("Majority Leader Bob Ray (R-Va.) came. The Virginia Republican said it was late.", "Bob Ray"),
        ("Special Agent Bob Ray came. The agent said that it was late.", "Bob Ray"),
        ("Bob Ray, his attorney, said it was late. His lawyer said that he was ill.", "Bob Ray"),
        ("Bob Ray came in. The presidential hopeful said that it was late.", "Bob Ray"),
        ("Donald Trump's press conference began late. He said that the road was closed.", "Donald Trump"),
        ("Mary Lee of Yale, who said that it was late, left.", "Mary Lee"),
        ("It is the party of Mary Lee, the failed candidate, who says that it is late.", "Mary Lee"),
        ("One source close to the town said it was late. The source said it was over.", "one source close to the town"),
        # several people
        ("Mayor Bob Ray and Police Chief Mary Lee said it was late. They said it was over.", "Bob Ray and Mary Lee"),
        ("Bob Ray, Mary Lee and Ann Fox said it was late.", "Bob Ray, Mary Lee and Ann Fox"),
        ("Smith & Wesson said that it was late.", "Smith & Wesson"),
        ("Trade and Industry Secretary Bob Ray said it was late.", "Bob Ray"),
        # descriptions
        ("According to a poll released on March 24, the road was closed.", "poll released on March 24"),
        ("But only 33% of voters said that it was late.", "33% of voters"),
        ("A spokesman in an e-mail said that it was late.", "spokesman"),
        ("Nobody spoke, as Ann Lee, a nurse, noted. After police say he fired, they left.", "police"),
    ],
)  # fmt: skip
def test_whom_a_source_means_in_its_article(text, name):
    assert names(text)[-1:] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Bob Ray told the truth.",
        "Bob Ray said nothing of the sort in Lom, just south of the town.",
        "Bob Ray declined to say why the road was closed.",
        "The mayor never said that the road was closed.",
        "Mary Lee thinks that the road is closed.",
        "They began work on the president's promised wall.",
        "Hours after Bob Ray tweeted, he sent another message to Lom.",
        "To paraphrase an old saying, the town is asleep.",
        "The town was added by the ministry in May.",
        "The ban, announced in May, prohibits entry.",
    ],
)
def test_what_holds_no_clause_or_is_denied_is_no_speech(text):
    passages, _ = find_passages(articles_of(text))
    assert passages.empty


def test_a_subordinate_clause_does_not_lead_the_quotation_behind_it():
    text = '"There is no way," says Bob Ray, a nurse. When Mary Lee says it is late, "it shows the town is asleep to us all."'
    assert names(text)[-1] == "Bob Ray"


def test_the_nearest_subject_says_what_a_paper_reports_that_was_said():
    text = '"The road to the town is closed to us all today," Bob Ray said, the Daily Post reported.'
    assert names(text) == ["Bob Ray"]


def test_no_given_name_is_in_two_lines_of_the_table_and_accents_do_not_matter():
    lines = [line.split() for line in gzip.decompress(given.FILE.read_bytes()).decode().splitlines()]
    known = [name for line in lines for name in line]
    assert len(lines) == len(given.ORDER) and len(known) == len(set(known)) == len(given.known_names()) > 25_000
    assert [given.pronoun_of(name) for name in ("Mary", "Boris", "Kim", "Zzyzx", "Hélène")] == [
        "she",
        "he",
        "",
        None,
        "she",
    ]


def test_words_around_a_given_name_are_told_from_it():
    assert given.opens_name("Mary") and not given.opens_name("Foundation")
    assert given.closes_name("Lee", "Mary") and not given.closes_name("Foundation", "Mary")
    assert not given.closes_name("Feed", "News") and not given.closes_name("Observatory", "Syrian")
    assert given.is_label("FEMA") and given.is_label("Times") and not given.is_label("Ray") and not given.is_label("J")
    assert given.tells_origin("Texas") and not given.tells_origin("Senate")
