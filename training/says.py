"""Who says the marked statements of the invented families (`training/families/says.jsonl`), and how often the program tells.

`python -m training.says` reads the families and prints of how many marks, of those that the program finds a statement for, it
has the right innermost source, or rightly none. No model that ships has learnt from these answers.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from benchmarks.provenance_scores import Names
from inquit.claims.mentions import mentions
from inquit.core.records import Reading, Report
from inquit.core.spans import Span
from inquit.pipeline import read_reports
from training.claim_data import covers, read_story, report_of, stories
from training.marked_stories import marked_spans

SAYS = "says.jsonl"  # beside the families: a line a family
NOBODY = "-"
BEHIND = 15  # code points that words behind a statement are further from it than those before


class Said(NamedTuple):
    """A marked statement, the words nearest to it for its source, and the fullest; None for the report's own voice."""

    report: Report
    statement: Span
    nearest: Span | None
    fullest: str | None


def said(folder: Path, names: tuple[str, ...] = ("",)) -> Iterator[tuple[str, Said]]:
    """The marked statements of the families whose names begin with one of `names`, with the families'.

    Raises:
        ValueError: The answers of a family are not as many as its marks, or name words that its report does not have.
    """
    answers = {
        told["family"]: told["says"]
        for told in map(json.loads, (folder / SAYS).read_text(encoding="utf-8").splitlines())
    }
    for path in stories(folder, names):
        if path.stem not in answers:
            continue
        reports = [report_of(article) for article in read_story(path)["articles"]]
        marks = [(r, s) for r, s in marked_spans(path.read_text(encoding="utf-8"), reports)]
        if len(marks) != len(answers[path.stem]):
            raise ValueError(f"{path.stem}: {len(marks)} marks, and {len(answers[path.stem])} answers")
        for (report, span), answer in zip(marks, answers[path.stem], strict=True):
            nearest, _, fullest = answer.partition(" | ")
            if fullest not in report.text:
                raise ValueError(f"{path.stem}: {fullest!r} is not in {report.id}")
            if answer == NOBODY:
                yield path.stem, Said(report, span, None, None)
            else:
                yield path.stem, Said(report, span, _nearest(report, nearest, span, path.stem), fullest or nearest)


def _nearest(report: Report, words: str, statement: Span, family: str) -> Span:
    """Where words stand nearest to a statement; what stands behind it is a little further than what stands before."""
    places = [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", report.text)]
    if not places:
        raise ValueError(f"{family}: {words!r} is not in {report.id}")

    def distance(at: Span) -> int:
        if at.overlaps(statement):
            return 0
        return statement.start - at.end if at.start < statement.start else at.start - statement.end + BEHIND

    return min(places, key=distance)


class Score(NamedTuple):
    """Of some marks: how many there are, were found, have the right source or rightly none, and of those found that have a
    source how many are told without one.
    """

    marks: int = 0
    found: int = 0
    right: int = 0
    missed: int = 0


def scored(ones: Sequence[Said], readings: Iterable[Reading]) -> Score:
    """How well the program's readings of some reports tell who says what is marked in them."""
    same = Names([]).same
    told = {reading.report.id: mentions(reading) for reading in readings}
    score = Score()
    for one in ones:
        there = [m for m in told[one.report.id] if covers(m.span, one.statement)]
        score = score._replace(marks=score.marks + 1, found=score.found + bool(there))
        if there:
            nearest = min(there, key=lambda m: abs(m.span.start - one.statement.start))
            names = [] if one.nearest is None else [one.nearest.of(one.report.text), one.fullest]
            root = nearest.root
            right = root is None if not names else root is not None and any(same(n, root.name) for n in names)
            missed = bool(names) and root is None
            score = score._replace(right=score.right + right, missed=score.missed + missed)
    return score


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--families", type=Path, default=Path("training/families"))
    ap.add_argument("--names", nargs="+", default=[""], help="what the families' names begin with; all by default")
    opt = ap.parse_args()
    total = Score()
    for name, those in groupby(said(opt.families, tuple(opt.names)), key=lambda x: x[0]):
        ones = [one for _, one in those]
        reports = {one.report.id: one.report for one in ones}
        score = scored(ones, read_reports(reports.values()))
        total = Score(*map(sum, zip(total, score, strict=True)))
        print(f"{name:32} {score.right:4} of {score.found:4} found of {score.marks:4}", flush=True)
    found = max(1, total.found)
    print(
        f"found {total.found} of {total.marks}; right {total.right / found:.3f}, told without their source {total.missed / found:.3f}"
    )


if __name__ == "__main__":
    main()
