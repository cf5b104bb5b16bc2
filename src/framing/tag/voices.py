"""In whose voice a place stands: that of the innermost passage that holds it, else narration."""

import numpy as np
import pandas as pd

from framing.schema import VOICES
from framing.tag.places import Batch, Places

NARRATION, SCARE = VOICES.index("narration"), VOICES.index("scare")


def voices_of(
    articles: pd.DataFrame, passages: pd.DataFrame, batch: Batch, places: Places
) -> tuple[np.ndarray, np.ndarray]:
    """Return each place's voice, as an index into ``schema.VOICES``, and the row of the passage that names its speaker.

    The row is -1 where nobody is named. A place that only overlaps a scare-quoted phrase (the "breakaway" region) is in
    scare quotes as well.
    """
    text, start, end = places.text, places.start, places.end
    voice = np.full(len(text), NARRATION, dtype=np.int64)
    speaker = np.full(len(text), -1, dtype=np.int64)
    if not len(passages) or not len(text):
        return voice, speaker
    span = max(map(len, batch.words.texts)) + 2
    spans = _Spans.of(articles, passages, span)
    at, to = text * span + start, text * span + end
    for level in np.unique(spans.level):
        _apply(spans.take(np.flatnonzero(spans.level == level)), at, to, voice, speaker)
    return voice, speaker


class _Spans:
    """Passages as arrays, sorted by place; begin and end count through all texts of the batch."""

    def __init__(self, begin, end, level, voice, row) -> None:
        self.begin, self.end, self.level, self.voice, self.row = begin, end, level, voice, row

    def take(self, rows: np.ndarray) -> "_Spans":
        return _Spans(self.begin[rows], self.end[rows], self.level[rows], self.voice[rows], self.row[rows])

    @staticmethod
    def of(articles: pd.DataFrame, passages: pd.DataFrame, span: int) -> "_Spans":
        article = pd.Index(articles["article_id"]).get_indexer(pd.Index(passages["article_id"]))
        text = article * 2 + (passages["part"] == "body").to_numpy(dtype=np.int64)
        voice = pd.Index(VOICES).get_indexer(pd.Index(passages["voice"]))
        row = np.where(passages["speaker_id"].isna().to_numpy(), -1, np.arange(len(passages)))
        begin, end = (text * span + passages[name].to_numpy() for name in ("start", "end"))
        spans = _Spans(begin, end, passages["level"].to_numpy(), voice, row)
        order = np.argsort(begin, kind="stable")
        return spans.take(order[article[order] >= 0])


def _apply(spans: _Spans, at: np.ndarray, to: np.ndarray, voice: np.ndarray, speaker: np.ndarray) -> None:
    """Set voice and speaker of the places that passages of one level hold."""
    if not len(spans.begin):
        return
    last = len(spans.begin) - 1
    row = np.searchsorted(spans.begin, at, side="right") - 1
    before, after = np.maximum(row, 0), np.minimum(row + 1, last)
    held = (row >= 0) & (spans.end[before] >= to)
    voice[held] = spans.voice[row[held]]
    named = held & (spans.row[before] >= 0)
    speaker[named] = spans.row[row[named]]
    for near in (before, after):
        partly = ~held & (spans.begin[near] < to) & (spans.end[near] > at) & (spans.voice[near] == SCARE)
        voice[partly] = SCARE
