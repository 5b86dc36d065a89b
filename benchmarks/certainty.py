"""How right the certainty is, on data that does not come with Inquit.

usage: python benchmarks/certainty.py --data FOLDER [--failures] [--part stories|happened|verbs|discourse]

FOLDER holds stories/*.json (invented stories with gold mentions) and factuality/*.jsonl.gz (UDS-IH2, MegaVeridicality,
CommitmentBank as one JSON object a line: text, targets with span1 and label from -3 to 3).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inquit.certainty.lexicon import lexicon
from inquit.certainty.weigh import certainty_of, weigh
from inquit.certainty.words import words
from inquit.core.records import Attribution, Report
from inquit.core.spans import Span
from inquit.tagger.tags import Tags

import os

DEBUG = os.environ.get("DBG")
SCALE = ("certain", "probable", "possible", "denied", "unknown")
_SENTENCE_END = re.compile(r"[.?!][\"'”’»)]*\s+(?=[\"'“‘«(A-Z])|\n+")
_REACH = 40  # code points between a source, or a content without one, and its cue


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--failures", action="store_true", help="print every case that is wrong")
    args = parser.parse_args()
    stories(args.data / "stories", failures=args.failures)


def stories(folder: Path, *, failures: bool) -> None:
    confusion: Counter[tuple[str, str]] = Counter()
    by_family: dict[str, Counter[bool]] = {}
    for path in sorted(folder.glob("*.json")):
        family = json.loads(path.read_text(encoding="utf-8"))
        reports = {a["id"]: Report.of(a["text"], id=a["id"], title=a["title"]) for a in family["articles"]}
        for claim in family["claims"]:
            for mention in claim["mentions"]:
                report = reports[mention["article"]]
                found = weighed(report, mention)
                confusion[mention["certainty"], found] += 1
                by_family.setdefault(path.stem, Counter())[found == mention["certainty"]] += 1
                if failures and found != mention["certainty"]:
                    chain = " > ".join(link["as"] for link in mention["chain"])
                    print(f"{path.stem}: {mention['certainty']} taken for {found}: [{chain}] {mention['span']}")
    print("stories, gold spans")
    for family, right in by_family.items():
        print(f"  {family:24} {right[True] / right.total():6.1%} of {right.total()}")
    table(confusion)


def weighed(report: Report, mention: dict[str, Any]) -> str:
    """The certainty of a gold mention, with the cue that a lookup finds nearest to it in its sentence."""
    base = 0 if mention.get("in") == "title" or report.headline is None else report.headline.end + 2
    start = report.text.find(mention["span"], base)
    span = Span(start if start >= 0 else report.text.find(mention["span"]), 0)
    span = Span(span.start, span.start + len(mention["span"]))
    if not mention["chain"]:
        return str(certainty_of(report, span))
    bounds = [0, *(m.end() for m in _SENTENCE_END.finditer(report.text)), len(report.text)]
    sentences = tuple(Span(a, b) for a, b in zip(bounds, bounds[1:], strict=False) if a < b)
    around = Span(
        max(s.start for s in sentences if s.start <= span.start), min(s.end for s in sentences if s.end >= span.end)
    )
    named = mention["chain"][-1]["as"]
    in_span = report.text.find(named, span.start, span.end)
    at = in_span if in_span >= 0 else report.text.find(named, around.start, around.end)
    source = Span(at, at + len(named)) if at >= 0 else None
    content = span
    if in_span >= 0 and source is not None:
        cue = nearest_cue(report, (Span(source.end, span.end),), source)
        if cue and cue[0].end < span.end - 1:
            content = Span(cue[0].end, span.end)
    else:
        cue = nearest_cue(report, (Span(around.start, span.start), Span(span.end, around.end)), source or span)
    attribution = Attribution.of(report, source=(source,) if source else (), cue=cue, content=(content,))
    (result,) = weigh(report, Tags(sentences=sentences), (attribution,))
    if DEBUG:
        print(
            "   ",
            cue and cue[0].of(report.text),
            "|",
            result.act,
            result.certainty,
            [(e.by, [x.of(report.text) for x in e.spans]) for e in result.evidence if e.what == "certainty"],
        )
    return str(result.certainty)


def nearest_cue(report: Report, within: tuple[Span, ...], anchor: Span) -> tuple[Span, ...]:
    known = lexicon("en")
    assert known is not None  # noqa: S101  # English ships with Inquit
    near: list[Span] = []
    for side in within:
        found = words(report.text, side)
        forms = [w.form for w in found]
        i = 0
        while i < len(forms):
            hit = known.predicates.at(forms, i)
            if hit is not None and any(p.frame == "*" and p.act is not None for p in hit[1]):
                near.append(Span(found[i].start, found[i + hit[0] - 1].end))
                i += hit[0]
            else:
                i += 1
    distance = {s: max(anchor.start - s.end, s.start - anchor.end) for s in near}
    return tuple(sorted((s for s in near if 0 <= distance[s] <= _REACH), key=distance.__getitem__)[:1])


def table(confusion: Counter[tuple[str, str]]) -> None:
    total = confusion.total()
    print(
        f"  {'all':24} {sum(confusion[c, c] for c in SCALE) / total:6.1%} of {total}"
        f"   (all certain: {sum(confusion['certain', c] for c in SCALE) / total:.1%})"
    )
    print("  gold \\ found  " + "".join(f"{c:>10}" for c in SCALE))
    for gold in SCALE:
        print(f"  {gold:12}  " + "".join(f"{confusion[gold, c]:10}" for c in SCALE))


if __name__ == "__main__":
    main()
