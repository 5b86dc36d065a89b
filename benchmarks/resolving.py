"""What sources and chains cost: processor time of reading with `resolve` and without it, and the ratio.

    python benchmarks/resolving.py --data FOLDER [--rounds 5]

FOLDER holds polnear/dev.jsonl.gz and stories/*.json. In each round the reports are tagged on one core, and what follows
from the tags is worked out without `resolve` (its attributions are then the linker's, and there are no sources) and
with it, so that whatever else the machine does falls on both alike. Processor time is told, not time on the clock,
and of each part the median of all rounds but the first, which warms up. Printed are

    reading         tagging and what follows
    after tagging   only what follows: the stages without the network

Exits with 1 where reading with `resolve` takes more than 1.3 times as long as without.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from inquit import pipeline
from inquit.core.records import Attribution, Report, Source
from inquit.tagger.model import load
from inquit.tagger.tags import Tagger, Tags

MOST = 1.3
PARTS = ("reading", "after tagging")
Done = TypeVar("Done")


def corpora(data: Path) -> dict[str, list[Report]]:
    with gzip.open(data / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        polnear = [Report.of(json.loads(line)["text"]) for line in lines]
    families = (json.loads(path.read_text(encoding="utf-8")) for path in sorted((data / "stories").glob("*.json")))
    keys = ("title", "outlet", "published")
    stories = [Report.of(a["text"], **{k: a.get(k) for k in keys}) for family in families for a in family["articles"]]
    return {"polnear/dev": polnear, "stories": stories}


def unresolved(
    _report: Report, _tags: Tags, found: tuple[Attribution, ...]
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """In the place of `resolve`: the linker's attributions as they are."""
    return found, ()


def timed(work: Callable[[], Done]) -> tuple[float, Done]:
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


def understood(reports: Sequence[Report], tags: Sequence[Tags]) -> None:
    for report, found in zip(reports, tags, strict=True):
        pipeline.understand(report, found)


def measured(reports: Sequence[Report], tagger: Tagger) -> tuple[float, float, float]:
    """Seconds of tagging, and of what follows without `resolve` and with it."""
    tagging, tags = timed(lambda: list(tagger.tag(report.text for report in reports)))
    with patch.object(pipeline, "resolve", unresolved):
        without, _ = timed(lambda: understood(reports, tags))
    whole, _ = timed(lambda: understood(reports, tags))
    return tagging, without, whole


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder with polnear/ and stories/")
    ap.add_argument("--rounds", type=int, default=5)
    opt = ap.parse_args()
    tagger = load(threads=1)
    failed = False
    for name, reports in corpora(opt.data).items():
        rounds = [measured(reports, tagger) for _ in range(opt.rounds + 1)][1:]
        tagging, without, whole = (statistics.median(times) for times in zip(*rounds, strict=True))
        words = sum(len(report.text.split()) for report in reports)
        print(f"{name}: {len(reports)} reports, {words} words; seconds of processor time, median of {opt.rounds}")
        for part, before in zip(PARTS, (tagging, 0.0), strict=True):
            ratio = (before + whole) / (before + without)
            print(
                f"  {part:14}without resolve {before + without:7.2f}   with {before + whole:7.2f}   ratio {ratio:.2f}"
            )
            failed |= part == "reading" and ratio > MOST
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
