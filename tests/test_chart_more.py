"""The figures of pairs, time, places, residuals, collocates and readability components, tested by their artists."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.dates import date2num
from matplotlib.text import Text

from framing import chart
from framing.errors import ChoiceError
from test_chart_figures import contrasts, readability, shares, voices

WEEKS = ("2020-W46", "2020-W47", "2020-W48", "undated")


def pairs():
    table = contrasts()
    return table.assign(share=[0.5, 0.1, 0.0], reference_share=[0.2, 0.3, np.nan], estimate=[0.3, -0.2, np.nan])


def weeks():
    tables = [shares().assign(period=week, n=i, total=5 + i, estimate=i / (5 + i)) for i, week in enumerate(WEEKS)]
    table = pd.concat(tables, ignore_index=True)
    hole = (table["outlet"] == "Gazette") & (table["period"] == "2020-W47")
    return table.assign(**{name: table[name].mask(hole) for name in ("estimate", "low", "high")})


def evidence():
    articles = pd.DataFrame({
        "article_id": ["c", "a", "b", "none"], "outlet": ["Ledger", "Ledger", "Bulletin", "Gazette"],
        "n_characters": [1000, 400, 200, 100], "date": pd.to_datetime(["2020-11-20", "2020-11-10", None, None]),
    })  # fmt: skip
    mentions = pd.DataFrame({
        "article_id": ["a", "a", "b", "c"], "part": ["headline", "body", "body", "body"], "start": [3, 100, 50, 990],
        "referent": "territory", "label": ["republic", "republic", "occupied land", "republic"],
    })  # fmt: skip
    return mentions, articles


def residuals():
    table = shares().assign(measure="standardised residual")
    return table.assign(estimate=np.linspace(-6, 6, len(table)))


def collocates(words=40, outlets=("Ledger",), label="republic"):
    tables = [
        pd.DataFrame({
            "outlet": outlet, "referent": "territory", "label": label, "phrase": [f"word {i}" for i in range(words)],
            "measure": "log-odds", "n": np.arange(words) + 1, "total": 300, "n_articles": 2,
            "estimate": np.linspace(3, 12, words), "low": np.nan, "high": np.nan, "notes": None,
        })
        for outlet in outlets
    ]  # fmt: skip
    table = pd.concat(tables, ignore_index=True)
    return pd.concat([table.assign(measure="PMI", estimate=1.0), table], ignore_index=True)


def distances():
    far = {("Bulletin", "Gazette"): 0.2, ("Bulletin", "Ledger"): 0.8, ("Gazette", "Ledger"): 0.6}
    rows = [
        {"outlet": a, "reference": b, "referent": "territory", "measure": "Jensen–Shannon", "estimate": d,
         "low": d - 0.1, "high": d + 0.1, "level": 0.95, "interval": "bootstrap", "notes": None}
        for (a, b), d in far.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


MERGES = pd.DataFrame({"first": ["Gazette", "Ledger"], "second": ["Bulletin", "step 1"], "height": [0.2, 0.7]})


def correspondence():
    places = {("Ledger", None): (0.9, 0.1), ("Gazette", None): (-0.5, -0.2), (None, "republic"): (1.1, 0.3)}
    rows = [
        {"outlet": outlet, "label": label, "referent": "territory", "measure": f"dimension {k + 1}", "n": 12,
         "estimate": at[k], "inertia": (0.6, 0.25)[k], "notes": None}
        for (outlet, label), at in places.items() for k in (0, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def artists(axes, name):
    return [line for line in axes.lines if line.get_gid() == name]


def written(figure):
    return [text.get_text() for text in figure.findobj(Text)]


def test_paired_dots_are_the_two_shares_and_the_difference_has_its_interval():
    figure = chart.draw_pairs(pairs())
    axes = figure.axes[0]
    assert artists(axes, "share")[0].get_xdata().tolist() == [0.5, 0.1, 0.0]
    assert artists(axes, "reference")[0].get_xdata()[:2].tolist() == [0.2, 0.3]
    assert axes.get_xlim() == (0, 0.6)
    assert "+30 (+20 to +40)" in written(figure) and "–" in written(figure)
    assert chart.misfits(figure) == []


def test_each_pair_has_its_panel_of_paired_dots():
    two = pd.concat([pairs(), pairs().assign(outlet="Bulletin", share=[0.4, 0.3, 0.2])])
    figure = chart.draw_pairs(two)
    shown = [artists(axes, "share")[0].get_xdata().tolist() for axes in figure.axes]
    assert shown == [[0.5, 0.1, 0.0], [0.4, 0.3, 0.2]]
    assert {"Ledger (12) against Gazette (14)", "Bulletin (12) against Gazette (14)"} <= set(written(figure))
    assert "Bulletin" in chart.draw_pairs(two, outlets=["Bulletin"]).drawing.words.title
    with pytest.raises(ChoiceError, match="reference: 'rest' is not one of: Gazette"):
        chart.draw_pairs(two, references=["rest"])


def many_pairs(number=40):
    """Contrasts of a pair in which the rarest labels differ most, and one of them clearly."""
    k = np.arange(number)
    return pd.DataFrame({
        "outlet": "Ledger", "reference": "Gazette", "referent": "territory", "label": [f"label {i}" for i in k],
        "measure": "share difference", "n": number - k, "total": 900, "reference_n": np.where(k == 39, 0, 1),
        "reference_total": 800, "share": 0.3, "reference_share": 0.3 - k / 200, "estimate": k / 200,
        "low": np.where(k == 20, 0.01, -0.1), "high": 0.4, "level": 0.95, "interval": "MOVER", "p": np.nan,
        "q": np.where(k == 20, 0.01, np.where(k < 30, 0.6, np.nan)), "notes": None,
    })  # fmt: skip


@pytest.mark.parametrize(("draw", "most"), [(chart.draw_contrasts, 30), (chart.draw_pairs, 20)])
def test_the_clearest_and_most_different_labels_are_kept_and_counted(draw, most):
    figure = draw(many_pairs())
    drawn = set(figure.drawing.data["label"])
    tested = [20, *(k for k in range(29, -1, -1) if k != 20)]
    assert drawn == {f"label {k}" for k in tested[:most]}
    assert f"{most} of 40 labels drawn: clear ones first, then the most different." in figure.drawing.words.notes
    few = draw(many_pairs(), size=replace(chart.page("screen"), height=60))
    kept = few.drawing.data["label"]
    assert "label 20" in set(kept) and len(kept) < most
    assert f"{len(kept)} of 40 labels drawn: clear ones first, then the most different." in few.drawing.words.notes
    caption = figure.drawing.words.caption
    assert draw is chart.draw_pairs or caption == "30 comparisons tested, q by Benjamini and Hochberg."
    chosen = draw(many_pairs(), labels=["label 3"])
    assert not any("most different" in note for note in chosen.drawing.words.notes)


def test_a_contrast_with_the_time_before_speaks_of_before_and_after():
    figure = chart.draw_contrasts(contrasts(pairs=(("Ledger", "before"), ("Gazette", "before"))))
    assert {"Ledger, after (12) against before (14)", "← more before", "more after →"} <= set(written(figure))


def test_dots_over_time_are_the_shares_of_their_weeks():
    figure = chart.draw_time(weeks(), label="republic", outlets=["Ledger"])
    axes = figure.axes[0]
    dots = artists(axes, "estimate")[0]
    assert dots.get_xdata().tolist() == date2num(pd.to_datetime(["2020-11-09", "2020-11-16", "2020-11-23"])).tolist()
    assert dots.get_ydata().tolist() == [0, 1 / 6, 2 / 7]
    assert axes.get_ylim() == (0, 1)
    assert {"5\n(4)", "6\n(4)", "7\n(4)"} <= set(written(figure))
    assert "Undated, not drawn: Ledger 3 of 8 mentions." in figure.drawing.words.notes


def test_a_week_without_a_mention_has_no_dot_and_breaks_the_line():
    axes = chart.draw_time(weeks(), label="republic", outlets=["Gazette"]).axes[0]
    assert len(artists(axes, "estimate")[0].get_xdata()) == 2
    assert np.isnan(artists(axes, "joined")[0].get_ydata()).tolist() == [False, True, False]


def test_a_smoothed_share_is_a_line_over_the_dots_and_said():
    table = weeks().assign(smooth=lambda rows: rows["estimate"] * 0.5)
    figure = chart.draw_time(table, label="republic", outlets=["Ledger"])
    (line,) = artists(figure.axes[0], "smooth")
    assert line.get_ydata().tolist() == [0, 1 / 12, 1 / 7]
    assert "Broad line: mean share of neighbouring periods, without an interval." in figure.drawing.words.notes[0]
    assert not artists(chart.draw_time(weeks(), label="republic").axes[0], "smooth")


def test_events_are_lines_named_under_the_figure():
    events = {"2020-11-17": "vote", "2020-11-18": "answer", "1999-01-01": "long ago"}
    figure = chart.draw_time(weeks(), label="republic", events=events)
    at = {line.get_xdata()[0] for line in artists(figure.axes[0], "event")}
    assert at == set(date2num(pd.to_datetime(["2020-11-17", "2020-11-18"])))
    assert "A: vote, 17 Nov 2020; B: answer, 18 Nov 2020." in figure.drawing.words.notes
    assert chart.misfits(figure) == []
    with pytest.raises(chart.ChartError, match="the event 'vote' has 'Tuesday', which is no date"):
        chart.draw_time(weeks(), label="republic", events={"Tuesday": "vote"})


def test_time_without_dates_says_so():
    figure = chart.draw_time(weeks().query("period == 'undated'"), label="republic")
    assert "has a date" in figure.axes[0].texts[0].get_text()


def test_many_periods_leave_their_counts_to_the_data():
    days = [str(day.date()) for day in pd.date_range("2020-01-01", periods=120)]
    table = pd.concat([shares().assign(period=day) for day in days], ignore_index=True)
    figure = chart.draw_time(table, label="republic")
    assert not any("Under a dot" in note for note in figure.drawing.words.notes)
    assert chart.misfits(figure) == []


def test_marks_stand_where_in_the_article_the_mention_is():
    mentions, articles = evidence()
    figure = chart.draw_mentions(mentions, articles)
    data = figure.drawing.data
    assert data["article_id"].tolist() == ["b", "a", "a", "c"]
    assert data["percent"].tolist()[0] == 25.0 and data["percent"].tolist()[-1] == 99.0
    ledger = figure.axes[1]
    marks = artists(ledger, "republic")[0]
    assert sorted(marks.get_xdata()) == [-7.0, 25.0, 99.0]
    assert len(next(c for c in ledger.collections if c.get_gid() == "articles").get_segments()) == 2
    assert "3 articles (of 4)" in figure.drawing.words.notes[0]
    assert chart.misfits(figure) == []


def test_places_in_the_article_are_bars_of_their_own():
    table = voices().rename(columns={"voice": "position"}).assign(measure="position share")
    table["position"] = table["position"].replace({"narration": "headline", "quotation": "rest"})
    figure = chart.draw_positions(table, labels=["republic"])
    wanted = table[(table["label"] == "republic") & (table["position"] == "rest")]
    assert [bar.get_width() for bar in figure.axes[2].patches] == wanted["estimate"].tolist()
    assert "where in the article does each label stand?" in figure.drawing.words.title
    with pytest.raises(chart.ChartError, match=r"measure.positions returned: no column position"):
        chart.draw_positions(voices())


def test_contrasts_of_the_same_stories_say_so():
    table = contrasts().assign(measure="share difference, same stories", stories=7)
    figure = chart.draw_contrasts(table)
    assert "Only stories that both sides cover (7 stories at most)." in figure.drawing.words.notes
    matched = pairs().assign(measure="share difference, same stories", stories=7)
    assert "Only stories that both sides cover (7 stories at most)." in chart.draw_pairs(matched).drawing.words.notes
    with pytest.raises(chart.ChartError, match="for all articles and for the same stories; keep one"):
        chart.draw_contrasts(pd.concat([table, contrasts()]))


def test_a_map_of_one_dimension_is_a_line():
    table = correspondence().query("measure == 'dimension 1'")
    figure = chart.draw_correspondences(table)
    assert artists(figure.axes[0], "outlet")[0].get_ydata().tolist() == [0, 0]
    assert figure.axes[0].get_ylabel() == "There is one dimension only"
    assert chart.misfits(figure) == []


def test_labels_without_a_mark_of_their_own_share_a_dot():
    mentions, articles = evidence()
    figure = chart.draw_mentions(mentions, articles, labels=["occupied land"])
    assert artists(figure.axes[1], "another label")[0].get_xdata().size == 3
    with pytest.raises(chart.ChartError, match="there are marks for 7"):
        many = pd.concat([mentions.assign(label=f"l{i}") for i in range(9)])
        chart.draw_mentions(many, articles, labels=[f"l{i}" for i in range(9)])


def test_cells_of_residuals_are_shaded_by_sign_and_numbered():
    table = residuals()
    figure = chart.draw_residuals(table)
    cells = figure.axes[0].patches
    assert len(cells) == len(table)
    drawn = figure.drawing.data["estimate"]
    for cell, value in zip(cells, drawn, strict=True):
        red, _, blue, _ = cell.get_facecolor()
        assert (blue > red) if value > 0.5 else (red > blue) if value < -0.5 else abs(red - blue) < 0.2
    assert {"+6.0", "−6.0", "0.0"} <= set(written(figure))
    forty = [f"Outlet {i:02d}" for i in range(40)]
    many = shares(forty, [f"label {i}" for i in range(20)]).assign(measure="standardised residual")
    assert chart.misfits(chart.draw_residuals(many, size=chart.page("nature"))) == []


def test_what_residuals_are_is_said_once():
    note = "counts mentions as if each were drawn independently: shows where to look"
    said = " ".join(chart.draw_residuals(residuals().assign(notes=note)).drawing.words.notes)
    assert said.lower().count("independent") == 1


def test_collocates_run_from_the_strongest():
    figure = chart.draw_collocates(collocates())
    values = artists(figure.axes[0], "estimate")[0].get_xdata()
    assert len(values) == 25 and (np.diff(values) < 0).all()
    assert figure.axes[0].get_xlim()[0] == 0
    assert "Drawn: the largest, 25 of 40 words." in figure.drawing.words.notes
    chosen = chart.draw_collocates(collocates(), phrases=["word 1", "word 0"])
    assert chosen.drawing.data["phrase"].tolist() == ["word 1", "word 0"]
    assert "Which words" in chart.draw_collocates(collocates(0)).drawing.words.title


def test_each_outlet_has_its_own_collocates_on_one_scale():
    table = collocates(20, ("Ledger", "Gazette"), label=None)
    weak = (table["outlet"] == "Gazette") & (table["phrase"] == "word 19")
    figure = chart.draw_collocates(table.assign(estimate=table["estimate"].mask(weak, -1.0)))
    first, second = (artists(axes, "estimate")[0].get_xdata() for axes in figure.axes)
    wanted = table.loc[(table["outlet"] == "Ledger") & (table["measure"] == "log-odds"), "estimate"]
    assert first.tolist() == sorted(wanted, reverse=True)[:10]
    assert second[0] == sorted(wanted, reverse=True)[1]
    assert figure.axes[0].get_xlim() == figure.axes[1].get_xlim()
    assert figure.drawing.words.title == "Which words stand near the names of “territory”?"
    assert {"Ledger (300)", "Gazette (300)"} <= set(written(figure))


def test_collocates_drawn_are_the_largest_that_are_sure():
    """A frequent word stands out by z, a rare one by its estimate alone: neither leads."""
    table = collocates(40).query("measure == 'log-odds'").assign(z=np.linspace(9, 1, 40))
    table["estimate"] = np.linspace(0.1, 9, 40)
    figure = chart.draw_collocates(table)
    assert figure.drawing.data["phrase"].tolist() == [f"word {i}" for i in range(34, 9, -1)]
    assert (figure.drawing.data["z"] >= 2).all()
    assert "Drawn: the largest with z of at least 2, 25 of 40 words." in figure.drawing.words.notes
    none = chart.draw_collocates(table.assign(z=1.0))
    assert "chance would seldom" in none.axes[0].texts[0].get_text().replace("\n", " ")
    assert len(chart.draw_collocates(table, phrases=["word 39"]).drawing.data) == 1


def test_each_readability_measure_has_its_panel_and_its_own_scale():
    table, _, _ = readability()
    both = pd.concat([table, table.assign(measure="lix", estimate=1.0, low=0.5, high=1.5)])
    figure = chart.draw_measures(both)
    assert [artists(axes, "estimate")[0].get_xdata().tolist() for axes in figure.axes] == [
        table["estimate"].tolist(),
        [1.0] * 3,
    ]
    assert figure.axes[0].get_xlim() != figure.axes[1].get_xlim()
    assert {"Flesch reading ease", "LIX"} <= set(written(figure))
    with pytest.raises(ChoiceError, match="measure: 'smog' is not one of: flesch_reading_ease, lix"):
        chart.draw_measures(both, measures=["smog"])


def components():
    rows = [
        {"outlet": outlet, "reference": "rest", "measure": "flesch_reading_ease", "component": name,
         "difference": 3 * k + 1, "difference_low": k - 1.5, "difference_high": 5.0 * k + 4,
         "n": 12, "estimate": k + share, "low": k - 2.0, "high": k + 2.0,
         "level": 0.95, "interval": "Welch",
         "notes": None}
        for k, outlet in enumerate(("Ledger", "Gazette"))
        for name, share in (("words_per_sentence", 1 + k), ("syllables_per_word", 0.0))
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_parts_of_a_difference_stand_under_the_whole():
    figure = chart.draw_components(components())
    for axes, outlet in zip(figure.axes, ("Ledger", "Gazette"), strict=True):
        mine = components()[components()["outlet"] == outlet]
        assert artists(axes, "difference")[0].get_xdata().tolist() == [mine["difference"].iloc[0]]
        assert artists(axes, "estimate")[0].get_xdata().tolist() == mine["estimate"].tolist()
        lines = next(c for c in axes.collections if c.get_gid() == "intervals").get_segments()
        whole = tuple(mine[["difference_low", "difference_high"]].iloc[0])
        assert [(ends[0][0], ends[1][0]) for ends in lines] == [*zip(mine["low"], mine["high"], strict=True), whole]
        assert axes.get_xlim()[0] == -axes.get_xlim()[1]
    assert {"← harder", "easier →", "Ledger against the rest", "Whole difference"} <= set(written(figure))
    assert chart.misfits(figure) == []


def test_cells_of_distances_darken_with_the_distance():
    figure = chart.draw_distances(distances())
    cells = figure.axes[0].patches
    light = [sum(cell.get_facecolor()[:3]) for cell in cells]
    assert np.argsort(light).tolist() == np.argsort(-figure.drawing.data["estimate"]).tolist()
    assert {".80", ".20", ".70–.90"} <= set(written(figure))
    both_ways = pd.concat([distances(), distances().rename(columns={"outlet": "reference", "reference": "outlet"})])
    assert len(chart.draw_distances(both_ways).drawing.data) == 3


def test_the_tree_joins_at_its_heights_and_orders_the_outlets():
    figure = chart.draw_distances(distances(), MERGES)
    joints = artists(figure.axes[1], "joint")
    assert sorted(line.get_xdata()[1] for line in joints) == [0.2, 0.7]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["Ledger", "Gazette", "Bulletin"]
    with pytest.raises(chart.ChartError, match="'Tribune' is in the tree only"):
        chart.draw_distances(distances(), MERGES.replace("Gazette", "Tribune"))
    with pytest.raises(chart.ChartError, match="the tree leaves step 1, step 2 apart"):
        chart.draw_distances(distances(), MERGES.assign(second=["Bulletin", "Tribune"]))


def test_outlets_the_tree_leaves_out_are_named():
    figure = chart.draw_distances(distances(), MERGES.head(1))
    assert "Not joined by the tree, and not drawn: Ledger." in figure.drawing.words.notes
    with pytest.raises(chart.ChartError, match="'Ledger' is in the choice only"):
        chart.draw_distances(distances(), MERGES.head(1), outlets=["Ledger", "Gazette", "Bulletin"])


def test_distances_say_what_chance_would_show_and_which_are_clear():
    table = distances().assign(by_chance=[0.03, 0.05, 0.04], q=[0.6, 0.01, np.nan], n_articles=12, reference_articles=9)
    figure = chart.draw_distances(table)
    assert "Chance alone would show .03 to .05." in figure.drawing.words.notes
    assert {".80*", ".20", "Bulletin (12)", "Ledger (9)"} <= set(written(figure))


def test_forty_outlets_give_a_matrix_of_shades():
    names = [f"Outlet {i:02d}" for i in range(40)]
    rows = [
        distances().iloc[0].to_dict() | {"outlet": a, "reference": b} for i, a in enumerate(names) for b in names[:i]
    ]
    figure = chart.draw_distances(pd.DataFrame(rows), size=chart.page("nature"))
    assert "numbers and intervals are in the data file" in figure.drawing.words.notes[0]
    assert chart.misfits(figure) == []


def test_points_of_the_map_are_the_tables_and_both_axes_have_one_scale():
    figure = chart.draw_correspondences(correspondence())
    axes = figure.axes[0]
    outlets = artists(axes, "outlet")[0]
    assert list(zip(outlets.get_xdata(), outlets.get_ydata(), strict=True)) == [(0.9, 0.1), (-0.5, -0.2)]
    assert artists(axes, "label")[0].get_xdata().tolist() == [1.1]
    assert axes.get_xlabel() == "Dimension 1 (60% of inertia)"
    box = axes.get_window_extent()
    assert np.ptp(axes.get_xlim()) / box.width == pytest.approx(np.ptp(axes.get_ylim()) / box.height)
    assert chart.misfits(figure) == []


def test_points_not_chosen_stay_on_the_map_without_a_name():
    figure = chart.draw_correspondences(correspondence(), outlets=["Ledger"])
    names = [text.get_text() for text in figure.findobj(Text) if text.get_gid() == "name"]
    assert sorted(names) == ["Ledger (12)", "republic (12)"]
    assert len(figure.drawing.data) == 3


@pytest.mark.parametrize(
    "draw",
    [
        lambda: chart.draw_pairs(pairs().iloc[:0]), lambda: chart.draw_time(weeks().iloc[:0]),
        lambda: chart.draw_mentions(evidence()[0].iloc[:0], evidence()[1]),
        lambda: chart.draw_residuals(residuals().iloc[:0]),
        lambda: chart.draw_measures(readability()[0].iloc[:0]), lambda: chart.draw_distances(distances().iloc[:0]),
        lambda: chart.draw_components(components().iloc[:0]),
        lambda: chart.draw_correspondences(correspondence().iloc[:0]),
        lambda: chart.draw_collocates(collocates().iloc[:0]),
    ],
)  # fmt: skip
def test_no_rows_give_a_figure_that_says_so(draw):
    figure = draw()
    assert figure.drawing.data.empty and any(text.get_text() for text in figure.axes[0].texts)
    assert chart.misfits(figure) == []


def crowded(number=30):
    """A map with names too many for its room."""
    made = np.random.default_rng(5)
    rows = [
        {"outlet": name if k < 3 else None, "label": None if k < 3 else name, "referent": "territory", "n": 50 - k,
         "measure": f"dimension {axis}", "estimate": at[axis - 1], "inertia": 0.4, "notes": None}
        for k in range(number) for name, at in [(f"a rather long name {k}", made.normal(size=2) * 0.2)] for axis in (1, 2)
    ]  # fmt: skip
    return pd.DataFrame(rows)


@pytest.mark.parametrize(("number", "width"), [(30, "single"), (16, "single"), (16, "double"), (5, "double")])
def test_names_without_room_on_a_map_are_said_and_unnamed_in_its_data(number, width):
    figure = chart.draw_correspondences(crowded(number), size=chart.page("nature", width))
    names = {text.get_text().rpartition(" (")[0] for text in figure.findobj(Text) if text.get_gid() == "name"}
    data = figure.drawing.data
    assert names == set(data.loc[data["named"], "name"])
    missing = data.loc[~data["named"], "name"].tolist()
    said = " ".join(figure.drawing.words.notes)
    assert ("No room for" in said) == bool(missing)
    assert len(missing) > 6 or all(name in said for name in missing)
    assert len(missing) <= 6 or f"No room for {len(missing)} of {number} names." in said
    assert chart.misfits(figure) == []


def test_what_is_remarked_on_one_axis_of_a_map_names_the_axis():
    table = correspondence()
    table["notes"] = np.where(
        table["measure"] == "dimension 2", "2 articles left out; all alike", "2 articles left out"
    )
    notes = chart.draw_correspondences(table).drawing.words.notes
    assert notes[1:] == ("2 articles left out.", "Dimension 2: all alike.")


@pytest.mark.parametrize("measure", ["share difference", "share ratio (log2)"])
def test_units_and_ticks_of_contrasts_fit_half_a_column(measure):
    reach = {"low": -5.0, "high": 5.0} if "ratio" in measure else {"low": -0.4, "high": 0.4}
    table = contrasts(measure=measure).assign(label=["Nagorno-Karabakh Republic", "occupied land", "x"], **reach)
    for journal in ("a4", "slides"):
        assert chart.misfits(chart.draw_contrasts(table, size=chart.page(journal, "half"))) == []
