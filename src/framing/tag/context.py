"""Words of distance ("so-called") and of negation ("not a") around a mention, by language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Context:
    """Patterns of one language: ``distance`` may stand in or shortly before a mention; ``negation`` right before it;
    ``denial`` shortly before it, with an adjective or two between."""

    distance: tuple[str, ...] = ()
    negation: tuple[str, ...] = ()
    denial: tuple[str, ...] = ()


REACH_OF_DISTANCE = 3
REACH_OF_DENIAL = 2
_WHO = "(it|he|she|they|we|Armenia|Azerbaijan|Armenians|Azerbaijanis|Baku|Yerevan|Moscow|some|many|others|critics)"

CONTEXTS = {
    "en": Context(
        distance=(
            "so-called", "self-described", "purported", "(styling|calling) (itself|himself|herself|themselves)",
            f"(what|which|that) {_WHO} (call|calls|called|term|terms|termed|dub|dubs|dubbed|consider|considers)",
            f"(what|which|that) {_WHO} (describe|describes|described|refer|refers|referred) (as|to as)",
            "what [is|was] [sometimes|often] (called|termed|dubbed)", "what ...4 (call|calls|called)",
            "what ...4 (describe|describes|described) as", "what ...4 (refer|refers|referred) to as",
        ),
        negation=(
            "not [a|an|the|any|that]", "no [such|longer]", "no longer [a|an|the]", "nor [a|an|the]",
            "neither [a|an|the]", "never [a|an|the]", "without [a|an|any]",
            "cannot be [a|an|the]",
            "(not|never) [been] (internationally|officially|formally) (recognised|recognized) as [a|an|the]",
            "(not|never|neither|nor|no longer) [been] (recognised|recognized|considered|regarded|seen|accepted|treated)"
            " [internationally] as [a|an|the]",
            "(not|never) [been] (recognise|recognize|consider|call|accept) [it|this|them] [as] [a|an|the]",
            "(isn|wasn|aren|weren|ain|doesn|don|didn|won|wouldn|can|couldn)'t"
            " [be|become|recognise|recognize|exist as] [a|an|the|any]",
        ),
        denial=(
            "not (a|an|any)", "no such", "no [internationally] (recognised|recognized)", "never (a|an)", "nor (a|an)",
        ),
    ),
    "ru": Context(
        distance=("так называем*", "(якобы|самозван*)", "т.н"),
        negation=("не", "(ни|никакой|никакая|никакого|никакое)"),
    ),
    "uk": Context(distance=("так зван*",), negation=("не",)),
    "tr": Context(distance=("(sözde|sözüm ona|güya|adı verilen|denilen)",)),
    "az": Context(distance=("(qondarma|guya|adlandırılan|sözdə)",)),
    "fr": Context(
        distance=("(soi-disant|prétendu|prétendue|prétendus|prétendues)",), negation=("pas [un|une|de|la|le]",)
    ),
    "de": Context(
        distance=("(sogenannte|sogenannten|sogenannter|sogenanntes|angebliche|angeblichen)",),
        negation=("(kein|keine|keinen|keiner|keines|keinem)", "nicht [ein|eine|einen|der|die|das]"),
    ),
}  # fmt: skip


def context_of(language: str) -> Context:
    """Return the patterns of a language; one without any marks no mention as distant or negated."""
    return CONTEXTS.get(language, Context())
