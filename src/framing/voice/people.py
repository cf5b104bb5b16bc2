"""Who the speakers are: every source resolved within its article to the fullest name given there.

A surname takes the full name that stands nearest before it, else the first after it; "the minister" the last person or body
so called; "he", "she", "they" and "it" the subject of the sentence before, where that is a name, else the last speaker who
can be meant; "who" the name it follows. What cannot be resolved stays as it stands: "residents", "ministry spokesperson".
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from framing.voice import kinds
from framing.voice.names import BODIES, HONORIFICS, ROLE_KINDS, Names
from framing.voice.stream import Stream

MALE, FEMALE, MANY, THING = "he", "she", "they", "it"
PRONOUNS = {
    "he": MALE, "him": MALE, "his": MALE, "himself": MALE, "he's": MALE, "she": FEMALE, "her": FEMALE, "hers": FEMALE,
    "she's": FEMALE, "they": MANY, "their": MANY, "them": MANY, "they're": MANY, "it": THING, "its": THING, "it's": THING,
}  # fmt: skip
RELATIVE = frozenset(("who", "which", "that", "whose", "whom"))
SEXES = dict.fromkeys("mr sir lord man spokesman chairman congressman king prince father son husband".split(), MALE)
SEXES |= dict.fromkeys(
    "mrs ms miss mme lady dame woman spokeswoman chairwoman congresswoman queen mother daughter wife".split(), FEMALE
)
_DETERMINERS = frozenset("the a an this that these those his her its their our my".split())
_DEFINITE = frozenset("the this that these those".split())
_BREAKS = frozenset(
    [kinds.ID[f"w:{word}"] for word in "of for at from in on with who whose which that to by".split()]
    + [kinds.ID[f"p:{mark}"] for mark in (",", "(", "—", "–", "-", "--")]
)
_NOUNS = frozenset(kinds.ID[kind] for kind in ("LOW", "S", "ROLE", "TITLE", "CAP", "CAPROLE", "ALLCAP", "CAPPOSS", "POSS", "NUM"))
_WITHIN = 8


@dataclass
class Person:
    """A speaker in one article; ``sort`` is the pronoun that fits, if that is known; ``nouns`` are what it was called."""

    id: str
    name: str
    role: str | None = None
    sort: str | None = None
    nouns: set[str] = field(default_factory=set)


@dataclass
class Article:
    """The speakers of an article by name, in order of their first words, and by how lately they spoke."""

    known: dict[str, Person] = field(default_factory=dict)
    recent: list[Person] = field(default_factory=list)

    def enter(self, name: str) -> Person:
        """Return the speaker of that name, who may be new."""
        return self.known.setdefault(name.lower(), Person(f"s{len(self.known) + 1}", name))

    def speak(self, person: Person) -> None:
        """Note that ``person`` spoke last."""
        self.recent = [other for other in self.recent if other is not person] + [person]


class Cast:
    """Resolves the sources of a batch of articles, in reading order."""

    def __init__(self, stream: Stream):
        self.stream = stream
        self.names = Names(stream)
        self.articles: dict[int, Article] = {}

    def resolve(self, first: int, last: int) -> str:
        """Return the speaker id of the source in units ``first:last``."""
        row = int(self.stream.tokens.text[self.stream.first[first]]) // 2
        article = self.articles.setdefault(row, Article())
        person = self._person(article, first, last)
        article.speak(person)
        return person.id

    def rows(self, used: set[tuple[int, str | None]]) -> list[dict]:
        """Return the rows of the table of speakers that are ``used``; ``article_id`` is the article's number."""
        return [
            {"article_id": row, "speaker_id": person.id, "name": person.name, "role": person.role}
            for row, article in sorted(self.articles.items())
            for person in article.known.values()
            if (row, person.id) in used
        ]

    def _person(self, article: Article, first: int, last: int) -> Person:
        words = self.names.words(first, last)
        low = [kinds.plain(self.names.word(unit)) for unit in range(first, last)]
        if len(low) == 1 and low[0] in RELATIVE:
            return self._antecedent(article, first) or article.enter(words[0])
        if low[0] in PRONOUNS and (len(low) == 1 or low[-1] in ("himself", "herself", "themselves", "itself")):
            return self._meant(article, first, PRONOUNS[low[0]]) or article.enter(words[0])
        return self._named(article, first, last) or self._described(article, first, last)

    def _antecedent(self, article: Article, unit: int) -> Person | None:
        """Return who a relative pronoun stands for: the name or noun phrase that ends before it."""
        end = unit - 1 if self.names.kind[unit - 1] == kinds.ID["p:,"] else unit
        begin = end
        while begin > self.stream.low[unit] and end - begin < 5 and self.names.kind[begin - 1] in _NOUNS:
            begin -= 1
        return self._person(article, begin, end) if begin < end else None

    def _named(self, article: Article, first: int, last: int) -> Person | None:
        """Return the person or body whose name closes the head of the source; None where no name does."""
        end = self._head_end(first, last)
        number = self.names.ending_at(end)
        if number is None or self.names.last[number] <= first:
            return None
        begin = self.names.name_start(max(self.names.first[number], first), end)
        full = self.names.fullest(begin, end, number)
        return self._entered(article, first, begin, end, full)

    def _entered(self, article: Article, first: int, begin: int, end: int, full: int) -> Person:
        names = self.names
        start = names.name_start(names.first[full], names.last[full])
        person = article.enter(" ".join(names.words(start, names.last[full])))
        before = [kinds.plain(word) for word in names.words(first, begin)]
        told = [word for word in names.words(first, begin) if kinds.plain(word) not in HONORIFICS | _DETERMINERS]
        if person.role is None:
            person.role = " ".join(told) or names.apposition(end) or names.role(full)
        person.nouns.update(kinds.plain(word) for word in (person.role or "").split())
        body = kinds.plain(names.word(end - 1)) in BODIES or before[:1] == ["the"] and not told
        sexes = [SEXES[word] for word in (*before, *person.nouns) if word in SEXES]
        person.sort = person.sort or (sexes[0] if sexes else THING if body else None)
        return person

    def _head_end(self, first: int, last: int) -> int:
        """Return where the head of a source ends: before its first preposition, comma or relative clause."""
        names = self.names
        for unit in range(first + 1, last):
            if names.kind[unit] in _BREAKS:
                of = names.word(unit) == "of" and kinds.plain(names.word(unit - 1)) in BODIES
                if not (of and names.word(unit - 1)[0].isupper() and unit + 1 < last):
                    return unit
        return last

    def _described(self, article: Article, first: int, last: int) -> Person:
        """Return who a description stands for: one so called before, or a new speaker with the description as name."""
        names = self.names
        end = self._head_end(first, last)
        low = [kinds.plain(word) for word in names.words(first, end)]
        if low[0] in _DEFINITE and len(low) <= 4:
            known = self._so_called(article, first, low[-1])
            if known is not None:
                return known
        words = names.words(first, min(last, first + 12))
        text = " ".join(words[low[0] in _DETERMINERS and len(words) > 1 :])
        person = article.enter(text)
        person.nouns.add(low[-1])
        many = names.kind[end - 1] == kinds.ID["S"] or (low[-1].endswith("s") and names.kind[end - 1] in ROLE_KINDS)
        person.sort = person.sort or SEXES.get(low[-1]) or (MANY if many else None)
        return person

    def _so_called(self, article: Article, unit: int, noun: str) -> Person | None:
        """Return the last speaker called by ``noun``, else the nearest name before ``unit`` with that title."""
        for person in reversed(article.recent):
            if noun in person.nouns:
                return person
        names = self.names
        number = bisect_left(names.first, unit) - 1
        row = self.stream.tokens.text[self.stream.first[unit]] // 2
        for other in range(number, max(number - 40, -1), -1):
            if names.article[other] != row:
                break
            if noun in {kinds.plain(word) for word in (names.role(other) or "").split()}:
                begin = names.name_start(names.first[other], names.last[other])
                return self._entered(article, begin, begin, names.last[other], names.fullest(begin, names.last[other], other))
        return None

    def _meant(self, article: Article, unit: int, pronoun: str) -> Person | None:
        """Return whom a pronoun means: the subject of its own or the last sentence, or the last speaker it fits."""
        subject = self._subject(article, unit) if pronoun in (MALE, FEMALE) else None
        fits = [subject, *reversed(article.recent)]
        for person in fits:
            if person is not None and self._agrees(person, pronoun):
                person.sort = person.sort or pronoun
                return person
        return None

    def _agrees(self, person: Person, pronoun: str) -> bool:
        if pronoun in (MALE, FEMALE):
            return person.sort in (None, pronoun)
        return person.sort in (MANY, THING) or (person.sort is None and person.role is None)

    def _subject(self, article: Article, unit: int) -> Person | None:
        """Return the person who opens the pronoun's sentence or the one before it, if a full name is known."""
        names, low = self.names, self.stream.low
        number = bisect_left(names.first, unit) - 1
        sentences = {int(low[unit]), int(low[max(int(low[unit]) - 1, 0)])}
        for other in range(number, max(number - 12, -1), -1):
            if int(low[names.first[other]]) not in sentences:
                return None
            if names.first[other] - int(low[names.first[other]]) < _WITHIN and self._is_person(other):
                begin = names.name_start(names.first[other], names.last[other])
                full = names.fullest(begin, names.last[other], other)
                return self._entered(article, names.first[other], begin, names.last[other], full)
        return None

    def _is_person(self, number: int) -> bool:
        """Tell whether a run can be a person: a title, or a full name of two words or more somewhere in the article."""
        names = self.names
        first, last = names.first[number], names.last[number]
        begin = names.name_start(first, last)
        if kinds.plain(names.word(last - 1)) in BODIES or names.kind[last - 1] == kinds.ID["CAPPOSS"]:
            return False
        full = names.fullest(begin, last, number)
        size = names.last[full] - names.name_start(names.first[full], names.last[full])
        return begin > first or size > 1
