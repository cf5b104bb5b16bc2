"""Scores of keyness from counts, as a result table: log-odds first, each with what it was computed from."""

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from framing.errors import InputError
from framing.measure.formulas import keyness as formulas
from framing.measure.formulas.contrasts import benjamini_hochberg, inverted_p, mover_ratio
from framing.measure.formulas.intervals import effective_rate, poisson_limits
from framing.measure.formulas.pool import Pool, divide
from framing.measure.settings import level_of, number, one_of, several_of
from framing.measure.table import FEW_ARTICLES, LEAST_ARTICLES, and_also, blank, finish, joined

BY_WORD = "p counts words as if each were drawn independently"
DESCRIBES = "counts words as if each were drawn independently: no interval"
NOTHING = "not on the other side: nothing to divide by"
NO_ARTICLES = "no articles behind the counts: no interval"
NUMBERS = ("estimate", "low", "high", "p", "z")
INTERVAL = "MOVER from effective Poisson score"


@dataclass(frozen=True)
class Scoring:
    """How keyness is scored: the measures, the prior's size alpha_0, terms of the variance (4 or 2), form of G2, level.

    The prior of a word is its pooled share times ``alpha_0``. Raises ChoiceError for an unknown measure or form of G2,
    InputError for other terms, an ``alpha_0`` that is not above 0 or a level outside 0 to 1.
    """

    measures: tuple[str, ...] = ("log-odds",)
    alpha_0: float = 500.0
    terms: int = 4
    form: str = "four-cell"
    level: float = 0.95

    def __post_init__(self) -> None:
        object.__setattr__(self, "measures", several_of(self.measures, MEASURES, "measures"))
        one_of(self.form, formulas.FORMS, "form")
        if self.terms not in (2, 4):
            raise InputError(
                f"terms: {self.terms!r}; the variance of log-odds has 4 terms, or 2 in their approximation"
            )
        number(self.alpha_0, "alpha_0", 500)
        level_of(self.level)


@dataclass(frozen=True)
class Counts:
    """Counts of phrases on two sides, arrays of shape (2, phrases), target first; sizes go with a phrase's length."""

    phrase: np.ndarray
    length: np.ndarray
    counts: np.ndarray
    sizes: np.ndarray
    articles: np.ndarray | None = None
    pool: Pool | None = None
    dp_norm: np.ndarray | None = None

    @classmethod
    def joined(cls, parts: list["Counts"]) -> "Counts":
        """Return several counts as one; none at all as empty ones."""
        if not parts:
            none = np.zeros((2, 0))
            return cls(np.zeros(0, dtype=object), np.zeros(0, dtype=int), none, none, none, Pool(*[none] * 7), none)
        stacked = [np.concatenate([getattr(part, f.name) for part in parts], axis=-1) for f in fields(cls)[:5]]
        pools = zip(*(part.pool.arrays[:7] for part in parts), strict=True)
        sums = Pool(*(np.concatenate(column, axis=-1) for column in pools))
        return cls(*stacked, sums, np.concatenate([part.dp_norm for part in parts], axis=-1))

    def side(self, i: int) -> Pool:
        return self.pool.take(i)


def score_table(keys: dict[str, str], counts: Counts, scoring: Scoring) -> pd.DataFrame:
    """Return the result table of all measures asked for, phrases in the order of the first."""
    extra, phrases = _beside(counts, scoring), pd.Series(counts.phrase, dtype="str")
    tables = []
    order = None
    for measure in scoring.measures:
        values = _undefined(MEASURES[measure](counts, scoring), counts)
        if order is None:
            leading = values.get("z", values["estimate"])
            order = np.lexsort((_places(phrases), -np.nan_to_num(leading, nan=-np.inf)))
        tables.append(_table({**keys, "phrase": phrases}, counts, values, extra).iloc[order])
    return joined(tables)


