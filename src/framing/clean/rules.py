"""What is furniture: each rule sees an article's paragraphs and names the spans that are not the article's own words.

A rule takes whole paragraphs, except for the dateline, which stands at the start of one. When in doubt it takes
nothing: prose that is cut is lost to the study, furniture that stays is a line more.
"""

import re
from collections.abc import Callable, Iterable

from framing.clean.paragraphs import Paragraph, Span

Rule = Callable[[list[Paragraph]], Iterable[Span]]

_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x590))))
_C = f"[{_CAPITALS}]"
_PARTICLES = r"(?:(?:de|del|della|der|den|des|di|da|dos|du|la|le|van|von|bin|ibn|al|el|ter|ten|y)\s+){0,2}"
_WORD = rf"{_C}[\w.'’-]*"
_FULL_NAME = rf"{_WORD}(?:\s+{_PARTICLES}{_WORD}){{1,4}}"
_AGENCY = r"(?:AFP|AP|ANI|ANSA|Anadolu|Bloomberg|DPA|dpa|EFE|IANS|Interfax|Reuters|TASS|UPI|Xinhua)"
_DAY = rf"{_WORD}\.?\s+\d{{1,2}}(?:,\s+\d{{4}})?|\d{{1,2}}\s+{_WORD}(?:\s+\d{{4}})?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DASH = r"\s*(?:—|–|(?<=\s)--|(?<=\s)-(?=\s))\s*"
_AT_TOP = 4
_AT_END = 8

_BYLINE = re.compile(
    rf"^(?:By|BY|by|(?:Text|Story|Words|Written) by):?\s+"
    rf"(?P<names>(?:{_FULL_NAME}|{_AGENCY})(?:(?:,\s+|,?\s+(?:and|AND|&)\s+)(?:{_FULL_NAME}|{_AGENCY}))*)"
    rf"(?:\s+\(\s*@?[\w. ]+\s*\))?"
    rf"(?:\s*(?:[,/|–—-]|\b(?:in|for))\s*(?:the\s+)?(?:{_WORD}|\d[\d,]*|of|the|at)(?:[\s,-]+(?:{_WORD}|\d[\d,]*|of|the))*)?\.?$"
)
_UNDER_BYLINE = re.compile(
    rf"^(?:Special to (?:the )?{_WORD}|Staff (?:[Ww]riter|[Rr]eporter)\b|Correspondent\b|For (?:the )?{_WORD})"
    r"[^.!?]{0,60}$"
)


def _bylines(paragraphs: list[Paragraph]) -> Iterable[Span]:
    """A line "By Name Surname" among the first four, and a line on the author right under it."""
    for i, paragraph in enumerate(paragraphs[:_AT_TOP]):
        if names_in_byline(paragraph.text):
            yield paragraph.span
            yield from (below.span for below in paragraphs[i + 1 : i + 2] if _UNDER_BYLINE.match(below.text))
            return


def names_in_byline(line: str) -> str | None:
    """Return who wrote the article if ``line`` is a byline, else None.

    >>> names_in_byline("By Ann Lee and Bob van der Berg, Agency")
    'Ann Lee and Bob van der Berg'
    """
    found = _BYLINE.match(line) if len(line) <= 160 else None
    return found.group("names") if found else None


