"""textstat without a network: CMU's dictionary where textstat's own look-up finds it."""

import os
import sys
import tempfile
from pathlib import Path

from framing.errors import FramingError
from framing.readability.cmudict import dictionary_bytes

_CORPUS = Path("corpora", "cmudict", "cmudict")
_EDITION = "cmudict-81917843"


class CacheError(FramingError):
    """A folder in which the dictionary cannot be laid out."""


def use_textstat_offline(folder: str | os.PathLike | None = None) -> Path:
    """Let ``textstat`` score English texts in this process without a network; return the folder it reads from.

    textstat counts syllables with the CMU dictionary, which it downloads when it is first needed; without a network
    it raises LookupError. This call writes the copy that ships with this package into ``folder`` (default: this
    user's cache), in the layout textstat's toolkit (nltk) expects, and puts the folder first on ``nltk.data.path``. A
    second call writes nothing. The file appears whole or not at all, readable by all (mode 0644).

    Raises CacheError, naming the folder, if nothing can be written there.

    >>> import tempfile
    >>> used = use_textstat_offline(tempfile.mkdtemp())
    >>> import textstat
    >>> round(textstat.flesch_reading_ease("The ministry rejected the motion on Thursday."), 3)
    42.616
    """
    import nltk

    home = Path(folder) if folder is not None else _user_cache() / "newsframing" / _EDITION
    if not (home / _CORPUS).is_file():
        _write_whole(home / _CORPUS, _as_corpus(dictionary_bytes().decode("ascii")))
    if str(home) in nltk.data.path:
        nltk.data.path.remove(str(home))
    nltk.data.path.insert(0, str(home))
    return home


def _user_cache() -> Path:
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"])
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"])
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def _as_corpus(dictionary: str) -> str:
    """Rewrite ``word(2) PH ON EMES # comment`` as ``word 2 PH ON EMES``, the form of nltk's corpus."""
    lines = []
    for line in dictionary.splitlines():
        word, _, phones = line.partition("#")[0].strip().partition(" ")
        name, _, number = word.removesuffix(")").partition("(")
        lines.append(f"{name} {number or 1} {phones}\n")
    return "".join(lines)


def _write_whole(target: Path, content: str) -> None:
    """Write ``content`` so that a reader sees all of it or no file, whatever interrupts."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".cmudict-")
    except OSError as error:
        raise CacheError(f"cannot write CMU's dictionary to {target.parent} ({error}); pass folder=") from error
    try:
        with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise CacheError(f"cannot write CMU's dictionary to {target.parent} ({error}); pass folder=") from error
