"""Linear models kept as plain coefficients: read from the package's table, applied to columns of small integers.

``data/weights.csv`` has one row for each coefficient: the model, the template (columns joined by ``+``), the key (the
columns' values) and the weight. A score is the sum of the weights of the templates' keys; ``probability`` is its
logistic.
"""

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from framing.voice import kinds

KIND, CUE, GROUP = "kind", "cue", "group"
OTHER = "*"
Columns = dict[str, np.ndarray]
Template = tuple[tuple[str, ...], tuple[int, ...], np.ndarray]
DATA = resources.files("framing.voice").joinpath("data")


@dataclass(frozen=True)
class Column:
    """What a column holds: kinds, cue forms, or numbers below ``size``."""

    holds: str
    size: int


@dataclass(frozen=True)
class Model:
    """A linear model: its bias, and for each template the columns, their sizes and the weights as one flat array."""

    bias: float
    templates: tuple[Template, ...]

    def score(self, columns: Columns) -> np.ndarray:
        """Return the log-odds of each row of ``columns``."""
        rows = len(next(iter(columns.values())))
        total = np.full(rows, self.bias)
        for names, sizes, weights in self.templates:
            at = columns[names[0]]
            for name, size in zip(names[1:], sizes[1:], strict=True):
                at = at * size + columns[name]
            total += weights.take(at)
        return total

    def probability(self, columns: Columns) -> np.ndarray:
        """Return the probability of each row of ``columns``."""
        return 1 / (1 + np.exp(-np.clip(self.score(columns), -30, 30)))


@cache
def cue_table() -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    """Return the cue forms with their row (from 1; 0 is any other form), and by row their share and count."""
    rows = _read("cues.csv")
    forms = {row["form"]: number for number, row in enumerate(rows, start=1)}
    share = np.array([0.0, *(float(row["share"]) for row in rows)])
    count = np.array([0.0, *(float(row["count"]) for row in rows)])
    return forms, share, count


def _read(name: str) -> list[dict[str, str]]:
    with DATA.joinpath(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def tables() -> dict[str, dict[str, list[tuple[str, float]]]]:
    """Return the shipped coefficients: model -> template of a column -> (value, weight)."""
    tables: dict[str, dict[str, list[tuple[str, float]]]] = {}
    for row in _read("weights.csv"):
        templates = tables.setdefault(row["model"], {})
        templates.setdefault(row["template"], []).append((row["key"], float(row["weight"])))
    return tables


def load_model(name: str, columns: dict[str, Column]) -> Model:
    """Return the model ``name`` of the package's table, its keys read by what ``columns`` hold."""
    table = tables()[name]
    forms = {OTHER: 0, **cue_table()[0]}
    templates = []
    for template, entries in table.items():
        if template == "bias":
            continue
        names = tuple(template.split("+"))
        holds, sizes = [columns[name].holds for name in names], tuple(columns[name].size for name in names)
        weights = np.zeros(math.prod(sizes), dtype=np.float32)
        for key, weight in entries:
            weights[_position(key, holds, sizes, forms)] = weight
        templates.append((names, sizes, weights))
    return Model(table["bias"][0][1], tuple(_folded(templates)))


def _folded(templates: list[Template]) -> list[Template]:
    """Return the templates with those whose columns all stand in another one added into it: the same sums, fewer steps."""
    kept: list[Template] = []
    for names, sizes, weights in sorted(templates, key=lambda template: (-len(template[0]), template[0])):
        wider = next((other for other in kept if set(names) < set(other[0])), None)
        if wider is None:
            kept.append((names, sizes, weights))
            continue
        order = [names.index(name) for name in wider[0] if name in names]
        shape = [size if name in names else 1 for name, size in zip(wider[0], wider[1], strict=True)]
        grid = wider[2].reshape(wider[1])
        grid += weights.reshape(sizes).transpose(order).reshape(shape)
    return kept


def _position(key: str, holds: list[str], sizes: tuple[int, ...], forms: dict[str, int]) -> int:
    position = 0
    for part, kind, size in zip(key.split(" "), holds, sizes, strict=True):
        value = _value(part, kind, forms)
        position = position * size + value
    return position


def _value(part: str, kind: str, forms: dict[str, int]) -> int:
    if kind == KIND:
        return kinds.ID[part]
    if kind == GROUP:
        return kinds.GROUPS.index(part)
    return forms[part] if kind == CUE else int(part)


def spell_key(values: tuple[int, ...], holds: list[str], forms: list[str]) -> str:
    """Return the key of ``values`` as the table spells it; ``forms`` are the cue forms by row."""
    spelt = (
        {KIND: kinds.NAMES, GROUP: kinds.GROUPS, CUE: forms}[kind][value] if kind in (KIND, GROUP, CUE) else str(value)
        for value, kind in zip(values, holds, strict=True)
    )
    return " ".join(spelt)
