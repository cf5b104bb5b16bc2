"""Who the speakers are: every source resolved within its article to the fullest name given there.

A surname takes the full name that stands nearest before it, else the first after it; "the minister" the last person
or body so called; "he", "she", "they" and "it" the subject of the sentence before, where that is a name, else the
last speaker who can be meant; "who" the name it follows. What cannot be resolved stays as it stands: "residents",
"ministry spokesperson".
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, filterfalse

from framing.voice import kinds, vocabulary
from framing.voice.classes import class_of
from framing.voice.given import opens_name, tells_origin
from framing.voice.kinds import plain
from framing.voice.names import CALLS, PARTISANS
from framing.voice.naming import Naming
from framing.voice.persons import FEMALE, MALE, MANY, PRONOUNS, RELATIVE, SEXES, THING, Article, Person
from framing.voice.runs import ROLE_KINDS, bare, is_role
from framing.voice.somebody import (
    BODIES,
    COMPANIES,
    EPITHETS,
    MAGAZINES,
    OFFICES,
    PAPERS,
    PEOPLE,
    PRESS,
    STANDING_FOR,
    THINGS,
)

vocabulary.enter(PAPERS, EPITHETS)
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_INDEFINITE = frozenset(("a", "an", "one", "another"))
_DEFINITE = frozenset("the this that these those".split())
_OWNED = frozenset("his her their its".split())
_HIS = frozenset(("his", "her"))
_KNOWN = _DEFINITE | _OWNED
_NOUNS = frozenset(
    kinds.ID[kind] for kind in ("LOW", "S", "ROLE", "TITLE", "CAP", "CAPROLE", "ALLCAP", "CAPPOSS", "POSS", "NUM")
)
_COLON, _COMMA = kinds.ID["p::"], kinds.ID["p:,"]
_OWNER = kinds.ID["CAPPOSS"]
_SUBORDINATE = frozenset(
    kinds.ID[f"w:{w}"] for w in "when while after although though as if since before because despite".split()
)
_APART = frozenset(kinds.ID[f"p:{mark}"] for mark in (",", "—", "–", "-", "--"))
_FROM = frozenset(("of", "from", "at"))
_PARTICIPLES = (kinds.ID["ED"], kinds.ID["ING"], kinds.ID["LOW"])
_ARTICLES = frozenset(("the", "a", "an"))
_WITHIN = 12
_RECENT = 3
_BODIES, _CALLED, _OPENING = THINGS | BODIES, BODIES | PAPERS, _INDEFINITE | _DEFINITE
_NOUN_PHRASE = 7
_LONGEST_CALL, _FURTHEST = 4, 40
_SENTENCES = 4
_LONGEST_PHRASE = 5
_FEWEST = 2
HUMAN = "he or she"


def _is_vague(person: Person) -> bool:
    """Tell whether a speaker is only described, or has one word for a name that may be a place's."""
    alone = " " not in person.name and person.role is None and class_of(person.name) is None
    return person.name[0].islower() or alone


