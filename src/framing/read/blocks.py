"""A page's elements -> the blocks of text a reader sees."""

import re
from collections.abc import Iterator
from typing import Any

_HIDDEN = {
    "script", "style", "noscript", "noframes", "template", "head", "svg", "math", "iframe", "object", "button",
    "select", "textarea", "datalist",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


def text_blocks(tree: Any) -> list[str]:
    """Return the text of each block of an lxml tree in reading order, white space folded as a browser does.

    What a browser does not show (scripts, hidden elements, comments) is left out.

    >>> from lxml import html
    >>> text_blocks(html.document_fromstring("<p>One <b>two</b></p><p>three</p>"))
    ['One two', 'three']
    """
    blocks, pieces = [], []
    for text in (*_pieces(tree), None):
        if text is not None:
            pieces.append(text)
            continue
        if block := " ".join("".join(pieces).split()):
            blocks.append(block)
        pieces = []
    return blocks


def _pieces(tree: Any) -> Iterator[str | None]:
    """Yield the text shown, and None where a block begins or ends; on a stack of its own, however deep the page."""
    stack: list[tuple[Any, bool]] = [(tree, True)]
    while stack:
        element, opens = stack.pop()
        block = element.tag not in _INLINE
        shown = opens and _is_shown(element)
        if block and (shown or not opens):
            yield None
        if shown:
            yield element.text or ""
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))
        else:
            yield element.tail or ""


def _is_shown(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _HIDDEN:
        return False
    return element.get("hidden") is None and not _NOT_SHOWN.search(element.get("style") or "")
