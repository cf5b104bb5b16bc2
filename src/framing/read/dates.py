"""Dates as outlets and databases write them -> a day; what can be read in two ways is refused."""

import re
from datetime import date, datetime

from framing.read.item import UnreadableError

_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")
_WEEKDAY = re.compile(
    r"^(mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|\s+(mon|tues|wednes|thurs|fri|satur|sun)day\b.*$", re.I
)


def read_date(given: str) -> date | None:
    """Return the day that ``given`` names; None for an empty one.

    ``2020-11-26``, ``2020-11-26T10:00:00+04:00``, ``26 November 2020``, ``Nov. 26, 2020`` and ``Thursday, November 26, 2020`` are read.
    Raises UnreadableError for what names no day, no single day (``2020-11``), or could be two (``03/04/2020``).

    >>> read_date("Nov. 26, 2020")
    datetime.date(2020, 11, 26)
    """
    text = given.strip()
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    plain = re.sub(r"[.,]?\s+", " ", _WEEKDAY.sub("", text)).strip(" .,")
    plain = re.sub(r"^Sept\b", "Sep", re.sub(r"\bSept\b", "Sep", plain))
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    raise UnreadableError(f"date {given!r} {_reason(text)}; write it as 2020-11-26, or leave it empty")


def _reason(text: str) -> str:
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", text):
        return "can be read in two ways"
    if re.fullmatch(r"\d{4}(-\d{1,2})?", text):
        return "names no day"
    return "is no date"
