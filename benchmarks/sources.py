"""How well sources and chains are told, on story families whose provenance is known.

    python benchmarks/sources.py --data FOLDER [--gold-spans] [--failures]
    python benchmarks/sources.py --families benchmarks/families [--only a5 a6 b5]

FOLDER holds `stories/*.json` (invented stories with the chain of every mention of a claim). Printed, in percent, over
all families:

    coverage   gold mentions with a chain that an attribution's content covers (half of the mention at least,
               and not three times as much besides); contents count whole, by fragment and by sentence
    root       of those: the innermost source is the right one
    chain      of those: every link is right
    standing   of those with the right root: so is its standing
    kind       of those with the right root: so is its kind

`--gold-spans` gives the resolver the gold contents and source words instead of what the tagger found, so that
coverage is 100 by construction and only the naming is measured. The families under FOLDER are for developing; their
hidden siblings are scored elsewhere. `--families` scores a folder of others, `--only` those whose names begin so:
benchmarks/families/README.md tells which of them nobody looks at.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inquit.attribution.linker import attributions
from inquit.core.records import Attribution, Report
from inquit.core.spans import Span, Spans, hull
from inquit.pipeline import shipped_tagger
from inquit.sources.resolve import resolve
from inquit.tagger.tags import Tags

SMALL = {"the", "a", "an", "of", "mr", "ms", "mrs", "dr"}
Failure = tuple[str, Span, list[dict[str, Any]], Attribution | None]
LABELS = ("coverage", "root", "chain", "standing", "kind")


def plain(name: str | None) -> str:
    words = re.sub(r"[^\w\s]", " ", (name or "").casefold()).split()
    return " ".join(w for w in words if w not in SMALL)


@dataclass
class Names:
    """Which names mean the same: the family's own groups, else mostly the same words."""

    groups: list[set[str]]

    def same(self, a: str | None, b: str | None) -> bool:
        a, b = plain(a), plain(b)
        if a == b or not a or not b:
            return a == b
        if any(a in group and b in group for group in self.groups):
            return True
        one, two = set(a.split()), set(b.split())
        both = len(one & two)
        return both / min(len(one), len(two)) >= 0.99 or both / len(one | two) >= 0.6

    def link(self, gold: dict[str, Any], name: str) -> bool:
        return self.same(gold["name"], name) or self.same(gold.get("as"), name)


def overlap(predicted: Span, gold: Span) -> float:
    shared = min(predicted.end, gold.end) - max(predicted.start, gold.start)
    if shared <= 0 or shared < 0.5 * gold.length or shared < 0.3 * predicted.length:
        return 0.0
    return shared / (max(predicted.end, gold.end) - min(predicted.start, gold.start))


def pieces(a: Attribution, sentences: Spans) -> Iterator[Span]:
    """What an attribution can be compared by: its content's hull, fragments and sentences, and all its words.

    A gold mention often takes in source and cue: "Monday's statement said four tonnes".
    """
    if not a.content:
        return
    yield hull(a.content)
    yield hull(a.spans)
    for part in a.content:
        yield part
        for s in sentences:
            if s.overlaps(part):
                yield Span(max(s.start, part.start), min(s.end, part.end))


def depth(a: Attribution, found: Sequence[Attribution]) -> int:
    """In how many contents an attribution stands: of two that cover a mention, the inner one tells its root."""
    parents = {x.id: x.parent for x in found}
    levels, at = 0, a.parent
    while at is not None:
        levels, at = levels + 1, parents[at]
    return levels


def locate(report: Report, article: dict[str, Any], mention: dict[str, Any]) -> Span:
    base = 0 if mention.get("in") == "title" else len(article["title"]) + 2
    start = report.text.find(mention["span"], base)
    start = start if start >= 0 else report.text.index(mention["span"])
    return Span(start, start + len(mention["span"]))


def given(report: Report, gold: Sequence[tuple[Span, dict[str, Any]]]) -> tuple[Attribution, ...]:
    """Attributions made of the gold contents and of the nearest place where the root's words stand."""
    made: dict[str, Attribution] = {}
    for span, mention in gold:
        words = mention["chain"][-1].get("as") if mention["chain"] else None
        places = [m.start() for m in re.finditer(re.escape(words), report.text)] if words else []
        nearest = min(places, key=lambda p: abs(p - span.start) if p < span.start else abs(p - span.end), default=None)
        source = () if nearest is None or not words else (Span(nearest, nearest + len(words)),)
        if mention["chain"]:
            a = Attribution.of(report, source=source, cue=(), content=(span,))
            made[a.id] = a
    return tuple(sorted(made.values(), key=lambda a: a.spans))


