"""Where sentences end: decided only at stops, line ends and bullets, by rules stated here.

A stop does not end a sentence after a title or an initial ("Gen. X", "J. Smith"), before a number where an
abbreviation counts things ("No. 10", "Nov. 26"), or where the text goes on in lower case. After an abbreviation
that may close a sentence ("U.S.", "Inc.", "Mo.") it ends one only before a word that usually opens one; after a time
("9 p.m.") unless a day or a time zone follows. A question or exclamation mark inside a quotation does not end the
sentence that says who asked. A blank line always ends a sentence; a single line end does unless the text is
hard-wrapped; a bullet opens one; so may a capital right after a stop where the space between two paragraphs is lost (``glue``).
"""

import re

from framing.sentences.glue import MARKS, glued_cut, is_glue
from framing.sentences.words import (
    ABBREVIATION,
    COUNTED,
    COUNTER,
    LOUD,
    NUMBER,
    OPENERS,
    REACH,
    SPEECH,
    TIME,
    TITLE,
    Following,
    following_of,
    role_before,
)  # fmt: skip

CERTAIN, LINE, STOPPED_LINE, WIDE, ASKED, GLUED, BULLET = range(1, 8)
NOTHING, ITSELF, WORDS, TEXT = range(4)
_CLOSING_MARKS = "\"'”’»"
STOPS = ".!?…։؟।۔。！？•●▪\n"
_CLOSE = "[.!?…]*[\"'”’»)\\]]*"

SHORTENED = ("Calif", "Assoc")
_NOT_SHORTENED = "".join(rf"(?<!{word}\.)" for word in SHORTENED)


def _stops(rest_of_line_end: str) -> re.Pattern:
    """Return what finds the places where a sentence may end; the number of the group that matched says what is there.

    The group spans the white space between the two sentences. Every alternative follows one set of characters: that is
    what makes the search fast.
    """
    kinds = (
        rf"(?<=[a-z]{{4}}\.){_NOT_SHORTENED}[\"”’]?( +)(?=[\"“‘]?[A-Z])",
        rf"(?<=\n)({rest_of_line_end})",
        rf"(?<=[.!?…]){_CLOSE}([ \t\r]*\n{rest_of_line_end})",
        rf"(?<=[。！？]){_CLOSE}(\s*)",
        rf"(?<=[.!?…։؟।۔]){_CLOSE}(\s+|$)",
        rf"(?<=[^\s.!?…][.!?])(){MARKS}(?=[A-Z])",
        r"(?<=[•●▪])()",
    )
    return re.compile(f"[{STOPS}](?:{'|'.join(kinds)})")


