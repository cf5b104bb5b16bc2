"""Bytes -> text: what the file says it is, then UTF-8, then what the bytes can only be; never a silent guess."""

import codecs
import re
from collections.abc import Iterator

from framing.read.item import UnreadableError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_OTHER_FORMATS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "an RTF file",
}
# The web's names for these mean the Windows code pages, which hold the same letters and curly quotes besides.
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_WEB_NAMES |= {"iso-8859-9": "cp1254", "latin5": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
# Read with one of these, words of one alphabet only are what a wrong code page hardly ever gives.
_OTHER_ALPHABETS = "cp1251 koi8_r cp866 cp1253 cp1255 cp1256 gb18030 shift_jis euc_jp euc_kr big5".split()
# What a text in cp1252 hardly has: Icelandic letters (Turkish in cp1254), signs inside words (Polish in cp1250),
# capitals after small letters (Mac Roman), three letters with accents in a row (Cyrillic, Greek).
_NOT_WESTERN = re.compile(r"[ÐÝÞðýþ]|[^\W\d_][¡¤¦¨¯±²³¹µ¶¸¼½¾¿×÷][^\W\d_]|[a-zà-ÿ][À-ÖØ-ÞŠŽŒŸ]|[À-ÖØ-öø-ÿŠŽŒŸšžœ]{3}")
_MIXED = re.compile(r"[a-zA-Z][^\W\d_a-zA-Z]|[^\W\d_a-zA-Z][a-zA-Z]")
_FOREIGN = re.compile(r"[^\W\d_\x00-\x7f]")
_DAMAGED = re.compile(r"[\udc80-\udcff]")
SAVE = "save it as UTF-8"


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text in ``data``; ``declared`` is the encoding the file itself names, if it does.

    A byte order mark decides, then UTF-8 where the bytes are UTF-8, then ``declared``, then Windows-1252 where that
    leaves no odd signs, then a code page of another alphabet where all words are of that alphabet. Text that is UTF-8
    but for some bytes is given with those bytes as lone surrogates, so that ``damage`` finds the articles they hit.

    Raises UnreadableError for what is no text, and for an encoding that cannot be told.

    >>> decode("Şuşa".encode("utf-16"))
    'Şuşa'
    """
    for start, what in _OTHER_FORMATS.items():
        if data.startswith(start):
            raise UnreadableError(f"{what} under another name; save the articles as UTF-8 text")
    text = _decode(data, declared)
    if "\x00" in text or _controls(text) > max(2, len(text) // 200):
        raise UnreadableError("not a text file (it holds control signs); save the articles as UTF-8 text")
    return text


def damage(text: str) -> str:
    """Return what is wrong with ``text`` where bytes were not UTF-8, else an empty string."""
    found = _DAMAGED.search(text)
    if not found:
        return ""
    line = len(re.findall(r"\r\n|\r|\n", text[: found.start()])) + 1
    return f"damaged text (byte {ord(found.group()) - 0xDC00:#04x} in its line {line} is not UTF-8); {SAVE}"


def _decode(data: bytes, declared: str | None) -> str:
    mark = next((mark for mark in _MARKS if data.startswith(mark)), None)
    if mark is not None:
        return _marked(data, _MARKS[mark])
    if b"\x00" in data:
        raise UnreadableError(f"not a text file, or UTF-16 without its mark (it holds zero bytes); {SAVE}")
    return next((text for text in _readings(data, declared) if text is not None), None) or _unknown(data)


def _readings(data: bytes, declared: str | None) -> Iterator[str | None]:
    """Yield what each way of reading gives, the surest first; None where it does not fit."""
    yield _strictly(data, "utf-8")
    yield _nearly_utf8(data)
    if declared and not declared.lower().startswith(("utf-16", "utf-32")):
        yield _strictly(data, _WEB_NAMES.get(declared.lower(), declared))
    yield _western(data)
    yield _other_alphabet(data)


def _unknown(data: bytes) -> str:
    if not data:
        return ""
    line = data[: re.search(rb"[\x80-\xff]", data).start()].count(b"\n") + 1
    raise UnreadableError(f"neither UTF-8 nor an encoding that can be told for certain; {SAVE}", line)


def _marked(data: bytes, encoding: str) -> str:
    text = _strictly(data, encoding)
    if text is None and encoding == "utf-8-sig":
        return data.decode(encoding, "surrogateescape")
    if text is None:
        raise UnreadableError(f"damaged {encoding.upper()} text; {SAVE}")
    return text


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _nearly_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_DAMAGED.findall(text))
    good = sum(map(len, re.findall(r"[^\x00-\x7f\udc80-\udcff]+", text)))
    return text if good >= bad else None


def _western(data: bytes) -> str | None:
    text = _strictly(data, "cp1252")
    if text is None or _NOT_WESTERN.search(text):
        return None
    return text if len(_FOREIGN.findall(text)) <= len(text) // 6 else None


def _other_alphabet(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_OTHER_ALPHABETS).best()
    text = str(best) if best else ""
    foreign = len(_FOREIGN.findall(text))
    return text if foreign >= 20 and len(_MIXED.findall(text)) <= foreign // 100 else None


def _controls(text: str) -> int:
    return len(re.findall(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", text))
