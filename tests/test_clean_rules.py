"""What each rule takes, and above all what it leaves."""

from pathlib import Path

import pytest

from framing import schema
from framing.clean import clean
from framing.clean.cuts import find_cuts, kept_spans
from framing.read import read_folder

BODY = ["The senate voted late on Wednesday.", "Nobody was surprised, and nobody was pleased.", "More is expected."]


def removed(*lines, keep=()):
    """Return {reason: pieces} that cleaning takes out of a text of these lines."""
    text = "\n\n".join(lines)
    found = {}
    for start, end, reason in find_cuts(text, [], keep):
        if reason != "white space":
            found.setdefault(reason, []).append(text[start:end].strip())
    return found


def lines(text):
    return text.strip().splitlines()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("BY ANN LEE", "ANN LEE"),
        ("by Ann Lee, Bob Roe and Cem Şahin", "Ann Lee, Bob Roe and Cem Şahin"),
        ("By Élise de la Tour & Ömer Öz", "Élise de la Tour & Ömer Öz"),
        ("By J.R.R. O’Brien-Smith Jr.", "J.R.R. O’Brien-Smith Jr"),
        ("By Ann Lee, Associated Press", "Ann Lee, Associated Press"),
        ("By Ann Lee / Contributor", "Ann Lee"),
        ("By Ann Lee for the Example Times", "Ann Lee"),
        ("By Ann Lee in Baku", "Ann Lee"),
        ("By Ann Lee - August 22, 2012", "Ann Lee"),
        ("By Ann Lee ( @annlee )", "Ann Lee"),
        ("Text by Vafa Ismayilova", "Vafa Ismayilova"),
        ("By Reuters", "Reuters"),
    ],
)
def test_bylines(line, names):
    text = "\n".join(["A headline", line, *BODY])
    raw = schema.rows(
        "raw", [{"article_id": "a", "outlet": "A", "source_file": "a", "source_item": "", "raw_text": text}]
    )
    articles, cut = clean(raw, schema.empty("removed"))
    assert cut["removed_text"].str.strip().tolist() == [line]
    assert articles.loc[0, "byline"].rstrip(".") == names
    given = raw.assign(byline="From the file")
    assert clean(given, schema.empty("removed"))[0].loc[0, "byline"] == "From the file"


@pytest.mark.parametrize(
    "line",
    lines("""
Special to the Example
Staff writer
Staff Reporter, Baku
Correspondent in Paris
For the Example Times
"""),
)
def test_a_line_under_the_byline(line):
    assert removed("By Ann Lee", line, *BODY) == {"byline": ["By Ann Lee", line]}
    assert removed("No byline", line, *BODY) == {}


@pytest.mark.parametrize(
    "line",
    lines("""
By Monday
By Monday, the troops had left.
By January 2020, the Senate had voted.
By then it was over.
By the end of the night, he had resigned.
By Design
By Ann Lee, who was there, it was called a theft.
By Azerbaijan's account, the district was empty.
By Friday Baku had answered.
“By Ann Lee,” he read.
Bystanders Ann Lee and Bob Roe
By all means.
By Order of the Senate of France it was done.
"""),
)
def test_prose_that_begins_like_a_byline_stays(line):
    assert removed(line, *BODY) == {}


def test_a_byline_far_down_is_none():
    assert removed(*BODY, "One more.", "By Ann Lee") == {}


@pytest.mark.parametrize(
    "dateline",
    lines("""
BAKU —
BAKU—
PARIS –
WASHINGTON --
MOSCOW (AP) —
NEW YORK (Reuters) -
IĞDIR —
N’DJAMENA —
ST. PETERSBURG, Russia —
COLUMBIA, S.C. (AP) —
STEPANAKERT, Artsakh —
BAKU, Nov 26 (Caspian Ledger) -
BEIJING/MOSCOW (Reuters) -
MOSCOW, November 10. /Neva Bulletin/.
BAKU, November 26. (Meridian Wire).
YEREVAN, NOVEMBER 10, VOROTAN CHRONICLE.
NEW YORK, Dec. 8 (UPI) —
PARIS, 26 November 2020 —
Beijing (AP) —
RIO DE JANEIRO —
YEREVAN /ARMENPRESS/ -
"""),
)
@pytest.mark.parametrize("following", ["The senate voted.", "“No,” he said.", "2,000 soldiers came."])
def test_datelines(dateline, following):
    assert removed("A headline", f"{dateline} {following}", *BODY) == {"dateline": [dateline]}


