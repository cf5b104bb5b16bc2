"""Values laid out as the table ``readability``: one row an article, part, voice and measure."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing import schema

COUNTED = {"n_words": "words", "n_sentences": "sentences", "n_syllables": "syllables"}


@dataclass(frozen=True)
class Cells:
    """What is measured: each cell's text (2 i the headline of article i, 2 i + 1 its body) and its voice's place."""

    text: np.ndarray
    voice: np.ndarray
    voices: tuple[str, ...]

    @property
    def article(self) -> np.ndarray:
        return self.text // 2

    def pick(self, by_voice: dict[str, dict[str, np.ndarray]], count: str) -> np.ndarray:
        """Return a count, given for each voice and text, for every cell."""
        return np.stack([by_voice[voice][count] for voice in self.voices])[self.voice, self.text]


def make_cells(n_articles: int, voices: tuple[str, ...]) -> Cells:
    """Return the cells of each article: its headline as a whole, then its body in each voice (``all`` first)."""
    text = np.repeat(np.arange(n_articles) * 2, len(voices) + 1)
    place = np.tile(np.arange(len(voices) + 1), n_articles)
    return Cells(text + (place > 0), np.maximum(place - 1, 0), voices)


@dataclass(frozen=True)
class Scores:
    """The values of a batch: for each measure a number and a note for every cell, and the counts of every cell."""

    cells: Cells
    values: dict[str, tuple[np.ndarray, np.ndarray]]
    counts: dict[str, np.ndarray]


def joined(batches: list[Scores], n_articles: int) -> Scores:
    """Return the scores of several batches as one."""
    first = batches[0]
    values = {
        name: tuple(np.concatenate([scores.values[name][kind] for scores in batches]) for kind in (0, 1))
        for name in first.values
    }
    counts = {name: np.concatenate([scores.counts[name] for scores in batches]) for name in COUNTED.values()}
    return Scores(make_cells(n_articles, first.cells.voices), values, counts)


def lay_out(article_id: pd.Series, scores: Scores) -> pd.DataFrame:
    """Return the columns of the table ``readability`` for the articles scored."""
    cells, measures = scores.cells, len(scores.values)
    cell = np.repeat(np.arange(len(cells.text)), measures)
    notes, levels = pd.factorize(
        np.concatenate([np.array([""], dtype=object), *(note for _, note in scores.values.values())])
    )
    columns = {
        "article_id": _repeat(article_id.to_list(), cells.article[cell]),
        "part": _repeat(schema.PARTS, cells.text[cell] % 2),
        "voice": _repeat(cells.voices, cells.voice[cell]),
        "measure": _repeat(tuple(scores.values), np.tile(np.arange(measures), len(cells.text))),
        "value": np.stack([value for value, _ in scores.values.values()]).T.ravel(),
        **{column: scores.counts[name][cell] for column, name in COUNTED.items()},
        "notes": _repeat(levels, notes[1:].reshape(measures, -1).T.ravel()),
    }
    return pd.DataFrame(columns)


def _repeat(levels: object, codes: np.ndarray) -> pd.api.extensions.ExtensionArray:
    return pd.array(list(levels), dtype="str").take(codes)
