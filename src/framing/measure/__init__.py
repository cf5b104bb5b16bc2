"""Tables to tables: every number with its count, its interval and how it was computed."""

from framing.measure.classification import Check, classification
from framing.measure.collocates import Near, collocates
from framing.measure.contrasts import contrasts
from framing.measure.cooccurrence import cooccurrence
from framing.measure.corpus import corpus
from framing.measure.counting import Counting, select
from framing.measure.dispersion import dispersion
from framing.measure.distance import Draws, dendrogram, distance_matrix, distances
from framing.measure.keyness import Phrases, Selected, keyness, keyness_of_counts
from framing.measure.maps import correspondences, scaling
from framing.measure.matched import contrasts_by_story
from framing.measure.rates import rates
from framing.measure.readability import readability_components, readability_contrasts, readability_means
from framing.measure.residuals import residuals
from framing.measure.scores import Scoring
from framing.measure.shares import shares
from framing.measure.speakers import speakers_quoted
from framing.measure.time import before_after, smoothed
from framing.measure.verdict import clearest, sentence, verdict
from framing.measure.voices import positions, voices
from framing.measure.words import sentences_with, spoken

__all__ = [
    "Check", "Counting", "Draws", "Near", "Phrases", "Scoring", "Selected", "before_after", "classification",
    "clearest", "collocates", "contrasts", "contrasts_by_story", "cooccurrence", "corpus", "correspondences",
    "dendrogram", "dispersion", "distance_matrix", "distances", "keyness", "keyness_of_counts", "positions",
    "rates", "readability_components", "readability_contrasts", "readability_means", "residuals", "scaling", "select",
    "sentence", "sentences_with", "shares", "smoothed", "speakers_quoted", "spoken", "verdict", "voices",
]  # fmt: skip
