"""Makes a collection many times as large as one that was added report by report, in minutes (SQLite).

It is for measuring what the size of tables and indexes costs, and for nothing else: the copies were compared with
themselves alone, as the original was. Every row of every table is copied as often as wanted, under keys and ids of its
own. The original comes last and is the newest; each copy is as much older as the original spans days, so that the
whole is one stream of news, as dense as the original.

Copies do not look like reprints of each other, and yet share what different stories share:

- A fingerprint of reports that are more than three days apart is a stock phrase and stands in every copy; all others
  are other numbers in each copy.
- Telling words are those of each copy's own time. They are changed, in each copy in its own way and throughout, for
  others of about the same rank by the number of reports that have them, so that a frequent word is frequent everywhere.

Texts, readings, meanings and the words of the full-text index stay as they are. Corrections and feeds are not copied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from math import log
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    case,
    create_engine,
    func,
    insert,
    literal_column,
    select,
    text,
    true,
    union_all,
)

from inquit.claims.terms import keys, stretches, terms
from inquit.core.moments import moment
from inquit.core.records import Report
from inquit.store import schema, search
from inquit.store.collection import Collection
from inquit.tagger.words import WordReader

COPIED = (
    schema.reports,
    schema.versions,
    schema.mentions,
    schema.report_sources,
    schema.vectors,
    schema.derivations,
    schema.likenesses,
    schema.claim_summaries,
    schema.stale_claims,
)
IDS = {"id", "claim", "story", "address"}
STORY = timedelta(days=3)  # what reports share that are further apart, they do not share because of one story
NEAR = 0.4  # a word is changed for one whose rank is e to this power times as high or low, about
SCATTERING = 0x9E3779B97F4A7C  # copy k's fingerprints are those of the original, xor k times this: below 2**63

_passing = MetaData()
_copies = Table(
    "copies",
    _passing,
    Column("number", Integer, primary_key=True),  # from 0 on, the oldest first
    Column("age", Integer, nullable=False),  # how many are newer
    prefixes=["TEMPORARY"],
)
_own_prints = Table(
    "own_prints",
    _passing,
    Column("hash", BigInteger, nullable=False),
    Column("report", Integer, nullable=False),
    Column("scattered", Integer, nullable=False),  # 0 for a stock phrase, 1 for others
    prefixes=["TEMPORARY"],
)
_telling = Table(
    "telling",
    _passing,
    Column("hash", BigInteger, nullable=False),
    Column("report", Integer, nullable=False),  # key in the whole
    prefixes=["TEMPORARY"],
)
_said = Table(
    "said",
    _passing,
    Column("report", Integer, primary_key=True),
    Column("words", Text, nullable=False),
    prefixes=["TEMPORARY"],
)


def multiply(original: Path, whole: Path, times: int, reader: WordReader) -> None:
    """Writes a collection to the new file `whole` that is `times` as large as `original`, which stays as it is.

    `reader` reads words as it did for the original.
    """
    with Collection.open(original) as collection, collection.viewing() as view:
        reports = [report for id in view.all_reports() if (report := view.report(id)) is not None]  # noqa: A001
    Collection.open(whole, create=True).close()
    engine = create_engine(f"sqlite:///{whole}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = OFF")
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        connection.exec_driver_sql("PRAGMA cache_size = -500000")  # kB
        connection.execute(text("ATTACH :original AS original"), {"original": str(original)})
        _passing.create_all(connection)
        numbers = [{"number": number, "age": times - 1 - number} for number in range(times)]
        connection.execute(insert(_copies), numbers)
        _Multiplier(connection, times, reports, reader).run()
        connection.commit()
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    engine.dispose()


class _Multiplier:
    """One multiplication, in one transaction of a connection to the whole to which the original is attached."""

    def __init__(self, connection: Connection, times: int, reports: list[Report], reader: WordReader) -> None:
        self._db, self._times, self._reports = connection, times, reports
        attached = MetaData()
        self._held = {t.name: t.to_metadata(attached, schema="original") for t in schema.metadata.sorted_tables}
        self._strides = {
            table.name: connection.execute(select(func.max(table.c.key) + 1)).scalar() or 0
            for table in self._held.values()
            if "key" in table.c
        }
        own = self._held["reports"].c
        self._keys: dict[str, int] = {row.id: row.key for row in connection.execute(select(own.id, own.key))}
        self._terms = {report.id: terms(report, reader) for report in reports}
        times_published = [when for report in reports if (when := moment(report.published)) is not None]
        spans = max(times_published) - min(times_published) if times_published else timedelta(0)
        self._span = timedelta(days=spans.days + 1)

    def run(self) -> None:
        """Copies all tables; indexes are made when they are full."""
        indexes = [index for table in (*COPIED, schema.prints) for index in table.indexes]
        for index in indexes:
            index.drop(self._db)
        for table in COPIED:
            held = self._held[table.name]
            columns = [self._copied(column) for column in held.c]
            ordered = (_copies.c.number, *held.primary_key.columns)
            asked = select(*columns).select_from(_copies.join(held, true())).order_by(*ordered)
            self._db.execute(insert(table).from_select([column.name for column in held.c], asked))
        self._copy_prints()
        self._copy_words()
        for index in indexes:
            index.create(self._db)

    def _copied(self, column: Column[Any]) -> ColumnElement[Any]:
        """The value of a column of the original in each copy."""
        owner = _owner(column)
        if owner is not None:
            return self._key(column, owner)
        if column.name in IDS:
            return case((_copies.c.age == 0, column), else_=column.op("||")(literal_column("'.' || copies.age")))
        return self._dated(column)

    def _dated(self, column: Column[Any]) -> ColumnElement[Any]:
        own = self._held["reports"].c
        if column is own.moment:
            return case((column == schema.UNDATED, column), else_=self._older(column))
        if column is own.published:
            return self._date()
        if column is self._held["versions"].c.head:
            date = select(self._date()).where(own.key == column.table.c.report).scalar_subquery()
            return func.json_set(column, "$.published", date)
        return column

    def _key(self, column: ColumnElement[int], owner: str) -> ColumnElement[int]:
        return column + _copies.c.number * self._strides[owner]

    def _older(self, seconds: ColumnElement[int]) -> ColumnElement[int]:
        return seconds - _copies.c.age * int(self._span.total_seconds())

    def _date(self) -> ColumnElement[Any]:
        own = self._held["reports"].c
        moved = func.strftime("%Y-%m-%dT%H:%M+00:00", self._older(own.moment), "unixepoch")
        return case(((_copies.c.age == 0) | (own.moment == schema.UNDATED), own.published), else_=moved)

    def _copy_prints(self) -> None:
        """Telling words are hashed anew; the rest of a report's numbers are fingerprints of its text."""
        self._db.execute(insert(_own_prints), list(self._of_texts()))
        for number in range(self._times):
            self._db.execute(insert(_telling), list(self._of_terms(number)))
        own = _own_prints.c
        scatter = _copies.c.age * SCATTERING * own.scattered
        moved = own.hash.bitwise_or(scatter) - own.hash.bitwise_and(scatter)  # SQLite has no xor
        texts = select(moved, self._key(own.report, "reports")).select_from(_copies.join(_own_prints, true()))
        asked = union_all(texts, select(_telling.c.hash, _telling.c.report)).order_by(text("1, 2"))
        # Two numbers of one report may have become one.
        self._db.execute(insert(schema.prints).prefix_with("OR IGNORE").from_select(["hash", "report"], asked))

    def _of_texts(self) -> Iterator[dict[str, int]]:
        held, own = self._held["prints"].c, self._held["reports"].c
        carried = select(held.hash).join(own.key.table, own.key == held.report).where(own.moment != schema.UNDATED)
        apart = func.max(own.moment) - func.min(own.moment) > STORY.total_seconds()
        stock = set(self._db.execute(carried.group_by(held.hash).having(apart)).scalars())
        for report in self._reports:
            telling = set(keys(self._terms[report.id], stretches(report.published)[1]))
            key = self._keys[report.id]
            for number in self._db.execute(select(held.hash).where(held.report == key)).scalars():
                if number not in telling:
                    yield {"hash": number, "report": key, "scattered": int(number not in stock)}

    def _of_terms(self, number: int) -> Iterator[dict[str, int]]:
        age = self._times - 1 - number
        others = self._others(age)
        hashes: dict[tuple[int, str], int] = {}
        for report in self._reports:
            when = moment(report.published)
            moved = None if when is None else (when - age * self._span).isoformat()
            stretch, key = stretches(moved)[1], self._keys[report.id] + number * self._strides["reports"]
            for term in self._terms[report.id]:
                at = stretch, others[term]
                if at not in hashes:
                    (hashes[at],) = keys([others[term]], stretch)
                yield {"hash": hashes[at], "report": key}

    def _others(self, age: int) -> Mapping[str, str]:
        """What stands for each telling word in a copy; in the original it is itself."""
        counts = Counter(term for those in self._terms.values() for term in those)
        ranked = sorted(counts, key=lambda term: (-counts[term], term))
        if age == 0:
            return dict(zip(ranked, ranked, strict=True))
        random = Random(age)  # noqa: S311  # nothing secret
        at = {term: log(rank + 1) + random.uniform(-NEAR, NEAR) for rank, term in enumerate(ranked)}
        return dict(zip(ranked, sorted(ranked, key=lambda term: at[term]), strict=True))

    def _copy_words(self) -> None:
        """The full-text index keeps no text, so that its words are taken from the reports again."""
        rows = [
            {"report": self._keys[report.id], "words": " ".join(word for word, _ in search.words(report.text))}
            for report in self._reports
        ]
        self._db.execute(insert(_said), rows)
        self._db.execute(
            text(
                "INSERT INTO words (rowid, said) SELECT said.report + copies.number * :stride, said.words"
                " FROM copies JOIN said ORDER BY copies.number, said.report"
            ),
            {"stride": self._strides["reports"]},
        )


def _owner(column: Column[Any]) -> str | None:
    """The table whose key a column holds."""
    if column.name == "key":
        return column.table.name
    if column.table.name == "stale_claims" and column.name == "report":  # the one key that is not declared as such
        return "reports"
    return next((key.column.table.name for key in column.foreign_keys), None)
