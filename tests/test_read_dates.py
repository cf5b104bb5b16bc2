"""A date is a day of the calendar that can be read in one way, or it is refused with the reason."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.read.dates import read_date
from framing.read.item import UnreadableError

DAY = date(2020, 11, 26)
FORMS = [
    "%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b. %d, %Y", "%A, %B %d, %Y",
    "%a, %d %b %Y 10:00:00 +0000", "%d-%b-%Y", "%Y-%m-%dT10:00:00+04:00", "%Y-%m-%d 23:59:59 UTC",
    "%B %d, %Y %A 9:20 AM GMT",
]  # fmt: skip


@given(
    st.dates(date(1600, 1, 1), date(2100, 12, 31)), st.sampled_from(FORMS), st.sampled_from([str, str.upper, str.lower])
)
def test_every_form_gives_the_day_it_was_made_from(day, form, case):
    assert read_date(case(day.strftime(form))) == day


@pytest.mark.parametrize(
    "given",
    ["26/11/2020", "11/26/2020", "26.11.2020", "NOV 26 2020", "26th of November 2020", "November 26th, 2020",
     " 2020-11-26\n", "2020-11-26T10:00:00.123Z", "May 26, 2020 at 5:30 p.m. EST".replace("May", "Nov.")],
)  # fmt: skip
def test_other_ways_to_write_it(given):
    assert read_date(given) == DAY


@given(st.dates(date(1600, 1, 1), date(2100, 12, 31)))
def test_numbers_are_read_exactly_where_they_can_mean_one_day(day):
    given = f"{day.day}/{day.month}/{day.year}"
    if day.day > 12 or day.day == day.month:
        assert read_date(given) == day
    else:
        with pytest.raises(UnreadableError, match="two ways"):
            read_date(given)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("2020-13-45", "no day of the calendar"),
        ("31 April 2020", "no day of the calendar"),
        ("31/04/2020", "no day of the calendar"),
        ("2019-02-29", "no day of the calendar"),
        ("31 April", "names no year"),
        ("03/04/2020", "two ways"),
        ("0020-11-26", "the year 20,"),
        ("9999-11-26", "the year 9999,"),
        ("2020", "names no day"),
        ("2020-11", "names no day"),
        ("November 2020", "names no day"),
        ("26-Nov-20", "two digits"),
        ("3/4/20", "two digits"),
        ("44161", "is no date"),
        ("yesterday", "is no date"),
        ("26 ноября 2020", "is no date"),
        ("Updated 2020-11-26", "is no date"),
        ("2020-11-26/2020-11-27", "is no date"),
        ("2020-W48-4", "is no date"),
        ("²0-11-2020", "is no date"),
        ("2020-11-26 " + " " * 50 + "x" * 1_000_000, "is no date"),
    ],
)
def test_what_is_refused_says_why_and_what_would_do(given, why):
    with pytest.raises(UnreadableError, match=why) as caught:
        read_date(given)
    assert str(caught.value).endswith("write it as 2020-11-26, or leave it empty")
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("given", ["", "  ", "\n"])
def test_an_empty_date_is_none(given):
    assert read_date(given) is None


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_any_text_is_a_date_none_or_refused(text):
    try:
        found = read_date(text)
    except UnreadableError:
        return
    assert found is None if not text.strip() else 1600 <= found.year <= 2100
