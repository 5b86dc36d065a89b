"""Milliseconds that the desk's pages take, from a collection of many reports (SQLite).

    python benchmarks/desk.py [--reports 10000] [--collection FILE] [--times 20]

Every page is asked for --times times, in this process, as the desk's own server would be; what is measured goes from
the request to the last byte of the answer, on the clock. Prints the median and the longest of each.

Comparing ten thousand reports takes hours, so that the collection is made of copies: the invented families beside this
file are added once, as `inquit add` does, and then put in again and again, each time a week later, under other ids, with
other names of sources and outlets, and with a line of its own at the end. A copy has the mentions, claims, likenesses,
derivations and stories of the first, of its own; it has no fingerprints, keys or vectors, which no page reads. So the
sizes of claims are those of a story of ten reports, and every copy has the same words: a search finds all of them.
With --collection the file is kept, and measured as it is when it is there already.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

from starlette.testclient import TestClient

from inquit.batch.adding import add
from inquit.batch.comparing import Comparer
from inquit.batch.summaries import refresh
from inquit.claims.mentions import mentions
from inquit.core.comparison import Derivation, Likeness, Mention, mention_id
from inquit.core.records import Link, Reading, Report
from inquit.pipeline import read_reports
from inquit.store.collection import Collection
from inquit.store.writer import Writer
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
OUTLETS = 8  # copies of every outlet, whose reports the copies share out


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """All that a small collection holds, to be put in again."""

    readings: tuple[Reading, ...]
    mentions: tuple[Mention, ...]
    claims: dict[str, str]
    likenesses: tuple[Likeness, ...]
    derivations: tuple[Derivation, ...]
    stories: dict[str, str]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--collection", type=Path, help="keep the collection in this file, or measure the one there")
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path: Path = options.collection or Path(folder, "desk.inquit")
        made = not path.exists()
        with Collection.open(path, create=True) as collection:
            if made:
                make(collection, options.reports)
            measure(collection, options.times)


def make(collection: Collection, wanted: int) -> None:
    """Fills a collection with copies of the families, and one long report."""
    with tempfile.TemporaryDirectory() as folder, Collection.open(Path(folder, "one.inquit"), create=True) as small:
        file = Path(folder, "families.jsonl")
        file.write_text("".join(f"{json.dumps(one)}\n" for one in articles()), encoding="utf-8")
        add(small, [file], relate=Comparer())
        world = world_of(small)
    for number in range(-(-wanted // len(world.readings))):
        with collection.writing() as writer:
            put(writer, world, number)
    with collection.writing() as writer:
        reading = next(read_reports([long_report()]))
        writer.put_reading(reading, model=MODEL)
        writer.put_mentions(mentions(reading))
    refresh(collection)


def articles() -> list[dict[str, str]]:
    """The reports of all families, under ids of their own."""
    families = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FAMILIES.glob("*.json"))}
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


def world_of(collection: Collection) -> World:
    """What the collection holds."""
    with collection.viewing() as view:
        ids = list(view.all_reports())
        found = tuple(m for report in ids for m in view.mentions_of_report(report))
        return World(
            readings=tuple(reading for report in ids if (reading := view.reading(report))),
            mentions=found,
            claims=view.claims_of(m.id for m in found),
            likenesses=view.likenesses_of(m.id for m in found),
            derivations=view.derivations_of(ids),
            stories=view.stories_of(ids),
        )


def put(writer: Writer, world: World, number: int) -> None:
    """Puts the world in once more."""
    ids: dict[str, str] = {}
    for reading in world.readings:
        kept = writer.put_reading(copied(reading, number), model=MODEL).reading
        ids[reading.report.id] = kept.report.id
    renamed = {m.id: mention_id(ids[m.report], m.spans) for m in world.mentions}
    writer.put_mentions(
        replace(m, id=renamed[m.id], report=ids[m.report], chain=tuple(link_of(link, number) for link in m.chain))
        for m in world.mentions
    )
    writer.put_likenesses(replace(x, first=renamed[x.first], second=renamed[x.second]) for x in world.likenesses)
    writer.put_derivations(replace(d, report=ids[d.report], origin=ids[d.origin]) for d in world.derivations)
    writer.set_claims({renamed[m]: f"{claim}-{number}" for m, claim in world.claims.items()})
    writer.set_stories({ids[report]: f"{story}-{number}" for report, story in world.stories.items()})


def copied(reading: Reading, number: int) -> Reading:
    """A reading of the same words, of another report."""
    known = reading.report
    day = datetime.fromisoformat(known.published or "2031-01-01").replace(tzinfo=UTC) + timedelta(weeks=number)
    report = replace(
        known,
        id=f"{known.id}-{number}",
        text=f"{known.text}\n\nThis is telling {number}.",
        outlet=f"{known.outlet} {number % OUTLETS}",
        url=f"{known.url}-{number}",
        published=day.isoformat(),
    )
    return replace(
        reading,
        report=report,
        attributions=tuple(
            replace(a, chain=tuple(link_of(link, number) for link in a.chain)) for a in reading.attributions
        ),
        sources=tuple(replace(source, name=f"{source.name} {number}") for source in reading.sources),
    )


def link_of(link: Link, number: int) -> Link:
    return replace(link, name=f"{link.name} {number}")


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
    print(f"{'':30} {'median':>8} {'longest':>8} {'kB':>8}   milliseconds")
    for name, address in pages(collection):
        client.get(address)  # the first one also compiles its template
        took: list[float] = []
        size = 0
        for _ in range(times):
            start = time.perf_counter()
            answer = client.get(address)
            took.append(1000 * (time.perf_counter() - start))
            answer.raise_for_status()
            size = len(answer.content)
        print(f"{name:30} {statistics.median(took):8.1f} {max(took):8.1f} {size / 1000:8.0f}", flush=True)
    jobs.close()


if __name__ == "__main__":
    main()
