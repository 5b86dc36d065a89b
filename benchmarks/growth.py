"""CPU seconds that adding a report and tracing a claim take, as a collection grows (SQLite).

    python benchmarks/growth_data.py --data FOLDER --reports 10100 --fake-readings > readings.jsonl
    python benchmarks/growth.py readings.jsonl [--sizes 1000 10000] [--batch 100] [--compared 100]

The last --batch readings that are needed are added, as `inquit add` adds them, a transaction each, to collections of
the --sizes reports that come right before them: the same reports are measured at every size. CPU time of the process is
measured, not time on the clock, so that other work on the machine does not count. Reading a text and the encoder of
meanings are left out, since what they take depends on the report alone: benchmarks/speed.py measures the first. In the
encoder's place stands one that gives each piece of a word a vector of its own, whatever stands around it.

To fill up, reports are kept with their mentions, meanings, fingerprints and words, each mention a claim of its own, many
in one transaction; the last --compared before the measurement are compared as in earnest. So comparisons and larger
claims are there for those alone: a story of these data is told for three days, in 300 reports.

Tracing is measured on the claims of the batch that the most mentions state. What it costs to make a collection of n
reports anew is n times the cost of a report, so its exponent is 1 more than that of adding; it is not measured by
itself.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from inquit.batch.comparing import Comparer
from inquit.batch.tracing import claims, trace
from inquit.claims.meaning import WIDTH, MeaningReader, Outputs
from inquit.claims.mentions import mentions
from inquit.claims.terms import keys, stretches, terms
from inquit.core.codec import from_json
from inquit.core.records import Reading
from inquit.reuse.prints import prints
from inquit.store.collection import Collection
from inquit.store.writer import Writer
from inquit.tagger.model import shipped, word_reader

MODEL = "growth"
TRACED = 20  # claims
TOGETHER = 100  # reports of one transaction while filling up


@dataclass(frozen=True, slots=True)
class Row:
    """CPU seconds at one size: of adding a report on average, of tracing a claim in the middle and at most."""

    reports: int
    add: float
    trace: float
    longest: float
    megabytes: float
    """The most memory that the process has had so far."""


class PieceVectors:
    """In place of the encoder: a vector of length 1 for each piece, by its number, and the same weight for all."""

    def __init__(self, pieces: int = 2**16) -> None:
        drawn = np.random.default_rng(1).normal(size=(pieces, WIDTH))
        self._vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)

    def __call__(self, ids: npt.NDArray[np.int64]) -> Outputs:
        return Outputs(self._vectors[ids[0]], np.zeros(ids.shape[1], np.float32))


def keep(writer: Writer, reading: Reading, meanings: MeaningReader) -> None:
    """Keeps all that a report brings along by itself, and by which others find it."""
    report = writer.put_reading(reading, model=MODEL).reading.report
    found = mentions(reading)
    read = zip(found, meanings.read(report, found), strict=True)
    here = keys(terms(report, meanings.reader), stretches(report.published)[1])
    writer.put_mentions(found)
    writer.put_prints(report.id, {*here, *(p.hash for p in prints(report.text))})
    writer.put_vectors({m.id: meaning.to_bytes() for m, meaning in read if meaning is not None})
    writer.set_claims({m.id: f"c{m.id}" for m in found})


def fill(collection: Collection, readings: Iterable[Reading], meanings: MeaningReader) -> None:
    """Keeps reports without comparing them."""
    rest = iter(readings)
    while some := list(itertools.islice(rest, TOGETHER)):
        with collection.writing() as writer:
            for reading in some:
                keep(writer, reading, meanings)


def add(collection: Collection, readings: Iterable[Reading], comparer: Comparer) -> None:
    """Adds reports as `batch.adding` does, once they are read."""
    for reading in readings:
        with collection.writing() as writer:
            comparer(writer, writer.put_reading(reading, model=MODEL).reading)


def traces(collection: Collection, reports: Sequence[str]) -> list[float]:
    """CPU seconds of tracing each of those claims of the reports that the most mentions state, read back included."""
    with collection.viewing() as view:
        found = {claim for report in reports for claim in view.claims_of_report(report)}
        sizes = Counter({claim: len(those) for claim, those in view.mentions_of_claims(found).items()})
    out: list[float] = []
    for name, _ in sizes.most_common(TRACED):
        start = time.process_time()
        with collection.viewing() as view:
            for claim in claims(view, [name]):
                trace(view, claim)
        out.append(time.process_time() - start)
    return out


def measured(path: Path, before: Sequence[str], those: Sequence[str], compared: int) -> Row:
    """The row of a new collection of the reports `before`; `those` are added and measured. Both are lines of JSON."""
    reader, marks = word_reader(shipped())
    meanings = MeaningReader(PieceVectors(), reader, marks)
    comparer = Comparer(meanings)
    with Collection.open(path, create=True) as collection:
        fill(collection, readings(before[:-compared]), meanings)
        add(collection, readings(before[-compared:]), comparer)
        batch = list(readings(those))
        start = time.process_time()
        add(collection, batch, comparer)
        each = (time.process_time() - start) / len(batch)
        times = traces(collection, [reading.report.id for reading in batch])
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Row(len(before), each, statistics.median(times), max(times), megabytes)


def readings(lines: Iterable[str]) -> Iterator[Reading]:
    """Readings as `inquit read --jsonl` prints them."""
    return (from_json(json.loads(line)) for line in lines)


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The slope of a line through the points where both axes are logarithms; 0 is constant, 1 linear."""
    x, y = ([math.log(value) for value in axis] for axis in zip(*points, strict=True))
    return statistics.linear_regression(x, y).slope


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path, help="what growth_data.py --fake-readings prints")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--batch", type=int, default=100, help="reports that are measured at each size")
    parser.add_argument("--compared", type=int, default=100, help="reports before them that are compared, too")
    options = parser.parse_args()
    sizes: list[int] = sorted(options.sizes)
    most = sizes[-1]
    with options.readings.open(encoding="utf-8") as given:
        lines: list[str] = list(itertools.islice(given, most + options.batch))
    if len(lines) < most + options.batch:
        parser.error(f"{options.readings} has {len(lines)} readings, and {most + options.batch} are needed")
    print(
        f"{'reports':>8} {'add':>8} {'trace':>8} {'longest':>8}   CPU seconds, peak memory, bytes a report", flush=True
    )
    found: list[Row] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "growth.inquit")
            row = measured(path, lines[most - size : most], lines[most:], options.compared)
            weight = path.stat().st_size / (size + options.batch)
        found.append(row)
        times = f"{row.add:8.3f} {row.trace:8.3f} {row.longest:8.3f}"
        print(f"{row.reports:8,} {times}   {row.megabytes:.0f} MB, {weight:,.0f}", flush=True)
    if len(found) > 1:
        adding = exponent([(row.reports, row.add) for row in found])
        print(f"adding a report grows with the exponent {adding:.2f}, making a collection anew with {adding + 1:.2f};")
        print(f"{found[-1].add / found[0].add:.2f} times from {found[0].reports:,} to {found[-1].reports:,} reports")


if __name__ == "__main__":
    main()
