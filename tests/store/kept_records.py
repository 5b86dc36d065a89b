"""Records of any kind for hypothesis, and a few to do things with by hand."""

import itertools
from dataclasses import replace
from typing import get_args

from hypothesis import strategies as st

from inquit.core.comparison import Derivation, How, Likeness, Mention, Passage, mention_id
from inquit.core.records import (
    Act,
    Attribution,
    Certainty,
    Evidence,
    Kind,
    Link,
    Quote,
    Reading,
    Report,
    Source,
    Stance,
    Standing,
)
from inquit.core.spans import Span, words_of

_numbers = itertools.count()


def reading_of(body, **head):
    """A reading with no attribution in it."""
    return Reading(report=Report.of(body, **head))


def quoting(body, *sources, **head):
    """A reading in which each of `sources` (name, kind, standing) says the whole text once."""
    report = Report.of(body, **head)
    whole = Span(0, len(report.text))
    links = [
        Link(span=None, name=name, kind=kind, standing=standing, source=f"e{k}")
        for k, (name, kind, standing) in enumerate(sources)
    ]
    attributions = tuple(
        replace(Attribution.of(report, source=(), cue=(Span(0, k),), content=(whole,)), chain=(link,))
        for k, link in enumerate(links)
    )
    people = tuple(Source(id=link.source, name=link.name, kind=link.kind, standing=link.standing) for link in links)
    return Reading(report=report, attributions=attributions, sources=people)


def mention_of(report, start=0, end=3, **more):
    spans = (Span(start, end),)
    return Mention(
        id=mention_id(report.id, spans), report=report.id, spans=spans, text=words_of(report.text, spans), **more
    )


anything = st.text(st.characters(), max_size=30)  # surrogates and U+0000 too
maybe = st.none() | anything.filter(bool)


@st.composite
def spans_in(draw, text, least=0):
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), min_size=least, max_size=3))
    return tuple(sorted(Span(*sorted(pair)) for pair in pairs))


@st.composite
def evidence(draw, text):
    return Evidence(
        what=draw(anything),
        by=draw(anything),
        spans=draw(spans_in(text)),
        score=draw(st.none() | st.floats(0, 1)),
        instead=tuple(draw(st.lists(anything, max_size=2))),
    )


@st.composite
def links(draw, text):
    return Link(
        span=next(iter(draw(spans_in(text))), None),
        name=draw(anything),
        kind=draw(st.sampled_from(get_args(Kind))),
        standing=draw(st.sampled_from(get_args(Standing))),
        source=draw(st.none() | st.just("e1")),
    )


def one_of(kind):
    return st.none() | st.sampled_from(get_args(kind))


@st.composite
def reports(draw):
    """No two are the same report, and any two have different ids."""
    number = f"{next(_numbers):08}"  # of one length, so that the same choices mean the same again
    return Report.of(
        draw(anything) + number,
        id=draw(st.none() | anything.map(lambda text: text + number)),
        title=draw(maybe),
        outlet=draw(maybe),
        published=draw(maybe | st.sampled_from(["2031-05", "1999-12-31T23:59:59+02:00", "0001-01-01", "9999"])),
        url=draw(st.none() | anything.map(lambda text: f"https://paper.example/{number}?{text}")),
        byline=draw(maybe),
        language=draw(st.none() | st.just("en")),
    )


@st.composite
def readings(draw):
    report = draw(reports())
    text = report.text
    found = tuple(
        Attribution(
            id=f"t{k}",
            source=draw(spans_in(text)),
            cue=draw(spans_in(text)),
            content=draw(spans_in(text)),
            parent=draw(maybe),
            quote=draw(one_of(Quote)),
            act=draw(one_of(Act)),
            chain=tuple(draw(st.lists(links(text), max_size=2))),
            certainty=draw(one_of(Certainty)),
            stance=draw(one_of(Stance)),
            said=draw(maybe),
            confidence=draw(st.floats(0, 1)),
            evidence=tuple(draw(st.lists(evidence(text), max_size=2))),
        )
        for k in range(draw(st.integers(0, 2)))
    )
    people = (
        Source(
            id="e1",
            name=draw(anything),
            kind=draw(st.sampled_from(get_args(Kind))),
            standing=draw(st.sampled_from(get_args(Standing))),
            aliases=tuple(draw(st.lists(anything, max_size=2))),
            mentions=draw(spans_in(text)),
            number=draw(maybe),
        ),
    )
    return Reading(report=report, attributions=found, own_voice=draw(spans_in(text)), sources=people)


@st.composite
def mentions(draw, report):
    spans = draw(spans_in(report.text, least=1))
    return Mention(
        id=mention_id(report.id, spans),
        report=report.id,
        spans=spans,
        text=words_of(report.text, spans),
        chain=tuple(draw(st.lists(links(report.text), max_size=3))),
        act=draw(one_of(Act)),
        certainty=draw(one_of(Certainty)),
        stance=draw(one_of(Stance)),
        said=draw(maybe),
        attribution=draw(maybe),
        headline=draw(st.booleans()),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def derivations(draw, taker, origin):
    passages = st.builds(Passage, taken=st.just(Span(0, 2)), given=st.just(Span(1, 3)), likeness=st.floats(0, 1))
    return Derivation(
        report=taker.id,
        origin=origin.id,
        how=draw(st.sampled_from(get_args(How))),
        confidence=draw(st.floats(0, 1)),
        passages=tuple(draw(st.lists(passages, max_size=2))),
        evidence=tuple(draw(st.lists(evidence(taker.text), max_size=2))),
    )


@st.composite
def likenesses(draw, one, other):
    return Likeness(
        first=min(one.id, other.id),
        second=max(one.id, other.id),
        same=draw(st.floats(0, 1)),
        rival=draw(st.booleans()),
        contrary=draw(st.booleans()),
        reasons=tuple(draw(st.lists(evidence(one.text), max_size=2))),
    )
