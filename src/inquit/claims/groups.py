"""Puts mentions together that state one claim: average linkage over the likenesses that are known."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from inquit.core.comparison import Likeness


def groups(mentions: Sequence[str], likenesses: Iterable[Likeness], *, least: float) -> list[list[str]]:
    """The ids in groups; each group in the order given, the groups by their first member.

    Two groups become one while the mean likeness between their members is `least` or more (unweighted average linkage,
    Sokal & Michener 1958); a pair that was not compared, or was found unlike, counts 0. The result does not depend on
    the order of the likenesses. Time grows with their number times its logarithm.
    """
    order = {m: k for k, m in enumerate(mentions)}
    members: dict[int, list[int]] = {k: [k] for k in range(len(mentions))}
    near: dict[int, dict[int, float]] = {k: {} for k in members}  # sums of likeness between groups
    for one in likenesses:
        a, b = order.get(one.first), order.get(one.second)
        if a is not None and b is not None and a != b:
            near[a][b] = near[b][a] = one.same
    age = dict.fromkeys(members, 0)  # what stands in the heap of a group that has changed since is passed over
    heap = [(-same, a, b, 0, 0) for a, found in near.items() for b, same in found.items() if a < b and same >= least]
    heapq.heapify(heap)
    while heap:
        _, a, b, age_a, age_b = heapq.heappop(heap)
        if age.get(a) != age_a or age.get(b) != age_b:
            continue
        keep, gone = (a, b) if len(near[a]) >= len(near[b]) else (b, a)
        members[keep] += members.pop(gone)
        del age[gone], near[keep][gone]
        age[keep] += 1
        for other, total in near.pop(gone).items():
            if other != keep:
                near[keep][other] = near[other][keep] = near[keep].get(other, 0.0) + total
                del near[other][gone]
        for other, total in near[keep].items():
            mean = total / (len(members[keep]) * len(members[other]))
            if mean >= least:
                x, y = sorted((keep, other))
                heapq.heappush(heap, (-mean, x, y, age[x], age[y]))
    done = sorted(sorted(group) for group in members.values())
    return [[mentions[k] for k in group] for group in done]
