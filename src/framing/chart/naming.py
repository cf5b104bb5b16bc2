"""Which rows of a table of naming a figure draws: one referent, the outlets and labels chosen, the foremost labels first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self

import pandas as pd

from framing.chart.canvas import Chart, drawn, fitting
from framing.chart.presets import Size
from framing.chart.tables import Wanted, by_use, capital, counted, name_column, one, single_rows, some, unit

FEW = 4


@dataclass(frozen=True)
class Choice:
    """What of the table is drawn, and under which title; None means all of it, and the figure's own title."""

    referent: str | None = None
    labels: Sequence[str] | None = None
    outlets: Sequence[str] | None = None
    title: str | None = None


@dataclass(frozen=True)
class Naming:
    """What is drawn: the rows, the column that is compared and the one that names, and their values in order.

    ``fixed`` tells that the labels were chosen; otherwise a figure draws as many of the first as it can of those
    ``in_use``.
    """

    rows: pd.DataFrame
    by: str
    of: str
    outlets: list[str]
    labels: list[str]
    referent: str | None
    title: str | None
    fixed: bool
    in_use: int

    @property
    def about(self) -> str:
        """What a title begins with."""
        return capital(self.referent or "naming")

    @property
    def left_out(self) -> list[str]:
        """The note that says how many labels are not drawn, in a list; an empty one where all are."""
        omitted = self.rows[self.of].nunique() - len(self.labels)
        which = "other" if self.fixed else "unused" if len(self.labels) >= self.in_use else "least used"
        return [f"{counted(omitted, f'{which} {self.of}')} not drawn."] if omitted else []

    @property
    def labelled(self) -> pd.DataFrame:
        """The rows of the labels drawn."""
        return self.rows[self.rows[self.of].isin(self.labels)]

    def first(self, number: int) -> Self:
        """Return the same with the first ``number`` labels only."""
        return replace(self, labels=self.labels[:number])

    def drawn(self, draw: Callable[[Self, Size], Chart], most: int, size: Size | None) -> Chart:
        """Return the figure of the labels chosen, or of the ``most`` first ones, or of as many as the page holds.

        Where few more than ``most`` are in use all are drawn: to leave out the last of them gains nothing.
        """
        if self.fixed:
            return drawn(lambda at: draw(self, at), size)
        number = len(self.labels) if len(self.labels) <= most + min(most // 2, FEW) else most
        return drawn(lambda at: fitting(lambda n: draw(self.first(n), at), number), size)


def naming(
    rows: pd.DataFrame,
    wanted: Wanted,
    choice: Choice,
    keys: Sequence[str] = (),
    weighed: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows,
    ranked: Callable[[pd.DataFrame, str], list[str]] = by_use,
) -> Naming:
    """Return what of ``rows`` is drawn; outlet, label and ``keys`` must name one row each.

    ``weighed`` gives the rows whose labels may be chosen, with the ``n`` that says which are used; ``ranked`` puts these
    labels in order: the most used first, unless told otherwise.
    """
    by = unit(rows, wanted.draws)
    referent = one(rows, "referent", choice.referent, wanted.draws)
    rows = rows[rows["referent"] == referent] if referent is not None else rows
    outlets = some(rows, by, choice.outlets, wanted.draws)
    rows = rows[rows[by].isin(outlets)]
    of = name_column(weighed(rows))
    single_rows(rows, (by, of, *keys), wanted.draws)
    kept = None if choice.labels is None else some(rows, of, choice.labels, wanted.draws)
    labels = kept or ranked(weighed(rows), of)
    return Naming(rows, by, of, outlets, labels, referent, choice.title, bool(kept), len(labels))


def in_order(rows: pd.DataFrame, **orders: list) -> pd.DataFrame:
    """Return ``rows`` sorted by several columns, each in the order of its list; the first column first."""
    places = pd.DataFrame({column: rows[column].map(order.index) for column, order in orders.items()})
    return rows.loc[places.sort_values(list(orders), kind="stable").index].reset_index(drop=True)
