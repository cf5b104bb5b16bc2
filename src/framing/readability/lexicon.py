"""CMU's words with what readability asks of each, worked out beforehand: syllables, hard, unfamiliar.

``data/words.txt`` has a line for all words of which the same holds: ``3hu`` (three syllables, hard, unfamiliar), then
the words. ``benchmarks/readability.py words`` writes it from CMU's dictionary and the rules of ``hard`` and
``familiar``; a test holds it to them. Words with a full stop are left out: they are spoken as initials.
"""

from functools import cache
from importlib import resources
from itertools import repeat

HARD, UNFAMILIAR, SYLLABLES_FROM = 1, 2, 2
_FILE = "words.txt"


@cache
def lexicon() -> dict[str, int]:
    """Return for each word, in lower case: its syllables times 4, plus 1 if it is hard, plus 2 if unfamiliar.

    >>> lexicon()["resolution"] == 4 * 4 + HARD + UNFAMILIAR
    True
    """
    known: dict[str, int] = {}
    for line in resources.files(__package__).joinpath("data", _FILE).read_text(encoding="ascii").splitlines():
        kind, _, words = line.partition(" ")
        known.update(zip(words.split(" "), repeat(_packed(kind))))
    return known


def known_syllables(low: str) -> int:
    """Return how many syllables CMU gives a word, in lower case; 0 if it does not have it.

    >>> known_syllables("azerbaijan"), known_syllables("housakos")
    (4, 0)
    """
    return lexicon().get(low, 0) >> SYLLABLES_FROM


def _packed(kind: str) -> int:
    syllables = int(kind.rstrip("hu"))
    return (syllables << SYLLABLES_FROM) + HARD * ("h" in kind) + UNFAMILIAR * ("u" in kind)
