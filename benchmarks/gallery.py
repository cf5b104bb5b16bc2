"""The contact sheet of all figures: ``python benchmarks/gallery.py [PROCESSED]`` writes ``docs/gallery.md`` and its images.

``PROCESSED`` is a finished run, the sample's by default: ``framing run --no-notebooks`` makes it.
"""

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from framing import chart, figures, store

DOCS = Path(__file__).resolve().parents[1] / "docs"
IMAGES = Path("images") / "gallery"
WIDTH, COLOURS = 1000, 48
HEAD = """\
# All figures

Every figure, drawn from the sample corpus by one function from the table its measure returned. `framing run` saves them all;
[figures.md](figures.md) says how to take them into a paper. This page is made by `python benchmarks/gallery.py`.
"""


@dataclass(frozen=True)
class Entry:
    """One figure: its function, what it shows, and what returns the table it is drawn from."""

    name: str
    says: str
    measure: str

    @property
    def image(self) -> Path:
        return IMAGES / f"{self.name.removeprefix('draw_')}.png"

    def __str__(self) -> str:
        return (
            f"## `{self.name}`\n\n{self.says} Drawn from `{self.measure}`.\n\n![{self.says}]({self.image.as_posix()})\n"
        )


def entries() -> list[Entry]:
    """Return every public figure, from the first sentence of its docstring."""
    return [_entry(name) for name in sorted(chart.__all__) if name.startswith("draw_")]


def _entry(name: str) -> Entry:
    first = " ".join(inspect.getdoc(getattr(chart, name)).split("\n\n")[0].split())
    found = re.fullmatch(r"Draw (.+?), from the (?:table|mentions|table of mentions) ``([^`]+)`` returned(.*)\.", first)
    if found is None:
        raise SystemExit(f"{name}: its docstring does not begin with what it draws and from which table: {first}")
    says, measure, more = found.groups()
    return Entry(name, f"{says[:1].upper()}{says[1:]}{more}.", measure.partition("(")[0])


def page() -> str:
    """Return the text of the page."""
    return "\n".join([HEAD, *map(str, entries())])


def images(processed: Path) -> Iterator[tuple[Entry, bytes]]:
    """Give each figure with its image: the first of a run's figures that its function draws."""
    manifest = store.read_manifest(processed)
    settings = manifest["settings"]
    subject = figures.Subject(store.read_tables(processed), settings["referent"], settings["events"])
    results = {name: store.read_result(processed, name) for name in store.result_names(processed)}
    every = list(figures.drawable(results, subject))
    for entry in entries():
        plan, table = next((plan, table) for _, plan, table in every if plan.function == entry.name)
        yield entry, small(plan.draw(table, size=figures.Export().size(plan.wide)))


def small(figure: chart.Chart) -> bytes:
    """Return a figure as a PNG small enough for a page of many."""
    content = BytesIO(figure._repr_mimebundle_()[0]["image/png"])
    with Image.open(content) as image:
        width = min(WIDTH, image.width)
        shown = image.convert("RGB").resize(
            (width, round(image.height * width / image.width)), Image.Resampling.LANCZOS
        )
    target = BytesIO()
    shown.quantize(COLOURS, dither=Image.Dither.NONE).save(target, "png", optimize=True)
    return target.getvalue()


def main() -> None:
    processed = Path(sys.argv[1] if len(sys.argv) > 1 else "data/processed")
    (DOCS / IMAGES).mkdir(parents=True, exist_ok=True)
    for entry, content in images(processed):
        (DOCS / entry.image).write_bytes(content)
        print(f"{entry.image}: {len(content) / 1000:.0f} kB")
    (DOCS / "gallery.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
