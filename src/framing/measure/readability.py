"""How hard outlets are to read: means over articles, differences between outlets, and what drives a difference."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing import schema
from framing.errors import InputError, choose
from framing.measure.cells import Axis, article_axis, need, need_several
from framing.measure.contrasts import pair_of
from framing.measure.formulas.contrasts import benjamini_hochberg
from framing.measure.means import Means, mean_p, means_of, t_interval, welch_interval, welch_p
from framing.measure.settings import flag, level_of, one_of
from framing.measure.table import FEW_ARTICLES, LEAST_ARTICLES, blank, finish, with_note

BY = ("outlet", "group", "day", "week", "month")
REST = "rest"
SLOT = ["part", "voice", "measure"]
WHOLE = {"estimate": "difference", "low": "difference_low", "high": "difference_high"}
OVER_ARTICLES, WELCH, OVER_STORIES = "t over articles", "Welch t over articles", "t over stories"
WEIGHTS = {
    "flesch_reading_ease": {"words_per_sentence": -1.015, "syllables_per_word": -84.6},
    "flesch_kincaid_grade": {"words_per_sentence": 0.39, "syllables_per_word": 11.8},
    "gunning_fog": {"words_per_sentence": 0.4, "percent_hard_words": 0.4},
    "automated_readability_index": {"words_per_sentence": 0.5, "characters_per_word": 4.71},
    "dale_chall_1948": {"words_per_sentence": 0.0496, "percent_unfamiliar_words": 0.1579},
    "lix": {"words_per_sentence": 1.0, "percent_long_words": 1.0},
    "amstad": {"words_per_sentence": -1.0, "syllables_per_word": -58.5},
    "fernandez_huerta": {"words_per_sentence": -1.02, "syllables_per_word": -60.0},
    "szigriszt_pazos": {"words_per_sentence": -1.0, "syllables_per_word": -62.3},
    "gutierrez_polini": {"words_per_sentence": -0.35, "letters_per_word": -9.7},
    "kandel_moles": {"words_per_sentence": -1.015, "syllables_per_word": -73.6},
    "flesch_vacca": {"words_per_sentence": -1.3, "syllables_per_word": -60.0},
    "flesch_oborneva": {"words_per_sentence": -1.3, "syllables_per_word": -60.1},
}
Against = str | tuple[str, str] | None


@dataclass(frozen=True)
class Scores:
    """The readability table as numbers: the value of every row, its article's place on the axis, its slot, its story.

    A slot is a part x voice x measure; ``slots`` names them. An article that is not on the axis has place -1.
    """

    axis: Axis
    slots: pd.DataFrame
    value: np.ndarray
    place: np.ndarray
    slot: np.ndarray
    story: np.ndarray
    n_stories: int

    def means(self, kept: np.ndarray) -> Means:
        """Return the means of the kept rows, one for each slot."""
        return means_of(self.value, np.where(kept, self.slot, -1), len(self.slots))

    def story_means(self, kept: np.ndarray) -> np.ndarray:
        """Return the mean of the kept rows for each story and slot; NaN where there is none."""
        cell = np.where(kept & (self.story >= 0), self.story * len(self.slots) + self.slot, -1)
        return means_of(self.value, cell, self.n_stories * len(self.slots)).mean.reshape(self.n_stories, -1)


def readability_means(
    readability: pd.DataFrame, articles: pd.DataFrame, *, by: str = "outlet", level: float = 0.95
) -> pd.DataFrame:
    """Return the mean readability of every outlet's articles: a row for each outlet x part x voice x measure.

    Every article counts once, however long it is. ``n`` is the number of articles with a value, ``total`` and
    ``n_articles`` that of all the outlet's articles; ``deviation`` is the standard deviation between articles.
    Interval: Student's t over articles (``means.t_interval``); with fewer than two values there is none and ``notes``
    says so. Whether more is harder or easier depends on the measure. ``by`` is "outlet", "group" or a period.

    Raises ChoiceError for another ``by`` and TableError where a column is missing.

    >>> readability = pd.DataFrame({"article_id": list("abcd"), "part": "body", "voice": "all", "measure": "lix"})
    >>> table = readability_means(readability.assign(value=[40.0, 44.0, 50.0, 56.0]), articles)
    >>> table[["outlet", "measure", "n", "estimate", "low", "high"]].round(2)
      outlet measure  n  estimate    low   high
    0      A     lix  2      42.0  16.59  67.41
    1      B     lix  2      53.0  14.88  91.12
    """
    level_of(level)
    scores = _scores(readability, articles, by)
    need_several(scores.axis.values, by, "readability", 1)
    tables = []
    for number, value in enumerate(scores.axis.values):
        found = scores.means(scores.place == number)
        articles_there = int((scores.axis.codes == number).sum())
        keys = scores.slots.copy()
        keys.insert(0, scores.axis.column, value)
        low, high = t_interval(found, level)
        values = {
            "n": found.n, "total": articles_there, "n_articles": articles_there, "estimate": found.mean,
            "low": low, "high": high, "level": level, "interval": OVER_ARTICLES, "notes": blank(_notes(found.n)),
        }  # fmt: skip
        tables.append(finish(keys, {**values, "measure": keys["measure"]}, {"deviation": np.sqrt(found.variance)}))
    return with_note(pd.concat(tables, ignore_index=True), scores.axis.left_out)


def readability_contrasts(
    readability: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    against: Against = None,
    matched: bool = False,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return how much harder or easier one outlet is than its reference: first mean - reference mean.

    ``against`` is "rest", an outlet's name (each other against it) or a pair of names (the first against the second).
    Left out: two outlets are compared with each other, more each with the rest. Interval and p: Welch's t over
    articles. With ``matched``, only stories that both sides cover count (column ``story_id``): the difference is the
    mean over those stories of the difference between the sides' means, so that what is reported on does not differ;
    interval and p are Student's t over stories, and ``n`` is the number of stories. q: Benjamini-Hochberg over all p
    of the table, whose number is ``compared``.

    With fewer than 10 articles (stories) on either side nothing is tested, with fewer than 2 no interval is given;
    ``notes`` says so. ``mean`` and ``reference_mean``, ``reference_n`` stand beside.

    Raises ChoiceError for a name that is not there, InputError where there is nothing to compare with or no story.

    >>> readability = pd.DataFrame({"article_id": list("abcd"), "part": "body", "voice": "all", "measure": "lix"})
    >>> table = readability_contrasts(readability.assign(value=[40.0, 44.0, 50.0, 56.0]), articles)
    >>> table[["outlet", "reference", "estimate", "mean", "reference_mean", "notes"]]
      outlet reference  estimate  mean  reference_mean                     notes
    0      A         B     -11.0  42.0            53.0  few articles: not tested
    """
    level_of(level), flag(matched, "matched")
    scores = _scores(readability, articles, by)
    compare = _matched if matched else _apart
    if matched and not scores.n_stories:
        raise InputError("readability contrasts, matched: no article has a story_id; group the stories first")
    tables = []
    for first, second in _pairs(scores.axis, against):
        one, two = _sides(scores, first, second)
        keys = scores.slots.copy()
        keys.insert(0, scores.axis.column, first)
        keys.insert(1, "reference", second)
        values, extra = compare(scores, one, two, level)
        tables.append(finish(keys, {**values, "level": level, "measure": keys["measure"]}, extra))
    table = pd.concat(tables, ignore_index=True)
    table = table.assign(q=benjamini_hochberg(table["p"]), compared=int(table["p"].notna().sum()))
    return with_note(schema.result(table), scores.axis.left_out)


