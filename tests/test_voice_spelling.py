"""What is told of all words at once is what is told of each alone."""

from hypothesis import given
from hypothesis import strategies as st

from framing.voice import kinds
from framing.voice.spelling import kinds_of_words, read_spellings

LISTED = [
    "that",
    "Monday's",
    "May",
    "may",
    "minister",
    "Minister",
    "Mr",
    "president's",
    "I'm",
    "U.S",
    "NATO",
    "ǅ",
    "ΑΣ",
]
WORDS = st.one_of(
    st.sampled_from(LISTED),
    st.text("abdegilnysSEDNGY'’Σσıßǅ1²٣.", min_size=1, max_size=8),
    st.text(min_size=1, max_size=4),
)


@given(st.lists(WORDS, max_size=12))
def test_words_together_are_spelt_as_each_alone(forms):
    spelt = read_spellings(forms)
    assert spelt.plain == [kinds.plain(form) for form in forms]
    assert spelt.capital.tolist() == [form[0].isupper() for form in forms]
    assert spelt.small.tolist() == [form[0].islower() for form in forms]
    assert spelt.shouted.tolist() == [len(form) > 1 and form.isupper() for form in forms]
    assert kinds_of_words(spelt, len(forms)).tolist() == [kinds.kind_of_word(form) for form in forms]
