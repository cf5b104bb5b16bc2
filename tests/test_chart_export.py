"""What is written with a figure: the formats, the data, the words, the same bytes each time."""

import io
import json
import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from framing import chart
from framing.chart.place import Room, place_names
from framing.chart.style import LESS, MARKS, MORE, NEITHER
from framing.errors import ChoiceError
from test_chart_figures import contrasts, corpus, keyness, shares, voices

SVG = "{http://www.w3.org/2000/svg}"
ABOUT = chart.About(finding="Ledger uses 5% more.", provenance={"corpus": "abc", "codebook": "1.0"})


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    figure = chart.draw_shares(shares())
    paths = chart.save_figure(
        figure, "shares", folder=folder, formats=("pdf", "svg", "png", "tiff", "eps"), about=ABOUT
    )
    return figure, {path.name.removeprefix("shares."): path for path in paths}


def test_the_set_is_complete(written):
    _, files = written
    wanted = ["pdf", "svg", "png", "tiff", "eps", "csv", "caption.md", "caption.tex", "alt.txt"]
    assert list(files) == wanted
    assert all(path.stat().st_size for path in files.values())


def test_the_data_are_exactly_what_was_drawn(written):
    figure, files = written
    table = pd.read_csv(files["csv"])
    pd.testing.assert_frame_equal(
        table.drop(columns="notes"), figure.drawing.data.drop(columns="notes"), check_dtype=False
    )
    assert table["notes"].isna().all()
    assert table["estimate"].tolist() == figure.drawing.data["estimate"].tolist()


def test_fonts_are_truetype_in_pdf_and_eps(written):
    _, files = written
    pdf = files["pdf"].read_bytes()
    assert b"/FontFile2" in pdf and b"/Type3" not in pdf
    assert b"/FontType 42" in files["eps"].read_bytes()


