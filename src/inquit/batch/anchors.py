"""Places in reports by their words, so that what a person said of a place outlives a new reading or a changed page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from inquit.core.records import Attribution, Report
from inquit.core.spans import Span, hull

CONTEXT = 40  # code points on both sides, which tell places of the same words apart
_OVERLAP = 0.5  # of a place and what was found there, shared by both

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """The words of a place in a report, with those before and after."""

    report: str
    """The id of the report."""
    quote: str
    before: str
    after: str

    @classmethod
    def of(cls, report: Report, span: Span) -> Anchor:
        text = report.text
        before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        return cls(report=report.id, quote=span.of(text), before=before, after=after)

    @classmethod
    def from_json(cls, payload: Any) -> Anchor:
        return cls(**payload)

    def to_json(self) -> dict[str, str]:
        return asdict(self)

    def place(self, text: str) -> Span | None:
        """Where the words stand in a text: of several places the one whose surroundings are most alike; or None."""
        best, place = -1, None
        at = text.find(self.quote) if self.quote else -1
        while at >= 0:
            end = at + len(self.quote)
            alike = _shared(self.before[::-1], text[max(0, at - CONTEXT) : at][::-1])
            alike += _shared(self.after, text[end : end + CONTEXT])
            if alike > best:
                best, place = alike, Span(at, end)
            at = text.find(self.quote, end)
        return place


def nearest(place: Span, found: Iterable[tuple[Span, T]]) -> T | None:
    """Of what was found in a text, what stands most nearly in a place; None where nothing does."""
    best, at = _OVERLAP, None
    for span, one in found:
        shared = min(span.end, place.end) - max(span.start, place.start)
        likeness = shared / max(1, span.length + place.length - shared)
        if likeness >= best and (at is None or likeness > best):
            best, at = likeness, one
    return at


def place_of(attribution: Attribution) -> Span:
    """Where an attribution stands: all of its content, or of its cue where it has none."""
    return hull(attribution.content or attribution.spans)


def _shared(a: str, b: str) -> int:
    return next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
