"""Stories, read back from a collection: reports of one event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select, tuple_

from inquit.core.errors import SettingError
from inquit.store.paging import LIMIT, Page, chunks, page_of
from inquit.store.schema import mentions, reports


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """A story: what its first report is called, and when its first and its last were published (ISO 8601).

    `claims` are those that its reports make, whether or not others do too.
    """

    id: str
    title: str | None
    reports: int
    outlets: int
    claims: int
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
        asked = _counted().where(row.story.is_not(None)).order_by(last.desc(), row.story.desc()).limit(limit + 1)
        if outlet is not None:
            asked = asked.where(row.story.in_(select(row.story).where(row.outlet == outlet)))
        if after is not None:
            asked = asked.having(tuple_(last, row.story) < tuple_(*_place(after)))
        page = page_of(self._db.execute(asked).all(), limit, lambda found: found, lambda r: f"{r.last}.{r.story}")
        claims = self._claims([found.story for found in page.items])
        made = (self._story(found, claims.get(found.story, 0)) for found in page.items)
        return Page(items=tuple(made), next=page.next)

    def story(self, id: str) -> Story | None:
        """One story; None where there is no such one."""
        found = self._db.execute(_counted().where(reports.c.story == id)).first()
        return None if found is None else self._story(found, self._claims([id]).get(id, 0))

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

    def _claims(self, stories: list[str]) -> dict[str, int]:
        """How many claims the reports of stories make."""
        asked = select(reports.c.story, func.count(mentions.c.claim.distinct()).label("claims"))
        asked = asked.join(mentions, mentions.c.report == reports.c.key).group_by(reports.c.story)
        return {
            row.story: row.claims
            for chunk in chunks(stories)
            for row in self._db.execute(asked.where(reports.c.story.in_(chunk)))
        }

    def _story(self, counts: Any, claims: int) -> Story:
        row = reports.c
        asked = select(row.title, row.published).where(row.story == counts.story)
        first = self._db.execute(asked.order_by(row.moment, row.key).limit(1)).one()
        last = self._db.execute(asked.order_by(row.moment.desc(), row.key.desc()).limit(1)).one()
        return Story(
            id=counts.story,
            title=first.title,
            reports=counts.reports,
            outlets=counts.outlets,
            claims=claims,
            first=first.published,
            last=last.published,
        )


def _counted() -> Select[Any, int, int, Any]:
    """Stories with how many reports and outlets each has, and the moment of its last report."""
    row = reports.c
    return select(
        row.story,
        func.count().label("reports"),
        func.count(row.publisher.distinct()).label("outlets"),
        func.max(row.moment).label("last"),
    ).group_by(row.story)


def _place(after: str) -> tuple[int, str]:
    number, dot, story = after.partition(".")
    if not dot or not number.removeprefix("-").isdecimal() or len(number) > 20:
        raise SettingError(f"{after!r} is no place in this list. Begin with its first page.")
    return int(number), story
