"""Where sentences end: decided only at full stops, question marks, line ends, by rules stated here.

A stop does not end a sentence after a title or an initial ("Gen. X", "J. Smith"), before a number where an
abbreviation counts things ("No. 10", "Nov. 26"), or where the text goes on in lower case. After an abbreviation
that may close a sentence ("U.S.", "p.m.", "Inc.") it ends one only before a word that usually opens one.
A blank line always ends a sentence; a single line end does unless the text is hard-wrapped.
"""

import re

TITLES = frozenset(
    "mr mrs ms messrs mme dr prof gen lt col maj capt cmdr sgt cpl pvt adm brig sen rep gov pres st ste fr rev hon "
    "supt insp det amb atty vs cf al ft mt ofc spc".split()
)
COUNTING = frozenset("no nos nr vol art sec par pp p fig ch jan feb mar apr jun jul aug sep sept oct nov dec".split())
CLOSING = frozenset("inc ltd co corp llc plc bros jr sr etc a.m p.m e.g i.e u.s u.k u.n e.u d.c ph.d b.c a.d".split())
OPENERS = frozenset(
    "the a an in on at by for from as after before when while since if although but and so yet or it its he she they "
    "we you i his her their our this that these those there here then now what who how why one some many most all "
    "both each no not nor with without under over during despite however meanwhile also according".split()
)
SPEECH = frozenset("said says asked asks added adds told wrote replied shouted cried continued".split())

_STOP = re.compile(r"(?:[.!?…]+|[։؟。！？।۔])[\"'”’»)\]]*(?=\s|$)|\n")
_BEFORE = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*$")
_AFTER = re.compile(r"\s*([\"'“‘«„(\[—–-]*\s*)(\S+)")
_CORE = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open code-point spans of the sentences of ``text``, without the white space between them.

    Every character that is not white space lies in exactly one span; an empty text has none.
    """
    wrapped = _is_wrapped(text)
    spans, start = [], 0
    for stop in _STOP.finditer(text):
        if _ends(text, stop, wrapped):
            _append(spans, text, start, stop.end())
            start = stop.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(inner)))


def _is_wrapped(text: str) -> bool:
    """Tell whether lines end where a column is full rather than where a paragraph ends."""
    lines = [len(line) for block in re.split(r"\n\s*\n", text) for line in block.split("\n")[:-1]]
    return len(lines) >= 3 and max(lines) <= 100 and sum(length >= 0.6 * max(lines) for length in lines) >= 0.8 * len(lines)


def _ends(text: str, stop: re.Match, wrapped: bool) -> bool:
    mark = stop.group()
    if mark == "\n":
        return not wrapped or text[stop.end() : stop.end() + 80].lstrip(" \t\r").startswith("\n")
    after = _AFTER.match(text, stop.end())
    if after is None:
        return True
    if "\n" in text[stop.end() : after.start(2)] and not wrapped:
        return True
    core = _CORE.search(after.group(2))
    following = core.group() if core else ""
    if following[:1].islower() and after.group(2)[:1] not in "•*":
        return False
    if mark[0] in "!?…" or mark.startswith(".."):
        return not _cue_follows(text, mark, after.start(2))
    return _full_stop_ends(text, stop, following, mark)


def _full_stop_ends(text: str, stop: re.Match, following: str, mark: str) -> bool:
    before = _BEFORE.search(text, max(0, stop.start() - 40), stop.start())
    word = before.group() if before else ""
    low = word.lower()
    opens = following.lower() in OPENERS
    if low in TITLES:
        return False
    if low in COUNTING:
        return not following[:1].isdigit() and (opens or low in {"no", "art", "mar", "p"})
    if low in CLOSING or ("." in word and len(word) <= 6):
        return opens
    if len(word) == 1 and word.isalpha() and word.isupper() and mark == ".":
        return opens and word == "I"
    if word.isdigit() and not text[: before.start()].rpartition("\n")[2].strip():
        return False
    return not _cue_follows(text, mark, stop.end())


def _cue_follows(text: str, mark: str, position: int) -> bool:
    """Tell whether a closed quotation is followed by its cue within three words ("..." Smith said)."""
    if len(mark) < 2 or mark[-1] not in "\"'”’»":
        return False
    ahead = text[position : position + 60].split("\n")[0].split()[:4]
    return any(word.strip(".,").lower() in SPEECH for word in ahead[:3]) and not ahead[0].lower() in OPENERS - {"he", "she"}
