"""Names in the text, and the fullest form of each in its article."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np

from framing.voice import kinds, vocabulary
from framing.voice.given import EITHER, closes_name, opens_name, pronoun_of
from framing.voice.persons import SEXES
from framing.voice.runs import (
    HONORIFICS,
    ROLE_KINDS,
    ROYAL,
    bare,
    finals_of,
    find_runs,
    grouped,
    label_ends,
    starts_of,
    titles_of,
)
from framing.voice.somebody import BODIES
from framing.voice.stream import Stream
from framing.voice.weights import NARROW

LONGEST = 5
_WIDTH = np.dtype(NARROW).itemsize
_LOCAL = [kinds.ID[f"w:{word}"] for word in ("in", "at", "within", "from", "through")]
_ALLCAP = kinds.ID["ALLCAP"]
_COMMA, _BRACKET, _ACCOUNT = kinds.ID["p:,"], kinds.ID["p:("], kinds.ID["p:@"]


def _elsewhere(stream: Stream, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tell which forms stand in quotations, or within the runs ``first:last`` before their last word."""
    inner = np.bincount(first, minlength=len(stream) + 1) - np.bincount(last - 1, minlength=len(stream) + 1)
    flags = np.zeros(len(stream.tokens.forms), dtype=bool)
    flags[stream.form[np.cumsum(inner)[:-1] > 0]] = True
    flags[stream.tokens.form[np.repeat(stream.folded, stream.last - stream.first)]] = True
    return flags


def _reader(form: memoryview, words: list[str]) -> Callable[[int], str]:
    """Return a function that gives the word of a unit. It is called so often that looking up attributes would tell."""

    def read(unit: int) -> str:
        return words[form[unit]]

    return read


