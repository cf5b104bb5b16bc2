"""Who speaks each label: a block a label, a column a voice, a bar an outlet with its interval."""

from collections.abc import Sequence

import pandas as pd

from framing.chart.canvas import Chart
from framing.chart.divided import Said, draw_divided
from framing.chart.naming import Choice
from framing.chart.presets import Size
from framing.chart.tables import Wanted

COLUMNS = ("referent", "label", "voice", "measure", "n", "total", "n_articles", "estimate", "low", "high",
           "notes")  # fmt: skip
WANTED = Wanted("draw_voices", "measure.voices", COLUMNS, ("voice share",))
SAID = Said(
    column="voice", question="in whose voice is each {of} spoken?", inside="in this voice", anywhere="in any voice",
    nothing="No label drawn is spoken as", about="Who speaks", names={"scare": "scare quote"},
)  # fmt: skip


def draw_voices(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    labels: Sequence[str] | int | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw in whose voice each label is spoken, by outlet, from the table ``measure.voices`` returned.

    One block a label, one column a voice, one bar an outlet (or group): the bar is ``estimate``, the part of the
    outlet's mentions of the label in that voice, the line on it runs from ``low`` to ``high``; beside the outlet's
    name stand these mentions (``total``) and their articles (``n_articles``). Without ``labels`` the five most used
    are drawn, or as many as the page holds (``labels`` may be another number, or names); voices nobody speaks in are
    left out, and said.

    Raises ChartError for another table, several rows for one bar, or more than the page holds; ChoiceError for a
    referent, label or outlet that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "referent": "war", "label": "invasion", "measure": "voice share", "total": 4, "n_articles": 3,
    ...        "low": 0.1, "high": 0.9, "notes": None}
    >>> spoken = [row | {"voice": voice, "n": n, "estimate": n / 4} for voice, n in (("scare", 1), ("reported", 3))]
    >>> draw_voices(pd.DataFrame(spoken)).drawing.data["voice"].tolist()
    ['scare', 'reported']
    """
    return draw_divided(table, WANTED, SAID, Choice(referent, labels, outlets, title), size)
