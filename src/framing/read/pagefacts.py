"""What a saved page says of itself: in its ``meta`` elements, its linked data, its heading, its title."""

import json
import re
from collections.abc import Iterator
from typing import Any

_META = {
    "date": ("article:published_time", "datepublished", "date", "pubdate", "dc.date", "dc.date.issued"),
    "title": ("og:title", "twitter:title"),
    "byline": ("author", "article:author", "dc.creator"),
    "section": ("article:section",),
    "outlet": ("og:site_name",),
    "url": ("og:url",),
}
_LINKED = {
    "date": "datePublished", "title": "headline", "byline": "author",
    "section": "articleSection", "outlet": "publisher",
}  # fmt: skip
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_ADDRESS = re.compile(r"https?://|www\.|@", re.I)


def page_facts(tree: Any) -> dict[str, str]:
    """Return date, title, byline, section, outlet, url and language of an lxml tree, as far as the page names them.

    ``meta`` elements come before linked data (JSON-LD); a title is also taken from the page's one ``h1``, else from
    its ``title`` without the outlet's name. A byline that is an address is none.

    >>> from lxml import html
    >>> page_facts(html.document_fromstring('<title>Rain</title><meta name="author" content="Ann Lee"><p>It rained.'))
    {'byline': 'Ann Lee', 'title': 'Rain'}
    """
    facts = _linked_facts(tree) | _meta_facts(tree)
    facts["title"] = _title(tree, facts)
    facts["language"] = re.split(r"[-_]", tree.get("lang") or "")[0].lower()
    return {name: value for name, value in facts.items() if value}


def only_heading(tree: Any) -> str:
    """Return the text of the page's ``h1`` where it has exactly one, else an empty string."""
    found = [text for text in map(_text, tree.iter("h1")) if text]
    return found[0] if len(found) == 1 else ""


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def _title(tree: Any, facts: dict[str, str]) -> str:
    named, heading = facts.get("title", ""), only_heading(tree)
    if heading and (not named or named.startswith(heading)):
        return heading
    if named:
        return named
    written = next(filter(None, map(_text, tree.iter("title"))), "")
    outlet = re.escape(facts.get("outlet", ""))
    return re.sub(rf"\s+[|–—-]\s+{outlet}$", "", written) if outlet else written


def _meta_facts(tree: Any) -> dict[str, str]:
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        value = (meta.get("content") or "").strip()
        if value and not (name in _META["byline"] and _ADDRESS.match(value)):
            named.setdefault(name, value)
    found = {fact: next((named[name] for name in names if name in named), "") for fact, names in _META.items()}
    return {fact: value for fact, value in found.items() if value}


def _linked_facts(tree: Any) -> dict[str, str]:
    articles = [thing for thing in _linked_data(tree) if _is_article(thing)]
    found = {fact: _name(articles[0].get(key)) for fact, key in _LINKED.items()} if articles else {}
    return {fact: value for fact, value in found.items() if value}


def _is_article(thing: dict) -> bool:
    given = thing.get("@type")
    kinds = given if isinstance(given, list) else [given]
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds)


def _linked_data(tree: Any) -> Iterator[dict]:
    """Yield every mapping in the page's linked data; what is no JSON is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            left = [json.loads(script.text or "null")]
        except (ValueError, RecursionError):
            continue
        while left:
            thing = left.pop(0)
            if isinstance(thing, dict):
                yield thing
                left += [value for value in thing.values() if isinstance(value, dict | list)]
            elif isinstance(thing, list):
                left += thing


def _name(value: object) -> str:
    """Return a name as linked data gives it: a string, a thing with a name, or a list of these."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(one) for one in value if not isinstance(one, list))))
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) and not _ADDRESS.match(value) else ""
