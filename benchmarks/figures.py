"""Does every figure hold what its preset promises: ``python benchmarks/figures.py [PROCESSED] [--journal NAME] [--all-files]``.

Every figure of a finished run (the sample's by default) and of studies made up here (40 outlets; one; long names;
names written from right to left; nothing dated; nothing mentioned) is drawn in every preset and width. Checked are the
page's width and height, and text that is cut, covered or under the least size. Of the finished run each figure is also
written in every format, twice, in one of the sizes, each in its turn (``--all-files``: in all, which takes an hour):
fonts as TrueType, editable text and a description in the SVG, provenance inside every file, the data beside it, and
the same bytes again. ``--fits`` leaves the files out. Printed is one line a preset: figures drawn, those that say how
to narrow instead, CPU seconds, and what is wrong."""

import argparse
import json
import re
import tempfile
import time
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pandas as pd

from framing import chart, figures, store
from framing.codebook import load_codebook
from framing.measuring import measure_all
from framing.pipeline import build_tables, counting_of, main_referent, read_corpus
from framing.study import load_study

FIRST_DAY = pd.Timestamp("2020-11-09")
FRAMES = ("separation", "denial", "statehood")
SENTENCES = (
    "The {} was quiet on Monday.",
    "Officials said that the {} would hold talks with its neighbours about the disputed roads.",
    '"Nobody will leave the {}," the minister told reporters.',
    "It rained for days and the roads stayed closed.",
)
LONG = (
    "the self-proclaimed and internationally unrecognised so-called republic and the territories around it",
    "Pneumonoultramicroscopicsilicovolcanoconiosisartigeneinanutshell",
    "оккупированные территории",
)
RIGHT_TO_LEFT = ("جمهورية قره باغ", "אזור הסכסוך", "Ledger العربية")


@dataclass(frozen=True)
class Made:
    """A study made up: its outlets, its labels, the articles of each outlet, whether they are dated and name anything."""

    outlets: tuple[str, ...] = ("Ledger", "Gazette", "Bulletin", "Courier")
    labels: tuple[str, ...] = ("breakaway region", "so-called republic", "the republic")
    articles: int = 4
    dated: bool = True
    named: bool = True
    groups: bool = True


STUDIES = {
    "one outlet": Made(outlets=("Ledger",)),
    "40 outlets": Made(
        outlets=tuple(f"Outlet number {i:02d}" for i in range(40)),
        labels=tuple(f"label {i}" for i in range(20)),
        groups=False,
    ),
    "long names": Made(outlets=(*LONG, "Ledger"), labels=(*LONG, "republic"), groups=False),
    "right to left": Made(outlets=(*RIGHT_TO_LEFT, "Gazette"), labels=(*RIGHT_TO_LEFT, "republic"), groups=False),
    "nothing dated": Made(dated=False),
    "nothing named": Made(named=False),
    "one article": Made(outlets=("Ledger", "Gazette"), articles=1),
}


@dataclass(frozen=True)
class Drawn:
    """What figures are drawn from: a subject, its results, and where they come from."""

    subject: figures.Subject
    results: dict[str, pd.DataFrame]
    about: chart.About = field(default_factory=chart.About)


def made_study(made: Made, folder: Path) -> Drawn:
    """Write a study of made-up articles into ``folder``, measure it as a run does, and return what figures need."""
    for i, outlet in enumerate(made.outlets):
        for k in range(made.articles):
            day = f"{FIRST_DAY + pd.Timedelta(days=5 * k):%Y-%m-%d}-" if made.dated else ""
            path = folder / "raw" / outlet / f"{day}report-{k}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n\n".join(_sentences(made, i, k)), encoding="utf-8")
    labels = {name: {"frame": FRAMES[i % len(FRAMES)], "terms": [f"term{i}"]} for i, name in enumerate(made.labels)}
    book = {"codebook": "Made up", "version": "1", "language": "en", "referents": {"territory": {"labels": labels}}}
    _write_json(folder / "codebook.yaml", book | {"frames": {frame: frame for frame in FRAMES}})
    groups = {"first group": list(made.outlets[::2]), "second group": list(made.outlets[1::2])}
    study = {"study": "Made up", "raw": "raw", "codebook": "codebook.yaml", "processed": "processed",
             "events": {"2020-11-12": "an event"}}  # fmt: skip
    _write_json(folder / "study.yaml", study | ({"groups": groups} if made.groups and len(made.outlets) > 1 else {}))
    return _measured(load_study(folder / "study.yaml"))


def _sentences(made: Made, outlet: int, article: int) -> Iterator[str]:
    """Give the paragraphs of an article: which labels it has differs by outlet, evenly and without chance."""
    for k in range(12):
        label = (outlet * (k % 3) + article + k * (1 + outlet % 2)) % len(made.labels)
        yield SENTENCES[(k + article) % len(SENTENCES)].format(f"term{label}" if made.named else "place")


