"""Words of distance ("so-called") and of negation ("not a") around a mention, by language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Context:
    """Patterns of one language: ``distance`` may stand in or shortly before a mention; ``negation`` right before it;
    ``denial`` shortly before it, with an adjective or two between. A negation or denial that ends where one of
    ``absence`` ends says that something is not there, or not done, and not that it is called so: it negates nothing.

    English denies a name where it is predicated: after a copula ("is no", "are not"), with an indefinite article ("not
    a") or with "as" ("not recognised as the"). A name with "the", "its" or "this" before it, or the object of a verb, is
    used ("does not recognise the"), and so is one of what there is none of ("no ... is expected", "there is no").
    """

    distance: tuple[str, ...] = ()
    negation: tuple[str, ...] = ()
    denial: tuple[str, ...] = ()
    absence: tuple[str, ...] = ()


REACH_OF_DISTANCE = 3
REACH_OF_DENIAL = 2
_WHO = "(it|he|she|they|we|Armenia|Azerbaijan|Armenians|Azerbaijanis|Baku|Yerevan|Moscow|some|many|others|critics)"
_BE = "(is|are|was|were|be|been|being|am|become|becomes|became|remain|remains|remained)"
_IT_IS = "(it's|this's|that's|he's|she's|they're|we're|you're|I'm)"
_NO = "(not|never|don't|doesn't|didn't|won't|wouldn't|can't|cannot|couldn't)"

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
            "not [a|an|any]", f"{_BE} no", f"{_IT_IS} no", "no such", f"{_BE} (never|no longer)", f"{_IT_IS} no longer",
            "(never|no longer|neither|nor) (a|an)", f"{_BE} neither [a|an]", f"{_BE} neither ...3 nor [a|an]",
            "cannot be [a|an]", f"{_NO} (be|been|become|exist as) (a|an)",
            "(isn|wasn|aren|weren|ain)'t [a|an|any]", "(won|wouldn|can|couldn)'t (be|become|exist as) [a|an]",
            "(not|never) [been] (internationally|officially|formally) (recognised|recognized) as [a|an|the]",
            "(not|never|neither|nor|no longer) [been] (recognised|recognized|considered|regarded|seen|accepted|treated)"
            " [internationally] as [a|an|the]",
            f"{_NO} (recognise|recognize|accept|regard) ...3 as [a|an|the]",
            f"{_NO} (consider|call) (it|this|that|them) [a|an|the]",
        ),
        denial=(
            "not (a|an|any)", "no such", f"{_BE} no [internationally] (recognised|recognized)", "never (a|an)",
            "nor (a|an)",
        ),
        absence=(
            "(do|does|did|will|would|shall|should|can|could|may|might|must|has|have|had|to) not",
            f"there ...2 {_BE} (no|not|never) [longer] [a|an|any] [internationally] [recognised|recognized]",
            "there's (no|not) [longer] [a|an|any] [internationally] [recognised|recognized]",
            "there (isn|wasn|aren|weren|ain)'t [a|an|any]", "there ...2 (not|never|cannot) (be|been) [a|an|any]",
            "there (won|wouldn|can|couldn)'t be [a|an]",
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
