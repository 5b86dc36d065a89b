"""Attributions, sources and contents that are looked for beside what a tagger found; all texts are invented."""

import re

import pytest

from inquit.certainty.weigh import weigh
from inquit.core.records import Attribution, Report
from inquit.core.spans import Span
from inquit.sources.resolve import resolve
from inquit.tagger.tags import Tags


def sentences(text):
    return tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S[^\n]*?(?:[.!?]”?(?=\s|$)|(?=\n|$))", text))


def read(marked, title=None):
    """The report and its attributions, of a text with the one {source}, <cue> and [content] that a tagger marked."""
    base = 0 if title is None else len(title) + 2
    marks, text, roles = {"{": "source", "<": "cue", "[": "content"}, "", {"source": [], "cue": [], "content": []}
    opened = ("", 0)
    for char in marked:
        if char in marks:
            opened = marks[char], base + len(text)
        elif char in "}>]":
            roles[opened[0]].append(Span(opened[1], base + len(text)))
        else:
            text += char
    report = Report.of(text, title=title, outlet="The Tideline")
    given = (
        (Attribution.of(report, **{role: tuple(spans) for role, spans in roles.items()}),)
        if any(roles.values())
        else ()
    )
    tags = Tags(sentences=sentences(report.text))
    found, _ = resolve(report, tags, given)
    return report, tags, found


def told(marked, title=None):
    """What was found: the names of the chain, and the words of the content."""
    report, _, found = read(marked, title)
    return [(tuple(link.name for link in a.chain), tuple(s.of(report.text) for s in a.content)) for a in found]


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        ("The clerk said the sluice was open.", ("clerk",), ("the sluice was open",)),
        ("The clerk, though, said the sluice was open.", ("clerk",), ("the sluice was open",)),
        ("The clerk, whose father built it, said the sluice was open.", ("clerk",), ("the sluice was open",)),
        (
            "An engineer with knowledge of the works said the sluice was open.",
            ("engineer with knowledge of the works",),
            ("the sluice was open",),
        ),
        ("The inspector found that the sluice leaked.", ("inspector",), ("the sluice leaked",)),
        ("The sluice was open, as the clerk reported on Monday.", ("clerk",), ("The sluice was open",)),
        ("The sluice was open, say residents.", ("residents",), ("The sluice was open",)),
        (
            "The sluice was open, the clerk has told the Fen Courier.",
            ("Fen Courier", "clerk"),
            ("The sluice was open",),
        ),
        (
            "The sluice was open, two people briefed on the works told the Fen Courier.",
            ("Fen Courier", "two people briefed on the works"),
            ("The sluice was open",),
        ),
        ("The union puts the loss at two tonnes of fish.", ("union",), ("the loss at two tonnes of fish",)),
        ("The clerk repeated in an email that the sluice was open.", ("clerk",), ("the sluice was open",)),
        ("The clerk said on Monday that the sluice was open.", ("clerk",), ("the sluice was open",)),
        ("The sluice, the clerk said, was open all night.", ("clerk",), ("The sluice", "was open all night")),
        ("Per the Fen Courier, the sluice was open.", ("Fen Courier",), ("the sluice was open",)),
        (
            "The sluice would close under a draft plan seen by the Fen Courier.",
            ("Fen Courier", "draft plan"),
            ("The sluice would close",),
        ),
        ("Word is that the sluice was open.", ("Word",), ("the sluice was open",)),
        (
            "The leak was judged by an inspector to be small.",
            ("inspector",),
            ("The leak was", "to be small"),
        ),
    ],
)
def test_a_sentence_that_nobody_marked_is_read_again(text, chain, content):
    assert told(text) == [(chain, content)]


def test_what_a_paper_records_between_commas_is_its():
    text = "The report found that the sluice leaked. By dusk, it records, the sluice stood open."
    assert told(text)[1] == (("report",), ("By dusk", "the sluice stood open"))


