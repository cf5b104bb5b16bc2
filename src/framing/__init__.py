"""What each news outlet calls the same thing, in whose voice, how sure we can be, and how readable it is.

>>> import framing as fr
>>> study = fr.load_study("data/study.yaml")                                   # doctest: +SKIP
>>> codebook = fr.load_codebook(study.codebook)                                # doctest: +SKIP
>>> articles = fr.read_corpus(study).articles                                  # doctest: +SKIP
>>> mentions = fr.tag(articles, codebook)                                      # doctest: +SKIP
>>> fr.draw_shares(fr.shares(mentions, articles, codebook, by="outlet"))       # doctest: +SKIP
"""

from importlib import import_module

# `framing.tag` and `framing.readability` are functions that share their name with the module they come from. A module
# is bound to its package when it is first imported, so both are imported here, before the functions take the names.
from framing import tag as _tag  # noqa: F401
from framing.codebook import Codebook, load_codebook
from framing.errors import ChoiceError, FramingError, InputError
from framing.readability import readability, use_textstat_offline
from framing.study import Study, load_study

__version__ = "0.1.0"
__all__ = [
    "ChoiceError", "Codebook", "FramingError", "InputError", "Study", "load_codebook", "load_study", "readability",
    "tag", "use_textstat_offline",
]  # fmt: skip

# What needs SciPy, matplotlib or a parser of pages is imported when it is first asked for.
_LATER = {
    "framing.runs": ("Run", "if_possible", "open_run"),
    "framing.showing": (
        "counting_of",
        "naming",
        "one_of",
        "phrases_of",
        "say",
        "show",
        "sides",
        "spoken_by",
        "usual_measure",
    ),
    "framing.voice": ("find_passages",),
    "framing.evidence": None,
    "framing.pipeline": ("explain", "read_corpus", "run"),
    "framing.measure": None,
    "framing.chart": None,
    "framing.report": ("methods", "save_table"),
}


def tag(articles, codebook, *, indirect="strict"):
    """Return every mention of the codebook's terms in ``articles``; see ``framing.pipeline.tag``."""
    return import_module("framing.pipeline").tag(articles, codebook, indirect=indirect)


def __getattr__(name: str):
    for module_name, names in _LATER.items():
        module = None
        if names is None or name in names:
            module = import_module(module_name)
        if module is not None and name in (names or module.__all__):
            return getattr(module, name)
    raise AttributeError(f"module 'framing' has no attribute {name!r}")


def __dir__() -> list[str]:
    later = [name for module, names in _LATER.items() for name in (names or import_module(module).__all__)]
    return sorted({*globals(), *later})
