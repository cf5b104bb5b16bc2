"""The pattern language of terms, and what a pattern means: the sequences of word tests it stands for.

========================  =====================================================================================
``breakaway region``      these words, over any white space; a space also stands for a hyphen, a hyphen for a space
``separatis*``            any run of characters inside one word; ``?`` is exactly one character
``(region|territory)``    one of these; the alternatives may be phrases, and may nest
``[the]``                 optional
``entity ... Karabakh``   up to 3 words between, in the same sentence; ``...5`` up to 5
``<state>``               any word listed under ``classes: state:``
========================  =====================================================================================
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from framing.text import APOSTROPHES, DASHES, HYPHENS, read_words

MAX_LENGTH = 500
MAX_SEQUENCES = 5_000
MAX_GAP = 20
DEFAULT_GAP = 3
JOIN, HELD, LOOSE = 0, 1, 2


class PatternError(ValueError):
    """A pattern that cannot be read; ``column`` counts from 0 within it."""

    def __init__(self, what: str, column: int = 0) -> None:
        super().__init__(what)
        self.column = column


@dataclass(frozen=True)
class Step:
    """One word of a pattern: the words it accepts, and how it must follow the word before it.

    ``words`` are folded words, with ``*`` and ``?`` standing for characters; None accepts any word. ``link`` is ``JOIN`` (white
    space or a hyphen), ``HELD`` (an apostrophe) or ``LOOSE`` (anything within the sentence).
    """

    words: frozenset[str] | None
    link: int = JOIN


Sequence_ = tuple[Step, ...]
_APART, _HELD = re.escape(HYPHENS + DASHES), re.escape(APOSTROPHES)
_TOKEN = re.compile(
    r"(?P<gap>(?:\.\.\.|…)(?P<most>\d+)?)|(?P<mark>[()\[\]|])|<(?P<name>[^<>]*)>"
    rf"|(?P<space>[\s{_APART}]+)|(?P<held>[{_HELD}])|(?P<word>(?:(?!\.\.\.)[^\s()\[\]|<>…{_APART}{_HELD}])+)"
)


def parse(pattern: str, classes: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Sequence_, ...]:
    """Return the sequences of steps that ``pattern`` stands for, in a fixed order, each once.

    Raises PatternError with the column: an unknown class, a bracket that does not close, a character that cannot stand in
    a word, no word at all, more than ``MAX_SEQUENCES`` alternatives or ``MAX_LENGTH`` characters.

    >>> [len(sequence) for sequence in parse("breakaway (region|Black Sea territory)")]
    [4, 2]
    """
    if len(pattern) > MAX_LENGTH:
        raise PatternError(f"{len(pattern)} characters; a term has at most {MAX_LENGTH}")
    reader = _Reader(pattern, classes or {})
    sequences = reader.alternatives(closing=None)
    sequences = tuple(sorted(set(map(_trim, sequences)), key=_order))
    if not all(any(step.words is not None and step.words != {"*"} for step in sequence) for sequence in sequences):
        raise PatternError("this can match without any word of its own; name at least one word that must stand")
    return sequences


def _order(sequence: Sequence_) -> tuple:
    return (-len(sequence), [(step.link, sorted(step.words or ())) for step in sequence])


def _trim(sequence: Sequence_) -> Sequence_:
    """Drop gaps at either end, and set the first step's link, which has nothing to follow."""
    steps = list(sequence)
    while steps and steps[0].words is None:
        steps.pop(0)
    while steps and steps[-1].words is None:
        steps.pop()
    return tuple([Step(steps[0].words), *steps[1:]]) if steps else ()


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str, classes: Mapping[str, tuple[str, ...]]) -> None:
        self.pattern, self.classes, self.at = pattern, classes, 0

    def alternatives(self, closing: str | None) -> list[Sequence_]:
        """Read up to ``closing`` (or the end) and return every sequence of any alternative."""
        opened, found = self.at - 1, self.phrase()
        options = [found]
        while self.peek() == "|":
            self.at += 1
            options.append(self.phrase())
        if self.peek() != closing:
            if closing is None:
                raise PatternError(f"{self.peek()!r} closes nothing", self.at)
            raise PatternError(f"{self.pattern[opened]!r} is not closed by {closing!r}", opened)
        self.at += len(closing or "")
        return _merged([sequence for option in options for sequence in option])

    def peek(self) -> str | None:
        return self.pattern[self.at] if self.at < len(self.pattern) else None

    def phrase(self) -> list[Sequence_]:
        """Read items up to ``|``, a closing bracket or the end."""
        found: list[Sequence_] = [()]
        link, apart = JOIN, True
        while (mark := self.peek()) is not None and mark not in "|)]":
            token = self.token()
            if token.group("space"):
                link, apart = (link if link == LOOSE else JOIN), True
            elif token.group("held"):
                link, apart = HELD, True
            elif token.group("gap"):
                found, link, apart = self.joined(found, self.gap(token), JOIN), LOOSE, True
            else:
                if not apart:
                    raise PatternError("a space or hyphen is needed here between two words", token.start())
                found, link, apart = self.joined(found, self.item(token), link), JOIN, False
        return found

    def token(self) -> re.Match:
        token = _TOKEN.match(self.pattern, self.at)
        if token is None:
            raise PatternError(f"{self.pattern[self.at]!r} cannot stand here", self.at)
        self.at = token.end()
        return token

    def item(self, token: re.Match) -> list[Sequence_]:
        mark = token.group("mark")
        if mark == "(":
            return self.alternatives(")")
        if mark == "[":
            return [*self.alternatives("]"), ()]
        if token.group("name") is not None:
            return self.listed(token)
        return [(Step(frozenset({_word(token.group("word"), token.start())})),)]

    def listed(self, token: re.Match) -> list[Sequence_]:
        name = token.group("name")
        if name not in self.classes:
            known = ", ".join(sorted(self.classes)) or "none"
            raise PatternError(f"<{name}> is not listed under classes; there are: {known}", token.start())
        return _merged([sequence for word in self.classes[name] for sequence in parse(word)])

    def gap(self, token: re.Match) -> list[Sequence_]:
        most = int(token.group("most") or DEFAULT_GAP)
        if not 1 <= most <= MAX_GAP:
            raise PatternError(f"a gap of {most} words; it may have 1 to {MAX_GAP}", token.start())
        return [(Step(None, LOOSE),) * n for n in range(most + 1)]

    def joined(self, left: list[Sequence_], right: list[Sequence_], link: int) -> list[Sequence_]:
        if len(left) * len(right) > MAX_SEQUENCES:
            raise PatternError(f"more than {MAX_SEQUENCES} alternatives; split it into several terms", self.at - 1)
        return [_chain(a, b, link) for a, b in product(left, right)]


