"""Which way double quotation marks face where the blanks beside them do not tell: ``ended."Nobody spoke`` and the like.

Where line ends between paragraphs are lost, a mark may stand between two words, or between two blanks, and either open
or close. The marks of such a stretch are read together: each role of each mark costs something, the more the less what
stands beside it fits, and the cheapest sequence in which marks open and close in turn is taken. A sequence may leave
marks out, nest one quotation in another, or open a quotation again that was not closed, as speech that runs over
several paragraphs does at each of them; each of these costs more than an ordinary turn. Time is linear in the number of
marks.
"""

import re
from collections.abc import Callable, Sequence

from framing.sentences.words import SPEECH

IGNORED, OPENS, CLOSES, CONTINUES, RESTARTS, NESTS = range(6)
_ROLES = (  # state before, role, state behind; the states: outside, in a quotation, in one within another
    (0, OPENS, 1), (0, IGNORED, 0), (1, CLOSES, 0), (1, CONTINUES, 1), (1, RESTARTS, 1), (1, IGNORED, 1), (1, NESTS, 2),
    (2, CLOSES, 1), (2, IGNORED, 2),
)  # fmt: skip
_AT_END = (0.0, 2.0, 6.0)
_SURE, _ODD, _NEVER = 5.0, 4.0, 99.0
_OPENING, _CLOSING = (0.0, _SURE), (_SURE, 0.0)
_LEAVE_OUT, _INCH, _REOPEN, _REOPEN_INSIDE, _NEST = 4.5, 1.5, 3.0, 4.0, 3.5
_STOPS = ".!?…"
_MARKS = "\"'“”„‟«»‘’‚＂"
_BRACKETS = "([{<"
_DASHES = "—–-/="
_CLOSED = ")]}>.,;:!?…"
_FACING = {"“": OPENS, "„": OPENS, "‟": OPENS, "``": OPENS, "‘‘": OPENS, "”": CLOSES, "’’": CLOSES, "´´": CLOSES}
_WORD = re.compile(r"\s*([^\W\d_]+)(?:\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?)?")
_LAST = re.compile(r"([^\W\d_]+)[.,!?…]*$")
_SPEAKS = SPEECH | frozenset("told reports reported writes".split())
_BREAK = re.compile(r"[a-z0-9)\]][.!?](?=[A-Z][a-z’']+[ ,])")
_PASSED = 2.0
_REACH = 60
_WINDOW, _NEIGHBOURS = 2000, 12


def sides(text: str, marks: Sequence[tuple[int, int]], first: int, last: int, open_before: bool = False) -> list[int]:
    """Return the role of each of ``marks``, half-open spans in the paragraph ``text[first:last]``, in their order.

    ``open_before`` says that a quotation may be open at ``first``, because the paragraph begins before it.
    """
    best = [0.0, 0.0 if open_before else _NEVER, _NEVER]
    steps: list[list[tuple[int, int]]] = []
    reached = marks[0][0] if marks else first
    for rank, (start, end) in enumerate(marks):
        touches = (rank > 0 and marks[rank - 1][1] == start, rank + 1 < len(marks) and marks[rank + 1][0] == end)
        breaks = len(_BREAK.findall(text, reached, start))
        reached = end
        best = [best[0], *(cost + min(breaks, 2) * _PASSED for cost in best[1:])]
        costs = _costs(text, start, end, first, last, touches, breaks)
        behind, step = [_NEVER * 9] * 3, [(0, IGNORED)] * 3
        for state, role, following in _ROLES:
            cost = best[state] + costs[role]
            if cost < behind[following]:
                behind[following], step[following] = cost, (state, role)
        best = behind
        steps.append(step)
    state = min(range(3), key=lambda one: best[one] + _AT_END[one])
    roles = []
    for step in reversed(steps):
        state, role = step[state]
        roles.append(role)
    return roles[::-1]


