"""Which figures a run draws, each from one result, how wide, and making them again in another size or format."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd

from framing import chart, measure, store
from framing.errors import InputError, choose
from framing.narrowing import ALL, BY, OF, Narrowed, how_to_narrow
from framing.store import Tables

SAID = 2
ALL_OTHERS = {"rest", "before"}
"""References that are no outlet or group of their own."""


@dataclass(frozen=True)
class Plan:
    """One figure: the result (or table) it shows, how it is drawn, the contrasts its caption tells of, and how wide.

    ``wide`` is wide for groups too; figures of outlets always are.
    """

    result: str
    draw: Callable[..., chart.Chart]
    contrasts: str = ""
    wide: bool = False

    @property
    def function(self) -> str:
        """The name of the function that draws it."""
        return self.draw.func.__name__ if isinstance(self.draw, partial) else self.draw.__name__


@dataclass(frozen=True)
class Subject:
    """What a run's figures are about: its tables, the referent they show, and the days they mark."""

    tables: Tables
    referent: str
    events: Mapping[str, str]


@dataclass(frozen=True)
class Export:
    """How figures are written: a journal's preset and one of its widths (none: the screen's), the formats, and whether
    title and notes stand inside (as the journal wants it, unless told).
    """

    journal: str | None = None
    width: str | None = None
    formats: Sequence[str] = ("pdf", "svg", "png")
    words: bool | None = None

    def __post_init__(self) -> None:
        if not self.formats:
            raise InputError(f"a figure needs a format: {', '.join(chart.FORMATS)}")
        for kind in self.formats:
            choose(kind, chart.FORMATS, "format of a figure")
        if self.width and not self.journal:
            raise InputError(f"--width {self.width} needs --journal: {', '.join(sorted(chart.PRESETS))}")
        if self.journal:
            chart.page(self.journal, self.width or "single")

    def size(self, wide: bool) -> chart.Size:
        """Return the size of a figure: the width named, else the preset's widest for a wide one."""
        journal = self.journal or "screen"
        widths = chart.PRESETS[choose(journal, chart.PRESETS, "journal")].sizes
        widest = max(widths, key=lambda name: widths[name].width)
        size = chart.page(journal, self.width or (widest if wide else "single"))
        return size if self.words is None else size.saying(self.words)

    @property
    def folder(self) -> str:
        return "-".join(["figures", *filter(None, (self.journal, self.width))])

    @property
    def options(self) -> str:
        """The options of ``framing figures`` that name this journal and width."""
        given = {"journal": self.journal, "width": self.width}
        return "".join(f" --{name} {value}" for name, value in given.items() if value)


def plans(subject: Subject) -> dict[str, Plan]:
    """Return every figure of a run by its file's name."""
    where = {"articles": subject.tables.articles, "referent": subject.referent}
    found = {
        "corpus": Plan("corpus", chart.draw_corpus),
        "mentions": Plan("mentions", partial(chart.draw_mentions, **where), wide=True),
    }
    for by in ("outlet", "group"):
        found |= {
            f"{name}_{by}": replace(
                plan, result=f"{plan.result}_{by}", wide=plan.wide or by == "outlet",
                contrasts=f"{plan.contrasts}_{by}" if plan.contrasts else "",
            )
            for name, plan in {**_naming(subject), **_texts(subject.tables)}.items()
        }  # fmt: skip
    return found


