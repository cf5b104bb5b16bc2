"""The contact sheet shows every figure, and stays small."""

import re

from PIL import Image

from conftest import ROOT
from framing import chart, measure

SCRIPT = "gallery"


def test_every_public_figure_is_in_the_gallery(script):
    text = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    assert re.findall("^## `(.*)`$", text, re.M) == sorted(n for n in chart.__all__ if n.startswith("draw_"))
    assert text == script.page(), "run `python benchmarks/gallery.py`"


def test_every_entry_names_the_measure_that_feeds_it(script):
    for entry in script.entries():
        assert entry.measure == "tag" or entry.measure.removeprefix("measure.") in measure.__all__, entry.name


def test_its_images_are_there_and_small(script):
    images = sorted((ROOT / "docs" / "images" / "gallery").iterdir())
    assert images == sorted(ROOT / "docs" / entry.image for entry in script.entries())
    assert sum(path.stat().st_size for path in images) < 2_000_000
    for path in images:
        with Image.open(path) as image:
            assert image.width > 400
