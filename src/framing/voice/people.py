"""Who the speakers are: every source resolved within its article to the fullest name given there.

A surname takes the full name that stands nearest before it, else the first after it; "the minister" the last person
or body so called; "he", "she", "they" and "it" the subject of the sentence before, where that is a name, else the
last speaker who can be meant; "who" the name it follows. What cannot be resolved stays as it stands: "residents",
"ministry spokesperson".
"""

from bisect import bisect_left

from framing.voice import kinds
from framing.voice.called import DEFINITE, KNOWN
from framing.voice.given import opens_name
from framing.voice.persons import PRONOUNS, RELATIVE, Article, Person
from framing.voice.pronouns import Pronouns
from framing.voice.runs import NOUN_KINDS, ROLE_KINDS
from framing.voice.somebody import MAGAZINES

REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_HIS = frozenset(("his", "her"))
_COMMA = kinds.ID["p:,"]
_OWNER = kinds.ID["CAPPOSS"]
_APART = frozenset(kinds.ID[f"p:{mark}"] for mark in (",", "—", "–", "-", "--"))
_FROM = frozenset(("of", "from", "at"))
_PARTICIPLES = (kinds.ID["ED"], kinds.ID["ING"], kinds.ID["LOW"])
_ARTICLES = frozenset(("the", "a", "an"))
_LONGEST_PHRASE = 5
_FEWEST = 2


class Cast(Pronouns):
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
        if last not in self.names.handles:
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
        spelt, alone = self.names.key(first, last), last - first == 1
        known = article.sources.get(spelt)
        if known is not None:
            return known
        word = self.names.low(first)
        if alone and word in RELATIVE:
            return self._antecedent(article, first)
        if word in PRONOUNS and (alone or self.names.low(last - 1) in REFLEXIVE):
            return self._meant(article, first, PRONOUNS[word])
        several = self._several(article, first, last) if last - first > _FEWEST else None
        if several is not None:
            article.sources[spelt] = several
            return several
        end = self._head_end(first, last)
        person = self._apposed(article, first, last) if end < last and self._is_titled(end) else None
        if person is None and word in KNOWN and self.names.kind[end - 1] in ROLE_KINDS:
            person = self._called(article, first, end, last)
        person = person or self._named(article, first, end)
        if person is None and end < last:
            person = self._apposed(article, first, last)
        if person is None and word in DEFINITE:
            person = self._called(article, first, end, last)
        person = person or self._named_before(article, first, end)
        if person is None and not self._is_somebody(first, end):
            return self._owner(article, first, end) or self._magazine(article, first, last)
        if person is None or word not in KNOWN:
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
            begin > self.names.sentence[unit]
            and end - begin < _LONGEST_PHRASE
            and self.names.kind[begin - 1] in NOUN_KINDS
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
