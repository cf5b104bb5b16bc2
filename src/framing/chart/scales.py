"""Readability measures as they are written, and which end of each scale is the easy one."""

NAMES = {
    "flesch_kincaid_grade": "Flesch–Kincaid grade",
    "smog_index": "SMOG index",
    "coleman_liau_index": "Coleman–Liau index",
    "dale_chall_1948": "Dale–Chall, 1948",
    "dale_chall_adjusted": "Dale–Chall, adjusted",
    "lix": "LIX",
    "rix": "RIX",
    "forcast": "FORCAST",
    "fernandez_huerta": "Fernández Huerta",
    "szigriszt_pazos": "Szigriszt-Pazos",
    "gutierrez_polini": "Gutiérrez de Polini",
    "kandel_moles": "Kandel–Moles",
    "flesch_vacca": "Flesch–Vacca",
    "flesch_oborneva": "Flesch–Oborneva",
    "mattr_50": "MATTR, 50 words",
    "mattr_100": "MATTR, 100 words",
}
MORE_IS_EASIER = frozenset(
    [
        "flesch_reading_ease",
        "amstad",
        "fernandez_huerta",
        "szigriszt_pazos",
        "gutierrez_polini",
        "kandel_moles",
        "flesch_vacca",
        "gulpease_index",
        "flesch_oborneva",
    ]
)
PLAIN_COUNTS = frozenset(
    ["words", "sentences", "letters", "syllables", "polysyllables", "long_words", "type_token_ratio"]
)


def spoken(measure: str) -> str:
    """Return a measure as it is written: its proper name where it has one.

    >>> spoken("flesch_reading_ease"), spoken("smog_index"), spoken("words_per_sentence")
    ('Flesch reading ease', 'SMOG index', 'Words per sentence')
    """
    return NAMES.get(measure, measure.replace("_", " ").capitalize())


def ends(measure: str) -> tuple[str, str] | None:
    """Return what less and more of a measure mean, None for a plain count, which is neither hard nor easy by itself.

    >>> ends("flesch_reading_ease"), ends("lix"), ends("words_per_sentence")
    (('harder', 'easier'), ('easier', 'harder'), None)
    """
    if measure in PLAIN_COUNTS or "_per_" in measure or measure.startswith(("percent_", "mattr")):
        return None
    return ("harder", "easier") if measure in MORE_IS_EASIER else ("easier", "harder")
