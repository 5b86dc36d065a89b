"""Reports that cite each other in a ring, because pages are changed after they came out."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from inquit.core.comparison import Derivation, Witness
from inquit.stemma.press import Press
from inquit.stemma.vocabulary import vocabulary


def rings(derivations: Sequence[Derivation], witnesses: Mapping[str, Witness]) -> tuple[tuple[str, ...], ...]:
    """The rings among derivations, each as the ids of its reports, the oldest first; a ring is told once.

    Every ring has a step against time, from a report to one that came out after it. For each such step the shortest
    way back closes the ring. Takes time in proportion to the derivations for each step against time.
    """
    press = Press(witnesses, vocabulary(None), None)
    takes: dict[str, list[str]] = {}
    for d in sorted(derivations, key=lambda d: (d.report, press.place(d.origin))):
        takes.setdefault(d.report, []).append(d.origin)
    found: set[tuple[str, ...]] = set()
    for taker, givers in takes.items():
        for giver in givers:
            if giver != taker and press.place(giver) > press.place(taker):
                way = _way(takes, giver, taker)
                if way:
                    oldest = min(range(len(way)), key=lambda k: press.place(way[k]))
                    found.add(tuple(way[oldest:] + way[:oldest]))
    return tuple(sorted(found))


def _way(takes: Mapping[str, Sequence[str]], start: str, goal: str) -> list[str]:
    """The reports from `goal` over `start` and what it took from whom back to `goal`, without naming it twice."""
    before: dict[str, str] = {start: goal}
    queue = deque([start])
    while queue:
        report = queue.popleft()
        for giver in takes.get(report, ()):
            if giver == goal:
                way = [report]
                while way[-1] != goal:
                    way.append(before[way[-1]])
                return way[::-1]
            if giver not in before:
                before[giver] = report
                queue.append(giver)
    return []