@pytest.mark.parametrize(
    "text",
    [
        "If the clerk says the sluice was open, it was.",
        "The clerk might say the sluice was open.",
        "The clerk found the old brass key.",
        "Nobody said the sluice was open.",
        "I think the sluice was open.",
        "The clerk walked to the sluice.",
        "The sluice was open, whatever the clerk says.",
        "Ada Venn, the secretary of state, opened the sluice.",
    ],
)
def test_what_is_no_assertion_of_somebody_is_left_alone(text):
    assert told(text) == []


def test_a_nested_attribution_has_its_parent_and_another_source():
    report, _, found = read("{The clerk} <said> [the general had warned that the sluice was mined].")
    outer, inner = found
    assert inner.parent == outer.id
    assert [s.of(report.text) for s in inner.content] == ["the sluice was mined"]
    assert [link.name for link in inner.chain] == ["clerk", "general"]
    assert (inner.evidence[0].what, inner.evidence[0].by) == ("attribution", "subject and verb")


@pytest.mark.parametrize(
    "marked",
    [
        "{Ada Venn} <said> [she thought the sluice was mined].",
        "“[I think the sluice was mined],” <said> {Ada Venn}.",
    ],
)
def test_what_a_source_says_of_his_own_thinking_is_not_told_twice(marked):
    assert len(read(marked)[2]) == 1


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("The sluice is shut, {Ada Venn} <told> reporters.", ("The sluice is shut",)),
        ("{Ada Venn} <repeated> that the sluice was shut.", ("the sluice was shut",)),
        ("The sluice is shut, {Ada Venn} <admitted>, [“for good”].", ("The sluice is shut", "“for good”")),
        (
            "{Ada Venn} <said> [the sluice was shut] and that it would stay so.",
            ("the sluice was shut", "that it would stay so"),
        ),
    ],
)
def test_contents_beside_their_cue_are_taken(marked, content):
    assert told(marked) == [(("Ada Venn",), content)]


@pytest.mark.parametrize(
    "marked",
    [
        "{Ada Venn} <walked> to the sluice.",
        "In the sluice house, {Ada Venn} <said> no more.",
        "Speaking on Monday, {Ada Venn} <said> little.",
    ],
)
def test_words_that_are_no_content_are_not_taken_for_one(marked):
    assert told(marked) == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministry declined to comment.",
        "The ministry did not respond to a request for comment.",
        "The ministry could not be reached for comment.",
    ],
)
def test_a_refusal_to_speak_is_an_attribution_without_content(text):
    report, tags, found = read(text)
    (a,) = weigh(report, tags, found)
    assert (a.content, a.act) == ((), "decline")
    assert [link.name for link in a.chain] == ["ministry"]


def test_a_cue_of_a_refusal_that_was_marked_is_kept_once():
    report, tags, found = read("{Ada Venn} <declined to comment>.")
    (a,) = weigh(report, tags, found)
    assert (a.content, a.act, [link.name for link in a.chain]) == ((), "decline", ["Ada Venn"])


def test_the_noun_for_hearsay_in_a_cue_is_its_source():
    report, _, (a,) = read("There are <rumours that> [the sluice will be sold].")
    assert [(link.name, link.kind, link.standing) for link in a.chain] == [("rumours", "rumour", "unnamed")]
    assert a.chain[0].span.of(report.text) == "rumours"


def test_it_is_understood_names_nobody():
    (a,) = read("<It is understood> [that the sluice will be sold].")[2]
    assert a.chain == ()


def test_the_turns_of_an_interview_are_their_speakers():
    text = (
        "Ada Venn runs the sluice.\nVENN: The gate was open.\nBRUN: Who opened it?\n"
        "VENN (on the radio): I did. Nobody else was there."
    )
    assert told(text) == [(("Ada Venn",), ("The gate was open.",)), (("Ada Venn",), ("I did. Nobody else was there.",))]


def test_one_line_with_a_colon_is_no_interview():
    assert told("The sluice is old.\nOpening hours: nine to five.") == []


@pytest.mark.parametrize(
    ("title", "chain", "content"),
    [
        ("Sluice to be sold in spring: report", "report", "Sluice to be sold in spring"),
        ("Venn: sluice was never shut", "Venn", "sluice was never shut"),
    ],
)
def test_a_headline_is_read_by_its_form(title, chain, content):
    ((names, contents),) = told("It rained all day.", title=title)
    assert (names[-1], contents) == (chain, (content,))


