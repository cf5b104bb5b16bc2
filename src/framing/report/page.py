"""A report as one page of HTML: it asks nobody for anything, runs no script, and reads on paper and telephone."""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path

from framing.report.references import Work, cited, replaced, works

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
SCREEN = 1.84
WIDE = 640
KINDS = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True)
class Section:
    """One part of a report: the anchor it is reached by, its title, its body as HTML, and whether it stands open."""

    anchor: str
    title: str
    body: str
    open: bool = True


@dataclass(frozen=True)
class Heading:
    """What stands at the top of a report: its title, a line of facts, and the hash of the run it is of."""

    title: str
    facts: str
    run: str


def page(heading: Heading, sections: Sequence[Section]) -> str:
    """Return the report. Every section folds without a script and is reached by ``#anchor``; in print all are open."""
    style = (files("framing.report") / "style.css").read_text(encoding="utf-8")
    links = "".join(f'<li><a href="#{s.anchor}">{escape(s.title)}</a></li>' for s in sections)
    body = "\n".join(map(_folding, sections))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape(heading.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<header class="top"><h1 dir="auto">{escape(heading.title)}</h1><p class="facts">{escape(heading.facts)}</p>'
        f'<nav aria-label="Contents"><ol>{links}</ol></nav></header>\n<main>\n{body}\n'
        f'<footer>Made by framing. Run <span class="hash">{escape(heading.run)}</span>.</footer>\n</main>\n</body>\n</html>\n'
    )


def _folding(section: Section) -> str:
    how = " open" if section.open else ""
    title = f"<summary><h2>{escape(section.title)}</h2></summary>"
    return f'<details class="section" id="{section.anchor}"{how}>{title}\n{section.body}</details>'


def figure(folder: Path, name: str, number: int) -> str:
    """Return a saved figure with its words: the drawing itself inside the page, alternative text, and caption.

    >>> figure(Path("figures"), "shares", 1)  # doctest: +SKIP
    '<figure id="figure-shares">...'
    """
    path = next(path for kind in KINDS if (path := folder / f"{name}.{kind}").is_file())
    alt = _words(folder / f"{name}.alt.txt")
    caption = bold(escape(_words(folder / f"{name}.caption.md")))
    width = _width(path)
    how = f' class="wide" style="width: {width}px"' if width > WIDE else f' style="width: {width}px"' if width else ""
    data = b64encode(path.read_bytes()).decode("ascii")
    return (
        f'<figure id="figure-{escape(name)}"><div class="scroll" tabindex="0" role="group" aria-label="Figure {number}">'
        f'<img{how} alt="{escape(alt)}" src="data:{KINDS[path.suffix[1:]]};base64,{data}"></div>'
        f"<figcaption>Figure {number}. {caption}</figcaption></figure>"
    )


def _words(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def _width(path: Path) -> int:
    """Return how wide a drawing is shown, in the pixels of a page; 0 where the file does not say."""
    if path.suffix != ".svg":
        return 0
    found = re.search(r'<svg[^>]*? width="([\d.]+)pt"', path.read_text(encoding="utf-8"))
    return round(float(found[1]) * SCREEN) if found else 0


def bold(text: str) -> str:
    """Return escaped text with what stands between two pairs of stars set bold."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)


def prose(markdown: str) -> str:
    """Return a methods section as HTML, each citation a link to its place in the list of references."""
    parts = replaced(escape(markdown, quote=False), _linked).strip().split("\n\n")
    return "".join(f"<p>{_plain(bold(part))}</p>\n" for part in parts)


def _plain(text: str) -> str:
    """Return Markdown without the strokes that make its signs plain."""
    return re.sub(r"\\(.)", r"\1", text)


def _linked(of: list[Work]) -> str:
    links = (f'<a href="#ref-{work.key}">{escape(work.in_text)}</a>' for work in of)
    return f"({'; '.join(links)})"


def reference_list(markdown: str, versions: Mapping[str, str] | None = None) -> str:
    """Return the works cited in a Markdown text as a list by author, software in the version used."""
    chosen = (works()[key].at((versions or {}).get(key)) for key in cited(markdown))
    ordered = sorted(chosen, key=lambda work: work.listed.casefold())
    items = "".join(f'<li id="ref-{work.key}">{escape(work.listed)}</li>\n' for work in ordered)
    return f'<ul class="references">\n{items}</ul>'


def folded(title: str, body: str, *, shown: bool = False) -> str:
    """Return something long that is folded away on a screen until it is asked for, and whole in print."""
    how = " open" if shown else ""
    return f'<details class="more"{how}><summary>{escape(title)}</summary>\n{body}</details>'


def sentence(text: str) -> str:
    """Return a sentence for a page: escaped, with no line end between a number and its sign."""
    together = re.sub(r"(?<=\d) (?=%)|(?<=[=≤]) (?=\d)|(?<=\b[pqn]) (?==)", "&nbsp;", escape(text))
    whole = re.sub(r"\d[\d.]*e-\d+", r'<span class="whole">\g<0></span>', together)
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", whole)


def paragraphs(lines: Sequence[str]) -> str:
    """Return lines as a list, or nothing where there are none."""
    items = "".join(f"<li>{sentence(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""
