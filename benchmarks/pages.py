"""How well articles are read off real pages, against a hand-written extractor for each publisher.

    python benchmarks/pages.py --data FOLDER [--all]

FOLDER/pages/html holds one folder a country, and in it for each publisher pages as they were served
(NAME_yyyy_mm_dd.html.gz) beside NAME.json with what that extractor takes from them (the test pages of fundus). All of
the pages are used and none was held out, so the figures tell how the present settings do on these pages. Nothing is
fetched. Exits with 1 where a figure is below its floor.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

from inquit.core.errors import InputError
from inquit.core.records import Report
from inquit.ingest.inputs import reports

# Lowered only with a reason; a little below what was measured.
FLOORS = {"complete": 0.98, "F1 mean": 0.955, "F1 median": 0.97, "same date": 0.96, "same title": 0.7}
POOR = 0.85

_WORD = re.compile(r"\w+")
_FOLDED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00ad": None})


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one page; precision and recall are those of the body's words."""

    name: str
    missing: tuple[str, ...]
    precision: float = 0.0
    recall: float = 0.0
    date: bool = False
    title: bool = False
    title_f1: float = 0.0
    note: str = ""

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def cases(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each page with its extract; a publisher's pages and versions are both in the order of time."""
    for extract in sorted(folder.glob("*/*.json")):
        versions = json.loads(extract.read_text(encoding="utf-8"))
        pages = sorted(extract.parent.glob(f"{extract.stem}_????_??_??.html.gz"))
        if not pages:
            continue
        if len(pages) != len(versions):
            sys.exit(f"{extract}: {len(versions)} versions for {len(pages)} pages")
        ordered = sorted(versions, key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
        yield from zip(pages, (versions[name] for name in ordered), strict=True)


def body_of(extract: dict[str, Any]) -> str:
    body = extract["body"]
    sections = [line for section in body["sections"] for line in (*section["headline"], *section["paragraphs"])]
    return "\n\n".join([*body["summary"], *sections])


def overlap(found: str, wanted: str) -> tuple[float, float]:
    """Precision and recall of the words of `found`, as a bag."""
    a, b = Counter(_WORD.findall(found.casefold())), Counter(_WORD.findall(wanted.casefold()))
    shared = (a & b).total()
    return shared / max(1, a.total()), shared / max(1, b.total())


def score(page: Path, extract: dict[str, Any]) -> Result:
    name = page.name.removesuffix(".html.gz")
    found = next(reports(page))
    if isinstance(found, InputError):
        return Result(name=name, missing=("page",), note=found.reason)
    headline = found.headline
    body = found.text[headline.end :].strip() if headline else found.text
    parts = {"title": found.title, "date": found.published, "body": body}
    precision, recall = overlap(body, body_of(extract))
    wanted, title = (" ".join(text.translate(_FOLDED).split()) for text in (extract["title"], found.title or ""))
    p, r = overlap(title, wanted)
    return Result(
        name=name,
        missing=tuple(part for part, value in parts.items() if not value),
        precision=precision,
        recall=recall,
        date=(found.published or "")[:10] == str(extract["publishing_date"])[:10],
        title=title == wanted,
        title_f1=2 * p * r / (p + r) if p + r else 0.0,
        note=_note(found, extract, title, wanted),
    )


def _note(found: Report, extract: dict[str, Any], title: str, wanted: str) -> str:
    date = f"date {found.published}, not {extract['publishing_date']}; "
    return (date if (found.published or "")[:10] != str(extract["publishing_date"])[:10] else "") + (
        f"title {title!r}, not {wanted!r}" if title != wanted else ""
    )


def reason(result: Result) -> str:
    """Why the body is not the extractor's, as far as counting tells."""
    if result.missing:
        return "no " + ", ".join(result.missing)
    if result.recall < result.precision:
        return f"part of the article is not found ({1 - result.recall:.0%} of its words)"
    return f"words that the extractor leaves out ({1 - result.precision:.0%} of those found)"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("INQUIT_DATA"), help="folder, or set INQUIT_DATA")
    parser.add_argument("--all", action="store_true", help="list every page")
    options = parser.parse_args()
    if options.data is None:
        parser.error("give --data FOLDER or set INQUIT_DATA")
    results = [score(page, extract) for page, extract in cases(Path(options.data) / "pages" / "html")]
    if not results:
        parser.error(f"no pages under {options.data}/pages/html")
    figures = {
        "complete": mean(not r.missing for r in results),
        "F1 mean": mean(r.f1 for r in results),
        "F1 median": median(r.f1 for r in results),
        "precision": mean(r.precision for r in results),
        "recall": mean(r.recall for r in results),
        "same date": mean(r.date for r in results),
        "same title": mean(r.title for r in results),
        "title F1": mean(r.title_f1 for r in results),
    }
    print(f"{len(results)} pages; complete: with title, date and body; F1 of the body's words")
    for name, value in figures.items():
        print(f"  {name:11} {value:.4f}" + (f"   floor {FLOORS[name]}" if name in FLOORS else ""))
    for result in sorted(results, key=lambda r: r.f1):
        if options.all or result.missing or result.f1 < POOR or not result.date:
            print(f"{result.f1:.3f}  {result.name}: {reason(result)}; {result.note}".rstrip("; "))
    low = [name for name, floor in FLOORS.items() if figures[name] < floor]
    if low:
        print("below the floor: " + ", ".join(low), file=sys.stderr)
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main())
