"""Every figure of a run, drawn from what its measure returned, for poor and large studies: ``benchmarks/figures.py`` in short."""

from dataclasses import replace

import pytest

from framing import chart, figures

SCRIPT = "figures"
SHORT = {  # the study, and the preset its figures are drawn in
    "one outlet": ("nature", "single"),
    "40 outlets": ("a4", "single"),
    "long names": ("elsevier", "single"),
    "right to left": ("nature", "double"),
    "nothing dated": ("slides", "single"),
    "nothing named": ("poster", "single"),
    "one article": ("a4", "half"),
}


@pytest.fixture(scope="module")
def sample_drawn(script, sample_folder):
    return script.finished_run(sample_folder)


@pytest.mark.parametrize(("name", "journal", "width"), [(name, *preset) for name, preset in SHORT.items()])
def test_every_figure_fits_or_says_how_to_narrow_it(script, tmp_path, name, journal, width):
    made = script.STUDIES[name]
    drawn = script.made_study(replace(made, groups=made.groups and name == "nothing dated"), tmp_path)
    found = script.examined(drawn, figures.Export(journal, width))
    assert {figure: wrong for figure, wrong in found.items() if wrong} == {}
    narrowed = {figure for figure, wrong in found.items() if wrong is None}
    if name != "40 outlets" and width != "half":
        assert narrowed <= {"keyness_outlet", "contrasts_outlet", "pairs_outlet", "frame_contrasts_outlet"}
    assert len(found) - len(narrowed) >= 10


def test_every_study_made_up_is_tested(script):
    assert set(script.STUDIES) == set(SHORT)


@pytest.mark.parametrize("name", ["corpus", "collocates_group", "distances_outlet"])
def test_the_files_of_figures_hold_what_they_promise(script, sample_drawn, name):
    ((_, plan, table),) = figures.drawable(sample_drawn.results, sample_drawn.subject, [name])
    figure = plan.draw(table, size=chart.page("screen", "single"))
    assert script.problems_of_files(figure, sample_drawn.about) == []


@pytest.mark.parametrize("journal", sorted(chart.PRESETS))
def test_no_text_is_under_the_least_size_of_a_preset(sample_drawn, journal):
    for _, plan, table in figures.drawable(
        sample_drawn.results, sample_drawn.subject, ["shares_group", "distances_outlet"]
    ):
        for size in chart.PRESETS[journal].sizes.values():
            try:
                figure = plan.draw(table, size=size)
            except chart.ChartError:
                continue
            points = {text.get_fontsize() for axes in figure.axes for text in axes.texts}
            assert min(points | {size.text}) >= size.least
