"""Two articles on one story that name things most differently."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

DAYS = 2
ALIKE = 0.25
LEAST = 3
MOST = 500


@dataclass(frozen=True)
class Pair:
    """Two rows of the table ``articles``, and the rule by which they were chosen, in a sentence."""

    first: pd.Series
    second: pd.Series
    rule: str


def most_different_pair(articles: pd.DataFrame, mentions: pd.DataFrame) -> Pair | None:
    """Return the two articles on one story, by different outlets, whose names differ most; None where there are none.

    ``mentions`` are those whose names are compared: of one referent, as far as they count. Two articles are taken
    to be on one story when they have the same ``story_id`` or, where no article has one, are dated at most two days
    apart and alike in words (cosine of tf-idf at least 0.25). Of the pairs with at least three mentions on either
    side the one comes first whose shares of labels are furthest apart (half the sum of their differences, 0 to 1),
    then the one with more mentions on the side that has fewer, then the more alike. Above 500 articles with enough
    mentions, the 500 with most are looked at. A corpus of two articles by two outlets gives these two.

    >>> pair = most_different_pair(articles, mentions)  # doctest: +SKIP
    """
    if len(articles) == 2 and articles["outlet"].nunique() == 2:
        return Pair(articles.iloc[0], articles.iloc[1], "The two articles of this study.")
    counts = pd.crosstab(mentions["article_id"], mentions["label"])
    enough = counts.sum(axis=1).loc[lambda sums: sums >= LEAST].sort_values(ascending=False, kind="stable").index[:MOST]
    chosen = articles[articles["article_id"].isin(enough)].reset_index(drop=True)
    if len(chosen) < 2:
        return None
    alike, rule = _on_one_story(chosen)
    pairs = np.argwhere(np.triu(alike > 0, 1) & _other(chosen["outlet"]))
    if not len(pairs):
        return None
    used = counts.loc[chosen["article_id"]].to_numpy(dtype=float)
    shares, sums = used / used.sum(axis=1, keepdims=True), used.sum(axis=1)
    one, two = pairs.T
    apart = np.abs(shares[one] - shares[two]).sum(axis=1).round(9) / 2
    best = np.lexsort((-alike[one, two].round(9), -np.minimum(sums[one], sums[two]), -apart))[0]
    first, second = sorted(pairs[best], key=lambda place: chosen["outlet"][place])
    told = f"{rule} Of these, the pair whose names for it differ most (distance of the shares {apart[best]:.2f} of 1)."
    return Pair(chosen.iloc[first], chosen.iloc[second], told)


def _on_one_story(articles: pd.DataFrame) -> tuple[np.ndarray, str]:
    """Return how alike any two articles are, 0 where they are not on one story, and the rule in words."""
    stories = articles["story_id"]
    if stories.notna().any():
        same = (stories.to_numpy(object)[:, None] == stories.to_numpy(object)) & stories.notna().to_numpy()
        return same.astype(float), f"Articles of one story, with at least {LEAST} mentions each."
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = articles["title"].fillna("") + "\n" + articles["text"]
    words = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w+").fit_transform(texts)
    alike = (words @ words.T).toarray()
    days = articles["date"].dt.normalize().to_numpy()
    with np.errstate(invalid="ignore"):
        close = np.abs(days[:, None] - days) <= np.timedelta64(DAYS, "D")
    rule = f"Articles dated at most {DAYS} days apart and alike in words (cosine of tf-idf at least {ALIKE})"
    return np.where(close & (alike >= ALIKE), alike, 0.0), f"{rule}, with at least {LEAST} mentions each."


def _other(outlets: pd.Series) -> np.ndarray:
    names = outlets.to_numpy(object)
    return names[:, None] != names
