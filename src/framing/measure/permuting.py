"""The test of the stronger claim: articles dealt anew to both sides of a contrast."""

import numpy as np

from framing.measure.formulas.pool import Entries, divide
from framing.measure.formulas.resampling import dealt
from framing.measure.slots import Slots
from framing.measure.tally import Tally

PERMUTATIONS = 999
SEED = 1


def dealt_anew_p(tallied: Tally, slots: Slots, side: np.ndarray, stratum: np.ndarray, strata: int) -> np.ndarray:
    """Return p of the share difference of every stratum x slot: how often articles dealt at random differ as much.

    ``side`` is 0 or 1 for each unit (-1: left out). p = (hits + 1)/(permutations + 1), on both sides of 0; NaN where a
    side has no mention.
    """
    rng = np.random.default_rng(SEED)
    counts = _table(slots.counts(tallied), (len(side), len(slots.family)))
    sizes = _table(slots.sizes(tallied), (len(side), len(tallied.referents)))
    found = []
    for place in range(strata):
        here = (side >= 0) & (stratum == place)
        found.append(_p(rng, counts[here], sizes[here][:, slots.family], side[here] == 0))
    return np.concatenate(found)


def _table(entries: Entries, shape: tuple[int, int]) -> np.ndarray:
    """Return entries as a table of units x slots."""
    table = np.zeros(shape)
    table[entries.unit, entries.slot] = entries.count
    return table


def _p(rng: np.random.Generator, counts: np.ndarray, sizes: np.ndarray, first: np.ndarray) -> np.ndarray:
    def apart(picked: np.ndarray) -> np.ndarray:
        x, m = picked @ counts, picked @ sizes
        return np.abs(divide(x, m) - divide(counts.sum(0) - x, sizes.sum(0) - m))

    observed = apart(first.astype(float)[None, :])[0]
    hits = np.zeros(len(observed))
    for picked in dealt(rng, len(first), int(first.sum()), PERMUTATIONS):
        hits += (apart(picked) >= observed - 1e-12).sum(0)
    return np.where(np.isnan(observed), np.nan, (hits + 1) / (PERMUTATIONS + 1))
