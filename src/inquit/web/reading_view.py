"""A report as the reading page shows it: its text with marks, and beside each paragraph who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inquit.core.comparison import Mention
from inquit.core.records import Attribution, Kind, Link, Reading, Source, Standing
from inquit.export.marks import Mark, Piece, marks_of, pieces, within
from inquit.export.rows import Row, Sheet, sheet_of
from inquit.store.summaries import ClaimSummary

_HEDGES = frozenset({"probable", "possible", "unknown"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Part of a paragraph: words, or where a mark begins or ends.

    `number` is that of the attribution, `anchor` the id of a mention that begins here, `numbered` whether the number
    of the attribution stands before its words.
    """

    step: str
    text: str = ""
    classes: str = ""
    number: int = 0
    anchor: str = ""
    numbered: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Party:
    """One source of a chain, as its shape and label need it; `kind` is None where nothing was decided."""

    name: str
    kind: Kind | None
    standing: Standing | None

    @classmethod
    def of(cls, link: Link) -> Party:
        return cls(name=link.name, kind=link.kind, standing=link.standing)


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What stands in the margin for one attribution: the chain from its root outwards, and how it is told.

    `claims` are those that its content states, with how far each is carried.
    """

    row: Row
    chain: tuple[Party, ...]
    unnamed: bool
    hedged: bool
    claims: tuple[ClaimSummary, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph with the notes that stand beside it."""

    label: str
    headline: bool
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceEntry:
    """A source with all its words: the numbers and contents of the attributions it is the root of."""

    source: Source
    told: str
    words: tuple[tuple[int, str], ...]
    passed_on: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What an editor wants to know first; `outlets` are those that statements came through."""

    statements: int
    named: int
    unnamed: int
    nobody: int
    hedged: int
    own: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """A whole report."""

    sheet: Sheet
    summary: Summary
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[SourceEntry, ...]


def article_of(
    reading: Reading, mentions: Sequence[Mention] = (), claims: Mapping[str, ClaimSummary] | None = None
) -> Article:
    """The view of a reading; `claims` are the figures of the claims that its mentions state, by the mention's id.

    Takes time in proportion to the text.
    """
    sheet = sheet_of(reading)
    stated = _stated(mentions, claims or {})
    notes = [_note(row, stated.get(row.attribution.id, ())) for row in sheet.rows]
    return Article(
        sheet=sheet,
        summary=_summary(reading, notes),
        paragraphs=tuple(_paragraphs(sheet, notes, mentions)),
        sources=_sources(sheet),
    )


def _stated(mentions: Sequence[Mention], claims: Mapping[str, ClaimSummary]) -> dict[str, tuple[ClaimSummary, ...]]:
    """By the id of an attribution the claims that its content states and other reports carry."""
    found: dict[str, dict[str, ClaimSummary]] = {}
    for one in mentions:
        claim = claims.get(one.id)
        if one.attribution is not None and claim is not None and claim.reports > 1:
            found.setdefault(one.attribution, {})[claim.id] = claim
    return {attribution: tuple(those.values()) for attribution, those in found.items()}


def _note(row: Row, claims: tuple[ClaimSummary, ...]) -> Note:
    a = row.attribution
    chain = tuple(map(Party.of, reversed(a.chain))) or (Party(name=row.source, kind=None, standing=None),)
    return Note(row=row, chain=chain, unnamed=row.unnamed, hedged=a.certainty in _HEDGES, claims=claims)


def _summary(reading: Reading, notes: Sequence[Note]) -> Summary:
    through = Counter(
        link.name for a in reading.attributions for link in a.chain if link.kind == "outlet" and link is not a.root
    )
    nobody = sum(not (note.row.attribution.chain or note.row.attribution.source) for note in notes)
    return Summary(
        statements=len(notes),
        named=sum(note.chain[0].standing == "named" for note in notes),
        unnamed=sum(note.unnamed for note in notes) - nobody,
        nobody=nobody,
        hedged=sum(note.hedged for note in notes),
        own=len(reading.own_voice),
        outlets=tuple(name for name, _ in through.most_common()),
    )


def _paragraphs(sheet: Sheet, notes: Sequence[Note], mentions: Sequence[Mention]) -> Iterator[Paragraph]:
    beside: dict[int, list[Note]] = {}
    for note in notes:
        beside.setdefault(note.row.place, []).append(note)
    steps = _Steps(notes, mentions)
    near = within(marks_of(sheet.reading, mentions), sheet.places)
    for k, (place, marks) in enumerate(zip(sheet.places, near, strict=True)):
        yield Paragraph(
            label=sheet.label(k),
            headline=k == 0 and sheet.report.headline is not None,
            steps=tuple(steps.of(piece) for piece in pieces(sheet.report.text, place, marks)),
            notes=tuple(beside.get(k, ())),
        )


class _Steps:
    """Turns pieces of marked text into steps; each attribution is numbered once, and each mention has one anchor."""

    def __init__(self, notes: Sequence[Note], mentions: Sequence[Mention]) -> None:
        self._notes, self._mentions = notes, mentions
        self._numbered: set[int] = set()
        self._anchored: set[int] = set()

    def of(self, piece: Piece) -> Step:
        mark = piece.mark
        if mark is None or piece.step == "close":
            return Step(step=piece.step, text=piece.text)
        if mark.role == "mention":
            return Step(step="open", classes="mention", anchor=self._anchor(mark))
        if mark.role == "own voice":
            return Step(step="open", classes="own")
        note = self._notes[mark.number - 1]
        shown = _is_numbered(mark, note.row.attribution) and mark.number not in self._numbered
        if shown:
            self._numbered.add(mark.number)
        return Step(step="open", classes=_classes(mark, note), number=mark.number, numbered=shown)

    def _anchor(self, mark: Mark) -> str:
        if mark.number in self._anchored:
            return ""
        self._anchored.add(mark.number)
        return self._mentions[mark.number - 1].id


def _is_numbered(mark: Mark, a: Attribution) -> bool:
    """A content carries its attribution's number; where there is none ("declined to comment"), the cue does."""
    return mark.role == ("content" if a.content else "cue" if a.cue else "source")


def _classes(mark: Mark, note: Note) -> str:
    told = (mark.role, "unnamed" if note.unnamed else "", "hedged" if note.hedged else "")
    return " ".join(word for word in told if word)


def _sources(sheet: Sheet) -> tuple[SourceEntry, ...]:
    words: dict[str | None, list[tuple[int, str]]] = {}
    passed_on: Counter[str | None] = Counter()
    for row in sheet.rows:
        if row.attribution.root is not None:
            words.setdefault(row.attribution.root.source, []).append((row.number, row.what or row.cue))
        passed_on.update(link.source for link in row.attribution.chain[:-1])
    entries = [
        SourceEntry(
            source=source, told=_told(source), words=tuple(words.get(source.id, ())), passed_on=passed_on[source.id]
        )
        for source in sheet.reading.sources
    ]
    return tuple(sorted(entries, key=lambda entry: -len(entry.words)))


def _told(source: Source) -> str:
    also = f"also {', '.join(source.aliases)}" if source.aliases else None
    stands_for = f"stands for {source.stands_for}" if source.stands_for else None
    near = None if (source.closeness or "") in source.name else source.closeness
    return "; ".join(part for part in (source.number, near, source.reason, stands_for, also) if part)
