"""What words are: syllables, figures, familiar, hard and proper words, different words, hyphens."""

import re
import zlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.readability import lexicon as lexicon_module
from framing.readability import readability
from framing.readability.cmudict import dictionary_bytes, syllable_counts
from framing.readability.diversity import count_types, previous_occurrence, window_types
from framing.readability.facts import FACTS, form_table, sum_runs
from framing.readability.familiar import is_familiar, textstat_list
from framing.readability.figures import number_syllables, ordinal_syllables
from framing.readability.hard import is_hard
from framing.readability.hyphens import count_hyphens
from framing.readability.languages import SYLLABLES
from framing.readability.lexicon import HARD as HARD_MARK
from framing.readability.lexicon import LISTED as LISTED_MARK
from framing.readability.lexicon import UNFAMILIAR as UNFAMILIAR_MARK
from framing.readability.lexicon import lexicon, pack, word_keys
from framing.readability.shapes import shapes_of
from framing.readability.spelling import FEWER, MORE, guess_all, guess_syllables
from framing.readability.syllables import count_syllables, fold, fold_all
from framing.text import FormTable, read_words
from framing.text.forms import forms_of


def test_the_dictionary_is_cmus_and_its_vowels_are_counted():
    counts = {}
    for line in dictionary_bytes().decode("ascii").splitlines():
        word, *phones = line.split("#")[0].split()
        counts[word] = sum(phone[-1].isdigit() for phone in phones)
    assert syllable_counts() == counts
    assert sum("(" not in word for word in counts) == 126_052


def test_the_guess_is_right_for_at_least_85_percent_of_words_it_was_not_learnt_from():
    known = syllable_counts()
    words = sorted(
        (zlib.crc32(word.encode()), word) for word in known if re.fullmatch("[a-z]{2,}", word) and known[word]
    )
    held_out = [word for _, word in words[:10_000:5]]
    assert np.mean([guess_syllables(word) == known[word] for word in held_out]) >= 0.92


WORDS = {
    "government": 3, "Azerbaijan’s": 4, "self-proclaimed": 3, "don't": 1, "didn’t": 2, "they’d": 1, "church’s": 2,
    "U.S": 2, "D.C": 2, "OSCE": 4, "WWF": 7, "NATO": 2, "US": 2, "us": 1, "MPs": 2, "Gov": 3, "Dr": 2, "YEREVAN": 3,
    "1918": 4, "2,000": 3, "1990s": 4, "30-year-old": 4, "20th-century": 6, "5G": 2, "COVID-19": 4, "3.5": 3,
    "café": 2, "Noël": 2, "İlham": 2, "Housakos": 3, "hmm": 1, "m²": 1, "—": 1, "'s": 1,
    "OSCE’s": 4, "UN's": 2, "GOP’s": 3, "CIS’s": 4, "UNITA'S": 3,
}  # fmt: skip


def as_tabled(word: str) -> int:
    """Return the syllables of a word as the table of facts of its language has them."""
    data = word.encode("utf-8", "surrogatepass")
    forms = forms_of(data, np.array([0]), np.array([len(data)]))
    return int(form_table("en").of(forms)[FACTS.index("syllables")][0])


@pytest.mark.parametrize("word", WORDS)
def test_syllables_as_read_aloud(word):
    assert count_syllables(word) == WORDS[word]
    assert as_tabled(word) == WORDS[word]


@given(st.lists(st.text(max_size=8) | st.sampled_from(["\n", "Azerbaijan’s", "ΑΣ", "co\u00adop", "İ"]), min_size=1))
def test_words_are_folded_together_as_one_by_one(forms):
    assert fold_all(forms) == [fold(form) for form in forms]


def test_the_lexicon_is_what_the_dictionary_and_the_rules_say():
    """Where it is not: ``python benchmarks/readability.py words`` writes it anew."""
    counts = {word: count for word, count in syllable_counts().items() if "." not in word and "(" not in word}
    assert len(lexicon()) == len(counts) == len(set(word_keys("\n".join(counts)).tolist()))
    for (word, count), packed in zip(counts.items(), lexicon().of(list(counts)).tolist(), strict=True):
        marks = HARD_MARK * is_hard(word, count) + UNFAMILIAR_MARK * (not is_familiar(word))
        assert packed == 8 * count + marks + LISTED_MARK * (word in textstat_list()), word


