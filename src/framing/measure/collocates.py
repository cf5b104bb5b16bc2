"""Which words stand near a referent or a label."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.errors import RareError
from framing.measure.cells import article_axis, one_name
from framing.measure.counting import DEFAULT, Counting
from framing.measure.formulas.keyness import log_odds_given
from framing.measure.formulas.pool import divide
from framing.measure.phrases import fold
from framing.measure.settings import number, settings_of, whole
from framing.measure.table import finish, joined, with_note
from framing.measure.words import mentioned_words, mentions_of
from framing.text import Words

NOTE = "counts words as if each were drawn independently: no interval"


@dataclass(frozen=True)
class Near:
    """What counts as near: ``span`` words on each side within the sentence (None: the whole sentence).

    ``least`` is the least number of articles in which a word stands near; ``alpha_0`` the size of the pooled prior;
    ``counting`` says which mentions have collocates, as in every measure: an outlet's own sentences unless told
    otherwise. Raises InputError for a setting of the wrong kind or below 1.
    """

    span: int | None = 5
    least: int = 3
    alpha_0: float = 500.0
    counting: Counting = DEFAULT

    def __post_init__(self) -> None:
        if self.span is not None:
            whole(self.span, "span (None: the whole sentence)", 1, 5)
        whole(self.least, "least", 1, 3)
        number(self.alpha_0, "alpha_0", 500)
        settings_of(self.counting, Counting, "counting")


DEFAULT_NEAR = Near()


def collocates(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    words: Words,
    *,
    referent: str,
    label: str | None = None,
    by: str = "outlet",
    near: Near = DEFAULT_NEAR,
) -> pd.DataFrame:
    """Return the words that stand near the mentions of a referent (or of one label) in each outlet.

    Of all N words outside the mentions themselves, R stand near, C are the word, O are both. Measures: "logDice",
    14 + log2(2 O / (R + C)) (Rychly 2008); "PMI", log2(O N / (R C)); "log-odds" near against elsewhere with a pooled
    Dirichlet prior (Monroe et al. 2008), with ``z``. A word near two mentions counts once. Positive PMI and log-odds
    mean nearer than chance. They count words, not articles, and have no interval.

    Returns one row an outlet (or group) x word x measure: referent, label, phrase, voice, the values (n is O, total R,
    n_articles the articles in which the word stands near), word_n (C), words (N), z. Ordered by logDice.
    Raises ChoiceError for a referent or label that is not mentioned, InputError where it is not in the voices counted, or
    no word stands near it in ``near.least`` articles of any outlet; of those without one ``notes`` speaks.

    >>> from framing.text import article_texts, read_words
    >>> words = read_words(article_texts(articles))
    >>> table = collocates(mentions, articles, words, referent="territory", near=Near(least=1))
    >>> sorted(table["measure"].unique())
    ['PMI', 'log-odds', 'logDice']
    """
    settings_of(near, Near, "near")
    chosen = mentions_of(mentions, referent, label, near.counting)
    own, close = _marked(words, chosen, articles, near.span)
    axis = article_axis(articles, one_name(by, "collocates"))
    folded, names = fold(words.forms)
    kept = ~own & (axis.codes[words.text // 2] >= 0)
    word, article = folded[words.form[kept]].astype(np.int64), words.text[kept] // 2
    cell, close = axis.codes[article], close[kept]
    shape = (len(axis.values), len(names))
    here = cell * len(names) + word
    total = np.bincount(here, minlength=shape[0] * shape[1]).reshape(shape)
    found = np.bincount(here[close], minlength=shape[0] * shape[1]).reshape(shape)
    pairs = np.unique(here[close] * len(articles) + article[close]) // len(articles)
    in_articles = np.bincount(pairs, minlength=shape[0] * shape[1]).reshape(shape)
    about = {"referent": referent, "label": label, "voice": near.counting.voice_name}
    tables = [
        _table({by: value, **about}, names, (found[i], total[i], in_articles[i]), near)
        for i, value in enumerate(axis.values)
    ]
    without = [value for value, table in zip(axis.values, tables, strict=True) if not len(table)]
    if len(without) == len(tables):
        raise RareError(f"collocates: {_too_few(near)} of any {by}", "Near(least=...)")
    said = f"{_too_few(near)}: {', '.join(without)}" if without else ""
    return with_note(joined(tables), "; ".join(filter(None, (axis.left_out, said))))


def _too_few(near: Near) -> str:
    return f"no word stands near in {near.least} article{'s' * (near.least > 1)}"


def _marked(
    words: Words, mentions: pd.DataFrame, articles: pd.DataFrame, span: int | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return which words belong to a mention, and which stand near one."""
    first, last = mentioned_words(words, mentions, articles)
    first, last = first[first >= 0], last[first >= 0]
    n = len(words.form)
    own = _covered(first, last, n)
    opens = np.searchsorted(words.sentence, words.sentence[first], side="left")
    closes = np.searchsorted(words.sentence, words.sentence[first], side="right")
    if span is not None:
        opens, closes = np.maximum(opens, first - span), np.minimum(closes, last + span)
    return own, _covered(opens, closes, n) & ~own


def _covered(first: np.ndarray, last: np.ndarray, n: int) -> np.ndarray:
    """Return which of n places lie within any of the spans."""
    steps = np.bincount(first, minlength=n + 1) - np.bincount(last, minlength=n + 1)
    return np.cumsum(steps[:n]) > 0


def _table(keys: dict, names: list[str], counts: tuple[np.ndarray, ...], near: Near) -> pd.DataFrame:
    o, c, in_articles = counts
    r, n = o.sum(), c.sum()
    kept = np.flatnonzero(in_articles >= near.least)
    o, c, in_articles = o[kept].astype(float), c[kept].astype(float), in_articles[kept]
    prior = near.alpha_0 * divide(c, n)
    delta, z = log_odds_given((o, c - o), (float(r), float(n - r)), prior, near.alpha_0)
    dice = 14 + np.log2(divide(2 * o, r + c))
    scores = {"logDice": dice, "PMI": np.log2(divide(o * n, r * c)), "log-odds": delta}
    phrases = pd.Series(np.array(names, dtype=object)[kept], dtype="str")
    order = np.lexsort((np.argsort(np.argsort(phrases.to_numpy())), -dice))
    found = pd.DataFrame({**keys, "phrase": phrases}).astype("str")
    tables = []
    for measure, estimate in scores.items():
        values = {"measure": measure, "n": o, "total": float(r), "n_articles": in_articles, "estimate": estimate}
        beside = {"word_n": c, "words": float(n), "z": z if measure == "log-odds" else np.nan}
        tables.append(finish(found, values | {"notes": NOTE}, beside).iloc[order])
    return joined(tables)
