"""From marks and cues to passages: what is quoted, what is reported, and whose words they are."""

from typing import NamedTuple

import numpy as np

from framing.voice import kinds
from framing.voice.cues import find_cues
from framing.voice.leads import NO_LEAD, Lead, find_leads
from framing.voice.lexicon import is_said
from framing.voice.marks import Quote
from framing.voice.nesting import EDGING, Passage, nest
from framing.voice.phrases import SCARE, SPOKEN, Phrases, find_phrases, find_titles
from framing.voice.stream import SHORT, Stream
from framing.voice.stretches import Stretches, find_stretches, survey


class Found(NamedTuple):
    """The passages of a batch in order, and the rows of its speakers, articles by number."""

    passages: list[Passage]
    speakers: list[dict]


def find_spoken(stream: Stream, quotes: list[Quote], indirect: str) -> Found:
    """Return the passages of ``stream`` and their speakers.

    Sources are resolved along all cues of the broad setting, so that "they" finds those who only acted.
    """
    if not len(stream):
        return Found([], [])
    found = find_cues(stream)
    around = survey(stream, found)
    stretches, spoken = find_stretches(around, found)
    leads, cast = find_leads(around, stretches)
    phrases = find_phrases(stream, quotes, found, spoken)
    outer = _outer(stream, quotes, phrases, _owners(stream, stretches), leads)
    passages = nest(stream.tokens, [*outer, *_inner(stream, quotes), *_reported(stream, stretches, leads, indirect)])
    article = (stream.tokens.text[[p.first for p in passages]] // 2).tolist() if passages else []
    used = {(row, p.lead.speaker) for row, p in zip(article, passages, strict=True)}
    return Found(passages, cast.rows(used))


def _owners(stream: Stream, stretches: Stretches) -> dict[int, int]:
    """Return for each folded quotation the unit of the cue that most likely leads it."""
    owner: dict[int, int] = {}
    best: dict[int, float] = {}
    quotes = np.flatnonzero(stream.folded)
    low, high = np.searchsorted(quotes, stretches.first), np.searchsorted(quotes, stretches.last)
    kept = np.flatnonzero(high > low)
    rows = (low[kept].tolist(), high[kept].tolist(), stretches.cue[kept].tolist(), stretches.chance[kept].tolist())
    for a, b, cue, chance in zip(*rows, strict=True):
        for unit in quotes[a:b].tolist():
            if chance > best.get(unit, 0.0):
                best[unit], owner[unit] = chance, cue
    return owner


def _outer(
    stream: Stream, quotes: list[Quote], phrases: Phrases, owner: dict[int, int], leads: dict[int, Lead]
) -> list[Passage]:
    """Return the outermost quotations as passages; one that no cue leads goes on with the speaker before it."""
    passages: list[Passage] = []
    rows = (phrases.unit.tolist(), phrases.words.tolist(), phrases.title.tolist(), phrases.chance.tolist())
    before: Passage | None = None
    for unit, words, title, chance in zip(*rows, strict=True):
        quote = quotes[stream.quote[unit]]
        voice = _voice(words, title, chance)
        lead = leads[owner[unit]] if unit in owner and voice == "quotation" else NO_LEAD
        if voice == "quotation" and lead is NO_LEAD and before is not None and _follows(stream, before, quote.open):
            lead = before.lead._replace(cue=None)
        passages.append(Passage(quote.open + 1, quote.close, voice, lead))
        if voice == "quotation" and (words > SHORT or lead is not NO_LEAD):
            before = passages[-1]
    return passages


def _voice(words: int, title: bool, chance: float) -> str:
    if title:
        return "title"
    if words > SHORT or chance >= SPOKEN:
        return "quotation"
    return "scare" if chance <= SCARE else "unclear"


def _follows(stream: Stream, earlier: Passage, later: int) -> bool:
    """Tell whether a quotation stands in the paragraph of the one before it, or in the next paragraph."""
    paragraph, text = stream.tokens.paragraph, stream.tokens.text
    return text[later] == text[earlier.first] and paragraph[later] - paragraph[earlier.last - 1] <= 1


def _inner(stream: Stream, quotes: list[Quote]) -> list[Passage]:
    """Return the quotations within quotations: a speaker's own, unless they stand in a title (see ``nest``)."""
    inner = [(quote.open + 1, quote.close) for quote in quotes if quote.level > 1]
    first, last = np.array(inner, dtype=np.int64).reshape(-1, 2).T
    title = find_titles(stream, first, last).tolist()
    return [Passage(a, b, "title" if t else "quotation", NO_LEAD) for (a, b), t in zip(inner, title, strict=True)]


def _reported(stream: Stream, stretches: Stretches, leads: dict[int, Lead], indirect: str) -> list[Passage]:
    """Return the stretches of indirect speech: those with a word of their own outside quotation marks."""
    own = (stream.form < stream.tokens.n_words) & ~stream.folded & (stream.kind != kinds.ID["w:that"])
    total = np.concatenate(([0], np.cumsum(own)))
    kept = total[stretches.last] > total[stretches.first]
    if indirect == "strict":
        kept &= is_said(stream, stretches.cue, stretches.first)
    edging = np.isin(stream.kind, [kinds.ID[f"p:{mark}"] for mark in EDGING]).tolist()
    rows = (stretches.cue[kept].tolist(), stretches.first[kept].tolist(), stretches.last[kept].tolist())
    begin, end = stream.first.tolist(), stream.last.tolist()
    passages: dict[tuple[int, int], Passage] = {}
    for cue, first, last in zip(*rows, strict=True):
        while edging[first]:
            first += 1
        while edging[last - 1]:
            last -= 1
        span = begin[first], end[last - 1]
        passages.setdefault(span, Passage(*span, "reported", leads[cue]))
    return list(passages.values())
