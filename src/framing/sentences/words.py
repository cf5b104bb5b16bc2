"""What kind of word stands before or after a stop, and the lists of words that tell."""

import re
from functools import lru_cache
from typing import NamedTuple

TITLES = frozenset(
    "mr mrs ms messrs mme mmes mx dr drs prof profs gen gens lt col cols maj capt cmdr sgt cpl pvt pfc spc ofc adm "
    "brig sen sens rep reps gov govs pres rev hon msgr supt insp det amb atty asst comm commr dir sec secy treas "
    "dept vs v cf al viz op".split()
)
COUNTING = frozenset(
    "no nos nr vol vols art ch par para pp p fig figs est ca jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
CLOSING = frozenset(
    "inc ltd co cos corp llc plc bros jr sr esq e.g i.e st ste mt ft ave blvd rd sq univ assn assoc intl natl govt "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn "
    "tex va vt wash wis wyo ont que mon tue tues wed thu thur thurs fri".split()
)
TIMES = frozenset("a.m p.m am pm".split())
AFTER_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun eastern central "
    "mountain pacific greenwich moscow et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet eet msk ist "
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
OPENERS = frozenset(
    "the a an in on at by for from as after before when while since if although but and so yet or it its he she they "
    "we you i his her their our my your this that these those there here then now what who how why where one some "
    "many most all both each no not nor with without under over during despite however meanwhile also according until "
    "because once whether perhaps instead among through across like more others several much such still even thus "
    "therefore indeed nearly about around only just never any every everyone nobody nothing today yesterday tomorrow "
    "asked is are was were do does did can could will would have has had let mr mrs ms click read "
    "follow subscribe".split()
)
SPEECH = frozenset("said says asked asks added adds told wrote replied shouted cried continued".split())
LOUD_NAMES = frozenset("yahoo jeopardy yum".split())

ROLES = PLAIN, TITLE, COUNTER, COUNTED, TIME, ABBREVIATION, NUMBER, LOUD = (
    "plain", "title", "counter", "counted", "time", "abbreviation", "number", "loud",
)  # fmt: skip

_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_LETTERS = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*$")
_ALPHANUMERIC = re.compile(r"[^\W_]*")
REACH = 24


class Following(NamedTuple):
    """What the rules ask of the word after a stop."""

    goes_on: bool
    digit: bool
    opener: bool
    of_time: bool


@lru_cache(1 << 16)
def role_before(before: str) -> str:
    """Return what the word is that ``before`` ends with: one of the roles in which it asks for a rule of its own."""
    whole = before if before.isalpha() else _last_word(before)
    word = whole.rpartition("-")[2]
    low = word.lower()
    if low in TITLES and (word[0].isupper() or len(low) < 4):
        return TITLE
    if low in COUNTING:
        return COUNTED if low in {"no", "art", "mar", "p"} else COUNTER
    if low in TIMES or low.endswith(("a.m", "p.m")):
        return TIME
    if _may_close(word, low):
        return ABBREVIATION if word == whole or "." in word else PLAIN
    if word.isdigit():
        return NUMBER
    return LOUD if whole.lower() in LOUD_NAMES else PLAIN


def _last_word(before: str) -> str:
    found = _LETTERS.search(before)
    word = found.group() if found else ""
    ahead, _, last = word.rpartition(".")
    # a sentence may end before it with no blank behind its stop: "left.Gov"
    return last if ahead[-3:].isalpha() and ahead[-3:].islower() and len(ahead) > 2 and last[:1].isupper() else word


@lru_cache(1 << 16)
def following_of(after: str) -> Following:
    """Return what the rules ask of the letters and digits that ``after`` begins with."""
    word = after if after.isalnum() else _ALPHANUMERIC.match(after).group()
    low = word.lower()
    goes_on = word[:1].islower() and (word[1:2].islower() or len(word) == 1)
    return Following(goes_on, word[:1].isdigit(), low in OPENERS, low in AFTER_TIMES)


def _may_close(word: str, low: str) -> bool:
    """Tell whether a word is an abbreviation or an initial, which may stand inside a sentence or at its end."""
    if len(word) == 1:
        return word.isupper()
    return (low in CLOSING and (word[0].isupper() or "." in word)) or ("." in word and bool(_INITIALS.fullmatch(word)))