def test_the_lexicon_knows_words_alone_as_it_knows_them_together():
    words = ["territory", "hmm", "housakos", "", "x\ny", "territory\n", "azerbaijan's", "é", "x" * 70]
    known = [8 * 4 + HARD_MARK + UNFAMILIAR_MARK, UNFAMILIAR_MARK, -1, -1, -1, -1]
    assert lexicon().of(words)[:6].tolist() == known
    assert [lexicon().known(word) for word in words] == lexicon().of(words).tolist()
    assert [lexicon().syllables(word) for word in words[:3]] == [4, 0, 0]
    assert lexicon().of([]).tolist() == []


def test_what_is_kept_at_hand_is_forgotten_when_there_is_too_much(monkeypatch):
    monkeypatch.setattr(lexicon_module, "_AT_HAND", 2)
    known = lexicon_module.Lexicon(**pack({"one": 8, "two": 16}))
    known.expect(["one", "two", "three"])
    assert [known.known(word) for word in ("four", "two", "one")] == [-1, 16, 8]


LETTERS = st.text(st.sampled_from("aeioutrlsdmcy") | st.characters(categories=["L"]), max_size=12)


@given(st.lists(LETTERS | st.sampled_from(["unia", "ié", "Ёлка", "bled", "mcemce", *MORE, *FEWER]), max_size=8))
def test_syllables_are_guessed_together_as_one_by_one(words):
    words = [word.lower().replace("^", "").replace("$", "") for word in words]
    assert guess_all(words).tolist() == [guess_syllables(word) for word in words]


@given(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=20))
def test_every_word_has_a_syllable_and_both_counts_agree(word):
    assert as_tabled(word) == count_syllables(word)
    assert count_syllables(word) >= 1


FIGURES = {
    "0": 2, "7": 2, "11": 3, "13": 2, "17": 3, "20": 2, "70": 3, "100": 3, "999": 6, "1900": 4, "1905": 4, "2000": 3,
    "2009": 4, "2020": 4, "2100": 6, "1,000,000": 3, "007": 6, "3.14": 4, "10,2020": 5,
}  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES)
def test_figures_as_read_aloud(figure):
    assert number_syllables(figure) == FIGURES[figure]


@pytest.mark.parametrize(("figure", "expected"), [("1", 1), ("2", 2), ("12", 1), ("20", 3), ("22", 4), ("30", 3)])
def test_ordinals_as_read_aloud(figure, expected):
    assert ordinal_syllables(figure) == expected


FAMILIAR = "countries stopped making bigger nicest quickly don't farmer's good-looking 2020 u.s x studied goes".split()
UNFAMILIAR = "separatist resolution bravery easily self-proclaimed territory parliament's".split()


@pytest.mark.parametrize("word", FAMILIAR + UNFAMILIAR)
def test_familiar_words_and_their_inflections(word):
    assert is_familiar(word) == (word in FAMILIAR)


EASY = "newspaper bookkeeper manpower created trespasses happening self-proclaimed 1999 u.s.a carried afternoon".split()
HARD = "territory president reasonable self-determination parliament negotiating leadership important".split()


@pytest.mark.parametrize("word", EASY + HARD)
def test_hard_words_are_long_but_not_by_ending_or_joining(word):
    assert is_hard(word, count_syllables(word)) == (word in HARD)


def hard_words(text: str, title: str = "") -> float:
    articles = pd.DataFrame({"article_id": ["a"], "title": [title], "text": [text], "language": "en"})
    table = readability(articles, measures=["percent_hard_words", "words"]).set_index(["part", "measure"])["value"]
    part = "body" if text else "headline"
    return round(table[part, "percent_hard_words"] * table[part, "words"] / 100)


def test_proper_names_are_not_hard():
    assert hard_words("He flew to Azerbaijan with a delegation.") == 1
    assert hard_words("Delegations flew to the town.") == 1
    assert hard_words("Armenia signed. The town in Armenia burned.") == 0
    assert hard_words("Armenia signed. The town burned.") == 1
    assert hard_words('He said: "Negotiations failed."') == 1
    assert hard_words("", "Negotiations Collapse In Azerbaijan Territory") == 3
    assert hard_words("", "Senators leave Azerbaijan in haste and anger") == 1


@pytest.mark.parametrize("word", ["FBI", "OSCE", "OSCE’s", "MPs", "TV", "F.B.I"])
def test_initials_are_neither_hard_nor_unfamiliar_where_no_name_is_told_by_its_capital(word):
    articles = pd.DataFrame({"article_id": ["a"], "title": [f"{word} Leave Town"], "text": f"{word} men left."})
    table = readability(articles, measures=["percent_hard_words", "percent_unfamiliar_words"], language="en")
    assert (table["value"] == 0).all()


