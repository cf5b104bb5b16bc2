"""The study file: every mistake with its line, column and what would do."""

from dataclasses import replace
from pathlib import Path

import pytest

from framing.errors import ChoiceError, InputError, Problem, choose, clip, nearest, one_line
from framing.study import Count, Study, check_outlets, check_referent, load_study, study_from_options
from framing.yamlfile import FileProblems

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def load(tmp_path):
    """Return a function from a study file's text to the study, or to its problems without the file's name."""

    def loaded(text):
        path = tmp_path / "study.yaml"
        path.write_text(f"codebook: codebook.yaml\n{text}", encoding="utf-8")
        try:
            return load_study(path)
        except FileProblems as error:
            return [str(problem).removeprefix(f"{path}:") for problem in error.problems]

    return loaded


def test_the_projects_own_study():
    study = load_study(ROOT / "data" / "study.yaml")
    assert study.raw == ROOT / "data" / "raw"
    assert study.codebook.is_file()
    assert study.group_of("Caspian Ledger") == "Azerbaijan and Turkey"
    assert study.group_of("Neva Bulletin") is None
    assert study.count == Count()


def test_everything_has_a_default_but_the_codebook(load, tmp_path):
    study = load("")
    assert study == Study(
        title="untitled study",
        raw=tmp_path / "raw",
        codebook=tmp_path / "codebook.yaml",
        processed=tmp_path / "processed",
        file=tmp_path / "study.yaml",
    )
    assert study.count.voice == ("narration", "scare")
    assert (study.count.misspelt, study.count.negated, study.count.level) == (True, False, 0.95)


def test_every_key_is_read(load, tmp_path):
    study = load(
        f"study: Тест ‏שלום\nraw: {tmp_path}/elsewhere\nprocessed: ../out\nreferent: no\naliases: {{BBC Online: BBC}}\n"
        "groups: {one: [BBC, 1TV], two: [24]}\nevents: {2020-11-25: vote}\nkeep: [dateline, white space]\nseed: 7\n"
        "count: {voice: [quotation], misspelt: no, negated: yes, parts: [body], level: 0.9}\n"
    )
    assert (study.title, study.referent, study.seed) == ("Тест ‏שלום", "no", 7)
    assert study.raw == tmp_path / "elsewhere"
    assert study.groups == {"one": ("BBC", "1TV"), "two": ("24",)}
    assert (study.aliases, study.events) == ({"BBC Online": "BBC"}, {"2020-11-25": "vote"})
    assert study.keep == ("dateline", "white space")
    assert study.count == Count(voice=("quotation",), misspelt=False, negated=True, parts=("body",), level=0.9)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("raww: x", "2:1: raww: not a key here; did you mean raw?"),
        (
            "colour: x",
            "2:1: colour: not a key here; the keys are aliases, codebook, count, events, groups, indirect, keep, processed, raw, "
            "referent, seed, study, words",
        ),
        ("count:\n  levle: 0.9", "3:3: count.levle: not a key here; did you mean level?"),
        ("raw:", "2:1: raw: is empty; write a value, or leave the key out"),
        ("raw: ''", "2:1: raw: should not be empty (given: '')"),
        ("raw: [a]", "2:1: raw: should be text"),
        ("groups: x", "2:1: groups: should be a mapping (key: value) (given: 'x')"),
        ("groups: {one: BBC}", "2:10: groups.one: should be a list ([a, b]) (given: 'BBC')"),
        ("groups: {one: []}", "2:10: groups.one: should have at least one entry"),
        ("groups: {one: [BBC, BBC]}", "2:21: 'BBC' stands twice in 'one'; keep one"),
        ("groups: {one: [BBC], two: [BBC]}", "2:28: 'BBC' stands in two groups, 'one' and 'two'; keep one"),
        ("groups: {one: [~]}", "2:16: groups.one.0: is empty; write a value, or leave the key out"),
        ("aliases: {a: }", "2:11: aliases.a: is empty; write a value, or leave the key out"),
        ("events: {2020-13-45: x}", "2:10: events: '2020-13-45' is no date; write it as 2020-11-25"),
        ("events: {20201125: x}", "2:10: events: '20201125' is no date; write it as 2020-11-25"),
        ("keep: dateline", "2:1: keep: should be a list ([a, b]) (given: 'dateline')"),
        (
            "keep: [datelines]",
            "2:8: keep.0: should be one of: appeal, byline, credit, dateline, footer, furniture, white space "
            "(given: 'datelines'); did you mean dateline?",
        ),
        ("count: {level: 95}", "2:9: count.level: should be less than 1 (given: '95')"),
        ("count: {level: nan}", "2:9: count.level: should be less than 1 (given: 'nan')"),
        ("count: {level: high}", "2:9: count.level: should be a number (given: 'high')"),
        ("count: {misspelt: maybe}", "2:9: count.misspelt: should be true or false (given: 'maybe')"),
        ("count: {voice: []}", "2:9: count.voice: should have at least one entry"),
        ("words: {least: 0}", "2:9: words.least: should be greater than or equal to 1 (given: '0')"),
        ("words: {most: 3}", "2:9: words.most: not a key here; the keys are least"),
        ("seed: -1", "2:1: seed: should be greater than or equal to 0 (given: '-1')"),
        ("seed: one", "2:1: seed: should be a whole number (given: 'one')"),
        ("codebook: other.yaml", "2:1: 'codebook' stands twice; the first is in line 1"),
    ],
)
def test_a_mistake_is_one_line(load, text, problem):
    assert load(text) == [problem]


