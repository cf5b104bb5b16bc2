"""Who the speakers are: every source resolved within its article to the fullest name given there.

A surname takes the full name that stands nearest before it, else the first after it; "the minister" the last person
or body so called; "he", "she", "they" and "it" the subject of the sentence before, where that is a name, else the
last speaker who can be meant; "who" the name it follows. What cannot be resolved stays as it stands: "residents",
"ministry spokesperson".
"""

from bisect import bisect_left
from dataclasses import dataclass, field

from framing.voice import kinds
from framing.voice.kinds import plain
from framing.voice.names import BODIES, HONORIFICS, ROLE_KINDS, Names, bare, is_role
from framing.voice.stream import Stream

MALE, FEMALE, MANY, THING, UNKNOWN = "he", "she", "they", "it", "?"
PRONOUNS = {
    "he": MALE, "him": MALE, "his": MALE, "himself": MALE, "he's": MALE, "she": FEMALE, "her": FEMALE, "hers": FEMALE,
    "she's": FEMALE, "they": MANY, "their": MANY, "them": MANY, "they're": MANY, "it": THING, "its": THING, "it's": THING,
}  # fmt: skip
RELATIVE = frozenset(("who", "which", "that", "whose", "whom"))
SEXES = dict.fromkeys("mr sir lord man spokesman chairman congressman king prince father son husband".split(), MALE)
SEXES |= dict.fromkeys(
    "mrs ms miss mme lady dame woman spokeswoman chairwoman congresswoman queen mother daughter wife".split(), FEMALE
)
THINGS = frozenset(
    "committee department agency administration campaign court government union poll report study survey statement document "
    "letter memo email speech article editorial book memoir testimony interview parliament ministry group party company "
    "network paper newspaper website station firm bank council commission panel board team office city country state".split()
)
PEOPLE = frozenset(
    "neighbor neighbour worker farmer nurse victim survivor veteran mother father brother sister son daughter husband wife "
    "widow friend colleague girl boy player coach singer actor actress writer artist tourist passenger shopkeeper pensioner "
    "guest host caller employee boss staffer resident villager citizen believer fighter commander".split()
)
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
LONGEST = 12
_DETERMINERS = frozenset("the a an this that these those his her its their our my".split())
_INDEFINITE = frozenset(("a", "an", "one", "another"))
_DEFINITE = frozenset("the this that these those".split())
UNTOLD = HONORIFICS | _DETERMINERS
_BREAKS = frozenset(
    [kinds.ID[f"w:{word}"] for word in "of for at from in on with who whose which that to by".split()]
    + [kinds.ID[f"p:{mark}"] for mark in (",", "(", "—", "–", "-", "--")]
)
_MARKS = frozenset(kinds.ID[f"p:{mark}"] for mark in (",", "(", "—", "–", "-", "--", ":", ";"))
_NOUNS = frozenset(
    kinds.ID[kind] for kind in ("LOW", "S", "ROLE", "TITLE", "CAP", "CAPROLE", "ALLCAP", "CAPPOSS", "POSS", "NUM")
)
_COLON = kinds.ID["p::"]
_JOINING = ("of", "for", "on")
_WITHIN = 8


@dataclass(eq=False)
class Person:
    """A speaker in one article; ``sort`` is the pronoun that fits, if that is known; ``human`` tells whether "he" or "she"
    may be meant; ``nouns`` are what it was called."""

    id: str
    name: str
    role: str | None = None
    sort: str | None = None
    human: bool = False
    nouns: set[str] = field(default_factory=set)


@dataclass(eq=False)
class Article:
    """The speakers of an article by name, in order of their first words, and by how lately they spoke.

    ``spoke`` is the first unit of the sentence of the last speaker; ``sources`` remembers who a source of given words
    stands for, if it always stands for the same.
    """

    known: dict[str, Person] = field(default_factory=dict)
    recent: list[Person] = field(default_factory=list)
    spoke: int = -1
    sources: dict[tuple[int, ...], Person] = field(default_factory=dict)

    def enter(self, name: str) -> Person:
        """Return the speaker of that name, who may be new."""
        key = name.lower()
        if key not in self.known:
            self.known[key] = Person(f"s{len(self.known) + 1}", name)
        return self.known[key]

    def speak(self, person: Person) -> None:
        """Note that ``person`` spoke last."""
        if self.recent and self.recent[-1] is person:
            return
        if person in self.recent:
            self.recent.remove(person)
        self.recent.append(person)


