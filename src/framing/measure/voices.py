"""In whose voice a label stands: the outlet's own, a source's, held at arm's length."""

import numpy as np
import pandas as pd

from framing import schema
from framing.measure.cells import By, names
from framing.measure.counting import Counting
from framing.measure.formulas.intervals import share_limits
from framing.measure.formulas.pool import Entries, lay, pool
from framing.measure.slots import every_label
from framing.measure.table import blank, bounds_of, counts_of, crossed_with, finish, notes_on
from framing.measure.tally import Tally, tally

EVERY_VOICE = Counting(voice=schema.VOICES)


def voices(
    mentions: pd.DataFrame, articles: pd.DataFrame, codebook, *, by: By = "outlet", counting: Counting = EVERY_VOICE
) -> pd.DataFrame:
    """Return in whose voice each label stands: a row for every cell x referent x label x voice, zeros included.

    Measure "voice share": n mentions of the label in the voice, of ``total`` mentions of the label in the voices that
    ``counting`` counts (all of them unless told otherwise), with the interval of shares. The shares of a label sum to
    1.

    >>> table = voices(mentions, articles, codebook)
    >>> table[["outlet", "label", "voice", "n", "total"]].head(2)
      outlet     label      voice    n  total
    0      A  breakaway  narration  2.0    2.0
    1      A  breakaway      scare  0.0    2.0
    """
    given = tuple(name for name in names(by) if name != "voice")
    tallied = tally(mentions, articles, codebook, (*given, "voice"), counting)
    slots = every_label(tallied)
    sums = _voice_pool(tallied, len(slots.names))
    limits = share_limits(sums, 1 - counting.level, counting.interval)
    values = counts_of("voice share", sums) | bounds_of(limits, counting.level, counting.interval)
    values["notes"] = blank(notes_on(sums))
    voice_names = pd.DataFrame({"voice": tallied.axes[-1].values})
    cells = tallied.cells.drop(columns="voice").drop_duplicates(ignore_index=True)
    return finish(crossed_with(crossed_with(cells, slots.names), voice_names), values)


def _voice_pool(tallied: Tally, n_labels: int):
    """Return the sums of label x voice within articles: a label's mentions are the family its voices share."""
    n_voices = len(tallied.axes[-1].values)
    voice = np.where(tallied.cell >= 0, tallied.cell % n_voices, 0)
    cell = np.full(int(tallied.article.max(initial=-1)) + 1, -1)
    cell[tallied.article] = np.where(tallied.cell >= 0, tallied.cell // n_voices, -1)
    unit, label, count = tallied.article[tallied.counts.unit], tallied.counts.slot, tallied.counts.count
    slot = label * n_voices + voice[tallied.counts.unit]
    key, inverse = np.unique(unit * n_labels + label, return_inverse=True)
    sizes = Entries(key // n_labels, key % n_labels, np.bincount(inverse, count, len(key)))
    family = np.repeat(np.arange(n_labels), n_voices)
    return pool(lay(Entries(unit, slot, count), sizes, family, cell), tallied.n_cells // n_voices)
