"""The pattern language: what each kind of pattern finds, and what the errors say."""

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from framing.codebook import Matcher, Pattern, PatternError, fold, parse
from framing.codebook.folding import glob_matches
from framing.text import read_words
from reference_tagger import pieces_of, places

CLASSES = {"state": ("republic", "entity", "so called state")}


def found(pattern, text, *, language="en", case=False):
    """Return the surfaces that a pattern finds in a text, in order of place."""
    parts = read_words([text]).parts
    hits = Matcher([Pattern(parse(pattern, CLASSES), case)], language).find(parts)
    spans = [(parts.start[a], parts.end[b]) for a, b in zip(hits.first, hits.last, strict=True)]
    return [text[a:b] for a, b in spans]


@pytest.mark.parametrize(
    ("pattern", "text", "surfaces"),
    [
        ("breakaway region", "the breakaway\n  region", ["breakaway\n  region"]),
        ("breakaway region", "Breakaway regions, breakaway Region", ["breakaway Region"]),
        ("breakaway region", "breakaway. Region; breakaway, region", []),
        ("self-proclaimed", "self proclaimed self‑proclaimed self–proclaimed self-proclaimed selfproclaimed",
         ["self proclaimed", "self‑proclaimed", "self–proclaimed", "self-proclaimed"]),
        ("self proclaimed", "self-proclaimed", ["self-proclaimed"]),
        ("Azerbaijan's region", "Azerbaijan’s region", ["Azerbaijan’s region"]),
        ("Azerbaijan['s] region", "Azerbaijan's region, Azerbaijan region",
         ["Azerbaijan's region", "Azerbaijan region"]),
        ("separatis*", "separatism, separatists and separate", ["separatism", "separatists"]),
        ("wom?n", "woman women womn", ["woman", "women"]),
        ("republic of *", "the Republic of Artsakh", ["Republic of Artsakh"]),
        ("*land", "Finland landed", ["Finland"]),
        ("breakaway (region|Black Sea territory)", "breakaway region or breakaway Black Sea territory",
         ["breakaway region", "breakaway Black Sea territory"]),
        ("[the] enclave", "the enclave", ["the enclave", "enclave"]),
        ("entity ... Karabakh", "entity in the Karabakh. entity of the whole of Karabakh. entity, Karabakh",
         ["entity in the Karabakh", "entity, Karabakh"]),
        ("entity ...4 Karabakh", "entity of the whole of Karabakh", ["entity of the whole of Karabakh"]),
        ("entity … [the] end", "entity so the end", ["entity so the end"]),
        ("so-called <state>", "so-called entity, so-called so called state",
         ["so-called entity", "so-called so called state"]),
        ("U.S. troops", "U.S. troops", ["U.S. troops"]),
        ("Washington, D.C.", "in Washington, D.C. today, Washington D.C.", ["Washington, D.C", "Washington D.C"]),
        ("AT&T", "AT&T", ["AT&T"]),
        ("cafe\u0301", "café", ["café"]),
        ("republic", "re\u00adpublic REPUBLIC", ["re\u00adpublic", "REPUBLIC"]),
        ("istanbul", "İstanbul İSTANBUL", ["İstanbul", "İSTANBUL"]),
        ("strasse", "Straße", ["Straße"]),
    ],
)  # fmt: skip
def test_what_a_pattern_finds(pattern, text, surfaces):
    assert sorted(found(pattern, text)) == sorted(surfaces)


def test_case_counts_when_asked():
    assert found("NKR", "NKR nkr", case=True) == ["NKR"]
    assert found("Republic*", "Republic republics", case=True) == ["Republic"]


