"""What reports and mentions share: fingerprints, keys, and what one report took from another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select, text

from inquit.core.comparison import Derivation, Passage
from inquit.core.spans import Span
from inquit.store.mentions import evidence_of
from inquit.store.paging import chunks
from inquit.store.schema import derivations, keys, mentions, prints, reports


def hash_of(key: str) -> int:
    """The number that stands for a key's text, of 64 bits with its sign (BLAKE2b, cut)."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class RelationViews:
    """Look-ups for finding out what belongs together. Each is bounded, however often a thing occurs."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def carriers(self, hashes: Iterable[int], at_most: int) -> dict[int, tuple[str, ...]]:
        """The ids of reports that carry each fingerprint: the `at_most` that were added first.

        A fingerprint that no report carries is left out. One that has `at_most` carriers may have more.
        """
        return self._holders(prints, "report", reports, hashes, at_most)

    def mentions_with_keys(self, wanted: Iterable[str], at_most: int) -> dict[str, tuple[str, ...]]:
        """The ids of mentions that have each key: the `at_most` that were put in first.

        A key that no mention has is left out. Two keys have the same mentions by accident once in 2**64 times.
        """
        by_hash = {hash_of(key): key for key in wanted}
        found = self._holders(keys, "mention", mentions, by_hash, at_most)
        return {by_hash[number]: ids for number, ids in found.items()}

    def derivations_of(self, ids: Iterable[str]) -> tuple[Derivation, ...]:
        """What any of these reports took from others, by the taker's id, then the origin's."""
        return self._derivations(derivations.c.taker, ids)

    def derivations_from(self, ids: Iterable[str]) -> tuple[Derivation, ...]:
        """What others took from any of these reports, by the taker's id, then the origin's."""
        return self._derivations(derivations.c.origin, ids)

    def _holders(
        self, table: Table, column: str, owners: Table, hashes: Iterable[int], at_most: int
    ) -> dict[int, tuple[str, ...]]:
        held: dict[int, list[int]] = {}
        one = f"SELECT * FROM (SELECT hash, {column} FROM {table.name} WHERE hash = :h%d ORDER BY 2 LIMIT :most) AS t%d"  # noqa: S608  # names of our own tables
        for chunk in chunks(dict.fromkeys(hashes), 100):  # SQLite joins 500 questions at most
            asked = text(" UNION ALL ".join(one % (k, k) for k in range(len(chunk))))
            for number, owner in self._db.execute(asked, {"most": at_most} | {f"h{k}": h for k, h in enumerate(chunk)}):
                held.setdefault(number, []).append(owner)
        ids: dict[int, str] = {}
        for chunk in chunks({owner for those in held.values() for owner in those}):
            rows = self._db.execute(select(owners.c.key, owners.c.id).where(owners.c.key.in_(chunk)))
            ids.update((row.key, row.id) for row in rows)
        return {number: tuple(ids[owner] for owner in sorted(those)) for number, those in held.items()}

    def _derivations(self, end: ColumnElement[int], ids: Iterable[str]) -> tuple[Derivation, ...]:
        taker, origin = reports.alias("t"), reports.alias("o")
        asked = (
            select(derivations, taker.c.id.label("taker_id"), origin.c.id.label("origin_id"))
            .join(taker, taker.c.key == derivations.c.taker)
            .join(origin, origin.c.key == derivations.c.origin)
        )
        found = [
            _derivation(row)
            for chunk in chunks(ids)
            for row in self._db.execute(asked.where(end.in_(select(reports.c.key).where(reports.c.id.in_(chunk)))))
        ]
        return tuple(sorted(found, key=lambda one: (one.report, one.origin, one.how)))


def _derivation(row: Any) -> Derivation:
    return Derivation(
        report=row.taker_id,
        origin=row.origin_id,
        how=row.how,
        confidence=row.confidence,
        passages=tuple(
            Passage(taken=Span(a, b), given=Span(c, d), likeness=likeness) for a, b, c, d, likeness in row.passages
        ),
        evidence=evidence_of(row.evidence),
    )
