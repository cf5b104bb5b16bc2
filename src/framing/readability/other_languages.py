"""Formulas with published constants for German, Spanish, French, Italian and Russian.

Each is a formula of its own with a scale of its own: scores in different languages do not compare.
"""

import numpy as np


def amstad(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return 180 - words/sentences - 58.5 syllables/words (German).

    Amstad (1978), Wie verständlich sind unsere Zeitungen? Higher is easier; 0 to 100 on newspapers.
    """
    return 180 - words / sentences - 58.5 * syllables / words


def wiener_sachtextformel_1(
    words: np.ndarray,
    sentences: np.ndarray,
    polysyllables: np.ndarray,
    long_words: np.ndarray,
    monosyllables: np.ndarray,
) -> np.ndarray:
    """Return 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875 (German).

    MS, IW and ES are the percentages of words of three syllables or more, of more than six letters, and of one
    syllable; SL is words per sentence. Bamberger & Vanecek (1984), Lesen - Verstehen - Lernen - Schreiben. School
    grades, about 4 to 15; higher is harder.
    """
    shares = 100 * (0.1935 * polysyllables + 0.1297 * long_words - 0.0327 * monosyllables) / words
    return shares + 0.1672 * words / sentences - 0.875


def wiener_sachtextformel_2(
    words: np.ndarray, sentences: np.ndarray, polysyllables: np.ndarray, long_words: np.ndarray
) -> np.ndarray:
    """Return 0.2007 MS + 0.1682 SL + 0.1373 IW - 2.779 (German); see ``wiener_sachtextformel_1``."""
    return 100 * (0.2007 * polysyllables + 0.1373 * long_words) / words + 0.1682 * words / sentences - 2.779


def wiener_sachtextformel_3(words: np.ndarray, sentences: np.ndarray, polysyllables: np.ndarray) -> np.ndarray:
    """Return 0.2963 MS + 0.1905 SL - 1.1144 (German); see ``wiener_sachtextformel_1``."""
    return 0.2963 * 100 * polysyllables / words + 0.1905 * words / sentences - 1.1144


def wiener_sachtextformel_4(words: np.ndarray, sentences: np.ndarray, polysyllables: np.ndarray) -> np.ndarray:
    """Return 0.2744 MS + 0.2656 SL - 1.693 (German); see ``wiener_sachtextformel_1``."""
    return 0.2744 * 100 * polysyllables / words + 0.2656 * words / sentences - 1.693


def fernandez_huerta(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return 206.84 - 60 syllables/words - 1.02 words/sentences (Spanish).

    Fernández Huerta (1959), Consigna 214, as corrected by Law (2011): the paper's F is words per sentence. Higher is
    easier; 0 to 100 on the texts it was made for.
    """
    return 206.84 - 60 * syllables / words - 1.02 * words / sentences


def szigriszt_pazos(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return 206.835 - 62.3 syllables/words - words/sentences (Spanish).

    Szigriszt Pazos (1993), Sistemas predictivos de legibilidad del mensaje escrito. Higher is easier; 0 to 100.
    (textstat starts from 206.84 in Spanish.)
    """
    return 206.835 - 62.3 * syllables / words - words / sentences


def gutierrez_polini(words: np.ndarray, sentences: np.ndarray, letters: np.ndarray) -> np.ndarray:
    """Return 95.2 - 9.7 letters/words - 0.35 words/sentences (Spanish).

    Gutiérrez de Polini (1972), Investigación sobre lectura en Venezuela. Higher is easier; about 20 to 70.
    """
    return 95.2 - 9.7 * letters / words - 0.35 * words / sentences


def crawford(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return -0.205 sentences per 100 words + 0.049 syllables per 100 words - 3.407 (Spanish).

    Crawford (1989), Lectura y Vida 10(4). Years of schooling, 1 to 6; higher is harder.
    """
    return 100 * (-0.205 * sentences + 0.049 * syllables) / words - 3.407


def kandel_moles(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return 207 - 1.015 words/sentences - 73.6 syllables/words (French).

    Kandel & Moles (1958), Cahiers d'Études de Radio-Télévision 19. Higher is easier; 0 to 100.
    """
    return 207 - 1.015 * words / sentences - 73.6 * syllables / words


def flesch_vacca(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return 217 - 1.3 words/sentences - 60 syllables/words (Italian).

    Franchina & Vacca (1986), Linguaggi 3. Higher is easier; 0 to 100.
    """
    return 217 - 1.3 * words / sentences - 60 * syllables / words


def gulpease_index(words: np.ndarray, sentences: np.ndarray, letters: np.ndarray) -> np.ndarray:
    """Return 89 + (300 sentences - 10 letters) / words (Italian).

    Lucisano & Piemontese (1988), Scuola e città 39(3). Higher is easier; 0 to 100. (textstat counts punctuation with
    the letters.)
    """
    return 89 + (300 * sentences - 10 * letters) / words


def flesch_oborneva(words: np.ndarray, sentences: np.ndarray, syllables: np.ndarray) -> np.ndarray:
    """Return 206.835 - 1.3 words/sentences - 60.1 syllables/words (Russian).

    Oborneva (2006), Automated assessment of the complexity of educational texts. Higher is easier; 0 to 100.
    """
    return 206.835 - 1.3 * words / sentences - 60.1 * syllables / words