class Names:
    """The capitalised runs of a batch, by article and last word; ``word`` gives the word of a unit as it stands, ``low`` in
    lower case."""

    def __init__(self, stream: Stream):
        self.stream = stream
        first, last = find_runs(stream)
        self.first, self.last = first.tolist(), last.tolist()
        ending = np.full(len(stream) + 1, -1)
        ending[last] = np.arange(len(last))
        self.ending = memoryview(ending)
        self.article = (stream.text[first] // 2).tolist()
        self.kind, self.form = memoryview(stream.kind), memoryview(stream.form)
        self.numbers = stream.number
        self.token_ends = memoryview(stream.last)
        self.upper, self.glued = stream.capital.tobytes(), stream.glued.tobytes()
        self.stopped = ((stream.last - stream.first > 1) & ~stream.folded).tobytes()
        self._form_bytes = stream.form.astype(NARROW).tobytes()
        self.forms, self.low_form = stream.tokens.forms, stream.tokens.plain_forms
        self.word, self.low = _reader(self.form, self.forms), _reader(self.form, self.low_form)
        self.sentence, self.stop = memoryview(stream.low), memoryview(stream.stop)
        self.full: dict[tuple[int, int, int, int | str], int | None] = {}
        self.given: dict[int, list[str]] = {}
        self.elsewhere = memoryview(_elsewhere(stream, first, last))
        accounts = (stream.kind[:-1] == _BRACKET) & (stream.kind[1:] == _ACCOUNT)
        self.handles = frozenset(np.flatnonzero(accounts).tolist())
        self.full_names: dict[int, list[str]] = {}
        tokens_of_articles = np.searchsorted(stream.tokens.text, 2 * np.arange(int(stream.tokens.text[-1]) // 2 + 2))
        self.tokens_of_articles = tokens_of_articles.tolist()
        self.ends_of_articles = np.searchsorted(stream.first, tokens_of_articles[1:]).tolist()
        behind = kinds.among(stream.kind[np.maximum(first - 1, 0)], _LOCAL) & (first > stream.low[first])
        titles = titles_of(stream)
        self.titled, self.ranked = (flags.tobytes() for flags in titles)
        start = starts_of(stream, first, last, titles)
        self.start, self.opening = start.tolist(), stream.form[start]
        finals = stream.text[first] // 2 * len(stream.tokens.forms) + finals_of(stream, last)
        order, begins, ends = grouped(finals)
        self.by_final, self.from_final, self.to_final = order.tolist(), begins.tolist(), ends.tolist()
        self.placed = behind[order].tobytes()

    def article_of(self, unit: int) -> int:
        """Return the number of the article of a unit."""
        return bisect_right(self.ends_of_articles, unit)

    def begins(self, row: int) -> int:
        """Return the first unit of an article."""
        return self.ends_of_articles[row - 1] if row else 0

    def key(self, first: int, last: int) -> bytes:
        """Return the forms of units, to be compared with those of others."""
        return self._form_bytes[_WIDTH * first : _WIDTH * last]

    def words(self, first: int, last: int) -> list[str]:
        """Return the words of units, the last one without its possessive ending."""
        if last <= first:
            return []
        words = [self.forms[form] for form in self.form[first:last]]
        words[-1] = bare(words[-1])
        return words

    def spelt(self, first: int, last: int) -> list[str]:
        """Return the words of units as they stand, with the full stops within them: "U.S.", "FactCheck.org"."""
        if self.glued.find(1, first + 1, last) < 0 and self.stopped.find(1, first, last - 1) < 0:
            return self.words(first, last)
        words = [self.word(first)]
        for unit in range(first + 1, last):
            words[-1] += self.stream.tokens.spelling(self.token_ends[unit - 1] - 1) if self.stopped[unit - 1] else ""
            if self.glued[unit]:
                words[-1] += self.word(unit)
            else:
                words.append(self.word(unit))
        words[-1] = bare(words[-1])
        return words

    def ending_at(self, unit: int) -> int | None:
        """Return the number of the run that ends before ``unit``."""
        number = self.ending[unit]
        return number if number >= 0 else None

    def name_start(self, first: int, last: int) -> int:
        """Return where the name begins in a run: after its last title, or ``first`` where nothing would be left."""
        if self.low(last - 1) in BODIES:
            return first
        if self.titled[last - 1]:
            return first
        title = self.ranked.rfind(1, first, last - 1)
        if title >= 0:
            royal = title + 2 == last and self.low(title) in ROYAL
            return title + (not royal)
        return first + label_ends(self.words(first, last)) if last - first > 2 else first

    def fullest(self, first: int, last: int, number: int) -> int:
        """Return the run that gives the name in units ``first:last`` most fully: the commonest such name of the
        article, its first place; ``number`` itself where there is none.

        A run is fuller where it ends in the same word and its name has more words; of a name of several words, the
        first word must be the same.
        """
        length = last - first
        given = self.form[first] if length > 1 else -1
        sex = SEXES.get(self.low(first - 1)) if first > self.first[number] else None
        key = (self.article[number], self.form[last - 1], given, sex or length)
        if key not in self.full:
            found = self._commonest(self._alike(number), given, length, sex)
            if found is None and length > 1 and (sex or pronoun_of(self.word(first)) is None):
                found = self._commonest(self._longer(number, first), -1, length, sex)
            if found is None and length == 1:
                found = self._by_given(number, first)
            self.full[key] = found
        found = self.full[key]
        return number if found is None else found

    def _longer(self, number: int, first: int) -> list[int]:
        """Return the runs of the article whose name ends in all words of a name and has more."""
        last = self.last[number]
        whole, length = self.key(first, last - 1), last - first
        ends = ((other, self.last[other]) for other in self._alike(number))
        return [n for n, end in ends if end - self.start[n] > length and self.key(end - length, end - 1) == whole]

    def _commonest(self, same: list[int], given: int, length: int, sex: str | None = None) -> int | None:
        """Return the first place of the commonest of the names ``same`` that are longer than ``length``, and open with
        ``given`` unless that is -1; those that fit the pronoun ``sex`` go before others."""
        places: dict[bytes, list[int]] = {}
        least = max(length, 1)
        for other in same:
            begin, end = self.start[other], self.last[other]
            if not least < end - begin <= LONGEST or given not in (-1, self.form[begin]):
                continue
            shouted = self.kind[begin] == _ALLCAP != self.kind[end - 1] and len(self.word(begin)) > 3
            if not shouted:
                places.setdefault(self.key(begin, end - 1), []).append(other)
        if len(places) < 2:
            return next(iter(places.values()))[0] if places else None
        among = list(places.values())
        if sex is not None:
            fits = (sex, EITHER)
            among = [found for found in among if pronoun_of(self.word(self.start[found[0]])) in fits] or among
        return max(among, key=lambda found: (len(found), self.last[found[0]] - self.start[found[0]], -found[0]))[0]

    def _by_given(self, number: int, unit: int) -> int | None:
        """Return the commonest full name that opens with the one word of a run: a given name ("Lara" for Lara Trump), or any
        behind a title of address ("Mr Kim" for Kim Jong-un); None for a place."""
        name = bare(self.word(unit))
        addressed = unit > self.first[number] and self.low(unit - 1) in HONORIFICS
        if name.isupper() and not addressed:
            return None
        if not addressed and ((pronoun_of(name) is None and not closes_name(name, "")) or self.is_place(number)):
            return None
        row = self.article[number]
        begin, end = bisect_left(self.article, row), bisect_right(self.article, row)
        opens = self.opening[begin:end]
        if name == self.word(unit):
            same = (np.flatnonzero(opens == self.form[unit]) + begin).tolist()
        else:
            same = [number for number, form in enumerate(opens.tolist(), start=begin) if self.forms[form] == name]
        return self._commonest([number for number in same if self._is_full(number)], -1, 1)

    def _is_full(self, number: int) -> bool:
        """Tell whether the name of a run is one of several words and like a person's."""
        begin, last = self.start[number], self.last[number]
        several = last - begin > 1 and self.kind[last - 1] not in ROLE_KINDS
        return several and closes_name(bare(self.word(last - 1)), self.word(begin))

    def has_before(self, unit: int, words: Iterable[str]) -> bool:
        """Tell whether the article has one of ``words``, all of the vocabulary, before a unit."""
        here = self.numbers[self.begins(self.article_of(unit)) : unit]
        return any((here == vocabulary.number_of(word)).any() for word in words)

    def full_words(self, number: int) -> list[str]:
        """Return the words of the name of a run; of one word, with the given name that it has in a quotation of the article."""
        if number not in self.full_names:
            words = self.spelt(self.start[number], self.last[number])
            if len(words) == 1 and self.kind[self.last[number] - 1] not in ROLE_KINDS and closes_name(words[0], ""):
                words = self._given_elsewhere(number) + words
            self.full_names[number] = words
        return self.full_names[number]

    def _given_elsewhere(self, number: int) -> list[str]:
        """Return the given name that most often stands before a surname in the article, its quotations included."""
        key = self.by_final[self.from_final[number]]
        if key not in self.given:
            tokens, row = self.stream.tokens, self.article[number]
            low, high = self.tokens_of_articles[row : row + 2]
            forms = {self.form[self.last[other] - 1] for other in self._alike(number)}
            if not any(self.elsewhere[form] for form in forms):
                self.given[key] = []
                return []
            here = tokens.form[low + 1 : high]
            found: Counter[str] = Counter()
            for at in (np.concatenate([np.flatnonzero(here == form) for form in forms]) + low).tolist():
                word = tokens.spelling(at)
                if word[0].isupper() and opens_name(word) and tokens.sentence[at] == tokens.sentence[at + 1]:
                    found[word] += 1
            self.given[key] = [word for word, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:1]]
        return self.given[key]

    def is_office(self, unit: int) -> bool:
        """Tell whether the "of" in a unit stands within an office before a name: "Secretary of State Ann Lee"."""
        number = bisect_left(self.first, unit + 1)
        return number < len(self.first) and self.first[number] == unit + 1 and self.start[number] == unit + 2

    def is_acronym(self, number: int) -> bool:
        """Tell whether a run is one word in capitals ("UNICEF") with a word beside it that is not."""
        first, last = self.first[number], self.last[number]
        beside = self.word(last) if last < len(self.form) else ""
        return last - first == 1 and self.kind[first] == kinds.ID["ALLCAP"] and not beside.isupper()

    def stop_behind(self, unit: int) -> int:
        """Return the nearest comma or other stop behind a unit."""
        return int(self.stream.after_stop[unit])

    def only_opens(self, number: int) -> bool:
        """Tell whether the article has the name of a run at the beginning of sentences only."""
        return all(self.first[other] == self.sentence[self.first[other]] for other in self._alike(number))

    def is_place(self, number: int) -> bool:
        """Tell whether the name of a run stands behind "in", "at" or the like in half its places in the article."""
        begin, end = self.from_final[number], self.to_final[number]
        words, same, at = self.key(self.first[number], self.last[number]), 0, self.placed.find(1, begin, end)
        while at >= 0:
            other = self.by_final[at]
            same += self.key(self.first[other], self.last[other]) == words
            at = self.placed.find(1, at + 1, end)
        return same > 0 and same * 2 >= end - begin

    def _alike(self, number: int) -> list[int]:
        """Return the runs of the article with the same last word, possessive or not, in order."""
        return self.by_final[self.from_final[number] : self.to_final[number]]
