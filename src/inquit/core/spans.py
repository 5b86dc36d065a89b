"""Half-open stretches of a report's text, counted in Unicode code points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """`text[start:end]`, in code points. Written to JSON as `[start, end]`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words this span stands for."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


def trim(text: str, span: Span) -> Span:
    """The span without white space at its ends; empty (at its start) if nothing else is left."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of `spans`; raises ValueError if there are none."""
    spans = tuple(spans)
    if not spans:
        raise ValueError("no spans to hold")
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The words of several spans in reading order, joined by an ellipsis where the text goes on between them."""
    return " … ".join(span.of(text) for span in sorted(spans))
