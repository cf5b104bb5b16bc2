"""A run's folder: written whole or not at all, and read back as it was."""

import errno

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import schema, store
from framing.errors import ChoiceError, InputError


@pytest.fixture
def tables():
    removed = schema.rows(
        "removed",
        [{"article_id": "a", "raw_start": 0, "raw_end": 2, "reason": "byline", "removed_text": "‏ש\n"}],
    )
    return with_removed(removed)


def with_removed(removed):
    """Return the tables of a run that are empty but for one."""
    names = store.Tables.__dataclass_fields__
    return store.Tables(**{name: removed if name == "removed" else schema.empty(name) for name in names})


def write(folder, tables, **manifest):
    with store.whole_or_nothing(folder) as beside:
        store.write_tables(beside, tables)
        store.write_results(beside, {"shares": pd.DataFrame({"n": [1.5, None], "outlet": ["a,b", None]})})
        store.write_manifest(beside, manifest)


def test_what_is_written_is_read_back(tmp_path, tables):
    write(tmp_path / "out", tables, study="Şuşa", b=1)
    read = store.read_tables(tmp_path / "out")
    for name, table in vars(tables).items():
        pd.testing.assert_frame_equal(getattr(read, name), table)
    assert store.read_manifest(tmp_path / "out") == {"study": "Şuşa", "b": 1}
    assert store.read_result(tmp_path / "out", "shares")["outlet"].tolist()[0] == "a,b"
    assert (tmp_path / "out/results/shares.csv").read_bytes() == b'n,outlet\n1.5,"a,b"\n,\n'
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        [*(f"{name}.parquet" for name in vars(tables)), "manifest.json", "results"]
    )


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)


@settings(max_examples=15, deadline=None)
@given(st.lists(texts, max_size=5))
def test_any_text_survives(tmp_path_factory, given_texts):
    folder = tmp_path_factory.mktemp("store")
    rows = [
        {"article_id": str(i), "raw_start": 0, "raw_end": len(text), "reason": "x", "removed_text": text}
        for i, text in enumerate(given_texts)
    ]
    store.write_tables(folder, with_removed(schema.rows("removed", rows)))
    assert store.read_tables(folder).removed["removed_text"].tolist() == given_texts


def test_a_run_that_fails_leaves_the_last_one_as_it_was(tmp_path, tables):
    folder = tmp_path / "out"
    write(folder, tables, run=1)
    (folder / "reports").mkdir()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(ZeroDivisionError), store.whole_or_nothing(folder) as beside:
        store.write_manifest(beside, {"run": 2})
        raise ZeroDivisionError
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    write(folder, tables, run=2)
    assert store.read_manifest(folder) == {"run": 2}
    assert (folder / "reports").is_dir()


def test_a_first_run_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), store.whole_or_nothing(tmp_path / "out") as beside:
        (beside / "half.txt").write_text("half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_what_an_earlier_run_left_unfinished_is_cleared(tmp_path, tables):
    (tmp_path / "out" / store.UNFINISHED / "old").mkdir(parents=True)
    write(tmp_path / "out", tables)
    assert not (tmp_path / "out" / store.UNFINISHED).exists()
    assert not (tmp_path / "out" / "old").exists()


def test_a_file_takes_the_place_of_a_folder_and_the_other_way_round(tmp_path, tables):
    (tmp_path / "out/manifest.json/x").mkdir(parents=True)
    (tmp_path / "out/results").write_text("in the way")
    with pytest.raises(InputError, match="the results cannot be written"):
        write(tmp_path / "out", tables)
    (tmp_path / "out/manifest.json/x").rmdir()
    (tmp_path / "out/manifest.json").rmdir()
    (tmp_path / "out/articles.parquet").mkdir()
    write(tmp_path / "out", tables)
    assert (tmp_path / "out/results").is_dir()
    assert (tmp_path / "out/articles.parquet").is_file()


def test_a_run_cut_off_while_moving_is_not_taken_for_a_finished_one(tmp_path, tables, monkeypatch):
    folder = tmp_path / "out"
    write(folder, tables, run=1)
    real = store._replace

    def replace(new, place):
        if new.name.startswith("mentions"):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(new, place)

    monkeypatch.setattr(store, "_replace", replace)
    with pytest.raises(InputError, match=r"out: the results cannot be written \(No space left on device\)"):
        write(folder, tables, run=2)
    with pytest.raises(InputError, match="no finished run here; `framing run` makes one"):
        store.read_manifest(folder)


def test_a_folder_that_cannot_be_made(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    for place in ("file", "file/out"):
        with (
            pytest.raises(InputError, match=r"a file; name a folder|cannot be written"),
            store.whole_or_nothing(tmp_path / place),
        ):
            pass
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("removed.parquet", None, "removed.parquet: missing; `framing run` makes it again"),
        ("removed.parquet", b"no parquet", "removed.parquet: unreadable (.*); `framing run` makes it again"),
        ("removed.parquet", b"", "removed.parquet: unreadable (.*); `framing run` makes it again"),
    ],
)
def test_a_table_that_is_damaged(tmp_path, tables, name, content, why):
    write(tmp_path, tables)
    (tmp_path / name).unlink() if content is None else (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=why):
        store.read_tables(tmp_path)


def test_a_table_of_another_version(tmp_path, tables):
    write(tmp_path, tables)
    tables.removed.drop(columns="reason").to_parquet(tmp_path / "removed.parquet")
    with pytest.raises(
        InputError, match=r"removed.parquet: unreadable \(.*no column reason.*`framing run` makes it again"
    ):
        store.read_tables(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff"])
def test_a_manifest_that_is_damaged(tmp_path, content):
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(InputError, match=r"manifest\.json: unreadable"):
        store.read_manifest(tmp_path)


def test_a_result_that_is_not_there(tmp_path, tables):
    write(tmp_path, tables)
    with pytest.raises(ChoiceError, match="result: 'share' is not one of: shares; did you mean shares"):
        store.read_result(tmp_path, "share")
    (tmp_path / "results/shares.parquet").write_bytes(b"x")
    with pytest.raises(InputError, match=r"shares\.parquet: unreadable"):
        store.read_result(tmp_path, "shares")
