"""How much supports that a source is one of its claim's, and not of another statement that was put to the claim by mistake.

Which mentions state one claim is told from likenesses, which err. How like a mention is to the likest mention of each other
report of its claim, in the mean, is about how probable it is that it states it; a root has the support of all mentions that
go back to it, added up: about how many of them state the claim. So what several mentions tell counts where each alone would
not. With what else is known of it that makes its probability (`stemma.plausible`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from inquit.core.comparison import Claim, Root

SURE = 0.9  # a root with so much support counts for the fewest sources;
ENOUGH = 0.7  # one with so much for the most,
PROBABLE = 0.25  # and so does one of that probability; the best supported one always counts


def supports(claim: Claim) -> Mapping[str, float]:
    """By its id how much each mention supports its root: the mean over the other reports of its claim of how like it is to
    the likest mention there, 0 to 1; where all are of one report, of how like it is to the likest of the others.

    It is 1 where a person said that it states the claim, and where no mention was compared with any other. Takes time in
    proportion to the likenesses.
    """
    if not claim.likenesses:
        return dict.fromkeys((m.id for m in claim.mentions), 1.0)
    report = {m.id: m.report for m in claim.mentions}
    best: dict[str, dict[str, float]] = {m.id: {} for m in claim.mentions}
    others = len(set(report.values())) - 1
    for x in claim.likenesses:
        for mine, other in ((x.first, x.second), (x.second, x.first)):
            if report[mine] != report[other] or not others:
                best[mine][report[other]] = max(best[mine].get(report[other], 0.0), x.same)
    return {m: 1.0 if m in claim.vouched else sum(there.values()) / max(1, others) for m, there in best.items()}


def who_counts(found: Sequence[Root]) -> tuple[Callable[[Root], bool], Callable[[Root], bool]]:
    """Which of the roots of a claim count for the most sources, and which for the fewest too."""
    best = max((r.support for r in found), default=0.0)
    return (
        lambda r: r.probability >= PROBABLE or r.support >= min(best, ENOUGH),
        lambda r: r.support >= min(best, SURE),
    )