_PLACE = rf"{_C}[{_CAPITALS}.'’/-]+(?:\s+{_C}[{_CAPITALS}.'’/-]*){{0,3}}"
_BY_AGENCY = r"\s*(?:\([^)]{2,40}\)|/[^/]{2,40}/)"
_REGION = rf"(?:,\s+{_WORD}(?:\s+{_WORD}){{0,2}})?"
_DATELINE = re.compile(
    rf"^(?:"
    rf"(?P<place>{_PLACE}){_REGION}{_DASH}"
    rf"|{_PLACE}{_REGION}{_BY_AGENCY}{_DASH}"
    rf"|{_PLACE}{_REGION},\s+(?:{_DAY})(?:,\s+{_C}[{_CAPITALS}’' ]+\.|\.?{_BY_AGENCY}\.?(?:{_DASH})?|{_DASH})"
    rf"|(?:{_FULL_NAME}|{_WORD})\s+\({_AGENCY}\){_DASH}"
    rf")\s*(?=[\"'“‘«„\[(]*[{_CAPITALS}\d])"
)
_DATE_ALONE = re.compile(
    rf"^(?:{_WORD}day,?\s+)?(?:\d{{4}}-\d\d-\d\d|{_MONTH}\.?\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}})"
    r"(?:[\s,|–-]*(?:at )?\d{1,2}[:.]\d\d(?:\s*[apAP]\.?[mM]\.?)?(?:\s+[A-Z]{2,4})?)?$"
)
# In capitals before a dash, and no places.
_NO_PLACE = set(
    "AIDS ANALYSIS BREAKING CIA COMMENTARY CORRECTION COVID EDITORIAL EU EXCLUSIVE EXPLAINER FBI FILE FILES GOP NASA "
    "NATO NOTE OPINION OSCE PHOTO PHOTOS UK UN UNESCO UNHCR UNICEF UPDATE UPDATED US USA VIDEO WATCH WHO".split()
)


def _datelines(paragraphs: list[Paragraph]) -> Iterable[Span]:
    """At the start of one of the first four: place, often day and agency: "BAKU, Nov 26 (Agency) - "; a date alone."""
    yield from (paragraph.span for paragraph in paragraphs[:_AT_TOP] if _DATE_ALONE.match(paragraph.text[:60]))
    for paragraph in paragraphs[:_AT_TOP]:
        found = _DATELINE.match(paragraph.text[:200])
        if found and len(found.group()) <= 90 and not _is_word(found):
            yield paragraph.start, paragraph.start + found.end()
            return


def _is_word(dateline: re.Match) -> bool:
    """Tell whether the capitals before a dash are an abbreviation or a label ("NATO — ", "FILE - ")."""
    place = (dateline["place"] or "PLACE").replace(".", "")
    return len(place) < 3 or not _NO_PLACE.isdisjoint(place.split())


_CREDIT = re.compile(
    r"^\(?(?:(?:Additional |With )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?: and \w+)? by\b"
    r"|Translat(?:ed|ion)(?: \w+ \w+)? by\b"
    r"|Contributing: "
    r"|(?:This|The) (?:article|column|post|report|story) (?:was|has been|is) "
    r"(?:also |first |originally |last )?(?:amended|corrected|produced|published|republished|translated|updated)\b"
    r"|Write to .{3,80} at \S+@\S+)"
    r"|\bcontributed (?:reporting|to this (?:article|column|piece|post|report|story))\b[^.!?]{0,60}\.?\)?$"
)
_UPDATED = re.compile(r"^(?:Last )?[Uu]pdated:?(?: at)? \d{1,2}[:.]\d{2}.{0,30}$")


def _credits(paragraphs: list[Paragraph]) -> Iterable[Span]:
    """Lines on who reported, edited or updated the article: among the last eight, "Updated 10:15 ..." anywhere."""
    yield from (p.span for p in paragraphs[:-_AT_END] if _UPDATED.match(p.text))
    for paragraph in paragraphs[-_AT_END:]:
        if len(paragraph.text) <= 300 and (_CREDIT.search(paragraph.text) or _UPDATED.match(paragraph.text)):
            yield paragraph.span


