"""Runs of capitalised words in the text, where the name begins in each, and what words tell a title or a role."""

import re

import numpy as np

from framing.voice import kinds, vocabulary
from framing.voice.given import is_label, opens_name
from framing.voice.somebody import BODIES, FURNITURE, PRESS, RANKS, SHARING, THINGS
from framing.voice.stream import Stream

HONORIFICS = frozenset("mr mrs ms dr sir lord lady dame mme miss prof rev hon".split())
PARTICLES = frozenset("van von de der den del della di du da la le al el bin ibn ben abu".split())
NOUN_KINDS = frozenset(
    kinds.ID[kind] for kind in ("LOW", "S", "ROLE", "TITLE", "CAP", "CAPROLE", "ALLCAP", "CAPPOSS", "POSS", "NUM")
)
ROLE_KINDS = frozenset(kinds.ID[kind] for kind in ("ROLE", "TITLE", "CAPROLE"))
OPENERS = frozenset(
    "indeed meanwhile perhaps unlike unconfirmed nevertheless nonetheless moreover furthermore besides otherwise maybe thus "
    "hence therefore overall similarly unfortunately clearly finally recently certainly yes oh well actually apparently "
    "obviously naturally sadly eventually initially previously separately specifically asked speaking according alas "
    "nowhere beyond above below behind throughout whoever".split()
)
STRIPPED = RANKS | SHARING
NO_TITLES = THINGS | {"student", "students", "police"}
DOMAINS = frozenset(("org", "com", "net"))
ROYAL = frozenset("prince princess king queen pope".split())
"""Titles that belong to the name where one word follows: "Prince Andrew"."""
vocabulary.enter(HONORIFICS, PARTICLES, OPENERS, STRIPPED, NO_TITLES, BODIES, FURNITURE, PRESS, DOMAINS, ROYAL)
_SOMEBODY = tuple(
    "er or ist man woman ian yst eer mother wife nurse host chief agent assistant accountant lieutenant attendant veteran".split()
)
_ROLES = frozenset(word for word in kinds.TITLES | kinds.ROLES if kinds.kind_of_word(word) in ROLE_KINDS)
_NAMING = [kinds.ID[kind] for kind in ("CAP", "CAPPOSS", "ALLCAP", "CAPROLE", "TITLE")]
_MONTHS = [kinds.ID["MONTH"], kinds.ID["w:may"]]
_DATING = "in on of last since until by from before after to during".split()
_BEFORE_MONTHS = [kinds.ID["NUM"], *(kinds.ID[f"w:{word}"] for word in _DATING)]
_LINK = "MORE"
_OWNING = ("'s", "’s", "'", "’", _LINK)
_ENDING = frozenset(word[-1] for word in _OWNING)
_ARABIC = re.compile("(?:a[dlnrstz]|ash|el|ul|bin|ibn)-[A-Z]")
_SHORTEST_ECHO = 3


def is_role(word: str) -> bool:
    """Tell whether a word is a noun for what somebody is: a title, a role, or by its ending."""
    low = kinds.plain(word)
    return low in _ROLES or low.endswith(_SOMEBODY)


def bare(word: str) -> str:
    """Return a name without its possessive ending, or the link that some pages glue to it: "KellyMORE"."""
    if word[-1:] not in _ENDING:
        return word
    if word.endswith(_LINK) and word[-len(_LINK) - 1 :][:1].islower():
        return word[: -len(_LINK)]
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")


