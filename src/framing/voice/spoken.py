"""From marks and cues to passages: what is quoted, what is reported, and whose words they are."""

from itertools import repeat
from typing import NamedTuple

import numpy as np

from framing.voice import kinds, vocabulary
from framing.voice.clauses import is_aside
from framing.voice.cues import find_cues
from framing.voice.leads import Leads, find_leads, is_asked
from framing.voice.marks import Quotes
from framing.voice.nesting import EDGING, VOICE, Passages, nest, together
from framing.voice.people import Cast
from framing.voice.phrases import SCARE, SPOKEN, Phrases, find_phrases
from framing.voice.stream import SHORT, Stream
from framing.voice.stretches import TAKEN, TELLING_VERBS, Stretches, find_stretches, survey
from framing.voice.strict import is_speech
from framing.voice.titles import find_titles
from framing.voice.tokens import counts_before, each_within
from framing.voice.unled import Unled, with_clauses

FEWEST = 2
BETWEEN, APART = 0.6, 0.9
FURTHEST = 20
_EDGING = [kinds.ID[f"p:{mark}"] for mark in EDGING]
_JOINING = [kinds.ID[f"w:{word}"] for word in ("that", "and", "or", "but")]
_PRONOUNS = [kinds.ID[f"w:{word}"] for word in "which what who whom whose it they he she we i you this".split()]
_MORE = frozenset(("who", "whose", "which"))
_COMMA = frozenset(",")
_ACCORDING = kinds.ID["w:according"]
_OPENING_WORDS = 3
_QUOTED_COMMA = [kinds.ID[kind] for kind in kinds.QUOTED if "," in kind.split(":")[1][:-1]]
_IS = kinds.GROUPS.index("is")
_BEFORE_ASKED = 2
vocabulary.enter(_MORE)
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")


class Found(NamedTuple):
    """The passages of a batch in order with their levels, what leads them, and the rows of the speakers, articles by
    number."""

    passages: Passages
    level: np.ndarray
    leads: Leads
    speakers: list[tuple[int, str, str, str | None]]


