"""Bytes that a report takes in a collection, table by table, with their indexes (SQLite).

    python benchmarks/collection_size.py SOURCE... [--most N]

SOURCE is what `inquit add` takes; at most N reports are added, 30 by default. Each is kept as it is read, with its
mentions and fingerprints. What comparing it with others adds is not in the figures: it depends on how much they share.
"""

from __future__ import annotations

import argparse
import itertools
import sqlite3
import tempfile
from pathlib import Path

from inquit.batch.adding import DEFAULT_OPTIONS, Outcome, adding, items_of
from inquit.claims.mentions import mentions
from inquit.core.records import Reading
from inquit.reuse.prints import prints
from inquit.store.collection import Collection
from inquit.store.writer import Writer

# dbstat has the pages of every table and index; the shadow tables of full-text search stand together.
_SIZES = """
    SELECT CASE WHEN s.name LIKE 'words\\_%' ESCAPE '\\' THEN 'words' ELSE coalesce(m.tbl_name, s.name) END, sum(s.pgsize)
    FROM dbstat AS s LEFT JOIN sqlite_master AS m ON m.name = s.name GROUP BY 1 ORDER BY 2 DESC
"""


def keep(writer: Writer, reading: Reading) -> None:
    """Keeps what a report brings along by itself."""
    writer.put_mentions(mentions(reading))
    writer.put_prints(reading.report.id, (one.hash for one in prints(reading.report.text)))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--most", type=int, default=30)
    options = parser.parse_args()
    items = itertools.islice(
        (item for source in options.sources for item in items_of(source, DEFAULT_OPTIONS)), options.most
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.inquit")
        with Collection.open(path, create=True) as collection:
            texts = [
                len(one.report.text.encode())
                for one in adding(collection, items, workers=1, relate=keep)
                if isinstance(one, Outcome)
            ]
        connection = sqlite3.connect(path)
        sizes = connection.execute(_SIZES).fetchall()
        connection.close()
    print(f"{len(texts)} reports; bytes a report: {sum(texts) / len(texts):,.0f} of text (UTF-8),")
    for table, size in sizes:
        print(f"{size / len(texts):>10,.0f}  {table}")
    print(f"{sum(size for _, size in sizes) / len(texts):>10,.0f}  in all")


if __name__ == "__main__":
    main()
