"""What a report holds that only one earlier report had before it: the trace that a rewrite leaves.

Reports on one event share its names and figures without having them from each other. Each sentence is therefore set
beside all earlier reports at once: a word that several of them have tells little, and what a report explains counts
for it only as far as it explains it better than any other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from inquit.core.spans import Spans
from inquit.reuse.overlap import grams, overlap
from inquit.reuse.words import Weights, Words

_LEAST = 4.0  # what a sentence's shared words are worth at least; below that they are chance
_SHOWN = 5


class Surplus(NamedTuple):
    """What a report shares with one earlier report beyond all others: its worth, and the sentences that tell most."""

    worth: float
    sentences: Spans


def surpluses(
    taker: Words, givers: Sequence[Words], weights: Weights, copies: Sequence[Collection[int]]
) -> tuple[Surplus, ...]:
    """The surplus of each giver.

    `weights` has one entry a word of the taker, 0 for words that are not to count. `copies` names for each giver, by
    their indexes, the other givers that are copies of it: what they hold as well is not held against it.
    """
    units = len(taker.units) - 1
    holds = [np.isin(taker.stems, giver.stems) for giver in givers]
    holders = np.zeros(len(taker))
    for j, own in enumerate(holds):
        copied = [holds[k] for k in range(len(givers)) if j in copies[k]]
        holders += own & ~np.any(copied, axis=0) if copied else own
    shared = grams(taker, weights / np.maximum(holders, 1))
    best = np.zeros((len(givers), units))
    for row, giver in zip(best, givers, strict=True):
        pairs = overlap(shared, giver)
        np.maximum.at(row, pairs.taker, pairs.worth)
    out: list[Surplus] = []
    for k, row in enumerate(best):
        rivals = [j for j in range(len(givers)) if j != k and j not in copies[k]]
        margin = np.where(row >= _LEAST, np.maximum(row - best[rivals].max(axis=0, initial=0.0), 0.0), 0.0)
        top = np.sort(np.argsort(-margin, kind="stable")[:_SHOWN]).tolist()
        spans = tuple(taker.span(int(taker.units[u]), int(taker.units[u + 1])) for u in top if margin[u] > 0)
        out.append(Surplus(float(margin.sum()), spans))
    return tuple(out)
