"""Which cue a source or content belongs to: what the pair head looks at besides the encoder's vectors.

Per source or content span a softmax over the cues near it and over "none of them". Shared by training and run time,
so that both see the same candidates and the same features.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

NEAREST = 6  # cues looked at on each side
FARTHEST = 600  # words
_STEPS = (0, 1, 2, 4, 8, 16, 32, 64, 128)
DISTANCES = 2 * (len(_STEPS) + 1)
CUES_BETWEEN, SPANS_BETWEEN, PARAGRAPHS_APART = 4, 4, 3


class Stretch(NamedTuple):
    """A span in words, both ends included, with the index of its role in ROLES."""

    first: int
    last: int
    role: int


class Pairing(NamedTuple):
    """One possible tie: indexes of the span and of the cue among the stretches, and the pair's four features."""

    span: int
    cue: int
    distance: int
    cues_between: int
    spans_between: int
    paragraphs_apart: int


def pairings(stretches: Sequence[Stretch], paragraph: Sequence[int], cue_role: int) -> list[Pairing]:
    """The candidate ties of every source and content in `stretches`, which are in reading order."""
    cues = [i for i, s in enumerate(stretches) if s.role == cue_role]
    at = [stretches[i].first for i in cues]
    same = {role: [s.first for s in stretches if s.role == role] for role in {s.role for s in stretches}}
    found: list[Pairing] = []
    for i, span in enumerate(stretches):
        if span.role == cue_role:
            continue
        k = bisect_left(at, span.first)
        for j in range(max(0, k - NEAREST), min(len(cues), k + NEAREST)):
            cue = stretches[cues[j]]
            before = cue.first < span.first
            gap = span.first - cue.last - 1 if before else cue.first - span.last - 1
            if gap > FARTHEST:
                continue
            low, high = (cue.first, span.first) if before else (span.first, cue.first)
            kin = same[span.role]
            between = bisect_left(kin, high) - bisect_left(kin, low) - (0 if before else 1)
            found.append(
                Pairing(
                    i,
                    cues[j],
                    bisect_left(_STEPS, max(0, gap)) + (len(_STEPS) + 1 if before else 0),
                    min(CUES_BETWEEN - 1, k - 1 - j if before else j - k),
                    min(SPANS_BETWEEN - 1, max(0, between)),
                    min(PARAGRAPHS_APART - 1, abs(paragraph[cue.first] - paragraph[span.first])),
                )
            )
    return found
