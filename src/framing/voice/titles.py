"""Quoted titles of works: books, resolutions, films, shows, songs.

A title shows by its capitals and by what stands beside it: a word for a work before it, its owner or author ("author
of ..."), an appearance on it or an interview with it, a star or host of it, or another title next to it. Without
capitals "titled" before it tells, or the word for a work right before three words or more.
"""

import numpy as np

from framing.voice import kinds, vocabulary
from framing.voice.lexicon import SAYING, STATING
from framing.voice.stream import Stream
from framing.voice.tokens import each_within

TITLED = frozenset("titled entitled headlined subtitled captioned".split())
WORKS = frozenset(
    "resolution resolutions book books novel film movie documentary song album play article essay report paper study poem "
    "memoir treaty declaration motion bill law decree series show programme program newspaper magazine "
    "shows films movies songs albums plays novels poems paintings hits column editorial op-ed "
    "painting podcast episode single track opera musical autobiography biography bestseller best-seller chapter sitcom drama "
    "comedy headline pamphlet manifesto exhibition blog ballad anthem hymn sketch video ad commercial".split()
)
NAMED = frozenset(
    "resolution resolutions book novel film movie documentary song album article essay paper poem memoir treaty declaration "
    "motion bill law decree programme magazine painting podcast opera autobiography biography pamphlet manifesto exhibition "
    "law act directive brochure monograph thesis lecture".split()
)
SHOWING = frozenset(
    "interview interviews appearance appearances appear appears appeared appearing host hosts hosted hosting co-host co-hosts "
    "co-hosted co-hosting guest-hosting guest-hosted star stars starred starring premiere premiered broadcast broadcasts aired "
    "airs airing gig watch watching watched sang sing sings singing soundtrack segment".split()
)
SHOWN = frozenset(
    "show shows star stars host hosts anchor anchors co-host co-hosts creator creators co-creator director film films movie "
    "movies series sitcom actor actress album novel memoir screenwriter franchise trilogy musical premiere remake reboot sequel "
    "soundtrack debuted premiered aired airs".split()
)
SMALL = frozenset("a an the of on in to for and or but by with from at as into over nor vs is be not".split())
LONGEST, NEXT = 40, 5
_ON = frozenset("on of with in for to".split())
_PASSED = frozenset(("a", "an", "the", "which", "that", ",", "'s", "’s"))
_JOINING = frozenset(("and", "or", ",", "&"))
_AUTHORS = frozenset("author authors co-author co-authors".split())
TELLING_VERBS = SAYING | STATING
vocabulary.enter(TITLED, NAMED, SMALL)