def _chain(left: Sequence_, right: Sequence_, link: int) -> Sequence_:
    if not left or not right:
        return left + right
    first = right[0]
    loose = LOOSE if link == LOOSE or first.link == LOOSE else link
    return (*left, Step(first.words, loose), *right[1:])


def _merged(sequences: list[Sequence_]) -> list[Sequence_]:
    """Join alternatives of a single word into one step, so that ``(a|b|c)`` is one test and not three sequences."""
    single = [sequence[0].words for sequence in sequences if len(sequence) == 1 and sequence[0].words is not None]
    others = [sequence for sequence in sequences if len(sequence) != 1 or sequence[0].words is None]
    merged = [(Step(frozenset().union(*single)),)] if single else []
    return merged + list(dict.fromkeys(others))


def _word(word: str, column: int) -> str:
    """Return the word without a stop at its end, or say why it cannot be one."""
    bare = word.rstrip(".,;:") or word
    plain = bare.replace("*", "a").replace("?", "a")
    if plain.isalnum():
        return bare
    parts = read_words([plain]).parts
    if [(int(a), int(b)) for a, b in zip(parts.start, parts.end, strict=True)] != [(0, len(plain))]:
        bad = next((mark for mark in bare if not (mark.isalnum() or mark in "*?")), bare)
        raise PatternError(f"{bad!r} cannot stand in a word; only letters, digits, * and ? can", column)
    return bare