def _undefined(values: dict, counts: Counts) -> dict:
    """Return the values with none where there is nothing to score, and the reason wherever there is none."""
    neither, empty = counts.counts.sum(axis=0) <= 0, counts.sizes.min(axis=0) <= 0
    alone = (counts.counts == counts.sizes).all(axis=0)
    numbers = {name: np.where(neither | empty, np.nan, values[name]) for name in NUMBERS if name in values}
    notes, without = np.where(neither, "", values["notes"]).astype(object), np.isnan(numbers["estimate"])
    notes = and_also(notes, empty, "no phrase of this length on one side")
    notes = and_also(notes, neither & ~empty, "in neither: not compared")
    notes = and_also(notes, without & alone & ~neither & ~empty, "no other phrase: no odds")
    return values | numbers | {"notes": and_also(notes, without & (notes == ""), NOTHING)}


def _places(names: pd.Series) -> np.ndarray:
    """Return each name's place in alphabetical order."""
    places = np.empty(len(names), dtype=np.int64)
    places[names.argsort()] = np.arange(len(names))
    return places


def _table(keys: dict, counts: Counts, values: dict, extra: dict) -> pd.DataFrame:
    named = pd.DataFrame(keys).astype("str")
    articles = np.nan if counts.articles is None else counts.articles[0]
    own = {"n": counts.counts[0], "total": counts.sizes[0], "n_articles": articles}
    p = np.asarray(values.get("p", np.full(len(named), np.nan)), dtype=float)
    tested = {"q": benjamini_hochberg(p), "notes": blank(values["notes"])}
    compared = {"z": values.get("z", np.nan), "compared": int((~np.isnan(p)).sum())}
    return finish(named, own | values | tested, extra | compared)


def _beside(counts: Counts, scoring: Scoring) -> dict:
    """Return what stands beside every score: the reference's counts, the spread over articles, the prior."""
    none = np.nan
    spread = (none, none) if counts.dp_norm is None else counts.dp_norm
    return {
        "reference_n": counts.counts[1], "reference_total": counts.sizes[1],
        "reference_articles": none if counts.articles is None else counts.articles[1],
        "total_articles": none if counts.pool is None else counts.pool.units[0].astype(np.int64),
        "reference_total_articles": none if counts.pool is None else counts.pool.units[1].astype(np.int64),
        "dp_norm": spread[0], "reference_dp_norm": spread[1],
        "prior": "pooled counts", "alpha_0": scoring.alpha_0, "variance": f"{scoring.terms} terms",
    }  # fmt: skip


def _prior(counts: Counts, scoring: Scoring) -> np.ndarray:
    return scoring.alpha_0 * divide(counts.counts.sum(0), counts.sizes.sum(0))


