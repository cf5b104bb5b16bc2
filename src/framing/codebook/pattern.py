"""The pattern language of terms, and what a pattern means: the sequences of word tests it stands for.

========================  ==========================================================================================
``breakaway region``      these words, over any white space; a space also stands for a hyphen, a hyphen for a space
``separatis*``            any run of characters inside one word; ``?`` is exactly one character; ``*`` alone is any word
``(region|territory)``    one of these; the alternatives may be phrases, and may nest
``[the]``                 optional
``entity ... Karabakh``   up to 3 words between, in the same sentence; ``...5`` up to 5
``<state>``               any word listed under ``classes: state:``
``Shushi, Karabakh``      a comma, slash or the like inside a term: any punctuation or none, in the same sentence
========================  ==========================================================================================
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from unicodedata import category

from framing.text import APOSTROPHES, DASHES, HYPHENS, QUOTES, WHITE, read_words

MAX_LENGTH = 500
MAX_SEQUENCES = 2_000
MAX_STEPS = 60_000
MAX_GAP = 20
DEFAULT_GAP = 3
JOIN, HELD, LOOSE = 0, 1, 2
ANY_WORD = frozenset({"*"})


class PatternError(ValueError):
    """A pattern that cannot be read; ``column`` counts from 0 within it."""

    def __init__(self, what: str, column: int = 0) -> None:
        super().__init__(what)
        self.column = column


@dataclass(frozen=True)
class Step:
    """One word of a pattern: the words it accepts, and how it must follow the word before it.

    ``words`` are words as written, with ``*`` and ``?`` standing for characters; None accepts any word. ``link`` is
    ``JOIN`` (white space or a hyphen), ``HELD`` (an apostrophe) or ``LOOSE`` (anything within the sentence); while a
    pattern is read it may still be None, nothing written.
    """

    words: frozenset[str] | None
    link: int | None = JOIN


Sequence_ = tuple[Step, ...]


@dataclass(frozen=True)
class _Piece:
    """A stretch of a pattern that was read: its steps, and the link written after the last of them."""

    steps: Sequence_ = ()
    link: int | None = None


_APART, _HELD = re.escape(HYPHENS + DASHES), re.escape(APOSTROPHES)
_TOKEN = re.compile(
    r"(?P<gap>(?:\.\.\.|…)(?P<most>\d+)?)|(?P<mark>[()\[\]|])|<(?P<name>[^<>]*)>"
    rf"|(?P<space>[\s{_APART}]+)|(?P<held>[{_HELD}])|(?P<word>(?:(?!\.\.\.)[^\s()\[\]|<>…{_APART}{_HELD}])+)"
)
_LOOSE_ENDS = ",;:/&"
_PLAIN = re.compile(r"[^\W_]+( [^\W_]+)*")
"""A term of nothing but words and single spaces, as most are: it stands for itself."""


def parse(pattern: str, classes: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Sequence_, ...]:
    """Return the sequences of steps that ``pattern`` stands for, in a fixed order, each once.

    Raises PatternError with the column: an unknown class, a bracket that does not close, a character that cannot stand
    in a word, an alternative without a word, no word at all, too many alternatives or characters.

    >>> [len(sequence) for sequence in parse("breakaway (region|Black Sea territory)")]
    [4, 2]
    """
    if len(pattern) > MAX_LENGTH:
        raise PatternError(f"{len(pattern):,} characters; a term has at most {MAX_LENGTH}")
    if not pattern.strip():
        raise PatternError("an empty term; write at least one word")
    control = next((at for at, mark in enumerate(pattern) if category(mark) == "Cc" and mark not in WHITE), None)
    if control is not None:
        raise PatternError(f"a control character (U+{ord(pattern[control]):04X}) cannot stand in a term", control)
    if _PLAIN.fullmatch(pattern):
        first, *others = pattern.split(" ")
        return ((Step(frozenset({first})), *(Step(frozenset({word}), JOIN) for word in others)),)
    pieces = _Reader(pattern, classes or {}).alternatives(closing=None)
    sequences = sorted({_trim(piece.steps) for piece in pieces}, key=_order)
    if not all(any(step.words is not None and step.words != ANY_WORD for step in sequence) for sequence in sequences):
        raise PatternError("this can match without any word of its own; name at least one word that must stand")
    if any(sequence[0].words == ANY_WORD for sequence in sequences):
        raise PatternError("a term cannot begin with * alone, which is any word; begin with a word", pattern.index("*"))
    return tuple(sequences)


def _order(sequence: Sequence_) -> tuple:
    return (-len(sequence), [(step.link, sorted(step.words or ())) for step in sequence])


def _trim(sequence: Sequence_) -> Sequence_:
    """Drop gaps at either end, and set the first step's link, which has nothing to follow."""
    steps = list(sequence)
    while steps and steps[0].words is None:
        steps.pop(0)
    while steps and steps[-1].words is None:
        steps.pop()
    return (Step(steps[0].words), *steps[1:]) if steps else ()


