"""What is counted of what: labels, frames, bare names, whole referents; numerators with their denominators."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.errors import InputError, choose
from framing.measure.formulas.pool import Entries
from framing.measure.tally import Tally

OF = ("label", "frame")


@dataclass(frozen=True)
class Slots:
    """Things counted under one measure: their names, each label's slot, and which labels make the denominator.

    ``names`` has the columns referent, label and frame, one row a slot; ``of_label`` the slot of each label (-1: none);
    ``family`` the referent of each slot; ``base`` says which labels the denominator counts.
    """

    measure: str
    names: pd.DataFrame
    of_label: np.ndarray
    family: np.ndarray
    base: np.ndarray

    def counts(self, tallied: Tally) -> Entries:
        return tallied.entries(self.of_label)

    def sizes(self, tallied: Tally) -> Entries:
        return tallied.entries(np.where(self.base, tallied.referent, -1))


def slots_of(tallied: Tally, of: str) -> Slots:
    """Return the characterising labels, or the frames, of each referent: measure "share"."""
    choose(of, OF, "of")
    labels, counted = tallied.labels, ~tallied.bare
    if of == "label":
        return _some_labels(tallied, "share", counted, counted)
    keys = list(zip(tallied.referent, labels["frame"].fillna(""), strict=True))
    found = list(dict.fromkeys(key for key, wanted in zip(keys, counted, strict=True) if wanted))
    of_label = np.array(
        [found.index(k) if wanted else -1 for k, wanted in zip(keys, counted, strict=True)], dtype=np.int64
    )
    family = np.array([referent for referent, _ in found], dtype=np.int64)
    frames = pd.array([frame or None for _, frame in found], dtype="str")
    return Slots("share", _names(tallied, family, frame=frames), of_label, family, counted)


def naming_slots(tallied: Tally, of: str, what: str) -> Slots:
    """Return ``slots_of``; InputError where nothing characterises a referent, as bare names alone do not."""
    slots = slots_of(tallied, of)
    if slots.names.empty:
        raise InputError(f"{what}: every label of the codebook is a bare name; nothing characterises a referent")
    return slots


def bare_slots(tallied: Tally) -> Slots:
    """Return the bare labels, of all mentions of their referent: measure "bare"."""
    return _some_labels(tallied, "bare", tallied.bare, np.ones(len(tallied.bare), dtype=bool))


def every_label(tallied: Tally) -> Slots:
    """Return all labels, bare ones too, of all mentions of their referent."""
    every = np.ones(len(tallied.bare), dtype=bool)
    return _some_labels(tallied, "share", every, every)


def characterised(tallied: Tally) -> Slots:
    """Return the referents, characterising mentions of all mentions: measure "characterised"."""
    family = np.arange(len(tallied.referents))
    of_label = np.where(tallied.bare, -1, tallied.referent)
    return Slots("characterised", _names(tallied, family), of_label, family, np.ones(len(of_label), dtype=bool))


def _some_labels(tallied: Tally, measure: str, wanted: np.ndarray, base: np.ndarray) -> Slots:
    of_label = np.where(wanted, np.cumsum(wanted) - 1, -1)
    names = tallied.labels.loc[wanted, ["referent", "label", "frame"]].reset_index(drop=True)
    return Slots(measure, names, of_label, tallied.referent[wanted], base)


def _names(tallied: Tally, family: np.ndarray, label=None, frame=None) -> pd.DataFrame:
    referents = pd.Series(tallied.referents, dtype="str").take(family).reset_index(drop=True)
    return pd.DataFrame({"referent": referents, "label": label, "frame": frame}).astype("str")


def by_article(tallied: Tally, slots: Slots, referent: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the counts of one referent's slots in each article that has any: units, table and the slots' places.

    The table has shape (units, slots of the referent).
    """
    places = np.flatnonzero(slots.family == referent)
    entries = slots.counts(tallied)
    mine = np.isin(entries.slot, places) & (tallied.cell[entries.unit] >= 0)
    units, row = np.unique(entries.unit[mine], return_inverse=True)
    table = np.zeros((len(units), len(places)))
    table[row, np.searchsorted(places, entries.slot[mine])] = entries.count[mine]
    return units, table, places
