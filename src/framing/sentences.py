"""Where sentences end: decided only at stops, line ends and bullets, by rules stated here.

A stop does not end a sentence after a title or an initial ("Gen. X", "J. Smith"), before a number where an
abbreviation counts things ("No. 10", "Nov. 26"), or where the text goes on in lower case. After an abbreviation
that may close a sentence ("U.S.", "Inc.", "Mo.") it ends one only before a word that usually opens one; after a time
("9 p.m.") unless a day or a time zone follows. A question or exclamation mark inside a quotation does not end the
sentence that says who asked. A blank line always ends a sentence; a single line end does unless the text is
hard-wrapped; a bullet opens one; so does a capital right after a stop where the space between two paragraphs is lost.
"""

import re

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

CERTAIN, LINE, STOPPED_LINE, WIDE, ASKED, GLUED, BULLET = range(1, 8)
_CLOSE = "[.!?…]*[\"'”’»)\\]]*"


def _stops(rest_of_line_end: str) -> re.Pattern:
    """Return what finds the places where a sentence may end; the number of the group that matched says what is there.

    The group spans the white space between the two sentences. Every alternative follows one set of characters: that is
    what makes the search fast.
    """
    kinds = (
        r"(?<=[a-z]{4}\.)(?<!Calif\.)(?<!Assoc\.)[\"”’]?( +)(?=[\"“‘]?[A-Z])",
        rf"(?<=\n)({rest_of_line_end})",
        rf"(?<=[.!?…]){_CLOSE}([ \t\r]*\n{rest_of_line_end})",
        rf"(?<=[。！？]){_CLOSE}(\s*)",
        rf"(?<=[.!?…։؟।۔]){_CLOSE}(\s+|$)",
        r"(?<=[a-z]{3}[.!?])()[\"“”]?(?=[A-Z][a-z’']*[\s,])",
        r"(?<=[•●▪])()",
    )
    return re.compile(f"[.!?…։؟।۔。！？•●▪\n](?:{'|'.join(kinds)})")


_OPEN, _WRAPPED = _stops(r"\s*"), _stops(r"[ \t\r]*\n\s*")
_FOLLOWING = re.compile(r"[\"'“‘«„(\[—–….-]*\s*((•|\*)|[^\W_]*)")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_LETTERS = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*$")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open code-point spans of the sentences of ``text``, without the white space between them.

    Every character that is not white space lies in exactly one span; an empty text has none.

    >>> text = "Gen. Smith left at 9 a.m. Monday. He paid $3.5 million."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Gen. Smith left at 9 a.m. Monday.', 'He paid $3.5 million.']
    """
    spans, start = [], len(text) - len(text.lstrip())
    for stop in (_WRAPPED if _is_wrapped(text) else _OPEN).finditer(text):
        kind = stop.lastindex
        if kind in (CERTAIN, STOPPED_LINE) or (kind == ASKED and _is_end(text, stop)):
            end, following = stop.span(kind)
        elif kind == ASKED:
            continue
        else:
            end, following = _seldom(text, stop)
        if start < end:
            spans.append((start, end))
            start = following
        elif kind == LINE:
            start = following
    last = len(text.rstrip())
    return [*spans, (start, last)] if last > start else spans


def _seldom(text: str, stop: re.Match) -> tuple[int, int]:
    """Return where one sentence ends and the next starts at a bare line end, a lost space or a bullet; or (0, 0)."""
    kind, place = stop.lastindex, stop.start()
    if kind == LINE:
        return _trimmed(text, place), stop.end()
    if kind == GLUED:
        place = _quote_place(text, stop)
        return (place, place) if _is_glued(text, stop) else (0, 0)
    if kind == BULLET:
        end = _trimmed(text, place)
        return (end, place) if end and text[end - 1] in ".;:!?" else (0, 0)
    return stop.span(kind)


def _trimmed(text: str, place: int) -> int:
    """Return where the white space before ``place`` begins."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


