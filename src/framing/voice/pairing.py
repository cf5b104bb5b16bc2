"""How quotation marks pair within their paragraph: nested, broken, unbalanced, or repeated at each paragraph.

Apostrophes, decades ('90s), inches (24") and nicknames (William "Bill" Clinton) are no quotation marks. What is
opened and never closed within its paragraph counts as a quotation to the paragraph's end only where the next
paragraph opens with the same mark, or where the mark opens its paragraph; else the mark is ignored.
"""

import re

import numpy as np

from framing.voice.marks import AFTER_CLOSING, FAMILY, SINGLE, Marks, Quote, in_turn, read_marks
from framing.voice.tokens import Tokens

ELIDED = frozenset("em tis twas til till cause n bout round cuz nother tude nuff ere im er".split())
MAX_DEPTH = 4
_HEIGHT = re.compile(r"\d['’′]\d|\d$")
_DECADE = re.compile(r"\d0s$|\d\d$")
_NO_NAME = frozenset(("the", "a", "an", "in", "his", "her", "their"))


def find_quotes(tokens: Tokens) -> list[Quote]:
    """Return the quotations of ``tokens`` in order of their opening marks; nested ones have level 2 and more.

    ``open`` is the token of the opening mark, ``close`` the token of the closing mark, or the token after the
    paragraph's last where ``closed`` is False. Every quotation holds a word. Time is linear in the number of marks.
    """
    marks = read_marks(tokens)
    simple = in_turn(marks)
    found = _simple(tokens, marks, simple)
    end = np.append(marks.begin[1:], len(marks.token))
    for number in np.flatnonzero(~simple).tolist():
        paragraph = _Paragraph(tokens, marks, int(marks.begin[number]), int(end[number]), number)
        found += paragraph.quotes(_next_mark(tokens, marks, number))
    return sorted(found)


def _simple(tokens: Tokens, marks: Marks, simple: np.ndarray) -> list[Quote]:
    """Return the pairs of the paragraphs whose marks open and close in turn."""
    count = np.diff(marks.begin, append=len(marks.token))
    inside = np.repeat(simple, count)
    token, family = marks.token[inside], marks.family[inside][::2]
    opened, closed = token[::2], token[1::2]
    kept = tokens.words_before[closed] > tokens.words_before[opened]
    for row in np.flatnonzero(kept & (closed - opened <= 4)).tolist():
        kept[row] = not is_nickname(tokens, int(opened[row]), int(closed[row]))
    rows = zip(opened[kept].tolist(), closed[kept].tolist(), family[kept].tolist(), strict=True)
    return [Quote(a, b, 1, kind, True) for a, b, kind in rows]


def _next_mark(tokens: Tokens, marks: Marks, number: int) -> int | None:
    """Return the family of the mark that opens the next paragraph of the text, if one does."""
    last = int(marks.last[number])
    if number + 1 == len(marks.begin) or tokens.text[last] != tokens.text[last - 1]:
        return None
    following = int(marks.begin[number + 1])
    return int(marks.family[following]) if marks.token[following] == last else None


def is_nickname(tokens: Tokens, opened: int, closed: int) -> bool:
    """William "Bill" Clinton: one capitalised word, or "The" and one, in double marks between two capitalised words."""
    paragraph, spelt = tokens.paragraph, tokens.spellings
    inner = spelt[opened + 1 : closed]
    if len(inner) > 2 or (len(inner) == 2 and inner[0] != "The"):
        return False
    if opened == 0 or closed + 1 >= len(tokens) or paragraph[opened - 1] != paragraph[closed + 1]:
        return False
    names = (spelt[opened - 1], inner[0], inner[-1], spelt[closed + 1])
    capital = all(name[0].isupper() and name.isalpha() for name in names) and not all(name.isupper() for name in names)
    starts = opened < 2 or tokens.sentence[opened - 2] != tokens.sentence[opened - 1]
    return capital and not (starts and names[0].lower() in _NO_NAME)


