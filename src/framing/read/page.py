"""Saved web pages: the text a reader sees, block by block, with everything around the article marked as furniture."""

import re
from copy import deepcopy
from typing import Any

from framing.read.blocks import text_blocks
from framing.read.encoding import decode
from framing.read.item import Item, UnreadableError
from framing.read.pagefacts import only_heading, page_facts

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
# Never the article's own words; left in, a short page is taken whole.
_AROUND = "//nav | //footer[not(ancestor::article)] | //aside[not(ancestor::article)]"
LONG = 40


def read_page(data: bytes) -> list[Item]:
    """Return the one article in a saved .html page.

    The raw text is what the page shows, one block a paragraph; blocks outside the article (menus, teasers, footers) are
    marked as furniture, and the headline as headline. Date, title, byline, section, outlet, url and language come from
    what the page says of itself. Raises UnreadableError when the page shows no text or no article is found in it.
    """
    declared = _DECLARED.search(data[:4096])
    source = decode(data, declared.group(1).decode("ascii") if declared else None)
    tree = _tree(source)
    blocks = text_blocks(tree)
    if not blocks:
        raise UnreadableError("the page shows no text; save it again once it has loaded, or its text as .txt")
    facts = page_facts(tree)
    titles = {_letters(title) for title in (facts.get("title", ""), only_heading(tree))}
    return [_item(blocks, _Main(_main_text(tree)), titles - {""}, facts)]


def _tree(source: str) -> Any:
    """Return the page as an lxml tree; a page the parser gives up on is refused, not cut short."""
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=True)
    try:
        tree = html.document_fromstring(_XML.sub("", source), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(f"not an HTML page ({error})") from None
    given_up = [entry for entry in parser.error_log if entry.level_name == "FATAL"]
    if given_up:
        raise UnreadableError(f"a page too large or too deep ({given_up[0].message}); save its text as .txt")
    return tree


class _Main:
    """The lines of the article's own text, letters only."""

    def __init__(self, text: str) -> None:
        lines = [line for line in text.splitlines() if line.strip()]
        self.lines = {_letters(piece) for line in lines for piece in (line, *line.split("|"))} - {""}
        self.whole = "".join(map(_letters, lines))

    def holds(self, block: str) -> bool:
        """Tell whether a block is one of the lines; a long one may also be a piece of them."""
        letters = _letters(block)
        return letters in self.lines or (len(letters) >= LONG and letters in self.whole)


def _item(blocks: list[str], main: _Main, titles: set[str], facts: dict[str, str]) -> Item:
    item = Item("\n\n".join(blocks), facts=facts)
    at = 0
    for block in blocks:
        if _letters(block) in titles:
            item.furniture.append((at, at + len(block), "headline"))
        elif not main.holds(block):
            item.furniture.append((at, at + len(block), "furniture"))
        at += len(block) + 2
    return item


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _main_text(tree: Any) -> str:
    """Return the article's own text as a well-kept library finds it in the page without its menus."""
    import trafilatura

    page = deepcopy(tree)
    for element in page.xpath(_AROUND):
        element.drop_tree()
    try:
        found = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True)
    except Exception as error:  # whatever a page does to the library, the other pages are read
        kind = type(error).__name__
        raise UnreadableError(f"the page cannot be taken apart ({kind}); save its text as .txt") from None
    if not found:
        raise UnreadableError("no article was found in the page; save the article's own page, or its text as .txt")
    return found
