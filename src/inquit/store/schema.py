"""The tables of a collection, the same in SQLite and PostgreSQL. docs/collection.md says what each is for.

Ids of the outside world (of reports, mentions, claims) are text; inside, a row is known by a number, so that the long
tables of fingerprints and keys take a few bytes a row.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from inquit.store.columns import KEY, AnyText, PackedJson, PackedText, PlainJson

metadata = MetaData()

UNDATED = -(2**62)  # before every date, so that lists of the newest first end with what has none


def _report_key(name: str = "report", *, primary: bool = False) -> Column[int]:
    return _key_of("reports", name, primary=primary)


def _mention_key(name: str = "mention") -> Column[int]:
    return _key_of("mentions", name, primary=True)


def _key_of(table: str, name: str, *, primary: bool) -> Column[int]:
    owner = ForeignKey(f"{table}.key", ondelete="CASCADE")
    return Column(name, KEY, owner, primary_key=primary, nullable=False, autoincrement=False)


migrations = Table(
    "inquit_migrations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("what", Text, nullable=False),
    Column("applied", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("id", AnyText, nullable=False, unique=True),
    Column("address", AnyText, unique=True),  # canonical, see identity.py
    Column("publisher", AnyText),
    Column("version", Integer, nullable=False),
    Column("title", AnyText),
    Column("outlet", AnyText),
    Column("published", AnyText),
    Column("url", AnyText),
    Column("moment", BigInteger, nullable=False),  # seconds since 1970, of `published`
    Column("story", AnyText),
    Index("reports_by_moment", "moment", "key"),
    Index("reports_by_outlet", "outlet", "moment", "key"),
    Index("reports_by_story", "story", "moment", "key"),
)

versions = Table(
    "versions",
    metadata,
    _report_key(primary=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False, index=True),  # hash of the text
    Column("added", Text, nullable=False),  # ISO 8601, UTC
    Column("model", Text, nullable=False),  # what read it
    Column("head", PlainJson, nullable=False),  # the fields of Report, without its id and text
    Column("text", PackedText, nullable=False),
    Column("reading", PackedJson, nullable=False),  # core/codec, with evidence, without the report
)

mentions = Table(
    "mentions",
    metadata,
    Column("key", KEY, primary_key=True),
    Column("id", AnyText, nullable=False, unique=True),
    _report_key(),
    Column("start", Integer, nullable=False),
    Column("spans", PlainJson, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("chain", PlainJson, nullable=False),
    Column("act", Text),
    Column("certainty", Text),
    Column("stance", Text),
    Column("said", AnyText),
    Column("attribution", AnyText),
    Column("headline", Boolean, nullable=False),
    Column("confidence", Float(53), nullable=False),
    Column("claim", AnyText),
    Column("corrected", PlainJson),  # what a person says of it instead, see mentions.py; null where nobody did
    Index("mentions_by_report", "report", "start"),
    Index("mentions_by_claim", "claim"),
)

report_sources = Table(
    "report_sources",
    metadata,
    Column("key", KEY, primary_key=True),
    _report_key(),
    Column("source", AnyText, nullable=False),  # its id in the reading
    Column("name", AnyText, nullable=False),
    Column("folded", AnyText, nullable=False),  # by which it is found in other reports
    Column("kind", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("statements", Integer, nullable=False),  # attributions of which it is the innermost source
    Column("words", Integer, nullable=False),  # in their contents
    Index("report_sources_by_report", "report"),
    Index("report_sources_by_name", "folded", "kind", "standing"),
)

prints = Table(
    "prints",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    _report_key(primary=True),
    Index("prints_by_report", "report"),
    sqlite_with_rowid=False,
)


keys = Table(
    "keys",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),  # of the key's text
    _mention_key(),
    Index("keys_by_mention", "mention"),
    sqlite_with_rowid=False,
)

vectors = Table(
    "vectors",
    metadata,
    _mention_key(),
    Column("vector", LargeBinary, nullable=False),
)

derivations = Table(
    "derivations",
    metadata,
    _report_key("taker", primary=True),
    _report_key("origin", primary=True),
    Column("how", Text, primary_key=True),
    Column("confidence", Float(53), nullable=False),
    Column("passages", PlainJson, nullable=False),
    Column("evidence", PlainJson, nullable=False),
    Index("derivations_by_origin", "origin"),
    sqlite_with_rowid=False,
)

likenesses = Table(
    "likenesses",
    metadata,
    _mention_key("first"),
    _mention_key("second"),
    Column("same", Float(53), nullable=False),
    Column("rival", Boolean, nullable=False),
    Column("contrary", Boolean, nullable=False),
    Column("reasons", PlainJson, nullable=False),
    Index("likenesses_by_second", "second"),
    sqlite_with_rowid=False,
)

claim_summaries = Table(
    "claim_summaries",
    metadata,
    Column("claim", AnyText, primary_key=True),
    Column("text", AnyText, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("least", Integer, nullable=False),  # independent sources
    Column("most", Integer, nullable=False),
    Column("named", Integer, nullable=False),  # roots
    Column("unnamed", Integer, nullable=False),
    Column("disputes", Integer, nullable=False),
    Column("unrooted", Integer, nullable=False),  # outlets that carry it, beyond its independent sources
    Column("first", AnyText),  # publication, ISO 8601
    Column("last", AnyText),
    Index("claims_by_carried", "reports", "claim"),
    Index("claims_by_disputed", "disputes", "claim"),
    Index("claims_by_unrooted", "unrooted", "claim"),
)

stale_claims = (
    Table(  # those whose summary is to be made; with one report that carries each, so that near ones are near
        "stale_claims",
        metadata,
        Column("claim", AnyText, primary_key=True),
        Column("report", KEY, nullable=False),
        Index("stale_claims_by_report", "report", "claim"),
    )
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("payload", PlainJson, nullable=False),
    Column("who", AnyText, nullable=False),
    Column("made", Text, nullable=False),  # ISO 8601, UTC
    Column("undone", Text),
    sqlite_autoincrement=True,  # the number of a correction is never given twice
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", AnyText, primary_key=True),
    Column("every", Integer, nullable=False),  # seconds
    Column("due", Text, nullable=False, server_default=""),  # ISO 8601, UTC, to the second
    Column("checked", Text),
    Column("told", AnyText),
    Column("failures", Integer, nullable=False, server_default="0"),
)