def find_spoken(stream: Stream, quotes: Quotes, indirect: str) -> Found:
    """Return the passages of ``stream`` and their speakers.

    Sources are resolved along all cues of the broad setting, so that "they" finds those who only acted.
    """
    if not len(stream):
        none = np.zeros(0, dtype=np.int64)
        return Found(Passages(none, none, none, none, none > 0), none, Leads(none, none, none, [], [], [], []), [])
    found = find_cues(stream)
    around = survey(stream, found)
    stretches, spoken = find_stretches(around, found)
    stretches = with_clauses(around, stretches)
    leads, cast = find_leads(around, stretches, spoken)
    phrases = find_phrases(stream, quotes, found, spoken)
    outer = _outer(stream, quotes, phrases, _owners(stream, stretches), (leads, cast))
    every = together([outer, _inner(stream, quotes), _reported(stream, stretches, leads, indirect)])
    closing = (every.voice == VOICE["reported"]) & (indirect == "strict")
    closing[closing] = stream.first[leads.unit[every.lead[closing]]] >= every.last[closing]
    passages, level = nest(stream.tokens, every, closing)
    article = (stream.tokens.text[passages.first] // 2).tolist()
    speaker = [*leads.speaker, None]
    used = set(zip(article, map(speaker.__getitem__, passages.lead.tolist()), strict=True))
    return Found(passages, level, leads, cast.rows(used))


def _owners(stream: Stream, stretches: Stretches) -> dict[int, int]:
    """Return for each folded quotation the unit of the cue that leads it: the one that most likely does, or a verb of saying
    within what that one leads ("...," Lee said, according to the paper); every word between them makes it a little less likely,
    every other quotation much."""
    unit, likely, row = _leading(stream, stretches)
    best = _likeliest(unit, likely, row)
    leads = np.full(len(stream), -1)
    leads[unit[best]] = row[best]
    most = leads[unit]
    wide = stream.kind[stretches.cue] == _ACCORDING
    says = stream.among(TELLING_VERBS, stretches.cue) & (stretches.chance >= TAKEN) & ~wide
    cue, other = stretches.cue[row], stretches.cue[most]
    apart = wide[most] | (other < stretches.first[row]) | (other >= stretches.last[row])
    within = (stretches.first[most] <= cue) & (cue < stretches.last[most])
    within |= wide[most] & (unit < cue) & (cue < other)
    inner = np.flatnonzero(within & apart & says[row])
    chosen = np.append(best, inner[_likeliest(unit[inner], likely[inner], row[inner])])
    return dict(zip(unit[chosen].tolist(), cue[chosen].tolist(), strict=True))


def _likeliest(unit: np.ndarray, likely: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Return the places of the likeliest of each unit, of equals that with the least ``row``."""
    order = np.lexsort((-row, likely, unit))
    return order[np.append(np.diff(unit[order]) > 0, True)[: len(order)]]


def _leading(stream: Stream, stretches: Stretches) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the folded quotations within stretches, how likely these lead them, and the row of the stretch."""
    quotes = np.flatnonzero(stream.folded)
    row, place = each_within(stream.quotes_before[stretches.first], stream.quotes_before[stretches.last])
    unit, cue = quotes[place], stretches.cue[row]
    behind = is_aside(stream, stretches.cue)[row] & (unit > cue + 1) & (stream.kind[unit - 1] == kinds.ID["p:,"])
    unit, cue, row, place = (column[~behind] for column in (unit, cue, row, place))
    here = stream.quotes_before[cue]
    between = np.where(place >= here, place - here, here - 1 - place)
    apart = np.minimum(np.abs(unit - cue), FURTHEST)
    return unit, stretches.chance[row] * _powers(BETWEEN, between) * _powers(APART, apart), row


def _powers(base: float, exponents: np.ndarray) -> np.ndarray:
    return np.array([base**exponent for exponent in range(int(exponents.max(initial=0)) + 1)])[exponents]


def _outer(
    stream: Stream, quotes: Quotes, phrases: Phrases, owner: dict[int, int], led: tuple[Leads, Cast]
) -> Passages:
    """Return the outermost quotations as passages; one that no cue leads goes on with the speaker before it."""
    leads = led[0]
    unled, before = Unled(stream, led), None
    voices = _voices(phrases, _run_on(stream, quotes, phrases, (owner, unled.signed)))
    quote = stream.quote[phrases.unit]
    first, last = quotes.open[quote] + 1, quotes.close[quote]
    cue = np.fromiter(map(owner.get, phrases.unit.tolist(), repeat(-1)), dtype=np.int64, count=len(quote))
    spoken = voices == VOICE["quotation"]
    owned = spoken & (cue >= 0) & ~_is_signed(stream, phrases.unit, unled) & ~_is_answer(stream, phrases.unit, cue)
    found = np.where(owned, leads.rows(cue), -1)
    rows = np.flatnonzero(spoken)
    columns = (rows, *(column[rows] for column in (phrases.unit, last, phrases.words > SHORT, found)))
    for row, unit, end, long, lead in zip(*(column.tolist() for column in columns), strict=True):
        if lead < 0:
            found[row] = unled.lead(unit, before)
        if long or found[row] >= 0:
            before = end, int(found[row])
    return Passages(first, last, voices, found, owned)


def _is_answer(stream: Stream, unit: np.ndarray, cue: np.ndarray) -> np.ndarray:
    """Tell which quotations stand behind the clause of the question that seems to lead them: "Asked why, he was quick: ..." """
    asked = is_asked(stream, cue) & (cue >= 0)
    return asked & (stream.before_stop[unit] > stream.after_stop[cue])


def _is_signed(stream: Stream, unit: np.ndarray, unled: Unled) -> np.ndarray:
    """Tell which quotations open a paragraph and are signed, whatever cue stands in the paragraph before."""
    opens = (unit == 0) | stream.ends_paragraph[np.maximum(unit - 1, 0)]
    return opens & np.isin(unit, np.fromiter(unled.signed, dtype=np.int64, count=len(unled.signed)))


def _run_on(
    stream: Stream, quotes: Quotes, phrases: Phrases, led: tuple[dict[int, int], dict[int, tuple[int, int]]]
) -> np.ndarray:
    """Return the chances that phrases are spoken, sure for those of a quotation that runs over several paragraphs.

    A mark stands at each of its paragraphs, whose line ends may be lost, and only the last is closed. The cue that leads
    one of them, or who signs the last (``led``), is entered for all. A short paragraph in brackets ("(Crosstalk.)") is a
    note on the speech: nobody can tell whose.
    """
    (owner, signed), chance = led, phrases.chance.copy()
    paragraph, text = stream.tokens.paragraph, stream.tokens.text
    quote = stream.quote[phrases.unit]
    here, behind = quotes.open[quote], quotes.close[quote]
    goes_on = np.zeros(len(quote), dtype=bool)
    goes_on[:-1] = ~quotes.closed[quote[:-1]] & (here[1:] == behind[:-1])
    goes_on[:-1] &= (paragraph[here[1:]] <= paragraph[here[:-1]] + 1) & (text[here[1:]] == text[here[:-1]])
    units = phrases.unit.tolist()
    noted = stream.tokens.among(_OPENING, here + 1) & stream.tokens.among(_CLOSING, behind - 1)
    noted &= phrases.words <= SHORT
    first = np.flatnonzero(goes_on & ~np.append(False, goes_on[:-1])).tolist()
    last = np.flatnonzero(~goes_on & np.append(False, goes_on[:-1])).tolist()
    for a, b in zip(first, last, strict=True):
        chain = units[a : b + 1]
        cues = [owner[unit] for unit in chain if unit in owner]
        signed.update({unit: signed[chain[-1]] for unit in chain if chain[-1] in signed})
        chance[a : b + 1] = np.where(noted[a : b + 1], (SCARE + SPOKEN) / 2, 1.0)
        owner.update({unit: cues[0] for unit in chain if cues and unit not in owner})
    return chance


def _voices(phrases: Phrases, chance: np.ndarray) -> np.ndarray:
    """Return the voices of outermost quotations, given the chances that they are spoken."""
    short = np.where(chance <= SCARE, VOICE["scare"], VOICE["unclear"])
    spoken = (phrases.words > SHORT) | (chance >= SPOKEN)
    return np.where(phrases.title, VOICE["title"], np.where(spoken, VOICE["quotation"], short))


def _inner(stream: Stream, quotes: Quotes) -> Passages:
    """Return the quotations within quotations: a speaker's own, unless they stand in a title; ``nest`` tells whose."""
    inner = quotes.level > 1
    first, last = quotes.open[inner] + 1, quotes.close[inner]
    voice = np.where(find_titles(stream, first, last), VOICE["title"], VOICE["quotation"])
    return Passages(first, last, voice, np.full(len(first), -1), np.zeros(len(first), dtype=bool))


def _reported(stream: Stream, stretches: Stretches, leads: Leads, indirect: str) -> Passages:
    """Return the stretches of indirect speech: those with a word of their own outside quotation marks.

    In the strict setting they have at least ``FEWEST`` words, unless their cue leads words on both its sides.
    """
    bare = _JOINING if indirect == "broad" else _JOINING + _PRONOUNS
    own = stream.word & ~kinds.among(stream.kind, bare)
    total = counts_before(own)
    kept = total[stretches.last] > total[stretches.first]
    if indirect == "strict":
        words = counts_before(stream.word)
        sides = np.bincount(stretches.cue, minlength=len(stream))[stretches.cue]
        kept &= (words[stretches.last] - words[stretches.first] >= FEWEST) | (sides > 1)
        kept &= is_speech(stream, stretches, leads)
    kept = np.flatnonzero(kept)
    until = _question_ends(stream, stretches) if indirect == "strict" else stretches.last
    kept = kept[np.argsort(-stretches.chance[kept], kind="stable")]
    solid = ~kinds.among(stream.kind, _EDGING)
    first, last = stretches.first[kept], until[kept] - 1
    first, last = stream.nearest(solid, first, 1), stream.nearest(solid, last, -1)
    lead = leads.rows(stretches.cue[kept])
    first, last = _outside_source(stream, leads, lead, stream.first[first], stream.last[last])
    first = _past_relative(stream, leads, lead, first, last)
    rows = np.unique(first * (len(stream.tokens) + 1) + last, return_index=True)[1]
    rows = rows[last[rows] > first[rows]]
    voice, lead = np.full(len(rows), VOICE["reported"]), lead[rows]
    return Passages(first[rows], last[rows], voice, lead, np.ones(len(rows), dtype=bool))


def _question_ends(stream: Stream, stretches: Stretches) -> np.ndarray:
    """Return where stretches end, questions that open a sentence at the comma behind their verb: "Asked why he left, Lee"."""
    commas = (stream.kind == kinds.ID["p:,"]) | kinds.among(stream.kind, _QUOTED_COMMA)
    verb = stream.first_after(stream.finite | (stream.group == _IS), stretches.first)
    end = stream.first_after(commas, np.minimum(verb, len(stream) - 1))
    end += stream.folded[np.minimum(end, len(stream) - 1)]
    opens = stretches.cue - stream.low[stretches.cue] <= _BEFORE_ASKED
    asked = is_asked(stream, stretches.cue) & opens & (stretches.first > stretches.cue)
    return np.where(asked, np.minimum(end, stretches.last), stretches.last)


def _outside_source(
    stream: Stream, leads: Leads, lead: np.ndarray, first: np.ndarray, last: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the tokens ``first:last`` of what is reported without those of its own source at either end: nobody is
    reported to say their name; an empty range where nothing else is left, or what is said more of the source: ", who left".
    """
    begin, end = leads.begins[lead], leads.ends[lead]
    opens, closes = stream.first[np.maximum(begin, 0)], stream.last[np.maximum(end - 1, 0)]
    overlap = (begin >= 0) & (opens < last) & (closes > first)
    within = overlap & (first >= opens)
    behind = overlap & ~within & (last <= closes)
    closes = np.minimum(closes, last)
    closes += stream.tokens.are_marks(closes)
    closes = np.where(stream.tokens.among(_MORE, np.minimum(closes, len(stream.tokens) - 1)), last, closes)
    last = np.where(behind, opens - stream.tokens.are_marks(np.maximum(opens - 1, 0)), last)
    return np.where(within, np.minimum(closes, last), first), last


def _past_relative(stream: Stream, leads: Leads, lead: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return where the tokens ``first:last`` begin that would begin with a clause on their own source right before them: behind
    it, where the source opens the sentence ("According to a report, which came out in May, the road ..."), else nowhere.
    """
    tokens = stream.tokens
    begin, end = (column[lead] for column in (leads.begins, leads.ends))
    behind = stream.last[np.maximum(end - 1, 0)]
    beside = (begin >= 0) & (first >= behind) & (first - behind <= tokens.are_marks(behind))
    relative = beside & tokens.among(_MORE, np.minimum(first, len(tokens) - 1))
    comma = np.append(np.flatnonzero(tokens.among(_COMMA)), len(tokens))
    until = comma[np.searchsorted(comma, first)] + 1
    opens = (begin - stream.low[np.maximum(begin, 0)] <= _OPENING_WORDS) & (leads.unit[lead] < begin)
    return np.where(relative, np.where(opens, np.minimum(until, last), last), first)
