"""All that is known of one claim before its tree is drawn: its mentions in the order of time, and who derives from whom.

In textual criticism the tradition of a text is the sum of its witnesses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from inquit.core.comparison import Claim, Derivation, Mention, Witness
from inquit.core.records import Link
from inquit.sources.names import tokens
from inquit.stemma.press import Press
from inquit.stemma.support import supports
from inquit.stemma.vocabulary import vocabulary

AFFIRMED = frozenset({"certain", "probable", "possible", None})
_WORD = re.compile(r"\w+")
_BY_STRENGTH = {"reprint": 3, "rewrite": 2, "quotes": 1, "cites": 0}


class Tradition:
    """A claim's mentions, oldest report first, and what the reports that carry it took from each other.

    `told` are the mentions that state the claim; those that deny it, or leave it open, carry no root. Those `opposed`
    state another version of it than some that do, and carry none either; `contrary` are those that plainly do.
    """

    def __init__(
        self,
        claim: Claim,
        witnesses: Mapping[str, Witness],
        derivations: Sequence[Derivation],
        *,
        language: str | None = None,
    ) -> None:
        self.claim, self.language = claim.id, language
        self.vocabulary = vocabulary(language)
        reports = {m.report for m in claim.mentions}
        self.witnesses = {r: witnesses.get(r) or Witness(report=r) for r in reports}
        self.press = Press(self.witnesses, self.vocabulary, language)
        self.mentions = sorted(claim.mentions, key=lambda m: (self.press.place(m.report), m.spans, m.id))
        self.place = {m.id: k for k, m in enumerate(self.mentions)}
        self.by_id = {m.id: m for m in self.mentions}
        self.opposed, self.contrary = _opposed(claim, self.mentions)
        self.told = [m for m in self.mentions if m.certainty in AFFIRMED and m.act != "decline"]
        self.heard = {tokens(m.chain[-1].name) for m in self.told if m.chain and m.id not in self.opposed}
        """The names of the sources of its own version."""
        self.told_in: dict[str, list[Mention]] = {}
        for m in self.told:
            self.told_in.setdefault(m.report, []).append(m)
        self.reports = sorted(self.told_in, key=self.press.place)
        self.rank = {r: k for k, r in enumerate(self.reports)}
        self.order = {r: k for k, r in enumerate(sorted(reports, key=self.press.place))}
        self.taken: dict[str, list[Derivation]] = {}
        for d in sorted(derivations, key=self._strongest_first):
            if d.report in reports and d.origin in reports and d.report != d.origin:
                self.taken.setdefault(d.report, []).append(d)
        self.supports = supports(claim)
        self.compared = bool(claim.likenesses)
        self._likeness = {(x.first, x.second): x for x in claim.likenesses}
        self._words = {m.id: frozenset(_WORD.findall(m.text.casefold())) for m in self.mentions}

    def _strongest_first(self, d: Derivation) -> tuple[object, ...]:
        return (d.report, -_BY_STRENGTH[d.how], -d.confidence, self.press.place(d.origin), d.how)

    def earlier(self, report: str, than: str) -> bool:
        """Whether a report came out before another, in the one order that all of them stand in."""
        return self.order[report] < self.order[than]

    def likeness(self, a: Mention, b: Mention) -> float:
        """How like two mentions are, 0 to 1: as they were compared, and by their words where they were not."""
        known = self._likeness.get((min(a.id, b.id), max(a.id, b.id)))
        ours, theirs = self._words[a.id], self._words[b.id]
        shared = len(ours & theirs) / (len(ours | theirs) or 1)
        return (known.same + shared) / 2 if known else shared

    def closest(self, m: Mention, among: Sequence[Mention]) -> Mention:
        """The mention most like `m`; the first of several. Raises ValueError if there are none."""
        return max(among, key=lambda x: (self.likeness(m, x), -self.place[x.id]))

    def sources(self, m: Mention) -> tuple[Link, ...]:
        """The chain of a mention without the publishing outlet itself."""
        return tuple(link for link in m.chain if not self.press.is_own(link, m.report))


def _opposed(claim: Claim, mentions: Sequence[Mention]) -> tuple[frozenset[str], frozenset[str]]:
    """The mentions that state another version than the claim's, with rival figures or the contrary; and those of them
    that do so to the one of the claim's version that they are likest.

    The version is that of the mention whose words the claim has, else of the oldest; each other mention, in the order
    of time, is of it unless it was found rival or contrary to one that is.
    """
    agrees: dict[str, dict[str, float]] = {m.id: {} for m in mentions}  # negative where rival or contrary
    for x in claim.likenesses:
        agrees[x.first][x.second] = agrees[x.second][x.first] = -x.same if x.rival or x.contrary else x.same
    stated = [m for m in mentions if m.certainty in AFFIRMED]
    first = next((m for m in stated if m.text == claim.text), stated[0] if stated else None)
    ours = {first.id} if first else set[str]()
    others: set[str] = set()
    plainly: set[str] = set()
    for m in stated:
        if m is not first:
            found = [agrees[m.id].get(i, 0.0) for i in ours]
            (others if min(found) < 0 else ours).add(m.id)
            if max(found, key=abs) < 0:
                plainly.add(m.id)
    return frozenset(others), frozenset(plainly)
