"""Files and databases that are no collections, or none any more, or that cannot be written."""

import sqlite3
from pathlib import Path

import pytest
from kept_records import mention_of, reading_of
from sqlalchemy import event, text

from inquit.core import errors
from inquit.core.errors import (
    BusyCollection,
    CollectionError,
    DamagedCollection,
    ForeignDatabase,
    MissingCollection,
    MissingExtra,
    NewerCollection,
    UnwritableCollection,
)
from inquit.store import engine as engines
from inquit.store import migrations
from inquit.store.collection import Collection
from inquit.store.engine import engine_of, url_of
from inquit.store.migrations import Migration, migrate

LONG = " ".join(f"word{k * k}" for k in range(20_000))


@pytest.fixture
def file(tmp_path):
    """A closed collection of a few reports."""
    path = tmp_path / "a.inquit"
    with Collection.open(path, create=True) as collection:
        put(collection, *(f"Report {k}. {LONG[k * 500 : k * 500 + 20_000]}" for k in range(5)))
    return path


def put(collection, *texts):
    for one in texts:
        with collection.writing() as writer:
            writer.put_reading(reading_of(one), model="m1")


def count(where):
    with Collection.open(where) as collection, collection.viewing() as view:
        return view.counts().reports


def test_a_collection_that_is_not_there_is_not_made_unasked(where):
    with pytest.raises(MissingCollection, match="inquit add"):
        Collection.open(where)
    if isinstance(where, Path):
        assert not where.exists()


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("folder", "is a folder"),
        ("no/such/folder/a.inquit", "its folder is not there"),
        ("mysql://desk@db.example/reports", "no database that Inquit knows"),
        ("postgresql://desk:secret@db.example:port/x", "is not the URL of a database"),
    ],
)
def test_a_place_where_none_can_be(tmp_path, monkeypatch, wanted, told):
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    with pytest.raises(MissingCollection, match=told) as raised:
        Collection.open(wanted, create=True)
    assert "secret" not in str(raised.value)


def test_a_server_that_does_not_answer(tmp_path):
    url = f"postgresql://desk:secret@/reports?host={tmp_path}"
    with pytest.raises(MissingCollection, match="refuses or does not answer") as raised:
        Collection.open(url, create=True)
    assert "secret" not in str(raised.value)


def test_a_server_that_knows_no_such_database(server):
    with pytest.raises(MissingCollection, match="no_such"):
        Collection.open(f"postgresql://postgres@/no_such?host={server}", create=True)


