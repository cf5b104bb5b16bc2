"""Linear models fitted on columns of small integers, and their coefficients as rows of a table."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from framing.voice import weights


class Encoder:
    """Columns to a sparse matrix of template keys, those seen at least ``least`` times."""

    def __init__(self, templates: list[str], sizes: dict[str, weights.Column], least: int = 5):
        self.templates, self.sizes, self.least = templates, sizes, least
        self.keys: list[np.ndarray] = []

    def values(self, columns: weights.Columns, template: str) -> np.ndarray:
        value = np.zeros(len(next(iter(columns.values()))), dtype=np.int64)
        for name in template.split("+"):
            value = value * self.sizes[name].size + columns[name]
        return value

    def fit(self, columns: weights.Columns) -> "Encoder":
        for template in self.templates:
            found, counts = np.unique(self.values(columns, template), return_counts=True)
            self.keys.append(found[counts >= self.least])
        return self

    def matrix(self, columns: weights.Columns) -> sp.csr_matrix:
        rows, cols, offset = [], [], 0
        for template, keys in zip(self.templates, self.keys, strict=True):
            value = self.values(columns, template)
            at = np.minimum(np.searchsorted(keys, value), len(keys) - 1)
            hit = np.flatnonzero(keys[at] == value) if len(keys) else np.array([], dtype=np.int64)
            rows.append(hit)
            cols.append(at[hit] + offset)
            offset += len(keys)
        row, col = np.concatenate(rows), np.concatenate(cols)
        n = len(next(iter(columns.values())))
        return sp.csr_matrix((np.ones(len(row)), (row, col)), shape=(n, offset))

    def rows(self, name: str, fit: LogisticRegression, forms: list[str], least: float = 0.08) -> list[dict]:
        """Return the coefficients as rows of weights.csv."""
        out = [{"model": name, "template": "bias", "key": "", "weight": f"{fit.intercept_[0]:.3f}"}]
        coefficients, offset = fit.coef_[0], 0
        for template, keys in zip(self.templates, self.keys, strict=True):
            names = template.split("+")
            for key, weight in zip(keys, coefficients[offset : offset + len(keys)], strict=True):
                if abs(weight) >= least:
                    values = np.unravel_index(int(key), [self.sizes[n].size for n in names])
                    spelt = weights.spell_key(tuple(map(int, values)), [self.sizes[n].holds for n in names], forms)
                    out.append({"model": name, "template": template, "key": spelt, "weight": f"{weight:.3f}"})
            offset += len(keys)
        return out


def join(parts: list[weights.Columns]) -> weights.Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def logistic(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, solver="liblinear", random_state=0, max_iter=300)


@dataclass(frozen=True)
class Fit:
    """Coefficients, named as scikit-learn names them."""

    intercept_: np.ndarray
    coef_: np.ndarray


def choice(matrix: sp.csr_matrix, item: np.ndarray, label: np.ndarray, strength: float) -> Fit:
    """Fit a conditional logit: which row of each item is the chosen one; ``strength`` divides the squared weights."""
    item = np.unique(item, return_inverse=True)[1]
    chosen = np.asarray(matrix[label].sum(axis=0)).ravel()

    def loss(weight: np.ndarray) -> tuple[float, np.ndarray]:
        score = matrix @ weight
        most = np.full(item.max() + 1, -np.inf)
        np.maximum.at(most, item, score)
        share = np.exp(score - most[item])
        total = np.bincount(item, share)
        value = (np.log(total) + most).sum() - score[label].sum() + (weight @ weight) / (2 * strength)
        return value, matrix.T @ (share / total[item]) - chosen + weight / strength

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return Fit(np.zeros(1), found.x[None])
