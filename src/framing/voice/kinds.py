"""The kind of a word or a mark: what the rules and weights of this package see of it besides its spelling.

Frequent function words and marks are kinds of their own (``w:that``, ``p:,``); every other word has one by its role
(``ROLE``: a noun for people and bodies that speak; ``TITLE``; ``DAY``; ``MONTH``), its ending or its capitals; an
outermost quotation is one unit, whose kind tells its length, how it ends and whether it opens with a capital
(``q:long,C``).
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

FUNCTION = (
    "the a an to of and in that for is on he his with as has was it at have not by be who but from are i her this she "
    "they about would more will we their had or been one than if what when which were after all out up him also over "
    "some there no other so like do could just can its most time even because them our last many now into against those "
    "how while say only did before any during where made should much very back both may among still way being according "
    "since my want know well me including between whether then through down see here such off under us never told nor "
    "without until though although amid following despite upon toward towards within i'm he's she's it's they're we're "
    "don't didn't doesn't wasn't isn't aren't won't can't wouldn't couldn't that's there's too own these each every "
    "another someone anyone people whose whom why however later earlier recently already yet once instead rather ago "
    "does doing done having weren't get got going go come came make take took give gave given put let need needs needed "
    "must might cannot per via plus except you your"
).split()
MARKS = (". , : ; - ( ) [ ] — – / ? ! $ & % * @ # -- ... … ' ’").split()
TITLES = frozenset(
    "mr mrs ms dr sen rep gov gen col lt sgt capt prof rev hon president senator representative governor secretary minister "
    "chancellor king queen prince judge justice mayor chairman chairwoman speaker general admiral captain director prime "
    "foreign spokesman spokeswoman spokesperson candidate nominee leader".split()
)
ROLES = frozenset(
    "spokesman spokeswoman spokesperson president director chairman chairwoman chair chief head leader leaders senator "
    "senators governor congressman congresswoman lawmaker lawmakers legislator legislators deputy deputies official officials "
    "professor analyst analysts expert experts strategist adviser advisers advisor aide aides lawyer lawyers attorney "
    "attorneys editor author reporter reporters journalist journalists columnist critic critics supporter supporters opponent "
    "opponents candidate candidates nominee voter voters democrats republicans democrat republican minister ministry officer "
    "officers manager founder owner member members resident residents villager villagers scholar historian fellow researcher "
    "researchers scientist judge commander ambassador diplomat diplomats secretary executive consultant pollster man woman "
    "student students activist activists group groups committee department agency administration campaign court government "
    "union poll report study survey statement document documents letter memo email emails speech article editorial book memoir "
    "testimony interview source sources witness witnesses police prosecutor prosecutors investigators authorities parliament "
    "president's soldier soldiers refugee refugees demonstrator protester driver teacher doctor priest pensioner".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow morning afternoon evening night week "
    "month year weekend".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept "
    "sep oct nov dec".split()
)
SHAPES = "CAP CAPPOSS NUM ED ING LY S POSS LOW ROLE TITLE DAY MONTH ALLCAP CAPROLE".split()
QUOTED = [f"q:{size}{end}{case}" for size in ("short", "long") for end in ",.-" for case in "Cc"]

NAMES = [
    "BEGIN", "END", *(f"w:{word}" for word in FUNCTION), *(f"p:{mark}" for mark in MARKS), "p:other", *SHAPES, *QUOTED,
]  # fmt: skip
ID = {name: number for number, name in enumerate(NAMES)}
BEGIN, END = 0, 1
N_KINDS = len(NAMES)
FIRST_SHAPE = ID["CAP"]
FUNCTION_KINDS = [number for name, number in ID.items() if name.startswith("w:")]
STOPS = [ID[f"p:{mark}"] for mark in (",", ":", ";", "(", ")", "—", "–", "--", "-", ".", "?", "!", "[", "]")]
FIRST_QUOTED = ID[QUOTED[0]]
LONG_QUOTED = [ID[name] for name in QUOTED if "long" in name]

_GROUPS = {
    "BEGIN": ["BEGIN"],
    "END": ["END", "p:.", "p:?", "p:!", "p:;"],
    "comma": ["p:,"],
    "mark": ["p::", "p:—", "p:–", "p:-", "p:--", "p:...", "p:…"],
    "bracket": ["p:(", "p:[", "p:)", "p:]"],
    "the": [
        f"w:{w}"
        for w in "the a an this these those each every another some no any many most all both two other last".split()
    ],
    "of": ["w:of"],
    "to": ["w:to"],
    "in": [
        f"w:{w}"
        for w in "in for on with at by from about out up over into against during before through down under without until "
        "amid following despite upon toward towards within via per plus except between among after since off including".split()
    ],
    "and": ["w:and", "w:or", "w:nor"],
    "but": [f"w:{w}" for w in "but yet so because if when while as although though whether than even".split()],
    "that": ["w:that"],
    "who": [f"w:{w}" for w in "who which what how where whose whom why".split()],
    "he": [
        f"w:{w}"
        for w in "he it i she they we you there i'm he's she's it's they're we're that's there's who's them us me him".split()
    ],
    "his": [f"w:{w}" for w in "his her their our my its your own".split()],
    "is": [
        f"w:{w}"
        for w in "is has was have be are would will had been were do could can did should may being don't didn't doesn't wasn't "
        "isn't aren't won't can't wouldn't couldn't does doing done having weren't must might cannot need needs not".split()
    ],
    "name": ["CAP", "ALLCAP", "CAPROLE"],
    "title": ["ROLE", "TITLE"],
    "possessive": ["CAPPOSS", "POSS", "p:'", "p:’"],
    "number": ["NUM", "p:$", "p:%"],
    "day": ["DAY", "MONTH"],
    "ed": ["ED"],
    "ing": ["ING"],
    "ly": ["LY"],
    "s": ["S"],
    "short": [name for name in QUOTED if "short" in name],
    "long": [name for name in QUOTED if "long" in name],
}
GROUPS = ["other", *_GROUPS]
_GROUP_OF = {name: number for number, names in enumerate(_GROUPS.values(), start=1) for name in names}
GROUP = [_GROUP_OF.get(name, 0) for name in NAMES]
"""The group of each kind: a coarser class of words, of which longer patterns can be counted."""


def among(values: np.ndarray, members: Iterable[int]) -> np.ndarray:
    """Tell which of ``values``, kinds or groups, are ``members``."""
    flags = np.zeros(N_KINDS, dtype=bool)
    flags[list(members)] = True
    return flags[values]


@lru_cache(maxsize=1 << 17)
def plain(word: str) -> str:
    """Return the word in lower case with straight apostrophes: how the package's lists spell it."""
    return word.lower().replace("’", "'")


@lru_cache(maxsize=1 << 17)
def kind_of_word(word: str) -> int:
    """Return the kind of a word by its list, its role, its capitals or its ending."""
    low = plain(word)
    known = ID.get("w:" + low)
    return ID[_shape(word, low)] if known is None else known


def kind_of_mark(mark: str) -> int:
    """Return the kind of a punctuation mark."""
    return ID.get("p:" + mark, ID["p:other"])


def _shape(word: str, low: str) -> str:
    capital = word[0].isupper()
    base = low.removesuffix("'s")
    if base in DAYS or (base in MONTHS and capital):
        return "DAY" if base in DAYS else "MONTH"
    if word[0].isdigit():
        return "NUM"
    if base != low:
        return "CAPPOSS" if capital else "POSS"
    if low in TITLES:
        return "TITLE"
    if low in ROLES:
        return "CAPROLE" if capital else "ROLE"
    if capital:
        return "ALLCAP" if len(word) > 1 and word.isupper() else "CAP"
    return _ending(low)


def _ending(low: str) -> str:
    if len(low) > 4 and low.endswith(("ed", "ing", "ly")):
        return "ED" if low.endswith("ed") else "ING" if low.endswith("ing") else "LY"
    return "S" if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else "LOW"
