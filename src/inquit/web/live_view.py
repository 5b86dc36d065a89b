"""A text while it is read: its paragraphs, with the marks that are known of it so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inquit.core.paragraphs import paragraphs
from inquit.core.spans import Span
from inquit.tagger.tags import Role
from inquit.web.jobs import Watched


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph, and what they are."""

    text: str
    role: Role | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LiveParagraph:
    """A paragraph that begins at the code point `start` of the text; `read` says whether it is read already."""

    start: int
    read: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LiveText:
    """The paragraphs, with the first `known` marks."""

    known: int
    paragraphs: tuple[LiveParagraph, ...]


def live_text(watched: Watched) -> LiveText:
    """A report as far as it is known; takes time in proportion to its text.

    A mark that goes on beyond a paragraph is cut at its end.
    """
    read, known = watched.so_far
    text, marks, at = watched.report.text, watched.marks[:known], 0
    found: list[LiveParagraph] = []
    for place in paragraphs(text):
        here: list[tuple[Span, Role]] = []
        while at < len(marks) and marks[at][0].start < place.end:
            here.append(marks[at])
            at += 1
        pieces = tuple(_pieces(text, place, here))
        found.append(LiveParagraph(start=place.start, read=place.start < read, pieces=pieces))
    return LiveText(known=known, paragraphs=tuple(found))


def _pieces(text: str, place: Span, marks: list[tuple[Span, Role]]) -> Iterator[Piece]:
    at = place.start
    for span, role in marks:
        start, end = max(at, span.start), min(span.end, place.end)
        if start > at:
            yield Piece(text[at:start], None)
        if end > start:
            yield Piece(text[start:end], role)
            at = end
    if at < place.end:
        yield Piece(text[at : place.end], None)