def _is_wrapped(text: str) -> bool:
    """Tell whether lines end where a column is full rather than where a paragraph ends."""
    if text.count("\n") < 3:
        return False
    lengths = list(map(len, text.split("\n")))
    if max(lengths) > 100:
        return False
    lines = [len(line) for block in re.split(r"\n\s*\n", text) for line in block.split("\n")[:-1]]
    full = 0.6 * max(lines, default=0)
    return len(lines) >= 3 and sum(length >= full for length in lines) >= 0.8 * len(lines)


def _is_end(text: str, stop: re.Match) -> bool:
    """Tell whether a stop with white space after it ends a sentence."""
    position = stop.end()
    if position == len(text):
        return True
    if text[position] == ".":
        return False
    found = _FOLLOWING.match(text, position)
    following = found.group(1)
    if following[:1].islower() and following[1:2].islower() | (len(following) == 1):
        return False
    first = text[stop.start()]
    if first != "." or text.startswith("..", stop.start()):
        return not _cue_follows(text, stop) and not (first == "!" and _word_before(text, stop).lower() in LOUD_NAMES)
    return _full_stop_ends(text, stop, following)


def _word_before(text: str, stop: re.Match) -> str:
    found = _LETTERS.search(text[max(0, stop.start() - 24) : stop.start()])
    return found.group() if found else ""


def _full_stop_ends(text: str, stop: re.Match, following: str) -> bool:
    whole = _word_before(text, stop)
    word = whole.rpartition("-")[2]
    low, opens = word.lower(), following.lower() in OPENERS
    if low in TITLES and (word[0].isupper() or len(low) < 4):
        return False
    if low in COUNTING:
        return not following[:1].isdigit() and (opens or low in {"no", "art", "mar", "p"})
    if low in TIMES or low.endswith(("a.m", "p.m")):
        return following.lower() not in AFTER_TIMES and text[stop.end()] not in "-–—"
    if _may_close(word, low):
        return opens or (word != whole and "." not in word)
    # "1." at the start of a line numbers what follows
    opens_line = text[_trimmed(text, stop.start() - len(word)) : stop.start() - len(word)]
    return not (word.isdigit() and (stop.start() == len(word) or "\n" in opens_line))


def _may_close(word: str, low: str) -> bool:
    """Tell whether a word is an abbreviation or an initial, which may stand inside a sentence or at its end."""
    if len(word) == 1:
        return word.isupper()
    return (low in CLOSING and (word[0].isupper() or "." in word)) or bool(_INITIALS.fullmatch(word))


def _cue_follows(text: str, stop: re.Match) -> bool:
    """Tell whether a closed quotation is followed by who asked, within four words ("..." Minister Smith asked)."""
    mark = stop.group().rstrip()
    if len(mark) < 2 or mark[-1] not in "\"'”’»":
        return False
    ahead = text[stop.end() : stop.end() + 60].split("\n")[0].split()[:4]
    speaks = any(word.strip(".,").lower() in SPEECH for word in ahead)
    return speaks and ahead[0].lower() not in OPENERS - {"he", "she"}


def _is_glued(text: str, stop: re.Match) -> bool:
    """Tell whether the space between two sentences is lost ("by the group.Finland leads") and it is no address."""
    token = text[max(0, stop.start() - 40) : stop.start()].rpartition(" ")[2]
    return not any(mark in token for mark in ("/", "@", "www", "."))


def _quote_place(text: str, stop: re.Match) -> int:
    """Return where a glued stop ends: before a quotation mark that opens the next sentence, after a closing one."""
    mark = text[stop.start() + 1]
    if mark not in '"“”':
        return stop.start() + 1
    paragraph = text.rfind("\n", max(0, stop.start() - 2000), stop.start()) + 1
    closes = mark == "”" or (mark == '"' and text.count('"', max(paragraph, stop.start() - 2000), stop.start()) % 2)
    return stop.start() + 1 + bool(closes)
