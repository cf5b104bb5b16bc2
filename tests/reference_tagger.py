"""A slow, obvious tagger, written from the documentation of the pattern language to check the real one against.

It looks at every pattern, at every word, one character and one alternative at a time, and shares with the real one
only the list of characters, the folding of a word and the ends of sentences.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from framing.codebook import fold
from framing.sentences import sentence_spans
from framing.text import APOSTROPHES, DASHES, HYPHENS, QUOTES, SOFT, WHITE

JOIN, HELD, LOOSE = "join", "held", "loose"


@dataclass
class Piece:
    """A part of a word: its place, its text, its word's number, its sentence, and how it follows the part before."""

    start: int
    end: int
    text: str
    word: int
    sentence: int
    link: str


def kind_of(mark: str) -> str:
    category = unicodedata.category(mark)[0]
    if mark in APOSTROPHES + HYPHENS:
        return "joiner"
    if mark in SOFT or category == "M":
        return "mark"
    return {"L": "letter", "N": "digit"}.get(category, {".": "stop", ",": "comma"}.get(mark, "other"))


def core_of(text: str) -> list[str]:
    """Return each character's kind; a mark that follows a letter or digit is a letter, any other is nothing."""
    kinds = [kind_of(mark) for mark in text]
    for i, kind in enumerate(kinds):
        if kind == "mark":
            kinds[i] = "letter" if i and kinds[i - 1] in ("letter", "digit") else "other"
    return kinds


def pieces_of(text: str) -> list[Piece]:
    kinds = core_of(text)
    core = [kind in ("letter", "digit") for kind in kinds]
    inside, splits = list(core), set()
    for i in range(1, len(text) - 1):
        if not (core[i - 1] and core[i + 1]):
            continue
        both = {kinds[i - 1], kinds[i + 1]}
        initials = both == {"letter"} and not (i >= 2 and core[i - 2])
        if kinds[i] == "joiner":
            inside[i] = True
            splits.add(i)
        elif (kinds[i] in ("stop", "comma") and both == {"digit"}) or (kinds[i] == "stop" and initials):
            inside[i] = True
    spans = sentence_spans(text)
    pieces: list[Piece] = []
    at, word = 0, -1
    while at < len(text):
        if not inside[at]:
            at += 1
            continue
        word += 1
        start = at
        while at < len(text) and inside[at]:
            at += 1
        sentence = max(i for i, span in enumerate(spans) if span[0] <= start)
        cuts = [start - 1, *sorted(i for i in splits if start <= i < at), at]
        for left, right in pairwise(cuts):
            pieces.append(Piece(left + 1, right, text[left + 1 : right], word, sentence, "blocked"))
    for before, after in pairwise(pieces):
        after.link = link_of(text[before.end : after.start], before, after)
    return pieces


def link_of(gap: str, before: Piece, after: Piece) -> str:
    if before.sentence != after.sentence:
        wrapped = not gap.strip(" \t\n\r\v\f") and gap.count("\n") == 1 and after.text[0].islower()
        return "space" if wrapped else "blocked"
    if before.word == after.word:
        return "apostrophe" if gap in APOSTROPHES else "hyphen"
    if len(gap) == 1 and gap in HYPHENS + DASHES:
        return "hyphen"
    gap = gap.removeprefix(".")
    ignored = set(WHITE) | set(QUOTES) | set(APOSTROPHES)
    return "space" if gap and set(gap) <= ignored and set(gap) & set(WHITE) else "punctuation"


ALLOWED = {JOIN: ("space", "hyphen"), HELD: ("apostrophe",), LOOSE: ("space", "hyphen", "apostrophe", "punctuation")}


def stronger(*links: str | None) -> str | None:
    return next((link for link in (LOOSE, HELD, JOIN) if link in links), None)


class Reader:
    """Reads a pattern into a tree: ("word", w), ("any", options), ("gap", n), ("link", kind) or ("all", items)."""

    def __init__(self, pattern: str, classes: dict) -> None:
        apart, held = re.escape(HYPHENS + DASHES), re.escape(APOSTROPHES)
        word = rf"[^\s()\[\]|<>…,.{apart}{held}]+(?:\.[^\s()\[\]|<>…,.{apart}{held}]+)*"
        self.tokens = re.findall(rf"(?:\.\.\.|…)\d*|[()\[\]|]|<[^<>]*>|[\s{apart}]+|[{held}]|,|\.|{word}", pattern)
        self.classes = classes

    def options(self) -> tuple:
        found = [self.phrase()]
        while self.tokens and self.tokens[0] == "|":
            self.tokens.pop(0)
            found.append(self.phrase())
        return ("any", found)

    def phrase(self) -> tuple:
        items = []
        while self.tokens and self.tokens[0] not in ("|", ")", "]"):
            items.append(self.item(self.tokens.pop(0)))
        return ("all", items)

    def item(self, token: str) -> tuple:
        if token in ("(", "["):
            inner = self.options()
            self.tokens.pop(0)
            return inner if token == "(" else ("any", [inner, ("all", [])])
        if token[0] == "<":
            return ("any", [Reader(word, {}).options() for word in self.classes[token[1:-1]]])
        if token.startswith(("...", "…")):
            return ("gap", int(token.lstrip(".…") or 3))
        if token == ",":
            return ("link", LOOSE)
        if token == ".":
            return ("all", [])
        if token in APOSTROPHES:
            return ("link", HELD)
        if re.fullmatch(rf"[\s{re.escape(HYPHENS + DASHES)}]+", token):
            return ("link", JOIN)
        return ("word", token)


