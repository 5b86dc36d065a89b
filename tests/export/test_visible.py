import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from inquit.export.visible import one_line, shortened, visible

ANY = st.text(st.characters())  # surrogates too


@given(ANY)
def test_nothing_that_is_shown_controls_anything(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in "\t\n"]
    assert not [c for c in shown if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"}]
    shown.encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs", "M"])))
def test_honest_text_is_shown_as_it_is(text):
    assert visible(text) == text


def test_marks_that_arabic_and_persian_need_are_kept():
    assert visible("می\u200cروم\u200f!") == "می\u200cروم\u200f!"


def test_control_characters_become_pictures():
    assert visible("a\x1b[2Jb\x07\x7f") == "a␛[2Jb␇␡"


@given(ANY)
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1


def test_shortened_cuts_at_a_space():
    assert shortened("the ferry to Olm will stop", 20) == "the ferry to Olm…"
    assert shortened("short", 20) == "short"


@given(st.text(), st.integers(2, 50))
def test_shortened_is_never_longer(text, length):
    assert len(shortened(text, length)) <= length