@pytest.mark.parametrize(
    "line",
    lines("""
NATO — an alliance — met.
NATO — The alliance met.
U.S. — Its troops left.
I — And others — came.
FILE - In this photo of Nov. 26 a soldier stands.
OSCE - Minsk Group talks go on.
UPDATE II - It begins.
The city—Baku—was quiet.
A - B
BAKU says no.
BAKU, the capital, was quiet.
SIEGEL-- What comes next?
Baku — The capital was quiet.
INDIANA’S DEMOGRAPHICS FAVOR CRUZ, BUT ECONOMY FAVORS TRUMP - Read it.
AGHDAM-FUZULI ROAD IS OPEN
PARIS — again.
EU — The Commission met.
"""),
)
def test_prose_that_begins_like_a_dateline_stays(line):
    assert removed(line, *BODY) == {}


def test_a_dateline_far_down_is_none():
    assert removed(*BODY, "One more.", "BAKU — The senate voted.") == {}


@pytest.mark.parametrize(
    "line",
    lines("""
2020-11-26
November 26, 2020
26 November 2020, 10:15
Thursday, 26 November 2020 | 10:15 AM ET
Nov. 26 2020
"""),
)
def test_a_date_alone(line):
    assert removed(line, *BODY) == {"dateline": [line]}
    assert removed(f"{line} was the day.", *BODY) == {}


@pytest.mark.parametrize(
    "line",
    lines("""
Reporting by Ann Lee; editing by Bob Roe
(Additional reporting by Ann Lee)
Writing by Ann Lee
Editing by Ann Lee
Ann Lee contributed to this report.
The Associated Press contributed to this story
Ann Lee contributed reporting.
Contributing: Ann Lee, Bob Roe
This story has been updated.
The article has been updated.
This article was originally published on 26 November.
Translated by Ann Lee
Updated at 10:15 a.m. ET
Write to Ann Lee at ann.lee@example.com
"""),
)
def test_credits(line):
    assert removed(*BODY, line) == {"credit": [line]}


@pytest.mark.parametrize(
    "line",
    lines("""
The war contributed to this, he said.
Reporting the war was hard.
This story has been told many times.
The article of the constitution was amended by the senate.
Ann Lee contributed to this mess.
This report was a surprise to many.
Updated maps were shown on Wednesday.
Editing a paper is a trade.
“This story has been updated,” he said.
Write to your senator, she said.
The story was over.
"""),
)
def test_prose_that_looks_like_a_credit_stays(line):
    assert removed(*BODY, line) == {}


def test_a_credit_far_from_the_end_stays():
    assert removed("Reporting by Ann Lee", *[f"Line {i}." for i in range(8)]) == {}


@pytest.mark.parametrize(
    "line",
    lines("""
--
***
• • •
___
Follow us on Twitter @x
Like us on Facebook.
Follow @x
Follow Ann Lee on Twitter @x
Read more: Shusha, a city on a cliff
READ MORE:
Read More
SEE ALSO: The vote
Related: The vote
More: The vote
Read more about the vote.
WATCH:
Sign up to our World newsletter here.
Sign up for Daily Newsletters
Subscribe to our newsletter to receive the Bosphorus Dispatch every morning.
SUBSCRIBE!
Advertisement
AD
Get all the news delivered daily to your inbox. Sign up here.
© Meridian Wire
Copyright 2020 Example
Copyright © 2020 Example. All rights reserved.
© 2020 Example. When quoting, a link is required.
Click here to read
All rights reserved
SHARE THIS ARTICLE Share Tweet
Story Continued Below
Continue reading the main story
"""),
)
@pytest.mark.parametrize("place", [0, 2, 3])
def test_footers(line, place):
    assert removed(*BODY[:place], line, *BODY[place:]) == {"footer": [line]}


