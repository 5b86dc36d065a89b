import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.core.errors import NotText
from inquit.ingest.decoding import decode, visible

DUTCH = "“We zien één oorzaak,” zei de minister – ’s ochtends al. Het kost 300 € per week, naar verluidt."
RUSSIAN = "Министр сообщил, что мост закроют на три недели, а вместо поездов пойдут автобусы. "


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (DUTCH.encode(), None),
        (DUTCH.encode(), "iso-8859-1"),
        (codecs.BOM_UTF8 + DUTCH.encode(), None),
        (codecs.BOM_UTF16_LE + DUTCH.encode("utf-16-le"), None),
        (codecs.BOM_UTF16_BE + DUTCH.encode("utf-16-be"), "utf-8"),
        (codecs.BOM_UTF32_LE + DUTCH.encode("utf-32-le"), None),
        (DUTCH.encode("utf-16-le"), None),
        (DUTCH.encode("utf-16-be"), None),
        (DUTCH.encode("cp1252"), None),
        (DUTCH.encode("cp1252"), "iso-8859-1"),
        (DUTCH.encode("cp1252"), "us-ascii"),
        (DUTCH.encode("cp1252"), "utf-8"),
        (DUTCH.encode("cp1252"), "no-such-charset"),
        (DUTCH.encode("cp1252"), "zip"),
    ],
)
def test_the_same_text_from_each_encoding(data, declared):
    assert decode(data, where="a.txt", declared=declared) == DUTCH


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("İşçiler ağır kayıp verdi, dedi bakan.", "iso-8859-9"),
        ("Zażółć gęślą jaźń, mówi premier", "iso-8859-2"),
        (RUSSIAN, "koi8-r"),
        ("大臣は月曜日、橋を三週間閉鎖すると述べた。①", "shift_jis"),
        ("大臣は月曜日、橋を三週間閉鎖すると述べた。", "iso-2022-jp"),
        ("部长星期一说，这座桥将关闭三周。", "gb2312"),
    ],
)
def test_declared_in_header_or_in_the_page(text, codec):
    data = text.encode({"shift_jis": "cp932"}.get(codec, codec))
    assert decode(data, where="a", declared=codec) == text
    for label in (f'<meta charset="{codec}">', f'<meta http-equiv=x content="text/html; charset={codec}">'):
        page = label.encode() + data
        assert decode(page, where="a") == label + text


def test_undeclared_cyrillic_is_guessed():
    assert decode((RUSSIAN * 4).encode("cp1251"), where="a") == RUSSIAN * 4


def test_one_broken_byte_does_not_turn_the_rest_to_noise():
    broken = (DUTCH * 3).encode() + b"\xe2\x80"
    assert decode(broken, where="a") == DUTCH * 3 + "\ufffd"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        b"PK\x03\x04" + bytes(range(256)) * 4,
        b"\x00" * 1000,
        b"plain text with a \x00 in it, and nothing else of note",
        bytes(range(1, 256)) * 40,
        b"\x1b\x02\x03\x04\x05" * 40,
    ],
)
def test_binary_is_refused(data):
    with pytest.raises(NotText, match=r"^a\.bin: is .*\. (Give|Save) .*\.$"):
        decode(data, where="a.bin")


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-16", "cp1252", "shift_jis", "x"]))
def test_any_bytes_give_text_or_the_one_error(data, declared):
    try:
        decode(data, where="a", declared=declared).encode()
    except NotText:
        assert data


@given(st.text())
def test_visible_takes_away_and_adds_nothing_else(text):
    seen = visible(text)
    assert visible(seen) == seen
    assert "\r" not in seen
    kept = [c for c in text if c not in "\r\n\x0b\x0c\x85\u2028\u2029" and c in seen]
    assert [c for c in seen if c != "\n"] == kept


def test_visible_keeps_what_some_scripts_need():
    assert visible("a\u00a0b\u202fc\r\nd\re\tf") == "a\u00a0b\u202fc\nd\ne\tf"
    assert visible("می\u200cخواهم \u200f") == "می\u200cخواهم \u200f"
    assert visible("Donau\u00addampf\u200b \x1b[31m\x07") == "Donaudampf [31m"
