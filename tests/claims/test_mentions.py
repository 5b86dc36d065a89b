from inquit.claims.mentions import mentions
from inquit.core.records import Attribution, Link, Reading, Report
from inquit.core.spans import Span


def span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def sentences(text, *parts):
    return tuple(span(text, p) for p in parts)


def link(name):
    return Link(span=None, name=name, kind="person", standing="named")


def attribution(report, id, source, cue, content, **more):
    return Attribution(
        id=id,
        source=tuple(span(report.text, s) for s in source),
        cue=tuple(span(report.text, s) for s in cue),
        content=tuple(span(report.text, s) for s in content),
        **more,
    )


def test_a_content_of_two_sentences_is_two_mentions_with_one_chain():
    report = Report.of("“The dam leaks. It has leaked for years,” said Ola Brandt. Nobody moved.")
    a = attribution(
        report,
        "t1",
        ["Ola Brandt"],
        ["said"],
        ["The dam leaks. It has leaked for years"],
        chain=(link("Ola Brandt"),),
        certainty="certain",
    )
    ends = sentences(report.text, "“The dam leaks.", "It has leaked for years,” said Ola Brandt.", "Nobody moved.")
    found = mentions(Reading(report=report, attributions=(a,), own_voice=ends[2:], sentences=ends))
    assert [m.text for m in found] == ["The dam leaks.", "It has leaked for years", "Nobody moved."]
    assert [m.attribution for m in found] == ["t1", "t1", None]
    assert found[0].root == found[1].root == link("Ola Brandt")
    assert found[2].chain == ()
    assert all(m.text == m.span.of(report.text) for m in found)


def test_a_sentence_that_its_cue_splits_stays_one_mention():
    report = Report.of("“The dam,” said Ola Brandt, “will hold.”")
    a = attribution(report, "t1", ["Ola Brandt"], ["said"], ["The dam", "will hold."])
    (found,) = mentions(Reading(report=report, attributions=(a,), sentences=(Span(0, len(report.text)),)))
    assert [s.of(report.text) for s in found.spans] == ["The dam", "will hold."]


def test_a_content_that_is_another_attribution_is_left_to_that_one():
    report = Report.of("The Harrow says officials told it that the dam leaks.")
    outer = attribution(report, "t1", ["The Harrow"], ["says"], ["officials told it that the dam leaks"])
    inner = attribution(
        report,
        "t2",
        ["officials"],
        ["told"],
        ["the dam leaks"],
        parent="t1",
        chain=(link("The Harrow"), link("officials")),
    )
    found = mentions(Reading(report=report, attributions=(outer, inner), sentences=(Span(0, len(report.text)),)))
    assert [(m.text, m.attribution) for m in found] == [("the dam leaks", "t2")]


def test_a_content_that_holds_more_than_another_attribution_stays():
    report = Report.of("The Harrow says the road is closed, the school is shut and, officials said, the dam leaks.")
    whole = "the road is closed, the school is shut and, officials said, the dam leaks"
    outer = attribution(report, "t1", ["The Harrow"], ["says"], [whole])
    inner = attribution(report, "t2", ["officials"], ["said"], ["the dam leaks"], parent="t1")
    found = mentions(Reading(report=report, attributions=(outer, inner), sentences=(Span(0, len(report.text)),)))
    assert {m.text for m in found} == {whole, "the dam leaks"}


def test_words_without_a_letter_and_empty_contents_state_nothing():
    report = Report.of("Ola Brandt declined to comment. “…” she said.")
    refusal = attribution(report, "t1", ["Ola Brandt"], ["declined to comment"], [])
    silent = attribution(report, "t2", ["she"], ["said"], ["…"])
    assert mentions(Reading(report=report, attributions=(refusal, silent))) == ()


def test_a_mention_in_the_title_knows_it():
    report = Report.of("Rain fell.", title="Dam leaks, says Brandt")
    a = attribution(report, "t1", ["Brandt"], ["says"], ["Dam leaks"])
    found = mentions(Reading(report=report, attributions=(a,), own_voice=(span(report.text, "Rain fell."),)))
    assert [(m.text, m.headline) for m in found] == [("Dam leaks", True), ("Rain fell.", False)]
