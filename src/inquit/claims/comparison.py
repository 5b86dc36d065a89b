"""Compares what reports state: do two mentions state one claim, with which figures, and on which words does that rest.

A comparison first lets the words of both meet (`meaning`), then weighs that with the figures, the sources, and words that
are rare in this story, by a logistic regression whose weights are data. The reasons can be printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inquit.certainty.numbers import Quantity, numbers
from inquit.claims.meaning import Meaning
from inquit.core.comparison import Likeness, Mention
from inquit.core.records import Evidence
from inquit.core.spans import Span

FEATURES = (
    "low",
    "mean",
    "whole",
    "rare low",
    "rare mean",
    "rare words",
    "best word",
    "short",
    "source",
    "meet",
    "differ",
    "one-sided",
    "one report",
)
LEAST = 0.01  # what is less probable is not kept
TOLD = 0.05  # what is less probable is given without its reasons
_WORTH = 0.25  # mean share of words that must meet before the rest is weighed
_TOLD = 4  # words of a reason
_TELLING = 100  # a number from which on two that are the same count the same, though one of them does not say what
_MAGNITUDE = 20  # times as much is not another version of a figure; ten times can be, by a nought too many
_AT_ONCE = 100  # mentions whose words meet at once, so that they fit in a processor's cache

Floats = npt.NDArray[np.floating]


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A mention made ready to be compared."""

    mention: Mention
    meaning: Meaning
    figures: tuple[Quantity, ...]
    source: frozenset[str]
    """The words of its root's name, lower case; empty for own voice."""


def statement(mention: Mention, meaning: Meaning, language: str | None = None) -> Statement:
    """A mention made ready, in a report of that language (ISO 639-1); takes time in proportion to its words."""
    root = mention.root
    named = frozenset(root.name.lower().split()) if root is not None and root.standing == "named" else frozenset[str]()
    quantities = numbers(mention.text, Span(0, len(mention.text)), language)
    return Statement(mention=mention, meaning=meaning, figures=quantities, source=named)


def compare(new: Sequence[Statement], others: Sequence[Statement]) -> list[Likeness]:
    """The likenesses of each new statement with each other one, and of the new ones among themselves.

    Those that are less probable than LEAST are left out. How much a shared word tells depends on how many of the reports
    at hand have it, so `others` are best the statements of all reports on the same story. Time grows with the number of
    words of `new` times that of both together.
    """
    pairs, rows = weighable(new, others)
    if not pairs:
        return []
    everything = [*new, *others]
    return [
        _likeness(everything[i], everything[j], p, row[1])
        for (i, j), p, row in zip(pairs, probability(rows).tolist(), rows.tolist(), strict=True)
        if p >= LEAST
    ]


def weighable(
    new: Sequence[Statement], others: Sequence[Statement]
) -> tuple[list[tuple[int, int]], npt.NDArray[np.float64]]:
    """The pairs whose words meet enough to be weighed, as indexes in `[*new, *others]`, and their features."""
    everything = [*new, *others]
    if not new or len(everything) < 2:
        return [], np.zeros((0, len(FEATURES)))
    rare = _Rarity(everything)
    learned = [s.meaning.weights for s in everything]
    met = meeting(new, everything)
    low, mean = shares(met, new, learned)
    worth: list[tuple[int, int]] = [(i, j) for i, j in np.argwhere(mean >= _WORTH).tolist() if i < j]
    pairs = [(i, j) for i, j in worth if not _one_place(everything[i].mention, everything[j].mention)]
    if not pairs:
        return [], np.zeros((0, len(FEATURES)))
    rare_low, rare_mean = shares(met, new, [rare.weights(s.meaning) for s in everything])
    i, j = np.array(pairs).T
    middles = np.stack([_middle(s.meaning) for s in everything])
    alike = np.column_stack([low[i, j], mean[i, j], (middles[i] * middles[j]).sum(1), rare_low[i, j], rare_mean[i, j]])
    rest = np.array([features(new[i], everything[j], rare) for i, j in pairs])
    return pairs, np.hstack([alike, rest]).astype(np.float64)