@pytest.mark.parametrize(
    ("language", "pattern", "text", "surfaces"),
    [
        ("ru", "самопровозглашённ* республик*", "Самопровозглашенная республика", ["Самопровозглашенная республика"]),
        ("hy", "Արցախի Հանրապետություն*", "ԱՐՑԱԽԻ հանրապետությունը", ["ԱՐՑԱԽԻ հանրապետությունը"]),
        ("hy", "ինչու", "ինչո՞ւ", ["ինչո՞ւ"]),
        ("tr", "ışık", "IŞIK Işık", ["IŞIK", "Işık"]),
        ("tr", "istanbul", "İSTANBUL Istanbul", ["İSTANBUL"]),
        ("az", "qondarma rejim*", "Qondarma REJİMİN", ["Qondarma REJİMİN"]),
        ("ar", "جمهورية", "الجمهورية جُمْهُورِيَّة جمهـــورية", ["جُمْهُورِيَّة", "جمهـــورية"]),
    ],
)
def test_other_languages(language, pattern, text, surfaces):
    assert found(pattern, text, language=language) == surfaces


@pytest.mark.parametrize(
    ("pattern", "column", "what"),
    [
        ("", 0, "empty term"),
        ("   ", 0, "empty term"),
        ("#!", 0, "no letter or digit"),
        ("— !", 0, "no letter or digit"),
        ("breakaway (region", 10, "not closed"),
        ("breakaway region)", 16, "closes nothing"),
        ("breakaway [region|]", 18, "alternative without a word"),
        ("occup(y|ied)", 5, "whole words"),
        ("a <stat>", 2, "not listed under classes; there are: state"),
        ("a ...40 b", 2, "may have 1 to 20"),
        ("[the]", 0, "word of its own"),
        ("*", 0, "word of its own"),
        ("* republic", 0, "cannot begin"),
        ('so "called"', 3, "voices: [scare]"),
        ("a #b", 2, "leave it out"),
        ("a\0b", 1, "control character (U+0000)"),
        ("x" * 10_000, 0, "at most 500"),
        ("".join(f"[a{i}] " for i in range(30)) + "b", 50, "split it into several terms"),
    ],
)
def test_errors_say_where_and_what_would_do(pattern, column, what):
    with pytest.raises(PatternError) as raised:
        parse(pattern, CLASSES)
    assert what in str(raised.value)
    assert raised.value.column == column


WORDS = st.sampled_from(["a", "b", "ab", "Ba", "a*", "?b", "*b*", "é"])
PATTERNS = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda options: f"({'|'.join(options)})"),
        st.tuples(WORDS, inner, WORDS).map(lambda words: f"{words[0]} [{words[1]}] {words[2]}"),
        st.tuples(WORDS, WORDS, WORDS).map(lambda words: f"{words[0]} [{words[1]}] ...2 [{words[1]}] {words[2]}"),
        st.tuples(inner, st.sampled_from([" ...1 ", " ... ", ", ", "-"]), inner).map("".join),
        st.tuples(WORDS, WORDS).map("'".join),
    ),
    max_leaves=4,
)
RUNNING = st.lists(
    st.sampled_from(["a", "b", "ab", "ba", "BA", "aab", "é", "e\u0301", "a-b", "b’a", "a'b"]), max_size=12
).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", " ", " ", ", ", ". ", "–", " “", ". A ", " - ", "\n"]),
        min_size=len(words),
        max_size=len(words),
    ).map(lambda gaps: "".join(map("".join, zip(words, gaps, strict=True))))
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PATTERNS, min_size=1, max_size=4), RUNNING, st.booleans())
def test_matcher_equals_the_slow_reading(patterns, text, case):
    try:
        parsed = [Pattern(parse(pattern), case) for pattern in patterns]
    except PatternError:  # stands for too many phrases
        reject()
    hits = Matcher(parsed).find(read_words([text]).parts)
    pieces = pieces_of(text)
    expected = {(n, *place) for n, pattern in enumerate(patterns) for place in places(pattern, pieces, {}, case=case)}
    assert set(zip(hits.pattern.tolist(), hits.first.tolist(), hits.last.tolist(), strict=True)) == expected
    assert len(hits.pattern) == len(expected)


@settings(max_examples=300, deadline=None)
@given(st.text("ab*?", max_size=8), st.text("abc", max_size=10))
def test_wildcards_equal_fnmatch(glob, word):
    from fnmatch import fnmatchcase

    assert glob_matches(glob, word) == fnmatchcase(word, glob)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), st.sampled_from(["en", "tr", "ru", "ar", "hy"]))
def test_folding_twice_changes_nothing(word, language):
    assert fold(fold(word, language), language) == fold(word, language)
