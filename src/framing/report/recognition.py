"""How voices were recognised, and how well: what a methods section says of it, and that codes were not validated."""

import json
from collections.abc import Mapping
from importlib.resources import files

from framing.report.references import cite

INDIRECT = {
    "strict": "Indirect speech was taken narrowly: words that a source is said to have said.",
    "broad": "Indirect speech was taken broadly: whatever the outlet tells that a source says, wants, thinks or judges.",
}
NOT_VALIDATED = (
    "The codes were not validated: no coder has read these articles independently, so that it is not known how many "
    "names the codebook misses in them, how many it finds wrongly, and how many voices are wrong. What would tell is a "
    "random sample of articles, coded by two people who do not see these results; agreement between them, and precision "
    "and recall against them, then belong here."
)


def accuracy(indirect: str) -> dict:
    """Return how well voices are recognised in the setting ``indirect``, in per cent, as docs/voices.md measured it.

    The corpus, on how many of its articles the models were fitted and on how many others they were measured; of words
    recognised as attributed how many are (precision), of words that are how many were recognised (recall), also where a
    quotation mark stands in the attributed content and in indirect speech; and of sources found how many are right.
    """
    told = json.loads((files("framing.report") / "data" / "voices.json").read_text(encoding="utf-8"))
    return {name: told[name] for name in ("corpus", "fitted_on", "measured_on")} | told[indirect]


def recognised(manifest: Mapping) -> list[str]:
    """Return how quotations, reported speech and their sources were recognised, with the accuracy measured."""
    of = manifest["voices"]
    return [
        "Quotation marks were paired by rules, and what stands between them was told apart as quotation, scare quotes "
        "or a quoted title; indirect speech, its extent and the source of either were recognised by cue words and "
        f"linear models fitted on {of['fitted_on']} US news articles with attributions marked by hand, the "
        f"{of['corpus']} corpus {cite('newell2018')}.",
        INDIRECT[manifest["settings"].get("indirect", "strict")],
        f"On {of['measured_on']} other articles of that corpus, {of['precision']:.1f} % of the words recognised as said by a "
        f"source were so by its annotators (precision), and {of['recall']:.1f} % of the words they marked were recognised "
        f"(recall): {of['recall_with_a_mark']:.1f} % where a quotation mark stands in what is attributed, "
        f"{of['recall_of_indirect_speech']:.1f} % in indirect speech; the source was right in {of['speaker']:.1f} % of the "
        "passages matched. For the articles of this study that accuracy was not measured.",
        _other_language(manifest["codebook"]["language"]),
    ]


def _other_language(language: str) -> str:
    if language.split("-")[0].casefold() == "en":
        return ""
    return (
        f"The cue words are English, and the codebook's language is {language}: here marks were paired and long quotations "
        "found by them, while indirect speech and sources were mostly not recognised and count as the outlet's own words."
    )
