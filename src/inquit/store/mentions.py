"""Mentions and the claims they belong to, read back from a collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, select

from inquit.core.comparison import Likeness, Mention
from inquit.core.records import Evidence, Link
from inquit.core.spans import Span
from inquit.store.paging import chunks
from inquit.store.schema import likenesses, mentions, reports, vectors

_MENTION = (mentions, reports.c.id.label("report_id"), reports.c.moment)
_ONE, _OTHER = mentions.alias("one"), mentions.alias("other")  # made once: it takes longer than to look them up
_LIKENESSES = (
    select(likenesses, _ONE.c.id.label("first_id"), _OTHER.c.id.label("second_id"))
    .join(_ONE, _ONE.c.key == likenesses.c.first)
    .join(_OTHER, _OTHER.c.key == likenesses.c.second)
)


class MentionViews:
    """Everything about mentions that can be asked of a collection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def mentions(self, ids: Iterable[str]) -> dict[str, Mention]:
        """Mentions by their ids; ids that are not there are left out."""
        found: dict[str, Mention] = {}
        for chunk in chunks(ids):
            found.update((one.id, one) for one in self._mentions(mentions.c.id.in_(chunk)))
        return found

    def mentions_of_report(self, report: str) -> tuple[Mention, ...]:
        """The mentions in a report, in reading order."""
        return tuple(self._mentions(reports.c.id == report))

    def mentions_of_claims(self, claims: Iterable[str]) -> dict[str, tuple[Mention, ...]]:
        """The mentions of claims, by the claim's id, oldest report first; ids that are not there are left out."""
        found: dict[str, list[Mention]] = {}
        for chunk in chunks(claims):
            asked = select(*_MENTION).join(reports, reports.c.key == mentions.c.report)
            oldest = (reports.c.moment, reports.c.key, mentions.c.start, mentions.c.id)
            for row in self._db.execute(asked.where(mentions.c.claim.in_(chunk)).order_by(*oldest)):
                found.setdefault(row.claim, []).append(_mention(row))
        return {claim: tuple(those) for claim, those in found.items()}

    def claims_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The claims that mentions belong to, by the mention's id; those that belong to none are left out."""
        asked = select(mentions.c.id, mentions.c.claim).where(mentions.c.claim.is_not(None))
        return {
            row.id: row.claim
            for chunk in chunks(ids)
            for row in self._db.execute(asked.where(mentions.c.id.in_(chunk)))
        }

    def known_claims(self, ids: Iterable[str]) -> set[str]:
        """Those of these claims that have a mention."""
        asked = select(mentions.c.claim).distinct()
        return {
            claim
            for chunk in chunks(ids)
            for claim in self._db.execute(asked.where(mentions.c.claim.in_(chunk))).scalars()
            if claim is not None
        }

    def claims_of_report(self, report: str) -> tuple[str, ...]:
        """The ids of the claims that a report mentions, in reading order."""
        asked = select(mentions.c.claim).join(reports, reports.c.key == mentions.c.report)
        rows = self._db.execute(
            asked.where(reports.c.id == report, mentions.c.claim.is_not(None)).order_by(mentions.c.start)
        )
        return tuple(dict.fromkeys(rows.scalars()))

    def likenesses_of(self, ids: Iterable[str]) -> tuple[Likeness, ...]:
        """The comparisons that were kept between any of these mentions and any others, in the order of their ids."""
        found: set[Likeness] = set()
        for chunk in chunks(ids):
            wanted = select(mentions.c.key).where(mentions.c.id.in_(chunk))
            # Two questions, each by its own index: no database looks an "or" up as quickly.
            for end in (likenesses.c.first, likenesses.c.second):
                found.update(self._likenesses(end.in_(wanted)))
        return tuple(sorted(found, key=lambda one: (one.first, one.second)))

    def likenesses_between(self, ids: Iterable[str]) -> tuple[Likeness, ...]:
        """The comparisons that were kept of these mentions with each other, without their reasons, in no certain order.

        Reasons are most of what a comparison holds, and putting mentions together needs none of them.
        """
        one = likenesses.c
        names = self._names(mentions.c.id, ids)
        asked = select(one.first, one.second, one.same, one.rival, one.contrary)
        return tuple(
            Likeness(first=names[first], second=names[second], same=same, rival=rival, contrary=contrary)
            for chunk in chunks(names)
            for first, second, same, rival, contrary in self._db.execute(asked.where(one.first.in_(chunk)))
            if second in names
        )

    def likest(self, ids: Iterable[str], least: float) -> Iterator[tuple[str, str, float]]:
        """Each of these mentions with each other one that it is at least so like, and how like it is; in no certain order."""
        one = likenesses.c
        names = self._names(mentions.c.id, ids)
        found: list[tuple[int, int, float]] = []
        for chunk in chunks(names):
            for mine, other in ((one.first, one.second), (one.second, one.first)):
                asked = select(mine, other, one.same).where(mine.in_(chunk), one.same >= least)
                found.extend((a, b, same) for a, b, same in self._db.execute(asked))
        names |= self._names(mentions.c.key, {other for _, other, _ in found} - names.keys())
        return ((names[mine], names[other], same) for mine, other, same in found)

    def _names(self, column: Column[Any], wanted: Iterable[Any]) -> dict[int, str]:
        """The ids of mentions by their keys."""
        asked = select(mentions.c.key, mentions.c.id)
        rows = (row for chunk in chunks(wanted) for row in self._db.execute(asked.where(column.in_(chunk))))
        return {row.key: row.id for row in rows}

    def vectors(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The vectors of mentions, by id, as they were put in; those that have none are left out."""
        asked = select(mentions.c.id, vectors.c.vector).join(vectors, vectors.c.mention == mentions.c.key)
        return {
            row.id: row.vector
            for chunk in chunks(ids)
            for row in self._db.execute(asked.where(mentions.c.id.in_(chunk)))
        }

    def all_vectors(self) -> Iterator[tuple[str, bytes]]:
        """Every mention that has a vector, with it, in the order they were put in; holds a few at a time."""
        asked = select(mentions.c.key, mentions.c.id, vectors.c.vector).join(
            vectors, vectors.c.mention == mentions.c.key
        )
        last = 0
        while rows := self._db.execute(
            asked.where(vectors.c.mention > last).order_by(vectors.c.mention).limit(1000)
        ).all():
            yield from ((row.id, row.vector) for row in rows)
            last = rows[-1].key

    def _mentions(self, condition: ColumnElement[bool]) -> Iterator[Mention]:
        asked = select(*_MENTION).join(reports, reports.c.key == mentions.c.report).where(condition)
        return map(_mention, self._db.execute(asked.order_by(mentions.c.report, mentions.c.start, mentions.c.id)))

    def _likenesses(self, condition: ColumnElement[bool]) -> Iterator[Likeness]:
        for row in self._db.execute(_LIKENESSES.where(condition)):
            yield Likeness(
                first=row.first_id,
                second=row.second_id,
                same=row.same,
                rival=row.rival,
                contrary=row.contrary,
                reasons=evidence_of(row.reasons),
            )


def _mention(row: Any) -> Mention:
    machine = Mention(
        id=row.id,
        report=row.report_id,
        spans=tuple(Span(*pair) for pair in row.spans),
        text=row.text,
        chain=_chain(row.chain),
        act=row.act,
        certainty=row.certainty,
        stance=row.stance,
        said=row.said,
        attribution=row.attribution,
        headline=row.headline,
        confidence=row.confidence,
    )
    person: dict[str, Any] | None = row.corrected
    return (
        machine if person is None else replace(machine, **{**person, "chain": _chain(person["chain"])}, corrected=True)
    )


def corrected_row(one: Mention) -> dict[str, Any]:
    """What a correction can change of a mention, as the column `corrected` holds it; the rest stays the machine's."""
    return {
        "chain": chain_rows(one.chain),
        "act": one.act,
        "certainty": one.certainty,
        "stance": one.stance,
        "said": one.said,
        "attribution": one.attribution,
        "confidence": one.confidence,
    }


def chain_rows(chain: Iterable[Link]) -> list[list[Any]]:
    """A chain as plain lists, for a column of JSON."""
    return [[link.span, link.name, link.kind, link.standing, link.source] for link in chain]


def _chain(rows: Any) -> tuple[Link, ...]:
    return tuple(
        Link(span=span and Span(*span), name=name, kind=kind, standing=standing, source=source)
        for span, name, kind, standing, source in rows
    )


def evidence_of(rows: Any) -> tuple[Evidence, ...]:
    """Evidence as `evidence_rows` wrote it."""
    return tuple(
        Evidence(what=what, by=by, spans=tuple(Span(*pair) for pair in spans), score=score, instead=tuple(instead))
        for what, by, spans, score, instead in rows
    )


def evidence_rows(evidence: Iterable[Evidence]) -> list[list[Any]]:
    """Evidence as plain lists, for a column of JSON."""
    return [[e.what, e.by, [list(s) for s in e.spans], e.score, list(e.instead)] for e in evidence]
