"""Quotation marks paired within their paragraph: every kind, nested, broken or repeated at each paragraph.

A mark opens where white space, an opening bracket or a dash stands before it and none after it; it closes where none stands
before it. Apostrophes, decades ('90s), inches (24") and nicknames (William "Bill" Clinton) are no quotation marks. What is
opened and never closed within its paragraph counts as a quotation to the paragraph's end only where the next paragraph
opens with the same mark, or where the mark opens its paragraph; else the mark is ignored.
"""

import re
from dataclasses import dataclass

import numpy as np

from framing.voice.tokens import Tokens

DOUBLE, ANGLE, SINGLE, SMALL_ANGLE = 0, 1, 2, 3
FAMILY = (
    dict.fromkeys(('"', "＂", "“", "”", "„", "‟", "''", "``", "’’", "‘‘", "´´", "″"), DOUBLE)
    | dict.fromkeys("«»", ANGLE)
    | dict.fromkeys(("'", "‘", "’", "‚", "‛", "`", "´", "＇"), SINGLE)
    | dict.fromkeys("‹›", SMALL_ANGLE)
)
OPENING = frozenset(("“", "„", "‟", "«", "‘", "‚", "‛", "`", "‹", "``", "‘‘"))
CLOSING = frozenset(("”", "»", "’", "´", "›", "’’", "´´"))
ELIDED = frozenset("em tis twas til till cause n bout round cuz nother tude nuff ere im er".split())
MAX_DEPTH = 4

_BEFORE_OPENING = frozenset("([{<—–-/:;,…=>|&")
_AFTER_CLOSING = frozenset(")]}>.,;:!?—–-/…")
_HEIGHT = re.compile(r"\d['’′]\d|\d$")
_DECADE = re.compile(r"\d0s$|\d\d$")


@dataclass(frozen=True)
class Quote:
    """One pair of marks: the tokens that open and close it, ``closed`` False where the paragraph's end closes it."""

    open: int
    close: int
    level: int
    family: int
    closed: bool


def find_quotes(tokens: Tokens) -> list[Quote]:
    """Return the quotations of ``tokens`` in order of their opening marks; nested ones have level 2 and more.

    ``open`` is the token of the opening mark, ``close`` the token of the closing mark, or the token after the paragraph's last
    where ``closed`` is False. Time is linear in the number of marks.
    """
    family = np.array([FAMILY.get(form, -1) for form in tokens.forms[tokens.n_words :]], dtype=np.int64)
    families = np.concatenate((np.full(tokens.n_words, -1), family, [-1]))[tokens.form]
    at = np.flatnonzero(families >= 0)
    if not len(at):
        return []
    cuts = np.flatnonzero(np.diff(tokens.paragraph[at])) + 1
    found: list[Quote] = []
    groups = np.split(at, cuts)
    heads = {int(tokens.paragraph[group[0]]): int(group[0]) for group in groups}
    ends = np.searchsorted(tokens.paragraph, [tokens.paragraph[group[0]] for group in groups], side="right")
    starts = np.searchsorted(tokens.paragraph, [tokens.paragraph[group[0]] for group in groups], side="left")
    for group, first, last in zip(groups, starts.tolist(), ends.tolist(), strict=True):
        pairing = _Paragraph(tokens, group.tolist(), first, last)
        following = heads.get(int(tokens.paragraph[group[0]]) + 1)
        goes_on = following is not None and following == last and tokens.text[following] == tokens.text[first]
        found += pairing.quotes(tokens.spellings[following] if goes_on else None)
    return found


