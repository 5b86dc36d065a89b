"""Who speaks for whom, by how reports introduce people."""

import pytest

from inquit.core.records import Reading, Report, Source
from inquit.core.spans import Span
from inquit.stemma.affiliations import Affiliation, affiliations


def reading(text, *sources):
    """Sources by name, kind, and the words that mention them."""
    made = []
    for name, kind, words in sources:
        start = text.index(words)
        span = Span(start, start + len(words))
        made.append(Source(id=name, name=name, kind=kind, standing="named", mentions=(span,)))
    return Reading(report=Report.of(text, id="a1", outlet="Harrow Courier", language="en"), sources=tuple(made))


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("“No,” said Ana Roe, spokeswoman for Corvin Bank, on Monday.", ("speaks for", "Corvin Bank")),
        ("Corvin Bank's chief executive, Ana Roe, agreed.", ("speaks for", "Corvin Bank")),
        ("Ana Roe, an engineer at Corvin Bank, saw it.", ("belongs to", "Corvin Bank")),
        ("Ana Roe, head of research at the Corvin Bank, saw it.", ("speaks for", "Corvin Bank")),
        ("A ministry spokeswoman, Ana Roe, agreed.", ("speaks for", "ministry")),
    ],
)
def test_introductions(text, tie):
    assert affiliations([reading(text, ("Ana Roe", "person", "Ana Roe"))]) == (Affiliation("Ana Roe", *tie),)


def test_its_means_the_body_last_spoken_of():
    text = "Corvin Bank said no. It closed early. Ana Roe, its head of sales, agreed."
    found = affiliations(
        [reading(text, ("Ana Roe", "person", "Ana Roe"), ("Corvin Bank", "organisation", "Corvin Bank"))]
    )
    assert found == (Affiliation("Ana Roe", "speaks for", "Corvin Bank"),)


@pytest.mark.parametrize(
    "text", ["Ana Roe agreed.", "Ana Roe, who keeps the café, saw it since Easter.", "The owner, Ana Roe, left."]
)
def test_no_body_no_affiliation(text):
    assert affiliations([reading(text, ("Ana Roe", "person", "Ana Roe"))]) == ()


def test_a_report_that_was_told_is_no_employer():
    text = "Ana Roe, a director, told Harrow Courier so."
    assert affiliations([reading(text, ("Ana Roe", "person", "Ana Roe"))]) == ()
