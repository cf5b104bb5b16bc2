"""How far apart outlets lie in naming a referent: the distances, what they mean, and the tree they make."""

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.errors import InputError
from framing.measure.cells import need, need_several, one_name
from framing.measure.counting import DEFAULT, Counting
from framing.measure.formulas.distances import chance_distance, distance_limits, effective_size
from framing.measure.formulas.resampling import dealt_anew
from framing.measure.formulas.spread import jensen_shannon
from framing.measure.settings import settings_of, whole
from framing.measure.slots import by_article, slots_of
from framing.measure.table import FEW_ARTICLES, LEAST_ARTICLES, discovery_rates, finish, with_note
from framing.measure.tally import tally

MEASURE = "Jensen-Shannon divergence (bits)"
INTERVAL = "noncentral F on effective mentions"
STRONGER = "p: articles dealt anew, which tests that they are drawn alike in every respect"


@dataclass(frozen=True)
class Draws:
    """How many random draws an interval and a permutation test take, and where they start.

    Raises InputError for fewer than 10 draws, which make no interval, and for less than one permutation.
    """

    draws: int = 1000
    permutations: int = 999
    seed: int = 1

    def __post_init__(self) -> None:
        whole(self.draws, "draws", 10, 1000)
        whole(self.permutations, "permutations", 1, 999)
        whole(self.seed, "seed", 0, 1)


DEFAULT_DRAWS = Draws()


def distances(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    codebook,
    *,
    by: str = "outlet",
    of: str = "label",
    counting: Counting = DEFAULT,
    draws: Draws = DEFAULT_DRAWS,
) -> pd.DataFrame:
    """Return how far apart every two outlets lie in naming each referent: 0 the same shares, 1 nothing in common.

    The Jensen-Shannon divergence (Lin 1991) of the two distributions of labels, in bits. It is never below 0, so that
    chance alone makes a distance: ``by_chance`` is what two outlets that name alike would show with as many articles.
    Interval: a noncentral F on as many mentions as the articles are worth (``arrays.distance_limits``); it allows for
    what chance adds, so that it reaches further below the estimate than above. p: articles dealt anew to both outlets, a
    test of the stronger claim that articles of both are drawn alike in every respect; q as in ``contrasts``. No
    interval below 2 articles that characterise the referent on a side, no test below 10.

    Returns one row a pair x referent: outlet (or group), reference, referent, voice, the values (n and total are the
    first's and both sides' characterising mentions), then reference_n, reference_articles, by_chance, compared.
    Raises ChoiceError for an unknown ``by`` or ``of``, InputError with fewer than two outlets and for mentions of
    unknown articles or labels.

    >>> table = distances(mentions, articles, codebook)
    >>> table[["outlet", "reference", "referent", "estimate"]].round(4)
      outlet reference   referent  estimate
    0      A         B  territory    0.1302
    """
    what = one_name(by, "distances")
    settings_of(draws, Draws, "draws")
    tallied = tally(mentions, articles, codebook, what, counting)
    slots = slots_of(tallied, of)
    values = tallied.axes[0].values
    need_several(values, what, "distances")
    rows = []
    for code, referent in enumerate(tallied.referents):
        units, table, _ = by_article(tallied, slots, code)
        sides = [table[tallied.cell[units] == cell] for cell in range(len(values))]
        for one, two in itertools.combinations(range(len(values)), 2):
            keys = {what: values[one], "reference": values[two], "referent": referent}
            rows.append(keys | _pair(sides[one], sides[two], counting, draws))
    return with_note(_finished(pd.DataFrame(rows), what, counting), tallied.left_out)


def _pair(first: np.ndarray, second: np.ndarray, counting: Counting, draws: Draws) -> dict[str, float]:
    fewer = min(len(first), len(second))
    counts = {
        "n": first.sum(),
        "reference_n": second.sum(),
        "n_articles": len(first),
        "reference_articles": len(second),
    }
    found = counts | dict.fromkeys(("estimate", "low", "high", "p", "by_chance"), np.nan)
    if fewer == 0:
        return found
    found["estimate"] = float(jensen_shannon(first.sum(0), second.sum(0)))
    if fewer >= LEAST_ARTICLES:
        sizes, labels = (
            [effective_size(side) for side in (first, second)],
            int(((first.sum(0) + second.sum(0)) > 0).sum()),
        )
        found["low"], found["high"] = map(float, distance_limits(found["estimate"], *sizes, labels, counting.level))
        found["by_chance"] = float(chance_distance(*sizes, labels))
    if fewer >= FEW_ARTICLES:
        found["p"] = dealt_anew(np.random.default_rng(draws.seed), first, second, draws.permutations)
    return found


