from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.certainty.lexicon import lexicon
from inquit.claims.clauses import clauses
from inquit.core.spans import Span

ENGLISH = lexicon("en")


def cut(text):
    return [" … ".join(s.of(text) for s in spans) for spans in clauses(text, (Span(0, len(text)),), ENGLISH)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "the bridge over the Auren is shut, and that the mayor has resigned from office",
            ["the bridge over the Auren is shut", "the mayor has resigned from office"],
        ),
        (
            "The bridge over the Auren is shut; the ferry to Lindhaven will not sail",
            ["The bridge over the Auren is shut", "the ferry to Lindhaven will not sail"],
        ),
        (
            "The bridge over the Auren is shut – the ferry to Lindhaven will not sail",
            ["The bridge over the Auren is shut", "the ferry to Lindhaven will not sail"],
        ),
        ("the bridge is shut, and nobody knows", ["the bridge is shut, and nobody knows"]),
        ("the governments of Kesria and of Talmark met in Lindhaven on Monday", None),
        ("a well-known figure of the Lindhaven opposition came at 10:30 in the morning", None),
    ],
)
def test_clauses_are_cut_where_they_are_joined(text, pieces):
    assert cut(text) == (pieces or [text])


def test_the_spans_of_a_split_quotation_stay_together_up_to_the_joint():
    text = "“The bridge,” he said, “is shut for good, and the ferry will not sail again.”"
    first = Span(0, text.index(",” he"))
    second = Span(text.index("is shut"), len(text))
    found = list(clauses(text, (first, second), ENGLISH))
    assert [[s.of(text) for s in spans] for spans in found] == [
        ["“The bridge", "is shut for good"],
        ["the ferry will not sail again.”"],
    ]


@given(st.text(alphabet="ab ,;:–—.\n“”", max_size=80) | st.text(max_size=80))
def test_pieces_stand_in_order_inside_what_was_cut(text):
    text = text.replace("ab", "and ")
    found = [s for spans in clauses(text, (Span(0, len(text)),), ENGLISH) for s in spans]
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    letters = sum(c.isalnum() for c in text)
    kept = sum(c.isalnum() for s in found for c in s.of(text))
    longest = len("andthat")
    assert letters - kept <= longest * max(len(found) - 1, 0)
