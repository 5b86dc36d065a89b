"""What people put right, applied to what the machine found in one report: its reading, and its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from inquit.batch.anchors import Anchor, nearest, place_of
from inquit.certainty.weigh import certainty_of
from inquit.core.comparison import Derivation, Mention
from inquit.core.records import Attribution, Evidence, Link, Reading, Source, digest
from inquit.core.spans import Span
from inquit.store.log import Correction
from inquit.store.view import View
from inquit.store.writer import Writer

CorrectionKind = Literal["not an attribution", "source", "same claim", "not the same claim", "took", "did not take"]
OF_READINGS: tuple[CorrectionKind, ...] = ("not an attribution", "source")


def standing(view: View, kinds: Sequence[CorrectionKind]) -> Iterator[Correction]:
    """The corrections of some kinds that hold, oldest first."""
    after: str | None = None
    while True:
        page = view.corrections(after=after, limit=500)
        yield from (one for one in page.items if one.kind in kinds)
        after = page.next
        if after is None:
            return


def of_readings(view: View) -> dict[str, list[Correction]]:
    """What people said of readings, oldest first, by the report."""
    said: dict[str, list[Correction]] = {}
    for one in standing(view, OF_READINGS):
        said.setdefault(one.payload["at"]["report"], []).append(one)
    return said


def reading_of(view: View, report: str) -> Reading | None:
    """What was read in a report, with what people put right; None where there is no such report."""
    reading = view.reading(report)
    return reading and corrected(reading, of_readings(view).get(report, ()))


def settle(writer: Writer, report: str) -> None:
    """Puts what people said of a report over its mentions and its count of sources, in place of what stood there."""
    reading = writer.reading(report)
    if reading is None:
        return
    writer.set_corrected({m.id: None for m in writer.mentions_of_report(report)})
    right = corrected(reading, of_readings(writer).get(report, ()))
    writer.set_corrected(dict(_mentions(writer.mentions_of_report(report), reading, right)))
    writer.set_sources(right)
    writer.forget_summaries(writer.claims_of_report(report))


def derivations(found: Iterable[Derivation], log: Iterable[Correction]) -> list[Derivation]:
    """What reports took from each other, with what people put right; the later word about two reports counts."""
    kept = {(d.report, d.origin, d.how): d for d in found}
    for one in log:
        ends = one.payload["report"], one.payload["origin"]
        kept = {key: d for key, d in kept.items() if key[:2] != ends}
        if one.kind == "took":
            how = one.payload["how"]
            why = Evidence(what="derivation", by=f"{one.who} says so")
            kept[*ends, how] = Derivation(report=ends[0], origin=ends[1], how=how, confidence=1.0, evidence=(why,))
    return list(kept.values())


def corrected(reading: Reading, log: Iterable[Correction]) -> Reading:
    """A reading with corrections applied one after the other; one whose place is not in the text changes nothing."""
    right = _Right.of(reading)
    for one in log:
        place = Anchor.from_json(one.payload["at"]).place(reading.report.text)
        if place is None:
            continue
        told = [(place_of(a), a) for a in right.attributions.values() if a.spans]
        at = nearest(place, [*told, *((span, span) for span in right.own_voice)])
        if isinstance(at, Attribution):
            if one.kind == "source":
                right.name(at, one.payload)
            else:
                right.take_away(at)
        elif at is not None and one.kind == "source":
            right.add(at, one.payload, reading)
    return right.reading(reading)


@dataclass(slots=True)
class _Right:
    """A reading while it is put right."""

    attributions: dict[str, Attribution]
    own_voice: list[Span]
    sources: dict[str, Source]

    @classmethod
    def of(cls, reading: Reading) -> _Right:
        return cls(
            attributions={a.id: a for a in reading.attributions},
            own_voice=list(reading.own_voice),
            sources={s.id: s for s in reading.sources},
        )

    def name(self, a: Attribution, payload: dict[str, Any]) -> None:
        """Puts another source in the place of the innermost one."""
        chain = () if payload["direct"] else a.chain[:-1]
        self.attributions[a.id] = replace(a, chain=(*chain, self.link(payload["source"])))

    def take_away(self, a: Attribution) -> None:
        """Leaves the words of an attribution to the one around it, or to the outlet's own voice."""
        del self.attributions[a.id]
        for child in self.attributions.values():
            if child.parent == a.id:
                self.attributions[child.id] = replace(child, parent=a.parent)
        if a.parent not in self.attributions:
            self.own_voice += a.content

    def add(self, span: Span, payload: dict[str, Any], reading: Reading) -> None:
        """Attributes a sentence that was read as the outlet's own voice."""
        self.own_voice.remove(span)
        bare = Attribution.of(reading.report, source=(), cue=(), content=(span,))
        certainty = certainty_of(reading.report, span)
        self.attributions[bare.id] = replace(
            bare, act="say", chain=(self.link(payload["source"]),), certainty=certainty
        )

    def link(self, told: dict[str, Any]) -> Link:
        name, kind, standing = told["name"], told["kind"], told["standing"]
        known = (s for s in self.sources.values() if (s.name, s.kind, s.standing) == (name, kind, standing))
        source = next(known, None) or Source(
            id="e" + digest(name, kind, standing), name=name, kind=kind, standing=standing
        )
        self.sources[source.id] = source
        return Link(span=None, name=name, kind=kind, standing=standing, source=source.id)

    def reading(self, before: Reading) -> Reading:
        return replace(
            before,
            attributions=tuple(sorted(self.attributions.values(), key=lambda a: (a.spans[:1], a.id))),
            own_voice=tuple(sorted(self.own_voice)),
            sources=tuple(self.sources.values()),
        )


def _mentions(found: Iterable[Mention], before: Reading, right: Reading) -> Iterator[tuple[str, Mention]]:
    """The mentions that are other ones by the right reading. They keep their ids and words, and so their claims."""
    were, are = ({a.id: a for a in reading.attributions} for reading in (before, right))
    added = [(place_of(a), a) for a in right.attributions if a.id not in were]
    for m in found:
        now = nearest(m.span, added) if m.attribution is None else _around(m.attribution, were, are)
        if now is None and m.attribution is not None:
            own = certainty_of(before.report, m.span)
            yield m.id, replace(m, chain=(), act=None, certainty=own, stance=None, said=None, attribution=None)
        elif now is not None and (now.id != m.attribution or now.chain != m.chain):
            act, certainty = (m.act, m.certainty) if now.id == m.attribution else (now.act, now.certainty)
            yield (
                m.id,
                replace(m, chain=now.chain, act=act, certainty=certainty, attribution=now.id, confidence=1.0),
            )


def _around(id: str | None, were: dict[str, Attribution], are: dict[str, Attribution]) -> Attribution | None:
    """An attribution as it is now, or where it was taken away the one around it."""
    while id is not None and id not in are:
        id = were[id].parent if id in were else None  # noqa: A001  # as the contract calls it
    return are.get(id or "")
