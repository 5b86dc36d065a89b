"""How well roots, intervals and disputes are told when mentions, chains, certainties and derivations are given.

    python benchmarks/roots.py [--data FOLDER] [--names {written,canonical}] [--detail {all,missed}]

FOLDER holds story families with known provenance, `*.json` or `stories/*.json`; by default the invented ones that come
with the project (benchmarks/families). Everything up to the claim is taken from the gold: this measures the stemma
alone, and is its ceiling in the whole system. Printed, in percent over all families:

    roots.f1            of each claim's roots, by name
    independent.exact   claims whose interval is the gold one;  independent.hit: whose intervals meet
    independent.sound   claims whose interval holds the gold one
    independent.naive   hits by counting the reports that carry the claim
    dispute.recall      disputes found, by report and disputing source; dispute.given: those that a mention shows

With `--names written` (the default) an unnamed source is called what its own report calls it, so that nothing tells it
from other reports' sources but the words; `canonical` gives the gold's names, for which the gold knows who is who.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from inquit.core.comparison import Claim, Derivation, Mention, Stemma, Witness, mention_id
from inquit.core.records import Link, Reading, Report, Source
from inquit.core.spans import Span
from inquit.stemma.affiliations import affiliations
from inquit.stemma.descriptions import is_handle
from inquit.stemma.tree import stemma

SMALL = {"the", "a", "an", "of", "mr", "ms", "mrs", "dr"}
VAGUE = {"source", "sources", "person", "same", "i", "he", "she", "they", "it", "we", "both", "that", "one", "two"}
FAMILIES = Path(__file__).parent / "families"
Json = dict[str, Any]


def plain(name: str | None) -> str:
    words = re.sub(r"[^\w\s]", " ", (name or "").casefold()).split()
    return " ".join(w for w in words if w not in SMALL)


class Names:
    """Which names mean the same: the family's own groups, else mostly the same words."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self.groups = [{plain(name) for name in group} for group in groups]

    def same(self, a: str | None, b: str | None) -> bool:
        a, b = plain(a), plain(b)
        if a == b or not a or not b:
            return a == b
        if any(a in group and b in group for group in self.groups):
            return True
        one, two = set(a.split()), set(b.split())
        both = len(one & two)
        return both / min(len(one), len(two)) >= 0.99 or both / len(one | two) >= 0.6


def report_of(article: Json) -> Report:
    wanted = ("id", "title", "outlet", "published", "url")
    return Report.of(article["text"], **{key: article.get(key) for key in wanted})


def located(report: Report, mention: Json) -> Span:
    body = report.headline.end if report.headline and mention.get("in") != "title" else 0
    start = report.text.find(mention["span"], body)
    start = start if start >= 0 else report.text.index(mention["span"])
    return Span(start, start + len(mention["span"]))


class Family:
    """A gold family as the records that the stemma is built from."""

    def __init__(self, data: Json, *, canonical: bool) -> None:
        self.data, self.canonical = data, canonical
        self.names = Names(data.get("aliases", []))
        self.reports = {a["id"]: report_of(a) for a in data["articles"]}
        self.written = self._written()
        self.witnesses = {
            r.id: Witness(report=r.id, outlet=r.outlet, title=r.title, published=r.published, url=r.url)
            for r in self.reports.values()
        }
        self.derivations = [
            Derivation(report=a["id"], origin=d["id"], how=d["how"], confidence=1.0)
            for a in data["articles"]
            for d in a.get("derived_from", [])
        ]
        self.affiliations = affiliations(self._readings())

    def _links(self) -> Iterator[tuple[str, Json]]:
        for claim in self.data["claims"]:
            for mention in claim["mentions"]:
                for link in mention["chain"]:
                    yield mention["article"], link

    def _written(self) -> dict[tuple[str, str], str]:
        """What each report calls each source that it does not name, in its most telling words."""
        found: dict[tuple[str, str], str] = {}
        for article, link in self._links():
            key = (article, link["name"])
            forms = (found.get(key, ""), link["as"])
            found[key] = max(forms, key=lambda form: (len(set(plain(form).split()) - VAGUE), len(form)))
        return found

    def _readings(self) -> Iterator[Reading]:
        """The named sources where the reports write them: what tells whom they speak for."""
        places: dict[str, dict[str, list[Span]]] = {}
        kinds: dict[str, Json] = {}
        for article, link in self._links():
            if link["standing"] == "named":
                kinds[link["name"]] = link
                text = self.reports[article].text
                spans = places.setdefault(article, {}).setdefault(link["name"], [])
                forms = {link["as"], link["name"]}
                spans.extend(Span(*m.span()) for form in forms for m in re.finditer(re.escape(form), text))
        for article, sources in places.items():
            yield Reading(
                report=self.reports[article],
                sources=tuple(
                    Source(
                        id=name,
                        name=name,
                        kind=kinds[name]["kind"],
                        standing="named",
                        mentions=tuple(sorted(set(spans))),
                    )
                    for name, spans in sorted(sources.items())
                ),
            )

    def link(self, article: str, link: Json) -> Link:
        name = link["name"]
        if link["standing"] == "unnamed" and not is_handle(name):
            name = re.sub(r"\s*\([^()]*\)\s*$", "", name) if self.canonical else self.written[article, name]
        return Link(span=None, name=name, kind=link["kind"], standing=link["standing"], source=link["name"])

    def claim(self, gold: Json) -> Claim:
        found: list[Mention] = []
        for m in gold["mentions"]:
            span = located(self.reports[m["article"]], m)
            chain = tuple(self.link(m["article"], link) for link in m["chain"])
            found.append(
                Mention(
                    id=mention_id(m["article"], (span, *(x.span for x in chain if x.span))) + f"-{len(found)}",
                    report=m["article"],
                    spans=(span,),
                    text=m["span"],
                    chain=chain,
                    certainty=m["certainty"],
                    headline=m.get("in") == "title",
                )
            )
        return Claim(id=gold["id"], text=gold["text"], mentions=tuple(found))


