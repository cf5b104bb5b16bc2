"""Charts tested by the data of their artists: what is drawn is what the table says."""

import contextlib

import numpy as np
import pandas as pd
import pytest
from matplotlib.dates import date2num
from matplotlib.text import Text

from framing import chart
from framing.chart.style import MORE

OUTLETS, LABELS = ["Ledger", "Gazette", "Bulletin"], ["breakaway region", "occupied land", "republic"]


def shares(outlets=OUTLETS, labels=LABELS):
    rows = []
    for i, outlet in enumerate(outlets):
        for j, label in enumerate(labels):
            n = (i + 2) * (j + 1)
            estimate = n / (6 * (i + 2))
            rows.append({
                "outlet": outlet, "referent": "territory", "label": label, "frame": "f", "measure": "share", "n": n,
                "total": 6 * (i + 2), "n_articles": 4 + i,
                "estimate": estimate, "low": estimate * 0.5, "high": min(1, estimate * 1.4), "level": 0.95,
                "interval": "effective Wilson", "notes": None,
            })  # fmt: skip
    return pd.DataFrame(rows)


def drawn_labels(figure) -> list[str]:
    return figure.drawing.data["label"].dropna().drop_duplicates().tolist()


def contrasts(estimates=(0.3, -0.2, 0.05), pairs=(("Ledger", "Gazette"),), measure="share difference", labels=LABELS):
    rows = [
        {
            "outlet": a, "reference": b, "referent": "territory", "label": label, "measure": measure, "n": 9,
            "total": 20, "reference_n": 4, "reference_total": 30, "n_articles": 12, "reference_articles": 14,
            "estimate": e, "low": e - 0.1, "high": e + 0.1, "level": 0.95, "interval": "MOVER", "p": 0.01,
            "q": 0.02 if abs(e) > 0.1 else 0.4, "notes": None,
        }
        for a, b in pairs for e, label in zip(estimates, labels, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def voices():
    spoken = {"narration": 0.5, "scare": 0.0, "reported": 0.2, "quotation": 0.3}
    rows = [
        {
            "outlet": outlet, "referent": "territory", "label": label, "voice": voice,
            "measure": "voice share", "n": 10 * share, "total": 10, "n_articles": 5,
            "estimate": share, "low": share * 0.5, "high": share * 1.5 + 0.01, "level": 0.95,
                "interval": "effective Wilson", "notes": None,
        }
        for outlet in OUTLETS for label in LABELS for voice, share in spoken.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def keyness(words=60):
    made = np.random.default_rng(1)
    n, m = made.integers(0, 60, words), made.integers(0, 60, words) + 1
    estimate = np.log((n + 0.5) / (m + 0.5))
    spread = np.sqrt(1 / (n + 0.5) + 1 / (m + 0.5))
    return pd.DataFrame({
        "outlet": "Ledger", "reference": "rest", "phrase": [f"phrase {i}" for i in range(words)], "measure": "log-odds",
        "n": n, "total": 4000, "reference_n": m, "reference_total": 9000, "n_articles": 9, "estimate": estimate,
        "low": estimate - 2 * spread, "high": estimate + 2 * spread, "level": 0.95, "interval": "MOVER",
        "q": np.where(np.abs(estimate) > 2 * spread, 0.01, 0.6), "z": estimate / spread, "notes": None,
    })  # fmt: skip


def corpus(periods=("2020-W46", "2020-W47", "2020-W49", "undated")):
    rows = [
        {"outlet": outlet, "period": period, "measure": "articles", "n": i + j, "total": 40, "notes": None}
        for i, outlet in enumerate(OUTLETS) for j, period in enumerate(periods)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def readability():
    ids = [f"{outlet}-{i}" for outlet in OUTLETS for i in range(12)]
    articles = pd.DataFrame({"article_id": ids, "outlet": np.repeat(OUTLETS, 12)})
    values = pd.DataFrame({"article_id": ids, "measure": "flesch_reading_ease", "value": np.linspace(20, 70, 36)})
    values = pd.concat(
        [values.assign(part=part, voice=voice) for part in ("headline", "body") for voice in ("all", "narration")]
    )
    means = values[(values["part"] == "body") & (values["voice"] == "all")].merge(articles)
    table = means.groupby("outlet", sort=False)["value"].mean().rename("estimate").reset_index()
    table = table.assign(measure="flesch_reading_ease", n=12, low=table["estimate"] - 5, high=table["estimate"] + 4)
    return table.assign(level=0.95, interval="t", notes=None), values, articles


def test_bars_of_shares_are_the_tables_estimates():
    table = shares()
    figure = chart.draw_shares(table)
    drawn = {}
    for axes in figure.axes:
        label = next(text.get_text() for text in axes.texts if text.get_weight() == "bold").replace("\n", " ")
        drawn[label] = [bar.get_width() for bar in axes.patches]
        assert all(bar.get_x() == 0 for bar in axes.patches)
        assert axes.get_xlim() == (0, 1)
    for label in LABELS:
        assert drawn[label] == table.loc[table["label"] == label, "estimate"].tolist()


def test_lines_on_shares_are_the_tables_intervals():
    table = shares()
    table.loc[table["outlet"] == "Ledger", ["low", "high"]] = np.nan
    figure = chart.draw_shares(table, labels=["republic"])
    lines = next(c for c in figure.axes[0].collections if c.get_gid() == "intervals")
    ends = [(path[0][0], path[1][0]) for path in lines.get_segments()]
    kept = table[(table["label"] == "republic") & (table["outlet"] != "Ledger")]
    assert ends == list(zip(kept["low"], kept["high"], strict=True))


def test_shares_name_counts_and_what_is_remarked():
    table = shares()
    table["notes"] = np.where(table["outlet"] == "Bulletin", "few articles", None)
    figure = chart.draw_shares(table)
    texts = " ".join(text.get_text() for text in figure.findobj(Text))
    assert "Ledger (12; 4)" in texts
    assert "Bulletin (24; 6 a)" in texts
    assert "a: few articles." in texts
    assert "95% interval (effective Wilson)" in texts.replace("\n", " ")


def test_shares_draw_the_most_used_and_say_what_is_left_out():
    many = [f"label {i:02d}" for i in range(13)]
    figure = chart.draw_shares(shares(labels=many))
    assert drawn_labels(figure) == many[:4:-1]
    assert "5 least used labels not drawn." in figure.drawing.words.notes
    one = chart.draw_shares(shares(labels=many), labels=["label 00"])
    assert drawn_labels(one) == ["label 00"]
    assert "12 other labels not drawn." in one.drawing.words.notes


def test_the_label_an_outlet_uses_most_is_drawn_though_others_are_more_used_in_all():
    table = shares(labels=(many := [f"label {i:02d}" for i in range(13)]))
    own = (table["outlet"] == OUTLETS[0]) & (table["label"] == "label 00")
    table.loc[own, ["n", "estimate"]] = 9 * table.loc[table["outlet"] == OUTLETS[0], "n"].max(), 0.9
    table.loc[(table["outlet"] != OUTLETS[0]) & (table["label"] == "label 00"), "n"] = 0
    table.loc[table["label"] != "label 00", "n"] *= 20
    table.loc[own, "n"] *= 20
    table.loc[table["label"] == "label 01", "n"] = 1
    assert "label 00" in drawn_labels(figure := chart.draw_shares(table)), many
    assert f"{OUTLETS[0]} label 00 90%" in figure.drawing.words.alt
    seldom = table.assign(n=table["n"].where(own, table["n"] * 100))
    seldom.loc[own, "n"] = seldom.loc[seldom["outlet"] == OUTLETS[0], "n"].max() + 1
    figure = chart.draw_shares(seldom)
    assert drawn_labels(figure) == [*many[:5:-1], "label 00"]
    assert any("that some outlet uses most" in note for note in figure.drawing.words.notes)
    some = chart.draw_shares(seldom, labels=["label 12"])
    assert "Most used of those drawn:" in some.drawing.words.alt and "label 00" not in some.drawing.words.alt


@pytest.mark.parametrize(
    ("draw", "width", "heights"),
    [(chart.draw_shares, 60, range(50, 140, 10)), (chart.draw_contrasts, 89, range(45, 100, 5))],
    ids=["shares", "contrasts"],
)
def test_a_page_with_room_for_fewer_than_three_of_many_labels_is_refused(draw, width, heights):
    """From a page too low for one label over those with room for one or two to those for three and more."""
    many = [f"label {i:02d}" for i in range(22)]
    pairs = tuple((f"outlet {i}", "rest") for i in range(6))
    table = shares([f"outlet {i}" for i in range(9)], many)
    if draw is chart.draw_contrasts:
        table = contrasts(tuple(0.3 - i / 50 for i in range(22)), pairs, labels=many)
    drawn = []
    for height in heights:
        with contextlib.suppress(chart.TooLargeError):
            size = chart.Size(**vars(chart.page("screen")) | {"width": width, "height": height})
            drawn.append(len(drawn_labels(draw(table, size=size))))
    assert 0 < len(drawn) < len(heights) and min(drawn) >= 3


def test_labels_used_alike_stand_as_in_the_codebook_and_a_few_more_are_all_drawn():
    many = ["zeal", "self-proclaimed entity", "entity", "attic", *map(str, range(9))]
    table = shares(labels=many).assign(n=1)
    assert drawn_labels(chart.draw_shares(table)) == many[:8]
    few = table.assign(n=table["label"].map(many.index) < 12)
    figure = chart.draw_shares(few)
    assert drawn_labels(figure) == many[:12]
    assert "1 unused label not drawn." in figure.drawing.words.notes


@pytest.mark.parametrize("draw", [chart.draw_pairs, chart.draw_contrasts])
def test_contrasts_that_tie_stand_by_difference_then_use_then_the_codebook(draw):
    many = [f"label {i:02d}" for i in range(60, 0, -1)]
    table = pd.concat([contrasts((0.3,), labels=[label]) for label in many], ignore_index=True)
    table = table.assign(q=np.nan, share=0.5, reference_share=0.2)
    table.loc[table["label"] == "label 03", "n"] = 99
    table.loc[table["label"] == "label 05", "estimate"] = -0.4
    kept = drawn_labels(draw(table))
    assert set(kept) == {"label 05", "label 03", *many[: len(kept) - 2]}
    assert kept[-1] == "label 05"


def test_without_estimates_paired_dots_stand_by_the_difference_of_the_shares():
    table = contrasts().assign(share=[0.1, 0.1, 0.4], reference_share=[0.0, 0.2, 0.0], notes="1 article: counts only")
    table[["estimate", "low", "high", "q"]] = np.nan
    figure = chart.draw_pairs(table)
    assert drawn_labels(figure) == [LABELS[2], LABELS[0], LABELS[1]]
    texts = " ".join(text.get_text() for text in figure.findobj(Text)).lower()
    assert "1 article: counts only." in texts and "interval" not in texts and "difference" not in texts


def test_no_line_is_explained_where_none_is_drawn():
    table = shares().assign(low=np.nan, high=np.nan, level=np.nan, interval=None, notes="1 article: no interval")
    note = " ".join(chart.draw_shares(table).drawing.words.notes)
    assert "Line:" not in note and note.endswith("1 article: no interval.")
    assert "No interval is known." in chart.draw_shares(table.assign(notes=None)).drawing.words.notes[0]
    empty = contrasts().assign(estimate=np.nan, low=np.nan, high=np.nan, notes="fewer than 2 articles: counts only")
    assert chart.draw_contrasts(empty).drawing.words.notes == ("Fewer than 2 articles: counts only.",)


def test_frames_stand_where_the_table_has_no_labels():
    table = shares().assign(frame=lambda t: t["label"] + " frame", label=None)
    figure = chart.draw_shares(table)
    assert figure.drawing.data["frame"].nunique() == 3
    assert "which frames does" in figure.drawing.words.title


def test_how_often_it_is_characterised_at_all_is_the_last_panel():
    table = shares()
    at_all = table.drop_duplicates("outlet").assign(measure="characterised", label=None, estimate=0.8, n=40)
    figure = chart.draw_shares(pd.concat([table, at_all]))
    last = figure.axes[-1]
    assert [bar.get_width() for bar in last.patches] == [0.8] * 3
    assert any("characterised" in text.get_text() for text in last.texts)


def test_points_and_lines_of_contrasts_are_the_tables():
    figure = chart.draw_contrasts(contrasts())
    axes = figure.axes[0]
    points = [line for line in axes.lines if line.get_gid() == "estimate"]
    assert [line.get_xdata()[0] for line in points] == [0.3, 0.05, -0.2]
    assert figure.drawing.data["estimate"].tolist() == [0.3, 0.05, -0.2]
    lines = next(c for c in axes.collections if c.get_gid() == "intervals")
    assert [(p[0][0], p[1][0]) for p in lines.get_segments()] == [(e - 0.1, e + 0.1) for e in (0.3, 0.05, -0.2)]
    assert axes.get_xlim()[0] == -axes.get_xlim()[1]


def test_a_filled_point_is_a_clear_one():
    points = [line for line in chart.draw_contrasts(contrasts()).axes[0].lines if line.get_gid() == "estimate"]
    assert [line.get_markerfacecolor() != "white" for line in points] == [True, False, True]
    assert points[0].get_markerfacecolor() == MORE.colour


def test_an_endless_ratio_is_an_arrow_at_the_edge():
    table = contrasts((1.0, np.inf, -1.0), measure="share ratio (log2)")
    table.loc[1, ["low", "high"]] = [0.5, np.inf]
    figure = chart.draw_contrasts(table, measure="share ratio (log2)")
    axes = figure.axes[0]
    arrow = next(line for line in axes.lines if line.get_marker() == ">")
    assert arrow.get_xdata()[0] == axes.get_xlim()[1]
    assert "Arrow: no limit on that side." in figure.drawing.words.notes
    figure.canvas.draw()
    assert {"1", "×2", "÷2"} <= {label.get_text() for label in axes.get_xticklabels()}


def test_each_pair_of_outlets_has_its_panel():
    pairs = (("Ledger", "rest"), ("Gazette", "rest"), ("Bulletin", "rest"))
    figure = chart.draw_contrasts(contrasts(pairs=pairs))
    names = [text.get_text() for axes in figure.axes for text in axes.texts if text.get_weight() == "bold"]
    assert names == [f"{name} (12) against the rest (14)" for name in ("Ledger", "Gazette", "Bulletin")]


def test_bars_of_voices_are_the_tables_estimates():
    table = voices()
    figure = chart.draw_voices(table, labels=["republic"])
    for axes, voice in zip(figure.axes, ("narration", "reported", "quotation"), strict=True):
        wanted = table[(table["label"] == "republic") & (table["voice"] == voice)]
        assert [bar.get_width() for bar in axes.patches] == wanted["estimate"].tolist()
    assert "No label drawn is spoken as scare." in figure.drawing.words.notes


def test_marks_of_keyness_stand_at_frequency_and_score():
    table = keyness()
    axes = chart.draw_keyness(table).axes[0]
    marks = [line for line in axes.lines if line.get_gid() in ("more", "less", "not clear")]
    drawn = [xy for line in marks for xy in zip(line.get_xdata(), line.get_ydata(), strict=True)]
    assert set(drawn) == set(zip(table["n"] + table["reference_n"], table["estimate"], strict=True))
    assert len(drawn) == len(set(drawn)), "phrases at one place share a mark"
    assert axes.get_xscale() == "log"
    assert "log scale" in axes.get_xlabel()
    more = next(line for line in marks if line.get_gid() == "more")
    assert len(more.get_xdata()) == ((table["q"] <= 0.05) & (table["estimate"] > 0)).sum()


def test_keyness_says_where_no_phrase_is_clear():
    table, said = keyness(), "No phrase is clearly more in either (q at most 0.05)."
    clear, unclear, untested = (chart.draw_keyness(table.assign(q=q)).drawing.words for q in (0.01, 0.6, np.nan))
    assert said in unclear.notes and said in unclear.alt
    assert said not in clear.notes and "No phrase" not in clear.alt
    assert "No phrase was tested." in untested.notes and "No phrase was tested." in untested.alt
    other = table.assign(q=0.6, outlet="Gazette")
    both = chart.draw_keyness(pd.concat([table.assign(q=0.01), other])).drawing.words
    assert f"{said[:-1]}: Gazette against the rest." in both.notes


def test_names_on_keyness_do_not_overlap():
    figure = chart.draw_keyness(keyness(400))
    names = [text for text in figure.findobj(Text) if text.get_gid() == "name"]
    assert len(names) > 10
    assert chart.misfits(figure) == []


@pytest.mark.parametrize("width", ["single", "double"])
def test_the_names_on_keyness_are_those_its_data_and_its_notes_tell_of(width):
    figure = chart.draw_keyness(keyness(900), size=chart.page("nature", width))
    data = figure.drawing.data
    names = {text.get_text() for text in figure.findobj(Text) if text.get_gid() == "name"}
    assert names == set(data.loc[data["named"], "phrase"])
    said = f"({len(names)} of 20; the others have no room)" in figure.drawing.words.notes[0]
    assert said == (len(names) < 20)
    lines = next(c for c in figure.axes[0].collections if c.get_gid() == "intervals")
    assert len(lines.get_segments()) == len(names)


def test_phrases_only_one_side_has_are_open_and_counted():
    table = keyness()
    table.loc[[3, 8, 9], "reference_n"] = 0
    figure = chart.draw_keyness(table)
    alone = [line for line in figure.axes[0].lines if str(line.get_gid()).endswith("one side")]
    drawn = {xy for line in alone for xy in zip(line.get_xdata(), line.get_ydata(), strict=True)}
    wanted = table[(table["n"] == 0) | (table["reference_n"] == 0)]
    assert drawn == set(zip(wanted["n"] + wanted["reference_n"], wanted["estimate"], strict=True))
    assert {line.get_markerfacecolor() for line in alone} == {"white"}
    assert f"open: only one side has it ({len(wanted)})" in figure.drawing.words.notes[0]


def test_what_is_remarked_on_every_phrase_is_said():
    figure = chart.draw_keyness(keyness().assign(notes="38 articles without group left out"))
    assert "38 articles without group left out." in figure.drawing.words.notes


def test_phrases_chosen_are_the_ones_named():
    figure = chart.draw_keyness(keyness(), phrases=["phrase 3", "phrase 7"])
    assert {text.get_text() for text in figure.findobj(Text) if text.get_gid() == "name"} == {"phrase 3", "phrase 7"}
    assert figure.drawing.data.loc[figure.drawing.data["named"], "phrase"].tolist() == ["phrase 3", "phrase 7"]


def test_bars_of_the_corpus_are_in_proportion_and_in_their_weeks():
    table = corpus()
    figure = chart.draw_corpus(table)
    axes = figure.axes[0]
    starts = date2num(pd.to_datetime(["2020-11-09", "2020-11-16", "2020-11-30"]))
    heights = [bar.get_height() for bar in axes.patches]
    dated = table.loc[table["period"] != "undated", "n"]
    assert [bar.get_x() for bar in axes.patches] == pytest.approx(list(starts) * 3)
    assert np.abs(heights) / np.abs(heights).max() == pytest.approx(dated / dated.max())
    assert any("12 articles without a date" in note for note in figure.drawing.words.notes)


def test_every_article_is_a_dot_and_the_mean_stands_beside():
    table, values, articles = readability()
    figure = chart.draw_readability(table, values, articles)
    axes = figure.axes[0]
    dots = {line.get_gid(): sorted(line.get_xdata()) for line in axes.lines if str(line.get_gid()).startswith("dots")}
    assert dots["dots Gazette"] == pytest.approx(np.linspace(20, 70, 36)[12:24])
    means = [line.get_xdata()[0] for line in axes.lines if line.get_gid() == "estimate"]
    assert means == table["estimate"].tolist()
    ends = [tuple(line.get_xdata()) for line in axes.lines if line.get_gid() == "interval"]
    assert ends == list(zip(table["low"], table["high"], strict=True))


def test_readability_without_articles_draws_the_means():
    table, _, _ = readability()
    figure = chart.draw_readability(table)
    assert not any(str(line.get_gid()).startswith("dots") and len(line.get_xdata()) for line in figure.axes[0].lines)
    assert len(figure.drawing.data) == 3


def test_dots_of_one_lane_do_not_overlap():
    from framing.chart.readability import spread

    values = np.sort(np.random.default_rng(2).normal(0, 10, 200))
    lanes = spread(values, 0.7)
    for lane in np.unique(lanes):
        assert (np.diff(values[lanes == lane]) >= 0.7 - 1e-12).all()
    assert lanes[0] == 0


def test_drawing_leaves_the_table_as_it_was():
    for table, draw in (
        (shares(), chart.draw_shares), (contrasts(), chart.draw_contrasts), (voices(), chart.draw_voices),
        (keyness(), chart.draw_keyness), (corpus(), chart.draw_corpus),
    ):  # fmt: skip
        before = table.copy(deep=True)
        draw(table)
        pd.testing.assert_frame_equal(table, before)


def test_the_order_of_rows_changes_no_mark():
    table = shares()
    one = chart.draw_shares(table, outlets=OUTLETS).drawing.data
    two = chart.draw_shares(table.sample(frac=1, random_state=3), outlets=OUTLETS).drawing.data
    pd.testing.assert_frame_equal(one, two)
