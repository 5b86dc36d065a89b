"""How much supports that a source is one of its claim's, and not of another statement that was put to the claim by mistake.

Which mentions state one claim is told from likenesses, which err. What a mention is like the others of its claim in the
mean is about how probable it is that it states it; a root has the support of all mentions that go back to it, added up:
about how many of them state the claim. So what several mentions tell counts where each alone would not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inquit.core.comparison import Claim

SURE = 0.6  # a root with so much support counts for the fewest sources
SHARE = 0.3  # and one with that share of what the best supported root has counts for the most,
LEAST, ENOUGH = 0.3, 0.7  # but none with less than LEAST, and each with ENOUGH; the best supported one always does


def supports(claim: Claim) -> Mapping[str, float]:
    """By its id how much each mention supports its root: its mean likeness to the others, 0 to 1.

    It is 1 where a person said that it states the claim, and where no mention was compared with any other. Takes time in
    proportion to the likenesses.
    """
    if not claim.likenesses:
        return dict.fromkeys((m.id for m in claim.mentions), 1.0)
    found = dict.fromkeys((m.id for m in claim.mentions), 0.0)
    for x in claim.likenesses:
        found[x.first] += x.same
        found[x.second] += x.same
    others = max(1, len(found) - 1)
    return {m: 1.0 if m in claim.vouched else total / others for m, total in found.items()}


def bounds(found: Iterable[float]) -> tuple[float, float]:
    """From which support on roots count for the fewest sources, and for the most, among roots of these supports."""
    best = max(found, default=0.0)
    return min(best, SURE), min(best, max(LEAST, min(ENOUGH, SHARE * best)))
