"""Fingerprints by which reports that share words or facts find each other, without comparing all with all.

Two families, each for a purpose:

- "shingle": runs of five words, thinned by winnowing (Schleimer, Wilkerson and Aiken 2003) so that two texts that share
  any `GUARANTEED` words in a row share a print. For reprints, whole or in part.
- "pair": two figures, names or long words that stand near each other, in either order; half of them, chosen by
  their own hashes so that two texts choose alike (Manber 1994). For rewrites, which keep facts and change the words.

Prints depend on the words alone: white space, case, accents and marks make no difference, nor do the machine, the
process or the version of Python.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from inquit.core.spans import Span
from inquit.reuse.words import WEIGHTY, Numbers, Words, words

SHINGLE = 5
WINDOW = 8
GUARANTEED = SHINGLE + WINDOW - 1
_NEAR = 12  # words between which a pair is looked for
_PARTNERS = 2  # how many of the next weighty words a weighty word is paired with
_KEPT = 2  # one pair of so many

_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio, odd (Knuth's multiplicative hashing)
_LOW = np.uint64((1 << 63) - 1)


class Print(NamedTuple):
    """A fingerprint: `hash` is 0 to 2^63 - 1, `span` the words it stands for, where the text has them first."""

    hash: int
    span: Span
    family: Literal["shingle", "pair"]


def prints(text: str) -> tuple[Print, ...]:
    """The prints of a text in reading order, each hash once; about five for ten words. None for a text of few words.

    Takes time in proportion to the text.
    """
    return prints_of(words(text))


def prints_of(found: Words) -> tuple[Print, ...]:
    """The prints of a text whose words are known."""
    shingles = _rolled(found.forms, SHINGLE)
    kept = _winnowed(shingles)
    hashes, left, right = _pairs(found)
    out = [Print(int(shingles[k]), found.span(k, k + SHINGLE), "shingle") for k in kept.tolist()]
    out += [
        Print(h, found.span(a, b + 1), "pair")
        for h, a, b in zip(hashes.tolist(), left.tolist(), right.tolist(), strict=True)
    ]
    return tuple(sorted(out, key=lambda p: p.span))


def _mixed(a: Numbers, b: Numbers) -> Numbers:
    """A hash of two hashes in this order, 63 bits."""
    value = (a.astype(np.uint64) * _MIX) ^ b.astype(np.uint64)
    value ^= value >> np.uint64(31)
    value *= _MIX
    value ^= value >> np.uint64(29)
    return (value & _LOW).astype(np.int64)


def _rolled(forms: Numbers, size: int) -> Numbers:
    """The hash of each run of `size` words; empty for fewer words."""
    count = len(forms) - size + 1
    if count <= 0:
        return forms[:0]
    value = forms[:count]
    for k in range(1, size):
        value = _mixed(value, forms[k : k + count])
    return value


def _winnowed(hashes: Numbers) -> Numbers:
    """Where the least hash of each window stands (the rightmost, if there are several); each hash once, in order."""
    if not len(hashes):
        return hashes
    width = min(WINDOW, len(hashes))
    windows = np.lib.stride_tricks.sliding_window_view(hashes, width)
    least = np.unique(np.arange(len(windows)) + width - 1 - np.argmin(windows[:, ::-1], axis=1))
    return np.sort(least[np.unique(hashes[least], return_index=True)[1]])


def _pairs(found: Words) -> tuple[Numbers, Numbers, Numbers]:
    """Hashes of the kept pairs, and which words they are; each hash once."""
    weighty = np.flatnonzero(found.weights >= WEIGHTY)
    left = np.concatenate([weighty[: -k or None] for k in range(1, _PARTNERS + 1)])
    right = np.concatenate([weighty[k:] for k in range(1, _PARTNERS + 1)])
    near = (right - left <= _NEAR) & (found.stems[left] != found.stems[right])
    left, right = left[near], right[near]
    a, b = found.stems[left], found.stems[right]
    hashes = _mixed(np.maximum(a, b), np.minimum(a, b))
    kept = hashes % _KEPT == 0
    hashes, left, right = hashes[kept], left[kept], right[kept]
    order = np.lexsort((left, hashes))
    first = order[np.unique(hashes[order], return_index=True)[1]]
    return hashes[first], left[first], right[first]
