"""Rates per 1,000 words, and in how many articles a label is present at all."""

import numpy as np
import pandas as pd

from framing.measure.cells import By, word_counts
from framing.measure.counting import DEFAULT, Counting
from framing.measure.formulas.intervals import WORDS_PER, rate_interval, wilson
from framing.measure.formulas.pool import Entries, Pool, divide, lay, pool
from framing.measure.slots import Slots, every_label
from framing.measure.table import and_also, blank, bounds_of, counts_of, crossed, finish, joined, with_note
from framing.measure.tally import Tally, tally

RATE_INTERVAL = "effective Poisson score"


def rates(
    mentions: pd.DataFrame, articles: pd.DataFrame, codebook, *, by: By = "outlet", counting: Counting = DEFAULT
) -> pd.DataFrame:
    """Return mentions per 1,000 words and presence per article: a row for every cell x label, zeros included.

    Measures: "rate" (n mentions in ``total`` words of ``n_articles`` articles, per 1,000 words;
    ``arrays.rate_interval``) and "presence" (n articles with a mention of all articles; Wilson's interval, articles
    being independent). Words are those of whole articles (``articles.n_words``), also where mentions of one voice or
    part are counted. Bare names are labels too.

    Returns a result table with the columns of ``by``, referent, label, frame, voice and the values. Raises
    ChoiceError for an unknown ``by``, TableError where articles have no ``n_words``, InputError for mentions of
    unknown articles or labels.

    >>> table = rates(mentions, articles, codebook)
    >>> table.loc[table["measure"] == "presence", ["outlet", "label", "n", "total"]].head(2)
      outlet      label  n  total
    6      A  breakaway  1      2
    7      A   occupied  1      2
    """
    words = word_counts(articles)
    tallied = tally(mentions, articles, codebook, by, counting)
    slots = every_label(tallied)
    tables = [_rate_table(tallied, slots, words, counting), _presence_table(tallied, slots, counting)]
    return with_note(joined(tables), tallied.left_out)


def _rate_table(tallied: Tally, slots: Slots, words: np.ndarray, counting: Counting) -> pd.DataFrame:
    sums = rate_pool(tallied, slots, words)
    values = counts_of("rate", sums) | bounds_of(rate_interval(sums, counting.level), counting.level, RATE_INTERVAL)
    values |= {"total": np.rint(sums.total * WORDS_PER), "n_articles": _articles_in(tallied, len(slots.names))}
    units = np.where(np.ravel(sums.units) > 0, np.ravel(sums.units), values["n_articles"])
    values["notes"] = blank(_rate_notes(units, sums.total))
    return finish(crossed(tallied, slots.names, counting), values)


def rate_pool(tallied: Tally, slots: Slots, words: np.ndarray) -> Pool:
    """Return the sums behind rates, shape (cells, slots); totals are thousands of words, ``words`` those of articles."""
    lengths = words[tallied.article] / WORDS_PER
    sizes = Entries(np.arange(len(lengths)), np.zeros(len(lengths), dtype=np.int64), lengths)
    family = np.zeros(len(slots.names), dtype=np.int64)
    return pool(lay(slots.counts(tallied), sizes, family, tallied.cell), tallied.n_cells)


def _presence_table(tallied: Tally, slots: Slots, counting: Counting) -> pd.DataFrame:
    entries = slots.counts(tallied)
    cell = tallied.cell[entries.unit]
    inside = cell >= 0
    width = len(slots.names)
    present = np.bincount((cell * width + entries.slot)[inside], minlength=tallied.n_cells * width)
    total = _articles_in(tallied, width)
    limits = wilson(present, np.where(total >= 2, total, 0), counting.level)
    values = {
        "measure": "presence", "n": present, "total": total, "n_articles": total, "estimate": divide(present, total),
        "notes": blank(_rate_notes(total, total)),
    }  # fmt: skip
    values |= bounds_of(limits, counting.level, "Wilson")
    return finish(crossed(tallied, slots.names, counting), values)


def _articles_in(tallied: Tally, width: int) -> np.ndarray:
    """Return the number of articles of every cell, once for each slot."""
    inside = tallied.cell >= 0
    return np.repeat(np.bincount(tallied.cell[inside], minlength=tallied.n_cells), width)


def _rate_notes(units: np.ndarray, total: np.ndarray) -> np.ndarray:
    units, total = np.ravel(units), np.ravel(total)
    notes = np.where(units == 0, "no article", np.where(units == 1, "1 article: no interval", "")).astype(object)
    notes = and_also(notes, (units >= 2) & (units < 10), "few articles")
    return and_also(notes, (units > 0) & ~(total > 0), "no words: no rate")
