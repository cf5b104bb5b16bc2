"""A check: can an outlet be told from its labels, or its words, alone?"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import sparse

from framing.errors import InputError
from framing.measure.cells import article_axis, need_several, one_name
from framing.measure.counting import DEFAULT, Counting
from framing.measure.formulas.intervals import effective_limits
from framing.measure.formulas.pool import Pool, pool_units
from framing.measure.phrases import named_phrases, stream
from framing.measure.settings import one_of, settings_of, whole
from framing.measure.slots import slots_of
from framing.measure.table import crossed_with, finish, joined, with_note
from framing.measure.tally import tally
from framing.text import Words

FEATURES = ("labels", "n-grams")
INTERVAL = "mean of effective Wilson, stories as units"
TURNS = 1000
BELOW = "below its baseline: not told apart, articles alike lie in different folds"


@dataclass(frozen=True)
class Check:
    """How the check runs: ``features`` are the labels' shares ("labels") or words and pairs of words ("n-grams").

    ``folds`` are the parts articles are divided into, ``permutations`` how often outlets are dealt anew for the baseline
    (0: neither baseline nor p), ``least`` the least number of articles an n-gram stands in, ``seed`` where draws start.
    Raises ChoiceError for other features, InputError for a number that is not whole or too small.
    """

    features: str = "labels"
    folds: int = 5
    permutations: int = 99
    least: int = 3
    seed: int = 1

    def __post_init__(self) -> None:
        one_of(self.features, FEATURES, "features")
        whole(self.folds, "folds", 2, 5)
        whole(self.permutations, "permutations", 0, 99)
        whole(self.least, "least", 1, 3)
        whole(self.seed, "seed", 0, 1)


DEFAULT_CHECK = Check()


def classification(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    words: Words | None = None,
    by: str = "outlet",
    counting: Counting = DEFAULT,
    check: Check = DEFAULT_CHECK,
) -> pd.DataFrame:
    """Return how often a classifier names the outlet of an article it has not seen, from its labels or words alone.

    Logistic regression (scikit-learn, L2, C = 1, outlets weighing alike) on each article's shares of labels, or on
    weights (tf-idf) of its words and pairs of words (``check.features``; that takes ``words``), cross-validated in
    folds that keep a story's articles together, so that topics do not leak. With labels only articles that
    characterise a referent take part. Outlets with fewer articles or stories than folds are left out, and notes say so.

    Rows: "recall" by outlet (n of ``total`` articles named right); "balanced accuracy" (the mean recall, without an
    outlet) with an interval that takes stories as units, ``baseline`` (its mean when outlets are dealt anew to
    articles) and p (hits + 1)/(permutations + 1); "weight" by outlet and label or phrase: how much a standard deviation
    of it speaks for the outlet, in log-odds (with two outlets for the first; the second has the opposite).
    Raises InputError where fewer than two outlets are left.

    >>> table = classification(mentions, articles, codebook, check=Check(folds=2, permutations=3))
    >>> table.loc[table["measure"] == "recall", ["outlet", "n", "total"]]
      outlet  n  total
    0      A  0      2
    1      B  1      2
    """
    settings_of(check, Check, "check")
    axis = article_axis(articles, one_name(by, "classification"))
    if check.features == "labels":
        data = _label_shares(mentions, articles, codebook, counting)
    else:
        data = _phrase_counts(words, articles, check.least)
    data = data.of(axis.codes, _stories(articles)).some(np.argsort(articles["article_id"].to_numpy()[data.rows]))
    data, left_out = _enough(data, axis.values, check.folds)
    need_several(axis.values, by, "classification")
    if len(data.outlets) < 2:
        raise InputError(
            f"classification: two {by}s with {check.folds} articles and stories are needed; fewer have: {', '.join(left_out)}"
        )
    with _one_thread(), _expected_warnings():
        folds = _folds(data, check)
        right, base = _right(folds, data.outlet), _baseline(folds, data.outlet, check)
        weights, settled = _weights(by, axis.values, data)
    said = [f"left out, too few articles: {', '.join(left_out)}"] if left_out else []
    said += [axis.left_out] if axis.left_out else []
    alike = base.size and _recalls(right, data.outlet).mean() < base.mean()
    notes = "; ".join(said + ([] if settled else ["the fit did not settle"])) or None
    scores = _scores(by, axis.values, data, right, base, counting.level)
    voice = counting.voice_name if check.features == "labels" else None
    each, whole, weights = (table.assign(notes=notes, voice=voice) for table in (*scores, weights))
    return joined([each, with_note(whole, BELOW if alike else ""), weights])


@dataclass(frozen=True)
class Data:
    """Articles to tell apart: the features' names and table, the articles' rows, their outlets and stories."""

    names: pd.DataFrame
    table: sparse.csr_matrix
    rows: np.ndarray
    outlet: np.ndarray | None = None
    story: np.ndarray | None = None

    def of(self, outlet: np.ndarray, story: np.ndarray) -> "Data":
        return replace(self, outlet=outlet[self.rows], story=story[self.rows])

    def some(self, keep: np.ndarray) -> "Data":
        return Data(self.names, self.table[keep], self.rows[keep], self.outlet[keep], self.story[keep])

    @property
    def outlets(self) -> np.ndarray:
        return np.unique(self.outlet)


def _label_shares(mentions: pd.DataFrame, articles: pd.DataFrame, codebook, counting: Counting) -> Data:
    tallied = tally(mentions, articles, codebook, "outlet", counting)
    slots = slots_of(tallied, "label")
    entries = slots.counts(tallied)
    table = np.zeros((len(articles), len(slots.names)))
    table[entries.unit, entries.slot] = entries.count
    rows = np.flatnonzero(table.sum(1))
    return Data(slots.names, sparse.csr_matrix(table[rows] / table[rows].sum(1, keepdims=True)), rows)


def _phrase_counts(words: Words | None, articles: pd.DataFrame, least: int) -> Data:
    if words is None or len(words.texts) != 2 * len(articles):
        raise InputError("classification: n-grams need words, read_words(article_texts(articles)) of these articles")
    parts, names = [], []
    for grams, spelt in named_phrases(stream(words), 2, least, 100):
        shape, counts = (len(articles), len(spelt)), grams.counts
        if not spelt:
            continue
        parts.append(sparse.csr_matrix((counts.count, (counts.unit, counts.slot)), shape=shape, dtype=float))
        names += spelt
    if not names:
        raise InputError(f"classification: no word stands in {least} articles; Check(least=...) takes fewer")
    return Data(pd.DataFrame({"phrase": names}), sparse.hstack(parts, format="csr"), np.arange(len(articles)))


def _stories(articles: pd.DataFrame) -> np.ndarray:
    """Return a number for each article's story, in the order of their names; one without is a story of its own."""
    own = "article " + articles["article_id"].astype("str")
    named = own if "story_id" not in articles else ("story " + articles["story_id"].astype("str")).fillna(own)
    return pd.factorize(named, sort=True)[0]


