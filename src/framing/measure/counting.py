"""What counts as a mention in a measure, and how its interval is computed: settings printed with every result."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing import schema
from framing.measure.formulas.intervals import SHARE_INTERVALS
from framing.measure.settings import flag, level_of, one_of, several_of

INVERTED, DEALT_ANEW = "inverted interval", "permutation of articles"
TESTS = (INVERTED, DEALT_ANEW)
TABLE, REFERENT = "table", "referent"
COMPARED = (TABLE, REFERENT)


@dataclass(frozen=True)
class Counting:
    """Which mentions are counted and how sure an interval is to be.

    The default counts an outlet's own sentences (narration and scare quotes), misspelt mentions in and negated ones
    out, headline and body together, with 95 % intervals. ``interval`` names the interval of a share: "effective Wilson"
    (the default), "beta-binomial", "Korn-Graubard", "bootstrap of articles" or "Wilson on mentions"; ``test`` the test
    of contrasts: "inverted interval" or "permutation of articles", which tests a stronger claim; ``compared`` over which
    tests q spans: all of the "table", or of each "referent" alone, for a study that asks about each on its own. Raises
    ChoiceError for a name that is none of these and InputError for a level outside 0 to 1 or a setting that leaves
    nothing to count.

    >>> print(Counting(voice=("quotation",), parts=("body",)).describe())
    Counted: mentions in quotation, in body, misspelt ones in, negated ones out; 95 % effective Wilson intervals.
    """

    voice: tuple[str, ...] = schema.OWN_VOICE
    misspelt: bool = True
    negated: bool = False
    parts: tuple[str, ...] = schema.PARTS
    level: float = 0.95
    interval: str = "effective Wilson"
    test: str = INVERTED
    compared: str = TABLE

    def __post_init__(self) -> None:
        for name, choices in (("voice", schema.VOICES), ("parts", schema.PARTS)):
            object.__setattr__(self, name, some_of(getattr(self, name), choices, name))
        for name in ("misspelt", "negated"):
            flag(getattr(self, name), name)
        one_of(self.interval, SHARE_INTERVALS, "interval")
        one_of(self.test, TESTS, "test")
        one_of(self.compared, COMPARED, "compared")
        level_of(self.level)

    @property
    def voice_name(self) -> str:
        """What stands in the column ``voice``: the voices joined by +, or ``all``."""
        return "all" if self.voice == schema.VOICES else "+".join(self.voice)

    @property
    def part_name(self) -> str:
        """What stands in a column ``part``: the parts joined by +."""
        return "+".join(self.parts)

    def describe(self) -> str:
        """Return one plain sentence that says what was counted; it is printed with results."""
        alone = "; q within each referent" if self.compared == REFERENT else ""
        voices = "all voices" if self.voice == schema.VOICES else " and ".join(self.voice)
        return (
            f"Counted: mentions in {voices}, in {' and '.join(self.parts)}, misspelt ones {_in(self.misspelt)}, "
            f"negated ones {_in(self.negated)}; {self.level * 100:g} % {self.interval} intervals{alone}."
        )


def some_of(given: str | Iterable[str], choices: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return what is given of ``choices`` in their order; ChoiceError for another name, InputError for none at all.

    >>> some_of(["body", "headline"], schema.PARTS, "parts")
    ('headline', 'body')
    """
    wanted = several_of(given, choices, name)
    return tuple(item for item in choices if item in wanted)


def _in(flag: bool) -> str:
    return "in" if flag else "out"


def select(mentions: pd.DataFrame, counting: Counting) -> pd.DataFrame:
    """Return the mentions that ``counting`` counts, as a new table with the same columns.

    >>> len(mentions), len(select(mentions, Counting(voice="scare")))
    (8, 3)
    """
    return mentions.loc[counted(mentions, counting)].reset_index(drop=True)


def counted(mentions: pd.DataFrame, counting: Counting) -> np.ndarray:
    """Return for each mention whether ``counting`` counts it."""
    keep = np.ones(len(mentions), dtype=bool)
    if counting.voice != schema.VOICES:
        keep &= mentions["voice"].isin(counting.voice).to_numpy()
    if counting.parts != schema.PARTS:
        keep &= mentions["part"].isin(counting.parts).to_numpy()
    if not counting.misspelt:
        keep &= (mentions["match"] != "misspelt").to_numpy()
    if not counting.negated:
        keep &= ~mentions["negated"].to_numpy(dtype=bool)
    return keep


DEFAULT = Counting()
