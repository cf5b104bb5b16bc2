"""Codebook files: every mistake with its place, what looks doubtful, and dictionaries of other programs."""

import csv
import io
import re

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import schema
from framing.codebook import codebook_of_pattern, export_codebook, import_codebook, lint, load_codebook
from framing.codebook.writing import Entry, codebook_text
from framing.errors import ChoiceError, InputError
from framing.tag import Tagger
from framing.text import article_texts, read_words
from test_tag import articles_of

HEAD = 'codebook: c\nversion: "1"\nreferents:\n  t:\n    labels:\n'


def written(tmp_path, *labels, head=HEAD, name="c.yaml"):
    path = tmp_path / name
    path.write_text(head + "".join(f"      {label}\n" for label in labels), encoding="utf-8")
    return path


def problems(path):
    with pytest.raises(InputError) as raised:
        load_codebook(path)
    return [line.removeprefix(f"{path}:") for line in str(raised.value).splitlines()]


def test_every_mistake_is_told_at_once_with_its_place(tmp_path):
    path = written(
        tmp_path,
        'one: {frame: denail, terms: ["breakaway (region", \'so "called"\', "", "x"]}',
        'two: {terms: ["x", {term: "a b", naer: z, near: ["ok", "<q>"]}]}',
        "three: {terms: [12, {term: y, within: paragraph}]}",
        head='codebook: c\nversion: "1"\nlanguage: english\nframes: {denial: a}\nclasses: {c: ["(bad"]}\n'
        + HEAD.split("\n", 2)[2],
    )
    found = problems(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    places = [tuple(map(int, line.split(": ")[0].split(":"))) for line in found]
    pointed = [lines[line - 1][column - 1 :] for line, column in places]
    starts = ["language", "(bad", "frame", "(region", '"called"', '"",', "naer", "<q>", "within"]
    assert [text[: len(start)] for text, start in zip(pointed, starts, strict=True)] == starts
    assert "did you mean near?" in found[6]
    assert "empty term" in found[5]


def test_mistakes_that_need_a_codebook_that_can_be_read(tmp_path):
    path = written(
        tmp_path,
        'one: {frame: denail, terms: ["x  Y"]}',
        'two: {terms: ["X y"]}',
        head='codebook: c\nversion: "1"\nlanguage: english\nframes: {denial: a}\n' + HEAD.split("\n", 2)[2],
    )
    assert problems(path) == [
        "3:1: language 'english': write its code of two or three small letters, such as en, ru, hy, az",
        "8:13: frame 'denail' is not listed under frames: denial; did you mean denial?",
        "9:21: term 'X y' stands under two labels of t: one and two; keep one",
    ]


@pytest.mark.parametrize(
    ("label", "what"),
    [
        (f'one: {{terms: ["{"x" * 10_000}"]}}', "10,000 characters; a term has at most 500"),
        ('one: {terms: ["#! —"]}', "no letter or digit"),
        ("one: {terms: [*x]}", "alias"),
        ("one: {terms: []}", "terms"),
        ("one: {}", "terms"),
        ("one: {terms: 3}", "list"),
        ("one: {terms: [a], bare: perhaps}", "true"),
        ("one: {terms: [[a]]}", "terms.0"),
    ],
)
def test_bad_terms(tmp_path, label, what):
    found = problems(written(tmp_path, label))
    assert found[0].startswith("6:")
    assert what in found[0]


def test_aliases_do_not_explode_and_large_files_are_refused(tmp_path):
    bomb = "a: &a [x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(12)
    )
    path = tmp_path / "bomb.yaml"
    path.write_text(bomb)
    told = problems(path)
    assert [line for line in told if "alias" in line] == [
        "2:8: an alias (*a) is not read here; write it out (107 more behind it)"
    ]
    assert len(told) < 8
    path.write_bytes(b"#" * 100_000_000)
    assert "MB" in problems(path)[0]


