"""A speaker, the speakers of one article, and the pronouns and nouns that tell which of them may be meant."""

from dataclasses import dataclass, field

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


@dataclass(eq=False, slots=True)
class Person:
    """A speaker in one article; ``sort`` is the pronoun that fits, if that is known; ``human`` tells whether "he" or "she"
    may be meant; ``nouns`` are what it was called, in order."""

    id: str
    name: str
    role: str | None = None
    sort: str | None = None
    human: bool = False
    nouns: dict[str, None] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Article:
    """The speakers of an article by name, in order of their first words, and by how lately they spoke.

    ``spoke`` is the first unit of the sentence of the last speaker; ``sources`` remembers who a source of given words
    stands for, if it always stands for the same.
    """

    known: dict[str, Person] = field(default_factory=dict)
    recent: list[Person] = field(default_factory=list)
    spoke: int = -1
    sources: dict[bytes, Person] = field(default_factory=dict)

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
