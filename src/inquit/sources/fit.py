"""How well a holder's mentions fit a pronoun, by what the encoder has of their words in this context.

The tagger's head tells whether any two mentions mean the same; this compares pronouns only, with what it learnt from
many more of them (`training/passages.py`), and is trained together with the ranking. It reads the head's numbers of both
words anew, with their distance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inquit.core.spans import Span
from inquit.sources.holders import Holder
from inquit.sources.memory import Memory
from inquit.tagger.same import SameHead, features

SENTENCES = 5  # numbers for how many sentences after a pronoun a mention comes: three or more before, ..., one or more

Floats = npt.NDArray[np.float32]


class Compared(NamedTuple):
    """A mention beside a pronoun: the head's numbers of it, [2 * width], and two small numbers for the distance."""

    vector: Floats
    distance: int
    sentences: int


class Question(NamedTuple):
    """A pronoun's numbers, [width], and the mentions of each holder that it can mean."""

    asker: Floats
    offers: list[list[Compared]]


def question(memory: Memory, at: Span, holders: Sequence[Holder]) -> Question | None:
    """What is compared of a pronoun at `at`; None where no encoder has read the text."""
    head = memory.same_source
    asker = head.mention(at) if isinstance(head, SameHead) else None
    if not isinstance(head, SameHead) or asker is None:
        return None
    here = memory.sentence_at(at.start)
    offers: list[list[Compared]] = []
    for holder in holders:
        found = [(m, head.mention(m)) for m in memory.nearest(at, holder)]
        offers.append(
            [
                Compared(
                    head.vector(other),
                    features(asker, other).distance,
                    max(-3, min(1, memory.sentence_at(m.start) - here)) + 3,
                )
                for m, other in found
                if other is not None
            ]
        )
    vector = head.vector(asker)
    return Question(vector[: len(vector) // 2], offers)


def fits(memory: Memory, at: Span, holders: Sequence[Holder]) -> list[float]:
    """Of each holder the log of the summed odds of its mentions, by the mean of several networks; 0 without any."""
    asked = question(memory, at, holders)
    if asked is None or not any(asked.offers):
        return [0.0] * len(holders)
    every = [c for offered in asked.offers for c in offered]
    vectors = np.stack([c.vector for c in every])
    w = networks()
    # [networks, mentions, width], so that all networks are asked at once
    hidden = (w["asker.weight"] @ asked.asker + w["asker.bias"])[:, None] + vectors @ w["offer.weight"].swapaxes(1, 2)
    hidden += w["distance.weight"][:, [c.distance for c in every]]
    hidden += w["sentences.weight"][:, [c.sentences for c in every]]
    query = w["query.weight"] @ asked.asker + w["query.bias"]
    keys = vectors @ w["key.weight"].swapaxes(1, 2) + w["key.bias"][:, None]
    match = (keys @ query[:, :, None])[:, :, 0] / sqrt(query.shape[1])
    scores = (np.maximum(hidden, 0) @ w["out.weight"].swapaxes(1, 2))[:, :, 0] + w["out.bias"] + match
    sizes = np.array([len(offered) for offered in asked.offers])
    found = np.zeros(len(sizes))
    starts = (np.cumsum(sizes) - sizes)[sizes > 0]
    found[sizes > 0] = np.logaddexp.reduceat(scores, starts, axis=1).mean(0)
    return found.tolist()


@cache
def networks() -> Mapping[str, Floats]:
    """The weights of the networks, which are written as half floats, side by side: [networks, ...]."""
    found: dict[str, list[Floats]] = {}
    for name, weight in weights().items():
        if name.startswith("fit."):
            found.setdefault(name.split(".", 2)[2], []).append(weight.astype(np.float32))
    return {name: np.stack(several) for name, several in found.items()}


@cache
def weights() -> Mapping[str, Floats]:
    """The weights of `pronouns.npz`: those that begin with "fit." are used here, the others rank the holders."""
    with resources.files("inquit.sources").joinpath("pronouns.npz").open("rb") as file:
        arrays = np.load(file, allow_pickle=False)
        return {name: arrays[name] for name in arrays.files}
