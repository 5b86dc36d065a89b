"""A collection of reports: opened, looked at, written to."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from inquit.core.errors import MissingCollection
from inquit.store.engine import engine_of, look, shown, told, url_of, write
from inquit.store.migrations import migrate
from inquit.store.view import View
from inquit.store.writer import Writer


class Collection:
    """A collection that is open. Any number of threads may look at it, while one of any process writes.

    `name` is what a person calls it: the path of its file, or its URL without a password.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine, self.name = engine, name

    @property
    def address(self) -> str:
        """What `open` takes to open it once more, in another process too; it holds the password, if there is one."""
        url = self._engine.url
        if url.get_backend_name() == "sqlite" and not self.name.startswith("file:"):
            return self.name  # a path may hold what means something else in a URL
        return url.render_as_string(hide_password=False)

    @classmethod
    def open(cls, where: str | Path, *, create: bool = False) -> Collection:
        """The collection at `where`: the path of a file, or a URL as SQLAlchemy takes it (postgresql://user@host/name).

        An older release's tables are brought up to date. With `create` an empty or missing file, or an empty database,
        becomes a collection.

        Raises:
            MissingCollection: there is none, and `create` is not set; or its server does not answer.
            ForeignDatabase: the file or database is something else.
            DamagedCollection: the file is damaged such that it cannot be opened.
            NewerCollection: a later release made it.
            UnwritableCollection: it must be written to be opened, and may not be.
            MissingExtra: it is in PostgreSQL, and the driver is not installed.
        """
        url = url_of(where)
        name = shown(url)
        if url.get_backend_name() == "sqlite" and not name.startswith("file:"):  # a URI, which says itself what it may
            _check(Path(name), create=create)
        engine = engine_of(url)
        try:
            with told(name):
                migrate(engine, name, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name)

    @contextmanager
    def viewing(self) -> Generator[View]:
        """One state of the collection: what others write meanwhile is not seen.

        Raises:
            CollectionError: the database failed, or holds something that cannot be read back.
        """
        with told(self.name), look(self._engine) as connection:
            yield View(connection)

    @contextmanager
    def writing(self) -> Generator[Writer]:
        """One transaction as the only writer: all of it is kept at the end, or nothing if there is an exception.

        Raises:
            CollectionError: it could not be written; nothing was.
        """
        with told(self.name), write(self._engine) as connection:
            yield Writer(connection)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _check(path: Path, *, create: bool) -> None:
    """What can be told of a file before SQLite, which would make it, opens it."""
    if path.is_dir():
        raise MissingCollection(str(path), "is a folder", "Give the path of a file")
    if not path.exists():
        if not create:
            raise MissingCollection(str(path), "is not there", "Put reports in it with: inquit add")
        if not path.parent.is_dir():
            raise MissingCollection(str(path), "its folder is not there", "Make the folder, or check the path")
