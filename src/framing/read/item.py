"""What every reader gives: one raw article, or the reason why there is none."""

from dataclasses import dataclass, field

FIELDS = ("outlet", "date", "title", "byline", "section", "url", "language", "story_id")


class UnreadableError(Exception):
    """A file or an item that cannot be read; the message says what was wrong and what would do."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.line = line


@dataclass
class Item:
    """One raw article: its text, the facts its file gives about it, and the spans that are furniture of the page.

    ``name`` is the item's name within its file (a row's number; empty where the file holds one article), ``line`` the
    line it starts in, 0 if unknown. ``furniture`` holds (start, end, reason) in ``text``. ``fault`` says why the item
    is no article, where its reader knows; such an item is listed and left out.
    """

    text: str
    name: str = ""
    line: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    furniture: list[tuple[int, int, str]] = field(default_factory=list)
    fault: str = ""
