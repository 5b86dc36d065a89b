"""Interviews and transcripts: who speaks, and whose words are the outlet's own."""

import re

from inquit.core.paragraphs import paragraphs
from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.sources.resolve import resolve
from inquit.sources.transcripts import without_labels
from inquit.tagger.tags import Entity, Tags

SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?](?=\s|$)|(?=\n|$))")


def spoken(text, *, byline=None, organisations=()):
    """Who says what, as (name, kind, first words) of each attribution; `organisations` are what the tagger takes for such."""
    report = Report.of(text, outlet="Radio Tarn", byline=byline)
    entities = tuple(
        Entity(Span(m.start(), m.end()), "ORGANIZATION", 0.9)
        for name in organisations
        for m in re.finditer(re.escape(name), text)
    )
    sentences = tuple(Span(m.start(), m.end()) for m in SENTENCE.finditer(text))
    found, _ = resolve(report, Tags(sentences=sentences, entities=entities), ())
    return [(a.chain[-1].name, a.chain[-1].kind, a.content[0].of(text).split(".")[0]) for a in found if a.chain]


def test_each_turn_is_who_it_is_labelled_with():
    text = "VENN: The lock was open all night.\n\nINES ODD, HARBOUR MASTER: It was not.\n\nVENN: It was. So says Venn."
    assert spoken(text)[:3] == [
        ("Venn", "person", "The lock was open all night"),
        ("Ines Odd", "person", "It was not"),
        ("Venn", "person", "It was"),
    ]


def test_who_labels_a_turn_is_a_person_if_the_text_also_writes_the_name_as_one():
    text = "VENN: The lock was open.\n\nTARN COUNCIL: It was shut.\n\nFIFA: We do not know what Venn saw."
    said = spoken(text, organisations=("VENN", "TARN COUNCIL", "FIFA"))
    assert [(name, kind) for name, kind, _ in said] == [
        ("Venn", "person"),
        ("TARN COUNCIL", "official-body"),
        ("FIFA", "organisation"),
    ]


def test_what_a_presenter_says_is_the_outlets_own():
    text = "PRESENTER (Mara Bly): The lock was open.\n\nVENN: All night.\n\nBLY: So nobody shut it.\n\nVENN: Nobody."
    assert [name for name, *_ in spoken(text)] == ["VENN", "VENN"]
    with_office = text.replace("PRESENTER (Mara Bly)", "MARA BLY, HOST")
    assert [name for name, *_ in spoken(with_office)] == ["VENN", "VENN"]


def test_whoever_only_bears_a_hosts_name_or_talks_to_one_is_none():
    text = "MARA BLY, HOST: It was open.\n\nTOM BLY: All night.\n\nVENN (to the host): I wrote to them.\n\nVENN: Twice."
    assert [name for name, *_ in spoken(text)] == ["Tom Bly", "VENN", "VENN"]


def test_who_wrote_an_interview_is_the_outlet_but_not_all_who_speak_in_it():
    text = "BLY: So it is a leak.\n\nVENN: It is one.\n\nBLY: Since when?\n\nVENN: Since May."
    assert [name for name, *_ in spoken(text)] == ["BLY", "VENN", "VENN"]
    assert [name for name, *_ in spoken(text, byline="Mara Bly (translated)")] == ["VENN", "VENN"]
    assert len(spoken(text, byline="Mara Bly in conversation with Ola Venn")) == 3


def test_who_asks_in_a_hearing_says_what_he_says():
    text = "ROE: Did you know?\n\nVENN: No.\n\nROE: Your firm lied to us about the valves.\n\nVENN: It did not."
    assert ("ROE", "Your firm lied to us about the valves") in [(name, words) for name, _, words in spoken(text)]


def test_sentences_begin_behind_the_labels_of_turns():
    text = "BLY: It leaks. Since May.\n\nVENN: It does.\n\nNote: one label comes once."
    report = Report.of(text)
    sentences = tuple(Span(m.start(), m.end()) for m in SENTENCE.finditer(text))
    cut = [s.of(text) for s in without_labels(report, sentences, paragraphs(text))]
    assert cut == ["It leaks.", "Since May.", "It does.", "Note: one label comes once."]


INTERVIEW = (
    "MARA BLY: They call it a leak.\n\nOLA VENN: It is one.\n\nAnd since when?\n\nSince May. I wrote to them.\n\n"
    "So they knew.\n\nThey knew.\n\nWill it hold?\n\nIt will not.\n\n"
)
OUTRO = "Venn has kept the lock since 1998. " * 5


def test_an_interview_goes_on_without_labels():
    assert spoken(INTERVIEW + OUTRO) == [
        ("Ola Venn", "person", "It is one"),
        ("Ola Venn", "person", "Since May"),
        ("Ola Venn", "person", "They knew"),
        ("Ola Venn", "person", "It will not"),
    ]


def test_paragraphs_behind_two_labels_are_no_interview_without_questions():
    said = spoken(INTERVIEW.replace("?", "."), byline="Mara Bly")
    assert [words for _, _, words in said] == ["It is one"]
    shifted = INTERVIEW.replace("They knew.\n\n", "They knew.\n\nAll of them.\n\n")
    assert [words for _, _, words in spoken(shifted, byline="Mara Bly")] == ["It is one"]
    apart = INTERVIEW.replace("\n\nOLA", "\n\nThe rain fell.\n\nOLA")
    assert [words for _, _, words in spoken(apart, byline="Mara Bly")] == ["It is one"]