def test_postgresql_without_its_driver(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(MissingExtra, match=r"pip install 'inquit\[postgresql\]'"):
        Collection.open("postgresql://desk@db.example/reports")


@pytest.mark.parametrize("content", [b"Two were hurt at the bridge.\n" * 50, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_of_another_kind_is_left_alone(tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises((ForeignDatabase, DamagedCollection), match=r"notes\.txt"):
        Collection.open(path, create=True)
    assert path.read_bytes() == content


@pytest.mark.parametrize("mark", [0, 12345])
def test_a_foreign_sqlite_file_is_left_alone(tmp_path, mark):
    path = tmp_path / "accounts.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE reports (key INTEGER)")
        connection.execute(f"PRAGMA application_id = {mark}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ForeignDatabase, match="holds other tables"):
        Collection.open(path, create=True)
    assert path.read_bytes() == before


def test_a_foreign_schema_in_postgresql_is_left_alone(new_schema):
    url = new_schema()
    engine = engine_of(url_of(url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE accounts (key INTEGER)"))
    with pytest.raises(ForeignDatabase, match="holds other tables"):
        Collection.open(url, create=True)
    engine.dispose()


def test_an_empty_file_becomes_a_collection_only_when_asked(tmp_path):
    path = tmp_path / "a.inquit"
    path.touch()
    with pytest.raises(MissingCollection, match="holds no collection yet"):
        Collection.open(path)
    Collection.open(path, create=True).close()
    assert count(path) == 0


def test_a_newer_collection_is_left_alone(where):
    with Collection.open(where, create=True) as collection, collection.writing() as writer:
        writer._db.execute(text("INSERT INTO inquit_migrations VALUES (99, 'to come', '2040-01-01')"))
    with pytest.raises(NewerCollection, match="later release"):
        Collection.open(where)


def _make(connection):
    connection.execute(text("CREATE TABLE later (key INTEGER)"))


def _fail(connection):
    connection.execute(text("CREATE TABLE never (key INTEGER)"))
    raise RuntimeError("the lights went out")


@pytest.fixture
def engine(where):
    """Of a collection that is brought up to date."""
    Collection.open(where, create=True).close()
    engine = engine_of(url_of(where))
    yield engine
    engine.dispose()


def test_a_step_and_its_record_are_one_transaction(engine):
    last = migrations.MIGRATIONS[-1].number
    steps = [*migrations.MIGRATIONS, Migration(number=last + 1, what="later", run=_make)]
    for _ in range(2):  # a second time there is nothing to do
        migrate(engine, "a", create=False, steps=steps)
    with pytest.raises(RuntimeError):
        migrate(engine, "a", create=False, steps=[*steps, Migration(number=last + 2, what="never", run=_fail)])
    with engine.connect() as connection:
        done = connection.execute(text("SELECT number, what FROM inquit_migrations ORDER BY number")).all()
        assert [row.number for row in done] == list(range(1, last + 2))
        assert done[-1].what == "later"
        assert connection.execute(text("SELECT count(*) FROM later")).scalar() == 0
        with pytest.raises(Exception, match="never"):
            connection.execute(text("SELECT * FROM never"))


def test_a_file_that_was_cut_off(file):
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)
    with pytest.raises(DamagedCollection, match="is damaged"):
        Collection.open(file)


def test_a_file_with_a_hole_in_it_fails_where_the_hole_is_and_loses_nothing_else(file):
    size = file.stat().st_size
    with Collection.open(file) as collection:
        with file.open("r+b") as opened:
            opened.seek(8192)
            opened.write(b"\xa5" * (size - 8192))
        with pytest.raises(DamagedCollection, match="is damaged"), collection.viewing() as view:
            [view.reading(report) for report in view.all_reports()]


@pytest.mark.parametrize("column", ["text", "reading", "head"])
def test_something_stored_that_cannot_be_read_back(collection, column):
    put(collection, "Two were hurt.")
    with collection.writing() as writer:
        value = "'broken'" if column == "head" else "CAST('broken' AS BLOB)"
        if writer._db.dialect.name == "postgresql":
            value = value.replace("BLOB", "BYTEA")
        writer._db.execute(text(f"UPDATE versions SET {column} = {value}"))  # noqa: S608  # a test's own
    with pytest.raises(DamagedCollection, match="cannot be read back"), collection.viewing() as view:
        view.reading(view.latest().items[0].report)


def test_a_full_disk_loses_only_what_did_not_fit(tmp_path):
    path = tmp_path / "a.inquit"
    with Collection.open(path, create=True) as collection:
        event.listen(collection._engine, "connect", _limit_pages)
        collection._engine.dispose()  # the connections that are open have no limit
        with pytest.raises(UnwritableCollection, match=r"the disk is full\. Make room"):
            put(collection, *(f"Report {k}. {LONG[:30_000]}" for k in range(50)))
        with collection.viewing() as view:
            fitted = view.counts().reports
            assert 1 < fitted < 50
            assert len(view.search("word1", limit=50).items) == fitted
    assert count(path) == fitted
    with Collection.open(path) as collection:  # there is room again
        put(collection, f"Report {fitted}. {LONG[:30_000]}")
    assert count(path) == fitted + 1


def _limit_pages(connection, _record):
    connection.execute("PRAGMA max_page_count = 150")


def test_a_collection_that_may_only_be_read(file):
    with Collection.open(f"sqlite:///file:{file}?mode=ro&uri=true") as collection:
        with pytest.raises(UnwritableCollection, match="may not be written"):
            put(collection, "Three were hurt.")
        with collection.viewing() as view:
            assert view.counts().reports == 5


def test_a_user_who_may_only_read(new_schema, server):
    url = new_schema()
    with Collection.open(url, create=True) as collection, collection.writing() as writer:
        schema = writer._db.execute(text("SELECT current_schema()")).scalar()
        writer._db.execute(text(f"CREATE ROLE {schema}reader LOGIN"))
        writer._db.execute(text(f"GRANT USAGE ON SCHEMA {schema} TO {schema}reader"))
        writer._db.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {schema}reader"))
    with Collection.open(url.replace("postgres@", f"{schema}reader@")) as collection:
        with pytest.raises(UnwritableCollection, match="may not be written"):
            put(collection, "Three were hurt.")
        with collection.viewing() as view:
            assert view.counts().reports == 0


def test_a_writer_that_does_not_stop(where, monkeypatch):
    Collection.open(where, create=True).close()
    monkeypatch.setattr(engines, "PATIENCE", 0.1)
    with Collection.open(where) as one, Collection.open(where) as other, one.writing() as writer:
        writer.put_reading(reading_of("Two were hurt."), model="m1")
        with other.viewing() as view:
            assert view.counts().reports == 0  # who only looks does not wait
        with pytest.raises(BusyCollection, match="another process"):
            put(other, "Three were hurt.")


def test_a_view_is_of_one_moment(where):
    Collection.open(where, create=True).close()
    with Collection.open(where) as one, Collection.open(where) as other, other.viewing() as view:
        assert view.counts().reports == 0
        put(one, "Two were hurt.")
        assert view.counts().reports == 0


def test_who_only_looks_cannot_write(new_schema):
    with (
        Collection.open(new_schema(), create=True) as collection,
        pytest.raises(UnwritableCollection),
        collection.viewing() as view,
    ):
        view._db.execute(text("DELETE FROM reports"))


def test_nothing_is_kept_of_a_transaction_that_fails(collection):
    def write():
        with collection.writing() as writer:
            stored = writer.put_reading(reading_of("Two were hurt."), model="m1")
            writer.put_mentions([mention_of(stored.reading.report)])
            raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        write()
    with collection.viewing() as view:
        assert (view.counts().reports, view.counts().mentions, view.search("hurt").items) == (0, 0, ())


def test_bugs_of_ours_are_not_told_as_something_else(collection):
    with pytest.raises(Exception, match="no_such") as raised, collection.viewing() as view:
        view._db.execute(text("SELECT * FROM no_such"))
    assert not isinstance(raised.value, CollectionError)


def test_each_error_travels_and_says_what_to_do():
    import pickle

    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, CollectionError)]
    assert len(kinds) == 7
    for kind in kinds:
        error = pickle.loads(pickle.dumps(kind("a.inquit", "is damaged", "Restore it")))
        assert (type(error), str(error)) == (kind, "a.inquit: is damaged. Restore it.")
