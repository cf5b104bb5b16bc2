"""Tables of articles: every row is an article or a line with its number."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.read.export import read_export
from framing.read.item import UnreadableError
from framing.read.table import read_table
from test_read_folder import read_files

signs = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\r\t",;')
cells = st.text(signs, max_size=12)


@given(
    st.lists(st.tuples(cells, cells), min_size=1, max_size=5),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_a_spreadsheet_writes_is_read_back(rows, delimiter, ends):
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerows([("text", "outlet"), *rows])
    data = file.getvalue()
    written = [row for row in rows if any(map(str.strip, row))]
    empty = {"NA", "N/A", "NaN", "nan", "NULL"}
    expected = [["" if cell.strip() in empty else cell for cell in row] for row in written]
    assert [row.cells for row in read_table(data.encode()).rows] == expected


@pytest.mark.parametrize("start", ["", "\ufeff", "sep=;\r\n"])
def test_marks_before_the_heading_are_no_part_of_it(start):
    table = read_table(f"{start}Text ;Source\r\nRain;BBC\r\n".encode())
    assert table.heading == ["Text", "Source"]
    assert table.rows[0].line == 2 + start.count("\n")


def test_utf16_with_tabs_as_spreadsheets_save_unicode_text():
    items = read_export("Text\tOutlet\nŞuşa\tBBC\n".encode("utf-16"))
    assert [(item.text, item.facts) for item in items] == [("Şuşa", {"outlet": "BBC"})]


def test_lines_count_where_a_cell_holds_line_ends():
    items = read_export(b'text,outlet\n"one\ntwo\n",BBC\nthree,BBC\n')
    assert [(item.name, item.line) for item in items] == [("row 1", 2), ("row 2", 5)]


def test_ten_thousand_columns_are_read_and_named_briefly():
    names = [f"c{i}" for i in range(10_000)]
    row = ",".join(["Rain", *["x"] * 10_000])
    assert read_export(f"text,{','.join(names)}\n{row}\n".encode())[0].text == "Rain"
    with pytest.raises(UnreadableError, match="no column 'text'; it has c0, c1") as caught:
        read_export(",".join(names).encode())
    assert len(str(caught.value)) < 300


def test_a_cell_of_a_million_signs():
    assert len(read_export(b"text,outlet\n" + b"x" * 1_000_000 + b",BBC\n")[0].text) == 1_000_000


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "e.csv: an empty file; a table starts with a row of headings"),
        ("\ufeff", "e.csv: an empty file; a table starts with a row of headings"),
        ("text,outlet\n\n , \n", "e.csv: a table without a row under its heading"),
        ("a,b\n1,2\n", "e.csv:1: no column 'text'; it has a, b"),
        ("text,body,outlet\n1,2,3\n", "e.csv:1: the columns text and body both give the text; keep one"),
        ("text,title,Title,outlet\n1,2,3,4\n", "e.csv:1: the columns title and Title both give the title; keep one"),
        (
            "path,outlet\na.txt,BBC\n",
            "e.csv:1: no column 'text'; a table about the files beside it is named metadata.csv",
        ),
        ("text,outlet\n,BBC\n", "e.csv:2: row 1: an article without text"),
        ("text,outlet\n...,BBC\n", "e.csv:2: row 1: an article without text"),
        ("text,outlet\nNA,BBC\n", "e.csv:2: row 1: an article without text"),
        (
            "text,outlet\nRain, and snow,BBC\n",
            "e.csv:2: row 1: 3 cells where the heading has 2; put text with commas or line ends in quotation marks",
        ),
        (
            "text,outlet\nRain\n",
            "e.csv:2: row 1: 1 cell where the heading has 2; put text with commas or line ends in quotation marks",
        ),
        (
            "text,outlet\nRain,\n",
            "e.csv:2: row 1: an article without an outlet; put it into a folder named after its outlet, "
            "name it in metadata.csv, or in the table's column outlet",
        ),
        (
            "text,outlet,date\nRain,BBC,2020-13-45\n",
            "e.csv:2: row 1: date '2020-13-45' is no day of the calendar; write it as 2020-11-26, or leave it empty",
        ),
        (
            f"text,outlet\nRain,{'x' * 101}\n",
            f"e.csv:2: row 1: an outlet of 101 signs ('{'x' * 37}...'); is it in the right column?",
        ),
    ],
)
def test_a_bad_table_is_one_line(tmp_path, content, line):
    reading, problems = read_files(tmp_path, {"e.csv": content})
    assert problems == [line]
    assert len(reading.raw) == 0


def test_one_bad_row_leaves_the_others(tmp_path):
    rows = b"text,outlet,date\nOne,BBC,\nTwo,BBC,31 April 2020\nBad \xff \xc3\xa9\xc3\xa9,BBC,\nFour,BBC,2020-11-26\n"
    reading, problems = read_files(tmp_path, {"e.csv": rows})
    assert reading.raw["raw_text"].tolist() == ["One", "Four"]
    assert [problem[:13] for problem in problems] == ["e.csv:3: row ", "e.csv:4: row "]


@pytest.mark.parametrize("bad", ['"never closed,BBC\nlost,BBC\n', '"He"llo,BBC\nlost,BBC\n'])
def test_rows_before_a_wrong_quotation_mark_are_read_and_the_rest_is_named(tmp_path, bad):
    reading, problems = read_files(tmp_path, {"e.csv": "text,outlet\nOne,BBC\n" + bad})
    assert reading.raw["raw_text"].tolist() == ["One"]
    assert len(problems) == 1
    assert problems[0].startswith("e.csv:3: row 2: a quotation mark that is not closed")
