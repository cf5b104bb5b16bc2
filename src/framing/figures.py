"""Which figures a run draws, each from one result, and how wide."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from framing import chart
from framing.store import Tables

SINGLE, DOUBLE = chart.page("screen", "single"), chart.page("screen", "double")


@dataclass(frozen=True)
class Plan:
    """One figure: the result it shows, and how it is drawn from it."""

    result: str
    draw: Callable[[pd.DataFrame], chart.Chart]


@dataclass(frozen=True)
class Subject:
    """What a run's figures are about: its tables, the referent they show, and the days they mark."""

    tables: Tables
    referent: str
    events: Mapping[str, str]


def plans(subject: Subject) -> dict[str, Plan]:
    """Return every figure of a run by its file's name."""
    found = {"corpus": Plan("corpus", lambda table: chart.draw_corpus(table, size=SINGLE))}
    for by, size in (("outlet", DOUBLE), ("group", SINGLE)):
        found |= {f"{name}_{by}": Plan(f"{name}_{by}", draw) for name, draw in _naming(subject, size).items()}
        found[f"readability_{by}"] = Plan(f"readability_{by}", _readability(subject.tables, size))
    found["keyness_group"] = Plan("keyness_group", lambda table: chart.draw_keyness(table, size=DOUBLE))
    return found


def _naming(subject: Subject, size: chart.Size) -> dict[str, Callable[[pd.DataFrame], chart.Chart]]:
    referent = subject.referent
    return {
        "weeks": lambda table: chart.draw_time(table, referent=referent, events=subject.events, size=size),
        "shares": lambda table: chart.draw_shares(table, referent=referent, size=size),
        "frames": lambda table: chart.draw_shares(table, referent=referent, size=size),
        "voices": lambda table: chart.draw_voices(table, referent=referent, size=size),
        "frame_contrasts": lambda table: chart.draw_contrasts(table, referent=referent, size=size),
        "contrasts": lambda table: chart.draw_contrasts(table, referent=referent, size=size),
    }


def _readability(tables: Tables, size: chart.Size) -> Callable[[pd.DataFrame], chart.Chart]:
    return lambda table: chart.draw_readability(table, tables.readability, tables.articles, size=size)


def draw_all(
    folder: Path, results: Mapping[str, pd.DataFrame], subject: Subject, about: chart.About
) -> tuple[list[str], list[str]]:
    """Draw and save every figure whose result is there; return the names saved, and a line for each that was not.

    A figure that cannot be drawn so that it can be read (too many outlets for the page) stops nothing: its table is
    there.
    """
    saved, left_out = [], []
    for name, plan in plans(subject).items():
        if plan.result not in results:
            continue
        try:
            chart.save_figure(plan.draw(results[plan.result]), name, folder=folder, about=about)
            saved.append(name)
        except chart.ChartError as error:
            left_out.append(f"figure {name}: not drawn: {error}; its data is in results/{plan.result}.csv")
    return saved, left_out