def _naming(subject: Subject) -> dict[str, Plan]:
    """Return the figures of how a referent is named."""
    about = {"referent": subject.referent}
    return {
        "weeks": Plan("weeks", partial(chart.draw_time, events=subject.events, **about)),
        "shares": Plan("shares", partial(chart.draw_shares, **about), contrasts="contrasts"),
        "frames": Plan("frames", partial(chart.draw_shares, **about), contrasts="frame_contrasts"),
        "residuals": Plan("residuals", partial(chart.draw_residuals, **about)),
        "pairs": Plan("contrasts", partial(chart.draw_pairs, **about), contrasts="contrasts"),
        "story_pairs": Plan("story_contrasts", partial(chart.draw_pairs, **about), contrasts="story_contrasts"),
        "contrasts": Plan("contrasts", partial(chart.draw_contrasts, **about), contrasts="contrasts"),
        "frame_contrasts": Plan(
            "frame_contrasts", partial(chart.draw_contrasts, **about), contrasts="frame_contrasts"
        ),
        "correspondences": Plan("correspondences", partial(chart.draw_correspondences, **about)),
        "distances": Plan("distances", partial(draw_distances, about=subject.referent)),
        "voices": Plan("voices", partial(chart.draw_voices, **about)),
        "positions": Plan("positions", partial(chart.draw_positions, **about)),
        "collocates": Plan("collocates", partial(chart.draw_collocates, **about)),
    }  # fmt: skip


def _texts(tables: Tables) -> dict[str, Plan]:
    """Return the figures of whole texts: their phrases, and how they read."""
    every = {"values": tables.readability, "articles": tables.articles}
    return {
        "keyness": Plan("keyness", chart.draw_keyness, wide=True),
        "readability": Plan("readability", partial(chart.draw_readability, **every)),
        "readability_measures": Plan("readability", chart.draw_measures, wide=True),
        "readability_components": Plan("readability_components", chart.draw_components),
    }


def draw_distances(
    table: pd.DataFrame, *, about: str, size: chart.Size, outlets: Sequence[str] | None = None
) -> chart.Chart:
    """Draw the distances in naming a referent, between all outlets or some, with the tree that joins them."""
    if outlets is not None:
        if len(set(outlets)) < 2:
            raise chart.ChartError("distances stand between outlets: name two or more")
        table = table[table["outlet"].isin(outlets) & table["reference"].isin(outlets)]
    try:
        tree = measure.dendrogram(table, about)
    except InputError as error:  # fewer than two outlets characterise it
        raise chart.ChartError(str(error)) from None
    return chart.draw_distances(table, tree, referent=about, size=size)


def about(manifest: dict) -> chart.About:
    """Return where a run's numbers come from, as it stands inside each figure's file."""
    inputs = json.dumps(manifest["inputs"], sort_keys=True, ensure_ascii=False).encode()
    codebook, settings = manifest["codebook"], manifest["settings"]
    return chart.About(
        provenance={
            "run": manifest["sha256"],
            "corpus": hashlib.sha256(inputs).hexdigest(),
            "codebook": f"{codebook['title']}, version {codebook['version']}, sha256 {codebook['sha256']}",
            "counting": settings["counting"],
            "framing": manifest["framing"],
        }
    )


def finding(table: pd.DataFrame, referent: str, shown: pd.DataFrame) -> str:
    """Return the clearest contrasts of a referent in words, for a caption; a sentence that says so where none is.

    Told are those of what is ``shown``: the rows a figure draws, which may hold some outlets and labels only.
    """
    of_referent = table[table["referent"] == referent]
    rows = _shown(of_referent, shown)
    drawn = " drawn" if len(rows) < len(of_referent) else ""
    if rows["q"].isna().all():
        return f"No difference{drawn} could be tested."
    clear = measure.clearest(rows, k=SAID)
    said = [measure.sentence(row) for row in clear.to_dict("records")]
    limit = 1 - rows["level"].dropna().iloc[0]
    return " ".join(said) or f"No difference{drawn} is clear at q of at most {limit:.2g}."


