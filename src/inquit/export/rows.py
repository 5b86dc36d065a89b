"""A reading as the rows of a table of who says what: what every surface shows, in words, before it is laid out."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from inquit.core.paragraphs import paragraphs
from inquit.core.records import Attribution, Reading, Report
from inquit.core.spans import Span, Spans, words_of
from inquit.export.visible import one_line

NOBODY = "(no source named)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One attribution in words, safe to show (see `visible`).

    `source` is the root, or else the source as written, or `NOBODY`; `via` those it came through, innermost first;
    `written` the source as written where the root's name is not in it ("he"). `nature` is kind and standing, `manner` the kind of quotation,
    the certainty and the like, each "" where nothing was decided. `place` is an index into the text's paragraphs.
    """

    number: int
    attribution: Attribution
    source: str
    via: tuple[str, ...]
    written: str
    nature: str
    cue: str
    what: str
    manner: str
    place: int
    label: str

    @property
    def who(self) -> str:
        """The root with those it came through: "Mara Veldkamp, via the Courier"."""
        return ", via ".join((self.source, *self.via))

    @property
    def unnamed(self) -> bool:
        """Whether the text keeps the root's name back, or gives no source at all."""
        root = self.attribution.root
        return root.standing == "unnamed" if root else not self.attribution.source


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A reading ready to be laid out: its paragraphs, and the rows in reading order."""

    reading: Reading
    places: Spans
    rows: tuple[Row, ...]

    @property
    def report(self) -> Report:
        return self.reading.report

    def label(self, place: int) -> str:
        """What a reader calls the paragraph at an index of `places`: "headline", or "paragraph 1" and so on."""
        return _label(self.report, place)


def sheet_of(reading: Reading) -> Sheet:
    """The paragraphs and rows of a reading; takes time in proportion to its text."""
    places = paragraphs(reading.report.text)
    starts = [place.start for place in places]
    numbers = {a.id: number for number, a in enumerate(reading.attributions, 1)}
    rows: list[Row] = []
    for number, a in enumerate(reading.attributions, 1):
        place = max(0, bisect_right(starts, _anchor(a).start) - 1)
        label = _label(reading.report, place)
        rows.append(_row(reading.report.text, number, a, place=place, label=label, parent=numbers.get(a.parent or "")))
    return Sheet(reading=reading, places=places, rows=tuple(rows))


def _label(report: Report, place: int) -> str:
    if report.headline is None:
        return f"paragraph {place + 1}"
    return f"paragraph {place}" if place else "headline"


def _row(text: str, number: int, a: Attribution, *, place: int, label: str, parent: int | None) -> Row:
    written = one_line(words_of(text, a.source)).strip(" ,;:")
    names = [one_line(link.name) for link in reversed(a.chain)] or [written or NOBODY]
    manner = (a.quote, a.certainty, a.said and f"said {one_line(a.said)}", parent and f"inside {parent}")
    return Row(
        number=number,
        attribution=a,
        source=names[0],
        via=tuple(names[1:]),
        written="" if names[0].casefold() in written.casefold() else written,
        nature=f"{a.root.standing} {a.root.kind}" if a.root else "",
        cue=one_line(words_of(text, a.cue)),
        what=one_line(words_of(text, a.content)),
        manner=", ".join(str(word) for word in manner if word),
        place=place,
        label=label,
    )


def _anchor(a: Attribution) -> Span:
    """The span that says where an attribution stands: its cue's, for a content may begin or go on far away."""
    return (a.cue or a.content or a.source or (Span(0, 0),))[0]


def name_of(report: Report) -> str:
    """What to call a report on the user's own terminal: its title, or what the user called the input."""
    return one_line(report.title or report.where or "(no title)")


def byline_of(report: Report) -> str:
    """Outlet, date, byline and length of a report in one line."""
    day = report.published and report.published.partition("T")[0]
    parts = (report.outlet, day, report.byline, count(len(report.text.split()), "word"))
    return " · ".join(one_line(part) for part in parts if part)


def summary_of(sheet: Sheet) -> str:
    """How many statements are whose, in one sentence."""
    rows = sheet.rows
    nobody = sum(not row.attribution.chain and not row.attribution.source for row in rows)
    unnamed = sum(row.unnamed for row in rows) - nobody
    named = sum(row.nature.startswith("named") for row in rows)
    written = len(rows) - named - unnamed - nobody
    shares = (
        (named, "to named sources"),
        (unnamed, "to unnamed ones"),
        (written, "to sources as written"),
        (nobody, "to nobody"),
    )
    told = ", ".join(f"{number:,} {whom}" for number, whom in shares if number)
    own = count(len(sheet.reading.own_voice), "sentence") + " in the report’s own voice"
    return f"{count(len(rows), 'statement')} attributed" + (f": {told}" if told else "") + f"; {own}."


def reasons(row: Row, text: str) -> tuple[str, ...]:
    """Why an attribution is as it is, a line for each piece of evidence."""
    told = tuple(
        one_line(
            f"{e.what}: by {e.by}"
            + (f", score {e.score:.2f}" if e.score is not None else "")
            + (f", from “{words_of(text, e.spans)}”" if e.spans else "")
            + (f"; not {', not '.join(e.instead)}" if e.instead else "")
        )
        for e in row.attribution.evidence
    )
    return told or ("no evidence was kept",)


def count(number: int, noun: str) -> str:
    """The number with its noun: "1 word", "1,204 words"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
