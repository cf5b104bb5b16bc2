"""Sentences without a blank between them, where the line end of a paragraph was lost: ``by the FBI.The mayor left.``

A stop between two words parts sentences where the word behind it is capitalised and goes on in small letters, and the
word before it cannot be an abbreviation, a title, an initial, a domain or part of a file's name. Of numbers and
abbreviations in capitals more is asked: a word that usually opens a sentence, a year, a day after a month, or a
quotation mark.
"""

import re

from framing.sentences.sides import CLOSES, IGNORED, side_of
from framing.sentences.words import ABBREVIATION, COUNTED, COUNTER, LOUD, REACH, TITLE, following_of, role_before

MARKS = '(?:["“”]{1,2}[(\\[]?|[\'’]["”]|["“][\'‘]|[)\\]])?'
"""The quotation marks, or the bracket, that may stand behind the stop, as a regular expression."""
_GAP = re.compile(f'%?["”’)\\]]{{0,2}}[.!?]{MARKS}')
_SHORT = frozenset("am an as at be by do go he if in is it me my no of on or so to up us we".split())
_ENDINGS = frozenset("com net org gov edu tv fm uk us co io html htm pdf txt js php asp doc csv".split())
_NEXT = re.compile(r"[A-Z](?:[\w’'-]*(?=[\s,:])|[a-z]{1,4}(?=\. )|\.(?:[A-Z]\.)+(?= ))")
_BRACKETED = re.compile(r"[A-Z][\w’'-]*(?=[\])\s,:])")
_NUMBER = re.compile(r"(?:^|[\s($€£–-])(\d[\d,]*(?:\.\d+)?%?)$")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*$")
_MARK = re.compile('["“”]')
_CLOSING = '"”’)]'
_LOOK = 40


def is_glue(between: str) -> bool:
    """Tell whether a stretch between two words parts sentences only where a space is lost."""
    return _GAP.fullmatch(between) is not None


def glued_cut(text: str, stop: int) -> int:
    """Return where the sentence ends whose stop stands at ``stop`` with no blank behind it; 0 if none ends."""
    place = stop + 1
    while text[place] in "\"“”'’‘()[]":
        place += 1
    word = stop
    while stop - word < 2 and word and text[word - 1] in _CLOSING:
        word -= 1
    letter = word - (word > 0 and text[word - 1] == "%")
    if not letter or not text[letter - 1].isalnum():
        return 0
    quoted = place > stop + 1 or word < stop
    return _end(text, stop, place) if _parts(text, stop, place, quoted) else 0


def _parts(text: str, stop: int, place: int, quoted: bool) -> bool:
    """Tell whether the words on both sides are such that a sentence ends between them."""
    opens = (_BRACKETED if text[place - 1] in "([" else _NEXT).match(text, place)
    before = text[max(0, stop - _LOOK) : stop]
    token = re.split(r"\s", before)[-1]
    if not opens or any(mark in token for mark in ("/", "@", "www")):
        return False
    following, titled = opens.group(), text[opens.end()] == "."
    if role_before(following) != TITLE if titled else following.lower() in _ENDINGS:
        return False
    plain = following[1:].replace("-", "").replace("’", "").replace("'", "")
    if plain and not plain.islower():
        word = token.rstrip('"”’)]')
        return word.isalpha() and word.islower() and (len(word) > 2 or word in _SHORT)
    return _may_end(token, before, quoted, titled or following_of(following).opener)


def _may_end(token: str, before: str, quoted: bool, opener: bool) -> bool:
    """Tell whether the word before the stop may end a sentence."""
    good = quoted or opener
    bare = token.rstrip('"”’)]')
    if len(bare) < len(token):
        return bool(bare)
    number = _NUMBER.search(before)
    if number:
        return _number_ends(before[: number.start(1)], number.group(1), good)
    word, role = _WORD.search(token), role_before(before[-REACH:])
    if not word or "." in token or role in (TITLE, COUNTER, LOUD):
        return False
    return _word_ends(word.group(), opener if role == ABBREVIATION else good)


def _word_ends(word: str, good: bool) -> bool:
    """Tell whether a word may end a sentence: one letter is an initial, and other short ones need ``good`` evidence."""
    last = re.split("[’'-]", word)[-1]
    if len(last) < 2:
        return False
    return (
        good or word in _SHORT or (len(word) > 2 and (word.isupper() or (word[-3:].isalpha() and word[-3:].islower())))
    )


def _number_ends(ahead: str, number: str, good: bool) -> bool:
    """Tell whether a number may end a sentence: not one that opens its line and so numbers what follows ("1.The")."""
    spaced = ahead.rstrip()
    if not spaced or "\n" in ahead[len(spaced) :]:
        return False
    word = _WORD.search(spaced.removesuffix("."))
    name = word.group() if word else ""
    counted = following_of(name).of_time or (spaced.endswith(".") and role_before(name) in (COUNTER, COUNTED))
    return counted or bool(_YEAR.fullmatch(number)) or (good and len(number) > 1)


def _end(text: str, stop: int, place: int) -> int:
    """Return where a glued sentence ends: before a quotation mark that opens the next one, after a closing one."""
    for at in range(stop + 1, place):
        if text[at] == "“" or (text[at] == '"' and side_of(text, at) not in (CLOSES, IGNORED)):
            return at
    return place - (text[place - 1] in "'‘([" and text[place - 2] in '"”')
