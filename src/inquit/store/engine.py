"""Connections to SQLite and PostgreSQL, and what goes wrong with them in sentences of our own."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from inquit.core.errors import (
    BusyCollection,
    CollectionError,
    DamagedCollection,
    ForeignDatabase,
    MissingCollection,
    MissingExtra,
    UnwritableCollection,
)

PATIENCE = 60  # seconds that a writer waits for another one
_WRITING = "inquit_writing"
_LOCK = 0x696E71756974  # "inquit"; PostgreSQL's advisory locks have numbers

_ADDRESS = re.compile(r"[a-z][a-z0-9+]*://", re.IGNORECASE)


def url_of(where: str | Path) -> URL:
    """The address of a database: an sqlite or postgresql URL as it is given, else the path of an SQLite file.

    Raises:
        MissingCollection: it is the URL of something else, or none.
    """
    if isinstance(where, Path) or not _ADDRESS.match(where):
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise MissingCollection(where.partition("://")[0], "is not the URL of a database", _HOW) from error
    backend = url.get_backend_name()
    if backend in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise MissingCollection(shown(url), f"{backend} is no database that Inquit knows", _HOW)
    return url


_HOW = "Give the path of a file, or postgresql://user@host/database"


def shown(url: URL) -> str:
    """What a person calls it: the path, or the URL without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "memory"
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def engine_of(url: URL) -> Engine:
    """An engine whose transactions begin as `begin_writing` and plain `begin` need them.

    Raises:
        MissingExtra: PostgreSQL is asked for, and its driver is not installed.
    """
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    except ImportError as error:
        raise MissingExtra("PostgreSQL needs a driver. Install it with: pip install 'inquit[postgresql]'") from error


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, and nowhere else
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL, nothing is lost when a process is killed


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def write(engine: Engine) -> Generator[Connection]:
    """One transaction as the only writer, committed at the end, or rolled back by an exception."""
    with engine.connect().execution_options(**{_WRITING: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


@contextmanager
def look(engine: Engine) -> Generator[Connection]:
    """One transaction that only reads, and sees one state of the collection from its first question on."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def told(where: str) -> Generator[None]:
    """Turns what a database says into a CollectionError that names `where`; bugs of ours pass as they are."""
    try:
        yield
    except DBAPIError as error:
        known = _sqlite(where, error.orig) if isinstance(error.orig, sqlite3.Error) else _postgresql(where, error.orig)
        if known is None:
            raise
        raise known from error


_FULL = (
    UnwritableCollection,
    "cannot grow, the disk is full",
    "Make room, then run the same command again: it goes on where it stopped",
)
_READ_ONLY = (UnwritableCollection, "may not be written", "Check its permissions, and for a file those of its folder")
_BUSY = (BusyCollection, f"another process has been writing for over {PATIENCE} s", "Try again")
_DAMAGED = (DamagedCollection, "is damaged", "Restore it from a copy, or add the reports to a new one")
_Told = tuple[type[CollectionError], str, str]

_SQLITE: dict[int, _Told] = {
    sqlite3.SQLITE_NOTADB: (ForeignDatabase, "is not a collection of Inquit's", "Give another file"),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: (UnwritableCollection, "cannot be read or written", "Check the disk it is on"),
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CANTOPEN: (MissingCollection, "cannot be opened", "Check the path and its permissions"),
}
# By PostgreSQL's Appendix A; two characters stand for a class of states.
_POSTGRESQL: dict[str, _Told] = {
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "55P03": _BUSY,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
_UNREACHED = ("08", "28", "3D", "53", "57")


def _sqlite(where: str, error: sqlite3.Error) -> CollectionError | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    known = None if code is None else _SQLITE.get(code & 0xFF)  # extended codes keep the primary one in their last byte
    return known and known[0](where, *known[1:])


def _postgresql(where: str, error: BaseException | None) -> CollectionError | None:
    state: str | None = getattr(error, "sqlstate", None)
    if known := _POSTGRESQL.get(state or ""):
        return known[0](where, *known[1:])
    if state is None or state.startswith(_UNREACHED):  # psycopg gives no state where no server answered
        reason = next(iter(str(error).strip().splitlines()), "no reason given").rstrip(".")
        return MissingCollection(where, f"the server refuses or does not answer ({reason})", "Check the URL")
    return None
