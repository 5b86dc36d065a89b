"""The reports of `news/allsides.jsonl.gz` with their prints in sorted arrays: the look-ups that a store offers."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inquit.core.paragraphs import paragraphs
from inquit.core.quotations import quotations
from inquit.core.records import Report
from inquit.reuse.boilerplate import Imprint, recurring
from inquit.reuse.prints import prints

MOST_CARRIERS = 200


@dataclass(frozen=True)
class News:
    """Report k of `reports` has `topics[k]`; `hashes` are sorted, `owners` says whose each is, and `shingles`
    which are shingles outside quotation marks.
    """

    reports: list[Report]
    topics: list[str]
    hashes: NDArray[np.int64]
    owners: NDArray[np.int64]
    shingles: NDArray[np.bool_]

    def carriers(self, hashes: Collection[int], /) -> Mapping[int, Sequence[str]]:
        wanted = np.array(sorted(hashes), dtype=np.int64)
        low, high = np.searchsorted(self.hashes, wanted, "left"), np.searchsorted(self.hashes, wanted, "right")
        return {
            value: [self.reports[k].id for k in self.owners[a : min(b, a + MOST_CARRIERS)].tolist()]
            for value, a, b in zip(wanted.tolist(), low.tolist(), high.tolist(), strict=True)
            if b > a
        }

    def imprints(self, reports: Collection[str], /) -> Mapping[str, Imprint]:
        return {r: self.heads[r] for r in reports}

    @cached_property
    def heads(self) -> dict[str, Imprint]:
        return {r.id: Imprint(r.id, r.outlet, r.published) for r in self.reports}

    def boilerplate(self) -> frozenset[int]:
        """The hashes of shingles that recur over weeks."""
        mine, owners = self.hashes[self.shingles], self.owners[self.shingles]
        edges = np.flatnonzero(np.diff(mine, prepend=-1, append=-1))
        carried = {
            int(mine[a]): [self.reports[k].id for k in owners[a:b].tolist()]
            for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
            if b - a >= 3
        }
        return recurring(carried, self.imprints([r.id for r in self.reports]))


def load(data: Path) -> News:
    """The news with the prints of all reports."""
    reports: list[Report] = []
    topics: list[str] = []
    parts: list[NDArray[np.int64]] = []
    with gzip.open(data / "news" / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            head = {k: row.get(k) for k in ("id", "title", "outlet", "published", "url", "byline")}
            report = Report.of(row["text"], **head)
            parts.append(table_of(report.text, len(reports)))
            reports.append(report)
            topics.append(row["topic"])
    table = np.concatenate(parts)
    order = np.lexsort((table[:, 1], table[:, 0]))
    hashes, owners, shingles = table[order].T
    return News(reports, topics, hashes, owners, shingles.astype(np.bool_))


def table_of(text: str, number: int) -> NDArray[np.int64]:
    """A row a print: its hash, the number of the report, and whether it is a shingle outside quotation marks."""
    marked = quotations(text, paragraphs(text))[0]
    starts = [q.start for q in marked]

    def spoken(at: int) -> bool:
        k = bisect_right(starts, at) - 1
        return k >= 0 and at < marked[k].end

    rows = [(p.hash, number, p.family == "shingle" and not spoken(p.span.start)) for p in prints(text)]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def topic_days(news: News) -> dict[tuple[str, str | None], list[int]]:
    """The reports of one topic and one day."""
    groups: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for k, report in enumerate(news.reports):
        groups[news.topics[k], report.published].append(k)
    return groups
