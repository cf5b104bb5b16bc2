"""metadata.csv: what it says decides; what is wrong with it is said with its line, and never half applied."""

import unicodedata

import pytest

from test_read_folder import read_files

PAGE = (
    "<html lang='en'><head><meta property='og:title' content='Page'></head><body><article>"
    "<p>It rained in the city the whole day, and in the evening the river rose.</p></article></body></html>"
)


def test_it_decides_and_an_empty_cell_stays_empty(tmp_path):
    meta = "path,title,date,outlet\r\n.\\a.html,,2020-11-26,\r\nb.txt,Rain,,Other\r\n"
    reading, problems = read_files(tmp_path, {"BBC/metadata.csv": meta, "BBC/a.html": PAGE, "BBC/b.txt": "Rain."})
    assert problems == []
    assert reading.raw["outlet"].tolist() == ["BBC", "Other"]
    assert reading.raw["title"].isna().tolist() == [True, False]
    assert reading.raw["date"].isna().tolist() == [False, True]


def test_it_reaches_the_folders_below_and_windows_paths(tmp_path):
    meta = "path;outlet\nsub\\deep\\a.txt;BBC\n./b.txt;ITV\n"
    reading, problems = read_files(tmp_path, {"Metadata.CSV": meta, "sub/deep/a.txt": "Rain.", "b.txt": "Snow."})
    assert problems == []
    assert sorted(reading.raw["outlet"]) == ["BBC", "ITV"]


def test_names_with_accents_taken_apart_by_a_disk_are_found(tmp_path):
    name = "réunion.txt"
    files = {f"B/{unicodedata.normalize('NFD', name)}": "Rain.", "B/metadata.csv": f"path,title\n{name},Rain\n"}
    reading, problems = read_files(tmp_path, files)
    assert problems == []
    assert reading.raw["title"].tolist() == ["Rain"]


def test_for_a_table_it_fills_what_rows_leave_empty(tmp_path):
    files = {
        "e.csv": "text,outlet,date\nRain,,2020-11-26\nSnow,ITV,\n",
        "metadata.csv": "path,outlet,date\ne.csv,BBC,\n",
    }
    reading, problems = read_files(tmp_path, files)
    assert problems == []
    assert reading.raw["outlet"].tolist() == ["BBC", "ITV"]
    assert reading.raw["date"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "a.txt,Rain, wind and snow,",
            "path 'a.txt', which is left out: 4 cells where the heading has 3; put text with",
        ),
        ("a.txt", "path 'a.txt', which is left out: 1 cell where the heading has 3; put text with"),
        (
            "a.txt,Rain,31 April 2020",
            "path 'a.txt', which is left out: date '31 April 2020' is no day of the calendar;",
        ),
        ("a.txt,,\na.txt,Rain,", "path 'a.txt', which is left out: stands twice, first in line 2; keep one row"),
    ],
)
def test_a_bad_row_leaves_its_file_out_and_no_other(tmp_path, row, problem):
    meta = f"path,title,date\n{row}\n"
    reading, problems = read_files(tmp_path, {"B/metadata.csv": meta, "B/a.txt": "Rain.", "B/b.txt": "Snow."})
    assert reading.raw["source_file"].tolist() == ["B/b.txt"]
    assert len(problems) == 1
    assert problems[0].startswith(f"B/metadata.csv:{1 + row.count(chr(10)) + 1}: {problem}")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",Rain", "a row without a path; name the file it is about"),
        ("A.TXT,Rain", "path 'A.TXT': no such file beside it; did you mean a.txt?"),
        ("C:\\Users\\x\\a.txt,Rain", "path 'C:/Users/x/a.txt': no such file beside it; did you mean a.txt?"),
        ("../B/a.txt,Rain", "path '../B/a.txt': no such file beside it; did you mean a.txt?"),
        ("gone.txt,Rain", "path 'gone.txt': no such file beside it"),
    ],
)
def test_a_row_about_no_file_is_named(tmp_path, row, problem):
    reading, problems = read_files(tmp_path, {"B/metadata.csv": f"path,title\n{row}\n", "B/a.txt": "Rain."})
    assert problems == [f"B/metadata.csv:2: {problem}"]
    assert reading.raw["title"].isna().all()


@pytest.mark.parametrize(
    ("meta", "problem"),
    [
        ("", "metadata.csv: an empty file; a table starts with a row of headings"),
        ("title\nRain\n", "metadata.csv:1: no column 'path'; it has title"),
        ("path,title,Title\n", "metadata.csv:1: the columns title and Title both give the title; keep one"),
        (
            "path,titel\na.txt,Rain\n",
            "metadata.csv:1: column 'titel' is not one of: path, outlet, date, title, byline, section, url, language, "
            "story_id; did you mean title?",
        ),
        (
            b"path,title\na.txt,\x81\x8d\n",
            "metadata.csv:2: neither UTF-8 nor an encoding that can be told for certain; save it as UTF-8",
        ),
    ],
)
def test_one_that_cannot_be_read_leaves_out_its_files_and_counts_them(tmp_path, meta, problem):
    files = {"B/metadata.csv": meta, "B/a.txt": "Rain.", "B/c/b.txt": "Snow.", "C/d.txt": "Hail."}
    reading, problems = read_files(tmp_path, files)
    assert reading.raw["source_file"].tolist() == ["C/d.txt"]
    assert problems == [f"B/{problem}; the files it may be about are left out (2)"]


def test_an_unclosed_quotation_mark_may_hide_any_row(tmp_path):
    files = {"B/metadata.csv": 'path,title\na.txt,"Rain\nb.txt,Snow\n', "B/b.txt": "Snow."}
    reading, problems = read_files(tmp_path, files)
    assert len(reading.raw) == 0
    assert problems[0].startswith("B/metadata.csv:2: a quotation mark that is not closed")


def test_two_tables_about_one_file(tmp_path):
    meta = {"metadata.csv": "path,title\nB/a.txt,Rain\n", "B/metadata.csv": "path,title\na.txt,Snow\n"}
    reading, problems = read_files(tmp_path, meta | {"B/a.txt": "Rain."})
    assert len(reading.raw) == 0
    assert len(problems) == 1
    assert problems[0].startswith("B/a.txt: two metadata files speak of it (")


def test_two_tables_in_one_folder(tmp_path):
    (tmp_path / "METADATA.CSV").touch()
    if (tmp_path / "metadata.csv").exists():
        pytest.skip("a file system that takes both names for one")
    meta = {"METADATA.CSV": "path,title\na.txt,Rain\n", "metadata.csv": "path,title\na.txt,Snow\n"}
    reading, problems = read_files(tmp_path, meta | {"a.txt": "Rain.", "BBC/b.txt": "Snow."})
    assert reading.raw["source_file"].tolist() == ["BBC/b.txt"]
    assert problems == [
        "metadata.csv:2: path 'a.txt', which is left out: stands in METADATA.CSV, line 2, too; keep one row"
    ]


def test_damaged_text_in_a_row(tmp_path):
    meta = "path,title,byline\na.txt,“Rain”,".encode() + b"\xff\n"
    reading, problems = read_files(tmp_path, {"B/metadata.csv": meta, "B/a.txt": "Rain."})
    assert len(reading.raw) == 0
    assert "B/metadata.csv:2: path 'a.txt', which is left out: damaged text (byte 0xff" in problems[0]
