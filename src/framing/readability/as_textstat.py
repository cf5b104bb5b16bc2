"""Values by textstat's definitions, for every article, part and voice of a batch."""

import numpy as np

from framing.readability.table import COUNTED, Cells, Scores, make_cells
from framing.readability.textstat_counts import TextCounts
from framing.readability.textstat_scores import MEASURES
from framing.text import Words

DEFAULT = (
    "flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog_index", "automated_readability_index",
    "coleman_liau_index", "dale_chall_readability_score", "linsear_write_formula", "lix", "rix",
)  # fmt: skip
_EMPTY = "textstat scores an empty text 0.0"


def score_as_textstat(
    texts: list[str], words: Words | None, voices: dict[str, np.ndarray], languages: list[str], names: list[str]
) -> Scores:
    """Return what textstat's functions ``names`` return for each headline and body, and for the sentences of a voice.

    ``words`` is read only if there are voices beside ``all``. In a language other than English every value is NA and
    the number of syllables 0.
    """
    cells = make_cells(len(languages), tuple(voices))
    counted = TextCounts(_cell_texts(cells, texts, words, voices))
    english = np.array([code == "en" for code in languages], dtype=bool)[cells.article]
    notes = np.where(counted["words"] == 0, _EMPTY, "")
    notes = np.where(english, notes, _reasons(languages)[cells.article])
    values = {name: (np.where(english, MEASURES[name](counted), np.nan), notes) for name in names}
    counts = {name: counted[name] for name in COUNTED.values()}
    return Scores(cells, values, counts | {"syllables": counts["syllables"] * english})


def _reasons(languages: list[str]) -> np.ndarray:
    reasons = [
        f"textstat's definitions are for English, not {code!r}" if code else "language not given" for code in languages
    ]
    return np.array(reasons, dtype=object)


def _cell_texts(cells: Cells, texts: list[str], words: Words | None, voices: dict[str, np.ndarray]) -> list[str]:
    """Return the text of each cell: the whole part, or the voice's sentences joined by spaces."""
    if words is None or len(voices) == 1:
        return [texts[text] for text in cells.text.tolist()]
    spoken = [texts if voice == "all" else _spoken(words, kept) for voice, kept in voices.items()]
    return [spoken[voice][text] for voice, text in zip(cells.voice.tolist(), cells.text.tolist(), strict=True)]


def _spoken(words: Words, kept: np.ndarray) -> list[str]:
    pieces: list[list[str]] = [[] for _ in words.texts]
    for row in np.flatnonzero(kept).tolist():
        text = words.sentence_text[row]
        pieces[text].append(words.texts[text][words.sentence_start[row] : words.sentence_end[row]])
    return [" ".join(piece) for piece in pieces]
