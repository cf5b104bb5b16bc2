"""The contact sheet shows every figure, and stays small."""

import importlib.util
import re
import sys

import pytest
from PIL import Image

from conftest import ROOT
from framing import chart, measure

SCRIPT = ROOT / "benchmarks" / "gallery.py"


@pytest.fixture(scope="module")
def gallery():
    spec = importlib.util.spec_from_file_location("gallery", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["gallery"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["gallery"]


def test_every_public_figure_is_in_the_gallery(gallery):
    text = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    assert re.findall("^## `(.*)`$", text, re.M) == sorted(n for n in chart.__all__ if n.startswith("draw_"))
    assert text == gallery.page(), "run `python benchmarks/gallery.py`"


def test_every_entry_names_the_measure_that_feeds_it(gallery):
    for entry in gallery.entries():
        assert entry.measure == "tag" or entry.measure.removeprefix("measure.") in measure.__all__, entry.name


def test_its_images_are_there_and_small(gallery):
    images = sorted((ROOT / "docs" / "images" / "gallery").iterdir())
    assert images == sorted(ROOT / "docs" / entry.image for entry in gallery.entries())
    assert sum(path.stat().st_size for path in images) < 2_000_000
    for path in images:
        with Image.open(path) as image:
            assert image.width > 400
