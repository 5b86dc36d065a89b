"""How probable it is that a source is a root of its claim: that it was read rightly, and told this and nothing else.

What is put to a claim by mistake, or read as a source and is none, would count as one more root. A logistic regression over
what is known of a root, with weights from the families of `benchmarks/families` that are for looking at (`python -m
training.roots`), says how probable it is that a person would name it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import exp, log

from inquit.core.comparison import Mention, Root

FEATURES = ("share", "support", "mentions", "named", "first", "person", "words")


def weighed(roots: Sequence[Root], mentions: Sequence[Mention]) -> list[Root]:
    """The roots of a claim with their probabilities; its mentions stand in the order of time."""
    weights, bias = _weights()
    return [
        replace(root, probability=1 / (1 + exp(-bias - sum(w * x for w, x in zip(weights, row, strict=True)))))
        for root, row in zip(roots, features(roots, mentions), strict=True)
    ]


def features(roots: Sequence[Root], mentions: Sequence[Mention]) -> list[tuple[float, ...]]:
    """What is weighed of each root of a claim, in the order of FEATURES; its mentions stand in the order of time.

    `first` is whether the oldest mention that has a root goes back to this one, `words` the mean logarithm of the number of
    words of its mentions.
    """
    best = max((r.support for r in roots), default=0.0)
    by_id = {m.id: m for m in mentions}
    rooted = {m for r in roots for m in r.mentions}
    oldest = next((m.id for m in mentions if m.id in rooted), None)
    return [
        (
            r.support / best if best else 1.0,
            r.support,
            log(len(r.mentions)),
            float(r.standing == "named"),
            float(oldest in r.mentions),
            float(r.kind == "person"),
            sum(log(max(1, len(by_id[m].text.split()))) for m in r.mentions) / len(r.mentions),
        )
        for r in roots
    ]


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    data = json.loads(files("inquit.stemma").joinpath("plausible.json").read_text(encoding="utf-8"))
    if tuple(data["features"]) != FEATURES:
        raise ValueError("stemma/plausible.json is for other features")
    return tuple(data["weights"]), data["bias"]
