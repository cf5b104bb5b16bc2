"""Figures of tables that are empty, small, large, long, written from right to left, or lack dates and intervals."""

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from framing import chart
from framing.errors import ChoiceError
from test_chart_figures import LABELS, contrasts, corpus, keyness, readability, shares, voices

LONG = [
    "the self-proclaimed and internationally unrecognised so-called republic and the territories around it",
    "Pneumonoultramicroscopicsilicovolcanoconiosisartigeneinanutshell",
    "оккупированные территории",
]
RIGHT_TO_LEFT = ["جمهورية قره باغ", "אזור הסכסוך", "Ledger"]


@pytest.mark.parametrize(
    ("draw", "table"),
    [
        (chart.draw_shares, shares()), (chart.draw_contrasts, contrasts()), (chart.draw_voices, voices()),
        (chart.draw_keyness, keyness()), (chart.draw_corpus, corpus()), (chart.draw_readability, readability()[0]),
    ],
)  # fmt: skip
def test_a_table_without_rows_gives_a_figure_that_says_so(draw, table):
    figure = draw(table.iloc[:0])
    assert figure.drawing.data.empty
    said = [text.get_text() for axes in figure.axes for text in axes.texts]
    assert any(said) and not any(axes.patches for axes in figure.axes)
    assert chart.misfits(figure) == []


def test_one_outlet_and_one_article_have_no_interval_and_say_why():
    table = shares(["Ledger"]).assign(
        low=np.nan, high=np.nan, level=np.nan, interval=None, notes="1 article: no interval"
    )
    figure = chart.draw_shares(table)
    lines = [c for axes in figure.axes for c in axes.collections if c.get_gid() == "intervals"]
    assert all(len(line.get_segments()) == 0 for line in lines)
    assert "1 article: no interval." in figure.drawing.words.notes
    assert "Ledger (12; 4)" in [label.get_text() for label in figure.axes[0].get_yticklabels()]


def test_no_mention_at_all_is_said():
    table = shares().assign(n=0, total=0, n_articles=0, estimate=np.nan, low=np.nan, high=np.nan)
    assert "No mention" in chart.draw_shares(table).axes[0].texts[0].get_text()


@pytest.mark.parametrize(
    "size", [("nature", "single"), ("nature", "double"), ("elsevier", "single"), ("slides", "single")]
)
def test_forty_outlets_fit_or_the_error_says_how_to_narrow(size):
    outlets = [f"Outlet number {i:02d}" for i in range(40)]
    try:
        figure = chart.draw_shares(shares(outlets), size=chart.page(*size))
    except chart.ChartError as error:
        assert "choose fewer, as outlets=[...] or labels=[...], or take a wider size" in str(error)
    else:
        assert figure.drawing.data["outlet"].nunique() == 40
        assert chart.misfits(figure) == []


@pytest.mark.parametrize("names", [LONG, RIGHT_TO_LEFT], ids=["long", "right to left"])
def test_no_name_is_cut_or_lies_on_another(names):
    labels = dict(zip(LABELS, names, strict=True))
    for figure in (
        chart.draw_shares(shares(names).replace({"label": labels})),
        chart.draw_contrasts(contrasts(pairs=((names[0], names[1]),)).replace({"label": labels})),
        chart.draw_voices(voices().replace({"label": labels})),
        chart.draw_corpus(
            corpus().replace({"outlet": dict(zip(["Ledger", "Gazette", "Bulletin"], names, strict=True))})
        ),
    ):
        assert chart.misfits(figure) == []
        written = "".join(text.get_text() for text in figure.findobj(Text))
        plain = "".join(written.split())
        assert all("".join(name.split()) in plain for name in names[:2])


def test_counts_behind_a_name_from_right_to_left_keep_their_order():
    from framing.chart.tables import with_counts

    assert with_counts("Ledger", "3; 2") == "Ledger (3;\u00a02)"
    assert with_counts("אזור", "3; 2") == "\u200e\u2068אזור\u2069 (3;\u00a02)"


def test_counts_behind_a_name_are_never_broken_apart():
    from framing.chart.canvas import wrap
    from framing.chart.tables import with_counts

    assert wrap(with_counts("Armenia and diaspora", "102; 37 a"), 20, 6) == "Armenia and\ndiaspora\n(102; 37 a)"
    assert wrap("self-determination", 12, 7).startswith("self-\n")