def _shown(rows: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Return the contrasts of the outlets (or groups) and labels (or frames) that a figure shows."""
    for column in (*BY, *OF):
        if column not in rows or column not in shown or rows[column].isna().all():
            continue
        there = set(shown[column].dropna())
        if column in BY:
            there |= set(shown["reference"].dropna()) if "reference" in shown else set()
            rows = rows[rows["reference"].isin(there | ALL_OTHERS)]
        rows = rows[rows[column].isin(there)]
    return rows


def draw_all(
    folder: Path,
    results: Mapping[str, pd.DataFrame],
    subject: Subject,
    about: chart.About,
    export: Export = Export(),
    only: Sequence[str] = (),
    narrowed: Narrowed = ALL,
) -> tuple[list[str], list[str]]:
    """Draw and save every figure (or ``only`` some) whose result is there, of all outlets and labels or some.

    Return the names saved, and a line for each that was not. A figure that cannot be drawn so that it can be read (too
    many outlets for the page) stops nothing: its table is there.
    """
    saved, left_out = [], []
    for name, plan, table in drawable(results, subject, only):
        given = narrowed.arguments(plan.draw, table)
        try:
            figure = plan.draw(table, size=export.size(plan.wide), **given)
            contrasts, shown = results.get(plan.contrasts), figure.drawing.data
            told = "" if contrasts is None else finding(contrasts, subject.referent, shown)
            chart.save_figure(figure, name, folder=folder, formats=export.formats, about=replace(about, finding=told))
            saved.append(name)
        except chart.ChartError as error:
            why = str(error)
            if isinstance(error, chart.TooLargeError):
                why = f"{error.problem}; {how_to_narrow(name, table, export.options, given)}"
            left_out.append(f"figure {name}: not drawn: {why}; its data is in {_place(plan.result, results)}")
        else:
            left_out += _first_only(name, given, narrowed)
    return saved, left_out


def _first_only(name: str, given: Mapping[str, object], narrowed: Narrowed) -> list[str]:
    """Say where a figure shows one label, and several were named."""
    if "label" not in given or len(narrowed.labels) < 2:
        return []
    return [f"figure {name}: shows one label at a time, here {given['label']!r}; --only {name} --label draws another"]


def drawable(
    results: Mapping[str, pd.DataFrame], subject: Subject, only: Sequence[str] = ()
) -> Iterator[tuple[str, Plan, pd.DataFrame]]:
    """Give each figure whose table is there: its name, its plan, its table; ChoiceError for a name that is none."""
    tables = {"mentions": subject.tables.mentions, **results}
    there = {name: plan for name, plan in plans(subject).items() if plan.result in tables}
    chosen = [choose(name, there, "figure") for name in only] or list(there)
    for name in chosen:
        yield name, there[name], _about(tables[there[name].result], subject.referent)


def _about(table: pd.DataFrame, referent: str) -> pd.DataFrame:
    """Return a table as it is, or without rows where it holds other referents only: its figure then says so."""
    if "referent" not in table.columns or table["referent"].isna().all() or (table["referent"] == referent).any():
        return table
    return table.iloc[:0]


def _place(result: str, results: Mapping[str, pd.DataFrame]) -> str:
    return f"results/{result}.csv" if result in results else f"{result}.parquet"


def draw_again(
    processed: Path,
    export: Export,
    *,
    out: Path | None = None,
    only: Sequence[str] = (),
    narrowed: Narrowed = ALL,
) -> tuple[Path, list[str], list[str]]:
    """Make the figures of a finished run again from its stored tables, in another preset, size or format.

    Nothing is computed anew. Returns the folder written into (``out``, or one beside the run's other results named
    after the preset, with "-chosen" where the figures are narrowed), the names saved, and a line for each figure that
    was not and for what should be known. Raises InputError where there is no finished run, ChoiceError for an unknown
    figure, outlet, group, label or frame.
    """
    from framing import __version__

    manifest = store.read_manifest(processed)
    settings, made_by = manifest["settings"], manifest["framing"]
    subject = Subject(store.read_tables(processed), settings["referent"], settings["events"])
    results = {name: store.read_result(processed, name) for name in store.result_names(processed)}
    narrowed.check(subject.tables, results.values(), subject.referent)
    folder = out or processed / f"{export.folder}{'-chosen' if narrowed else ''}"
    saved, left_out = draw_all(folder, results, subject, about(manifest), export, only, narrowed)
    if made_by != __version__:
        left_out.append(
            f"this run was made by framing {made_by}, its figures by {__version__}; `framing run` renews it"
        )
    return folder, saved, left_out
