"""Reports and readings, read back from a collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, select, tuple_

from inquit.core.codec import VERSION, Json, from_json
from inquit.core.comparison import Witness
from inquit.core.errors import BadRecord
from inquit.core.records import Reading, Report
from inquit.core.spans import Spans
from inquit.store import identity, search
from inquit.store.columns import damaged
from inquit.store.paging import LIMIT, Page, chunks, page_of, place
from inquit.store.schema import reports, versions


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What a report would be to the collection: new, a new version of one, or one that is there. `id`: of that one."""

    what: Literal["new", "version", "there"]
    id: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One state of a report: its number, from 1 on, when it was added (ISO 8601, UTC), and which model read it."""

    number: int
    added: str
    model: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A report in which something was searched for, and where the words stand in its text."""

    report: Report
    spans: Spans


_HEAD = (reports.c.key, *(reports.c[name] for name in ("id", "outlet", "title", "published", "url", "moment")))
_CURRENT = (versions.c.report == reports.c.key) & (versions.c.number == reports.c.version)


class ReportViews:
    """Everything about reports that can be asked of a collection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def standing(self, report: Report) -> Standing:
        """Whether a report is there already: by its canonical address, else by its text and who published it.

        A text without a publisher is the same report as one with; it becomes a new version when its publisher is told.
        """
        content, address = identity.content(report), identity.address(report.url)
        mine = select(reports.c.key, reports.c.id, reports.c.publisher)
        if address:
            there = self._db.execute(mine.where(reports.c.address == address)).first()
            if there:
                seen = select(versions.c.number).where(versions.c.report == there.key, versions.c.content == content)
                return Standing(what="there" if self._db.execute(seen.limit(1)).first() else "version", id=there.id)
        publisher = identity.publisher(report)
        alike = mine.join(versions, versions.c.report == reports.c.key).where(versions.c.content == content)
        by_publisher = {row.publisher: row.id for row in self._db.execute(alike.order_by(reports.c.key.desc()))}
        if publisher in by_publisher:
            return Standing(what="there", id=by_publisher[publisher])
        if by_publisher and publisher is None:
            return Standing(what="there", id=next(reversed(by_publisher.values())))
        if None in by_publisher:
            return Standing(what="version", id=by_publisher[None])
        return Standing(what="new")

    def has_address(self, url: str) -> bool:
        """Whether a report that is there has this address, as two addresses are compared."""
        address = identity.address(url)
        return (
            address is not None
            and self._db.execute(select(reports.c.key).where(reports.c.address == address)).first() is not None
        )

    def report(self, id: str, *, version: int | None = None) -> Report | None:
        """A report with its text, by default as it was added last; None where there is no such report or version."""
        row = self._row(id, version, versions.c.head, versions.c.text)
        return None if row is None else _report(row.id, row)

    def reading(self, id: str, *, version: int | None = None) -> Reading | None:
        """What was read in a report, with the evidence; None where there is no such report or version."""
        row = self._row(id, version, versions.c.head, versions.c.text, versions.c.reading)
        if row is None:
            return None
        report = _report(row.id, row)
        try:
            head: Json = {**row.head, "id": report.id, "text": report.text}
            return from_json({**row.reading, "inquit": VERSION, "report": head}, where=report.id)
        except BadRecord as error:
            raise damaged(error) from error

    def versions(self, id: str) -> tuple[Version, ...]:
        """The states of a report that were added, oldest first; none where there is no such report."""
        asked = (
            select(versions.c.number, versions.c.added, versions.c.model)
            .join(reports, reports.c.key == versions.c.report)
            .where(reports.c.id == id)
            .order_by(versions.c.number)
        )
        return tuple(Version(number=row.number, added=row.added, model=row.model) for row in self._db.execute(asked))

    def heads(self, ids: Iterable[str]) -> dict[str, Witness]:
        """What is told of reports beside their text, by id; ids that are not there are left out."""
        found: dict[str, Witness] = {}
        for chunk in chunks(ids):
            rows = self._db.execute(select(*_HEAD).where(reports.c.id.in_(chunk)))
            found.update((row.id, _witness(row)) for row in rows)
        return found

    def latest(
        self, *, outlet: str | None = None, story: str | None = None, after: str | None = None, limit: int = LIMIT
    ) -> Page[Witness]:
        """Reports without their texts, newest first, those without a date last; of one outlet or story if given."""
        return self._newest(_conditions(outlet, story), after, limit)

    def reports_between(
        self,
        start: datetime,
        end: datetime,
        *,
        outlet: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> Page[Witness]:
        """Reports that were published from `start` until before `end`, newest first; of one outlet if given.

        A date without a time of day counts as its first moment, see `core.moments`.
        """
        within = reports.c.moment.between(int(start.timestamp()), int(end.timestamp()) - 1)
        return self._newest([within, *_conditions(outlet, None)], after, limit)

    def all_reports(self) -> Iterator[str]:
        """The ids of all reports, in the order in which they were first added; holds a few at a time."""
        last = 0
        asked = select(reports.c.key, reports.c.id).order_by(reports.c.key).limit(1000)
        while rows := self._db.execute(asked.where(reports.c.key > last)).all():
            yield from (row.id for row in rows)
            last = rows[-1].key

    def read_otherwise(self, model: str) -> tuple[str, ...]:
        """The ids of the reports whose current text was read by another model, in the order they were added in."""
        asked = select(reports.c.id).join(versions, _CURRENT).where(versions.c.model != model)
        return tuple(self._db.execute(asked.order_by(reports.c.key)).scalars())

    def search(
        self, words: str, *, outlet: str | None = None, after: str | None = None, limit: int = 20
    ) -> Page[Found]:
        """The reports that hold all the words, newest first, with where they stand. See `store.search` for `words`."""
        wanted = search.phrases(words)
        if not wanted:
            return Page(items=(), next=None)
        asked = select(*_HEAD, versions.c.head, versions.c.text).join(versions, _CURRENT)
        conditions = [*_conditions(outlet, None), search.holding(self._db, wanted)]

        def found(row: Any) -> Found:
            report = _report(row.id, row)
            return Found(report=report, spans=search.places(report.text, wanted))

        rows = self._db.execute(_page(asked, conditions, after, limit)).all()
        return page_of(rows, limit, found, _mark)

    def _newest(self, conditions: list[ColumnElement[bool]], after: str | None, limit: int) -> Page[Witness]:
        rows = self._db.execute(_page(select(*_HEAD), conditions, after, limit)).all()
        return page_of(rows, limit, _witness, _mark)

    def _row(self, id: str, version: int | None, *columns: Any) -> Any:
        number = reports.c.version if version is None else version
        asked = select(reports.c.id, *columns).join(versions, versions.c.report == reports.c.key)
        return self._db.execute(asked.where(reports.c.id == id, versions.c.number == number)).first()


def _conditions(outlet: str | None, story: str | None) -> list[ColumnElement[bool]]:
    wanted = ((reports.c.outlet, outlet), (reports.c.story, story))
    return [column == value for column, value in wanted if value is not None]


def _page(asked: Select[Any], conditions: list[ColumnElement[bool]], after: str | None, limit: int) -> Select[Any]:
    if after is not None:
        conditions = [*conditions, tuple_(reports.c.moment, reports.c.key) < tuple_(*place(after, 2))]
    newest = (reports.c.moment.desc(), reports.c.key.desc())
    return asked.where(*conditions).order_by(*newest).limit(limit + 1)


def _mark(row: Any) -> str:
    return f"{row.moment}.{row.key}"


def _witness(row: Any) -> Witness:
    return Witness(report=row.id, outlet=row.outlet, title=row.title, published=row.published, url=row.url)


def _report(id: str, row: Any) -> Report:
    return Report(id=id, text=row.text, **row.head)