def stronger(left: int | None, right: int | None) -> int | None:
    """Return the link that holds where two are written side by side: loose before apostrophe before space."""
    written = [link for link in (left, right) if link is not None]
    return max(written, default=None)


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str, classes: Mapping[str, tuple[str, ...]]) -> None:
        self.pattern, self.classes, self.at, self.gaps = pattern, classes, 0, 0

    def alternatives(self, closing: str | None) -> list[_Piece]:
        """Read up to ``closing`` (or the end) and return every piece of any alternative."""
        opened = self.at - 1
        options = [self.phrase()]
        while self.peek() == "|":
            self.at += 1
            options.append(self.phrase())
        if self.peek() != closing:
            if closing is None:
                raise PatternError(f"{self.peek()!r} closes nothing", self.at)
            raise PatternError(f"{self.pattern[opened]!r} is not closed by {closing!r}", opened)
        self.at += len(closing or "")
        return _merged([piece for option in options for piece in option])

    def peek(self) -> str | None:
        return self.pattern[self.at] if self.at < len(self.pattern) else None

    def phrase(self) -> list[_Piece]:
        """Read items up to ``|``, a closing bracket or the end."""
        opened, found = self.at, [_Piece()]
        while (mark := self.peek()) is not None and mark not in "|)]":
            token = self.token()
            found = self.joined(found, self.item(token), token.start())
        if not self.pattern[opened : self.at].strip():
            raise PatternError("an alternative without a word; write [word] for a word that may be left out", opened)
        return found

    def token(self) -> re.Match:
        token = _TOKEN.match(self.pattern, self.at)
        if token is None:
            raise PatternError(f"{self.pattern[self.at]!r} cannot stand here", self.at)
        self.at = token.end()
        return token

    def item(self, token: re.Match) -> list[_Piece]:
        mark = token.group("mark")
        if mark == "(":
            return self.alternatives(")")
        if mark == "[":
            return [*self.alternatives("]"), _Piece()]
        if token.group("space") or token.group("held"):
            return [_Piece((), JOIN if token.group("space") else HELD)]
        if token.group("gap"):
            return self.gap(token)
        if token.group("name") is not None:
            return self.listed(token)
        return [_word(token.group("word"), token.start())]

    def listed(self, token: re.Match) -> list[_Piece]:
        name = token.group("name")
        if name not in self.classes:
            known = ", ".join(sorted(self.classes)) or "none"
            raise PatternError(f"<{name}> is not listed under classes; there are: {known}", token.start())
        return list(_listed(self.classes[name]))

    def gap(self, token: re.Match) -> list[_Piece]:
        most = int((token.group("most") or str(DEFAULT_GAP))[:9])
        if not 1 <= most <= MAX_GAP:
            raise PatternError(f"a gap of {most} words; it may have 1 to {MAX_GAP}", token.start())
        self.gaps += most
        if self.gaps > MAX_GAP:
            raise PatternError(f"the gaps of a term have at most {MAX_GAP} words together", token.start())
        return [_Piece((Step(None, LOOSE),) * n, LOOSE) for n in range(most + 1)]

    def joined(self, left: list[_Piece], right: list[_Piece], column: int) -> list[_Piece]:
        if len(left) * len(right) > MAX_SEQUENCES or _size(left) * len(right) + _size(right) * len(left) > MAX_STEPS:
            raise PatternError(f"stands for more than {MAX_SEQUENCES} phrases; split it into several terms", column)
        return list(dict.fromkeys(_chain(a, b, column) for a, b in product(left, right)))


@lru_cache(maxsize=256)
def _listed(words: tuple[str, ...]) -> tuple[_Piece, ...]:
    """Return the pieces of a word class."""
    found = [_Reader(word, {}).alternatives(closing=None) for word in words]
    return tuple(_merged([piece for pieces in found for piece in pieces]))


def _size(pieces: list[_Piece]) -> int:
    return sum(len(piece.steps) for piece in pieces)


def _chain(left: _Piece, right: _Piece, column: int) -> _Piece:
    if not right.steps:
        return _Piece(left.steps, stronger(left.link, right.link))
    link = stronger(left.link, right.steps[0].link)
    if left.steps and link is None:
        raise PatternError("a space or hyphen is needed here; alternatives are whole words: (occupy|occupied)", column)
    return _Piece((*left.steps, replace(right.steps[0], link=link), *right.steps[1:]), right.link)


def _merged(pieces: list[_Piece]) -> list[_Piece]:
    """Join alternatives of a single word into one step, so that ``(a|b|c)`` is one test and not three sequences."""
    plain = [piece for piece in pieces if len(piece.steps) == 1 and _is_plain(piece)]
    words = [piece.steps[0].words for piece in plain]
    merged = [_Piece((Step(frozenset().union(*words), None),))] if words else []
    return merged + list(dict.fromkeys(piece for piece in pieces if piece not in plain))


def _is_plain(piece: _Piece) -> bool:
    return piece.link is None and piece.steps[0].link is None and piece.steps[0].words is not None


def _word(given: str, column: int) -> _Piece:
    """Return the steps of a run without spaces: one for each word in it ("AT&T" has two), with what follows it."""
    plain = given.replace("*", "a").replace("?", "a")
    if plain.isalnum():
        return _Piece((Step(frozenset({given}), None),))
    parts = read_words([plain]).parts
    bad = next((mark for mark in given if mark in QUOTES), None)
    if bad:
        raise PatternError(
            f"a quotation mark ({bad}) cannot stand in a term; for words in quotes say voices: [scare]", column
        )
    if not len(parts.word):
        if set(given) <= set(_LOOSE_ENDS + "."):
            return _Piece((), None if set(given) == {"."} else LOOSE)
        raise PatternError(f"{given!r} has no letter or digit; a term is made of words", column)
    spans = list(zip(parts.start.tolist(), parts.end.tolist(), strict=True))
    before, after = given[: spans[0][0]], given[spans[-1][1] :]
    for strange in (before, after.strip(_LOOSE_ENDS + ".")):
        if strange:
            raise PatternError(f"{strange!r} cannot stand at the edge of a word; leave it out", column)
    steps = [Step(frozenset({given[a:b]}), LOOSE if i else None) for i, (a, b) in enumerate(spans)]
    return _Piece(tuple(steps), LOOSE if set(after) & set(_LOOSE_ENDS) else None)