def test_all_mistakes_are_told_at_once(load):
    problems = load("raww: x\ncount: {level: 2, parts: [headline, bodies]}\nevents: {someday: x}\n")
    assert [problem.split(": ")[0] for problem in problems] == ["2:1", "3:9", "3:37"]


def test_a_codebook_is_needed(tmp_path):
    (tmp_path / "study.yaml").write_text("study: x\n")
    with pytest.raises(InputError, match=r"study.yaml:1:1: codebook: this key is needed"):
        load_study(tmp_path / "study.yaml")


@pytest.mark.parametrize("processed", ["raw", "raw/out", "raw/../raw/out"])
def test_results_never_lie_among_the_articles(load, processed):
    with pytest.raises(InputError, match="put the results into a folder of their own"):
        load(f"processed: {processed}")


def test_options_make_a_study(tmp_path):
    study = study_from_options(tmp_path / "articles", tmp_path / "c.yaml", tmp_path / "out")
    assert (study.title, study.groups, study.file) == ("articles", {}, None)
    with pytest.raises(InputError, match="lies in the folder of articles"):
        replace(study, processed=tmp_path / "articles" / "out")


def test_outlets_in_groups_need_articles(load):
    study = load("groups: {one: [BBC, Gardian], two: [BBC Online]}\naliases: {BBC Online: BBC}\n")
    check_outlets(replace(study, groups={"one": ("BBC",)}), {"BBC"})
    with pytest.raises(InputError) as caught:
        check_outlets(study, {"BBC", "Guardian"})
    first, second = str(caught.value).split("\n")
    assert first.endswith(
        "study.yaml:2:21: group 'one' names 'Gardian', which has no article; did you mean Guardian? (outlets: BBC, Guardian)"
    )
    assert second.endswith(
        "study.yaml:2:37: group 'two' names 'BBC Online', which `aliases` turns into 'BBC'; write that name"
    )


def test_a_referent_that_the_codebook_lacks_is_told_with_its_place(load):
    study = load("seed: 1\nreferent: teritory\n")
    check_referent(study, ["teritory"])
    with pytest.raises(InputError) as caught:
        check_referent(study, ["territory", "war"])
    assert str(caught.value).endswith(
        "study.yaml:3:1: referent: 'teritory' is not one of: territory, war; did you mean territory?"
    )


def test_words_count_from_as_many_articles_as_the_study_says(load):
    assert load("seed: 1").words.least == 3
    assert load("words: {least: 1}").words.least == 1


def test_a_problem_is_one_printable_line():
    problem = Problem("a\nb\udcff.txt", 3, 0, "bad\tthing\r\n\u2028 ‏ש")
    assert str(problem) == "a\\nb\\udcff.txt:3: bad\\tthing\\r\\n\\u2028 \\u200fש"
    assert str(problem).encode("utf-8")
    assert str(Problem("a", 0, 0, "x")) == "a: x"
    assert one_line("Şuşa — “x”\xa0y") == "Şuşa — “x”\xa0y"


def test_choices():
    assert choose("b", ["a", "b"], "what") == "b"
    with pytest.raises(ChoiceError, match="what: 'outlets' is not one of: group, outlet; did you mean outlet"):
        choose("outlets", {"outlet": 1, "group": 2}, "what")
    with pytest.raises(ChoiceError, match="is not one of: none"):
        choose(["unhashable"], set(), "what")
    with pytest.raises(ChoiceError) as caught:
        choose("x" * 1_000_000, ["a"], "what")
    assert len(str(caught.value)) < 200
    assert nearest("", []) == ""
    assert clip("abc", 3) == "abc"
