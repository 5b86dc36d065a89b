"""Passages that one text shares with another, aligned word to word.

Sentence by sentence, so that a rewrite may change their order: sentences that share telling words are aligned locally
(Smith and Waterman 1981), many pairs at once, and alignments that follow each other in both texts are joined.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from inquit.core.comparison import Passage
from inquit.reuse.overlap import Grams, grams, overlap
from inquit.reuse.words import Numbers, Words, words

Scores = NDArray[np.int16]

_SAME, _INFLECTED, _DIFFERENT, _GAP = 4, 3, -2, -2
_LEAST_SCORE = 20  # five words in a row, or more with gaps
_LEAST_WORTH = 4.0  # shared by two sentences before they are aligned
_RIVALS = 3  # sentences of the giver that a sentence of the taker is aligned with
_BATCH = 2048
_BRIDGE = 3  # words between two alignments that are passed over when they are joined


class _Hit(NamedTuple):
    """Words `taken[0]` up to `taken[1]` of the taker are words `given[0]` up to `given[1]` of the giver."""

    taken: tuple[int, int]
    given: tuple[int, int]
    same: int
    score: int


def passages(taker: str, giver: str) -> tuple[Passage, ...]:
    """The passages of `taker` that stand in `giver`, too, word for word or with changed words; in the taker's order.

    They do not overlap in the taker's text. A passage reaches from its first word to its last. Two texts of the same
    words are one passage. The time grows with the length of the longer text, however often it repeats itself; 20,000
    words take about a second.
    """
    found = words(taker)
    return aligned(found, grams(found, found.weights), words(giver))


def aligned(taker: Words, told: Grams, giver: Words) -> tuple[Passage, ...]:
    """`passages` of texts whose words are known, and of the taker what its words tell by their own weights."""
    if not len(taker) or not len(giver):
        return ()
    if np.array_equal(taker.forms, giver.forms):
        return (Passage(taken=taker.span(0, len(taker)), given=giver.span(0, len(giver)), likeness=1.0),)
    return tuple(
        Passage(
            taken=taker.span(*hit.taken),
            given=giver.span(*hit.given),
            likeness=hit.same / max(hit.taken[1] - hit.taken[0], hit.given[1] - hit.given[0]),
        )
        for hit in _joined(_extended(_chosen(_hits(taker, told, giver)), taker, giver))
    )


def _hits(taker: Words, told: Grams, giver: Words) -> list[_Hit]:
    pairs = overlap(told, giver)
    worth = np.flatnonzero(pairs.worth >= _LEAST_WORTH)
    order = worth[np.lexsort((pairs.giver[worth], -pairs.worth[worth], pairs.taker[worth]))]
    units = pairs.taker[order]
    rank = np.arange(len(units)) - np.searchsorted(units, units)
    order = order[rank < _RIVALS]
    hits: list[_Hit] = []
    for k in range(0, len(order), _BATCH):
        some = order[k : k + _BATCH]
        hits.extend(_align(taker, giver, pairs.taker[some], pairs.giver[some]))
    return hits


def _padded(values: Numbers, units: Numbers, wanted: Numbers, filler: int) -> Numbers:
    """The words of the wanted units, a row each, filled up to the longest."""
    lengths = units[wanted + 1] - units[wanted]
    columns = np.arange(int(lengths.max(initial=0)))
    inside = columns < lengths[:, None]
    at = np.where(inside, units[wanted][:, None] + columns, 0)
    return np.where(inside, values[at], filler)


def _align(taker: Words, giver: Words, left: Numbers, right: Numbers) -> list[_Hit]:
    """The best local alignment of each pair of units, if it is good enough."""
    score = _scores(taker, giver, left, right)
    pairs, rows, columns = score.shape
    flat = score.reshape(pairs, -1)
    best = flat.argmax(axis=1)
    value = flat[np.arange(pairs), best]
    kept = np.flatnonzero(value >= _LEAST_SCORE)
    i, j = best[kept] // columns, best[kept] % columns
    first_i, first_j, same = i.copy(), j.copy(), np.zeros(len(kept), dtype=np.int64)
    at, to = taker.units[left[kept]], giver.units[right[kept]]
    alive = np.arange(len(kept))
    for _ in range(rows + columns):
        here = score[kept[alive], i[alive], j[alive]]
        alive, here = alive[here > 0], here[here > 0]
        if not len(alive):
            break
        pair, a, b = kept[alive], i[alive], j[alive]
        x, y = at[alive] + a - 1, to[alive] + b - 1
        equal = taker.forms[x] == giver.forms[y]
        match = np.where(equal, _SAME, np.where(taker.stems[x] == giver.stems[y], _INFLECTED, _DIFFERENT))
        diagonal = here == score[pair, a - 1, b - 1] + match
        up = ~diagonal & (here == score[pair, a - 1, b] + _GAP)
        same[alive] += diagonal & equal
        first_i[alive], first_j[alive] = a, b
        i[alive] -= diagonal | up
        j[alive] -= diagonal | ~up
    ends = (best[kept] // columns, best[kept] % columns)
    return [
        _Hit((t + fi - 1, t + ei), (g + fj - 1, g + ej), s, v)
        for t, g, fi, fj, ei, ej, s, v in zip(
            *(a.tolist() for a in (at, to, first_i, first_j, *ends, same, value[kept])), strict=True
        )
    ]


def _scores(taker: Words, giver: Words, left: Numbers, right: Numbers) -> Scores:
    """The Smith-Waterman scores of each pair of units: pair, words of the taker, words of the giver, each from 0."""
    forms, stems = (_padded(v, taker.units, left, -1) for v in (taker.forms, taker.stems))
    other_forms, other_stems = (_padded(v, giver.units, right, -2) for v in (giver.forms, giver.stems))
    columns = other_forms.shape[1]
    score = np.zeros((len(left), forms.shape[1] + 1, columns + 1), dtype=np.int16)
    slope = np.arange(0, columns * _GAP, _GAP, dtype=np.int16)
    for i in range(forms.shape[1]):
        match = np.full(other_forms.shape, _DIFFERENT, dtype=np.int16)
        match[stems[:, i : i + 1] == other_stems] = _INFLECTED
        match[forms[:, i : i + 1] == other_forms] = _SAME
        row = np.maximum(score[:, i, :-1] + match, score[:, i, 1:] + np.int16(_GAP))
        row = np.maximum(row, 0)
        # A gap in the taker: the best of what stands to the left, less one step a word.
        score[:, i + 1, 1:] = np.maximum.accumulate(row - slope, axis=1) + slope
    return score


def _chosen(hits: list[_Hit]) -> list[_Hit]:
    """Hits that share no words of the taker, the best first to choose; in the taker's order."""
    taken: set[int] = set()
    chosen: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.score, h.taken, h.given)):
        mine = range(*hit.taken)
        if taken.isdisjoint(mine):
            taken.update(mine)
            chosen.append(hit)
    return sorted(chosen)


