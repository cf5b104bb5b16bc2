"""What a person sees: a notebook run in JupyterLab, and a report opened as a page, in a real browser."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

from conftest import copy_project
from framing.report.pdf import find_browser, print_pdf

CHROMIUM = find_browser()
FLAGS = (
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, and none is installed here"),
]


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


class Address(str):
    """The address of a JupyterLab, and the project it serves."""

    def __new__(cls, address: str, project: Path):
        made = super().__new__(cls, address)
        made.project = project
        return made


@pytest.fixture(scope="module")
def lab(tmp_path_factory, sample_folder):
    """A JupyterLab serving a copy of the project; gives its address."""
    project = copy_project(tmp_path_factory.mktemp("lab"), sample_folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {f"JUPYTER_{kind}_DIR": str(project / f".{kind.lower()}") for kind in ("CONFIG", "DATA", "RUNTIME")}
    own["JUPYTERLAB_SETTINGS_DIR"] = own["JUPYTERLAB_WORKSPACES_DIR"] = str(project / ".lab")
    options = [
        "--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root", "--IdentityProvider.token=",
        "--ServerApp.password=", "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", f"--ServerApp.root_dir={project}",
    ]  # fmt: skip
    with (project / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], env=os.environ | own, stdout=log, stderr=log
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/lab", project / "lab.log")
            yield Address(f"http://127.0.0.1:{port}/lab", project)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(address: str, log: Path, seconds: int = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


@pytest.mark.parametrize("name", ["00_start_here", "03_framing_differences"])
def test_a_notebook_runs_in_jupyterlab_and_shows_its_figures(browser, lab, name):
    page = browser.new_page(viewport={"width": 1400, "height": 6000})
    page.goto(f"{lab}/tree/notebooks/{name}.ipynb?reset", timeout=180_000)
    page.get_by_text("| Idle").first.wait_for(timeout=180_000)
    page.get_by_role("menuitem", name="Edit").first.click()
    page.get_by_role("menuitem", name="Clear Outputs of All Cells").click()
    page.wait_for_function("() => document.querySelectorAll('.jp-OutputArea-output img').length === 0")
    page.get_by_role("menuitem", name="Run").first.click()
    page.get_by_role("menuitem", name="Run All Cells").first.click()
    page.wait_for_function("() => document.querySelectorAll('.jp-OutputArea-output img').length > 0", timeout=180_000)
    page.get_by_text("| Idle").first.wait_for(timeout=180_000)
    widths = page.eval_on_selector_all(".jp-OutputArea-output img", "images => images.map(i => i.naturalWidth)")
    assert min(widths) > 100
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
    page.close()


def test_dollar_signs_in_names_are_no_formula_in_jupyterlab(browser, lab):
    """JupyterLab typesets what stands between dollar signs in HTML, unless it is told not to."""
    source = 'import framing as fr, pandas as pd\nfr.show(pd.DataFrame({"name": ["from $x_1$ to $y$ dollars"]}))'
    plain = 'from IPython.display import HTML\nHTML("<p>from $x_1$ to $y$</p>")'
    cells = [nbformat.v4.new_code_cell(text) for text in (source, plain)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.project / "notebooks" / "dollars.ipynb")
    page = browser.new_page(viewport={"width": 1400, "height": 1200})
    page.goto(f"{lab}/tree/notebooks/dollars.ipynb?reset", timeout=180_000)
    page.get_by_text("| Idle").first.wait_for(timeout=180_000)
    page.get_by_role("menuitem", name="Run").first.click()
    page.get_by_role("menuitem", name="Run All Cells").first.click()
    page.locator(".jp-OutputArea-output mjx-container").first.wait_for(timeout=180_000)
    shown = page.locator(".jp-OutputArea-output table").first
    assert shown.locator("mjx-container").count() == 0
    assert "from $x_1$ to $y$ dollars" in shown.inner_text()
    page.close()


@pytest.fixture(scope="module")
def opened(browser, sample_folder):
    """The report of the sample as a page, and what it asked for and complained of while it was opened."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked, told = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: told.append(f"failed: {request.url[:80]}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.text))
    page.goto((sample_folder / "reports" / "report.html").as_uri())
    page.wait_for_load_state("load")
    yield page, asked, told
    page.close()


def test_the_report_opens_without_a_request_or_a_complaint(opened):
    page, asked, told = opened
    assert [url[:80] for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) == 1
    assert told == []
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.wait_for_function("() => [...document.images].every(i => i.complete)")
    widths = page.eval_on_selector_all("img", "images => images.map(i => i.naturalWidth)")
    assert len(widths) > 10
    assert min(widths) > 100
    assert page.eval_on_selector_all("img", "images => images.filter(i => !i.alt).length") == 0


def test_the_report_folds_without_a_script(opened):
    page, *_ = opened
    section = page.locator("#methods")
    assert section.get_attribute("open") is not None
    section.locator("> summary").click()
    assert section.get_attribute("open") is None
    section.locator("> summary").click()
    assert page.evaluate("document.scripts.length") == 0


@pytest.mark.parametrize("width", [1280, 700, 400])
def test_the_report_fits_every_screen(opened, width):
    page, *_ = opened
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    columns = page.evaluate(
        "getComputedStyle(document.querySelector('.framing-pair > div')).gridTemplateColumns.split(' ').length"
    )
    assert columns == (2 if width == 1280 else 1 if width == 400 else columns)


def test_the_report_prints_as_pdf_with_everything_on_it(sample_folder, tmp_path):
    page = sample_folder / "reports" / "report.html"
    first, again = (print_pdf(page, tmp_path / f"{name}.pdf", CHROMIUM) for name in "ab")
    content = first.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content == again.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", content)) > 10


def test_a_notebook_as_a_page_shows_its_figures_and_asks_nobody(browser, executed):
    page = browser.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((executed / "00_start_here.html").as_uri())
    page.wait_for_load_state("load")
    widths = page.eval_on_selector_all("img", "images => images.map(i => i.naturalWidth)")
    assert widths
    assert min(widths) > 100
    assert errors == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    page.close()
