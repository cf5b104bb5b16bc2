"""How many syllables a word has when read aloud."""

import re

from framing.readability.cmudict import syllable_counts

_STRAIGHT = str.maketrans("’ʼ＇`´\u2010\u2011", "'''''--")
_VOWELS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöüåæøœ]+")


def count_syllables(word: str) -> int:
    """Return the number of syllables of one English word: CMU's first pronunciation, or an estimate from its spelling.

    >>> count_syllables("government"), count_syllables("self-proclaimed")
    (3, 3)
    """
    low = word.lower().translate(_STRAIGHT)
    known = syllable_counts()
    if low in known:
        return known[low]
    return max(1, sum(known.get(part) or guess_syllables(part) for part in re.split("[-']", low) if part))


def guess_syllables(word: str) -> int:
    """Estimate the syllables of a word from its spelling: its groups of vowels, a silent final e left out."""
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)
