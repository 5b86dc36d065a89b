"""PolNeAR reports as training windows: words, labels of the attribution heads, and gold ties."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inquit.core.spans import Span, trim
from inquit.tagger.labels import ENTITIES, ROLES
from inquit.tagger.ties import CONTENT, CUE, SOURCE, Pairing, Stretch, pairings
from inquit.tagger.words import Words

Json = dict[str, Any]
TUNE = 40  # reports of the training split that are kept for choosing; dev is for reporting only

HIDDEN = 0.05  # share of sources and cues that are hidden from the pair head

# A tenth of the reports is seen with British quotation marks, which PolNeAR has none of.
_BRITISH = str.maketrans({"“": "‘", "”": "’", "‘": "“"})


@dataclass(frozen=True, kw_only=True)
class Window:
    """One training window; positions in `stretches`, `pairs` and labels count its words.

    In a text that is not annotated for attribution all but the first three are empty.
    """

    pieces: list[tuple[int, ...]]
    looks: list[int]
    paragraph: list[int]
    roles: list[int] = field(default_factory=list[int])
    entities: list[int] = field(default_factory=list[int])
    ends: list[int] = field(default_factory=list[int])
    stretches: list[Stretch] = field(default_factory=list[Stretch])
    pairs: list[Pairing] = field(default_factory=list[Pairing])
    answers: dict[int, int] = field(default_factory=dict[int, int])
    """Of each cue the index of its source, of each content that of its cue, or -1 for none."""

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


def load(path: Path) -> list[Json]:
    """The reports of a .jsonl.gz."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def splits(data: Path) -> tuple[list[Json], list[Json], list[Json]]:
    """Train, tune and dev: tune is taken from PolNeAR's training split by a fixed draw."""
    train = load(data / "polnear" / "train.jsonl.gz")
    random.Random(1609).shuffle(train)
    single = [r for r in train if not r["other_annotators"]]
    tune = single[:TUNE]
    chosen = {r["id"] for r in tune}
    return [r for r in train if r["id"] not in chosen], tune, load(data / "polnear" / "dev.jsonl.gz")


def restyled(text: str, rng: random.Random) -> str:
    """The text, now and then with British quotation marks."""
    return text.translate(_BRITISH) if rng.random() < 0.1 else text


def windows_of(report: Json, text: str, words: Words, cuts: Sequence[range], rng: random.Random) -> Iterator[Window]:
    """The report's windows for one epoch: one annotator is drawn of several; `text` may differ in its marks."""
    attributions = rng.choice([report["attributions"], *report["other_annotators"]])
    roles, stretches, answer = _gold(text, words, attributions)
    entities = _entities(words, report["entities"])
    ends = [0] * len(words)
    for start, end in report["sentences"]:
        covered = words.covered(trim(text, Span(start, end)))
        if covered:
            ends[covered[-1]] = 1
    for w in cuts:
        inside = [i for i, s in enumerate(stretches) if w.start <= s.first and s.last < w.stop]
        index = {old: new for new, old in enumerate(inside)}
        local = [Stretch(stretches[i].first - w.start, stretches[i].last - w.start, stretches[i].role) for i in inside]
        # Now and then an answer is hidden, as when the tagger misses one, so that the head learns to say "none".
        hidden = {i for i, s in enumerate(local) if s.role != CONTENT and rng.random() < HIDDEN}
        answers = {
            index[i]: (index[answer[i]] if answer.get(i) in index and index[answer[i]] not in hidden else -1)
            for i in inside
            if stretches[i].role != SOURCE
        }
        paragraph = words.paragraph[w.start : w.stop]
        pairs = [
            p for p in pairings(local, paragraph) if (p.span if local[p.span].role == SOURCE else p.cue) not in hidden
        ]
        yield Window(
            pieces=words.pieces[w.start : w.stop],
            looks=words.looks[w.start : w.stop],
            paragraph=paragraph,
            roles=roles[w.start : w.stop],
            entities=entities[w.start : w.stop],
            ends=ends[w.start : w.stop],
            stretches=local,
            pairs=pairs,
            answers=answers,
        )


def _gold(text: str, words: Words, attributions: Sequence[Json]) -> tuple[list[int], list[Stretch], dict[int, int]]:
    roles = [0] * len(words)
    numbers: dict[Stretch, list[int]] = {}  # the attributions that each span belongs to
    for number, attribution in enumerate(attributions):
        for role, name in enumerate(ROLES):
            for start, end in attribution[name]:
                covered = words.covered(trim(text, Span(start, end)))
                for part in _by_paragraph(words, covered):
                    stretch = Stretch(part[0], part[-1], role)
                    if stretch not in numbers and any(roles[k] for k in part):
                        continue  # two spans overlap: slips of an annotator
                    numbers.setdefault(stretch, []).append(number)
                    roles[part[0]] = 2 * role + 1
                    for k in part[1:]:
                        roles[k] = 2 * role + 2
    stretches = sorted(numbers)
    first = {
        role: {number: i for i, s in reversed(list(enumerate(stretches))) if s.role == role for number in numbers[s]}
        for role in (SOURCE, CUE)
    }
    answer = {
        i: first[SOURCE if s.role == CUE else CUE].get(numbers[s][0], -1)
        for i, s in enumerate(stretches)
        if s.role != SOURCE
    }
    return roles, stretches, answer


def _by_paragraph(words: Words, covered: range) -> Iterator[range]:
    start = covered.start
    for k in covered:
        if k + 1 == covered.stop or words.paragraph[k + 1] != words.paragraph[k]:
            yield range(start, k + 1)
            start = k + 1


def _entities(words: Words, entities: Sequence[Sequence[Any]]) -> list[int]:
    labels = [0] * len(words)
    for start, end, name, *_ in entities:
        if name in ENTITIES:
            covered = words.covered(Span(start, end))
            for k in covered:
                labels[k] = 2 * ENTITIES.index(name) + (1 if k == covered[0] else 2)
    return labels
