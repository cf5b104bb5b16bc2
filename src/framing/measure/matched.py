"""Contrasts matched by story: both sides on the same events, so that a difference is not one of topics."""

import numpy as np
import pandas as pd

from framing.errors import InputError
from framing.measure.cells import article_axis, one_name
from framing.measure.comparing import Sides, compared
from framing.measure.contrasts import Against, contrast_keys, pairs_of, side_of
from framing.measure.counting import DEFAULT, INVERTED, Counting
from framing.measure.formulas.contrasts import story_correlation
from framing.measure.formulas.distributions import pool_for
from framing.measure.formulas.pool import Entries, Pool, lay
from framing.measure.settings import settings_of
from framing.measure.slots import Slots, naming_slots
from framing.measure.table import with_note
from framing.measure.tally import Tally, tally
from framing.measure.verdict import SAME_STORIES


def contrasts_by_story(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    by: str = "outlet",
    against: Against = None,
    of: str = "label",
    counting: Counting = DEFAULT,
) -> pd.DataFrame:
    """Return the contrasts of ``contrasts`` among articles on the same stories (``articles.story_id``).

    For each referent only the stories count in which both sides characterise it; ``stories`` says how many they are.
    That two articles are about one event makes their wording alike, which makes their difference surer: the interval
    uses the correlation r of the sides' residuals over stories, not below 0 and times (k - 2)/(k + 5)
    (``arrays.story_correlation``), as MOVER does for paired samples. The measures are named "share difference, same
    stories" and "share ratio (log2), same stories"; the columns are those of ``contrasts`` and ``stories``,
    ``correlation``.

    Raises ChoiceError and InputError as ``contrasts`` does, and InputError where no article has a story, or no
    story articles of two sides.

    >>> table = contrasts_by_story(mentions, articles, codebook)
    >>> table[["outlet", "reference", "label", "n", "total", "stories"]].head(2)
      outlet reference      label  n  total  stories
    0      A         B  breakaway  2      3        2
    1      A         B   occupied  1      3        2
    """
    settings_of(counting, Counting, "counting")
    if counting.test != INVERTED:
        raise InputError(f"contrasts_by_story: test {counting.test!r} does not know stories; use {INVERTED!r}")
    what = one_name(by, "contrasts_by_story")
    if not article_axis(articles, "story").values:
        raise InputError("contrasts_by_story: no article has a story_id; fill it in metadata.csv")
    tallied = tally(mentions, articles, codebook, (what, "story"), counting)
    _need_shared(tallied, what)
    slots = naming_slots(tallied, of, "contrasts_by_story")
    plain = tally(mentions, articles, codebook, what, counting)
    pairs = pairs_of(plain, what, against)
    keys = pd.concat([contrast_keys(plain, pair, slots.names, counting) for pair in pairs], ignore_index=True)
    *sums, shared = zip(*(_matched(tallied, slots, pair, counting.interval) for pair in pairs), strict=True)
    sides = Sides.stacked(zip(*sums, strict=True))
    table = compared(keys, sides, counting, suffix=SAME_STORIES)
    table = with_note(table, tallied.left_out)
    return table.assign(stories=np.tile(np.concatenate(shared), 2), correlation=np.tile(sides.correlation, 2))


def _need_shared(tallied: Tally, what: str) -> None:
    """Raise InputError where no story has articles of two of those compared."""
    n_stories = len(tallied.axes[1].values)
    covered = np.unique(tallied.cell[tallied.cell >= 0]) % n_stories
    if len(tallied.axes[0].values) > 1 and np.bincount(covered, minlength=1).max() < 2:
        raise InputError(f"contrasts_by_story: none of {n_stories} stories is covered by two {what}s")


def _matched(
    tallied: Tally, slots: Slots, pair: tuple[str, str], interval: str
) -> tuple[Pool, Pool, np.ndarray, np.ndarray]:
    """Return the sums of both sides over shared stories, r of each slot, and the number of stories."""
    n_stories = len(tallied.axes[1].values)
    outlet = np.where(tallied.cell >= 0, tallied.cell // n_stories, -1)
    side, story = side_of(tallied, pair, outlet), tallied.cell % n_stories
    counts, sizes = slots.counts(tallied), slots.sizes(tallied)
    shape = (2, n_stories, len(tallied.referents))
    mentions = _by_story(sizes, side, story, shape)
    both = (mentions > 0).all(axis=0)
    counts = _only(counts, side, both[story[counts.unit], slots.family[counts.slot]])
    sizes = _only(sizes, side, both[story[sizes.unit], sizes.slot])
    sums = pool_for(lay(counts, sizes, slots.family, side), 2, interval)
    residual = _by_story(counts, side, story, (2, n_stories, len(slots.family)))
    residual = residual - np.nan_to_num(sums.share)[:, None, :] * mentions[:, :, slots.family]
    shared = both[:, slots.family]
    correlation = story_correlation(*(np.where(shared, one, np.nan) for one in residual))
    return sums.take(0), sums.take(1), correlation, shared.sum(0)


def _only(entries: Entries, side: np.ndarray, keep: np.ndarray) -> Entries:
    keep = keep & (side[entries.unit] >= 0)
    return Entries(entries.unit[keep], entries.slot[keep], entries.count[keep])


def _by_story(entries: Entries, side: np.ndarray, story: np.ndarray, shape: tuple[int, int, int]) -> np.ndarray:
    """Return counts summed by side, story and slot."""
    inside = side[entries.unit] >= 0
    unit, slot, count = entries.unit[inside], entries.slot[inside], entries.count[inside]
    place = (side[unit] * shape[1] + story[unit]) * shape[2] + slot
    return np.bincount(place, count, int(np.prod(shape))).reshape(shape)
