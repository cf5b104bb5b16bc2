"""No figure hides an interval or moves its ends; texts beside figures stand level, and say what is drawn."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from framing import chart, figures
from test_chart_figures import contrasts, keyness, readability, voices
from test_chart_more import (
    artists,
    collocates,
    components,
    correspondence,
    distances,
    evidence,
    residuals,
    weeks,
    written,
)

SCRIPT = "figures"


def lines_of(axes, upright: bool = False) -> list[tuple[float, float]]:
    """Return the ends of the interval lines of a panel, from its first row."""
    lines = next(found for found in axes.collections if found.get_gid() == "intervals")
    return [(ends[0][int(upright)], ends[1][int(upright)]) for ends in lines.get_segments()]


def ends_of(table: pd.DataFrame) -> list[tuple[float, float]]:
    return list(zip(table["low"], table["high"], strict=True))


def test_lines_on_voices_are_the_tables_intervals():
    table = voices()
    figure = chart.draw_voices(table, labels=["republic"])
    for axes, voice in zip(figure.axes, ("narration", "reported", "quotation"), strict=True):
        wanted = table[(table["label"] == "republic") & (table["voice"] == voice)]
        assert lines_of(axes) == ends_of(wanted)


def test_lines_over_time_are_the_tables_intervals():
    table = weeks()
    axes = chart.draw_time(table, label="republic", outlets=["Ledger"]).axes[0]
    mine = table[(table["label"] == "republic") & (table["outlet"] == "Ledger") & (table["period"] != "undated")]
    assert lines_of(axes, upright=True) == ends_of(mine)


def test_lines_on_contrasts_and_their_ends_are_the_tables_intervals():
    axes = chart.draw_contrasts(contrasts()).axes[0]
    wanted = contrasts().sort_values("estimate", ascending=False)
    assert lines_of(axes) == ends_of(wanted)
    low, high = artists(axes, "interval ends")
    assert list(zip(low.get_xdata(), high.get_xdata(), strict=True)) == ends_of(wanted)


def test_lines_on_readability_measures_are_the_tables_intervals():
    table, _, _ = readability()
    assert lines_of(chart.draw_measures(table).axes[0]) == ends_of(table)


def test_lines_on_collocates_are_the_tables_intervals():
    table = collocates(5).assign(low=lambda rows: rows["estimate"] - 1, high=lambda rows: rows["estimate"] + 2)
    axes = chart.draw_collocates(table, measure="log-odds").axes[0]
    wanted = table[table["measure"] == "log-odds"].sort_values("estimate", ascending=False)
    assert lines_of(axes) == ends_of(wanted)


def test_lines_on_keyness_are_the_intervals_of_the_phrases_named():
    figure = chart.draw_keyness(keyness())
    named = figure.drawing.data.query("named")
    assert sorted(lines_of(figure.axes[0], upright=True)) == sorted(ends_of(named))


def test_the_shade_of_a_cell_is_the_distance_as_part_of_the_farthest():
    from framing.chart.distances import NEAR_TO_FAR

    figure = chart.draw_distances(distances())
    shades = [cell.get_facecolor() for cell in figure.axes[0].patches]
    far = figure.drawing.data["estimate"] / figure.drawing.data["estimate"].max()
    assert np.allclose(shades, [NEAR_TO_FAR(part) for part in far])


def test_the_shade_of_a_residual_ends_at_four_deviations():
    from framing.chart.residuals import TWO_SIDED

    figure = chart.draw_residuals(residuals())
    shades = [cell.get_facecolor() for cell in figure.axes[0].patches]
    assert np.allclose(
        shades, [TWO_SIDED(0.5 + np.clip(value / 8, -0.5, 0.5)) for value in figure.drawing.data["estimate"]]
    )


def test_matrix_and_map_say_how_many_articles_stand_behind_them():
    figure = chart.draw_residuals(residuals())
    assert {"Ledger (12; 4)", "Gazette (18; 5)"} <= set(written(figure))
    assert "the articles they stand in" in figure.drawing.words.notes[0]
    without = chart.draw_residuals(residuals().drop(columns="n_articles"))
    assert "Ledger (12)" in written(without) and "articles" not in without.drawing.words.notes[0]
    on_map = chart.draw_correspondences(correspondence().assign(n_articles=7)).drawing.words
    assert "24 mentions, 14 articles; beside each name" in on_map.notes[0]
    assert on_map.caption == "Map of outlets and labels (24 mentions, 14 articles)."
    assert "24 mentions; beside each name" in chart.draw_correspondences(correspondence()).drawing.words.notes[0]


def test_a_dot_is_explained_only_where_one_stands():
    table = residuals().assign(n=3)
    assert "·" not in chart.draw_residuals(table).drawing.words.notes[0]
    table.loc[table.index[0], ["n", "estimate"]] = [0, -0.2]
    dotted = chart.draw_residuals(table)
    assert "·: no mention." in dotted.drawing.words.notes[0] and "·" in written(dotted)


def test_names_beside_each_other_stand_on_one_line():
    figure = chart.draw_measures(pd.concat([readability()[0].assign(measure=name) for name in ("lix", "gunning_fog")]))
    low = [
        text.get_position()[1]
        for text in figure.findobj(Text)
        if text.get_text() in ("LIX", "Gunning fog") and text.get_va() == "baseline"
    ]
    assert len(low) == 2 and low[0] == low[1]


def test_distances_keep_their_numbers_where_their_own_widths_fit():
    outlets = [f"Bosphorus Dispatch {name}" for name in "ABCDEF"]
    rows = [
        {"outlet": a, "reference": b, "referent": "territory", "measure": "Jensen–Shannon", "estimate": 0.3, "low": 0.1,
         "high": 0.45, "level": 0.95, "interval": "F", "notes": None}
        for k, a in enumerate(outlets) for b in outlets[k + 1 :]
    ]  # fmt: skip
    tree = pd.DataFrame({
        "first": outlets[:1] + [f"step {k}" for k in range(1, 5)], "second": outlets[1:], "height": 0.3
    })  # fmt: skip
    figure = chart.draw_distances(pd.DataFrame(rows), tree, size=chart.page("elsevier", "single"))
    assert ".30" in written(figure) and ".10–\n.45" in written(figure)
    shades = chart.draw_distances(pd.DataFrame(rows), tree, size=replace(chart.page("screen", "single"), width=55))
    assert any("darker for farther apart (.30 the darkest)" in note for note in shades.drawing.words.notes)


def test_units_of_components_stand_over_every_panel_and_are_short_where_narrow():
    assert written(chart.draw_components(components())).count("points of Flesch reading ease") == 2
    narrow = chart.draw_components(components().query("outlet == 'Ledger'"), size=chart.page("a4", "half"))
    assert "points" in written(narrow) and "ease" not in written(narrow)
    none = components().assign(estimate=-0.01)
    assert "0.0" in written(chart.draw_components(none)) and "−0.0" not in written(chart.draw_components(none))


def test_a_measure_without_a_value_has_no_panel_and_remarks_that_differ_their_letters():
    table = readability()[0]
    none = table.assign(measure="forcast", estimate=np.nan, low=np.nan, high=np.nan, notes="no article with a value")
    some = table.assign(measure="lix", notes=["few articles", None, None])
    figure = chart.draw_measures(pd.concat([table, none, some]))
    assert len(figure.axes) == 2 and "FORCAST" not in written(figure)
    assert "a: few articles." in figure.drawing.words.notes and written(figure).count("a") == 1
    assert len(chart.draw_measures(pd.concat([table, none]), measures=["flesch_reading_ease", "forcast"]).axes) == 2


def test_titles_fit_names_in_the_plural():
    table = contrasts(pairs=(("Armenia and diaspora", "rest"),)).assign(share=0.5, reference_share=0.2)
    assert chart.draw_contrasts(table).drawing.words.title == (
        "Territory: which labels are more common in Armenia and diaspora than in the rest?"
    )
    assert chart.draw_pairs(table).drawing.words.title == (
        "Territory: how far does Armenia and diaspora stand from the rest?"
    )
    after = contrasts(pairs=(("Ledger", "before"),)).assign(share=0.5, reference_share=0.2)
    assert chart.draw_contrasts(after).drawing.words.title == (
        "Territory: which labels are more common in Ledger after than before?"
    )
    moved = chart.draw_pairs(after)
    assert moved.drawing.words.title == "Territory: how far has Ledger moved?"
    assert {"Ledger, after (12 articles)", "before (14 articles)"} <= set(written(moved))


def test_the_key_shows_the_small_mark_small():
    mentions, articles = evidence()
    axes = chart.draw_mentions(mentions, articles, labels=["republic"]).axes[0]
    own, other = (line.get_markersize() for line in artists(axes, "key"))
    assert other < own


def test_captions_are_plain_latex(tmp_path):
    figure = chart.draw_residuals(residuals().assign(n=0, estimate=0.1), title="A < B · C")
    chart.save_figure(figure, "one", folder=tmp_path, formats=["svg"])
    caption = (tmp_path / "one.caption.tex").read_text(encoding="utf-8")
    assert r"A \textless{} B \textperiodcentered{} C" in caption
    assert "−" not in caption and "$-$ for fewer" in caption


def test_a_referent_that_is_never_named_has_figures_that_say_so(script, tmp_path):
    drawn = script.made_study(script.Made(), tmp_path)
    asked = figures.Subject(drawn.subject.tables, "nobody named it", drawn.subject.events)
    for name in ("mentions", "shares_outlet", "contrasts_outlet", "collocates_outlet"):
        ((_, plan, table),) = figures.drawable(drawn.results, asked, [name])
        assert plan.draw(table, size=chart.page("screen", "double")).drawing.data.empty, name
    corpus = next(table for name, _, table in figures.drawable(drawn.results, asked) if name == "corpus")
    assert len(corpus)


@pytest.mark.parametrize("height", [40.0, 10.0])
def test_how_much_less_is_said_of_every_figure(height):
    with pytest.raises(
        chart.ChartError,
        match=r"mm are allowed \(about \d\d? % less\): choose fewer, as outlets=.*, or take a wider size",
    ):
        chart.draw_time(weeks(), label="republic", size=replace(chart.page("screen", "single"), height=height))