def families(
    folder: Path, only: Sequence[str] = ()
) -> Iterator[tuple[str, dict[str, Any], list[tuple[dict[str, Any], Report]]]]:
    for path in sorted(folder.glob("*.json")):
        if only and not path.name.startswith(tuple(only)):
            continue
        family = json.loads(path.read_text(encoding="utf-8"))
        yield (
            path.stem,
            family,
            [
                (
                    a,
                    Report.of(
                        a["text"], **{k: a.get(k) for k in ("id", "title", "outlet", "published", "url", "byline")}
                    ),
                )
                for a in family["articles"]
            ],
        )


def stories(folder: Path, only: Sequence[str] = (), *, gold_spans: bool, failures: bool) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for stem, family, reports in families(folder, only):
        names = Names([{plain(x) for x in group} for group in family.get("aliases", [])])
        tagged = shipped_tagger().tag(report.text for _, report in reports)
        for (article, report), tags in zip(reports, tagged, strict=True):
            gold = [
                (locate(report, article, m), m)
                for claim in family["claims"]
                for m in claim["mentions"]
                if m["article"] == article["id"]
            ]
            found, _ = resolve(report, tags, given(report, gold) if gold_spans else attributions(report, tags))
            label = f"{stem}/{report.id}"
            for what, span, chain, a in score(tags, gold, names, counts, found=found):
                if failures:
                    tell(f"{label} {what}", report, span, chain, a)
    for label in LABELS:
        print(
            f"{label:10}{100 * counts[label, 'right'] / max(1, counts[label, 'all']):6.1f}  of {counts[label, 'all']}"
        )


def score(
    tags: Tags,
    gold: Sequence[tuple[Span, dict[str, Any]]],
    names: Names,
    counts: Counter[tuple[str, str]],
    *,
    found: Sequence[Attribution],
) -> Iterator[Failure]:
    """Counts what is right of one report, and gives what is not."""
    for span, mention in gold:
        chain = mention["chain"]
        if not chain:
            continue
        a = covering(tags, span, found)
        counts["coverage", "all"] += 1
        if a is None:
            yield "not covered", span, chain, None
            continue
        root = bool(a.chain) and names.link(chain[-1], a.chain[-1].name)
        whole = len(chain) == len(a.chain) and all(names.link(g, p.name) for g, p in zip(chain, a.chain, strict=True))
        results = {"coverage": True, "root": root, "chain": whole}
        if root:
            results["standing"] = chain[-1]["standing"] == a.chain[-1].standing
            results["kind"] = chain[-1]["kind"] == a.chain[-1].kind
        for label, right in results.items():
            counts[label, "all"] += label != "coverage"
            counts[label, "right"] += right
            if not right and not (label == "chain" and not root):
                yield label, span, chain, a


def covering(tags: Tags, span: Span, found: Sequence[Attribution]) -> Attribution | None:
    """The attribution that covers a mention: the innermost, and of those the one that fits it best."""
    ranked = [
        (depth(a, found), shared, a)
        for a in found
        for piece in pieces(a, tags.sentences)
        if (shared := overlap(piece, span))
    ]
    return max(ranked, key=lambda x: x[:2])[2] if ranked else None


def tell(what: str, report: Report, span: Span, gold: list[dict[str, Any]], a: Attribution | None) -> None:
    print(f"{what}: {span.of(report.text)[:90]!r}")
    print("    gold", [(g.get("as"), g["name"], g["kind"], g["standing"]) for g in gold])
    if a is not None:
        print("    read", [(p.name, p.kind, p.standing) for p in a.chain])
        print("    from", [s.of(report.text) for s in a.source], [s.of(report.text) for s in a.cue])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="FOLDER")
    parser.add_argument("--families", type=Path, metavar="FOLDER", help="instead of the stories under --data")
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME")
    parser.add_argument("--gold-spans", action="store_true")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    if options.data is None and options.families is None:
        parser.error("give --data FOLDER, or --families FOLDER")
    folder = options.families or options.data / "stories"
    stories(folder, options.only, gold_spans=options.gold_spans, failures=options.failures)


if __name__ == "__main__":
    main()
