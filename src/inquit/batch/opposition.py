"""Mentions that were not joined to a claim and yet speak against it: denials of which it is the likeliest object."""

from __future__ import annotations

from inquit.core.comparison import Claim, Likeness, Mention
from inquit.store.view import View

_LEAST = 0.05  # likeness of a denial and the claim's mention that it is most like


def opposed(view: View, claim: Claim) -> tuple[Mention, ...]:
    """The denials, outside the claim, that are more like a mention of it than like one of any other claim.

    "There was no such meeting" shares few words with what it denies, so that it often stands in a claim of its own.
    """
    inside = {m.id for m in claim.mentions}
    reaching = {
        other
        for x in view.likenesses_of(inside)
        if x.same >= _LEAST
        for other in (x.first, x.second)
        if other not in inside
    }
    denials = {i: m for i, m in view.mentions(reaching).items() if m.certainty == "denied" and m.act != "decline"}
    best: dict[str, Likeness] = {}
    home = view.claims_of(denials)
    likenesses = view.likenesses_of(denials)
    claims = view.claims_of({i for x in likenesses for i in (x.first, x.second)})
    for x in likenesses:
        for mine, other in ((x.first, x.second), (x.second, x.first)):
            if mine in denials and claims.get(other) != home.get(mine) and _is_better(x, best.get(mine)):
                best[mine] = x
    return tuple(
        denials[i] for i in sorted(best) if best[i].same >= _LEAST and {best[i].first, best[i].second} & inside
    )


def _is_better(x: Likeness, than: Likeness | None) -> bool:
    return than is None or (x.same, x.first, x.second) > (than.same, than.first, than.second)
