"""The careful comparison: statements that may be each other's counterparts are read together, each in its context.

Words that meet (`comparison`) are cheap to find and mislead where two statements share their matter and not what they say
of it. So the likest of each report to a statement of another are read a second time, by a network that sees both at once
(a cross-encoder; Humeau et al. 2020), and what it finds is weighed with what is known of their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Protocol

import numpy as np
import numpy.typing as npt

from inquit.claims.comparison import Statement
from inquit.claims.passage import Passage
from inquit.core.comparison import Likeness
from inquit.core.records import Evidence

WORTH = 0.05  # a less probable likeness is not looked at again
MOST = 96  # pairs that are read together for a new report; the likest, so that no report costs more
# How far the likeness of a pair that was not read together is believed. That of a denial and what it may deny, which are
# each other's likest less often, is believed as it is.
OTHERS = 0.25


class CrossEncoder(Protocol):
    """Reads pairs of statements together; gives the logit of "these two state the same" for each [n]."""

    def __call__(self, pairs: Sequence[tuple[Passage, Passage]]) -> npt.NDArray[np.floating]: ...


@dataclass(frozen=True, slots=True)
class Closer:
    """Looks closer at the likenesses of a new report's statements with those of others."""

    network: CrossEncoder
    words: float
    """What the logit of the likeness by words weighs,"""
    together: float
    """and that of the network;"""
    bias: float

    def __call__(self, found: Sequence[Likeness], statements: Mapping[str, Statement]) -> Iterator[Likeness]:
        """The likenesses in the same order: those of counterparts as probable as both readings make them, the others less
        than by their words, unless one denies.

        `statements` are those that the likenesses are of, by the ids of their mentions. A pair without its passages, from
        an older release, is not read together.
        """
        again = counterparts(found, statements)
        pairs = [_passages(found[k], statements) for k in again]
        logits = dict(zip(again, self.network(pairs).tolist() if pairs else (), strict=True))
        for k, one in enumerate(found):
            if k in logits:
                same = _probability(self.words * logit(one.same) + self.together * logits[k] + self.bias)
                yield replace(one, same=same, reasons=(*one.reasons, _reason(logits[k])))
            else:
                yield one if one.contrary else replace(one, same=one.same * OTHERS)


def _reason(found: float) -> Evidence:
    verdict = "they state the same" if found > 0 else "they may not state the same"
    return Evidence(
        what=f"read together in their contexts, {verdict}", by="cross-encoder", score=round(_probability(found), 3)
    )


def counterparts(found: Sequence[Likeness], statements: Mapping[str, Statement], *, most: int = MOST) -> list[int]:
    """The likenesses that are worth a second reading, by their places: one of the two is the likest of its report to the
    other, which is of another report. The `most` likest of them, in their order.
    """
    best: dict[tuple[str, str], float] = {}
    for one in found:
        for mention, report in _sides(one, statements):
            best[mention, report] = max(best.get((mention, report), 0.0), one.same)
    likest = [
        k
        for k, one in enumerate(found)
        if one.same >= WORTH
        and any(one.same >= best[side] for side in _sides(one, statements))
        and statements[one.first].mention.report != statements[one.second].mention.report
        and all(len(p.pieces) for p in _passages(one, statements))
    ]
    return sorted(sorted(likest, key=lambda k: (-found[k].same, found[k].first, found[k].second))[:most])


def _sides(one: Likeness, statements: Mapping[str, Statement]) -> tuple[tuple[str, str], tuple[str, str]]:
    """Each mention of a likeness with the report of the other."""
    return (
        (one.first, statements[one.second].mention.report),
        (one.second, statements[one.first].mention.report),
    )


def _passages(one: Likeness, statements: Mapping[str, Statement]) -> tuple[Passage, Passage]:
    return statements[one.first].meaning.passage, statements[one.second].meaning.passage


def logit(p: float) -> float:
    """Of a probability, kept away from 0 and 1."""
    p = min(max(p, 1e-4), 1 - 1e-4)
    return log(p / (1 - p))


def _probability(of: float) -> float:
    return 1 / (1 + exp(-of))
