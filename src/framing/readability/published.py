"""Values by the published formulas, for every article, part and voice of a batch."""

import numpy as np

from framing.readability.counts import count_voices, read_tokens
from framing.readability.measures import FORMULAS, Formula
from framing.readability.table import COUNTED, Scores, make_cells
from framing.text import Words


def score_published(words: Words, voices: dict[str, np.ndarray], languages: list[str], names: list[str]) -> Scores:
    """Return the values of the measures ``names``; ``languages`` are the codes of the articles' languages.

    ``words`` are the words of a headline and a body for each article; ``voices`` tells which sentences are each
    voice's.
    """
    needed = {count for name in names for count in FORMULAS[name].counts} | set(COUNTED.values())
    tokens = read_tokens(words, [code for code in languages for _ in range(2)])
    by_voice = count_voices(tokens, voices, needed)
    cells = make_cells(len(languages), tuple(voices))
    counts = {count: cells.pick(by_voice, count) for count in needed}
    spoken = np.array(languages, dtype=object)[cells.article]
    return Scores(cells, {name: _measure(FORMULAS[name], counts, spoken) for name in names}, counts)


def _measure(formula: Formula, counts: dict[str, np.ndarray], languages: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a measure's value and note for every cell."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.asarray(formula.function(*(counts[count] for count in formula.counts)), dtype=np.float64)
    notes = np.full(len(value), "", dtype=object)
    for limit in formula.made_for:
        notes[counts[limit.count] < limit.least] = limit.note
    for limit in formula.needs:
        short = counts[limit.count] < limit.least
        value, notes = np.where(short, np.nan, value), np.where(short, limit.note, notes)
    for language in sorted(set(languages)):
        if reason := formula.missing(language):
            spoken = languages == language
            value, notes = np.where(spoken, np.nan, value), np.where(spoken, reason, notes)
    return value, notes
