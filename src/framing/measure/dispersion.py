"""How evenly labels are spread over the articles of an outlet."""

import numpy as np
import pandas as pd

from framing.measure.cells import By, word_counts
from framing.measure.counting import DEFAULT, Counting
from framing.measure.formulas.pool import divide
from framing.measure.formulas.spread import dp_within
from framing.measure.slots import every_label
from framing.measure.table import blank, crossed, finish, joined, with_note
from framing.measure.tally import tally


def dispersion(
    mentions: pd.DataFrame, articles: pd.DataFrame, codebook, *, by: By = "outlet", counting: Counting = DEFAULT
) -> pd.DataFrame:
    """Return how evenly each label is spread over an outlet's articles, their lengths in words considered.

    Measures: "range" (n articles with the label of ``total``), "DP" (Gries 2008: 0 as even as the articles are long,
    near 1 all in one short article) and "DPnorm" (Lijffijt & Gries 2012: DP over its largest value). They describe
    these articles and have no interval; missing where the label does not occur or there is one article only.

    Returns a result table with the columns of ``by``, referent, label, frame, voice and the values, a row for every
    cell x label x measure; total and n_articles are the cell's articles. Raises ChoiceError for an unknown ``by``,
    InputError where lengths are missing or mentions are of unknown articles or labels.

    >>> table = dispersion(mentions, articles, codebook)
    >>> table.loc[table["label"] == "breakaway", ["outlet", "measure", "n", "estimate"]].round(3)
       outlet measure  n  estimate
    0       A   range  1     1.000
    3       B   range  1     1.000
    6       A      DP  2     0.467
    9       B      DP  1     0.500
    12      A  DPnorm  2     0.875
    15      B  DPnorm  1     1.000
    """
    lengths = word_counts(articles)
    tallied = tally(mentions, articles, codebook, by, counting)
    slots = every_label(tallied)
    entries, width = slots.counts(tallied), len(slots.names)
    words = lengths[tallied.article]
    inside = tallied.cell >= 0
    n_articles = np.repeat(np.bincount(tallied.cell[inside], minlength=tallied.n_cells), width)
    kept = inside[entries.unit]
    at = tallied.cell[entries.unit[kept]] * width + entries.slot[kept]
    present, n = (np.bincount(at, weight, tallied.n_cells * width) for weight in (None, entries.count[kept]))
    deviation, largest = dp_within(entries, words, tallied.cell, tallied.n_cells, width)
    norm = divide(deviation, largest[:, None])
    found = {
        "range": present.astype(float),
        "DP": np.where(n_articles > 1, deviation.ravel(), np.nan),
        "DPnorm": norm.ravel(),
    }
    keys = crossed(tallied, slots.names, counting)
    tables = []
    for measure, estimate in found.items():
        counted = present if measure == "range" else n
        notes = np.where(np.isnan(estimate), np.where(n_articles < 2, "fewer than 2 articles", "does not occur"), "")
        values = {"measure": measure, "n": counted, "total": n_articles, "n_articles": n_articles}
        tables.append(finish(keys, values | {"estimate": estimate, "notes": blank(notes)}))
    return with_note(joined(tables), tallied.left_out)
