"""The outlets, groups, labels and frames that figures of a run are narrowed to, and how that is asked for."""

import inspect
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from framing.errors import InputError, choose
from framing.store import Tables

BY, OF = ("outlet", "group"), ("label", "frame")
NUMBERED = ("labels", "phrases", "measures")


@dataclass(frozen=True)
class Narrowed:
    """What figures show of what there is: some outlets or groups, some labels or frames, at most ``most`` of a kind.

    A figure follows what it has: outlets named do not narrow a figure of groups, labels none of frames. ``most`` is how
    many labels, words or measures are drawn where none are named.
    """

    outlets: Sequence[str] = ()
    labels: Sequence[str] = ()
    most: int | None = None

    def __post_init__(self) -> None:
        if self.most is not None and self.most < 1:
            raise InputError(f"--most {self.most}: at least 1 must be drawn")

    def __bool__(self) -> bool:
        return bool(self.outlets or self.labels or self.most)

    def check(self, tables: Tables, results: Collection[pd.DataFrame], referent: str) -> None:
        """Raise ChoiceError, listing what there is, for a name that no figure of the run has."""
        outlets = {name for by in BY for name in tables.articles[by].dropna()}
        about = [table[table["referent"] == referent] for table in (*results, tables.mentions) if "referent" in table]
        labels = {name for table in about for of in OF if of in table for name in table[of].dropna()}
        for given, known, what in ((self.outlets, outlets, "outlet or group"), (self.labels, labels, "label or frame")):
            for name in given:
                choose(name, known, what)

    def arguments(self, draw: Callable, table: pd.DataFrame) -> dict[str, object]:
        """Return what ``draw`` is given beside its table, so that it shows what was asked for."""
        takes, given = inspect.signature(draw).parameters, {}
        by = next((column for column in BY if column in table and table[column].notna().any()), None)
        outlets = [name for name in self.outlets if by is None or name in set(table[by])]
        named = _named(table)
        labels = [name for name in self.labels if name in named]
        if outlets and "outlets" in takes:
            given["outlets"] = outlets
        if labels:
            given |= {"labels": labels} if "labels" in takes else {"label": labels[0]} if "label" in takes else {}
        if self.most:
            given |= {name: self.most for name in NUMBERED if name in takes and name not in given}
        return given


def _named(table: pd.DataFrame) -> set[str]:
    """Return the labels a table is about, or the frames where some of its rows name these alone."""
    label, frame = (table[column] if column in table else pd.Series(index=table.index, dtype="str") for column in OF)
    return set((frame if (frame.notna() & label.isna()).any() else label).dropna())


ALL = Narrowed()


def how_to_narrow(name: str, table: pd.DataFrame, options: str, given: Collection[str] = ()) -> str:
    """Return the command that draws a figure of fewer outlets or groups, or labels, where these were ``given``.

    >>> how_to_narrow("weeks_outlet", pd.DataFrame(), " --journal slides")
    'draw fewer outlets: framing figures --journal slides --only weeks_outlet --outlet NAME [--outlet NAME ...]'
    """
    by = "group" if "group" in table and table["group"].notna().any() else "outlet"
    labels = " or labels" if "labels" in given else ""
    return f"draw fewer {by}s{labels}: framing figures{options} --only {name} --outlet NAME [--outlet NAME ...]"
