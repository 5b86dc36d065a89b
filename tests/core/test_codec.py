import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inquit.core.codec import from_json, to_json
from inquit.core.errors import BadRecord
from inquit.core.records import Attribution, Evidence, Link, Reading, Report, Source
from inquit.core.spans import Span

words = st.text(min_size=1, max_size=12)
maybe = st.none() | words


@st.composite
def readings(draw):
    report = Report.of(draw(words), title=draw(maybe), outlet=draw(maybe), published=draw(maybe), url=draw(maybe))
    n = len(report.text)

    def span():
        start = draw(st.integers(0, n))
        return Span(start, draw(st.integers(start, n)))

    def spans():
        return tuple(span() for _ in range(draw(st.integers(0, 2))))

    def link():
        return Link(
            span=draw(st.none() | st.just(span())),
            name=draw(words),
            kind=draw(st.sampled_from(["person", "group", "rumour", "document"])),
            standing=draw(st.sampled_from(["named", "unnamed"])),
            source=draw(maybe),
        )

    attributions = tuple(
        Attribution(
            id=draw(words),
            source=spans(),
            cue=spans(),
            content=spans(),
            parent=draw(maybe),
            quote=draw(st.sampled_from([None, "direct", "mixed"])),
            act=draw(st.sampled_from([None, "say", "decline"])),
            chain=tuple(link() for _ in range(draw(st.integers(0, 2)))),
            certainty=draw(st.sampled_from([None, "certain", "denied"])),
            stance=draw(st.sampled_from([None, "accepts", "doubts"])),
            said=draw(maybe),
            confidence=draw(st.floats(0, 1)),
            evidence=(Evidence(what="source", by="rule", spans=spans(), score=0.5, instead=("b",)),),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    source = Source(
        id="e1", name=draw(words), kind="person", standing="named", aliases=("x",), mentions=spans(), number=draw(maybe)
    )
    return Reading(report=report, attributions=attributions, own_voice=spans(), sources=(source,))


@given(readings())
def test_what_is_written_is_read_again(reading):
    again = from_json(json.loads(json.dumps(to_json(reading, explain=True))))
    assert again == reading
    assert [a.evidence for a in again.attributions] == [a.evidence for a in reading.attributions]


def test_evidence_is_only_written_when_asked_for():
    report = Report.of("She said so.")
    a = Attribution.of(report, source=(Span(0, 3),), cue=(Span(4, 8),), content=(Span(9, 11),))
    assert "evidence" not in to_json(Reading(report=report, attributions=(a,)))["attributions"][0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.update(inquit=2), '"inquit" is 2'),
        (lambda d: d["report"].pop("text"), "has no 'text'"),
        (lambda d: d["report"].update(outlet=3), "outlet is neither"),
        (lambda d: d["own_voice"].append([0, 99]), "no span of a text of 12"),
        (lambda d: d["own_voice"].append([3, 2]), "no span"),
        (lambda d: d["own_voice"].append([True, 2]), "no span"),
        (lambda d: d["attributions"].append([]), "expected an object"),
        (lambda d: d["attributions"][0].update(act="shout"), "'shout' is none of say"),
    ],
)
def test_what_is_no_reading_is_refused_by_name(change, said):
    report = Report.of("She said so.")
    a = Attribution.of(report, source=(Span(0, 3),), cue=(Span(4, 8),), content=(Span(9, 11),))
    data = to_json(Reading(report=report, attributions=(a,)))
    change(data)
    with pytest.raises(BadRecord, match=r"^x\.json: is not a reading") as caught:
        from_json(data, where="x.json")
    assert said in str(caught.value)


def test_unknown_fields_are_passed_over():
    data = to_json(Reading(report=Report.of("She said so.")))
    data["later"] = data["report"]["later"] = 1
    assert from_json(data).report.text == "She said so."
