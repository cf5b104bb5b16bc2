"""Dates as outlets and databases write them -> a day; what can be read in two ways is refused."""

import re
from datetime import date

from framing.read.item import UnreadableError

YEARS = range(1600, 2101)
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = {name[:length]: i for i, name in enumerate(_MONTHS, 1) for length in {3, len(name)}} | {"sept": 9}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]*\s*"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?"
_ZONE = r"(?:z|[a-z]{2,5}|(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?)?(?:\s*\([a-z ]+\))?"
_TAIL = rf"[\s,.|]*(?:{_WEEKDAY})?(?:(?:t|at\s+)?{_CLOCK}\s*{_ZONE})?$"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = [
    re.compile(rf"^(?:{_WEEKDAY})?{form}{_TAIL}", re.I)
    for form in (
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_DAY}(?:\s+of)?[\s-]+(?P<month>{_NAMES})\b[.,]?[\s-]*(?P<year>\d{{4}})",
        rf"(?P<month>{_NAMES})\b\.?[\s-]+{_DAY}[\s,-]+(?P<year>\d{{4}})",
    )
]
_NUMBERS = re.compile(rf"^(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TAIL}", re.I)
_TWO_DIGITS = re.compile(rf"^\d{{1,2}}[-/. ](?:\d{{1,2}}|{_NAMES})[-/. ]\d{{2}}{_TAIL}", re.I)


def read_date(given: str) -> date | None:
    """Return the day that ``given`` names; None for an empty one. A time of day after it is left aside.

    ``2020-11-26``, ``2020-11-26T10:00:00+04:00``, ``20201126``, ``26 November 2020``, ``Nov. 26, 2020``,
    ``Thursday, November 26, 2020`` and ``26/11/2020`` are read; months are English names, in any case.

    Raises UnreadableError for what names no day of the calendar, no single day (``2020-11``), a day that could be two
    (``03/04/2020``), and a year before 1600 or after 2100.

    >>> read_date("Nov. 26, 2020")
    datetime.date(2020, 11, 26)
    """
    text = " ".join(given.split())
    if not text:
        return None
    days = _days(text)
    if len(days) == 1 and days[0].year in YEARS:
        return days[0]
    raise UnreadableError(f"date {given[:60]!r} {_reason(text, days)}; write it as 2020-11-26, or leave it empty")


def _days(text: str) -> list[date]:
    """Return every day ``text`` can mean: none, one, or two where day and month could change places."""
    for form in _FORMS:
        if found := form.match(text):
            month = found["month"].lower()
            return _calendar(found["year"], int(month) if month.isdigit() else _MONTH[month], found["day"])
    if found := _NUMBERS.match(text):
        first, _, second, year = found.groups()
        return sorted({*_calendar(year, first, second), *_calendar(year, second, first)})
    return []


def _calendar(year: str, month: str | int, day: str) -> list[date]:
    try:
        return [date(int(year), int(month), int(day))]
    except ValueError:
        return []


def _reason(text: str, days: list[date]) -> str:
    if len(days) > 1:
        return "can be read in two ways"
    if days:
        return f"names the year {days[0].year}, which is outside {YEARS[0]}-{YEARS[-1]}"
    if _NUMBERS.match(text) or any(form.match(text) for form in _FORMS):
        return "is no day of the calendar"
    if _TWO_DIGITS.match(text):
        return "has a year of two digits"
    if re.fullmatch(rf"\d{{4}}([-/.]\d{{1,2}})?|(?:{_NAMES})\.? \d{{4}}", text, re.I):
        return "names no day"
    if re.fullmatch(rf"\d{{1,2}} (?:{_NAMES})|(?:{_NAMES})\.? \d{{1,2}}", text, re.I):
        return "names no year"
    return "is no date"
