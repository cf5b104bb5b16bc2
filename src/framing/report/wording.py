"""How the columns and measures of a result are called in print, and in what unit their numbers stand."""

from dataclasses import dataclass

PERCENT, POINTS, NUMBER, COUNT = "percent", "points", "number", "count"


@dataclass(frozen=True)
class Wording:
    """What a measure is called, the unit of its estimate, and what its ``n`` and ``total`` count."""

    name: str
    unit: str = NUMBER
    counts: str = ""


_NAMED = "n: mentions with this name; of: all mentions that characterise the referent; articles: those these stand in."
_BOTH_SIDES = (
    "n: mentions with this name; of: all mentions that characterise the referent; "
    "articles: those these stand in, on either side."
)
_SCORED = "Means over articles, one article one observation."

MEASURES = {
    "share": Wording("Share", PERCENT, _NAMED),
    "characterised": Wording("Characterised at all", PERCENT, "n: characterising mentions; of: all mentions."),
    "bare": Wording("Bare name", PERCENT, "n: mentions of the bare name; of: all mentions."),
    "voice share": Wording("Share of the voice", PERCENT, "n: mentions in this voice; of: all mentions of the name."),
    "part share": Wording("Share of the part", PERCENT, "n: mentions in this part; of: all mentions of the name."),
    "position share": Wording(
        "Share of the place", PERCENT, "n: mentions in this place; of: all mentions of the name."
    ),
    "rate": Wording("Mentions per 1,000 words", NUMBER, "n: mentions; of: words; articles: all."),
    "presence": Wording("Articles with a mention", PERCENT, "n: articles with a mention; of: all articles."),
    "share difference": Wording("Difference, points", POINTS, _BOTH_SIDES),
    "share difference, same stories": Wording("Difference, points (same stories)", POINTS, _BOTH_SIDES),
    "share ratio (log2)": Wording("Ratio, log2", NUMBER, _BOTH_SIDES),
    "share ratio (log2), same stories": Wording("Ratio, log2 (same stories)", NUMBER, _BOTH_SIDES),
    "quoted mentions": Wording(
        "Share of the mentions",
        PERCENT,
        "n: mentions of the label by the speaker; of: all mentions of it in this voice.",
    ),
    "quoted passages": Wording(
        "Share of the passages", PERCENT, "n: passages of the speaker; of: all passages in this voice."
    ),
    "articles": Wording("Articles", COUNT),
    "log-odds": Wording("Log-odds", NUMBER, "n: occurrences of the phrase; of: all phrases of its length."),
    "flesch_reading_ease": Wording("Flesch Reading Ease", NUMBER, _SCORED),
    "flesch_kincaid_grade": Wording("Flesch–Kincaid grade", NUMBER, _SCORED),
    "gunning_fog": Wording("Gunning Fog", NUMBER, _SCORED),
    "smog_index": Wording("SMOG", NUMBER, _SCORED),
    "automated_readability_index": Wording("Automated Readability Index", NUMBER, _SCORED),
    "coleman_liau_index": Wording("Coleman–Liau index", NUMBER, _SCORED),
    "dale_chall_1948": Wording("Dale–Chall 1948", NUMBER, _SCORED),
    "dale_chall_adjusted": Wording("Dale–Chall, adjusted", NUMBER, _SCORED),
    "linsear_write": Wording("Linsear Write", NUMBER, _SCORED),
    "forcast": Wording("FORCAST", NUMBER, _SCORED),
    "lix": Wording("LIX", NUMBER, _SCORED),
    "rix": Wording("RIX", NUMBER, _SCORED),
    "amstad": Wording("Amstad", NUMBER, _SCORED),
    "fernandez_huerta": Wording("Fernández Huerta", NUMBER, _SCORED),
    "szigriszt_pazos": Wording("Szigriszt-Pazos", NUMBER, _SCORED),
    "gutierrez_polini": Wording("Gutiérrez de Polini", NUMBER, _SCORED),
    "kandel_moles": Wording("Kandel–Moles", NUMBER, _SCORED),
    "flesch_vacca": Wording("Flesch–Vacca", NUMBER, _SCORED),
    "flesch_oborneva": Wording("Flesch–Oborneva", NUMBER, _SCORED),
    "mattr_50": Wording("MATTR, window 50", NUMBER, _SCORED),
    "mattr_100": Wording("MATTR, window 100", NUMBER, _SCORED),
}

COLUMNS = {
    "n": "n", "total": "of", "n_articles": "Articles", "p": "p", "q": "q", "share": "Share",
    "reference_share": "Share of the reference", "reference_n": "n of the reference",
    "reference_total": "of (reference)", "reference_articles": "Articles of the reference",
    "verdict": "In words", "mean": "Mean", "reference_mean": "Mean of the reference", "deviation": "Deviation",
}  # fmt: skip
UNITS = {"share": PERCENT, "reference_share": PERCENT, "p": "p", "q": "p"}


def wording_of(measure: str) -> Wording:
    """Return how ``measure`` is called in print; one without an entry is called by its name, as a plain number.

    >>> wording_of("share difference").unit, wording_of("words_per_sentence").name
    ('points', 'Words per sentence')
    """
    return MEASURES.get(measure) or Wording(named(measure))


def named(column: str) -> str:
    """Return the heading of a column: its words, with a capital."""
    words = COLUMNS.get(column) or str(column).replace("_", " ").strip()
    return words if column in COLUMNS else words[:1].upper() + words[1:]