def meets(gold: Json, found: Stemma) -> bool:
    return found.independent.min <= gold["independent_max"] and found.independent.max >= gold["independent_min"]


def score(gold: Json, found: Stemma, names: Names, counts: Counter[str]) -> None:
    free = [r.name for r in found.roots]
    for root in gold["roots"]:
        hit = next((name for name in free if names.same(root["name"], name)), None)
        if hit is not None:
            free.remove(hit)
            counts["roots right"] += 1
    counts["roots gold"] += len(gold["roots"])
    counts["roots found"] += len(found.roots)
    low, high = gold["independent_min"], gold["independent_max"]
    a, b = found.independent.min, found.independent.max
    counts["claims"] += 1
    counts["exact"] += (a, b) == (low, high)
    counts["hit"] += meets(gold, found)
    counts["sound"] += a <= low and b >= high
    counts["naive"] += low <= len({m["article"] for m in gold["mentions"]}) <= high
    spans = {(m["article"], m["span"]) for m in gold["mentions"]}
    for dispute in gold.get("disputed_by", []):
        counts["disputes"] += 1
        counts["disputes given"] += any(
            dispute["article"] == r and (dispute["span"] in s or s in dispute["span"]) for r, s in spans
        )
        counts["disputes right"] += any(
            d.report == dispute["article"] and names.same(dispute["name"], d.name) for d in found.disputes
        )


def figures(counts: Counter[str]) -> dict[str, float]:
    def share(part: str, whole: str) -> float:
        return 100 * counts[part] / max(1, counts[whole])

    return {
        "roots.f1": 200 * counts["roots right"] / max(1, counts["roots gold"] + counts["roots found"]),
        "independent.exact": share("exact", "claims"),
        "independent.hit": share("hit", "claims"),
        "independent.sound": share("sound", "claims"),
        "independent.naive": share("naive", "claims"),
        "dispute.recall": share("disputes right", "disputes"),
        "dispute.given": share("disputes given", "disputes"),
    }


def told(name: str, gold: Json, found: Stemma) -> str:
    interval = found.independent
    return (
        f"{name}/{gold['id']} {gold['text']}\n"
        f"   gold  [{gold['independent_min']}, {gold['independent_max']}] {[r['name'] for r in gold['roots']]}\n"
        f"   found [{interval.min}, {interval.max}] {[r.name for r in found.roots]}\n"
        f"   fewest: {' '.join(interval.fewest_because)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=FAMILIES, metavar="FOLDER")
    parser.add_argument("--names", choices=("written", "canonical"), default="written")
    parser.add_argument("--only", default="", metavar="PREFIX", help="families whose file name begins so")
    parser.add_argument(
        "--detail", choices=("all", "missed"), help="print all claims, or those whose intervals do not meet"
    )
    given = parser.parse_args()
    folder = given.data / "stories" if (given.data / "stories").is_dir() else given.data
    paths = sorted(folder.glob(f"{given.only}*.json"))
    if not paths:
        parser.error(f"no families in {folder}")
    counts: Counter[str] = Counter()
    for path in paths:
        family = Family(json.loads(path.read_text(encoding="utf-8")), canonical=given.names == "canonical")
        for gold in family.data["claims"]:
            found = stemma(
                family.claim(gold),
                family.witnesses,
                family.derivations,
                affiliations=family.affiliations,
                language="en",
            )
            score(gold, found, family.names, counts)
            if given.detail == "all" or (given.detail == "missed" and not meets(gold, found)):
                print(told(path.stem, gold, found))
    print(f"{len(paths)} families, {counts['claims']} claims, {counts['disputes']} disputes, names {given.names}")
    for name, value in figures(counts).items():
        print(f"{name:18}{value:6.1f}")


if __name__ == "__main__":
    main()
