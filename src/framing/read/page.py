"""Saved web pages: the text a reader sees, block by block, with everything around the article marked as furniture."""

import re
from collections.abc import Iterator
from pathlib import Path

from framing.read.encoding import decode
from framing.read.item import Item, UnreadableError

_HIDDEN = {"script", "style", "noscript", "template", "head", "svg", "iframe", "button", "select", "textarea"}
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_META = {
    "date": ("article:published_time", "datePublished", "date", "pubdate", "dc.date", "DC.date.issued"),
    "title": ("og:title", "twitter:title"),
    "byline": ("author", "article:author", "dc.creator"),
    "section": ("article:section",),
    "outlet": ("og:site_name",),
    "url": ("og:url",),
}


def read_page(path: Path) -> list[Item]:
    """Return the one article in a saved .html page.

    The raw text is what the page shows, one block a paragraph; blocks outside the article (menus, teasers, footers) are marked as
    furniture. Date, title, byline, section, outlet and url come from the page's own metadata. Raises UnreadableError when
    the page shows no text or no article is found in it.
    """
    from lxml import etree, html

    source = decode(path.read_bytes())
    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
    except (etree.ParserError, ValueError) as error:
        raise UnreadableError(f"not an HTML page ({error})") from None
    blocks = [block for block in _blocks(tree) if block]
    if not blocks:
        raise UnreadableError("the page shows no text; save it again once it has loaded")
    facts = _facts(tree)
    return [_item(blocks, _main_text(source), facts)]


def _item(blocks: list[str], main: list[str], facts: dict[str, str]) -> Item:
    item = Item("\n\n".join(blocks), facts=facts)
    at = 0
    for block in blocks:
        if _plain(block) == _plain(facts.get("title", "")):
            item.furniture.append((at, at + len(block), "headline"))
        elif not _stands_in(_plain(block), main):
            item.furniture.append((at, at + len(block), "furniture"))
        at += len(block) + 2
    return item


def _stands_in(block: str, main: list[str]) -> bool:
    """Tell whether a block is one of the article's lines; a long one may also be a piece of a line."""
    return block in main or (len(block) >= 40 and any(block in line for line in main))


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _main_text(source: str) -> list[str]:
    """Return the lines of the article's own text, letters only, as a well-kept library finds them."""
    import trafilatura

    found = trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True)
    if not found:
        raise UnreadableError("no article was found in the page; save the article's own page, or its text as .txt")
    return [_plain(line) for line in found.splitlines() if line.strip()]


def _blocks(tree) -> Iterator[str]:  # noqa: ANN001 (lxml's classes are private)
    """Yield the text of each block of the page, white space folded as a browser does."""
    pieces: list[str] = []
    for kind, text in _walk(tree):
        if kind == "text":
            pieces.append(text)
        elif pieces:
            yield " ".join("".join(pieces).split())
            pieces = []
    yield " ".join("".join(pieces).split())


def _walk(element) -> Iterator[tuple[str, str]]:  # noqa: ANN001
    hidden = not isinstance(element.tag, str) or element.tag in _HIDDEN or element.get("hidden") is not None
    block = not hidden and element.tag not in _INLINE
    if block:
        yield "break", ""
    if not hidden:
        if element.text:
            yield "text", element.text
        for child in element:
            yield from _walk(child)
    if block:
        yield "break", ""
    if element.tail:
        yield "text", element.tail


def _facts(tree) -> dict[str, str]:  # noqa: ANN001
    found = {}
    meta = {
        (m.get("property") or m.get("name") or m.get("itemprop") or ""): m.get("content") or ""
        for m in tree.iter("meta")
    }
    for fact, names in _META.items():
        value = next((meta[name].strip() for name in names if meta.get(name, "").strip()), "")
        if value:
            found[fact] = value
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    if "title" not in found and len(headings) == 1 and headings[0]:
        found["title"] = headings[0]
    language = (tree.get("lang") or "").split("-")[0].lower()
    return found | ({"language": language} if language else {})
