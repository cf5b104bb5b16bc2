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

    ``side`` is 0 or 1 for each unit (-1: left out). p = (hits + 1)/(permutations + 1), on both sides of 0; NaN where a
    side has no mention.
    """
    counts = _table(slots.counts(tallied), (len(side), len(slots.family)))
    sizes = _table(slots.sizes(tallied), (len(side), len(tallied.referents)))
    found = []
    for place in range(strata):
        here = (side >= 0) & (stratum == place)
        found.append(_p(counts[here], sizes[here], slots.family, side[here] == 0))
    return np.concatenate(found)


def _table(entries: Entries, shape: tuple[int, int]) -> np.ndarray:
    """Return entries as a table of units x slots."""
    table = np.zeros(shape)
    table[entries.unit, entries.slot] = entries.count
    return table


def _p(counts: np.ndarray, sizes: np.ndarray, family: np.ndarray, first: np.ndarray) -> np.ndarray:
    both, total = in_order(np.hstack([counts, sizes])), np.hstack([counts.sum(0), sizes.sum(0)])

    def apart(sums: np.ndarray) -> np.ndarray:
        one, two = (np.split(side, [len(family)], axis=-1) for side in (sums, total - sums))
        return np.abs(divide(one[0], one[1][..., family]) - divide(two[0], two[1][..., family]))

    observed = apart(np.hstack([counts[first].sum(0), sizes[first].sum(0)]))
    hits = np.zeros(len(observed))
    fewer = min(int(first.sum()), int((~first).sum()))
    for picked in dealt(np.random.default_rng(SEED), len(first), fewer, PERMUTATIONS):
        hits += (apart(picked @ both) >= observed - 1e-12).sum(0)
    return np.where(np.isnan(observed), np.nan, (hits + 1) / (PERMUTATIONS + 1))
