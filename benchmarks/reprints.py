"""The most reprinted texts of real news, found by their prints: a list for a person to read.

    python benchmarks/reprints.py --data FOLDER [--count 50] [--shared 0.3]

FOLDER holds `news/allsides.jsonl.gz`. Two reports belong together if the shorter one shares at least that part of its
shingles (five-word runs, winnowed) with the other, boilerplate and quotations left out; groups are what hangs together
so. Sorted by the number of outlets, then of reports. The text that is named is the agency's if one is among them, else
the one that shares most with the others.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter, defaultdict
from pathlib import Path

import igraph
import numpy as np
from news_prints import MOST_CARRIERS, News, load

from inquit.core.records import Report
from inquit.reuse.credit import newsrooms
from inquit.sources.outlets import outlet_named


def shared_shingles(news: News) -> tuple[Counter[tuple[int, int]], Counter[int]]:
    """How many shingles two reports share, and how many each has; boilerplate left out."""
    stock = np.array(sorted(news.boilerplate()), dtype=np.int64)
    kept = news.shingles & ~np.isin(news.hashes, stock)
    hashes, owners = news.hashes[kept], news.owners[kept]
    edges = np.flatnonzero(np.diff(hashes, prepend=-1, append=-1)).tolist()
    shared: Counter[tuple[int, int]] = Counter()
    for a, b in itertools.pairwise(edges):
        if 2 <= b - a <= MOST_CARRIERS:
            mine = owners[a:b].tolist()
            shared.update((x, y) for i, x in enumerate(mine) for y in mine[i + 1 :])
    return shared, Counter(owners.tolist())


def groups(news: News, least: float) -> list[list[int]]:
    """Reports that hang together, each group with the most shared report first."""
    shared, own = shared_shingles(news)
    edges = {pair: n for pair, n in shared.items() if n >= 5 and n >= least * min(own[pair[0]], own[pair[1]])}
    graph = igraph.Graph(n=len(news.reports), edges=list(edges))
    worth: dict[int, int] = defaultdict(int)
    for (a, b), n in edges.items():
        worth[a] += n
        worth[b] += n
    found = [sorted(part, key=lambda k: (-worth[k], k)) for part in graph.connected_components() if len(part) > 1]
    return sorted(found, key=lambda g: (-len({news.reports[k].outlet for k in g}), -len(g), g))


def is_agency(report: Report) -> bool:
    entry = outlet_named(report.outlet) if report.outlet else None
    return bool(entry and entry.agency)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--shared", type=float, default=0.3)
    options = parser.parse_args()
    news = load(options.data)
    found = groups(news, options.shared)
    print(f"{len(found)} texts stand in two reports or more; {sum(map(len, found))} reports of {len(news.reports)}")
    for rank, group in enumerate(found[: options.count], 1):
        reports = [news.reports[k] for k in group]
        named = next((r for r in reports if is_agency(r)), reports[0])
        credit = Counter(c.outlet for r in reports for c in newsrooms(r)).most_common(1)
        days = sorted({r.published or "" for r in reports})
        outlets = sorted({r.outlet or "?" for r in reports})
        print(f"{rank:3}. {named.title}")
        print(
            f"     {days[0]}{' to ' + days[-1] if len(days) > 1 else ''}; {len(reports)} reports: {', '.join(outlets)}"
        )
        if credit:
            print(f"     credit to {credit[0][0]} in {credit[0][1]}")


main()
