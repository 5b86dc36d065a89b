"""Claims and where reports have them from, as JSON: docs/format.md tells each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inquit.core.codec import VERSION, link_json
from inquit.core.comparison import Derivation, Mention, Root, Stemma, Witness

Json = dict[str, Any]


def claims_json(reports: Mapping[str, Witness], derivations: Iterable[Derivation], stemmas: Sequence[Stemma]) -> Json:
    """One object with the reports, what they took from each other, and the claims with roots and intervals."""
    taken: dict[str, list[Json]] = {}
    for d in derivations:
        if d.origin in reports:  # a lost witness is told with the claims
            taken.setdefault(d.report, []).append({"id": d.origin, "how": d.how, "confidence": d.confidence})
    return {
        "inquit": VERSION,
        "reports": [_report(w, taken.get(w.report, [])) for w in reports.values()],
        "claims": [stemma_json(s) for s in stemmas],
        "loops": [list(ring) for ring in dict.fromkeys(ring for s in stemmas for ring in s.loops)],
    }


def stemma_json(stemma: Stemma) -> Json:
    """One claim with its family tree."""
    claim, interval = stemma.claim, stemma.independent
    reports = {m.id: m.report for m in claim.mentions}
    return {
        "id": claim.id,
        "text": claim.text,
        "mentions": [_mention(m) | {"sure": m.id not in stemma.doubtful} for m in claim.mentions],
        "roots": [_root(r) for r in stemma.roots],
        "passed_over": [_root(r) for r in stemma.passed_over],
        "independent": {
            "min": interval.min,
            "max": interval.max,
            "fewest_because": list(interval.fewest_because),
            "most_because": list(interval.most_because),
        },
        "disputed_by": [
            {
                "name": d.name,
                "report": d.report,
                "span": list(d.span),
                "mention": d.mention,
                "why": d.why,
                "sure": d.sure,
            }
            for d in stemma.disputes
        ],
        "drift": [
            {
                "from": reports[d.giver],
                "to": reports[d.taker],
                "what": d.what,
                "before": d.before,
                "after": d.after,
                "mentions": [d.giver, d.taker],
            }
            for d in stemma.drift
        ],
        "edges": [{"from": e.giver, "to": e.taker, "how": e.kind, "weight": e.weight} for e in stemma.edges],
        "lost": [{"id": w.report, "outlet": w.outlet} for w in stemma.witnesses if w.lost],
    }


def _report(witness: Witness, taken: Sequence[Json]) -> Json:
    return {
        "id": witness.report,
        "title": witness.title,
        "outlet": witness.outlet,
        "published": witness.published,
        "url": witness.url,
        "derived_from": list(taken),
    }


def _root(r: Root) -> Json:
    return {
        "name": r.name,
        "kind": r.kind,
        "standing": r.standing,
        "first_report": r.first_report,
        "own_word": r.own_word,
        "id": r.id,
        "mentions": list(r.mentions),
        "may_be": list(r.may_be),
        "support": round(r.support, 3),
        "probability": round(r.probability, 3),
    }


def _mention(m: Mention) -> Json:
    return {
        "id": m.id,
        "report": m.report,
        "span": list(m.span),
        "spans": [list(s) for s in m.spans],
        "text": m.text,
        "chain": [link_json(link) for link in m.chain],
        "certainty": m.certainty,
        "act": m.act,
        "said": m.said,
        "confidence": m.confidence,
    }
