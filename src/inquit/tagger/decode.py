"""From the heads' numbers to spans: the best BIO path, ends of sentences, entities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inquit.core.spans import Span, trim
from inquit.tagger.words import Words

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class Chain(NamedTuple):
    """The weights of a linear-chain CRF: `first` [n] to start with a tag, `steps` [n, n] to go from one to another."""

    first: Floats
    steps: Floats


class Stretched(NamedTuple):
    """A decoded span in words, both ends included; `label` counts the names that the BIO tags are made of."""

    first: int
    last: int
    label: int


def paragraph_bounds(words: Words) -> list[tuple[int, int]]:
    """The half-open word ranges of the paragraphs that have words."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for k in range(1, len(words) + 1):
        if k == len(words) or words.paragraph[k] != words.paragraph[k - 1]:
            bounds.append((start, k))
            start = k
    return bounds


def best_path(emissions: Floats, bounds: Sequence[tuple[int, int]], chain: Chain) -> Ints:
    """The most probable tags (Viterbi 1967) of every paragraph in `bounds`; emissions [words, n] -> [words].

    All paragraphs go in step, longest first, so that the work is that of the words and the steps that of the longest.
    """
    path: Ints = np.zeros(len(emissions), dtype=np.int64)
    if not bounds:
        return path
    order = sorted(bounds, key=lambda b: b[0] - b[1])
    starts = np.array([b[0] for b in order])
    lengths = np.array([b[1] - b[0] for b in order])
    alive = [int(n) for n in (lengths[:, None] > np.arange(lengths[0])[None, :]).sum(0)]
    alpha = chain.first + emissions[starts]
    last = np.zeros(len(order), dtype=np.int64)
    back: list[Ints] = []
    by_column = np.ascontiguousarray(chain.steps.T)  # [to, from]
    for t in range(1, len(alive)):
        n = alive[t]
        if n < len(alpha):
            last[n : len(alpha)] = alpha[n:].argmax(1)
            alpha = alpha[:n]
        scores = alpha[:, None, :] + by_column
        came = scores.argmax(2)
        alpha = np.take_along_axis(scores, came[:, :, None], 2)[:, :, 0] + emissions[starts[:n] + t]
        back.append(came)
    last[: len(alpha)] = alpha.argmax(1)
    for t in range(len(alive) - 1, -1, -1):
        n = alive[t]
        path[starts[:n] + t] = last[:n]
        if t:
            last[:n] = np.take_along_axis(back[t - 1], last[:n, None], 1)[:, 0]
    return path


def stretches(path: Sequence[int], bounds: Sequence[tuple[int, int]]) -> list[Stretched]:
    """The spans of a path of BIO tags; a span ends where its paragraph does."""
    found: list[Stretched] = []
    opened: tuple[int, int] | None = None
    for start, stop in bounds:
        for k in range(start, stop):
            tag = path[k]
            if opened is not None and (tag == 0 or tag % 2 == 1 or (tag - 2) // 2 != opened[1]):
                found.append(Stretched(opened[0], k - 1, opened[1]))
                opened = None
            if tag and opened is None:
                opened = k, (tag - 1) // 2
        if opened is not None:
            found.append(Stretched(opened[0], stop - 1, opened[1]))
            opened = None
    return found


def sentences(text: str, words: Words, ends: Sequence[bool], bounds: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """The sentences of each paragraph: each goes on to a word that ends one, the last to the paragraph's end."""
    found: list[Span] = []
    for start, stop in bounds:
        begin = start
        for k in range(start, stop):
            if k == stop - 1 or ends[k]:
                found.append(trim(text, words.span(begin, k)))
                begin = k + 1
    return tuple(found)


def softmax(scores: Floats) -> Floats:
    """Along the last dimension."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)
