from hypothesis import given
from odd_readings import readings

from inquit.core.paragraphs import paragraphs
from inquit.core.records import Attribution, Reading, Report
from inquit.core.spans import Span
from inquit.export.marks import marks_of, pieces, within


@given(readings())
def test_steps_nest_and_say_of_every_character_which_marks_hold_it(reading):
    text = reading.report.text
    places = paragraphs(text)
    marks = marks_of(reading)
    for place, near in zip(places, within(marks, places), strict=True):
        assert list(near) == [m for m in marks if m.span.overlaps(place)]
        at, stack = place.start, []
        for piece in pieces(text, place, near):
            if piece.step == "open":
                stack.append(piece.mark)
            elif piece.step == "close":
                assert stack.pop() is piece.mark
            else:
                assert piece.text == text[at : at + len(piece.text)]
                for position in range(at, at + len(piece.text)):
                    holding = [m for m in marks if m.span.start <= position < m.span.end]
                    assert sorted(map(id, stack)) == sorted(map(id, holding))
                at += len(piece.text)
        assert at == place.end
        assert not stack


def test_a_mark_that_crosses_another_is_cut_and_goes_on():
    text = "abcdef"
    crossing = Reading(
        report=Report.of(text),
        attributions=(
            Attribution(id="1", source=(), cue=(), content=(Span(0, 4),)),
            Attribution(id="2", source=(), cue=(), content=(Span(2, 6),)),
        ),
    )
    steps = [(p.step, p.text or p.mark.number, p.cut) for p in pieces(text, Span(0, 6), marks_of(crossing))]
    assert steps == [
        ("open", 1, False),
        ("text", "ab", False),
        ("open", 2, False),
        ("text", "cd", False),
        ("close", 2, False),
        ("close", 1, False),
        ("open", 2, True),
        ("text", "ef", False),
        ("close", 2, False),
    ]


def test_a_mark_over_two_paragraphs_is_carried_into_the_second():
    text = "one\n\ntwo"
    reading = Reading(
        report=Report.of(text), attributions=(Attribution(id="1", source=(), cue=(), content=(Span(0, 8),)),)
    )
    places = paragraphs(text)
    opened = [
        piece.carried
        for place, near in zip(places, within(marks_of(reading), places), strict=True)
        for piece in pieces(text, place, near)
        if piece.step == "open"
    ]
    assert opened == [False, True]
