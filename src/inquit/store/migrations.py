"""The numbered steps that bring a database's tables up to this release, each in one transaction with its record.

An SQLite file of ours carries an `application_id`, any database of ours the table `inquit_migrations`. A database that
holds tables and no such mark belongs to something else, and is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, inspect, select

from inquit.core.errors import ForeignDatabase, MissingCollection, NewerCollection
from inquit.store import schema, search, summaries
from inquit.store.engine import look, write

APPLICATION_ID = 0x494E5154  # "INQT"


@dataclass(frozen=True, kw_only=True, slots=True)
class Migration:
    """One step. A step that was released is not changed any more."""

    number: int
    what: str
    run: Callable[[Connection], None]


def _first_tables(connection: Connection) -> None:
    schema.metadata.create_all(connection)
    search.create(connection)


def _summaries(connection: Connection) -> None:
    """Tables that the first step has made in a new collection, and lacks in one that is older than they are."""
    schema.metadata.create_all(connection)
    if "corrected" not in {column["name"] for column in inspect(connection).get_columns("mentions")}:
        connection.exec_driver_sql("ALTER TABLE mentions ADD COLUMN corrected TEXT")
    summaries.forget_all(connection)


def _feeds_due(connection: Connection) -> None:
    """When a feed is to be read next and what came of it, in place of what its server said, which nothing used."""
    there = {column["name"] for column in inspect(connection).get_columns("feeds")}
    for name in sorted(there & {"title", "etag", "modified"}):
        connection.exec_driver_sql(f"ALTER TABLE feeds DROP COLUMN {name}")
    for name, kind in (
        ("due", "TEXT NOT NULL DEFAULT ''"),
        ("told", "TEXT"),
        ("failures", "INTEGER NOT NULL DEFAULT 0"),
    ):
        if name not in there:
            connection.exec_driver_sql(f"ALTER TABLE feeds ADD COLUMN {name} {kind}")


MIGRATIONS: Sequence[Migration] = (
    Migration(number=1, what="tables of the first release", run=_first_tables),
    Migration(number=2, what="summaries of claims, corrected mentions", run=_summaries),
    Migration(number=3, what="feeds: when they are due, and what came of them", run=_feeds_due),
    Migration(number=4, what="summaries of claims count sure disputes", run=summaries.forget_all),
    Migration(number=5, what="outlets that repeat a claim are no roots", run=summaries.forget_all),
    Migration(number=6, what="contrary claims are no sure disputes", run=summaries.forget_all),
)


def migrate(engine: Engine, where: str, *, create: bool, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Runs the steps that the database lacks; in an empty one only with `create`.

    Raises:
        MissingCollection: the database is empty, and `create` is not set.
        ForeignDatabase: it belongs to something else.
        NewerCollection: it has had steps that this release does not know.
    """
    with look(engine) as connection:
        done = _done(connection, where)
    if done > steps[-1].number:
        raise NewerCollection(where, "was made by a later release of Inquit", "Install that release")
    if not done:
        if not create:
            raise MissingCollection(where, "holds no collection yet", "Put reports in it with: inquit add")
        _prepare(engine)
    for step in steps[done:]:
        with write(engine) as connection:
            if _done(connection, where) < step.number:  # or else another process was quicker
                _mark(connection)
                schema.migrations.create(connection, checkfirst=True)
                step.run(connection)
                connection.execute(schema.migrations.insert().values(number=step.number, what=step.what, applied=now()))


def now() -> str:
    """This moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _done(connection: Connection, where: str) -> int:
    """The number of the last step that the database has had, 0 for an empty one."""
    tables = inspect(connection).get_table_names()
    foreign = ForeignDatabase(where, "holds other tables than Inquit's", "Give a file or database of its own")
    if connection.dialect.name == "sqlite":
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if mark not in {0, APPLICATION_ID} or (tables and mark != APPLICATION_ID):
            raise foreign
    if schema.migrations.name not in tables:
        if tables:
            raise foreign
        return 0
    return connection.execute(select(func.coalesce(func.max(schema.migrations.c.number), 0))).scalar_one()


def _mark(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _prepare(engine: Engine) -> None:
    """Readers do not wait for a writer in a write-ahead log; the file remembers that it has one."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:  # SQLAlchemy's own are always in a transaction
            connection.cursor().execute("PRAGMA journal_mode = WAL")
