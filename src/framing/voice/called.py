"""Whom a title or a noun means: "the minister", "the North Carolina senator", "the agency", "the company"."""

from bisect import bisect_left

from framing.voice import vocabulary
from framing.voice.beside import CALLS, PARTISANS
from framing.voice.given import tells_origin
from framing.voice.kinds import plain
from framing.voice.naming import Naming
from framing.voice.persons import THING, Article, Person
from framing.voice.runs import ROLE_KINDS, bare, is_role
from framing.voice.somebody import (
    BODIES,
    COMPANIES,
    OFFICES,
    PAPERS,
    PRESS,
    STANDING_FOR,
    THINGS,
)

vocabulary.enter(PAPERS)
DEFINITE = frozenset("the this that these those".split())
_OWNED = frozenset("his her their its".split())
KNOWN = DEFINITE | _OWNED
BODY_NOUNS = THINGS | BODIES
_CALLED = BODIES | PAPERS
RECENT = 3
_LONGEST_CALL, _FURTHEST = 4, 40


class Called(Naming):
    """Finds whom definite descriptions mean: who was called so before."""

    def _so_called(self, article: Article, unit: int, end: int) -> Person | None:
        """Return whom "the minister" means: the last speaker called so, else the nearest name before with that title; "his
        lawyer" only the former."""
        names = self.names
        if names.low(unit) not in KNOWN or end - unit > _LONGEST_CALL:
            return None
        noun = names.low(end - 1)
        besides = {names.low(u) for u in range(unit + 1, end - 1) if names.upper[u]}
        for person in reversed(article.recent):
            called = noun in person.nouns and besides <= person.nouns.keys() and person.name.lower() != noun
            if called and not (person.human and noun in BODY_NOUNS):
                return person
        if names.low(unit) in _OWNED:
            return None
        if noun in COMPANIES and not besides:
            return (
                self._body_named(article, unit, noun)
                or self._body_meant(article, noun)
                or self._opening_body(article, unit)
            )
        if names.kind[end - 1] not in ROLE_KINDS and noun not in _CALLED and not is_role(noun):
            return None
        return self._titled(article, unit, noun, besides)

    def _titled(self, article: Article, unit: int, noun: str, besides: set[str]) -> Person | None:
        """Return the nearest name before a unit that is called ``noun`` and ``besides``; where there is none, the only
        person that is called ``noun``: "the Florida senator"."""
        names = self.names
        called: dict[int, int] = {}
        for other in self.beside.perhaps_called(
            unit, CALLS.get(noun, (noun,)), everyone=noun in PAPERS or noun in PARTISANS
        ):
            begin, last = names.start[other], names.last[other]
            if begin >= last or (names.kind[last - 1] in ROLE_KINDS and names.low(last - 1) not in BODY_NOUNS):
                continue
            paper = noun in PAPERS and bare(names.low(last - 1)) in PRESS
            if paper or self.beside.is_called(other, noun, besides, inside=noun in THINGS):
                return self._entered(article, begin, begin, last, names.fullest(begin, last, other))
            if besides and noun not in THINGS and self.beside.is_called(other, noun, set(), inside=False, alone=True):
                called.setdefault(names.fullest(begin, last, other), other)
        if len(called) != 1:
            return None
        full, other = called.popitem()
        return self._entered(article, names.start[other], names.start[other], names.last[other], full)

    def _body_meant(self, article: Article, noun: str) -> Person | None:
        """Return whom "the company" or "the agency" means: a body with a name among the last who spoke."""
        for person in article.recent[: -RECENT - 1 : -1]:
            office = plain(person.name.split()[-1]) in OFFICES
            named = person.name[0].isupper() and person.name.lower() != noun and not office
            if not person.human and person.sort in (None, THING) and named:
                return person
        return None

    def _body_named(self, article: Article, unit: int, noun: str) -> Person | None:
        """Return the nearest body named before a unit that ``noun`` may stand for: "the group" for the Health Association."""
        names = self.names
        number = bisect_left(names.first, unit) - 1
        for other in range(number, max(number - _FURTHEST, -1), -1):
            last = names.last[other]
            if names.article[other] != names.article_of(unit):
                break
            if names.low(last - 1) in STANDING_FOR.get(noun, ()) and last - names.first[other] > 1:
                first = names.first[other]
                return self._entered(article, first, first, last, names.fullest(first, last, other))
        return None

    def _opening_body(self, article: Article, unit: int) -> Person | None:
        """Return the body, no person and no place, that opens the sentence of a unit or the one before: "Facebook pulled the ads,
        the company said"."""
        names, low = self.names, self.names.sentence[unit]
        for opens in (low, names.sentence[low - 1] if low > names.begins(names.article_of(unit)) else low):
            number = bisect_left(names.first, opens)
            if number == len(names.first) or names.first[number] != opens or names.first[number] >= unit:
                continue
            first, last = names.first[number], names.last[number]
            if not (self._is_person(number) or tells_origin(names.word(first)) or names.low(last - 1) in BODY_NOUNS):
                return self._named(article, first, last)
        return None