class Cast(Naming):
    """Resolves the sources of a batch of articles, in reading order."""

    def resolve(self, first: int, last: int, row: int, *, behind: bool = False) -> str | None:
        """Return the speaker id of the source in units ``first:last`` of the article ``row``; None where it is nobody, or a
        pronoun that nobody fits. ``behind`` says that it stands behind what is said."""
        article = self.articles.get(row)
        if article is None:
            article = self.articles[row] = Article()
        self.behind = behind
        key = (first, last, behind)
        if key not in self.resolved:
            self.resolved[key] = self._person(article, first, last)
        person = self.resolved[key]
        if person is None:
            return None
        if not self.names.is_handle(last):
            article.speak(person)
            article.spoke = self.names.sentence[first]
        return person.id

    def rows(self, used: set[tuple[int, str | None]]) -> list[tuple[int, str, str, str | None]]:
        """Return the rows of the table of speakers that are ``used``: the article's number, id, name and role."""
        return [
            (row, person.id, person.name, person.role)
            for row, article in sorted(self.articles.items())
            for person in article.known.values()
            if (row, person.id) in used
        ]

    def _person(self, article: Article, first: int, last: int) -> Person | None:
        spelt = tuple(self.names.form[first:last])
        known = article.sources.get(spelt)
        if known is not None:
            return known
        word = self.names.low_form[spelt[0]]
        if word in RELATIVE and len(spelt) == 1:
            return self._antecedent(article, first)
        if word in PRONOUNS and (len(spelt) == 1 or self.names.low(last - 1) in REFLEXIVE):
            return self._meant(article, first, PRONOUNS[word])
        several = self._several(article, first, last) if len(spelt) > _FEWEST else None
        if several is not None:
            article.sources[spelt] = several
            return several
        end = self._head_end(first, last)
        person = self._apposed(article, first, last) if end < last and self._is_titled(end) else None
        if person is None and word in _KNOWN and self.names.kind[end - 1] in ROLE_KINDS:
            person = self._called(article, first, end, last)
        person = person or self._named(article, first, end)
        if person is None and end < last:
            person = self._apposed(article, first, last)
        if person is None and word in _DEFINITE:
            person = self._called(article, first, end, last)
        person = person or self._named_before(article, first, end)
        if person is None and not self._is_somebody(first, end):
            return self._owner(article, first, end) or self._magazine(article, first, last)
        if person is None or word not in _KNOWN:
            person = article.sources[spelt] = person or self._described(article, first, end, last)
        return person

    def _named_before(self, article: Article, first: int, end: int) -> Person | None:
        """Return whom a description behind a name and a comma describes: "Ann Lee, the fund's chairman", unless more stands
        before that name in its clause."""
        names = self.names
        if names.low(first) not in _ARTICLES or first - 1 <= names.sentence[first] or names.kind[first - 1] != _COMMA:
            return None
        number = names.ending_at(first - 1)
        if number is None or not self._is_person(number):
            return None
        begin = names.first[number]
        alone = begin == names.sentence[first] or names.stream.stop[begin - 1]
        return self._named(article, begin, first - 1) if alone else None

    def _is_titled(self, end: int) -> bool:
        """Tell whether a head ends in a title or in a name that is no person's, so that a name behind it goes before."""
        names, number = self.names, self.names.ending_at(end)
        if number is not None and any(opens_name(names.word(unit)) for unit in range(names.first[number], end - 1)):
            return False
        return names.kind[end - 1] in ROLE_KINDS or number is not None

    def _owner(self, article: Article, first: int, end: int) -> Person | None:
        """Return whose thing it is that speaks: "Trump's rally", "his remarks"."""
        names = self.names
        if names.low(first) in _HIS:
            return self._meant(article, first, PRONOUNS[names.low(first)])
        number = bisect_left(names.first, first)
        if number == len(names.first) or names.last[number] >= end or names.kind[names.last[number] - 1] != _OWNER:
            return None
        return self._named(article, first, names.last[number])

    def _magazine(self, article: Article, first: int, last: int) -> Person | None:
        """Return the magazine whose name is a small word with a capital within a sentence: "according to Time"."""
        inside = first > self.names.sentence[first] and self.names.upper[first]
        if last - first > 1 or not inside or self.names.low(first) not in MAGAZINES:
            return None
        return self._body(article, first, last)

    def _antecedent(self, article: Article, unit: int) -> Person | None:
        """Return who a relative pronoun stands for: the name or noun phrase that ends before it."""
        end = unit - 1 if self.names.kind[unit - 1] in _APART else unit
        begin = self._noun_phrase(unit, end)
        if begin < end and self.names.word(begin).islower() and self.names.low(begin - 1) == "and":
            begin = self._noun_phrase(unit, begin - 1)
        begin, end = self._described_name(*self._of_whom(begin, end))
        return self._person(article, begin, end) if begin < end else None

    def _noun_phrase(self, unit: int, end: int) -> int:
        """Return where the noun phrase begins that ends at a unit of the sentence of ``unit``."""
        begin = end
        while (
            begin > self.names.sentence[unit] and end - begin < _LONGEST_PHRASE and self.names.kind[begin - 1] in _NOUNS
        ):
            begin -= 1
        return begin

    def _of_whom(self, first: int, end: int) -> tuple[int, int]:
        """Return the units of the person before "of" and a name ("Ann Lee of Yale, who"), else those of the name."""
        names = self.names
        if first - 1 <= names.sentence[first] or names.low(first - 1) not in _FROM:
            return first, end
        number = names.ending_at(first - 1)
        return (first, end) if number is None or not self._is_person(number) else (names.first[number], first - 1)

    def _described_name(self, first: int, end: int) -> tuple[int, int]:
        """Return the units of the name that a noun phrase between commas describes ("Ann Lee, the failed candidate, who"), else
        the phrase itself."""
        names = self.names
        begin = first - (names.kind[first - 1] in _PARTICIPLES) if first > names.sentence[first] else first
        opens = begin - 1 if begin > names.sentence[first] and names.low(begin - 1) in _ARTICLES else begin
        named = (
            names.ending_at(opens - 1) if opens > names.sentence[first] and names.kind[opens - 1] == _COMMA else None
        )
        return (first, end) if named is None or opens == begin else (names.first[named], opens - 1)

    def _called(self, article: Article, first: int, end: int, last: int) -> Person | None:
        """Return whom "the minister" or "the billionaire" means."""
        both = next((unit for unit in range(first + 2, end - 1) if self.names.word(unit) == "and"), end)
        if self.names.kind[both - 1] in ROLE_KINDS:
            end = last = both
        return self._so_called(article, first, end) or (self._epithet(article, first, end) if end == last else None)

    def _so_called(self, article: Article, unit: int, end: int) -> Person | None:
        """Return whom "the minister" means: the last speaker called so, else the nearest name before with that title; "his
        lawyer" only the former."""
        names = self.names
        if names.low(unit) not in _KNOWN or end - unit > _LONGEST_CALL:
            return None
        noun = names.low(end - 1)
        besides = {names.low(u) for u in range(unit + 1, end - 1) if names.upper[u]}
        for person in reversed(article.recent):
            called = noun in person.nouns and besides <= person.nouns.keys() and person.name.lower() != noun
            if called and not (person.human and noun in _BODIES):
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

    def _epithet(self, article: Article, first: int, end: int) -> Person | None:
        """Return whom "the New York billionaire" means: whoever "he" or "she" would mean there; "the billionaire" alone only
        where the article has the noun for the first time."""
        names = self.names
        noun = names.low(end - 1)
        if names.low(first) != "the" or noun not in EPITHETS or (end - first == 2 and names.has_before(first, (noun,))):
            return None
        for person in chain(self._subjects(article, first, HUMAN), article.recent[::-1]):
            if person is not None and person.human and person.sort in (None, MALE, FEMALE) and person.name[0].isupper():
                return person if SEXES.get(noun, person.sort) == person.sort else None
        return None

    def _titled(self, article: Article, unit: int, noun: str, besides: set[str]) -> Person | None:
        """Return the nearest name before a unit that is called ``noun`` and ``besides``; where there is none, the only
        person that is called ``noun``: "the Florida senator"."""
        names = self.names
        called: dict[int, int] = {}
        for other in names.perhaps_called(unit, CALLS.get(noun, (noun,)), everyone=noun in PAPERS or noun in PARTISANS):
            begin, last = names.start[other], names.last[other]
            if begin >= last or (names.kind[last - 1] in ROLE_KINDS and names.low(last - 1) not in _BODIES):
                continue
            paper = noun in PAPERS and bare(names.low(last - 1)) in PRESS
            if paper or names.is_called(other, noun, besides, inside=noun in THINGS):
                return self._entered(article, begin, begin, last, names.fullest(begin, last, other))
            if besides and noun not in THINGS and names.is_called(other, noun, set(), inside=False, alone=True):
                called.setdefault(names.fullest(begin, last, other), other)
        if len(called) != 1:
            return None
        full, other = called.popitem()
        return self._entered(article, names.start[other], names.start[other], names.last[other], full)

    def _body_meant(self, article: Article, noun: str) -> Person | None:
        """Return whom "the company" or "the agency" means: a body with a name among the last who spoke."""
        for person in article.recent[: -_RECENT - 1 : -1]:
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
            if not (self._is_person(number) or tells_origin(names.word(first)) or names.low(last - 1) in _BODIES):
                return self._named(article, first, last)
        return None

    def _meant(self, article: Article, unit: int, pronoun: str) -> Person | None:
        """Return whom a pronoun means: for "he" and "she" who opens its sentence, who spoke last in the sentence before
        or opens that, else, as for others, the last speaker whom it fits."""
        first: Iterable[Person | None] = ()
        if pronoun in (MALE, FEMALE):
            first = self._subjects(article, unit, pronoun)
        elif pronoun == THING:
            first = [self._body_before(article, unit)]
        recent: Iterable[Person] = article.recent[::-1]
        if pronoun == MANY:
            last = article.recent[: -_RECENT - 1 : -1]
            recent = sorted(last, key=lambda person: person.sort != MANY) + article.recent[:-_RECENT][::-1]
        elif pronoun in (MALE, FEMALE):
            recent = chain(filterfalse(_is_vague, recent), filter(_is_vague, recent))
        for person in chain(first, recent):
            if person is not None and self._agrees(person, pronoun):
                person.sort = person.sort or pronoun
                return person
        return None

    def _agrees(self, person: Person, pronoun: str) -> bool:
        if pronoun == HUMAN:
            return person.human
        if pronoun in (MALE, FEMALE):
            return person.human and person.sort in (None, pronoun)
        if pronoun == THING and person.sort == MANY:
            return False
        return person.sort in (MANY, THING) or (person.sort is None and person.role is None and not person.human)

    def _body_before(self, article: Article, unit: int) -> Person | None:
        """Return the body that opens the sentence before the pronoun's: "The campaign denied it. It said ..." """
        low = self.names.sentence[unit]
        begin = self.names.sentence[low - 1] if low else low
        if begin == low or self.names.article_of(begin) != self.names.article_of(unit):
            return None
        end = begin
        while end < min(low, begin + _NOUN_PHRASE) and (self.names.kind[end] in _NOUNS or end == begin):
            end += 1
        while end > begin + 1 and self.names.low(end - 1) not in _BODIES:
            end -= 1
        if end == begin + 1 and self.names.low(begin) not in _BODIES:
            return None
        return self._person(article, begin, end)

    def _subjects(self, article: Article, unit: int, pronoun: str) -> Iterator[Person | None]:
        """Yield who opens the pronoun's sentence, who spoke in it or in the one before, and who opens that; further back as
        long as sentences open with the pronoun too."""
        low = self.names.sentence[unit]
        if not self.behind:
            yield self._opening(article, low, unit, pronoun)
        before = self.names.sentence[low - 1] if low else low
        yield article.recent[-1] if article.recent and article.spoke >= before else None
        begin = self.names.begins(self.names.article_of(unit))
        for _ in range(_SENTENCES):
            if low <= begin:
                break
            high, low = low, self.names.sentence[low - 1]
            yield self._opening(article, low, high, pronoun)
            further = self._opening(article, low, high, pronoun, high - low)
            yield further if further is not None and " " in further.name else None
            if not self._goes_on(low, high, pronoun):
                break

    def _goes_on(self, low: int, high: int, pronoun: str) -> bool:
        """Tell whether a sentence opens with the pronoun, so that whoever is meant was named before it."""
        return any(self.names.low(unit) == pronoun for unit in range(low, min(high, low + _WITHIN)))

    def _opening(self, article: Article, low: int, high: int, pronoun: str, within: int = _WITHIN) -> Person | None:
        """Return the first person named near the beginning of a sentence, before the unit ``high``, whom ``pronoun`` fits,
        else who opens it."""
        names = self.names
        called = self._opening_noun(article, low, high) if names.low(low) in _DEFINITE else None
        if called is not None and self._agrees(called, pronoun):
            return called
        if names.kind[low] in _SUBORDINATE and within == _WITHIN:
            main = names.stop_behind(low)
            person = self._opening(article, main + 1, high, pronoun, within + 1) if main + 1 < high else None
            if person is not None:
                return person
        number, owner = bisect_left(names.first, low), None
        while number < len(names.first) and names.first[number] < min(high, low + within):
            person = self._opener(article, number, low)
            if person is not None and self._agrees(person, pronoun):
                if names.kind[names.last[number] - 1] != _OWNER:
                    return person
                owner = owner or person
            number += 1
        return owner or self._opening_noun(article, low, high)

    def _opener(self, article: Article, number: int, low: int) -> Person | None:
        """Return the person that a run names whom a pronoun may mean later: not who speaks in a transcript ("LEE: ...") nor an
        owner, unless that opens the sentence ("Lee's visit")."""
        names, last = self.names, self.names.last[number]
        colon = last < len(names.kind) and names.kind[last] == _COLON
        owner = names.kind[last - 1] == _OWNER and names.first[number] > low
        if colon or owner or names.is_handle(last) or not self._is_person(number):
            return None
        begin = names.start[number]
        return self._entered(article, names.first[number], begin, last, names.fullest(begin, last, number))

    def _opening_noun(self, article: Article, low: int, high: int) -> Person | None:
        """Return whom a sentence opens with where that is "a pensioner", "another resident", "the minister" or the like."""
        names = self.names
        if names.low(low) not in _OPENING:
            return None
        end = low + 1
        while end < min(high, low + 6) and names.kind[end] in _NOUNS:
            end += 1
            if names.kind[end - 1] in ROLE_KINDS or names.low(end - 1) in PEOPLE:
                if names.low(low) in _DEFINITE:
                    return self._so_called(article, low, end) or self._described(article, low, end, end)
                return self._described(article, low, end, end)
        return None
