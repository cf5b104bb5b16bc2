"""Every formula on counts, its value worked out by hand from the source: no constant can change unseen."""

import numpy as np
import pytest

from framing.readability import formulas, other_languages
from framing.readability.measures import ANY_LANGUAGE, DESCRIPTIVE, ENGLISH, FORMULAS, OTHER_LANGUAGES

COUNTS = {
    "words": 120, "sentences": 6, "syllables": 186, "letters": 567, "characters": 579, "polysyllables": 19,
    "monosyllables": 75, "long_words": 31, "hard_words": 14, "unfamiliar_words": 27, "types": 84,
    "linsear_score": 138, "linsear_sentences": 5, "types_50": 2840, "types_100": 1785,
}  # fmt: skip
BY_HAND = {
    "flesch_reading_ease": 55.405,  # 206.835 - 20.3 - 131.13
    "flesch_kincaid_grade": 10.5,  # 7.8 + 18.29 - 15.59
    "gunning_fog": 12.666667,  # 0.4 (20 + 11.666667)
    "smog_index": 13.295007,  # 3.1291 + 1.043 * 9.746794
    "automated_readability_index": 11.29575,  # 22.72575 + 10 - 21.43
    "coleman_liau_index": 10.503,  # 27.783 - 1.48 - 15.8
    "dale_chall_1948": 8.18125,  # 3.55275 + 0.992 + 3.6365
    "dale_chall_adjusted": 8.18125,
    "lix": 45.833333,  # 20 + 25.833333
    "rix": 5.166667,  # 31 / 6
    "linsear_write": 13.8,  # 138 / 5 = 27.6, above 20
    "forcast": 10.625,  # 20 - 93.75 / 10
    "amstad": 69.325,  # 180 - 20 - 90.675
    "wiener_sachtextformel_1": 6.839583,  # 3.06375 + 3.344 + 3.350583 - 2.04375 - 0.875
    "wiener_sachtextformel_2": 7.309667,  # 3.17775 + 3.364 + 3.546917 - 2.779
    "wiener_sachtextformel_3": 7.387017,  # 4.691417 + 3.81 - 1.1144
    "wiener_sachtextformel_4": 7.963667,  # 4.344667 + 5.312 - 1.693
    "fernandez_huerta": 93.44,  # 206.84 - 93 - 20.4
    "szigriszt_pazos": 90.27,  # 206.835 - 96.565 - 20
    "gutierrez_polini": 42.3675,  # 95.2 - 45.8325 - 7
    "crawford": 3.163,  # -1.025 + 7.595 - 3.407
    "kandel_moles": 72.62,  # 207 - 20.3 - 114.08
    "flesch_vacca": 98.0,  # 217 - 26 - 93
    "gulpease_index": 56.75,  # 89 - 32.25
    "flesch_oborneva": 87.68,  # 206.835 - 26 - 93.155
    "words_per_sentence": 20.0,
    "syllables_per_word": 1.55,
    "letters_per_word": 4.725,
    "characters_per_word": 4.825,
    "percent_polysyllables": 15.833333,
    "percent_long_words": 25.833333,
    "percent_hard_words": 11.666667,
    "percent_unfamiliar_words": 22.5,
    "type_token_ratio": 0.7,
    "mattr_50": 0.8,  # 2840 / (50 * 71)
    "mattr_100": 0.85,  # 1785 / (100 * 21)
    **{name: COUNTS[name] for name in ("words", "sentences", "letters", "syllables", "polysyllables", "long_words")},
}


@pytest.mark.parametrize("name", sorted(FORMULAS))
def test_by_hand(name):
    formula = FORMULAS[name]
    arrays = [np.array([COUNTS[count]]) for count in formula.counts]
    assert formula.function(*arrays) == pytest.approx(BY_HAND[name], abs=5e-7)


def test_coleman_and_liaus_own_abstract():
    assert round(formulas.coleman_liau_index(119, 5, 639), 2) == 14.53


def test_mclaughlins_own_range():
    """His table of grades: 0 polysyllables in 30 sentences is grade 3, 25 is 8, 100 is 13 or 14."""
    assert formulas.smog_index(30, np.array([0, 25, 100])) == pytest.approx([3.1291, 8.3441, 13.5591])


def test_fleschs_scale_ends_where_every_word_is_a_sentence_of_one_syllable():
    assert formulas.flesch_reading_ease(10, 10, 10) == pytest.approx(121.22)
    assert formulas.flesch_kincaid_grade(10, 10, 10) == pytest.approx(-3.40)


@pytest.mark.parametrize(("unfamiliar", "expected"), [(50_000_000, 1.7815), (50_000_001, 5.418)])
def test_the_later_dale_chall_adds_its_constant_above_five_percent(unfamiliar, expected):
    assert formulas.dale_chall_adjusted(10**9, 5 * 10**7, unfamiliar) == pytest.approx(expected, abs=1e-6)
    assert formulas.dale_chall_1948(100_000, 5000, 5000) == pytest.approx(5.418)


@pytest.mark.parametrize(("score", "sentences", "expected"), [(120, 8, 6.5), (100, 5, 9.0), (200_000_001, 10**7, 10.0)])
def test_linsear_write_takes_two_off_up_to_twenty(score, sentences, expected):
    assert formulas.linsear_write(score, sentences) == pytest.approx(expected)


HARDER_DOWN = {
    "flesch_reading_ease",
    "amstad",
    "fernandez_huerta",
    "szigriszt_pazos",
    "gutierrez_polini",
    "kandel_moles",
}
HARDER_DOWN |= {"flesch_vacca", "flesch_oborneva", "gulpease_index"}
COUNTS_OF_LENGTH = (
    "syllables",
    "letters",
    "characters",
    "polysyllables",
    "long_words",
    "hard_words",
    "unfamiliar_words",
)


@pytest.mark.parametrize("name", sorted({**ENGLISH, **ANY_LANGUAGE, **OTHER_LANGUAGES}))
def test_longer_words_are_harder_in_the_direction_the_docstring_says(name):
    formula = FORMULAS[name]
    longer = COUNTS | {count: COUNTS[count] + 12 for count in COUNTS_OF_LENGTH}
    longer |= {"monosyllables": COUNTS["monosyllables"] - 12, "linsear_score": COUNTS["linsear_score"] + 12}
    before, after = (float(formula.function(*(c[count] for count in formula.counts))) for c in (COUNTS, longer))
    assert (after < before) == (name in HARDER_DOWN)
    words = "higher is easier" if name in HARDER_DOWN else "higher is harder"
    documented = " ".join(formula.function.__doc__.lower().split())
    assert words in documented or "see ``" in documented


@pytest.mark.parametrize("module", [formulas, other_languages])
def test_every_formula_is_a_measure_and_cites_a_year(module):
    functions = {value for value in vars(module).values() if callable(value)}
    assert functions == {formula.function for formula in FORMULAS.values()} & functions
    for function in functions:
        assert any(f"({year})" in function.__doc__ for year in range(1948, 2013)) or "see ``" in function.__doc__


def test_descriptive_measures_are_not_bound_to_a_language_unless_a_word_list_is():
    bound = {name for name, formula in DESCRIPTIVE.items() if formula.languages}
    assert bound == {"percent_hard_words", "percent_unfamiliar_words"}
