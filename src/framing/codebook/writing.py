"""Terms -> the text of a codebook file."""

from dataclasses import dataclass
from json import dumps


@dataclass(frozen=True)
class Entry:
    """One term with the referent, the label and the frame it stands under; ``bare`` marks a label that only names."""

    referent: str
    label: str
    term: str
    frame: str | None = None
    bare: bool = False


def codebook_text(title: str, entries: list[Entry], language: str = "en") -> str:
    """Return a codebook file with these terms, referents and labels in the order in which they come."""
    lines = [f"codebook: {_quoted(title)}", 'version: "1.0"', f"language: {language}", "", "referents:"]
    referents: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        referents.setdefault(entry.referent, {}).setdefault(entry.label, []).append(entry)
    for referent, labels in referents.items():
        lines += [f"  {_quoted(referent)}:", "    labels:"]
        for label, terms in labels.items():
            lines += [f"      {_quoted(label)}:"]
            lines += [f"        frame: {_quoted(terms[0].frame)}"] if terms[0].frame else []
            lines += ["        bare: true"] if any(term.bare for term in terms) else []
            lines += ["        terms:", *(f"          - {_quoted(term.term)}" for term in terms)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, whatever it holds."""
    return dumps(text, ensure_ascii=False)