def _extended(hits: list[_Hit], taker: Words, giver: Words) -> list[_Hit]:
    """The hits, each stretched over the equal words before and behind it, as far as the next hit."""
    left, right = taker.forms.tolist(), giver.forms.tolist()
    out: list[_Hit] = []
    floor = 0
    for k, hit in enumerate(hits):
        (a, b), (c, d) = hit.taken, hit.given
        ceiling = hits[k + 1].taken[0] if k + 1 < len(hits) else len(left)
        while a > floor and c > 0 and left[a - 1] == right[c - 1]:
            a, c = a - 1, c - 1
        while b < ceiling and d < len(right) and left[b] == right[d]:
            b, d = b + 1, d + 1
        floor = b
        grown = (b - a) - (hit.taken[1] - hit.taken[0])
        out.append(_Hit((a, b), (c, d), hit.same + grown, hit.score + _SAME * grown))
    return out


def _joined(hits: list[_Hit]) -> list[_Hit]:
    """The hits; those that follow each other in both texts become one."""
    out: list[_Hit] = []
    for hit in hits:
        last = out[-1] if out else None
        if last and hit.taken[0] - last.taken[1] <= _BRIDGE and 0 <= hit.given[0] - last.given[1] <= _BRIDGE:
            taken, given = (last.taken[0], hit.taken[1]), (last.given[0], hit.given[1])
            out[-1] = _Hit(taken, given, last.same + hit.same, last.score + hit.score)
        else:
            out.append(hit)
    return out
