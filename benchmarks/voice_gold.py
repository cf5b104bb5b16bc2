"""Annotated attributions as the models see them: the leading word of each cue, what it leads, and its source."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

import numpy as np
from voice_corpus import Attribution, Corpus

from framing.voice import kinds, stretches
from framing.voice.sources import Candidates
from framing.voice.stream import Stream


@dataclass(frozen=True)
class Lead:
    """An attribution as seen from its leading word: units of the head, of speech on each side, and of the source."""

    attribution: Attribution
    head: int
    right: tuple[int, int] | None
    left: tuple[int, int] | None
    source: tuple[int, int] | None


def units_of(stream: Stream, span: tuple[int, int]) -> tuple[int, int]:
    """Return the units that a token span touches."""
    return (
        int(np.searchsorted(stream.first, span[0], side="right")) - 1,
        int(np.searchsorted(stream.first, span[1] - 1, side="right")),
    )


def spelling(stream: Stream) -> list[str]:
    forms = np.array([kinds.plain(form) for form in stream.tokens.forms], dtype=object)
    return forms[stream.form].tolist()


def cue_units(stream: Stream, attribution: Attribution, spelt: list[str]) -> list[int]:
    units = [u for span in attribution.cue for u in range(*units_of(stream, span)) if not stream.folded[u]]
    return [u for u in units if spelt[u][0].isalpha() or spelt[u] == ":"]


def find_heads(
    stream: Stream, found: list[Attribution], use: np.ndarray
) -> tuple[list[int], dict[str, tuple[float, int]]]:
    """Return the leading unit of each attribution (-1: none) and for each form its share and count over articles in
    ``use``.

    The leading word of a cue is the one whose form leads most often, so both are found in turn.
    """
    spelt = spelling(stream)
    article = stream.tokens.text[stream.first] // 2
    total = Counter(form for form, plain, a in zip(spelt, ~stream.folded, article, strict=True) if plain and use[a])
    options = [cue_units(stream, attribution, spelt) for attribution in found]
    led: Counter[str] = Counter()
    for attribution, units in zip(found, options, strict=True):
        if use[attribution.article]:
            for unit in units:
                led[spelt[unit]] += 1 / len(units)
    for _ in range(4):
        share = {form: count / (total[form] + 3) for form, count in led.items()}
        heads = [max(units, key=lambda u: (share.get(spelt[u], 0), -u), default=-1) for units in options]
        led = Counter(spelt[h] for a, h in zip(found, heads, strict=True) if h >= 0 and use[a.article])
    return heads, {form: (count / (total[form] + 3), count) for form, count in led.items()}


def lead_of(stream: Stream, attribution: Attribution, head: int) -> Lead | None:
    """Return what the head leads within its sentence; None where there is no head outside quotation marks."""
    if head < 0:
        return None
    low, high = int(stream.low[head]), int(stream.high[head])
    spans = [units_of(stream, span) for span in attribution.content]
    right = [span for span in spans if head < span[0] < high]
    left = [span for span in spans if span[1] <= head and span[1] > low]
    source = [span for span in (units_of(stream, s) for s in attribution.source) if low <= span[0] < high]
    return Lead(
        attribution,
        head,
        (min(s for s, _ in right), min(max(e for _, e in right), high)) if right else None,
        (max(min(s for s, _ in left), low), max(e for _, e in left)) if left else None,
        (min(s for s, _ in source), max(e for _, e in source)) if source else None,
    )


def cut_source(source: tuple[int, int], head: int) -> tuple[int, int]:
    """Return the source up to its cue, where it begins before it."""
    first, last = source
    return (first, min(last, head)) if first < head else (first, last)


def gold_sources(stream: Stream, leads: list[Lead], found: stretches.Stretches) -> dict[int, tuple[int, int]]:
    """Return for the cues found the annotated source: that of the attribution they lead, else of the content they share
    most with, if that is half of both together."""
    best: dict[int, tuple[float, tuple[int, int]]] = {}
    spans = [(span, lead) for lead in leads if lead.source for span in (lead.right, lead.left) if span is not None]
    spans.sort(key=lambda pair: pair[0])
    begins = [span[0] for span, _ in spans]
    for cue, first, last in zip(found.cue.tolist(), found.first.tolist(), found.last.tolist(), strict=True):
        low, high = int(stream.low[cue]), int(stream.high[cue])
        for (a, b), lead in spans[bisect_left(begins, low) : bisect_left(begins, high)]:
            share = max(min(b, last) - max(a, first), 0) / (max(b, last) - min(a, first))
            share += (lead.head == cue) * 2
            if share >= 0.5 and share > best.get(cue, (0.0,))[0]:
                best[cue] = share, cut_source(lead.source, cue)
    return {cue: source for cue, (_, source) in best.items()}


def true_candidates(found: Candidates, cue: np.ndarray, true: dict[int, tuple[int, int]]) -> np.ndarray:
    """Tell which candidates begin the annotated source of their cue; where none does, the first that stands within it."""
    first, last = np.array([true.get(unit, (-1, -1)) for unit in cue.tolist()]).reshape(-1, 2).T
    inside = (found.unit >= first[found.item]) & (found.unit < last[found.item])
    nearest = np.full(len(cue), np.iinfo(np.int64).max)
    np.minimum.at(nearest, found.item[inside], found.unit[inside])
    return inside & (found.unit == nearest[found.item])


def attributed(corpus: Corpus, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tell which token ranges lie mostly inside annotated content."""
    inside = np.zeros(len(corpus.tokens), dtype=np.int64)
    for attribution in corpus.attributions:
        for a, b in attribution.content:
            inside[a:b] = 1
    total = np.concatenate(([0], np.cumsum(inside)))
    return (total[last] - total[first]) * 2 > last - first
