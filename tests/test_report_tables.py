"""Tables as files: read back by other programs' readers, in every script, with nothing that could run."""

import re
import xml.etree.ElementTree as ET

import docx
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing as fr
from framing.errors import ChoiceError
from framing.report.latex import SPECIAL, escape_latex
from framing.report.markup import html_table
from framing.report.printed import as_printed, printed
from framing.report.tables import ENDINGS, save_table

NAMES = ("Արցախի Ձայն", "Карабах «сегодня»", "قره باغ", '=SUM(A1) & 50 % of a_b "quoted"', "-minus", "@at", "+plus")


@pytest.fixture
def shares() -> pd.DataFrame:
    """A result table whose names hold every difficulty."""
    values = {"measure": "share", "n": 1.0, "total": 7.0, "n_articles": 5, "estimate": 1 / 7, "low": 0.02, "high": 0.4}
    told = {"level": 0.95, "interval": "effective Wilson", "p": float("nan"), "q": float("nan"), "notes": None}
    table = pd.DataFrame({"outlet": NAMES, "referent": "land", **values, **told})
    table.loc[2, ["low", "high", "notes"]] = [float("nan"), float("nan"), "1 article: no interval"]
    return table


def cells_of(path) -> list[list]:
    """Return the rows of a file as another program reads them."""
    if path.suffix == ".xlsx":
        return [list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]
    if path.suffix == ".docx":
        return [[cell.text for cell in row.cells] for row in docx.Document(path).tables[0].rows]
    page = ET.fromstring(re.search(r"<table.*</table>", path.read_text(encoding="utf-8"), re.S)[0])
    return [["".join(cell.itertext()) for cell in row] for row in page.iter("tr")]


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".html"])
def test_every_name_comes_back(shares, tmp_path, ending):
    (path,) = save_table(shares, tmp_path / f"shares{ending}", caption="Shares & more")
    rows = cells_of(path)
    assert rows[0][:2] == ["Outlet", "Share"]
    assert [row[0] for row in rows[1 : 1 + len(NAMES)]] == list(NAMES)


def test_print_is_rounded_and_a_workbook_is_not(shares, tmp_path):
    _, xlsx, _, html, word = save_table(shares, tmp_path / "shares")
    for path in (html, word):
        assert cells_of(path)[1][:6] == [NAMES[0], "14.3 %", "2.0 to 40.0 %", "1", "7", "5"]
    sheet = openpyxl.load_workbook(xlsx).active
    assert sheet["B2"].value == 1 / 7
    assert sheet["B2"].number_format == "0.0%"
    assert sheet.freeze_panes == "A2"


