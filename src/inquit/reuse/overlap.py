"""Which sentences of two texts have words in common, and how much the common words tell: what aligning starts from."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from inquit.reuse.words import AT_HAND, Numbers, Weights, Words

_COMMON = 16  # a word in more sentences of one text than this finds no sentence; its neighbours may
_GRAMS = (1, 2, 4)
_GRAM_LIMIT = 2.0  # what a run of several words is worth beyond its words
_MIX = np.int64(0x9E3779B97F4A7C1)


class Grams(NamedTuple):
    """Words and runs of words of a text, each once a unit: the unit, a hash, and what it tells."""

    units: Numbers
    keys: Numbers
    worth: Weights


class Overlap(NamedTuple):
    """Unit `taker[k]` of one text shares words worth `worth[k]` with unit `giver[k]` of the other."""

    taker: Numbers
    giver: Numbers
    worth: Weights


def overlap(taker: Grams, giver: Words) -> Overlap:
    """The pairs of units that share words or runs of words. Their number is in proportion to the taker's length."""
    units, keys, worth = taker
    given, wanted = _index(giver)
    low = np.searchsorted(wanted, keys, side="left")
    count = np.searchsorted(wanted, keys, side="right") - low
    count[count > _COMMON] = 0
    rows = np.repeat(np.arange(len(keys)), count)
    columns = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count) + low[rows]
    width = len(giver.units)
    pairs, back = np.unique(units[rows] * width + given[columns], return_inverse=True)
    total = np.zeros(len(pairs))
    np.add.at(total, back, worth[rows])
    return Overlap(pairs // width, pairs % width, total)


@lru_cache(maxsize=AT_HAND)
def _index(giver: Words) -> tuple[Numbers, Numbers]:
    """Unit and hash of each word and run of words, in the order of the hashes."""
    units, keys, _ = grams(giver, giver.weights)
    order = np.argsort(keys, kind="stable")
    return units[order], keys[order]


def grams(found: Words, weights: Weights) -> Grams:
    """What of a text is looked for in others; `weights` has one entry a word of it.

    A stem counts once a unit, runs of two and four stems up to a limit each.
    """
    unit_of = found.unit_of
    units, keys, worth = [unit_of[:0]], [found.stems[:0]], [weights[:0]]
    for size in _GRAMS:
        count = len(found) - size + 1
        if count <= 0:
            break
        key, mean = found.stems[:count].copy(), weights[:count].copy()
        for k in range(1, size):
            with np.errstate(over="ignore"):
                key = key * _MIX + found.stems[k : k + count]
            mean += weights[k : k + count]
        whole = unit_of[:count] == unit_of[size - 1 :]
        units.append(unit_of[:count][whole])
        keys.append(key[whole])
        worth.append((mean if size == 1 else np.minimum(mean / size, _GRAM_LIMIT))[whole])
    unit, key, value = np.concatenate(units), np.concatenate(keys), np.concatenate(worth)
    order = np.lexsort((-value, key, unit))
    unit, key, value = unit[order], key[order], value[order]
    fresh = np.ones(len(unit), dtype=np.bool_)
    fresh[1:] = (unit[1:] != unit[:-1]) | (key[1:] != key[:-1])
    return Grams(unit[fresh], key[fresh], value[fresh])
