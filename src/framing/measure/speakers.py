"""Who is quoted in a study: by which outlet, how often, in how many articles, in which voice, with which labels."""

import numpy as np
import pandas as pd

from framing.errors import InputError
from framing.measure.cells import OF_MENTIONS, Axis, By, article_axis, article_rows, codes_of, names, need
from framing.measure.counting import Counting, counted
from framing.measure.formulas.distributions import pool_for
from framing.measure.formulas.intervals import share_limits
from framing.measure.formulas.pool import Entries, Pool, lay
from framing.measure.table import (
    FEW_ARTICLES,
    LEAST_ARTICLES,
    blank,
    bounds_of,
    counts_of,
    crossed_with,
    finish,
    with_note,
)

SPEECH = Counting(voice=("quotation", "reported"))
NOT_NAMED, NO_SPEAKER, RARE = "(not named)", "(no speaker)", "(named in fewer than {least} articles)"


def speakers_quoted(
    passages: pd.DataFrame,
    speakers: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    mentions: pd.DataFrame | None = None,
    by: By = "outlet",
    counting: Counting = SPEECH,
    least: int = 1,
) -> pd.DataFrame:
    """Return who is quoted: a row for every cell x speaker x voice, zeros included, the most quoted first.

    Measure "quoted passages": n passages of the speaker, of ``total`` passages in that voice in the cell. With
    ``mentions`` a row is a cell x speaker x referent x label x voice, for every label a speaker uses, and the measure
    "quoted mentions": n mentions of the label by the speaker, of ``total`` mentions of it in that voice in the cell.
    ``estimate`` is n / total with the interval of shares; more means more of what is said is this speaker's.
    ``n_articles`` counts the articles that quote the speaker (with that label), ``of_articles`` those behind ``total``.

    ``counting`` says which voices and parts count (quotation and reported speech) and how the interval is made.
    Speakers are told apart by name, capitals aside: one name is one speaker in all articles, a surname that no article
    gives more fully is another. "(not named)" are descriptions ("residents", "a ministry official"), "(no speaker)"
    passages whose speaker is not known, "(named in fewer than ... articles)" names in fewer than ``least`` articles.

    Where nobody is quoted the table is empty and ``attrs["reason"]`` says so. Raises InputError for a passage of an
    article or speaker that is not there, for ``by`` something articles do not have, and for ``least`` below 1.

    >>> table = speakers_quoted(passages, speakers, articles)
    >>> table[["outlet", "speaker", "voice", "n", "total", "n_articles"]].head(2)
      outlet  speaker      voice  n  total  n_articles
    0      A  Ann Lee  quotation  2      2           1
    1      A  Ann Lee   reported  0      1           0
    """
    if least < 1:
        raise InputError(f"least: {least} articles; it takes 1 (every name) or more")
    wanted = ["article_id", "part", "voice", "speaker_id"]
    need(speakers, "speakers", ["article_id", "speaker_id", "name"])
    if mentions is None:
        need(passages, "passages", wanted)
        spoken = passages[passages["voice"].isin(counting.voice) & passages["part"].isin(counting.parts)]
    else:
        need(mentions, "mentions", [*wanted, "referent", "label", "match", "negated"])
        spoken = mentions[counted(mentions, counting)]
    axes, who = _axes(articles, by), _named(spoken, speakers, least)
    things, slot, family = _things(spoken, who, [] if mentions is None else ["referent", "label"])
    unit = article_rows(spoken["article_id"], articles) * len(counting.voice)
    sums = _sums(axes, unit + codes_of(spoken["voice"], counting.voice), slot, family, counting)
    cells = _cells([*axes, Axis("voice", counting.voice, np.array([], dtype=np.int64))])
    what = "quoted passages" if mentions is None else "quoted mentions"
    values = counts_of(what, sums) | {"n_articles": sums.some, "notes": blank(_notes(sums))}
    values |= bounds_of(share_limits(sums, 1 - counting.level, counting.interval), counting.level, counting.interval)
    table = finish(crossed_with(cells, things), values, {"of_articles": sums.units.astype(np.int64)})
    shape = (len(cells) // len(counting.voice), len(counting.voice), len(things))
    table = table.take(np.arange(len(table)).reshape(shape).swapaxes(1, 2).ravel()).reset_index(drop=True)
    if table.empty:
        table.attrs["reason"] = f"nobody is quoted in {counting.voice_name}, {counting.part_name}"
    return with_note(table, "; ".join(axis.left_out for axis in axes if axis.left_out))


def _axes(articles: pd.DataFrame, by: By) -> list[Axis]:
    """Return what is compared, which articles must have."""
    if any(name in OF_MENTIONS for name in names(by)):
        raise InputError(
            "speakers_quoted: every voice has its rows; name what articles have: outlet, group, story or a period"
        )
    need(articles, "articles", ["article_id"])
    return [article_axis(articles, name) for name in names(by)]


def _named(spoken: pd.DataFrame, speakers: pd.DataFrame, least: int) -> np.ndarray:
    """Return whose each row of ``spoken`` is: a name as most articles spell it, or one of the names for the others."""
    keys = pd.MultiIndex.from_frame(speakers[["article_id", "speaker_id"]])
    known = spoken["speaker_id"].notna().to_numpy()
    row = keys.get_indexer(pd.MultiIndex.from_frame(spoken.loc[known, ["article_id", "speaker_id"]]))
    if (row < 0).any():
        article, speaker = spoken.loc[known, ["article_id", "speaker_id"]].iloc[int((row < 0).argmax())]
        raise InputError(
            f"speakers: no speaker {speaker!r} of article {article!r}; give the table made with the passages"
        )
    given = speakers["name"].to_numpy(dtype=object)[row]
    plain = np.array([name.casefold() if is_name(name) else NOT_NAMED for name in given], dtype=object)
    articles = pd.DataFrame({"plain": plain, "given": given, "article": spoken.loc[known, "article_id"].to_numpy()})
    usual = articles.drop_duplicates().groupby(["plain", "given"]).size().reset_index(name="n")
    usual = usual.sort_values(["n", "given"], ascending=[False, True], kind="stable").groupby("plain")["given"].first()
    few = articles.groupby("plain")["article"].nunique() < least
    shown = {name: RARE.format(least=least) if few[name] else usual[name] for name in usual.index}
    shown[NOT_NAMED] = NOT_NAMED
    who = np.full(len(spoken), NO_SPEAKER, dtype=object)
    who[known] = [shown[name] for name in plain]
    return who


def is_name(name: str) -> bool:
    """Tell whether a speaker is a name, not a description: its first and last words begin with no small letter.

    >>> [is_name(name) for name in ("Ann Lee", "Department of Justice", "residents", "U.S. officials")]
    [True, True, False, False]
    """
    words = name.split()
    return bool(words) and not (words[0][0].islower() or words[-1][0].islower())


def _things(spoken: pd.DataFrame, who: np.ndarray, what: list[str]) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """Return the speakers (with their referents and labels), the most quoted first, those without a name last; which
    of them each row of ``spoken`` is, and which rows of them share a total."""
    rows = spoken[what].reset_index(drop=True).astype("str").assign(speaker=who)
    counts = rows.groupby(["speaker", *what], sort=True).size().reset_index(name="n")
    counts["last"] = counts["speaker"].str.startswith("(")
    counts = counts.sort_values(["last", "n", "speaker", *what], ascending=[True, False, True, *([True] * len(what))])
    things = counts[["speaker", *what]].reset_index(drop=True).astype("str")
    slot = pd.MultiIndex.from_frame(things).get_indexer(pd.MultiIndex.from_frame(rows[["speaker", *what]]))
    family = things.groupby(what).ngroup().to_numpy() if what else np.zeros(len(things), dtype=np.int64)
    return things, slot, family


def _cells(axes: list[Axis]) -> pd.DataFrame:
    product = pd.MultiIndex.from_product([axis.values for axis in axes], names=[axis.column for axis in axes])
    return product.to_frame(index=False).astype("str")


def _sums(axes: list[Axis], unit: np.ndarray, slot: np.ndarray, family: np.ndarray, counting: Counting) -> Pool:
    """Return the sums of the speakers in every cell; a unit is an article in one voice."""
    n_voices = len(counting.voice)
    cell, missing = np.zeros(len(axes[0].codes), dtype=np.int64), np.zeros(len(axes[0].codes), dtype=bool)
    for axis in axes:
        cell, missing = cell * len(axis.values) + axis.codes, missing | (axis.codes < 0)
    cell = np.where(
        np.repeat(missing, n_voices), -1, np.repeat(cell * n_voices, n_voices) + np.tile(np.arange(n_voices), len(cell))
    )
    n_cells = int(np.prod([len(axis.values) for axis in axes])) * n_voices
    laid = lay(_counted(unit, slot), _counted(unit, family[slot]), family, cell)
    return pool_for(laid, n_cells, counting.interval)


def _counted(unit: np.ndarray, slot: np.ndarray) -> Entries:
    pairs, count = np.unique(np.stack([unit, slot]), axis=1, return_counts=True)
    return Entries(pairs[0], pairs[1], count)


def _notes(sums: Pool) -> np.ndarray:
    units = np.ravel(sums.units)
    return np.select(
        [units == 0, units < LEAST_ARTICLES, units < FEW_ARTICLES],
        ["nobody is quoted: no share", "1 article: no interval", "few articles"],
        default="",
    ).astype(object)