def _finished(rows: pd.DataFrame, what: str, counting: Counting) -> pd.DataFrame:
    fewer = rows[["n_articles", "reference_articles"]].min(axis=1).to_numpy()
    notes = np.select(
        [fewer == 0, fewer < LEAST_ARTICLES, fewer < FEW_ARTICLES],
        ["no mention on one side: no distance", "1 article: no interval", "few articles: not tested"],
        default=STRONGER,
    ).astype(object)
    values = {name: rows[name].to_numpy() for name in ("n", "n_articles", "estimate", "low", "high", "p")}
    values |= {"total": rows["n"] + rows["reference_n"], "measure": MEASURE, "level": counting.level}
    q, compared = discovery_rates(values["p"], rows["referent"], counting)
    values |= {"interval": INTERVAL, "q": q, "notes": notes}
    extra = {name: rows[name].to_numpy() for name in ("reference_n", "reference_articles", "by_chance")}
    keys = rows[[what, "reference", "referent"]].assign(voice=counting.voice_name)
    return finish(keys, values, extra | {"compared": compared})


def distance_matrix(distances: pd.DataFrame, referent: str) -> pd.DataFrame:
    """Return the distances of one referent as a square table, outlets by outlets; the root of the divergence, a metric.

    0 on the diagonal, NaN beside an outlet that never names the referent. Raises InputError for a referent that is not
    in the table, listing those that are.

    >>> distance_matrix(distances(mentions, articles, codebook), "territory").round(4).to_numpy().tolist()
    [[0.0, 0.3608], [0.3608, 0.0]]
    """
    need(distances, "distances", ["referent", "reference", "estimate"])
    rows = distances.loc[distances["referent"] == referent]
    what = "outlet" if "outlet" in rows else "group"
    found = list(dict.fromkeys([*rows[what], *rows["reference"]]))
    if not found:
        known = ", ".join(sorted(distances["referent"].unique()))
        raise InputError(f"distance_matrix: no distance for {referent!r}; there are: {known or 'none'}")
    square = pd.DataFrame(0.0, index=found, columns=found)
    for one, two, far in zip(rows[what], rows["reference"], np.sqrt(rows["estimate"]), strict=True):
        square.loc[one, two] = square.loc[two, one] = far
    return square


def dendrogram(distances: pd.DataFrame, referent: str) -> pd.DataFrame:
    """Return the tree of outlets by average linkage on ``distance_matrix``: one row a join, the nearest first.

    Outlets without a mention of the referent are left out. Columns: referent, step, first, second (an outlet's name or
    "step k"), height (the mean distance of what is joined), n_outlets, members (joined by " | ", in the order in which
    a tree is drawn without crossings). Raises InputError where fewer than two outlets name the referent.

    >>> dendrogram(distances(mentions, articles, codebook), "territory")[["step", "first", "second", "members"]]
       step first second members
    0     1     A      B   A | B
    """
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    square = distance_matrix(distances, referent)
    known = (square.notna().sum() > 1) & (square.notna().sum() == square.notna().sum().max())
    square = square.loc[known, known]
    outlets = list(square.columns)
    if len(outlets) < 2:
        raise InputError(f"dendrogram: {referent!r} is named by fewer than two outlets")
    steps = linkage(squareform(square.to_numpy(), checks=False), method="average", optimal_ordering=True)
    spelt, members = list(outlets), [[name] for name in outlets]
    rows = []
    for step, (one, two, height, size) in enumerate(steps, start=1):
        one, two = int(one), int(two)
        members.append(members[one] + members[two])
        rows.append((referent, step, spelt[one], spelt[two], height, int(size), " | ".join(members[-1])))
        spelt.append(f"step {step}")
    return pd.DataFrame(rows, columns=["referent", "step", "first", "second", "height", "n_outlets", "members"])
