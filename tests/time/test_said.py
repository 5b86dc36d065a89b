import pytest

from inquit.core.records import Attribution, Report
from inquit.core.spans import Span
from inquit.tagger.tags import Tags
from inquit.time.resolve import expressions
from inquit.time.said import said, told

TUESDAY = "2024-10-15"


def read(marked, published=TUESDAY):
    """A report and its attribution from a text with {source}, <cue> and [content] marked."""
    marks = {"{": "source", "<": "cue", "[": "content"}
    text, roles, opened = "", {"source": [], "cue": [], "content": []}, None
    for char in marked:
        if char in marks:
            opened = marks[char], len(text)
        elif char in "}>]":
            role, start = opened
            roles[role].append(Span(start, len(text)))
        else:
            text += char
    report = Report.of(text, published=published)
    return report, Attribution.of(report, **{role: tuple(spans) for role, spans in roles.items()})


def said_of(marked, published=TUESDAY):
    report, attribution = read(marked, published)
    return said(report, Tags(sentences=(Span(0, len(report.text)),)), (attribution,))[0]


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("{Mira Holt} <said> on Monday [the bridge would open in May].", "2024-10-14"),
        ("On Monday, {Mira Holt} <said> [the bridge was safe].", "2024-10-14"),
        ("[The bridge is safe], {Mira Holt} <told> the Harrow in an interview on 3 March 2023.", "2023-03-03"),
        ("{Monday's statement} <said> [the bridge was safe].", "2024-10-14"),
        ("{A report published last month} <said> [the bridge was safe].", "2024-09"),
        ("{Holt} <has said> since 2014 [that the bridge is safe].", "2014/.."),
        ("{Mira Holt} <said> [the bridge would open on Friday].", None),
        ("{Holt, who resigned on Monday}, <said> [the bridge was safe].", None),
        ("The firm, which closed on Monday, is sound, {Holt} <said>.", None),
        ("{Holt} <said> after the fire on Monday [that the bridge was safe].", None),
        ("{Holt} <said> for three weeks [that the bridge was safe].", None),
    ],
)
def test_said_is_the_time_of_the_cue(marked, value):
    assert said_of(marked).said == value


def test_the_evidence_points_at_the_words():
    marked = "{Mira Holt} <said> on Monday [the bridge would open in May]."
    report, _ = read(marked)
    (evidence,) = said_of(marked).evidence
    assert evidence.what == "when it was said"
    assert [span.of(report.text) for span in evidence.spans] == ["Monday"]
    assert "2024-10-15" in evidence.by


def test_without_a_date_the_evidence_says_what_is_known():
    attribution = said_of("{Mira Holt} <said> three weeks ago [the bridge was safe].", published=None)
    assert attribution.said is None
    assert "the report has no date" in attribution.evidence[0].by
    assert "P-3W" in attribution.evidence[0].by


def test_a_time_in_the_next_sentence_is_another_matter():
    report, attribution = read("{Holt} <said> [the bridge was safe]. On Monday it fell.")
    at = report.text.index(".") + 1
    tags = Tags(sentences=(Span(0, at), Span(at + 1, len(report.text))))
    assert said(report, tags, (attribution,))[0].said is None


def test_a_time_that_somebody_else_tells_is_not_ones_own():
    report, outer = read("{Holt} <said> [Reyes had claimed on Monday that it was safe].")
    start = report.text.index("claimed")
    inner = Attribution.of(
        report,
        source=(Span(start - 10, start - 5),),
        cue=(Span(start - 4, start + 7),),
        content=(Span(report.text.index("that it"), len(report.text) - 1),),
    )
    tags = Tags(sentences=(Span(0, len(report.text)),))
    assert [a.said for a in said(report, tags, (outer, inner))] == [None, "2024-10-14"]


def test_told_are_the_times_in_the_content():
    report, attribution = read("{Holt} <said> on Monday [the bridge would open on 3 May 2025 or in June 2025].")
    found = expressions(report.text, (), report.published)
    assert [w.value for w in told(attribution, found)] == ["2025-05-03", "2025-06"]
