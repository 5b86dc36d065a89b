"""What adding a report, tracing a claim and making all claims anew cost as a collection grows (SQLite).

    python benchmarks/growth_data.py --data FOLDER --reports 1040 --fake-readings > readings.jsonl
    python benchmarks/growth.py readings.jsonl [--base 1000] [--multiply 1 10 100] [--batch 40] [--folder FOLDER]

The first --base readings are added as `inquit add` adds them, a transaction each and all compared. multiplied.py makes
collections of so many times as many reports out of that one, which is the newest part of each: they are true in the
size of their tables and indexes and in what reports share, but were not added one by one. To each the same --batch
reports are then added, which follow on the base and belong to its stories. `near` is with how many others a report
was found to have something like a claim in common: these comparisons are part of what adding costs.

CPU time of the process is measured, not time on the clock, so that other work on the machine does not count; what the
clock said of adding is printed, too, since reading from the disk takes no CPU. Reading a text and the encoder of
meanings are left out, since what they take depends on the report alone: benchmarks/speed.py measures the first. In the
encoder's place stands one that gives each piece of a word a vector of its own, whatever stands around it.

Tracing is measured on the claims of the batch that the most mentions state. To make all claims anew is to put every
report's mentions into claims again and to trace each claim for its row in lists of claims; it is measured on the
reports of the batch, and its cost in all is n times that of a report.

--folder keeps the base, which takes longest to make, for the next time: a base that is there is gone on with.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import numpy.typing as npt
from multiplied import multiply

from inquit.batch.comparing import Comparer
from inquit.batch.grouping import regroup
from inquit.batch.summaries import summary_of
from inquit.batch.tracing import Surroundings, claims, trace
from inquit.claims.meaning import WIDTH, MeaningReader, Outputs
from inquit.core.codec import from_json
from inquit.core.records import Reading
from inquit.store.collection import Collection
from inquit.tagger.model import shipped, word_reader

MODEL = "growth"
TRACED = 20  # claims


@dataclass(frozen=True, slots=True)
class Times:
    """What one thing took each time, in seconds of CPU."""

    each: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.each)


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured at one size."""

    reports: int
    add: Times
    clock: float
    """Seconds on the clock for adding a report, the median."""
    near: float
    """Other reports that one was found to state something like, the mean."""
    trace: Times
    anew: Times
    """Making the claims of a report anew."""
    megabytes: float
    """The most memory that the process had which measured this row, and nothing else."""
    gigabytes: float
    """The file."""


class PieceVectors:
    """In place of the encoder: a vector of length 1 for each piece, by its number, and the same weight for all."""

    def __init__(self, pieces: int = 2**16) -> None:
        drawn = np.random.default_rng(1).normal(size=(pieces, WIDTH))
        self._vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)

    def __call__(self, ids: npt.NDArray[np.int64]) -> Outputs:
        return Outputs(self._vectors[ids[0]], np.zeros(ids.shape[1], np.float32))


def comparer() -> Comparer:
    """What compares reports, with nothing remembered yet."""
    reader, marks = word_reader(shipped())
    return Comparer(MeaningReader(PieceVectors(), reader, marks))


def add(collection: Collection, readings: Iterable[Reading], compare: Comparer) -> Iterator[tuple[float, float]]:
    """Adds reports as `batch.adding` does, once they are read; what each took of CPU and on the clock."""
    for reading in readings:
        start, began = time.process_time(), time.perf_counter()
        with collection.writing() as writer:
            stored = writer.put_reading(reading, model=MODEL)
            if stored.what != "there":
                compare(writer, stored.reading)
        yield time.process_time() - start, time.perf_counter() - began


def near(collection: Collection, reports: Sequence[str]) -> Iterator[int]:
    """How many others each report was found to state something like."""
    with collection.viewing() as view:
        for report in reports:
            found = view.likenesses_of(mention.id for mention in view.mentions_of_report(report))
            ends = {end for one in found for end in (one.first, one.second)}
            yield len({mention.report for mention in view.mentions(ends).values()} - {report})


def traces(collection: Collection, reports: Sequence[str]) -> Iterator[float]:
    """What tracing each of those claims of the reports takes that the most mentions state, read back included."""
    with collection.viewing() as view:
        found = {claim for report in reports for claim in view.claims_of_report(report)}
        sizes = Counter({claim: len(those) for claim, those in view.mentions_of_claims(found).items()})
    for name, _ in sizes.most_common(TRACED):
        start = time.process_time()
        with collection.viewing() as view:
            for claim in claims(view, [name]):
                trace(view, claim)
        yield time.process_time() - start


