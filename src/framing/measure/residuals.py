"""Which outlet uses which label more than the totals of both lead one to expect: residuals of the table of counts."""

import numpy as np
import pandas as pd

from framing.measure.cells import one_name
from framing.measure.counting import DEFAULT, Counting
from framing.measure.formulas.maps import adjusted_residuals
from framing.measure.shares import share_pool
from framing.measure.slots import naming_slots
from framing.measure.table import crossed, finish, with_note
from framing.measure.tally import tally

MEASURE = "standardised residual"
NOTE = "counts mentions as if each were drawn independently: shows where to look"


def residuals(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    by: str = "outlet",
    of: str = "label",
    counting: Counting = DEFAULT,
) -> pd.DataFrame:
    """Return how far each outlet's use of each label lies from what the totals of both lead one to expect.

    Measure "standardised residual": the adjusted residual (Haberman 1973, ``arrays.adjusted_residuals``) of n mentions
    in the table of outlets x labels of one referent; positive is more in the outlet, in standard deviations of
    independent mentions. Mentions of an article are not independent: it shows where to look, has no interval and no p,
    and ``contrasts`` tests. n, total and n_articles are those of ``shares``; ``expected`` is the count expected.

    Returns one row an outlet (or group) x referent x label. Raises ChoiceError for an unknown ``by`` or ``of``,
    InputError for more than one thing in ``by``.

    >>> table = residuals(mentions, articles, codebook)
    >>> table[["outlet", "label", "n", "total", "expected", "estimate"]].round(3).head(2)
      outlet      label  n  total  expected  estimate
    0      A  breakaway  2      3     1.286     1.102
    1      A   occupied  1      3     1.714    -1.102
    """
    tallied = tally(mentions, articles, codebook, one_name(by, "residuals"), counting)
    slots = naming_slots(tallied, of, "residuals")
    sums = share_pool(tallied, slots, counting)
    estimate, expected = np.full(sums.count.shape, np.nan), np.full(sums.count.shape, np.nan)
    for referent in np.unique(slots.family):
        here = slots.family == referent
        estimate[:, here], expected[:, here] = adjusted_residuals(sums.count[:, here])
    notes = np.select(
        [sums.total == 0, sums.count.sum(0) == np.zeros(sums.count.shape), np.isnan(estimate)],
        ["no mention: no residual", "in none of them: no residual", "nothing to compare with: no residual"],
        default=NOTE,
    )
    values = {"measure": MEASURE, "n": sums.count, "total": sums.total, "n_articles": sums.units}
    values |= {"estimate": estimate, "notes": notes}
    table = finish(crossed(tallied, slots.names, counting), values, {"expected": expected})
    return with_note(table, tallied.left_out)