def find_runs(stream: Stream) -> tuple[np.ndarray, np.ndarray]:
    """Return the runs of capitalised words within sentences; a possessive ends one, "van" or "bin" may stand inside."""
    upper = stream.capital
    named = kinds.among(stream.kind, _NAMING) & upper
    particle = (stream.tokens.forms_among(PARTICLES) & ~stream.tokens.capital)[stream.form]
    named &= ~(stream.among(OPENERS) & (stream.index == stream.low))
    named &= ~(stream.tokens.forms_among(FURNITURE) & stream.tokens.spelt.shouted)[stream.form]
    same = stream.low[1:] == stream.low[:-1]
    inner = upper & kinds.among(stream.kind, kinds.FUNCTION_KINDS) & ~stream.among(frozenset("i"))
    month = kinds.among(stream.kind, _MONTHS) & upper
    named |= _in_title(stream, upper, named)
    named[1:] |= month[1:] & ((stream.kind[:-1] == kinds.ID["TITLE"]) & upper[:-1] | _given(stream, month)[:-1]) & same
    named[1:] |= (_arabic(stream) | _domain(stream))[1:] & named[:-1] & same
    particle |= inner & ~kinds.among(stream.kind, _NAMING) & ~stream.tokens.spelt.shouted[stream.form]
    if len(named) > 2:
        named[1:-1] |= particle[1:-1] & named[:-2] & named[2:] & same[:-1] & same[1:]
    ends = np.ones(len(stream), dtype=bool)
    ends[:-1] = ~named[1:] | ~same | (stream.kind[:-1] == kinds.ID["CAPPOSS"])
    starts = np.ones(len(stream), dtype=bool)
    starts[1:] = ~named[:-1] | ends[:-1]
    return _without_echo(stream, np.flatnonzero(named & starts), np.flatnonzero(named & ends) + 1)


def _in_title(stream: Stream, upper: np.ndarray, named: np.ndarray) -> np.ndarray:
    """Tell which words for times stand in a name: "South China Morning Post", "Sunday Times"."""
    press = stream.among(PRESS)
    follows = np.append(named[1:] & (stream.low[1:] == stream.low[:-1]), False)
    before = np.append(False, named[:-1] & (stream.low[1:] == stream.low[:-1]))
    return upper & (stream.kind == kinds.ID["DAY"]) & follows & (before | np.append(press[1:], False))


