"""Stories, read back from a collection: reports of one event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, tuple_

from inquit.core.errors import SettingError
from inquit.store.paging import LIMIT, Page, chunks, page_of
from inquit.store.schema import reports


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """A story: what its first report is called, and when its first and its last were published (ISO 8601)."""

    id: str
    title: str | None
    reports: int
    outlets: int
    first: str | None
    last: str | None


class StoryViews:
    """Stories and their reports."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def stories(self, *, outlet: str | None = None, after: str | None = None, limit: int = LIMIT) -> Page[Story]:
        """Stories, those with the newest reports first; those that an outlet has a report of, if given."""
        row = reports.c
        last = func.max(row.moment)
        asked = (
            select(row.story, func.count().label("reports"), last.label("last"))
            .add_columns(func.count(row.publisher.distinct()).label("outlets"), func.min(row.moment).label("first"))
            .where(row.story.is_not(None))
            .group_by(row.story)
            .order_by(last.desc(), row.story.desc())
            .limit(limit + 1)
        )
        if outlet is not None:
            asked = asked.where(row.story.in_(select(row.story).where(row.outlet == outlet)))
        if after is not None:
            asked = asked.having(tuple_(last, row.story) < tuple_(*_place(after)))
        page = page_of(self._db.execute(asked).all(), limit, lambda found: found, lambda r: f"{r.last}.{r.story}")
        made = (self._story(found.story, found.reports, found.outlets) for found in page.items)
        return Page(items=tuple(made), next=page.next)

    def stories_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The stories that reports are in, by the report's id; those that are in none are left out."""
        asked = select(reports.c.id, reports.c.story).where(reports.c.story.is_not(None))
        return {
            row.id: row.story for chunk in chunks(ids) for row in self._db.execute(asked.where(reports.c.id.in_(chunk)))
        }

    def story_sizes(self, stories: Iterable[str], *, without: str | None = None) -> dict[str, int]:
        """How many reports stories have, not counting one `without` which they are wanted."""
        asked = select(reports.c.story, func.count().label("reports")).group_by(reports.c.story)
        if without is not None:
            asked = asked.where(reports.c.id != without)
        return {
            row.story: row.reports
            for chunk in chunks(dict.fromkeys(stories))
            for row in self._db.execute(asked.where(reports.c.story.in_(chunk)))
        }

    def _story(self, story: str, count: int, outlets: int) -> Story:
        row = reports.c
        asked = select(row.title, row.published).where(row.story == story)
        first = self._db.execute(asked.order_by(row.moment, row.key).limit(1)).one()
        last = self._db.execute(asked.order_by(row.moment.desc(), row.key.desc()).limit(1)).one()
        return Story(
            id=story, title=first.title, reports=count, outlets=outlets, first=first.published, last=last.published
        )


def _place(after: str) -> tuple[int, str]:
    number, dot, story = after.partition(".")
    if not dot or not number.removeprefix("-").isdecimal() or len(number) > 20:
        raise SettingError(f"{after!r} is no place in this list. Begin with its first page.")
    return int(number), story
