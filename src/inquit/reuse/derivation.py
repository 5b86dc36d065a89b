"""Which reports one report took words or facts from, and how: reprint or rewrite.

A reprint has a good part of its words from the giver; a rewrite has its facts in other words. Two reports that quote
one speaker may both have heard him, so that words that either puts in quotation marks are no evidence by themselves,
only the words around them are. Facts are no evidence either where nothing tells which report came first: what both
know of one event is the same both ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from inquit.core.comparison import Derivation, How, Passage
from inquit.core.moments import moment
from inquit.core.records import Evidence, Report
from inquit.core.spans import Span, Spans
from inquit.reuse.alignment import aligned
from inquit.reuse.credit import credited, newsrooms
from inquit.reuse.order import Order, by_date, line_credit, order
from inquit.reuse.overlap import Grams, grams
from inquit.reuse.surplus import Surplus, surpluses
from inquit.reuse.words import Words, quoted, words

LEAST_CONFIDENCE = 0.4

_CLOSE = 0.6  # likeness from which on a passage counts as taken word for word
_REPRINT = 0.2  # share of the taker's words outside quotations that make it a reprint
_REPRINT_WORDS = 30
_EQUAL = 0.9  # a giver that explains so much of what the best one explains is as good as it
_HALF_COPIED = 40.0  # words taken outside quotations that make a rewrite as likely as not
_OWN_RUN = 12  # words of a passage outside quotations at least, lest titles and stock phrases count
_HALF_SURPLUS = 16.0  # worth of the surplus that does so, where there are other reports to compare with
_HALF_ALONE = 120.0  # the same where the giver is the only earlier report: what belongs to the event cannot be told
_HALF_CREDITED = 5.0  # the same where the taker names the giver's outlet
_USUAL = 350.0  # what all words of a report of usual length (300 words) are worth; longer ones share more by chance
_SURE_ORDER = 0.95
_FRESH = timedelta(days=30)  # a rewrite follows while the news is news; what is shared later is background

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Shared:
    """A giver beside the taker: what they share, word for word. Masks have one entry a word of the taker."""

    report: Report
    words: Words
    passages: tuple[Passage, ...]
    copied: Mask
    """Words outside the quotations of both that stand in close passages."""
    order: Order


def derivations(
    taker: Report, others: Sequence[Report], *, known: Iterable[Derivation] = (), boilerplate: Spans = ()
) -> tuple[Derivation, ...]:
    """What `taker` has from earlier ones among `others` (in any order): reprints and rewrites, the surest first.

    `others` are the reports worth comparing (`candidates`). `known` are derivations among them, so that a copy is not
    taken for an origin of its own. `boilerplate` is where the taker's text recurs elsewhere (`candidates`). Reports
    that both credit one agency are not derived from each other: they are its clients.
    """
    mine = words(taker.text)
    if not len(mine):
        return ()
    spoken, stock = quoted(taker.text), _mask(mine, boilerplate)
    told, counts = grams(mine, mine.weights), ~(spoken | stock)
    found = [_compared(taker, mine, told, other, counts) for other in others if other.id != taker.id]
    shared = sorted((s for s in found if s), key=lambda s: s.report.id)
    reprints = {(d.report, d.origin) for d in known if d.how == "reprint"}
    copies = [{j for j, copy in enumerate(shared) if (copy.report.id, giver.report.id) in reprints} for giver in shared]
    over = surpluses(mine, [s.words for s in shared], mine.weights * counts, copies)
    claimed = _claimed(taker, shared)
    made = [
        _derivation(
            taker,
            giver,
            surplus,
            claimed.get(giver.report.id, 0),
            alone=len(same) == len(shared) - 1,
            scale=max(1.0, float(mine.weights.sum()) / _USUAL),
        )
        for giver, surplus, same in zip(shared, over, copies, strict=True)
    ]
    return tuple(sorted((d for d in made if d), key=lambda d: (-d.confidence, d.origin)))


def prune(found: Iterable[Derivation]) -> tuple[Derivation, ...]:
    """The derivations without those that a common origin explains, ordered by taker and origin.

    Where two reports have their words from a third, and all that one shares with the other is among them, neither has
    it from the other.
    """
    every = sorted(found, key=lambda d: (d.report, d.origin, d.how))
    origins: dict[str, dict[str, Derivation]] = {}
    for one in every:
        origins.setdefault(one.report, {})[one.origin] = one

    def explained(one: Derivation) -> bool:
        common = origins[one.report].keys() & origins.get(one.origin, {}).keys()
        return bool(one.passages) and any(_covers(origins[one.report][c].passages, one.passages) for c in common)

    return tuple(d for d in every if d.how not in {"reprint", "rewrite"} or not explained(d))


def _compared(taker: Report, mine: Words, told: Grams, other: Report, counts: Mask) -> _Shared | None:
    if by_date(taker, other) is False:
        return None
    theirs = words(other.text)
    passages = aligned(mine, told, theirs)
    close = [p for p in passages if p.likeness >= _CLOSE]
    taken = _mask(mine, [p.taken for p in close])
    held = _mask(theirs, [p.given for p in close])
    before = order(
        taker, other, taken=float(taken.mean()) if len(taken) else 0.0, held=float(held.mean()) if len(held) else 0.0
    )
    if before is None or _siblings(taker, other):
        return None
    heard = quoted(other.text)
    unheard = [p.taken for p in close if heard[_mask(theirs, [p.given])].mean() < 0.5]
    own = [span for span in unheard if (_mask(mine, [span]) & counts).sum() >= _OWN_RUN]
    return _Shared(other, theirs, passages, _mask(mine, own) & counts, before)


def _siblings(taker: Report, other: Report) -> bool:
    """Whether both credit one agency, and neither is it."""
    names = {c.outlet for c in newsrooms(taker)} & {c.outlet for c in newsrooms(other)}
    return bool(names) and not (line_credit(taker, other) or line_credit(other, taker))


def _claimed(taker: Report, shared: Sequence[_Shared]) -> dict[str, int]:
    """How many copied words each giver explains that no better one does.

    The giver that explains most goes first; among those that explain about as much, one whom the taker credits, then
    the oldest, so that a common origin goes before its copies.
    """
    left = np.zeros(0, dtype=np.bool_) if not shared else np.logical_or.reduce([s.copied for s in shared])
    waiting, out = list(shared), dict[str, int]()
    while waiting:
        counts = {s.report.id: int((s.copied & left).sum()) for s in waiting}
        most = max(counts.values())
        if not most:
            break
        equals = [s for s in waiting if counts[s.report.id] >= _EQUAL * most]
        best = min(equals, key=lambda s: (line_credit(taker, s.report) is None, s.report.published or "~", s.report.id))
        out[best.report.id] = counts[best.report.id]
        left &= ~best.copied
        waiting.remove(best)
    return out


def _derivation(
    taker: Report, giver: _Shared, surplus: Surplus, copied: int, *, alone: bool, scale: float
) -> Derivation | None:
    share = copied / len(giver.copied)
    credit = credited(taker, giver.report.outlet) if taker.outlet != giver.report.outlet else None
    half = _HALF_CREDITED if credit else _HALF_ALONE if alone else _HALF_SURPLUS
    how: How = "reprint" if share >= _REPRINT and copied >= _REPRINT_WORDS else "rewrite"
    by_words = max(share, copied / (copied + _HALF_COPIED))
    by_facts = surplus.worth / (surplus.worth + half * scale) if _may_rewrite(taker, giver) else 0.0
    confidence = giver.order.confidence * (1 - (1 - by_words) * (1 - by_facts))
    if confidence < LEAST_CONFIDENCE:
        return None
    evidence = [giver.order.evidence]
    if copied:
        spans = tuple(p.taken for p in giver.passages if p.likeness >= _CLOSE)
        evidence.append(Evidence(what="words outside quotations taken", by="alignment", spans=spans, score=share))
    if surplus.sentences:
        facts = Evidence(
            what="facts no other earlier report has", by="surplus", spans=surplus.sentences, score=surplus.worth
        )
        evidence.append(facts)
    if credit:
        spans = (credit.span,) if credit.span else ()
        evidence.append(Evidence(what=f"credits {credit.outlet}", by=credit.place, spans=spans))
    return Derivation(
        report=taker.id,
        origin=giver.report.id,
        how=how,
        confidence=round(confidence, 3),
        passages=giver.passages,
        evidence=tuple(evidence),
    )


def _may_rewrite(taker: Report, giver: _Shared) -> bool:
    """Whether shared facts can be evidence: the order is known, the news fresh, and not the outlet's own story."""
    if giver.order.confidence < _SURE_ORDER or (taker.outlet and taker.outlet == giver.report.outlet):
        return False
    late, early = moment(taker.published), moment(giver.report.published)
    return late is None or early is None or late - early <= _FRESH


def _mask(found: Words, spans: Iterable[Span]) -> Mask:
    """Which words stand in one of `spans`."""
    change = np.zeros(len(found) + 1, dtype=np.int64)
    for span in spans:
        change[np.searchsorted(found.starts, span.start)] += 1
        change[np.searchsorted(found.starts, span.end)] -= 1
    return np.cumsum(change)[:-1] > 0


def _covers(wide: Sequence[Passage], narrow: Sequence[Passage]) -> bool:
    """Whether the words taken in `narrow` are all among those taken in `wide`."""
    edges = sorted(p.taken for p in wide)
    merged: list[Span] = edges[:1]
    for _, span in pairwise(edges):
        if span.start <= merged[-1].end + 1:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return all(any(whole.holds(p.taken) for whole in merged) for p in narrow)
