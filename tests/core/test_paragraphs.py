import itertools

from hypothesis import given
from hypothesis import strategies as st

from inquit.core.paragraphs import paragraphs


def said(text):
    return [span.of(text) for span in paragraphs(text)]


@given(st.text(alphabet=" \n\r\t\u2028ab.\u00a0"))
def test_paragraphs_are_trimmed_in_order_and_lose_no_letter(text):
    spans = paragraphs(text)
    assert all(s.of(text) and s.of(text) == s.of(text).strip() for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())


def test_each_line_is_a_paragraph():
    assert said("Title\n\nOne line.\r\nTwo.\n") == ["Title", "One line.", "Two."]


def test_a_typewritten_right_margin_parts_nothing():
    lines = [
        "The harbour master said on Tuesday that the ferry would not",
        "sail before the weekend, and that nobody had told him why the",
        "inspectors had come. “I read it in the paper,” he said, and went",
        "back to his charts.",
    ]
    wrapped = "\n".join(lines) + "\n\n" + "\n".join(reversed(lines[:3])) + "\nand so on."
    assert len(paragraphs(wrapped)) == 2
    assert len(paragraphs("\n\n".join(lines))) == 4
