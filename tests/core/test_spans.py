import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.core.spans import Span, hull, trim, words_of


@given(st.text(), st.data())
def test_trim_takes_white_space_only(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    trimmed = trim(text, span)
    assert span.holds(trimmed)
    assert trimmed.of(text) == span.of(text).strip()


def test_hull_and_words_of_fragments():
    text = "“Go,” she said, “now.”"
    parts = (Span(16, 22), Span(0, 5))
    assert hull(parts) == Span(0, 22)
    assert words_of(text, parts) == "“Go,” … “now.”"
    with pytest.raises(ValueError, match="no spans"):
        hull(())


@pytest.mark.parametrize(("other", "expected"), [((0, 3), False), ((2, 4), True), ((5, 9), False), ((3, 5), True)])
def test_half_open_spans_that_touch_do_not_overlap(other, expected):
    assert Span(3, 5).overlaps(Span(*other)) is expected
    assert Span(*other).overlaps(Span(3, 5)) is expected
