"""How many articles there are, by outlet and period."""

import numpy as np
import pandas as pd

from framing.errors import InputError
from framing.measure.cells import OF_MENTIONS, By, article_axis, names, need, need_filled, need_several
from framing.measure.table import finish, with_note


def corpus(articles: pd.DataFrame, *, by: By = ("outlet", "week")) -> pd.DataFrame:
    """Return the number of articles in every cell, empty ones too; articles without a date stand under "undated".

    Measure "articles": n articles of ``total`` in all; ``words`` is their number of words. Returns the columns of ``by``
    (outlet, group, part of a date as period), the values and words. Raises ChoiceError for an unknown ``by``, InputError
    for a voice or part, where no article has a value to count by, and where a length in words is missing.

    >>> corpus(articles, by="outlet")[["outlet", "measure", "n", "total", "words"]]
      outlet   measure  n  total  words
    0      A  articles  2      4   1500
    1      B  articles  2      4   1800
    """
    given = names(by)
    need(articles, "articles", ["n_words"])
    need_filled(articles, "articles", ["n_words"])
    if any(name in OF_MENTIONS for name in given):
        raise InputError("corpus: articles are counted, which have no voice or part")
    axes = [article_axis(articles, name) for name in given]
    for axis in axes:
        need_several(axis.values, axis.name, "corpus", 1)
    cell, missing = np.zeros(len(articles), dtype=np.int64), np.zeros(len(articles), dtype=bool)
    for axis in axes:
        cell, missing = cell * len(axis.values) + axis.codes, missing | (axis.codes < 0)
    cells = pd.MultiIndex.from_product([axis.values for axis in axes], names=[axis.column for axis in axes])
    n = np.bincount(cell[~missing], minlength=len(cells))
    words = np.bincount(cell[~missing], articles["n_words"].to_numpy(dtype=float)[~missing], len(cells)).astype(
        np.int64
    )
    values = {"measure": "articles", "n": n, "total": len(articles), "n_articles": n, "estimate": n.astype(float)}
    table = finish(cells.to_frame(index=False), values, {"words": words})
    return with_note(table, "; ".join(axis.left_out for axis in axes if axis.left_out))
