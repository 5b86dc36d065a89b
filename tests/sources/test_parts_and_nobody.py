"""Descriptions that mean part of a group, and words for a source that mean nobody."""

import pytest

from inquit.core.records import Attribution, Report
from inquit.core.spans import Span
from inquit.sources.resolve import resolve
from inquit.tagger.tags import Tags

TWO = "Two clerks said the seal was torn."


def chains(*sentences):
    """The chain of each sentence, which is "SOURCE said CONTENT."."""
    text = " ".join(sentences)
    spans, given, at = [], [], 0
    report = Report.of(text, outlet="The Tideline")
    for sentence in sentences:
        source, _, content = sentence.removesuffix(".").partition(" said ")
        cue = at + len(source) + 1
        spans.append(Span(at, at + len(sentence)))
        roles = {"source": (Span(at, at + len(source)),), "cue": (Span(cue, cue + 4),)}
        content_span = Span(cue + 5, cue + 5 + len(content))
        given.append(Attribution.of(report, **roles, content=(content_span,)))
        at += len(sentence) + 1
    found, _ = resolve(report, Tags(sentences=tuple(spans)), tuple(given))
    return [[link.name for link in a.chain] for a in found]


@pytest.mark.parametrize(
    "part",
    ["One", "One of them", "The other", "The other clerk", "The younger of the two", "Another", "One of the pair"],
)
def test_part_of_an_unnamed_group_is_the_group(part):
    assert chains(TWO, f"{part} said it was new.") == [["Two clerks"], ["Two clerks"]]


@pytest.mark.parametrize(
    "other", ["Another official", "A guard", "The other officials", "The other driver", "The lawyer for the two"]
)
def test_who_is_no_part_of_it_is_somebody_else(other):
    first, second = chains(TWO, f"{other} said it was new.")
    assert first == ["Two clerks"]
    assert second != first


@pytest.mark.parametrize(
    "words",
    [
        "Nobody",
        "No one",
        "Almost nobody",
        "Few officials",
        "Very few officials",
        "Neither",
        "None of them",
        "Not a single clerk",
        "You",
        "10.40",
        "10.05 Nobody",
    ],
)
def test_nobody_is_no_source(words):
    assert chains(f"{words} said the seal was torn.") == [[]]


@pytest.mark.parametrize(
    "words", ["A few officials", "No fewer than three clerks", "None other than the mayor", "No 10"]
)
def test_a_few_and_no_fewer_are_somebody(words):
    assert chains(f"{words} said the seal was torn.") != [[]]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("two clerks who sat at table nine", "two clerks who sat at table nine"),
        ("two clerks, who sat there for hours,", "two clerks"),
        ("the board of the yard on Friday", "board of the yard"),
        ("10.05 The club's doctor", "club's doctor"),
        ("10:42am The club's doctor", "club's doctor"),
        ("an official who did not want to be named", "official"),
    ],
)
def test_what_a_source_is_called(source, name):
    assert chains(f"{source} said the seal was torn.") == [[name]]


def test_who_heads_a_body_is_named_in_the_next_sentence():
    """The name of the body has its possessive ending with it: whoever heads it is one certain person."""
    text = ("Osk Corvin’s head of sales said it was new.", "Mara Veld said the seal was torn.")
    assert chains(*text) == [["Mara Veld"], ["Mara Veld"]]


def test_a_press_office_speaks_for_the_body_it_is_of():
    named = "Osk Corvin Mills said the seal was new."
    assert chains(named, "The mill's press office said the seal was torn.")[1] == ["Osk Corvin Mills"]
    assert chains("The port said the seal was new.", "The army's press office said it was torn.")[1] == ["army"]


def test_an_adjective_before_it_hides_no_source():
    text = "The seal was torn, according to senior officials."
    found, _ = resolve(Report.of(text, outlet="The Tideline"), Tags(sentences=(Span(0, len(text)),)), ())
    assert [[link.name for link in a.chain] for a in found] == [["senior officials"]]


def test_per_cent_names_no_source():
    found, _ = resolve(
        report := Report.of("The mill would take 75 per cent and leave the rest to the port.", outlet="The Tideline"),
        Tags(sentences=(Span(0, 63),)),
        (),
    )
    assert not found
    assert report.text.endswith("port.")
