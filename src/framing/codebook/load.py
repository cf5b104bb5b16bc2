"""A codebook file -> a checked codebook, or every problem in it at once, with line and column."""

from pathlib import Path

from framing.codebook.model import Codebook, Term
from framing.codebook.pattern import PatternError, parse
from framing.errors import nearest
from framing.yamlfile import Document, read_document, validate

WHAT = "a codebook (YAML); `framing init FOLDER` writes one to start from"


def load_codebook(path: str | Path) -> Codebook:
    """Return the codebook in the YAML file at ``path``.

    Raises FileProblems (an InputError) whose message has one line a problem, ``file:line:column: what, what would
    do``: YAML syntax, unknown or missing keys, patterns that cannot be read, a term that stands under two labels of
    one referent, a frame that is not listed under ``frames``. All of them are reported, not the first only.

    >>> load_codebook("data/codebooks/nagorno-karabakh.yaml").language  # doctest: +SKIP
    'en'
    """
    document = read_document(Path(path), WHAT)
    codebook = validate(document, Codebook)
    if codebook is not None:
        _check_patterns(document, codebook)
        _check_twice(document, codebook)
        _check_frames(document, codebook)
    document.refuse()
    assert codebook is not None
    return codebook


def _check_patterns(document: Document, codebook: Codebook) -> None:
    for name, words in codebook.classes.items():
        for i, word in enumerate(words):
            _try(document, codebook, word, ("classes", name, i))
    for referent, label, i, term in _placed(codebook):
        loc = ("referents", referent, "labels", label, "terms", i)
        for pattern in term.patterns():
            _try(document, codebook, pattern, loc)


def _placed(codebook: Codebook) -> list[tuple[str, str, int, Term]]:
    return [
        (name, label_name, i, term)
        for name, referent in codebook.referents.items()
        for label_name, label in referent.labels.items()
        for i, term in enumerate(label.terms)
    ]


def _try(document: Document, codebook: Codebook, pattern: str, loc: tuple) -> None:
    classes = {} if loc[0] == "classes" else codebook.classes
    try:
        if not pattern.strip():
            raise PatternError("an empty term; write at least one word")
        parse(pattern, classes)
    except PatternError as error:
        shown = pattern if len(pattern) <= 60 else pattern[:57] + "..."
        document.problems.append(document.problem(loc, f"term {shown!r}: {error}", error.column))


def _check_twice(document: Document, codebook: Codebook) -> None:
    seen: dict[tuple, str] = {}
    for referent, label, i, term in _placed(codebook):
        key = (referent, " ".join(term.term.casefold().split()), term.model_dump_json(exclude={"term"}))
        if key in seen and seen[key] != label:
            loc = ("referents", referent, "labels", label, "terms", i)
            what = f"term {term.term!r} stands under two labels of {referent}: {seen[key]} and {label}; keep one"
            document.problems.append(document.problem(loc, what))
        seen.setdefault(key, label)


def _check_frames(document: Document, codebook: Codebook) -> None:
    if not codebook.frames:
        return
    for name, referent in codebook.referents.items():
        for label_name, label in referent.labels.items():
            if label.frame is not None and label.frame not in codebook.frames:
                listed = ", ".join(sorted(codebook.frames))
                what = (
                    f"frame {label.frame!r} is not listed under frames: {listed}{nearest(label.frame, codebook.frames)}"
                )
                document.problems.append(document.problem(("referents", name, "labels", label_name, "frame"), what))
