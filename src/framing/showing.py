"""What a notebook asks of a run beside its measures: its settings, what is there to choose, and tables to read."""

from collections.abc import Sequence
from html import escape

import numpy as np
import pandas as pd

from framing import measure
from framing.errors import InputError, choose
from framing.evidence import Html
from framing.report.markup import html_table
from framing.report.printed import as_printed, printed
from framing.runs import Run

SCORES = (
    "flesch_reading_ease", "amstad", "fernandez_huerta", "szigriszt_pazos", "kandel_moles", "flesch_vacca",
    "flesch_oborneva", "lix", "words_per_sentence",
)  # fmt: skip
SIDES = ("outlet", "group")


def counting_of(run: Run, *, voices: str | Sequence[str] = (), level: float | None = None) -> measure.Counting:
    """Return what the run's study counts as naming, with other ``voices`` or another ``level`` where they are given.

    Raises ChoiceError for a voice that is none and InputError for a level outside 0 to 1.

    >>> fr.counting_of(run, level=0.9).describe()  # doctest: +SKIP
    'Counted: mentions in narration and scare, ...; 90 % effective Wilson intervals.'
    """
    told = dict(run.manifest["settings"]["count"])
    given = {"voice": voices} if voices else {}
    return measure.Counting(**told | given | ({} if level is None else {"level": level}))


def phrases_of(run: Run) -> measure.Phrases:
    """Return which words and phrases the run's study compares: those in as many articles as it says.

    >>> fr.phrases_of(run).least  # doctest: +SKIP
    3
    """
    return measure.Phrases(least=run.manifest["settings"]["words"]["least"])


def naming(run: Run, counting: measure.Counting) -> pd.DataFrame:
    """Return the mentions that characterise the run's referent and that ``counting`` counts: bare names stay out.

    >>> fr.naming(run, fr.counting_of(run))["label"].value_counts()  # doctest: +SKIP
    """
    counted = measure.select(run.mentions, counting)
    return not_bare(run, counted[counted["referent"] == run.referent])


def not_bare(run: Run, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions without those of labels that the codebook marks as bare names."""
    labels = run.codebook.labels()
    bare = set(labels.loc[labels["bare"], ["referent", "label"]].itertuples(index=False, name=None))
    pairs = zip(mentions["referent"], mentions["label"], strict=True)
    return mentions[np.array([pair not in bare for pair in pairs], dtype=bool)]


def sides(run: Run, by: str = "outlet") -> list[str]:
    """Return the outlets, or the groups, that the run's articles are compared by, sorted.

    Raises ChoiceError for another ``by`` and InputError where the study has no groups.

    >>> fr.sides(run, "group")  # doctest: +SKIP
    ['Armenia and diaspora', 'Azerbaijan and Turkey']
    """
    found = sorted(run.articles[choose(by, SIDES, "by")].dropna().unique())
    if not found:
        raise InputError(f"by: these articles stand in no {by}; the study file names groups; take by = 'outlet'")
    return found


def one_of(wanted: str, names: Sequence[str], what: str = "target") -> str:
    """Return ``wanted``, or the first of ``names`` where it is empty; ChoiceError for a name that is not among them.

    >>> fr.one_of("", ["North Post", "South Mail"])
    'North Post'
    """
    return choose(wanted, names, what) if wanted else names[0]


def spoken_by(readability: pd.DataFrame, voices: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return the readability of whole texts or, with ``voices``, of the sentences in one voice.

    Scores are of sentences as they stand, so that they cannot be joined over voices: InputError for more than one,
    ChoiceError for one that was not scored.
    """
    wanted = [voices] if isinstance(voices, str) else list(voices) or ["all"]
    if len(wanted) > 1:
        raise InputError(f"voices: readability is scored voice by voice; name one, not {', '.join(wanted)}")
    voice = choose(wanted[0], readability["voice"].unique(), "voices")
    return readability[readability["voice"] == voice].reset_index(drop=True)


def usual_measure(readability: pd.DataFrame, wanted: str = "") -> str:
    """Return the measure to look at first: ``wanted``, else the best known one with a value for most articles.

    Flesch Reading Ease for English, its kin for German, Spanish, French, Italian and Russian, LIX for other languages.
    Raises ChoiceError for a measure that is not there.
    """
    if wanted:
        return choose(wanted, readability["measure"].unique(), "measure")
    bodies = readability[(readability["part"] == "body") & readability["value"].notna()]
    counts = bodies["measure"].value_counts()
    return max(SCORES, key=lambda name: counts.get(name, 0))


def say(text: str) -> None:
    """Show text as it is read in a notebook: a paragraph a line, broken between words where the page ends.

    What ``print`` writes, JupyterLab breaks within words.

    >>> fr.say("6 sides are compared.")
    <p>6 sides are compared.</p>
    """
    from IPython.display import display

    display(Html("".join(_paragraph(line) for line in text.splitlines())))


def show(table: pd.DataFrame, nothing: str = "Nothing was found.", *, most: int = 20) -> Html:
    """Return a table as it is read: plain headings, percentages, and below it what its numbers are.

    For a notebook, where it shows as HTML. A result table is printed as ``fr.save_table`` prints it, any other as it
    is, its index as the first columns; of more than ``most`` rows the first are shown, and how many there are is said.
    An empty table is the sentence ``nothing``.

    >>> print(fr.show(pd.DataFrame({"outlet": []}), "No outlet."))
    <p>No outlet.</p>
    """
    flat = _flat(table)
    if flat.empty or not len(flat.columns):
        return Html(_paragraph(nothing))
    rest = len(flat) - most
    more = _paragraph(f"{as_printed(most, 'count')} of {as_printed(len(flat), 'count')} rows.") if rest > 0 else ""
    return Html(html_table(printed(flat.head(most)), inline=True) + more)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its index as columns, and headings of several levels joined."""
    joined = [" ".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in table.columns]
    flat = table.set_axis(joined, axis=1)
    return flat if set(table.index.names) == {None} else flat.reset_index()
