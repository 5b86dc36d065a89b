"""Which mentions people said to be of one claim, and which not."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from inquit.batch.anchors import Anchor, nearest
from inquit.batch.corrected import standing
from inquit.store.log import Correction
from inquit.store.view import View

Pair = tuple[str, str]


@dataclass(slots=True)
class Links:
    """Pairs of mentions, by id: those that belong together, and those that stay apart. Never against each other."""

    together: list[Pair] = field(default_factory=list[Pair])
    apart: list[Pair] = field(default_factory=list[Pair])
    _of: dict[str, str] = field(default_factory=dict[str, str])
    _foes: set[frozenset[str]] = field(default_factory=set[frozenset[str]])

    def add(self, a: str, b: str, *, same: bool) -> None:
        """Takes in a pair, unless those that were taken in before say otherwise."""
        x, y = self._group(a), self._group(b)
        if x != y and same and frozenset((x, y)) not in self._foes:
            self.together.append((a, b))
            self._of[x] = y
            self._foes = {frozenset(y if one == x else one for one in pair) for pair in self._foes}
        elif not same and x != y:
            self.apart.append((a, b))
            self._foes.add(frozenset((x, y)))

    def _group(self, mention: str) -> str:
        while mention in self._of:
            mention = self._of[mention]
        return mention


def links(view: View, reports: AbstractSet[str]) -> Links:
    """What people said of mentions in these reports, the latest word first: where two contradict, it counts."""
    found = Links()
    log = [one for one in standing(view, ("same claim", "not the same claim")) if reports & _reports(one)]
    for one in reversed(log):
        a, b = (mention_at(view, Anchor.from_json(one.payload[end])) for end in ("first", "second"))
        if a and b and a != b:
            found.add(a, b, same=one.kind == "same claim")
    return found


def mention_at(view: View, anchor: Anchor) -> str | None:
    """The id of the mention that stands in a place; None where none does, or where the words are gone."""
    report = view.report(anchor.report)
    place = report and anchor.place(report.text)
    return place and nearest(place, ((m.span, m.id) for m in view.mentions_of_report(anchor.report)))


def _reports(one: Correction) -> set[str]:
    return {one.payload["first"]["report"], one.payload["second"]["report"]}
