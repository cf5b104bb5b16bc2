"""Tables to tables: every number with its count, its interval and how it was computed."""

from framing.measure.contrasts import contrasts
from framing.measure.corpus import corpus
from framing.measure.counting import Counting, select
from framing.measure.keyness import Phrases, Selected, keyness, keyness_of_counts
from framing.measure.matched import contrasts_by_story
from framing.measure.rates import rates
from framing.measure.readability import readability_components, readability_contrasts, readability_means
from framing.measure.scores import Scoring
from framing.measure.shares import shares
from framing.measure.verdict import clearest, sentence, verdict
from framing.measure.voices import voices

__all__ = [
    "Counting", "Phrases", "Scoring", "Selected", "clearest", "contrasts", "contrasts_by_story", "corpus",
    "keyness", "keyness_of_counts", "rates", "readability_components", "readability_contrasts",
    "readability_means", "select", "sentence", "shares", "verdict", "voices",
]  # fmt: skip
