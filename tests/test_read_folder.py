"""A folder of files: nothing is lost, whatever lies in it."""

import errno
import hashlib
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing import schema
from framing.errors import InputError
from framing.read import READERS, read_folder
from framing.read import article as article_module

ROOT = Path(__file__).resolve().parents[1]


def read_files(folder, files):
    """Write ``files`` (name -> content) into a folder and read it: the Reading, and its problems without the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    reading = read_folder(folder)
    return reading, [str(problem).removeprefix(f"{folder}/") for problem in reading.problems]


def test_the_sample_corpus_reads_with_no_problem():
    reading = read_folder(ROOT / "data" / "raw")
    assert reading.problems == []
    counts = reading.raw["outlet"].value_counts()
    assert len(counts) >= 6
    assert counts.min() >= 12
    assert reading.raw["title"].notna().all()
    assert reading.raw["date"].isna().sum() == 1


def test_tables_files_and_hashes(tmp_path):
    reading, problems = read_files(
        tmp_path, {"BBC/a.txt": "Rain\r\nfell.", "BBC/metadata.csv": "path,title\na.txt,Rain\n"}
    )
    assert problems == []
    schema.check(reading.raw, "raw")
    schema.check(reading.removed, "removed")
    assert reading.raw.loc[0, ["outlet", "title", "raw_text"]].tolist() == ["BBC", "Rain", "Rain\r\nfell."]
    assert sorted(reading.files) == ["BBC/a.txt", "BBC/metadata.csv"]
    assert reading.files["BBC/a.txt"] == hashlib.sha256(b"Rain\r\nfell.").hexdigest()


contents = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [b"", b"\xff", b"\x00", b"text,outlet\nRain,BBC\n", b'text\n"x', b"<p>Rain</p>", b"path,title\na.txt,x\n"]
    ),
)
names = st.from_regex(r"[a-c ]{1,3}\.(txt|html|csv|tsv|pdf|TXT)", fullmatch=True)
folders = st.sampled_from(["", "BBC/", "BBC/deep/", "!!!/", "حَرف/"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.tuples(folders, names).map("".join), contents, max_size=5))
def test_every_file_is_an_article_or_a_problem(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("any")
    reading, _ = read_files(folder, files)
    accounted = {folder / name for name in reading.raw["source_file"]} | {
        Path(problem.file) for problem in reading.problems
    }
    assert accounted == {folder / name for name in files}
    assert all("\n" not in str(problem) for problem in reading.problems)
    assert reading.raw["article_id"].is_unique


def test_a_file_with_another_ending_is_named_with_what_is_read(tmp_path):
    _, problems = read_files(tmp_path, {"BBC/a.pdf": b"x", "BBC/b": b"x"})
    assert problems == [
        "BBC/a.pdf: no reader for .pdf; these are read: .csv, .htm, .html, .tsv, .txt",
        "BBC/b: no reader for a file without an ending; these are read: .csv, .htm, .html, .tsv, .txt",
    ]
    assert sorted(READERS) == [".csv", ".htm", ".html", ".tsv", ".txt"]


@pytest.mark.parametrize("content", ["", " \n\t", "\ufeff", "...\n--", "\u200b"])
def test_a_file_without_a_letter_is_no_article(tmp_path, content):
    assert read_files(tmp_path, {"BBC/a.txt": content})[1] == ["BBC/a.txt: an article without text"]


def test_a_page_or_a_pdf_under_the_name_of_a_text(tmp_path):
    _, problems = read_files(tmp_path, {"BBC/a.txt": "\n<!DOCTYPE html><p>x", "BBC/b.txt": b"%PDF-1.4"})
    assert problems == [
        "BBC/a.txt: a web page under the name of a text; name it .html",
        "BBC/b.txt: a PDF file under another name; save the articles as UTF-8 text",
    ]


def test_what_is_no_article_is_passed_over(tmp_path):
    litter = [".DS_Store", "._a.txt", ".git/a.txt", ".ipynb_checkpoints/a.txt", "__MACOSX/a.txt", "Thumbs.db",
              "desktop.ini", "README.md", "readme.txt", "~$a.docx", "page_files/a.html", "page_files/x.js"]  # fmt: skip
    page = "<html><body><article><p>It rained in the city all day, and the river rose.</p></article></body></html>"
    reading, problems = read_files(tmp_path, {f"BBC/{name}": "x" for name in litter} | {"BBC/page.html": page})
    assert problems == []
    assert reading.raw["source_file"].tolist() == ["BBC/page.html"]


def test_a_folder_named_like_a_pages_parts_is_read_without_the_page(tmp_path):
    reading, _ = read_files(tmp_path, {"BBC/case_files/a.txt": "Rain fell."})
    assert reading.raw["source_file"].tolist() == ["BBC/case_files/a.txt"]


def test_links_are_followed_once(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("Rain fell.")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "BBC").symlink_to(elsewhere, target_is_directory=True)
    (raw / "Loop").symlink_to(raw, target_is_directory=True)
    (raw / "dead.txt").symlink_to("nowhere.txt")
    os.mkfifo(raw / "pipe.txt")
    reading, problems = read_files(raw, {})
    assert reading.raw["source_file"].tolist() == ["BBC/a.txt"]
    assert problems == [
        "Loop: a link to a folder that was read already; its articles count once",
        "dead.txt: a link to nothing; remove it, or put the article in its place",
        "pipe.txt: not a file that can be read; remove it, or put the article in its place",
    ]


@pytest.mark.parametrize("error", [errno.EACCES, errno.ENOENT, errno.EIO])
def test_a_file_that_cannot_be_opened_or_vanishes_is_a_problem(tmp_path, monkeypatch, error):
    real = Path.read_bytes

    def read_bytes(path):
        if path.name == "b.txt":
            raise OSError(error, os.strerror(error))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    reading, problems = read_files(tmp_path, {"BBC/a.txt": "Rain", "BBC/b.txt": "Snow"})
    assert problems == [f"BBC/b.txt: cannot be opened ({os.strerror(error)})"]
    assert len(reading.raw) == 1


def test_a_folder_that_cannot_be_opened_is_a_problem(tmp_path, monkeypatch):
    real = os.scandir

    def scandir(path):
        if str(path).endswith("Shut"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    reading, problems = read_files(tmp_path, {"BBC/a.txt": "Rain", "Shut/b.txt": "Snow"})
    assert problems == ["Shut: cannot be opened (Permission denied); see its permissions"]
    assert len(reading.raw) == 1


def test_odd_file_names_stay_printable(tmp_path):
    (tmp_path / "BBC").mkdir()
    (tmp_path / "BBC" / os.fsdecode(b"bad\xff.txt")).write_text("Rain fell.")
    reading, problems = read_files(tmp_path, {"BBC/line\nend.txt": "", "BBC/50% {x} ‏ש.txt": "Snow fell."})
    assert sorted(reading.raw["source_file"]) == ["BBC/50% {x} ‏ש.txt", "BBC/bad\\xff.txt"]
    assert problems == ["BBC/line\\nend.txt: an article without text"]
    "".join([*reading.raw["source_file"], *problems]).encode("utf-8")


@pytest.mark.parametrize(
    ("folder", "outlet", "start"),
    [
        ("!!!", "!!!", "outlet-undated-"),
        ("Daily  Mail", "Daily Mail", "daily-mail-undated-"),
        (unicodedata.normalize("NFD", "Édition"), "Édition", "édition-undated-"),
        ("\u200fשלום", "שלום", "שלום-undated-"),
        ("A.B_C", "A.B_C", "a-b-c-undated-"),
    ],
)
def test_outlets_and_ids(tmp_path, folder, outlet, start):
    reading, _ = read_files(tmp_path, {f"{folder}/a.txt": "Rain fell."})
    assert reading.raw.loc[0, "outlet"] == outlet
    assert reading.raw.loc[0, "article_id"].startswith(start)


def test_two_articles_never_get_one_id(tmp_path, monkeypatch):
    monkeypatch.setattr(article_module, "_digest", lambda text: "0" * 16)
    reading, _ = read_files(tmp_path, {f"BBC/{name}.txt": "Rain fell." for name in "abcd"})
    ids = reading.raw["article_id"].tolist()
    assert ids == [
        "bbc-undated-00000000",
        f"bbc-undated-{'0' * 16}",
        f"bbc-undated-{'0' * 16}-2",
        f"bbc-undated-{'0' * 16}-3",
    ]


def test_ids_hold_whatever_lies_beside(tmp_path):
    alone, _ = read_files(tmp_path / "one", {"BBC/b.txt": "Rain fell."})
    among, _ = read_files(tmp_path / "two", {"BBC/b.txt": "Rain fell.", "BBC/a.txt": "Snow.", "A/b.txt": "Hail."})
    assert alone.raw["article_id"][0] in set(among.raw["article_id"])


def test_other_spellings_of_an_outlet(tmp_path):
    read_files(tmp_path, {"BBC  Online/a.txt": "Rain fell.", "e.csv": "text,outlet\nSnow,bbc\n"})
    reading = read_folder(tmp_path, {"BBC Online": "BBC", "bbc": "BBC"})
    assert set(reading.raw["outlet"]) == {"BBC"}


def test_a_files_name_dates_it_where_nothing_else_does(tmp_path):
    page = "<html><head>{}</head><body><article><p>It rained in the city all day, and the river rose.</p></article>"
    named = "<meta name='date' content='2020-01-01'>"
    files = {
        "B/2020-11-26-a.txt": "x",
        "B/2020-11-27-b.html": page.format(""),
        "B/2020-11-28-c.html": page.format(named),
    }
    reading, _ = read_files(tmp_path, files)
    assert reading.raw["date"].dt.strftime("%Y-%m-%d").tolist() == ["2020-11-26", "2020-11-27", "2020-01-01"]


def test_a_date_that_is_none_says_where_to_write_it(tmp_path):
    _, problems = read_files(tmp_path, {"B/2020-13-45-a.txt": "Rain fell."})
    assert problems == [
        "B/2020-13-45-a.txt: date '2020-13-45' is no day of the calendar; "
        "write it as 2020-11-26, or leave it empty, in metadata.csv"
    ]


def test_a_table_names_the_outlets_of_its_rows_before_its_folder(tmp_path):
    reading, _ = read_files(tmp_path, {"Export/e.csv": "text,outlet\nRain,BBC\nSnow,\n"})
    assert reading.raw["outlet"].tolist() == ["BBC", "Export"]


def test_no_folder_and_a_file_in_its_place(tmp_path):
    with pytest.raises(InputError, match="no such folder; name the folder that holds the articles"):
        read_folder(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="is a file"):
        read_folder(tmp_path / "file")


def test_an_empty_folder_gives_empty_tables(tmp_path):
    reading, problems = read_files(tmp_path, {})
    assert (len(reading.raw), len(reading.removed), reading.files, problems) == (0, 0, {}, [])
