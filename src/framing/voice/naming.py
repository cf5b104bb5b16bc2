"""Whom a noun phrase names: the person or body whose name it holds, or somebody it only describes."""

from bisect import bisect_left
from collections.abc import Iterable

from framing.voice import kinds, vocabulary
from framing.voice.acronyms import Acronyms
from framing.voice.beside import ALIKE, Beside
from framing.voice.given import closes_name, opens_name, pronoun_of
from framing.voice.kinds import plain
from framing.voice.names import Names
from framing.voice.persons import FEMALE, MALE, MANY, SEXES, THING, Article, Person
from framing.voice.runs import HONORIFICS, ROLE_KINDS, bare, is_role
from framing.voice.somebody import (
    BODIES,
    FURNITURE,
    NOBODY,
    PEOPLE,
    QUANTITIES,
    THINGS,
    TRAILING,
    can_speak,
    is_common,
)
from framing.voice.stream import Stream
from framing.voice.tags import known_tags, tag_of

LONGEST = 12
_DETERMINERS = frozenset("the a an this that these those his her its their our my".split())
UNTOLD = HONORIFICS | _DETERMINERS
_BREAKS = frozenset(
    [kinds.ID[f"w:{word}"] for word in "of for at from in on with who whose which that to by".split()]
    + [kinds.ID[f"p:{mark}"] for mark in (",", "(", "—", "–", "-", "--")]
)
_CALLED = BODIES | THINGS
_MARKS = frozenset(kinds.ID[f"p:{mark}"] for mark in (",", "(", "—", "–", "-", "--", ":", ";"))
_COMMA, _THE = kinds.ID["p:,"], kinds.ID["w:the"]
_AND_KINDS = [kinds.ID["w:and"], kinds.ID["p:&"]]
_ROLE = kinds.ID["ROLE"]
_AND = frozenset(("and", "&"))
_CAPROLE, _OWNER = kinds.ID["CAPROLE"], kinds.ID["CAPPOSS"]
_IN, _NUMBER, _A = kinds.ID["w:in"], kinds.ID["NUM"], (kinds.ID["w:a"], kinds.ID["w:an"])
_YEAR = 4
_NOBODY, _NO_PART = NOBODY - _DETERMINERS, NOBODY | FURNITURE
_NO_NAMES = _NO_PART | QUANTITIES
_TITLE = kinds.ID["TITLE"]
_CAPITALS = frozenset(kinds.ID[kind] for kind in ("CAP", "ALLCAP", "CAPROLE", "CAPPOSS"))
_JOINING = ("of", "for", "on")
_FROM = ("of", "from")
_ADVERBS = frozenset("versus only even just almost nearly about roughly".split())
_WHEN = frozenset(("today", "yesterday", "tonight"))
_OF_KIND = frozenset("rights photo video print image newsletter policy privacy".split())
_PARTICIPLES = frozenset((kinds.ID["ED"], kinds.ID["ING"]))


vocabulary.enter(_WHEN)