_RULER = re.compile(r"^[-–—_*=~•·#\s]+$")
_FOOTER = re.compile(
    r"^(?:[-•*]\s*)?(?:"
    r"(?:Follow|Like|Join|Find) us (?:on|at)\b"
    r"|Follow .{1,60} on (?:Facebook|Instagram|LinkedIn|Telegram|Twitter|X|YouTube)\b"
    r"|Follow @\w+"
    r"|Sign up (?:to|for|here|now)\b"
    r"|Subscribe\b(?! to (?:the|a|this|that) (?:idea|notion|theory|view))"
    r"|(?:Get|Receive|Want)\b.{1,100}\b(?:newsletters?|your inbox)\b"
    r"|(?:Read|See|Watch|Listen|Related)(?: more| also| next| stories| articles)?\s*:"
    r"|Read (?:more|next)(?: (?:about|at|from|here|in|on)\b.{0,60})?\.?$"
    r"|More(?: on this(?: story)?)?\s*(?::|\.\.\.)"
    r"|(?:©|\(c\)\s*(?=(?:19|20)\d\d)|Copyright\s*(?:©|\(c\)|\d{4}|by\b))"
    r"|All rights reserved"
    r"|Share this (?:article|page|post|story)\b"
    r"|Click here\b"
    r"|When quoting\b"
    r"|(?:Advertisement|AD|Story continue[sd] below(?: advertisement)?|Continue reading(?: the main story)?)[:.\s]*"
    r"(?:Continue reading the main story)?$"
    r")",
    re.I,
)
_RIGHTS = re.compile(r"\ball rights reserved\.?$", re.I)


def _footers(paragraphs: list[Paragraph]) -> Iterable[Span]:
    """Short lines that lead away from the article: "Follow us on ...", "Read more: ...", copyright, a row of dashes."""
    for paragraph in paragraphs:
        line = paragraph.text
        if len(line) <= 160 and (_RULER.match(line) or _FOOTER.match(line) or _RIGHTS.search(line)):
            yield paragraph.span


_APPEAL_OPENS = re.compile(
    r"^(?:A message from\b|Dear (?:readers?|friends?)\b|Support (?:our|independent|[\w’' ]{2,40} journalism$)"
    r"|Before you go\b|We need your (?:help|support)\b)",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:donat(?:e|ions?|ing)|support(?:ing)? us|your (?:support|help|gift|contribution)|rely on you"
    r"|make a difference|(?:made out|payable) to|every contribution|thank you for|standing with us|subscribe)\b"
    r"|^Remind me later",
    re.I,
)
_ASKS_AT_ONCE = re.compile(
    r"^(?![\"“'‘«„]).*\b(?:please|consider|help us)\b.*\b(?:donat(?:e|ing|ion)|subscrib(?:e|ing)|"
    r"support(?:ing)? (?:us|our|independent))\b",
    re.I,
)
_OF_OURS = re.compile(
    r"\bsupport(?:ing)? us\b|\bour (?:\w+ ){0,2}(?:channel|coverage|desk|journal\w*|magazine|newsroom|newspaper|paper"
    r"|readers|report\w*|site|website|weekly|work)\b",
    re.I,
)
_LONGEST_APPEAL = 12
_LONGEST_PAUSE = 4


def _appeals(paragraphs: list[Paragraph]) -> Iterable[Span]:
    """An appeal to the reader: from the line that opens it to the last line that asks, or one paragraph that asks."""
    opens = next((i for i, p in enumerate(paragraphs) if i and len(p.text) <= 80 and _APPEAL_OPENS.match(p.text)), None)
    end = _end_of_appeal(paragraphs, opens) if opens is not None else 0
    if end:
        return [p.span for p in paragraphs[opens:end]]
    last = paragraphs[1:][-_AT_END:]
    return [p.span for p in last if len(p.text) <= 500 and _ASKS_AT_ONCE.search(p.text) and _OF_OURS.search(p.text)]


def _end_of_appeal(paragraphs: list[Paragraph], opens: int) -> int:
    """Return the index after the last paragraph that asks, 0 if none does; a longer pause ends the appeal."""
    end = 0
    for i, paragraph in enumerate(paragraphs[opens : opens + _LONGEST_APPEAL], start=opens):
        if _ASKS.search(paragraph.text):
            end = i + 1
        elif i - max(end, opens) >= _LONGEST_PAUSE:
            break
    return end


RULES: dict[str, Rule] = {
    "appeal": _appeals,
    "footer": _footers,
    "credit": _credits,
    "byline": _bylines,
    "dateline": _datelines,
}
