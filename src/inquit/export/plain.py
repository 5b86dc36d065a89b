"""A reading as plain lines: for pipes, files, screen readers and terminals without colour.

No line depends on a width, every mark is a word, and one attribution is one line, so that `grep` finds whole ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from inquit.export.marks import Mark, Piece, marks_of, pieces, within
from inquit.export.rows import Row, Sheet, byline_of, name_of, reasons, summary_of
from inquit.export.visible import visible


def plain_lines(sheet: Sheet, *, text: bool = False, explain: bool = False) -> Iterator[str]:
    """Head, with `text` the marked article, and a line for each attribution; with `explain` its evidence below it."""
    report = sheet.report
    yield name_of(report)
    yield byline_of(report)
    yield summary_of(sheet)
    yield ""
    if text:
        for paragraph in marked_paragraphs(sheet):
            yield "".join(words for words, _ in paragraph)
            yield ""
    for row in sheet.rows:
        yield _line(row)
        if explain:
            yield from (f"   {reason}" for reason in reasons(row, report.text))


def marked_paragraphs(sheet: Sheet) -> Iterator[tuple[tuple[str, Piece], ...]]:
    """Each paragraph in pieces that together read "[source 1: Ann Bo] [cue 1: said] [content 1: it rained]."

    Beside each piece of text stands the step it comes from.
    """
    report = sheet.report
    for place, near in zip(sheet.places, within(marks_of(sheet.reading), sheet.places), strict=True):
        yield tuple((_said(piece), piece) for piece in pieces(report.text, place, near))


def _said(piece: Piece) -> str:
    if piece.mark is None:
        return visible(piece.text)
    return f"[{_label(piece, piece.mark)}: " if piece.step == "open" else "]"


def _label(piece: Piece, mark: Mark) -> str:
    name = f"{mark.role} {mark.number}" if mark.number else mark.role
    return name + (" goes on" if piece.carried or piece.cut or mark.fragment else "")


def _line(row: Row) -> str:
    who = row.who + (f" ({row.nature})" if row.nature else "") + (f", written “{row.written}”" if row.written else "")
    manner = ", ".join(part for part in (row.manner, f"confidence {row.attribution.confidence:.2f}") if part)
    cue = f" | {row.cue}" if row.cue else ""
    return f"{row.number}. {row.label}: {who}{cue} | {row.what or '(nothing)'} | {manner}"
