"""Keyness: the words and short phrases one set of articles uses more than another."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from framing import schema
from framing.errors import InputError, RareError, choose
from framing.measure.cells import article_axis, need, need_filled
from framing.measure.counting import some_of
from framing.measure.formulas.pool import Entries, lay, pool
from framing.measure.formulas.spread import dp_norm_within
from framing.measure.phrases import Grams, Stream, named_phrases, stream
from framing.measure.scores import Counts, Scoring, score_table
from framing.measure.settings import flag, one_of, settings_of, whole
from framing.measure.table import with_note
from framing.text import Words, article_texts, read_words

REST = "rest"


@dataclass(frozen=True)
class Phrases:
    """Which phrases are counted: 1 to 3 words, in at least 3 articles of both sets together, within a sentence.

    ``memory`` (MB) bounds what counting takes at a time, beside the words themselves and the results, which grow with the
    corpus; the counts are the same whatever it is. ``across`` lets phrases run over the ends of sentences. Raises
    InputError for lengths outside 1 to 5 words and numbers below 1, ChoiceError for an unknown part.
    """

    lengths: tuple[int, int] = (1, 3)
    least: int = 3
    parts: tuple[str, ...] = schema.PARTS
    across: bool = False
    memory: int = 100

    def __post_init__(self) -> None:
        given = tuple(self.lengths) if isinstance(self.lengths, tuple | list) else ()
        whole_ones = all(isinstance(n, int) and not isinstance(n, bool) for n in given)
        if len(given) != 2 or not whole_ones or not 1 <= given[0] <= given[1] <= 5:
            raise InputError(f"lengths: {self.lengths!r} is not a range within 1 to 5 words, as (1, 3) is")
        whole(self.least, "least", 1, 3)
        whole(self.memory, "memory", 1, 100)
        flag(self.across, "across")
        object.__setattr__(self, "parts", some_of(self.parts, schema.PARTS, "parts"))


DEFAULT_PHRASES, DEFAULT_SCORING = Phrases(), Scoring()


def keyness(
    articles: pd.DataFrame,
    words: Words | None = None,
    *,
    target: str,
    reference: str = REST,
    by: str = "outlet",
    phrases: Phrases = DEFAULT_PHRASES,
    scoring: Scoring = DEFAULT_SCORING,
) -> pd.DataFrame:
    """Return the keyness of words and phrases between two sets of articles; positive is more in ``target``.

    ``target`` and ``reference`` are values of the column ``by`` (outlet or group); the reference "rest" is all other
    articles. ``words`` is ``read_words(article_texts(articles))`` where it has been made already; ``words`` with a
    ``counted`` flag a word (see ``sentences_with``, ``spoken``) are given as ``Selected``.

    Measures (``scoring.measures``): "log-odds" (log-odds with an informative Dirichlet prior, natural logarithm, with
    ``z``), "log ratio", "G2", "chi-square", "BIC", "%DIFF", "odds ratio", "LRC". The first two have an interval that
    takes the article as the sampling unit and p and q from it; p of G2 and chi-square is by word and its notes say so.

    Returns one row a phrase x measure: outlet (or group), reference, phrase, voice and part of the words counted
    (referent and label, where they stand in sentences with these), the values (n of ``total`` phrases of that length
    in the target; ``n_articles`` of the target's ``total_articles``, those with any phrase of that length, have it),
    then reference_n, reference_total, reference_articles, total_articles, reference_total_articles, dp_norm,
    reference_dp_norm, z, prior, alpha_0, variance, compared. Ordered by the first measure's estimate. Raises
    ChoiceError for a name that is not there, InputError where a side is empty.

    >>> table = keyness(articles, target="A", phrases=Phrases(least=1))
    >>> table[["phrase", "n", "reference_n"]].head(2)
      phrase  n  reference_n
    0      a  1            0
    1     or  1            0
    """
    settings_of(phrases, Phrases, "phrases"), settings_of(scoring, Scoring, "scoring")
    cell, left_out = _sides(articles, target, reference, by)
    text = _read(articles, words, phrases)
    text = _only(text, cell[text.unit] >= 0)
    _check_words(text, cell, (target, reference))
    counts = _counts(text, cell, phrases)
    if not len(counts.phrase):
        raise RareError(
            f"keyness: no phrase of {phrases.lengths[0]} to {phrases.lengths[1]} words stands in {phrases.least} articles of "
            f"{target!r} and {reference!r}",
            "Phrases(least=...)",
        )
    about = words.about if isinstance(words, Selected) else {"voice": "all"}
    keys = {by: target, "reference": reference, "part": "+".join(phrases.parts), **about}
    return with_note(score_table(keys, counts, scoring), left_out)


@dataclass(frozen=True)
class Selected:
    """Words of which only some are counted: ``counted`` has a flag a word, ``about`` says which, in result columns."""

    words: Words
    counted: np.ndarray
    about: dict[str, str | None] = field(default_factory=dict)


def keyness_of_counts(
    counts: pd.DataFrame,
    *,
    target: str,
    reference: str = REST,
    sizes: dict[str, float] | None = None,
    scoring: Scoring = DEFAULT_SCORING,
) -> pd.DataFrame:
    """Return the keyness of a ready count table with the columns phrase, group and count, as published tables have it.

    ``sizes`` gives the number of words of each group where the table does not hold all of them. There are no articles
    behind such a table, so no interval; everything else is as in ``keyness``, with the column group for the outlet and
    without voice and part. A phrase that stands in neither of two groups compared has a row without scores. Raises
    ChoiceError for a group that is not there, InputError for a count that is no whole number, a row without phrase or
    group, and sizes below what the table holds.

    >>> counts = pd.DataFrame({"phrase": ["we", "we"], "group": ["A", "B"], "count": [150, 90]})
    >>> table = keyness_of_counts(counts, target="A", sizes={"A": 120000, "B": 100000})
    >>> table["estimate"].round(6).tolist()
    [0.32727]
    """
    need(counts, "counts", ["phrase", "group", "count"])
    need_filled(counts, "counts", ["phrase", "group"])
    _check_counts(counts["count"])
    counts = counts.assign(group=counts["group"].astype("str"), count=pd.to_numeric(counts["count"]))
    wide = counts.pivot_table(index="phrase", columns="group", values="count", aggfunc="sum", fill_value=0, sort=False)
    groups = list(wide.columns)
    others = [name for name in groups if name != choose(target, groups, "target")]
    others = others if reference == REST else [choose(reference, others, "reference")]
    if not others:
        raise InputError(f"keyness: there is no group to compare {target!r} with")
    sizes = _sizes_of(wide, sizes or {}, (target, *others))
    found = Counts(
        phrase=wide.index.to_numpy(dtype=object), length=np.ones(len(wide), dtype=int),
        counts=np.array([wide[target], wide[others].sum(axis=1)], dtype=float),
        sizes=np.array([[sizes[target]], [sum(sizes[name] for name in others)]]) * np.ones(len(wide)),
    )  # fmt: skip
    return score_table({"group": target, "reference": reference}, found, scoring)


def _check_counts(counts: pd.Series) -> None:
    """Raise InputError naming the first count that is not a whole number of 0 or more."""
    numbers = pd.to_numeric(counts, errors="coerce")
    wrong = np.flatnonzero(numbers.isna() | (numbers < 0) | (numbers % 1 != 0))
    if len(wrong):
        row, given = counts.index[wrong[0]], counts.iloc[wrong[0]]
        raise InputError(f"counts: row {row}: the count is {given}; a whole number of 0 or more is needed")


def _sizes_of(wide: pd.DataFrame, sizes: dict[str, float], compared: tuple[str, ...]) -> dict[str, float]:
    """Return the number of words of every group, those given before the sums of the table."""
    for name in sizes:
        choose(name, wide.columns, "sizes: group")
    found = {name: float(sizes.get(name, wide[name].sum())) for name in wide.columns}
    for name in compared:
        if not found[name] > 0:
            raise InputError(f"keyness: there are no words to count in {name!r}")
        if found[name] < wide[name].max():
            raise InputError(f"sizes: {name!r} has {found[name]:g} words, fewer than one phrase's {wide[name].max()}")
    return found


def _sides(articles: pd.DataFrame, target: str, reference: str, by: str) -> tuple[np.ndarray, str]:
    """Return 0 for the target's articles, 1 for the reference's, -1 for others, and what to say of those without any."""
    axis = article_axis(articles, one_of(by, ("outlet", "group"), "by"))
    first = axis.values.index(choose(target, axis.values, "target"))
    if reference == REST:
        second = (axis.codes >= 0) & (axis.codes != first)
    else:
        second = axis.codes == axis.values.index(choose(reference, axis.values, "reference"))
    if target == reference or not second.any():
        raise InputError(f"keyness: {target!r} has nothing to be compared with; there is {', '.join(axis.values)}")
    return np.where(axis.codes == first, 0, np.where(second, 1, -1)), axis.left_out


def _read(articles: pd.DataFrame, words: Words | Selected | None, phrases: Phrases) -> Stream:
    keep = words.counted if isinstance(words, Selected) else None
    words = words.words if isinstance(words, Selected) else words
    if words is None:
        need(articles, "articles", ["title", "text"])
        words = read_words(article_texts(articles))
    if len(words.texts) != 2 * len(articles):
        raise InputError(f"words: {len(words.texts)} texts are not headline and body of {len(articles)} articles")
    return stream(words, keep=keep, parts=phrases.parts, across=phrases.across)


def _check_words(text: Stream, cell: np.ndarray, names: tuple[str, str]) -> None:
    words = np.bincount(np.maximum(cell, 0), text.lengths(1), 2)
    for name, n in zip(names, words, strict=True):
        if n == 0:
            raise InputError(f"keyness: there are no words to count in {name!r}")


def _only(text: Stream, keep: np.ndarray) -> Stream:
    """Return the words of some articles; whole articles go, so what is joined stays so."""
    if keep.all():
        return text
    return replace(text, word=text.word[keep], unit=text.unit[keep], joined=text.joined[keep])


def _counts(text: Stream, cell: np.ndarray, phrases: Phrases) -> Counts:
    """Count the phrases of every length, part by part, keeping sums only."""
    shortest, longest = phrases.lengths
    lengths = [text.lengths(n + 1) for n in range(longest)]
    found = [
        _sums(grams, names, lengths[grams.length - 1], cell)
        for grams, names in named_phrases(text, longest, phrases.least, phrases.memory)
        if grams.length >= shortest and names
    ]
    return Counts.joined(found)


def _sums(grams: Grams, names: list[str], lengths: np.ndarray, cell: np.ndarray) -> Counts:
    lengths = lengths.astype(float)
    units = np.arange(len(lengths))
    sizes = Entries(units, np.zeros(len(units), dtype=np.int64), lengths)
    sums = pool(lay(grams.counts, sizes, np.zeros(len(names), dtype=np.int64), cell), 2)
    return Counts(
        phrase=np.array(names, dtype=object), length=np.full(len(names), grams.length), counts=sums.count,
        sizes=sums.total, articles=sums.some, pool=sums,
        dp_norm=dp_norm_within(grams.counts, lengths, cell, 2, len(names)),
    )  # fmt: skip