def made_anew(collection: Collection, reports: Sequence[str]) -> Iterator[float]:
    """What it takes to put the mentions of each report into claims again, and to make the rows of these claims."""
    for report in reports:
        start = time.process_time()
        with collection.writing() as writer:
            those = [mention.id for mention in writer.mentions_of_report(report)]
            regroup(writer, those, writer.likenesses_of(those))
            wanted = writer.claims_of_report(report)
            found = list(claims(writer, wanted))
            known = Surroundings.of(writer, {m.report for claim in found for m in claim.mentions})
            writer.put_summaries(wanted, [summary_of(known.trace(claim)) for claim in found])
        yield time.process_time() - start


def measured(path: Path, lines: Sequence[str], reports: int) -> Row:
    """The row of a collection of so many `reports`, to which those of the `lines` are added."""
    batch = list(readings(lines))
    with Collection.open(path) as collection:
        added = list(add(collection, batch, comparer()))
        ids = [reading.report.id for reading in batch]
        return Row(
            reports=reports,
            add=Times([cpu for cpu, _ in added]),
            clock=statistics.median(clock for _, clock in added),
            near=statistics.mean(near(collection, ids)),
            trace=Times(list(traces(collection, ids))),
            anew=Times(list(made_anew(collection, ids))),
            megabytes=most_memory(),
            gigabytes=path.stat().st_size / 1e9,
        )


def most_memory() -> float:
    """The most megabytes that this process has had (Linux); `getrusage` would count in the process that started it."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else math.nan


def readings(lines: Iterable[str]) -> Iterator[Reading]:
    """Readings as `inquit read --jsonl` prints them."""
    return (from_json(json.loads(line)) for line in lines)


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The slope of a line through the points where both axes are logarithms; 0 is constant, 1 linear."""
    x, y = ([math.log(value) for value in axis] for axis in zip(*points, strict=True))
    return statistics.linear_regression(x, y).slope


def rows(folder: Path, lines: Sequence[str], base: int, multiples: Iterable[int]) -> Iterator[Row]:
    """A row for each multiple of a base of the first lines; the rest of `lines` is what is added and measured."""
    original = folder / "base.inquit"
    with Collection.open(original, create=True) as collection:
        for _ in add(collection, readings(lines[:base]), comparer()):
            pass
    for times in multiples:
        with tempfile.TemporaryDirectory(dir=folder) as own:
            whole = Path(own, "whole.inquit")
            multiply(original, whole, times, word_reader(shipped())[0])
            with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as alone:
                yield alone.submit(measured, whole, lines[base:], base * times).result()


def told(row: Row) -> str:
    """A line of the table."""
    return (
        f"{row.reports:8,} {row.add.median:8.3f} {max(row.add.each):8.3f} {row.clock:8.3f} {row.near:8.1f} {row.trace.median:8.3f}"
        f" {max(row.trace.each):8.3f} {row.anew.median:8.3f} {row.megabytes:8.0f} {row.gigabytes:8.2f}"
    )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path, help="what growth_data.py --fake-readings prints")
    parser.add_argument("--base", type=int, default=1000, help="reports that are added one by one")
    parser.add_argument("--multiply", type=int, nargs="+", default=[1, 10, 100], help="sizes, in bases")
    parser.add_argument("--batch", type=int, default=40, help="reports that are measured at each size")
    parser.add_argument("--folder", type=Path, help="where the base is kept; by default it is made anew")
    options = parser.parse_args()
    needed = options.base + options.batch
    with options.readings.open(encoding="utf-8") as given:
        lines: list[str] = list(itertools.islice(given, needed))
    if len(lines) < needed:
        parser.error(f"{options.readings} has {len(lines)} readings, and {needed} are needed")
    print(" reports      add  longest    clock     near    trace  longest     anew  peak MB  file GB", flush=True)
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as temporary:
        for row in rows(options.folder or Path(temporary), lines, options.base, sorted(options.multiply)):
            print(told(row), flush=True)
            found.append(row)
    if len(found) > 1:
        first, last = found[0], found[-1]
        adding = exponent([(row.reports, row.add.median) for row in found])
        anew = exponent([(row.reports, row.reports * row.anew.median) for row in found])
        print(f"adding a report grows with the exponent {adding:.2f}, making all claims anew with {anew:.2f};")
        print(
            f"adding: {last.add.median / first.add.median:.2f} times from {first.reports:,} to {last.reports:,} reports"
        )


if __name__ == "__main__":
    main()
