"""A collection in SQLite and one in PostgreSQL: each test that asks for `where` runs over both.

The server is one of its own, in a temporary folder, reached by a socket there, and stopped at the end.
"""

import itertools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from inquit.store.collection import Collection

BACKENDS = ("sqlite", "postgresql")


def _programs():
    """The folder of PostgreSQL's newest programs, None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@pytest.fixture(scope="session")
def server():
    """Runs SQL on a server, and gives the folder of its socket."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    folder = tempfile.mkdtemp(prefix="inquit-pg-")
    start = []
    if os.geteuid() == 0:  # PostgreSQL does not run as root
        shutil.chown(folder, "postgres", "postgres")
        start = ["runuser", "-u", "postgres", "--"]
    data = f"{folder}/data"

    def run(*command):
        subprocess.run([*start, *command], check=True, capture_output=True, cwd=folder)

    run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c autovacuum=off"
    try:
        run(programs / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        yield folder
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def new_schema(server):
    """Makes an empty schema on the server; its URL."""
    import psycopg

    numbers = itertools.count()

    def make():
        name = f"t{next(numbers)}"
        with psycopg.connect(host=server, user="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"postgresql://postgres@/postgres?host={server}&options=-csearch_path%3D{name}"

    return make


@pytest.fixture(params=BACKENDS)
def where(request, tmp_path):
    """Where no collection is yet: a path, or the URL of an empty schema."""
    if request.param == "sqlite":
        return tmp_path / "a.inquit"
    return request.getfixturevalue("new_schema")()


@pytest.fixture
def collection(where):
    with Collection.open(where, create=True) as opened:
        yield opened


@pytest.fixture(params=BACKENDS, scope="module")
def shared(request, tmp_path_factory):
    """One collection for all examples of a property."""
    if request.param == "sqlite":
        place = tmp_path_factory.mktemp("shared") / "a.inquit"
    else:
        place = request.getfixturevalue("new_schema")()
    with Collection.open(place, create=True) as opened:
        yield opened
