"""Plain text files: one article a file."""

import re
from pathlib import Path

from framing.read.encoding import decode
from framing.read.item import Item

_DATED_NAME = re.compile(r"^(\d{4}-\d{2}-\d{2})(?!\d)")


def read_text(path: Path) -> list[Item]:
    """Return the one article in a .txt file; a file name that begins with a date (2020-11-26-senate.txt) dates it."""
    dated = _DATED_NAME.match(path.name)
    facts = {"date": dated.group(1)} if dated else {}
    return [Item(decode(path.read_bytes()), facts=facts)]
