"""Evidence with a picker: every line escaped, a table where no script runs, the lists in a browser."""

import json
import re

import pytest

import framing as fr
from framing.errors import ChoiceError, InputError
from test_browser import CHROMIUM, browser, lab  # noqa: F401  the fixtures


@pytest.fixture
def shown(sample):
    return fr.browse(sample.mentions, sample.articles, where={"referent": sample.referent}, most=3)


def test_the_lines_are_those_of_kwic_the_first_of_each_label_and_outlet(sample, shown):
    every = fr.kwic(sample.mentions, sample.articles, where={"referent": sample.referent}, width=50)
    counts = every.groupby(["label", "outlet"]).size().clip(upper=3)
    assert shown.lines.groupby(["label", "outlet"]).size().to_dict() == counts.to_dict()
    columns = shown.lines.columns.tolist()
    assert columns == ["label", "outlet", "date", "voice", "left", "match", "right"]
    assert set(shown.lines.itertuples(index=False, name=None)) <= set(every[columns].itertuples(index=False, name=None))
    assert repr(shown).startswith(f"{counts.sum():,} of {len(every):,} mentions in context, ")


def test_without_a_script_the_table_stands_alone(shown):
    page = shown._repr_html_()
    table = page.partition("<script>")[0]
    assert table.count("<tr>") == len(shown.lines) + 1
    assert "<select" not in table
    assert page == shown._repr_html_()
    assert not re.search(r"https?:|src=|href=", page)


def test_texts_are_escaped_and_right_to_left_is_kept(sample):
    row = sample.articles.iloc[[0]].assign(text="<b>אזור</b> & more", title=None, outlet="<A>")
    mention = sample.mentions.iloc[[0]].assign(
        article_id=row["article_id"].iloc[0], part="body", start=3, end=7, surface="אזור", label='the "region"'
    )
    page = fr.browse(mention, row)._repr_html_()
    assert "&lt;b&gt;" in page and "<b>" not in page and "&lt;A&gt;" in page and "the &quot;region&quot;" in page
    assert 'dir="auto"' in page


def test_nothing_to_show_is_said_and_bad_choices_list_the_good(sample):
    nothing = fr.browse(sample.mentions.iloc[:0], sample.articles)
    assert "No mention." in nothing._repr_html_() and "<script>" not in nothing._repr_html_()
    with pytest.raises(InputError, match="most is 0"):
        fr.browse(sample.mentions, sample.articles, most=0)
    with pytest.raises(ChoiceError, match="where: 'colour' is not one of"):
        fr.browse(sample.mentions, sample.articles, where={"colour": "red"})


def visible(page) -> int:
    return page.locator("tbody tr:visible").count()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, and none is installed here")
def test_the_lists_choose_in_a_page(browser, shown):  # noqa: F811
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content(f"<!doctype html><title>t</title>{shown._repr_html_()}{shown._repr_html_()}")
    assert page.locator("select").count() == 4
    lines = shown.lines
    label, outlet = lines["label"].iloc[-1], lines["outlet"].iloc[-1]
    page.locator("select[aria-label=label]").first.select_option(label)
    page.locator("select[aria-label=outlet]").first.select_option(outlet)
    both = ((lines["label"] == label) & (lines["outlet"] == outlet)).sum()
    assert visible(page) == both + len(lines)
    assert page.get_by_text(f"{both} of {len(lines)} lines", exact=True).count() == 1
    page.locator("select[aria-label=label]").first.select_option("")
    assert visible(page) == (lines["outlet"] == outlet).sum() + len(lines)
    assert errors == []
    page.close()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, and none is installed here")
def test_the_lists_choose_in_jupyterlab(browser, lab, tmp_path_factory):  # noqa: F811
    project = max(tmp_path_factory.getbasetemp().glob("lab*"), key=lambda path: path.stat().st_mtime)
    cell = 'import framing as fr\nrun = fr.open_run("data/processed")\nfr.browse(run.mentions, run.articles, most=2)'
    code = {"cell_type": "code", "source": cell, "metadata": {}, "outputs": [], "execution_count": None, "id": "a"}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": [code], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (project / "browse.ipynb").write_text(json.dumps(notebook))
    page = browser.new_page()
    page.goto(f"{lab}/tree/browse.ipynb?reset", timeout=180_000)
    page.get_by_text("| Idle").first.wait_for(timeout=180_000)
    page.get_by_role("menuitem", name="Run").first.click()
    page.get_by_role("menuitem", name="Run All Cells").first.click()
    pick = page.locator(".jp-OutputArea-output select[aria-label=outlet]")
    pick.wait_for(timeout=180_000)
    before = page.locator(".jp-OutputArea-output tbody tr:not([hidden])").count()
    pick.select_option(index=1)
    after = page.locator(".jp-OutputArea-output tbody tr:not([hidden])").count()
    assert 0 < after < before
    page.close()
