"""Feeds that are watched: when each is to be read next, and what came of it the last time."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, select, update

from inquit.store.paging import LIMIT, Page, page_of
from inquit.store.schema import feeds


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed that is read `every` so many seconds.

    `due` is when it is to be read next and `checked` when it last was (ISO 8601, UTC, to the second), `told` a sentence
    on what came of that, and `failures` how many times in a row it has failed.
    """

    url: str
    every: int = 900
    due: str
    checked: str | None = None
    told: str | None = None
    failures: int = 0


class FeedViews:
    """Feeds that are watched."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def feeds(self, *, after: str | None = None, limit: int = LIMIT) -> Page[Feed]:
        """All feeds, by their addresses."""
        asked = select(feeds).order_by(feeds.c.url).limit(limit + 1)
        if after is not None:
            asked = asked.where(feeds.c.url > after)
        rows = self._db.execute(asked).mappings().all()
        return page_of(rows, limit, lambda row: Feed(**row), lambda row: row["url"])

    def feed(self, url: str) -> Feed | None:
        """The feed with this address, None where it is not watched."""
        row = self._db.execute(select(feeds).where(feeds.c.url == url)).mappings().first()
        return None if row is None else Feed(**row)

    def due_feed(self, now: str) -> Feed | None:
        """The feed that is to be read first of those that are due by `now`; None where none is."""
        asked = select(feeds).where(feeds.c.due <= now).order_by(feeds.c.due, feeds.c.url).limit(1)
        row = self._db.execute(asked).mappings().first()
        return None if row is None else Feed(**row)


def read(connection: Connection, feed: Feed) -> None:
    """Keeps what is known of a feed that is watched, and does nothing for one that is not any more."""
    row = asdict(feed)
    del row["every"]  # somebody may have changed it meanwhile
    connection.execute(update(feeds).where(feeds.c.url == feed.url).values(row))


def remove(connection: Connection, url: str) -> None:
    """Takes a feed off the list, if it is there."""
    connection.execute(delete(feeds).where(feeds.c.url == url))
