"""Whether claims stay within their stories when the reports of many stories come in one month.

    python benchmarks/mixed.py [--families FOLDER] [--split develop|report|all]

The invented families are put into one collection, all with dates in one month, in the order of their days. Printed: how
many of the pairs of reports of one story were found near enough to be compared, how many other reports each was compared
with besides, and how many claims of several mentions hold mentions of two stories, each of which is wrong.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from answers import read_families
from splits import SPLITS

from inquit.batch.adding import adding
from inquit.batch.comparing import Comparer
from inquit.core.records import Report
from inquit.store.collection import Collection
from inquit.store.view import View
from inquit.store.writer import Writer

HEAD = ("title", "outlet", "url")


class Counting(Comparer):
    """A comparer that notes which reports it found near each other."""

    def __init__(self) -> None:
        super().__init__()
        self.near: set[tuple[str, str]] = set()

    def _neighbours(self, writer: Writer, report: Report) -> tuple[dict[str, float], tuple[int, ...], dict[str, float]]:
        near, *rest = super()._neighbours(writer, report)
        self.near.update((report.id, other) for other in near)
        return near, *rest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--families", type=Path, default=Path(__file__).parent / "families")
    parser.add_argument("--split", choices=SPLITS, default="develop")
    args = parser.parse_args()
    reports = sorted(in_one_month(args.families, args.split), key=lambda r: (r.published or "", r.id))
    story = {r.id: r.id.partition("/")[0] for r in reports}
    comparer = Counting()
    with (
        TemporaryDirectory() as folder,
        Collection.open(str(Path(folder) / "mixed.inquit"), create=True) as collection,
    ):
        for _ in adding(collection, reports, relate=comparer):
            pass
        with collection.viewing() as view:
            claims = [{story[r] for r in those} for those in carriers(view) if len(those) > 1]
    pairs = sum(story[a.id] == story[b.id] for k, a in enumerate(reports) for b in reports[:k])
    met = sum(story[a] == story[b] for a, b in comparer.near)
    print(f"{len(reports)} reports of {len(set(story.values()))} stories")
    print(f"pairs of one story that were compared   {met} of {pairs}")
    print(f"others that a report was compared with  {(len(comparer.near) - met) / len(reports):.1f}")
    print(f"claims that hold mentions of two stories {sum(len(c) > 1 for c in claims)} of {len(claims)}")


def in_one_month(folder: Path, split: str) -> list[Report]:
    """The reports of the families, each with its day in one month."""
    found: list[Report] = []
    for name, family in read_families(folder, SPLITS[split]).items():
        for a in family["articles"]:
            report = Report.of(a["text"], id=f"{name}/{a['id']}", **{key: a[key] for key in HEAD})
            found.append(replace(report, published="2031-03-" + a["published"][8:]))
    return found


def carriers(view: View) -> list[list[str]]:
    """For each claim the reports of its mentions."""
    found: dict[str, list[str]] = {}
    for report in view.all_reports():
        for claim in view.claims_of([m.id for m in view.mentions_of_report(report)]).values():
            found.setdefault(claim, []).append(report)
    return list(found.values())


if __name__ == "__main__":
    main()
