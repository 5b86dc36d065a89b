"""What weighing adds to an attribution, and what it leaves as it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.certainty.weigh import certainty_of, weigh
from inquit.core.records import Attribution, Report
from inquit.core.spans import Span
from inquit.tagger.tags import Tags


def spans_of(text, *parts):
    return tuple(Span(text.index(p), text.index(p) + len(p)) for p in parts if p)


def weighed(text, source, cue, content, language=None, sentences=()):
    report = Report(id="r", text=text, language=language)
    bare = Attribution.of(
        report, source=spans_of(text, source), cue=spans_of(text, cue), content=spans_of(text, content)
    )
    return report, bare, weigh(report, Tags(sentences=sentences), (bare,))[0]


def test_ids_and_roles_stay():
    _, bare, found = weighed("Ida Corr said the mill burned.", "Ida Corr", "said", "the mill burned")
    assert (found.id, found.source, found.cue, found.content) == (bare.id, bare.source, bare.cue, bare.content)


def test_the_words_that_decide_are_given():
    report, _, found = weighed(
        "Ida Corr said the mill may have burned.", "Ida Corr", "said", "the mill may have burned"
    )
    (why,) = [e for e in found.evidence if e.what == "certainty"]
    assert found.certainty == "possible"
    assert "may" in [s.of(report.text) for s in why.spans]


@pytest.mark.parametrize(
    ("cue", "certainty", "stance"),
    [
        ("wrongly claimed", "certain", "doubts"),
        ("confirmed", "certain", "accepts"),
        ("admitted", "certain", "accepts"),
        ("did not confirm", "unknown", None),
        ("said", "certain", None),
    ],
)
def test_the_outlets_stance_is_not_the_sources_certainty(cue, certainty, stance):
    _, _, found = weighed(f"Ida Corr {cue} that the mill burned.", "Ida Corr", cue, "that the mill burned")
    assert (found.certainty, found.stance) == (certainty, stance)
    assert any(e.what == "outlet's stance" for e in found.evidence) == (stance is not None)


@pytest.mark.parametrize(
    ("content", "certainty"),
    [
        ("the mill had not burned", "denied"),
        ("the mill, which may be sold, had burned", "certain"),
        ("the mill burned because nobody watched it", "certain"),
        ("not only the mill but the barn burned", "certain"),
        ("the guard failed to see the fire", "denied"),
        ("the guard did not fail to see the fire", "certain"),
        ("it was not impossible that the mill had burned", "possible"),
        ("the mill would be rebuilt if money came", "possible"),
        ("he did not know whether the mill had burned", "unknown"),
        ("No, the mill never burned", "denied"),
    ],
)
def test_scope(content, certainty):
    _, _, found = weighed(f"Ida Corr said {content}.", "Ida Corr", "said", content)
    assert found.certainty == certainty


def test_only_the_first_sentence_decides():
    text = "“The mill burned. It may be rebuilt,” Ida Corr said."
    _, _, found = weighed(
        text, "Ida Corr", "said", "“The mill burned. It may be rebuilt,”", sentences=(Span(0, 17), Span(18, len(text)))
    )
    assert found.certainty == "certain"


def test_a_denial_in_the_sources_own_words_is_not_turned_round():
    _, _, found = weighed(
        "“The mill never burned,” Ida Corr countered.", "Ida Corr", "countered", "“The mill never burned,”"
    )
    assert (found.act, found.certainty) == ("deny", "denied")


def test_a_rumour_makes_no_certain_source():
    _, _, found = weighed("Rumours say the mill burned.", "Rumours", "say", "the mill burned")
    assert found.certainty == "probable"


def test_a_decline_without_content():
    _, _, found = weighed("Ida Corr declined to comment.", "Ida Corr", "declined to comment", "")
    assert (found.act, found.certainty, found.quote) == ("decline", "unknown", "indirect")


def test_a_language_without_words_has_its_quotes_all_the_same():
    _, _, found = weighed("„Die Mühle brennt“, sagte Ida.", "Ida", "sagte", "„Die Mühle brennt“", language="xx")
    assert (found.quote, found.act, found.certainty) == ("direct", None, None)
    assert certainty_of(Report(id="r", text="Die Mühle brennt.", language="xx"), Span(0, 17)) is None


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The mill burned.", "certain"),
        ("The mill reportedly burned.", "probable"),
        ("Did the mill burn?", "unknown"),
        ("No mill burned.", "denied"),
    ],
)
def test_own_voice(text, certainty):
    assert certainty_of(Report(id="r", text=text), Span(0, len(text))) == certainty


@given(st.text(max_size=60), st.text(max_size=12), st.text(max_size=60))
def test_any_text_is_weighed(before, cue, after):
    report = Report(id="r", text=before + cue + after)
    middle = len(before) + len(cue)
    bare = Attribution.of(
        report,
        source=(),
        cue=(Span(len(before), middle),) if cue else (),
        content=(Span(middle, len(report.text)),) if after else (),
    )
    (found,) = weigh(report, Tags(), (bare,))
    assert None not in (found.certainty, found.act, found.quote)
    assert all(0 <= s.start <= s.end <= len(report.text) for e in found.evidence for s in e.spans)


def test_a_million_letters_take_linear_time():
    text = "“I never, if ever, think that he may, who knows, deny that ” " * 8_000
    report = Report(id="r", text=text)
    bare = Attribution.of(report, source=(), cue=(Span(0, 1),), content=(Span(1, len(text)),))
    started = time.perf_counter()
    weigh(report, Tags(), (bare,))
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "span", "certainty"),
    [
        ("Ida Corr asked that the mill be shut.", "Ida Corr", "asked", "that the mill be shut", "", "certain"),
        (
            "Ida Corr asked that the mill be shut.",
            "Ida Corr",
            "asked",
            "that the mill be shut",
            "the mill be shut",
            "unknown",
        ),
        (
            "The mill has denied that it burned.",
            "The mill",
            "has denied",
            "that it burned",
            "denied that it burned",
            "denied",
        ),
        ("A sale of the mill was not discussed.", "", "was not discussed", "A sale of the mill", "", "denied"),
        ("She paid that back in March.", "", "", "", "", "certain"),
    ],
)
def test_a_span_may_tell_of_the_saying_itself(text, source, cue, content, span, certainty):
    report, _, found = weighed(text, source, cue, content)
    told = spans_of(text, span or text)[0]
    assert certainty_of(report, told, found if cue else None) == certainty
