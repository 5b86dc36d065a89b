"""Figures of the joint heads on what is held out of the training splits, to choose checkpoints by."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from statistics import correlation, mean

import torch

from inquit.tagger.encoder import HAPPENED_SCALE, Marks
from inquit.tagger.words import WordReader
from training import corpora
from training.lessons import Lesson, lesson_of
from training.losses import encode
from training.model import Reader

UNDECIDED = 0.5  # labels nearer to 0 have no sign


def tune_lessons(data: Path, reader: WordReader, size: int) -> dict[str, list[Lesson]]:
    """GUM's dev documents but for news, and the last of GAP development and of UDS-IH2 train."""
    rng = random.Random(7)
    gum = [m for m in corpora.gum(data, "dev") if not m.id.startswith("news")]
    gap = corpora.gap_texts(corpora.gap(data, "development")[-corpora.TUNE_GAP :], rng)
    told = corpora.told_texts(corpora.told(data, "uds_ih2", "train")[-corpora.TUNE_UDS :], rng)
    return {
        name: [lesson_of(m, reader, size, rng) for m in texts]
        for name, texts in (("gum", gum), ("gap", gap), ("uds", told))
    }


def told_of(model: Reader, held: dict[str, list[Lesson]], marks: Marks) -> str:
    """How often the best answer of a mention is a right one, and how well what happened is told."""
    model.eval()
    with torch.inference_mode():
        same = "  ".join(f"{name} {_same(model, held[name], marks):.1%}" for name in ("gum", "gap"))
        return f"{same}  {_happened(model, held['uds'], marks)}"


def _same(model: Reader, lessons: Sequence[Lesson], marks: Marks) -> float:
    right: list[bool] = []
    for lesson in lessons:
        words = encode(model, lesson.windows, marks).same
        places = torch.tensor([m[:2] for m in lesson.mentions])
        vectors = torch.cat([words[places[:, 0]], words[places[:, 1]]], dim=1)
        none = model.sameness.none(vectors)[:, 0]
        for q in lesson.questions:
            askers = torch.full((len(q.offers),), q.asker)
            scores = model.sameness(vectors, askers, torch.tensor(q.offers), torch.tensor(q.features))
            best = int(scores.argmax())
            right.append(q.right[best] if scores[best] > none[q.asker] else not any(q.right))
    return mean(right)


def _happened(model: Reader, lessons: Sequence[Lesson], marks: Marks) -> str:
    gold: list[float] = []
    found: list[float] = []
    for lesson in lessons:
        values = encode(model, lesson.windows, marks).happened[:, 0] * HAPPENED_SCALE
        for k, label in (lesson.happened or {}).items():
            gold.append(label)
            found.append(float(values[k]))
    sign = mean((g > 0) == (f > 0) for g, f in zip(gold, found, strict=True) if abs(g) > UNDECIDED)
    return f"uds sign {sign:.1%} Pearson {correlation(gold, found):.3f}"