def side_of(text: str, place: int) -> int:
    """Return the role of the straight mark at ``place``, read with its neighbours up to the second sure one each way."""
    low, high = max(0, place - _WINDOW), min(len(text), place + _WINDOW)
    first = text.rfind("\n", low, place) + 1 or low
    last = text.find("\n", place, high)
    last = high if last < 0 else last
    before, after = text.rfind('"', first, place), text.find('"', place + 1, last)
    facing = [_faces(text, at, at + 1, first, last) if at >= 0 else None for at in (before, after)]
    if facing == [_CLOSING, _CLOSING]:
        return OPENS
    if facing == [_OPENING, _OPENING]:
        return CLOSES
    ahead, inside = _neighbours(text, place, first, last, text.rfind)
    behind, _ = _neighbours(text, place, first, last, text.find)
    places = [*ahead[::-1], place, *behind]
    open_before = inside or (first == low and first > 0)
    return sides(text, [(at, at + 1) for at in places], first, last, open_before)[len(ahead)]


def _neighbours(text: str, place: int, first: int, last: int, find: Callable[..., int]) -> tuple[list[int], bool]:
    """Return the straight marks on one side of ``place`` up to the second sure one, and whether more follow."""
    found, sure = [], 0
    while sure < 2 and len(found) < _NEIGHBOURS:
        place = find('"', first, place) if find == text.rfind else find('"', place + 1, last)
        if place < 0:
            return found, False
        found.append(place)
        sure += _SURE in _faces(text, place, place + 1, first, last)
    return found, True


def _costs(
    text: str, start: int, end: int, first: int, last: int, touches: tuple[bool, bool], breaks: int
) -> tuple[float, float, float, float, float, float]:
    """Return what each role of one mark costs."""
    opens, closes = _faces(text, start, end, first, last)
    opens, closes = opens + 2 * touches[1] * (opens < _SURE), closes + 2 * touches[0] * (closes < _SURE)
    before = text[max(first, start - _REACH) : start]
    spaced = before.rstrip()
    ended = not spaced or spaced.rstrip(_MARKS)[-1:] in tuple(_STOPS + ":")
    glued = ended and spaced == before
    runs_on = _NEVER if breaks or not (glued and ended and spaced) else opens + _REOPEN / (2 if glued else 1) - 0.1
    leave_out = _INCH if before[-1:].isdigit() and closes < _ODD else _LEAVE_OUT
    again = opens + (_REOPEN if ended else _REOPEN_INSIDE)
    return leave_out, opens, closes, runs_on, again, opens + _NEST


def _faces(text: str, start: int, end: int, first: int, last: int) -> tuple[float, float]:
    """Return what it costs that one mark opens, and that it closes."""
    facing = _FACING.get(text[start:end])
    if facing:
        return (0.0, _SURE) if facing == OPENS else (_SURE, 0.0)
    before = text[start - 1] if start > first else " "
    after = text[end] if end < last else " "
    if before.isspace():
        return _between_blanks(text, start, end, first, last) if after.isspace() else (0.0, _SURE)
    if after.isspace() or after in _CLOSED:
        return _SURE, 0.0
    if before in _BRACKETS:
        return 0.0, _ODD
    if before in _DASHES or after in _DASHES:
        return (0.5, 1.0) if before in _DASHES else (2.0, 0.0)
    return _between_words(text, max(first, start - _REACH), start, after)


def _between_words(text: str, first: int, start: int, after: str) -> tuple[float, float]:
    """Return the costs of a mark without a blank on either side."""
    before = text[start - 1]
    if before == ":":
        return 0.0, _ODD
    opens = 2.0 if after.islower() else 0.0
    if before in ",;":
        return opens + 0.5, 0.0
    if before.isalnum():
        return opens + 1.0, 0.5
    spoke = _LAST.search(text[first:start])
    return opens, 1.5 * (spoke is not None and spoke.group(1).lower() in _SPEAKS)


def _between_blanks(text: str, start: int, end: int, first: int, last: int) -> tuple[float, float]:
    """Return the costs of a mark with blanks on both sides."""
    before = text[max(first, start - _REACH) : start].rstrip()[-1:]
    behind = text[end : min(last, end + _REACH)]
    if not behind.strip():
        return _SURE, 0.0
    if not before or before == ":":
        return 0.0, _ODD
    if before not in _STOPS + ",'’":
        return 0.5, 0.5
    if behind.lstrip()[0] in "'‘":
        return 0.0, 1.0
    follows = _WORD.match(behind)
    words = [word for word in follows.groups() if word] if follows else []
    speaks = any(word.lower() in _SPEAKS for word in words) or (before == "," and words and words[0].islower())
    return (2.0, 0.0) if speaks else (0.0, 0.0)
