"""How many words are spelt, told for all of them at once: plain spelling, capitals, and the kinds that follow from them."""

from dataclasses import dataclass

import numpy as np

from framing.voice import vocabulary
from framing.voice.keys import keys_of
from framing.voice.kinds import ID, plain

_SEEN, _UPPER, _LOWER, _TITLE, _DIGIT, _HYPHEN = 1, 2, 4, 8, 16, 32
_flags = np.zeros(0x110000, dtype=np.uint8)


@dataclass(frozen=True)
class Spellings:
    """Of each form: how it is plainly spelt (see ``kinds.plain``), the key of that spelling, its number in the vocabulary,
    whether it begins with a capital, a small letter or a digit, whether it has two characters or more and all its letters
    are capitals, and whether it has a hyphen; of its plain spelling the length and the last three characters, the last one
    first, 0 where it has fewer."""

    plain: list[str]
    keys: np.ndarray
    numbers: np.ndarray
    capital: np.ndarray
    small: np.ndarray
    shouted: np.ndarray
    digit: np.ndarray
    hyphen: np.ndarray
    length: np.ndarray
    ending: np.ndarray


def read_spellings(forms: list[str]) -> Spellings:
    """Return how ``forms`` are spelt; none may be empty."""
    if not forms:
        none = np.zeros(0, dtype=bool)
        return Spellings(
            [], none.astype(np.uint64), none.astype(np.int64), none, none, none, none, none, none, np.zeros((3, 0))
        )
    codes, start, length = _laid_out(forms)
    flags = _flags_of(codes)
    first, any_of = flags[start], np.bitwise_or.reduceat(flags, start)
    shouted = ((any_of & (_UPPER | _LOWER | _TITLE)) == _UPPER) & (length > 1)
    low = _plainly(forms)
    keys = keys_of(low)
    numbers, hyphen = vocabulary.numbers_of(keys), (any_of & _HYPHEN) > 0
    capital, small, digit = ((first & flag) > 0 for flag in (_UPPER, _LOWER, _DIGIT))
    ending = _plain_ending(codes, start, length)
    length = length + np.add.reduceat(codes == ord("İ"), start)  # the one letter that is two in lower case
    return Spellings(low, keys, numbers, capital, small, shouted, digit, hyphen, length, ending)


def _plain_ending(codes: np.ndarray, start: np.ndarray, length: np.ndarray) -> np.ndarray:
    """Return the last three characters of each form as they are plainly spelt, but for capitals that are not ASCII."""
    back = np.arange(3)[:, None]
    found = np.where(length > back, codes[np.maximum(start + length - 1 - back, 0)], 0)
    found = np.where((found >= ord("A")) & (found <= ord("Z")), found | 0x20, found)
    return np.where(found == ord("’"), ord("'"), found)


def kinds_of_words(spelt: Spellings, size: int) -> np.ndarray:
    """Return the kind of each of the first ``size`` words of ``spelt``, as ``kinds.kind_of_word`` says it."""
    if not size:
        return np.zeros(0, dtype=np.int64)
    capital, length, (one, two, three) = spelt.capital[:size], spelt.length[:size], spelt.ending[:, :size]
    s = one == ord("s")
    kind = np.full(size, ID["LOW"])
    kind[s & (two != ord("s")) & (length > 3)] = ID["S"]
    long = length > 4
    kind[long & (one == ord("y")) & (two == ord("l"))] = ID["LY"]
    kind[long & (one == ord("g")) & (two == ord("n")) & (three == ord("i"))] = ID["ING"]
    kind[long & (one == ord("d")) & (two == ord("e"))] = ID["ED"]
    kind[capital] = np.where(spelt.shouted[:size], ID["ALLCAP"], ID["CAP"])[capital]
    kind = np.where(s & (two == ord("'")), np.where(capital, ID["CAPPOSS"], ID["POSS"]), kind)
    kind[spelt.digit[:size]] = ID["NUM"]
    listed = vocabulary.kinds_by_number()[capital.astype(np.int64), spelt.numbers[:size]]
    return np.where(listed >= 0, listed, kind)


def _plainly(forms: list[str]) -> list[str]:
    # all as one is much faster; a line end within one of them shows in the count
    together = plain.__wrapped__("\n".join(forms)).split("\n")
    return together if len(together) == len(forms) else [plain(form) for form in forms]


def _laid_out(forms: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the code points of the forms, a line end behind each, where each begins, and how long it is."""
    codes = np.frombuffer("\n".join((*forms, "")).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    last = np.flatnonzero(codes == ord("\n"))
    if len(last) != len(forms):
        last = np.cumsum(np.fromiter(map(len, forms), dtype=np.int64, count=len(forms)) + 1) - 1
    start = np.append(0, last[:-1] + 1)
    return codes, start, last - start


def _flags_of(codes: np.ndarray) -> np.ndarray:
    """Return what each character is; what a character is is found once a process."""
    flags = _flags[codes]
    new = np.unique(codes[flags == 0])
    if len(new):
        _flags[new] = [_flag(chr(code)) for code in new.tolist()]
        flags = _flags[codes]
    return flags


def _flag(char: str) -> int:
    case = _UPPER if char.isupper() else _LOWER if char.islower() else _TITLE if char.istitle() else 0
    return _SEEN + case + _DIGIT * char.isdigit() + _HYPHEN * (char == "-")