class Naming:
    """Enters the speakers that noun phrases name into their articles."""

    def __init__(self, stream: Stream):
        self.stream = stream
        self.names = Names(stream)
        self.acronyms, self.beside = Acronyms(self.names), Beside(self.names)
        breaking = kinds.among(stream.kind, [*_BREAKS, *_PARTICIPLES]) | stream.among(_WHEN)
        self.breaking = breaking.tobytes()
        self.joining = kinds.among(stream.kind, _AND_KINDS).tobytes()
        self.articles: dict[int, Article] = {}
        self.runs: dict[int, Person] = {}
        self.resolved: dict[tuple[int, int, bool], Person | None] = {}
        self.behind = False

    def _named(self, article: Article, first: int, end: int) -> Person | None:
        """Return the person or body whose name closes the head ``first:end`` of the source; None where no name does, or
        a name goes on behind "of" ("Department of Justice")."""
        names = self.names
        number = self.names.ending_at(end)
        if number is None or self.names.last[number] <= first:
            return None
        if (
            number
            and names.last[number - 1] == names.first[number] > first
            and names.kind[names.first[number] - 1] != _OWNER
        ):
            number, end = number - 1, names.first[number]
        run = names.first[number]
        if run > first and names.word(run - 1) in _JOINING and names.start[number] == run:
            joined = names.ending_at(run - 1)
            return (
                None if joined is None or not self._is_body(run - 1) else self._body(article, names.first[joined], end)
            )
        if run > first + 1 and any(
            names.word(unit) in _JOINING and names.low(unit - 1) in BODIES for unit in range(first + 1, run)
        ):
            return None
        body = self.acronyms.expanded(number)
        if body is not None:
            return self._body(article, *body)
        begin = names.name_start(max(run, first), end)
        full = number if names.kind[end - 1] == _CAPROLE else names.fullest(begin, end, number)
        if full == number and self._is_no_name(begin, end, number):
            return None
        return self._entered(article, first, begin, end, full)

    def _office_holder(self, article: Article, first: int, last: int) -> Person | None:
        """Return who closes the name of an office: "Secretary of Health and Human Services Ann Lee"."""
        names = self.names
        number = names.ending_at(last)
        if number is None or names.kind[first] != _TITLE or names.first[number] <= first:
            return None
        begin = names.start[number]
        office = (
            begin > names.first[number]
            and names.word(names.first[number] - 1) in _AND
            and names.word(first + 1) in _JOINING
        )
        if not office or not opens_name(names.word(begin)):
            return None
        return self._entered(article, first, begin, last, names.fullest(begin, last, number))

    def _several(self, article: Article, first: int, last: int) -> Person | None:
        """Return the one speaker that several names make: "Ann Lee and Bob Ray", "Smith & Wesson"; None where a source is
        anything else. "Analysts Ann Lee and Bob Ray" are "the analysts" later."""
        names = self.names
        if self.joining.find(1, first + 1, last - 1) < 0:
            return None
        holder = self._office_holder(article, first, last)
        parts = self._parts(first, last) if holder is None else []
        if not parts:
            return holder
        alike = {person or end - begin > 1 or names.kind[begin - 1] == _THE for _, begin, end, person in parts}
        number, begin, _, person = parts[-1]
        titled = person and not parts[0][3] and begin - names.first[number] > 1
        if len(alike) > 1 or titled:
            return None
        words: list[str] = []
        for number, begin, end, person in parts:
            words += names.full_words(names.fullest(begin, end, number)) if person else names.spelt(begin, end)
            words.append(names.word(end) if end < last else "")
        several = article.enter(" ".join(words[:-1]).replace(" ,", ","))
        several.sort = MANY
        self._call(several, [names.low(unit) for unit in range(first, last) if names.kind[unit] == _ROLE])
        return several

    def _parts(self, first: int, last: int) -> list[tuple[int, int, int, bool]]:
        """Return the names that a comma and "and" join in ``first:last``: the run, its units, and whether it is a person; none
        where anything else but roles stands there."""
        names, parts, unit, joined = self.names, [], first, False
        while unit < last:
            unit += names.kind[unit] == _THE
            number = bisect_left(names.first, unit)
            if number == len(names.first) or names.first[number] != unit or names.last[number] > last:
                return []
            begin, unit = names.start[number], names.last[number]
            if names.kind[unit - 1] in ROLE_KINDS and names.low(unit - 1) not in _CALLED:
                return []
            if unit < last and names.kind[unit] in ROLE_KINDS:
                unit += 1
                continue
            parts.append((number, begin, unit, self._is_person(number)))
            if unit >= last or joined:
                break
            joined = names.word(unit) in _AND
            if not joined and names.kind[unit] != _COMMA:
                return []
            unit += 1
        whole = unit >= last or names.kind[unit] in _BREAKS
        return parts if joined and len(parts) > 1 and whole else []

    def _body(self, article: Article, begin: int, end: int) -> Person:
        """Return the body that is named in the units ``begin:end``."""
        person = article.enter(" ".join(self.names.spelt(begin, end)))
        person.sort = THING
        return person

    def _is_no_name(self, begin: int, end: int, number: int) -> bool:
        """Tell whether capitalised words are no name: a title alone, furniture of the page, or a noun that opens a sentence."""
        names = self.names
        if end - begin > 1:
            return all(names.low(unit) in _NO_PART for unit in range(begin, end))
        if names.kind[begin] == _TITLE or names.low(begin) in _NO_NAMES:
            return True
        if begin != names.sentence[begin]:
            return False
        low = names.low(begin)
        noun = tag_of(low).startswith("NN") and (can_speak(low) or low not in known_tags())
        return is_common(low) or (not noun and names.only_opens(number))

    def _entered(self, article: Article, first: int, begin: int, end: int, full: int) -> Person:
        """Return the person of the run ``full``, with the role and pronoun that the source ``first:end`` tells."""
        names = self.names
        person = self.runs.get(full)
        if person is None:
            person = self.runs[full] = article.enter(" ".join(names.full_words(full)))
            person.human = person.human or self._is_person(full, full)
        elif first == begin and (end == len(names.kind) or names.kind[end] != _COMMA):
            return person
        if person.role is not None and person.sort is not None:
            return person
        comma = names.kind[begin - 1] == _COMMA
        before = [names.low(unit) for unit in range(first, begin - comma)] if begin > first else []
        if person.role is None:
            told = [names.word(unit) for unit, low in enumerate(before, start=first) if low not in UNTOLD]
            person.role = (
                " ".join(told) if told and is_role(told[-1]) else self.beside.apposition(end) or self.beside.role(full)
            )
            if person.role:
                self._call(person, plain(person.role).split())
        if person.sort is None:
            told = (*before, *plain(person.role).split()) if person.role else before
            sexes = [SEXES[word] for word in told if word in SEXES]
            final = names.low(end - 1)
            if final in _CALLED:
                self._call(person, (final,))
            body = final in BODIES or (before[:1] == ["the"] and person.role is None)
            given = pronoun_of(person.name.split()[0]) if person.human and " " in person.name else None
            person.sort = sexes[0] if sexes else THING if body else given or None
            person.human = person.human or bool(sexes)
        return person

    def _call(self, person: Person, words: Iterable[str]) -> None:
        """Note what a person was called, and what else one with such a role is called."""
        for word in words:
            person.nouns[word] = None
            for other in ALIKE.get(word, ()):
                person.nouns[other] = None

    def _head_end(self, first: int, last: int) -> int:
        """Return where the head of a source ends: before its first preposition, comma or relative clause."""
        names = self.names
        if self.breaking.find(1, first + 1, last) < 0:
            return last
        for unit in range(first + 1, last):
            if not self.breaking[unit]:
                continue
            if names.low(unit) in _WHEN or (names.kind[unit] in _PARTICIPLES and self._is_whole(first, unit)):
                return unit
            if names.kind[unit] in _BREAKS:
                named = names.upper[unit - 1] and unit + 1 < last and names.upper[unit + 1]
                if not (named and names.word(unit) in _JOINING):
                    return unit
                if not (names.low(unit - 1) in BODIES or names.is_office(unit) or self._is_body(unit)):
                    return unit
        return last

    def _is_whole(self, first: int, unit: int) -> bool:
        """Tell whether what stands before a participle is a noun for somebody: "a statement" issued on Monday."""
        before = self.names.low(unit - 1)
        return unit - 1 > first and self.names.word(unit - 1).islower() and can_speak(before)

    def _is_body(self, unit: int) -> bool:
        """Tell whether a name of several words that ends before a unit is not like a person's: "Blue Shield" of Ohio."""
        names = self.names
        number = names.ending_at(unit)
        if number is None or names.start[number] > names.first[number] or names.last[number] - names.first[number] < 2:
            return False
        return not closes_name(names.word(unit - 1), names.word(names.first[number]))

    def _described(self, article: Article, first: int, end: int, last: int) -> Person:
        """Return the speaker whose only name is the description ``first:last``; ``end`` is where its head ends."""
        names = self.names
        stop = last
        if end < last:
            units = range(max(end, first + 1), last)
            stop = next((unit for unit in units if names.kind[unit] in _MARKS or self._tells_where(unit)), last)
        first += names.low(first) in _ADVERBS and first + 1 < stop
        words = names.spelt(first, min(stop, first + LONGEST))
        if first == names.sentence[first] and (len(words) == 1 or names.low(first) in QUANTITIES):
            words[0] = words[0].lower()
        person = article.enter(" ".join(words[names.low(first) in _DETERMINERS and len(words) > 1 :]))
        unit = self._noun(first, end)
        noun, kind = names.low(unit), names.kind[unit]
        named = [names.low(unit) for unit in range(first, end) if names.upper[unit]] if end - first > 1 else []
        self._call(person, (noun, *named))
        many = kind == kinds.ID["S"] or (noun.endswith("s") and kind in ROLE_KINDS)
        person.sort = person.sort or SEXES.get(noun) or (MANY if many else THING if noun in THINGS else None)
        role = kind in ROLE_KINDS or noun in PEOPLE or (is_role(noun) and noun not in _CALLED)
        person.human = role and person.sort in (None, MALE, FEMALE)
        return person

    def _tells_where(self, unit: int) -> bool:
        """Tell whether a description goes on with where or when something was said: "a spokesman" in a statement, in 2014."""
        names = self.names
        following = min(unit + 1, len(names.kind) - 1)
        year = names.kind[following] == _NUMBER and len(names.word(following)) == _YEAR
        return names.kind[unit] == _IN and (year or names.kind[following] in _A)

    def _is_somebody(self, first: int, end: int) -> bool:
        """Tell whether a description in the units ``first:end`` is one of somebody, not of a thing or a page's furniture."""
        names = self.names
        first += names.low(first) in _ADVERBS and first + 1 < end
        noun, opening = names.low(self._noun(first, end)), names.low(first)
        if opening in FURNITURE and not (opening in _OF_KIND and end - first > 1 and can_speak(noun)):
            return False
        if opening in _NOBODY and (len(opening) == 1 or not names.word(first).isupper()):  # no acronym
            return False
        if noun in QUANTITIES or can_speak(noun):
            return True
        return any(names.low(unit) in BODIES for unit in range(first, end) if names.upper[unit])

    def _noun(self, first: int, end: int) -> int:
        """Return the unit of the noun that a head ends in, "familiar" and participles behind it aside."""
        unit = end - 1
        while unit > first and (self.names.low(unit) in TRAILING or self.names.kind[unit] in _PARTICIPLES):
            unit -= 1
        return unit

    def _apposed(self, article: Article, first: int, last: int) -> Person | None:
        """Return whose name closes the source behind a comma: "his wife, Ann Lee"; not a place behind a place."""
        names = self.names
        number = names.ending_at(last)
        if number is None or names.word(names.first[number] - 1) in _FROM:
            body = self._apposed_body(article, first, last)
            if body is not None:
                return body
            last = next((unit for unit in range(last - 1, first, -1) if names.word(unit) in _FROM), last)
            number = names.ending_at(last)
        if number is None or names.first[number] - 1 <= first or names.kind[names.first[number] - 1] != _COMMA:
            return None
        before = names.kind[names.first[number] - 2]
        begin = names.start[number]
        person = last - begin > 1 and self._is_person(number)
        if (before in _CAPITALS and not person) or names.is_place(number):
            return None
        if not (person or self._is_somebody(first, self._head_end(first, last))):
            return None
        return self._entered(article, first, begin, last, names.fullest(begin, last, number))

    def _apposed_body(self, article: Article, first: int, last: int) -> Person | None:
        """Return the body whose name, with "of" in it, closes the source behind a comma: "an insurer, Blue Shield of Ohio"."""
        names = self.names
        of = next((unit for unit in range(last - 1, first, -1) if names.word(unit) == "of"), first)
        number = names.ending_at(of)
        if of == first or number is None or names.kind[names.first[number] - 1] != _COMMA or not self._is_body(of):
            return None
        return self._body(article, names.first[number], last)

    def _is_person(self, number: int, full: int | None = None) -> bool:
        """Tell whether a run can be a person: a title, a full name of two words or more somewhere in the article, or one
        word that has spoken before; no body, no place, nothing with an article before it."""
        names = self.names
        first, last, begin = names.first[number], names.last[number], names.start[number]
        if names.low(last - 1) in BODIES:
            return False
        if begin > first:
            return True
        full = names.fullest(begin, last, number) if full is None else full
        if names.kind[last - 1] in ROLE_KINDS or not self._like_person(full):
            return False
        behind = names.kind[first - 1] if first > names.sentence[first] else -1
        return behind != kinds.ID["w:the"] and not names.is_place(full)

    def _like_person(self, number: int) -> bool:
        """Tell whether a name is like a person's: of several words by its first and last, of one where that has spoken."""
        words = self.names.full_words(number)
        if len(words) > 1:
            return closes_name(words[-1], words[0])
        return closes_name(words[0], "") and not self.names.is_acronym(number) and self._has_spoken(number)

    def _has_spoken(self, number: int) -> bool:
        """Tell whether a name of one word is known as a speaker of its article."""
        article = self.articles.get(self.names.article[number])
        return article is not None and bare(self.names.low(self.names.last[number] - 1)) in article.known
