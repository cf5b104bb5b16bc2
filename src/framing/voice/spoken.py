"""From marks and cues to passages: what is quoted, what is reported, and whose words they are."""

from bisect import bisect_left
from typing import NamedTuple

import numpy as np

from framing.voice import kinds, vocabulary
from framing.voice.cues import find_cues
from framing.voice.leads import NO_LEAD, Lead, find_leads
from framing.voice.lexicon import ASIDE, SAYING, STATING, TELLING
from framing.voice.marks import Quotes
from framing.voice.nesting import EDGING, NONE, Passage, Passages, nest
from framing.voice.people import Cast
from framing.voice.phrases import SCARE, SPOKEN, Phrases, find_phrases, find_titles
from framing.voice.stream import SHORT, Stream
from framing.voice.stretches import Stretches, find_stretches, survey

FEWEST = 2
BETWEEN = 0.6
_EDGING = [kinds.ID[f"p:{mark}"] for mark in EDGING]
_JOINING = [kinds.ID[f"w:{word}"] for word in ("that", "and", "or", "but")]
_PRONOUNS = [kinds.ID[f"w:{word}"] for word in "which what who whom whose it they he she we i you this".split()]
_BEING = [kinds.ID[f"w:{word}"] for word in "be been being is are was were having".split()]
_COMMA = kinds.ID["p:,"]
_ADDING = frozenset(("adding",))
vocabulary.enter(_ADDING)
_BEFORE_ADDING = [_COMMA, *(kinds.ID[name] for name in ("w:and", "p:—", "p:–", "p:--", "p:-", "p:;", *kinds.QUOTED))]
_HEARERS = [kinds.GROUPS.index(name) for name in ("the", "name", "title", "possessive")]
_LONGEST_HEARER = 5
_DASHES = [kinds.ID[f"p:{mark}"] for mark in ("-", "--", "—", "–")]
_NAMES = [kinds.GROUPS.index(name) for name in ("name", "title")]
_END = kinds.GROUPS.index("END")
_LONGEST_NAME = 6
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_CLAUSE = [
    kinds.ID[f"w:{word}"]
    for word in (
        "that he she it they we i there this what how why whether if he's she's it's they're we're i'm there's that's"
    ).split()
]


class Found(NamedTuple):
    """The passages of a batch in order, and the rows of its speakers, articles by number."""

    passages: Passages
    speakers: list[dict]


