"""A finished run, read back: what a notebook starts from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from framing import schema, store
from framing.codebook import Codebook, codebook_of_pattern, load_codebook
from framing.errors import ChoiceError, InputError, choose

EXTRAS = (
    "reference_n", "reference_total", "reference_articles", "share", "reference_share", "compared", "component",
    "difference", "difference_low", "difference_high", "component_difference", "mean", "reference_mean",
)  # fmt: skip


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


def open_run(folder: str | Path = "data/processed", *, referent: str | None = None, outlets: Sequence[str] = ()) -> Run:
    """Return the run whose results lie in ``folder``, whole or for some ``outlets`` only.

    ``referent`` is the one to look at; left out (or empty), the study's main one. Raises InputError when there is no
    finished run, ChoiceError for an outlet or a referent that is not there.

    >>> open_run("data/processed", outlets=["Caspian Ledger"]).articles["outlet"].unique().tolist()  # doctest: +SKIP
    ['Caspian Ledger']
    """
    folder = Path(folder)
    manifest = store.read_manifest(folder)
    codebook = load_codebook(folder / store.CODEBOOK)
    tables = vars(store.read_tables(folder))
    if outlets:
        known = set(tables["articles"]["outlet"])
        wanted = [choose(outlet, known, "outlet") for outlet in outlets]
        articles = tables["articles"]
        kept = articles[articles["outlet"].isin(wanted)].reset_index(drop=True)
        tables = {name: _of(table, kept["article_id"]) for name, table in tables.items()}
    looked_at = choose(referent or manifest["settings"]["referent"], codebook.referents, "referent")
    return Run(folder, **tables, codebook=codebook, manifest=manifest, referent=looked_at)


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
