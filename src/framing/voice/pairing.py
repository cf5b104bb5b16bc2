"""How quotation marks pair within their paragraph: nested, broken, unbalanced, or repeated at each paragraph.

Apostrophes, decades ('90s), inches (24") and nicknames (William "Bill" Clinton) are no quotation marks. What is
opened and never closed within its paragraph counts as a quotation to the paragraph's end only where the next
paragraph opens with the same mark, or where the mark opens its paragraph; else the mark is ignored. Double marks that
may open as well as close (``ended."Nobody spoke``) are read together, by ``framing.sentences.sides``.
"""

import re

import numpy as np

from framing.sentences import CLOSES, CONTINUES, IGNORED, RESTARTS, sides
from framing.voice.marks import (
    AFTER_CLOSING,
    DOUBLE,
    FAMILY,
    SINGLE,
    Marks,
    Quote,
    Quotes,
    in_turn,
    mattering,
    read_marks,
)
from framing.voice.tokens import Tokens

ELIDED = frozenset("em tis twas til till cause n bout round cuz nother tude nuff ere im er s re ve ll".split())
MAX_DEPTH = 4
_HEIGHT = re.compile(r"\d['’′]\d|\d$")
_DECADE = re.compile(r"\d0s$|\d\d$")
_NO_NAME = frozenset(("the", "a", "an", "in", "his", "her", "their"))