class Meeting(NamedTuple):
    """How like each word of one side is to the word of a mention of the other side that it is most like."""

    forth: Floats
    """[word of new, everything]"""
    back: Floats
    """[new, word of everything]"""


def meeting(new: Sequence[Statement], everything: Sequence[Statement]) -> Meeting:
    """Lets the words of all pairs meet; `new` are the first of `everything`."""
    a, b = [s.meaning for s in new], [s.meaning for s in everything]
    words, at = np.concatenate([m.vectors for m in a]), _starts([m.words for m in a])
    forth: list[Floats] = []
    back: list[Floats] = []
    for k in range(0, len(b), _AT_ONCE):
        some = b[k : k + _AT_ONCE]
        alike = words @ np.concatenate([m.vectors for m in some]).T
        forth.append(np.maximum.reduceat(alike, _starts([m.words for m in some]), axis=1))
        back.append(np.maximum.reduceat(alike, at, axis=0))
    return Meeting(np.hstack(forth), np.hstack(back))


def shares(met: Meeting, new: Sequence[Statement], weights: Sequence[Floats]) -> tuple[Floats, Floats]:
    """How much of the words of each pair meets, 0 to 1: the lesser of both ways, and their mean [new, everything].

    `weights` are those of the words of each of everything, with the sum 1.
    """
    at_new, at = _starts(weights[: len(new)]), _starts(weights)
    forth = np.add.reduceat(met.forth * np.concatenate(weights[: len(new)])[:, None], at_new, axis=0)
    back = np.add.reduceat(met.back * np.concatenate(weights)[None, :], at, axis=1)
    return np.minimum(forth, back), (forth + back) / 2


def _middle(meaning: Meaning) -> Floats:
    mean: Floats = meaning.weights @ meaning.vectors
    return mean / (float(np.linalg.norm(mean)) + 1e-9)


def _starts(rows: Sequence[Sized]) -> npt.NDArray[np.int64]:
    return np.cumsum([0, *(len(row) for row in rows[:-1])])


class _Rarity:
    """How much a word tells within the reports at hand: the logarithm of how few of them have it."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        holders: dict[str, set[str]] = {}
        for s in statements:
            for word in s.meaning.words:
                holders.setdefault(word, set()).add(s.mention.report)
        reports = len({s.mention.report for s in statements})
        self._worth = {word: log((reports + 1) / len(found)) for word, found in holders.items()}

    def weights(self, meaning: Meaning) -> Floats:
        """What each of its words tells, with the sum 1."""
        worth: Floats = np.array([self._worth[w] for w in meaning.words]) + 1e-3
        return worth / float(worth.sum())

    def of(self, words: Iterable[str]) -> list[float]:
        return sorted((self._worth[w] for w in words), reverse=True)


def features(a: Statement, b: Statement, rare: _Rarity) -> tuple[float, ...]:
    """The numbers that are weighed beside how much meets, in the order of FEATURES."""
    meet, differ = figures(a.figures, b.figures)
    ours, theirs = set(a.meaning.words), set(b.meaning.words)
    shared = rare.of(ours & theirs)
    return (
        2 * sum(shared) / (sum(rare.of(ours)) + sum(rare.of(theirs)) + 1e-3),
        sum(shared[:3]),
        log(min(len(a.meaning.words), len(b.meaning.words))),
        float(bool(a.source & b.source)),
        float(meet),
        float(differ),
        float(bool(a.figures) != bool(b.figures)),
        float(a.mention.report == b.mention.report),
    )


def figures(a: Sequence[Quantity], b: Sequence[Quantity]) -> tuple[bool, bool]:
    """Whether some quantities of both meet; and whether none does, though some count the same thing.

    "Two men" does not meet "two employees", and is no other version of it either.
    """
    meet = any(_told_alike(x, y) for x in a for y in b)
    equal = any(x.unit == y.unit and (x.low, x.high) == (y.low, y.high) for x in a for y in b)
    rival = not (meet or equal) and any(_of_one_thing(x, y) and not x.meets(y) for x in a for y in b)
    return meet, rival


def _told_alike(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities meet; a bare number meets one with a unit if it is too telling to be there by chance."""
    if a.unit == b.unit and (a.unit is not None or a.noun == b.noun):
        return a.meets(b)
    is_bare = None in {a.unit or a.noun, b.unit or b.noun}
    return is_bare and (a.low, a.high) == (b.low, b.high) and a.low is not None and a.low >= _TELLING


