"""Plain text files: one article a file."""

import re

from framing.read.encoding import decode
from framing.read.item import Item, UnreadableError

_PAGE = re.compile(r"\s*(?:<\?xml|<!doctype html|<html|<head)\b", re.I)


def read_text(data: bytes) -> list[Item]:
    """Return the one article in a .txt file.

    Raises UnreadableError for a web page under the name of a text.

    >>> read_text(b"It rained.")[0].text
    'It rained.'
    """
    text = decode(data)
    if _PAGE.match(text):
        raise UnreadableError("a web page under the name of a text; name it .html")
    return [Item(text)]
