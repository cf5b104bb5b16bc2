"""What each news outlet calls the same thing, in whose voice, how sure we can be, and how readable it is.

>>> import framing as fr
>>> study = fr.load_study("data/study.yaml")                                   # doctest: +SKIP
>>> codebook = fr.load_codebook(study.codebook)                                # doctest: +SKIP
>>> articles = fr.read_corpus(study).articles                                  # doctest: +SKIP
>>> mentions = fr.tag(articles, codebook)                                      # doctest: +SKIP
>>> fr.draw_shares(fr.shares(mentions, articles, codebook, by="outlet"))       # doctest: +SKIP
"""

__version__ = "0.1.0"

# The stages come before the functions named after them: `framing.tag` and `framing.readability` are the functions.
from framing import readability as _readability  # noqa: F401
from framing import tag as _tag  # noqa: F401
from framing.chart import *  # noqa: F403
from framing.chart import __all__ as _charts
from framing.codebook import Codebook, load_codebook
from framing.errors import ChoiceError, FramingError, InputError
from framing.measure import *  # noqa: F403
from framing.measure import __all__ as _measures
from framing.pipeline import read_corpus, run, tag
from framing.readability import readability, use_textstat_offline
from framing.runs import Run, open_run
from framing.study import Study, load_study
from framing.voice import find_passages

__all__ = [
    *_charts, *_measures,
    "ChoiceError", "Codebook", "FramingError", "InputError", "Run", "Study", "find_passages", "load_codebook", "load_study",
    "open_run", "read_corpus", "readability", "run", "tag", "use_textstat_offline",
]  # fmt: skip
