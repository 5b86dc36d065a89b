"""Which source and which contents belong to a cue: what the pair head looks at besides the encoder's vectors.

A content has one cue, so each content asks: a softmax over the cues near it and over "none of them". A source may
speak more than once ("Ada Moss said ..., adding ..."), so for sources each cue asks. Shared by training and run time,
so that both see the same candidates and the same features.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

NEAREST = 6  # spans looked at on each side of the one that asks
FARTHEST = 600  # words
_STEPS = (0, 1, 2, 4, 8, 16, 32, 64, 128)
DISTANCES = 2 * (len(_STEPS) + 1)
SOURCE, CUE, CONTENT = range(3)  # indexes in labels.ROLES
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


def pairings(stretches: Sequence[Stretch], paragraph: Sequence[int]) -> list[Pairing]:
    """The candidate ties among `stretches`, which are in reading order.

    Those of one asker stand together: first every cue's sources, then every content's cues.
    """
    of = {role: [i for i, s in enumerate(stretches) if s.role == role] for role in (SOURCE, CUE, CONTENT)}
    at = {role: [stretches[i].first for i in held] for role, held in of.items()}
    found: list[Pairing] = []
    for askers, answers, kind in ((CUE, SOURCE, SOURCE), (CONTENT, CUE, CONTENT)):
        for i in of[askers]:
            k = bisect_left(at[answers], stretches[i].first)
            for j in of[answers][max(0, k - NEAREST) : k + NEAREST]:
                span, cue = (j, i) if kind == SOURCE else (i, j)
                apart = abs(paragraph[stretches[span].first] - paragraph[stretches[cue].first])
                pair = _pairing(stretches[span], stretches[cue], at[CUE], at[kind])
                if pair:
                    found.append(Pairing(span, cue, *pair, min(PARAGRAPHS_APART - 1, apart)))
    return found


def _pairing(span: Stretch, cue: Stretch, cues: Sequence[int], kin: Sequence[int]) -> tuple[int, int, int] | None:
    """The first three features of a pair; `cues` and `kin` say where all cues and all spans of its role begin."""
    before = cue.first < span.first
    gap = span.first - cue.last - 1 if before else cue.first - span.last - 1
    if gap > FARTHEST:
        return None
    low, high = (cue.first, span.first) if before else (span.first, cue.first)
    between = [bisect_left(starts, high) - bisect_left(starts, low + 1) for starts in (cues, kin)]
    return (
        bisect_left(_STEPS, max(0, gap)) + (len(_STEPS) + 1 if before else 0),
        min(CUES_BETWEEN - 1, between[0]),
        min(SPANS_BETWEEN - 1, between[1]),
    )