_OPEN, _WRAPPED = _stops(r"\s*"), _stops(r"[ \t\r]*\n\s*")
_CERTAIN_GAP = re.compile(r"\.[\"”’]?( +)[\"“‘]?")
_TRAILING = re.compile(rf"[^{STOPS}]*|[.!?…։؟।۔]{_CLOSE}\s*")
_FOLLOWING = re.compile(r"[\"'“‘«„(\[—–….-]*\s*((•|\*)|[^\W_]*)")
COLUMN = 100


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open code-point spans of the sentences of ``text``, without the white space between them.

    Every character that is not white space lies in exactly one span; an empty text has none.

    >>> text = "Gen. Smith left at 9 a.m. Monday. He paid $3.5 million."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Gen. Smith left at 9 a.m. Monday.', 'He paid $3.5 million.']
    """
    spans, start = spans_before(text, len(text), is_wrapped(text))
    last = len(text.rstrip())
    return [*spans, (start, last)] if last > start else spans


def spans_before(text: str, place: int, wrapped: bool) -> tuple[list[tuple[int, int]], int]:
    """Return the sentences that end at a stop before ``place``, and where the next one starts."""
    start = len(text) - len(text.lstrip())
    found = cuts(text, 0, place, start, wrapped)
    spans = list(zip([start, *(following for _, following in found)], (end for end, _ in found), strict=False))
    return [(a, b) for a, b in spans if a < b], found[-1][1] if found else start


def cuts(text: str, first: int, last: int, start: int, wrapped: bool) -> list[tuple[int, int]]:
    """Return where sentences end and the next ones start, for the stops in ``text[first:last]``.

    ``start`` is where the sentence starts that is open at ``first``; ``wrapped`` says that single line ends part
    nothing.
    """
    found = []
    for stop in (_WRAPPED if wrapped else _OPEN).finditer(text, first):
        if stop.start() >= last:
            break
        kind = stop.lastindex
        if kind in (CERTAIN, STOPPED_LINE) or (kind == ASKED and _is_end(text, stop)):
            end, following = stop.span(kind)
        elif kind == ASKED:
            continue
        else:
            end, following = _seldom(text, stop)
        if start < end or kind == LINE:
            found.append((end, following))
            start = following
    return found


def asks_for(between: str) -> int:
    """Return what decides whether sentences end in a stretch between two words: ``NOTHING``, the stretch ``ITSELF``,
    the two ``WORDS`` beside it, or the ``TEXT`` around it.
    """
    if not any(mark in STOPS for mark in between):
        return NOTHING
    kinds = {stop.lastindex for stops in (_OPEN, _WRAPPED) for stop in stops.finditer(f"x{between}y")}
    if is_glue(between) or any(map(str.isalnum, between)):
        return TEXT
    if ASKED not in kinds and not _CERTAIN_GAP.fullmatch(between):
        return ITSELF
    alone = between[0] == "." and sum(mark in STOPS for mark in between) == 1
    return WORDS if alone or not any(mark in _CLOSING_MARKS for mark in between) else TEXT


def certain_cut(between: str) -> tuple[int, int] | None:
    """Return the cut in a stretch that follows a word of four small letters or more and goes before a capital."""
    found = _CERTAIN_GAP.fullmatch(between)
    return found.span(1) if found else None


def trails(behind: str) -> bool:
    """Tell whether what stands behind the last word of a text belongs to its sentence, without being read further."""
    return _TRAILING.fullmatch(behind) is not None


def _seldom(text: str, stop: re.Match) -> tuple[int, int]:
    """Return where one sentence ends and the next starts at a bare line end, a lost space or a bullet; or (0, 0)."""
    kind, place = stop.lastindex, stop.start()
    if kind == LINE:
        return _trimmed(text, place), stop.end()
    if kind == GLUED:
        place = glued_cut(text, place)
        return place, place
    if kind == BULLET:
        end = _trimmed(text, place)
        return (end, place) if end and text[end - 1] in ".;:!?" else (0, 0)
    return stop.span(kind)


def _trimmed(text: str, place: int) -> int:
    """Return where the white space before ``place`` begins."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


def is_wrapped(text: str) -> bool:
    """Tell whether lines end where a column is full rather than where a paragraph ends."""
    if text.count("\n") < 3:
        return False
    lengths = list(map(len, text.split("\n")))
    if max(lengths) > COLUMN:
        return False
    lines = [len(line) for block in re.split(r"\n\s*\n", text) for line in block.split("\n")[:-1]]
    full = 0.6 * max(lines, default=0)
    return len(lines) >= 3 and sum(length >= full for length in lines) >= 0.8 * len(lines)


def _is_end(text: str, stop: re.Match) -> bool:
    """Tell whether a stop with white space after it ends a sentence."""
    position = stop.end()
    if position == len(text):
        return True
    if text[position] == ".":
        return False
    following = following_of(_FOLLOWING.match(text, position).group(1))
    if following.goes_on:
        return False
    role = role_before(text[max(0, stop.start() - REACH) : stop.start()])
    first = text[stop.start()]
    if first != "." or text.startswith("..", stop.start()):
        return not _cue_follows(text, stop) and not (first == "!" and role == LOUD)
    return _full_stop_ends(text, stop, role, following)


def _full_stop_ends(text: str, stop: re.Match, role: str, following: Following) -> bool:
    if role == TITLE:
        return False
    if role in (COUNTER, COUNTED):
        return not following.digit and (following.opener or role == COUNTED)
    if role == TIME:
        return not following.of_time and text[stop.end()] not in "-–—"
    if role == ABBREVIATION:
        return following.opener
    return not (role == NUMBER and _opens_line(text, stop.start()))


def _opens_line(text: str, place: int) -> bool:
    """Tell whether the number before ``place`` opens a line or the text: "1." numbers what follows."""
    start = place
    while start and text[start - 1].isdigit():
        start -= 1
    return not start or "\n" in text[_trimmed(text, start) : start]


def _cue_follows(text: str, stop: re.Match) -> bool:
    """Tell whether a closed quotation is followed by who asked, within four words ("..." Minister Smith asked)."""
    mark = stop.group().rstrip()
    if len(mark) < 2 or mark[-1] not in _CLOSING_MARKS:
        return False
    ahead = text[stop.end() : stop.end() + 60].split("\n")[0].split()[:4]
    speaks = any(word.strip(".,").lower() in SPEECH for word in ahead)
    return speaks and ahead[0].lower() not in OPENERS - {"he", "she"}
