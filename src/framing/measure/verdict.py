"""The one place where a result becomes words."""

import numpy as np
import pandas as pd

from framing.errors import InputError
from framing.measure.cells import need
from framing.measure.settings import whole
from framing.measure.table import FEW_ARTICLES

DIFFERENCE, RATIO = "share difference", "share ratio (log2)"
STRONGER_ONLY = "with articles not drawn alike but an interval that reaches no difference"
"""What a permutation of articles may find without the interval: it tests more than that the shares agree."""
SAME_STORIES = ", same stories"


def verdict(row) -> str:
    """Return what a contrast says, in words: direction, and whether it stands up to its uncertainty.

    ``row`` is a row of ``contrasts`` (a Series, a dict or a named tuple's ``_asdict()``). Never says that two outlets
    are the same: what cannot be told apart is "not distinguishable with k articles". Raises InputError for a row of
    something else.

    >>> found = {"estimate": 0.2, "low": 0.1, "high": 0.3, "p": 0.001, "q": 0.01, "level": 0.95}
    >>> verdict(found | {"n_articles": 14, "reference_articles": 20})
    'clearly more'
    """
    _need_contrast(row)
    articles = int(min(row["n_articles"], row["reference_articles"]))
    if pd.isna(row["estimate"]):
        return "counts only" if articles < 2 else "in neither"
    direction = "more" if row["estimate"] > 0 else "less"
    if pd.isna(row["p"]):
        return _untested(row, articles, direction)
    if row["q"] <= 1 - row["level"]:
        unsure = row["low"] <= 0 <= row["high"]
        return f"{direction}, {STRONGER_ONLY}" if unsure else f"clearly {direction}"
    if row["p"] <= 1 - row["level"]:
        return f"{direction}, but not clear among {int(row['compared'])} comparisons"
    return f"not distinguishable with {articles} articles"


def _need_contrast(row) -> None:
    if "reference_articles" not in row:
        raise InputError("verdict: this is no row of contrasts, which has reference_articles")


def _untested(row, articles: int, direction: str) -> str:
    """Return why there is no p: enough articles, and neither side uses the label; or too few of them."""
    if row["estimate"] == 0 and articles >= FEW_ARTICLES:
        return "in neither"
    return "few articles: not tested" if row["estimate"] == 0 else f"{direction}, few articles: not tested"


def sentence(row) -> str:
    """Return a contrast as one sentence with its numbers: who, what, how much, how sure, from how many articles.

    >>> found = {"outlet": "A", "reference": "rest", "referent": "land", "label": "home", "measure": "share difference",
    ...     "estimate": 0.2, "low": 0.1, "high": 0.3, "p": 0.001, "q": 0.01, "level": 0.95,
    ...     "share": 0.3, "reference_share": 0.1, "n_articles": 14, "reference_articles": 20}
    >>> sentence(found).partition(" (")[0]
    'A uses “home” for land clearly more often than the rest: 30 % against 10 % of the namings'
    """
    _need_contrast(row)
    shares = f"{_percent(row['share'])} against {_percent(row['reference_share'])} of the namings"
    return f"{_claim(row)}: {shares}{_uncertainty(row)}."


def _sides(row) -> tuple[str, str, str]:
    """Return who a contrast speaks of first, its verb, and the other side: an outlet uses, the outlets of a group use."""
    grouped = "outlet" not in row
    first = f"The outlets of {row['group']}" if grouped else row["outlet"]
    other = {"rest": "the rest", "before": "before"}.get(row["reference"])
    return first, "use" if grouped else "uses", other or f"{'those of ' * grouped}{row['reference']}"


def _claim(row) -> str:
    first, verb, other = _sides(row)
    label = row["label"] if not pd.isna(row.get("label")) else row["frame"]
    naming, said = f"“{label}” for {row['referent']}", verdict(row)
    if said.startswith("clearly"):
        return f"{first} {verb} {naming} {said} often than {other}"
    if said.startswith(("more", "less")):
        direction, _, rest = said.partition(", ")
        return f"{first} {verb} {naming} {direction} often than {other}, {rest}"
    pair = f"{first} after and before" if row["reference"] == "before" else f"{first} and {other}"
    return f"{pair}, {naming}: {said}"


def _percent(share: float) -> str:
    return "no share" if pd.isna(share) else f"{share * 100:.0f} %"


def _uncertainty(row) -> str:
    articles = f"{int(row['n_articles'])} and {int(row['reference_articles'])} articles"
    if pd.isna(row["low"]):
        return f" ({articles})"
    if row["measure"].startswith(DIFFERENCE):
        span = f"of the difference {row['low'] * 100:+.0f} to {row['high'] * 100:+.0f} points"
    else:
        span = f"of the ratio {2 ** row['low']:.2g} to {2 ** row['high']:.2g}"
    q = "" if pd.isna(row["q"]) else f"; q = {row['q']:.2g}"
    return f" ({row['level'] * 100:g} % interval {span}{q}; {articles})"


def clearest(contrasts: pd.DataFrame, k: int = 5) -> pd.DataFrame:
    """Return the clearest findings of a table of contrasts: at most ``k``, the surest first, one a referent x label.

    Clear is a share difference whose q is at most 1 - level and whose interval leaves out 0; the order is by the
    interval's limit nearest zero. A table without rows means that none is clear. Raises TableError for a table that is
    none of contrasts, InputError for a ``k`` that is no whole number above 0.

    >>> from framing.measure import contrasts
    >>> len(clearest(contrasts(mentions, articles, codebook)))
    0
    """
    need(contrasts, "contrasts", ["reference_articles", "measure", "estimate", "low", "high", "level", "q"])
    differences = contrasts["measure"].isin((DIFFERENCE, DIFFERENCE + SAME_STORIES))
    found = contrasts.loc[differences & (contrasts["q"] <= 1 - contrasts["level"])]
    found = found[(found["low"] > 0) | (found["high"] < 0)]
    nearest = np.where(found["estimate"] > 0, found["low"], -found["high"]).astype(float).round(9)
    most = whole(k, "k", 1, 5)
    ordered = found.iloc[np.argsort(-nearest, kind="stable")]
    keys = [column for column in ("referent", "label", "frame") if column in found]
    return ordered.drop_duplicates(keys).head(most).reset_index(drop=True)