def _given(stream: Stream, month: np.ndarray) -> np.ndarray:
    """Tell behind which units a month is a name: behind a given name ("Theresa May"), and elsewhere in such an article unless a
    date tells it."""
    before = np.flatnonzero(month[1:] & stream.capital[:-1])
    flags = np.zeros(len(stream), dtype=bool)
    flags[before] = [opens_name(stream.tokens.forms[form]) for form in stream.form[before].tolist()]
    titled = before[flags[before] | (stream.kind[before] == kinds.ID["TITLE"])]
    articles = np.unique(stream.text[titled + 1] // 2)
    alone = np.flatnonzero(month[1:] & (stream.index[1:] > stream.low[1:]))
    alone = alone[np.isin(stream.text[alone + 1] // 2, articles)]
    dated = kinds.among(stream.kind[alone], _BEFORE_MONTHS)
    dated |= np.append(stream.kind, kinds.END)[alone + 2] == kinds.ID["NUM"]
    flags[alone[~dated]] = True
    return flags


def _arabic(stream: Stream) -> np.ndarray:
    """Tell which units are names with a small article: "al-Husseini"."""
    forms, maybe = stream.tokens.forms, stream.tokens.small & stream.tokens.spelt.hyphen
    spelt = [number for number in np.flatnonzero(maybe).tolist() if _ARABIC.match(forms[number])]
    flags = np.zeros(len(forms), dtype=bool)
    flags[spelt] = True
    return flags[stream.form]


def _domain(stream: Stream) -> np.ndarray:
    """Return which units end the name of a site: the "org" of "FactCheck.org"."""
    ending = stream.among(DOMAINS) & ~stream.capital
    ending &= stream.glued
    ending[1:] &= stream.last[:-1] - stream.first[:-1] > 1
    return ending


def _without_echo(stream: Stream, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the runs, cut where one begins again: "John Kelly John Francis Kelly", "Bob Ray Robert Lee Ray", as pages that
    link names have it."""
    cuts, forms = [], stream.tokens.forms
    long = last - first > _SHORTEST_ECHO
    for begin, end in zip(first[long].tolist(), last[long].tolist(), strict=True):
        numbers = stream.form[begin:end].tolist()
        if len(set(numbers)) == len(numbers) and not forms[numbers[-1]].endswith(_OWNING):
            continue
        words = [bare(forms[number]) for number in numbers]
        again = (place for place, word in enumerate(words) if word in words[: max(place - 1, 0)] and opens_name(word))
        cut = next(again, None) or (words.index(words[-1]) + 1 if words[-1] in words[1:-2] else 0)
        cuts += [begin + cut] if cut else []
    cuts += _before_nicknames(stream, first, last)
    if not cuts:
        return first, last
    return np.sort(np.append(first, cuts)), np.sort(np.append(last, cuts))


def _before_nicknames(stream: Stream, first: np.ndarray, last: np.ndarray) -> list[int]:
    """Return where names begin again before a nickname in brackets: "Jon Ray Jonathan (Jon)"."""
    maybe = (stream.kind[np.minimum(last, len(stream) - 1)] == kinds.ID["p:("]) & (last - first > 2)
    cuts = []
    for begin, end in zip(first[maybe].tolist(), last[maybe].tolist(), strict=True):
        cuts += [end - 1] if end + 1 < len(stream) and stream.form[end + 1] in stream.form[begin : end - 1] else []
    return cuts


def finals_of(stream: Stream, last: np.ndarray) -> np.ndarray:
    """Return the form of the last word of each run; for a possessive, that of the word without its ending."""
    final, spelt = stream.form[last - 1], stream.tokens.forms
    alike = np.arange(len(spelt))
    forms = np.flatnonzero(np.bincount(final, minlength=len(spelt))).tolist()
    number = dict(zip([spelt[form] for form in forms], forms, strict=True))
    for word in [word for word in number if word[-1] in _ENDING and word.endswith(_OWNING)]:
        alike[number[word]] = number.setdefault(bare(word), number[word])
    return alike[final]


def grouped(finals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the order of values, and for each value where those like it begin and end in that order."""
    order = np.argsort(finals, kind="stable")
    opens = np.flatnonzero(np.diff(finals[order], prepend=-1))
    size = np.diff(opens, append=len(finals))
    begins = np.empty_like(order)
    ends = np.empty_like(order)
    begins[order], ends[order] = np.repeat(opens, size), np.repeat(opens + size, size)
    return order, begins, ends


def titles_of(stream: Stream) -> tuple[np.ndarray, np.ndarray]:
    """Tell which units are titles of persons, and which are these or stand before names like them: "former", "Photo"."""
    honorific = stream.among(HONORIFICS)
    title = kinds.among(stream.kind, ROLE_KINDS) & ~stream.among(NO_TITLES) | honorific
    return title, title | stream.among(STRIPPED)


def starts_of(stream: Stream, first: np.ndarray, last: np.ndarray, titles: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Return where the name begins in each run: after its last title, or at once where nothing would be left; all of it
    where it is a body's: "Foreign Ministry". ``titles`` are those of ``titles_of``."""
    title, rank = titles
    body = stream.among(BODIES, last - 1)
    behind, ranked = (stream.last_before(flags, last) + 1 for flags in (title, rank))
    behind = np.where(body, 0, np.where(ranked < last, ranked, behind))
    office = (stream.kind[np.maximum(first - 1, 0)] == kinds.ID["w:of"]) & title[np.maximum(first - 2, 0)]
    office &= (first - 2 >= stream.low[first]) & (last - first > 2)
    start = np.where((behind > first) & (behind < last), behind, first + office)
    royal = stream.among(ROYAL, np.maximum(start - 1, 0))
    start -= royal & (last - start == 1) & (start > first)
    for row in np.flatnonzero((last - start > 2) & ~body).tolist():
        words = [stream.tokens.forms[form] for form in stream.form[start[row] : last[row]].tolist()]
        start[row] += label_ends(words)
    return start


def label_ends(words: list[str]) -> int:
    """Return where a given name begins behind words that are no part of the name ("FEMA Administrator Ann Lee"), else 0."""
    for place, word in enumerate(words[:-1]):
        if opens_name(word) or not (is_label(word) or is_role(word)):
            return place if opens_name(word) else 0
    return 0
