"""YAML files: what is read and where it stands; what could hide a mistake or exhaust the memory is a problem."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from framing.errors import InputError
from framing.yamlfile import MAX_BYTES, Document, FileProblems, read_document, validate
from framing.yamlfile.tree import SyntaxProblem, build

WHAT = "a study file (YAML)"


@pytest.fixture
def read(tmp_path):
    """Return a function from a file's content to its Document, or to its problems without the file's name."""

    def wrapped(content):
        path = tmp_path / "a.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            document = read_document(path, WHAT)
        except InputError as error:
            return str(error).replace(str(path), "F").split("\n")
        return [str(problem).replace(str(path), "F") for problem in document.problems] or document

    return wrapped


@pytest.fixture(params=["C", "Python"])
def parser(request, monkeypatch):
    """Both parsers: the fast one where it is there, and the one that always is."""
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    return request.param


def test_values_and_places(read, parser):
    document = read("a:\n  - x: 1.10\n    'y z': \"no\"\n  - ~\nb: {c: 2020-11-25, d: , e: 'null'}\n")
    assert document.data == {"a": [{"x": "1.10", "y z": "no"}, None], "b": {"c": "2020-11-25", "d": None, "e": "null"}}
    assert document.places[("a", 0, "y z")] == (3, 5)
    assert document.places[("a", 1)] == (4, 5)
    assert document.places[("b", "c")] == (5, 5)
    assert document.problem(("b", "c", "beyond"), "what", 2).column == 7


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        ("a: *x", ["F:1:4: an alias (*x) is not read here; write it out"]),
        ("a: &x [1]\nb: *x", ["F:2:4: an alias (*x) is not read here; write it out"]),
        ("a: &x [1]\nb: *x\nc: [*x, *x]", ["F:2:4: an alias (*x) is not read here; write it out (2 more behind it)"]),
        ("a: &x {b: 1}\nc:\n  <<: *x", ["F:3:7: an alias (*x) is not read here; write it out"]),
        ("a: 1\nb: 2\na: 3", ["F:3:1: 'a' stands twice; the first is in line 1"]),
        ("a: {b: 1, 'b': {c: 2}}", ["F:1:11: 'b' stands twice; the first is in line 1"]),
        ("a: !!binary aGk=", ["F:1:4: a tag (!!binary) is not read here; write the value without it"]),
        (
            "a: !!python/object/apply:os.system [ls]",
            ["F:1:4: a tag (!!python/object/apply:os.system) is not read here; write the value without it"],
        ),
        ("a: !mine {b: 1}", ["F:1:4: a tag (!mine) is not read here; write the value without it"]),
        ("'': 1", ["F:1:1: an empty key; write a name before the colon"]),
        ("? [a, b]\n: c", ["F:1:3: a key should be one word or phrase; write it as text"]),
        ("? {a: b}\n: c", ["F:1:3: a key should be one word or phrase; write it as text"]),
        ("a: 1\n---\nb: 2", ["F:2:1: a second document (---) starts here; keep one"]),
        ("a:\n\tb: 1", ["F:2:1: a tab before the text; indent with spaces"]),
        ("a: b: c", ["F:1:5: a colon inside a value, or wrong indentation; put the value in quotes"]),
        ("a: 1\n  b: 2", ["F:2:4: a colon inside a value, or wrong indentation; put the value in quotes"]),
        ("a: @x", ["F:1:4: a value cannot begin with '@'; put it in quotes"]),
        ("a: 'x\nb: y", ["F:1:4: a quotation mark that is not closed"]),
        ("a: x\x00y", ["F:1:5: a control sign (U+0000); take it out"]),
        ("a: x\nb: \x07", ["F:2:4: a control sign (U+0007); take it out"]),
        (b"a: x\nb: caf\xe9", ["F:2: not UTF-8 text (byte 0xe9); save it as UTF-8"]),
        ("a: x".encode("utf-16"), ["F:1: not UTF-8 text (byte 0xff); save it as UTF-8"]),
        ("", [f"F: an empty file; it should be {WHAT}"]),
        ("\ufeff\n# only a remark\n", [f"F: an empty file; it should be {WHAT}"]),
        ("a: x\rb: y\ra: z", ["F:3:1: 'a' stands twice; the first is in line 1"]),
        ("a: x\r\na: z", ["F:2:1: 'a' stands twice; the first is in line 1"]),
    ],
)
def test_what_is_refused_says_where_and_what_would_do(read, parser, content, problems):
    assert read(content) == problems


@pytest.mark.parametrize(
    "content", ["a: [1", "{a: 1", 'a: "\\q"', "%YAML 3.0\n---\na: 1", "a: |\n  x\n y", "- a\nb: c", ": x"]
)
def test_other_text_that_is_no_yaml(read, parser, content):
    problems = read(content)
    assert len(problems) == 1
    assert problems[0].startswith("F:")


def test_of_a_key_that_stands_twice_the_first_counts():
    assert build("a: 1\na: {b: 2}\nc: [{d: 1, d: 2}]").data == {"a": "1", "c": [{"d": "1"}]}


@pytest.mark.parametrize("opening", ["[ ", "{a: ", "- ", "? "])
@pytest.mark.parametrize("times", [60, 100_000])
def test_deep_nesting_is_refused_before_it_costs_anything(read, parser, opening, times):
    (problem,) = read(opening * times)
    assert "nested more than 50 levels deep" in problem or "a key should be one word" in problem


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(InputError, match="100 MB, at most 5 are read; it should be a study file"):
        read_document(path, WHAT)
    assert MAX_BYTES == 5_000_000


def test_what_is_not_there(tmp_path, monkeypatch):
    with pytest.raises(InputError, match="no such file; it should be a study file"):
        read_document(tmp_path / "none.yaml", WHAT)
    with pytest.raises(InputError, match="a folder; it should be a study file"):
        read_document(tmp_path, WHAT)
    (tmp_path / "a.yaml").write_text("a: 1")
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: (_ for _ in ()).throw(PermissionError(13, "Permission denied"))
    )
    with pytest.raises(InputError, match="cannot be opened \\(Permission denied\\)"):
        read_document(tmp_path / "a.yaml", WHAT)


def test_problems_come_in_the_order_of_their_lines(read):
    assert read("a: 1\nb: *x\na: 2\nc: !t x") == [
        "F:2:4: an alias (*x) is not read here; write it out",
        "F:3:1: 'a' stands twice; the first is in line 1",
        "F:4:4: a tag (!t) is not read here; write the value without it",
    ]
    error = FileProblems([Document("f").problem((), "z"), Document("f").problem((), "a")])
    assert str(error) == "f: a\nf: z"


trees = st.recursive(
    st.none() | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc é:#-'\"", min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(trees)
def test_what_a_writer_writes_is_read_back(tree):
    text = yaml.safe_dump(tree, allow_unicode=True, default_style='"').replace('!!null "null"', "~")
    built = build(text)
    assert built.data == tree
    assert built.problems == []


@settings(max_examples=200)
@given(st.text("ab:-[]{}#&*!|>'\"%@`?, \n\t~", max_size=25))
def test_any_text_is_data_or_one_problem(text):
    try:
        build(text)
    except SyntaxProblem as error:
        assert error.place >= (1, 1)
        assert "\n" not in str(error)


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    size: Literal["small", "large"] | Annotated[int, Field(ge=1)] = "small"
    labels: dict[str, "Inner"] = Field(default_factory=dict)


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    items: dict[str, Inner] = Field(default_factory=dict)
    rows: tuple[Inner, ...] = ()
    other: Annotated[Inner | None, Field(alias="else")] = None
    name: str = "x"


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (
            "items: {labels: {labels: {x: {siz: 3}}}}",
            ["F:1:31: items.labels.labels.x.siz: not a key here; did you mean size?"],
        ),
        ("rows:\n  - {size: 3}\n  - {sise: 3}", ["F:3:6: rows.1.sise: not a key here; did you mean size?"]),
        ("else: {qqq: 3}", ["F:1:8: else.qqq: not a key here; the keys are labels, size"]),
        (
            "items: {a: {size: medium}}",
            ["F:1:13: items.a.size: should be one of: small, large or a whole number (given: 'medium')"],
        ),
        ("items: {a: {size: 0}}", None),
        ("items: {a: [1]}", ["F:1:9: items.a: should be a mapping (key: value)"]),
        ("just text", ["F:1:1: the file: should be a mapping (key: value) (given: 'just text')"]),
        ("[a]", ["F:1:1: the file: should be a mapping (key: value)"]),
        ("name: *x\nrows: 5", ["F:1:7: an alias (*x) is not read here; write it out",
                               "F:2:1: rows: should be a list ([a, b]) (given: '5')"]),
        ("name: {a: 1}", ["F:1:1: name: should be text"]),
    ],
)  # fmt: skip
def test_mismatches_with_a_model(tmp_path, content, problems):
    path = tmp_path / "a.yaml"
    path.write_text(content)
    document = read_document(path, WHAT)
    assert validate(document, Outer) is None
    found = [str(problem).replace(str(path), "F") for problem in sorted(document.problems)]
    if problems is None:
        assert len(found) == 1
        assert found[0].startswith("F:1:13: items.a.size: should be one of: small, large or ")
    else:
        assert found == problems
    with pytest.raises(FileProblems):
        document.refuse()


def test_a_value_of_a_million_signs_is_shown_in_brief(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(f"rows: {'x' * 1_000_000}")
    document = read_document(path, WHAT)
    validate(document, Outer)
    assert len(str(document.problems[0])) < 300
