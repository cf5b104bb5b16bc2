"""Bytes become text, or one line that says why not; no encoding is guessed where the guess could be wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.read.encoding import damage, decode
from framing.read.item import UnreadableError

RUSSIAN = "Парламент призвал исключить Францию из Минской группы после голосования. «Это решение», — сказал спикер."
GREEK = "Η Γερουσία ενέκρινε ψήφισμα για την αναγνώριση της ανεξαρτησίας."
ENGLISH = "The Senate’s “historic” vote — a résumé — was welcomed by the Société."
TURKISH = "Türkiye Dışişleri Bakanlığı, Fransız Senatosu’nun kararını kınadı."
POLISH = "Senat przyjął uchwałę w sprawie uznania niepodległości; żołnierze są w Górskim Karabachu."

printable = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), max_size=60)


@given(printable, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_text_comes_back_as_it_was(text, encoding):
    if text.startswith("\ufeff") or any(text.encode(encoding).startswith(mark) for mark in (b"%PDF", b"{\\rtf")):
        return
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_are_left_alone(ends):
    assert decode(f"one{ends}two{ends}".encode()) == f"one{ends}two{ends}"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        ("Le Sénat a adopté", "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN.translate({171: 34, 187: 34, 8212: 45}), "koi8-r"),
        (GREEK, "cp1253"),
    ],
)
def test_other_encodings_that_can_be_told(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TURKISH, "cp1254"),
        (POLISH, "cp1250"),
        ("Le Sénat a adopté À l’unanimité", "mac_roman"),
        ("Сенат", "cp1251"),
        ("こんにちは", "shift_jis"),
    ],
)
def test_an_encoding_that_could_be_another_is_refused(text, encoding):
    with pytest.raises(UnreadableError, match="save it as UTF-8"):
        decode(text.encode(encoding))


def test_a_refused_encoding_names_the_line_of_the_first_odd_byte():
    with pytest.raises(UnreadableError) as caught:
        decode(("one\ntwo\n" + TURKISH).encode("cp1254"))
    assert caught.value.line == 3


def test_what_a_page_declares_is_believed_unless_the_bytes_are_utf8():
    assert decode(TURKISH.encode("cp1254"), "windows-1254") == TURKISH
    assert decode(TURKISH.encode("iso-8859-9", "ignore"), "ISO-8859-9") == TURKISH.replace("’", "")
    assert decode("“Şuşa”".encode(), "windows-1252") == "“Şuşa”"


@pytest.mark.parametrize("declared", ["no-such-encoding", "rot13", "base64", "utf-16"])
def test_a_false_declaration_is_passed_over(declared):
    assert decode(ENGLISH.encode("cp1252"), declared) == ENGLISH


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"one\x00two", "zero bytes"),
        ("one".encode("utf-16-le"), "UTF-16 without its mark"),
        (b"\xff\xfea", "damaged UTF-16"),
        (b"\xff\xfe\x00\xd8", "damaged UTF-16"),
        (b"\x01\x02\x03\x04 text", "control signs"),
        ("a\x00text".encode("utf-16"), "control signs"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "Word"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel"),
        (bytes(range(128, 256)), "neither UTF-8"),
    ],
)
def test_what_is_no_text_says_what_it_is(data, why):
    with pytest.raises(UnreadableError, match=why):
        decode(data)


@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_refused(data):
    try:
        text = decode(data)
    except UnreadableError as error:
        assert "\n" not in str(error)
    else:
        assert "\x00" not in text
        assert any(0xDC80 <= ord(sign) <= 0xDCFF for sign in text) == bool(damage(text))


def test_text_cut_in_the_middle_of_a_letter_is_damaged_not_another_encoding():
    text = decode("Şuşa’da\r\nbir\rgün “é".encode()[:-1])
    assert damage(text) == "damaged text (byte 0xc3 in its line 3 is not UTF-8); save it as UTF-8"
    assert damage("sound “text”") == ""