def test_what_is_remarked_on_every_row_is_said_once_without_a_letter():
    from framing.chart.tables import remark_line, remarks

    notes = pd.Series(["9 articles left out", "few articles; 9 articles left out", "9 articles left out"])
    assert remarks(notes) == {"few articles; 9 articles left out": "a"}
    assert remark_line(notes) == ["9 articles left out.", "a: few articles."]
    assert remark_line(pd.Series(["few articles", None])) == ["a: few articles."]
    assert remark_line(pd.Series([None, None])) == []


def test_articles_without_dates_are_counted_not_drawn():
    figure = chart.draw_corpus(corpus(("undated",)))
    assert not figure.axes[0].patches
    assert any("without a date" in note for note in figure.drawing.words.notes)
    assert any("no article has a date" in text.get_text() for text in figure.axes[0].texts)
    missing = corpus().assign(period=None)
    assert not chart.draw_corpus(missing).axes[0].patches


@pytest.mark.parametrize(
    ("period", "day"),
    [("2020-W53", "2020-12-28"), ("2020-11", "2020-11-01"), ("2020-11-10", "2020-11-10"), ("2020", "2020-01-01")],
)
def test_a_period_begins_on_its_first_day(period, day):
    from framing.chart.dates import period_starts

    assert period_starts(pd.Series([period]), "draw")[0] == pd.Timestamp(day)


def test_a_period_that_is_no_date_is_an_error():
    with pytest.raises(chart.ChartError, match="draw_corpus: the period 'autumn' is none of 2020-11-10"):
        chart.draw_corpus(corpus(("autumn",)))


def test_another_table_is_refused_by_name():
    with pytest.raises(
        chart.ChartError, match=r"draw_voices draws the table measure.voices returned: no column voice; this one has"
    ):
        chart.draw_voices(shares())
    with pytest.raises(chart.ChartError, match="with the measure share or characterised; this one has voice share"):
        chart.draw_shares(voices())
    with pytest.raises(chart.ChartError, match="it was given a list"):
        chart.draw_corpus([1, 2])


def test_choices_that_are_not_there_list_those_that_are():
    with pytest.raises(
        ChoiceError, match="draw_shares: outlet: 'Legder' is not one of: Bulletin, Gazette, Ledger; did you mean"
    ):
        chart.draw_shares(shares(), outlets=["Legder"])
    with pytest.raises(ChoiceError, match="label: 'x' is not one of"):
        chart.draw_voices(voices(), labels=["x"])
    with pytest.raises(ChoiceError, match="measure: 'share' is not one of: share difference, share ratio"):
        chart.draw_contrasts(contrasts(), measure="share")
    with pytest.raises(chart.ChartError, match="'Ledger' is named twice"):
        chart.draw_shares(shares(), outlets=["Ledger", "Ledger"])
    with pytest.raises(chart.ChartError, match=r"takes a list, such as \['Ledger'\]"):
        chart.draw_shares(shares(), outlets="Ledger")


def test_several_referents_need_a_choice_and_several_rows_are_told_apart():
    two = pd.concat([shares(), shares().assign(referent="war")])
    with pytest.raises(chart.ChartError, match="one referent at a time: give referent= one of territory, war"):
        chart.draw_shares(two)
    assert len(chart.draw_shares(two, referent="war").drawing.data) == 9
    by_voice = pd.concat([shares().assign(voice="narration"), shares().assign(voice="quotation")])
    with pytest.raises(chart.ChartError, match="2 rows for Ledger, breakaway region, share: they differ in voice"):
        chart.draw_shares(by_voice)


def test_groups_are_compared_where_the_table_has_groups():
    figure = chart.draw_shares(shares().rename(columns={"outlet": "group"}), outlets=["Ledger"])
    assert "each group" in figure.drawing.words.title


