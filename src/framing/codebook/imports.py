"""Dictionaries of other programs -> our YAML, and what could not be carried over.

=============================  =======================================================================================
LIWC ``.dic``                  categories between ``%`` lines, then a word and its categories on each line
quanteda or plain ``.yaml``    keys with lists of patterns, nested or not
``.csv``                       columns referent, label, term, and frame and bare if you like
WordStat ``.cat``              categories and words set in by tabs
Lexicoder ``.lc3``, ``.lcd``   a category after ``+``, then its words; or Yoshikoder's XML
Yoshikoder ``.ykd``            nested categories in XML
=============================  =======================================================================================
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from framing.codebook.pattern import PatternError, parse
from framing.codebook.writing import Entry, codebook_text
from framing.errors import InputError, choose
from framing.yamlfile import read_document

MAX_BYTES = 20_000_000
Found = Iterator[tuple | str]
"""What a reader yields: the names a term stands under, the term, perhaps its frame and whether it is bare; or a remark."""


def import_codebook(path: str | Path, language: str = "en") -> tuple[str, list[str]]:
    """Return the dictionary at ``path`` as the text of our YAML, and remarks on what could not be carried over.

    A category at the top becomes a referent, one inside it a label; deeper ones are joined by `` / ``. A category with
    no other in it is a referent with one label, so that categories that share words all count, as they do elsewhere.
    ``language`` is the code of the language of its words.

    Raises InputError for a file that is not there, too large or not readable, ChoiceError for an unknown ending.
    """
    path = Path(path)
    reader = READERS[choose(path.suffix.lower(), READERS, f"{path}: ending of the file")]
    found = list(_yaml_file(path)) if reader is _yaml else _read(reader, path)
    remarks = [item for item in found if isinstance(item, str)]
    entries = [_entry(*item) for item in found if not isinstance(item, str)]
    kept = list(_checked(entries, remarks))
    if not kept:
        raise InputError(f"{path}: no term could be read from it; " + "; ".join(remarks[:3] or ["is it empty?"]))
    if not any(entry.frame for entry in kept):
        remarks.append("no frames: give each label one under `frame:`, or leave it out")
    return codebook_text(path.stem, kept, language), remarks


def _read(reader: Callable[[str], Found], path: Path) -> list[tuple | str]:
    text = _text(path)
    try:
        return list(reader(text))
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def _text(path: Path) -> str:
    if not path.is_file():
        raise InputError(f"{path}: no such file; it should be a dictionary to import")
    if path.stat().st_size > MAX_BYTES:
        raise InputError(f"{path}: {path.stat().st_size / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} are read")
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _entry(names: tuple[str, ...], term: str, frame: str | None = None, bare: bool = False) -> Entry:
    names = tuple(name.strip() for name in names if name.strip()) or ("imported",)
    return Entry(names[0], " / ".join(names[1:]) or names[0], term, frame, bare)


def _checked(entries: list[Entry], remarks: list[str]) -> Iterator[Entry]:
    """Yield the entries whose terms we can read, each once in its referent; say which are left out, and why."""
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        term = " ".join(entry.term.replace("_", " ").split())
        try:
            parse(term)
        except PatternError as error:
            remarks.append(f"{entry.referent} / {entry.label}: {entry.term!r} left out: {error}")
            continue
        first = seen.setdefault((entry.referent, term.casefold()), entry.label)
        if first != entry.label:
            remarks.append(f"{entry.referent} / {entry.label}: {term!r} left out: it stands under {first!r} as well")
        elif (entry.referent, term.casefold(), entry.label) not in seen:
            seen[entry.referent, term.casefold(), entry.label] = ""
            yield replace(entry, term=term)


def _liwc(text: str) -> Found:
    """Read LIWC's format: ``%``, a number and a name on each line, ``%``, then words with the numbers."""
    _, mark, rest = text.partition("%")
    head, mark, body = rest.partition("%")
    if not mark:
        raise InputError("a LIWC dictionary has its categories between two lines with %; none found")
    names = {}
    if re.search(r"(?m)^[^\S\n]*\d+\t[^\S\n]+\S", head):
        yield "categories stand inside one another; that is not carried over: each becomes a referent of its own"
    for line in head.splitlines():
        number, _, name = line.strip().partition("\t" if "\t" in line.strip() else " ")
        if number:
            names[number] = name.strip() or number
    for line in body.splitlines():
        yield from _liwc_line(line.strip(), names)


_LIWC_NUMBERS = re.compile(r"\([^)]*\)\S*|<[^>]*>\S*|\S+")


