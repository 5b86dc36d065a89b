"""Spans of a text as properly nested marks, whatever they overlap.

A span that crosses the end of another is cut there and marked again behind it, as HTML requires.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from inquit.core.comparison import Mention
from inquit.core.records import Reading
from inquit.core.spans import Span
from inquit.tagger.tags import Role

MarkRole = Role | Literal["own voice", "mention"]

_OUTER_FIRST: dict[MarkRole, int] = {"own voice": 0, "content": 1, "mention": 2, "source": 3, "cue": 4}


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A span to be marked: `number` is its attribution's, from 1; `fragment` its place in its role's spans, from 0.

    A sentence in the report's own voice has the number 0, a mention its own number, from 1.
    """

    span: Span
    role: MarkRole
    number: int = 0
    fragment: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A step through marked text: a mark opens or closes, or words stand there.

    A mark that opens is `carried` over from an earlier paragraph, or `cut` by another and opened again, or neither.
    """

    step: Literal["open", "text", "close"]
    text: str = ""
    mark: Mark | None = None
    carried: bool = False
    cut: bool = False


def marks_of(reading: Reading, mentions: Iterable[Mention] = ()) -> tuple[Mark, ...]:
    """Every span of every attribution, every sentence in the report's own voice, and every span of its `mentions`.

    They stand in reading order, outer ones first where several begin together.
    """
    roles: tuple[Role, ...] = ("source", "cue", "content")
    found = [
        Mark(span=span, role=role, number=number, fragment=fragment)
        for number, a in enumerate(reading.attributions, 1)
        for role, spans in zip(roles, (a.source, a.cue, a.content), strict=True)
        for fragment, span in enumerate(spans)
        if span.length
    ]
    found += [Mark(span=span, role="own voice") for span in reading.own_voice if span.length]
    found += [
        Mark(span=span, role="mention", number=number, fragment=fragment)
        for number, mention in enumerate(mentions, 1)
        for fragment, span in enumerate(mention.spans)
        if span.length
    ]
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, _OUTER_FIRST[m.role], m.number)))


def within(marks: Iterable[Mark], places: Sequence[Span]) -> Iterator[tuple[Mark, ...]]:
    """For each of `places` (in order, not overlapping) the marks that touch it; `marks` as `marks_of` orders them."""
    waiting = iter(marks)
    coming = next(waiting, None)
    near: list[Mark] = []
    for place in places:
        while coming is not None and coming.span.start < place.end:
            near.append(coming)
            coming = next(waiting, None)
        near = [mark for mark in near if mark.span.end > place.start]
        yield tuple(near)


def pieces(text: str, place: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The text of `place` with `marks` (as `within` gives them) as steps whose opens and closes nest."""
    edges = {edge for mark in marks for edge in mark.span if place.start < edge < place.end}
    cuts = [place.start, *sorted(edges), place.end]
    stack: list[Mark] = []
    coming = 0
    for start, end in pairwise(cuts):
        yield from _close(stack, start)
        while coming < len(marks) and marks[coming].span.start <= start:
            mark = marks[coming]
            yield Piece(step="open", mark=mark, carried=mark.span.start < place.start)
            stack.append(mark)
            coming += 1
        yield Piece(step="text", text=text[start:end])
    yield from (Piece(step="close", mark=mark) for mark in reversed(stack))


def _close(stack: list[Mark], at: int) -> Iterator[Piece]:
    """Closes the marks that end at `at`; those opened inside them that go on are closed with them and opened again."""
    lowest = next((i for i, mark in enumerate(stack) if mark.span.end <= at), len(stack))
    cut = stack[lowest:]
    del stack[lowest:]
    yield from (Piece(step="close", mark=mark) for mark in reversed(cut))
    for mark in cut:
        if mark.span.end > at:
            stack.append(mark)
            yield Piece(step="open", mark=mark, cut=True)
