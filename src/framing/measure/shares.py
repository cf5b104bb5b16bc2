"""Shares of naming: of all mentions that characterise a referent, the part that uses a label or a frame."""

import pandas as pd

from framing.measure.cells import By
from framing.measure.counting import DEFAULT, Counting
from framing.measure.formulas.distributions import pool_for
from framing.measure.formulas.intervals import share_limits
from framing.measure.formulas.pool import Laid, Pool, lay
from framing.measure.slots import Slots, bare_slots, characterised, slots_of
from framing.measure.table import blank, bounds_of, counts_of, crossed, finish, joined, notes_on, with_note
from framing.measure.tally import Tally, tally


def shares(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    by: By = "outlet",
    of: str = "label",
    counting: Counting = DEFAULT,
) -> pd.DataFrame:
    """Return how often each name is chosen, with its interval: a row for every cell x referent x label, zeros included.

    ``by`` is what is compared: outlet, group, voice, part, story, day, week or month, or several of them as a tuple;
    ``of`` is "label" or "frame". Measures: "share" (n mentions with the label, of all that characterise the
    referent), "characterised" (characterising mentions, of all) and "bare" (a bare name's mentions, of all).
    ``n_articles`` counts the articles the total comes from. The interval takes articles as the sampling unit
    (``arrays.effective_wilson``); with fewer than 2 articles it is missing and ``notes`` says so.

    Returns a result table with the columns of ``by``, referent, label, frame, voice and the values. Raises
    ChoiceError for an unknown ``by`` or ``of``, InputError for mentions of articles or labels that are not there.

    >>> table = shares(mentions, articles, codebook)
    >>> table.loc[table["measure"] == "share", ["outlet", "label", "n", "total", "n_articles"]].head(2)
      outlet      label  n  total  n_articles
    0      A  breakaway  2      3           2
    1      A   occupied  1      3           2
    """
    tallied = tally(mentions, articles, codebook, by, counting)
    wanted = (slots_of(tallied, of), characterised(tallied), bare_slots(tallied))
    return with_note(joined([share_table(tallied, slots, counting) for slots in wanted]), tallied.left_out)


def share_table(tallied: Tally, slots: Slots, counting: Counting) -> pd.DataFrame:
    """Return the shares of one kind of slots as a result table."""
    sums = share_pool(tallied, slots, counting)
    limits = share_limits(sums, 1 - counting.level, counting.interval)
    values = counts_of(slots.measure, sums) | bounds_of(limits, counting.level, counting.interval)
    values["notes"] = blank(notes_on(sums))
    return finish(crossed(tallied, slots.names, counting), values)


def share_pool(tallied: Tally, slots: Slots, counting: Counting) -> Pool:
    """Return the sums behind shares, shape (cells, slots)."""
    return pool_for(share_counts(tallied, slots), tallied.n_cells, counting.interval)


def share_counts(tallied: Tally, slots: Slots) -> Laid:
    """Return counts of slots beside those of the denominator, by article."""
    return lay(slots.counts(tallied), slots.sizes(tallied), slots.family, tallied.cell)
