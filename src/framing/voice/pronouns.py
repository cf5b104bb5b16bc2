"""Whom "he", "she", "they" and "it" mean, and descriptions that stand for them: "the presidential hopeful".

"He" and "she" are the subject of their sentence or of the one before, or whoever spoke there, and so on as long as
sentences open with the pronoun; else the last speaker whom the pronoun fits.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, filterfalse

from framing.voice import kinds, vocabulary
from framing.voice.called import BODY_NOUNS, DEFINITE, RECENT, Called
from framing.voice.classes import class_of
from framing.voice.persons import FEMALE, MALE, MANY, SEXES, THING, Article, Person
from framing.voice.runs import NOUN_KINDS, ROLE_KINDS
from framing.voice.somebody import EPITHETS, PEOPLE

vocabulary.enter(EPITHETS)
_COLON = kinds.ID["p::"]
_OWNER = kinds.ID["CAPPOSS"]
_SUBORDINATE = frozenset(
    kinds.ID[f"w:{w}"] for w in "when while after although though as if since before because despite".split()
)
_WITHIN = 12
_OPENING = frozenset(("a", "an", "one", "another")) | DEFINITE
_NOUN_PHRASE = 7
_SENTENCES = 4
HUMAN = "he or she"


def _is_vague(person: Person) -> bool:
    """Tell whether a speaker is only described, or has one word for a name that may be a place's."""
    alone = " " not in person.name and person.role is None and class_of(person.name) is None
    return person.name[0].islower() or alone


class Pronouns(Called):
    """Finds whom pronouns mean."""

    def _person(self, article: Article, first: int, last: int) -> Person | None:
        """Return whom a noun phrase means, as ``Cast`` tells."""
        raise NotImplementedError

    def _called(self, article: Article, first: int, end: int, last: int) -> Person | None:
        """Return whom "the minister" or "the billionaire" means."""
        both = next((unit for unit in range(first + 2, end - 1) if self.names.word(unit) == "and"), end)
        if self.names.kind[both - 1] in ROLE_KINDS:
            end = last = both
        return self._so_called(article, first, end) or (self._epithet(article, first, end) if end == last else None)

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
            last = article.recent[: -RECENT - 1 : -1]
            recent = sorted(last, key=lambda person: person.sort != MANY) + article.recent[:-RECENT][::-1]
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
        while end < min(low, begin + _NOUN_PHRASE) and (self.names.kind[end] in NOUN_KINDS or end == begin):
            end += 1
        while end > begin + 1 and self.names.low(end - 1) not in BODY_NOUNS:
            end -= 1
        if end == begin + 1 and self.names.low(begin) not in BODY_NOUNS:
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
        called = self._opening_noun(article, low, high) if names.low(low) in DEFINITE else None
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
        if colon or owner or last in names.handles or not self._is_person(number):
            return None
        begin = names.start[number]
        return self._entered(article, names.first[number], begin, last, names.fullest(begin, last, number))

    def _opening_noun(self, article: Article, low: int, high: int) -> Person | None:
        """Return whom a sentence opens with where that is "a pensioner", "another resident", "the minister" or the like."""
        names = self.names
        if names.low(low) not in _OPENING:
            return None
        end = low + 1
        while end < min(high, low + 6) and names.kind[end] in NOUN_KINDS:
            end += 1
            if names.kind[end - 1] in ROLE_KINDS or names.low(end - 1) in PEOPLE:
                if names.low(low) in DEFINITE:
                    return self._so_called(article, low, end) or self._described(article, low, end, end)
                return self._described(article, low, end, end)
        return None
