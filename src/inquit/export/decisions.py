"""Why mentions were taken for one claim: the comparisons that were kept, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inquit.core.comparison import Claim, Likeness, Stemma
from inquit.export.visible import one_line


def decisions(stemma: Stemma) -> Iterator[str]:
    """A paragraph of three lines for each comparison, the most alike first: both wordings, and what it rests on."""
    claim = stemma.claim
    outlets = {w.report: w.outlet or w.report for w in stemma.witnesses}
    told = {m.id: f"“{one_line(m.text)}” ({one_line(outlets.get(m.report, m.report))})" for m in claim.mentions}
    for x in _in_order(claim):
        reasons = "; ".join(one_line(reason.what) for reason in x.reasons) or "no reason was kept"
        rival = ", with other figures" * x.rival + ", one denies it" * x.contrary
        yield f"{x.same:.0%} the same claim{rival}: {reasons}"
        yield f"    {told[x.first]}"
        yield f"    {told[x.second]}"


def decisions_json(claim: Claim) -> list[dict[str, Any]]:
    """The same as JSON, as docs/format.md has it."""
    return [
        {
            "mentions": [x.first, x.second],
            "same": x.same,
            "rival": x.rival,
            "contrary": x.contrary,
            "reasons": [{"what": r.what, "by": r.by, "score": r.score} for r in x.reasons],
        }
        for x in _in_order(claim)
    ]


def _in_order(claim: Claim) -> list[Likeness]:
    return sorted(claim.likenesses, key=lambda x: (-x.same, x.first, x.second))
