"""The sentences of several texts, as arrays."""

from collections.abc import Sequence

import numpy as np

from framing.sentences import sentence_spans


def sentences_of(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each sentence which text it stands in, and its start and end there."""
    spans = [sentence_spans(text) for text in texts]
    counts = np.fromiter(map(len, spans), dtype=np.int64, count=len(spans))
    flat = np.array([span for found in spans for span in found], dtype=np.int64).reshape(-1, 2)
    return np.repeat(np.arange(len(texts)), counts), flat[:, 0], flat[:, 1]
