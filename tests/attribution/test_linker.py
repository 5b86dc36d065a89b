import itertools

from hypothesis import given
from hypothesis import strategies as st

from inquit.attribution.linker import attributions
from inquit.attribution.own_voice import own_voice
from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.tagger.tags import RoleSpan, Tags, Tie

TEXT = "“Go,” said Ada Moss, “now.” The mayor refused, and Bo Lind denied it."
REPORT = Report.of(TEXT)


def at(words, role, score=0.9):
    start = TEXT.index(words)
    return RoleSpan(Span(start, start + len(words)), role, score)


def said(found):
    return [tuple([s.of(TEXT) for s in role] for role in (a.source, a.cue, a.content)) for a in found]


def test_a_cue_keeps_the_contents_on_both_sides_and_its_best_source():
    roles = (
        at("“Go,”", "content"),
        at("said", "cue"),
        at("Ada Moss", "source"),
        at("“now.”", "content"),
        at("The mayor", "source"),
        at("Bo Lind", "source"),
        at("denied", "cue"),
        at("it", "content"),
    )
    ties = (
        Tie(0, 1, 0.9),
        Tie(0, 6, 0.05),
        Tie(2, 1, 0.95),
        Tie(3, 1, 0.8),
        Tie(4, 1, 0.03),
        Tie(4, 6, 0.1),
        Tie(5, 6, 0.8),
        Tie(7, 6, 0.9),
    )
    assert said(attributions(REPORT, Tags(roles=roles, ties=ties))) == [
        (["Ada Moss"], ["said"], ["“Go,”", "“now.”"]),
        (["Bo Lind"], ["denied"], ["it"]),
    ]


def test_a_source_may_speak_through_several_cues():
    roles = (
        at("“Go,”", "content"),
        at("said", "cue"),
        at("Ada Moss", "source"),
        at("refused", "cue"),
        at("it", "content"),
    )
    ties = (Tie(2, 1, 0.9), Tie(2, 3, 0.7), Tie(0, 1, 0.9), Tie(4, 3, 0.9))
    assert said(attributions(REPORT, Tags(roles=roles, ties=ties))) == [
        (["Ada Moss"], ["said"], ["“Go,”"]),
        (["Ada Moss"], ["refused"], ["it"]),
    ]


def test_what_has_probably_no_cue_is_left_out():
    roles = (at("“Go,”", "content"), at("said", "cue"), at("Ada Moss", "source"))
    ties = (Tie(0, 1, 0.9), Tie(2, 1, 0.3))
    assert said(attributions(REPORT, Tags(roles=roles, ties=ties))) == [([], ["said"], ["“Go,”"])]
    assert attributions(REPORT, Tags(roles=roles, ties=(Tie(0, 1, 0.4), Tie(2, 1, 0.3)))) == ()


def test_a_cue_with_a_source_and_no_content_is_kept_for_what_comes_after():
    roles = (at("“Go,”", "content"), at("said", "cue"), at("Ada Moss", "source"))
    found = attributions(REPORT, Tags(roles=roles, ties=(Tie(0, 1, 0.4), Tie(2, 1, 0.9))))
    assert said(found) == [(["Ada Moss"], ["said"], [])]


@given(st.data())
def test_any_ties_give_attributions_whose_spans_were_tagged(data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(TEXT)), min_size=2, max_size=12)))
    roles = tuple(
        RoleSpan(Span(a, b), data.draw(st.sampled_from(["source", "cue", "content"])), 0.5)
        for a, b in itertools.pairwise(cuts)
    )
    cues = [i for i, r in enumerate(roles) if r.role == "cue"]
    ties = tuple(
        Tie(i, c, data.draw(st.floats(0, 1)))
        for i, r in enumerate(roles)
        for c in cues
        if r.role != "cue" and data.draw(st.booleans())
    )
    found = attributions(REPORT, Tags(roles=roles, ties=ties))
    used = [s for a in found for s in (*a.cue, *a.content)]
    assert len(used) == len(set(used))
    used += [s for a in found for s in a.source]
    assert set(used) <= {r.span for r in roles}
    assert all(a.content or a.source for a in found)
    assert all(len(a.cue) == 1 and len(a.source) <= 1 and 0 <= a.confidence <= 1 for a in found)
    assert [a.spans for a in found] == sorted(a.spans for a in found)


def test_own_voice_is_what_touches_no_cue_or_content_and_states_something():
    text = "It rained. Ada Moss said it snowed. Who knows? 12. The sun set."
    report = Report.of(text)
    bounds = [0, 10, 35, 46, 50, len(text)]
    sentences = [Span(a + (a > 0), b) for a, b in itertools.pairwise(bounds)]
    start = text.index("Ada")
    roles = (
        RoleSpan(Span(start, start + 8), "source", 0.9),
        RoleSpan(Span(start + 9, start + 13), "cue", 0.9),
        RoleSpan(Span(start + 14, start + 23), "content", 0.9),
    )
    found = attributions(report, Tags(roles=roles, ties=(Tie(0, 1, 0.9), Tie(2, 1, 0.9))))
    assert [s.of(text) for s in own_voice(report, sentences, found)] == ["It rained.", "The sun set."]