class _Paragraph:
    """The marks of one paragraph, paired with one stack."""

    def __init__(self, tokens: Tokens, marks: Marks, begin: int, end: int, number: int):
        self.tokens, self.spelt = tokens, tokens.spellings
        self.first, self.last = int(marks.first[number]), int(marks.last[number])
        self.marks, self.family, self.opens, self.closes, self.surely = (part[begin:end].tolist() for part in marks[:5])
        self.stack: list[int] = []
        self.pairs: list[tuple[int, int]] = []
        self.singles = self._single_closers()
        self.last_single = max((rank for rank, good in self.singles.items() if good), default=-1)

    def quotes(self, following: int | None) -> list[Quote]:
        """Return the quotations; ``following`` is the family of a mark that opens the next paragraph."""
        for rank in range(len(self.marks)):
            self._take(rank)
        closed = [(a, b) for a, b in self.pairs if self._has_word(a, self.marks[b])]
        closed = [(a, b) for a, b in closed if not self._is_nickname(a, b)]
        return self._levels(closed, self._unclosed(following))

    def _take(self, rank: int) -> None:
        family = self.family[rank]
        opener = next((other for other in reversed(self.stack) if self.family[other] == family), None)
        if opener is not None and self.closes[rank] and not (self.opens[rank] and self.surely[rank]):
            if self._is_inch(rank) or (family == SINGLE and not self.singles.get(rank, False)):
                return
            while self.stack[-1] != opener:
                self.stack.pop()
            self.pairs.append((self.stack.pop(), rank))
        elif self.opens[rank] and (family != SINGLE or self._single_opens(rank)):
            self.stack = [*self.stack, rank] if len(self.stack) < MAX_DEPTH else [rank]

    def _is_inch(self, rank: int) -> bool:
        """A straight mark after a number is an inch where a better closing mark follows before the next opening one."""
        mark = self.marks[rank]
        if self.spelt[mark] not in ('"', "''") or not _HEIGHT.search(self.spelt[mark - 1]) or self._apart(mark):
            return False
        after = self.tokens.joined[int(self.tokens.end[mark]) : int(self.tokens.end[mark]) + 1]
        if after in AFTER_CLOSING or rank + 1 >= len(self.marks):
            return False
        return self.closes[rank + 1] and not self.opens[rank + 1]

    def _apart(self, mark: int) -> bool:
        return int(self.tokens.end[mark - 1]) != int(self.tokens.start[mark])

    def _single_closers(self) -> dict[int, bool]:
        """Say which single marks can close: an "s'" before a word is an apostrophe where a better mark follows."""
        found: dict[int, bool] = {}
        better = False
        for rank in range(len(self.marks) - 1, -1, -1):
            if self.family[rank] != SINGLE:
                continue
            if self.closes[rank]:
                possessive = self._is_possessive(self.marks[rank])
                found[rank] = not (possessive and better)
                better = better or not possessive
            if self.opens[rank] and not self.closes[rank] and self._starts_word(self.marks[rank]):
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

    def _single_opens(self, rank: int) -> bool:
        return self._starts_word(self.marks[rank]) and rank < self.last_single

    def _has_word(self, opened: int, token: int) -> bool:
        before = self.tokens.words_before
        return bool(before[token] > before[self.marks[opened]])

    def _is_nickname(self, opened: int, closed: int) -> bool:
        return self.family[opened] != SINGLE and is_nickname(self.tokens, self.marks[opened], self.marks[closed])

    def _unclosed(self, following: int | None) -> int | None:
        """Return the mark that the paragraph's end closes, if there is one."""
        if not self.stack or not self._has_word(self.stack[0], self.last):
            return None
        rank = self.stack[0]
        family = self.family[rank]
        closed_later = any(a > rank for a, _ in self.pairs if self.family[a] == family)
        opens_paragraph = self.marks[rank] == self.first and not closed_later and family != SINGLE
        return rank if following == family or opens_paragraph else None

    def _levels(self, closed: list[tuple[int, int]], unclosed: int | None) -> list[Quote]:
        spans = [(self.marks[a], self.marks[b], True, self.family[a]) for a, b in closed]
        if unclosed is not None:
            spans.append((self.marks[unclosed], self.last, False, self.family[unclosed]))
        quotes: list[Quote] = []
        stack: list[int] = []
        for a, b, whole, family in sorted(spans):
            while stack and stack[-1] <= a:
                stack.pop()
            stack.append(b)
            quotes.append(Quote(a, b, len(stack), family, whole))
        return quotes
