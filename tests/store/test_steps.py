"""A collection of an earlier release is brought up to date when it is opened, and keeps what it holds."""

from dataclasses import replace

from kept_records import mention_of, reading_of
from sqlalchemy import text

from inquit.batch.summaries import refresh
from inquit.store.collection import Collection
from inquit.store.feeds import Feed


def test_summaries_and_corrected_mentions_come_to_an_older_collection(where):
    with Collection.open(where, create=True) as collection, collection.writing() as writer:
        report = writer.put_reading(reading_of("The bridge is closed.", id="a1"), model="quick").reading.report
        one = mention_of(report)
        writer.put_mentions([one])
        writer.set_claims({one.id: "c1"})
    with Collection.open(where) as collection, collection.writing() as writer:  # as the first release left it
        for statement in (
            "DROP TABLE claim_summaries",
            "DROP TABLE stale_claims",
            "ALTER TABLE mentions DROP COLUMN corrected",
            "DELETE FROM inquit_migrations WHERE number > 1",
        ):
            writer._db.execute(text(statement))
    with Collection.open(where) as collection:
        with collection.viewing() as view:
            assert view.stale(9) == ("c1",)
            assert view.mentions_of_report("a1") == (one,)
        with collection.writing() as writer:
            writer.set_corrected({one.id: mention_of(report, certainty="denied")})
            assert writer.mentions_of_report("a1")[0].certainty == "denied"
            writer.set_corrected({one.id: None})
            assert writer.mentions_of_report("a1") == (one,)


def test_feeds_of_an_older_collection_are_due_at_once(where):
    with (
        Collection.open(where, create=True) as collection,
        collection.writing() as writer,
    ):  # as the second step left it
        for statement in (
            "DROP TABLE feeds",
            "CREATE TABLE feeds (url TEXT PRIMARY KEY, title TEXT, every INT, checked TEXT, etag TEXT, modified TEXT)",
            "INSERT INTO feeds VALUES ('https://a.example/rss', 'A', 600, NULL, NULL, NULL)",
            "DELETE FROM inquit_migrations WHERE number > 2",
        ):
            writer._db.execute(text(statement))
    with Collection.open(where) as collection:
        feed = Feed(url="https://a.example/rss", every=600, due="")
        with collection.viewing() as view:
            assert view.due_feed("2030-01-01T00:00:00+00:00") == feed
        with collection.writing() as writer:
            writer.put_feed_read(replace(feed, due="2030-01-01T00:10:00+00:00", told="Nothing new.", failures=1))
            assert writer.feed(feed.url).failures == 1


def test_what_is_counted_of_claims_is_worked_out_anew(where):
    with Collection.open(where, create=True) as collection:
        with collection.writing() as writer:
            report = writer.put_reading(reading_of("The bridge is closed.", id="a1"), model="quick").reading.report
            one = mention_of(report)
            writer.put_mentions([one])
            writer.set_claims({one.id: "c1"})
        refresh(collection)
        with collection.writing() as writer:  # as the fourth step left it
            assert writer.stale_count() == 0
            writer._db.execute(text("DELETE FROM inquit_migrations WHERE number > 4"))
    with Collection.open(where) as collection, collection.viewing() as view:
        assert view.stale(9) == ("c1",)
