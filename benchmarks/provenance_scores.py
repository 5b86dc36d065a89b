"""How near a collection's answer comes to what is known about a family of reports.

A family is one file of benchmarks/families (its README has the format); an answer is what `inquit claims --json` prints
for a collection of that family's reports. Nothing here knows how the answer was made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, NamedTuple

Record = dict[str, Any]  # an object of a family or of an answer, as its JSON has it
Span = tuple[int, int]

Figure = Literal["recall", "precision", "f1"]
FIGURES: dict[str, Figure] = {
    "mention recall": "recall",  # gold mentions that a predicted mention of the report covers
    "chain root": "recall",  # of those, the innermost source is the right one, or rightly none
    "claim pairs": "f1",  # of "these two mentions state the same claim", over the covered mentions
    "roots": "f1",  # each claim's roots, against the predicted claim that holds most of its mentions
    "independent hit": "recall",  # claims whose predicted interval meets the true one
    "independent exact": "recall",  # claims whose interval is predicted exactly
    "derived": "f1",  # which report draws on which, whatever the way
    "dispute recall": "recall",  # disputes found, by report and source
    "disputes sure": "precision",  # of those told by a mention of the claim, which are such
    "disputes possible": "precision",  # the same of those told by a denial elsewhere
}

_SMALL_WORDS = {"the", "a", "an", "of", "mr", "ms", "mrs", "dr"}
_MOST_OF_A_NAME = 0.6  # words shared by two names of one source, of all words of both
_HELD = 0.5  # of a gold mention that a predicted one must hold
_NOT_TOO_LONG = 0.3  # of a predicted mention that must be the gold one's


@dataclass(slots=True)
class Tally:
    """How many were right, of those there are and of those that were predicted."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.gold += other.gold
        self.predicted += other.predicted

    def percent(self, figure: Figure) -> float:
        match figure:
            case "recall":
                right, of = self.right, self.gold
            case "precision":
                right, of = self.right, self.predicted
            case "f1":
                right, of = 2 * self.right, self.gold + self.predicted
        return 100 * right / of if of else 0.0


class Names:
    """Which names mean the same: alike but for small words, known aliases, or sharing most of their words."""

    def __init__(self, aliases: Iterable[Iterable[str]]) -> None:
        self._groups = [{_plain(name) for name in group} for group in aliases]

    def same(self, one: str | None, other: str | None) -> bool:
        a, b = _plain(one or ""), _plain(other or "")
        if not a or not b or a == b:
            return a == b
        if any(a in group and b in group for group in self._groups):
            return True
        in_a, in_b = set(a.split()), set(b.split())
        return in_a <= in_b or in_b <= in_a or len(in_a & in_b) >= _MOST_OF_A_NAME * len(in_a | in_b)


class Covered(NamedTuple):
    """A gold mention that was found: its claim and its counterpart's, by their places in the two lists of claims."""

    claim: int
    mention: Record
    predicted_claim: int
    predicted: Record


def score(family: Record, answer: Record) -> dict[str, Tally]:
    """The counts of one family, by the names of `FIGURES`. Add them up over families for micro-averages."""
    names = Names(family["aliases"])
    covered = find_mentions(family, answer)
    tallies = {
        "mention recall": Tally(len(covered), sum(len(claim["mentions"]) for claim in family["claims"])),
        "chain root": Tally(sum(_same_root(each, names) for each in covered), len(covered)),
        "claim pairs": _claim_pairs(covered),
        "derived": _derivations(family, answer),
    }
    of_claims = {name: Tally() for name in FIGURES if name not in tallies}
    for claim, found in zip(family["claims"], counterparts(family, answer, covered), strict=True):
        of_claims["roots"].add(_roots(claim, found, names))
        of_claims["dispute recall"].add(_disputes(claim, found, names))
        for name, sure in (("disputes sure", True), ("disputes possible", False)):
            of_claims[name].add(_told(claim, found, names, sure=sure))
        low, high = interval(found)
        true = (claim["independent_min"], claim["independent_max"])
        of_claims["independent hit"].add(Tally(found is not None and distance((low, high), true) == 0, 1))
        of_claims["independent exact"].add(Tally(found is not None and (low, high) == true, 1))
    return tallies | of_claims


