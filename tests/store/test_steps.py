"""A collection of an earlier release is brought up to date when it is opened, and keeps what it holds."""

from kept_records import mention_of, reading_of
from sqlalchemy import text

from inquit.store.collection import Collection


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
