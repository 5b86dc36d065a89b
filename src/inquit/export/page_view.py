"""One report as `page/report.html` needs it: plain values, every text in them safe to show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from inquit.core.records import Report, Source
from inquit.export.marks import Mark, Piece, marks_of, pieces, within
from inquit.export.rows import Row, Sheet, byline_of, reasons, summary_of
from inquit.export.visible import one_line, shortened, visible


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Part of a paragraph: words, or where a span of an attribution begins or ends.

    `home` is set once for each attribution, where its margin note points to; `numbered` wherever its number stands
    before its words.
    """

    step: str
    text: str = ""
    classes: str = ""
    row: Row | None = None
    home: bool = False
    numbered: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph with the rows whose notes stand beside it."""

    label: str
    headline: bool
    steps: tuple[Step, ...]
    notes: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRow:
    """A line of the table of sources: `told` is what else the text says of it.

    `statements` are those it is the root of, `passed_on` those that came through it.
    """

    name: str
    nature: str
    told: str
    statements: int
    passed_on: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A report on the page; `key` begins the anchors of everything in it, `link` is a web address or None."""

    key: str
    title: str
    language: str | None
    byline: str
    link: str | None
    summary: str
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...]
    sources: tuple[SourceRow, ...]
    evidence: tuple[tuple[Row, tuple[str, ...]], ...]


def title_of(report: Report) -> str:
    """What a page calls a report: its title or its first words, but not what the user called the input."""
    return one_line(report.title or "") or shortened(one_line(report.text[:200]), 80) or "Empty report"


def article_of(sheet: Sheet, number: int, *, explain: bool) -> Article:
    """The `number`th report of a page; with `explain` with the evidence of each attribution."""
    report = sheet.report
    return Article(
        key=f"r{number}",
        title=title_of(report),
        language=report.language if report.language and report.language.replace("-", "").isalnum() else None,
        byline=byline_of(report),
        link=one_line(report.url) if report.url and is_web_address(report.url) else None,
        summary=summary_of(sheet),
        paragraphs=_paragraphs(sheet),
        rows=sheet.rows,
        sources=_sources(sheet),
        evidence=tuple((row, reasons(row, report.text)) for row in sheet.rows) if explain else (),
    )


def is_web_address(url: str) -> bool:
    """Whether a link to `url` leads to a page, and does nothing else."""
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _paragraphs(sheet: Sheet) -> tuple[Paragraph, ...]:
    notes: dict[int, list[Row]] = {}
    for row in sheet.rows:
        notes.setdefault(row.place, []).append(row)
    with_home: set[int] = set()
    shown: list[Paragraph] = []
    headlines = 1 if sheet.report.headline else 0
    near = within(marks_of(sheet.reading), sheet.places)
    for i, (place, marks) in enumerate(zip(sheet.places, near, strict=True)):
        here = notes.get(i, [])
        turns = {row.number: k for k, row in enumerate(here)}
        steps = tuple(_step(piece, sheet, turns, with_home) for piece in pieces(sheet.report.text, place, marks))
        shown.append(Paragraph(label=sheet.label(i), headline=i < headlines, steps=steps, notes=tuple(here)))
    return tuple(shown)


def _step(piece: Piece, sheet: Sheet, turns: dict[int, int], with_home: set[int]) -> Step:
    if piece.mark is None or piece.step == "close":
        return Step(step=piece.step, text=visible(piece.text))
    if not piece.mark.number:
        return Step(step="open", classes="own")
    row = sheet.rows[piece.mark.number - 1]
    numbered = _is_numbered(piece.mark, row) and not piece.cut
    home = numbered and row.number not in with_home
    if home:
        with_home.add(row.number)
    # The first notes beside a paragraph light up their words; the style sheet knows as many of these classes.
    classes = piece.mark.role + (f" k{turns[row.number]}" if row.number in turns else "")
    return Step(step="open", classes=classes, row=row, home=home, numbered=numbered)


def _is_numbered(mark: Mark, row: Row) -> bool:
    """A content carries its attribution's number; where there is none ("declined to comment"), the cue does."""
    return mark.role == ("content" if row.attribution.content else "cue")


def _sources(sheet: Sheet) -> tuple[SourceRow, ...]:
    told = Counter(a.root.source for a in sheet.reading.attributions if a.root)
    passed_on = Counter(link.source for a in sheet.reading.attributions for link in a.chain[:-1])
    rows = [
        SourceRow(
            name=one_line(source.name),
            nature=f"{source.standing} {source.kind}",
            told=one_line(_told(source)),
            statements=told[source.id],
            passed_on=passed_on[source.id],
        )
        for source in sheet.reading.sources
    ]
    return tuple(sorted(rows, key=lambda row: -row.statements))


def _told(source: Source) -> str:
    stands_for = f"stands for {source.stands_for}" if source.stands_for else None
    also = f"also {', '.join(source.aliases)}" if source.aliases else None
    near = None if (source.closeness or "") in source.name else source.closeness
    return "; ".join(part for part in (source.number, near, source.reason, stands_for, also) if part)