def test_nothing_becomes_a_formula(shares, tmp_path):
    csv, xlsx, *_ = save_table(shares, tmp_path / "shares")
    cells = [cell for row in openpyxl.load_workbook(xlsx).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert [cell.value for cell in cells if cell.value == NAMES[3]]
    assert all(cell.quotePrefix for cell in cells if isinstance(cell.value, str))
    back = pd.read_csv(csv, encoding="utf-8-sig")
    assert back["outlet"].tolist() == [f"'{name}" if name[0] in "=+-@" else name for name in NAMES]
    assert back["estimate"].tolist() == shares["estimate"].tolist()
    assert set(back.columns) == set(shares.columns)


def test_what_the_numbers_are_stands_below(shares, tmp_path):
    _, xlsx, tex, html, word = save_table(shares, tmp_path / "shares", caption="Shares", notes=["Seen by hand."])
    told = ["Referent: land", "95 %, effective Wilson", "1 article: no interval", "Seen by hand."]
    texts = [html.read_text("utf-8"), "\n".join(p.text for p in docx.Document(word).paragraphs)]
    texts.append("\n".join(str(row[0]) for row in cells_of(xlsx)))
    texts.append(tex.read_text("utf-8").replace(r"\%", "%"))
    for text in texts:
        for line in ["Shares", *told]:
            assert line in text
    assert printed(shares).columns[-1].cells == ("", "", "a", "", "", "", "")


def test_q_says_over_what(sample):
    table = sample.result("frame_contrasts_outlet").query("measure == 'share difference'")
    shown = printed(table)
    over = int(table["compared"].iloc[0])
    assert any(f"over {over} comparisons" in note for note in shown.notes)
    assert [c.header for c in shown.columns if c.header in ("p", "q", "In words")] == ["p", "q", "In words"]
    row = table.iloc[0]
    assert shown.rows[0][shown.columns.index(next(c for c in shown.columns if c.header == "Articles"))] == (
        f"{row['n_articles']} and {row['reference_articles']}"
    )


def test_a_missing_number_is_a_dash_in_print_and_empty_in_a_workbook(shares, tmp_path):
    _, xlsx, _, html, word = save_table(shares, tmp_path / "shares")
    for path in (html, word):
        assert cells_of(path)[3][2:] == ["–", "1", "7", "5", "a"]
    assert [cell.value for cell in openpyxl.load_workbook(xlsx).active[4]][2:4] == [None, None]


def test_a_wide_or_long_table_is_set_so_that_it_fits(sample, tmp_path):
    contrasts = sample.result("contrasts_outlet").query("measure == 'share difference'")
    for rows, kind in ((contrasts.head(10), "table"), (contrasts.head(60), "longtable")):
        (path,) = save_table(rows, tmp_path / "wide.tex")
        text = path.read_text(encoding="utf-8")
        assert text.count(rf"\begin{{{kind}}}") == text.count(rf"\end{{{kind}}}") == 1
        assert text.count(r"\footnotesize\setlength") == 1
        assert text.count(r"\begingroup") == text.count(r"\endgroup") == (kind == "longtable")
        body = [line for line in text.splitlines() if line.endswith(r"\\") and " & " in line]
        assert {len(re.split(r"(?<!\\)&", line)) for line in body} == {len(printed(rows).columns)}
    (path,) = save_table(pd.DataFrame({"a": [1]}), tmp_path / "narrow.tex")
    assert "footnotesize" not in path.read_text(encoding="utf-8")


def test_words_do_not_repeat_the_numbers_beside_them(sample):
    table = sample.result("frame_contrasts_outlet").query("measure == 'share difference'")
    column = next(column for column in printed(table).columns if column.header == "In words")
    assert {"clearly more", "not distinguishable", "less, but not clear"} <= set(column.cells)
    assert not any(mark.isdigit() for mark in "".join(column.cells))


def test_every_result_of_a_run_can_be_saved(sample, tmp_path):
    for path in sorted((sample.folder / "results").glob("*.parquet")):
        table = sample.result(path.stem).head(60)
        before = table.copy()
        assert [file.suffix for file in save_table(table, tmp_path / path.stem)] == list(ENDINGS)
        pd.testing.assert_frame_equal(table, before)
        assert len(cells_of(tmp_path / f"{path.stem}.docx")) == len(table) + 1


def test_a_concordance_is_a_table_too(sample, tmp_path):
    lines = fr.kwic(sample.mentions, sample.articles, where={"label": "breakaway region"})
    csv, xlsx, *_ = save_table(lines, tmp_path / "lines")
    assert pd.read_csv(csv, encoding="utf-8-sig", dtype={"date": "str"})["date"].iloc[0] == cells_of(xlsx)[1][1]
    assert pd.read_csv(csv, encoding="utf-8-sig")["match"].tolist() == lines["match"].tolist()


def test_the_same_table_gives_the_same_bytes(shares, tmp_path):
    first, again = (save_table(shares, tmp_path / where / "shares") for where in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


def test_an_empty_table_and_one_without_notes(shares, tmp_path):
    for table in (shares.iloc[:0], pd.DataFrame({"a": []}), shares.assign(low=float("nan"), high=float("nan"))):
        assert len(save_table(table, tmp_path / "empty")) == len(ENDINGS)
        assert len(cells_of(tmp_path / "empty.docx")) == len(table) + 1


def test_an_unknown_ending_lists_the_known_ones(shares, tmp_path):
    with pytest.raises(ChoiceError, match=r"\.docx"):
        save_table(shares, tmp_path / "shares.odt")


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0.41249, "percent", "41.2 %"),
        (0.0, "percent", "0.0 %"),
        (0.2, "points", "+20.0"),
        (-0.0001, "points", "0.0"),
        (0.00099, "p", "<0.001"),
        (float("inf"), "number", "∞"),
        (float("-inf"), "number", "−∞"),
        (float("nan"), "percent", ""),
        (-12345.678, "number", "−12,345.68"),
    ],
)
def test_numbers_as_printed(value, unit, told):
    assert as_printed(value, unit) == told


def undone(text: str) -> str:
    """Return what LaTeX would print of escaped text, by undoing each replacement."""
    back = {command: mark for mark, command in SPECIAL.items() if mark != "\u00a0"}
    pattern = "|".join(re.escape(command) for command in sorted(back, key=len, reverse=True))
    return re.sub(pattern, lambda found: back[found[0]], text.replace("-{}-", "--"))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab \\{}%&$#_~^\"<>|`'-[]*Արقق−"), max_size=30))
def test_latex_escapes_any_text(text):
    escaped = escape_latex(text)
    assert undone(escaped) == " ".join(text.split())
    assert not re.search(r"(?<!\\)[%&#_]", escaped)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_html_escapes_any_text(name, caption):
    table = pd.DataFrame({"outlet": [name.replace("\x00", "")]})
    html = html_table(printed(table, caption))
    assert html.count("<td") == 1
    assert not re.search(r"<(?!/?(table|caption|thead|tbody|tr|th|td|p)\b)", html)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30))
def test_office_files_hold_any_text(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any")
    paths = save_table(pd.DataFrame({"text": [text]}), folder / "any")
    assert len(cells_of(paths[1])) == 2
    assert len(cells_of(paths[4])) == 2