class Matching:
    """Follows a tree over the pieces of one text."""

    def __init__(self, pieces: list[Piece], language: str, case: bool) -> None:
        self.pieces, self.language, self.case = pieces, language, case

    def ends(self, node: tuple, states: set) -> set:
        """Return the states after ``node``; a state is (first piece or None, next piece, link that is due, last
        word).
        """
        kind, what = node
        if kind == "all":
            for inner in what:
                states = self.ends(inner, states)
            return states
        if kind == "any":
            return set().union(*(self.ends(inner, states) for inner in what))
        if kind == "link":
            return {(first, at, stronger(due, what), last) for first, at, due, last in states}
        if kind == "gap":
            return self.gap(what, states)
        fitting = [state for state in states if self.fits(what, *state[:3])]
        return {(at if first is None else first, at + 1, None, at) for first, at, _, _ in fitting}

    def gap(self, most: int, states: set) -> set:
        found = set()
        for first, at, _, last in states:
            found.add((first, at, LOOSE, last))
            for step in range(at, at + most):
                if first is None or step >= len(self.pieces) or self.pieces[step].link == "blocked":
                    break
                found.add((first, step + 1, LOOSE, last))
        return found

    def fits(self, word: str, first: int | None, at: int, due: str | None) -> bool:
        if at >= len(self.pieces):
            return False
        piece = self.pieces[at]
        if first is not None and piece.link not in ALLOWED[due]:
            return False
        wanted = re.escape(fold(word, self.language, self.case)).replace(r"\*", ".*").replace(r"\?", ".")
        return re.fullmatch(wanted, fold(piece.text, self.language, self.case), re.DOTALL) is not None


def places(pattern: str, pieces: list[Piece], classes: dict, language: str = "en", case: bool = False) -> set:
    """Return every (first piece, last piece) where the pattern matches."""
    tree = Reader(pattern, classes).options()
    found = set()
    for at in range(len(pieces)):
        states = Matching(pieces, language, case).ends(tree, {(None, at, None, None)})
        found |= {(first, last) for first, _, _, last in states if first is not None}
    return found


def overlap(a: tuple, b: tuple) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def is_near(place: tuple, other: tuple, here: list[Piece], there: list[Piece], within: str | int) -> bool:
    """Tell whether ``other`` in text ``there`` lies within reach of ``place`` in text ``here``."""
    same = here is there
    if same and overlap(place, other):
        return False
    if within == "article":
        return True
    if not same:
        return False
    if within == "sentence":
        one, two = (place[1], other[0]) if other[0] > place[1] else (place[0], other[1])
        return here[one].sentence == there[two].sentence
    if other[0] > place[1]:
        return there[other[0]].word - here[place[1]].word <= within
    return here[place[0]].word - there[other[1]].word <= within


def possessed(text: str, pieces: list[Piece], first: int) -> bool:
    if first == 0 or pieces[first].link != "space":
        return False
    before = pieces[first - 1]
    if before.text in ("s", "S") and before.link == "apostrophe":
        return True
    return before.text.endswith("s") and text[before.end : before.end + 1] in tuple(APOSTROPHES)


def tag_article(texts: list[str], codebook) -> list[tuple]:
    """Return (part, start, end, referent, label, term) of every mention in headline and body, voices left out."""
    read = [pieces_of(text) for text in texts]
    language, classes = codebook.language, codebook.classes
    found = []
    for number, (referent, label, term) in enumerate(codebook.terms()):

        def all_places(pattern: str, case=term.case) -> list:
            return [(here, place) for here in read for place in sorted(places(pattern, here, classes, language, case))]

        for part, here in enumerate(read):
            for place in places(term.term, here, classes, language, term.case):
                near = lambda p: any(is_near(place, o, here, there, term.within) for there, o in all_places(p))  # noqa: E731, B023
                excepted = any(
                    there is here and overlap(place, o) for p in term.exceptions for there, o in all_places(p)
                )
                fits = not excepted and all(map(near, term.near_all)) and not any(map(near, term.not_near))
                fits = fits and (not term.near or any(map(near, term.near)))
                fits = fits and (not term.start or here[place[0]].link == "blocked")
                if term.possessor:
                    fits = fits and possessed(texts[part], here, place[0]) == (term.possessor == "with")
                if fits:
                    start, end = here[place[0]].start, here[place[1]].end
                    found.append((referent, part, -(end - start), number, place, start, end, label, term.term))
    kept: list[tuple] = []
    for match in sorted(found):
        if not any(o[:2] == match[:2] and overlap(o[4], match[4]) for o in kept):
            kept.append(match)
    return sorted((m[1], m[5], m[6], m[0], m[7], m[8]) for m in kept)
