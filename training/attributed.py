"""The attributions that were marked in the invented families (`training/families`), in the layout of PolNeAR's reports.

`python -m training.attributed --scorer FILE` scores what the program finds in all of them: the outermost attributions, and
those within contents. Nothing that ships has learnt from these marks; they were made by correcting what it had found.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from inquit import pipeline
from inquit.core.records import Report, digest
from inquit.tagger.labels import ROLES
from training.claim_data import report_of
from training.marked_stories import Json, story

MARKS = "attributions.jsonl"  # beside the families: a line a report


class Attributed(NamedTuple):
    """A marked report. Each attribution has, of every role, half-open spans of code points of the report's text."""

    id: str
    report: Report
    attributions: list[Json]
    """The outermost."""
    inner: list[Json]
    """The outermost within their contents."""


def attributed(folder: Path) -> Iterator[Attributed]:
    """The marked reports of a folder of families.

    Raises:
        ValueError: Marks are of a report that is not there, or of another text than it has now.
    """
    known: dict[str, dict[str, Report]] = {}
    for line in (folder / MARKS).read_text(encoding="utf-8").splitlines():
        mark = json.loads(line)
        name = mark["family"]
        if name not in known:
            articles = story((folder / f"{name}.txt").read_text(encoding="utf-8"))["articles"]
            known[name] = {a["id"]: report_of(a) for a in articles}
        report = known[name].get(mark["report"])
        if report is None:
            raise ValueError(f"{name} has no report {mark['report']}")
        if digest(report.text) != mark["text"]:
            raise ValueError(f"{name} {mark['report']}: this is not the text that was marked")
        layers = {
            layer: [dict(zip(ROLES, spans, strict=True)) for spans in mark[layer]]
            for layer in ("attributions", "inner")
        }
        yield Attributed(f"{name}/{report.id}", report, **layers)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--families", type=Path, default=Path("training/families"))
    ap.add_argument("--scorer", type=Path, required=True, help="score_attributions.py")
    opt = ap.parse_args()
    gold = list(attributed(opt.families))
    read = list(pipeline.read_reports(one.report for one in gold))
    outermost = [{a.id for a in reading.attributions if a.parent is None} for reading in read]
    for layer, title in (("attributions", "outermost"), ("inner", "within contents")):
        lines: list[tuple[Json, Json]] = []
        for one, reading, outer in zip(gold, read, outermost, strict=True):
            head = {"id": one.id, "text": one.report.text}
            found = [a for a in reading.attributions if (a.id if layer == "attributions" else a.parent) in outer]
            spans = [{role: getattr(a, role) for role in ROLES} for a in found]
            marks = {"attributions": getattr(one, layer), "other_annotators": []}
            lines.append((head | marks, {"report": head, "attributions": spans}))
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"]
            for path, column in zip(paths, zip(*lines, strict=True), strict=True):
                path.write_text("".join(json.dumps(line) + "\n" for line in column), encoding="utf-8")
            print(f"\n{title}", flush=True)
            subprocess.run([sys.executable, opt.scorer, *paths], check=True)


if __name__ == "__main__":
    main()