class Cast:
    """Resolves the sources of a batch of articles, in reading order."""

    def __init__(self, stream: Stream):
        self.stream = stream
        self.names = Names(stream)
        self.articles: dict[int, Article] = {}
        self.runs: dict[int, Person] = {}

    def resolve(self, first: int, last: int, row: int) -> str:
        """Return the speaker id of the source in units ``first:last`` of the article ``row``."""
        article = self.articles.get(row)
        if article is None:
            article = self.articles[row] = Article()
        person = self._person(article, first, last)
        article.speak(person)
        article.spoke = self.names.sentence[first]
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
        spelt = tuple(self.names.form[first:last])
        known = article.sources.get(spelt)
        if known is not None:
            return known
        word = self.names.low_form[spelt[0]]
        if word in RELATIVE and len(spelt) == 1:
            return self._antecedent(article, first) or self._unknown(article, first)
        if word in PRONOUNS and (len(spelt) == 1 or self.names.low(last - 1) in REFLEXIVE):
            return self._meant(article, first, PRONOUNS[word]) or self._unknown(article, first)
        end = self._head_end(first, last)
        person = self._named(article, first, end) or self._so_called(article, first, end)
        if person is None or word not in _DEFINITE:
            person = article.sources[spelt] = person or self._described(article, first, end, last)
        return person

    def _unknown(self, article: Article, unit: int) -> Person:
        """Return the speaker who is only known by a pronoun, and whom no other pronoun means."""
        person = article.enter(self.names.word(unit))
        person.sort = UNKNOWN
        return person

    def _antecedent(self, article: Article, unit: int) -> Person | None:
        """Return who a relative pronoun stands for: the name or noun phrase that ends before it."""
        end = unit - 1 if self.names.kind[unit - 1] == kinds.ID["p:,"] else unit
        begin = end
        while begin > self.names.sentence[unit] and end - begin < 5 and self.names.kind[begin - 1] in _NOUNS:
            begin -= 1
        return self._person(article, begin, end) if begin < end else None

    def _named(self, article: Article, first: int, end: int) -> Person | None:
        """Return the person or body whose name closes the head ``first:end`` of the source; None where no name does, or
        a name goes on behind "of" ("Department of Justice")."""
        names = self.names
        number = self.names.ending_at(end)
        if number is None or self.names.last[number] <= first:
            return None
        run = names.first[number]
        if run > first and names.word(run - 1) in _JOINING and names.start[number] == run:
            return None
        begin = self.names.name_start(max(self.names.first[number], first), end)
        full = self.names.fullest(begin, end, number)
        return self._entered(article, first, begin, end, full)

    def _entered(self, article: Article, first: int, begin: int, end: int, full: int) -> Person:
        """Return the person of the run ``full``, with the role and pronoun that the source ``first:end`` tells."""
        names = self.names
        person = self.runs.get(full)
        if person is None:
            person = self.runs[full] = article.enter(" ".join(names.words(names.start[full], names.last[full])))
            person.human = person.human or self._is_person(full)
        if person.role is not None and person.sort is not None:
            return person
        before = [names.low(unit) for unit in range(first, begin)]
        if person.role is None:
            told = [names.word(unit) for unit in range(first, begin) if names.low(unit) not in UNTOLD]
            person.role = " ".join(told) if told and is_role(told[-1]) else names.apposition(end) or names.role(full)
            person.nouns.update(plain(word) for word in (person.role or "").split())
        if person.sort is None:
            sexes = [SEXES[word] for word in (*before, *person.nouns) if word in SEXES]
            body = names.low(end - 1) in BODIES or (before[:1] == ["the"] and person.role is None)
            person.sort = sexes[0] if sexes else THING if body else None
            person.human = person.human or bool(sexes)
        return person

    def _head_end(self, first: int, last: int) -> int:
        """Return where the head of a source ends: before its first preposition, comma or relative clause."""
        names = self.names
        for unit in range(first + 1, last):
            if names.kind[unit] in _BREAKS:
                named = names.word(unit - 1)[0].isupper() and unit + 1 < last and names.word(unit + 1)[0].isupper()
                body = names.low(unit - 1) in BODIES or names.is_office(unit)
                if not (named and names.word(unit) in _JOINING and body):
                    return unit
        return last

    def _described(self, article: Article, first: int, end: int, last: int) -> Person:
        """Return the speaker whose only name is the description ``first:last``; ``end`` is where its head ends."""
        names = self.names
        stop = next((unit for unit in range(max(end, first + 1), last) if names.kind[unit] in _MARKS), last)
        words = names.words(first, min(stop, first + LONGEST))
        person = article.enter(" ".join(words[names.low(first) in _DETERMINERS and len(words) > 1 :]))
        noun = names.low(end - 1)
        person.nouns.add(noun)
        many = names.kind[end - 1] == kinds.ID["S"] or (noun.endswith("s") and names.kind[end - 1] in ROLE_KINDS)
        person.sort = person.sort or SEXES.get(noun) or (MANY if many else THING if noun in THINGS else None)
        person.human = person.sort in (None, MALE, FEMALE) and (names.kind[end - 1] in ROLE_KINDS or noun in PEOPLE)
        return person

    def _so_called(self, article: Article, unit: int, end: int) -> Person | None:
        """Return whom "the minister" means: the last speaker called so, else the nearest name before with that title."""
        names = self.names
        if names.low(unit) not in _DEFINITE or end - unit > 4:
            return None
        noun = names.low(end - 1)
        for person in reversed(article.recent):
            if noun in person.nouns:
                return person
        if names.kind[end - 1] not in ROLE_KINDS and noun not in BODIES:
            return None
        number = bisect_left(names.first, unit) - 1
        row = names.article_of(unit)
        for other in range(number, max(number - 40, -1), -1):
            if names.article[other] != row:
                break
            if names.is_called(other, noun, inside=noun in THINGS):
                begin, last = names.start[other], names.last[other]
                return self._entered(article, begin, begin, last, names.fullest(begin, last, other))
        return None

    def _meant(self, article: Article, unit: int, pronoun: str) -> Person | None:
        """Return whom a pronoun means: for "he" and "she" who opens its sentence, who spoke last in the sentence before
        or opens that, else, as for others, the last speaker whom it fits."""
        fits = reversed(article.recent)
        if pronoun in (MALE, FEMALE):
            fits = [*self._subjects(article, unit), *fits]
        for person in fits:
            if person is not None and self._agrees(person, pronoun):
                person.sort = person.sort or pronoun
                return person
        return None

    def _agrees(self, person: Person, pronoun: str) -> bool:
        if pronoun in (MALE, FEMALE):
            return person.human and person.sort in (None, pronoun)
        return person.sort in (MANY, THING) or (person.sort is None and person.role is None and not person.human)

    def _subjects(self, article: Article, unit: int) -> list[Person | None]:
        """Return who opens the pronoun's sentence, who spoke in it or in the one before, and who opens that."""
        low = self.names.sentence[unit]
        before = self.names.sentence[low - 1] if low else low
        spoke = article.recent[-1] if article.recent and article.spoke >= before else None
        if not low or self.names.article_of(before) != self.names.article_of(unit):
            return [self._opening(article, low, unit), spoke]
        return [self._opening(article, low, unit), spoke, self._opening(article, before, low)]

    def _opening(self, article: Article, low: int, high: int) -> Person | None:
        """Return the first person named near the beginning of a sentence, before the unit ``high``, else who opens it."""
        names = self.names
        number = bisect_left(names.first, low)
        while number < len(names.first) and names.first[number] < min(high, low + _WITHIN):
            if names.kind[names.last[number] : names.last[number] + 1] != [_COLON] and self._is_person(number):
                begin = names.start[number]
                full = names.fullest(begin, names.last[number], number)
                return self._entered(article, names.first[number], begin, names.last[number], full)
            number += 1
        return self._opening_noun(article, low, high)

    def _opening_noun(self, article: Article, low: int, high: int) -> Person | None:
        """Return whom a sentence opens with where that is "a pensioner", "another resident" or the like."""
        names = self.names
        if names.low(low) not in _INDEFINITE:
            return None
        end = low + 1
        while end < min(high, low + 6) and names.kind[end] in _NOUNS:
            end += 1
            if names.kind[end - 1] in ROLE_KINDS or names.low(end - 1) in PEOPLE:
                return self._described(article, low, end, end)
        return None

    def _has_spoken(self, number: int) -> bool:
        """Tell whether a name of one word is known as a speaker of its article."""
        article = self.articles.get(self.names.article[number])
        return article is not None and bare(self.names.low(self.names.last[number] - 1)) in article.known

    def _is_person(self, number: int) -> bool:
        """Tell whether a run can be a person: a title, a full name of two words or more somewhere in the article, or one
        word that has spoken before; no body, no place, nothing with an article before it."""
        names = self.names
        first, last, begin = names.first[number], names.last[number], names.start[number]
        if names.low(last - 1) in BODIES or names.kind[last - 1] == kinds.ID["CAPPOSS"]:
            return False
        if begin > first:
            return True
        full = names.fullest(begin, last, number)
        single = names.last[full] - names.start[full] == 1
        if names.kind[last - 1] in ROLE_KINDS or (single and not self._has_spoken(number)):
            return False
        behind = names.kind[first - 1] if first > names.sentence[first] else -1
        return behind != kinds.ID["w:the"] and not names.is_place(full)
