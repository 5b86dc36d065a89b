"""How right the certainty is, on data that does not come with Inquit.

usage: python benchmarks/certainty.py --data FOLDER [--failures] [--model]
       python benchmarks/certainty.py --families benchmarks/families [--only a4 a5 a6 b4 b5] [--failures]

FOLDER holds stories/*.json (invented stories with gold mentions) and factuality/*.dev.jsonl.gz (UDS-IH2,
MegaVeridicality, CommitmentBank as one JSON object a line: text, targets with span1 and label from -3 to 3).

The stories are scored twice: with gold spans, where a lookup finds the cue beside the source, and with --model end to
end, where the attribution whose content covers the mention is what the shipped model found. `--families` scores other
stories end to end, `--only` those whose names begin so. With --model the predicates are
scored by the head too, which tells what happened; where it takes a marked word for no event, the rule's answer counts.
The head was trained on the train splits. Dev splits only; the stories were looked at while the rules were written, so
that their figure is not one of unseen text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import correlation, mean
from typing import Any

from inquit.attribution.linker import attributions
from inquit.certainty.lexicon import Lexicon, lexicon
from inquit.certainty.scope import Commitment, commitment
from inquit.certainty.weigh import certainty_of, weigh
from inquit.certainty.words import Word, words
from inquit.core.records import Attribution, Report
from inquit.core.spans import Span
from inquit.pipeline import shipped_tagger
from inquit.sources.resolve import resolve
from inquit.tagger.tags import Tags

SCALE = ("certain", "probable", "possible", "denied", "unknown")
VALUES = {"certain": 3.0, "probable": 2.0, "possible": 0.0, "unknown": 0.0, "denied": -3.0}
UNDECIDED = 0.5  # labels nearer to 0 have no sign
COVERED = 0.4  # of a gold mention that a content must cover
_SENTENCE_END = re.compile(r"[.?!][\"'”’»)]*\s+(?=[\"'“‘«(A-Z])|\n+")
_REACH = 40  # code points between a source, or a content without one, and its cue


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--families", type=Path, metavar="FOLDER", help="score these stories alone, end to end")
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME")
    parser.add_argument("--failures", action="store_true", help="print every case that is wrong")
    parser.add_argument("--model", action="store_true", help="score the stories end to end too, with the shipped model")
    args = parser.parse_args()
    if args.families:
        stories("families, end to end", args.families, EndToEnd(), only=args.only, failures=args.failures)
        return
    if args.data is None:
        parser.error("give --data FOLDER, or --families FOLDER")
    stories("stories, gold spans", args.data / "stories", by_lookup, failures=args.failures)
    if args.model:
        stories("stories, end to end", args.data / "stories", EndToEnd(), failures=args.failures)
    for name in ("megaveridicality2", "commitmentbank", "uds_ih2"):
        path = args.data / "factuality" / f"{name}.dev.jsonl.gz"
        predicates(path, by_rule, failures=args.failures)
        if args.model:
            predicates(path, ByHead(), failures=args.failures)


Judge = Callable[[Report, Span, dict[str, Any]], str]  # of a gold mention, given as its file has it


def stories(title: str, folder: Path, judge: Judge, *, only: Sequence[str] = (), failures: bool) -> None:
    """Accuracy a family, over all, and the confusion of a judge of gold mentions."""
    confusion: Counter[tuple[str, str]] = Counter()
    print(title)
    for path in sorted(p for p in folder.glob("*.json") if not only or p.name.startswith(tuple(only))):
        family = json.loads(path.read_text(encoding="utf-8"))
        reports = {a["id"]: Report.of(a["text"], id=a["id"], title=a["title"]) for a in family["articles"]}
        right = []
        for mention in (m for claim in family["claims"] for m in claim["mentions"]):
            report = reports[mention["article"]]
            found, gold = judge(report, where(report, mention), mention), mention["certainty"]
            confusion[gold, found] += 1
            right.append(found == gold)
            if failures and found != gold:
                chain = " > ".join(link["as"] for link in mention["chain"])
                print(f"  {path.stem}: {gold} taken for {found}: [{chain}] {mention['span']}")
        print(f"  {path.stem:24} {mean(right):6.1%} of {len(right)}")
    table(confusion)


def where(report: Report, mention: dict[str, Any]) -> Span:
    base = 0 if mention.get("in") == "title" or report.headline is None else report.headline.end + 2
    start = report.text.find(mention["span"], base)
    start = start if start >= 0 else report.text.find(mention["span"])
    return Span(start, start + len(mention["span"]))


class EndToEnd:
    """Judges a mention by the attribution, as the shipped model and the rules find it, that covers most of it."""

    def __init__(self) -> None:
        self.tagger = shipped_tagger()
        self.seen: dict[str, tuple[Attribution, ...]] = {}

    def __call__(self, report: Report, span: Span, _: dict[str, Any]) -> str:
        if report.text not in self.seen:
            (tags,) = self.tagger.tag([report.text])
            found, _ = resolve(report, tags, attributions(report, tags))
            self.seen[report.text] = weigh(report, tags, found)
        best, share = None, COVERED * span.length
        for found in self.seen[report.text]:
            common = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in found.content)
            if common > share:
                best, share = found, common
        return str(certainty_of(report, span, best))


def by_lookup(report: Report, span: Span, mention: dict[str, Any]) -> str:
    """Judges a mention with the cue that a lookup finds nearest to its source or to itself in its sentence."""
    if not mention["chain"]:
        return str(certainty_of(report, span))
    bounds = [0, *(m.end() for m in _SENTENCE_END.finditer(report.text)), len(report.text)]
    sentences = tuple(Span(a, b) for a, b in pairwise(bounds) if a < b)
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
    return str(result.certainty)


def nearest_cue(report: Report, within: tuple[Span, ...], anchor: Span) -> tuple[Span, ...]:
    known = english()
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
    right = sum(confusion[c, c] for c in SCALE)
    certain = sum(confusion["certain", c] for c in SCALE)
    print(f"  {'all':24} {right / total:6.1%} of {total} (all certain: {certain / total:.1%})")
    print("  gold \\ found  " + "".join(f"{c:>10}" for c in SCALE))
    for gold in SCALE:
        print(f"  {gold:12}  " + "".join(f"{confusion[gold, c]:10}" for c in SCALE))


Reader = Callable[[dict[str, Any]], list[float]]  # of an item of the factuality corpora, a value for each target


def by_rule(item: dict[str, Any]) -> list[float]:
    """What the clauses up to the predicates commit their writer to."""
    return [score(item["text"].split(), target["span1"][0]) for target in item["targets"]]


class ByHead:
    """What the head says of the predicates."""

    def __init__(self) -> None:
        self.tagger = shipped_tagger()
        self.told = self.asked = 0

    def __call__(self, item: dict[str, Any]) -> list[float]:
        (tags,) = self.tagger.tag([item["text"]])
        told = {e.span.start: e.happened for e in tags.events}
        starts = [0, *accumulate(len(token) + 1 for token in item["text"].split())]
        at = [starts[target["span1"][0]] for target in item["targets"]]
        self.told += sum(start in told for start in at)
        self.asked += len(at)
        return [told.get(start, rule) for start, rule in zip(at, by_rule(item), strict=True)]

    def __str__(self) -> str:
        return f"by head, which tells of {self.told / max(1, self.asked):.1%} of them"


def predicates(path: Path, reader: Reader, *, failures: bool) -> None:
    """Whether the thing told by each marked predicate is taken to have happened, against its label."""
    gold: list[float] = []
    found: list[float] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            for target, value in zip(item["targets"], reader(item), strict=True):
                gold.append(target["label"])
                found.append(value)
                if failures and abs(gold[-1]) > UNDECIDED and (gold[-1] > 0) != (found[-1] > 0):
                    print(f"  {gold[-1]:5.2f} taken for {found[-1]:5.2f}: {target['span_text']}: {item['text'][-200:]}")
    decided = [(g > 0, f > 0) for g, f in zip(gold, found, strict=True) if abs(g) > UNDECIDED]
    sign, factual = mean(g == f for g, f in decided), mean(g for g, _ in decided)
    error, baseline = mean(abs(g - f) for g, f in zip(gold, found, strict=True)), mean(abs(g - 3) for g in gold)
    print(f"{path.name}: {len(gold)} predicates, {len(decided)} of them with |label| > {UNDECIDED}", end="")
    print(f"; {reader}" if isinstance(reader, ByHead) else "; by rule")
    print(f"  sign {sign:.1%} (all factual {factual:.1%}), Pearson {correlation(gold, found):.3f}", end="")
    print(f", MAE {error:.2f} (all factual {baseline:.2f})")


def score(forms: list[str], index: int) -> float:
    """What the clause up to the predicate at `index` commits its writer to, on the scale from -3 to 3."""
    known = english()
    start = max((i + 1 for i in range(index) if forms[i] in {".", "?", "!", ";"}), default=0)
    openers = [i for i in range(start, index) if known.openers.at(forms, i)]
    clause = range(openers[-1] + 1 if openers else start, index + 1)
    if openers and known.openers.at(forms, openers[-1]) == (1, "conditional"):
        return VALUES["possible"]
    return VALUES[commitment([Word(forms[i].lower(), i, i + 1) for i in clause], known, Commitment()).certainty]


def english() -> Lexicon:
    known = lexicon("en")
    assert known is not None  # noqa: S101  # English ships with Inquit
    return known


if __name__ == "__main__":
    main()
