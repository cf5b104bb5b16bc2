"""The published formulas for English and for any language: a small function each, on counts or arrays of counts."""

import numpy as np


def flesch_reading_ease(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return 206.835 - 1.015 words/sentences - 84.6 syllables/words.

    Flesch (1948), Journal of Applied Psychology 32(3). Higher is easier; 0 to 100 on the texts it was made for, at
    most 121.22.
    """
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def flesch_kincaid_grade(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return 0.39 words/sentences + 11.8 syllables/words - 15.59.

    Kincaid, Fishburne, Rogers & Chissom (1975), Research Branch Report 8-75. US school grades, at least -3.40; higher
    is harder.
    """
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def gunning_fog(words: np.ndarray, sentences: np.ndarray, hard_words: np.ndarray) -> np.ndarray:
    """Return 0.4 (words/sentences + 100 hard_words/words).

    Gunning (1952), The Technique of Clear Writing. Years of schooling, 6 to 17 on newspapers; higher is harder. Hard
    words have three syllables or more, proper names, easy compounds and words made so long by -es, -ed or -ing left
    out.
    """
    return 0.4 * (words / sentences + 100 * hard_words / words)


def smog_index(sentences: np.ndarray, polysyllables: np.ndarray) -> np.ndarray:
    """Return 3.1291 + 1.0430 sqrt(30 polysyllables / sentences).

    McLaughlin (1969), Journal of Reading 12(8). US school grades, at least 3.13; higher is harder. Made for 30
    sentences.
    """
    return 3.1291 + 1.0430 * np.sqrt(30 * polysyllables / sentences)


def automated_readability_index(words: np.ndarray, sentences: np.ndarray, characters: np.ndarray) -> np.ndarray:
    """Return 4.71 characters/words + 0.5 words/sentences - 21.43.

    Smith & Senter (1967), AMRL-TR-66-220. US school grades, 1 to 14; higher is harder. Characters are letters and
    figures.
    """
    return 4.71 * characters / words + 0.5 * words / sentences - 21.43


def coleman_liau_index(words: np.ndarray, sentences: np.ndarray, letters: np.ndarray) -> np.ndarray:
    """Return 0.0588 letters per 100 words - 0.296 sentences per 100 words - 15.8.

    Coleman & Liau (1975), Journal of Applied Psychology 60(2). US school grades, 1 to 16; higher is harder. Their
    abstract, 119 words, 5 sentences and 639 letters, scores 14.53.
    """
    return 0.0588 * 100 * letters / words - 0.296 * 100 * sentences / words - 15.8


def dale_chall_1948(words: np.ndarray, sentences: np.ndarray, unfamiliar_words: np.ndarray) -> np.ndarray:
    """Return 0.1579 percent unfamiliar words + 0.0496 words/sentences + 3.6365.

    Dale & Chall (1948), Educational Research Bulletin 27(1). 4.9 and below is grade 4, 10 and above college; higher
    is harder.
    """
    return 0.1579 * 100 * unfamiliar_words / words + 0.0496 * words / sentences + 3.6365


def dale_chall_adjusted(words: np.ndarray, sentences: np.ndarray, unfamiliar_words: np.ndarray) -> np.ndarray:
    """Return the 1948 formula with its constant 3.6365 only where more than 5 percent of the words are unfamiliar.

    A later form that most software follows, not in the paper of 1948; see ``dale_chall_1948``. About 0 to 10 and above;
    higher is harder.
    """
    few = 100 * unfamiliar_words / words <= 5
    return dale_chall_1948(words, sentences, unfamiliar_words) - 3.6365 * few


def lix(words: np.ndarray, sentences: np.ndarray, long_words: np.ndarray) -> np.ndarray:
    """Return words/sentences + 100 long_words/words; long words have more than six letters.

    Björnsson (1968), Läsbarhet. Any language; 20 very easy, 60 very hard; higher is harder.
    """
    return words / sentences + 100 * long_words / words


def rix(sentences: np.ndarray, long_words: np.ndarray) -> np.ndarray:
    """Return long_words / sentences; long words have more than six letters.

    Anderson (1983), Journal of Reading 26(6). Any language; below 0.2 is grade 1, 7.2 and above college; higher is
    harder.
    """
    return long_words / sentences


def linsear_write(score: np.ndarray, sentences: np.ndarray) -> np.ndarray:
    """Return r / 2 if r = score / sentences is above 20, else (r - 2) / 2.

    Klare (1975), Reading Research Quarterly 10(1), after O'Hayre (1966). ``score`` counts in the first hundred words
    1 for a word of one or two syllables and 3 for a longer one; ``sentences`` is how many sentences those words fill,
    the last one in part. US school grades, from -1 up; higher is harder.
    """
    rate = score / sentences
    return np.where(rate > 20, rate, rate - 2) / 2


def forcast(words: np.ndarray, monosyllables: np.ndarray) -> np.ndarray:
    """Return 20 - N/10, N the words of one syllable per 150 words.

    Caylor, Sticht, Fox & Ford (1973), HumRRO Technical Report 73-5. US school grades, 5 to 20; higher is harder. It
    reads no sentences, so it fits lists and headlines as well, from 150 words.
    """
    return 20 - 150 * monosyllables / words / 10
