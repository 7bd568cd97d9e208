from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.read.encodings import decoded
from tests.growth import assert_in_proportion

NORWEGIAN = "Utenriksministrene møttes på Gjøvik – «vi er enige», sa Åse Bjørnå."
FRENCH = "Les négociateurs ont été reçus à l’Élysée, a déclaré François Lefèvre."
RUSSIAN = "Послы встретились в Вене в пятницу, сообщил представитель МИД."
UKRAINIAN = "Міністри зустрілися у Львові, повідомив речник уряду."
ENGLISH = "The envoy called the café meeting “frank” – and left."


@pytest.mark.parametrize("text", [NORWEGIAN, FRENCH, RUSSIAN, ENGLISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_a_mark(text: str, encoding: str) -> None:
    if encoding.endswith(("le", "be")) and text is RUSSIAN:
        pytest.skip("without a mark, UTF-16 is told by the zero bytes of Western letters")
    assert decoded(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (NORWEGIAN, "cp1252"),
        (FRENCH, "cp1252"),
        (ENGLISH, "cp1252"),
        ("Møtet i Tromsø", "latin-1"),
        ("Wien: Gespräche über Öl", "latin-1"),
        (RUSSIAN, "cp1251"),
        (UKRAINIAN, "cp1251"),
        ("Москва", "cp1251"),
        ("Переговоры в Осло", "cp1251"),
        ("NATO и Россия", "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        ("Οι υπουργοί συναντήθηκαν στην Αθήνα την Παρασκευή.", "cp1253"),
        ("השרים נפגשו ביום שישי בירושלים לשיחות על ההסכם", "cp1255"),
        ("اجتمع الوزراء يوم الجمعة في عمان لبحث الاتفاق", "cp1256"),
    ],
)
def test_the_charsets_of_old_files_are_told_apart_even_in_short_texts(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), "a.txt") == text


def test_a_page_is_read_in_the_charset_that_it_declares() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Вена</body></html>'
    assert "Вена" in decoded(page.encode("cp1251"), "a.html")
    feed = '<?xml version="1.0" encoding="iso-8859-2"?><rss><title>Łódź</title></rss>'
    assert "Łódź" in decoded(feed.encode("iso-8859-2"), "a.xml")


def test_a_charset_that_is_declared_wrongly_or_hostile_does_no_harm() -> None:
    for charset in ("utf-8", "punycode", "hex", "no-such-thing", "idna"):
        page = f'<meta charset="{charset}">Møtet på Gjøvik'.encode("latin-1")
        assert "Gjøvik" in decoded(page, "a.html")


def test_line_ends_become_line_feeds() -> None:
    assert decoded(b"one\r\ntwo\rthree\n", "a.txt") == "one\ntwo\nthree\n"


def test_a_stray_zero_byte_leaves_a_mark_and_the_rest_stands() -> None:
    assert decoded(b"Oslo\0 said no.", "a.txt") == "Oslo\ufffd said no."


def test_one_spoilt_byte_does_not_change_the_charset_of_the_rest() -> None:
    data = (RUSSIAN * 3).encode() + b"\xff" + RUSSIAN.encode()
    assert decoded(data, "a.txt").startswith(RUSSIAN)


def test_a_picture_named_txt_is_no_text_and_the_reason_says_so() -> None:
    with pytest.raises(InputError, match="PNG picture") as caught:
        decoded(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt")
    assert caught.value.remedy
    with pytest.raises(InputError, match="binary"):
        decoded(bytes(range(256)) * 20, "a.txt")


def test_a_named_encoding_that_does_not_fit_says_where() -> None:
    with pytest.raises(InputError, match="byte 4"):
        decoded(b"Oslo\xff", "a.txt", encoding="utf-8")


@given(st.binary(max_size=300))
def test_bytes_give_text_that_can_be_stored_or_a_reason(data: bytes) -> None:
    try:
        text = decoded(data, "a.txt")
    except InputError as error:
        assert error.remedy
        return
    text.encode("utf-8")
    assert "\0" not in text and "\r" not in text


@pytest.mark.parametrize("unit", [b"<meta ", b"<?xml ", b"\xe9", b"a\xe9 ", b"\xcf\xf0", b"<meta charset="])
def test_long_hostile_bytes_take_time_in_proportion(unit: bytes) -> None:
    assert_in_proportion(lambda size: decoded(unit * (size // len(unit)), "a.txt"), 125_000)
