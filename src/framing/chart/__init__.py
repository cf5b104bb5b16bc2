"""One result table, one figure: drawn in one look, at a journal's size, with the numbers and the words beside it."""

from framing.chart.canvas import Chart, ChartError, TooLargeError
from framing.chart.collocates import draw_collocates
from framing.chart.components import draw_components
from framing.chart.contrasts import draw_contrasts
from framing.chart.corpus import draw_corpus
from framing.chart.correspondences import draw_correspondences
from framing.chart.distances import draw_distances
from framing.chart.export import FORMATS, About, save_figure
from framing.chart.fit import misfits
from framing.chart.keyness import draw_keyness
from framing.chart.measures import draw_measures
from framing.chart.mentions import draw_mentions
from framing.chart.pairs import draw_pairs
from framing.chart.positions import draw_positions
from framing.chart.presets import PRESETS, Preset, Size, page
from framing.chart.readability import draw_readability
from framing.chart.residuals import draw_residuals
from framing.chart.shares import draw_shares
from framing.chart.time import draw_time
from framing.chart.voices import draw_voices

__all__ = [
    "FORMATS",
    "PRESETS",
    "About",
    "Chart",
    "ChartError",
    "Preset",
    "Size",
    "TooLargeError",
    "draw_collocates",
    "draw_components",
    "draw_contrasts",
    "draw_corpus",
    "draw_correspondences",
    "draw_distances",
    "draw_keyness",
    "draw_measures",
    "draw_mentions",
    "draw_pairs",
    "draw_positions",
    "draw_readability",
    "draw_residuals",
    "draw_shares",
    "draw_time",
    "draw_voices",
    "misfits",
    "page",
    "save_figure",
]
