"""Which figures a run draws, each from one result."""

from collections.abc import Callable

import pandas as pd
from matplotlib.figure import Figure

from framing import chart


def draw_all(results: dict[str, pd.DataFrame], referent: str) -> dict[str, Figure]:
    """Return the figures of a run by their files' names; a figure whose result is not there is left out.

    ``results`` are a run's results by name (``pipeline.measure_all``); ``referent`` is the one that naming figures show.
    """
    plans: dict[str, tuple[str, Callable[[pd.DataFrame], Figure]]] = {"corpus": ("corpus", chart.draw_corpus)}
    for by in ("outlet", "group"):
        plans |= {
            f"shares_{by}": (f"shares_{by}", lambda table: chart.draw_shares(table, referent=referent)),
            f"frames_{by}": (f"frames_{by}", lambda table: chart.draw_shares(table, referent=referent)),
            f"voices_{by}": (f"voices_{by}", lambda table: chart.draw_voices(table, referent=referent)),
            f"contrasts_{by}": (f"contrasts_{by}", lambda table: chart.draw_contrasts(table, referent=referent)),
            f"readability_{by}": (f"readability_{by}", chart.draw_readability),
        }
    plans["keyness_group"] = ("keyness_group", chart.draw_keyness)
    return {name: draw(results[result]) for name, (result, draw) in plans.items() if result in results}
