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

# Both where most claims of the develop split are hit. They are low because few reports of a story share much.
HEADLINES_ALIKE = 0.005  # cosine
TEXTS_ALIKE = 0.005  # of the shorter text's shingles
SHINGLE = 5  # words


def always_one(carrying: Sequence[Article], story: Sequence[Article]) -> int:  # noqa: ARG001 - a baseline's signature
    """What needs no reading at all: the floor that the others are to be seen against."""
    return 1


def count_outlets(carrying: Sequence[Article], story: Sequence[Article]) -> int:  # noqa: ARG001 - as above
    """Every outlet is a source: what a reader does who has seen it everywhere."""
    return len({article["outlet"] for article in carrying})


def count_headline_clusters(carrying: Sequence[Article], story: Sequence[Article]) -> int:
    """Reports with similar headlines are one source: cosine of tf-idf over the story's headlines, single linkage."""
    counts = {article["id"]: Counter(_words(article["title"])) for article in story}
    held = Counter(word for count in counts.values() for word in count)
    vectors = {
        id_: {word: n * log(len(story) / held[word]) for word, n in count.items()} for id_, count in counts.items()
    }

    def alike(one: str, other: str) -> bool:
        return _cosine(vectors[one], vectors[other]) >= HEADLINES_ALIKE

    return _clusters(carrying, alike)


def count_distinct_texts(carrying: Sequence[Article], story: Sequence[Article]) -> int:  # noqa: ARG001 - as above
    """Near-duplicates are one source: shared runs of five words, by containment (Broder 1997), single linkage."""
    shingles = {article["id"]: _shingles(article["text"]) for article in carrying}

    def alike(one: str, other: str) -> bool:
        fewer = min(len(shingles[one]), len(shingles[other]))
        return len(shingles[one] & shingles[other]) >= TEXTS_ALIKE * max(fewer, 1)

    return _clusters(carrying, alike)


def count_citing_nobody(carrying: Sequence[Article], story: Sequence[Article]) -> int:
    """Outlets with a report that names no other outlet of the story; one if all do."""
    outlets = {article["outlet"] for article in story}
    return max(1, len({a["outlet"] for a in carrying if not any(_names(a, o) for o in outlets - {a["outlet"]})}))


BASELINES: dict[str, Baseline] = {
    "always one": always_one,
    "count the outlets": count_outlets,
    "headline similarity": count_headline_clusters,
    "near-duplicate text": count_distinct_texts,
    "citations only": count_citing_nobody,
}


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
    """How many groups there are when all that are alike are put together, whoever else is in their groups."""
    group = {article["id"]: article["id"] for article in articles}
    for one, other in combinations(group, 2):
        if alike(one, other):
            merged, into = group[one], group[other]
            group = {id_: into if of == merged else of for id_, of in group.items()}
    return len(set(group.values()))
