"""What people decided and asked for: corrections, and feeds that are watched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from inquit.store.paging import LIMIT, Page, page_of, place
from inquit.store.schema import corrections, feeds


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """Something that a person put right. Nothing in the log is changed afterwards but whether it is `undone`.

    `payload` is JSON that belongs to `kind`; it names words, not rows, so that it outlives a new reading. `made` and
    `undone` are ISO 8601, UTC.
    """

    id: int
    kind: str
    payload: Any
    who: str
    made: str
    undone: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed that is looked at `every` so many seconds; `checked` is when it last was (ISO 8601, UTC).

    `etag` and `modified` are what its server said then (RFC 9110, 8.8), so that it need not be sent again unchanged.
    """

    url: str
    title: str | None = None
    every: int = 900
    checked: str | None = None
    etag: str | None = None
    modified: str | None = None


class LogViews:
    """Corrections and feeds."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def corrections(
        self, *, kind: str | None = None, undone: bool = False, after: str | None = None, limit: int = LIMIT
    ) -> Page[Correction]:
        """The log, oldest first; of one kind if given, with `undone` also those that do not hold any more."""
        asked = select(corrections).order_by(corrections.c.id).limit(limit + 1)
        if kind is not None:
            asked = asked.where(corrections.c.kind == kind)
        if not undone:
            asked = asked.where(corrections.c.undone.is_(None))
        if after is not None:
            asked = asked.where(corrections.c.id > place(after, 1)[0])
        rows = self._db.execute(asked).mappings().all()
        return page_of(rows, limit, lambda row: Correction(**row), lambda row: str(row["id"]))

    def feeds(self) -> tuple[Feed, ...]:
        """All feeds that are watched, by their addresses."""
        return tuple(Feed(**row) for row in self._db.execute(select(feeds).order_by(feeds.c.url)).mappings())
