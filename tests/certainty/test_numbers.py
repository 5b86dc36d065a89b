"""Quantities in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.certainty.numbers import numbers
from inquit.core.spans import Span


def read(text):
    return [(q.low, q.high, q.unit, q.noun, q.approximator) for q in numbers(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("more than 40 villages", (40, None, None, "villages", "above")),
        ("about a dozen rings", (12, 12, None, "rings", "near")),
        ("a 70km road", (70_000, 70_000, "m", None, None)),
        ("two-thirds of voters", (2 / 3, 2 / 3, None, None, None)),
        ("$1.2bn", (1.2e9, 1.2e9, "$", None, None)),
        ("40 to 45 men", (40, 45, None, "men", None)),
        ("between $165m and $182m", (165e6, 182e6, "$", None, None)),
        ("3 to 4 million crowns", (3e6, 4e6, "kr", None, None)),
        ("half a million to 0.9 million pounds", (5e5, 9e5, "£", None, None)),
        ("up to 60 litres", (None, 0.06, "m³", None, "high")),
        ("3 million euros or more", (3e6, None, "€", None, "low")),
        ("a hundred and six thousand miners", (106_000, 106_000, None, "miners", None)),
        ("twenty-five soldiers", (25, 25, None, "soldiers", None)),
        ("hundreds of thousands of people", (2e5, None, None, None, "several")),
        ("1,234,567.5 euros", (1_234_567.5, 1_234_567.5, "€", None, None)),
        ("five per cent", (5, 5, "%", None, None)),
    ],
)
def test_quantities(text, found):
    (quantity,) = read(text)
    assert quantity[:2] == pytest.approx(found[:2])
    assert quantity[2:] == found[2:]


@pytest.mark.parametrize(
    "text",
    [
        "on 18 September 2023 at 04:17 UTC",
        "at 9 p.m.",
        "the 3rd ship",
        "Tank V-14B",
        "in 1999",
        "one of them",
        "a third man",
    ],
)
def test_no_quantities(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("40 villages", "more than 40 villages", True),
        ("40 villages", "about 42 villages", True),
        ("40 villages", "42 villages", False),
        ("40 km", "40,000 metres", True),
        ("40 km", "40 kg", False),
        ("up to 60 tonnes", "at least 70 tonnes", False),
        ("40 to 45 men", "44 men", True),
    ],
)
def test_which_can_be_the_same(one, other, meet):
    (a,), (b,) = (numbers(text, Span(0, len(text))) for text in (one, other))
    assert a.meets(b) is meet
    assert b.meets(a) is meet


def test_spans_are_those_of_the_whole_text():
    text = "In all, about a dozen rings were lost."
    (quantity,) = numbers(text, Span(8, len(text)))
    assert quantity.span.of(text) == "about a dozen"


def test_a_language_without_number_words_has_none():
    assert numbers("40 Dörfer", Span(0, 9), "xx") == ()


@given(st.text(alphabet="0123456789.,-–$€ aontefiv hundredmillion%k'²³", max_size=80))
def test_any_text_is_read(text):
    spans = [q.span for q in numbers(text, Span(0, len(text)))]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
