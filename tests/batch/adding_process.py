"""Adds reports by itself, with a reader that takes no time: adding_process.py COLLECTION WORKERS FIRST LAST."""

import os
import sys

from quick_reader import read

from inquit.batch.adding import adding
from inquit.core.comparison import Mention, mention_id
from inquit.core.records import Report
from inquit.store.collection import Collection


def reports(first, last):
    """Reports that differ, every other one under the id of the one before."""
    for k in range(first, last):
        yield Report.of(f"Ann Bo said that {k} ships came. The sea was calm.", id=f"a{k - k % 2}")


def relate(writer, reading):
    """Keeps a mention, a key and some fingerprints of each report."""
    for one in reading.attributions:
        mention = Mention(
            id=mention_id(reading.report.id, one.content),
            report=reading.report.id,
            spans=one.content,
            text=one.content[0].of(reading.report.text),
            chain=one.chain,
        )
        writer.put_mentions([mention])
        writer.put_keys({mention.id: ["ships"]})
        writer.set_claims({mention.id: "c1"})
    writer.put_prints(reading.report.id, range(20))


def run(where, workers, first, last, begun=lambda: None):
    with Collection.open(where, create=True) as collection:
        for _ in adding(collection, reports(first, last), workers=workers, read=read, model="quick", relate=relate):
            begun()


if __name__ == "__main__":
    run(sys.argv[1], *map(int, sys.argv[2:]), begun=lambda: os.write(1, b"one more\n"))
