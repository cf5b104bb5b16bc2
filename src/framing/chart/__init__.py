"""One result table, one figure: drawn in one look, at a journal's size, with the numbers and the words beside it."""

from framing.chart.canvas import Chart, ChartError, Drawing, Words
from framing.chart.contrasts import draw_contrasts
from framing.chart.corpus import draw_corpus
from framing.chart.export import About, save_figure
from framing.chart.fit import misfits
from framing.chart.keyness import draw_keyness
from framing.chart.presets import PRESETS, Preset, Size, page
from framing.chart.readability import draw_readability
from framing.chart.shares import draw_shares
from framing.chart.voices import draw_voices

__all__ = [
    "PRESETS",
    "About",
    "Chart",
    "ChartError",
    "Drawing",
    "Preset",
    "Size",
    "Words",
    "draw_contrasts",
    "draw_corpus",
    "draw_keyness",
    "draw_readability",
    "draw_shares",
    "draw_voices",
    "misfits",
    "page",
    "save_figure",
]