def _enough(data: Data, values: tuple[str, ...], folds: int) -> tuple[Data, list[str]]:
    """Return the articles of outlets that have as many articles and stories as folds, and the names of the others."""
    found = [i for i in data.outlets if i >= 0]
    kept = [i for i in found if len(set(data.story[data.outlet == i])) >= folds]
    return data.some(np.isin(data.outlet, kept)), [values[i] for i in range(len(values)) if i not in kept]


def _scaler(data: Data):
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.preprocessing import StandardScaler

    return TfidfTransformer(sublinear_tf=True) if "phrase" in data.names else StandardScaler(with_mean=False)


def _classifier():
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(class_weight="balanced", max_iter=TURNS)


def _one_thread():
    """Hold numerical libraries to one thread: on tables this small, sharing the work costs more than it saves."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(1)


@contextmanager
def _expected_warnings() -> Iterator[None]:
    """Keep two of scikit-learn's warnings back: few articles an outlet are allowed, and a fit that did not settle is
    said in the notes.
    """
    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "The number of unique classes is greater than 50%", UserWarning)
        warnings.filterwarnings("ignore", category=ConvergenceWarning)
        yield


@dataclass(frozen=True)
class Fold:
    """The articles to learn from and to name, with their features scaled by the first."""

    learn: np.ndarray
    name: np.ndarray
    known: sparse.csr_matrix
    new: sparse.csr_matrix


def _folds(data: Data, check: Check) -> list[Fold]:
    """Return folds that keep the articles of a story together and the outlets in proportion."""
    from sklearn.model_selection import StratifiedGroupKFold

    folds = []
    dealt = StratifiedGroupKFold(check.folds, shuffle=True, random_state=check.seed)
    for learn, name in dealt.split(data.table, data.outlet, data.story):
        scaler = _scaler(data).fit(data.table[learn])
        folds.append(Fold(learn, name, scaler.transform(data.table[learn]), scaler.transform(data.table[name])))
    return folds


def _right(folds: list[Fold], outlet: np.ndarray) -> np.ndarray:
    """Return which articles are named right by a model that saw none of their stories."""
    said = np.full(len(outlet), -1)
    for fold in folds:
        known = outlet[fold.learn]
        alone = len(set(known)) < 2
        said[fold.name] = known[0] if alone else _classifier().fit(fold.known, known).predict(fold.new)
    return said == outlet


def _baseline(folds: list[Fold], outlet: np.ndarray, check: Check) -> np.ndarray:
    """Return the mean recalls when outlets are dealt anew to articles."""
    rng = np.random.default_rng(check.seed)
    dealt = (rng.permutation(outlet) for _ in range(check.permutations))
    return np.array([_recalls(_right(folds, other), other).mean() for other in dealt])


def _recalls(right: np.ndarray, outlet: np.ndarray) -> np.ndarray:
    return np.array([right[outlet == i].mean() for i in np.unique(outlet)])


def _scores(
    by: str, values: tuple[str, ...], data: Data, right: np.ndarray, base: np.ndarray, level: float
) -> list[pd.DataFrame]:
    """Return the recall of every outlet and their mean, with the baseline and its p."""
    pools = [_by_story(right[data.outlet == i], data.story[data.outlet == i]) for i in data.outlets]
    recall = _recalls(right, data.outlet)
    low, high = (
        np.concatenate(side) for side in zip(*(effective_limits(pool, 1 - level) for pool in pools), strict=True)
    )
    n, total = (np.concatenate([getattr(pool, name) for pool in pools]) for name in ("count", "total"))
    given = {"n_articles": total, "level": level, "interval": INTERVAL}
    each = {"measure": "recall", "n": n, "total": total, "estimate": recall, "low": low, "high": high}
    keys = pd.DataFrame({by: np.array(values, dtype=object)[data.outlets]}).astype("str")
    mean, size = recall.mean(), len(recall)
    whole = {
        "measure": "balanced accuracy", "n": n.sum(), "total": total.sum(), "n_articles": int(total.sum()),
        "estimate": mean, "low": mean - np.sqrt(((recall - low) ** 2).sum()) / size,
        "high": mean + np.sqrt(((high - recall) ** 2).sum()) / size,
        "p": ((base >= mean - 1e-12).sum() + 1) / (len(base) + 1) if len(base) else np.nan,
    }  # fmt: skip
    nobody = pd.DataFrame({by: pd.Series([None], dtype="str")})
    baseline = float(base.mean()) if len(base) else np.nan
    return [finish(keys, each | given, {"baseline": np.nan}), finish(nobody, given | whole, {"baseline": baseline})]


def _by_story(right: np.ndarray, story: np.ndarray) -> Pool:
    _, place = np.unique(story, return_inverse=True)
    return pool_units(np.bincount(place, right)[:, None], np.bincount(place))


def _weights(by: str, values: tuple[str, ...], data: Data) -> tuple[pd.DataFrame, bool]:
    """Return what each feature says for each outlet, by a model of all articles, and whether that settled."""
    scaled = _scaler(data).fit_transform(data.table)
    model = _classifier().fit(scaled, data.outlet)
    spread = np.sqrt(np.maximum(np.asarray(scaled.multiply(scaled).mean(0) - np.square(scaled.mean(0))).ravel(), 0))
    weights = model.coef_ * spread
    if len(weights) == 1:
        weights = -weights
    outlets = pd.DataFrame({by: np.array(values, dtype=object)[data.outlets[: len(weights)]]}).astype("str")
    used = np.asarray((data.table > 0).sum(0)).ravel()
    articles = np.tile(used, len(outlets))
    given = {"measure": "weight", "n": articles, "total": data.table.shape[0], "n_articles": articles}
    table = finish(crossed_with(outlets, data.names), given | {"estimate": weights.ravel()}, {"baseline": np.nan})
    return table, bool((model.n_iter_ < TURNS).all())
