"""A raw article and what is said of it -> its row in the table ``raw``, or the reason why there is none."""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from datetime import date
from pathlib import PurePath

import pandas as pd

from framing.errors import clip
from framing.read.dates import read_date
from framing.read.encoding import damage
from framing.read.item import Item, UnreadableError

KEPT = ("title", "byline", "section", "url", "language", "story_id")
LONGEST_OUTLET = 100
_DATED_NAME = re.compile(r"^(\d{4}-\d{2}-\d{2})(?!\d)")


def gather_facts(item: Item, said: dict[str, str], inside: PurePath) -> dict[str, str]:
    """Return the facts about an article from ``metadata.csv`` (``said``), its file, and where the file lies.

    What was said decides, empty or not; for a row of a table it fills what the row leaves empty. An outlet that
    nobody names is the first folder on the way to the file (``inside``), which for a file of one article also comes
    before what the file says of itself. A date in front of the file's name dates its one article.
    """
    folder = inside.parts[0] if len(inside.parts) > 1 else ""
    if item.name:
        facts = said | {name: value for name, value in item.facts.items() if value}
        return facts | {"outlet": facts.get("outlet") or folder}
    dated = _DATED_NAME.match(inside.name)
    facts = {"date": dated.group(1) if dated else ""} | item.facts | said
    return facts | {"outlet": said.get("outlet") or folder or item.facts.get("outlet", "")}


def article_row(item: Item, facts: dict[str, str], source: str, taken: Collection[str]) -> dict:
    """Return the row of the table ``raw`` for an article in the file ``source``; ``taken`` are the ids given before.

    Raises UnreadableError for an article without outlet or text, for damaged text, and for a date that is no date.
    """
    outlet = facts.get("outlet", "")
    _check(item, facts)
    day = _day(item, facts)
    article_id = _article_id(item, outlet, day, source, taken)
    row = {"article_id": article_id, "outlet": outlet, "date": pd.Timestamp(day) if day else pd.NaT}
    row |= {name: facts.get(name) or None for name in KEPT}
    return row | {"source_file": source, "source_item": item.name, "raw_text": item.text}


def _day(item: Item, facts: dict[str, str]) -> date | None:
    try:
        return read_date(facts.get("date", ""))
    except UnreadableError as error:
        raise UnreadableError(str(error) if item.name else f"{error}, in metadata.csv") from None


def _check(item: Item, facts: dict[str, str]) -> None:
    fault = item.fault or next(filter(None, map(damage, (item.text, *facts.values()))), "")
    if fault:
        raise UnreadableError(fault)
    outlet = facts.get("outlet", "")
    if not outlet:
        what = "put it into a folder named after its outlet, name it in metadata.csv, or in the table's column outlet"
        raise UnreadableError(f"an article without an outlet; {what}")
    if len(outlet) > LONGEST_OUTLET:
        raise UnreadableError(f"an outlet of {len(outlet)} signs ({clip(outlet, 40)!r}); is it in the right column?")
    if not re.search(r"[^\W_]", item.text):
        raise UnreadableError("an article without text")


def outlet_name(given: str) -> str:
    """Return an outlet's name in one form: accents joined, single spaces, nothing invisible around it.

    >>> outlet_name("\\u200f Le  Monde")
    'Le Monde'
    """
    name = " ".join(unicodedata.normalize("NFC", given).split())
    seen = [i for i, sign in enumerate(name) if unicodedata.category(sign) not in {"Cf", "Cc", "Zs"}]
    return name[seen[0] : seen[-1] + 1] if seen else ""


def _article_id(item: Item, outlet: str, day: date | None, source: str, taken: Collection[str]) -> str:
    """Return outlet, day and the first eight signs of a hash of file, item and text; more where another has them."""
    start = f"{_slug(outlet)}-{day.isoformat() if day else 'undated'}"
    digest = _digest("\0".join((source, item.name, item.text)))
    ids = (f"{start}-{digest[:length]}" for length in range(8, len(digest) + 1, 8))
    return next((article_id for article_id in ids if article_id not in taken), f"{start}-{digest}-{len(taken)}")


def _slug(outlet: str) -> str:
    return re.sub(r"[\W_]+", "-", outlet.casefold()).strip("-")[:40] or "outlet"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
