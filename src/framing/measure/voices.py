"""How a label's mentions divide: by whose voice they stand in, and by where in the article."""

import numpy as np
import pandas as pd

from framing import schema
from framing.measure.cells import By, names
from framing.measure.counting import Counting
from framing.measure.formulas.distributions import pool_for
from framing.measure.formulas.intervals import share_limits
from framing.measure.formulas.pool import Entries, Pool, lay
from framing.measure.slots import every_label
from framing.measure.table import blank, bounds_of, counts_of, crossed_with, finish, notes_on, with_note
from framing.measure.tally import Tally, tally

EVERY_VOICE = Counting(voice=schema.VOICES)


def voices(
    mentions: pd.DataFrame, articles: pd.DataFrame, codebook, *, by: By = "outlet", counting: Counting = EVERY_VOICE
) -> pd.DataFrame:
    """Return in whose voice each label stands: a row for every cell x referent x label x voice, zeros included.

    Measure "voice share": n mentions of the label in the voice, of ``total`` mentions of the label in the voices that
    ``counting`` counts (all of them unless told otherwise), with the interval of shares. The shares of a label sum to
    1; n_articles are the articles with the label.

    Returns a result table with the columns of ``by``, referent, label, frame, voice and the values. Raises ChoiceError
    for an unknown ``by``, InputError for mentions of unknown articles or labels.

    >>> table = voices(mentions, articles, codebook)
    >>> table[["outlet", "label", "voice", "n", "total"]].head(2)
      outlet      label      voice  n  total
    0      A  breakaway  narration  2      2
    1      A  breakaway      scare  0      2
    """
    given = tuple(name for name in names(by) if name != "voice")
    return _divided(tally(mentions, articles, codebook, (*given, "voice"), counting), counting)


def positions(
    mentions: pd.DataFrame, articles: pd.DataFrame, codebook, *, by: By = "outlet", counting: Counting = EVERY_VOICE
) -> pd.DataFrame:
    """Return where in the article each label stands: headline, first paragraph, rest; zeros included.

    The first paragraph is the body up to its first line end. Measure "position share": n mentions of the label there,
    of ``total`` mentions of the label, with the interval of shares; the column ``position`` names the place. All voices
    count unless ``counting`` says otherwise.

    Returns a result table with the columns of ``by``, referent, label, frame, voice, the values and ``position``. Raises
    ChoiceError for an unknown ``by``, TableError where articles have no text or mentions no start, InputError for
    mentions of unknown articles or labels.

    >>> table = positions(mentions, articles, codebook)
    >>> table[["outlet", "label", "position", "n", "total"]].head(2)
      outlet      label         position  n  total
    0      A  breakaway         headline  0      2
    1      A  breakaway  first paragraph  2      2
    """
    given = tuple(name for name in names(by) if name != "position")
    tallied = tally(mentions, articles, codebook, (*given, "position"), counting)
    return _divided(tallied, counting)


def _divided(tallied: Tally, counting: Counting) -> pd.DataFrame:
    """Return the shares of the last axis in each label's mentions."""
    slots, last = every_label(tallied), tallied.axes[-1]
    sums = _sums(tallied, len(slots.names), counting.interval)
    limits = share_limits(sums, 1 - counting.level, counting.interval)
    values = counts_of(f"{last.name} share", sums) | bounds_of(limits, counting.level, counting.interval)
    values["notes"] = blank(notes_on(sums))
    cells = tallied.cells.drop(columns=last.column).drop_duplicates(ignore_index=True)
    places = pd.DataFrame({last.column: last.values}, dtype="str")
    keys = crossed_with(crossed_with(cells, slots.names), places)
    if "voice" not in keys:
        keys["voice"] = counting.voice_name
    beside = {} if last.column in schema.RESULT_KEYS else {last.column: keys.pop(last.column)}
    return with_note(finish(keys, values, beside), tallied.left_out)


def _sums(tallied: Tally, n_labels: int, interval: str) -> Pool:
    """Return the sums of label x place within articles: a label's mentions are the family its places share."""
    n_places = len(tallied.axes[-1].values)
    place = np.where(tallied.cell >= 0, tallied.cell % n_places, 0)
    cell = np.where(tallied.cell >= 0, tallied.cell // n_places, -1)
    unit, label, count = tallied.counts.unit, tallied.counts.slot, tallied.counts.count
    whole = tallied.whole(n_places)
    key, inverse = np.unique(whole[unit] * n_labels + label, return_inverse=True)
    sizes = Entries(key // n_labels, key % n_labels, np.bincount(inverse, count, len(key)))
    family = np.repeat(np.arange(n_labels), n_places)
    merged = np.full(int(whole.max(initial=-1)) + 1, -1)
    merged[whole] = cell
    counts = Entries(whole[unit], label * n_places + place[unit], count)
    return pool_for(lay(counts, sizes, family, merged), tallied.n_cells // n_places, interval)