def _write_json(path: Path, content: dict) -> None:
    """Write YAML the plain way: JSON is YAML."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _measured(study) -> Drawn:
    codebook = load_codebook(study.codebook)
    tables = build_tables(read_corpus(study, codebook.language), codebook)
    referent = main_referent(study, tables.mentions, codebook)
    subject = figures.Subject(tables, referent, study.events)
    return Drawn(subject, measure_all(tables, codebook, study, counting_of(study), referent)[0])


def finished_run(processed: Path) -> Drawn:
    """Return what the figures of a finished run are drawn from."""
    manifest = store.read_manifest(processed)
    settings = manifest["settings"]
    subject = figures.Subject(store.read_tables(processed), settings["referent"], settings["events"])
    results = {name: store.read_result(processed, name) for name in store.result_names(processed)}
    return Drawn(subject, results, figures.about(manifest))


def exports() -> Iterator[figures.Export]:
    """Give every preset in each of its widths, all formats."""
    for journal, preset in chart.PRESETS.items():
        for width in preset.sizes:
            yield figures.Export(journal, width, chart.FORMATS)


def problems_of_fit(figure: chart.Chart, size: chart.Size) -> list[str]:
    """Return what does not fit: the width, the height, the text."""
    width, height = (inches * 25.4 for inches in figure.get_size_inches())
    wrong = [] if abs(width - size.width) < 0.01 else [f"{width:.1f} mm wide, not {size.width:g}"]
    wrong += [f"{height:.0f} mm high, at most {size.height:g}"] if height > size.height + 0.1 else []
    return wrong + chart.misfits(figure)


def problems_of_files(figure: chart.Chart, about: chart.About) -> list[str]:
    """Return what is wrong with the files of a figure, written twice."""
    with tempfile.TemporaryDirectory() as folder:
        once, twice = (
            {path.name.partition(".")[2]: path.read_bytes() for path in _written(figure, Path(folder) / name, about)}
            for name in ("once", "twice")
        )
    origin = next(iter(about.provenance.values()))
    checks = {
        "the same bytes twice": once == twice,
        "TrueType in PDF": b"/FontFile2" in once["pdf"] and b"/Type3" not in once["pdf"],
        "TrueType in EPS": b"/FontType 42" in once["eps"],
        "text in SVG": b"<text" in once["svg"] and b"<desc>" in once["svg"],
        "the title in SVG": _words_of(figure.drawing.words.title) <= _words_of(once["svg"].decode()),
        "provenance": all(origin.encode() in once[kind].replace(b"\n%   ", b"") for kind in chart.FORMATS),
        "data": once["csv"].decode() == figure.drawing.data.to_csv(index=False, lineterminator="\n"),
        "caption": all(once[f"caption.{kind}"].strip() for kind in ("md", "tex")),
        "alternative text": len(once["alt.txt"]) > 10,
    }
    return [f"not held: {name}" for name, held in checks.items() if not held]


def _written(figure: chart.Chart, folder: Path, about: chart.About) -> list[Path]:
    again = figure.drawing.redraw(figure.drawing.size)
    return chart.save_figure(again, "figure", folder=folder, formats=chart.FORMATS, about=about)


def _words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def examined(drawn: Drawn, export: figures.Export, *, files: Container[str] = ()) -> dict[str, list[str] | None]:
    """Return what is wrong with each figure, with the files of those named; None for one that says how to narrow it."""
    found: dict[str, list[str] | None] = {}
    for name, plan, table in figures.drawable(drawn.results, drawn.subject):
        size = export.size(plan.wide)
        try:
            figure = plan.draw(table, size=size)
        except chart.ChartError as error:
            found[name] = None if "choose fewer" in str(error) else [str(error)]
            continue
        wrong = problems_of_fit(figure, size)
        found[name] = wrong or (problems_of_files(figure, drawn.about) if name in files else [])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("processed", nargs="?", type=Path, default=Path("data/processed"))
    parser.add_argument("--journal", choices=sorted(chart.PRESETS))
    parser.add_argument("--study", choices=["sample", *STUDIES])
    parser.add_argument("--all-files", action="store_true", help="write every figure in every size")
    parser.add_argument("--fits", action="store_true", help="leave the files out")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        makers = {"sample": partial(finished_run, chosen.processed)} | {
            name: partial(made_study, made, Path(folder) / name) for name, made in STUDIES.items()
        }
        for name, make in makers.items():
            if chosen.study in (None, name):
                _report(name, make(), chosen)


def turn(drawn: Drawn, place: int, every: int) -> list[str]:
    """Return the figures whose files are written in one of ``every`` sizes: each figure has its turn in one of them."""
    return [name for k, (name, _, _) in enumerate(figures.drawable(drawn.results, drawn.subject)) if k % every == place]


def _report(name: str, drawn: Drawn, chosen: argparse.Namespace) -> None:
    sizes = [export for export in exports() if chosen.journal in (None, export.journal)]
    for place, export in enumerate(sizes):
        start = time.process_time()
        files = turn(drawn, *((0, 1) if chosen.all_files else (place, len(sizes)))) if name == "sample" else []
        found = examined(drawn, export, files=() if chosen.fits else files)
        narrowed = [figure for figure, wrong in found.items() if wrong is None]
        seconds = f"{time.process_time() - start:.0f} s"
        print(f"{name:14} {export.journal} {export.width}: {len(found) - len(narrowed)} drawn, {seconds}", flush=True)
        for figure in narrowed:
            print(f"    {figure}: says how to narrow it")
        for figure, wrong in found.items():
            for each in wrong or []:
                print(f"    {figure}: {each}")


if __name__ == "__main__":
    main()
