"""Which labels stand in the same article, or the same sentence, more often than chance would have it."""

import itertools

import numpy as np
import pandas as pd

from framing.errors import InputError, choose
from framing.measure.cells import article_axis, need, need_several, one_name
from framing.measure.counting import DEFAULT, Counting
from framing.measure.formulas.association import log_odds_ratio
from framing.measure.formulas.contrasts import benjamini_hochberg, fisher_exact
from framing.measure.formulas.pool import divide
from framing.measure.table import FEW_ARTICLES, LEAST_ARTICLES, blank, finish, with_note
from framing.measure.tally import MENTION_COLUMNS, label_table, located

WITHIN = ("article", "sentence")


def cooccurrence(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    by: str = "outlet",
    within: str = "article",
    counting: Counting = DEFAULT,
) -> pd.DataFrame:
    """Return how often every two labels stand in one article (or sentence), and how much more often than by chance.

    Measure "co-occurrence": n articles with both of ``total`` articles with any label; estimate the natural logarithm
    of the odds ratio, positive where they go together more than chance would have it (n above ``expected``), with its
    interval smoothed towards independence (Agresti 1999, ``arrays.log_odds_ratio``), infinite on the side of an empty
    cell, and Fisher's exact p, for which the articles are independent. Sentences of an article are not: there no
    interval and no p. Fewer than 10 articles are not tested; a label that stands in none or in all tells nothing.

    Returns one row a cell x pair of labels: outlet (or group), referent, label, voice, the values, then with_referent,
    with_label, label_n and with_n (articles with each), expected (articles with both by chance), compared. Raises
    ChoiceError for an unknown ``by`` or ``within``, InputError for a codebook of one label and for mentions of unknown
    articles or labels.

    >>> table = cooccurrence(mentions, articles, codebook)
    >>> table[["outlet", "label", "with_label", "n", "total"]].head(3)
      outlet      label with_label  n  total
    0      A  breakaway   occupied  0      2
    1      A  breakaway   Karabakh  0      2
    2      A   occupied   Karabakh  1      2
    """
    choose(within, WITHIN, "within")
    what = one_name(by, "cooccurrence")
    need(articles, "articles", ["article_id"])
    need(mentions, "mentions", [*MENTION_COLUMNS, *(["sentence"] if within == "sentence" else [])])
    axis, labels = article_axis(articles, what), label_table(codebook)
    need_several(axis.values, what, "cooccurrence", 1)
    if len(labels) < 2:
        raise InputError("cooccurrence: the codebook has one label only; two are needed to go together")
    article, present = _present(mentions, articles, labels, within, counting)
    cell = axis.codes[article]
    pairs = np.array(list(itertools.combinations(range(len(labels)), 2)), dtype=int).reshape(-1, 2)
    found = pd.concat(
        [
            _pairs(present[cell == i], article[cell == i], pairs, within, counting.level).assign(**{what: v})
            for i, v in enumerate(axis.values)
        ],
        ignore_index=True,
    )
    one, two = (labels.iloc[np.tile(side, len(axis.values))].reset_index(drop=True) for side in pairs.T)
    keys = found[[what]].assign(referent=one["referent"], label=one["label"], voice=counting.voice_name)
    beside = {"with_referent": two["referent"], "with_label": two["label"]}
    beside |= {name: found[name] for name in ("label_n", "with_n", "expected")}
    table = finish(keys, _values(found, within, counting), beside | {"compared": int(found["p"].notna().sum())})
    return with_note(table, axis.left_out)


def _present(
    mentions: pd.DataFrame, articles: pd.DataFrame, labels: pd.DataFrame, within: str, counting: Counting
) -> tuple[np.ndarray, np.ndarray]:
    """Return the article of each unit (article or sentence) with a label, and which labels it has."""
    keep, article, label = located(mentions, articles, labels, counting)
    unit = article
    if within == "sentence":
        sentence = mentions["sentence"].to_numpy()[keep]
        body = (mentions["part"] == "body").to_numpy()[keep]
        unit = (article * 2 + body) * (int(sentence.max(initial=0)) + 1) + sentence
    units, first, row = np.unique(unit, return_index=True, return_inverse=True)
    present = np.zeros((len(units), len(labels)), dtype=bool)
    present[row, label] = True
    return article[first], present


def _pairs(present: np.ndarray, article: np.ndarray, pairs: np.ndarray, within: str, level: float) -> pd.DataFrame:
    """Return the counts of every pair of labels in one cell, with odds ratio, its limits and Fisher's p."""
    units, has = len(present), present.sum(0)
    both = present.T.astype(np.int64) @ present
    n, a, b = both[pairs[:, 0], pairs[:, 1]], has[pairs[:, 0]], has[pairs[:, 1]]
    estimate, low, high = log_odds_ratio(n, a, b, units, level)
    p, varies = np.full(len(pairs), np.nan), ~np.isnan(estimate)
    if within == "article" and units >= FEW_ARTICLES:
        p[varies] = [fisher_exact(*counts, units) for counts in zip(n[varies], a[varies], b[varies], strict=True)]
    return pd.DataFrame(
        {
            "n": n, "total": units, "n_articles": len(set(article)), "label_n": a, "with_n": b, "p": p,
            "estimate": estimate, "low": low, "high": high, "expected": divide(a * b, units),
        }
    )  # fmt: skip


def _values(found: pd.DataFrame, within: str, counting: Counting) -> dict:
    independent = (within == "article") & (found["n_articles"] >= LEAST_ARTICLES)
    notes = np.select(
        [
            (found["label_n"] == 0) | (found["with_n"] == 0), found["estimate"].isna(), within == "sentence",
            found["n_articles"] < FEW_ARTICLES,
        ],
        [
            "one of them does not occur", f"one of them stands in every {within} that counts",
            "sentences of an article are not independent: no interval", "few articles: not tested",
        ],
        default="",
    )  # fmt: skip
    return {
        "measure": "co-occurrence", "n": found["n"], "total": found["total"], "n_articles": found["n_articles"],
        "estimate": found["estimate"], "low": found["low"].where(independent), "high": found["high"].where(independent),
        "level": counting.level, "interval": "independence-smoothed logit", "p": found["p"],
        "q": benjamini_hochberg(found["p"]), "notes": blank(notes),
    }  # fmt: skip
