"""How well reuse is found: derivations in the story families, and verbatim sentences in real news.

    python benchmarks/reuse.py --data FOLDER [--show N]

FOLDER holds `stories/*.json` (report-to-report derivations with their kinds; the thresholds were chosen with these in
view, so that its figures are of a development set) and `news/allsides.jsonl.gz`.

Stories: a pair of reports counts as found if it is derived, whatever how; precision is against the gold edges of all
four kinds, recall against reprints and rewrites, which are this part's half, and against all. Beside it as many pairs
by the Jaccard index of runs of five words, and what deriving each report from every earlier one would score.

News: all pairs of reports of one topic and day that share a sentence of twelve or more words verbatim are found by
comparing all with all (`truth`). Printed is the share that `candidates` finds in the whole collection, among the 30
best for either of the two, the share that comes out with a passage of twelve or more words, and how many are derived.
With --show N, N of these are printed, chosen by the SHA-256 of their ids, to be read.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
from collections import Counter
from pathlib import Path

from news_prints import News, load, topic_days

from inquit.core.comparison import Derivation
from inquit.core.records import Report
from inquit.reuse.alignment import passages
from inquit.reuse.candidates import candidates
from inquit.reuse.derivation import derivations, prune
from inquit.reuse.prints import prints
from inquit.reuse.words import words

KINDS = ("reprint", "rewrite", "quotes", "cites")
LEAST_WORDS = 12
Pair = tuple[str, str]


def derived(reports: list[Report]) -> tuple[Derivation, ...]:
    """The derivations among a few reports, the oldest decided first."""
    found: list[Derivation] = []
    for report in sorted(reports, key=lambda r: (r.published or "", r.id)):
        found.extend(derivations(report, reports, known=found))
    return prune(found)


def family(path: Path) -> tuple[list[Report], dict[Pair, str]]:
    articles = json.loads(path.read_text(encoding="utf-8"))["articles"]
    reports = [
        Report.of(a["text"], **{k: a.get(k) for k in ("id", "title", "outlet", "published", "byline")})
        for a in articles
    ]
    return reports, {(a["id"], d["id"]): d["how"] for a in articles for d in a["derived_from"]}


def five_grams(report: Report) -> set[tuple[int, ...]]:
    forms = words(report.text).forms.tolist()
    return set(zip(*(forms[k:] for k in range(5)), strict=False))


def stories(data: Path) -> None:
    mine: list[tuple[str, str]] = []
    jaccard: list[tuple[float, str]] = []
    gold: Counter[str] = Counter()
    for path in sorted((data / "stories").glob("*.json")):
        reports, edges = family(path)
        gold.update(edges.values())
        mine.extend((d.how, edges.get((d.report, d.origin), "none")) for d in derived(reports))
        grams = {r.id: five_grams(r) for r in reports}
        for early, late in itertools.combinations(sorted(reports, key=lambda r: r.published or ""), 2):
            union = len(grams[early.id] | grams[late.id])
            score = len(grams[early.id] & grams[late.id]) / union if union else 0.0
            jaccard.append((score, edges.get((late.id, early.id), "none")))
    jaccard.sort(reverse=True)
    print("stories (development)      found  precision  " + "".join(f"{k:>10}" for k in KINDS) + "   all F1")
    line("inquit", [kind for _, kind in mine], gold)
    for how in ("reprint", "rewrite"):
        line(f"  as {how}", [kind for h, kind in mine if h == how], gold)
    line("5-gram Jaccard, as many", [kind for _, kind in jaccard[: len(mine)]], gold)
    line("every earlier report", [kind for _, kind in jaccard], gold)


def f1(found: list[str], gold: Counter[str]) -> float:
    return 2 * sum(kind != "none" for kind in found) / (len(found) + gold.total())


def line(name: str, found: list[str], gold: Counter[str]) -> None:
    counts = Counter(found)
    right = len(found) - counts["none"]
    recalls = "".join(f"{f'{counts[k]}/{gold[k]}':>10}" for k in KINDS)
    print(f"{name:28}{len(found):4}{right / max(1, len(found)):10.1%}   {recalls}{f1(found, gold):9.1%}")


def sentences(text: str) -> set[int]:
    """Hashes, good within this process, of the sentences that have `LEAST_WORDS` words or more."""
    found = words(text)
    return {
        hash(found.forms[a:b].tobytes()) for a, b in itertools.pairwise(found.units.tolist()) if b - a >= LEAST_WORDS
    }


def pairs_by_brute_force(shelf: News) -> list[tuple[Report, Report]]:
    """The pairs of reports of one topic and day that share such a sentence."""
    out: list[tuple[Report, Report]] = []
    for group in topic_days(shelf).values():
        told = {k: sentences(shelf.reports[k].text) for k in group} if len(group) > 1 else {}
        out.extend(
            (shelf.reports[a], shelf.reports[b]) for a, b in itertools.combinations(group, 2) if told[a] & told[b]
        )
    return out


def news(data: Path, show: int) -> None:
    shelf = load(data)
    truth = pairs_by_brute_force(shelf)
    met = passed = edges = 0
    shown: list[tuple[str, str]] = []
    asked: dict[str, tuple[str, ...]] = {}
    for pair in truth:
        for report in pair:
            if report.id not in asked:
                asked[report.id] = ask(shelf, report)
        met += any(giver.id in asked[taker.id] for taker, giver in itertools.permutations(pair))
        passed += any(len(words(p.taken.of(pair[0].text))) >= LEAST_WORDS for p in passages(*(r.text for r in pair)))
        for taker, giver in itertools.permutations(pair):
            for d in derivations(taker, [giver]):
                edges += 1
                key = hashlib.sha256(f"{d.report} {d.origin}".encode()).hexdigest()
                shown.append((key, describe(d, taker, giver)))
    count = max(1, len(truth))
    print(f"\nnews: {len(shelf.reports)} reports, {len(shelf.hashes) / len(shelf.reports):.0f} prints a report")
    print(f"pairs of a topic-day that share a sentence of {LEAST_WORDS} words   {len(truth)}")
    print(f"  met by candidates (30 best of the whole)           {met / count:6.1%}")
    print(f"  with a passage of {LEAST_WORDS} words or more                   {passed / count:6.1%}")
    print(f"  derived, one from the other                        {edges / count:6.1%}")
    for _, text in sorted(shown)[:show]:
        print(text)


def ask(shelf: News, report: Report) -> tuple[str, ...]:
    return candidates(prints(report.text), shelf.carriers, shelf.imprints, at_most=31).reports  # it finds itself


def describe(d: Derivation, taker: Report, giver: Report) -> str:
    best = max(d.passages, key=lambda p: p.taken.length, default=None)
    why = ", ".join(f"{e.by} {'' if e.score is None else round(e.score, 2)}".strip() for e in d.evidence)
    words_of = " ".join(best.taken.of(taker.text).split())[:300] if best else ""
    return f"\n{taker.outlet} < {giver.outlet}: {d.how} {d.confidence} ({why})\n  {taker.title} < {giver.title}\n  {words_of}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    options = parser.parse_args()
    stories(options.data)
    news(options.data, options.show)


main()
