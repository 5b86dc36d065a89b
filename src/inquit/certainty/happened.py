"""What the head says happened, beside what the source is taken to be sure of.

The two are different things. Certainty is the view of the innermost source, and "will" is certain where the source is;
the head was trained on whether readers take a thing to have happened by the sentence alone. It is kept as a reading of
its own: on the invented stories it told nothing about the certainty that the words had not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from inquit.core.records import Attribution, Evidence
from inquit.core.spans import Spans
from inquit.tagger.tags import Event

_SURE = 0.5  # how probable it must be that a word tells of an event
_SHOWN = 5  # events of one content, the surest


def with_events(attributions: Iterable[Attribution], events: tuple[Event, ...]) -> tuple[Attribution, ...]:
    """The attributions with an `Evidence` for each event that their contents tell of, five at the most.

    Its span is the word that tells of the event, its score how sure it is that it happened: from -3, surely not, to 3,
    surely (UDS It-Happened, Rudinger et al. 2018).
    """
    starts = [e.span.start for e in events]
    return tuple(
        replace(a, evidence=(*a.evidence, *(_evidence(e) for e in told(a.content, events, starts))))
        for a in attributions
    )


def told(spans: Spans, events: tuple[Event, ...], starts: list[int]) -> list[Event]:
    """The events in some spans, in reading order; `starts` says where each of `events` begins."""
    inside = [
        e
        for span in spans
        for e in events[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if e.score >= _SURE
    ]
    return sorted(sorted(inside, key=lambda e: -e.score)[:_SHOWN])


def _evidence(event: Event) -> Evidence:
    return Evidence(what="happened, from -3 to 3", by="head", spans=(event.span,), score=event.happened)
