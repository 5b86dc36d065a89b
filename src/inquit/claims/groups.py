"""Puts mentions together that state one claim: average linkage over the likenesses that are known."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from inquit.core.comparison import Likeness


def groups(
    mentions: Sequence[str],
    likenesses: Iterable[Likeness],
    *,
    least: float,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[list[str]]:
    """The ids in groups; each group in the order given, the groups by their first member.

    Two groups become one while the mean likeness between their members is `least` or more (unweighted average linkage,
    Sokal & Michener 1958); a pair that was not compared, or was found unlike, counts 0. The result does not depend on
    the order of the likenesses. Time grows with their number times its logarithm.

    The pairs `together` are in one group whatever their likeness; those `apart` are in two, if they are not together.
    """
    linkage = _Linkage(mentions, together)
    for one in likenesses:
        linkage.liken(one.first, one.second, one.same)
    for first, second in apart:
        linkage.part(first, second)
    # What stands in the heap of a group that has changed since is passed over.
    age = dict.fromkeys(linkage.members, 0)
    heap = [
        (-mean, a, b, 0, 0) for a in age for b in linkage.near[a] if a < b and (mean := linkage.mean(a, b)) >= least
    ]
    heapq.heapify(heap)
    while heap:
        _, a, b, age_a, age_b = heapq.heappop(heap)
        if age.get(a) != age_a or age.get(b) != age_b or b in linkage.foes[a]:
            continue
        keep, gone = (a, b) if len(linkage.near[a]) >= len(linkage.near[b]) else (b, a)
        linkage.unite(keep, gone)
        del age[gone]
        age[keep] += 1
        for other in linkage.near[keep]:
            mean = linkage.mean(keep, other)
            if mean >= least:
                x, y = sorted((keep, other))
                heapq.heappush(heap, (-mean, x, y, age[x], age[y]))
    return [[mentions[k] for k in group] for group in sorted(sorted(group) for group in linkage.members.values())]


class _Linkage:
    """Groups by number: who is in them, the sums of likeness between them, and which stay apart."""

    def __init__(self, mentions: Sequence[str], together: Iterable[tuple[str, str]]) -> None:
        self._home = {m: k for k, m in enumerate(mentions)}
        self.members: dict[int, list[int]] = {k: [k] for k in range(len(mentions))}
        self.near: dict[int, dict[int, float]] = {k: {} for k in self.members}
        self.foes: dict[int, set[int]] = {k: set() for k in self.members}
        for first, second in together:
            a, b = self._home.get(first), self._home.get(second)
            if a is not None and b is not None and a != b:
                self.unite(a, b)
                self._home = {m: a if home == b else home for m, home in self._home.items()}

    def liken(self, first: str, second: str, same: float) -> None:
        a, b = self._home.get(first), self._home.get(second)
        if a is not None and b is not None and a != b:
            self.near[a][b] = self.near[b][a] = self.near[a].get(b, 0.0) + same

    def part(self, first: str, second: str) -> None:
        a, b = self._home.get(first), self._home.get(second)
        if a is not None and b is not None and a != b:
            self.foes[a].add(b)
            self.foes[b].add(a)

    def mean(self, a: int, b: int) -> float:
        return self.near[a][b] / (len(self.members[a]) * len(self.members[b]))

    def unite(self, keep: int, gone: int) -> None:
        self.members[keep] += self.members.pop(gone)
        self.near[keep].pop(gone, None)
        for other, total in self.near.pop(gone).items():
            if other != keep:
                self.near[keep][other] = self.near[other][keep] = self.near[keep].get(other, 0.0) + total
                del self.near[other][gone]
        for foe in self.foes.pop(gone):
            self.foes[foe].remove(gone)
            self.foes[foe].add(keep)
            self.foes[keep].add(foe)