def test_a_place_that_is_somebody_s_is_no_source_of_a_headline():
    assert not told("It rained all day.", title="Venn’s Wharf: a sluice and its price")


def test_who_says_all_of_it_is_looked_for_where_something_else_was_marked():
    found = told(
        "{The Dam Board} <has agreed> [to sell the sluice], a person close to the talks has told the Fen Courier."
    )
    assert sorted(found) == [
        (("Fen Courier", "person close to the talks"), ("The Dam Board has agreed to sell the sluice",)),
        (("Fen Courier", "person close to the talks", "Dam Board"), ("to sell the sluice",)),
    ]


@pytest.mark.parametrize(
    ("marked", "chain"),
    [
        ("{The board} <has been told> [that the sluice was open].", ()),
        ("{The board} <was telling> [residents that the sluice was open].", ("board",)),
        ("The clerk <had been told by> {the board} [that the sluice was open].", ("board",)),
    ],
)
def test_whom_it_was_told_is_no_source(marked, chain):
    ((names, _),) = told(marked)
    assert names == chain


def test_the_adjective_of_a_country_gets_its_noun():
    report, _, found = read("{Lorian} <state television, citing> a clerk, said [the sluice was open].")
    (a,) = (a for a in found if a.content and a.content[0].of(report.text) == "the sluice was open")
    assert [s.of(report.text) for s in (*a.source, *a.cue)] == ["Lorian state television", "citing"]
    assert a.chain[0].kind == "outlet"
    (names, _), *_ = told("{The Lorian} <said> [the sluice was open].")
    assert names == ("Lorian",)


def test_one_letter_is_no_name():
    body = "Ada Venn signed it with her D and V. {He} <said> [the sluice was open]."
    ((names, _),) = told(body)
    assert "V" not in names


def test_one_of_a_group_is_the_group():
    text = "{Two sailors} <said> [the rope was old]. One of them said it had been wet."
    chains = [chain for chain, _ in told(text)]
    assert chains == [("Two sailors",), ("Two sailors",)]


def test_a_description_is_named_when_its_name_comes():
    text = "The deputy mayor said the sluice was shut. Deputy Mayor Ada Venn said it would stay so."
    assert [chain for chain, _ in told(text)] == [("Ada Venn",), ("Ada Venn",)]


def test_an_outlet_is_known_by_the_country_it_is_of():
    text = "On Monday Bild reported that the sluice was open. The Courier said it was shut. The German tabloid said it was old."
    chains = [chain for chain, _ in told(text)]
    assert chains[0] == chains[2] == ("Bild",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ShoreNews24 said the sluice was open.", "outlet"),
        ("Venn Therapeutics said the sluice was open.", "organisation"),
        ("Ostby Rovers said the sluice was open.", "organisation"),
        ("Corvin say the sluice was open.", "organisation"),
        ("A shipmate said the sluice was open.", "person"),
        ("The lamplighter said the sluice was open.", "person"),
    ],
)
def test_kinds_of_sources_that_only_their_words_tell(text, kind):
    marked = re.sub(r"^(.*?) (says?|said) (.*)\.$", r"{\1} <\2> [\3].", text)
    (a,) = read(marked)[2]
    assert a.chain[-1].kind == kind


@pytest.mark.parametrize(
    "title", ["LIVE: the sluice is open", "Analysis: who paid for the sluice", "NIGHT OF FEAR: the sluice gave way"]
)
def test_what_only_announces_a_headline_is_no_source(title):
    assert not told("It rained all day.", title=title)


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("FIRE CHIEF: the sluice is open", "FIRE CHIEF"),
        ("RED CROSS: the sluice is open", "RED CROSS"),
        ("First Minister: the sluice is open", "First Minister"),
    ],
)
def test_a_source_in_capitals_is_one(title, source):
    report, _, found = read("It rained all day.", title)
    assert [s.of(report.text) for a in found for s in a.source] == [source]
