"""Words that were searched for, shown where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.export.visible import one_line, visible
from inquit.store.reports import Found

_AROUND = 70  # code points on both sides
_MOST = 3  # excerpts of one report


class Piece(NamedTuple):
    """Words of an excerpt, and whether they were searched for."""

    text: str
    found: bool


def excerpts(text: str, spans: Sequence[Span]) -> Iterator[tuple[Piece, ...]]:
    """The first few places where words stand, in reading order, each with what is around it; near ones are one."""
    together: list[list[Span]] = []
    for span in sorted(spans):
        if together and span.start - together[-1][-1].end <= _AROUND:
            together[-1].append(span)
        else:
            together.append([span])
    for near in together[:_MOST]:
        yield tuple(_pieces(text, near[:20]))


def found_lines(found: Iterable[Found]) -> Iterator[str]:
    """A line for each place: outlet, date, title, the words with those that were searched for in [brackets]."""
    for one in found:
        for pieces in excerpts(one.report.text, one.spans):
            said = "".join(f"[{p.text}]" if p.found else p.text for p in pieces)
            yield " | ".join((*_head(one.report), one_line(said)))


def found_screen(found: Iterable[Found]) -> RenderableType:
    """The same for a rich console."""
    parts: list[RenderableType] = []
    for one in found:
        head = _head(one.report)
        parts.append(Text.assemble((head[-1], "bold"), ("  " + " · ".join(part for part in head[:-1] if part), "dim")))
        for pieces in excerpts(one.report.text, one.spans):
            shown = Text("  …")
            for piece in pieces:
                shown.append(visible(piece.text).replace("\n", " "), style="bold underline" if piece.found else "")
            parts.append(shown.append("…"))
        parts.append(Text())
    return Group(*parts)


def found_json(one: Found) -> dict[str, Any]:
    """A report and where the words stand in its text, as docs/format.md has it."""
    names = ("id", "title", "outlet", "published", "url")
    said = ["".join(piece.text for piece in pieces) for pieces in excerpts(one.report.text, one.spans)]
    spans = [list(span) for span in one.spans]
    return {name: getattr(one.report, name) for name in names} | {"spans": spans, "excerpts": said}


def _pieces(text: str, near: Sequence[Span]) -> Iterator[Piece]:
    at = _word_start(text, max(0, near[0].start - _AROUND), near[0].start)
    for span in near:
        yield Piece(text[at : span.start], found=False)
        yield Piece(span.of(text), found=True)
        at = span.end
    end = min(len(text), at + _AROUND)
    yield Piece(text[at : end if end == len(text) else max(at, text.rfind(" ", at, end))], found=False)


def _word_start(text: str, start: int, end: int) -> int:
    space = text.find(" ", start, end)
    return start if start == 0 or space < 0 else space + 1


def _head(report: Report) -> tuple[str, str, str]:
    day = (report.published or "").partition("T")[0]
    return one_line(report.outlet or ""), one_line(day), one_line(report.title or report.id)