def readability_components(
    readability: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    by: str = "outlet",
    against: Against = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return what drives each difference: how much of it sentence length makes, and how much the length of words.

    A formula that is a weighted sum of components (``WEIGHTS``) splits exactly: the difference of the means is the
    sum over its components of weight x difference of the component's means. A row for each contrast x part x voice x
    measure x ``component``: ``estimate`` is the contribution, in points of the measure, with Welch's interval;
    ``difference`` is the whole difference of the measure with its interval from ``difference_low`` to
    ``difference_high``, ``component_difference`` that of the component in its own unit. A formula without a value (of
    another language) has no contributions.

    Raises InputError if the table has no such formula with all its components; otherwise as ``readability_contrasts``.

    >>> names = ["lix", "words_per_sentence", "percent_long_words"] * 4
    >>> readability = pd.DataFrame({"article_id": [*"aaabbbcccddd"], "part": "body", "voice": "all", "measure": names})
    >>> table = readability_components(readability.assign(value=[40, 15, 25, 44, 18, 26, 50, 22, 28, 56, 25, 31]), articles)
    >>> table[["outlet", "measure", "component", "difference", "estimate"]]
      outlet measure           component  difference  estimate
    0      A     lix  words_per_sentence       -11.0      -7.0
    1      A     lix  percent_long_words       -11.0      -4.0
    """
    table = readability_contrasts(readability, articles, by=by, against=against, level=level)
    side = [table.columns[0], "reference", "part", "voice"]
    tables = []
    for measure, weights in WEIGHTS.items():
        whole = table.loc[table["measure"] == measure, [*side, *WHOLE]].rename(columns=WHOLE)
        for component, weight in weights.items():
            rows = table[table["measure"] == component].merge(whole, on=side)
            tables.append(_contribution(rows, measure, component, weight))
    if not any(len(found) for found in tables):
        known = "; ".join(f"{measure} = {' + '.join(weights)}" for measure, weights in WEIGHTS.items())
        raise InputError(f"readability components: the table holds no measure with all its components ({known})")
    return schema.result(pd.concat([found for found in tables if len(found)], ignore_index=True))


def _contribution(rows: pd.DataFrame, measure: str, component: str, weight: float) -> pd.DataFrame:
    limits = np.sort(rows[["low", "high"]].to_numpy() * weight, axis=1)
    found = rows.assign(
        measure=measure, component=component, component_difference=rows["estimate"], estimate=rows["estimate"] * weight,
        low=limits[:, 0], high=limits[:, 1],
    )  # fmt: skip
    found.loc[rows["difference"].isna(), ["estimate", "low", "high"]] = np.nan
    return found.drop(columns=["mean", "reference_mean", "compared"]).assign(p=np.nan, q=np.nan)


def _scores(readability: pd.DataFrame, articles: pd.DataFrame, by: str) -> Scores:
    need(readability, "readability", ["article_id", *SLOT, "value"])
    axis = article_axis(articles, one_of(by, BY, "by"))
    row = pd.Index(articles["article_id"]).get_indexer(readability["article_id"])
    slots = readability[SLOT].drop_duplicates().reset_index(drop=True)
    slot = pd.MultiIndex.from_frame(slots).get_indexer(pd.MultiIndex.from_frame(readability[SLOT]))
    named = (
        articles["story_id"] if "story_id" in articles.columns else pd.Series(None, index=articles.index, dtype="str")
    )
    story, stories = pd.factorize(named)
    known = row >= 0
    place, story = (np.where(known, codes[row], -1) if len(codes) else row for codes in (np.asarray(axis.codes), story))
    value = readability["value"].to_numpy(dtype=float)
    return Scores(axis, slots, value, place, slot, story, len(stories))


def _pairs(axis: Axis, against: Against) -> list[tuple[str, str]]:
    values = axis.values
    need_several(values, axis.name, "readability contrasts")
    if against is None:
        against = values[:2] if len(values) == 2 else REST
    if isinstance(against, str):
        choose(against, (*values, REST), "against")
        return [(value, against) for value in values if value != against]
    return [pair_of(against, values)]


def _sides(scores: Scores, first: str, second: str) -> tuple[np.ndarray, np.ndarray]:
    number = scores.axis.values.index(first)
    if second == REST:
        return scores.place == number, (scores.place >= 0) & (scores.place != number)
    return scores.place == number, scores.place == scores.axis.values.index(second)


def _apart(scores: Scores, one: np.ndarray, two: np.ndarray, level: float) -> tuple[dict, dict]:
    first, second = scores.means(one), scores.means(two)
    low, high = welch_interval(first, second, level)
    fewest = np.minimum(first.n, second.n)
    values = {
        "n": first.n, "total": first.n + second.n, "n_articles": first.n, "estimate": first.mean - second.mean,
        "low": low, "high": high, "interval": WELCH, "p": _tested(welch_p(first, second), fewest),
        "notes": blank(_notes(fewest, tested=True)),
    }  # fmt: skip
    return values, {"mean": first.mean, "reference_mean": second.mean, "reference_n": second.n}


def _matched(scores: Scores, one: np.ndarray, two: np.ndarray, level: float) -> tuple[dict, dict]:
    first, second = scores.story_means(one), scores.story_means(two)
    both = ~np.isnan(first) & ~np.isnan(second)
    slot = np.where(both, np.arange(first.shape[1]), -1).ravel()
    found = [means_of(values.ravel(), slot, first.shape[1]) for values in (first - second, first, second)]
    low, high = t_interval(found[0], level)
    stories = found[0].n
    values = {
        "n": stories, "total": scores.n_stories, "n_articles": scores.means(one).n, "estimate": found[0].mean,
        "low": low, "high": high, "interval": OVER_STORIES, "p": _tested(mean_p(found[0]), stories),
        "notes": blank(_notes(stories, "story", tested=True)),
    }  # fmt: skip
    return values, {"mean": found[1].mean, "reference_mean": found[2].mean, "reference_n": stories}


def _tested(p: np.ndarray, fewest: np.ndarray) -> np.ndarray:
    return np.where(fewest >= FEW_ARTICLES, p, np.nan)


def _notes(n: np.ndarray, unit: str = "article", tested: bool = False) -> np.ndarray:
    units = {"article": "articles", "story": "stories"}[unit]
    few = f"few {units}: not tested" if tested else f"few {units}"
    return np.select(
        [n == 0, n < LEAST_ARTICLES, n < FEW_ARTICLES],
        [f"no {unit} with a value", f"1 {unit}: no interval", few],
        default="",
    ).astype(object)