def find_mentions(family: Record, answer: Record) -> list[Covered]:
    """The gold mentions that the answer has, each with the predicted mention that covers it best."""
    articles = {article["id"]: article for article in family["articles"]}
    predicted: dict[str, list[tuple[int, Record]]] = {}
    for number, claim in enumerate(answer["claims"]):
        for mention in claim["mentions"]:
            predicted.setdefault(mention["report"], []).append((number, mention))
    covered: list[Covered] = []
    for number, claim in enumerate(family["claims"]):
        for mention in claim["mentions"]:
            span = locate(articles[mention["article"]], mention)
            near = [
                (overlap(m["span"], span), -abs(m["span"][0] - span[0]), k, m)
                for k, m in predicted.get(mention["article"], [])
            ]
            best = max(near, key=lambda entry: entry[:2], default=None)
            if best and best[0]:
                covered.append(Covered(number, mention, *best[2:]))
    return covered


def counterparts(family: Record, answer: Record, covered: list[Covered]) -> list[Record | None]:
    """For each gold claim the predicted claim that holds most of its mentions, or None if none was found."""
    votes = [Counter(each.predicted_claim for each in covered if each.claim == n) for n in range(len(family["claims"]))]
    return [answer["claims"][vote.most_common(1)[0][0]] if vote else None for vote in votes]


def interval(claim: Record | None) -> Span:
    """The fewest and the most independent sources that a predicted claim is said to have."""
    return (claim["independent"]["min"], claim["independent"]["max"]) if claim else (0, 0)


def distance(one: Span, other: Span) -> int:
    """How far two closed intervals lie apart; 0 where they meet."""
    return max(0, one[0] - other[1], other[0] - one[1])


def locate(article: Record, mention: Record) -> Span:
    """Where a gold mention stands in the report as the exchange format has it: the title, a blank line, the text."""
    text = f"{article['title']}\n\n{article['text']}"
    start = text.find(mention["span"], 0 if mention.get("in") == "title" else len(article["title"]) + 2)
    if start < 0:
        raise SystemExit(f"The words {mention['span']!r} are not in report {article['id']}.")
    return start, start + len(mention["span"])


def overlap(predicted: Span, gold: Span) -> float:
    """Intersection over union; 0 where the prediction holds less than half the gold span or is mostly something else."""
    shared = min(predicted[1], gold[1]) - max(predicted[0], gold[0])
    if shared <= 0 or shared < _HELD * (gold[1] - gold[0]) or shared < _NOT_TOO_LONG * (predicted[1] - predicted[0]):
        return 0.0
    return shared / (max(predicted[1], gold[1]) - min(predicted[0], gold[0]))


def _plain(name: str) -> str:
    words = re.sub(r"[^\w\s]", " ", name.casefold()).split()
    return " ".join(word for word in words if word not in _SMALL_WORDS)


def _same_root(covered: Covered, names: Names) -> bool:
    gold, predicted = covered.mention["chain"], covered.predicted["chain"]
    if not gold or not predicted:
        return not gold and not predicted
    return any(names.same(gold[-1][key], predicted[-1]["name"]) for key in ("name", "as"))


def _claim_pairs(covered: list[Covered]) -> Tally:
    tally = Tally()
    for one, other in combinations(covered, 2):
        gold, predicted = one.claim == other.claim, one.predicted_claim == other.predicted_claim
        tally.add(Tally(gold and predicted, gold, predicted))
    return tally


def _roots(claim: Record, found: Record | None, names: Names) -> Tally:
    free = [root["name"] for root in found["roots"]] if found else []
    tally = Tally(0, len(claim["roots"]), len(free))
    for root in claim["roots"]:
        match = next((name for name in free if names.same(root["name"], name)), None)
        if match is not None:
            free.remove(match)
            tally.right += 1
    return tally


def _disputes(claim: Record, found: Record | None, names: Names) -> Tally:
    said = [(dispute["report"], dispute["name"]) for dispute in found["disputed_by"]] if found else []
    right = [
        any(report == dispute["article"] and names.same(name, dispute["name"]) for report, name in said)
        for dispute in claim["disputed_by"]
    ]
    return Tally(sum(right), len(right))


def _told(claim: Record, found: Record | None, names: Names, *, sure: bool) -> Tally:
    """The disputes that are told, sure ones or possible ones, and those of them that are in the gold."""
    told = [one for one in found["disputed_by"] if one.get("sure", True) == sure] if found else []
    gold = [(one["article"], one["name"]) for one in claim["disputed_by"]]
    right = sum(any(one["report"] == where and names.same(one["name"], who) for where, who in gold) for one in told)
    return Tally(right, predicted=len(told))


def _derivations(family: Record, answer: Record) -> Tally:
    gold = {(taker["id"], taken["id"]) for taker in family["articles"] for taken in taker["derived_from"]}
    predicted = {(taker["id"], taken["id"]) for taker in answer["reports"] for taken in taker["derived_from"]}
    return Tally(len(gold & predicted), len(gold), len(predicted))
