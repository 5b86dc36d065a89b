import pytest

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
        quote="direct",
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
    a = attribution(report, "t1", ["Ola Brandt"], ["said"], ["The dam", "will hold."], quote="direct")
    (found,) = mentions(Reading(report=report, attributions=(a,), sentences=(Span(0, len(report.text)),)))
    assert [s.of(report.text) for s in found.spans] == ["The dam", "will hold."]


def test_what_is_quoted_after_the_end_of_a_sentence_is_another_mention():
    report = Report.of("“The dam is leaking,” said Ola Brandt. “Nobody has told the town.”")
    a = attribution(
        report, "t1", ["Ola Brandt"], ["said"], ["“The dam is leaking,”", "“Nobody has told the town.”"], quote="direct"
    )
    ends = sentences(report.text, "“The dam is leaking,” said Ola Brandt.", "“Nobody has told the town.”")
    found = mentions(Reading(report=report, attributions=(a,), sentences=ends))
    assert [m.text for m in found] == ["“The dam is leaking,”", "“Nobody has told the town.”"]


def test_a_few_words_say_nothing_without_their_source_and_cue():
    report = Report.of("It rained. On Monday the Dam Board confirmed the leak to the town.")
    a = attribution(report, "t1", ["the Dam Board"], ["confirmed"], ["the leak"], chain=(link("Dam Board"),))
    ends = sentences(report.text, "It rained.", "On Monday the Dam Board confirmed the leak to the town.")
    (found,) = mentions(Reading(report=report, attributions=(a,), sentences=ends))
    assert (found.text, found.chain) == ("the Dam Board confirmed the leak", (link("Dam Board"),))


def test_who_is_told_to_ask_for_something_is_not_whose_word_it_is():
    report = Report.of("The Dam Board has asked for talks.")
    a = attribution(
        report,
        "t1",
        ["The Dam Board"],
        ["has asked for"],
        ["talks"],
        act="want",
        chain=(link("officials"), link("Dam Board")),
    )
    (found,) = mentions(Reading(report=report, attributions=(a,), sentences=(Span(0, len(report.text)),)))
    assert (found.text, found.chain) == ("The Dam Board has asked for talks", (link("officials"),))


def test_what_somebody_wants_done_states_nothing_without_who_wants_it():
    report = Report.of("The Dam Board agreed to sell the old pump house by the lake to the mill.")
    content = ["to sell the old pump house by the lake to the mill"]
    chain = (link("officials"), link("Dam Board"))
    a = attribution(report, "t1", ["The Dam Board"], ["agreed"], content, act="want", chain=chain)
    (found,) = mentions(Reading(report=report, attributions=(a,), sentences=(Span(0, len(report.text)),)))
    assert (found.text, found.chain) == (report.text.rstrip("."), (link("officials"),))


def test_the_source_of_another_sentence_is_not_drawn_in():
    report = Report.of("The Dam Board denied it. A leak? Never.")
    a = attribution(report, "t1", ["The Dam Board"], ["denied"], ["A leak?"])
    ends = sentences(report.text, "The Dam Board denied it.", "A leak?", "Never.")
    (found,) = mentions(Reading(report=report, attributions=(a,), sentences=ends))
    assert found.text == "A leak?"


def test_a_sentence_of_two_clauses_is_two_mentions():
    report = Report.of("The dam has leaked since the spring, and the mayor of the town has resigned.")
    found = mentions(Reading(report=report, own_voice=(Span(0, len(report.text)),)))
    assert [m.text for m in found] == ["The dam has leaked since the spring", "the mayor of the town has resigned."]


def test_a_content_that_is_another_attribution_is_left_to_that_one():
    report = Report.of("The Harrow says officials told it that the dam above the town has leaked.")
    leak = "the dam above the town has leaked"
    outer = attribution(report, "t1", ["The Harrow"], ["says"], [f"officials told it that {leak}"])
    inner = attribution(
        report,
        "t2",
        ["officials"],
        ["told"],
        [leak],
        parent="t1",
        chain=(link("The Harrow"), link("officials")),
    )
    found = mentions(Reading(report=report, attributions=(outer, inner), sentences=(Span(0, len(report.text)),)))
    assert [(m.text, m.attribution) for m in found] == [(leak, "t2")]


