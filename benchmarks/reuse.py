"""How well reuse is found: derivations in the story families, and verbatim sentences in real news.

    python benchmarks/reuse.py --data FOLDER [--show N]

FOLDER holds `stories/*.json` (report-to-report derivations with their kinds; the thresholds were chosen with these in
view, so that its figures are of a development set) and `news/allsides.jsonl.gz`.

Stories: a pair of reports counts as found if it is derived, whatever how; precision is against the gold edges of all
four kinds, recall against reprints and rewrites, which are this part's half, and against all. Beside it as many pairs
by the Jaccard index of runs of five words, and what deriving each report from every earlier one would score.

News: all pairs of reports of one topic and day that share a sentence of twelve or more words verbatim are found by
comparing all with all, and those that share five such sentences, which are the reprints among them: most of the others
quote one speaker. Printed is the share that `candidates` finds in the whole collection, among the 30 best for either of
the two. Then each of these reports is given its ten best candidates, and it is counted which pairs come out as derived.
With --show N, N of the derivations are printed to be read, chosen by the SHA-256 of their ids.
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
from inquit.reuse.candidates import Candidates, candidates
from inquit.reuse.derivation import derivations, prune
from inquit.reuse.prints import prints
from inquit.reuse.words import words

KINDS = ("reprint", "rewrite", "quotes", "cites")
LEAST_WORDS = 12
MANY = 5
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


def pairs_by_brute_force(shelf: News) -> dict[frozenset[str], int]:
    """The pairs of reports of one topic and day that share such sentences, and how many."""
    out: dict[frozenset[str], int] = {}
    for group in topic_days(shelf).values():
        told = {k: sentences(shelf.reports[k].text) for k in group} if len(group) > 1 else {}
        for a, b in itertools.combinations(group, 2):
            if told[a] & told[b]:
                out[frozenset((shelf.reports[a].id, shelf.reports[b].id))] = len(told[a] & told[b])
    return out


def news(data: Path, show: int) -> None:
    shelf = load(data)
    by_id = {r.id: r for r in shelf.reports}
    truth = pairs_by_brute_force(shelf)
    asked = {report: ask(shelf, by_id[report]) for report in sorted({r for pair in truth for r in pair})}
    found: dict[frozenset[str], Derivation] = {}
    for report, met in asked.items():
        best = [by_id[other] for other in met.reports if other != report][:10]
        for d in derivations(by_id[report], best, boilerplate=met.boilerplate):
            found[frozenset((d.report, d.origin))] = d
    print(f"\nnews: {len(by_id)} reports, {len(shelf.hashes) / len(by_id):.0f} prints a report")
    print("pairs of a topic-day                              pairs  met by candidates  derived")
    for least in (1, MANY):
        pairs = [pair for pair, count in truth.items() if count >= least]
        met = sum(any(pair <= {r, *asked[r].reports} for r in pair) for pair in pairs) / max(1, len(pairs))
        told = sum(pair in found for pair in pairs) / max(1, len(pairs))
        name = f"share {least} sentence{'s' * (least > 1)} of {LEAST_WORDS} words verbatim"
        print(f"  {name:45}{len(pairs):8}{met:19.1%}{told:9.1%}")
    print(f"derivations of the {len(asked)} reports: {dict(Counter(d.how for d in found.values()))}")
    for d in sorted(found.values(), key=lambda d: hashlib.sha256(f"{d.report} {d.origin}".encode()).digest())[:show]:
        print(describe(d, by_id[d.report], by_id[d.origin]))


def ask(shelf: News, report: Report) -> Candidates:
    return candidates(prints(report.text), shelf.carriers, shelf.imprints, at_most=31)  # it finds itself


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
