"""What figures of contrasts share: the pairs a table compares, whether by story, and what counts as clear."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from framing.chart.canvas import ChartError
from framing.chart.naming import Naming, in_order
from framing.chart.tables import by_use, counted, who, with_counts

DIFFERENCE, RATIO = "share difference", "share ratio (log2)"
SAME_STORIES = ", same stories"
BEFORE = "before"
ARTICLES = ("n_articles", "reference_articles")
SLACK = 1e-12


def both(measure: str) -> tuple[str, str]:
    """Return a measure's two names: of all articles, and of the same stories."""
    return measure, measure + SAME_STORIES


def same_measure(rows: pd.DataFrame, measure: str, draws: str) -> pd.DataFrame:
    """Return the rows of a measure, matched by story or not; raise ChartError where the table holds both."""
    found = rows[rows["measure"].isin(both(measure))]
    if found["measure"].nunique() > 1:
        raise ChartError(
            f"{draws}: the table holds {measure} for all articles and for the same stories; keep one of them"
        )
    return found


def story_words(data: pd.DataFrame) -> list[str]:
    """Return what is said of contrasts matched by story, in a list; an empty one for others."""
    if not data["measure"].str.endswith(SAME_STORIES).any():
        return []
    stories = data["stories"].dropna() if "stories" in data else data["n"].iloc[:0]
    number = f" ({counted(stories.max(), 'story', 'stories')} at most)" if len(stories) else ""
    return [f"Only stories that both sides cover{number}."]


def both_sides(rows: pd.DataFrame) -> pd.DataFrame:
    """Return contrasts with ``n`` counting the mentions of both sides: what their labels are weighed by."""
    return rows.assign(n=rows["n"] + rows["reference_n"])


def by_difference(rows: pd.DataFrame, of: str) -> list[str]:
    """Return the labels in use, those first that differ clearly in some pair, then by least q, then by difference.

    Those that differ alike stand by how often both sides use them, then in the order of the table: the codebook's.
    """
    q = rows["q"].astype(float) if "q" in rows else pd.Series(np.nan, index=rows.index)
    order = rows.assign(q=q, _far=-how_far(rows).abs(), _seldom=-rows["n"])
    keys = ["_unclear", "q", "_far", "_seldom"]
    order = order.assign(_unclear=~is_clear(order)).sort_values(keys, kind="stable")
    used = set(by_use(rows, of))
    return [label for label in order[of].drop_duplicates() if label in used]


def how_far(rows: pd.DataFrame) -> pd.Series:
    """Return by how much each row differs: its estimate or, where too few articles give none, its shares' difference."""
    far = rows["estimate"].astype(float).round(12)
    shares = {"share", "reference_share"} <= set(rows.columns)
    return far.fillna((rows["share"] - rows["reference_share"]).astype(float).round(12)) if shares else far


def limit(data: pd.DataFrame) -> float:
    """Return the largest q that counts as clear: one minus the level."""
    levels = data["level"].dropna() if "level" in data else data["q"].iloc[:0]
    return round(1 - float(levels.iloc[0]), 10) if len(levels) else 0.05


def is_clear(data: pd.DataFrame) -> pd.Series:
    """Tell which contrasts are clear: q small enough, and an interval that leaves out no difference."""
    return (data["q"] <= limit(data) + SLACK) & ((data["low"] > 0) | (data["high"] < 0))


@dataclass(frozen=True)
class Pairs(Naming):
    """The contrasts that are drawn: a pair is an outlet and its reference."""

    @property
    def data(self) -> pd.DataFrame:
        """The rows drawn, pair by pair; the labels by how far the first pair stands apart, largest first."""
        rows, by = self.labelled, self.by
        pair = pd.Series(list(zip(rows[by], rows["reference"], strict=True)), index=rows.index, dtype=object)
        pairs = list(dict.fromkeys(pair))
        first = rows[pair.map(lambda each: each == pairs[0]).astype(bool)] if pairs else rows
        first = first.assign(_far=how_far).sort_values("_far", ascending=False, kind="stable", na_position="last")
        labels = list(dict.fromkeys([*first[self.of], *rows[self.of]]))
        return in_order(rows.assign(_pair=pair), _pair=pairs, **{self.of: labels}).drop(columns="_pair")

    @property
    def left_out(self) -> list[str]:
        """The note that says how many labels are drawn, and which, in a list; an empty one where all are."""
        number = self.rows[self.of].nunique()
        if self.fixed or len(self.labels) >= self.in_use:
            return super().left_out
        return [f"{len(self.labels)} of {counted(number, self.of)} drawn: clear ones first, then the most different."]

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys(zip(self.rows[self.by], self.rows["reference"], strict=True)))

    def of_pair(self, data: pd.DataFrame, pair: tuple[str, str]) -> pd.DataFrame:
        return data[(data[self.by] == pair[0]) & (data["reference"] == pair[1])]


def against(part: pd.DataFrame, pair: tuple[str, str], counts: tuple[str, str]) -> str:
    """Return "A (18) against the rest (93)": a pair with the articles of both, where the table has these columns."""
    first, second = f"{pair[0]}, after" if pair[1] == BEFORE else pair[0], who(pair[1])
    if part.empty or not set(counts) <= set(part.columns):
        return f"{first} against {second}"
    here, there = (f"{part[column].iloc[0]:,.0f}" for column in counts)
    return f"{with_counts(first, here)} against {with_counts(second, there)}"


def sides(pair: tuple[str, str]) -> tuple[str, str]:
    """Return what the left and the right of zero mean: more in the reference, more in the first-named."""
    if pair[1] == BEFORE:
        return "← more before", "more after →"
    return f"← more in {who(pair[1])}", f"more in {pair[0]} →"
