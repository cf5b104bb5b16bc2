"""Small pages: panels closer together hold more labels, and nothing of what they tell is lost."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from framing import chart
from test_chart_figures import contrasts, drawn_labels, keyness, shares, voices

SIX = [f"Daily {name}" for name in ("Ledger", "Gazette", "Bulletin", "Courier", "Herald", "Echo")]
MANY = [f"label number {i}" for i in range(22)]


def six(labels=MANY):
    table = contrasts(
        np.linspace(0.4, -0.3, len(labels)), pairs=[(name, "rest") for name in SIX], labels=labels
    ).assign(share=0.5, reference_share=lambda t: 0.5 - t["estimate"])
    table.loc[table["label"] == labels[-1], "q"] = np.nan
    return table


@pytest.mark.parametrize("draw", [chart.draw_contrasts, chart.draw_pairs])
@pytest.mark.parametrize(("page", "least"), [(("nature", "single"), 15), (("slides", "single"), 8)])
def test_six_outlets_on_a_small_page_keep_many_labels(draw, page, least):
    figure = draw(six(), size=chart.page(*page))
    kept = drawn_labels(figure)
    assert least <= len(kept) <= 20
    assert len(figure.axes) == 6
    notes = " ".join(figure.drawing.words.notes)
    assert f"{len(kept)} of 22 labels drawn: clear ones first, then the most different." in notes
    assert "The counts and q of each row are in the data file." in notes
    assert "against the rest; in brackets: its articles; those of the reference." in notes
    assert {"n", "total", "reference_n", "reference_total", "q"} <= set(figure.drawing.data)
    texts = "".join(text.get_text() for text in figure.findobj(Text)).replace("\n", "").replace(" ", "")
    assert all(f"{name}(12;14)".replace(" ", "") in texts for name in SIX)
    assert chart.misfits(figure) == []


def test_closer_panels_draw_points_intervals_and_what_is_clear():
    page = chart.page("nature", "single")
    forest = chart.draw_contrasts(six(), size=page)
    rows = forest.drawing.data.iloc[: len(drawn_labels(forest))]
    axes = forest.axes[0]
    points = [line for line in axes.lines if line.get_gid() == "estimate"]
    assert [line.get_xdata()[0] for line in points] == rows["estimate"].tolist()
    assert [line.get_markerfacecolor() != "white" for line in points] == (rows["q"] <= 0.05).tolist()
    lines = next(found for found in axes.collections if found.get_gid() == "intervals")
    assert [(p[0][0], p[1][0]) for p in lines.get_segments()] == list(zip(rows["low"], rows["high"], strict=True))
    pairs = chart.draw_pairs(six(), size=page)
    rows = pairs.drawing.data.iloc[: len(drawn_labels(pairs))]
    clear = rows[rows["q"] <= 0.05]
    thick = next(found for found in pairs.axes[0].collections if found.get_gid() == "clear")
    assert [sorted((p[0][0], p[1][0])) for p in thick.get_segments()] == [
        sorted(ends) for ends in zip(clear["share"], clear["reference_share"], strict=True)
    ]
    assert "Thick line: a clear difference" in pairs.drawing.words.notes[0]


def test_remarks_stand_without_letters_in_closer_panels():
    table = six().assign(notes="9 articles left out")
    table.loc[table["label"] == MANY[0], "notes"] = "few articles: not tested; 9 articles left out"
    notes = chart.draw_contrasts(table, size=chart.page("nature", "single")).drawing.words.notes
    assert notes[-2:] == ("9 articles left out.", "Few articles: not tested (6 rows).")


def test_a_larger_page_keeps_the_numbers_beside_the_rows():
    figure = chart.draw_contrasts(six(), size=chart.page("nature", "double"))
    assert len(drawn_labels(figure)) == 8
    assert "9/20" in {text.get_text() for text in figure.findobj(Text)}


def test_no_word_over_closer_panels_is_broken():
    table = shares(SIX, labels=[*MANY, "unrecognised republic"])
    figure = chart.draw_shares(table, labels=2, size=chart.page("slides", "half"))
    heads = [text.get_text() for text in figure.findobj(Text) if text.get_weight() == "bold"]
    whole = {word for name in (*table["label"], figure.drawing.words.title) for word in name.split()}
    assert "unrecognised\nrepublic" in heads
    assert {word for head in heads for word in head.split()} <= whole


def test_a_long_name_over_a_week_by_week_panel_is_whole_on_half_a_page():
    name = "Pneumonoultramicroscopicsilicovolcanoconiosisartigeneinanutshell"
    weeks = pd.concat([shares([name]).assign(period=f"2020-W{week}") for week in (46, 47)], ignore_index=True)
    figure = chart.draw_time(weeks, label="republic", size=chart.page("a4", "half"))
    assert chart.misfits(figure) == []


@pytest.mark.parametrize(
    ("draw", "table", "column"),
    [
        (chart.draw_shares, shares(labels=MANY), "label"), (chart.draw_contrasts, six(), "label"),
        (chart.draw_pairs, six(), "label"), (chart.draw_voices, voices(), "label"),
    ],
)  # fmt: skip
def test_labels_may_be_the_most_to_draw(draw, table, column):
    assert len(drawn_labels(draw(table, labels=2))) == 2
    assert len(drawn_labels(draw(table, labels=14))) == min(14, table[column].nunique())
    with pytest.raises(chart.ChartError, match="labels takes names, or how many to draw: 1 or more, not 0"):
        draw(table, labels=0)


def test_words_and_measures_may_be_the_most_to_draw():
    named = chart.draw_keyness(keyness(200), phrases=2)
    assert named.drawing.data["named"].sum() == 4
    assert "at most 2 on either side" in named.drawing.words.notes[0]
    rows = [{"outlet": "A", "measure": name, "n": 9, "estimate": 45.0, "low": 30.0, "high": 60.0, "notes": None}
            for name in ("lix", "rix", "smog_index")]  # fmt: skip
    assert chart.draw_measures(pd.DataFrame(rows), measures=2).drawing.data["measure"].tolist() == ["lix", "rix"]


def test_keyness_says_how_many_articles_stand_on_each_side():
    table = keyness().assign(total_articles=7, reference_total_articles=31)
    figure = chart.draw_keyness(table)
    texts = [text.get_text().replace("\n", " ") for text in figure.findobj(Text) if text.get_gid() == "side"]
    assert texts == ["↑ more in Ledger (7 articles)", "↓ more in the rest (31 articles)"]
    words = figure.drawing.words
    assert words.caption == "Log-odds: Ledger (7 articles) against the rest (31 articles)."
    assert "Ledger (7 articles) against the rest (31 articles)" in words.alt
    without = chart.draw_keyness(table.assign(total_articles=np.nan, reference_total_articles=np.nan))
    assert not any("article" in text.get_text() for text in without.findobj(Text))
