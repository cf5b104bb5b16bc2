"""Linear models kept as plain coefficients: read from the package's table, applied to columns of small integers.

``data/weights.csv`` has one row for each coefficient: the model, the template (columns joined by ``+``), the key (the
columns' values) and the weight. A score is the sum of the weights of the templates' keys; ``probability`` is its
logistic.
"""

import csv
import math
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

import numpy as np

from framing.voice import kinds

KIND, CUE, GROUP = "kind", "cue", "group"
OTHER = "*"
NARROW = np.int32
Columns = dict[str, np.ndarray]
"""Columns of integers, of the type ``NARROW`` where there are many rows: half the room, and faster to reckon with."""
Entries = list[tuple[str, float]]
WIDEST = 1 << 22
DATA = resources.files("framing.voice").joinpath("data")


@dataclass(frozen=True)
class Column:
    """What a column holds: kinds, cue forms, or numbers below ``size``."""

    holds: str
    size: int


@dataclass(frozen=True)
class Template:
    """Weights by the values of some columns, as one flat array.

    Of a template of very many values ``weights`` has the places of the columns but the first, and behind these the
    weights of those of them that ``rows`` numbers (from 0; -1: none), for each value of the first column.
    """

    names: tuple[str, ...]
    sizes: tuple[int, ...]
    weights: np.ndarray
    rows: np.ndarray | None = None

    @cached_property
    def _places(self) -> tuple[str, list[tuple[str, int]]]:
        """The columns that tell a place in ``weights``: the first, and the others with their sizes."""
        skip = 0 if self.rows is None else 1
        return self.names[skip], list(zip(self.names[skip + 1 :], self.sizes[skip + 1 :], strict=True))

    def of(self, columns: Columns) -> np.ndarray:
        """Return the weight of each row of ``columns``."""
        first, others = self._places
        at = columns[first]
        for name, size in others:
            at = at * size
            at += columns[name]
        if self.rows is None:
            return self.weights.take(at, mode="wrap")
        row, room = self.rows.take(at, mode="wrap"), len(self.rows)
        each = (len(self.weights) - room) // self.sizes[0]
        return self.weights.take(np.where(row < 0, at, room + columns[self.names[0]] * each + row), mode="wrap")


@dataclass(frozen=True)
class Model:
    """A linear model: its bias and its templates."""

    bias: float
    templates: tuple[Template, ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that the templates read."""
        return tuple(dict.fromkeys(name for template in self.templates for name in template.names))

    def score(self, columns: Columns) -> np.ndarray:
        """Return the log-odds of each row of ``columns``."""
        total = np.full(len(next(iter(columns.values()))), self.bias, dtype=np.float32)
        for template in self.templates:
            total += template.of(columns)
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
def tables() -> dict[str, dict[str, Entries]]:
    """Return the shipped coefficients: model -> template of a column -> (value, weight)."""
    tables: dict[str, dict[str, Entries]] = {}
    with DATA.joinpath("weights.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        for model, template, key, weight in rows:
            tables.setdefault(model, {}).setdefault(template, []).append((key, float(weight)))
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
        places = np.array([_position(key, holds, sizes, forms) for key, _ in entries], dtype=np.int64)
        templates.append(_template(names, sizes, places, np.array([w for _, w in entries], dtype=np.float32)))
    return Model(table["bias"][0][1], tuple(_folded(templates)))


def _template(names: tuple[str, ...], sizes: tuple[int, ...], places: np.ndarray, weights: np.ndarray) -> Template:
    room = math.prod(sizes)
    if room <= WIDEST:
        flat = np.zeros(room, dtype=np.float32)
        flat[places] = weights
        return Template(names, sizes, flat)
    room //= sizes[0]
    seen, number = np.unique(places % room, return_inverse=True)
    rows = np.full(room, -1)
    rows[seen] = np.arange(len(seen))
    table = np.zeros((sizes[0], len(seen)), dtype=np.float32)
    table[places // room, number] = weights
    return Template(names, sizes, np.concatenate((np.zeros(room, dtype=np.float32), table.ravel())), rows)


def _folded(templates: list[Template]) -> list[Template]:
    """Return the templates with those whose columns all stand in another one added into it: the same sums, fewer steps."""
    kept: list[Template] = []
    for template in sorted(templates, key=lambda template: (-len(template.names), template.names)):
        wider = next((other for other in kept if _holds(other, template)), None)
        if wider is None:
            kept.append(template)
        else:
            _add(wider, template)
    return kept


def _holds(wider: Template, template: Template) -> bool:
    own = set(template.names)
    return own < set(wider.names) if wider.rows is None else own <= set(wider.names[1:])


def _add(wider: Template, template: Template) -> None:
    """Add the weights of a template to those of one that has its columns and more."""
    skip = 0 if wider.rows is None else 1
    names, sizes = wider.names[skip:], wider.sizes[skip:]
    order = [template.names.index(name) for name in names if name in template.names]
    shape = [size if name in template.names else 1 for name, size in zip(names, sizes, strict=True)]
    added = np.broadcast_to(template.weights.reshape(template.sizes).transpose(order).reshape(shape), sizes)
    room = math.prod(sizes)
    wider.weights[:room].reshape(sizes)[...] += added
    if wider.rows is not None:
        table = wider.weights[room:].reshape(wider.sizes[0], -1)
        table += added.ravel()[np.flatnonzero(wider.rows >= 0)]


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
