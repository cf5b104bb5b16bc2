"""Which phrases a term stands for, and whether an earlier term of its referent matches all of them."""

from collections.abc import Iterator

from framing.codebook.folding import fold, glob_matches
from framing.codebook.model import Codebook, Term
from framing.codebook.pattern import HELD, LOOSE, Sequence_, parse

MOST = 200
_SIGNS = {HELD: "'", LOOSE: " "}


def witnesses(sequences: tuple[Sequence_, ...]) -> Iterator[str]:
    """Yield a phrase that each sequence matches, wildcards written as nothing, gaps as a word of no meaning."""
    for sequence in sequences[:MOST]:
        phrase = ""
        for i, step in enumerate(sequence):
            word = min(step.words).replace("*", "").replace("?", "x") if step.words else "zz"
            phrase += (_SIGNS.get(step.link, " ") if i else "") + (word or "zz")
        yield phrase


class Coverage:
    """The terms of a codebook that were seen so far, by referent, to ask whether one of them covers the next.

    A term covers a later one when it has no condition that the later one lacks, and each phrase of the later one is
    also a phrase of it: then it wins every tie.
    """

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._seen: dict[tuple[str, int], list[tuple[str, Term, Sequence_]]] = {}

    def add(self, referent: str, label: str, term: Term) -> None:
        for sequence in self._sequences(term):
            self._seen.setdefault((referent, len(sequence)), []).append((label, term, sequence))

    def of(self, referent: str, term: Term) -> tuple[str, Term] | None:
        """Return label and term of an earlier term that covers this one, or None."""
        covers: set[tuple[str, int]] | None = None
        by_id = {}
        for sequence in self._sequences(term):
            found = set()
            for label, other, theirs in self._seen.get((referent, len(sequence)), ()):
                if self._is_weaker(other, term) and self._holds(theirs, sequence, other, term):
                    found.add((label, id(other)))
                    by_id[id(other)] = other
            covers = found if covers is None else covers & found
            if not covers:
                return None
        label, key = min(covers, key=lambda cover: (cover[0], by_id[cover[1]].term)) if covers else ("", 0)
        return (label, by_id[key]) if covers else None

    def _sequences(self, term: Term) -> tuple[Sequence_, ...]:
        return parse(term.term, self.codebook.classes)

    @staticmethod
    def _is_weaker(other: Term, term: Term) -> bool:
        """Tell whether every match of ``term`` meets the conditions of ``other``: it has none, or the same."""
        names = ("near", "near_all", "not_near", "exceptions", "start", "possessor", "voices")
        return all(
            not (mine := getattr(other, name))
            or (
                mine == getattr(term, name) and (not name.endswith(("near", "near_all")) or other.within == term.within)
            )
            for name in names
        ) and (not other.case or term.case)

    def _holds(self, theirs: Sequence_, ours: Sequence_, other: Term, term: Term) -> bool:
        for i, (wide, narrow) in enumerate(zip(theirs, ours, strict=True)):
            if i and wide.link not in (narrow.link, LOOSE):
                return False
            if wide.words is not None and (
                narrow.words is None or not self._accepts(wide.words, narrow.words, other.case)
            ):
                return False
        return True

    def _accepts(self, wide: frozenset[str], narrow: frozenset[str], case: bool) -> bool:
        """Tell whether each of the narrow words is one of the wide ones, or fits a wildcard of theirs."""
        language = self.codebook.language
        known = {fold(word, language, case) for word in wide}
        asked = {fold(word, language, case) for word in narrow} - known
        globs = [word for word in known if "*" in word or "?" in word]
        plain = all("*" not in word and "?" not in word for word in asked)
        return not asked or (plain and all(any(glob_matches(glob, word) for glob in globs) for word in asked))