def test_a_name_in_capitals_that_is_said_as_a_word_is_no_initials():
    articles = pd.DataFrame({"article_id": ["a"], "title": [""], "text": ["UNESCO men left. UNICEF men left."]})
    table = readability(articles, measures=["percent_unfamiliar_words"], language="en")
    assert table["value"].iloc[1] == pytest.approx(100 * 2 / 6)


def test_types_and_windows_as_a_loop_counts_them():
    rng = np.random.default_rng(3)
    segment = np.repeat([0, 2, 3], [120, 49, 50])
    kind = rng.integers(0, 40, len(segment))
    before = previous_occurrence(segment, kind)
    assert count_types(segment, before, 4).tolist() == [len(set(kind[segment == s])) for s in range(4)]
    expected = []
    for s in range(4):
        tokens = kind[segment == s]
        expected.append(sum(len(set(tokens[i : i + 50])) for i in range(len(tokens) - 49)))
    assert window_types(segment, before, 50, 4).tolist() == expected


def test_runs_are_summed_and_empty_ones_are_zero():
    assert sum_runs(np.array([1, 2, 3, 4]), np.array([0, 0, 2, 2, 4])).tolist() == [0, 3, 0, 7]
    assert sum_runs(np.array([], dtype=int), np.array([0, 0])).tolist() == [0]


def test_facts_are_found_once_a_spelling_and_begin_anew_when_there_are_too_many():
    asked = []
    table = FormTable(lambda names: [asked.append(names) or [len(name) for name in names]], 1, kept=6)
    for text in ("one three", "three eleven one twenty-one", "five one", "a bb ccc dddd", "one a"):
        words = read_words([text])
        assert table.of(words.distinct)[0].tolist() == [len(form) for form in words.forms]
    assert [sorted(names) for names in asked] == [
        ["one", "three"], ["eleven", "twenty-one"], ["five"], ["a", "bb", "ccc", "dddd"], ["a", "one"]
    ]  # fmt: skip
    assert table.of(read_words([""]).distinct).shape == (1, 0)


@given(st.lists(st.text(max_size=6) | st.sampled_from(["İlham", "d'Or", "A-b", "very long"]), max_size=8))
def test_shapes_are_what_each_character_says(forms):
    forms = [form.replace("\n", "").replace("very long", "x" * 70_000) for form in forms]
    shapes = shapes_of(forms)
    assert shapes.letters.tolist() == [sum(map(str.isalpha, form)) for form in forms]
    assert shapes.characters.tolist() == [sum(map(str.isalnum, form)) for form in forms]
    assert shapes.capital.tolist() == [form[:1].isupper() for form in forms]
    assert shapes.plain.tolist() == [form[1:].islower() for form in forms]


def test_hyphens_are_pyphens():
    from pyphen import Pyphen

    known = sorted(word for word in syllable_counts() if "(" not in word)[::60]
    words = [*known, "", "a", "ab", "éclair", "httpswwwexampleorg20201126", "i̇lham", "x'y", "ﬁnally"]
    pyphen = Pyphen(lang="en_US")
    assert count_hyphens(words).tolist() == [len(pyphen.positions(word)) for word in words]


COUNTED = {
    "de": "regierung 3 theater 3 quelle 2 präsident 3 europa 3 krieg 1 armenien 4 museum 3 geändert 3",
    "fr": "ministre 2 européen 4 langue 1 théâtre 2 vie 1 années 2 payer 2 villes 1 création 3 naïf 2",
    "es": "gobierno 3 país 2 ciudad 2 oeste 3 aéreo 4 rey 1 que 1 teoría 4 bilingüe 3 muy 1",
    "it": "governo 3 paese 3 guerra 2 mio 2 perché 2 ciao 2 aiuola 3 qui 1 città 2 italia 3",
    "ru": "республика 4 россия 3 война 2 в 1 министерство 4",
}


@pytest.mark.parametrize("language", COUNTED)
def test_syllables_of_other_languages_counted_by_hand(language):
    words, counts = COUNTED[language].split()[::2], map(int, COUNTED[language].split()[1::2])
    assert {word: SYLLABLES[language](word) for word in words} == dict(zip(words, counts, strict=True))
