"""The text as a speaker's verb sees it: words and marks, with every outermost quotation folded into one unit."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from framing.voice import kinds, tags, vocabulary
from framing.voice.lexicon import SAYING, STATING
from framing.voice.marks import Quotes
from framing.voice.spelling import kinds_of_words
from framing.voice.tags import tags_of
from framing.voice.tokens import ALL, Tokens, counts_before
from framing.voice.weights import NARROW

SHORT, ROOM = 5, 4
LONGEST_ASKER = 8
_FEW_STEPS = 8
_PLACING = [kinds.ID[f"w:{word}"] for word in ("of", "from", "at")]
_MAY = frozenset(("may",))
_CALLING = [kinds.ID[kind] for kind in ("CAP", "TITLE", "CAPROLE")]
_DID = frozenset(w for w in SAYING | STATING if w.endswith(("ed", "s"))) | frozenset(
    "said told wrote has had was would".split()
)
_ASKING = SAYING | STATING | {"went"}
vocabulary.enter(_ASKING, _DID, _MAY)


@dataclass(frozen=True)
class Stream:
    """Units in reading order.

    Unit i covers the tokens ``first[i]:last[i]`` and has the kind ``kind[i]``; ``quote[i]`` is the index of the
    quotation it folds, or -1. ``low[i]`` and ``high[i]`` bound its sentence: a sentence does not end inside a
    quotation, nor before one that a colon leads. A full stop that ends no sentence ("Mr.") belongs to the unit before
    it. ``kinds_of_forms`` are the kinds of ``tokens.forms``.
    """

    tokens: Tokens
    first: np.ndarray
    last: np.ndarray
    kind: np.ndarray
    quote: np.ndarray
    low: np.ndarray
    high: np.ndarray
    kinds_of_forms: np.ndarray

    def __len__(self) -> int:
        return len(self.first)

    @cached_property
    def folded(self) -> np.ndarray:
        return self.quote >= 0

    @cached_property
    def form(self) -> np.ndarray:
        return self.tokens.form[self.first]

    @cached_property
    def number(self) -> np.ndarray:
        """The number in the vocabulary of the word or mark that each unit begins with."""
        return self.tokens.number[self.first]

    @cached_property
    def index(self) -> np.ndarray:
        return np.arange(len(self))

    @cached_property
    def stop(self) -> np.ndarray:
        """Tell which units are punctuation between phrases, or folded quotations."""
        return kinds.among(self.kind, kinds.STOPS) | self.folded

    @cached_property
    def group(self) -> np.ndarray:
        return np.array(kinds.GROUP, dtype=np.int64)[self.kind]

    @cached_property
    def word(self) -> np.ndarray:
        """Tell which units are words outside quotations."""
        return (self.form < self.tokens.n_words) & ~self.folded

    @cached_property
    def capital(self) -> np.ndarray:
        """Tell which units begin with a capital letter; no folded quotation does, for it begins with its mark."""
        return self.tokens.capital[self.form]

    @cached_property
    def finite(self) -> np.ndarray:
        """Tell which units are finite verbs by their tags."""
        return tags.among(self.tags, tags.FINITE)

    @cached_property
    def quotes_before(self) -> np.ndarray:
        """The number of folded quotations before each unit, and before the end."""
        return counts_before(self.folded)

    @cached_property
    def classes(self) -> np.ndarray:
        """The class of each word, 0 for marks and folded quotations."""
        return np.where(self.folded, 0, self.tokens.classes[self.form])

    @cached_property
    def tags_of_forms(self) -> np.ndarray:
        """The part of speech of each form of a word (see ``tags``), MARK of marks."""
        tokens = self.tokens
        size = tokens.n_words
        plain = vocabulary.tags_by_number()[tokens.numbers[:size]]
        words = tags_of(tokens.keys, plain, tokens.capital[:size], self.kinds_of_forms[:size])
        return np.append(words, np.full(len(tokens.forms) - size, tags.MARK))

    @cached_property
    def tags(self) -> np.ndarray:
        """The part of speech of each word, MARK for marks and folded quotations."""
        found = self.tags_of_forms[self.form]
        found = np.where((found == tags.ID["MD"]) & (self.kind == kinds.ID["CAP"]), tags.ID["NNP"], found)
        return np.where(self.folded, tags.MARK, found)

    @cached_property
    def next_quote(self) -> np.ndarray:
        """The first folded quotation at or after each unit, and after the last one."""
        return np.append(np.where(self.folded, self.index, self.after_quote), len(self))

    @cached_property
    def last_quote(self) -> np.ndarray:
        """The last folded quotation before each unit, and before the end; -1 where there is none."""
        return np.append(self.before_quote, np.flatnonzero(self.folded)[-1:] if self.folded.any() else -1)

    @cached_property
    def before_quote(self) -> np.ndarray:
        """The nearest folded quotation before each unit, or -1."""
        return self.before(self.folded)

    @cached_property
    def after_quote(self) -> np.ndarray:
        """The nearest folded quotation behind each unit, or the number of units."""
        return self.after(self.folded)

    @cached_property
    def before_stop(self) -> np.ndarray:
        """The nearest stop before each unit (see ``stop``), or -1."""
        return self.before(self.stop)

    @cached_property
    def after_stop(self) -> np.ndarray:
        """The nearest stop behind each unit (see ``stop``), or the number of units."""
        return self.after(self.stop)

    def before(self, flags: np.ndarray) -> np.ndarray:
        """Return for each unit the nearest earlier unit with a flag, or -1."""
        at = np.flatnonzero(flags)
        return np.repeat(np.append(-1, at), np.diff(at, prepend=-1, append=len(self) - 1))

    def after(self, flags: np.ndarray) -> np.ndarray:
        """Return for each unit the nearest later unit with a flag, or the number of units."""
        at = np.flatnonzero(flags)
        return np.repeat(np.append(at, len(self)), np.diff(at, prepend=0, append=len(self)))

    def last_before(self, flags: np.ndarray, units: np.ndarray) -> np.ndarray:
        """Return what ``before`` says of some units: faster where these are few."""
        at = np.append(-1, np.flatnonzero(flags))
        return at[np.searchsorted(at, units) - 1]

    def first_after(self, flags: np.ndarray, units: np.ndarray) -> np.ndarray:
        """Return what ``after`` says of some units: faster where these are few."""
        at = np.append(np.flatnonzero(flags), len(self))
        return at[np.searchsorted(at, units, side="right")]

    def nearest(self, flags: np.ndarray, units: np.ndarray, way: int) -> np.ndarray:
        """Return the nearest unit with a flag from each of some units on, these included, to the right (1) or to the left (-1);
        the number of units or -1 where there is none."""
        found, left = units.copy(), np.flatnonzero(~flags[units])
        for _ in range(_FEW_STEPS):
            found[left] = np.clip(found[left] + way, 0, len(self) - 1)
            left = left[~flags[found[left]]]
            if not len(left):
                return found
        found[left] = (self.first_after if way > 0 else self.last_before)(flags, found[left])
        return found

    def among(self, words: frozenset[str], units: np.ndarray | slice = ALL) -> np.ndarray:
        """Tell which units begin with one of ``words``, a list of the vocabulary."""
        return vocabulary.members(words)[self.number[units]]

    @cached_property
    def glued(self) -> np.ndarray:
        """Tell which units stand right behind the one before them: the "org" of "FactCheck.org"."""
        beside = self.tokens.end[self.last[:-1] - 1] == self.tokens.start[self.first[1:]]
        return np.append(False, beside)[: len(self)]

    @cached_property
    def paragraph(self) -> np.ndarray:
        """The number of the paragraph of each unit."""
        return self.tokens.paragraph[self.first]

    @cached_property
    def ends_paragraph(self) -> np.ndarray:
        """Tell which units are the last of their paragraph."""
        return np.append(self.paragraph[1:] != self.paragraph[:-1], True)

    @cached_property
    def text(self) -> np.ndarray:
        """The text of each unit."""
        return self.tokens.text[self.first]

    @cached_property
    def sentence(self) -> np.ndarray:
        """The number of the sentence of each unit."""
        return np.cumsum(self.index == self.low) - 1

    @cached_property
    def shift(self) -> np.ndarray:
        """What to add to the units of a sentence, or to those right outside it, to get their places where ``ROOM`` stands
        around each sentence: one array of these serves all steps to the left and right."""
        return self.sentence * (2 * ROOM) + ROOM

    @cached_property
    def _spread_kinds(self) -> np.ndarray:
        spread = np.full(len(self) + int(self.shift[-1]) + 2 * ROOM, kinds.END, dtype=NARROW)
        opens = np.flatnonzero(self.index == self.low)
        opens += self.shift[opens]
        for step in range(ROOM):
            spread[opens + step] = kinds.BEGIN
        spread[self.index + self.shift + ROOM] = self.kind
        return spread

    @cached_property
    def _spread_groups(self) -> np.ndarray:
        return np.array(kinds.GROUP, dtype=NARROW).take(self._spread_kinds)

    @cached_property
    def _spread_classes(self) -> np.ndarray:
        spread = np.zeros(len(self._spread_kinds), dtype=NARROW)
        spread[self.index + self.shift + ROOM] = self.classes
        return spread

    @cached_property
    def _spread_tags(self) -> np.ndarray:
        spread = np.full(len(self._spread_kinds), tags.OUTSIDE, dtype=NARROW)
        spread[self.index + self.shift + ROOM] = self.tags
        return spread

    def kinds_at(self, place: np.ndarray, step: int = 0) -> np.ndarray:
        """Return the kinds of the units ``step`` units behind some: BEGIN or END where they lie outside the sentence.

        ``place`` is the unit with the ``shift`` of its sentence; at most ``ROOM`` units before or behind that.
        """
        return self._spread_kinds[ROOM + step :].take(place, mode="wrap")

    def groups_at(self, place: np.ndarray, step: int = 0) -> np.ndarray:
        """Return the groups of units, as ``kinds_at`` their kinds."""
        return self._spread_groups[ROOM + step :].take(place, mode="wrap")

    def classes_at(self, place: np.ndarray, step: int = 0) -> np.ndarray:
        """Return the classes of units, as ``kinds_at`` their kinds, 0 outside the sentence."""
        return self._spread_classes[ROOM + step :].take(place, mode="wrap")

    def tags_at(self, place: np.ndarray, step: int = 0) -> np.ndarray:
        """Return the tags of units, as ``kinds_at`` their kinds, OUTSIDE outside the sentence."""
        return self._spread_tags[ROOM + step :].take(place, mode="wrap")


def read_stream(tokens: Tokens, quotes: Quotes) -> Stream:
    """Return the units of ``tokens``, its outermost ``quotes`` folded."""
    outer = np.flatnonzero(quotes.level == 1)
    opened, closed = quotes.open[outer], quotes.close[outer]
    behind = closed + quotes.closed[outer]
    kept = np.cumsum(
        np.bincount(opened + 1, minlength=len(tokens) + 2) - np.bincount(behind, minlength=len(tokens) + 2)
    )
    kept = (kept[: len(tokens)] == 0) & ~_inner_stops(tokens)
    first = np.flatnonzero(kept)
    last = np.append(first[1:], len(tokens))[: len(first)]
    quote = np.full(len(first), -1)
    at = np.searchsorted(first, opened)
    quote[at] = outer
    by_form = _kinds(tokens)
    kind = by_form[tokens.form[first]]
    kind[at] = _quoted_kinds(tokens, opened + 1, closed)
    kind[_named_may(tokens, first, kind)] = kinds.ID["CAP"]
    low, high = _sentences(tokens, first, last, kind, quote >= 0)
    return Stream(tokens, first, last, kind, quote, low, high, by_form)


def _kinds(tokens: Tokens) -> np.ndarray:
    words = kinds_of_words(tokens.spelt, tokens.n_words)
    marks = [kinds.kind_of_mark(form) for form in tokens.forms[tokens.n_words :]]
    return np.concatenate((words, np.array(marks, dtype=np.int64)))


def _named_may(tokens: Tokens, first: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Return the units that are a name and no month or auxiliary: "Theresa May", "May said"."""
    form = tokens.form[first]
    may = np.flatnonzero(tokens.among(_MAY, first))
    may = may[tokens.capital[form[may]]]
    before, behind = np.maximum(may - 1, 0), np.minimum(may + 1, len(first) - 1)
    beside = tokens.sentence[first[before]] == tokens.sentence[first[may]]
    called = beside & (before < may) & kinds.among(kind[before], _CALLING)
    says = tokens.among(_DID, first[behind])
    return may[(called & (kind[behind] != kinds.ID["NUM"])) | (says & (behind > may))]


