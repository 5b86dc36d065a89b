"""Mentions that were not joined to a claim and yet speak against it: denials of which it is the likeliest object."""

from __future__ import annotations

from inquit.core.comparison import Claim, Mention
from inquit.store.view import View

_LEAST = 0.03  # likeness of a denial and the claim's mention that it is most like
_NEARLY = 0.4  # share of its likeness to what it is most like


def opposed(view: View, claim: Claim) -> tuple[Mention, ...]:
    """The denials, outside the claim, that are as like a mention of it as of any other claim, or nearly.

    "There was no such meeting" shares few words with what it denies, so that it often stands in a claim of its own.
    """
    inside = {m.id for m in claim.mentions}
    reaching = {other for _, other, _ in view.likest(inside, _LEAST)} - inside
    denials = {i: m for i, m in view.mentions(reaching).items() if m.certainty == "denied" and m.act != "decline"}
    best = dict.fromkeys(denials, 0.0)  # to any mention of another claim than its own
    here = dict.fromkeys(denials, 0.0)  # to one of this claim
    home = view.claims_of(denials)
    near = list(view.likest(denials, _LEAST))
    claims = view.claims_of({other for _, other, _ in near})
    for mine, other, same in near:
        if claims.get(other) != home.get(mine):
            best[mine] = max(best[mine], same)
            if other in inside:
                here[mine] = max(here[mine], same)
    return tuple(denials[i] for i in sorted(denials) if here[i] >= max(_LEAST, _NEARLY * best[i]))
