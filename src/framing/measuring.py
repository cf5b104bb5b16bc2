"""Which results a run makes, each by its file's name, and a line for each that could not be made."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from framing import measure
from framing.codebook import Codebook
from framing.errors import InputError
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
            | _compared(tables, codebook, words, by, counting)
            | _of_referent(tables, codebook, words, by, counting, referent)
            | _over_time(tables, codebook, by, counting, study.events)
        )
        makes |= {f"{name}_{by}": make for name, make in wanted.items()}
    return _made(makes)


def _made(makes: Mapping[str, Make]) -> tuple[dict[str, pd.DataFrame], list[str]]:
    results, not_measured = {}, []
    for name, make in makes.items():
        try:
            results[name] = make()
        except InputError as error:
            not_measured.append(f"result {name}: not measured: {error}")
    return results, not_measured


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


def _compared(tables: Tables, codebook: Codebook, words: Words, by: str, counting: Counting) -> dict[str, Make]:
    """Return what compares two or more, on the same stories too where articles have any."""
    if tables.articles[by].nunique() < 2:
        return {}
    given, how = (tables.mentions, tables.articles, codebook), {"by": by, "counting": counting}
    texts, level = (tables.readability, tables.articles), {"by": by, "level": counting.level}
    makes = {
        "contrasts": partial(measure.contrasts, *given, **how),
        "frame_contrasts": partial(measure.contrasts, *given, of="frame", **how),
        "keyness": partial(_keyness, tables.articles, words, by, counting),
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


def _of_referent(
    tables: Tables, codebook: Codebook, words: Words, by: str, counting: Counting, referent: str
) -> dict[str, Make]:
    """Return the collocates of a referent, and where three or more are compared their distances and their map."""
    if not (tables.mentions["referent"] == referent).any():
        return {}
    near, given = measure.Near(counting=counting), (tables.mentions, tables.articles)
    makes = {"collocates": partial(measure.collocates, *given, words, referent=referent, by=by, near=near)}
    if tables.articles[by].nunique() > 2:
        makes |= {
            "distances": partial(measure.distances, *given, codebook, by=by, counting=counting),
            "correspondences": partial(
                measure.correspondences, *given, codebook, referent=referent, by=by, counting=counting
            ),
        }
    return makes


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


def _keyness(articles: pd.DataFrame, words: Words, by: str, counting: Counting) -> pd.DataFrame:
    """Return the keyness of each value of ``by`` against the others; of two, of the first against the second."""
    values = sorted(articles[by].dropna().unique())
    sides = [values] if len(values) == 2 else [(value, "rest") for value in values]
    scoring = measure.Scoring(level=counting.level)
    tables = [
        measure.keyness(articles, words, target=target, reference=reference, by=by, scoring=scoring)
        for target, reference in sides
    ]
    return pd.concat(tables, ignore_index=True)