@dataclass(frozen=True)
class Side:
    """What the intervals of one side need: its rate, how long it is, and what both are worth (``effective_rate``)."""

    rate: np.ndarray
    size: np.ndarray
    worth: tuple[np.ndarray, ...]

    @classmethod
    def of(cls, pool: Pool) -> "Side":
        return cls(pool.share, pool.total, effective_rate(pool))

    def take(self, rows) -> "Side":
        return Side(self.rate[rows], self.size[rows], tuple(a[rows] for a in self.worth))

    def limits(self, alpha) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the rate with its limits."""
        return self.rate, *poisson_limits(*self.worth, alpha)


def _log_odds(counts: Counts, scoring: Scoring) -> dict:
    prior = _prior(counts, scoring)
    delta, z = formulas.log_odds_given(tuple(counts.counts), tuple(counts.sizes), prior, scoring.alpha_0, scoring.terms)

    def limits(one: Side, two: Side, alpha, rows) -> tuple[np.ndarray, np.ndarray]:
        sizes = (one.size, two.size)
        return formulas.log_odds_limits((one.limits(alpha), two.limits(alpha)), sizes, prior[rows], scoring.alpha_0)

    return {"measure": "log-odds", "estimate": delta, "z": z} | _by_article(counts, scoring, delta, limits)


def _log_ratio(counts: Counts, scoring: Scoring) -> dict:
    (a, b), (c, d) = counts.counts, counts.sizes
    ratio = formulas.log_ratio(a, b, c, d)

    def limits(one: Side, two: Side, alpha, rows) -> tuple[np.ndarray, np.ndarray]:
        low, high = mover_ratio(one.limits(alpha), two.limits(alpha))
        return low / np.log(2), high / np.log(2)

    found = {"measure": "log ratio", "estimate": ratio} | _by_article(counts, scoring, ratio, limits)
    zero = (a == 0) | (b == 0)
    found["notes"] = and_also(found["notes"], zero, "a count of 0 taken as 0.5")
    return found


def _by_article(counts: Counts, scoring: Scoring, estimate: np.ndarray, limits) -> dict:
    """Return interval, p and notes with the article as the sampling unit; nothing where there are no articles."""
    if counts.pool is None:
        return {"notes": np.full(len(estimate), NO_ARTICLES, dtype=object)}
    one, two = (Side.of(counts.side(i)) for i in (0, 1))
    low, high = limits(one, two, 1 - scoring.level, slice(None))
    articles = counts.pool.units.min(axis=0)
    tested = articles >= FEW_ARTICLES

    def at(alpha: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return limits(one.take(rows), two.take(rows), alpha, rows)

    p = inverted_p(at, np.where(tested, estimate, np.nan))
    notes = np.where(articles < LEAST_ARTICLES, "fewer than 2 articles: no interval", "").astype(object)
    notes = and_also(notes, (articles >= LEAST_ARTICLES) & ~tested, "few articles: not tested")
    return {"low": low, "high": high, "level": scoring.level, "interval": INTERVAL, "p": p, "notes": notes}


def _by_word(name: str, estimate: np.ndarray, p: np.ndarray | None = None) -> dict:
    notes = np.where(np.isnan(estimate), "", DESCRIBES if p is None else BY_WORD).astype(object)
    return {"measure": name, "estimate": estimate, "notes": notes} | ({} if p is None else {"p": p})


def _cells(counts: Counts) -> tuple[np.ndarray, ...]:
    return (*counts.counts, *counts.sizes)


def _signed(counts: Counts, statistic: np.ndarray) -> np.ndarray:
    """Return a statistic that knows no direction with the sign of the difference: negative is less in the target."""
    a, b, c, d = _cells(counts)
    return np.where(a * d < b * c, -statistic, statistic)


def _g2(counts: Counts, scoring: Scoring) -> dict:
    statistic = formulas.g2(*_cells(counts), scoring.form)
    return _by_word(f"G2 ({scoring.form}), signed", _signed(counts, statistic), formulas.chi_square_p(statistic))


def _chi_square(counts: Counts, scoring: Scoring) -> dict:
    statistic = formulas.chi_square(*_cells(counts))
    return _by_word("chi-square, signed", _signed(counts, statistic), formulas.chi_square_p(statistic))


def _bic(counts: Counts, scoring: Scoring) -> dict:
    statistic = formulas.g2(*_cells(counts), scoring.form)
    return _by_word(f"BIC ({scoring.form})", formulas.bic(statistic, *counts.sizes))


def _percent(counts: Counts, scoring: Scoring) -> dict:
    return _by_word("%DIFF", formulas.percent_difference(*_cells(counts)))


def _odds(counts: Counts, scoring: Scoring) -> dict:
    return _by_word("odds ratio", formulas.odds_ratio(*_cells(counts)))


def _lrc(counts: Counts, scoring: Scoring) -> dict:
    m = int((counts.counts.sum(axis=0) > 0).sum())
    limit = formulas.conservative_log_ratio(tuple(counts.counts), tuple(counts.sizes), max(m, 1), scoring.level)
    return _by_word(f"LRC ({m} compared)", limit)


MEASURES = {
    "log-odds": _log_odds, "log ratio": _log_ratio, "G2": _g2, "chi-square": _chi_square, "BIC": _bic,
    "%DIFF": _percent, "odds ratio": _odds, "LRC": _lrc,
}  # fmt: skip
