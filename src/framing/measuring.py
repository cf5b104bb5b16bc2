"""Which results a run makes, each by its file's name, and a line for each that could not be made."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from framing import measure
from framing.codebook import Codebook
from framing.errors import InputError, RareError
from framing.measure import Counting
from framing.store import Tables
from framing.study import Study
from framing.text import Words, article_texts, read_words

QUOTED_IN = 2
Make = Callable[[], pd.DataFrame]


def measure_all(
    tables: Tables, codebook: Codebook, study: Study, counting: Counting, referent: str
) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Return every result of a run by its file's name, and a line for each that was asked for and could not be made.

    Whatever needs two outlets, three, a story or an event is left out where the study has none. Collocates and the map
    of outlets and labels are those of ``referent``, everything else is of all referents.
    """
    words = read_words(article_texts(tables.articles))
    makes: dict[str, Make] = {"corpus": partial(measure.corpus, tables.articles)}
    for by in ["outlet", "group"] if tables.articles["group"].notna().any() else ["outlet"]:
        wanted = (
            _of_each(tables, codebook, by, counting)
            | _compared(tables, codebook, by, counting)
            | _of_words(tables, words, by, counting, study.words.least, referent)
            | _of_referent(tables, codebook, by, counting, referent)
            | _over_time(tables, codebook, by, counting, study.events)
        )
        makes |= {f"{name}_{by}": make for name, make in wanted.items()}
    return _made(makes, study)


def _made(makes: Mapping[str, Make], study: Study) -> tuple[dict[str, pd.DataFrame], list[str]]:
    results, not_measured = {}, []
    for name, make in makes.items():
        try:
            results[name] = make()
        except InputError as error:
            why = f"{error.problem}{_fewer(study)}" if isinstance(error, RareError) else error
            not_measured.append(f"result {name}: not measured: {why}")
    return results, not_measured


def _fewer(study: Study) -> str:
    """Return what makes words count that stand in fewer articles; nothing where one is enough already."""
    if study.words.least == 1:
        return ""
    where = study.file or "a study file (`framing init` writes one)"
    return f"; `words: {{least: {study.words.least - 1}}}` in {where} takes fewer"


def _of_each(tables: Tables, codebook: Codebook, by: str, counting: Counting) -> dict[str, Make]:
    """Return what describes each outlet or group on its own."""
    given, how = (tables.mentions, tables.articles, codebook), {"by": by, "counting": counting}
    texts = (tables.readability, tables.articles)
    return {
        "shares": partial(measure.shares, *given, **how),
        "frames": partial(measure.shares, *given, of="frame", **how),
        "rates": partial(measure.rates, *given, **how),
        "voices": partial(measure.voices, *given, by=by),
        "positions": partial(measure.positions, *given, by=by),
        "speakers": partial(
            measure.speakers_quoted, tables.passages, tables.speakers, tables.articles, by=by, least=QUOTED_IN
        ),
        "weeks": partial(measure.shares, *given, by=(by, "week"), of="frame", counting=counting),
        "readability": partial(measure.readability_means, *texts, by=by, level=counting.level),
    }


def _compared(tables: Tables, codebook: Codebook, by: str, counting: Counting) -> dict[str, Make]:
    """Return what compares two or more, on the same stories too where articles have any."""
    if tables.articles[by].nunique() < 2:
        return {}
    given, how = (tables.mentions, tables.articles, codebook), {"by": by, "counting": counting}
    texts, level = (tables.readability, tables.articles), {"by": by, "level": counting.level}
    makes = {
        "contrasts": partial(measure.contrasts, *given, **how),
        "frame_contrasts": partial(measure.contrasts, *given, of="frame", **how),
        "residuals": partial(measure.residuals, *given, **how),
        "readability_contrasts": partial(measure.readability_contrasts, *texts, **level),
        "readability_components": partial(measure.readability_components, *texts, **level),
    }
    if tables.articles["story_id"].notna().any():
        makes |= {
            "story_contrasts": partial(measure.contrasts_by_story, *given, **how),
            "frame_story_contrasts": partial(measure.contrasts_by_story, *given, of="frame", **how),
        }
    return makes


def _of_words(tables: Tables, words: Words, by: str, counting: Counting, least: int, referent: str) -> dict[str, Make]:
    """Return keyness, where there are two or more, and the collocates of a referent: words in ``least`` articles."""
    makes = {}
    if tables.articles[by].nunique() > 1:
        makes["keyness"] = partial(_keyness, tables.articles, words, by, counting, measure.Phrases(least=least))
    if (tables.mentions["referent"] == referent).any():
        near, given = measure.Near(least=least, counting=counting), (tables.mentions, tables.articles, words)
        makes["collocates"] = partial(measure.collocates, *given, referent=referent, by=by, near=near)
    return makes


def _of_referent(tables: Tables, codebook: Codebook, by: str, counting: Counting, referent: str) -> dict[str, Make]:
    """Return, where three or more are compared, how far apart they stand in naming a referent, and their map."""
    if not (tables.mentions["referent"] == referent).any() or tables.articles[by].nunique() <= 2:
        return {}
    given, how = (tables.mentions, tables.articles, codebook), {"by": by, "counting": counting}
    return {
        "distances": partial(measure.distances, *given, **how),
        "correspondences": partial(measure.correspondences, *given, referent=referent, **how),
    }


def _over_time(
    tables: Tables, codebook: Codebook, by: str, counting: Counting, events: Mapping[str, str]
) -> dict[str, Make]:
    """Return what changed with the events the study names."""
    if not events:
        return {}
    before_after = partial(
        measure.before_after, tables.mentions, tables.articles, codebook, event=sorted(events), by=by, counting=counting
    )
    return {"before_after": before_after, "frame_before_after": partial(before_after, of="frame")}


def _keyness(
    articles: pd.DataFrame, words: Words, by: str, counting: Counting, phrases: measure.Phrases
) -> pd.DataFrame:
    """Return the keyness of each value of ``by`` against the others; of two, of the first against the second."""
    values = sorted(articles[by].dropna().unique())
    sides = [values] if len(values) == 2 else [(value, "rest") for value in values]
    how = {"by": by, "phrases": phrases, "scoring": measure.Scoring(level=counting.level)}
    tables = [
        measure.keyness(articles, words, target=target, reference=reference, **how) for target, reference in sides
    ]
    return pd.concat(tables, ignore_index=True)
