"""textstat's own scores, computed from textstat's counts: each function gives what textstat's of the same name returns.

They stand beside the published formulas so that new numbers can be compared with earlier papers; where they differ from
their sources is said in the documentation. An empty text scores 0.0, as in textstat.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

Counts = Mapping[str, np.ndarray]


def _divide(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.zeros(len(whole)), where=whole != 0)


def _where_both(left: np.ndarray, right: np.ndarray, value: np.ndarray) -> np.ndarray:
    return np.where((left == 0) | (right == 0), 0.0, value)


def words_per_sentence(counts: Counts) -> np.ndarray:
    """Return textstat's words per sentence; its ``avg_sentence_length`` is the same."""
    return _divide(counts["words"], counts["sentences"])


def avg_syllables_per_word(counts: Counts) -> np.ndarray:
    """Return textstat's syllables per word."""
    return _divide(counts["syllables"], counts["words"])


def avg_letter_per_word(counts: Counts) -> np.ndarray:
    """Return textstat's letters (figures and underscores among them) per word."""
    return _divide(counts["letters"], counts["words"])


def avg_character_per_word(counts: Counts) -> np.ndarray:
    """Return textstat's characters per token, punctuation among both."""
    return _divide(counts["characters"], counts["tokens"])


def avg_sentence_per_word(counts: Counts) -> np.ndarray:
    """Return textstat's sentences per word."""
    return _divide(counts["sentences"], counts["words"])


def flesch_reading_ease(counts: Counts) -> np.ndarray:
    """Return textstat's Flesch Reading Ease: the published formula; higher is easier."""
    length, syllables = words_per_sentence(counts), avg_syllables_per_word(counts)
    return _where_both(length, syllables, 206.835 - 1.015 * length - 84.6 * syllables)


def flesch_kincaid_grade(counts: Counts) -> np.ndarray:
    """Return textstat's Flesch-Kincaid: the published formula; higher is harder."""
    length, syllables = words_per_sentence(counts), avg_syllables_per_word(counts)
    return _where_both(length, syllables, 0.39 * length + 11.8 * syllables - 15.59)


def gunning_fog(counts: Counts) -> np.ndarray:
    """Return textstat's Fog: hard are words of three syllables not on Dale and Chall's list, names included."""
    share = 100 * _divide(counts["difficult_3"], counts["words"])
    return np.where(counts["words"] == 0, 0.0, 0.4 * (words_per_sentence(counts) + share))


def smog_index(counts: Counts) -> np.ndarray:
    """Return textstat's SMOG: the published formula, on a text of any length."""
    score = 1.043 * np.sqrt(30 * _divide(counts["polysyllables"], counts["sentences"])) + 3.1291
    return np.where(counts["sentences"] == 0, 0.0, score)


def automated_readability_index(counts: Counts) -> np.ndarray:
    """Return textstat's ARI: its characters and tokens count punctuation."""
    characters, length = avg_character_per_word(counts), words_per_sentence(counts)
    return _where_both(characters, length, 4.71 * characters + 0.5 * length - 21.43)


def coleman_liau_index(counts: Counts) -> np.ndarray:
    """Return textstat's Coleman-Liau: with 0.058 where the source has 0.0588."""
    letters, sentences = 100 * avg_letter_per_word(counts), 100 * avg_sentence_per_word(counts)
    return _where_both(letters, sentences, 0.058 * letters - 0.296 * sentences - 15.8)


def dale_chall_readability_score(counts: Counts) -> np.ndarray:
    """Return textstat's Dale-Chall: the later form, inflected words and names unfamiliar."""
    share = _divide(100 * counts["difficult"], counts["words"])
    score = 0.1579 * share + 0.0496 * words_per_sentence(counts)
    return np.where(counts["words"] == 0, 0.0, score + 3.6365 * (share > 5))


def dale_chall_readability_score_v2(counts: Counts) -> np.ndarray:
    """Return textstat's second Dale-Chall: it adds 3.6365 from a score of 0.05, so nearly always."""
    share = _divide(100 * counts["difficult_2"], counts["words"])
    score = 0.1579 * share + 0.0496 * words_per_sentence(counts)
    return np.where(counts["words"] == 0, 0.0, score + 3.6365 * (score > 0.05))


