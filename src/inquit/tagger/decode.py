"""From the heads' numbers to spans: the best BIO path, ends of sentences, entities."""

from __future__ import annotations

from bisect import bisect_right
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


class Steps:
    """Paragraphs side by side, longest first, so that one step serves all: the work is that of the words, the number
    of steps that of the longest paragraph.
    """

    def __init__(self, bounds: Sequence[tuple[int, int]]) -> None:
        order = sorted(bounds, key=lambda b: b[0] - b[1])
        self.starts = np.array([b[0] for b in order])
        lengths = [b[1] - b[0] for b in reversed(order)]
        # How many paragraphs have a word number t, for every t.
        self.alive = [len(order) - bisect_right(lengths, t) for t in range(lengths[-1])]

    def __len__(self) -> int:
        return len(self.alive)

    def at(self, t: int) -> Ints:
        """Where word `t` of every paragraph that has one stands among all words."""
        return self.starts[: self.alive[t]] + t


def best_path(emissions: Floats, bounds: Sequence[tuple[int, int]], chain: Chain) -> Ints:
    """The most probable tags (Viterbi 1967) of every paragraph in `bounds`; emissions [words, n] -> [words]."""
    path: Ints = np.zeros(len(emissions), dtype=np.int64)
    if not bounds:
        return path
    steps = Steps(bounds)
    alpha = chain.first + emissions[steps.at(0)]
    last = np.zeros(len(alpha), dtype=np.int64)
    back: list[Ints] = []
    by_column = np.ascontiguousarray(chain.steps.T)  # [to, from]
    for t in range(1, len(steps)):
        n = steps.alive[t]
        if n < len(alpha):
            last[n : len(alpha)] = alpha[n:].argmax(1)
            alpha = alpha[:n]
        scores = alpha[:, None, :] + by_column
        back.append(scores.argmax(2))
        alpha = scores.max(2) + emissions[steps.at(t)]
    last[: len(alpha)] = alpha.argmax(1)
    every = np.arange(len(last))
    for t in range(len(steps) - 1, -1, -1):
        n = steps.alive[t]
        path[steps.at(t)] = last[:n]
        if t:
            last[:n] = back[t - 1][every[:n], last[:n]]
    return path


def marginals(emissions: Floats, bounds: Sequence[tuple[int, int]], chain: Chain) -> Floats:
    """How probable each tag of each word is (forward-backward, Rabiner 1989); emissions [words, n] -> [words, n]."""
    found = np.zeros_like(emissions)
    if not bounds:
        return found
    steps = Steps(bounds)
    weights = np.exp(emissions - emissions.max(1, keepdims=True))
    go = np.exp(chain.steps)
    alpha = np.exp(chain.first) * weights[steps.at(0)]
    for t in range(len(steps)):
        if t:
            alpha = (alpha[: steps.alive[t]] @ go) * weights[steps.at(t)]
        alpha = alpha / alpha.sum(1, keepdims=True)
        found[steps.at(t)] = alpha
    beta = np.ones((steps.alive[-1], emissions.shape[1]), np.float32)
    for t in range(len(steps) - 2, -1, -1):
        after = steps.at(t + 1)
        grown = (weights[after] * beta) @ go.T
        beta = np.ones((steps.alive[t], emissions.shape[1]), np.float32)
        beta[: len(after)] = grown / grown.sum(1, keepdims=True)
        both = found[steps.at(t)] * beta
        found[steps.at(t)] = both / both.sum(1, keepdims=True)
    return found


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
