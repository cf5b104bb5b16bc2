"""Whether a match meets the conditions of its term, and if not, which it fails."""

from collections.abc import Callable

import numpy as np

from framing.codebook import Term
from framing.tag.places import Batch

MET, EXCEPTED, NOT_NEAR_ANY, NOT_NEAR_ALL, NEAR_UNWANTED, INSIDE, POSSESSOR, VOICE, SHORTER = range(9)
OUTCOMES = (
    "counts", "an exception overlaps it", "nothing of `near` within reach", "not everything of `near_all` within reach",
    "something of `not_near` within reach", "not at the start of a sentence", "with or without a possessor",
    "in another voice", "a longer match of the same referent overlaps it",
)  # fmt: skip


def is_conditional(term: Term) -> bool:
    """Tell whether a term has conditions other than on its voice."""
    return bool(term.exceptions or term.near or term.near_all or term.not_near or term.start or term.possessor)


def outcomes(
    term: Term, batch: Batch, first: np.ndarray, last: np.ndarray, number_of: Callable[[str], int]
) -> np.ndarray:
    """Return for each match of a term ``MET`` or the first condition that it fails; ``number_of`` numbers a pattern."""
    outcome = np.full(len(first), MET)

    def fail(rows: np.ndarray, what: int) -> None:
        outcome[rows & (outcome == MET)] = what

    def near(pattern: str) -> np.ndarray:
        return batch.near(first, last, *batch.of(number_of(pattern)), term.within)

    if term.start:
        fail(~batch.opens_sentence(first), INSIDE)
    if term.possessor:
        fail(batch.possessed(first) != (term.possessor == "with"), POSSESSOR)
    for pattern in term.exceptions:
        fail(batch.overlapped(first, last, *batch.of(number_of(pattern))), EXCEPTED)
    for pattern in term.near_all:
        fail(~near(pattern), NOT_NEAR_ALL)
    for pattern in term.not_near:
        fail(near(pattern), NEAR_UNWANTED)
    if term.near:
        fail(~np.logical_or.reduce([near(pattern) for pattern in term.near]), NOT_NEAR_ANY)
    return outcome