def linsear_write_formula(counts: Counts) -> np.ndarray:
    """Return textstat's Linsear Write on the first hundred words, the last sentence counted whole."""
    rate = _divide(counts["sample_score"], counts["sample_sentences"])
    return np.where(counts["sample_sentences"] == 0, 0.0, np.where(rate > 20, rate, rate - 2) / 2)


def lix(counts: Counts) -> np.ndarray:
    """Return textstat's LIX: the published formula; higher is harder."""
    return words_per_sentence(counts) + 100 * _divide(counts["long_words"], counts["words"])


def rix(counts: Counts) -> np.ndarray:
    """Return textstat's RIX: the published formula; higher is harder."""
    return _divide(counts["long_words"], counts["sentences"])


def spache_readability(counts: Counts) -> np.ndarray:
    """Return textstat's Spache, with Dale and Chall's list; not offered by our own definitions."""
    share = _divide(100 * counts["difficult_2"], counts["words"])
    return np.where(counts["words"] == 0, 0.0, 0.141 * words_per_sentence(counts) + 0.086 * share + 0.839)


def mcalpine_eflaw(counts: Counts) -> np.ndarray:
    """Return textstat's EFLAW: words and words of at most three letters, per sentence; higher is harder."""
    return _divide(counts["words"] + counts["miniwords"], counts["sentences"])


def reading_time(counts: Counts) -> np.ndarray:
    """Return textstat's seconds of reading, 14.69 milliseconds a character."""
    return 14.69 * counts["characters"] / 1000


def text_standard(counts: Counts) -> np.ndarray:
    """Return the grade most of the grade formulas agree on, 1 to 18; textstat's with ``float_output=True``."""
    ease = flesch_reading_ease(counts)
    grades = np.stack([function(counts) for function in _GRADES])
    return np.array([_commonest(column, score) for column, score in zip(grades.T.tolist(), ease.tolist(), strict=True)])


_GRADES = (
    flesch_kincaid_grade, smog_index, coleman_liau_index, automated_readability_index, dale_chall_readability_score,
    linsear_write_formula, gunning_fog,
)  # fmt: skip
_EASE_GRADES = {9: [5], 8: [6], 7: [7], 6: [8, 9], 5: [10], 4: [11], 3: [12]}


def _commonest(grades: list[float], ease: float) -> float:
    """Return the grade seen most often; of those seen as often, the one met first, in textstat's order."""
    seen = [[math.floor(grade), math.ceil(grade), round(grade)] for grade in grades]
    seen.insert(1, _EASE_GRADES.get(math.floor(ease / 10), [13]))
    grade = Counter(number for group in seen for number in group).most_common(1)[0][0]
    return float(max(1, min(grade, 18)))


def _counted(name: str) -> Callable[[Counts], np.ndarray]:
    return lambda counts: counts[name].astype(np.float64)


MEASURES: dict[str, Callable[[Counts], np.ndarray]] = {
    function.__name__: function
    for function in (
        flesch_reading_ease, flesch_kincaid_grade, gunning_fog, smog_index, automated_readability_index,
        coleman_liau_index, dale_chall_readability_score, dale_chall_readability_score_v2, linsear_write_formula, lix,
        rix, spache_readability, mcalpine_eflaw, text_standard, reading_time, words_per_sentence,
        avg_syllables_per_word, avg_letter_per_word, avg_character_per_word, avg_sentence_per_word,
    )
} | {
    "lexicon_count": _counted("words"),
    "sentence_count": _counted("sentences"),
    "syllable_count": _counted("syllables"),
    "char_count": _counted("characters"),
    "letter_count": _counted("letters"),
    "polysyllabcount": _counted("polysyllables"),
    "monosyllabcount": _counted("monosyllables"),
    "long_word_count": _counted("long_words"),
    "miniword_count": _counted("miniwords"),
}  # fmt: skip