def find_quotes(tokens: Tokens) -> Quotes:
    """Return the quotations of ``tokens`` in order of their opening marks; nested ones have level 2 and more.

    ``open`` is the token of the opening mark, ``close`` the token of the closing mark, or the token after the
    paragraph's last where ``closed`` is False. Every quotation holds a word. Time is linear in the number of marks.
    """
    every = read_marks(tokens)
    marks = mattering(every)
    simple = in_turn(marks)
    following = _next_marks(tokens, every)
    end = np.append(marks.begin[1:], len(marks.token))
    found: list[Quote] = []
    for number in np.flatnonzero(~simple).tolist():
        paragraph = _Paragraph(tokens, marks, int(marks.begin[number]), int(end[number]), number)
        found += paragraph.quotes(following.get(paragraph.last))
    others = np.array(found, dtype=np.int64).reshape(-1, 5).T
    columns = [np.concatenate(pair) for pair in zip(_simple(tokens, marks, simple), others, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    opened, close, level, family, closed = (column[order] for column in columns)
    return Quotes(opened, close, level, family, closed > 0)


def _simple(tokens: Tokens, marks: Marks, simple: np.ndarray) -> list[np.ndarray]:
    """Return the pairs of the paragraphs whose marks open and close in turn, as the columns of ``Quote``."""
    count = np.diff(marks.begin, append=len(marks.token))
    inside = np.repeat(simple, count)
    token, family = marks.token[inside], marks.family[inside][::2]
    opened, closed = token[::2], token[1::2]
    kept = tokens.words_before[closed] > tokens.words_before[opened]
    for row in np.flatnonzero(kept & (closed - opened <= 4)).tolist():
        kept[row] = not is_nickname(tokens, int(opened[row]), int(closed[row]))
    one = np.ones(int(kept.sum()), dtype=np.int64)
    return [opened[kept], closed[kept], one, family[kept], one]


def _next_marks(tokens: Tokens, marks: Marks) -> dict[int, int]:
    """Return the families of the marks that open a paragraph behind another one of their text, by their token."""
    token = marks.token[marks.begin]
    opens = (token == marks.first) & (token > 0)
    opens &= tokens.text[token] == tokens.text[np.maximum(token - 1, 0)]
    return dict(zip(token[opens].tolist(), marks.family[marks.begin][opens].tolist(), strict=True))


def is_nickname(tokens: Tokens, opened: int, closed: int) -> bool:
    """William "Bill" Clinton: one capitalised word, or "The" and one, in double marks between two capitalised words."""
    paragraph = tokens.paragraph
    if closed - opened > 3 or (closed - opened == 3 and tokens.spelling(opened + 1) != "The"):
        return False
    if opened == 0 or closed + 1 >= len(tokens) or paragraph[opened - 1] != paragraph[closed + 1]:
        return False
    names = (
        tokens.spelling(opened - 1),
        tokens.spelling(opened + 1),
        tokens.spelling(closed - 1),
        tokens.spelling(closed + 1),
    )
    capital = all(name[0].isupper() and name.isalpha() for name in names) and not all(name.isupper() for name in names)
    starts = opened < 2 or tokens.sentence[opened - 2] != tokens.sentence[opened - 1]
    return capital and not (starts and names[0].lower() in _NO_NAME)


class _Paragraph:
    """The marks of one paragraph, paired with one stack."""

    def __init__(self, tokens: Tokens, marks: Marks, begin: int, end: int, number: int):
        self.tokens, self.spelling = tokens, tokens.spelling
        self.first, self.last = int(marks.first[number]), int(marks.last[number])
        self.marks, self.family, self.opens, self.closes, self.surely = (part[begin:end].tolist() for part in marks[:5])
        self.stack: list[int] = []
        self.pairs: list[tuple[int, int]] = []
        self.broken: list[tuple[int, int]] = []
        self.roles = self._double_roles()
        self.singles = self._single_closers()
        self.last_single = max((rank for rank, good in self.singles.items() if good), default=-1)

    def quotes(self, following: int | None) -> list[Quote]:
        """Return the quotations; ``following`` is the family of a mark that opens the next paragraph."""
        for rank in range(len(self.marks)):
            self._take(rank)
        closed = [(a, b) for a, b in self.pairs if self._has_word(a, self.marks[b])]
        closed = [(a, b) for a, b in closed if not self._is_nickname(a, b)]
        broken = [(a, b) for a, b in self.broken if self._has_word(a, self.marks[b])]
        return self._levels(closed, broken, self._unclosed(following))

    def _double_roles(self) -> dict[int, int]:
        """Return what the double marks do where one of them may open as well as close."""
        ranks = [rank for rank, family in enumerate(self.family) if family == DOUBLE]
        if not any(self.opens[rank] and self.closes[rank] for rank in ranks):
            return {}
        start, end = self.tokens.start, self.tokens.end
        spans = [(int(start[self.marks[rank]]), int(end[self.marks[rank]])) for rank in ranks]
        first, last = int(start[self.first]), int(end[self.last - 1])
        return dict(zip(ranks, sides(self.tokens.joined, spans, first, last), strict=True))

    def _take(self, rank: int) -> None:
        family = self.family[rank]
        opener = next((other for other in reversed(self.stack) if self.family[other] == family), None)
        if rank in self.roles:
            self._follow(rank, self.roles[rank], opener)
        elif opener is not None and self.closes[rank] and not (self.opens[rank] and self.surely[rank]):
            if self._is_inch(rank) or (family == SINGLE and not self.singles.get(rank, False)):
                return
            while self.stack[-1] != opener:
                self.stack.pop()
            self.pairs.append((self.stack.pop(), rank))
        elif self.opens[rank] and (family != SINGLE or self._single_opens(rank)):
            self.stack = [*self.stack, rank] if len(self.stack) < MAX_DEPTH else [rank]

    def _follow(self, rank: int, role: int, opener: int | None) -> None:
        """Let a double mark do what it was found to do."""
        if role == IGNORED:
            return
        if role in (CLOSES, CONTINUES, RESTARTS) and opener is not None:
            del self.stack[self.stack.index(opener) :]
            if role != RESTARTS:
                (self.pairs if role == CLOSES else self.broken).append((opener, rank))
        if role != CLOSES:
            self.stack = [*self.stack, rank] if len(self.stack) < MAX_DEPTH else [rank]

    def _is_inch(self, rank: int) -> bool:
        """A straight mark after a number is an inch where a better closing mark follows before the next opening one."""
        mark = self.marks[rank]
        if self.spelling(mark) not in ('"', "''") or not _HEIGHT.search(self.spelling(mark - 1)) or self._apart(mark):
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
        following = self.spelling(mark + 1).lower() if mark + 1 < self.last else ""
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

    def _levels(
        self, closed: list[tuple[int, int]], broken: list[tuple[int, int]], unclosed: int | None
    ) -> list[Quote]:
        spans = [(self.marks[a], self.marks[b], True, self.family[a]) for a, b in closed]
        spans += [(self.marks[a], self.marks[b], False, self.family[a]) for a, b in broken]
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
