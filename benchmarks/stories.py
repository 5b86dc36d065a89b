"""How well reports are put into stories: the invented families mixed, and days of news.

usage: python benchmarks/stories.py [--families FOLDER] [--split develop|report|all] [--news FILE --from DATE]

Prints B-cubed precision, recall and F1 (Bagga and Baldwin 1998). The truth of the families is that each is one story;
of the news, that the reports of one topic and one day are (300 reports from a date on; by default one that nothing was
chosen on). Reports come in the order of their dates. Only words and dates are used here, no claims and no reuse, which
in a collection add to both. The baseline joins a report to those of the same day whose headlines are like its own, by
tf-idf and cosine; its threshold is the best on what is scored.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

from answers import read_families
from cluster_scores import Counts, b_cubed
from splits import SPLITS

from inquit.claims.terms import COMMON, keys, shares, stretches, terms
from inquit.core.moments import moment
from inquit.core.records import Report
from inquit.stories.events import Kinship, story_for
from inquit.tagger.model import shipped, word_reader

SAMPLE = 300

Labelled = list[tuple[Report, str]]  # a report, and its story


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=Path, default=Path(__file__).parent / "families")
    parser.add_argument("--split", choices=SPLITS, default="report")
    parser.add_argument("--news", type=Path, help="news/allsides.jsonl.gz of the data folder")
    parser.add_argument("--from", dest="start", default="2018-03-01")
    args = parser.parse_args()

    print(f"{'':34}{'precision':>10}{'recall':>10}{'F1':>10}")
    show(f"families, {args.split} split", families(args.families, args.split))
    if args.news:
        show(f"news from {args.start}", news(args.news, args.start))


def families(folder: Path, split: str) -> Labelled:
    found = read_families(folder, SPLITS[split])
    fields = ("title", "outlet", "published", "url", "byline")
    every = [
        (Report.of(a["text"], id=f"{name}-{a['id']}", **{field: a[field] for field in fields}), name)
        for name, family in found.items()
        for a in family["articles"]
    ]
    return sorted(every, key=lambda pair: (pair[0].published or "", pair[0].id))


def news(path: Path, start: str) -> Labelled:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["published"] >= start]
    rows.sort(key=lambda row: (row["published"], row["id"]))
    head = ("id", "title", "outlet", "published", "url")
    return [
        (Report.of(row["text"], **{name: row[name] for name in head}), f"{row['topic']} {row['published']}")
        for row in rows[:SAMPLE]
    ]


def show(what: str, labelled: Labelled) -> None:
    truth = clusters([story for _, story in labelled])
    print(f"{what}: {len(labelled)} reports, {len(truth)} stories")
    line("  Inquit", b_cubed(truth, clusters(stories([report for report, _ in labelled]))))
    reports = [report for report, _ in labelled]
    every = [b_cubed(truth, clusters(headlines(reports, least / 20))) for least in range(1, 20)]
    line("  same day, headlines alike", max(every, key=lambda counts: counts.f1))


def line(name: str, counts: Counts) -> None:
    print(f"{name:34}{100 * counts.precision:10.1f}{100 * counts.recall:10.1f}{100 * counts.f1:10.1f}")


def clusters(labels: list[str]) -> list[frozenset[int]]:
    return [frozenset(k for k, label in enumerate(labels) if label == one) for one in dict.fromkeys(labels)]


def stories(reports: list[Report]) -> list[str]:
    """The story of each report, as they come in."""
    reader, _ = word_reader(shipped())
    carriers: dict[int, list[str]] = {}
    story: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    when = {report.id: moment(report.published) for report in reports}
    for report in reports:
        found = terms(report, reader)
        each = [keys(found, stretch) for stretch in stretches(report.published)]
        near = shares(
            list(zip(*each, strict=True)),
            {key: carriers[key][:COMMON] for one in each for key in one if key in carriers},
        )
        kin = {
            other: Kinship(telling=share, days=_days(when[report.id], when[other]))
            for other, share in near.items()
            if other != report.id
        }
        story[report.id] = story_for(kin, story, sizes) or report.id
        sizes[story[report.id]] += 1
        for key in each[1]:
            carriers.setdefault(key, []).append(report.id)
    return [story[report.id] for report in reports]


def _days(a: datetime | None, b: datetime | None) -> float | None:
    return abs((a - b).total_seconds()) / 86_400 if a and b else None


def headlines(reports: list[Report], least: float) -> list[str]:
    """The baseline: a report joins the likest one of its day, if that is like enough."""
    words = [Counter(re.findall(r"\w+", (report.title or "").lower())) for report in reports]
    holders = Counter(word for one in words for word in one)
    vectors = [{w: n * math.log(len(reports) / holders[w]) for w, n in one.items()} for one in words]
    label: list[str] = []
    for k, report in enumerate(reports):
        same = [j for j in range(k) if (reports[j].published or "")[:10] == (report.published or "")[:10]]
        best = max(same, key=lambda j: _cosine(vectors[k], vectors[j]), default=None)
        joins = best is not None and _cosine(vectors[k], vectors[best]) >= least
        label.append(label[best] if joins and best is not None else report.id)
    return label


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    size = math.sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values()))
    return sum(x * b.get(w, 0.0) for w, x in a.items()) / size if size else 0.0


if __name__ == "__main__":
    main()
