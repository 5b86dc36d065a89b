"""What the head says happened stands beside the certainty, and changes nothing of it."""

from dataclasses import replace

from inquit.certainty.happened import with_events
from inquit.certainty.weigh import weigh
from inquit.core.records import Attribution, Report
from inquit.core.spans import Span
from inquit.tagger.tags import Event, Tags

TEXT = "Ilse Brandt said the ferry would sail and the crew had left. It rained."
REPORT = Report.of(TEXT)


def at(word):
    start = TEXT.index(word)
    return Span(start, start + len(word))


def attribution():
    content = Span(TEXT.index("the ferry"), TEXT.index(". It"))
    return Attribution.of(REPORT, source=(at("Ilse Brandt"),), cue=(at("said"),), content=(content,))


def events(**told):
    return tuple(sorted(Event(at(word), *values) for word, values in told.items()))


def happened(found):
    return [(e.spans[0].of(TEXT), e.score) for e in found.evidence if e.what.startswith("happened")]


def test_events_of_the_content_are_told_and_no_others():
    tags = Tags(events=events(said=(3.0, 1.0), sail=(-0.5, 0.9), left=(2.5, 0.8), rained=(3.0, 0.9)))
    (found,) = weigh(REPORT, tags, (attribution(),))
    assert happened(found) == [("sail", -0.5), ("left", 2.5)]


def test_the_rest_of_the_weighing_stays_as_it_is_without_a_head():
    (with_head,) = weigh(REPORT, Tags(events=events(sail=(-3.0, 1.0))), (attribution(),))
    (without,) = weigh(REPORT, Tags(), (attribution(),))
    assert happened(with_head)
    assert replace(with_head, evidence=()) == replace(without, evidence=())


def test_words_that_are_hardly_events_and_more_than_five_are_left_out():
    words = ("the", "ferry", "would", "sail", "crew", "had", "left")
    tags = events(**{w: (1.0, 0.45 + 0.05 * k) for k, w in enumerate(words)})
    (found,) = with_events([attribution()], tags)
    assert [word for word, _ in happened(found)] == ["would", "sail", "crew", "had", "left"]
    (one,) = with_events([attribution()], events(sail=(1.0, 0.49)))
    assert happened(one) == []
