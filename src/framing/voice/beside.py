"""What stands beside a name in its article: the role told there, and what else somebody of that name is called."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache

import numpy as np

from framing.voice import kinds, vocabulary
from framing.voice.given import tells_origin
from framing.voice.names import Names
from framing.voice.runs import HONORIFICS, ROLE_KINDS, is_role
from framing.voice.somebody import BODIES

AROUND, FURTHEST = 16, 40
PARTISANS = frozenset("republican democrat lawmaker".split())
_ARTICLES = frozenset(kinds.ID[f"w:{word}"] for word in ("a", "an", "the", "his", "her", "their"))
_ADJECTIVES = frozenset(
    "former acting deputy vice interim incoming outgoing longtime senior assistant associate retired then chief top".split()
)
_PREPOSITIONS = frozenset("of for at from in on with who whose which that to by and".split())
_BEFORE_PARTY = (kinds.ID["p:("], kinds.ID["p:,"])
_PARTIES = {"R": ("republican", "lawmaker"), "D": ("democrat", "lawmaker")}
ALIKE = {
    "gov": ("governor",), "sen": ("senator", "lawmaker"), "senator": ("lawmaker",), "congressman": ("lawmaker", "representative"),
    "rep": ("representative", "congressman", "congresswoman", "lawmaker"), "congresswoman": ("lawmaker", "representative"),
    "attorney": ("lawyer",), "lawyer": ("attorney",), "prof": ("professor",), "dr": ("doctor",), "ceo": ("executive",),
    "spokesman": ("spokesperson",), "spokeswoman": ("spokesperson",), "pres": ("president",), "officer": ("policeman",),
}  # fmt: skip
"""What else somebody with a title or role is called."""
CALLS = {
    noun: (noun, *(word for word, others in ALIKE.items() if noun in others))
    for noun in {noun for others in ALIKE.values() for noun in others}
}
"""The titles and roles of somebody who may be called by a noun, that noun among them."""
vocabulary.enter(ALIKE, CALLS)
_PLACING = frozenset(
    kinds.ID[f"w:{word}"] for word in ("in", "of", "at", "from", "to", "on", "and", "for", "with", "by")
)
_COMMA = kinds.ID["p:,"]


@cache
def _calling_nouns() -> np.ndarray:
    """Tell by number which words of the vocabulary somebody or a body may be called by."""
    return vocabulary.those(lambda word: word in CALLS or word in ALIKE or word in BODIES or is_role(word))


class Beside:
    """Reads what stands beside the runs of ``names``."""

    def __init__(self, names: Names):
        self.names = names
        self.calling: dict[int, set[str]] = {}
        self.appositions: dict[int, str | None] = {}
        self.roles: dict[int, str | None] = {}
        nouns = np.flatnonzero(_calling_nouns()[names.numbers])
        self.nouns_at, self.nouns = nouns.tolist(), names.numbers[nouns].tolist()

    def is_called(self, number: int, noun: str, besides: set[str], *, inside: bool, alone: bool = False) -> bool:
        """Tell whether ``noun`` stands in a run or, unless only ``inside`` counts, right before it or in the words
        between commas after it, and the words ``besides`` with it; ``alone``: and no place or people before the name."""
        names = self.names
        last = names.last[number]
        if alone and any(tells_origin(names.word(unit)) for unit in range(names.first[number], names.start[number])):
            return False
        called = self._called(number, inside=inside)
        if noun in called:
            return besides <= called
        if inside or last >= len(names.kind) or names.kind[last] != _COMMA:
            return False
        return {noun, *besides} <= set((self.apposition(last) or "").lower().split())

    def _called(self, number: int, *, inside: bool) -> set[str]:
        names = self.names
        key = number * 2 + inside
        if key not in self.calling:
            first = names.first[number]
            placed = names.kind[first - 1] in _PLACING if first > names.sentence[first] else False
            begin = first if inside or placed else max(first - 2, names.sentence[first])
            words = {names.low_form[form] for form in names.form[begin : names.last[number]]}
            self.calling[key] = words.union(*(ALIKE.get(word, ()) for word in words), self._party(names.last[number]))
        return self.calling[key]

    def _party(self, last: int) -> tuple[str, ...]:
        """Return what a party and a state behind a name tell: "Ann Lee (R-Va.)", "Ann Lee, D-Ill."."""
        names = self.names
        if last + 1 >= len(names.form) or names.kind[last] not in _BEFORE_PARTY:
            return ()
        return _PARTIES.get(names.word(last + 1).replace("–", "-").split("-")[0], ())

    def perhaps_called(self, unit: int, words: Iterable[str], *, everyone: bool) -> list[int]:
        """Return the runs of the article before a unit, nearest first, that may be called by one of ``words``: which hold it,
        stand right behind it or within ``AROUND`` units before it; all of the last ``FURTHEST`` for ``everyone``."""
        names = self.names
        begin = names.begins(names.article_of(unit))
        last = bisect_left(names.first, unit)
        if everyone:
            return list(range(last - 1, max(bisect_left(names.first, begin), last - FURTHEST) - 1, -1))
        found: dict[int, None] = {}
        wanted = {vocabulary.number_of(word) for word in words}
        for at in range(bisect_left(self.nouns_at, unit) - 1, bisect_left(self.nouns_at, begin) - 1, -1):
            if self.nouns[at] not in wanted:
                continue
            place = self.nouns_at[at]
            low, high = bisect_left(names.last, place - AROUND), bisect_right(names.first, place + 2)
            found.update(dict.fromkeys(range(min(high, last) - 1, low - 1, -1)))
        return list(found)

    def role(self, number: int) -> str | None:
        """Return the role told beside a run: the titles in it or before it, else the words between commas after it."""
        if number not in self.roles:
            self.roles[number] = self._role(number)
        return self.roles[number]

    def _role(self, number: int) -> str | None:
        names = self.names
        first, last = names.first[number], names.last[number]
        start = names.start[number]
        before = first
        while before > names.sentence[first] and first - before < 4 and names.kind[before - 1] in ROLE_KINDS:
            before -= 1
        if before < first and before > names.sentence[first] and self._describes(before - 1):
            before -= 1
        if before == start:
            return self.apposition(last)
        titles = [word for word in names.words(before, start) if kinds.plain(word) not in HONORIFICS]
        return " ".join(titles) if titles and is_role(titles[-1]) else self.apposition(last)

    def _describes(self, unit: int) -> bool:
        names = self.names
        return names.low(unit) in _ADJECTIVES or names.kind[unit] in (
            kinds.ID["CAP"],
            kinds.ID["ALLCAP"],
            kinds.ID["ROLE"],
            kinds.ID["CAPPOSS"],
        )

    def apposition(self, unit: int) -> str | None:
        """Return what follows a name between commas, if it begins like a description: "a spokesman for the ministry"."""
        names = self.names
        if unit >= len(names.kind) or names.kind[unit] != _COMMA:
            return None
        if unit not in self.appositions:
            self.appositions[unit] = self._apposition(unit, int(names.stream.high[unit - 1]))
        return self.appositions[unit]

    def _apposition(self, unit: int, high: int) -> str | None:
        names = self.names
        if unit + 1 >= high:
            return None
        begins = unit + 1
        if names.kind[begins] == kinds.ID["NUM"] and begins + 2 < high and names.kind[begins + 1] == _COMMA:
            begins += 2
        if names.kind[begins] not in _ARTICLES and names.kind[begins] not in ROLE_KINDS:
            return None
        end = begins
        high = min(high, begins + 14)
        while end < high and not names.stop[end]:
            end += 1
        words = names.words(begins + (names.kind[begins] in _ARTICLES), end)
        head = next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), len(words))
        return " ".join(words) if words and is_role(words[head - 1]) else None