@pytest.mark.parametrize(
    "line",
    lines("""
-- Have high-quality schools for every child;
-- The president said no.
— Nobody knows.
Read more than a book.
Follow us, the soldier said, and we followed.
Join us or leave, they were told.
Copyright law was changed.
He published a newsletter for years.
Subscribers were angry.
Share this view or not, it is a view.
More than 2,000 soldiers came.
More is expected: a second vote.
(c) the third article of the agreement
Watch the border, he warned.
Related parties were heard.
Ads were banned.
Get out of Karabakh, he said.
Want of money ended it.
“Follow us on Twitter,” he said.
See you in court, she said.
Like us, they were tired.
Follow the money, and it leads to Baku.
Following us on Twitter was easy.
Advertisement rates fell.
No.
?!
"""),
)
def test_prose_that_looks_like_a_footer_stays(line):
    assert removed(*BODY, line) == {}


def test_a_long_paragraph_is_no_footer():
    line = "Read more: " + "the senate voted and the vote was long and the hall was cold " * 3
    assert removed(*BODY, line) == {}


APPEAL = lines("""
A Message from The Example:
Dear readers,
We are facing unprecedented challenges.
We see things differently.
To continue our work, we need your help.
Your support makes a world of difference. Please support us monthly.
Thank you for standing with us.
Remind me later.
""")


def test_an_appeal_goes_from_its_opening_to_its_last_request():
    assert removed(*BODY, *APPEAL) == {"appeal": APPEAL}
    assert removed(*BODY, *APPEAL[1:], "The article goes on here.") == {"appeal": APPEAL[1:]}


@pytest.mark.parametrize(
    "line",
    [
        "Please consider a donation to our newsroom.",
        "If you like our reporting, consider subscribing today.",
        "You can help us: donate, and support our independent journalism.",
    ],
)
def test_one_paragraph_that_asks(line):
    assert removed(*BODY, line) == {"appeal": [line]}


@pytest.mark.parametrize(
    "prose",
    [
        ["Dear friends,", "the senate voted.", *BODY],
        ["Dear readers,", *["A long letter that asks for nothing."] * 5, "Thank you for your time, he wrote."],
        ["Support our troops, the banner said.", *["The crowd moved on."] * 5, "Some donated blood."],
        ["Experts say people should consider donating masks to our hospitals."],
        ["“Please support us,” the mayor said. “Donate to our town.”"],
        ["Please donate blood, the ministry of health asked the public."],
    ],
)
def test_prose_that_looks_like_an_appeal_stays(prose):
    assert removed(BODY[0], *prose) == {}


def test_an_article_is_never_one_appeal():
    letter = ["Dear readers,", "the town has no library.", "Your support matters."]
    assert removed(*letter) == {}


@pytest.mark.parametrize("rule", ["byline", "dateline", "credit", "footer", "appeal"])
def test_what_is_kept_stays_and_the_rest_goes(rule):
    pieces = {
        "byline": "By Ann Lee", "dateline": "BAKU — The senate voted.", "credit": "Reporting by Ann Lee",
        "footer": "Follow us on Twitter @x", "appeal": "Please consider a donation to our newsroom.",
    }  # fmt: skip
    text = [pieces["byline"], pieces["dateline"], *BODY, *(pieces[name] for name in ("credit", "footer", "appeal"))]
    assert set(removed(*text)) == set(pieces)
    assert set(removed(*text, keep=(rule,))) == set(pieces) - {rule}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\u2028", "\x85"])
def test_line_ends_of_every_kind(end):
    text = end.join(["By Ann Lee", "BAKU — One.", "Two.", "--", "Three.", "Follow us on Twitter @x", ""])
    cuts = find_cuts(text, [])
    assert "".join(text[a:b] for a, b in kept_spans(cuts, len(text))) == end.join(["One.", "Two.", "Three."])


def test_the_sample_corpus_keeps_its_prose_and_nothing_else():
    reading = read_folder(Path(__file__).resolve().parents[1] / "data" / "raw")
    articles, cut = clean(reading.raw, reading.removed)
    assert articles["text"].str.len().min() > 800
    assert (
        not articles["text"]
        .str.contains("Follow us|newsletter|consider a donation|All rights|Reporting by", regex=True)
        .any()
    )
    assert not articles["text"].str.contains(r"^By [A-Z]|^[A-Z]{4,} —", regex=True).any()
    assert {"appeal", "byline", "credit", "dateline", "footer", "furniture", "headline"} <= set(cut["reason"])
