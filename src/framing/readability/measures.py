"""Every measure: its function, the counts it takes, the languages it was made for, and how much text it needs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from framing.readability import descriptive, formulas, other_languages
from framing.readability.counts import SYLLABIC
from framing.readability.languages import WITH_SYLLABLES


@dataclass(frozen=True)
class Limit:
    """The least a text must have of a count, and what is noted where it has less."""

    count: str
    least: int
    note: str


@dataclass(frozen=True)
class Formula:
    """A measure: ``function(*counts)``; no ``languages`` means any; below ``needs`` NA, below ``made_for`` flagged."""

    function: Callable[..., np.ndarray]
    counts: tuple[str, ...]
    languages: tuple[str, ...] = ()
    needs: tuple[Limit, ...] = ()
    made_for: tuple[Limit, ...] = ()

    def missing(self, language: str) -> str:
        """Return why there is no value in a language (its code), or an empty string."""
        if self.languages and language not in self.languages:
            return f"no published constants for language {language!r}" if language else "language not given"
        if language not in WITH_SYLLABLES and not SYLLABIC.isdisjoint(self.counts):
            return f"no syllable rules for language {language!r}" if language else "language not given"
        return ""


_WORDS = Limit("words", 1, "no words")
_HUNDRED = Limit("words", 100, "made for 100 words or more")
_THIRTY = Limit("sentences", 30, "made for 30 sentences or more")


def _made(
    function: Callable, counts: str, languages: str, flag: Limit | None = _HUNDRED, needs: Limit = _WORDS
) -> Formula:
    return Formula(function, tuple(counts.split()), tuple(languages.split()), (needs,), (flag,) if flag else ())


def _plain(function: Callable, counts: str, needs: Limit | None = _WORDS) -> Formula:
    return Formula(function, tuple(counts.split()), needs=(needs,) if needs else ())


_FLESCH = "words sentences syllables"
_LETTERS = "words sentences letters"

ENGLISH = {
    "flesch_reading_ease": _made(formulas.flesch_reading_ease, _FLESCH, "en"),
    "flesch_kincaid_grade": _made(formulas.flesch_kincaid_grade, _FLESCH, "en"),
    "gunning_fog": _made(formulas.gunning_fog, "words sentences hard_words", "en"),
    "smog_index": _made(formulas.smog_index, "sentences polysyllables", "en", _THIRTY),
    "automated_readability_index": _made(formulas.automated_readability_index, "words sentences characters", "en"),
    "coleman_liau_index": _made(formulas.coleman_liau_index, _LETTERS, "en"),
    "dale_chall_1948": _made(formulas.dale_chall_1948, "words sentences unfamiliar_words", "en"),
    "dale_chall_adjusted": _made(formulas.dale_chall_adjusted, "words sentences unfamiliar_words", "en"),
    "linsear_write": _made(
        formulas.linsear_write,
        "linsear_score linsear_sentences", "en", None, Limit("words", 100, "fewer than 100 words"),
    ),
    "forcast": _made(
        formulas.forcast, "words monosyllables", "en", None, Limit("words", 150, "fewer than 150 words")
    ),
}  # fmt: skip
ANY_LANGUAGE = {
    "lix": _plain(formulas.lix, "words sentences long_words"),
    "rix": _plain(formulas.rix, "sentences long_words"),
}
_WIENER = "words sentences polysyllables"
OTHER_LANGUAGES = {
    "amstad": _made(other_languages.amstad, _FLESCH, "de"),
    "wiener_sachtextformel_1": _made(
        other_languages.wiener_sachtextformel_1, f"{_WIENER} long_words monosyllables", "de"
    ),
    "wiener_sachtextformel_2": _made(other_languages.wiener_sachtextformel_2, f"{_WIENER} long_words", "de"),
    "wiener_sachtextformel_3": _made(other_languages.wiener_sachtextformel_3, _WIENER, "de"),
    "wiener_sachtextformel_4": _made(other_languages.wiener_sachtextformel_4, _WIENER, "de"),
    "fernandez_huerta": _made(other_languages.fernandez_huerta, _FLESCH, "es"),
    "szigriszt_pazos": _made(other_languages.szigriszt_pazos, _FLESCH, "es"),
    "gutierrez_polini": _made(other_languages.gutierrez_polini, _LETTERS, "es"),
    "crawford": _made(other_languages.crawford, _FLESCH, "es"),
    "kandel_moles": _made(other_languages.kandel_moles, _FLESCH, "fr"),
    "flesch_vacca": _made(other_languages.flesch_vacca, _FLESCH, "it"),
    "gulpease_index": _made(other_languages.gulpease_index, _LETTERS, "it"),
    "flesch_oborneva": _made(other_languages.flesch_oborneva, _FLESCH, "ru"),
}
DESCRIPTIVE = {
    **{name: _plain(descriptive.count, name, None) for name in ("words", "sentences", "letters", "syllables")},
    **{name: _plain(descriptive.count, name, None) for name in ("polysyllables", "long_words")},
    "words_per_sentence": _plain(descriptive.ratio, "words sentences"),
    "syllables_per_word": _plain(descriptive.ratio, "syllables words"),
    "letters_per_word": _plain(descriptive.ratio, "letters words"),
    "characters_per_word": _plain(descriptive.ratio, "characters words"),
    "percent_polysyllables": _plain(descriptive.percentage, "polysyllables words"),
    "percent_long_words": _plain(descriptive.percentage, "long_words words"),
    "percent_hard_words": Formula(descriptive.percentage, ("hard_words", "words"), ("en",), (_WORDS,)),
    "percent_unfamiliar_words": Formula(descriptive.percentage, ("unfamiliar_words", "words"), ("en",), (_WORDS,)),
    "type_token_ratio": _plain(descriptive.ratio, "types words"),
    "mattr_50": _plain(descriptive.mattr_50, "types_50 words", Limit("words", 50, "fewer than 50 words")),
    "mattr_100": _plain(descriptive.mattr_100, "types_100 words", Limit("words", 100, "fewer than 100 words")),
}
FORMULAS = {**ENGLISH, **ANY_LANGUAGE, **OTHER_LANGUAGES, **DESCRIPTIVE}


def default_measures(languages: list[str]) -> list[str]:
    """Return the measures given when none are named: all but those made for languages that no article has.

    The English ones are always among them, so that a language without constants shows NA with its reason.
    """
    other = [name for name, formula in OTHER_LANGUAGES.items() if not set(languages).isdisjoint(formula.languages)]
    return [*ENGLISH, *ANY_LANGUAGE, *other, *DESCRIPTIVE]