def test_svg_text_can_be_edited_and_described(written):
    figure, files = written
    root = ElementTree.parse(files["svg"]).getroot()
    texts = {"".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")}
    assert "Ledger (12; 4)" in texts
    assert root.get("role") == "img"
    assert root.find("{http://www.w3.org/2000/svg}desc").text == figure.drawing.words.alt


def test_where_the_numbers_come_from_stands_inside(written):
    figure, files = written
    origin = json.dumps(ABOUT.provenance, sort_keys=True)
    image = Image.open(files["png"])
    assert image.text["Source"] == origin
    assert image.text["Description"] == figure.drawing.words.alt
    assert image.info["dpi"] == pytest.approx((300, 300), abs=1)
    assert image.mode == "RGB"
    assert origin.replace('"', "&quot;") in files["svg"].read_text() or origin in files["svg"].read_text()
    assert b"/Keywords" in files["pdf"].read_bytes()
    with Image.open(files["tiff"]) as tiff:
        assert origin in tiff.tag_v2[270]
        assert tiff.mode == "RGB"


def test_what_stands_inside_can_be_read_back_whatever_its_letters(tmp_path):
    about = chart.About(provenance={"corpus": "a" * 300, "codebook": "Называние, version 1", "counting": "голос"})
    table = shares().replace({"label": {"republic": "республика"}})
    paths = chart.save_figure(chart.draw_shares(table), "f", folder=tmp_path, formats=chart.FORMATS, about=about)
    files = {path.suffix: path for path in paths[:5]}
    with Image.open(files[".png"]) as png, Image.open(files[".tiff"]) as tiff:
        assert json.loads(png.text["Source"]) == about.provenance
        assert json.loads(tiff.tag_v2[270].split("\n")[2]) == about.provenance
    root = ElementTree.parse(files[".svg"]).getroot()
    source = root.find(".//{http://purl.org/dc/elements/1.1/}source").text
    assert json.loads(source) == about.provenance
    pdf = files[".pdf"].read_bytes().partition(b"/Keywords (")[2].partition(b")\n>>")[0]
    assert json.loads(re.sub(rb"\\(.)", rb"\1", pdf).decode("utf-16")) == about.provenance
    lines = files[".eps"].read_text(encoding="ascii").partition("%%EndComments")[0].split("\n")
    assert max(map(len, lines)) <= 255
    said = "".join(line[4:] if line.startswith("%   ") else f"\n{line[2:]}" for line in lines if line.startswith("% "))
    assert json.loads(said.split("\n")[3]) == about.provenance
    assert "\\u0440\\u0435" in said


def test_the_caption_has_n_method_interval_and_the_finding(written):
    _, files = written
    caption = files["caption.md"].read_text()
    assert caption.startswith("**Territory: which labels does each outlet use?** Share of each label")
    for part in ("54 mentions, 15 articles", "95% interval (effective Wilson)", "Ledger uses 5% more."):
        assert part in caption
    assert r"Ledger uses 5\% more." in files["caption.tex"].read_text()


def test_the_same_figure_gives_the_same_bytes(written, tmp_path):
    _, files = written
    chart.save_figure(
        chart.draw_shares(shares()),
        "shares",
        folder=tmp_path,
        formats=("pdf", "svg", "png", "tiff", "eps"),
        about=ABOUT,
    )
    for ending, path in files.items():
        assert (tmp_path / f"shares.{ending}").read_bytes() == path.read_bytes(), ending


@pytest.mark.parametrize(
    ("journal", "width", "millimetres"), [("nature", "double", 183), ("elsevier", "single", 90), ("a4", "half", 77)]
)
def test_a_journals_size_is_kept_and_everything_fits(tmp_path, journal, width, millimetres):
    svg = chart.save_figure(
        chart.draw_contrasts(contrasts()), "c", folder=tmp_path, journal=journal, width=width, formats=["svg"]
    )[0]
    size = chart.page(journal, width)
    points = float(re.search(r'<svg[^>]* width="([\d.]+)pt"', svg.read_text()).group(1))
    assert points * 25.4 / 72 == pytest.approx(millimetres, abs=0.01)
    assert {float(s) for s in re.findall(r"font: (?:700 )?([\d.]+)px", svg.read_text())} <= {
        size.text,
        size.small,
        size.title,
    }
    assert min(size.text, size.small, size.title) >= size.least


def words_of(svg):
    return {"".join(node.itertext()).strip() for node in ElementTree.fromstring(svg).iter(f"{SVG}text")} - {""}


def saved(figure, folder, **how):
    paths = chart.save_figure(figure, "f", folder=folder, formats=["svg"], **how)
    return {path.name.removeprefix("f."): path.read_text() for path in paths}


def test_title_and_notes_can_stand_in_the_caption_alone(tmp_path):
    figure = chart.draw_shares(shares())
    inside, below = saved(figure, tmp_path / "in"), saved(figure, tmp_path / "below", about=chart.About(inside=False))
    gone = words_of(inside["svg"]) - words_of(below["svg"])
    said = " ".join([figure.drawing.words.title, *figure.drawing.words.notes])
    assert gone and all(text in said for text in gone)
    assert {"Ledger (12; 4)", "Share (%)", "republic"} <= words_of(below["svg"])
    assert {name: inside[name] for name in inside if name != "svg"} == {
        name: below[name] for name in below if name != "svg"
    }
    assert all(part in below["caption.md"] for part in (figure.drawing.words.title, *figure.drawing.words.notes))
    assert saved(figure, tmp_path / "again", journal="screen", about=chart.About(inside=True))["svg"] == inside["svg"]


@pytest.mark.parametrize("journal", sorted(chart.PRESETS))
def test_journals_get_figures_without_title_and_notes_unless_told(tmp_path, journal):
    figure = chart.draw_contrasts(contrasts())
    usual, told = (
        saved(figure, tmp_path / str(inside), journal=journal, about=chart.About(inside=inside))
        for inside in (None, True)
    )
    title = figure.drawing.words.title[:10]
    assert any(text.startswith(title) for text in words_of(told["svg"]))
    held = any(text.startswith(title) for text in words_of(usual["svg"]))
    assert held == (journal not in ("nature", "elsevier"))
    assert usual["caption.md"] == told["caption.md"]


def test_without_title_and_notes_a_figure_stands_less_high():
    figure = chart.draw_shares(shares())
    high, low = (figure.drawing.redraw(chart.page("a4").saying(words)) for words in (True, False))
    assert low.get_figheight() < high.get_figheight() - 0.2
    assert chart.misfits(low) == []
    assert [bar.get_width() for bar in low.axes[0].patches] == [bar.get_width() for bar in high.axes[0].patches]


def test_nature_gets_no_lines_behind_the_data():
    figure = chart.draw_shares(shares())
    styles = {
        journal: {line.get_linestyle() for line in figure.drawing.redraw(chart.page(journal)).axes[0].get_xgridlines()}
        for journal in ("nature", "elsevier")
    }
    assert styles == {"nature": {"None"}, "elsevier": {"-"}}


def test_a_figure_changed_by_hand_is_written_as_it_is(tmp_path):
    figure = chart.draw_corpus(corpus())
    figure.axes[0].text(0.5, 0.5, "my own remark", size=6, transform=figure.axes[0].transAxes)
    svg = chart.save_figure(figure, "corpus", folder=tmp_path, formats=["svg"])[0].read_text()
    assert ">my own remark<" in svg


def test_text_that_is_cut_or_too_small_is_refused_before_anything_is_written(tmp_path):
    figure = chart.draw_corpus(corpus())
    figure.text(0.9, 0.5, "a remark that runs over the edge of the page", size=6)
    with pytest.raises(chart.ChartError, match="does not fit 89 mm: cut at the edge: 'a remark"):
        chart.save_figure(figure, "corpus", folder=tmp_path / "new")
    small = chart.draw_corpus(corpus())
    small.text(0.5, 0.97, "tiny", size=3)
    with pytest.raises(chart.ChartError, match="3 pt, least is 5 pt: 'tiny'"):
        chart.save_figure(small, "corpus", folder=tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_what_cannot_be_saved_is_said(tmp_path):
    with pytest.raises(chart.ChartError, match="it was given Figure"):
        chart.save_figure(Figure(), "f", folder=tmp_path)
    figure = chart.draw_corpus(corpus())
    with pytest.raises(ChoiceError, match="format of a figure: 'gif' is not one of: eps, pdf, png, svg, tiff"):
        chart.save_figure(figure, "f", folder=tmp_path, formats=["gif"])
    with pytest.raises(ChoiceError, match="journal: 'science' is not one of: a4, elsevier, nature"):
        chart.save_figure(figure, "f", folder=tmp_path, journal="science")
    with pytest.raises(ChoiceError, match="width for nature: 'half' is not one of: double, single"):
        chart.save_figure(figure, "f", folder=tmp_path, journal="nature", width="half")


def test_every_preset_names_its_source_and_can_be_read():
    for preset in chart.PRESETS.values():
        assert len(preset.source) > 20
        for size in preset.sizes.values():
            assert size.least <= size.small <= size.text <= size.title


def test_a_users_own_settings_change_nothing_and_stay():
    import matplotlib

    one = picture(chart.draw_corpus(corpus()))
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        assert picture(chart.draw_corpus(corpus())) == one
        assert matplotlib.rcParams["font.size"] == 30


def picture(figure):
    return figure._repr_mimebundle_()[0]["image/png"]


def lightness(colour):
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_marks_differ_without_colour():
    for group in (MARKS, (MORE, LESS, NEITHER)):
        assert len({mark.marker for mark in group}) == len(group)
    assert len({mark.hatch for mark in MARKS}) == len(MARKS)
    light = [lightness(mark.colour) for mark in MARKS]
    assert min(np.abs(np.diff(light))) > 0.05


@pytest.mark.parametrize(
    "draw",
    [lambda: chart.draw_shares(shares()), lambda: chart.draw_voices(voices()), lambda: chart.draw_keyness(keyness())],
)
def test_figures_keep_their_contrast_in_grey(draw):
    grey = np.asarray(Image.open(io.BytesIO(picture(draw()))).convert("L"))
    assert grey.max() == 255
    assert (grey < 100).mean() > 0.005
    assert ((grey > 120) & (grey < 230)).any()


points = st.lists(st.tuples(st.floats(5, 95), st.floats(5, 75)), min_size=1, max_size=25)


def leaders(at, corners, sizes):
    kept = ~np.isnan(corners[:, 0])
    return np.stack([at, np.clip(at, corners, corners + sizes)], axis=1)[kept]


def crosses(one, two):
    def turn(a, b, c):
        return np.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

    return turn(*one, two[0]) * turn(*one, two[1]) < 0 and turn(*two, one[0]) * turn(*two, one[1]) < 0


@settings(max_examples=20, deadline=None)
@given(points, st.lists(st.tuples(st.floats(5, 95), st.floats(5, 75)), max_size=40))
def test_names_cover_no_mark_keep_their_side_and_leaders_never_cross(xy, marks):
    at, sizes, marks = np.array(xy), np.tile([12.0, 2.0], (len(xy), 1)), np.reshape(np.array(marks), (-1, 2))
    corners = place_names(at, sizes, Room(0, 0, 100, 80, 0.5, wall=40.0), marks)
    for point, (left, low), (wide, tall) in zip(at, corners, sizes, strict=True):
        assert not ((marks > [left, low]) & (marks < [left + wide, low + tall])).all(axis=1).any()
        assert np.isnan(low) or (low >= 40 if point[1] > 40 else low + tall <= 40)
    drawn = leaders(at, corners, sizes)
    for i, one in enumerate(drawn):
        assert not any(crosses(one, two) for two in drawn[i + 1 :])


def test_names_without_room_at_first_choose_first():
    at, sizes = np.array([(50.0, 40.0), (50.0, 40.0)]), np.array([(4.0, 2.0), (30.0, 2.0)])
    tight = Room(left=48, bottom=38.9, right=81, top=41.1, pad=0.5)
    alone = place_names(at[1:], sizes[1:], tight, np.empty((0, 2)))
    assert not np.isnan(alone).any()
    assert np.isnan(place_names(at, sizes, tight, np.empty((0, 2)))[:, 0]).sum() == 1


@settings(max_examples=30, deadline=None)
@given(points, st.floats(2, 25))
def test_names_of_points_never_overlap_and_stay_inside(xy, width):
    at, sizes = np.array(xy), np.tile([width, 2.0], (len(xy), 1))
    corners = place_names(at, sizes, Room(0, 0, 100, 80, 0.5), np.empty((0, 2)))
    np.testing.assert_array_equal(corners, place_names(at, sizes, Room(0, 0, 100, 80, 0.5), np.empty((0, 2))))
    boxes = np.hstack([corners, corners + sizes])[~np.isnan(corners[:, 0])]
    assert (boxes[:, :2] >= 0).all() and (boxes[:, 2] <= 100).all() and (boxes[:, 3] <= 80).all()
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_no_transparency_is_in_a_figure_with_names(tmp_path, caplog):
    chart.save_figure(chart.draw_keyness(keyness()), "k", folder=tmp_path, formats=["eps", "pdf"])
    assert "transparency" not in caplog.text
