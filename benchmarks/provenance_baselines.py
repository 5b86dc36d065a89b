"""Ways to count a claim's independent sources that do not read who says so.

Each is told which reports carry the claim, which no program knows for certain, and sees nothing else of the truth. A
baseline takes those reports and all reports of the story, and gives a number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from math import log, sqrt
from typing import Any

Article = dict[str, Any]
Baseline = Callable[[Sequence[Article], Sequence[Article]], int]

SHINGLE = 5  # words


def always_one(carrying: Sequence[Article], story: Sequence[Article]) -> int:  # noqa: ARG001 - a baseline's signature
    """What needs no reading at all: the floor that the others are to be seen against."""
    return 1


def count_outlets(carrying: Sequence[Article], story: Sequence[Article]) -> int:  # noqa: ARG001 - as above
    """Every outlet is a source: what a reader does who has seen it everywhere."""
    return len({article["outlet"] for article in carrying})


def headline_clusters(least: float) -> Baseline:
    """Reports with similar headlines are one source: tf-idf over the story's headlines, cosine of at least `least`."""

    def count(carrying: Sequence[Article], story: Sequence[Article]) -> int:
        counts = {article["id"]: Counter(_words(article["title"])) for article in story}
        held = Counter(word for count in counts.values() for word in count)
        vectors = {
            id_: {word: n * log(len(story) / held[word]) for word, n in count.items()} for id_, count in counts.items()
        }
        return _clusters(carrying, lambda one, other: _cosine(vectors[one], vectors[other]) >= least)

    return count


def distinct_texts(least: float) -> Baseline:
    """Near-duplicates are one source: at least `least` of the shorter text's runs of five words are in the other, too.

    This is containment (Broder 1997), which finds a wire's text inside a longer report.
    """

    def count(carrying: Sequence[Article], story: Sequence[Article]) -> int:  # noqa: ARG001 - as above
        shingles = {article["id"]: _shingles(article["text"]) for article in carrying}

        def alike(one: str, other: str) -> bool:
            fewer = min(len(shingles[one]), len(shingles[other]))
            return len(shingles[one] & shingles[other]) >= least * max(fewer, 1)

        return _clusters(carrying, alike)

    return count


def count_citing_nobody(carrying: Sequence[Article], story: Sequence[Article]) -> int:
    """Outlets with a report that names no other outlet of the story; one if all do."""
    outlets = {article["outlet"] for article in story}
    return max(1, len({a["outlet"] for a in carrying if not any(_names(a, o) for o in outlets - {a["outlet"]})}))


BASELINES: dict[str, Baseline] = {
    "always one": always_one,
    "count the outlets": count_outlets,
    "citations only": count_citing_nobody,
}
WITH_THRESHOLD: dict[str, Callable[[float], Baseline]] = {
    "headlines alike": headline_clusters,
    "texts alike": distinct_texts,
}
THRESHOLDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    dot = sum(weight * other.get(word, 0.0) for word, weight in one.items())
    length = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return dot / length if length else 0.0


def _names(article: Article, outlet: str) -> bool:
    bare = re.sub(r"^the\s+", "", outlet, flags=re.IGNORECASE)
    return re.search(rf"\b{re.escape(bare)}\b", f"{article['title']}\n{article['text']}", re.IGNORECASE) is not None


def _clusters(articles: Sequence[Article], alike: Callable[[str, str], bool]) -> int:
    """Single linkage: how many groups there are when all that are alike are put together, whoever else is in their groups."""
    group = {article["id"]: article["id"] for article in articles}
    for one, other in combinations(group, 2):
        if alike(one, other):
            merged, into = group[one], group[other]
            group = {id_: into if of == merged else of for id_, of in group.items()}
    return len(set(group.values()))