def test_a_content_that_holds_more_than_another_attribution_stays():
    leak = "the dam above the town has leaked"
    whole = f"the road is closed, the school is shut and, officials said, {leak}"
    report = Report.of(f"The Harrow says {whole}.")
    outer = attribution(report, "t1", ["The Harrow"], ["says"], [whole])
    inner = attribution(report, "t2", ["officials"], ["said"], [leak], parent="t1")
    found = mentions(Reading(report=report, attributions=(outer, inner), sentences=(Span(0, len(report.text)),)))
    assert {m.text for m in found} == {whole, leak}


def test_words_without_a_letter_and_empty_contents_state_nothing():
    report = Report.of("Ola Brandt declined to comment. “…” she said.")
    refusal = attribution(report, "t1", ["Ola Brandt"], ["declined to comment"], [])
    silent = attribution(report, "t2", ["she"], ["said"], ["…"])
    assert mentions(Reading(report=report, attributions=(refusal, silent))) == ()


def test_a_mention_in_the_title_knows_it():
    report = Report.of("Rain fell.", title="Dam leaks, says Brandt")
    a = attribution(report, "t1", ["Brandt"], ["says"], ["Dam leaks"])
    found = mentions(Reading(report=report, attributions=(a,), own_voice=(span(report.text, "Rain fell."),)))
    assert [(m.text, m.headline) for m in found] == [("Dam leaks, says Brandt", True), ("Rain fell.", False)]


def test_what_nobody_denies_is_stated_in_own_voice_and_what_nobody_says_is_told_so():
    report = Report.of("Few dispute that the dam was leaking for years. Nobody has said that the wall would ever hold.")
    few = attribution(report, "t1", ["Few"], ["dispute"], ["that the dam was leaking for years"], certainty="possible")
    none = attribution(report, "t2", ["Nobody"], ["has said"], ["that the wall would ever hold"], certainty="unknown")
    whole = sentences(
        report.text,
        "Few dispute that the dam was leaking for years.",
        "Nobody has said that the wall would ever hold.",
    )
    found = mentions(Reading(report=report, attributions=(few, none), sentences=whole))
    assert [(m.text, m.chain, m.attribution) for m in found] == [
        ("that the dam was leaking for years", (), None),
        ("Nobody has said that the wall would ever hold.", (), None),
    ]


def test_what_nobody_says_within_somebodys_words_is_left_to_those():
    report = Report.of("Ola Brandt said that nobody had disputed that the dam leaked.")
    outer = attribution(
        report,
        "t1",
        ["Ola Brandt"],
        ["said"],
        ["that nobody had disputed that the dam leaked"],
        chain=(link("Ola Brandt"),),
    )
    inner = attribution(report, "t2", ["nobody"], ["had disputed"], ["that the dam leaked"], parent="t1")
    whole = sentences(report.text, report.text)
    found = mentions(Reading(report=report, attributions=(outer, inner), sentences=whole))
    assert [(m.text, [x.name for x in m.chain]) for m in found] == [
        ("that nobody had disputed that the dam leaked", ["Ola Brandt"])
    ]


@pytest.mark.parametrize(
    ("source", "cue", "content", "chain"),
    [
        ("The board", "met to discuss", "the leak", []),
        ("The board", "held talks about", "the leak", []),
        ("The board", "confirmed", "the leak", ["The board"]),
        ("The board", "said in a debate", "the leak", ["The board"]),
        ("The board", "talks of", "a leak", ["The board"]),
        ("The board", "warned about", "the leak", ["The board"]),
    ],
)
def test_what_somebody_only_talked_about_is_not_what_he_says(source, cue, content, chain):
    report = Report.of(f"{source} {cue} {content}.")
    one = attribution(report, "t1", [source], [cue], [content], chain=(link(source),), act="say")
    (found,) = mentions(Reading(report=report, attributions=(one,), sentences=sentences(report.text, report.text)))
    assert found.text == report.text.rstrip(".")
    assert [x.name for x in found.chain] == chain
