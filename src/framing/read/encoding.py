"""Bytes -> text: UTF-8 first, then what the bytes most likely are; never a guess at something that is no text."""

from framing.read.item import UnreadableError


def decode(data: bytes) -> str:
    """Return the text in ``data``: UTF-8, UTF-16 with its mark, Windows-1252 where that leaves no odd signs, else the best guess.

    Raises UnreadableError for what is not text (zero bytes, control signs) and for an encoding nobody can tell.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _strictly(data, "utf-16")
    if b"\x00" in data:
        raise UnreadableError("not a text file (it holds zero bytes); save the article as UTF-8 text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _guessed(data)
    if _controls(text) > max(2, len(text) // 200):
        raise UnreadableError("not a text file (it holds control signs); save the article as UTF-8 text")
    return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableError(f"damaged {encoding.upper()} text; save it again as UTF-8") from None


def _guessed(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
        if sum(mark.isalpha() and ord(mark) > 127 for mark in text) <= len(text) // 10:
            return text
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableError("neither UTF-8 nor any encoding that can be told; save it as UTF-8")
    return str(best)


def _controls(text: str) -> int:
    return sum(ord(mark) < 32 and mark not in "\t\n\r\x0b\x0c" for mark in text)
