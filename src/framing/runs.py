"""A finished run, read back: what a notebook starts from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from framing import schema, store
from framing.codebook import Codebook, codebook_of_pattern, load_codebook
from framing.errors import ChoiceError, InputError, choose, clip

EXTRAS = (
    "reference_n", "reference_total", "reference_articles", "share", "reference_share", "compared", "component",
    "difference", "difference_low", "difference_high", "component_difference", "mean", "reference_mean",
)  # fmt: skip
EVER = ("1700-01-01", "2250-12-31")


@dataclass(frozen=True)
class Run:
    """A finished run: its tables (as in ``schema.TABLES``), its codebook and its manifest.

    ``referent`` is the one to look at; ``manifest`` holds settings, counts, and what was removed and skipped.
    """

    folder: Path
    articles: pd.DataFrame
    removed: pd.DataFrame
    passages: pd.DataFrame
    speakers: pd.DataFrame
    mentions: pd.DataFrame
    readability: pd.DataFrame
    codebook: Codebook
    manifest: dict
    referent: str

    def result(self, name: str) -> pd.DataFrame:
        """Return the result table the run saved as ``results/NAME.csv``, whatever ``outlets`` it was opened for."""
        return store.read_result(self.folder, name)


def open_run(
    folder: str | Path = "data/processed",
    *,
    referent: str | None = None,
    outlets: str | Sequence[str] = (),
    period: str | Sequence[str | None] = (),
) -> Run:
    """Return the run whose results lie in ``folder``, whole or for some ``outlets`` and one ``period`` only.

    ``referent`` is the one to look at; left out (or empty), the study's main one. ``period`` is a year, a month or a
    day ("2020", "2020-11", "2020-11-25") or the first and the last day, both included, None being open; articles
    without a date stand in no period. Raises InputError when there is no finished run, for a period that is none and
    one without articles, ChoiceError for an outlet or a referent that is not there.

    >>> open_run("data/processed", outlets=["Caspian Ledger"]).articles["outlet"].unique().tolist()  # doctest: +SKIP
    ['Caspian Ledger']
    """
    folder = Path(folder)
    manifest = store.read_manifest(folder)
    codebook = load_codebook(folder / store.CODEBOOK)
    tables = vars(store.read_tables(folder))
    articles = _in_period(_of_outlets(tables["articles"], outlets), period)
    if len(articles) < len(tables["articles"]):
        tables = {name: _of(table, articles["article_id"]) for name, table in tables.items()}
    looked_at = choose(referent or manifest["settings"]["referent"], codebook.referents, "referent")
    return Run(folder, **tables, codebook=codebook, manifest=manifest, referent=looked_at)


def _of_outlets(articles: pd.DataFrame, outlets: str | Sequence[str]) -> pd.DataFrame:
    known = set(articles["outlet"])
    wanted = [choose(name, known, "outlet") for name in ([outlets] if isinstance(outlets, str) else outlets) if name]
    return articles[articles["outlet"].isin(wanted)] if wanted else articles


def _in_period(articles: pd.DataFrame, period: str | Sequence[str | None]) -> pd.DataFrame:
    if not period:
        return articles
    first, last = _days(period)
    days = articles["date"].dt.normalize()
    kept = articles[(days >= first) & (days <= last)]
    if kept.empty:
        there = (
            "none is dated" if days.isna().all() else f"they are dated {days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}"
        )
        raise InputError(f"period: no article from {first:%Y-%m-%d} to {last:%Y-%m-%d}; {there}")
    return kept


def _days(period: str | Sequence[str | None]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day of a period; an open end is the first or last day there can be."""
    ends = [period, period] if isinstance(period, str) else list(period)
    try:
        first, last = (None if day in (None, "") else pd.Period(str(day)) for day in ends)
    except ValueError:
        what = "write 2020-11, or the first and the last day as ['2020-11-10', '2020-11-30']"
        raise InputError(f"period: {clip(repr(period))} is no period; {what}") from None
    begin, end = map(pd.Timestamp, EVER)
    return begin if first is None else first.start_time, end if last is None else last.end_time.normalize()


def mentions_of(run: Run, wanted: str) -> pd.DataFrame:
    """Return the mentions of a label of the codebook or, where no label has that name, of a pattern.

    Raises InputError when a pattern cannot be read.
    """
    if wanted in set(run.codebook.labels()["label"]):
        return run.mentions[run.mentions["label"] == wanted].reset_index(drop=True)
    from framing.pipeline import tag

    return tag(run.articles, codebook_of_pattern(wanted, run.codebook.language))


def if_possible(measure: Callable[..., pd.DataFrame], *tables: object, **settings: object) -> pd.DataFrame:
    """Return ``measure(*tables, **settings)``, or an empty result where there is nothing to measure.

    For notebooks that must run for any study, one with a single outlet too: the empty result is drawn as an empty
    figure, and ``result.attrs["reason"]`` says why it is empty.

    >>> def compare(outlets):
    ...     raise InputError("one outlet only: nothing to compare it with")
    >>> result = if_possible(compare, ["North Post"])
    >>> len(result), result.attrs["reason"]
    (0, 'one outlet only: nothing to compare it with')
    """
    try:
        return measure(*tables, **settings)
    except ChoiceError:
        raise
    except InputError as error:
        nothing = schema.result(pd.DataFrame(columns=[*schema.RESULT_KEYS, *schema.RESULT_VALUES, *EXTRAS]))
        nothing.attrs["reason"] = str(error)
        return nothing


def _of(table: pd.DataFrame, article_ids: pd.Series) -> pd.DataFrame:
    return table[table["article_id"].isin(article_ids)].reset_index(drop=True)
