"""The test of the stronger claim: articles dealt anew to both sides of a contrast."""

import numpy as np

from framing.measure.formulas.pool import Entries, divide
from framing.measure.formulas.resampling import dealt, in_order
from framing.measure.slots import Slots
from framing.measure.tally import Tally

PERMUTATIONS = 999
SEED = 1


def dealt_anew_p(tallied: Tally, slots: Slots, side: np.ndarray, stratum: np.ndarray, strata: int) -> np.ndarray:
    """Return p of the share difference of every stratum x slot: how often articles dealt at random differ as much.

    ``side`` is 0 or 1 for each unit (-1: left out). Dealt are the articles that characterise the referent, as many to
    each side as it has. p = (hits + 1)/(permutations + 1), on both sides of 0; NaN where a side has no mention.
    """
    counts = _table(slots.counts(tallied), (len(side), len(slots.family)))
    sizes = _table(slots.sizes(tallied), (len(side), len(tallied.referents)))
    found = np.full((strata, len(slots.family)), np.nan)
    for place in range(strata):
        for referent in np.unique(slots.family):
            here = (side >= 0) & (stratum == place) & (sizes[:, referent] > 0)
            slot = np.flatnonzero(slots.family == referent)
            if here.any():
                found[place, slot] = _p(counts[here][:, slot], sizes[here, referent], side[here] == 0)
    return found.ravel()


def _table(entries: Entries, shape: tuple[int, int]) -> np.ndarray:
    """Return entries as a table of units x slots."""
    table = np.zeros(shape)
    table[entries.unit, entries.slot] = entries.count
    return table


def _p(counts: np.ndarray, sizes: np.ndarray, first: np.ndarray) -> np.ndarray:
    table = np.column_stack([counts, sizes])
    both, total = in_order(table), table.sum(0)

    def apart(sums: np.ndarray) -> np.ndarray:
        rest = total - sums
        return np.abs(divide(sums[..., :-1], sums[..., -1:]) - divide(rest[..., :-1], rest[..., -1:]))

    observed = apart(table[first].sum(0))
    hits = np.zeros(len(observed))
    fewer = min(int(first.sum()), int((~first).sum()))
    for picked in dealt(np.random.default_rng(SEED), len(first), fewer, PERMUTATIONS):
        hits += (apart(picked @ both) >= observed - 1e-12).sum(0)
    return np.where(np.isnan(observed), np.nan, (hits + 1) / (PERMUTATIONS + 1))