def _of_one_thing(a: Quantity, b: Quantity) -> bool:
    if a.unit != b.unit or (a.unit is None and not _nouns_agree(a.noun, b.noun)):
        return False
    ours, theirs = (abs(q.low if q.low is not None else q.high or 0.0) for q in (a, b))
    return max(ours, theirs) <= _MAGNITUDE * min(ours, theirs)


def _nouns_agree(a: str | None, b: str | None) -> bool:
    """Whether two numbers can count the same thing; of two that do not say what they count nothing is known."""
    return a == b is not None or (a is None) != (b is None)


@cache
def _weights() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    data = json.loads(files("inquit.claims").joinpath("model", "weights.json").read_text(encoding="utf-8"))
    if tuple(data["features"]) != FEATURES:
        raise ValueError("claims/model/weights.json is for other features")
    return np.array([*data["weights"], data["bias"]]), np.array(data["mean"]), np.array(data["deviation"])


def probability(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The probability that a pair with such features states one claim; rows [n, FEATURES] -> [n]."""
    weights, mean, deviation = _weights()
    logits = (rows - mean) / deviation @ weights[:-1] + weights[-1]
    return 1 / (1 + np.exp(-logits))


def _one_place(a: Mention, b: Mention) -> bool:
    return a.report == b.report and any(s.overlaps(t) for s in a.spans for t in b.spans)


def _likeness(a: Statement, b: Statement, same: float, mean: float) -> Likeness:
    first, second = sorted((a, b), key=lambda s: s.mention.id)
    _, differ = figures(a.figures, b.figures)
    sides = {first.mention.certainty, second.mention.certainty}
    return Likeness(
        first=first.mention.id,
        second=second.mention.id,
        same=round(same, 3),
        rival=differ,
        contrary="denied" in sides and len(sides) == 2,
        reasons=tuple(_reasons(first, second, mean)) if round(same, 3) >= TOLD else (),
    )


def _reasons(a: Statement, b: Statement, mean: float) -> Iterator[Evidence]:
    met = _words_that_meet(a.meaning, b.meaning)
    yield Evidence(
        what="words that meet: " + ", ".join(met) if met else "few words meet", by="meaning", score=round(mean, 3)
    )
    meet, differ = figures(a.figures, b.figures)
    if meet or differ:
        yield Evidence(what="figures agree" if meet else "figures differ", by="numbers")
    shared = sorted(a.source & b.source)
    if shared:
        yield Evidence(what="same source: " + " ".join(shared), by="sources")


def _words_that_meet(a: Meaning, b: Meaning) -> list[str]:
    """The words that count for most of the likeness, each with the other side's word where that is another."""
    alike = a.vectors @ b.vectors.T
    best: list[int] = alike.argmax(1).tolist()
    gain = a.weights * alike.max(1)
    told: dict[str, None] = {}
    order: list[int] = np.argsort(-gain, kind="stable").tolist()
    for k in order:
        mine, theirs = a.words[k], b.words[best[k]]
        told[mine if mine == theirs else f"{mine} ~ {theirs}"] = None
        if len(told) == _TOLD:
            break
    return list(told)