def find_titles(stream: Stream, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tell which of the token ranges ``first:last`` between marks are titles of works."""
    tokens = stream.tokens
    opens = tokens.opens_text[tokens.text[first]]
    titled = np.zeros(len(first), dtype=bool)
    for back in (2, 3):
        titled |= tokens.among(TITLED, np.maximum(first - back, opens))
    named = tokens.among(NAMED, np.maximum(first - 2, opens)) & tokens.capital[tokens.form[first]]
    short = last - first <= LONGEST
    capitals = short.copy()
    capitals[short] = ~_holds_small(stream, first[short], last[short])
    maybe = (capitals | titled | named) & short
    title, closing = np.zeros(len(first), dtype=bool), set(last.tolist())
    for row in np.flatnonzero(maybe).tolist():
        title[row] = _is_title(stream, int(opens[row]), int(first[row]), int(last[row]), closing)
    return title | _beside(stream, first, last, title, maybe & capitals)


def _holds_small(stream: Stream, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tell which token ranges hold a word with a small letter that no title has so."""
    row, token = each_within(first, last)
    small = stream.tokens.small[stream.tokens.form[token]] & ~stream.tokens.among(SMALL, token)
    return np.bincount(row[small], minlength=len(first)) > 0


def _is_title(stream: Stream, opens: int, first: int, last: int, closing: set[int]) -> bool:
    """Tell whether the tokens ``first:last`` between marks are a title; ``opens`` is the first token of their text,
    ``closing`` are marks that close quotations, which are no apostrophes of an owner."""
    plain, form = stream.tokens.plain_forms, stream.tokens.form
    before = [plain[number] for number in form[max(first - 7, opens) : max(first - 1, opens)].tolist()]
    if any(word in TITLED for word in before[-2:]) and (before[-1] in TITLED or before[-1] in ",:"):
        return True
    words = _words(stream, first, last)
    if len(words) > 2 and before[-1:] and before[-1] in NAMED and words[0][0].isupper():
        return True
    if not words or not _capitals(words):
        return False
    written = before[-1:] == ["of"] and any(word in _AUTHORS for word in before[-2:-1])
    if written or any(word in WORKS for word in before[-4:]) or _is_starred(stream, last):
        return True
    return len(words) > 1 and (_is_owned(stream, first, last, before, closing) or _is_on_show(stream, first, before))


def _words(stream: Stream, first: int, last: int) -> list[str]:
    spelt = stream.tokens.forms
    return [spelt[number] for number in stream.tokens.form[first:last].tolist() if spelt[number][0].isalnum()]


def _is_starred(stream: Stream, last: int) -> bool:
    """Tell whether a star, a host or the kind of work follows: the "Today" show; "The Wire," which debuted in 2002."""
    tokens = stream.tokens
    behind = [tokens.plain_forms[number] for number in tokens.form[last + 1 : last + 4].tolist()]
    text = tokens.text[last : last + 4]
    named = [
        word for word, other in zip(behind, text[1:].tolist(), strict=True) if other == text[0] and word not in _PASSED
    ]
    return bool(named) and named[0] in SHOWN


def _is_on_show(stream: Stream, first: int, before: list[str]) -> bool:
    """Tell whether somebody is on it or watches it: an interview on "Meet the Press", Sunday's "Face the Nation"."""
    if not before:
        return False
    kind = stream.kinds_of_forms[stream.tokens.form[first - 2]]
    aired = kind == kinds.ID["DAY"] and before[-1].replace("’", "'").endswith("'s")
    said = before[-1] == "on" and any(word in TELLING_VERBS for word in before)
    shown = said or any(word in SHOWING for word in before[:-1])
    return aired or before[-1] in SHOWING or (before[-1] in _ON and shown)


def _is_owned(stream: Stream, first: int, last: int, before: list[str], closing: set[int]) -> bool:
    """Tell whether a capitalised phrase has an owner before it (NBC's "Meet the Press") or an author after it."""
    tokens, text = stream.tokens, stream.tokens.text
    kind = stream.kinds_of_forms[tokens.form[first - 2]] if before else -1
    apostrophe = before[-1:] in (["'"], ["’"]) and first - 2 not in closing
    owner = (apostrophe or kind == kinds.ID["CAPPOSS"]) and before[-2:-1] != ["the"]
    author = last + 2 < len(tokens) and tokens.spelling(last + 1) == "by" and tokens.spelling(last + 2)[0].isupper()
    return owner or (author and text[last + 2] == text[first] and before[-1:] != ["the"])


def _beside(stream: Stream, first: np.ndarray, last: np.ndarray, title: np.ndarray, capitals: np.ndarray) -> np.ndarray:
    """Tell which phrases of ``capitals`` stand next to a title: "Bloodline" and the drama "Mercy Street"."""
    tokens = stream.tokens
    near = (first[1:] - last[:-1] <= NEXT + 2) & (tokens.sentence[first[1:]] == tokens.sentence[last[:-1] - 1])
    beside = np.zeros(len(first), dtype=bool)
    for row in np.flatnonzero(near & (title[1:] != title[:-1])).tolist():
        other = row if title[row + 1] else row + 1
        between = tokens.form[last[row] - 1 : first[row + 1] - 1].tolist()
        joined = any(tokens.plain_forms[number] in _JOINING for number in between)
        beside[other] |= joined and capitals[other] and _capitals(_words(stream, int(first[other]), int(last[other])))
    return beside


def _capitals(words: list[str]) -> bool:
    capital = [word[0].isupper() or word[0].isdigit() for word in words]
    return capital[:1] == [True] and all(good or word in SMALL for good, word in zip(capital, words, strict=True))
