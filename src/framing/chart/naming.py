"""Which rows of a table of naming a figure draws: one referent, the outlets and labels chosen, the foremost labels first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

import pandas as pd

from framing.chart.canvas import Chart, drawn, first_fitting
from framing.chart.presets import Size
from framing.chart.tables import (
    Wanted,
    by_use,
    capital,
    counted,
    name_column,
    number_of,
    one,
    single_rows,
    some,
    unit,
)

FEW = 4
LEAST = 3


@dataclass(frozen=True)
class Choice:
    """What of the table is drawn, and under which title; None means all of it, and the figure's own title.

    ``labels`` are names, or a number: at most so many, the foremost ones.
    """

    referent: str | None = None
    labels: Sequence[str] | int | None = None
    outlets: Sequence[str] | None = None
    title: str | None = None


@dataclass(frozen=True)
class Room:
    """How many labels a figure draws at most and, where fewer than ``enough`` find room so, how many closer together.

    Never fewer than ``least``, unless there are or were asked for no more: one label of many tells too little.
    """

    most: int
    enough: int = 0
    close: int = 0
    least: int = 1

    def ways(self, labels: int, asked: int | None) -> Iterator[tuple[int, bool]]:
        """Give how many of the labels there are to draw, and whether closer together, in the order they are tried in."""
        few = self.most + min(self.most // 2, FEW)
        most = labels if labels <= few else self.most
        if asked is not None:
            most = min(asked, labels)
        most = max(most, 1)
        floor = min(self.least, most)
        least = max(min(self.enough, most), floor)
        close = min(labels, asked if asked is not None else max(self.close, most)) if self.close else 0
        yield from ((number, False) for number in range(most, least - 1, -1))
        yield from ((number, True) for number in range(close, max(floor, 2) - 1, -1))
        yield from ((number, False) for number in range(least - 1, floor - 1, -1))
        yield from [(1, True)] * bool(close and floor == 1)


@dataclass(frozen=True)
class Naming:
    """What is drawn: the rows, the column that is compared and the one that names, and their values in order.

    ``fixed`` tells that the labels were chosen; otherwise a figure draws as many of the first as it can of those
    ``in_use``, at most as many as were ``asked`` for. ``close`` tells that they stand closer together than they
    should, as the page is small.
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
    asked: int | None
    close: bool

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

    def first(self, number: int, close: bool) -> Self:
        """Return the same with the first ``number`` labels only."""
        return replace(self, labels=self.labels[:number], close=close)

    def drawn(self, draw: Callable[[Self, Size], Chart], room: Room, size: Size | None) -> Chart:
        """Return the figure of the labels chosen, or of the most there may be, or of as many as the page holds.

        Where few more than these are in use all are drawn: to leave out the last of them gains nothing.
        """
        number = len(self.labels)
        chosen = ((number, close) for close in (False, True))
        ways = list(chosen if self.fixed else room.ways(number, self.asked))
        return drawn(lambda at: first_fitting(lambda way: draw(self.first(*way), at), ways), size)


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
    asked = number_of(choice.labels, of, wanted.draws)
    kept = None if choice.labels is None or asked else some(rows, of, choice.labels, wanted.draws)
    labels = kept or ranked(weighed(rows), of)
    return Naming(rows, by, of, outlets, labels, referent, choice.title, bool(kept), len(labels), asked, close=False)


def in_order(rows: pd.DataFrame, **orders: list) -> pd.DataFrame:
    """Return ``rows`` sorted by several columns, each in the order of its list; the first column first."""
    places = pd.DataFrame({column: rows[column].map(order.index) for column, order in orders.items()})
    return rows.loc[places.sort_values(list(orders), kind="stable").index].reset_index(drop=True)