def test_too_many_phrases_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("framing.codebook.load.MAX_PHRASES", 100)
    few, many = "[a] [b] [c] [d]", "[a] [b] [c] [d] [e] [f]"
    load_codebook(written(tmp_path, f"one: {{terms: ['{few} x', '{few} y']}}"))
    assert "fewer optional words" in problems(written(tmp_path, f"one: {{terms: ['{many} x', '{many} y', '(a']}}"))[0]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_as_a_term_is_read_or_refused_with_its_line(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "c.yaml"
    path.write_text(codebook_text("c", [Entry("r", "l", text)]), encoding="utf-8", errors="replace")
    try:
        load_codebook(path)
    except InputError as error:
        assert str(error).startswith(f"{path}:")


def remarks(path, text=None):
    matches = None
    if text is not None:
        articles = articles_of(text)
        matches = Tagger(load_codebook(path)).explain(
            articles, read_words(article_texts(articles)), schema.empty("passages")
        )
    return [(r.severity, r.problem.line, r.problem.what) for r in lint(path, matches)]


def test_lint_tells_errors_as_errors(tmp_path):
    assert [r[0] for r in remarks(written(tmp_path, 'one: {terms: ["(a"]}'))] == ["error"]


def test_lint_is_silent_about_a_good_codebook(tmp_path):
    assert (
        remarks(written(tmp_path, "one: {frame: f, terms: [a b, a]}", "two: {frame: f, terms: [b]}"), "a; b; a b") == []
    )


@pytest.mark.parametrize(
    ("labels", "what"),
    [
        (["one: {terms: [a]}"], "has no frame"),
        (["one: {frame: f, terms: [{term: a, within: 3}]}"], "no effect"),
        (["one: {frame: f, terms: [{term: a b, except: [b]}]}"], "can never match: its exception 'b'"),
        (["one: {frame: f, terms: [{term: a, near: b, not_near: b}]}"], "can never match"),
        (["one: {frame: f, terms: [{term: a, near_all: [b, c], not_near: b}]}"], "can never match"),
        (["one: {frame: f, terms: [{term: a, start: true, possessor: with}]}"], "can never match"),
        (
            ["one: {frame: f, terms: ['a (b|c)']}", "two: {frame: f, terms: [A-b]}"],
            "'A-b' never counts: 'a (b|c)' of label",
        ),
        (["one: {frame: f, terms: ['sep*', 'separate']}"], "'separate' never counts: 'sep*' stands before it"),
    ],
)
def test_lint_without_a_corpus(tmp_path, labels, what):
    found = remarks(written(tmp_path, *labels))
    assert [severity for severity, _, text in found if what in text] == ["warning"]


@pytest.mark.parametrize(
    "labels",
    [
        ["one: {frame: f, terms: [{term: a, near: x}, a]}"],
        ["one: {frame: f, terms: ['a b', 'a']}"],
        ["one: {frame: f, terms: [{term: A, case: true}, a]}"],
        [
            "one: {frame: f, terms: [{term: a, voices: scare}]}",
            "two: {frame: f, terms: [{term: a, voices: narration}]}",
        ],
        ["one: {frame: f, terms: [{term: a b, except: [b c]}]}"],
    ],
)
def test_lint_does_not_warn_of_what_works(tmp_path, labels):
    assert remarks(written(tmp_path, *labels)) == []


def test_lint_in_a_corpus(tmp_path):
    path = written(
        tmp_path,
        "one: {frame: f, terms: [nowhere, {term: region, near: war}, 'cap*', often]}",
        "two: {frame: f, terms: [b c, b]}",
    )
    found = remarks(path, "region; capture captured captain; " + "often " * 60 + "b c")
    lost = "matches 1 time and never counts; mostly:"
    assert sorted(what for _, _, what in found) == [
        "'cap*' in term 'cap*' caught: captain 1, capture 1, captured 1; are these meant: captain, capture, captured?",
        f"term 'b' {lost} a longer match of the same referent overlaps it",
        "term 'nowhere' matches nothing in this corpus",
        "term 'often' counts 60 times in 1 articles; a term of t usually 3: is every one meant?",
        f"term 'region' {lost} nothing of `near` within reach",
    ]
    assert {severity for severity, _, _ in found} == {"warning"}


IMPORTS = {
    "liwc.dic": "%\n1\tposemo\n2\tnegemo\n%\nhappy\t1\nhat*\t2\nproud\t1\t2\n:)\t1\nkind\t(02 134)1\nlike\t9\n",
    "q.yaml": "economy:\n  - tax*\n  - budget deficit\nwar:\n  home: [army]\n  abroad: [troops, army]\n",
    "t.csv": "referent,label,frame,term\nland,breakaway,separation,breakaway (region|land)\n"
    "land,so-called,denial,so-called\n",
    "w.cat": "ECONOMY\n\tTAXES\n\t\tTAX* (1)\n\t\tVALUE_ADDED (1)\n\tWORK (1)\n@RULE [A NEAR B]\n",
    "l.lc3": "+NEG\nbad\nawful*\n+POS\ngood\n",
    "y.ykd": '<?xml version="1.0" encoding="UTF-8"?><dictionary style="x"><cnode name="Root"><cnode name="War">'
    '<pnode name="army"/><pnode name="(:"/></cnode></cnode></dictionary>',
}
EXPECTED = {
    "liwc.dic": [
        ("posemo", "posemo", "happy"), ("posemo", "posemo", "proud"), ("negemo", "negemo", "hat*"),
        ("negemo", "negemo", "proud"),
    ],
    "q.yaml": [
        ("economy", "economy", "tax*"), ("economy", "economy", "budget deficit"), ("war", "home", "army"),
        ("war", "abroad", "troops"),
    ],
    "t.csv": [("land", "breakaway", "breakaway (region|land)"), ("land", "so-called", "so-called")],
    "w.cat": [("ECONOMY", "TAXES", "TAX*"), ("ECONOMY", "TAXES", "VALUE ADDED"), ("ECONOMY", "ECONOMY", "WORK")],
    "l.lc3": [("NEG", "NEG", "bad"), ("NEG", "NEG", "awful*"), ("POS", "POS", "good")],
    "y.ykd": [("Root", "War", "army")],
}  # fmt: skip
LEFT_OUT = {
    "liwc.dic": ["(02 134)1", "':)' left out", "category '9'"], "q.yaml": ["'army' left out: it stands under 'home'"],
    "t.csv": [], "w.cat": ["the rule"], "l.lc3": [], "y.ykd": ["'(:' left out"],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(IMPORTS))
def test_import(tmp_path, name):
    path = tmp_path / name
    path.write_text(IMPORTS[name], encoding="utf-8")
    text, said = import_codebook(path)
    ours = tmp_path / "ours.yaml"
    ours.write_text(text, encoding="utf-8")
    found = [(referent, label, term.term) for referent, label, term in load_codebook(ours).terms()]
    assert sorted(found) == sorted(EXPECTED[name])
    assert all(any(what in remark for remark in said) for what in LEFT_OUT[name])
    assert len(said) == len(LEFT_OUT[name]) + (name != "t.csv")


SAID = {
    "a.dic": ("%\n1\tall\n2\t  part\n%\nhappy\t1\nodd\n", ["inside one another", "'odd' left out: no category"]),
    "a.csv": (
        "referent,label,frame,term,bare\nr,a,f,x y,\nr,a,g,z,\nr,,f,v,\nr,b,f,,\nr,c,,name,TRUE\nr,d,f,w,perhaps\n",
        ["line 3: frame 'g'", "line 4: 'v' left out: no label", "line 5: no term", "line 7: bare 'perhaps'"],
    ),
    "a.cat": ("A\n\tX (1)\n\tY (0.5)\n", ["'Y': the weight 0.5"]),
    "a.ykd": (
        '<dictionary patternengine="substring"><cnode name="A"><pnode name="x" score="2"/></cnode></dictionary>',
        ["'substring'", "'x': the score 2"],
    ),
    "a.yaml": ("A: [x]\nB: []\nC: {D: }\n", ["B left out: no term", "C / D left out: no term"]),
}


@pytest.mark.parametrize("name", sorted(SAID))
def test_what_an_import_leaves_out_is_said(tmp_path, name):
    content, whats = SAID[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    said = [remark for remark in import_codebook(tmp_path / name)[1] if "no frames" not in remark]
    assert len(said) == len(whats), said
    for what in whats:
        assert sum(what in remark for remark in said) == 1, said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_encoding_that_xml_states_is_taken(tmp_path, encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?>\n<dictionary><cnode name="A"><pnode name="café"/></cnode></dictionary>'
    (tmp_path / "a.ykd").write_bytes(xml.encode(encoding))
    assert '- "café"' in import_codebook(tmp_path / "a.ykd")[0]


def test_import_keeps_frames_of_a_table(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(IMPORTS["t.csv"], encoding="utf-8")
    (tmp_path / "ours.yaml").write_text(import_codebook(path)[0], encoding="utf-8")
    assert load_codebook(tmp_path / "ours.yaml").labels()["frame"].tolist() == ["separation", "denial"]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.docx", "", ChoiceError),
        ("a.dic", "no categories", InputError),
        ("a.csv", "word\nx\n", InputError),
        ("a.ykd", "<not", InputError),
        ("a.ykd", '<!DOCTYPE d [<!ENTITY a "aa">]><dictionary/>', InputError),
        ("a.lc3", "", InputError),
    ],
)
def test_bad_imports(tmp_path, name, content, error):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(error, match=re.escape(f"{tmp_path / name}: ")):
        import_codebook(tmp_path / name)


def test_export(tmp_path):
    path = written(
        tmp_path,
        "one: {frame: f, terms: ['breakaway [tiny] <land>', {term: a, near: b}, 'a ... b', \"Baku's\"]}",
        "two: {terms: ['sep*']}",
        head="classes: {land: [region, area]}\n" + HEAD,
    )
    text, said = export_codebook(load_codebook(path), "quanteda")
    assert yaml.safe_load(text) == {
        "t": {
            "one": [
                "breakaway tiny area",
                "breakaway tiny region",
                "breakaway area",
                "breakaway region",
                "a",
                "Baku's",
            ],
            "two": ["sep*"],
        }
    }
    assert sum("without near" in remark for remark in said) == 1
    assert sum("a gap" in remark for remark in said) == 1
    table, _ = export_codebook(load_codebook(path), "csv")
    assert next(csv.DictReader(io.StringIO(table))) == {
        "referent": "t", "label": "one", "frame": "f", "bare": "false", "term": "breakaway [tiny] (region|area)",
    }  # fmt: skip
    with pytest.raises(ChoiceError):
        export_codebook(load_codebook(path), "spss")


def test_a_table_comes_back_as_it_went(tmp_path):
    path = written(
        tmp_path,
        "one: {frame: f, terms: ['a (b|c)', 'd, e']}",
        "two: {frame: g, terms: ['é*']}",
        "three: {bare: true, terms: ['Karabakh']}",
    )
    before = load_codebook(path)
    (tmp_path / "out.csv").write_text(export_codebook(before, "csv")[0], encoding="utf-8")
    (tmp_path / "back.yaml").write_text(import_codebook(tmp_path / "out.csv")[0], encoding="utf-8")
    after = load_codebook(tmp_path / "back.yaml")
    assert after.terms() == before.terms()
    pd.testing.assert_frame_equal(after.labels(), before.labels())


def test_a_pattern_of_its_own():
    assert [term.term for _, _, term in codebook_of_pattern("so-called *").terms()] == ["so-called *"]
    with pytest.raises(InputError, match="character 3"):
        codebook_of_pattern("a (b")