def _liwc_line(line: str, names: dict[str, str]) -> Found:
    if not line:
        return
    word, _, rest = line.partition("\t" if "\t" in line else " ")
    if not rest.strip():
        yield f"{word!r} left out: no category behind it"
    for number in _LIWC_NUMBERS.findall(rest):
        if re.search(r"[()<>/]", number):
            yield f"{word!r}: the condition {number!r} is not carried over"
        elif number not in names:
            yield f"{word!r}: category {number!r} is not in the list at the top"
        else:
            yield (names[number],), word


def _yaml_file(path: Path) -> Found:
    document = read_document(path, "a dictionary of keys and lists of patterns")
    document.refuse()
    yield from _yaml(document.data, ())


def _yaml(data: object, names: tuple[str, ...] = ()) -> Found:
    if not data and names:
        yield f"{' / '.join(names)} left out: no term in it"
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _yaml(value, (*names, str(key)))
    elif isinstance(data, list):
        for value in data:
            if value is not None:
                yield from _yaml(value, names)
    elif data is not None:
        yield names, str(data)


def _csv(text: str) -> Found:
    """Read a table with the columns referent, label, term, and frame and bare if there are such."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [str(name).strip().lower() for name in reader.fieldnames or ()]
    if not {"label", "term"} <= set(columns):
        raise InputError(f"a table of terms needs the columns label and term; this one has: {', '.join(columns)}")
    frames: dict[tuple[str, str], str] = {}
    for row in reader:
        values = {str(name).strip().lower(): value.strip() for name, value in row.items() if isinstance(value, str)}
        if any(values.values()):
            yield from _csv_line(values, f"line {reader.line_num}", frames)


_BARE = {"true": True, "yes": True, "1": True, "x": True, "false": False, "no": False, "0": False, "": False}


def _csv_line(values: dict[str, str], where: str, frames: dict[tuple[str, str], str]) -> Found:
    """Yield the term of one line; ``frames`` holds the frame of each label so far, for a label has one."""
    term, label, bare = (values.get(name, "") for name in ("term", "label", "bare"))
    if not term:
        yield f"{where}: no term, left out"
        return
    if not label:
        yield f"{where}: {term!r} left out: no label"
        return
    names, frame = (values.get("referent") or "imported", label), values.get("frame", "")
    first = frames.setdefault(names, frame)
    if frame != first:
        yield f"{where}: frame {frame!r} is not carried over; {label!r} has {first!r} above"
    if bare.lower() not in _BARE:
        yield f"{where}: bare {bare!r} is not carried over; write true or false"
    yield names, term, first or None, _BARE.get(bare.lower(), False)


def _wordstat(text: str) -> Found:
    """Read WordStat's format: each tab is a level; a line that ends in ``(1)`` is a word, any other a category."""
    levels: list[str] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        depth = len(line) - len(line.lstrip("\t"))
        word = re.fullmatch(r"(.+?)\s*\((-?[\d.]+)\)", line.strip())
        if line.strip().startswith("@"):
            yield f"{' / '.join(levels)}: the rule {line.strip()!r} is not carried over; write it with near"
        elif word:
            if word.group(2) != "1":
                yield f"{' / '.join(levels[:depth])}: {word.group(1)!r}: the weight {word.group(2)} is not carried over"
            yield tuple(levels[:depth]) or ("imported",), word.group(1)
        else:
            levels[depth:] = [line.strip()]


def _lexicoder(text: str) -> Found:
    """Read Lexicoder's format, a category after each ``+``; or XML like Yoshikoder's."""
    if text.lstrip().startswith("<"):
        yield from _yoshikoder(text)
        return
    name = "imported"
    for line in map(str.strip, text.splitlines()):
        if line.startswith("+"):
            name = line[1:].strip()
        elif line:
            yield (name,), line


def _yoshikoder(text: str) -> Found:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise InputError("an XML dictionary with entities of its own is not read; take the DOCTYPE out")
    try:
        root = ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except ElementTree.ParseError as error:
        raise InputError(f"not XML: {error}") from None
    engine = root.get("patternengine", "")
    if engine == "substring":
        yield f"the dictionary matches by {engine!r}, inside words too; here terms are whole words: write *word*"
    yield from _nodes(root, ())


def _nodes(node: ElementTree.Element, names: tuple[str, ...]) -> Found:
    for inner in node:
        name = inner.get("name", "").strip()
        if inner.tag == "pnode" and name:
            if inner.get("score"):
                yield f"{' / '.join(names)}: {name!r}: the score {inner.get('score')} is not carried over"
            yield names, name
        elif inner.tag == "cnode":
            yield from _nodes(inner, (*names, name) if name else names)
        elif inner.tag not in ("pnode", "cnode"):
            yield from _nodes(inner, names)


READERS: dict[str, Callable[..., Found]] = {
    ".dic": _liwc,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".csv": _csv,
    ".tsv": _csv,
    ".cat": _wordstat,
    ".lc3": _lexicoder,
    ".lcd": _lexicoder,
    ".ykd": _yoshikoder,
}
