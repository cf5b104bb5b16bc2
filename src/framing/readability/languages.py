"""Syllables in German, Spanish, French, Italian and Russian, by rules of spelling, and the codes of languages."""

import re

_GERMAN = re.compile(r"[eä](?=ums?$)|aa|ee|oo|ai|au|äu|ay|ei|eu|ey|ie|[aeiouyäöüéáóà]")
_GERMAN_IEN = re.compile(r"[aeiouyäöü].*[^aeiou]ien$")
_FRENCH = re.compile(r"[aeiouyàâéèêëîïôöùûüœæ]+")
_FRENCH_HIATUS = re.compile(r"é(?=[aoeuiâ])|(?<=[aeiou])(?=[ïëü])|(?<=[aeo])y(?=[aeiouéè])")
_ROMANCE = re.compile(r"[aeiouyáéíóúàèìòùâêîôûü]+")
_STRONG = re.compile(r"[aeoáéíóúàèìòùâêô]")
_RUSSIAN = re.compile(r"[аеёиоуыэюя]")
_ITALIAN_SHORT = re.compile(r"[^aeiou]*[iu][aeo]")


def count_german(low: str) -> int:
    """Return the syllables of a German word in lower case: each vowel, but double vowels and diphthongs once.

    Not a diphthong are the ends of "Museum" and "Italien".

    >>> [count_german(word) for word in ("regierung", "theater", "quelle", "bundesaußenminister")]
    [3, 3, 2, 7]
    """
    return _at_least_one(low, len(_GERMAN.findall(low.replace("qu", "q"))) + bool(_GERMAN_IEN.search(low)))


def count_french(low: str) -> int:
    """Return the syllables of a French word in lower case: groups of vowels, a final e or es after another vowel
    group left out.

    >>> [count_french(word) for word in ("ministre", "européen", "langue", "gouvernement")]
    [2, 4, 1, 4]
    """
    spaced = _FRENCH_HIATUS.sub(lambda match: match.group() + " ", re.sub(r"(?<=q)u|(?<=g)u(?=[eiéè])", "", low))
    groups = _FRENCH.findall(spaced)
    mute = len(groups) > 1 and groups[-1] == "e" and low.endswith(("e", "es"))
    return _at_least_one(low, len(groups) - mute)


def count_spanish(low: str) -> int:
    """Return the syllables of a Spanish word in lower case: each strong vowel, and each group of weak ones that
    stands alone.

    a, e, o and any accented vowel are strong; i and u beside them make a diphthong; y is a vowel only at the end.

    >>> [count_spanish(word) for word in ("gobierno", "país", "ciudad", "oeste", "muy")]
    [3, 2, 2, 3, 1]
    """
    return _at_least_one(low, _romance(re.sub(r"y(?!$)", "j", low)))


def count_italian(low: str) -> int:
    """Return the syllables of an Italian word in lower case: each strong vowel, and each group of weak ones that
    stands alone.

    Short words such as "mio" and "due", whose i or u is stressed, have two.

    >>> [count_italian(word) for word in ("governo", "paese", "guerra", "mio", "perché")]
    [3, 3, 2, 2, 2]
    """
    return 2 if _ITALIAN_SHORT.fullmatch(low) and not low.startswith("qu") else _at_least_one(low, _romance(low))


def count_russian(low: str) -> int:
    """Return the syllables of a Russian word in lower case: its vowel letters.

    >>> count_russian("республика")
    4
    """
    return _at_least_one(low, len(_RUSSIAN.findall(low)))


def _romance(low: str) -> int:
    return sum(max(1, len(_STRONG.findall(group))) for group in _ROMANCE.findall(low))


def _at_least_one(low: str, count: int) -> int:
    """Return ``count``, but 1 for what is spoken though it has no vowel: a figure, initials, an elided word."""
    return max(1, count) if low else 0


SYLLABLES = {"de": count_german, "es": count_spanish, "fr": count_french, "it": count_italian, "ru": count_russian}
WITH_SYLLABLES = frozenset({"en", *SYLLABLES})


def language_code(language: object) -> str:
    """Return the first part of a language tag in lower case ("en-US" -> "en"), or an empty string if there is none."""
    return re.split("[-_]", language.strip().lower())[0] if isinstance(language, str) else ""
