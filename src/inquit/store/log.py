"""What people put right: corrections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from inquit.store.paging import LIMIT, Page, page_of, place
from inquit.store.schema import corrections


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


class LogViews:
    """Corrections."""

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