def _inner_stops(tokens: Tokens) -> np.ndarray:
    """Tell which full stops end no sentence: tokens of their sentence and paragraph stand on both sides."""
    stops = tokens.among(frozenset("."))
    joined = (tokens.sentence[1:] == tokens.sentence[:-1]) & (tokens.paragraph[1:] == tokens.paragraph[:-1])
    joined &= tokens.text[1:] == tokens.text[:-1]
    stops[1:] &= joined
    stops[:-1] &= joined
    stops[:1] = stops[-1:] = False
    return stops


def _quoted_kinds(tokens: Tokens, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return the kinds of folded quotations: short or long, ended by a comma, a stop or neither, capital or not."""
    words = tokens.words_before
    long = words[last] - words[first] > SHORT
    ending = np.full(len(tokens.forms), 2)
    ending[tokens.n_words :] = [
        1 if mark[0] in ".?!…" else 0 if mark == "," else 2 for mark in tokens.forms[tokens.n_words :]
    ]
    small = ~tokens.capital[tokens.form[first]]
    return kinds.FIRST_QUOTED + long * 6 + ending[tokens.form[last - 1]] * 2 + small


def _asked(tokens: Tokens, first: np.ndarray, kind: np.ndarray, folded: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Tell which units go on with the quotation before them, though it ends like a sentence: "Why?" Ann Lee asked."""
    form = tokens.form[first]
    verb = tokens.among(_ASKING, first) | (kind == kinds.ID["ED"])
    name = tokens.capital[form] & ~folded & (form < tokens.n_words)
    placing = kinds.among(kind, _PLACING)
    goes_on = np.zeros(len(first), dtype=bool)
    behind = np.flatnonzero(folded[:-1] & name[1:] & ~same[1:]) + 1
    behind = behind[tokens.paragraph[first[behind]] == tokens.paragraph[first[behind - 1]]]
    for unit in behind.tolist():
        end = unit + 1
        while end < min(unit + LONGEST_ASKER, len(first)) and (name[end] or placing[end]) and same[end]:
            end += 1
        goes_on[unit] = end < len(first) and bool(verb[end] & same[end])
    return goes_on


def _sentences(
    tokens: Tokens, first: np.ndarray, last: np.ndarray, kind: np.ndarray, folded: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of each unit's sentence; a colon holds a quotation that opens the next paragraph."""
    same = np.zeros(len(first), dtype=bool)
    same[1:] = True
    for numbers in (tokens.sentence, tokens.paragraph):
        same[1:] &= numbers[first[1:]] == numbers[last[:-1] - 1]
    colon = tokens.among(frozenset(":"), last - 1)
    same[1:] |= colon[:-1] & folded[1:] & (tokens.text[first[1:]] == tokens.text[first[:-1]])
    same |= _asked(tokens, first, kind, folded, same)
    starts = np.flatnonzero(~same)
    row = np.cumsum(~same) - 1
    return starts[row], np.append(starts[1:], len(first))[row]