def find_spoken(stream: Stream, quotes: Quotes, indirect: str) -> Found:
    """Return the passages of ``stream`` and their speakers.

    Sources are resolved along all cues of the broad setting, so that "they" finds those who only acted.
    """
    if not len(stream):
        return Found(NONE, [])
    found = find_cues(stream)
    around = survey(stream, found)
    stretches, spoken = find_stretches(around, found)
    leads, cast = find_leads(around, stretches, spoken)
    phrases = find_phrases(stream, quotes, found, spoken)
    outer = _outer(stream, quotes, phrases, _owners(stream, stretches), (leads, cast))
    passages = nest(stream.tokens, [*outer, *_inner(stream, quotes), *_reported(stream, stretches, leads, indirect)])
    article = (stream.tokens.text[np.array(passages.first, dtype=np.int64)] // 2).tolist()
    used = {(row, lead.speaker) for row, lead in zip(article, passages.lead, strict=True)}
    return Found(passages, cast.rows(used))


def _owners(stream: Stream, stretches: Stretches) -> dict[int, int]:
    """Return for each folded quotation the unit of the cue that most likely leads it; every other quotation between
    them makes that less likely."""
    owner: dict[int, int] = {}
    best: dict[int, float] = {}
    quotes = np.flatnonzero(stream.folded)
    low, high = np.searchsorted(quotes, stretches.first), np.searchsorted(quotes, stretches.last)
    kept = np.flatnonzero(high > low)
    cue, chance = stretches.cue[kept], stretches.chance[kept]
    columns = (low[kept], high[kept], cue, chance, np.searchsorted(quotes, cue))
    for a, b, cue, chance, here in zip(*(column.tolist() for column in columns), strict=True):
        for place, unit in enumerate(quotes[a:b].tolist(), start=a):
            between = place - here if place >= here else here - 1 - place
            if chance * BETWEEN**between > best.get(unit, 0.0):
                best[unit], owner[unit] = chance * BETWEEN**between, cue
    return owner


def _outer(
    stream: Stream, quotes: Quotes, phrases: Phrases, owner: dict[int, int], led: tuple[dict[int, Lead], Cast]
) -> list[Passage]:
    """Return the outermost quotations as passages; one that no cue leads goes on with the speaker before it."""
    passages: list[Passage] = []
    chance = _run_on(stream, quotes, phrases, owner)
    quote = stream.quote[phrases.unit]
    columns = (phrases.unit, quotes.open[quote] + 1, quotes.close[quote], phrases.words, phrases.title, chance)
    before: Passage | None = None
    leads, cast = led
    told, signed = _told(stream, leads), _signed(stream)
    for unit, first, last, words, title, chance in zip(*(column.tolist() for column in columns), strict=True):
        voice = _voice(words, title, chance)
        lead = leads[owner[unit]] if unit in owner and voice == "quotation" else NO_LEAD
        if voice == "quotation" and lead is NO_LEAD:
            end = signed.get(unit)
            lead = _carried(stream, unit, before, told) if end is None else _signature(stream, cast, unit + 2, end)
        passages.append(Passage(first, last, voice, lead))
        if voice == "quotation" and (words > SHORT or lead is not NO_LEAD):
            before = passages[-1]
    return passages


def _run_on(stream: Stream, quotes: Quotes, phrases: Phrases, owner: dict[int, int]) -> np.ndarray:
    """Return the chances that phrases are spoken, sure for those of a quotation that runs over several paragraphs.

    A mark stands at each of its paragraphs and only the last is closed. ``owner`` gets the cue that leads one of them
    for all. A short paragraph in brackets ("(Crosstalk.)") is a note on the speech: nobody can tell whose.
    """
    chance, paragraph, text = phrases.chance.copy(), stream.tokens.paragraph, stream.tokens.text
    quote = stream.quote[phrases.unit]
    here, behind = quotes.open[quote], quotes.close[quote]
    goes_on = np.zeros(len(quote), dtype=bool)
    goes_on[:-1] = ~quotes.closed[quote[:-1]] & (here[1:] == behind[:-1])
    goes_on[:-1] &= (paragraph[here[1:]] == paragraph[here[:-1]] + 1) & (text[here[1:]] == text[here[:-1]])
    form, units = stream.tokens.form, phrases.unit.tolist()
    noted = stream.tokens.among(_OPENING)[form[here + 1]] & stream.tokens.among(_CLOSING)[form[behind - 1]]
    noted &= phrases.words <= SHORT
    first = np.flatnonzero(goes_on & ~np.append(False, goes_on[:-1])).tolist()
    last = np.flatnonzero(~goes_on & np.append(False, goes_on[:-1])).tolist()
    for a, b in zip(first, last, strict=True):
        chain = units[a : b + 1]
        cues = [owner[unit] for unit in chain if unit in owner]
        chance[a : b + 1] = np.where(noted[a : b + 1], (SCARE + SPOKEN) / 2, 1.0)
        owner.update({unit: cues[0] for unit in chain if cues and unit not in owner})
    return chance


def _voice(words: int, title: bool, chance: float) -> str:
    if title:
        return "title"
    if words > SHORT or chance >= SPOKEN:
        return "quotation"
    return "scare" if chance <= SCARE else "unclear"


def _told(stream: Stream, leads: dict[int, Lead]) -> tuple[list[int], list[Lead]]:
    """Return the cues that surely tell of speech and have a speaker: their units in order, and their leads."""
    sure = stream.tokens.among(SAYING | STATING)[stream.form]
    told = [unit for unit in sorted(leads) if leads[unit].speaker is not None and sure[unit]]
    return told, [leads[unit] for unit in told]


def _carried(stream: Stream, unit: int, before: Passage | None, told: tuple[list[int], list[Lead]]) -> Lead:
    """Return who goes on in a quotation that no cue leads: who spoke last, in its paragraph or the one before."""
    units, leads = told
    row, here = bisect_left(units, unit) - 1, int(stream.first[unit])
    cue = int(stream.first[units[row]]) if row >= 0 else -1
    if cue >= 0 and (before is None or cue > before.last) and _near(stream, cue, here):
        return leads[row]._replace(cue=None)
    if before is not None and _near(stream, before.last - 1, here):
        return before.lead._replace(cue=None)
    return NO_LEAD


def _signed(stream: Stream) -> dict[int, int]:
    """Return the quotations with a name behind a dash in the next paragraph ("- Ann Lee."), and where the name ends."""
    text = stream.tokens.text[stream.first]
    follows = stream.folded[:-2] & (text[:-2] == text[2:])
    follows &= kinds.among(stream.kind[1:-1], _DASHES) & kinds.among(stream.group[2:], _NAMES)
    paragraph = stream.tokens.paragraph[stream.first]
    signed: dict[int, int] = {}
    for unit in np.flatnonzero(follows).tolist():
        end = unit + 2
        while end < min(len(stream), unit + 2 + _LONGEST_NAME) and paragraph[end] == paragraph[unit + 2]:
            end += 1
        named = [kind for kind in stream.group[unit + 2 : end].tolist() if kind not in _NAMES]
        apart = paragraph[unit + 1] == paragraph[unit + 2] == paragraph[unit] + 1
        if apart and named in ([], [_END]) and (end == len(stream) or paragraph[end] != paragraph[unit + 2]):
            signed[unit] = end - len(named)
    return signed


def _signature(stream: Stream, cast: Cast, first: int, last: int) -> Lead:
    """Return the lead of a quotation that the units ``first:last`` sign."""
    tokens = stream.tokens
    speaker = cast.resolve(first, last, int(tokens.text[stream.first[first]]) // 2)
    return Lead(None, int(tokens.start[stream.first[first]]), int(tokens.end[stream.last[last - 1] - 1]), speaker)


def _near(stream: Stream, earlier: int, later: int) -> bool:
    """Tell whether a token stands in the paragraph of an earlier one, or in the next paragraph."""
    paragraph, text = stream.tokens.paragraph, stream.tokens.text
    return bool(text[later] == text[earlier] and paragraph[later] - paragraph[earlier] <= 1)


def _inner(stream: Stream, quotes: Quotes) -> list[Passage]:
    """Return the quotations within quotations: a speaker's own, unless they stand in a title (see ``nest``)."""
    inner = quotes.level > 1
    first, last = quotes.open[inner] + 1, quotes.close[inner]
    rows = zip(first.tolist(), last.tolist(), find_titles(stream, first, last).tolist(), strict=True)
    return [Passage(a, b, "title" if titled else "quotation", NO_LEAD) for a, b, titled in rows]


def _reported(stream: Stream, stretches: Stretches, leads: dict[int, Lead], indirect: str) -> list[Passage]:
    """Return the stretches of indirect speech: those with a word of their own outside quotation marks.

    In the strict setting they have at least ``FEWEST`` words, unless their cue leads words on both its sides.
    """
    bare = _JOINING if indirect == "broad" else _JOINING + _PRONOUNS
    own = (stream.form < stream.tokens.n_words) & ~stream.folded & ~kinds.among(stream.kind, bare)
    total = np.concatenate(([0], np.cumsum(own)))
    kept = total[stretches.last] > total[stretches.first]
    if indirect == "strict":
        words = np.concatenate(([0], np.cumsum((stream.form < stream.tokens.n_words) & ~stream.folded)))
        sides = np.bincount(stretches.cue, minlength=len(stream))[stretches.cue]
        kept &= (words[stretches.last] - words[stretches.first] >= FEWEST) | (sides > 1)
        kept &= _is_said(stream, stretches.cue, stretches.first)
        kept &= ~_is_hearer(stream, stretches)
    kept = np.flatnonzero(kept)
    kept = kept[np.argsort(-stretches.chance[kept], kind="stable")]
    solid = ~kinds.among(stream.kind, _EDGING)
    first, last = stretches.first[kept], stretches.last[kept] - 1
    first = np.where(solid[first], first, stream.after(solid)[first])
    last = np.where(solid[last], last, stream.before(solid)[last])
    rows = (stretches.cue[kept].tolist(), stream.first[first].tolist(), stream.last[last].tolist())
    passages: dict[tuple[int, int], Passage] = {}
    for cue, begin, end in zip(*rows, strict=True):
        passages.setdefault((begin, end), Passage(begin, end, "reported", leads[cue]))
    return list(passages.values())


def _is_said(stream: Stream, cue: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Tell which stretches are indirect speech in the strict sense: ``cue`` is the unit of the cue, ``first`` where
    it begins.

    A verb of ``SAYING`` always leads speech; one of ``STATING`` where the clause stands before it and it is no passive
    ("they could be declared"), or where the clause opens with "that", a question word or a pronoun.
    """
    form = stream.form[cue]
    passive = kinds.among(stream.kind[np.maximum(cue - 1, 0)], _BEING)
    clause = np.where(first < cue, ~passive, kinds.among(stream.kind[first], _CLAUSE))
    before = stream.kind[np.maximum(cue - 1, 0)]
    aside = stream.tokens.among(ASIDE)[form] & (before == _COMMA)
    joined = stream.tokens.among(_ADDING)[form] & ~kinds.among(before, _BEFORE_ADDING) & (cue > stream.low[cue])
    saying = stream.tokens.among(SAYING)[form] & ~joined & ~aside
    return saying | (stream.tokens.among(STATING)[form] & clause) | (joined & clause & (first > cue))


def _is_hearer(stream: Stream, stretches: Stretches) -> np.ndarray:
    """Tell which stretches are only who was told something: "told the Times"."""
    plain = np.concatenate(([0], np.cumsum(~kinds.among(stream.group, _HEARERS))))
    telling = stream.tokens.among(TELLING)[stream.form[stretches.cue]]
    beside = (stretches.first == stretches.cue + 1) & (stretches.last - stretches.first <= _LONGEST_HEARER)
    return telling & beside & (plain[stretches.last] == plain[stretches.first])
