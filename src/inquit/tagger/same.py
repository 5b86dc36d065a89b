"""Which mention means the same as which: what the head looks at besides the encoder's vectors, and what it says.

A mention is compared with others, and with "none of them" (mention ranking: Denis & Baldridge 2008; Lee et al. 2017).
The features are shared by training and run time, so that both see the same.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inquit.core.spans import Span
from inquit.tagger.words import Words

Floats = npt.NDArray[np.float32]

NEAREST = 60  # earlier mentions that training offers to one mention
_STEPS = (0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
DISTANCES = 2 * (len(_STEPS) + 1)
PARAGRAPHS_APART, ALIKE = 4, 4
_WORD = re.compile(r"[^\W_]{2,}|[^\W\d_]")


class Mention(NamedTuple):
    """A mention: first and last word, both included, its paragraph, and what of its spelling is compared.

    `whole` and `end` are all its words and the last, `name` the first if it is written as a name; letters that stand
    alone ("'s") count only where there is nothing else.
    """

    first: int
    last: int
    paragraph: int
    whole: str
    end: str
    name: str


class Features(NamedTuple):
    """What two mentions are to each other: how far, on which side, how many paragraphs apart, how alike in words."""

    distance: int
    paragraphs_apart: int
    alike: int


def mention(text: str, words: Words, span: Span) -> Mention | None:
    """The mention at `span`; None if no word is there."""
    covered = words.covered(span)
    if not covered:
        return None
    first, last = covered[0], covered[-1]
    written = text[words.starts[first] : words.ends[last]]
    compared = [w for w in _WORD.findall(written) if len(w) > 1] or [written]
    return Mention(
        first,
        last,
        words.paragraph[first],
        " ".join(compared).casefold(),
        compared[-1].casefold(),
        compared[0].casefold() if compared[0][0].isupper() else "",
    )


def features(asker: Mention, other: Mention) -> Features:
    """The features of a mention that asks and another that may mean the same."""
    after = other.first > asker.first
    gap = (other.first - asker.last if after else asker.first - other.last) - 1
    distance = bisect_left(_STEPS, max(gap, 0)) + (len(_STEPS) + 1 if after else 0)
    apart = min(abs(other.paragraph - asker.paragraph), PARAGRAPHS_APART - 1)
    if asker.whole == other.whole:
        return Features(distance, apart, 3)
    if asker.end == other.end:
        return Features(distance, apart, 2)
    return Features(distance, apart, int(bool(asker.name) and asker.name == other.name))


class _Asking(NamedTuple):
    hidden: Floats
    query: Floats
    none: float


class _Offered(NamedTuple):
    hidden: Floats
    key: Floats


class SameHead:
    """Tells of two mentions of one text how probable it is that the first means the same as the second.

    `vectors` [words, width] are the network's numbers for the text's words, `weights` those that training wrote. The
    projections of a mention are kept, so that a comparison costs a few small sums.
    """

    def __init__(
        self, text: str, words: Words, vectors: npt.NDArray[np.float16], weights: Mapping[str, Floats]
    ) -> None:
        self._text, self._words, self._vectors, self._weights = text, words, vectors, weights
        self._tables = [weights[f"same.features.{k}"] for k in range(len(Features._fields))]
        self._out, self._out_bias = weights["same.out.weight"][0], weights["same.out.bias"][0]
        self._mentions: dict[Span, Mention | None] = {}
        self._asking: dict[Mention, _Asking] = {}
        self._offered: dict[Mention, _Offered] = {}

    def __call__(self, asker: Span, other: Span) -> float:
        """0 to 1: the odds of the other against nothing else that was said; 0.5 where a span has no words."""
        a, b = self.mention(asker), self.mention(other)
        if a is None or b is None:
            return 0.5
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.log_odds(a, b)))))

    def log_odds(self, asker: Mention, other: Mention) -> float:
        """The score of `other` less that of "none"."""
        asking, offered = self._asks(asker), self._offers(other)
        hidden = asking.hidden + offered.hidden
        for table, value in zip(self._tables, features(asker, other), strict=True):
            hidden += table[value]
        fit = np.maximum(hidden, 0, out=hidden) @ self._out + self._out_bias
        match = asking.query @ offered.key / math.sqrt(len(offered.key))
        return float(fit + match) - asking.none

    def mention(self, span: Span) -> Mention | None:
        """The mention at `span`; None if no word is there."""
        if span not in self._mentions:
            self._mentions[span] = mention(self._text, self._words, span)
        return self._mentions[span]

    def _asks(self, m: Mention) -> _Asking:
        if m not in self._asking:
            w, vector = self._weights, self.vector(m)
            hidden = w["same.asker.weight"] @ vector + w["same.asker.bias"]
            none = float(w["same.none.weight"][0] @ vector + w["same.none.bias"][0])
            self._asking[m] = _Asking(hidden, w["same.query.weight"] @ vector, none)
        return self._asking[m]

    def _offers(self, m: Mention) -> _Offered:
        if m not in self._offered:
            w, vector = self._weights, self.vector(m)
            self._offered[m] = _Offered(w["same.offer.weight"] @ vector, w["same.key.weight"] @ vector)
        return self._offered[m]

    def vector(self, m: Mention) -> Floats:
        """The network's numbers for the first and the last word of a mention."""
        return np.concatenate([self._vectors[m.first], self._vectors[m.last]]).astype(np.float32)