class _Paragraph:
    """The marks of one paragraph, paired with one stack for each family of marks."""

    def __init__(self, tokens: Tokens, marks: list[int], first: int, last: int):
        self.tokens, self.marks, self.first, self.last = tokens, marks, first, last
        self.spelt = tokens.spellings
        self.stack: list[int] = []
        self.pairs: list[tuple[int, int]] = []
        self.last_single = -1

    def quotes(self, following: str | None) -> list[Quote]:
        shapes = [self._shape(mark) for mark in self.marks]
        singles = self._single_closers(shapes)
        self.last_single = max((mark for mark, good in singles.items() if good), default=-1)
        for rank, (mark, (opens, closes)) in enumerate(zip(self.marks, shapes, strict=True)):
            self._take(rank, mark, opens, closes, singles)
        closed = [(a, b) for a, b in self.pairs if self._has_word(a, b) and not self._is_nickname(a, b)]
        return self._levels(closed, self._unclosed(following))

    def _family(self, mark: int) -> int:
        return FAMILY[self.spelt[mark]]

    def _shape(self, mark: int) -> tuple[bool, bool]:
        """Say whether a mark may open and whether it may close, by what stands beside it."""
        joined, a, b = self.tokens.joined, int(self.tokens.start[mark]), int(self.tokens.end[mark])
        before, after = joined[a - 1 : a] or "\n", joined[b : b + 1] or "\n"
        blank_before, blank_after = before.isspace(), after.isspace()
        loose = blank_before or before in _BEFORE_OPENING or before in FAMILY
        opens = loose and not blank_after and (after not in _AFTER_CLOSING or after in "…-–—.")
        closes = not blank_before and (blank_after or not after.isalnum())
        if blank_before and blank_after:
            opens = closes = True
        elif not loose and after.isalnum():
            opens = closes = self._family(mark) != SINGLE
        return self._directed(mark, opens, closes)

    def _directed(self, mark: int, opens: bool, closes: bool) -> tuple[bool, bool]:
        spelt = self.spelt[mark]
        if spelt in OPENING:
            return opens or not closes, closes and not opens and spelt in "“‘"
        if spelt in CLOSING:
            return opens and not closes and spelt == "”", closes or not opens
        return opens, closes

    def _take(self, rank: int, mark: int, opens: bool, closes: bool, singles: dict[int, bool]) -> None:
        family = self._family(mark)
        opener = next((m for m in reversed(self.stack) if self._family(m) == family), None)
        if opener is not None and closes and not (opens and self._strongly_opens(mark)):
            if self._is_inch(rank, mark) or (family == SINGLE and not singles.get(mark, False)):
                return
            while self.stack[-1] != opener:
                self.stack.pop()
            self.pairs.append((self.stack.pop(), mark))
        elif opens and len(self.stack) < MAX_DEPTH and (family != SINGLE or self._single_opens(mark, singles)):
            self.stack.append(mark)
        elif opens and len(self.stack) >= MAX_DEPTH:
            self.stack = [mark]

    def _strongly_opens(self, mark: int) -> bool:
        joined, a, b = self.tokens.joined, int(self.tokens.start[mark]), int(self.tokens.end[mark])
        return joined[a - 1 : a].isspace() and not joined[b : b + 1].isspace()

    def _is_inch(self, rank: int, mark: int) -> bool:
        """A straight mark after a number is an inch where a better closing mark follows before the next opening one."""
        if self.spelt[mark] not in ('"', "''") or not _HEIGHT.search(self.spelt[mark - 1]) or self._glued(mark):
            return False
        after = self.tokens.joined[int(self.tokens.end[mark]) : int(self.tokens.end[mark]) + 1]
        if after in _AFTER_CLOSING or rank + 1 >= len(self.marks):
            return False
        opens, closes = self._shape(self.marks[rank + 1])
        return closes and not opens

    def _glued(self, mark: int) -> bool:
        return int(self.tokens.end[mark - 1]) != int(self.tokens.start[mark])

    def _single_closers(self, shapes: list[tuple[bool, bool]]) -> dict[int, bool]:
        """Say which single marks can close: an "s'" before a word is an apostrophe where a better mark follows."""
        found: dict[int, bool] = {}
        better = False
        for mark, (opens, closes) in zip(reversed(self.marks), reversed(shapes), strict=True):
            if self._family(mark) != SINGLE:
                continue
            if closes:
                possessive = self._is_possessive(mark)
                found[mark] = not (possessive and better)
                better = better or not possessive
            if opens and not closes and self._starts_word(mark):
                better = False
        return found

    def _is_possessive(self, mark: int) -> bool:
        joined, a, b = self.tokens.joined, int(self.tokens.start[mark]), int(self.tokens.end[mark])
        return joined[a - 1 : a] in "sSzx" and joined[b : b + 1] == " " and joined[b + 1 : b + 2].isalnum()

    def _starts_word(self, mark: int) -> bool:
        following = self.spelt[mark + 1].lower() if mark + 1 < self.last else ""
        if following in FAMILY:
            return True
        return bool(following) and not (following in ELIDED or _DECADE.match(following))

    def _single_opens(self, mark: int, singles: dict[int, bool]) -> bool:
        return self._starts_word(mark) and mark < self.last_single

    def _is_nickname(self, opened: int, closed: int) -> bool:
        """William "Bill" Clinton: one to three capitalised words between two capitalised words, in double marks."""
        inner = self.spelt[opened + 1 : closed]
        if closed - opened > 4 or opened == self.first or closed + 1 >= self.last:
            return False
        names = (self.spelt[opened - 1], inner[0], inner[-1], self.spelt[closed + 1])
        capital = all(name[:1].isupper() and name.isalpha() for name in names)
        sentence = self.tokens.sentence
        starts = opened < 2 or sentence[opened - 2] != sentence[opened - 1]
        return capital and not (starts and names[0].lower() in {"the", "a", "an", "in", "his", "her", "their"})

    def _unclosed(self, following: str | None) -> int | None:
        """Return the mark that the paragraph's end closes, if there is one."""
        if not self.stack:
            return None
        mark = self.stack[0]
        repeated = following is not None and FAMILY.get(following) == self._family(mark)
        closed_later = any(a > mark for a, _ in self.pairs if self._family(a) == self._family(mark))
        if not self._has_word(mark, self.last):
            return None
        if repeated or (mark == self.first and not closed_later and self._family(mark) != SINGLE):
            return mark
        return None

    def _has_word(self, opened: int, closed: int) -> bool:
        return self.tokens.words_before[closed] > self.tokens.words_before[opened]

    def _levels(self, closed: list[tuple[int, int]], unclosed: int | None) -> list[Quote]:
        spans = sorted([(a, b, True) for a, b in closed] + ([] if unclosed is None else [(unclosed, self.last, False)]))
        quotes, stack = [], []
        for a, b, whole in spans:
            while stack and stack[-1] <= a:
                stack.pop()
            stack.append(b)
            quotes.append(Quote(a, b, len(stack), self._family(a), whole))
        return quotes
