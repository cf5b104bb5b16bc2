"""Mentions counted once, by article and label; every measure of naming is a sum of these counts."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from framing.errors import InputError, choose
from framing.measure.cells import (
    OF_MENTIONS,
    Axis,
    By,
    article_axis,
    article_rows,
    mention_axis,
    names,
    need,
    need_filled,
    need_several,
)
from framing.measure.counting import Counting, counted
from framing.measure.formulas.pool import Entries
from framing.measure.settings import settings_of

ARTICLE_COLUMNS = ["article_id"]
MENTION_COLUMNS = ["article_id", "part", "referent", "label", "match", "voice", "negated"]
LABEL_COLUMNS = ["referent", "label", "frame", "bare"]


@dataclass(frozen=True)
class Tally:
    """Counts of labels in units; a unit is an article, or an article in one voice or part where those are compared.

    ``axes`` are what is compared, ``cell`` is each unit's place in their product (-1: left out), ``article`` its
    article's row, ``labels`` the codebook's labels, and ``counts`` the counts, ``counts.slot`` being a row of
    ``labels``.
    """

    axes: tuple[Axis, ...]
    cell: np.ndarray
    article: np.ndarray
    labels: pd.DataFrame
    counts: Entries

    @property
    def n_cells(self) -> int:
        return int(np.prod([len(axis.values) for axis in self.axes]))

    @property
    def left_out(self) -> str:
        """Say how many articles are not compared because they have no group, story or the like."""
        return "; ".join(axis.left_out for axis in self.axes if axis.left_out)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The values compared, one row a cell."""
        product = pd.MultiIndex.from_product([axis.values for axis in self.axes], names=[a.column for a in self.axes])
        return product.to_frame(index=False).astype("str")

    @cached_property
    def referents(self) -> list[str]:
        return list(dict.fromkeys(self.labels["referent"]))

    @cached_property
    def referent(self) -> np.ndarray:
        """The place of each label's referent among ``referents``."""
        return np.array([self.referents.index(name) for name in self.labels["referent"]], dtype=np.int64)

    @cached_property
    def bare(self) -> np.ndarray:
        return self.labels["bare"].to_numpy(dtype=bool)

    def entries(self, slot: np.ndarray) -> Entries:
        """Return the counts with labels joined into slots: ``slot`` has an entry a label, -1 to leave it out."""
        slots = slot[self.counts.slot]
        keep = slots >= 0
        unit, slots, count = self.counts.unit[keep], slots[keep], self.counts.count[keep]
        used = slot[slot >= 0]
        if len(np.unique(used)) == len(used):
            return Entries(unit, slots, count)
        return _summed(unit, slots, int(slot.max()) + 1, count)

    def whole(self, n: int) -> np.ndarray:
        """Return what each unit is part of, where ``n`` units side by side make one (the places of the last axis)."""
        return np.arange(len(self.cell)) // n

    def among(self, keep: np.ndarray) -> "Tally":
        """Return the tally of some units only; ``keep`` has an entry a unit."""
        return replace(self, cell=np.where(keep, self.cell, -1))


def tally(mentions: pd.DataFrame, articles: pd.DataFrame, codebook, by: By, counting: Counting) -> Tally:
    """Count the mentions of every label in every article.

    Raises TableError for a missing column, InputError for a mention of an article or label that is not there.
    """
    need(mentions, "mentions", MENTION_COLUMNS)
    need(articles, "articles", ARTICLE_COLUMNS)
    settings_of(counting, Counting, "counting")
    axes = [
        mention_axis(mentions, articles, name, counting) if name in OF_MENTIONS else article_axis(articles, name)
        for name in names(by)
    ]
    return tally_axes(mentions, articles, codebook, axes, counting)


def tally_axes(mentions: pd.DataFrame, articles: pd.DataFrame, codebook, axes: list[Axis], counting: Counting) -> Tally:
    """Count the mentions of every label in every article, given the axes compared."""
    need(articles, "articles", ARTICLE_COLUMNS)
    need(mentions, "mentions", MENTION_COLUMNS)
    for axis in axes:
        need_several(axis.values, axis.name, f"by {axis.name}", 1)
    labels = label_table(codebook)
    keep, article, label = located(mentions, articles, labels, counting)
    width, within = _within(axes, keep)
    counts = _summed(article * width + within, label, max(len(labels), 1), None)
    rows = np.repeat(np.arange(len(articles)), width)
    return Tally(tuple(axes), _cell(axes, rows, width), rows, labels, counts)


def label_table(codebook) -> pd.DataFrame:
    """Return the codebook's labels with the columns measures need."""
    if not callable(getattr(codebook, "labels", None)):
        raise InputError(f"codebook: {type(codebook).__name__} is no codebook; load_codebook reads one")
    labels = codebook.labels().loc[:, LABEL_COLUMNS].reset_index(drop=True)
    if labels.empty:
        raise InputError("codebook: there is no label in it; nothing to count")
    return labels


def located(
    mentions: pd.DataFrame, articles: pd.DataFrame, labels: pd.DataFrame, counting: Counting
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return which mentions count, and of these the rows of ``articles`` and of ``labels``."""
    need_filled(mentions, "mentions", MENTION_COLUMNS)
    keep = counted(mentions, counting)
    article = article_rows(mentions["article_id"], articles)[keep]
    return keep, article, _label_rows(mentions, labels)[keep]


def _within(axes: list[Axis], keep: np.ndarray) -> tuple[int, np.ndarray]:
    """Return how many units an article has, and which of them each counted mention belongs to."""
    width, within = 1, np.zeros(int(keep.sum()), dtype=np.int64)
    for axis in axes:
        if axis.name in OF_MENTIONS:
            width *= len(axis.values)
            within = within * len(axis.values) + axis.codes[keep]
    return width, within


def _cell(axes: list[Axis], rows: np.ndarray, width: int) -> np.ndarray:
    cell, missing = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=bool)
    step = width
    for axis in axes:
        if axis.name in OF_MENTIONS:
            step //= len(axis.values)
            codes = np.arange(len(rows)) % width // step % len(axis.values)
        else:
            codes = axis.codes[rows]
        cell, missing = cell * len(axis.values) + codes, missing | (codes < 0)
    return np.where(missing, -1, cell)


def _label_rows(mentions: pd.DataFrame, labels: pd.DataFrame) -> np.ndarray:
    first, referents = pd.factorize(mentions["referent"])
    second, names_ = pd.factorize(mentions["label"])
    pairs, inverse = np.unique(first * max(len(names_), 1) + second, return_inverse=True)
    places = {pair: row for row, pair in enumerate(zip(labels["referent"], labels["label"], strict=True))}
    rows = np.zeros(len(pairs), dtype=np.int64)
    for i, pair in enumerate(pairs):
        name = (referents[pair // len(names_)], names_[pair % len(names_)])
        if name not in places:
            raise InputError(f"mentions: the codebook has no label {name[1]!r} of {name[0]!r}; tag the articles again")
        rows[i] = places[name]
    return rows[inverse]


def _summed(unit: np.ndarray, slot: np.ndarray, n_slots: int, count: np.ndarray | None) -> Entries:
    key, inverse, times = np.unique(unit * n_slots + slot, return_inverse=True, return_counts=True)
    total = times if count is None else np.bincount(inverse, count, len(key)).astype(np.int64)
    return Entries(key // n_slots, key % n_slots, total)


def referent_code(tallied: Tally, referent: str) -> int:
    """Return the place of a referent, or ChoiceError listing those there are."""
    return tallied.referents.index(choose(referent, tallied.referents, "referent"))
