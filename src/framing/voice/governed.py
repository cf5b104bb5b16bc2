"""Which stretches are spoken: quotations with their cue and source, and the clauses of indirect speech."""

from bisect import bisect_left
from dataclasses import dataclass, replace

import numpy as np

from framing.voice import lexicon
from framing.voice.marks import FAMILY, Quote
from framing.voice.tokens import Tokens

SHORT = 5
_ENDERS = frozenset((".", "!", "?", ";", "...", "…"))
_ASIDE = frozenset((",", "—", "–", "--"))


@dataclass(frozen=True)
class Passage:
    """A stretch of tokens in one voice: half-open token range, cue words, and the token range of the speaker."""

    first: int
    last: int
    level: int
    voice: str
    cue: str | None = None
    source: tuple[int, int] | None = None


@dataclass(frozen=True)
class Cue:
    """A cue word and the stretch it governs, if that is indirect speech."""

    at: int
    source: tuple[int, int] | None
    content: tuple[int, int] | None


def find_spoken(tokens: Tokens, quotes: list[Quote], indirect: str) -> list[Passage]:
    """Return all passages in reading order, with their level of nesting."""
    low = [spelling.lower() for spelling in tokens.spellings]
    inside = np.zeros(len(tokens) + 1, dtype=np.int64)
    for quote in quotes:
        inside[quote.open] += 1
        inside[min(quote.close + 1, len(tokens))] -= 1
    outside = (np.cumsum(inside)[:-1] == 0).tolist()
    ends = np.searchsorted(tokens.sentence, tokens.sentence, side="right").tolist()
    starts = np.searchsorted(tokens.sentence, tokens.sentence, side="left").tolist()
    cues = [
        _read_cue(tokens, low, i, starts[i], ends[i])
        for i, word in enumerate(low)
        if outside[i]
        and (word in lexicon.SPEECH or word in lexicon.NOUNS or (word == "according" and low[i + 1 : i + 2] == ["to"]))
    ]
    by_sentence: dict[int, list[Cue]] = {}
    for cue in cues:
        by_sentence.setdefault(int(tokens.sentence[cue.at]), []).append(cue)
    spoken = [_quoted(tokens, low, quote, by_sentence) for quote in quotes if quote.close > quote.open + 1]
    spoken += _clauses(tokens, cues, spoken)
    return _nested(spoken)


def _quoted(tokens: Tokens, low: list[str], quote: Quote, cues: dict[int, list[Cue]]) -> Passage:
    first, last = quote.open + 1, quote.close
    near = cues.get(int(tokens.sentence[quote.open]), []) or cues.get(
        int(tokens.sentence[min(last, len(tokens) - 1)]), []
    )
    rank = bisect_left(near, quote.open, key=lambda c: c.at)
    cue = min(
        near[max(rank - 1, 0) : rank + 2], key=lambda c: min(abs(c.at - quote.open), abs(c.at - last)), default=None
    )
    n_words = sum(bool(tokens.form[i] < tokens.n_words) for i in range(first, min(last, first + 40)))
    if _is_title(tokens, low, first, last, quote.open):
        return Passage(first, last, quote.level, "title")
    if quote.level > 1:
        cue = None
    voice = "quotation" if cue or n_words > SHORT else "scare"
    return Passage(
        first, last, quote.level, voice, tokens.spellings[cue.at] if cue else None, cue.source if cue else None
    )


def _is_title(tokens: Tokens, low: list[str], first: int, last: int, opened: int) -> bool:
    words = [tokens.spellings[i] for i in range(first, last) if tokens.form[i] < tokens.n_words]
    before = low[max(0, opened - 3) : opened]
    if before and before[-1] in lexicon.TITLED - {"called", "named"}:
        return True
    capital = all(word[:1].isupper() or word[:1].isdigit() or word in lexicon.SMALL for word in words)
    return bool(words) and capital and any(word in lexicon.WORKS or word in lexicon.TITLED for word in before)


