"""Where in the article labels stand: a block a label, a column a place, a bar an outlet with its interval."""

from collections.abc import Sequence

import pandas as pd

from framing.chart.canvas import Chart
from framing.chart.divided import Said, draw_divided
from framing.chart.naming import Choice
from framing.chart.presets import Size
from framing.chart.tables import Wanted

COLUMNS = ("referent", "label", "position", "measure", "n", "total", "n_articles", "estimate", "low", "high",
           "notes")  # fmt: skip
WANTED = Wanted("draw_positions", "measure.positions", COLUMNS, ("position share",))
SAID = Said(
    column="position", question="where in the article does each {of} stand?", inside="in this place",
    anywhere="in any place", nothing="No label drawn stands in the", about="Where articles have",
)  # fmt: skip


def draw_positions(
    table: pd.DataFrame,
    *,
    referent: str | None = None,
    labels: Sequence[str] | int | None = None,
    outlets: Sequence[str] | None = None,
    title: str | None = None,
    size: Size | None = None,
) -> Chart:
    """Draw where in the article each label stands, by outlet, from the table ``measure.positions`` returned.

    One block a label, one column a place (headline, first paragraph, rest), one bar an outlet (or group): the bar is
    ``estimate``, the part of the outlet's mentions of the label in that place, the line on it runs from ``low`` to
    ``high``; beside the outlet's name stand these mentions (``total``) and their articles (``n_articles``). Without
    ``labels`` the five most used are drawn, or as many as the page holds (``labels`` may be another number, or
    names). ``draw_mentions`` draws the same mention by mention.

    Raises ChartError for another table, several rows for one bar, or more than the page holds; ChoiceError for a
    referent, label or outlet that is not there.

    >>> import pandas as pd
    >>> row = {"outlet": "A", "referent": "war", "label": "invasion", "measure": "position share", "total": 4, "n_articles": 3,
    ...        "low": 0.1, "high": 0.9, "notes": None}
    >>> found = [row | {"position": place, "n": n, "estimate": n / 4} for place, n in (("headline", 1), ("rest", 3))]
    >>> draw_positions(pd.DataFrame(found)).drawing.data["position"].tolist()
    ['headline', 'rest']
    """
    return draw_divided(table, WANTED, SAID, Choice(referent, labels, outlets, title), size)
