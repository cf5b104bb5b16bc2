"""Contrasts: does one outlet use a label more than another, or than the rest, and how sure is that?"""

import numpy as np
import pandas as pd

from framing.errors import InputError, choose
from framing.measure.cells import OF_MENTIONS, By, names, need_several
from framing.measure.comparing import Sides, compared
from framing.measure.counting import DEALT_ANEW, DEFAULT, Counting
from framing.measure.formulas.distributions import pool_for
from framing.measure.formulas.pool import Pool
from framing.measure.permuting import dealt_anew_p
from framing.measure.shares import share_counts
from framing.measure.slots import Slots, naming_slots
from framing.measure.table import crossed_with, with_note
from framing.measure.tally import Tally, tally

REST = "rest"
Against = str | tuple[str, str] | None


def contrasts(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    by: By = "outlet",
    against: Against = None,
    of: str = "label",
    counting: Counting = DEFAULT,
) -> pd.DataFrame:
    """Return how much more one outlet uses each label than its reference; positive is more in the first-named.

    ``against`` is "rest" (each outlet against all others together), an outlet's name (each other against it) or a
    pair of names (the first against the second). Left out: two outlets are compared with each other, more each with
    the rest. Where ``by`` names several things the first is compared, within each value of the others.

    Measures: "share difference" and "share ratio (log2)", each a row for every contrast x referent x label. Interval:
    MOVER from both shares' intervals (``arrays.mover_difference``, ``arrays.mover_ratio``; of a difference with joined
    degrees of freedom, ``arrays.two_shares``); p: that interval
    inverted, so the two never disagree; q: Benjamini-Hochberg over all p of the measure in this table, all pairs and
    referents together (or those of each referent: ``Counting(compared="referent")``), whose number is ``compared``. With
    fewer than 10 articles that characterise the referent on either side nothing is tested, with fewer than 2 only
    counts are given; ``notes`` says so. n, total and n_articles are the first's; ``reference_n``, ``reference_total``,
    ``reference_articles``, ``share``, ``reference_share`` and the ``verdict`` in words stand beside.

    Raises ChoiceError for a name that is not there and InputError where there is nothing to compare with.

    >>> table = contrasts(mentions, articles, codebook)
    >>> table[["outlet", "reference", "label", "estimate", "notes"]].head(2)
      outlet reference      label  estimate                         notes
    0      A         B  breakaway  0.416667  few articles: not tested
    1      A         B   occupied -0.416667  few articles: not tested
    """
    tallied = tally(mentions, articles, codebook, by, counting)
    slots = naming_slots(tallied, of, "contrast")
    pairs = pairs_of(tallied, names(by)[0], against)
    keys = pd.concat([contrast_keys(tallied, pair, slots.names, counting) for pair in pairs], ignore_index=True)
    sides = Sides.stacked(contrast_sums(tallied, slots, pairs, counting.interval))
    p = _dealt_anew(tallied, slots, pairs) if counting.test == DEALT_ANEW else None
    return with_note(compared(keys, sides, counting, p=p), tallied.left_out)


def pairs_of(tallied: Tally, what: str, against: Against) -> list[tuple[str, str]]:
    """Return who is compared with whom."""
    values = tallied.axes[0].values
    if what in OF_MENTIONS:
        raise InputError(f"contrast: {what}s stand in the same articles; compare outlets or groups within each {what}")
    need_several(values, what, "contrast")
    if against is None:
        against = values if len(values) == 2 else REST
    if against == REST and REST not in values:
        return [(value, REST) for value in values]
    if isinstance(against, str):
        choose(against, (*values, REST), "against")
        return [(value, against) for value in values if value != against]
    return [pair_of(against, values)]


def pair_of(against: object, values: tuple[str, ...]) -> tuple[str, str]:
    """Return two different names that are there; an error for anything else."""
    if not isinstance(against, tuple | list) or len(against) != 2 or against[0] == against[1]:
        raise InputError(f"against: {against!r} is not a pair of two different names; there are: {', '.join(values)}")
    first, second = (choose(value, values, "against") for value in against)
    return first, second


def side_of(tallied: Tally, pair: tuple[str, str], mine: np.ndarray) -> np.ndarray:
    """Return 0 where ``mine`` is the first of the pair, 1 where it is the second, else -1."""
    values = tallied.axes[0].values
    first = values.index(pair[0])
    second = (mine >= 0) & (mine != first) if pair[1] == REST else mine == values.index(pair[1])
    return np.where(mine == first, 0, np.where(second, 1, -1))


def contrast_sums(tallied: Tally, slots: Slots, pairs: list[tuple[str, str]], interval: str) -> list[tuple[Pool, Pool]]:
    """Return the sums of both sides of every pair, shape (strata x slots)."""
    strata = tallied.n_cells // len(tallied.axes[0].values)
    counts = share_counts(tallied, slots).joined()
    mine, stratum = np.divmod(np.arange(tallied.n_cells), strata)
    found = []
    for pair in pairs:
        side = side_of(tallied, pair, mine)
        moved = counts.moved(np.where(side >= 0, side * strata + stratum, -1))
        sums = pool_for(moved, 2 * strata, interval)
        found.append((sums.take(slice(0, strata)), sums.take(slice(strata, None))))
    return found


def _dealt_anew(tallied: Tally, slots: Slots, pairs: list[tuple[str, str]]) -> np.ndarray:
    strata = tallied.n_cells // len(tallied.axes[0].values)
    mine = np.where(tallied.cell >= 0, tallied.cell // strata, -1)
    stratum = tallied.cell % strata
    found = [dealt_anew_p(tallied, slots, side_of(tallied, pair, mine), stratum, strata) for pair in pairs]
    return np.concatenate(found)


def contrast_keys(tallied: Tally, pair: tuple[str, str], slot_names: pd.DataFrame, counting: Counting) -> pd.DataFrame:
    """Return the key columns of one pair: the strata, if any, beside the slots."""
    first, *rest = tallied.axes
    strata = tallied.cells.iloc[: tallied.n_cells // len(first.values)].drop(columns=first.column)
    keys = crossed_with(strata, slot_names) if rest else slot_names.copy()
    keys.insert(0, first.column, pair[0])
    keys.insert(1, "reference", pair[1])
    if "voice" not in keys:
        keys["voice"] = counting.voice_name
    return keys