def _read_cue(tokens: Tokens, low: list[str], at: int, lo: int, hi: int) -> Cue:
    if low[at] == "according":
        end = _phrase_end(tokens, low, at + 2, hi)
        content = (end, _clause_end(low, end, hi)) if at - lo < 3 else (lo, at)
        return Cue(at, (at + 2, end) if end > at + 2 else None, _trim(low, *content))
    after = low[at + 1] if at + 1 < hi else ""
    if low[at] in lexicon.NOUNS and low[at] not in lexicon.SPEECH:
        return Cue(at, None, _trim(low, at + 1, _clause_end(low, at + 1, hi)) if after == "that" else None)
    source = _subject(tokens, low, at, lo)
    behind = at - 1 if source is None else source[0] - 1
    closes = behind >= lo and (low[behind] in _ASIDE or low[behind] in FAMILY)
    if closes and (at + 1 >= hi or after in _ENDERS or (source is None and after not in _ASIDE)):
        if source is None:
            end = _phrase_end(tokens, low, at + 1, hi)
            source = (at + 1, end) if end > at + 1 else None
        return Cue(at, source, _trim(low, max(lo, behind - 400), behind) if low[behind] in _ASIDE else None)
    goes_on = after == "that" or (source is not None and after not in _ENDERS and after not in FAMILY)
    return Cue(at, source, _trim(low, at + 1, _clause_end(low, at + 1, hi)) if goes_on else None)


def _subject(tokens: Tokens, low: list[str], at: int, lo: int) -> tuple[int, int] | None:
    end = at
    while end > lo and low[end - 1] in {"has", "have", "had", "also", "also,", "is", "was", "would", "will", "later"}:
        end -= 1
    start = end
    while (
        start > max(lo, end - 40)
        and tokens.form[start - 1] < tokens.n_words
        and low[start - 1] not in {"that", "and", "but", "while"}
    ):
        start -= 1
    return (start, end) if end > start else None


def _phrase_end(tokens: Tokens, low: list[str], start: int, hi: int) -> int:
    end = start
    while end < min(hi, start + 40) and tokens.form[end] < tokens.n_words:
        end += 1
    return end


def _clause_end(low: list[str], start: int, hi: int) -> int:
    for i in range(start, min(hi, start + 400)):
        if low[i] == ";" or (
            low[i] in _ASIDE and i + 1 < hi and low[i + 1] in {"which", "where", "adding", "but", "while"}
        ):
            return i
    return min(hi, start + 400)


def _trim(low: list[str], start: int, end: int) -> tuple[int, int] | None:
    while start < end and (low[start] in _ASIDE or low[start] in {"that", ":"}):
        start += 1
    while end > start and (low[end - 1] in _ENDERS or low[end - 1] in _ASIDE):
        end -= 1
    return (start, end) if end > start else None


def _clauses(tokens: Tokens, cues: list[Cue], quoted: list[Passage]) -> list[Passage]:
    """Return the clauses of indirect speech that do not cut a quotation in two nor merely hold one."""
    taken = np.zeros(len(tokens) + 1, dtype=np.int64)
    spans = np.array([(p.first - 1, p.last + 1) for p in quoted if p.level == 1]).reshape(-1, 2)
    found: list[Passage] = []
    for cue in cues:
        if cue.content is None:
            continue
        first, last = cue.content
        row = np.searchsorted(spans[:, 1], first, side="right")
        for a, b in spans[row : row + 100].tolist():
            if a >= last:
                break
            if a < first:
                first = b
            elif b > last:
                last = a
        if last > first and not taken[first:last].any() and (tokens.form[first:last] < tokens.n_words).any():
            taken[first:last] = 1
            found.append(Passage(first, last, 1, "reported", tokens.spellings[cue.at], cue.source))
    return found


def _nested(passages: list[Passage]) -> list[Passage]:
    ordered = sorted(passages, key=lambda p: (p.first, -p.last, p.voice != "reported"))
    stack: list[int] = []
    result = []
    for passage in ordered:
        while stack and stack[-1] <= passage.first:
            stack.pop()
        if stack and passage.last > stack[-1]:
            continue
        stack.append(passage.last)
        voice = (
            "quotation"
            if passage.voice == "scare" and len(stack) > 1 and result[-1].voice != "title"
            else passage.voice
        )
        result.append(replace(passage, level=len(stack), voice=voice))
    return result