def test_no_display_and_no_pyplot_are_needed():
    code = "import sys, framing.chart; print('matplotlib.pyplot' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_notebook_shows_a_figure_once_with_its_alternative_text():
    from IPython.core.formatters import DisplayFormatter

    figure = chart.draw_corpus(corpus())
    data, metadata = DisplayFormatter().format(figure)
    assert [kind for kind in data if kind.startswith("image/")] == ["image/png"]
    assert metadata["image/png"]["alt"] == figure.drawing.words.alt
    assert json.dumps(metadata)


def test_a_line_that_begins_with_a_name_from_right_to_left_is_read_from_the_left():
    from framing.chart.canvas import wrap

    assert wrap("how far apart do אזור הסכסוך and B stand?", 25, 7).startswith("\u200e")
    assert all(line.startswith("\u200e") for line in wrap("how far apart do אזור הסכסוך stand?", 12, 7).split("\n"))
    assert wrap("אזור הסכסוך", 100, 7) == "אזור הסכסוך"
    assert wrap("apart", 100, 7) == "apart"


def test_letters_that_no_font_has_are_said_and_never_saved_as_boxes(tmp_path, monkeypatch):
    from framing.chart import canvas

    table = corpus().replace({"outlet": {"Ledger": "人民日报"}})
    monkeypatch.setattr(canvas, "unwritable", lambda text: "".join(sign for sign in "人民日报" if sign in text))
    figure = chart.draw_corpus(table)
    with pytest.warns(UserWarning, match="no font here has the letters 人民日报: install one"):
        figure._repr_mimebundle_()
    with pytest.raises(chart.ChartError, match="no font here has the letters 人民日报"):
        chart.save_figure(figure, "corpus", folder=tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_which_letters_a_font_has_is_read_from_the_fonts(monkeypatch):
    from framing.chart import style

    monkeypatch.setattr(style, "fonts", lambda: ("DejaVu Sans",))
    style._letters.cache_clear()
    assert style.unwritable("Ledger, Ведомости, אזור, قره \u200e\u2068") == ""
    assert style.unwritable("亜 of 亜細 today") == "亜細"
    style._letters.cache_clear()


@pytest.mark.parametrize(
    "names",
    [
        ("جمهورية قره باغ", "الأراضي المحتلة"),
        ("אזור הסכסוך", "השטחים הכבושים"),
        ("Արցախի Հանրապետություն", "Հայաստանի ձայն"),
        ("ოკუპირებული ტერიტორიები", "საქართველოს ხმა"),
        ("оккупированные территории", "Ведомости"),
    ],
)
def test_scripts_the_font_of_matplotlib_has_are_drawn_whole_and_as_they_are_written(tmp_path, names, monkeypatch):
    from framing.chart import style

    monkeypatch.setattr(style, "fonts", lambda: ("DejaVu Sans",))
    style._letters.cache_clear()
    table = shares(outlets=[names[1], "Ledger"], labels=[names[0], "republic"])
    figure = chart.draw_shares(table.assign(referent=names[0]))
    assert figure.drawing.words.title.startswith(names[0][:1].title() + names[0][1:])
    assert chart.misfits(figure) == []
    paths = chart.save_figure(figure, "f", folder=tmp_path, formats=chart.FORMATS)
    assert len(paths) == 9 and all(path.stat().st_size for path in paths)
    style._letters.cache_clear()


@pytest.mark.parametrize("name", ["人民日报", "朝日新聞", "중앙일보", "हिन्दुस्तान", "ไทยรัฐ"])
def test_scripts_no_font_here_has_are_refused_by_their_letters_and_no_box_is_drawn(tmp_path, name, monkeypatch):
    from framing.chart import style

    monkeypatch.setattr(style, "fonts", lambda: ("DejaVu Sans",))
    style._letters.cache_clear()
    for figure in (
        chart.draw_shares(shares(outlets=[name, "Ledger"])),
        chart.draw_keyness(keyness().assign(phrase=[f"{name} {i}" for i in range(60)])),
        chart.draw_contrasts(contrasts(pairs=((name, "rest"), ("Ledger", "rest")))),
    ):
        with pytest.raises(chart.ChartError, match=f"no font here has the letters .*{name[0]}.* install one that has"):
            chart.save_figure(figure, "f", folder=tmp_path / "new", journal="nature")
    assert not (tmp_path / "new").exists()
    style._letters.cache_clear()
