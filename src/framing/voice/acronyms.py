"""Bodies in capitals and their full names: "FTC" for the Federal Trade Commission that the article names."""

from itertools import pairwise

import numpy as np

from framing.voice.names import Names
from framing.voice.runs import bare

SHORTEST, LONGEST = 3, 6
_GAP = 3
_WITHIN = frozenset(("of", "and", "for", "the", "on", "&"))


class Acronyms:
    """Finds what acronyms are short for in their articles."""

    def __init__(self, names: Names):
        self.names = names
        self.known: dict[tuple[int, str], tuple[int, int] | None] = {}
        self.initials: dict[int, tuple[list[int], str]] = {}

    def expanded(self, number: int) -> tuple[int, int] | None:
        """Return the units of the body that a run of one word in capitals is short for; None where the article has none."""
        names = self.names
        if names.last[number] - names.first[number] > 1:
            return None
        short = bare(names.word(names.first[number]))
        if not (short.isupper() and short.isalpha() and SHORTEST <= len(short) <= LONGEST):
            return None
        row = names.article[number]
        if (row, short) not in self.known:
            self.known[row, short] = self._spelt_out(short, names.begins(row), names.ends_of_articles[row])
        return self.known[row, short]

    def _spelt_out(self, short: str, begin: int, end: int) -> tuple[int, int] | None:
        """Return the first capitalised words between two units whose initials are ``short``, small words between them aside."""
        names = self.names
        if begin not in self.initials:
            forms = names.stream.form[begin:end]
            capital = np.flatnonzero(names.stream.tokens.capital[forms])
            initials = "".join([names.forms[form][0] for form in forms[capital].tolist()])
            self.initials[begin] = (capital + begin).tolist(), initials
        units, initials = self.initials[begin]
        at = initials.find(short)
        while at >= 0:
            found = units[at : at + len(short)]
            if all(self._joined(a, b) for a, b in pairwise(found)) and not names.word(found[0]).isupper():
                return found[0], found[-1] + 1
            at = initials.find(short, at + 1)
        return None

    def _joined(self, unit: int, following: int) -> bool:
        between = range(unit + 1, following)
        return following - unit <= _GAP and all(self.names.low(inner) in _WITHIN for inner in between)
