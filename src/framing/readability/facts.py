"""What every distinct word is: found once per spelling, kept across calls, looked up by number."""

from collections.abc import Callable, Sequence
from functools import cache
from threading import Lock

import numpy as np

from framing.readability import languages
from framing.readability.familiar import is_familiar
from framing.readability.hard import is_hard
from framing.readability.syllables import count_syllables, fold

FACTS = ("type", "syllables", "letters", "characters", "capital", "hard", "unfamiliar")
_KEPT = 400_000


class FormTable:
    """The facts of each distinct spelling, as rows of integers that grow as new spellings come.

    ``describe`` gives the facts of a spelling and its folded form; the first column numbers the folded forms.
    """

    def __init__(self, describe: Callable[[str, str], tuple[int, ...]], width: int = len(FACTS)) -> None:
        self._describe = describe
        self._row: dict[str, int] = {}
        self._type: dict[str, int] = {}
        self._values = np.zeros((0, width), dtype=np.int32)
        self._lock = Lock()

    def columns(self, forms: Sequence[str]) -> np.ndarray:
        """Return the facts of ``forms``: one row a fact, one column a form."""
        with self._lock:
            if len(self._row) > _KEPT:
                self._row, self._type, self._values = {}, {}, self._values[:0]
            self._add([form for form in forms if form not in self._row])
            at = np.fromiter(map(self._row.__getitem__, forms), dtype=np.int64, count=len(forms))
            return np.ascontiguousarray(self._values[at].T)

    def _add(self, forms: list[str]) -> None:
        new = list(dict.fromkeys(forms))
        if not new:
            return
        facts = [self._facts(form) for form in new]
        self._row |= {form: row for row, form in enumerate(new, start=len(self._values))}
        self._values = np.concatenate((self._values, np.array(facts, dtype=np.int32)))

    def _facts(self, form: str) -> tuple[int, ...]:
        folded = fold(form)
        return (self._type.setdefault(folded, len(self._type)), *self._describe(form, folded))


@cache
def form_table(language: str) -> FormTable:
    """Return the one table of facts for a language (its two-letter code)."""
    return FormTable(_english if language == "en" else _describer(language))


def _english(form: str, folded: str) -> tuple[int, ...]:
    syllables = count_syllables(form)
    return (syllables, *_letters(form), is_hard(folded, syllables), not is_familiar(folded))


def _describer(language: str) -> Callable[[str, str], tuple[int, ...]]:
    """Return what describes the words of a language other than English: no hard words, no list of familiar ones."""
    count = languages.SYLLABLES.get(language, lambda folded: 0)
    return lambda form, folded: (count(folded), *_letters(form), 0, 0)


def _letters(form: str) -> tuple[int, int, bool]:
    """Return how many letters, how many letters and digits, and whether the word opens with a capital."""
    letters = len(form) if form.isalpha() else sum(map(str.isalpha, form))
    characters = letters if letters == len(form) else sum(map(str.isalnum, form))
    return letters, characters, form[:1].isupper()
