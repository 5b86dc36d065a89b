"""Milliseconds that the desk's pages take, from a collection of many reports (SQLite).

    python benchmarks/desk.py [--reports 10000] [--collection FILE] [--times 20]

Every page is asked for --times times, in this process, as the desk's own server would be. What is measured goes from the
request to the last byte of the answer: the median and the longest on the clock, and the CPU time of the process on
average, which other work on the machine changes little.

Comparing ten thousand reports takes hours, so that the collection is made of copies: the invented families beside this
file are added once, as `inquit add` does, and then the rows of their tables are put in again and again, a week later
each time, under other ids, with other names of sources and outlets. A copy has the mentions, claims with their figures,
likenesses, derivations, stories and searched words of the first, of its own; it has no fingerprints, keys or vectors,
which no page reads. So the sizes of claims are those of a story of ten reports, and every copy has the same words: a
search finds all of them. With --collection the file is kept, and measured as it is when it is there already.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from starlette.testclient import TestClient

from inquit.batch.adding import add
from inquit.batch.comparing import Comparer
from inquit.batch.summaries import refresh
from inquit.claims.mentions import mentions
from inquit.core.records import Report
from inquit.pipeline import read_reports
from inquit.store.collection import Collection
from inquit.store.search import words
from inquit.web.addresses import claim_address, report_address, with_query
from inquit.web.app import application
from inquit.web.desk import Desk
from inquit.web.jobs import Jobs
from inquit.web.server import rules_for

FAMILIES = Path(__file__).parent / "families"
GIVEN = ("id", "title", "outlet", "published", "url", "byline", "text")
MODEL = "desk benchmark"
LONG = 20_000  # words of the long report
LONG_ID = "the-long-one"
WEEK = 7 * 24 * 60 * 60  # seconds
OTHERWISE = {
    "reports": {
        "key": "key + :number * :reports",
        "id": "id || :tail",
        "address": "address || :tail",
        "publisher": "publisher || :outlet",
        "outlet": "outlet || :outlet",
        "published": "strftime('%Y-%m-%dT%H:%M:%SZ', moment + :later, 'unixepoch')",
        "moment": "moment + :later",
        "story": "story || :tail",
    },
    "versions": {"report": "report + :number * :reports"},
    "mentions": {
        "key": "key + :number * :mentions",
        "id": "id || :tail",
        "report": "report + :number * :reports",
        "claim": "claim || :tail",
    },
    "report_sources": {
        "key": "key + :number * :sources",
        "report": "report + :number * :reports",
        "name": "name || :tail",
        "folded": "folded || :tail",
    },
    "derivations": {"taker": "taker + :number * :reports", "origin": "origin + :number * :reports"},
    "likenesses": {"first": "first + :number * :mentions", "second": "second + :number * :mentions"},
    "claim_summaries": {"claim": "claim || :tail"},
    "words": {"rowid": "report + :number * :reports"},
}
"""What is not the same in a copy, by table and column; everything else is."""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--collection", type=Path, help="keep the collection in this file, or measure the one there")
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path: Path = options.collection or Path(folder, "desk.inquit")
        if not path.exists():
            make(path, options.reports)
        with Collection.open(path) as collection:
            measure(collection, options.times)


def make(path: Path, wanted: int) -> None:
    """Fills a collection with the families, copies of them, and one long report."""
    with tempfile.TemporaryDirectory() as folder, Collection.open(path, create=True) as collection:
        file = Path(folder, "families.jsonl")
        file.write_text("".join(f"{json.dumps(one)}\n" for one in articles()), encoding="utf-8")
        add(collection, [file], relate=Comparer())
        refresh(collection)
    copy(path, wanted)
    with Collection.open(path) as collection:
        reading = next(read_reports([long_report()]))
        with collection.writing() as writer:
            writer.put_reading(reading, model="desk benchmark")
            writer.put_mentions(mentions(reading))


def copy(path: Path, wanted: int) -> None:
    """Puts the rows of a collection in again, until it has as many reports as are wanted."""
    with Collection.open(path) as collection, collection.viewing() as view:
        texts = [view.report(name) for name in view.all_reports()]
    connection = sqlite3.connect(path)
    with connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM reports ORDER BY key")]
        said = [
            (key, " ".join(word for word, _ in words(one.text))) for key, one in zip(keys, texts, strict=True) if one
        ]
        connection.execute("CREATE TEMP TABLE first_words (report INTEGER, said TEXT)")
        connection.executemany("INSERT INTO first_words VALUES (?, ?)", said)
        for table in OTHERWISE.keys() - {"words"}:
            connection.execute(f"CREATE TEMP TABLE first_{table} AS SELECT * FROM {table}")  # noqa: S608  # our own
        sizes = {"reports": "reports", "mentions": "mentions", "sources": "report_sources"}
        rows = {name: connection.execute(f"SELECT max(key) FROM {of}").fetchone()[0] for name, of in sizes.items()}  # noqa: S608
        for number in range(1, -(-wanted // len(texts))):
            values = {"number": number, "tail": f"-{number}", "outlet": f" {number % 8}", "later": number * WEEK}
            for table, changed in OTHERWISE.items():
                kept = [
                    name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})") if name not in changed
                ]
                names, made = ", ".join((*changed, *kept)), ", ".join((*changed.values(), *kept))
                connection.execute(f"INSERT INTO {table} ({names}) SELECT {made} FROM first_{table}", values | rows)  # noqa: S608
    connection.close()


def articles() -> list[dict[str, str]]:
    """The reports of the first eleven families, so that figures can be compared, under ids of their own."""
    families = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FAMILIES.glob("[ab][1-6]-*.json"))
    }
    return [
        {name: one[name] for name in GIVEN} | {"id": f"{family}-{one['id']}"}
        for family, told in families.items()
        for one in told["articles"]
    ]


def long_report() -> Report:
    """The texts of the families as one report."""
    words, texts = 0, list[str]()
    for one in cycle(articles()):
        texts.append(one["text"])
        words += len(one["text"].split())
        if words >= LONG:
            break
    return Report.of("\n\n".join(texts), id=LONG_ID, title="All of it", outlet="The Long Read", published="2031-01-01")


def pages(collection: Collection) -> Iterator[tuple[str, str]]:
    """What is measured, with its address."""
    with collection.viewing() as view:
        claim = view.summaries("carried", limit=1).items[0].id
        carriers = {m.report for m in view.mentions_of_claims([claim])[claim]}
        report = max(carriers, key=lambda r: len(view.mentions_of_report(r)))
        outlet = view.heads([report])[report].outlet or ""
        next_claims = view.summaries("carried").next or ""
    yield "first page", "/"
    yield "claims", "/claims"
    yield "claims, weakest rooted", with_query("/claims", {}, {"sort": "weakest"})
    yield "claims, second page", with_query("/claims", {}, {"sort": "carried"}) + f"&after={next_claims}"
    yield "claims of an outlet", with_query("/claims", {}, {"outlet": outlet})
    yield "a claim", claim_address(claim)
    yield "a report", report_address(report)
    yield f"a report of {LONG:,} words", report_address(LONG_ID)
    yield "reports", "/reports"
    yield "sources", "/sources"
    yield "outlets", "/outlets"
    yield "search, found in all copies", with_query("/search", {}, {"q": "hospital records"})


def measure(collection: Collection, times: int) -> None:
    """Asks for every page, and prints what it took."""
    jobs = Jobs()
    desk = Desk(collection=collection, jobs=jobs)
    client = TestClient(application(desk, rules_for("127.0.0.1")), base_url="http://127.0.0.1:8321")
    with collection.viewing() as view:
        counts = view.counts()
    print(f"{counts.reports:,} reports, {counts.mentions:,} statements, {counts.claims:,} claims")
    print(f"{'':30} {'median':>8} {'longest':>8} {'CPU':>8}   milliseconds, and kB of the page")
    for name, address in pages(collection):
        client.get(address)  # the first one also compiles its template
        took: list[float] = []
        size, before = 0, time.process_time()
        for _ in range(times):
            start = time.perf_counter()
            answer = client.get(address)
            took.append(1000 * (time.perf_counter() - start))
            answer.raise_for_status()
            size = len(answer.content)
        cpu = 1000 * (time.process_time() - before) / times
        print(f"{name:30} {statistics.median(took):8.1f} {max(took):8.1f} {cpu:8.1f}   {size / 1000:.0f}", flush=True)
    jobs.close()


if __name__ == "__main__":
    main()
